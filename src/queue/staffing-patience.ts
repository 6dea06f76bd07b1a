import { checkLine, checkOne, type LineInput, type LineOutlook, lossShare } from './erlang.js';
import { hourMs, numbersOf, ranges } from './staffing-input.js';
import { integrate } from './staffing-quadrature.js';

/** Describes a line in which people give up. */
export interface ImpatientLineInput extends LineInput {
  /** Mean time in milliseconds that a person is willing to wait, above 0, to 1e10; taken to be exponential. */
  readonly meanPatienceMs: number;
}

/** Tells how a line behaves in which people give up. */
export interface ImpatientLineOutlook extends LineOutlook {
  /** Share of arrivals that give up before they are served, 0 to 1. */
  readonly leavingShare: number;
}

/**
 * Reckons the wait in a line with steady arrivals in which people give up: Erlang A, the queue M/M/c+M. It has a steady
 * state under any load. `meanWaitMs` is the time until served or gone, over all arrivals; `servedWithin` counts those who
 * were served, so who gave up counts as not served.
 *
 * Sources: C. Palm, *Research on telephone traffic carried by full availability groups*, Tele 1957; O. Garnett,
 * A. Mandelbaum, M. Reiman, *Designing a call center with impatient customers*, Manufacturing & Service Operations
 * Management 4(3), 2002; the density of the wait offered is that of F. Baccelli and G. Hebuterne 1981.
 *
 * @throws {@link LoketError} with code `invalid-data` if a number is out of its range
 *
 * @example
 * ```ts
 * import { erlangA } from 'loket/queue';
 *
 * const minutes = 60_000;
 * const line = erlangA({ arrivalsPerHour: 60, meanServiceMs: 5 * minutes, meanPatienceMs: 20 * minutes, counters: 4 });
 * line.leavingShare.toFixed(3); //=> '0.234'
 * line.occupancy.toFixed(3); //=> '0.957'
 * line.servedWithin(10 * minutes).toFixed(3); //=> '0.674'
 * ```
 */
export function erlangA({ meanPatienceMs, ...line }: ImpatientLineInput): ImpatientLineOutlook {
  checkLine('Erlang A', line.arrivalsPerHour, line.meanServiceMs, line.counters);
  const numbers = numbersOf('Erlang A');
  numbers.check('meanPatienceMs', meanPatienceMs, ranges.meanMs);
  numbers.done();
  return impatientLine({ ...line, meanPatienceMs });
}

/** Erlang A for numbers that were checked. @internal */
export function impatientLine(input: ImpatientLineInput): ImpatientLineOutlook {
  const { arrivalsPerHour, meanServiceMs, meanPatienceMs, counters } = input;
  const arrivals = arrivalsPerHour / hourMs;
  const load = arrivals * meanServiceMs;
  const loss = lossShare(load, counters);
  const line = waitingLine(arrivals, counters / meanServiceMs, 1 / meanPatienceMs);
  // Everything is relative to the weight of the state in which all counters are busy and nobody waits.
  const free = loss === 0 ? Infinity : (line.first * (1 - loss)) / loss;
  const all = free + line.sum;
  const waitingShare = line.sum / all;
  // Where nobody comes, it is what would befall one who did.
  const nobody = counters === 0 ? meanPatienceMs : 0;
  const meanWaitMs = arrivals === 0 ? nobody : line.people / all / arrivals;
  const leavingShare = Math.min(1, meanWaitMs / meanPatienceMs);
  return {
    waitingShare,
    leavingShare,
    meanWaitMs,
    occupancy: counters === 0 ? 0 : Math.min(1, (load * (1 - leavingShare)) / counters),
    servedWithin(withinMs) {
      checkOne('withinMs', withinMs, ranges.withinMs);
      const servedLater = waitingShare - leavingShare;
      if (counters === 0 || servedLater <= 0) return 1 - waitingShare;
      return 1 - waitingShare + servedLater * servedInTime(input, withinMs);
    },
  };
}

/**
 * Weights of 0, 1, 2, ... people waiting, summed outwards from the heaviest, which has weight 1: so nothing overflows in
 * overload, and what is left out is below the precision of the sum.
 */
function waitingLine(arrivals: number, served: number, leaving: number) {
  const mode = Math.max(0, Math.ceil((arrivals - served) / leaving) - 1);
  const negligible = 1e-18;
  let sum = 1;
  let people = mode;
  let weight = 1;
  for (let n = mode + 1; weight > negligible * sum; n++) {
    weight *= arrivals / (served + n * leaving);
    sum += weight;
    people += n * weight;
  }
  weight = 1;
  let n = mode;
  for (; n > 0 && weight > negligible * sum; n--) {
    weight *= (served + n * leaving) / arrivals;
    sum += weight;
    people += (n - 1) * weight;
  }
  return { sum, people, first: n === 0 ? weight : 0 };
}

/**
 * Of those who wait and are served, the share that is served within a time. The wait until they are served has, up to a
 * factor, the density `exp(arrivals (1 - exp(-leaving x)) / leaving - (served + leaving) x)`, whose logarithm is concave.
 */
function servedInTime(input: ImpatientLineInput, withinMs: number): number {
  const { arrivalsPerHour, meanServiceMs, meanPatienceMs, counters } = input;
  // Time is in units of patience.
  const arrivals = (arrivalsPerHour / hourMs) * meanPatienceMs;
  const gone = (counters / meanServiceMs) * meanPatienceMs + 1;
  const height = (x: number) => -arrivals * Math.expm1(-x) - gone * x;
  const peak = Math.max(0, Math.log(arrivals / gone));
  const top = height(peak);
  const density = (x: number) => Math.exp(height(x) - top);
  const last = edge(height, top, peak, 1);
  const first = height(0) > top - depth ? 0 : edge(height, top, peak, -1);
  const until = Math.min(last, Math.max(first, withinMs / meanPatienceMs));
  return integrate(density, first, until) / integrate(density, first, last);
}

const depth = 45;

/** Where a concave function has fallen so far from its peak that its exponential no longer counts. */
function edge(height: (x: number) => number, top: number, peak: number, side: 1 | -1): number {
  const isFar = (step: number) => height(Math.max(0, peak + side * step)) < top - depth;
  let far = 1e-18;
  while (!isFar(far)) far *= 2;
  let near = far / 2;
  for (let i = 0; i < 30; i++) {
    const middle = (near + far) / 2;
    if (isFar(middle)) far = middle;
    else near = middle;
  }
  return Math.max(0, peak + side * far);
}
