import fc from 'fast-check';
import {
  checkSlotPlan,
  planSlots,
  replanSlots,
  type SlotObjective,
  type SlotProblem,
} from 'loket/printing/planner';
import { expect, it } from 'vitest';
import { bruteSlots } from '../support/slot-brute.js';
import { problems } from '../support/slot-instances.js';

const all: readonly SlotObjective[] = ['makespan', 'weightedCompletion', 'maximumLateness', 'strictClass'];
const event = fc.record({
  now: fc.nat({ max: 30 }),
  frozen: fc.nat({ max: 8 }),
  broken: fc.nat({ max: 2 }),
  back: fc.integer({ min: 1, max: 40 }),
});

/** One printer breaks down at `now`. */
const breakDown = (
  problem: SlotProblem,
  { now, broken, back }: { now: number; broken: number; back: number },
) => ({
  ...problem,
  printers: problem.printers.map((printer, m) =>
    m === broken
      ? { ...printer, downtime: [...(printer.downtime ?? []), [now, now + back] as const] }
      : printer,
  ),
});

it('is optimal for the cards that are left, and its plan passes the checker', () => {
  fc.assert(
    fc.property(
      fc.boolean().chain((pauses) => problems({ cards: 4, pauses, blanks: 'none' }, all)),
      event,
      (problem, what) => {
        const plan = planSlots(problem);
        const next = replanSlots(breakDown(problem, what), plan, {
          now: what.now,
          frozenUntil: what.now + what.frozen,
        });
        expect(checkSlotPlan(next.problem, next.plan)).toEqual({ ok: true });
        const brute = bruteSlots(next.problem, 260);
        expect({ printed: next.plan.printed, value: next.plan.value }).toEqual(brute);
        expect(next.jobs.length + next.done.length + next.frozen.length).toBe(problem.jobs.count);
      },
    ),
    { numRuns: 300 },
  );
});

it('fits behind what is done and what is in a hopper: together they can be carried out', () => {
  let judged = 0;
  fc.assert(
    fc.property(
      fc
        .record({ pauses: fc.boolean(), blanks: fc.constantFrom('none' as const, 'late' as const) })
        .chain(({ pauses, blanks }) => problems({ cards: 9, pauses, blanks }, all)),
      event,
      (problem, what) => {
        const plan = planSlots(problem);
        const broken = breakDown(problem, what);
        const next = replanSlots(broken, plan, { now: what.now, frozenUntil: what.now + what.frozen });
        const [printerOf, endOf] = [plan.printerOf.slice(), plan.endOf.slice()];
        for (const [k, job] of next.jobs.entries()) {
          printerOf[job] = next.plan.printerOf[k] ?? -1;
          endOf[job] = next.plan.endOf[k] ?? 0;
        }
        const printed = next.done.length + next.frozen.length + next.plan.printed;
        const check = checkSlotPlan(broken, { ...plan, printed, printerOf, endOf });
        // Behind the cards that stay the whole need not be the best plan; but it must be possible.
        const code = check.ok ? '' : check.reason.code;
        expect(['planner.check.shape', 'planner.check.printer', 'planner.check.blanks']).not.toContain(code);
        judged++;
      },
    ),
    { numRuns: 500 },
  );
  expect(judged).toBeGreaterThan(0);
});

