import { issuesError } from '../../internal/errors.js';
import type { EpochMs } from '../../internal/time.js';
import { type FewestMoves, keepOrder } from './slot-keep.js';
import { keepForMakespan } from './slot-keep-makespan.js';
import { orderOf } from './slot-order.js';
import { choiceOf, planOf, type SlotPlan } from './slot-plan.js';
import type { SlotProblem } from './slot-problem.js';
import { hadNone, remaining } from './slot-remaining.js';
import { readSlotProblem } from './slot-schema.js';

/** Holds what a new plan says of the cards of an old one. */
export interface SlotReplan {
  /** The new plan, of `problem`. */
  readonly plan: SlotPlan;
  /** What was planned anew: the cards that are left, on the printers behind what stays in their hoppers. */
  readonly problem: SlotProblem;
  /** By index in `problem` the index of the card in the problem that was given. */
  readonly jobs: Uint32Array<ArrayBuffer>;
  /** Cards that ended by `now`. */
  readonly done: Uint32Array<ArrayBuffer>;
  /** Cards that stay where and when they were. */
  readonly frozen: Uint32Array<ArrayBuffer>;
  /** Cards of `problem` that are on the printer on which they were before. */
  readonly kept: number;
  /** Cards of `problem` that had a printer before and have another one now, or none. */
  readonly moved: number;
  readonly fewest: FewestMoves;
}

/**
 * Plans anew after a breakdown, a delivery or new arrivals: optimal for the cards that are left, with the fewest moved.
 *
 * Cards that ended by `now` drop out. Cards that start before `frozenUntil` are in a hopper with their blank and stay, if
 * their printer is still there and open, and their blank is there by their start; the other cards come behind them. A
 * card that a breakdown interrupts is printed anew and its blank counts as unused: tell one blank less if it is spoiled.
 * Then the objective is the least, as
 * {@link planSlots} says it; and among plans with that objective as few cards as possible change the printer: equal cards
 * are exchanged until each printer keeps as many of its own as it has slots for them, which is a largest matching. For the
 * makespan, while no printer waits for blanks, each printer keeps as many as it can end in time, which no plan exceeds.
 *
 * @param problem - as it is now, told from the same `from`: all blanks since then, printers with new downtime; new cards
 * come behind the old ones, which keep their indices
 * @param previous - the plan so far
 * @param when - `now`, and `frozenUntil`, not before `now`; by default `now`
 * @returns the new plan with what was kept and moved
 * @throws {@link LoketError} with code `invalid-config` when the problem breaks a rule, has fewer cards than the plan, or
 * `frozenUntil` lies before `now`
 *
 * @example
 * ```ts
 * import { planSlots, replanSlots } from 'loket/printing/planner';
 *
 * const a = { id: 'A', msPerCard: 10 };
 * const b = { id: 'B', msPerCard: 10 };
 * const problem = { from: 0, jobs: { count: 8 }, printers: [a, b], objective: 'makespan' } as const;
 * const plan = planSlots(problem);
 * // B breaks down at 10 and is back at 25.
 * const broken = { ...b, downtime: [[10, 25]] } as const;
 * const next = replanSlots({ ...problem, printers: [a, broken] }, plan, { now: 10 });
 * [next.plan.finishedAt, next.kept, next.moved]; //=> [50, 5, 1]
 * ```
 */
export function replanSlots(
  problem: SlotProblem,
  previous: SlotPlan,
  when: { readonly now: EpochMs; readonly frozenUntil?: EpochMs | undefined },
): SlotReplan {
  const read = readSlotProblem(problem);
  const { now, frozenUntil = now } = when;
  const known = previous.printerOf.length;
  if (read.jobs.count < known) {
    const rule = `must be ${known} or more, as many as the plan has`;
    throw issuesError('invalid-config', 'replan', [{ field: 'jobs.count', rule, value: read.jobs.count }]);
  }
  if (!Number.isInteger(now) || now < read.from || !(frozenUntil >= now)) {
    const rule = 'must be whole, with from <= now <= frozenUntil';
    throw issuesError('invalid-config', 'replan', [{ field: 'now', rule, value: now }]);
  }
  const { rest, jobs, before, done, frozen } = remaining(read, previous, now, frozenUntil);
  const kept = keepForMakespan(rest, before);
  const plan = kept ?? planKept(rest, before);
  const fewest = kept === undefined ? 'these-slots' : 'all-optimal-plans';
  const { printerOf } = plan;
  let [stay, had] = [0, 0];
  for (let job = 0; job < before.length; job++) {
    const m = before[job] ?? hadNone;
    if (m === hadNone) continue;
    had++;
    if (m === printerOf[job]) stay++;
  }
  return { plan, problem: rest, jobs, done, frozen, kept: stay, moved: had - stay, fewest };
}

function planKept(rest: SlotProblem, before: Int32Array): SlotPlan {
  const choice = choiceOf(rest);
  return planOf(rest, choice, keepOrder(rest, choice.list, orderOf(rest.jobs, rest.objective), before));
}
