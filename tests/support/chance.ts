/** Chance that can be repeated. */
export interface Chance {
  /** From 0 up to, but not, 1. */
  fraction(): number;
  /** A whole number from 0 up to, but not, `below`. */
  nat(below: number): number;
  of<T>(list: readonly T[]): T;
  weighted<T>(list: readonly T[], weights: readonly number[]): T;
}

/** A linear congruential generator whose high bits are mixed; good enough to make days up. */
export function chance(seed: number): Chance {
  let state = (Math.imul(seed, 2_654_435_761) ^ 0x5bd1e995) >>> 0;
  const fraction = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    let mixed = state ^ (state >>> 15);
    mixed = Math.imul(mixed, 0x2c1b3c6d);
    mixed ^= mixed >>> 13;
    return (mixed >>> 0) / 4_294_967_296;
  };
  const nat = (below: number) => Math.floor(fraction() * below);
  const of = <T>(list: readonly T[]) => list[nat(list.length)] as T;
  return {
    fraction,
    nat,
    of,
    weighted(list, weights) {
      let left = fraction() * weights.reduce((sum, weight) => sum + weight, 0);
      for (const [i, weight] of weights.entries()) {
        left -= weight;
        if (left < 0) return list[i] as never;
      }
      return of(list);
    },
  };
}
