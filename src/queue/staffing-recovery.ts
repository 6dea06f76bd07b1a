import type { EpochMs } from '../internal/time.js';
import type { DaySlot } from './staffing-day.js';

/** Tells one way to bring a backlog down. */
export interface Recovery {
  /** Counters that have to be open from the slot's start on, but for closed slots. */
  readonly counters: number;
  /** Until when nobody is left waiting, on average. */
  readonly by: EpochMs;
  /** Whether there are so many. */
  readonly isPossible: boolean;
}

/**
 * For each end of a slot, the least number of counters that, held until then, brings the line down to none: as a flow of
 * people in and out, without chance. Closed slots stay closed; ends that need as many as an earlier one are left out.
 * @internal
 */
export function recoveries(slots: readonly DaySlot[], people: number): Recovery[] {
  const found: Recovery[] = [];
  // Whoever is at a counter need not be gone.
  let served = 1;
  let come = people;
  let there = Infinity;
  for (const { from, to, arrivals, serviceMs, max } of slots) {
    come += arrivals;
    if (max === 0) continue;
    served += (to - from) / serviceMs;
    there = Math.min(there, max);
    const counters = Math.ceil(come / served);
    if (counters < (found.at(-1)?.counters ?? Infinity)) {
      found.push({ counters, by: to, isPossible: counters <= there });
    }
  }
  return found;
}
