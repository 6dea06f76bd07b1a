import fc from 'fast-check';
import { planSlots, type SlotObjective } from 'loket/printing/planner';
import { expect, it } from 'vitest';
import { bruteGrid, bruteSlots, isLess } from '../support/slot-brute.js';
import { problems } from '../support/slot-instances.js';

const all: readonly SlotObjective[] = ['makespan', 'weightedCompletion', 'maximumLateness', 'strictClass'];
const last = 200;

it('finds the least objective that trying everything finds, when blanks do not run out', () => {
  fc.assert(
    fc.property(problems({ cards: 4, pauses: true, blanks: 'none' }, all), (problem) => {
      const plan = planSlots(problem);
      const { printed, value } = bruteSlots(problem, last);
      expect({ printed: plan.printed, value: plan.value }).toEqual({ printed, value });
      expect(plan.exactOn).toBe('every-start');
    }),
    { numRuns: 400 },
  );
});

it('finds the least makespan over every start while printers wait for blanks', () => {
  fc.assert(
    fc.property(problems({ cards: 5, pauses: false, blanks: 'late' }, ['makespan']), (problem) => {
      const plan = planSlots(problem);
      const { printed, value } = bruteSlots(problem, last);
      expect({ printed: plan.printed, value: plan.value }).toEqual({ printed, value });
      expect(plan.exactOn).toBe('every-start');
    }),
    { numRuns: 400 },
  );
});

it('claims no more than trying everything confirms, whatever waits for blanks', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.boolean().chain((pauses) => problems({ cards: 4, pauses, blanks: 'late' }, all)),
      (problem) => {
        const plan = planSlots(problem);
        const brute = bruteSlots(problem, last);
        seen.set(plan.exactOn, (seen.get(plan.exactOn) ?? 0) + 1);
        expect(plan.printed).toBeLessThanOrEqual(brute.printed);
        expect(plan.printedAtMost).toBeGreaterThanOrEqual(brute.printed);
        if (plan.exactOn === 'every-start') {
          expect({ printed: plan.printed, value: plan.value }).toEqual(brute);
        } else if (plan.printed === brute.printed) {
          expect(isLess(plan.value, brute.value)).toBe(false);
          expect(isLess(brute.value, plan.lowerBound)).toBe(false);
        }
        if (plan.exactOn === 'slot-grid') {
          const grid = bruteGrid(problem, Math.max(0, ...plan.endOf.filter((end) => end > 0)) + 8);
          if (grid && plan.printed === problem.jobs.count) {
            expect({ printed: plan.printed, value: plan.value }).toEqual(grid);
          }
        }
      },
    ),
    { numRuns: 600 },
  );
  for (const claim of ['every-start', 'slot-grid', 'nothing']) expect(seen.get(claim)).toBeGreaterThan(0);
});
