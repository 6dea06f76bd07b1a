import type { EpochMs } from '../../internal/time.js';
import { timeFor } from './capacity.js';
import type { ForecastConfig } from './forecast-config.js';
import { gammaQuantile, z90 } from './gamma.js';
import type { Learned } from './learned.js';
import type { LineAhead } from './line.js';
import { type Crowd, type PoolDay, projectDay } from './projection.js';
import { paceVariance } from './work-ahead.js';

/** Tells how many people will still wait at a time, all services together. */
export interface BacklogForecast {
  /** One in ten days fewer wait; whole people, 0 or more. */
  readonly p10: number;
  readonly p50: number;
  /** One in ten days more wait. */
  readonly p90: number;
}

/**
 * Forecasts how many people will still wait when the doors close, if numbers are given out until `lastNumberAt`.
 * Whoever is at a counter then is not counted.
 *
 * @param lastNumberAt default: until closing
 * @example
 * ```ts
 * import { createLearned, forecastBacklog, forecastConfig } from 'loket/queue';
 *
 * const empty = {
 *   at: 0,
 *   service: 'permits',
 *   class: 'walkIn',
 *   key: 1_800_000,
 *   groups: [],
 *   pools: [{ services: ['permits'], open: [{ from: 0, counters: 2 }], serving: [] }],
 *   classes: [{ id: 'walkIn', targetMs: 1_800_000, share: 0.5 }],
 *   modes: {},
 *   closesAt: 3_600_000,
 * };
 * forecastBacklog(empty, createLearned(), forecastConfig({ services: { permits: 600_000 } }));
 * //=> { p10: 0, p50: 0, p90: 0 }
 * ```
 */
export function forecastBacklog(
  line: LineAhead,
  learned: Learned,
  config: ForecastConfig,
  lastNumberAt: EpochMs = line.closesAt,
): BacklogForecast {
  let mean = 0;
  let variance = 0;
  for (const { crowds } of projectDay(line, learned, config, line.closesAt, lastNumberAt)) {
    const last = crowds[crowds.length - 1];
    if (!last) continue;
    // A pool that is surely idle by then has nothing to set against another's crowd.
    mean += Math.max(last.mean, -Math.sqrt(last.variance));
    variance += last.variance;
  }
  const people = (z: number): number => Math.max(0, Math.round(mean + z * Math.sqrt(variance)));
  return { p10: people(-z90), p50: people(0), p90: people(z90) };
}

/** Tells until when numbers can be given out. */
export interface StopIssuing {
  /** When to stop at the latest: `null` if nobody need be turned away before the last number. */
  readonly at: EpochMs | null;
  /** Whether even those who wait now are not served by closing with nine chances in ten. */
  readonly late: boolean;
}

/**
 * Finds the moment to stop issuing numbers, so that everybody who holds one is served by closing with nine chances in
 * ten; to five minutes.
 *
 * @param lastNumberAt when numbers end anyway; default: at closing
 * @example
 * ```ts
 * import { createLearned, forecastConfig, stopIssuing } from 'loket/queue';
 *
 * const full = {
 *   at: 0,
 *   service: 'permits',
 *   class: 'walkIn',
 *   key: 1_800_000,
 *   groups: [{ class: 'walkIn', service: 'permits', ahead: 40, behind: 0 }],
 *   pools: [{ services: ['permits'], open: [{ from: 0, counters: 1 }], serving: [] }],
 *   classes: [{ id: 'walkIn', targetMs: 1_800_000, share: 0.5 }],
 *   modes: {},
 *   closesAt: 3_600_000,
 * };
 * stopIssuing(full, createLearned(), forecastConfig({ services: { permits: 600_000 } }));
 * //=> { at: 0, late: true }
 * ```
 */
export function stopIssuing(
  line: LineAhead,
  learned: Learned,
  config: ForecastConfig,
  lastNumberAt: EpochMs = line.closesAt,
): StopIssuing {
  const days = projectDay(line, learned, config, lastNumberAt, lastNumberAt);
  const pace = paceVariance(line, learned, config);
  // All pools must make it, each with its part of the one chance in ten; and who asks after every number and stops at the
  // first "too late" stops on the days that look better than they are: on other days of our generator's an aim of 95 %
  // kept 9 in 10, one of 90 % only 87 %.
  const z = days.length > 1 ? 1.98 : 1.645;
  const cv = config.cv;
  const inTime = (i: number): boolean =>
    days.every((day) => {
      const crowd = day.crowds[i];
      return !crowd || servedBy(day, crowd, z, pace, cv) <= line.closesAt;
    });
  const moments = days[0]?.crowds ?? [];
  for (const [i, { at }] of moments.entries()) {
    if (inTime(i)) continue;
    const before = moments[i - 1];
    return { at: before?.at ?? at, late: i === 0 };
  }
  return { at: null, late: false };
}

/** When the last of a crowd leaves its counter, at a quantile. */
function servedBy(day: PoolDay, crowd: Crowd, z: number, pace: number, cv: number): EpochMs {
  const people = Math.max(0, crowd.mean);
  const { workMs } = day;
  const counters = Math.max(1, day.steps[day.steps.length - 1]?.counters ?? 1);
  const work = people * workMs;
  // The last services under way end one after another: the longest of them counts.
  const tail = workMs * (1 + cv * Math.sqrt(2 * Math.log(counters + 1)) * 0.6);
  const variance =
    people * day.workVariance +
    crowd.variance * workMs * workMs +
    pace * work * work +
    (counters * workMs * cv * 0.7) ** 2;
  const mean = work + counters * tail;
  return crowd.at + timeFor(day.steps, crowd.at, gammaQuantile(mean, variance, z), 0);
}
