import type { EpochMs } from '../../internal/time.js';
import type { Learned, LearnedArrivals } from './learned.js';

/** Half an hour: as fine as a few weeks of days can tell. @internal */
export const binMs = 1_800_000;
/** A whole day. */
const lastBin = 47;

/** The half hour of the day, counted from opening. @internal */
export function binOf(learned: Learned, at: EpochMs): number {
  const since = at - (learned.openedAt ?? at);
  if (since <= 0) return 0;
  const bin = Math.floor(since / binMs);
  return Math.min(bin, lastBin);
}

/** Counts one who came. @internal */
export function countArrival(learned: Learned, className: string, service: string, at: EpochMs): void {
  learned.arrivals[className] ??= {};
  const byService = learned.arrivals[className];
  byService[service] ??= { usual: [], today: [] };
  const { today } = byService[service];
  const bin = binOf(learned, at);
  while (today.length <= bin) today.push(0);
  today[bin] = (today[bin] ?? 0) + 1;
}

/** Takes today's counts into the usual ones, of which the last twenty days are remembered. @internal */
export function closeArrivals(learned: Learned): void {
  const weight = 1 / Math.min(learned.days + 1, 20);
  for (const byService of Object.values(learned.arrivals)) {
    for (const counts of Object.values(byService)) {
      const bins = Math.max(counts.usual.length, counts.today.length);
      for (let bin = 0; bin < bins; bin++) {
        const usual = counts.usual[bin] ?? 0;
        counts.usual[bin] = usual + weight * ((counts.today[bin] ?? 0) - usual);
      }
      counts.today = [];
    }
  }
}

/** How many times busier today is than usual, from who came in the last two hours. @internal */
export function busyFactor(learned: Learned, at: EpochMs): number {
  if (learned.days === 0) return 1;
  const now = binOf(learned, at);
  const elapsed = (at - (learned.openedAt ?? at)) / binMs;
  let came = 0;
  let expected = 0;
  for (const byService of Object.values(learned.arrivals)) {
    for (const { usual, today } of Object.values(byService)) {
      for (let bin = Math.max(0, now - 3); bin <= now; bin++) {
        came += today[bin] ?? 0;
        expected += (usual[bin] ?? 0) * Math.min(1, Math.max(0, elapsed - bin));
      }
    }
  }
  const weight = 40;
  return (came + weight) / (expected + weight);
}

/** People of a class and service who come in one millisecond at a time of day, as a day usually goes. @internal */
export function usualRate(
  learned: Learned,
  counts: LearnedArrivals | undefined,
  bin: number,
  now: EpochMs,
): number {
  if (!counts) return 0;
  if (learned.days > 0) return (counts.usual[bin] ?? 0) / binMs;
  // The first day has nothing but its own hours.
  let came = 0;
  for (const count of counts.today) came += count;
  return came / Math.max(binMs, now - (learned.openedAt ?? now));
}

/** People of a class and service who come in one millisecond at a later time, as busy as today is. @internal */
export function classRate(
  learned: Learned,
  className: string,
  service: string,
  at: EpochMs,
  now: EpochMs,
  busy: number,
): number {
  return busy * usualRate(learned, learned.arrivals[className]?.[service], binOf(learned, at), now);
}

/** People of a service who come in one millisecond at a later time, as busy as today is. @internal */
export function rateOf(learned: Learned, service: string, at: EpochMs, now: EpochMs, busy: number): number {
  let rate = 0;
  for (const className in learned.arrivals) rate += classRate(learned, className, service, at, now, busy);
  return rate;
}
