import { type Explanation, say } from '../../internal/words.js';
import { type Cleared, clearedOf, evenings } from './capacity-cleared.js';
import { type CapacityQuestion, type ReadQuestion, readNumber, readQuestion } from './capacity-question.js';
import { slotWords } from './slot-words.js';

/** Tells how many are needed, or why no number is enough. */
export type Needed =
  | { readonly isPossible: true; readonly count: number }
  | { readonly isPossible: false; readonly reason: Explanation };

/**
 * Tells how many printers work a backlog off by a working day: the fewest.
 *
 * @param question - as for {@link whenCleared}; its own number of printers does not matter
 * @param byDay - the last working day, 1 or more
 * @returns the number of printers, or that blanks are missing however many there are
 * @throws {@link LoketError} with code `invalid-config` when the question breaks a rule
 *
 * @example
 * ```ts
 * import { printersFor } from 'loket/printing/planner';
 *
 * const office = { backlog: 28_000, printers: 35, cardsPerDay: 250, stock: 28_000 };
 * printersFor(office, 4); //=> { isPossible: true, count: 28 }
 * printersFor({ ...office, stock: 400 }, 4).isPossible; //=> false
 * ```
 */
export function printersFor(question: CapacityQuestion, byDay: number): Needed {
  const read = readQuestion(question);
  readNumber('byDay', byDay, 1);
  const isEnough = (printers: number) => isBy(clearedOf({ ...read, printers }), byDay);
  const most = 1_000_000;
  if (!isEnough(most)) {
    const code = read.cardsPerDay === 0 ? 'capacity.printer-prints-nothing' : 'capacity.printers-do-not-help';
    return { isPossible: false, reason: say(slotWords, code, { day: byDay }) };
  }
  return { isPossible: true, count: least(most, isEnough) };
}

/**
 * Tells how many more blanks, on the first morning, work a backlog off by a working day: the fewest.
 *
 * @param question - as for {@link whenCleared}
 * @param byDay - the last working day, 1 or more
 * @returns the number of blanks to order, or that the printers are too few for any number
 * @throws {@link LoketError} with code `invalid-config` when the question breaks a rule
 *
 * @example
 * ```ts
 * import { blanksFor } from 'loket/printing/planner';
 *
 * const office = { backlog: 28_000, printers: 35, cardsPerDay: 250, stock: 400, spoilage: 0.02 };
 * blanksFor(office, 4); //=> { isPossible: true, count: 28172 }
 * ```
 */
export function blanksFor(question: CapacityQuestion, byDay: number): Needed {
  const read = readQuestion(question);
  readNumber('byDay', byDay, 1);
  const isEnough = (count: number) => isBy(clearedOf({ ...read, stock: read.stock + count }), byDay);
  const most = 2 * Math.ceil((read.backlog + read.arrivalsPerDay * byDay + 1) / (1 - read.spoilage));
  if (!isEnough(most)) {
    return { isPossible: false, reason: say(slotWords, 'capacity.blanks-do-not-help', { day: byDay }) };
  }
  return { isPossible: true, count: least(most, isEnough) };
}

function isBy(cleared: Cleared, day: number): boolean {
  return cleared.clears && cleared.day <= day;
}

