import { isBetter, type SlotWorth, worthOf } from './slot-binding.js';
import type { SlotProblem, TimeSpan } from './slot-problem.js';
import { readSlotProblem } from './slot-schema.js';

/** Tells what one more of something changes: the difference of two solved problems. */
export interface SlotPrice {
  /** Cards printed more. */
  readonly cards: number;
  /** The objective with it minus the objective without it, by place; compare only where `cards` is 0. */
  readonly value: readonly bigint[];
  /** Whether it makes the plan better at all. */
  readonly isWorth: boolean;
}

/** Tells what one more blank, and one more day of each printer, are worth. */
export interface SlotPrices {
  /** One more blank at the beginning. */
  readonly oneMoreBlank: SlotPrice;
  /** By printer id: one more printer like it, for its first working day only. */
  readonly oneMorePrinterDay: ReadonlyMap<string, SlotPrice>;
}

/**
 * Prices one more blank and one more printer-day, as exact differences: each problem is solved again with one more.
 *
 * @param problem - the problem
 * @returns the prices; one more solution of the problem each, printers that are alike solved once
 * @throws {@link LoketError} with code `invalid-config` when the problem breaks a rule
 *
 * @example
 * ```ts
 * import { slotPrices } from 'loket/printing/planner';
 *
 * const { oneMoreBlank, oneMorePrinterDay } = slotPrices({
 *   from: 0,
 *   jobs: { count: 28_000 },
 *   printers: [{ id: 'P1', cardsPerHour: 30 }],
 *   objective: 'makespan',
 *   blanks: [{ at: 0, count: 400 }],
 * });
 * oneMoreBlank.cards; //=> 1
 * oneMorePrinterDay.get('P1')?.cards; //=> 0
 * ```
 */
export function slotPrices(problem: SlotProblem): SlotPrices {
  const read = readSlotProblem(problem);
  const worth = worthOf(read);
  const blanks = read.blanks && [...read.blanks, { at: read.from, count: 1 }];
  const known = new Map<string, SlotPrice>();
  const days = read.printers.map((printer): [string, SlotPrice] => {
    const { id: _, ...like } = printer;
    const key = JSON.stringify(like);
    const price = known.get(key) ?? priceOf(worth, worthOf(withPrinterDay(read, printer.id)));
    known.set(key, price);
    return [printer.id, price];
  });
  return {
    oneMoreBlank: priceOf(worth, blanks ? worthOf({ ...read, blanks }) : worth),
    oneMorePrinterDay: new Map(days),
  };
}

/**
 * Adds to a problem one more printer like a given one, fresh, for its first working day only.
 *
 * @param problem - the problem
 * @param id - the printer that the new one is like; its id gets `+1` behind
 * @returns the problem with the printer; as it was when no printer has the id
 *
 * @example
 * ```ts
 * import { withPrinterDay } from 'loket/printing/planner';
 *
 * const one = { from: 0, jobs: { count: 9 }, printers: [{ id: 'P', msPerCard: 5 }], objective: 'makespan' } as const;
 * withPrinterDay(one, 'P').printers.length; //=> 2
 * ```
 */
export function withPrinterDay(problem: SlotProblem, id: string): SlotProblem {
  const printer = problem.printers.find((one) => one.id === id);
  if (printer === undefined) return problem;
  const { startsAt = problem.from, lengthMs = 86_400_000 } = problem.day ?? {};
  const first = Math.max(problem.from, printer.availableFrom ?? problem.from);
  const windows: readonly TimeSpan[] = printer.windows ?? problem.windows ?? [[first, first + lengthMs]];
  const open = windows
    .filter(([, until]) => until > first)
    .map(([from, until]) => [Math.max(from, first), until]);
  const opens = Math.min(...open.map(([from = 0]) => from));
  const dayEnd = startsAt + (Math.floor((opens - startsAt) / lengthMs) + 1) * lengthMs;
  const day = open
    .filter(([from = 0]) => from < dayEnd)
    .map(([from = 0, until = 0]): TimeSpan => [from, Math.min(until, dayEnd)]);
  const fresh = (printer.pauses ?? []).map((pause) => ({ ...pause, cardsDone: 0 }));
  const added = { ...printer, id: `${id}+1`, windows: day, dutyUsed: 0, pauses: fresh };
  return { ...problem, printers: [...problem.printers, added] };
}

function priceOf(without: SlotWorth, having: SlotWorth): SlotPrice {
  return {
    cards: having.printed - without.printed,
    value: having.value.map((value, i) => value - (without.value[i] ?? 0n)),
    isWorth: isBetter(having, without),
  };
}
