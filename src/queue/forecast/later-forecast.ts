import type { EpochMs } from '../../internal/time.js';
import { busyFactor, classRate } from './arrival-rates.js';
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
  const overtaking = overtakers(day, line, learned, comingAt);
  const sd = Math.sqrt(crowd.variance);
  const pace = paceVariance(line, learned, config);
  const { workMs } = day;
  const quantile = (z: number): number => {
    let wait = 0;
    for (let round = 0; round < 4; round++) {
      const more = overtaking(wait);
      const people = Math.max(0, crowd.mean + z * sd + more);
      if (people <= 0) return 0;
      // A small crowd may as well be none: how it varies comes first, then how its work does.
      const all = Math.max(people, atLeastNobody(crowd.mean + more, sd)) * workMs;
      const within = gammaQuantile(all, (all / workMs) * day.workVariance + pace * all ** 2, z);
      const needed = people * workMs + (z === 0 ? 0 : 0.4 * (within - all));
      wait = timeFor(day.steps, comingAt, Math.max(0, needed), 0);
    }
    return Math.round(wait);
  };
  const p50Ms = quantile(0);
  if (!Number.isFinite(p50Ms)) return null;
  const p10Ms = Math.min(p50Ms, quantile(-z90));
  return { at: comingAt, p10Ms, p50Ms, p90Ms: Math.max(p50Ms, quantile(z90)) };
}

/** Who will overtake one who waits so long, less those who wait then with a larger key. */
function overtakers(
  day: PoolDay,
  line: LineAhead,
  learned: Learned,
  comingAt: EpochMs,
): (waitMs: number) => number {
  const busy = busyFactor(learned, line.at);
  const own = line.classes.find(({ id }) => id === line.class)?.targetMs ?? 0;
  const rates = line.classes.map(({ id, targetMs }) => {
    let rate = 0;
    for (const [service, part] of day.part) {
      rate += part * classRate(learned, id, service, comingAt, line.at, busy);
    }
    return { rate, headStartMs: own - targetMs };
  });
  return (waitMs) => {
    let people = 0;
    for (const { rate, headStartMs } of rates) {
      // Of those with a larger key some are gone by then: about three in ten.
      people += rate * (headStartMs > 0 ? Math.min(waitMs, headStartMs) : 0.7 * headStartMs);
    }
    return people;
  };
}
