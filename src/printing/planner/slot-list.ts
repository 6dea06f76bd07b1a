import type { Machine } from './slot-machine.js';
import { inOrder, radixSort } from './slot-radix.js';
import { count, earliestFleet, type Fleet, slotsUpTo } from './slot-runs.js';

/** Slots in order of their ends; ends are milliseconds after the problem's beginning. @internal */
export interface SlotList {
  readonly ends: Float64Array<ArrayBuffer>;
  readonly machines: Uint32Array<ArrayBuffer>;
}

/** How many slots each printer gives to the N earliest; of those at the last instant the first printers'. @internal */
export function sharesOf({ runs, cards, end, before }: Fleet): Uint32Array<ArrayBuffer> {
  const shares = new Uint32Array(runs.length);
  let spare = cards - before;
  for (const [m, one] of runs.entries()) {
    const sooner = slotsUpTo(one, end - 1);
    const here = Math.min(spare, slotsUpTo(one, end) - sooner);
    spare -= here;
    shares[m] = sooner + here;
  }
  return shares;
}

/** Writes the first slots of each printer and sorts them by end, then printer. @internal */
export function listSlots({ runs }: Pick<Fleet, 'runs'>, shares: Uint32Array): SlotList {
  let total = 0;
  for (const share of shares) total += share;
  const ends = new Float64Array(total);
  const machines = new Uint32Array(total);
  let place = 0;
  for (const [m, { starts, before, step }] of runs.entries()) {
    const share = shares[m] ?? 0;
    let k = 0;
    for (let r = 0; k < share; r++) {
      const last = Math.min(share, before[r + 1] ?? share);
      let end = starts[r] ?? 0;
      for (; k < last; k++) {
        end += step;
        ends[place] = end;
        machines[place] = m;
        place++;
      }
    }
  }
  return sortSlots(ends, machines);
}

/** Sorts slots by end; of equal ones the first stays first. @internal */
export function sortSlots(ends: Float64Array<ArrayBuffer>, machines: Uint32Array<ArrayBuffer>): SlotList {
  const order = inOrder(ends.length);
  radixSort(ends, order);
  const sorted = { ends: new Float64Array(ends.length), machines: new Uint32Array(ends.length) };
  for (let k = 0; k < order.length; k++) {
    sorted.ends[k] = ends[order[k] ?? 0] ?? 0;
    sorted.machines[k] = machines[order[k] ?? 0] ?? 0;
  }
  return sorted;
}

/** The N earliest slots, or as many as there are. @internal */
export function earliestSlots(machines: readonly Machine[], cards: number): SlotList {
  const fleet = earliestFleet(machines, cards);
  return listSlots(fleet, sharesOf(fleet));
}

/** Counts the most cards that printers can do by an instant. @internal */
export function mostBy(machines: readonly Machine[], cards: number, at: number): number {
  const fleet = earliestFleet(machines, cards);
  return fleet.cards < cards || fleet.end > at ? Math.min(cards, count(fleet.runs, at)) : cards;
}
