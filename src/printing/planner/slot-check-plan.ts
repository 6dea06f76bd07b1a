import { type CheckedPrinter, checkedPrinter, Walk } from './slot-check-time.js';
import type { SlotPlan } from './slot-plan.js';
import type { SlotProblem } from './slot-problem.js';

/** What the checker reads of a plan. @internal */
export type ToCheck = Pick<
  SlotPlan,
  'printed' | 'printedAtMost' | 'value' | 'lowerBound' | 'exactOn' | 'printerOf' | 'endOf' | 'proof'
>;

/** A plan as the checker sees it. @internal */
export interface Seen {
  readonly problem: SlotProblem;
  readonly printers: readonly CheckedPrinter[];
  /** Printed cards by end. */
  readonly cards: Uint32Array;
  /** Their ends, in order, epoch milliseconds. */
  readonly ends: Float64Array;
  /** When blanks arrive, one entry a blank as far as cards go; without a limit all at the beginning. */
  readonly blankAt: Float64Array;
}

/** Looks at a plan; a text in its place says what is wrong with it. @internal */
export function see(problem: SlotProblem, plan: ToCheck): Seen | string {
  const { count } = problem.jobs;
  if (plan.printerOf.length !== count || plan.endOf.length !== count) return 'shape';
  const cards = Uint32Array.from({ length: count }, (_, job) => job).filter(
    (job) => plan.printerOf[job] !== -1,
  );
  if (cards.length !== plan.printed) return 'shape';
  for (const job of cards) {
    const m = plan.printerOf[job] ?? -1;
    if (m < 0 || m >= problem.printers.length || !Number.isInteger(plan.endOf[job])) return 'shape';
  }
  const { endOf } = plan;
  // Cards that end together may stand in any order: in the objective's, so that they can be set on other ends.
  cards.sort((a, b) => (endOf[a] ?? 0) - (endOf[b] ?? 0) || compare(rankOf(problem, a), rankOf(problem, b)));
  const ends = Float64Array.from(cards, (job) => endOf[job] ?? 0);
  const printers = problem.printers.map((printer) => checkedPrinter(problem, printer));
  return { problem, printers, cards, ends, blankAt: blankTimes(problem) };
}

function blankTimes({ blanks, from, jobs }: SlotProblem): Float64Array {
  if (blanks === undefined) return new Float64Array(jobs.count).fill(from);
  const times: number[] = [];
  for (const { at, count } of [...blanks].sort((a, b) => a.at - b.at)) {
    for (let i = 0; i < count && times.length < jobs.count; i++) times.push(Math.max(at, from));
  }
  return Float64Array.from(times);
}

/** Says why a plan cannot be carried out; `undefined` when it can. @internal */
export function whyImpossible(
  { problem, printers, cards, ends, blankAt }: Seen,
  plan: ToCheck,
): string | undefined {
  const walks = printers.map((printer) => new Walk(problem, printer));
  const starts = new Float64Array(cards.length);
  for (let k = 0; k < cards.length; k++) {
    const m = plan.printerOf[cards[k] ?? 0] ?? 0;
    const walk = walks[m];
    const start = (ends[k] ?? 0) - (printers[m]?.takes ?? 0);
    // The first possible start at this instant or later is this instant, or it is not possible.
    if (walk === undefined || walk.next(start) !== start) return 'printer';
    walk.book(start);
    starts[k] = start;
  }
  starts.sort();
  for (let k = 0; k < starts.length; k++) {
    if ((starts[k] ?? 0) < (blankAt[k] ?? Number.POSITIVE_INFINITY)) return 'blanks';
  }
  return undefined;
}

/** Computes the objective from the plan's cards by end, or from other ends in order. @internal */
export function objectiveIn({ problem, cards }: Seen, ends: ArrayLike<number>): bigint[] {
  const { jobs, from, objective } = problem;
  const n = ends.length;
  if (objective === 'makespan') return [BigInt(n === 0 ? 0 : (ends[n - 1] ?? 0) - from)];
  const byGroup = new Map<number, { sum: bigint; late: number }>();
  for (let k = 0; k < n; k++) {
    const job = cards[k] ?? 0;
    const group = objective === 'strictClass' ? (jobs.classes?.[job] ?? 0) : 0;
    const weight = objective === 'weightedCompletion' ? (jobs.weights?.[job] ?? 1) : 1;
    const known = byGroup.get(group) ?? { sum: 0n, late: Number.NEGATIVE_INFINITY };
    known.sum += BigInt(weight * ((ends[k] ?? 0) - from));
    known.late = Math.max(known.late, (ends[k] ?? 0) - (jobs.dueAt?.[job] ?? from));
    byGroup.set(group, known);
  }
  const groups = [...byGroup].sort(([a], [b]) => a - b).map(([, group]) => group);
  if (objective === 'weightedCompletion') return [groups[0]?.sum ?? 0n];
  if (objective === 'maximumLateness') return groups.map(({ late }) => BigInt(late));
  return groups.flatMap(({ sum, late }) => [sum, BigInt(late)]);
}

/** Whether no card that ends later, or is not printed, should go before one that ends earlier. @internal */
export function isInOrder({ problem, cards, ends }: Seen, plan: ToCheck): boolean {
  const { jobs } = problem;
  const rank = (job: number) => rankOf(problem, job);
  let [worstBefore, worstHere] = [rank(cards[0] ?? 0), rank(cards[0] ?? 0)];
  for (let k = 1; k < cards.length; k++) {
    const mine = rank(cards[k] ?? 0);
    if (ends[k] !== ends[k - 1]) worstBefore = worstHere;
    const isFirstEnd = ends[k] === ends[0];
    if (!isFirstEnd && after(worstBefore, mine)) return false;
    if (after(mine, worstHere)) worstHere = mine;
  }
  if (cards.length === 0) return true;
  for (let job = 0; job < jobs.count; job++) {
    if (plan.printerOf[job] === -1 && after(worstHere, rank(job))) return false;
  }
  return true;
}

type Rank = readonly [number, number];

function rankOf({ jobs, objective }: SlotProblem, job: number): Rank {
  if (objective === 'weightedCompletion') return [-(jobs.weights?.[job] ?? 1), 0];
  if (objective === 'maximumLateness') return [jobs.dueAt?.[job] ?? 0, 0];
  if (objective === 'strictClass') return [jobs.classes?.[job] ?? 0, jobs.dueAt?.[job] ?? 0];
  return [0, 0];
}

function compare(a: Rank, b: Rank): number {
  return a[0] - b[0] || a[1] - b[1];
}

function after(a: Rank, b: Rank): boolean {
  return compare(a, b) > 0;
}
