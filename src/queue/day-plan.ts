import type { EpochMs, LocalDate } from '../internal/time.js';

/** Tells what a queue does not know of its own day, and a forecast needs. */
export interface DayPlan {
  /** When the doors open. Default: they are open. */
  readonly opensAt?: EpochMs | undefined;
  /** When the doors close. */
  readonly closesAt: EpochMs;
  /** When counters will be away, as for lunch; one that is paused now comes back at the end of its absence. */
  readonly away?:
    | readonly { readonly counter: string; readonly from: EpochMs; readonly until: EpochMs }[]
    | undefined;
}

/** Plans days; `undefined` for a day whose hours are not known. */
export type DayPlanner = (day: LocalDate) => DayPlan | undefined;
