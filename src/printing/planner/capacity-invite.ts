import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';

/** Describes a day on which people can be invited to collect. */
export interface InvitationDay {
  /** Its name, as a date. */
  readonly id: string;
  /** People whom the counters can serve that day. */
  readonly capacity: number;
  /** People who come anyway. Default 0. */
  readonly expected?: number | undefined;
  /** Cards printed that can be collected from this day on and not before. */
  readonly cardsReady: number;
}

/** Tells whom to invite for a day: people by their place in the order, from `first` up to and without `end`. */
export interface Invitation {
  readonly id: string;
  readonly first: number;
  readonly end: number;
}

/** Holds the invitations. */
export interface StagedInvitations {
  /** One for each day, in order, also for a day without anybody. */
  readonly days: readonly Invitation[];
  /** People whose card is ready by the last day but for whom no counter has time. */
  readonly withoutTime: number;
  /** People whose card is not ready by the last day. */
  readonly withoutCard: number;
}

const whole = () => z.int('must be a whole number').min(0, 'must be 0 or more');

const schema = lazy(() =>
  z.strictObject({
    people: whole(),
    perDay: whole().optional(),
    days: z
      .array(
        z.strictObject({
          id: z.string().min(1, 'must not be empty'),
          capacity: whole(),
          expected: whole().optional(),
          cardsReady: whole(),
        }),
      )
      .max(100_000, 'must be 100000 or fewer'),
  }),
);

/**
 * Says whom to invite for which day, so that no day exceeds the counters' capacity and nobody comes before the card is
 * ready: in order, each as early as both allow, hence nobody could be invited earlier without someone before going later.
 *
 * @param input - `people`: how many, in the order in which cards are printed; `perDay`: the most invitations a day; the
 * days in order, with the cards that get ready
 * @returns the invitations, and how many people are left for which reason
 * @throws {@link LoketError} with code `invalid-config` when the input breaks a rule
 *
 * @example
 * ```ts
 * import { stagedInvitations } from 'loket/printing/planner';
 *
 * const days = [
 *   { id: 'Monday', capacity: 120, expected: 20, cardsReady: 150 },
 *   { id: 'Tuesday', capacity: 120, cardsReady: 50 },
 * ];
 * const { days: invited, withoutCard } = stagedInvitations({ people: 210, days });
 * invited.map(({ first, end }) => end - first); //=> [100, 100]
 * withoutCard; //=> 10
 * ```
 */
export function stagedInvitations(input: {
  readonly people: number;
  readonly perDay?: number | undefined;
  readonly days: readonly InvitationDay[];
}): StagedInvitations {
  const { people, perDay = Number.POSITIVE_INFINITY, days } = parseOrThrow(schema(), input, 'invitations');
  let ready = 0;
  let first = 0;
  const invited = days.map(({ id, capacity, expected = 0, cardsReady }): Invitation => {
    ready = Math.min(people, ready + cardsReady);
    const count = Math.min(perDay, Math.max(0, capacity - expected), ready - first);
    const one = { id, first, end: first + count };
    first += count;
    return one;
  });
  return { days: invited, withoutTime: ready - first, withoutCard: people - ready };
}
