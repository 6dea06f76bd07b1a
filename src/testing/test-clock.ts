import { issuesError } from '../internal/errors.js';
import type { EpochMs } from '../internal/time.js';
import type { Clock } from '../office/index.js';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  /** Moves on by some milliseconds, 0 or more, waking what is due in order. */
  advance(ms: number): void;
  /** Moves on to an instant that does not lie in the past, waking what is due in order. */
  set(at: EpochMs | string): void;
}

/**
 * Makes a clock for tests, demos and simulations.
 *
 * @param start - epoch milliseconds, or ISO 8601 text with an offset
 * @throws {@link LoketError} with code `invalid-data` when an instant cannot be read or lies in the past
 *
 * @example
 * ```ts
 * import { testClock } from 'loket/testing';
 *
 * const clock = testClock('2019-07-17T08:00+07:00');
 * clock.advance(60_000);
 * new Date(clock.now()).toISOString(); //=> '2019-07-17T01:01:00.000Z'
 * ```
 */
export function testClock(start: EpochMs | string): TestClock {
  let now = readInstant(start);
  const sleepers = new Set<{ readonly at: EpochMs; readonly callback: () => void }>();

  function set(to: EpochMs | string): void {
    const goal = readInstant(to);
    if (goal < now) {
      throw issuesError('invalid-data', 'clock', [
        { field: 'at', rule: `must not lie before ${now}`, value: to },
      ]);
    }
    for (;;) {
      let next: { readonly at: EpochMs; readonly callback: () => void } | undefined;
      for (const sleeper of sleepers) {
        if (sleeper.at <= goal && (!next || sleeper.at < next.at)) next = sleeper;
      }
      if (!next) break;
      sleepers.delete(next);
      now = Math.max(now, next.at);
      next.callback();
    }
    now = goal;
  }

  return {
    now: () => now,
    wake(at, callback) {
      const sleeper = { at, callback };
      sleepers.add(sleeper);
      return () => sleepers.delete(sleeper);
    },
    set,
    advance: (ms) => set(now + ms),
  };
}

/** Reads an instant. @internal */
export function readInstant(value: EpochMs | string): EpochMs {
  const at = typeof value === 'number' ? value : Date.parse(value);
  if (Number.isFinite(at)) return at;
  throw issuesError('invalid-data', 'clock', [
    { field: 'at', rule: 'must be epoch milliseconds or ISO 8601 text with an offset', value },
  ]);
}
