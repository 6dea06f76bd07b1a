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

/** What an office has come to at the end of a day. @internal */
export interface Evening {
  readonly day: number;
  readonly asked: number;
  readonly blanks: number;
  readonly made: number;
  readonly good: number;
  /** Printers stood idle that day for want of blanks. */
  readonly wasDry: boolean;
}

/** Goes through the days one by one, also when nobody waits any more. @internal */
export function* evenings(question: ReadQuestion): Generator<Evening, never> {
  const { printers, cardsPerDay, blanksPerDay, arrivalsPerDay, spoilage } = question;
  const perDay = printers * cardsPerDay;
  const delivered = new Map<number, number>();
  for (const { day, count } of question.deliveries) {
    delivered.set(Math.max(1, day), (delivered.get(Math.max(1, day)) ?? 0) + count);
  }
  let asked = question.backlog;
  let blanks = question.stock;
  let made = 0;
  for (let day = 1; ; day++) {
    if (day > 1) {
      asked += arrivalsPerDay;
      blanks += blanksPerDay;
    }
    blanks += delivered.get(day) ?? 0;
    const wanted = printsFor(asked, spoilage) - made;
    const today = Math.min(perDay, blanks, wanted);
    const wasDry = blanks < Math.min(perDay, wanted);
    made += today;
    blanks -= today;
    yield { day, asked, blanks, made, good: goodOf(made, spoilage), wasDry };
  }
}

/** Answers a question that was read. @internal */
export function clearedOf(question: ReadQuestion): Cleared {
  const { backlog, printers, cardsPerDay, blanksPerDay, arrivalsPerDay, spoilage } = question;
  const perDay = printers * cardsPerDay;
  const lastDelivery = question.deliveries.reduce((last, { day }) => Math.max(last, day), 1);
  const reason = (code: string, day: number, printed: number, left: number): Explanation =>
    say(slotWords, code, { day, printed, left, arrivals: arrivalsPerDay, blanks: blanksPerDay, perDay });
  if (backlog === 0) {
    return {
      clears: true,
      day: 0,
      printed: 0,
      spoiled: 0,
      daysWithoutBlanks: 0,
      reason: reason('capacity.nobody-waits', 0, 0, 0),
    };
  }
  let daysWithoutBlanks = 0;
  for (const days = evenings(question); ; ) {
    const { day, asked, blanks, made, good, wasDry } = days.next().value;
    if (wasDry) daysWithoutBlanks++;
    if (good >= asked) {
      const code = daysWithoutBlanks > 0 ? 'capacity.cleared-blanks' : 'capacity.cleared-printers';
      const spoiled = made - good;
      return {
        clears: true,
        day,
        printed: good,
        spoiled,
        daysWithoutBlanks,
        reason: reason(code, day, good, 0),
      };
    }
    const never = (code: string): Cleared => ({
      clears: false,
      printed: good,
      day,
      reason: reason(code, day, good, asked - good),
    });
    if (day === mostDays) return never('capacity.too-far');
    if (day <= lastDelivery) continue;
    // From here on every day is like this one or, once the stock is gone, like the deliveries.
    if (goodRate(perDay, spoilage) <= arrivalsPerDay) return never('capacity.never-printers');
    const isDry = blanks === 0 && blanksPerDay <= perDay;
    if (isDry && goodRate(blanksPerDay, spoilage) <= arrivalsPerDay) return never('capacity.never-blanks');
  }
}

/** Good cards of so many printed ones, in the mean. */
function goodRate(made: number, spoilage: number): number {
  return made - round(made * spoilage);
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
