import type { Choice } from './slot-choose.js';
import { listSlots, type SlotList, sharesOf } from './slot-list.js';
import { machinesOf } from './slot-machine.js';
import type { SlotJobs, SlotProblem } from './slot-problem.js';
import { earliestFleet, slotsUpTo } from './slot-runs.js';

/**
 * Says among which plans no plan moves fewer cards.
 *
 * - `all-optimal-plans`: among all plans with the least objective.
 * - `these-slots`: among the plans that give each group of equal cards the slots that it has in this one.
 */
export type FewestMoves = 'all-optimal-plans' | 'these-slots';

/**
 * For a makespan that counting proves from the beginning: gives each printer as many of its own cards as it can end in
 * time. Every plan that is as quick gives it no more cards than that, so none keeps more. @internal
 */
export function fewestMoves(
  problem: SlotProblem,
  choice: Choice,
  before: Int32Array,
): { readonly list: SlotList; readonly fewest: FewestMoves } {
  const { jobs, objective, blanks, from } = problem;
  const isFree = (blanks ?? []).reduce((sum, one) => sum + (one.at <= from ? one.count : 0), 0) >= jobs.count;
  const isWhole = choice.list.ends.length === jobs.count;
  if (objective !== 'makespan' || !isWhole || !(blanks === undefined || isFree)) {
    return { list: choice.list, fewest: 'these-slots' };
  }
  const fleet = earliestFleet(machinesOf(problem), jobs.count);
  const shares = sharesOf(fleet);
  const own = new Uint32Array(shares.length);
  for (const m of before) if (m >= 0) own[m] = (own[m] ?? 0) + 1;
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
  return { list: listSlots(fleet, shares), fewest: 'all-optimal-plans' };
}

/**
 * Puts cards in order on slots in order, so that within each group of equal cards as many as possible stay on their
 * printer; on each printer the group's cards keep their order. @internal
 */
export function keepOrder(
  { jobs, objective, printers }: SlotProblem,
  { list }: Choice,
  order: Uint32Array<ArrayBuffer>,
  before: Int32Array,
): Uint32Array<ArrayBuffer> {
  const n = list.ends.length;
  const result = new Uint32Array(n);
  const chosen = new Int32Array(jobs.count);
  const quota = new Uint32Array(printers.length);
  const head = new Int32Array(printers.length);
  const next = new Int32Array(n);
  const isEqual = equality(jobs, objective);
  for (let a = 0; a < n; ) {
    let b = a + 1;
    while (b < n && isEqual(order[a] ?? 0, order[b] ?? 0)) b++;
    for (let k = b - 1; k >= a; k--) {
      const m = list.machines[k] ?? 0;
      // The list of a group's slots by printer, first slot first; -1 ends it.
      next[k] = quota[m] === 0 ? -1 : (head[m] ?? -1);
      head[m] = k;
      quota[m] = (quota[m] ?? 0) + 1;
    }
    for (let k = a; k < b; k++) {
      const job = order[k] ?? 0;
      const m = before[job] ?? -1;
      const stays = m >= 0 && (quota[m] ?? 0) > 0;
      chosen[job] = stays ? m : -1;
      if (stays) quota[m] = (quota[m] ?? 0) - 1;
    }
    let k = a;
    for (let slot = a; slot < b; slot++) {
      const m = list.machines[slot] ?? 0;
      if (quota[m] === 0) continue;
      quota[m] = (quota[m] ?? 0) - 1;
      while (chosen[order[k] ?? 0] !== -1) k++;
      chosen[order[k] ?? 0] = m;
    }
    for (let place = a; place < b; place++) {
      const job = order[place] ?? 0;
      const m = chosen[job] ?? 0;
      const slot = head[m] ?? 0;
      head[m] = next[slot] ?? -1;
      result[slot] = job;
    }
    a = b;
  }
  return result;
}

function equality(jobs: SlotJobs, objective: SlotProblem['objective']): (a: number, b: number) => boolean {
  const { weights, dueAt, classes } = jobs;
  if (objective === 'makespan') return () => true;
  if (objective === 'weightedCompletion') return (a, b) => weights?.[a] === weights?.[b];
  if (objective === 'maximumLateness') return (a, b) => dueAt?.[a] === dueAt?.[b];
  return (a, b) => classes?.[a] === classes?.[b] && dueAt?.[a] === dueAt?.[b];
}
