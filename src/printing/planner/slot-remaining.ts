import { machinesOf, type Stretch } from './slot-machine.js';
import type { SlotPlan } from './slot-plan.js';
import type { BlankArrival, SlotJobs, SlotPrinter, SlotProblem } from './slot-problem.js';
import { afterPauses } from './slot-runs.js';

/** In the place of a card's printer: it had none. @internal */
export const hadNone = -1;
/** In the place of a card's printer: it is no printer any more. */
const isGone = -2;

/** What is left of a plan at an instant. @internal */
export interface Remaining {
  readonly rest: SlotProblem;
  readonly jobs: Uint32Array<ArrayBuffer>;
  /** By card that is left the index of its printer before: -1 without one, -2 when it is no printer any more. */
  readonly before: Int32Array<ArrayBuffer>;
  readonly done: Uint32Array<ArrayBuffer>;
  readonly frozen: Uint32Array<ArrayBuffer>;
}

/** Takes the cards that are done or in a hopper out of a problem. @internal */
export function remaining(
  problem: SlotProblem,
  previous: SlotPlan,
  now: number,
  frozenUntil: number,
): Remaining {
  const { from, jobs, printers } = problem;
  const machines = machinesOf(problem);
  const places = new Map(printers.map(({ id }, m) => [id, m]));
  const newPlace = previous.printers.map(({ id }) => places.get(id) ?? isGone);
  const steps = previous.printers.map(({ msPerCard }) => msPerCard);
  const { printerOf, endOf } = previous;
  const known = printerOf.length;
  const left = new Uint32Array(jobs.count);
  const before = new Int32Array(jobs.count);
  const [done, frozen] = [new Uint32Array(known), new Uint32Array(known)];
  const [lastEnd, cards] = [new Float64Array(printers.length), new Uint32Array(printers.length)];
  const ends: number[][] = printers.map(() => []);
  let [l, d, f] = [0, 0, 0];
  const mayStay = (m: number, start: number, end: number) =>
    m >= 0 && start < frozenUntil && isOpen(machines[m]?.stretches ?? [], start - from, end - from);
  const lacking = hasLateBlanks(problem, known)
    ? lackingBlanks(problem, previous, now, (old, start, end) => mayStay(newPlace[old] ?? isGone, start, end))
    : undefined;
  for (let job = 0; job < jobs.count; job++) {
    const old = job < known ? (printerOf[job] ?? -1) : -1;
    const m = old < 0 ? hadNone : (newPlace[old] ?? isGone);
    const end = endOf[job] ?? 0;
    const start = end - (steps[old] ?? 0);
    const isDone = old >= 0 && end <= now;
    const stays = !isDone && mayStay(m, start, end) && !lacking?.has(job);
    if (isDone) done[d++] = job;
    else if (stays) frozen[f++] = job;
    else {
      before[l] = m;
      left[l++] = job;
    }
    if (m < 0 || !(isDone || stays)) continue;
    lastEnd[m] = Math.max(lastEnd[m] ?? 0, end);
    cards[m] = (cards[m] ?? 0) + 1;
    if (printers[m]?.dailyDuty !== undefined) ends[m]?.push(start);
  }
  const rest = left.slice(0, l);
  const next = printers.map((printer, m) => {
    const machine = machines[m];
    const count = cards[m] ?? 0;
    const end = Math.max(from, lastEnd[m] ?? 0);
    const pauses = printer.pauses ?? [];
    const until = pauses.map(
      (pause) => pause.everyCards - (((pause.cardsDone ?? 0) + count) % pause.everyCards),
    );
    const due = pauses.map((pause, p) => (count > 0 && until[p] === pause.everyCards ? 0 : 1));
    const over = machine && due.includes(0) ? from + afterPauses(machine, due, end - from, 0) : end;
    return behind(problem, printer, Math.max(now, Math.min(over, from + 3e11)), count, ends[m] ?? []);
  });
  return {
    rest: {
      ...problem,
      from: now,
      jobs: pick(jobs, rest),
      printers: next,
      day: {
        startsAt: problem.day?.startsAt ?? from,
        ...(problem.day?.lengthMs === undefined ? {} : { lengthMs: problem.day.lengthMs }),
      },
      ...(problem.blanks === undefined ? {} : { blanks: without(problem.blanks, d + f) }),
    },
    jobs: rest,
    before: before.slice(0, l),
    done: done.slice(0, d),
    frozen: frozen.slice(0, f),
  };
}

