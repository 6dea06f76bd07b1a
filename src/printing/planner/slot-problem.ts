import type { EpochMs } from '../../internal/time.js';

/** Marks a span of time, from the first instant up to and without the second one, both in epoch milliseconds. */
export type TimeSpan = readonly [from: EpochMs, until: EpochMs];

/**
 * Names what a plan makes as small as possible.
 *
 * - `makespan`: when the last card is done.
 * - `weightedCompletion`: the sum over cards of weight times completion.
 * - `maximumLateness`: the largest completion minus due time.
 * - `strictClass`: the first class has the earliest slots that there are, then the next class; within a class by due time,
 *   then by age. In numbers, class by class: the sum of completions, then the largest lateness.
 */
export type SlotObjective = 'makespan' | 'weightedCompletion' | 'maximumLateness' | 'strictClass';

/**
 * Lists the cards to print in columns, one entry a card; a column that is left out is equal for all cards. The index of
 * a card is its name in the plan.
 */
export interface SlotJobs {
  /** Number of cards, 0 to 10,000,000. */
  readonly count: number;
  /** Weights, whole numbers from 0 to 10,000. Default 1. */
  readonly weights?: ArrayLike<number> | undefined;
  /** Due times in epoch milliseconds; {@link noDueTime} for a card without one. */
  readonly dueAt?: ArrayLike<number> | undefined;
  /** Classes, whole numbers from 0 (served first) to 1,000. */
  readonly classes?: ArrayLike<number> | undefined;
  /** Since when a card waits, in epoch milliseconds: among equal cards the oldest comes first, then the lowest index. */
  readonly since?: ArrayLike<number> | undefined;
}

/** Describes a rest that a printer needs after a number of cards. */
export interface SlotPause {
  /**
   * `change` is work of a person, as a ribbon change: it lies within working time and is not interrupted. `cooling` passes
   * by itself, also while the office is closed. Several that fall due together run at the same time.
   */
  readonly kind: 'change' | 'cooling';
  /** After how many cards, 1 or more. */
  readonly everyCards: number;
  /** How long it takes, in milliseconds, 0 or more. */
  readonly takesMs: number;
  /** Cards printed since the last one, 0 to `everyCards` - 1. Default 0. */
  readonly cardsDone?: number | undefined;
}

/** Describes a printer of the plan. */
export interface SlotPrinter {
  /** Unique id. */
  readonly id: string;
  /** Milliseconds a card, a whole number, 1 or more; or give `cardsPerHour`. */
  readonly msPerCard?: number | undefined;
  /** Cards an hour, above 0; a card then takes 3,600,000 / `cardsPerHour` milliseconds, rounded up to a whole one. */
  readonly cardsPerHour?: number | undefined;
  /** When it works; a card starts and ends within one window. Windows that touch are one. Default the problem's. */
  readonly windows?: readonly TimeSpan[] | undefined;
  /** When it does not work although a window is open. */
  readonly downtime?: readonly TimeSpan[] | undefined;
  /** From when it can work, in epoch milliseconds. Default the problem's `from`. */
  readonly availableFrom?: EpochMs | undefined;
  /** Most cards a day, 1 or more. Needs windows. */
  readonly dailyDuty?: number | undefined;
  /** Cards it has printed already on the day of `availableFrom`. Default 0. */
  readonly dutyUsed?: number | undefined;
  readonly pauses?: readonly SlotPause[] | undefined;
}

/** Tells of blanks that arrive. */
export interface BlankArrival {
  readonly at: EpochMs;
  /** How many, a whole number, 0 or more. */
  readonly count: number;
}

/**
 * Describes which cards are to be printed on which printers, from when on.
 *
 * A card takes its blank when it starts: up to any instant no more cards have started than blanks have arrived. Blanks
 * that arrive at an instant can start at that instant.
 */
export interface SlotProblem {
  /** The first instant of the plan, in epoch milliseconds. */
  readonly from: EpochMs;
  readonly jobs: SlotJobs;
  readonly printers: readonly SlotPrinter[];
  readonly objective: SlotObjective;
  /** When printers without windows of their own work. Left out: always. */
  readonly windows?: readonly TimeSpan[] | undefined;
  /**
   * Where days begin, for daily duties: `startsAt` is the beginning of some day. A window that crosses the beginning of a
   * day is cut there for a printer with a daily duty. Default days of 24 hours from `from`.
   */
  readonly day?: { readonly startsAt: EpochMs; readonly lengthMs?: number | undefined } | undefined;
  /** Blanks that arrive, the stock at `from` among them. Left out: there are enough. */
  readonly blanks?: readonly BlankArrival[] | undefined;
}

/** Stands for a due time that never comes. */
export const noDueTime: EpochMs = 8.64e15;

/** Describes one card for {@link slotJobs}. */
export interface SlotJob {
  readonly weight?: number | undefined;
  readonly dueAt?: EpochMs | undefined;
  readonly class?: number | undefined;
  readonly since?: EpochMs | undefined;
}

/**
 * Turns a list of cards into the columns that {@link planSlots} reads; the index in the list is the index in the plan.
 *
 * @param jobs - the cards; weight 1, class 0, no due time and age 0 where left out
 * @returns the columns, typed arrays
 *
 * @example
 * ```ts
 * import { slotJobs } from 'loket/printing/planner';
 *
 * const jobs = slotJobs([{ weight: 4 }, {}]);
 * Array.from(jobs.weights ?? []); //=> [4, 1]
 * ```
 */
export function slotJobs(jobs: readonly SlotJob[]): SlotJobs {
  return {
    count: jobs.length,
    weights: Float64Array.from(jobs, (job) => job.weight ?? 1),
    dueAt: Float64Array.from(jobs, (job) => job.dueAt ?? noDueTime),
    classes: Float64Array.from(jobs, (job) => job.class ?? 0),
    since: Float64Array.from(jobs, (job) => job.since ?? 0),
  };
}

/**
 * Lists the windows of days that are alike, for {@link SlotProblem}.
 *
 * @param days - `firstDay`: the beginning of the first day in epoch milliseconds; `days`: how many, 1 or more; `from` and
 * `until`: milliseconds after the beginning of a day; `closed`: days without work, counted from 0; `dayMs`: the length of
 * a day, 24 hours by default
 * @returns the windows, in order
 *
 * @example
 * ```ts
 * import { dailyWindows } from 'loket/printing/planner';
 *
 * const hour = 3_600_000;
 * dailyWindows({ firstDay: 0, days: 2, from: 8 * hour, until: 16 * hour }).length; //=> 2
 * ```
 */
export function dailyWindows(days: {
  readonly firstDay: EpochMs;
  readonly days: number;
  readonly from: number;
  readonly until: number;
  readonly closed?: readonly number[] | undefined;
  readonly dayMs?: number | undefined;
}): TimeSpan[] {
  const { firstDay, dayMs = 86_400_000 } = days;
  const windows: TimeSpan[] = [];
  for (let day = 0; day < days.days; day++) {
    if (days.closed?.includes(day)) continue;
    const start = firstDay + day * dayMs;
    windows.push([start + days.from, start + days.until]);
  }
  return windows;
}
