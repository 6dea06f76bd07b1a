import { z } from 'zod';
import { issuesError } from '../../internal/errors.js';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';

/** Tells of blanks that come on a working day, before it opens. */
export interface DeliveryDay {
  /** Which working day, 1 is the first. */
  readonly day: number;
  /** Blanks, a whole number, 0 or more. */
  readonly count: number;
}

/** Describes an office's backlog of cards and what it has to work it off; days are working days. */
export interface CapacityQuestion {
  /** Cards that wait on the first morning. */
  readonly backlog: number;
  readonly printers: number;
  /** Cards that one printer makes a day, a whole number, spoiled ones among them. */
  readonly cardsPerDay: number;
  /** Blanks on the first morning. */
  readonly stock: number;
  /** Blanks that come each morning from day 2 on. Default 0. */
  readonly blanksPerDay?: number | undefined;
  /** Further blanks, on the days told. */
  readonly deliveries?: readonly DeliveryDay[] | undefined;
  /** Cards that are asked for each morning from day 2 on. Default 0. */
  readonly arrivalsPerDay?: number | undefined;
  /**
   * The part of printed cards that is spoiled, 0 to below 1: of n printed cards n times this, rounded up over the whole
   * time, are no good. Default 0.
   */
  readonly spoilage?: number | undefined;
}

const whole = (most = 1e9) =>
  z.int('must be a whole number').min(0, 'must be 0 or more').max(most, `must be ${most} or less`);

const schema = lazy(() =>
  z.strictObject({
    backlog: whole(),
    printers: whole(1e6),
    cardsPerDay: whole(1e6),
    stock: whole(),
    blanksPerDay: whole().default(0),
    deliveries: z
      .array(z.strictObject({ day: whole(100_000), count: whole() }))
      .max(100_000, 'must be 100000 or fewer')
      .default([]),
    arrivalsPerDay: whole().default(0),
    spoilage: z.number().min(0, 'must be 0 or more').lt(1, 'must be below 1').default(0),
  }),
);

/** A question with all its defaults. @internal */
export interface ReadQuestion {
  readonly backlog: number;
  readonly printers: number;
  readonly cardsPerDay: number;
  readonly stock: number;
  readonly blanksPerDay: number;
  readonly deliveries: readonly DeliveryDay[];
  readonly arrivalsPerDay: number;
  readonly spoilage: number;
}

/** Refuses a question that makes no sense. @internal */
export function readQuestion(input: CapacityQuestion): ReadQuestion {
  return parseOrThrow(schema(), pick(input), 'capacity question');
}

/** Refuses a number beside the question that is not whole or too small. @internal */
export function readNumber(field: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least && value <= 1e6) return;
  const rule = `must be a whole number from ${least} to 1000000`;
  throw issuesError('invalid-config', 'capacity question', [{ field, rule, value }]);
}

/** Takes the question out of what else a caller asks with it. */
function pick(input: CapacityQuestion): CapacityQuestion {
  const { backlog, printers, cardsPerDay, stock, blanksPerDay, deliveries, arrivalsPerDay, spoilage } = input;
  return { backlog, printers, cardsPerDay, stock, blanksPerDay, deliveries, arrivalsPerDay, spoilage };
}

/**
 * Reads a figure that can be read in two ways: so many requests, *including* so many that are ready to print, or *beside*
 * them.
 *
 * @param figure - `requests`, `printReady`, both whole numbers, and the reading
 * @returns the number of cards
 *
 * @example
 * ```ts
 * import { backlogOf } from 'loket/printing/planner';
 *
 * backlogOf({ requests: 28_000, printReady: 16_000, reading: 'including' }); //=> 28000
 * backlogOf({ requests: 28_000, printReady: 16_000, reading: 'beside' }); //=> 44000
 * ```
 */
export function backlogOf(figure: {
  readonly requests: number;
  readonly printReady: number;
  readonly reading: 'including' | 'beside';
}): number {
  return figure.reading === 'including' ? figure.requests : figure.requests + figure.printReady;
}
