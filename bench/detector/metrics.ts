import type { Period, Trace } from './traces.js';
import type { Log } from './world.js';

/** Calls that began in an outage still end after it: openings so soon after are not false. */
const graceMs = 60_000;
/** The switches of an outage are counted until so long after it. */
const settleMs = 600_000;
/** A document that took longer is delayed. */
const delayedMs = 60_000;

/** What one run gave; sums, so that runs of several seeds can be added. */
export interface Tally {
  runs: number;
  outages: number;
  missed: number;
  detectionCalls: number;
  detectionMs: number;
  healthyCalls: number;
  falseOpenings: number;
  switches: number;
  delayed: number;
  delayMs: number;
  burned: number;
  probes: number;
  unfinished: number;
}

/** The figures of one guard on one trace. Of delayed, burned, probes and switches: the mean of a run. */
export interface Figures {
  /** Calls ended from the onset to the opening, in the mean; an outage missed counts as twice all of its calls. */
  readonly detectionCalls: number;
  /** The same in seconds; an outage missed counts as twice its length. */
  readonly detectionSeconds: number;
  /** The part of the outages in which the guard never opened, from 0 to 1. */
  readonly missed: number;
  /** Openings outside the outages for 100,000 calls outside the outages, its calm days among them. */
  readonly falseOpenings: number;
  /** Openings and closings in the outages and ten minutes after. */
  readonly switches: number;
  /** Documents that were finished more than a minute after they came. */
  readonly delayed: number;
  /** The sum of all those minutes beyond the first. */
  readonly delayMinutes: number;
  /** Attempts with real documents that failed or stayed unknown. */
  readonly burned: number;
  readonly probes: number;
  readonly unfinished: number;
}

export function emptyTally(): Tally {
  return {
    runs: 0,
    outages: 0,
    missed: 0,
    detectionCalls: 0,
    detectionMs: 0,
    healthyCalls: 0,
    falseOpenings: 0,
    switches: 0,
    delayed: 0,
    delayMs: 0,
    burned: 0,
    probes: 0,
    unfinished: 0,
  };
}

const during = (periods: readonly Period[], since: number, after: number) =>
  periods.some(({ from, to }) => from <= since && since < to + after);

/** Adds a run to a tally. */
export function add(tally: Tally, trace: Trace, log: Log): void {
  const ill = (kind: number) => (kind === 0 ? trace.outages : []);
  tally.runs += 1;
  for (const outage of trace.outages) detect(tally, outage, log);
  for (const { kind, since, outcome } of log.calls) {
    if (!during(ill(kind), since, graceMs)) tally.healthyCalls += 1;
    if (outcome === 'unavailable' || outcome === 'unknown') tally.burned += 1;
  }
  for (const { kind, since, open } of log.switches) {
    if (open && !during(ill(kind), since, graceMs)) tally.falseOpenings += 1;
    if (during(ill(kind), since, settleMs)) tally.switches += 1;
  }
  for (const delay of log.delays) {
    if (delay <= delayedMs) continue;
    tally.delayed += 1;
    tally.delayMs += delay - delayedMs;
  }
  tally.probes += log.probes;
  tally.unfinished += log.unfinished;
}

/** Adds what a trace's calm days say of false openings, and nothing else of them. */
export function addCalm(tally: Tally, calm: Pick<Tally, 'healthyCalls' | 'falseOpenings'>): void {
  tally.healthyCalls += calm.healthyCalls;
  tally.falseOpenings += calm.falseOpenings;
}

function detect(tally: Tally, { from, to }: Period, log: Log): void {
  const mine = log.switches.filter(({ kind }) => kind === 0);
  tally.outages += 1;
  // Open already: it had not closed since the outage before, or opened falsely, which is counted elsewhere.
  if (mine.findLast(({ since }) => since < from)?.open === true) return;
  const opened = mine.find(({ since, open }) => open && since >= from && since < to + graceMs)?.since;
  const until = opened ?? to + graceMs;
  const calls = log.calls.filter(({ kind, since }) => kind === 0 && from <= since && since <= until).length;
  const weight = opened === undefined ? 2 : 1;
  tally.missed += opened === undefined ? 1 : 0;
  tally.detectionCalls += calls * weight;
  tally.detectionMs += (opened === undefined ? to - from : opened - from) * weight;
}

/** What a tally comes to. */
export function figures(tally: Tally): Figures {
  const { runs, outages } = tally;
  const each = (sum: number, of: number) => (of === 0 ? 0 : sum / of);
  return {
    detectionCalls: each(tally.detectionCalls, outages),
    detectionSeconds: each(tally.detectionMs / 1_000, outages),
    missed: each(tally.missed, outages),
    falseOpenings: each(tally.falseOpenings * 100_000, tally.healthyCalls),
    switches: each(tally.switches, runs),
    delayed: each(tally.delayed, runs),
    delayMinutes: each(tally.delayMs / 60_000, runs),
    burned: each(tally.burned, runs),
    probes: each(tally.probes, runs),
    unfinished: each(tally.unfinished, runs),
  };
}

/** The four figures that the front is made of; less is better in each. */
export const judged = ['detectionCalls', 'falseOpenings', 'switches', 'delayed'] as const;

/** Says whether one is nowhere worse than another and somewhere better. */
export function dominates(one: Figures, other: Figures): boolean {
  return (
    judged.every((figure) => one[figure] <= other[figure]) &&
    judged.some((figure) => one[figure] < other[figure])
  );
}

/** Those that nobody dominates. */
export function front<R extends { readonly figures: Figures }>(rows: readonly R[]): R[] {
  return rows.filter((row) => !rows.some((other) => dominates(other.figures, row.figures)));
}
