import type { Machine } from './slot-machine.js';

/**
 * The slots of one printer in order: runs of cards back to back, as far as they were made. Its k-th slot is the earliest
 * end that any plan can give its k-th card. @internal
 */
export interface Runs {
  readonly step: number;
  readonly starts: number[];
  /** Cards before each run, and in the end all. */
  readonly before: number[];
  /** The printer has no further slots. */
  readonly isComplete: boolean;
}

/**
 * Makes the slots of a printer, up to a number of cards.
 *
 * Printing as early as possible gives the earliest k-th end for every k: by induction a plan's k-th card starts no
 * earlier than its (k-1)-th ends and the pauses that are due then, which depend on k alone; and if the day of its k-th
 * card were full for us, then our last `duty` cards lie on that day, hence theirs, which end no earlier, too. @internal
 */
export function machineRuns(machine: Machine, cap: number): Runs {
  const { step, stretches, duty, pauses } = machine;
  const starts: number[] = [];
  const before: number[] = [0];
  let total = 0;
  let free = 0;
  let day = Number.NaN;
  let onDay = 0;
  const left = pauses.map((pause) => pause.everyCards - (pause.cardsDone ?? 0));
  let i = 0;
  for (; i < stretches.length && total < cap; ) {
    const stretch = stretches[i];
    if (stretch === undefined) break;
    if (stretch.day !== day) {
      day = stretch.day;
      onDay = day === machine.usedDay ? machine.used : 0;
    }
    const start = Math.max(free, stretch.from);
    let cards = Math.floor((stretch.until - start) / step);
    if (duty - onDay < cards) cards = duty - onDay;
    if (cap - total < cards) cards = cap - total;
    for (const rest of left) if (rest < cards) cards = rest;
    if (cards <= 0) {
      i++;
      continue;
    }
    starts.push(start);
    total += cards;
    onDay += cards;
    before.push(total);
    free = start + cards * step;
    for (let p = 0; p < pauses.length; p++) left[p] = (left[p] ?? 0) - cards;
    if (left.some((rest) => rest === 0)) free = afterPauses(machine, left, free, i);
  }
  return { step, starts, before, isComplete: i >= stretches.length };
}

/** When the pauses that are due after a card that ends at `end` are over; they are counted anew. @internal */
export function afterPauses(machine: Machine, left: number[], end: number, from: number): number {
  let free = end;
  for (const [p, pause] of machine.pauses.entries()) {
    if (left[p] !== 0) continue;
    left[p] = pause.everyCards;
    free = Math.max(
      free,
      pause.kind === 'cooling' ? end + pause.takesMs : changeEnd(machine, end, pause.takesMs, from),
    );
  }
  return free;
}

function changeEnd({ stretches }: Machine, end: number, takesMs: number, from: number): number {
  for (let i = from; i < stretches.length; i++) {
    const stretch = stretches[i];
    if (stretch === undefined) break;
    const start = Math.max(end, stretch.from);
    if (start + takesMs <= stretch.until) return start + takesMs;
  }
  return Number.POSITIVE_INFINITY;
}

/** Counts the slots that end at an instant or before it. @internal */
export function slotsUpTo(runs: Runs, at: number): number {
  const { starts, before, step } = runs;
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) + step <= at) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  const cards = Math.floor((at - (starts[low - 1] ?? 0)) / step);
  return Math.min(before[low] ?? 0, (before[low - 1] ?? 0) + cards);
}

/** Tells the end of the last slot that was made, 0 without any. @internal */
export function lastEnd({ starts, before, step }: Runs): number {
  const n = starts.length;
  if (n === 0) return 0;
  return (starts[n - 1] ?? 0) + ((before[n] ?? 0) - (before[n - 1] ?? 0)) * step;
}

/** The slots of all printers as far as the N earliest need them. @internal */
export interface Fleet {
  readonly runs: readonly Runs[];
  /** Cards that can be printed at all: N, or fewer when the calendars end. */
  readonly cards: number;
  /** The least instant with that many slots up to it; 0 without cards. */
  readonly end: number;
  /** Slots that end before that instant. */
  readonly before: number;
  /** Slots that end at that instant or before it. */
  readonly upTo: number;
}

/** Finds the N earliest slots: their last instant by bisection over whole milliseconds, which is exact. @internal */
export function earliestFleet(machines: readonly Machine[], cards: number): Fleet {
  let speed = 0;
  for (const machine of machines) speed += 1 / machine.step;
  let factor = 1.1;
  for (;;) {
    const runs = machines.map((machine) =>
      machineRuns(machine, Math.min(cards, Math.ceil((cards / machine.step / speed) * factor) + 8)),
    );
    // Behind this instant slots may be missing.
    let sure = Number.POSITIVE_INFINITY;
    let total = 0;
    for (const one of runs) {
      const made = one.before.at(-1) ?? 0;
      total += made;
      if (!one.isComplete && made < cards) sure = Math.min(sure, lastEnd(one));
    }
    const wanted = Math.min(cards, total);
    const high = sure < Number.POSITIVE_INFINITY ? sure : Math.max(0, ...runs.map(lastEnd));
    if (sure < Number.POSITIVE_INFINITY && count(runs, sure) < cards) {
      factor *= 2;
      continue;
    }
    if (wanted === 0) return { runs, cards: 0, end: 0, before: 0, upTo: 0 };
    const end = leastWith(runs, wanted, high);
    return { runs, cards: wanted, end, before: count(runs, end - 1), upTo: count(runs, end) };
  }
}

function leastWith(runs: readonly Runs[], cards: number, high: number): number {
  let low = 0;
  let least = high;
  while (low < least) {
    const middle = Math.floor((low + least) / 2);
    if (count(runs, middle) >= cards) least = middle;
    else low = middle + 1;
  }
  return least;
}

/** Counts the slots of all printers up to an instant. @internal */
export function count(runs: readonly Runs[], at: number): number {
  let sum = 0;
  for (const one of runs) sum += slotsUpTo(one, at);
  return sum;
}
