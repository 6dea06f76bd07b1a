import type { Batches } from './slot-batches.js';
import { listSlots, type SlotList } from './slot-list.js';
import { type Machine, startingFrom } from './slot-machine.js';
import { earliestFleet, machineRuns } from './slot-runs.js';

/**
 * Says among which plans a plan is the best.
 *
 * - `every-start`: among all plans, whenever cards start.
 * - `slot-grid`: among plans whose cards start on the printers' grids: as if each printer worked without waiting for
 *   blanks. The gap to all plans is told.
 * - `nothing`: not proven; the gap to all plans is told.
 */
export type SlotExactness = 'every-start' | 'slot-grid' | 'nothing';

/**
 * Chooses slots of the printers' grids that leave every card its blank, by end, each if it still fits.
 *
 * Slots that start by an instant may use the blanks that are there by then; the sets of slots that fit are the independent
 * sets of a matroid (nested capacities, and the printers' days if no arrival crosses one), so greedy choice gives the
 * earliest k-th end for every k (Rado 1957, Edmonds 1971). @internal
 */
export function gridSlots(machines: readonly Machine[], batches: Batches, cards: number): SlotList {
  const after = earliestFleet(startingFrom(machines, batches.at.at(-1) ?? 0), cards + machines.length);
  // Enough for all cards after the last arrival, as a rule; otherwise look farther.
  const isShort = after.cards < cards + machines.length;
  const near = isShort ? undefined : greedy(machines, batches, cards, gridUpTo(machines, after.end));
  if (near !== undefined && near.ends.length === cards) return near;
  return greedy(machines, batches, cards, gridUpTo(machines, Number.POSITIVE_INFINITY));
}

function greedy(machines: readonly Machine[], batches: Batches, cards: number, grid: SlotList): SlotList {
  const { ends, machines: machineOf } = grid;
  const place = new Int32Array(batches.at.length + 1);
  for (let g = 0; g < place.length; g++) place[g] = g;
  // place[g + 1] leads to the latest arrival up to g with blanks left; 0 is none.
  const left = batches.at.map((_, g) => (batches.before[g + 1] ?? batches.total) - (batches.before[g] ?? 0));
  const find = (g: number): number => {
    let root = g;
    while (place[root] !== root) root = place[root] ?? 0;
    for (let next = g; next !== root; ) {
      const after = place[next] ?? 0;
      place[next] = root;
      next = after;
    }
    return root;
  };
  const dayOf = machines.map(daysOf);
  const chosenEnds = new Float64Array(cards);
  const chosen = new Uint32Array(cards);
  let k = 0;
  for (let i = 0; i < ends.length && k < cards; i++) {
    const m = machineOf[i] ?? 0;
    const end = ends[i] ?? 0;
    const start = end - (machines[m]?.step ?? 0);
    const g = find(arrivalsUpTo(batches.at, start));
    if (g === 0 || !dayOf[m]?.(start)) continue;
    left[g - 1] = (left[g - 1] ?? 0) - 1;
    if (left[g - 1] === 0) place[g] = g - 1;
    chosenEnds[k] = end;
    chosen[k] = m;
    k++;
  }
  return { ends: chosenEnds.slice(0, k), machines: chosen.slice(0, k) };
}

function arrivalsUpTo(at: readonly number[], start: number): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Books a card on its printer's day if the duty allows it. */
function daysOf({ stretches, duty, used, usedDay }: Machine): (start: number) => boolean {
  if (duty === Number.POSITIVE_INFINITY) return () => true;
  const done = new Map<number, number>([[usedDay, used]]);
  let i = 0;
  return (start) => {
    while ((stretches[i]?.until ?? Number.POSITIVE_INFINITY) <= start) i++;
    const day = stretches[i]?.day ?? 0;
    const count = done.get(day) ?? 0;
    if (count >= duty) return false;
    done.set(day, count + 1);
    return true;
  };
}

/** The slots of the grid that end by a horizon. */
function gridUpTo(machines: readonly Machine[], horizon: number): SlotList {
  const runs = machines.map((machine) => {
    const stretches = machine.stretches.flatMap((one) =>
      one.from >= horizon ? [] : [{ ...one, until: Math.min(one.until, horizon) }],
    );
    const unbound = { ...machine, stretches, duty: Number.POSITIVE_INFINITY };
    return machineRuns(unbound, Number.POSITIVE_INFINITY);
  });
  return listSlots(
    { runs },
    Uint32Array.from(runs, (one) => one.before.at(-1) ?? 0),
  );
}

/** Says what the grid proves, given the arrivals that come before the plan's end. @internal */
export function gridExactness(machines: readonly Machine[], arrivals: readonly number[]): SlotExactness {
  let isAligned = true;
  for (const { stretches, step, duty, used, usedDay, pauses } of machines) {
    if (pauses.length > 0) return 'nothing';
    const days = new Map<number, { first: number; last: number; slots: number }>();
    for (const { from, until, day } of stretches) {
      const slots = Math.floor((until - from) / step);
      if (slots === 0) continue;
      const last = from + (slots - 1) * step;
      if (arrivals.some((at) => at > from && at + step <= until && (at - from) % step !== 0))
        isAligned = false;
      const known = days.get(day);
      days.set(day, { first: known?.first ?? from, last, slots: (known?.slots ?? 0) + slots });
    }
    for (const [day, { first, last, slots }] of days) {
      const free = duty - (day === usedDay ? used : 0);
      if (slots > free && arrivals.some((at) => at > first && at <= last)) return 'nothing';
    }
  }
  return isAligned ? 'every-start' : 'slot-grid';
}
