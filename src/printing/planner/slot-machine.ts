import type { SlotPause, SlotPrinter, SlotProblem, TimeSpan } from './slot-problem.js';

/** A printer without windows works for ten years, so that every number stays exact. */
const alwaysMs = 3.2e11;

/** A stretch of working time without a gap, in milliseconds after the problem's beginning. @internal */
export interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly day: number;
}

/** A printer as the planner sees it, in milliseconds after the problem's beginning. @internal */
export interface Machine {
  readonly index: number;
  readonly step: number;
  readonly stretches: readonly Stretch[];
  /** Infinity without a daily duty. */
  readonly duty: number;
  /** Cards that its duty has lost already, and on which day. */
  readonly used: number;
  readonly usedDay: number;
  readonly pauses: readonly SlotPause[];
}

/** Reads a printer's step. @internal */
export function stepOf(printer: SlotPrinter): number {
  return printer.msPerCard ?? Math.ceil(3_600_000 / (printer.cardsPerHour ?? 1));
}

/** Compiles the printers of a problem. @internal */
export function machinesOf(problem: SlotProblem): Machine[] {
  const cached = new Map<string, readonly Stretch[]>();
  return problem.printers.map((printer, index) => {
    const duty = printer.dailyDuty ?? Number.POSITIVE_INFINITY;
    const first = Math.max(0, (printer.availableFrom ?? problem.from) - problem.from);
    const own = printer.windows !== undefined || printer.downtime !== undefined;
    const key = `${first}|${printer.dailyDuty !== undefined}`;
    let stretches = own ? undefined : cached.get(key);
    if (stretches === undefined) {
      stretches = stretchesOf(problem, printer, first);
      if (!own) cached.set(key, stretches);
    }
    return {
      index,
      step: stepOf(printer),
      stretches,
      duty,
      used: printer.dutyUsed ?? 0,
      usedDay: dayOf(problem, first),
      pauses: printer.pauses ?? [],
    };
  });
}

function dayOf(problem: SlotProblem, at: number): number {
  const { startsAt = problem.from, lengthMs = 86_400_000 } = problem.day ?? {};
  return Math.floor((at + problem.from - startsAt) / lengthMs);
}

function stretchesOf(problem: SlotProblem, printer: SlotPrinter, first: number): Stretch[] {
  const windows = printer.windows ?? problem.windows ?? [[problem.from, problem.from + alwaysMs] as const];
  const free: Stretch[] = [];
  const downtime = sorted(printer.downtime ?? [], problem.from);
  for (const [from, until] of sorted(windows, problem.from)) {
    let at = Math.max(from, first);
    for (const [down, up] of downtime) {
      if (up <= at) continue;
      if (down >= until) break;
      if (down > at) free.push({ from: at, until: down, day: 0 });
      at = Math.max(at, up);
    }
    if (at < until) free.push({ from: at, until, day: 0 });
  }
  return printer.dailyDuty === undefined ? free : free.flatMap((one) => byDay(problem, one));
}

/** Sorts spans, joins those that touch, and counts from the problem's beginning. */
function sorted(spans: readonly TimeSpan[], origin: number): [number, number][] {
  const list = spans.map(([from, until]): [number, number] => [from - origin, until - origin]);
  list.sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, until] of list) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else joined.push([from, until]);
  }
  return joined;
}

function byDay(problem: SlotProblem, stretch: Stretch): Stretch[] {
  const { startsAt = problem.from, lengthMs = 86_400_000 } = problem.day ?? {};
  const parts: Stretch[] = [];
  let { from } = stretch;
  while (from < stretch.until) {
    const day = dayOf(problem, from);
    const until = Math.min(stretch.until, startsAt - problem.from + (day + 1) * lengthMs);
    parts.push({ from, until, day });
    from = until;
  }
  return parts;
}

/** Cuts away what lies before an instant: what the printers could do if nothing had been printed before. @internal */
export function startingFrom(machines: readonly Machine[], from: number): Machine[] {
  const cached = new Map<readonly Stretch[], readonly Stretch[]>();
  return machines.map((machine) => {
    let stretches = cached.get(machine.stretches);
    if (stretches === undefined) {
      stretches = machine.stretches
        .filter(({ until }) => until > from)
        .map((one) => (one.from >= from ? one : { ...one, from }));
      cached.set(machine.stretches, stretches);
    }
    return { ...machine, stretches };
  });
}

/** Turns time round at an instant: a card that ends early in it starts late before the instant. @internal */
export function reflected(machines: readonly Machine[], end: number): Machine[] {
  const cached = new Map<readonly Stretch[], readonly Stretch[]>();
  return machines.map((machine) => {
    let stretches = cached.get(machine.stretches);
    if (stretches === undefined) {
      stretches = machine.stretches
        .filter(({ from }) => from < end)
        .map(({ from, until, day }) => ({ from: end - Math.min(until, end), until: end - from, day }))
        .reverse();
      cached.set(machine.stretches, stretches);
    }
    return { ...machine, stretches };
  });
}
