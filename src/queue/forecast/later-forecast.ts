import type { EpochMs } from '../../internal/time.js';
import { busyFactor, rateOf } from './arrival-rates.js';
import { timeFor } from './capacity.js';
import type { ForecastConfig } from './forecast-config.js';
import { gammaQuantile, z90 } from './gamma.js';
import type { Learned } from './learned.js';
import type { LineAhead } from './line.js';
import { atLeastNobody, type PoolDay, projectDay } from './projection.js';
import { paceVariance } from './work-ahead.js';

/** Tells how long somebody will wait who comes later today; such intervals are not calibrated by waits. */
export interface LaterForecast {
  /** When they come. */
  readonly at: EpochMs;
  /** Milliseconds from then, 0 or more. */
  readonly p10Ms: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
}

/**
 * Forecasts the wait of somebody who comes later today: follows the line to that time with the people who usually
 * come, as busy as today is.
 *
 * @param line the line as somebody of that service and class would find it now
 * @param comingAt when they come, not before `line.at`
 * @returns `null` when no counter serves the service
 * @example
 * ```ts
 * import { createLearned, forecastConfig, forecastLater } from 'loket/queue';
 *
 * const line = {
 *   at: 0,
 *   service: 'permits',
 *   class: 'walkIn',
 *   key: 1_800_000,
 *   groups: [{ class: 'walkIn', service: 'permits', ahead: 3, behind: 0 }],
 *   pools: [{ services: ['permits'], open: [{ from: 0, counters: 2 }], serving: [] }],
 *   classes: [{ id: 'walkIn', targetMs: 1_800_000, share: 0.5 }],
 *   modes: {},
 *   closesAt: 25_200_000,
 * };
 * const config = forecastConfig({ services: { permits: 600_000 } });
 * forecastLater(line, createLearned(), config, 7_200_000)?.p50Ms; //=> 0
 * ```
 */
export function forecastLater(
  line: LineAhead,
  learned: Learned,
  config: ForecastConfig,
  comingAt: EpochMs,
): LaterForecast | null {
  const day = dayFor(line, projectDay(line, learned, config, comingAt, comingAt));
  return day ? waitAt(day, line, learned, config, comingAt) : null;
}

/** The pool that takes a service with the fewest waiting for each of its counters. @internal */
export function dayFor(line: LineAhead, days: readonly PoolDay[]): PoolDay | undefined {
  let best: PoolDay | undefined;
  const load = (day: PoolDay): number =>
    ((day.crowds[day.crowds.length - 1]?.mean ?? 0) * day.workMs) /
    Math.max(1, day.steps[day.steps.length - 1]?.counters ?? 1);
  for (const day of days) {
    if (day.pool.services.includes(line.service) && (!best || load(day) < load(best))) best = day;
  }
  return best;
}

/** The wait of one who comes at a time that was projected. @internal */
export function waitAt(
  day: PoolDay,
  line: LineAhead,
  learned: Learned,
  config: ForecastConfig,
  comingAt: EpochMs,
): LaterForecast | null {
  const crowd = day.crowds.find(({ at }) => at >= comingAt);
  if (!crowd) return null;
  const behind = laterButSlower(day, line, learned, comingAt);
  const sd = Math.sqrt(crowd.variance);
  const pace = paceVariance(line, learned, config);
  const { workMs } = day;
  // A small crowd may as well be none: its quantiles are those of the crowd, then of its work.
  const quantile = (z: number): number => {
    const people = Math.max(0, crowd.mean + z * sd - behind);
    if (people <= 0) return 0;
    const all = Math.max(people, atLeastNobody(crowd.mean - behind, sd));
    const work = people * workMs;
    const within = gammaQuantile(all * workMs, all * day.workVariance + pace * (all * workMs) ** 2, z);
    const needed = z === 0 ? work : work + 0.4 * (within - all * workMs);
    return Math.round(timeFor(day.steps, comingAt, Math.max(0, needed), 0));
  };
  const p50Ms = quantile(0);
  if (!Number.isFinite(p50Ms)) return null;
  const p10Ms = Math.min(p50Ms, quantile(-z90));
  return { at: comingAt, p10Ms, p50Ms, p90Ms: Math.max(p50Ms, quantile(z90)) };
}

/** Those who will wait then with a larger key, because their class has a later target. */
function laterButSlower(day: PoolDay, line: LineAhead, learned: Learned, comingAt: EpochMs): number {
  const own = line.classes.find(({ id }) => id === line.class);
  let most = 0;
  for (const { targetMs } of line.classes) most = Math.max(most, targetMs - (own?.targetMs ?? targetMs));
  if (most === 0) return 0;
  const busy = busyFactor(learned, line.at);
  let rate = 0;
  for (const [service, part] of day.part) rate += part * rateOf(learned, service, comingAt, line.at, busy);
  return 0.7 * rate * most;
}
