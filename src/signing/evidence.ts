import type { EpochMs } from '../internal/time.js';
import type { FullHealthConfig } from './health-config.js';

/** What a call to a provider says about its health. */
export interface CallSeen {
  /**
   * `ok` and `rejected` were answered: a wrong passphrase or a bad document is the user's error and says nothing against
   * the provider; `unavailable` and `unknown` were not.
   */
  readonly outcome: 'ok' | 'rejected' | 'unavailable' | 'unknown';
  /** Milliseconds from call to answer, where they were measured. */
  readonly tookMs?: number | undefined;
}

/** How long good calls usually take. */
export interface UsualPace {
  /** Mean of the natural logarithm of the milliseconds. */
  readonly logMs: number;
  /** Variance of that logarithm. */
  readonly variance: number;
  /** Calls that it rests on, counted up to 200. */
  readonly calls: number;
}

/**
 * The evidence against a provider, in failures: two cumulative sums that never fall below 0. What it measures is not how
 * many calls failed but how much likelier the last calls are under an outage than under good health.
 */
export interface Evidence {
  /** Failures that good calls have not outweighed. */
  readonly errors: number;
  /** Slowness that calls of the usual pace have not outweighed, on the same scale. */
  readonly slowness: number;
  /** Whether the last call got no answer at all. */
  readonly silent: boolean;
  /** When a call was last weighed. */
  readonly at: EpochMs;
  readonly usual: UsualPace;
}

/** One call in a hundred fails on a healthy provider; four in ten make an outage that must be seen. */
const healthyErrors = 0.01;
const sickErrors = 0.4;
/** What a failure weighs as a log likelihood ratio; all else is told in this unit. */
const failure = Math.log(sickErrors / healthyErrors);
/** So many times the usual pace without an answer is silence, and not a broken connection. */
const longFactor = 6;
/** What a good call takes back, about a seventh. */
const relief = Math.log((1 - healthyErrors) / (1 - sickErrors)) / failure;
/** On a healthy provider a call without any answer is rarer still than a failure, and weighs half as much again. */
const silence = 1.5;
/** A server that hangs leaves call after call unanswered; chance hardly ever does so twice running. */
const silenceAgain = 2.5;
/** One slow call weighs half a failure at most, and one fast call takes back half of that: paces have long tails. */
const paceMost = 0.5;
const paceRelief = 0.25;
/** Evidence of yesterday says little about now. */
const halfLifeMs = 3_600_000;
/** No service is so even that a small delay would be news. */
const leastVariance = 0.09;
/** Before anything was measured: some seconds, give or take a factor of two. */
const firstPace: UsualPace = { logMs: Math.log(1500), variance: 0.5, calls: 4 };

/** From so many calls on the pace is known well enough to call one slow. */
const callsToKnow = 20;
const mostCalls = 200;

/** The evidence against a provider of which nothing was seen. @internal */
export function noEvidence(usual: UsualPace = firstPace, at: EpochMs = 0): Evidence {
  return { errors: 0, slowness: 0, silent: false, at, usual };
}

/** Sums up the evidence, so that a lane that is slow and half failing is seen by both together. @internal */
export function weightOf({ errors, slowness }: Evidence): number {
  return errors + slowness;
}

/**
 * Weighs how slow a good call was, in failures; 0 or less for the usual pace, and 0 while that is not known.
 * @internal
 */
export function slownessOf(
  config: FullHealthConfig,
  { logMs, variance, calls }: UsualPace,
  tookMs: number,
): number {
  if (calls < callsToKnow) return 0;
  const shift = Math.log(config.slowFactor);
  const late = Math.log(Math.max(tookMs, 1)) - logMs;
  const ratio = (shift / Math.max(variance, leastVariance)) * (late - shift / 2);
  return Math.min(paceMost, Math.max(-paceRelief, ratio / failure));
}

/**
 * Weighs one more call: Page's cumulative sum (Biometrika 41, 1954) of log likelihood ratios (Wald 1945), for errors as
 * Bernoulli trials and for the pace as lognormal, with what is older forgotten at a half-life of an hour.
 *
 * @param learn - how much the call changes what is usual: a healthy lane is an example; one that is slow for long becomes
 *   one slowly, so that a service that will never be as fast again is not throttled for ever
 * @internal
 */
export function weigh(
  config: FullHealthConfig,
  evidence: Evidence,
  { outcome, tookMs }: CallSeen,
  at: EpochMs,
  learn: 'fully' | 'slowly' | 'no',
): Evidence {
  if (outcome === 'rejected') return evidence;
  const kept = 0.5 ** (Math.max(0, at - evidence.at) / halfLifeMs);
  const failed = outcome !== 'ok';
  const { usual } = evidence;
  const long = tookMs !== undefined && tookMs > longFactor * Math.exp(usual.logMs);
  const silent = outcome === 'unknown' && long;
  const against = silent ? (evidence.silent ? silenceAgain : silence) : 1;
  const weight = failed ? against : -relief;
  const errors = round(Math.max(0, evidence.errors * kept + weight));
  if (failed || tookMs === undefined || !Number.isFinite(tookMs)) {
    return { ...evidence, errors, slowness: round(evidence.slowness * kept), at, silent };
  }
  const slowness = round(Math.max(0, evidence.slowness * kept + slownessOf(config, usual, tookMs)));
  const pace = learn === 'slowly' ? { ...usual, calls: mostCalls } : usual;
  const learns = learn === 'slowly' || (learn === 'fully' && slowness < 1);
  return { errors, slowness, at, silent, usual: learns ? learnPace(pace, tookMs) : usual };
}

function learnPace({ logMs, variance, calls }: UsualPace, tookMs: number): UsualPace {
  const seen = Math.min(calls + 1, mostCalls);
  const exact = Math.log(Math.max(tookMs, 1)) - logMs;
  // A single odd call must not become the measure of what is known well.
  const late = seen <= callsToKnow ? exact : Math.min(1.5, Math.max(-1.5, exact));
  return {
    logMs: round(logMs + late / seen),
    variance: round(variance + (late * late - variance) / seen),
    calls: seen,
  };
}

/** Enough digits to decide by, few enough to keep in a journal. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
