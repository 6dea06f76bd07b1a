import { type Batches, releaseTimes } from './slot-batches.js';
import { cursorOf } from './slot-dispatch.js';
import { earliestSlots, mostBy, type SlotList, sortSlots } from './slot-list.js';
import { type Machine, reflected, startingFrom } from './slot-machine.js';
import { earliestFleet } from './slot-runs.js';

/** Whether slots in order leave every card its blank: the k-th start waits for the k-th blank. @internal */
export function fitsBlanks(list: SlotList, machines: readonly Machine[], batches: Batches): boolean {
  if (batches.at.length === 1 && batches.at[0] === 0) return true;
  const releases = releaseTimes(batches, list.ends.length);
  const starts = list.ends.map((end, k) => end - (machines[list.machines[k] ?? 0]?.step ?? 0)).sort();
  return starts.every((start, k) => start >= (releases[k] ?? Number.POSITIVE_INFINITY));
}

/** Which arrival decides, and when the cards that wait for it can be done. @internal */
export interface CriticalArrival {
  readonly from: number;
  /** Cards that cannot start before it. */
  readonly cards: number;
  readonly end: number;
  /** The most that the printers can do from the arrival to the end, less one millisecond. */
  readonly before: number;
  /** The most that they can do from the arrival to the end. */
  readonly upTo: number;
}

/**
 * Finds how many cards can be printed at all: for each arrival those before it and what the printers can do after it.
 * Exact without pauses; with pauses no plan prints more. @internal
 */
export function mostCards(machines: readonly Machine[], batches: Batches, cards: number): number {
  let most = Math.min(cards, batches.total);
  for (const [g, at] of batches.at.entries()) {
    const before = batches.before[g] ?? 0;
    if (before >= most) break;
    const rest = startingFrom(withoutPauses(machines), at);
    most = Math.min(most, before + mostBy(rest, cards, Number.POSITIVE_INFINITY));
  }
  return most;
}

/** Pauses depend on what was printed before; without them a bound holds whatever was. @internal */
export function withoutPauses(machines: readonly Machine[]): Machine[] {
  return machines.map((machine) => ({ ...machine, pauses: [] }));
}

/**
 * Finds the least makespan with blanks that arrive, exact without pauses and for any start (Dessouky, Lageweg, Lenstra and
 * van de Velde, Statistica Neerlandica 44 (1990), have the case without calendars).
 *
 * With all cards as late as an end T allows, their starts in order dominate those of every plan that ends by T, so T is
 * possible if and only if for each arrival the printers can do, from it to T, the cards that cannot start before it. Hence
 * the answer is the largest, over arrivals, of a makespan in which all cards are free to start: each is a lower bound, and
 * together they suffice. @internal
 */
export function criticalArrival(
  machines: readonly Machine[],
  batches: Batches,
  cards: number,
): CriticalArrival {
  const free = withoutPauses(machines);
  let critical: CriticalArrival = { from: 0, cards: 0, end: 0, before: 0, upTo: 0 };
  for (const [g, from] of batches.at.entries()) {
    const waiting = cards - (batches.before[g] ?? 0);
    if (waiting <= 0) break;
    const { end, before, upTo } = earliestFleet(startingFrom(free, from), waiting);
    if (end > critical.end) critical = { from, cards: waiting, end, before, upTo };
  }
  return critical;
}

/** Writes a plan that ends by the critical end: as late as possible, then moved to the left printer by printer. @internal */
export function slotsByEnd(
  machines: readonly Machine[],
  batches: Batches,
  cards: number,
  end: number,
): SlotList {
  const late = earliestSlots(reflected(machines, end), cards);
  const n = late.ends.length;
  const releases = releaseTimes(batches, n);
  const ends = new Float64Array(n);
  const chosen = new Uint32Array(n);
  const cursors = machines.map(cursorOf);
  for (let k = 0; k < n; k++) {
    const m = late.machines[n - 1 - k] ?? 0;
    chosen[k] = m;
    const cursor = cursors[m];
    ends[k] = cursor?.peek(releases[k] ?? 0) ?? Number.POSITIVE_INFINITY;
    cursor?.take();
  }
  return sortSlots(ends, chosen);
}
