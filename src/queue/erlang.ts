import { hourMs, numbersOf, ranges } from './staffing-input.js';

/** Tells how much work comes in and how many counters there are to take it. */
export interface OfferedLoad {
  /** Erlangs, 0 or more: arrivals times mean service time, so the mean number of counters that the work would keep busy. */
  readonly load: number;
  /** Whole counters, 0 to 100,000. */
  readonly counters: number;
}

/**
 * Reckons the share of arrivals that find all counters busy where nobody may wait: Erlang B, the loss formula.
 *
 * Sources: A. K. Erlang, *Solution of some problems in the theory of probabilities of significance in automatic telephone
 * exchanges*, 1917; the recursion over the counters, which neither overflows nor cancels, is the usual one.
 *
 * @returns 0 to 1
 * @throws {@link LoketError} with code `invalid-data` if a number is out of its range
 *
 * @example
 * ```ts
 * import { erlangB } from 'loket/queue';
 *
 * erlangB({ load: 8.108, counters: 15 }).toFixed(4); //=> '0.0100'
 * ```
 */
export function erlangB({ load, counters }: OfferedLoad): number {
  checkLoad('Erlang B', load, counters);
  return lossShare(load, counters);
}

/**
 * Reckons the share of arrivals that have to wait where nobody leaves: Erlang C, the delay formula. It is 1 where the load
 * is as large as the counters or larger: the line grows for ever.
 *
 * Sources: A. K. Erlang 1917, as for {@link erlangB}, from which it is reckoned.
 *
 * @returns 0 to 1
 * @throws {@link LoketError} with code `invalid-data` if a number is out of its range
 *
 * @example
 * ```ts
 * import { erlangC } from 'loket/queue';
 *
 * erlangC({ load: 2, counters: 3 }).toFixed(4); //=> '0.4444'
 * erlangC({ load: 3, counters: 3 }); //=> 1
 * ```
 */
export function erlangC({ load, counters }: OfferedLoad): number {
  checkLoad('Erlang C', load, counters);
  return waitShare(load, counters, lossShare(load, counters));
}

/** Describes a line with steady arrivals, in which nobody gives up. */
export interface LineInput {
  /** Mean arrivals an hour, 0 to 1e9, spread at random (a Poisson process). */
  readonly arrivalsPerHour: number;
  /** Mean time at the counter in milliseconds, above 0, to 1e10; times are taken to be exponential. */
  readonly meanServiceMs: number;
  /** Whole counters, 0 to 100,000. */
  readonly counters: number;
}

/** Tells how a line with steady arrivals behaves in the long run. */
export interface LineOutlook {
  /** Share of arrivals that wait at all, 0 to 1. */
  readonly waitingShare: number;
  /** Mean wait of all arrivals, those who need not wait included; `Infinity` where the counters cannot keep up. */
  readonly meanWaitMs: number;
  /** Share of the counters' time spent serving, 0 to 1. */
  readonly occupancy: number;
  /** Tells which share of all arrivals has begun to be served within a time, in milliseconds. */
  servedWithin(withinMs: number): number;
}

/** Tells how a line behaves in which nobody gives up. */
export interface PatientLineOutlook extends LineOutlook {
  /** Tells which wait a share of all arrivals, 0 to 1, does not exceed, in milliseconds; `Infinity` where there is none. */
  waitQuantileMs(share: number): number;
}

/**
 * Reckons the wait in a line with steady arrivals in which nobody gives up: M/M/c with Erlang's C, first come first
 * served. Those who wait at all wait an exponential time with mean `1 / (counters x service rate - arrival rate)`.
 *
 * Source: A. K. Erlang 1917.
 *
 * @throws {@link LoketError} with code `invalid-data` if a number is out of its range
 *
 * @example
 * ```ts
 * import { lineOutlook } from 'loket/queue';
 *
 * const line = lineOutlook({ arrivalsPerHour: 30, meanServiceMs: 6 * 60_000, counters: 4 });
 * line.occupancy; //=> 0.75
 * line.servedWithin(10 * 60_000).toFixed(3); //=> '0.904'
 * Math.round(line.waitQuantileMs(0.9) / 60_000); //=> 10
 * ```
 */
export function lineOutlook({ arrivalsPerHour, meanServiceMs, counters }: LineInput): PatientLineOutlook {
  checkLine('line', arrivalsPerHour, meanServiceMs, counters);
  const load = (arrivalsPerHour * meanServiceMs) / hourMs;
  const waitingShare = waitShare(load, counters, lossShare(load, counters));
  const isSteady = load < counters;
  const spareMs = isSteady ? meanServiceMs / (counters - load) : Infinity;
  return {
    waitingShare,
    meanWaitMs: waitingShare === 0 ? 0 : waitingShare * spareMs,
    occupancy: counters === 0 ? 0 : Math.min(1, load / counters),
    servedWithin(withinMs) {
      checkOne('withinMs', withinMs, ranges.withinMs);
      return patientShare(waitingShare, load, { counters, meanServiceMs, withinMs });
    },
    waitQuantileMs(share) {
      checkOne('share', share, ranges.share);
      if (share <= 1 - waitingShare) return 0;
      return isSteady ? Math.log(waitingShare / (1 - share)) * spareMs : Infinity;
    },
  };
}

/** Share of arrivals that M/M/c serves within a time. @internal */
export function patientShare(
  waitingShare: number,
  load: number,
  by: { readonly counters: number; readonly meanServiceMs: number; readonly withinMs: number },
): number {
  if (load >= by.counters) return 0;
  return 1 - waitingShare * Math.exp((-(by.counters - load) * by.withinMs) / by.meanServiceMs);
}

/** Erlang B for numbers that were checked. @internal */
export function lossShare(load: number, counters: number): number {
  let share = 1;
  for (let k = 1; k <= counters; k++) share = (load * share) / (k + load * share);
  return share;
}

/** Erlang C from Erlang B. @internal */
export function waitShare(load: number, counters: number, loss: number): number {
  // Written with the spare counters, so that nothing cancels where the load is close to the counters.
  return load >= counters ? 1 : (counters * loss) / (counters - load + load * loss);
}

/** Refuses a line that makes no sense. @internal */
export function checkLine(
  what: string,
  arrivalsPerHour: number,
  meanServiceMs: number,
  counters: number,
): void {
  const numbers = numbersOf(what);
  numbers.check('arrivalsPerHour', arrivalsPerHour, ranges.arrivals);
  numbers.check('meanServiceMs', meanServiceMs, ranges.meanMs);
  numbers.check('counters', counters, ranges.counters);
  numbers.done();
}

/** Refuses one number that makes no sense. @internal */
export function checkOne(
  field: string,
  value: number,
  range: { readonly min: number; readonly max: number },
): void {
  const numbers = numbersOf('question to a line');
  numbers.check(field, value, range);
  numbers.done();
}

function checkLoad(what: string, load: number, counters: number): void {
  const numbers = numbersOf(what);
  numbers.check('load', load, ranges.load);
  numbers.check('counters', counters, ranges.counters);
  numbers.done();
}
