import { lossShare, patientShare, waitShare } from './erlang.js';
import { hourMs, mostCounters, numbersOf, ranges } from './staffing-input.js';
import { impatientLine } from './staffing-patience.js';

/** Tells how soon people are to be served. */
export interface ServiceTarget {
  /** Share of all arrivals, above 0 and below 1, as in `0.8`. */
  readonly share: number;
  /** Longest wait in milliseconds, 0 or more. */
  readonly withinMs: number;
}

/** Describes the arrivals for which counters are to be found. */
export interface CountersInput {
  /** Mean arrivals an hour, 0 to 1e9. */
  readonly arrivalsPerHour: number;
  /** Mean time at the counter in milliseconds, above 0, to 1e10. */
  readonly meanServiceMs: number;
  readonly target: ServiceTarget;
  /** Mean time in milliseconds that a person is willing to wait; if left out, nobody gives up. */
  readonly meanPatienceMs?: number | undefined;
  /** Largest share of their time that counters may be busy, above 0, to 1. Default 1: as busy as the target allows. */
  readonly maxOccupancy?: number | undefined;
}

/** Tells how many counters are needed and what they lead to. */
export interface CountersNeeded {
  readonly counters: number;
  /** What asks for the last of them; `nobody` where no counter is needed. */
  readonly because: 'target' | 'occupancy' | 'nobody';
  /** Share of all arrivals that is served within the target's time. */
  readonly servedInTimeShare: number;
  /** Share of the counters' time spent serving, 0 to 1. */
  readonly occupancy: number;
}

/**
 * Finds the least number of counters that serve a share of all arrivals in time, where arrivals are steady: by Erlang C,
 * or by Erlang A where people give up (those who do count as not served).
 *
 * @throws {@link LoketError} with code `invalid-data` if a number is out of its range, or if more than 100,000 counters
 * would be needed
 *
 * @example
 * ```ts
 * import { countersFor } from 'loket/queue';
 *
 * const minutes = 60_000;
 * const morning = { arrivalsPerHour: 60, meanServiceMs: 6 * minutes, target: { share: 0.8, withinMs: 10 * minutes } };
 * countersFor(morning).counters; //=> 7
 * const rested = countersFor({ ...morning, maxOccupancy: 0.8 });
 * rested.counters; //=> 8
 * rested.because; //=> 'occupancy'
 * rested.servedInTimeShare.toFixed(3); //=> '0.987'
 * ```
 */
export function countersFor(input: CountersInput): CountersNeeded {
  checkInput(input);
  const { arrivalsPerHour, meanServiceMs, target, meanPatienceMs, maxOccupancy = 1 } = input;
  if (arrivalsPerHour === 0) return { counters: 0, because: 'nobody', servedInTimeShare: 1, occupancy: 0 };
  const load = (arrivalsPerHour * meanServiceMs) / hourMs;
  const reckon =
    meanPatienceMs === undefined ? patientOffice(input, load) : impatientOffice(input, meanPatienceMs);
  const byTarget = least((counters) => reckon(counters).servedInTimeShare >= target.share);
  const counters = Math.max(
    byTarget,
    least((counters) => reckon(counters).occupancy <= maxOccupancy),
  );
  return { counters, because: counters > byTarget ? 'occupancy' : 'target', ...reckon(counters) };
}

function patientOffice({ meanServiceMs, target }: CountersInput, load: number) {
  return (counters: number) => {
    const by = { counters, meanServiceMs, withinMs: target.withinMs };
    const waiting = waitShare(load, counters, lossShare(load, counters));
    return {
      servedInTimeShare: patientShare(waiting, load, by),
      occupancy: Math.min(1, load / counters),
    };
  };
}

function impatientOffice({ arrivalsPerHour, meanServiceMs, target }: CountersInput, meanPatienceMs: number) {
  return (counters: number) => {
    const line = impatientLine({ arrivalsPerHour, meanServiceMs, meanPatienceMs, counters });
    return { servedInTimeShare: line.servedWithin(target.withinMs), occupancy: line.occupancy };
  };
}

/** The least number for which something holds that holds for every larger one. */
function least(holds: (counters: number) => boolean): number {
  let [low, high] = [0, 1];
  while (high < mostCounters && !holds(high)) [low, high] = [high, Math.min(mostCounters, high * 2)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function checkInput(input: CountersInput): void {
  const numbers = numbersOf('counters for a target');
  numbers.check('arrivalsPerHour', input.arrivalsPerHour, ranges.arrivals);
  numbers.check('meanServiceMs', input.meanServiceMs, ranges.meanMs);
  checkTarget(numbers, input.target);
  if (input.meanPatienceMs !== undefined)
    numbers.check('meanPatienceMs', input.meanPatienceMs, ranges.meanMs);
  const { maxOccupancy = 1 } = input;
  numbers.check('maxOccupancy', maxOccupancy, { min: 0, max: 1, above: true });
  // The other half is left for the spread of the arrivals.
  const load = (input.arrivalsPerHour * input.meanServiceMs) / hourMs;
  if (load > (maxOccupancy * mostCounters) / 2) {
    numbers.refuse(
      'arrivalsPerHour',
      `must keep at most ${mostCounters / 2} counters busy`,
      input.arrivalsPerHour,
    );
  }
  numbers.done();
}

/** Refuses a target that makes no sense. @internal */
export function checkTarget(numbers: ReturnType<typeof numbersOf>, target: ServiceTarget): void {
  numbers.check('target.share', target?.share, { min: 0, max: 0.999999, above: true });
  numbers.check('target.withinMs', target?.withinMs, ranges.withinMs);
}
