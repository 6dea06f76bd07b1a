import type { Batches } from './slot-batches.js';
import { type SlotList, sortSlots } from './slot-list.js';
import type { Machine } from './slot-machine.js';
import { afterPauses } from './slot-runs.js';

/** A printer that takes cards one by one. @internal */
export interface Cursor {
  /** The earliest end of its next card with a blank from `release` on; releases must not fall. */
  peek(release: number): number;
  /** Takes the card that was peeked at last. */
  take(): void;
}

/** Makes a cursor at a printer's beginning. @internal */
export function cursorOf(machine: Machine): Cursor {
  const { stretches, step, duty, used, usedDay, pauses } = machine;
  const left = pauses.map((pause) => pause.everyCards - (pause.cardsDone ?? 0));
  let i = 0;
  let free = 0;
  let day = Number.NaN;
  let onDay = 0;
  let end = 0;
  return {
    peek(release) {
      for (; i < stretches.length; i++) {
        const stretch = stretches[i];
        if (stretch === undefined) break;
        if (stretch.day !== day) {
          day = stretch.day;
          onDay = day === usedDay ? used : 0;
        }
        end = Math.max(free, stretch.from, release) + step;
        if (onDay < duty && end <= stretch.until) return end;
      }
      end = Number.POSITIVE_INFINITY;
      return end;
    },
    take() {
      onDay++;
      free = end;
      for (let p = 0; p < left.length; p++) left[p] = (left[p] ?? 0) - 1;
      if (left.includes(0)) free = afterPauses(machine, left, end, i);
    },
  };
}

/**
 * Gives each blank, as it arrives, to the printer that ends it first. Not the best in general (a slow printer may better
 * begin before a fast one is wanted), hence used only where nothing exact is at hand, and the gap is told. @internal
 */
export function dispatchSlots(machines: readonly Machine[], batches: Batches, cards: number): SlotList {
  const cursors = machines.map(cursorOf);
  const n = Math.min(cards, batches.total);
  const ends = new Float64Array(n);
  const chosen = new Uint32Array(n);
  let k = 0;
  for (const [g, release] of batches.at.entries()) {
    const last = Math.min(n, batches.before[g + 1] ?? batches.total);
    const heap = new EndHeap(cursors.map((cursor) => cursor.peek(release)));
    for (; k < last; k++) {
      const m = heap.first();
      const end = heap.endOf(m);
      if (end === Number.POSITIVE_INFINITY) return sortSlots(ends.slice(0, k), chosen.slice(0, k));
      ends[k] = end;
      chosen[k] = m;
      const cursor = cursors[m];
      cursor?.take();
      heap.replaceFirst(cursor?.peek(release) ?? Number.POSITIVE_INFINITY);
    }
  }
  return sortSlots(ends.slice(0, k), chosen.slice(0, k));
}

/** A binary heap of printers by end, then place. */
class EndHeap {
  readonly #ends: Float64Array;
  readonly #heap: Uint32Array;

  constructor(ends: readonly number[]) {
    this.#ends = Float64Array.from(ends);
    this.#heap = Uint32Array.from(ends, (_, m) => m);
    for (let at = (ends.length >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  first(): number {
    return this.#heap[0] ?? 0;
  }

  endOf(m: number): number {
    return this.#ends[m] ?? Number.POSITIVE_INFINITY;
  }

  replaceFirst(end: number): void {
    this.#ends[this.first()] = end;
    this.#sink(0);
  }

  #isBefore(a: number, b: number): boolean {
    const [x, y] = [this.endOf(a), this.endOf(b)];
    return x < y || (x === y && a < b);
  }

  #sink(from: number): void {
    const heap = this.#heap;
    const moved = heap[from] ?? 0;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.#isBefore(heap[child + 1] ?? 0, heap[child] ?? 0)) child++;
      if (!this.#isBefore(heap[child] ?? 0, moved)) break;
      heap[at] = heap[child] ?? 0;
      at = child;
    }
    heap[at] = moved;
  }
}
