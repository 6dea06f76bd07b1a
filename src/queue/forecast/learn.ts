import type { EpochMs } from '../../internal/time.js';
import { closeArrivals, countArrival } from './arrival-rates.js';
import { calibrate } from './calibration.js';
import type { ForecastConfig } from './forecast-config.js';
import { driftOf, type Learned, meanOf } from './learned.js';
import { countWait, fadeLeaving } from './leaving.js';
import type { ToldWait } from './wait-forecast.js';

/** Something that was seen in the hall and that a forecast can learn from. */
export type Observation =
  /** A day begins: what was seen of the one before becomes what is usual. */
  | { readonly type: 'opened'; readonly at: EpochMs }
  | { readonly type: 'arrived'; readonly at: EpochMs; readonly class: string; readonly service: string }
  | {
      readonly type: 'called';
      readonly at: EpochMs;
      readonly waitedMs: number;
      /** What was told when the number was issued; `null` where nothing was, or where a counter stood free. */
      readonly told: ToldWait | null;
    }
  | {
      readonly type: 'served';
      readonly at: EpochMs;
      readonly service: string;
      readonly mode: string;
      readonly ms: number;
    }
  /** Called, and nobody came; `ms` is what it cost the counter. */
  | { readonly type: 'missed'; readonly at: EpochMs; readonly ms: number }
  | { readonly type: 'left'; readonly at: EpochMs; readonly waitedMs: number };

/** Services remembered of one kind, and calls and leavings of all. */
const memory = 600;
/** What one service leaves of the drift seen before it: about the last sixty count. */
const keep = 0.985;

/**
 * Learns from one thing that was seen. Changes what it is given and returns it. Uses nothing but `+ - * /` and
 * comparisons, so that a replay gives the same bits on any engine.
 *
 * @example
 * ```ts
 * import { createLearned, forecastConfig, learn } from 'loket/queue';
 *
 * const config = forecastConfig({ services: { permits: 600_000 } });
 * const learned = createLearned();
 * learn(learned, { type: 'left', at: 60_000, waitedMs: 60_000 }, config);
 * learned.leaving.left; //=> [1]
 * ```
 */
export function learn(learned: Learned, seen: Observation, config: ForecastConfig): Learned {
  switch (seen.type) {
    case 'opened':
      if (learned.openedAt !== null) {
        closeArrivals(learned);
        learned.days += 1;
      }
      learned.openedAt = seen.at;
      learned.drift = {};
      break;
    case 'arrived':
      countArrival(learned, seen.class, seen.service, seen.at);
      break;
    case 'called':
      countWait(learned, seen.waitedMs, false);
      learned.calls.made += 1;
      fade(learned);
      if (seen.told) calibrate(learned, seen.told, seen.waitedMs);
      break;
    case 'served':
      learnService(learned, seen.service, seen.mode, seen.ms, config);
      break;
    case 'missed':
      learned.calls.missed += 1;
      learned.calls.missedMs += seen.ms;
      break;
    case 'left':
      countWait(learned, seen.waitedMs, true);
      break;
  }
  return learned;
}

function learnService(
  learned: Learned,
  service: string,
  mode: string,
  ms: number,
  config: ForecastConfig,
): void {
  const mean = meanOf(learned, config, service, mode);
  const usualMs = ms / driftOf(learned, config, mode);
  const drift = learned.drift[mode] ?? { worked: 0, expected: 0, n: 0 };
  learned.drift[mode] = {
    worked: keep * drift.worked + ms,
    expected: keep * drift.expected + mean,
    n: keep * drift.n + 1,
  };
  learned.times[service] ??= {};
  const modes = learned.times[service];
  modes[mode] ??= { n: 0, meanMs: 0, square: 0 };
  const times = modes[mode];
  if (times.n < memory) times.n += 1;
  times.meanMs += (usualMs - times.meanMs) / times.n;
  times.square += (usualMs * usualMs - times.square) / times.n;
}

/** Halves old counts, so that an office that changes is believed. */
function fade(learned: Learned): void {
  const { calls } = learned;
  if (calls.made < 4 * memory) return;
  calls.made /= 2;
  calls.missed /= 2;
  calls.missedMs /= 2;
  fadeLeaving(learned);
}
