import type { EpochMs } from '../internal/time.js';
import type { ServiceTarget } from './staffing-counters.js';
import { type DaySlot, isEnough, isMet, staffDay } from './staffing-day.js';
import { checkDay, dayOf } from './staffing-day-input.js';
import { hourMs } from './staffing-input.js';
import { type Recovery, recoveries } from './staffing-recovery.js';

/** Bounds the counters that can be open. */
export interface CounterRange {
  /** Whole counters, 0 to 2,000. Default 0. */
  readonly min?: number | undefined;
  /** Whole counters, 0 to 2,000, not below `min`. Default 2,000. */
  readonly max?: number | undefined;
}

/** Describes a part of a day with steady arrivals, such as an hour. */
export interface StaffSlot {
  readonly from: EpochMs;
  /** After `from` by at most a day; the next slot starts here. */
  readonly to: EpochMs;
  /** People expected to come, 0 to 100,000; need not be whole. */
  readonly arrivals: number;
  /** How much longer a person takes at the counter than usual, above 0, to 100: 2 where wet signatures double it. Default 1. */
  readonly serviceFactor?: number | undefined;
  /** Bounds for this slot, as at lunch; what is left out is as for the day. */
  readonly counters?: CounterRange | undefined;
}

/** Describes a day that is to be staffed. */
export interface StaffInput {
  /** One after the other without gaps, at most 500. A closed hour is a slot without arrivals and with `max: 0`. */
  readonly slots: readonly StaffSlot[];
  /** Mean time at the counter in milliseconds, 1,000 to 1e10. */
  readonly meanServiceMs: number;
  readonly target: ServiceTarget;
  /** Whole number of people who wait when the first slot starts, 0 to 1,000,000. Default 0. */
  readonly backlog?: number | undefined;
  /** Bounds for the whole day. */
  readonly counters?: CounterRange | undefined;
}

/** Tells of one slot how many counters it gets and what that leads to. */
export interface StaffedSlot {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly arrivals: number;
  readonly counters: number;
  /** Share of those who come in this slot that is served in time. */
  readonly servedInTimeShare: number;
  /** Whether that is the target's share, or nobody is expected. */
  readonly isMet: boolean;
  /** Whether it misses the target with all counters that there are. */
  readonly isBinding: boolean;
  /** Mean wait of those who come in this slot, in milliseconds; `Infinity` where no counter opens again. */
  readonly meanWaitMs: number;
  /** Share of the counters' time spent serving, 0 to 1. */
  readonly occupancy: number;
  /** People expected to wait as the slot starts, before its counters open. */
  readonly backlogAtStart: number;
  /** People expected to wait as the slot ends. */
  readonly backlogAtEnd: number;
  /** What would bring a backlog down; empty unless the slot starts with one. */
  readonly recovery: readonly Recovery[];
}

/** Tells how a day is staffed. */
export interface StaffPlan {
  readonly slots: readonly StaffedSlot[];
  /** Whether every slot meets the target. */
  readonly isMet: boolean;
  /** Starts of the slots that miss the target with all counters that there are. */
  readonly binding: readonly EpochMs[];
  /** Hours of counters, all together. */
  readonly counterHours: number;
  /** People expected to wait as the last slot ends. */
  readonly closingBacklog: number;
  /** When they are expected to be served if the last slot's counters stay; `Infinity` if there are none. */
  readonly clearedAt: EpochMs;
}

/**
 * Finds for each slot of a day the least number of counters that meets the target, from first to last, and tells what
 * follows where there are too few: waits, the backlog that each slot hands to the next, and what would bring it down. The
 * target has to hold for the slot as a whole and for those who come as it ends, so that no slot saves counters at the cost
 * of the next.
 *
 * It follows the number of people in the office as a random process, with random arrivals and exponential times at the
 * counter (M(t)/M/c(t)), and solves its equations in time, so that a slot starts with whatever the one before left. Usual
 * ways to staff a changing day take each slot by itself in a steady state (the pointwise stationary approximation of
 * L. Green and P. Kolesar, Management Science 37(1), 1991), or in that of a load which lags behind the arrivals (the
 * modified offered load of O. Jennings, A. Mandelbaum, W. Massey, W. Whitt, *Server staffing to meet time-varying demand*,
 * Management Science 42(10), 1996). Neither knows a backlog, and a slot in overload has no steady state. Steady states with
 * carried backlog (R. Stolletz, European Journal of Operational Research 190(2), 2008) know one, but not its spread. Solving
 * the equations by uniformization (A. Jensen 1953) is one of the methods that A. Ingolfsson and others compare in *A survey
 * and experimental comparison of service-level-approximation methods*, INFORMS Journal on Computing 19(2), 2007; at the size
 * of an office it takes a fraction of a second.
 *
 * Who is at a counter that closes is still served there. Nobody gives up. The last slot's counters stay until all are
 * served.
 *
 * @throws {@link LoketError} with code `invalid-data` if a number is out of its range or slots do not follow each other
 *
 * @example
 * ```ts
 * import { planStaff } from 'loket/queue';
 *
 * const minutes = 60_000;
 * const eight = Date.parse('2019-07-17T08:00+07:00');
 * const slots = [30, 90, 40, 20].map((arrivals, hour) => ({
 *   from: eight + hour * 60 * minutes,
 *   to: eight + (hour + 1) * 60 * minutes,
 *   arrivals,
 * }));
 * const day = { slots, meanServiceMs: 6 * minutes, target: { share: 0.8, withinMs: 15 * minutes } };
 * planStaff(day).slots.map(({ counters }) => counters); //=> [4, 9, 5, 3]
 *
 * const short = planStaff({ ...day, counters: { max: 6 } });
 * short.slots.map(({ counters }) => counters); //=> [4, 6, 6, 5]
 * short.binding.map((from) => (from - eight) / (60 * minutes)); //=> [1, 2]
 * short.slots.map(({ backlogAtEnd }) => Math.round(backlogAtEnd)); //=> [1, 30, 12, 1]
 * ```
 */
export function planStaff(input: StaffInput): StaffPlan {
  checkDay(input);
  const day = dayOf(input);
  const { counters, outcomes } = staffDay(day);
  const slots = outcomes.map((outcome, i): StaffedSlot => {
    const { from, to, arrivals, max } = day.slots[i] as DaySlot;
    const met = isMet(day, i, outcome);
    const before = outcomes[i - 1];
    const hasBacklog = outcome.backlogAtStart >= 1 && (!before || !isEnough(day, i - 1, before));
    return {
      from,
      to,
      arrivals,
      counters: counters[i] as number,
      servedInTimeShare: outcome.servedInTimeShare,
      isMet: met,
      isBinding: !met && counters[i] === max,
      meanWaitMs: outcome.meanWaitMs,
      occupancy: outcome.occupancy,
      backlogAtStart: outcome.backlogAtStart,
      backlogAtEnd: outcome.backlogAtEnd,
      recovery: hasBacklog ? recoveries(day.slots.slice(i), outcome.people) : [],
    };
  });
  const last = day.slots.at(-1) as DaySlot;
  const closingBacklog = slots.at(-1)?.backlogAtEnd ?? 0;
  const perMs = (counters.at(-1) as number) / last.serviceMs;
  return {
    slots,
    isMet: slots.every((slot) => slot.isMet),
    binding: slots.filter((slot) => slot.isBinding).map((slot) => slot.from),
    counterHours: slots.reduce((sum, slot) => sum + (slot.counters * (slot.to - slot.from)) / hourMs, 0),
    closingBacklog,
    clearedAt: closingBacklog === 0 ? last.to : last.to + closingBacklog / perMs,
  };
}
