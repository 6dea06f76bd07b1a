import type { SlotPause, SlotPrinter, SlotProblem } from 'loket/printing/planner';

/** Answers slot problems of a few cards by trying everything; shares nothing with the planner. */
export interface Brute {
  readonly printed: number;
  readonly value: readonly bigint[];
}

const isOpen = (problem: SlotProblem, printer: SlotPrinter, start: number, end: number): boolean => {
  if (start < (printer.availableFrom ?? problem.from)) return false;
  const windows = printer.windows ?? problem.windows;
  for (let tick = start; tick < end; tick++) {
    if (windows && !windows.some(([from, until]) => from <= tick && tick < until)) return false;
  }
  if (printer.dailyDuty !== undefined && dayOf(problem, start) !== dayOf(problem, end - 1)) return false;
  return !(printer.downtime ?? []).some(([from, until]) => start < until && from < end);
};

const dayOf = (problem: SlotProblem, at: number): number =>
  Math.floor((at - (problem.day?.startsAt ?? problem.from)) / (problem.day?.lengthMs ?? 86_400_000));

const pauseEnd = (
  problem: SlotProblem,
  printer: SlotPrinter,
  pause: SlotPause,
  end: number,
  last: number,
) => {
  if (pause.kind === 'cooling') return end + pause.takesMs;
  if (pause.takesMs === 0) return end;
  const { dailyDuty: _, ...unbound } = printer;
  for (let start = end; start <= last; start++) {
    const crosses =
      printer.dailyDuty !== undefined && dayOf(problem, start) !== dayOf(problem, start + pause.takesMs - 1);
    if (!crosses && isOpen(problem, unbound, start, start + pause.takesMs)) return start + pause.takesMs;
  }
  return Number.POSITIVE_INFINITY;
};

/** The ends that a printer's cards get, each as early as it can be, tick by tick; `undefined` if one finds no place. */
function endsOf(problem: SlotProblem, sequence: readonly number[], last: number): number[] | undefined {
  const releases = (problem.blanks ?? [])
    .flatMap(({ at, count }) => Array.from({ length: Math.min(count, 50) }, () => at))
    .sort((a, b) => a - b);
  const state = problem.printers.map((printer) => ({
    free: problem.from,
    byDay: new Map<number, number>([
      [dayOf(problem, Math.max(problem.from, printer.availableFrom ?? 0)), printer.dutyUsed ?? 0],
    ]),
    left: (printer.pauses ?? []).map((pause) => pause.everyCards - (pause.cardsDone ?? 0)),
  }));
  const ends: number[] = [];
  for (const [j, m] of sequence.entries()) {
    const printer = problem.printers[m];
    const mine = state[m];
    if (!printer || !mine) return undefined;
    const step = printer.msPerCard ?? 1;
    const release = problem.blanks ? (releases[j] ?? Number.POSITIVE_INFINITY) : problem.from;
    let start = Math.max(mine.free, release);
    const fits = () =>
      isOpen(problem, printer, start, start + step) &&
      (mine.byDay.get(dayOf(problem, start)) ?? 0) < (printer.dailyDuty ?? Number.POSITIVE_INFINITY);
    while (start <= last && !fits()) start++;
    if (start > last) return undefined;
    const end = start + step;
    ends.push(end);
    mine.byDay.set(dayOf(problem, start), (mine.byDay.get(dayOf(problem, start)) ?? 0) + 1);
    mine.free = end;
    for (const [p, pause] of (printer.pauses ?? []).entries()) {
      const left = (mine.left[p] ?? 0) - 1;
      mine.left[p] = left === 0 ? pause.everyCards : left;
      if (left === 0) mine.free = Math.max(mine.free, pauseEnd(problem, printer, pause, end, last));
    }
  }
  return ends;
}

const column = (values: ArrayLike<number> | undefined, job: number, otherwise: number) =>
  values?.[job] ?? otherwise;

/** Computes the objective of cards on ends as the documentation says it. */
export function bruteValue(
  { jobs, from, objective }: SlotProblem,
  cards: readonly number[],
  ends: readonly number[],
): bigint[] {
  const late = (k: number) => (ends[k] ?? 0) - column(jobs.dueAt, cards[k] ?? 0, from);
  if (objective === 'makespan') return [BigInt(Math.max(from, ...ends) - from)];
  if (objective === 'weightedCompletion') {
    return [
      ends.reduce(
        (sum, end, k) => sum + BigInt(column(jobs.weights, cards[k] ?? 0, 1)) * BigInt(end - from),
        0n,
      ),
    ];
  }
  if (cards.length === 0) return [];
  if (objective === 'maximumLateness') return [BigInt(Math.max(...cards.map((_, k) => late(k))))];
  const byClass = new Map<number, number[]>();
  for (const [k, card] of cards.entries()) {
    const group = column(jobs.classes, card, 0);
    byClass.set(group, [...(byClass.get(group) ?? []), k]);
  }
  return [...byClass]
    .sort(([a], [b]) => a - b)
    .flatMap(([, places]) => [
      places.reduce((sum, k) => sum + BigInt((ends[k] ?? 0) - from), 0n),
      BigInt(Math.max(...places.map(late))),
    ]);
}

