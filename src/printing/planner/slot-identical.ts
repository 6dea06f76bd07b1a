import type { Batches } from './slot-batches.js';
import { releaseTimes } from './slot-batches.js';
import type { SlotList } from './slot-list.js';
import type { Machine } from './slot-machine.js';

/** Whether all printers are alike and without pauses. @internal */
export function areIdentical(machines: readonly Machine[]): boolean {
  const first = machines[0];
  if (first === undefined) return false;
  return machines.every(
    (one) =>
      one.step === first.step &&
      one.duty === first.duty &&
      one.used === first.used &&
      one.usedDay === first.usedDay &&
      one.pauses.length === 0 &&
      sameStretches(one, first),
  );
}

function sameStretches({ stretches: a }: Machine, { stretches: b }: Machine): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((one, i) => one.from === b[i]?.from && one.until === b[i]?.until);
}

/**
 * Gives M printers that are alike the cards in turn, each as early as its blank, its printer and the day's duty allow.
 *
 * No plan has an earlier k-th start for any k: its k-th start waits for the k-th blank and for the end of its (k-M)-th
 * card, since M printers work on M cards at most, and for a day on which fewer than M times the duty were done. Taking
 * turns meets these bounds with equality. @internal
 */
export function identicalSlots(machines: readonly Machine[], batches: Batches, cards: number): SlotList {
  const n = Math.min(cards, batches.total);
  const all = machines.length;
  const ends = new Float64Array(n);
  const releases = releaseTimes(batches, n);
  const first = machines[0];
  let k = 0;
  let day = Number.NaN;
  let onDay = 0;
  for (const stretch of first?.stretches ?? []) {
    if (first === undefined) break;
    if (stretch.day !== day) {
      day = stretch.day;
      onDay = day === first.usedDay ? all * first.used : 0;
    }
    for (; k < n && onDay < all * first.duty; k++) {
      const start = Math.max(stretch.from, releases[k] ?? 0, k >= all ? (ends[k - all] ?? 0) : 0);
      if (start + first.step > stretch.until) break;
      ends[k] = start + first.step;
      onDay++;
    }
  }
  const machineOf = new Uint32Array(k);
  for (let j = 0; j < k; j++) machineOf[j] = j % all;
  return { ends: ends.slice(0, k), machines: machineOf };
}
