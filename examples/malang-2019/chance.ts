/** Draws numbers from 0 up to 1; the same stream gives the same numbers. */
export type Chance = () => number;

/**
 * Opens a stream of chance. Each purpose has its own, so that one more draw in one place does not change the others.
 * (mulberry32 over a hash of the purpose.)
 */
export function chance(seed: number, purpose: string): Chance {
  let state = seed | 0;
  for (const letter of purpose) state = (Math.imul(state, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Picks one of a list that is not empty. */
export function pick<T>(list: readonly T[], draw: Chance): T | undefined {
  return list[Math.floor(draw() * list.length)];
}

/** Draws how a duration differs from its mean, which is 1: never near zero, now and then twice as long. */
export function spread(draw: Chance): number {
  const erlang = -Math.log((1 - draw()) * (1 - draw())) / 2;
  return 0.4 + 0.6 * erlang;
}
