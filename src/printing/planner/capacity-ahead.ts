import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';

/** Describes people for whom a card is ready to print, of whom not all will come for it. */
export interface CollectGroup {
  /** Unique id, as in `invited by letter`. */
  readonly id: string;
  readonly people: number;
  /** The part of them that comes, 0 to 1. */
  readonly collectShare: number;
}

/** Asks whether to print before people come or when they are there. */
export interface AheadQuestion {
  readonly groups: readonly CollectGroup[];
  /** Blanks there are. */
  readonly blanks: number;
  /** How long a person waits for a card that is printed on arrival, in milliseconds. */
  readonly waitOnArrivalMs: number;
  /**
   * How much waiting of people a blank is worth, in milliseconds: what the office would let people wait in all to save one
   * blank. While blanks bind, a wasted blank is a card that somebody else waits for until the next delivery.
   */
  readonly blankWorthMs: number;
}

/** Tells what printing ahead and on arrival come to, in the mean. */
export interface AheadAnswer {
  readonly groups: readonly {
    readonly id: string;
    /** Printing ahead costs no more: waiting saved is worth the blanks wasted. */
    readonly isAhead: boolean;
    /** Blanks wasted if printed ahead. */
    readonly wastedBlanks: number;
    /** Waiting if printed on arrival, of all who come, in milliseconds. */
    readonly waitingMs: number;
    /** At this worth of a blank both are equal, in milliseconds; infinite when everybody comes. */
    readonly breakEvenMs: number;
  }[];
  /** People who get a card if all are printed ahead, as far as blanks go, those who come most surely first. */
  readonly servedAhead: number;
  /** People who get a card if all are printed on arrival. */
  readonly servedOnArrival: number;
}

const schema = lazy(() =>
  z.strictObject({
    groups: z
      .array(
        z.strictObject({
          id: z.string().min(1, 'must not be empty'),
          people: z.int('must be a whole number').min(0, 'must be 0 or more'),
          collectShare: z.number().min(0, 'must be 0 or more').max(1, 'must be 1 or less'),
        }),
      )
      .max(10_000, 'must be 10000 or fewer'),
    blanks: z.int('must be a whole number').min(0, 'must be 0 or more'),
    waitOnArrivalMs: z.number().min(0, 'must be 0 or more'),
    blankWorthMs: z.number().min(0, 'must be 0 or more'),
  }),
);

/**
 * Compares printing ahead with printing on arrival, when many do not collect.
 *
 * Ahead, each person who does not come wastes a blank; on arrival each who comes waits. A person who comes with chance p
 * saves p times the wait and wastes (1 - p) blanks in the mean, so printing ahead is right from the worth of a blank
 * downwards at which both are equal: p / (1 - p) times the wait.
 *
 * @param question - who comes how surely, the blanks, the wait, and the worth of a blank
 * @returns by group what is right, and how many people are served either way
 * @throws {@link LoketError} with code `invalid-config` when the question breaks a rule
 *
 * @example
 * ```ts
 * import { printAhead } from 'loket/printing/planner';
 *
 * const { groups, servedAhead, servedOnArrival } = printAhead({
 *   groups: [{ id: 'invited', people: 400, collectShare: 0.5 }],
 *   blanks: 300,
 *   waitOnArrivalMs: 600_000,
 *   blankWorthMs: 86_400_000,
 * });
 * [groups[0]?.isAhead, groups[0]?.wastedBlanks, servedAhead, servedOnArrival]; //=> [false, 200, 150, 200]
 * ```
 */
export function printAhead(question: AheadQuestion): AheadAnswer {
  const { groups, blanks, waitOnArrivalMs, blankWorthMs } = parseOrThrow(
    schema(),
    question,
    'print-ahead question',
  );
  let left = blanks;
  let servedAhead = 0;
  for (const { people, collectShare } of [...groups].sort((a, b) => b.collectShare - a.collectShare)) {
    const printed = Math.min(left, people);
    left -= printed;
    servedAhead += printed * collectShare;
  }
  const come = groups.reduce((sum, { people, collectShare }) => sum + people * collectShare, 0);
  return {
    groups: groups.map(({ id, people, collectShare }) => {
      const breakEvenMs =
        collectShare === 1 ? Number.POSITIVE_INFINITY : (collectShare * waitOnArrivalMs) / (1 - collectShare);
      return {
        id,
        isAhead: blankWorthMs <= breakEvenMs,
        wastedBlanks: people * (1 - collectShare),
        waitingMs: people * collectShare * waitOnArrivalMs,
        breakEvenMs,
      };
    }),
    servedAhead,
    servedOnArrival: Math.min(blanks, come),
  };
}
