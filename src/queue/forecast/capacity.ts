import type { EpochMs } from '../../internal/time.js';
import type { LinePool } from './line.js';

/** How many counters work from a time on, and how fast against the present pace. @internal */
export interface CapacityStep {
  readonly from: EpochMs;
  readonly counters: number;
  readonly pace: number;
}

/**
 * Lays the rosters of pools over each other and changes the pace when a mode is expected to end. The staff is taken to
 * stay after closing until whoever holds a number is served: the last open step never falls to nobody. @internal
 */
export function capacityOf(
  pools: readonly LinePool[],
  at: EpochMs,
  modeEnds: EpochMs | null,
  paceAfter: number,
): CapacityStep[] {
  const times = [at];
  for (const pool of pools) for (const step of pool.open) if (step.from > at) times.push(step.from);
  if (modeEnds !== null && modeEnds > at) times.push(modeEnds);
  times.sort((a, b) => a - b);
  const steps: CapacityStep[] = [];
  for (const [i, from] of times.entries()) {
    if (i > 0 && from === times[i - 1]) continue;
    let counters = 0;
    for (const pool of pools) counters += openAt(pool, from);
    steps.push({ from, counters, pace: modeEnds !== null && from >= modeEnds ? paceAfter : 1 });
  }
  return stayOn(steps);
}

function stayOn(steps: CapacityStep[]): CapacityStep[] {
  let last = steps.length - 1;
  while (last > 0 && steps[last]?.counters === 0) last -= 1;
  return steps.slice(0, last + 1);
}

/** How many counters of a pool are open at a time. @internal */
export function openAt(pool: LinePool, at: EpochMs): number {
  let counters = 0;
  for (const step of pool.open) {
    if (step.from > at) break;
    counters = step.counters;
  }
  return counters;
}

/**
 * Finds how long counters need for an amount of work, in milliseconds of one counter; a counter that comes back finds
 * nobody at its desk and starts the next at once, which saves the others `freshMs`. Infinite if nobody ever works.
 * @internal
 */
export function timeFor(steps: readonly CapacityStep[], at: EpochMs, work: number, freshMs: number): number {
  let left = work;
  let before = steps[0]?.counters ?? 0;
  for (const [i, step] of steps.entries()) {
    const next = steps[i + 1];
    if (step.from > at && step.counters > before) left -= (step.counters - before) * freshMs;
    before = step.counters;
    if (next && next.from <= at) continue;
    const start = Math.max(at, step.from);
    if (left <= 0) return start - at;
    const speed = step.counters * step.pace;
    if (!next) return speed > 0 ? start - at + left / speed : Number.POSITIVE_INFINITY;
    const done = speed * (next.from - start);
    if (done >= left) return start - at + left / speed;
    left -= done;
  }
  return Number.POSITIVE_INFINITY;
}
