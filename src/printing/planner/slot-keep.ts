import type { SlotList } from './slot-list.js';
import type { SlotJobs, SlotProblem } from './slot-problem.js';

/**
 * Says among which plans no plan moves fewer cards.
 *
 * - `all-optimal-plans`: among all plans with the least objective.
 * - `these-slots`: among the plans that give each group of equal cards the slots that it has in this one.
 */
export type FewestMoves = 'all-optimal-plans' | 'these-slots';

/**
 * Puts cards in order on slots in order, so that within each group of equal cards as many as possible stay on their
 * printer; on each printer the group's cards keep their order. @internal
 */
export function keepOrder(
  { jobs, objective, printers }: SlotProblem,
  list: SlotList,
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
