import fc from 'fast-check';
import {
  checkSlotPlan,
  planSlots,
  type SlotMethod,
  type SlotObjective,
  type SlotProblem,
} from 'loket/printing/planner';
import { expect, it } from 'vitest';
import { bruteSlots, bruteValue, isLess } from '../support/slot-brute.js';
import { problems } from '../support/slot-instances.js';

const all: readonly SlotObjective[] = ['makespan', 'weightedCompletion', 'maximumLateness', 'strictClass'];
const methods: readonly SlotMethod[] = [
  'counting',
  'earliest-slots',
  'identical-printers',
  'slot-grid',
  'bound',
  'none',
];
const last = 200;

/** A harder problem, or one with another objective: its plans are plans of the first one, but perhaps not the best. */
function harder(problem: SlotProblem, how: number, a: number, b: number): SlotProblem {
  const { printers, blanks = [{ at: 0, count: problem.jobs.count }] } = problem;
  if (how === 0) {
    const broken = printers.map((one, m) =>
      m === a % printers.length
        ? { ...one, downtime: [...(one.downtime ?? []), [b % 20, (b % 20) + 1 + (a % 8)] as const] }
        : one,
    );
    return { ...problem, printers: broken };
  }
  if (how === 1) return { ...problem, blanks: blanks.map((one) => ({ ...one, at: one.at + (a % 9) })) };
  if (how === 2) return { ...problem, blanks: blanks.slice(0, -1) };
  return { ...problem, objective: all[a % all.length] ?? 'makespan' };
}

it('accepts no plan as the best that is worse, whatever proof it brings and however honest its value', () => {
  let [worse, accepted] = [0, 0];
  fc.assert(
    fc.property(
      fc
        .record({ pauses: fc.boolean(), blanks: fc.constantFrom('none' as const, 'late' as const) })
        .chain(({ pauses, blanks }) => problems({ cards: 4, pauses, blanks }, all)),
      fc.nat({ max: 3 }),
      fc.nat(),
      fc.nat(),
      (problem, how, a, b) => {
        const best = bruteSlots(problem, last);
        const [honest, other] = [planSlots(problem), planSlots(harder(problem, how, a, b))];
        const cards = [...other.order];
        const value = bruteValue(
          problem,
          cards,
          cards.map((job) => other.endOf[job] ?? 0),
        );
        const isBest = other.printed === best.printed && !isLess(best.value, value);
        for (const method of methods) {
          for (const { proof } of [honest, other]) {
            const forged = {
              printed: other.printed,
              printedAtMost: best.printed,
              value,
              lowerBound: value,
              exactOn: 'every-start' as const,
              printerOf: other.printerOf,
              endOf: other.endOf,
              proof: { ...proof, method },
            };
            const { ok } = checkSlotPlan(problem, forged);
            if (isBest) accepted += ok ? 1 : 0;
            else {
              worse++;
              expect(ok).toBe(false);
            }
          }
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(worse).toBeGreaterThan(300);
  expect(accepted).toBeGreaterThan(0);
});