function hasLateBlanks({ blanks, from }: SlotProblem, cards: number): boolean {
  if (blanks === undefined) return false;
  return blanks.reduce((sum, one) => sum + (one.at <= from ? one.count : 0), 0) < cards;
}

/** A delivery may be later than the plan knew: which cards of those that would stay have no blank by their start. */
function lackingBlanks(
  { blanks = [] }: SlotProblem,
  { printerOf, endOf, printers }: SlotPlan,
  now: number,
  mayStay: (old: number, start: number, end: number) => boolean,
): Set<number> {
  const held: { readonly job: number; readonly start: number }[] = [];
  let used = 0;
  for (const [job, old] of printerOf.entries()) {
    const end = endOf[job] ?? 0;
    const start = end - (printers[old]?.msPerCard ?? 0);
    if (old >= 0 && end <= now) used++;
    else if (old >= 0 && mayStay(old, start, end)) held.push({ job, start });
  }
  held.sort((a, b) => a.start - b.start || a.job - b.job);
  const sorted = [...blanks].sort((a, b) => a.at - b.at);
  const lacking = new Set<number>();
  let [there, next] = [0, 0];
  for (const { job, start } of held) {
    for (let one = sorted[next]; one !== undefined && one.at <= start; one = sorted[++next])
      there += one.count;
    if (used < there) used++;
    else lacking.add(job);
  }
  return lacking;
}

function isOpen(stretches: readonly Stretch[], start: number, end: number): boolean {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.from ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return end <= (stretches[low - 1]?.until ?? Number.NEGATIVE_INFINITY);
}

/** A printer as it is behind the cards that it has done or holds. */
function behind(
  problem: SlotProblem,
  printer: SlotPrinter,
  free: number,
  cards: number,
  starts: readonly number[],
): SlotPrinter {
  const { startsAt = problem.from, lengthMs = 86_400_000 } = problem.day ?? {};
  const dayOf = (at: number) => Math.floor((at - startsAt) / lengthMs);
  const first = Math.max(problem.from, printer.availableFrom ?? problem.from);
  const availableFrom = Math.max(first, free);
  const day = dayOf(availableFrom);
  const used = starts.filter((start) => dayOf(start) === day).length;
  const dutyUsed = used + (dayOf(first) === day ? (printer.dutyUsed ?? 0) : 0);
  return {
    ...printer,
    availableFrom,
    ...(printer.dailyDuty === undefined ? {} : { dutyUsed }),
    ...(printer.pauses === undefined
      ? {}
      : {
          pauses: printer.pauses.map((pause) => ({
            ...pause,
            cardsDone: ((pause.cardsDone ?? 0) + cards) % pause.everyCards,
          })),
        }),
  };
}

function without(blanks: readonly BlankArrival[], used: number): BlankArrival[] {
  let left = used;
  return [...blanks]
    .sort((a, b) => a.at - b.at)
    .map(({ at, count }) => {
      const taken = Math.min(left, count);
      left -= taken;
      return { at, count: count - taken };
    });
}

function pick(jobs: SlotJobs, chosen: Uint32Array): SlotJobs {
  const column = (values: ArrayLike<number> | undefined) => {
    if (values === undefined) return undefined;
    const picked = new Float64Array(chosen.length);
    for (let k = 0; k < chosen.length; k++) picked[k] = values[chosen[k] ?? 0] ?? 0;
    return picked;
  };
  return {
    count: chosen.length,
    weights: column(jobs.weights),
    dueAt: column(jobs.dueAt),
    classes: column(jobs.classes),
    since: column(jobs.since),
  };
}
