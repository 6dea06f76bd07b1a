import { timeoutMs } from './grid.js';
import type { Trace, Weather } from './traces.js';

/** A fraction from 0 up to, but not, 1 that depends on nothing but the numbers given. */
export function draw(...numbers: readonly number[]): number {
  let mixed = 0x9e3779b9;
  for (const number of numbers) {
    mixed = Math.imul(mixed ^ (number >>> 0) ^ Math.floor(number / 4_294_967_296), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 12)) >>> 0) / 4_294_967_296;
}

export interface Answer {
  readonly outcome: 'ok' | 'unavailable' | 'unknown';
  readonly tookMs: number;
}

export interface Question {
  /** Ms since the trace began. */
  readonly since: number;
  readonly kind: number;
  /** Which document, and which attempt of it: two calls in the same ms are two draws. */
  readonly document: number;
  readonly attempt: number;
  /** How many calls the server has when this one comes, itself among them. */
  readonly load: number;
}

/** The median of a healthy call and the spread of its logarithm. */
const typicalMs = 1_200;
const spread = 0.5;

/**
 * Answers as the trace's server does. The answer depends on the seed, the moment and the document alone, never on the
 * guard, so that all guards that send the same document at the same moment see the same.
 */
export function answer(trace: Trace, seed: number, question: Question): Answer {
  const { since, kind, document, attempt, load } = question;
  const roll = (salt: number) => draw(seed, since, document, attempt, salt);
  const weather = weatherOf(trace, kind, since);
  const normal = Math.sqrt(-2 * Math.log(1 - roll(1))) * Math.cos(2 * Math.PI * roll(2));
  const tookMs = Math.max(50, Math.round(typicalMs * (weather?.slow ?? 1) * Math.exp(spread * normal)));
  const overloaded = load > (weather?.fragileAbove ?? Number.POSITIVE_INFINITY);
  const chance = Math.max(trace.background, weather?.errors ?? 0, overloaded ? 0.8 : 0);
  if (roll(3) >= chance) {
    return tookMs < timeoutMs ? { outcome: 'ok', tookMs } : { outcome: 'unknown', tookMs: timeoutMs };
  }
  const how = overloaded ? 'mixed' : (weather?.how ?? 'mixed');
  if (how === 'refuse') return { outcome: 'unavailable', tookMs: 50 + Math.floor(roll(4) * 200) };
  const which = how === 'hang' ? 1 : roll(5);
  // Of mixed failures three in five are a 503, one in five a dropped socket, one in five no answer at all.
  if (which < 0.6) return { outcome: 'unavailable', tookMs: Math.min(tookMs, timeoutMs - 1) };
  if (which < 0.8) return { outcome: 'unknown', tookMs: Math.min(tookMs, timeoutMs - 1) };
  return { outcome: 'unknown', tookMs: timeoutMs };
}

function weatherOf({ spells }: Trace, kind: number, since: number): Weather | undefined {
  return kind === 0 ? spells.find(({ from, to }) => from <= since && since < to)?.weather : undefined;
}

/** A document that somebody brings. */
export interface Arrival {
  /** Ms since the trace began. */
  readonly since: number;
  readonly kind: number;
  /** The call for it ends with the user's error. */
  readonly spoilt: boolean;
}

/** Makes up who comes when: without pattern (Poisson) in the office hours, and the burst of user errors. */
export function arrivals(trace: Trace, seed: number, dayMs: number, openMs: number): Arrival[] {
  const list: Arrival[] = [];
  const meanMs = 3_600_000 / trace.perHour;
  let step = 0;
  for (let day = 0; day < trace.days; day++) {
    let since = day * dayMs;
    for (;;) {
      step += 1;
      since += Math.ceil(-meanMs * Math.log(1 - draw(seed, step, 101)));
      if (since >= day * dayMs + openMs) break;
      list.push({ since, kind: Math.floor(draw(seed, step, 102) * trace.kinds), spoilt: false });
    }
  }
  const burst = trace.userErrors;
  for (let i = 0; burst !== null && i < burst.count; i++) {
    const since = Math.round(burst.from + ((i + draw(seed, i, 103)) / burst.count) * (burst.to - burst.from));
    list.push({ since, kind: 0, spoilt: true });
  }
  return list.sort((a, b) => a.since - b.since);
}
