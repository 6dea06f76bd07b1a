import { type Explanation, say } from '../../internal/words.js';
import { type CapacityQuestion, type ReadQuestion, readQuestion } from './capacity-question.js';
import { slotWords } from './slot-words.js';

/** Tells when a backlog is worked off, or why never. */
export type Cleared =
  | {
      readonly clears: true;
      /** The working day, 1 is the first, at whose end nobody waits; 0 when nobody does to begin with. */
      readonly day: number;
      /** Good cards by then. */
      readonly printed: number;
      readonly spoiled: number;
      /** Days on which printers stood idle for want of blanks. */
      readonly daysWithoutBlanks: number;
      readonly reason: Explanation;
    }
  | {
      readonly clears: false;
      /** Good cards until nothing changes any more. */
      readonly printed: number;
      /** The working day from which on no more is gained. */
      readonly day: number;
      readonly reason: Explanation;
    };

/** How far days are counted one by one. */
const mostDays = 200_000;

/**
 * Tells on which working day a backlog is worked off.
 *
 * Each day the printers make as many cards as they can, as there are blanks, and as are asked for. Without arrivals and
 * spoilage this is the makespan of {@link planSlots} with a daily duty and blanks in the mornings, told in days. A backlog
 * never clears when from some day on no more good cards come than are asked for.
 *
 * @param question - backlog, printers, blanks, arrivals and spoilage
 * @returns the day, or `clears: false` with the reason in words
 * @throws {@link LoketError} with code `invalid-config` when the question breaks a rule
 *
 * @example
 * ```ts
 * import { whenCleared } from 'loket/printing/planner';
 *
 * const office = { backlog: 28_000, printers: 35, cardsPerDay: 250, stock: 400 };
 * whenCleared(office).clears; //=> false
 * whenCleared(office).reason.code; //=> 'capacity.never-blanks'
 * whenCleared({ ...office, blanksPerDay: 1000 }).day; //=> 29
 * ```
 */
export function whenCleared(question: CapacityQuestion): Cleared {
  return clearedOf(readQuestion(question));
}

/** Answers a question that was read. @internal */
export function clearedOf(question: ReadQuestion): Cleared {
  const { backlog, printers, cardsPerDay, blanksPerDay, arrivalsPerDay, spoilage } = question;
  const perDay = printers * cardsPerDay;
  const delivered = new Map<number, number>();
  let lastDelivery = 1;
  for (const { day, count } of question.deliveries) {
    delivered.set(Math.max(1, day), (delivered.get(Math.max(1, day)) ?? 0) + count);
    lastDelivery = Math.max(lastDelivery, day);
  }
  let asked = backlog;
  let blanks = question.stock;
  let made = 0;
  let good = 0;
  let daysWithoutBlanks = 0;
  const reason = (code: string, day: number): Explanation =>
    say(slotWords, code, {
      day,
      printed: good,
      left: asked - good,
      arrivals: arrivalsPerDay,
      blanks: blanksPerDay,
      perDay,
    });
  if (backlog === 0) {
    return {
      clears: true,
      day: 0,
      printed: 0,
      spoiled: 0,
      daysWithoutBlanks,
      reason: reason('capacity.nobody-waits', 0),
    };
  }
  for (let day = 1; day <= mostDays; day++) {
    if (day > 1) {
      asked += arrivalsPerDay;
      blanks += blanksPerDay;
    }
    blanks += delivered.get(day) ?? 0;
    const wanted = printsFor(asked, spoilage) - made;
    const today = Math.min(perDay, blanks, wanted);
    if (blanks < Math.min(perDay, wanted)) daysWithoutBlanks++;
    made += today;
    blanks -= today;
    good = goodOf(made, spoilage);
    if (good >= asked) {
      const code = daysWithoutBlanks > 0 ? 'capacity.cleared-blanks' : 'capacity.cleared-printers';
      const spoiled = made - good;
      return { clears: true, day, printed: good, spoiled, daysWithoutBlanks, reason: reason(code, day) };
    }
    if (day <= lastDelivery) continue;
    // From here on every day is like this one or, once the stock is gone, like the deliveries.
    const never = perDay * (1 - spoilage) <= arrivalsPerDay;
    if (never) return { clears: false, printed: good, day, reason: reason('capacity.never-printers', day) };
    const isDry = blanks === 0 && blanksPerDay <= perDay;
    if (isDry && blanksPerDay * (1 - spoilage) <= arrivalsPerDay) {
      return { clears: false, printed: good, day, reason: reason('capacity.never-blanks', day) };
    }
  }
  return { clears: false, printed: good, day: mostDays, reason: reason('capacity.too-far', mostDays) };
}

/** Good cards of so many printed ones. @internal */
export function goodOf(made: number, spoilage: number): number {
  return made - Math.ceil(round(made * spoilage));
}

/** Cards to print, so that so many are good: the fewest. @internal */
export function printsFor(good: number, spoilage: number): number {
  let made = Math.floor(good / (1 - spoilage));
  while (goodOf(made, spoilage) >= good && made > 0) made--;
  while (goodOf(made, spoilage) < good) made++;
  return made;
}

/** Takes back what a decimal fraction adds in binary, so that 0.1 of 30 is 3. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
