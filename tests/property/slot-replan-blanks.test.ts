import fc from 'fast-check';
import { planSlots, replanSlots, type SlotObjective } from 'loket/printing/planner';
import { expect, it } from 'vitest';
import { problems } from '../support/slot-instances.js';

const all: readonly SlotObjective[] = ['makespan', 'weightedCompletion', 'maximumLateness', 'strictClass'];

it('starts no card before its blank when a delivery is later than the plan knew', () => {
  let released = 0;
  fc.assert(
    fc.property(
      fc.boolean().chain((pauses) => problems({ cards: 8, pauses, blanks: 'late' }, all)),
      fc.record({ now: fc.nat({ max: 20 }), frozen: fc.nat({ max: 30 }), later: fc.nat({ max: 40 }) }),
      (problem, { now, frozen, later }) => {
        const plan = planSlots(problem);
        const blanks = (problem.blanks ?? []).map((one) =>
          one.at > now ? { ...one, at: one.at + later } : one,
        );
        const next = replanSlots({ ...problem, blanks }, plan, { now, frozenUntil: now + frozen });
        const stay = [...next.done, ...next.frozen];
        const step = (m: number) => problem.printers[m]?.msPerCard ?? 0;
        const starts = stay
          .map((job) => (plan.endOf[job] ?? 0) - step(plan.printerOf[job] ?? -1))
          .concat(Array.from(next.plan, (one) => one.startAt))
          .sort((a, b) => a - b);
        for (const [k, start] of starts.entries()) {
          const there = blanks.reduce((sum, one) => sum + (one.at <= start ? one.count : 0), 0);
          expect(k).toBeLessThan(there);
        }
        const inHopper = Array.from(plan).filter(
          ({ startAt, endAt }) => endAt > now && startAt < now + frozen,
        ).length;
        released += inHopper - next.frozen.length;
      },
    ),
    { numRuns: 300 },
  );
  expect(released).toBeGreaterThan(0);
});

it('takes a card out of the hopper whose blank comes only later', () => {
  const problem = {
    from: 0,
    jobs: { count: 3 },
    printers: [{ id: 'A', msPerCard: 10 }],
    objective: 'makespan',
    blanks: [
      { at: 0, count: 1 },
      { at: 10, count: 5 },
    ],
  } as const;
  const late = {
    ...problem,
    blanks: [
      { at: 0, count: 1 },
      { at: 100, count: 5 },
    ],
  };
  const next = replanSlots(late, planSlots(problem), { now: 5, frozenUntil: 25 });
  expect([...next.frozen]).toEqual([0]);
  expect(next.plan.finishedAt).toBe(120);
});
