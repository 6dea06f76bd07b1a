import type { EpochMs } from '../../internal/time.js';
import type { ForecastConfig } from './forecast-config.js';

/** Holds what was seen of one service in one signing mode, with each day's drift taken out. */
export interface LearnedTimes {
  /** How many services, no more than the memory holds. */
  n: number;
  meanMs: number;
  /** Mean of the squares. */
  square: number;
}

/** Holds how many people of one class and service came, by half hour from opening. */
export interface LearnedArrivals {
  usual: number[];
  today: number[];
}

/** Holds the offsets of one bucket's quantiles and how the bucket has done. */
export interface LearnedBucket {
  low: number;
  middle: number;
  high: number;
  /** How many intervals were judged. */
  told: number;
  /** Share of them that held the wait, with the latest counting most. */
  inside: number;
}

/** Holds what an office has learned of its waits: plain JSON, kept in the queue's state and handed on day by day. */
export interface Learned {
  readonly v: 1;
  /** Days that were seen to their end. */
  days: number;
  openedAt: EpochMs | null;
  /** By service, then by signing mode. */
  readonly times: Record<string, Record<string, LearnedTimes>>;
  /** By signing mode: today's time at the counters, and what it was expected to be; the latest count most. */
  drift: Record<string, { worked: number; expected: number; n: number }>;
  readonly calls: { made: number; missed: number; missedMs: number };
  /** By ten minutes that people had waited: who left then, and the time that people waited through. */
  readonly leaving: { readonly left: number[]; readonly waitedMs: number[] };
  /** By class, then by service. */
  readonly arrivals: Record<string, Record<string, LearnedArrivals>>;
  readonly buckets: Record<string, LearnedBucket>;
}

/**
 * Makes what an office knows before its first day: nothing.
 *
 * @example
 * ```ts
 * import { createLearned } from 'loket/queue';
 *
 * createLearned().days; //=> 0
 * ```
 */
export function createLearned(): Learned {
  return {
    v: 1,
    days: 0,
    openedAt: null,
    times: {},
    drift: {},
    calls: { made: 0, missed: 0, missedMs: 0 },
    leaving: { left: [], waitedMs: [] },
    arrivals: {},
    buckets: {},
  };
}

const priorWeight = 8;
const fallbackMs = 600_000;

/** The mean of a service in a mode, without today's drift: what was seen, shrunk to the prior. @internal */
export function meanOf(learned: Learned, config: ForecastConfig, service: string, mode: string): number {
  const modes = learned.times[service];
  const seen = modes?.[mode];
  let prior = config.services[service] ?? fallbackMs;
  if (mode !== 'electronic') {
    const ordinary = modes?.electronic;
    if (ordinary) prior = (priorWeight * prior + ordinary.n * ordinary.meanMs) / (priorWeight + ordinary.n);
    prior *= config.slower;
  }
  return seen ? (priorWeight * prior + seen.n * seen.meanMs) / (priorWeight + seen.n) : prior;
}

const spreadWeight = 50;

/** The squared coefficient of variation of a service in a mode. @internal */
export function cv2Of(learned: Learned, config: ForecastConfig, service: string, mode: string): number {
  const prior = config.cv * config.cv;
  const seen = learned.times[service]?.[mode];
  if (!seen || seen.meanMs <= 0) return prior;
  const found = seen.square / (seen.meanMs * seen.meanMs) - 1;
  return (spreadWeight * prior + seen.n * Math.max(found, 0)) / (spreadWeight + seen.n);
}

/** How much longer services take today than on other days, in a mode. @internal */
export function driftOf(learned: Learned, config: ForecastConfig, mode: string): number {
  const weight = driftWeight(config);
  const shrunk = (key: string, prior: number): number => {
    const seen = learned.drift[key];
    if (!seen || seen.n <= 0) return prior;
    const mean = seen.expected / seen.n;
    return (seen.worked + weight * mean * prior) / (seen.expected + weight * mean);
  };
  const ordinary = shrunk('electronic', 1);
  return mode === 'electronic' ? ordinary : shrunk(mode, ordinary);
}

/** After how many services today's own drift counts as much as the other days'. @internal */
export function driftWeight(config: ForecastConfig): number {
  const variance = config.dayDrift * config.dayDrift;
  const noise = config.cv * config.cv;
  return variance > 0 ? noise / variance : 1e9;
}

/** Part of called tickets whose holder does not come, and what that costs the counter. @internal */
export function noShowOf(
  learned: Learned,
  config: ForecastConfig,
): { readonly rate: number; readonly ms: number } {
  const { made, missed, missedMs } = learned.calls;
  const weight = 50;
  return {
    rate: (missed + weight * config.noShow) / (made + weight),
    ms: (missedMs + priorWeight * config.noShowMs) / (missed + priorWeight),
  };
}