it('moves the fewest cards among all plans that are as quick', () => {
  let moved = 0;
  fc.assert(
    fc.property(
      problems({ cards: 5, pauses: true, blanks: 'none' }, ['makespan']),
      event,
      (problem, what) => {
        const plan = planSlots(problem);
        const next = replanSlots(breakDown(problem, what), plan, { now: what.now });
        if (next.fewest !== 'all-optimal-plans') return;
        const before = Array.from(next.jobs, (job) => plan.printerOf[job] ?? -1);
        const end = Number(next.plan.value[0]);
        // Every way to give the cards to printers, as far as each printer does its share in time alone.
        const inTime = next.problem.printers.map((printer) => {
          let most = 0;
          for (let count = 1; count <= before.length; count++) {
            const alone = bruteSlots({ ...next.problem, jobs: { count }, printers: [printer] }, 260);
            if (alone.printed === count && Number(alone.value[0]) <= end) most = count;
          }
          return most;
        });
        let fewest = Number.POSITIVE_INFINITY;
        const give = (k: number, counts: readonly number[], moves: number): void => {
          if (k === before.length) {
            fewest = Math.min(fewest, moves);
            return;
          }
          for (const m of next.problem.printers.keys()) {
            if ((counts[m] ?? 0) >= (inTime[m] ?? 0)) continue;
            const isMoved = before[k] !== -1 && before[k] !== m;
            give(
              k + 1,
              counts.map((count, i) => (i === m ? count + 1 : count)),
              moves + (isMoved ? 1 : 0),
            );
          }
        };
        give(
          0,
          next.problem.printers.map(() => 0),
          0,
        );
        expect(next.moved).toBe(fewest);
        moved += next.moved;
      },
    ),
    { numRuns: 300 },
  );
  expect(moved).toBeGreaterThan(0);
});

it('moves the fewest cards among plans that give each group of equal cards the same slots', () => {
  fc.assert(
    fc.property(
      problems({ cards: 6, pauses: false, blanks: 'none' }, ['weightedCompletion']),
      event,
      (problem, what) => {
        const plan = planSlots(problem);
        const { plan: next, jobs, kept } = replanSlots(breakDown(problem, what), plan, { now: what.now });
        const groups = new Map<number, number[]>();
        for (const [k, job] of jobs.entries()) {
          const weight = problem.jobs.weights?.[job] ?? 1;
          if (next.printerOf[k] !== -1) groups.set(weight, [...(groups.get(weight) ?? []), k]);
        }
        let best = 0;
        for (const members of groups.values()) {
          const here = members.map((k) => next.printerOf[k] ?? -1);
          const there = members.map((k) => plan.printerOf[jobs[k] ?? 0] ?? -1);
          const most = (k: number, free: readonly number[]): number =>
            k === there.length
              ? 0
              : Math.max(
                  ...free.map(
                    (m, i) =>
                      (m === there[k] ? 1 : 0) +
                      most(
                        k + 1,
                        free.filter((_, j) => j !== i),
                      ),
                  ),
                );
          best += most(0, here);
        }
        expect(kept).toBe(best);
      },
    ),
    { numRuns: 200 },
  );
});

it('leaves everything where it was when nothing changed', () => {
  fc.assert(
    fc.property(problems({ cards: 12, pauses: true, blanks: 'none' }, all), (problem) => {
      const plan = planSlots(problem);
      expect(replanSlots(problem, plan, { now: problem.from })).toMatchObject({
        moved: 0,
        kept: plan.printed,
      });
    }),
  );
});

it('keeps what is in a hopper, with its blank, and plans new cards behind', () => {
  const printers = [{ id: 'A', msPerCard: 10 }];
  const problem = {
    from: 0,
    jobs: { count: 4 },
    printers,
    objective: 'makespan',
    blanks: [{ at: 0, count: 5 }],
  } as const;
  const plan = planSlots(problem);
  const next = replanSlots({ ...problem, jobs: { count: 6 } }, plan, { now: 12, frozenUntil: 25 });
  expect([...next.done]).toEqual([0]);
  expect([...next.frozen]).toEqual([1, 2]);
  expect([...next.jobs]).toEqual([3, 4, 5]);
  // Five blanks: one printed, two in the hopper, two left.
  expect(next.plan.printed).toBe(2);
  expect(next.plan.finishedAt).toBe(50);
});

it('refuses a plan with more cards than the problem, and a frozen horizon in the past', () => {
  const problem = {
    from: 0,
    jobs: { count: 4 },
    printers: [{ id: 'A', msPerCard: 10 }],
    objective: 'makespan',
  } as const;
  const plan = planSlots(problem);
  expect(() => replanSlots({ ...problem, jobs: { count: 3 } }, plan, { now: 0 })).toThrow('jobs.count');
  expect(() => replanSlots(problem, plan, { now: 20, frozenUntil: 10 })).toThrow('now');
});
