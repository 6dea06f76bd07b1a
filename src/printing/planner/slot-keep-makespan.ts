import { sharesOf } from './slot-list.js';
import { machinesOf } from './slot-machine.js';
import { orderOf } from './slot-order.js';
import { planFrom, type SlotPlan } from './slot-plan.js';
import type { SlotProblem } from './slot-problem.js';
import { radixSort } from './slot-radix.js';
import { earliestFleet, type Fleet, type Runs, slotsUpTo } from './slot-runs.js';

/**
 * Plans for a makespan while no card waits for a blank: each printer keeps as many of its own cards as it can end in time.
 * Every plan that is as quick gives it no more cards than that, so none keeps more. Only the last end counts, so each
 * printer's cards are written in their order without sorting those of all printers; `undefined` where that is not enough.
 * @internal
 */
export function keepForMakespan(problem: SlotProblem, before: Int32Array): SlotPlan | undefined {
  const { objective, blanks, from, jobs } = problem;
  const there = blanks?.reduce((sum, one) => sum + (one.at <= from ? one.count : 0), 0) ?? jobs.count;
  if (objective !== 'makespan' || there < jobs.count) return undefined;
  const fleet = earliestFleet(machinesOf(problem), jobs.count);
  if (fleet.cards < jobs.count) return undefined;
  const shares = sharesKept(fleet, before);
  const order = orderOf(jobs, objective);
  const printerOf = new Int32Array(jobs.count);
  const left = shares.slice();
  for (let k = 0; k < order.length; k++) {
    const job = order[k] ?? 0;
    const m = before[job] ?? -1;
    const stays = m >= 0 && (left[m] ?? 0) > 0;
    printerOf[job] = stays ? m : -1;
    if (stays) left[m] = (left[m] ?? 0) - 1;
  }
  const endOf = new Float64Array(jobs.count);
  const writers = fleet.runs.map(writerOf);
  let open = 0;
  for (let k = 0; k < order.length; k++) {
    const job = order[k] ?? 0;
    let m = printerOf[job] ?? -1;
    if (m === -1) {
      while (left[open] === 0) open++;
      m = open;
      left[m] = (left[m] ?? 0) - 1;
      printerOf[job] = m;
    }
    endOf[job] = from + (writers[m]?.() ?? 0);
  }
  const value = [BigInt(fleet.end)];
  const counted = { from: 0, cards: fleet.cards, before: fleet.before, upTo: fleet.upTo };
  const facts = { most: fleet.cards, exactOn: 'every-start', method: 'counting', counted } as const;
  const sorted = () => {
    if (jobs.count > 0) radixSort(endOf, order, from);
    return order;
  };
  const { end: last, cards: printed } = fleet;
  return planFrom(problem, facts, {
    printed,
    value,
    lowerBound: value,
    last,
    printerOf,
    endOf,
    order: sorted,
  });
}

function sharesKept(fleet: Fleet, before: Int32Array): Uint32Array {
  const shares = sharesOf(fleet);
  const own = new Uint32Array(shares.length);
  for (let job = 0; job < before.length; job++) {
    const m = before[job] ?? -1;
    if (m >= 0) own[m] = (own[m] ?? 0) + 1;
  }
  let surplus = 0;
  const keep = own.map((cards, m) => {
    const runs = fleet.runs[m];
    const kept = Math.min(cards, runs === undefined ? 0 : slotsUpTo(runs, fleet.end));
    surplus += Math.max(0, kept - (shares[m] ?? 0));
    return kept;
  });
  for (let m = 0; m < shares.length; m++) {
    const share = shares[m] ?? 0;
    const kept = keep[m] ?? 0;
    const given = Math.min(surplus, Math.max(0, share - kept));
    surplus -= given;
    shares[m] = Math.max(kept, share) - given;
  }
  return shares;
}

/** Gives a printer's ends one after the other. */
function writerOf({ starts, before, step }: Runs): () => number {
  let run = 0;
  let k = 0;
  let last = before[1] ?? 0;
  let end = starts[0] ?? 0;
  return () => {
    if (k === last) {
      run++;
      last = before[run + 1] ?? 0;
      end = starts[run] ?? 0;
    }
    k++;
    end += step;
    return end;
  };
}
