import { type Explanation, say } from '../../internal/words.js';
import { type Cleared, clearedOf } from './capacity-cleared.js';
import { type CapacityQuestion, type ReadQuestion, readQuestion } from './capacity-question.js';
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
  const isEnough = (printers: number) => isBy(clearedOf({ ...read, printers }), byDay);
  const most = 1_000_000;
  if (!isEnough(most)) {
    return { isPossible: false, reason: say(slotWords, 'capacity.printers-do-not-help', { day: byDay }) };
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
  /** Good cards that one more blank in stock gives, until the day on which the backlog clears or nothing changes. */
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
  const now = clearedOf(read);
  const withPrinters = clearedOf({ ...read, printers: read.printers + morePrinters });
  const withBlankADay = clearedOf({ ...read, blanksPerDay: read.blanksPerDay + 1 });
  const more = clearedOf({ ...read, stock: read.stock + 1 });
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
  const code = codeOf(now, withPrinters);
  return {
    now,
    withPrinters,
    withBlankADay,
    cardsForOneBlank: more.clears === now.clears ? more.printed - now.printed : 1,
    daysSooner,
    binding: say(slotWords, code, params),
  };
}

/** How long the stock lasts, in minutes of a day of eight hours. */
function lasts({ stock, printers, cardsPerDay }: ReadQuestion): number {
  const perDay = printers * cardsPerDay;
  return perDay === 0 ? 0 : Math.round((stock / perDay) * 8 * 60 * 10) / 10;
}

function codeOf(now: Cleared, more: Cleared): string {
  if (!now.clears) {
    if (more.clears) return 'capacity.more-printers-clear';
    if (more.printed > now.printed) return 'capacity.more-printers-more';
    return now.reason.code === 'capacity.never-blanks' ? 'capacity.more-printers-nothing' : 'capacity.enough';
  }
  if (more.day < now.day) return 'capacity.more-printers-sooner';
  return now.daysWithoutBlanks > 0 ? 'capacity.more-printers-nothing' : 'capacity.enough';
}
