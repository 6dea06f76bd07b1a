import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import { type Explanation, say } from '../../internal/words.js';
import { slotWords } from './slot-words.js';

/** Describes a place that gets a part of a delivery, as a sub-district or the headquarters. */
export interface DeliveryArea {
  /** Unique id. */
  readonly id: string;
  /** People who wait there. */
  readonly waiting: number;
  /** Least blanks it gets. Default 0. */
  readonly minimum?: number | undefined;
  /** Most blanks it can use. Default as many as wait, for `earliest-clear`; without bound for `largest-remainder`. */
  readonly maximum?: number | undefined;
  /** Cards that it prints a day, for `earliest-clear`. Default 1 everywhere. */
  readonly cardsPerDay?: number | undefined;
}

/**
 * Names how a delivery is split.
 *
 * - `largest-remainder`: in proportion to those who wait; whole parts first, then one each by the largest fraction
 *   (Hamilton's rule). With minima and maxima the areas that would break one get exactly it, the others share the rest.
 * - `earliest-clear`: so that the area that is left with the most days of work is left with as few as possible.
 */
export type SplitRule = 'largest-remainder' | 'earliest-clear';

/** Holds the parts of a delivery. */
export type DeliverySplit =
  | {
      readonly isPossible: true;
      /** By area id, in the order given; their sum with `unallocated` is the quantity, exactly. */
      readonly shares: ReadonlyMap<string, number>;
      /** Blanks that no area can use. */
      readonly unallocated: number;
    }
  | { readonly isPossible: false; readonly reason: Explanation };

interface Area {
  readonly id: string;
  readonly waiting: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly cardsPerDay: number;
}

const whole = () =>
  z.int('must be a whole number').min(0, 'must be 0 or more').max(1e7, 'must be 10000000 or less');

const schema = lazy(() =>
  z.strictObject({
    quantity: whole(),
    rule: z.enum(['largest-remainder', 'earliest-clear'], 'must be largest-remainder or earliest-clear'),
    areas: z
      .array(
        z
          .strictObject({
            id: z.string().min(1, 'must not be empty'),
            waiting: whole(),
            minimum: whole().optional(),
            maximum: whole().optional(),
            cardsPerDay: whole().min(1, 'must be 1 or more').optional(),
          })
          .refine(
            (one) => (one.minimum ?? 0) <= (one.maximum ?? 1e7),
            'must have a minimum not above its maximum',
          ),
      )
      .min(1, 'must have an area')
      .max(10_000, 'must be 10000 or fewer')
      .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'must have different ids'),
  }),
);

/**
 * Splits a delivery of blanks over areas, exactly: the parts are whole and add up.
 *
 * @param delivery - the quantity, the areas, and the rule by name
 * @returns the parts, or that the minima are more than there is
 * @throws {@link LoketError} with code `invalid-config` when the delivery breaks a rule
 *
 * @example
 * ```ts
 * import { splitDelivery } from 'loket/printing/planner';
 *
 * const areas = [{ id: 'north', waiting: 50 }, { id: 'south', waiting: 30 }, { id: 'headquarters', waiting: 21 }];
 * const split = splitDelivery({ quantity: 10, areas, rule: 'largest-remainder' });
 * split.isPossible && Object.fromEntries(split.shares); //=> { north: 5, south: 3, headquarters: 2 }
 * ```
 */
export function splitDelivery(delivery: {
  readonly quantity: number;
  readonly areas: readonly DeliveryArea[];
  readonly rule: SplitRule;
}): DeliverySplit {
  const { quantity, rule, areas: given } = parseOrThrow(schema(), delivery, 'delivery');
  const isClear = rule === 'earliest-clear';
  const areas = given.map(({ id, waiting, minimum = 0, maximum, cardsPerDay = 1 }): Area => {
    const most = maximum ?? (isClear ? Math.max(waiting, minimum) : Number.MAX_SAFE_INTEGER);
    return { id, waiting, minimum, maximum: most, cardsPerDay };
  });
  const least = areas.reduce((sum, one) => sum + one.minimum, 0);
  if (least > quantity) {
    return { isPossible: false, reason: say(slotWords, 'capacity.minima-above', { least, quantity }) };
  }
  const shares = isClear ? byClearing(quantity, areas) : byRemainder(quantity, areas);
  const given2 = shares.reduce((sum, share) => sum + share, 0);
  return {
    isPossible: true,
    shares: new Map(areas.map(({ id }, i) => [id, shares[i] ?? 0])),
    unallocated: quantity - given2,
  };
}

