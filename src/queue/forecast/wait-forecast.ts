import type { EpochMs } from '../../internal/time.js';
import { calibrationScore, offsetsOf } from './calibration.js';
import { timeFor } from './capacity.js';
import { atOnce, bucketOf } from './forecast-bucket.js';
import type { ForecastConfig } from './forecast-config.js';
import { gammaQuantile, z90 } from './gamma.js';
import type { Learned } from './learned.js';
import type { LineAhead } from './line.js';
import { type WorkAhead, workAhead } from './work-ahead.js';

/** Holds a wait as it was told: to be kept with the ticket, and handed to `learn` when it is called. */
export interface ToldWait {
  /** When it was told. */
  readonly at: EpochMs;
  /** Milliseconds, 0 or more: one in ten waits is shorter. */
  readonly p10Ms: number;
  /** Half of the waits are shorter. */
  readonly p50Ms: number;
  /** One in ten waits is longer. */
  readonly p90Ms: number;
  /** Waits that are calibrated together with this one. */
  readonly bucket: string;
}

/** Tells how long somebody will wait. */
export interface WaitForecast extends ToldWait {
  /** Whether such intervals have held as often as they should; say "not known yet" where this is false. */
  readonly calibrated: boolean;
  /** Waiting tickets that would be called before at the same counters, if all went by due time. */
  readonly ahead: number;
}

/**
 * Forecasts the wait of a ticket, or of somebody who would come now: the work ahead as a gamma distribution, without
 * who will not come or will leave, through the roster and the expected end of an outage, with quantiles that are
 * calibrated on the waits so far.
 *
 * @returns `null` when no counter that is open today serves the service
 * @example
 * ```ts
 * import { createLearned, forecastConfig, forecastWait } from 'loket/queue';
 *
 * const wait = forecastWait(
 *   {
 *     at: 0,
 *     service: 'permits',
 *     class: 'walkIn',
 *     key: 1_800_000,
 *     groups: [{ class: 'walkIn', service: 'permits', ahead: 4, behind: 0 }],
 *     pools: [
 *       { services: ['permits'], open: [{ from: 0, counters: 1 }], serving: [{ service: 'permits', since: 0 }] },
 *     ],
 *     classes: [{ id: 'walkIn', targetMs: 1_800_000, share: 0.5 }],
 *     modes: {},
 *     closesAt: 25_200_000,
 *   },
 *   createLearned(),
 *   forecastConfig({ services: { permits: 600_000 } }),
 * );
 * wait?.calibrated; //=> false
 * ```
 */
export function forecastWait(line: LineAhead, learned: Learned, config: ForecastConfig): WaitForecast | null {
  const work = workAhead(line, learned, config);
  if (!work) return null;
  const { ahead } = work;
  if (work.free)
    return { at: line.at, p10Ms: 0, p50Ms: 0, p90Ms: 0, bucket: atOnce, calibrated: true, ahead };
  const bucket = bucketOf(line, learned, ahead);
  const offset = offsetsOf(learned, bucket);
  const middle = offset.middle;
  const low = Math.min(-z90 + offset.low, middle - 0.05);
  const high = Math.max(z90 + offset.high, middle + 0.05);
  const earliest = Math.max(0, (line.notBefore ?? line.at) - line.at);
  const quantile = (z: number, steps: typeof work.likely): number => {
    const needed = gammaQuantile(work.mean, work.variance, z);
    const byRule = Math.max(earliest, timeFor(steps, line.at, needed, work.freshMs));
    const idle = earliest > 0 && line.earlyWhenIdle ? idleAfter(work, line.at, z, earliest) : byRule;
    return Math.round(Math.min(byRule, idle));
  };
  const p50Ms = quantile(middle, work.likely);
  if (p50Ms === Number.POSITIVE_INFINITY) return null;
  return {
    at: line.at,
    p10Ms: Math.min(p50Ms, quantile(low, work.soonest)),
    p50Ms,
    p90Ms: Math.max(p50Ms, quantile(high, work.latest)),
    bucket,
    calibrated: calibrationScore(learned).calibrated,
    ahead,
  };
}

/** When nobody else waits any more, at a quantile; those who come meanwhile go first as well. */
function idleAfter({ all, likely }: WorkAhead, at: EpochMs, z: number, limit: number): number {
  const needed = gammaQuantile(all.mean, all.variance, z);
  let wait = 0;
  for (let round = 0; round < 6; round++) {
    const next = timeFor(likely, at, needed + all.comingPerMs * wait, 0);
    if (next >= limit) return Number.POSITIVE_INFINITY;
    wait = next;
  }
  return wait;
}
