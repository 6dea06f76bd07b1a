import { atOnce } from './forecast-bucket.js';
import type { Learned, LearnedBucket } from './learned.js';
import type { ToldWait } from './wait-forecast.js';

const fresh = (): LearnedBucket => ({ low: 0, middle: 0, high: 0, told: 0, inside: 0 });
/** What all buckets share: a new bucket starts from it. */
const shared = 'all';
const rootStep = 0.04;
const bucketStep = 0.03;
/** The middle is told rightly by the model; it moves a tenth as fast, or it would follow the noise. */
const middleSlowness = 0.1;
/** How many intervals a score remembers. */
const memory = 500;
/** How many must have been judged before an interval is called calibrated. */
const enough = 300;

/** The offsets of a bucket's quantiles, in standard deviations. @internal */
export function offsetsOf(learned: Learned, bucket: string): Pick<LearnedBucket, 'low' | 'middle' | 'high'> {
  const root = learned.buckets[shared] ?? fresh();
  const own = learned.buckets[bucket] ?? fresh();
  return { low: root.low + own.low, middle: root.middle + own.middle, high: root.high + own.high };
}

/**
 * Moves each told quantile a small step towards its share after every wait: adaptive conformal inference (Gibbs and
 * Candès, 2021), once for the bucket and once for what all buckets share. @internal
 */
export function calibrate(learned: Learned, told: ToldWait, waitedMs: number): void {
  if (told.bucket === atOnce) return;
  learned.buckets[shared] ??= fresh();
  learned.buckets[told.bucket] ??= fresh();
  move(learned.buckets[shared], rootStep, told, waitedMs);
  const own = learned.buckets[told.bucket];
  if (own) move(own, bucketStep, told, waitedMs);
}

function move(bucket: LearnedBucket, step: number, told: ToldWait, waitedMs: number): void {
  const below = waitedMs < told.p10Ms;
  const above = waitedMs > told.p90Ms;
  bucket.low -= step * ((below ? 1 : 0) - 0.1);
  bucket.high += step * ((above ? 1 : 0) - 0.1);
  bucket.middle += step * middleSlowness * ((waitedMs > told.p50Ms ? 1 : 0) - 0.5);
  bucket.told += 1;
  const weight = 1 / Math.min(bucket.told, memory);
  bucket.inside += weight * ((below || above ? 0 : 1) - bucket.inside);
}

/** Tells how well the intervals have held so far. */
export interface CalibrationScore {
  /** How many intervals were judged by their waits. */
  readonly told: number;
  /** Share of the latest of them that held the wait, 0 to 1; `null` while there are none. */
  readonly inside: number | null;
  /** Whether enough were judged and the share is near 0.8. */
  readonly calibrated: boolean;
}

/**
 * Tells how well the intervals have held so far, for the whole office or for one bucket: an interval is calibrated
 * after 300 waits of which, among the latest 500, 74 to 86 % lay inside.
 *
 * @param bucket a name from a forecast's `bucket`; default: all of them
 * @example
 * ```ts
 * import { calibrationScore, createLearned } from 'loket/queue';
 *
 * calibrationScore(createLearned()); //=> { told: 0, inside: null, calibrated: false }
 * ```
 */
export function calibrationScore(learned: Learned, bucket: string = shared): CalibrationScore {
  const { told, inside } = learned.buckets[bucket] ?? fresh();
  const needed = bucket === shared ? enough : 30;
  return {
    told,
    inside: told === 0 ? null : inside,
    calibrated: told >= needed && inside >= 0.74 && inside <= 0.86,
  };
}