/** Fixes the areas whose part would break a bound, those of the side that is broken by more first; then rounds. */
function byRemainder(quantity: number, areas: readonly Area[]): number[] {
  const shares = areas.map(() => 0);
  let open = areas.map((_, i) => i);
  let rest = quantity;
  for (;;) {
    const total = open.reduce((sum, i) => sum + (areas[i]?.waiting ?? 0), 0);
    const quota = (i: number) => (total === 0 ? 0 : (rest * (areas[i]?.waiting ?? 0)) / total);
    const below = open.filter((i) => quota(i) < (areas[i]?.minimum ?? 0));
    const above = open.filter((i) => quota(i) > (areas[i]?.maximum ?? 0));
    const missing = below.reduce((sum, i) => sum + (areas[i]?.minimum ?? 0) - quota(i), 0);
    const over = above.reduce((sum, i) => sum + quota(i) - (areas[i]?.maximum ?? 0), 0);
    if (below.length === 0 && above.length === 0) {
      round(rest, total, open, areas, shares);
      return shares;
    }
    const fixed = new Set(missing >= over ? below : above);
    for (const i of fixed) {
      shares[i] = (missing >= over ? areas[i]?.minimum : areas[i]?.maximum) ?? 0;
      rest -= shares[i] ?? 0;
    }
    open = open.filter((i) => !fixed.has(i));
  }
}

function round(
  rest: number,
  total: number,
  open: readonly number[],
  areas: readonly Area[],
  shares: number[],
): void {
  if (total === 0) return;
  let left = rest;
  // Both factors are at most 1e7, or their sum, so that products are exact.
  const parts = open.map((i) => {
    const product = rest * (areas[i]?.waiting ?? 0);
    const whole = Math.floor(product / total);
    shares[i] = whole;
    left -= whole;
    return { i, remainder: product - whole * total };
  });
  parts.sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i, remainder } of parts) {
    if (left === 0 || remainder === 0) break;
    shares[i] = (shares[i] ?? 0) + 1;
    left--;
  }
}

/** The next blank always to the area with the most days of work left: no blank given elsewhere makes that less. */
function byClearing(quantity: number, areas: readonly Area[]): number[] {
  const shares = areas.map((one) => one.minimum);
  let rest = quantity - shares.reduce((sum, share) => sum + share, 0);
  // All blanks down to a level at once, below 0 where an area takes more than wait, then the last few one by one.
  const needed = (level: number) =>
    areas.map((one, i) => {
      const down = one.waiting - Math.floor(level * one.cardsPerDay);
      return Math.max(0, Math.min(down, one.maximum) - (shares[i] ?? 0));
    });
  const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
  let low = Math.min(0, ...areas.map((one) => Math.floor((one.waiting - one.maximum) / one.cardsPerDay)));
  let high = Math.max(...areas.map((one) => Math.ceil(one.waiting / one.cardsPerDay)));
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sum(needed(middle)) <= rest) high = middle;
    else low = middle + 1;
  }
  for (const [i, more] of needed(low).entries()) {
    shares[i] = (shares[i] ?? 0) + more;
    rest -= more;
  }
  giveOneByOne(rest, areas, shares);
  return shares;
}

/** Gives blanks one by one to the area with the most days of work left, the first of equals; a heap finds it. */
function giveOneByOne(blanks: number, areas: readonly Area[], shares: number[]): void {
  const hasMore = (i: number, j: number): boolean => {
    const [a, b] = [areas[i], areas[j]];
    if (a === undefined || b === undefined) return false;
    // Both sides are products of whole numbers below 2e7, hence exact.
    const left = (a.waiting - (shares[i] ?? 0)) * b.cardsPerDay;
    const right = (b.waiting - (shares[j] ?? 0)) * a.cardsPerDay;
    return left > right || (left === right && i < j);
  };
  const heap = areas.map((_, i) => i).filter((i) => (shares[i] ?? 0) < (areas[i]?.maximum ?? 0));
  const sink = (from: number) => {
    const moved = heap[from] ?? 0;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && hasMore(heap[child + 1] ?? 0, heap[child] ?? 0)) child++;
      if (!hasMore(heap[child] ?? 0, moved)) break;
      heap[at] = heap[child] ?? 0;
      at = child;
    }
    heap[at] = moved;
  };
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(at);
  for (let rest = blanks; rest > 0 && heap.length > 0; rest--) {
    const first = heap[0] ?? 0;
    shares[first] = (shares[first] ?? 0) + 1;
    if ((shares[first] ?? 0) >= (areas[first]?.maximum ?? 0)) {
      const last = heap.pop() ?? 0;
      if (heap.length === 0) return;
      heap[0] = last;
    }
    sink(0);
  }
}
