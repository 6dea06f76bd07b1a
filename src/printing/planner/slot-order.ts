import type { SlotJobs, SlotObjective } from './slot-problem.js';
import { inOrder, radixSort } from './slot-radix.js';

/**
 * Puts cards in the order in which they take slots: least important key first, each sort stable.
 *
 * Weights descending is optimal for the weighted sum by the rearrangement inequality, earliest due time first for the
 * maximum lateness by exchanging two neighbours. Within equal keys the oldest comes first. @internal
 */
export function orderOf(jobs: SlotJobs, objective: SlotObjective): Uint32Array<ArrayBuffer> {
  const order = inOrder(jobs.count);
  const by = (keys: ArrayLike<number> | undefined) => {
    if (keys !== undefined) radixSort(keys, order, leastOf(keys));
  };
  by(jobs.since);
  if (objective === 'weightedCompletion' && jobs.weights !== undefined) {
    const { weights } = jobs;
    by(Float64Array.from(weights, (weight) => 10_000 - weight));
  }
  if (objective === 'maximumLateness' || objective === 'strictClass') by(jobs.dueAt);
  if (objective === 'strictClass') by(jobs.classes);
  return order;
}

function leastOf(keys: ArrayLike<number>): number {
  let least = keys[0] ?? 0;
  for (let i = 1; i < keys.length; i++) least = Math.min(least, keys[i] ?? 0);
  return least;
}

/**
 * Computes the objective of cards in order on ends in order, both the first `printed` ones; ends are milliseconds after
 * `from`. @internal
 */
export function objectiveOf(
  jobs: SlotJobs,
  objective: SlotObjective,
  from: number,
  order: Uint32Array,
  ends: Float64Array,
): bigint[] {
  const n = ends.length;
  if (objective === 'makespan') return [BigInt(ends[n - 1] ?? 0)];
  if (objective === 'weightedCompletion') return [weightedSum(jobs.weights, order, ends)];
  if (objective === 'maximumLateness') return n === 0 ? [] : [latest(jobs, from, order, ends)];
  const byClass: bigint[] = [];
  let first = 0;
  for (let k = 0; k < n; k++) {
    const group = jobs.classes?.[order[k] ?? 0] ?? 0;
    if (k + 1 < n && (jobs.classes?.[order[k + 1] ?? 0] ?? 0) === group) continue;
    const [cards, slots] = [order.subarray(first, k + 1), ends.subarray(first, k + 1)];
    byClass.push(weightedSum(undefined, cards, slots), latest(jobs, from, cards, slots));
    first = k + 1;
  }
  return byClass;
}

function latest({ dueAt }: SlotJobs, from: number, order: Uint32Array, ends: Float64Array): bigint {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < ends.length; k++) {
    most = Math.max(most, from + (ends[k] ?? 0) - (dueAt?.[order[k] ?? 0] ?? from));
  }
  return BigInt(most);
}

function weightedSum(weights: ArrayLike<number> | undefined, order: Uint32Array, ends: Float64Array): bigint {
  let sum = 0n;
  let part = 0;
  for (let k = 0; k < ends.length; k++) {
    const product = (weights?.[order[k] ?? 0] ?? 1) * (ends[k] ?? 0);
    // Each product is below 2^52 by the limits, so that a part is exact until it is put away.
    if (part + product > 4e15) {
      sum += BigInt(part);
      part = 0;
    }
    part += product;
  }
  return sum + BigInt(part);
}
