import type { EpochMs } from '../internal/time.js';
import type { LaneContext } from './lane-machine.js';

/** Tells when a lane is expected to let documents pass again, and what that rests on. */
export interface ExpectedRecovery {
  readonly at: EpochMs;
  /**
   * `order` and `maintenance` end at a recorded time; `history` rests on this lane's own outages; `age` on nothing but
   * how long this one has lasted.
   */
  readonly basis: 'order' | 'maintenance' | 'history' | 'age';
}

/** Nobody mends a server in no time. */
const leastMs = 10 * 60_000;

/**
 * Estimates when an open lane recovers: the median of what its earlier outages still had to go at this age, each counted
 * once, together with one guess that an outage lasts once more as long as it has lasted (the median of a Pareto law with
 * exponent 1). So a first outage is judged by its age alone, and a lane that fails each morning by its mornings.
 * @internal
 */
export function recoveryOf(
  { openedAt, troubledAt, openUntil, outages }: LaneContext,
  at: EpochMs,
): ExpectedRecovery | null {
  if (openedAt === null) return null;
  const age = at - (troubledAt ?? openedAt);
  const alike = outages.filter((ms) => ms > age).map((ms) => ms - age);
  const left = median([...alike, Math.max(age, leastMs)]);
  return { at: Math.max(openUntil, at + left), basis: alike.length > 0 ? 'history' : 'age' };
}

/** The lower middle of a list that is not empty. */
function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[Math.floor((values.length - 1) / 2)] ?? 0;
}
