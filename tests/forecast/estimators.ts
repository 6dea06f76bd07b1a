import { capacityOf, openAt, timeFor } from '../../src/queue/forecast/capacity.js';
import { gammaQuantile, z90 } from '../../src/queue/forecast/gamma.js';
import { costsOf } from '../../src/queue/forecast/service-cost.js';
import { type ForecastConfig, forecastWait, type Learned, type LineAhead } from '../../src/queue/index.js';
import type { Visit } from './run-day.js';

/** An estimate in milliseconds. */
export interface Estimate {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** The other ways of telling a wait, with what they remember from day to day; and ours without its calibration. */
export class Estimators {
  /** Service times of whole days, the last ten. */
  readonly #days: { sum: number; count: number }[] = [];
  #today = { sum: 0, count: 0 };
  #waits: number[] = [];
  readonly #waiting = new Map<string, number>();
  /** How far the bootstrap's interval is stretched so that it, too, holds 80 %. */
  #stretch = 1;

  constructor(readonly config: ForecastConfig) {}

  day(): void {
    if (this.#today.count > 0) this.#days.push(this.#today);
    if (this.#days.length > 10) this.#days.shift();
    this.#today = { sum: 0, count: 0 };
    this.#waiting.clear();
  }

  issue(visit: Visit, learned: Learned): Record<string, Estimate> {
    const { line } = visit.issued;
    const ahead = aheadOf(line);
    const counters = Math.max(1, countersNow(line));
    const mean = this.#meanMs();
    const rule = (ahead * mean) / counters;
    const queue = ((ahead + 1) * mean) / counters;
    const spread = (queue * this.config.cv) / Math.sqrt(ahead + 1);
    const last = this.#waits[this.#waits.length - 1] ?? 0;
    const oldest = Math.min(...this.#waiting.values());
    const head = Number.isFinite(oldest) ? line.at - oldest : 0;
    const bare = forecastWait(line, { ...learned, buckets: {} }, this.config);
    this.#waiting.set(visit.person.id, line.at);
    return {
      'ZMS rule (people x mean / counters)': { low: 0.8 * rule, middle: rule, high: rule },
      'mean of the last 30 waits': this.#lastWaits(1, true),
      'bootstrap of the last 30 waits, calibrated': this.#lastWaits(this.#stretch, false),
      'LES (last to enter service)': { low: 0.7 * last, middle: last, high: 1.3 * last },
      'HOL (head of the line)': { low: 0.7 * head, middle: head, high: 1.3 * head },
      'QL ((n + 1) x mean / counters)': byGamma(queue, spread * spread),
      'QL-gamma, thinned': thinned(line, learned, this.config, ahead),
      'ours, not calibrated': { low: bare?.p10Ms ?? 0, middle: bare?.p50Ms ?? 0, high: bare?.p90Ms ?? 0 },
    };
  }

  gone(id: string): void {
    this.#waiting.delete(id);
  }

  called(visit: Visit, waitedMs: number, told: Estimate | undefined): void {
    this.gone(visit.person.id);
    this.#waits.push(waitedMs);
    if (this.#waits.length > 30) this.#waits.shift();
    if (!told) return;
    const inside = waitedMs >= told.low && waitedMs <= told.high;
    this.#stretch = Math.max(0, this.#stretch + 0.01 * ((inside ? 0 : 1) - 0.2));
  }

  served(ms: number): void {
    this.#today.sum += ms;
    this.#today.count += 1;
  }

  #meanMs(): number {
    let sum = 0;
    let count = 0;
    for (const day of this.#days) {
      sum += day.sum;
      count += day.count;
    }
    return count > 0 ? sum / count : 480_000;
  }

  #lastWaits(stretch: number, mean: boolean): Estimate {
    const sorted = [...this.#waits].sort((a, b) => a - b);
    const at = (p: number) => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0;
    const median = at(0.5);
    const middle = mean ? sorted.reduce((sum, wait) => sum + wait, 0) / Math.max(1, sorted.length) : median;
    return {
      low: Math.max(0, median - stretch * (median - at(0.1))),
      middle,
      high: median + stretch * (at(0.9) - median),
    };
  }
}

/** Waiting tickets with a smaller key at the counters of the service. */
export function aheadOf(line: LineAhead): number {
  const able = line.pools.filter((pool) => pool.services.includes(line.service));
  const rivals = new Set(able.flatMap((pool) => pool.services));
  let ahead = 0;
  for (const group of line.groups) if (rivals.has(group.service)) ahead += group.ahead;
  return ahead;
}

/** Whether a counter that may serve the ticket stands free. */
export function freeCounter(line: LineAhead): boolean {
  return line.pools.some(
    (pool) => pool.services.includes(line.service) && openAt(pool, line.at) > pool.serving.length,
  );
}

function countersNow(line: LineAhead): number {
  let counters = 0;
  for (const pool of line.pools) if (pool.services.includes(line.service)) counters += openAt(pool, line.at);
  return counters;
}

function byGamma(mean: number, variance: number): Estimate {
  return {
    low: gammaQuantile(mean, variance, -z90),
    middle: gammaQuantile(mean, variance, 0),
    high: gammaQuantile(mean, variance, z90),
  };
}

/** The formula of the literature's queue-length estimator with roster, no-shows and learned means, first come first served. */
function thinned(line: LineAhead, learned: Learned, config: ForecastConfig, ahead: number): Estimate {
  const cost = costsOf(line, learned, config);
  const own = cost(line.service);
  let mean = own.rest;
  let variance = own.restVariance + (0.05 * ahead * own.mean) ** 2;
  const able = line.pools.filter((pool) => pool.services.includes(line.service));
  const rivals = new Set(able.flatMap((pool) => pool.services));
  for (const group of line.groups) {
    if (!rivals.has(group.service)) continue;
    mean += group.ahead * cost(group.service).mean;
    variance += group.ahead * cost(group.service).variance;
  }
  const steps = capacityOf(able, line.at, null, 1);
  const at = (z: number) => timeFor(steps, line.at, gammaQuantile(mean, variance, z), 0);
  return { low: at(-z90), middle: at(0), high: at(z90) };
}
