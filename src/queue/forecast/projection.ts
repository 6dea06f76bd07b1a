import type { EpochMs } from '../../internal/time.js';
import { busyFactor, rateOf } from './arrival-rates.js';
import { type CapacityStep, capacityOf } from './capacity.js';
import type { ForecastConfig } from './forecast-config.js';
import { normalCdf } from './gamma.js';
import type { Learned } from './learned.js';
import { leavingRate } from './leaving.js';
import type { LineAhead, LinePool } from './line.js';
import { partsOfPools } from './pool-load.js';
import { costsOf } from './service-cost.js';
import { modeEnds, paceVariance } from './work-ahead.js';

/** How many wait for a pool at a later time: a normal distribution, cut off at nobody. @internal */
export interface Crowd {
  readonly at: EpochMs;
  readonly mean: number;
  readonly variance: number;
}

/** The queue of one pool through the rest of the day. @internal */
export interface PoolDay {
  readonly pool: LinePool;
  readonly part: ReadonlyMap<string, number>;
  readonly steps: readonly CapacityStep[];
  /** What one who waits costs a counter, and its variance. */
  readonly workMs: number;
  readonly workVariance: number;
  /** Those who wait, five minutes after five minutes from now on. */
  readonly crowds: readonly Crowd[];
}

const stepMs = 300_000;
/** How far the people who will come may differ from what is expected, as a part of them. */
const crowdSpread = 0.12;

/** Follows the queue of every pool to a later time, with numbers given out until `lastNumberAt`. @internal */
export function projectDay(
  line: LineAhead,
  learned: Learned,
  config: ForecastConfig,
  until: EpochMs,
  lastNumberAt: EpochMs,
): PoolDay[] {
  const cost = costsOf(line, learned, config);
  const busy = busyFactor(learned, line.at);
  const waiting = new Map<string, number>();
  for (const pool of line.pools) for (const service of pool.services) waiting.set(service, 0);
  for (const { service, ahead, behind } of line.groups) {
    waiting.set(service, (waiting.get(service) ?? 0) + ahead + behind);
  }
  const coming = new Map<string, number>();
  const load = new Map<string, number>();
  for (const [service, people] of waiting) {
    let come = 0;
    for (let at = line.at; at < Math.min(until, lastNumberAt); at += stepMs) {
      come += stepMs * rateOf(learned, service, at, line.at, busy);
    }
    coming.set(service, come);
    load.set(service, (people + come) * cost(service).mean);
  }
  const ends = modeEnds(line, config)?.likely ?? null;
  const pace = paceVariance(line, learned, config);
  return partsOfPools(line, load).map(({ pool, part }) => {
    let weight = 1e-9;
    let mean = 0;
    let square = 0;
    let ordinary = 0;
    let people = 0;
    for (const [service, here] of part) {
      const each = cost(service);
      const counted = here * ((waiting.get(service) ?? 0) + (coming.get(service) ?? 0) + 1e-6);
      weight += counted;
      mean += counted * each.mean;
      ordinary += counted * each.ordinaryMean;
      square += counted * (each.variance + each.mean * each.mean);
      people += here * (waiting.get(service) ?? 0);
    }
    const workMs = mean / weight;
    const workVariance = Math.max(0, square / weight - workMs * workMs);
    const steps = capacityOf([pool], line.at, ends, ordinary > 0 ? mean / ordinary : 1);
    const rate = (at: EpochMs): number => {
      if (at >= lastNumberAt) return 0;
      let sum = 0;
      for (const [service, here] of part) sum += here * rateOf(learned, service, at, line.at, busy);
      return sum;
    };
    const leaving = leavingRate(learned);
    const crowds = follow({ people, rate, steps, workMs, workVariance, leaving, pace, from: line.at, until });
    return { pool, part, steps, workMs, workVariance, crowds };
  });
}

interface Flow {
  readonly people: number;
  readonly rate: (at: EpochMs) => number;
  readonly steps: readonly CapacityStep[];
  readonly workMs: number;
  readonly workVariance: number;
  readonly leaving: number;
  readonly pace: number;
  readonly from: EpochMs;
  readonly until: EpochMs;
}

function follow(flow: Flow): Crowd[] {
  const { workMs, workVariance, leaving, pace, until } = flow;
  const spread = workMs > 0 ? workVariance / (workMs * workMs) : 0;
  let mean = flow.people;
  let variance = 0;
  // What is unknown of the whole day does not even out from step to step; an empty hall forgets it.
  let came = 0;
  let served = 0;
  const crowds: Crowd[] = [{ at: flow.from, mean, variance }];
  for (let at = flow.from; at < until; at += stepMs) {
    const ms = Math.min(stepMs, until - at);
    const come = ms * flow.rate(at);
    const serve = workMs > 0 ? worked(flow.steps, at, at + ms) / workMs : 0;
    const free = mean + come - serve - mean * leaving * ms;
    const noise = variance + come + serve * spread;
    const systematic = (crowdSpread * (came + come)) ** 2 + pace * (served + serve) ** 2;
    const whole = Math.sqrt(noise + systematic);
    const busy = whole > 0 ? normalCdf(free / whole) : free > 0 ? 1 : 0;
    crowds.push({ at: at + ms, mean: free, variance: noise + systematic });
    came = (came + come) * busy;
    served = (served + serve) * busy;
    const sd = Math.sqrt(noise);
    mean = atLeastNobody(free, sd);
    variance = Math.max(0, secondMoment(free, sd) - mean * mean);
  }
  return crowds;
}

/** The mean of a normal distribution that is cut off at nobody. @internal */
export function atLeastNobody(mean: number, sd: number): number {
  if (sd <= 0) return Math.max(0, mean);
  const z = mean / sd;
  return mean * normalCdf(z) + sd * density(z);
}

function secondMoment(mean: number, sd: number): number {
  if (sd <= 0) return Math.max(0, mean) ** 2;
  const z = mean / sd;
  return (mean * mean + sd * sd) * normalCdf(z) + mean * sd * density(z);
}

const density = (z: number): number => Math.exp((-z * z) / 2) * 0.3989422804014327;

/** The work that counters do between two times, in milliseconds of one counter at the present pace. @internal */
export function worked(steps: readonly CapacityStep[], from: EpochMs, until: EpochMs): number {
  let work = 0;
  for (const [i, step] of steps.entries()) {
    const start = Math.max(from, step.from);
    const end = Math.min(until, steps[i + 1]?.from ?? until);
    if (end > start) work += (end - start) * step.counters * step.pace;
  }
  return work;
}