/** The least number that is enough; more is never worse. */
function least(most: number, isEnough: (count: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Tells what an office is short of, and what more of it would change. */
export interface WhatBinds {
  readonly now: Cleared;
  /** The same with more printers. */
  readonly withPrinters: Cleared;
  /** The same with one more blank a morning, from day 2 on. */
  readonly withBlankADay: Cleared;
  /**
   * Good cards more that one more blank in stock gives: by the last evening on which people wait without it or, when they
   * always do, by an evening from which on nothing changes. 0 while blanks are not what is missing.
   */
  readonly cardsForOneBlank: number;
  /** Working days sooner with more printers; `null` where one of the two never clears. */
  readonly daysSooner: number | null;
  /** In words: what binds, and whether more printers change anything. */
  readonly binding: Explanation;
}

/**
 * Tells what an office is short of, by asking again with more of each.
 *
 * @param question - as for {@link whenCleared}
 * @param morePrinters - how many more printers to ask about, 10 by default
 * @returns the answers, and in words what binds
 * @throws {@link LoketError} with code `invalid-config` when the question breaks a rule
 *
 * @example
 * ```ts
 * import { whatBinds } from 'loket/printing/planner';
 *
 * const office = { backlog: 28_000, printers: 25, cardsPerDay: 250, stock: 400 };
 * const { binding, cardsForOneBlank } = whatBinds(office, 10);
 * binding.code; //=> 'capacity.more-printers-nothing'
 * cardsForOneBlank; //=> 1
 * whatBinds({ ...office, stock: 28_000 }, 10).daysSooner; //=> 1
 * ```
 */
export function whatBinds(question: CapacityQuestion, morePrinters = 10): WhatBinds {
  const read = readQuestion(question);
  readNumber('morePrinters', morePrinters, 0);
  const now = clearedOf(read);
  const larger = { ...read, printers: read.printers + morePrinters };
  const withPrinters = clearedOf(larger);
  const withBlankADay = clearedOf({ ...read, blanksPerDay: read.blanksPerDay + 1 });
  const richer = { ...read, stock: read.stock + 1 };
  const evening = now.clears ? now.day - 1 : Math.max(now.day, clearedOf(richer).day);
  const daysSooner = now.clears && withPrinters.clears ? now.day - withPrinters.day : null;
  const params = {
    printers: morePrinters,
    stock: read.stock,
    backlog: read.backlog,
    minutes: lasts(read),
    perDay: read.printers * read.cardsPerDay,
    day: now.day,
    sooner: withPrinters.day,
  };
  const gain = gainOf(read, larger, Math.max(now.day, withPrinters.day) + 1);
  const code = codeOf(read, now, withPrinters, gain);
  return {
    now,
    withPrinters,
    withBlankADay,
    cardsForOneBlank: gainOf(read, richer, evening).last,
    daysSooner,
    binding: say(slotWords, code, params),
  };
}

/** How long the stock lasts, in minutes of a day of eight hours. */
function lasts({ stock, printers, cardsPerDay }: ReadQuestion): number {
  const perDay = printers * cardsPerDay;
  return perDay === 0 ? 0 : Math.round((stock / perDay) * 8 * 60 * 10) / 10;
}

/** Good cards more that one office has made than another: on the last of so many evenings, and on the best of them. */
function gainOf(
  less: ReadQuestion,
  more: ReadQuestion,
  days: number,
): { readonly last: number; readonly most: number } {
  const other = evenings(more);
  let [last, most] = [0, 0];
  for (const { day, good } of evenings(less)) {
    if (day > days) break;
    last = other.next().value.good - good;
    most = Math.max(most, last);
  }
  return { last, most };
}

function codeOf(
  { printers, cardsPerDay, blanksPerDay }: ReadQuestion,
  now: Cleared,
  more: Cleared,
  gain: { readonly last: number; readonly most: number },
): string {
  const isSooner = now.clears ? more.clears && more.day < now.day : more.clears;
  if (isSooner) return now.clears ? 'capacity.more-printers-sooner' : 'capacity.more-printers-clear';
  // Where printers do all blanks in the long run, more of them do the same blanks sooner.
  const usesAll = blanksPerDay < printers * cardsPerDay;
  if (!now.clears && !usesAll && gain.last > 0) return 'capacity.more-printers-more';
  const isShort = now.clears
    ? now.daysWithoutBlanks > 0
    : usesAll || now.reason.code === 'capacity.never-blanks';
  if (!isShort) return 'capacity.enough';
  return gain.most > 0 ? 'capacity.more-printers-briefly' : 'capacity.more-printers-nothing';
}
