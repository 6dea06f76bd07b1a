import { type Batches, releaseTimes } from './slot-batches.js';
import { criticalArrival, fitsBlanks, mostCards, slotsByEnd } from './slot-blanks.js';
import { dispatchSlots } from './slot-dispatch.js';
import { gridExactness, gridSlots, type SlotExactness } from './slot-grid.js';
import { areIdentical, identicalSlots } from './slot-identical.js';
import { listSlots, type SlotList, sharesOf } from './slot-list.js';
import type { Machine } from './slot-machine.js';
import { earliestFleet } from './slot-runs.js';

/**
 * Names the argument by which a plan is optimal.
 *
 * - `counting`: fewer slots than cards end before the last end, so that no plan is done sooner. For makespans.
 * - `earliest-slots`: the slots are the earliest that the printers have, so that no plan has an earlier k-th end.
 * - `identical-printers`: the printers are alike, and each start waits for its blank or its printer only.
 * - `slot-grid`: the slots are the earliest of the printers' grids that leave every card its blank.
 * - `bound`: the value equals a bound that holds for all plans.
 * - `none`: nothing is proven but the gap to such a bound.
 */
export type SlotMethod =
  | 'counting'
  | 'earliest-slots'
  | 'identical-printers'
  | 'slot-grid'
  | 'bound'
  | 'none';

/** Slots for a number of cards, with what is known of them; times are milliseconds after the beginning. @internal */
export interface Choice {
  readonly list: SlotList;
  readonly method: SlotMethod;
  readonly exactOn: SlotExactness;
  /** No plan prints more. */
  readonly most: number;
  /** No plan has an earlier k-th end, for every k. */
  readonly bounds: Float64Array<ArrayBuffer>;
  /** The counting argument: from when on how many cards must be done. */
  readonly counted: {
    readonly from: number;
    readonly cards: number;
    readonly before: number;
    readonly upTo: number;
  };
}

/** Chooses slots by the strongest argument that the problem allows. @internal */
export function chooseSlots(
  machines: readonly Machine[],
  batches: Batches,
  cards: number,
  isMakespan: boolean,
): Choice {
  const wanted = Math.min(cards, batches.total);
  const fleet = earliestFleet(machines, wanted);
  const plain = listSlots(fleet, sharesOf(fleet));
  const counted = { from: 0, cards: fleet.cards, before: fleet.before, upTo: fleet.upTo };
  if (fitsBlanks(plain, machines, batches)) {
    const method = isMakespan ? 'counting' : 'earliest-slots';
    return { list: plain, method, exactOn: 'every-start', most: fleet.cards, bounds: plain.ends, counted };
  }
  const most = Math.min(fleet.cards, mostCards(machines, batches, wanted));
  if (!isMakespan && areIdentical(machines)) {
    const list = identicalSlots(machines, batches, wanted);
    return { list, method: 'identical-printers', exactOn: 'every-start', most, bounds: list.ends, counted };
  }
  const hasPauses = machines.some(({ pauses }) => pauses.length > 0);
  if (isMakespan && !hasPauses) {
    const critical = criticalArrival(machines, batches, most);
    const list = slotsByEnd(machines, batches, most, critical.end);
    return { list, method: 'counting', exactOn: 'every-start', most, bounds: list.ends, counted: critical };
  }
  const grid = hasPauses ? undefined : gridSlots(machines, batches, wanted);
  const last = grid?.ends.at(-1) ?? 0;
  const isWhole = grid?.ends.length === wanted;
  const arrivals = isWhole ? batches.at.filter((at) => at < last) : batches.at;
  const exactOn = grid === undefined ? 'nothing' : gridExactness(machines, arrivals);
  if (grid !== undefined && exactOn === 'every-start') {
    return { list: grid, method: 'slot-grid', exactOn, most, bounds: grid.ends, counted };
  }
  const list = exactOn === 'nothing' || grid === undefined ? dispatchSlots(machines, batches, wanted) : grid;
  const critical = criticalArrival(machines, batches, list.ends.length);
  const bounds = boundsOf(plain, machines, batches).slice(0, list.ends.length);
  bounds[bounds.length - 1] = Math.max(bounds.at(-1) ?? 0, critical.end);
  return {
    list,
    method: exactOn === 'nothing' ? 'none' : 'slot-grid',
    exactOn,
    most,
    bounds,
    counted: critical,
  };
}

/** The k-th end is no earlier than without waiting for blanks, nor than the k-th blank and the fastest printer allow. */
function boundsOf(
  plain: SlotList,
  machines: readonly Machine[],
  batches: Batches,
): Float64Array<ArrayBuffer> {
  let fastest = Number.POSITIVE_INFINITY;
  for (const { step } of machines) fastest = Math.min(fastest, step);
  const releases = releaseTimes(batches, plain.ends.length);
  return plain.ends.map((end, k) => Math.max(end, (releases[k] ?? 0) + fastest));
}