export const isLess = (a: readonly bigint[], b: readonly bigint[]): boolean => {
  for (const [i, value] of a.entries()) {
    const other = b[i] ?? value;
    if (value !== other) return value < other;
  }
  return false;
};

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]),
  );
}

/** The cards in the order in which the documentation lets them go first. */
export function bruteOrder({ jobs, objective }: SlotProblem): number[] {
  const keys = (job: number) => {
    const since = column(jobs.since, job, 0);
    const due = column(jobs.dueAt, job, 0);
    if (objective === 'makespan') return [since, job];
    if (objective === 'weightedCompletion') return [-column(jobs.weights, job, 1), since, job];
    if (objective === 'maximumLateness') return [due, since, job];
    return [column(jobs.classes, job, 0), due, since, job];
  };
  return Array.from({ length: jobs.count }, (_, job) => job).sort((a, b) => {
    const [x, y] = [keys(a), keys(b)];
    const place = x.findIndex((value, i) => value !== y[i]);
    return (x[place] ?? 0) - (y[place] ?? 0);
  });
}

function best(problem: SlotProblem, candidates: readonly (readonly number[])[], cards: readonly number[]) {
  let found: bigint[] | undefined;
  const orders = permutations(cards.length).map((places) => places.map((at) => cards[at] ?? 0));
  for (const ends of candidates) {
    for (const order of orders) {
      const value = bruteValue(problem, order, ends);
      if (found === undefined || isLess(value, found)) found = value;
    }
  }
  return found;
}

/** Tries every sequence of printers and every order of the cards; `last` is the last tick that is tried. */
export function bruteSlots(problem: SlotProblem, last: number): Brute {
  const order = bruteOrder(problem);
  for (let printed = order.length; printed > 0; printed--) {
    let sequences: number[][] = [[]];
    for (let k = 0; k < printed; k++) {
      sequences = sequences.flatMap((one) => problem.printers.map((_, m) => [...one, m]));
    }
    const seen = new Map<string, number[]>();
    for (const sequence of sequences) {
      const ends = endsOf(problem, sequence, last)?.sort((a, b) => a - b);
      if (ends) seen.set(ends.join(), ends);
    }
    const value = best(problem, [...seen.values()], order.slice(0, printed));
    if (value) return { printed, value };
  }
  return {
    printed: 0,
    value: problem.objective === 'makespan' || problem.objective === 'weightedCompletion' ? [0n] : [],
  };
}

/**
 * Tries every subset of the printers' grids, as if no printer waited for blanks, up to a tick; `undefined` when there are
 * too many.
 */
export function bruteGrid(problem: SlotProblem, until: number): Brute | undefined {
  const { blanks: _, ...free } = problem;
  const grid = problem.printers.flatMap((printer): GridSlot[] => {
    // The duty is judged with the choice; a high one keeps the cut at the turn of the day.
    const one = printer.dailyDuty === undefined ? printer : { ...printer, dailyDuty: 1_000, dutyUsed: 0 };
    const alone = { ...free, printers: [one] };
    for (let n = 1; ; n++) {
      const ends =
        endsOf(
          alone,
          Array.from({ length: n }, () => 0),
          until,
        ) ?? [];
      const step = printer.msPerCard ?? 1;
      const slots = ends.filter((end) => end <= until).map((end) => ({ printer, end, start: end - step }));
      if (slots.length < n) {
        const before =
          endsOf(
            alone,
            Array.from({ length: n - 1 }, () => 0),
            until,
          ) ?? [];
        return before.map((end) => ({ printer, end, start: end - step }));
      }
    }
  });
  if (grid.length > 26) return undefined;
  const order = bruteOrder(problem);
  for (let printed = order.length; printed > 0; printed--) {
    const candidates = subsets(grid, printed).filter((chosen) => isFree(problem, chosen));
    const ends = candidates.map((all) => all.map(({ end }) => end).sort((a, b) => a - b));
    const seen = new Map(ends.map((one) => [one.join(), one]));
    const value = best(problem, [...seen.values()], order.slice(0, printed));
    if (value) return { printed, value };
  }
  return { printed: 0, value: bruteValue(problem, [], []) };
}

interface GridSlot {
  readonly printer: SlotPrinter;
  readonly start: number;
  readonly end: number;
}

function subsets<T>(list: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  const [first, ...rest] = list;
  if (first === undefined) return [];
  return [...subsets(rest, size - 1).map((one) => [first, ...one]), ...subsets(rest, size)];
}

function isFree(problem: SlotProblem, chosen: readonly GridSlot[]): boolean {
  const perDay = new Map<string, number>();
  for (const printer of problem.printers) {
    const day = dayOf(problem, Math.max(problem.from, printer.availableFrom ?? 0));
    perDay.set(`${printer.id} ${day}`, printer.dutyUsed ?? 0);
  }
  for (const { printer, start } of chosen) {
    const key = `${printer.id} ${dayOf(problem, start)}`;
    perDay.set(key, (perDay.get(key) ?? 0) + 1);
    if ((perDay.get(key) ?? 0) > (printer.dailyDuty ?? Number.POSITIVE_INFINITY)) return false;
  }
  return chosen.every(({ start }) => {
    const started = chosen.filter((other) => other.start <= start).length;
    const there = (problem.blanks ?? []).reduce((sum, { at, count }) => sum + (at <= start ? count : 0), 0);
    return started <= there;
  });
}
