import type { SlotPause, SlotPrinter, SlotProblem } from './slot-problem.js';

// The checker's own view of time. It shares no code with the planner, on purpose.

/** A printer with the intervals in which it is open, in epoch milliseconds. @internal */
export interface CheckedPrinter {
  readonly takes: number;
  readonly open: readonly (readonly [from: number, until: number])[];
  readonly printer: SlotPrinter;
}

/** Sweeps over all borders of windows, downtime and days. @internal */
export function checkedPrinter(problem: SlotProblem, printer: SlotPrinter): CheckedPrinter {
  const earliest = Math.max(problem.from, printer.availableFrom ?? problem.from);
  const windows = printer.windows ?? problem.windows ?? [[problem.from, problem.from + 3.2e11]];
  const borders: [at: number, open: number, down: number][] = [];
  for (const [from, until] of windows) borders.push([from, 1, 0], [until, -1, 0]);
  for (const [from, until] of printer.downtime ?? []) borders.push([from, 0, 1], [until, 0, -1]);
  borders.sort((a, b) => a[0] - b[0]);
  const open: [number, number][] = [];
  let [opened, downed] = [0, 0];
  for (const [i, [at, plus, down]] of borders.entries()) {
    opened += plus;
    downed += down;
    const next = borders[i + 1]?.[0] ?? at;
    if (opened === 0 || downed > 0 || next <= earliest || next === at) continue;
    const from = Math.max(at, earliest);
    const last = open.at(-1);
    if (last && last[1] === from) last[1] = next;
    else open.push([from, next]);
  }
  const takes = printer.msPerCard ?? Math.ceil(3_600_000 / (printer.cardsPerHour ?? Number.NaN));
  return { takes, open: printer.dailyDuty === undefined ? open : cutByDay(problem, open), printer };
}

function cutByDay(problem: SlotProblem, open: readonly [number, number][]): [number, number][] {
  const length = problem.day?.lengthMs ?? 86_400_000;
  return open.flatMap(([from, until]) => {
    const parts: [number, number][] = [];
    for (let at = from; at < until; ) {
      const turn = dayStart(problem, at) + length;
      parts.push([at, Math.min(until, turn)]);
      at = turn;
    }
    return parts;
  });
}

/** The beginning of the day in which an instant lies. @internal */
export function dayStart(problem: SlotProblem, at: number): number {
  const start = problem.day?.startsAt ?? problem.from;
  const length = problem.day?.lengthMs ?? 86_400_000;
  const since = (((at - start) % length) + length) % length;
  return at - since;
}

/** Follows a printer card by card: when the next card can start, and what a card costs it. @internal */
export class Walk {
  readonly #problem: SlotProblem;
  readonly #of: CheckedPrinter;
  readonly #sincePause: number[];
  #free = Number.NEGATIVE_INFINITY;
  #interval = 0;
  #day: number;
  #onDay: number;

  constructor(problem: SlotProblem, of: CheckedPrinter, options: { readonly isFresh?: boolean } = {}) {
    this.#problem = problem;
    this.#of = of;
    const { printer } = of;
    this.#sincePause = options.isFresh ? [] : (printer.pauses ?? []).map((pause) => pause.cardsDone ?? 0);
    this.#day = dayStart(problem, Math.max(problem.from, printer.availableFrom ?? problem.from));
    this.#onDay = printer.dutyUsed ?? 0;
  }

  /** The earliest start of the next card at an instant or later; infinity without one. */
  next(notBefore: number): number {
    const { open, takes, printer } = this.#of;
    for (; this.#interval < open.length; this.#interval++) {
      const [from, until] = open[this.#interval] ?? [0, 0];
      const start = Math.max(from, this.#free, notBefore);
      if (start + takes > until) continue;
      if (this.doneOn(start) < (printer.dailyDuty ?? Number.POSITIVE_INFINITY)) return start;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Cards done on the day of an instant, which is never before the last one asked for. */
  doneOn(at: number): number {
    return this.#of.printer.dailyDuty !== undefined && dayStart(this.#problem, at) === this.#day
      ? this.#onDay
      : 0;
  }

  /** Books a card that starts at an instant. */
  book(start: number): void {
    this.#onDay = this.doneOn(start) + 1;
    this.#day = dayStart(this.#problem, start);
    const end = start + this.#of.takes;
    this.#free = end;
    for (const [p, since] of this.#sincePause.entries()) {
      const pause = this.#of.printer.pauses?.[p];
      const isDue = pause !== undefined && since + 1 >= pause.everyCards;
      this.#sincePause[p] = isDue ? 0 : since + 1;
      if (isDue) this.#free = Math.max(this.#free, this.#over(pause, end));
    }
  }

  #over(pause: SlotPause, end: number): number {
    if (pause.kind === 'cooling') return end + pause.takesMs;
    const room = this.#of.open.find(([from, until]) => until >= Math.max(from, end) + pause.takesMs);
    return room === undefined ? Number.POSITIVE_INFINITY : Math.max(room[0], end) + pause.takesMs;
  }
}

/** The most cards that a printer can start from one instant on and end by another; pauses only from the beginning. @internal */
export function mostWithin(
  problem: SlotProblem,
  of: CheckedPrinter,
  from: number,
  until: number,
  cap: number,
): number {
  const isBeginning = from <= problem.from;
  if (isBeginning && (of.printer.pauses ?? []).length > 0) {
    const walk = new Walk(problem, of);
    let cards = 0;
    for (let start = walk.next(from); cards < cap; start = walk.next(from)) {
      if (start === Number.POSITIVE_INFINITY || start + of.takes > until) break;
      walk.book(start);
      cards++;
    }
    return cards;
  }
  const byDay = new Map<number, number>();
  const bound = of.printer.dailyDuty;
  let sum = 0;
  for (const [opens, closes] of of.open) {
    const room = Math.min(closes, until) - Math.max(opens, from);
    const cards = Math.max(0, Math.floor(room / of.takes));
    if (bound === undefined) sum += cards;
    else byDay.set(dayStart(problem, opens), (byDay.get(dayStart(problem, opens)) ?? 0) + cards);
  }
  const usedDay = dayStart(problem, Math.max(problem.from, of.printer.availableFrom ?? problem.from));
  for (const [day, cards] of byDay) {
    const used = day === usedDay ? (of.printer.dutyUsed ?? 0) : 0;
    sum += Math.min(cards, Math.max(0, (bound ?? 0) - used));
  }
  return Math.min(sum, cap);
}
