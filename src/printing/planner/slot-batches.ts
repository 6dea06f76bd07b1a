import type { BlankArrival } from './slot-problem.js';

/** Blanks as they arrive, in milliseconds after the problem's beginning, later ones than the first N left out. @internal */
export interface Batches {
  readonly at: readonly number[];
  /** Blanks before each arrival. */
  readonly before: readonly number[];
  /** All blanks, N at most. */
  readonly total: number;
}

/** Sorts arrivals and adds them up; what is there at the beginning is the first of them. @internal */
export function batchesOf(blanks: readonly BlankArrival[] | undefined, from: number, cards: number): Batches {
  if (blanks === undefined) return { at: [0], before: [0], total: cards };
  const at: number[] = [];
  const before: number[] = [];
  let total = 0;
  const list = blanks.map((one) => ({ at: Math.max(0, one.at - from), count: one.count }));
  list.sort((a, b) => a.at - b.at);
  for (const one of list) {
    if (one.count === 0 || total >= cards) continue;
    if (one.at !== at.at(-1)) {
      at.push(one.at);
      before.push(total);
    }
    total += one.count;
  }
  return { at, before, total: Math.min(total, cards) };
}

/** When the blank of the k-th start is there, k from 0. @internal */
export function releaseTimes({ at, before, total }: Batches, cards: number): Float64Array<ArrayBuffer> {
  const releases = new Float64Array(Math.min(cards, total));
  for (const [g, time] of at.entries()) releases.fill(time, before[g] ?? 0, before[g + 1] ?? total);
  return releases;
}
