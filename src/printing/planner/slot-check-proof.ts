import type { Seen, ToCheck } from './slot-check-plan.js';
import { objectiveIn } from './slot-check-plan.js';
import { dayStart, mostWithin, Walk } from './slot-check-time.js';

const never = Number.POSITIVE_INFINITY;

/** When each different arrival is, and how many blanks come before it. */
function arrivals({ blankAt }: Seen): { at: number; before: number }[] {
  const list: { at: number; before: number }[] = [];
  for (let k = 0; k < blankAt.length; k++) {
    if (k === 0 || blankAt[k] !== blankAt[k - 1]) list.push({ at: blankAt[k] ?? 0, before: k });
  }
  return list;
}

function mostOfAll({ problem, printers }: Seen, from: number, until: number): number {
  return printers.reduce((sum, one) => sum + mostWithin(problem, one, from, until, problem.jobs.count), 0);
}

/** No plan prints more than this. @internal */
export function mostPrintable(seen: Seen): number {
  let most = Math.min(seen.blankAt.length, mostOfAll(seen, seen.problem.from, never));
  for (const { at, before } of arrivals(seen)) {
    if (before < most) most = Math.min(most, before + mostOfAll(seen, at, never));
  }
  return most;
}

/** The counting argument: the printers cannot do so many cards from then on before the end. @internal */
export function countingHolds(seen: Seen, { proof, printed }: ToCheck): boolean {
  if (printed === 0) return true;
  const { problem, blankAt, ends } = seen;
  const waiting = blankAt.filter((at) => at < proof.from).length;
  if (proof.from > problem.from ? proof.cards > printed - waiting : proof.cards > printed) return false;
  return proof.end === ends.at(-1) && mostOfAll(seen, proof.from, proof.end - 1) < proof.cards;
}

/** Each printer's cards are its first ones, as early as they can be, and its next one would not end before the last. @internal */
export function slotsAreEarliest(seen: Seen, plan: ToCheck): boolean {
  const { problem, printers, cards, ends } = seen;
  const walks = printers.map((one) => new Walk(problem, one));
  for (let k = 0; k < cards.length; k++) {
    const m = plan.printerOf[cards[k] ?? 0] ?? 0;
    const start = walks[m]?.next(problem.from) ?? never;
    if (start + (printers[m]?.takes ?? 0) !== ends[k]) return false;
    walks[m]?.book(start);
  }
  const last = ends.at(-1) ?? Number.NEGATIVE_INFINITY;
  return walks.every((walk, m) => walk.next(problem.from) + (printers[m]?.takes ?? 0) >= last);
}

/** Printers that are alike: the k-th start is the first that its blank, the (k-M)-th end and the day allow. @internal */
export function identicalHolds(seen: Seen): boolean {
  const { problem, printers, ends, blankAt } = seen;
  const [first] = printers;
  if (first === undefined) return ends.length === 0;
  const likeness = (one: typeof first) => {
    const used = dayStart(problem, Math.max(problem.from, one.printer.availableFrom ?? 0));
    const duty =
      one.printer.dailyDuty === undefined ? null : [one.printer.dailyDuty, one.printer.dutyUsed ?? 0, used];
    return JSON.stringify([one.takes, one.open, duty, one.printer.pauses?.length ?? 0]);
  };
  const likenesses = new Set(printers.map(likeness));
  if (likenesses.size !== 1 || (first.printer.pauses?.length ?? 0) > 0) return false;
  const all = printers.length;
  const { dailyDuty, dutyUsed = 0 } = first.printer;
  const together = {
    ...first.printer,
    ...(dailyDuty === undefined ? {} : { dailyDuty: dailyDuty * all, dutyUsed: dutyUsed * all }),
  };
  const days = new Map<number, number>();
  const usedDay = dayStart(problem, Math.max(problem.from, first.printer.availableFrom ?? 0));
  if (dailyDuty !== undefined) days.set(usedDay, together.dutyUsed ?? 0);
  let i = 0;
  for (let k = 0; k < ends.length; k++) {
    const ready = Math.max(blankAt[k] ?? never, ends[k - all] ?? Number.NEGATIVE_INFINITY);
    const room = () => {
      const [from, until] = first.open[i] ?? [never, never];
      const day = dayStart(problem, from);
      return (
        Math.max(from, ready) + first.takes <= until && (days.get(day) ?? 0) < (together.dailyDuty ?? never)
      );
    };
    while (i < first.open.length && !room()) i++;
    const [from = never] = first.open[i] ?? [];
    if (Math.max(from, ready) + first.takes !== ends[k]) return false;
    if (dailyDuty !== undefined)
      days.set(dayStart(problem, from), (days.get(dayStart(problem, from)) ?? 0) + 1);
  }
  return true;
}

/** Recomputes the bound that no plan with as many cards passes. @internal */
export function boundOf(seen: Seen, printed: number): bigint[] {
  const { problem, printers, blankAt } = seen;
  const walks = printers.map((one) => new Walk(problem, one));
  const fastest = Math.min(...printers.map(({ takes }) => takes));
  const plain = walks.flatMap((walk, m) => {
    const takes = printers[m]?.takes ?? 0;
    const ends: number[] = [];
    for (
      let start = walk.next(problem.from);
      ends.length < printed && start < never;
      start = walk.next(problem.from)
    ) {
      ends.push(start + takes);
      walk.book(start);
    }
    return ends;
  });
  const bounds = Float64Array.from(plain)
    .sort()
    .slice(0, printed)
    .map((end, k) => Math.max(end, (blankAt[k] ?? 0) + fastest));
  if (printed > 0) bounds[printed - 1] = Math.max(bounds[printed - 1] ?? 0, criticalEnd(seen, printed));
  return objectiveIn(seen, bounds);
}

function criticalEnd(seen: Seen, printed: number): number {
  const { problem, printers } = seen;
  const bare = {
    ...seen,
    printers: printers.map((one) => ({ ...one, printer: { ...one.printer, pauses: [] } })),
  };
  let end = problem.from;
  for (const { at, before } of arrivals(seen)) {
    if (before >= printed) break;
    let [low, high] = [end, problem.from + 3.3e11];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (mostOfAll(bare, at, middle) >= printed - before) high = middle;
      else low = middle + 1;
    }
    end = low;
  }
  return end;
}
