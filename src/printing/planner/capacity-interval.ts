import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import { type Cleared, clearedOf } from './capacity-cleared.js';
import { type CapacityQuestion, type ReadQuestion, readQuestion } from './capacity-question.js';

/** Describes a number that is not sure: between two bounds with a likely value, or a mean with its standard deviation. */
export type Uncertain =
  | { readonly low: number; readonly likely: number; readonly high: number }
  | { readonly mean: number; readonly sd: number };

/** Lists what may be unsure in a {@link CapacityQuestion}; what is left out is taken from the question. */
export interface UncertainRates {
  readonly cardsPerDay?: Uncertain | undefined;
  readonly arrivalsPerDay?: Uncertain | undefined;
  readonly blanksPerDay?: Uncertain | undefined;
  readonly spoilage?: Uncertain | undefined;
}

/** Holds the days between which a backlog clears. */
export interface ClearInterval {
  /** With every rate at its best. */
  readonly earliest: Cleared;
  /** With every rate at its likely value or mean. */
  readonly likely: Cleared;
  /** With every rate at its worst. */
  readonly latest: Cleared;
  /**
   * Whether the day surely lies between `earliest` and `latest`: true while each unsure rate has bounds and is the same
   * every day; a mean with a standard deviation has none, there two deviations stand in their place.
   */
  readonly isSure: boolean;
  /** Days by chance, if it was asked for: the day by which the backlog clears with this chance, `null` for not within the rest. */
  readonly quantiles: readonly { readonly chance: number; readonly day: number | null }[];
}

const uncertain = lazy(() =>
  z.union([
    z
      .strictObject({ low: z.number().min(0), likely: z.number(), high: z.number() })
      .refine((one) => one.low <= one.likely && one.likely <= one.high, 'must have low <= likely <= high'),
    z.strictObject({
      mean: z.number().min(0, 'must be 0 or more'),
      sd: z.number().min(0, 'must be 0 or more'),
    }),
  ]),
);

const schema = lazy(() =>
  z.strictObject({
    cardsPerDay: uncertain().optional(),
    arrivalsPerDay: uncertain().optional(),
    blanksPerDay: uncertain().optional(),
    spoilage: uncertain()
      .refine((one) => ('mean' in one ? one.mean : one.high) < 1, 'must be below 1')
      .optional(),
  }),
);

const drawing = lazy(() =>
  z.object({
    draws: z
      .int('must be a whole number')
      .min(1, 'must be 1 or more')
      .max(1_000_000, 'must be 1000000 or fewer'),
    chances: z.array(z.number().min(0, 'must be 0 or more').max(1, 'must be 1 or less')),
  }),
);

const names = ['cardsPerDay', 'arrivalsPerDay', 'blanksPerDay', 'spoilage'] as const;
type RateName = (typeof names)[number];

/**
 * Tells between which days a backlog clears when rates are unsure.
 *
 * The day is monotone: more cards or blanks a day never make it later, more arrivals or spoilage never make it earlier. So
 * all rates at their best and all at their worst bound it, exactly. Quantiles are drawn with the chance that is handed in:
 * a triangle between the bounds, or a normal distribution cut at 0; each draw holds one rate for all days.
 *
 * @param question - as for {@link whenCleared}
 * @param rates - the rates that are unsure
 * @param chance - `random` gives numbers from 0 to below 1, one after the other; how many `draws`, 1000 by default; which
 * `chances`, by default 0.05, 0.5 and 0.95
 * @returns the days
 * @throws {@link LoketError} with code `invalid-config` when the question or a rate breaks a rule
 *
 * @example
 * ```ts
 * import { clearInterval } from 'loket/printing/planner';
 *
 * const office = { backlog: 28_000, printers: 10, cardsPerDay: 250, stock: 30_000 };
 * const days = clearInterval(office, { cardsPerDay: { low: 100, likely: 250, high: 300 } });
 * [days.earliest.day, days.likely.day, days.latest.day, days.isSure]; //=> [10, 12, 28, true]
 * ```
 */
export function clearInterval(
  question: CapacityQuestion,
  rates: UncertainRates,
  chance?: {
    readonly random: () => number;
    readonly draws?: number | undefined;
    readonly chances?: readonly number[] | undefined;
  },
): ClearInterval {
  const read = readQuestion(question);
  const unsure = parseOrThrow(schema(), rates, 'uncertain rates');
  const ask = (rateOf: (name: RateName, rate: Uncertain) => number, side: Side): Cleared => {
    const asked: Record<RateName, number> = { ...read };
    for (const name of names) {
      const rate = unsure[name];
      if (rate !== undefined) asked[name] = within(name, rateOf(name, rate), side);
    }
    return clearedOf({ ...read, ...asked } satisfies ReadQuestion);
  };
  return {
    earliest: ask((name, rate) => (isMoreBetter(name) ? highOf(rate) : lowOf(rate)), 'best'),
    likely: ask((_, rate) => ('mean' in rate ? rate.mean : rate.likely), 'nearest'),
    latest: ask((name, rate) => (isMoreBetter(name) ? lowOf(rate) : highOf(rate)), 'worst'),
    isSure: names.every((name) => !('mean' in (unsure[name] ?? {}))),
    quantiles: chance === undefined ? [] : quantiles(ask, chance),
  };
}

function lowOf(rate: Uncertain): number {
  return 'mean' in rate ? rate.mean - 2 * rate.sd : rate.low;
}

function highOf(rate: Uncertain): number {
  return 'mean' in rate ? rate.mean + 2 * rate.sd : rate.high;
}

type Side = 'best' | 'nearest' | 'worst';

function isMoreBetter(name: RateName): boolean {
  return name === 'cardsPerDay' || name === 'blanksPerDay';
}

/** Rates are whole cards a day, so that a bound is rounded away from the middle; a part of them is a part. */
function within(name: RateName, value: number, side: Side): number {
  // Two deviations from a mean may be no rate at all.
  if (name === 'spoilage') return Math.min(0.999, Math.max(0, value));
  if (side === 'nearest') return Math.max(0, Math.round(value));
  return Math.max(0, isMoreBetter(name) === (side === 'best') ? Math.ceil(value) : Math.floor(value));
}

function quantiles(
  ask: (rateOf: (name: RateName, rate: Uncertain) => number, side: Side) => Cleared,
  {
    random,
    draws = 1000,
    chances = [0.05, 0.5, 0.95],
  }: { random: () => number; draws?: number | undefined; chances?: readonly number[] | undefined },
): ClearInterval['quantiles'] {
  parseOrThrow(drawing(), { draws, chances }, 'quantiles');
  const days = Array.from({ length: draws }, () => {
    const cleared = ask((_, rate) => draw(rate, random), 'nearest');
    return cleared.clears ? cleared.day : Number.POSITIVE_INFINITY;
  });
  days.sort((a, b) => a - b);
  return chances.map((chance) => {
    const day =
      days[Math.min(draws - 1, Math.max(0, Math.ceil(chance * draws) - 1))] ?? Number.POSITIVE_INFINITY;
    return { chance, day: day === Number.POSITIVE_INFINITY ? null : day };
  });
}

function draw(rate: Uncertain, random: () => number): number {
  if ('mean' in rate) {
    // Box and Muller 1958; 1 - u is never 0.
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return rate.mean + rate.sd * radius * Math.cos(2 * Math.PI * random());
  }
  const { low, likely, high } = rate;
  if (high === low) return low;
  const u = random();
  const rising = (likely - low) / (high - low);
  if (u < rising) return low + Math.sqrt(u * (high - low) * (likely - low));
  return high - Math.sqrt((1 - u) * (high - low) * (high - likely));
}
