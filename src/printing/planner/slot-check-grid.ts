import type { Seen, ToCheck } from './slot-check-plan.js';
import { type CheckedPrinter, dayStart } from './slot-check-time.js';

interface GridPlace {
  readonly m: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Whether the plan's ends are those of the best choice of grid slots: by end, each slot that leaves for every later
 * arrival as many blanks as were used. Counts by arrival where the planner follows links. @internal
 */
export function gridHolds(seen: Seen, { printed }: ToCheck): boolean {
  const { problem, printers, ends, blankAt } = seen;
  const wanted = Math.min(problem.jobs.count, blankAt.length);
  const horizon = printed === wanted ? (ends.at(-1) ?? 0) : Number.POSITIVE_INFINITY;
  const grid = printers
    .flatMap((one, m) => placesOf(one, m, horizon))
    .sort((a, b) => a.end - b.end || a.m - b.m);
  const times = [...new Set(blankAt)];
  const there = times.map((time) => blankAt.filter((at) => at <= time).length);
  const used = times.map(() => 0);
  const onDay = new Map<string, number>();
  let k = 0;
  for (const { m, start, end } of grid) {
    if (k === wanted) break;
    const printer = printers[m]?.printer;
    const key = `${m} ${dayStart(problem, start)}`;
    const bound = printer?.dailyDuty ?? Number.POSITIVE_INFINITY;
    const before = dayStart(problem, Math.max(problem.from, printer?.availableFrom ?? 0));
    const done = onDay.get(key) ?? (dayStart(problem, start) === before ? (printer?.dutyUsed ?? 0) : 0);
    const late = times.findIndex((time) => time > start);
    const from = (late === -1 ? times.length : late) - 1;
    if (done >= bound || from < 0) continue;
    if (used.some((count, g) => g >= from && count >= (there[g] ?? 0))) continue;
    for (let g = from; g < used.length; g++) used[g] = (used[g] ?? 0) + 1;
    if (printer?.dailyDuty !== undefined) onDay.set(key, done + 1);
    // Also where one more card would have found a slot.
    if (ends[k] !== end) return false;
    k++;
  }
  return k === printed;
}

function placesOf({ open, takes }: CheckedPrinter, m: number, horizon: number): GridPlace[] {
  const places: GridPlace[] = [];
  for (const [from, until] of open) {
    for (let start = from; start + takes <= Math.min(until, horizon); start += takes) {
      places.push({ m, start, end: start + takes });
    }
  }
  return places;
}

/** What the grid may claim: judged anew from the problem. @internal */
export function gridClaim(seen: Seen, { printed }: ToCheck): 'every-start' | 'slot-grid' | 'nothing' {
  const { problem, printers, ends, blankAt } = seen;
  const isWhole = printed === Math.min(problem.jobs.count, blankAt.length);
  const last = isWhole ? (ends.at(-1) ?? 0) : Number.POSITIVE_INFINITY;
  const times = [...new Set(blankAt)].filter((at) => at < last);
  let claim: 'every-start' | 'slot-grid' = 'every-start';
  for (const one of printers) {
    if ((one.printer.pauses ?? []).length > 0) return 'nothing';
    for (const [from, until] of one.open) {
      const inside = times.some(
        (at) => at > from && until - at >= one.takes && (at - from) % one.takes !== 0,
      );
      if (inside) claim = 'slot-grid';
    }
    if (one.printer.dailyDuty !== undefined && crossesDay(seen, one, one.printer.dailyDuty, times))
      return 'nothing';
  }
  return claim;
}

function crossesDay(
  { problem }: Seen,
  one: CheckedPrinter,
  bound: number,
  times: readonly number[],
): boolean {
  const usedDay = dayStart(problem, Math.max(problem.from, one.printer.availableFrom ?? 0));
  const byDay = new Map<number, number[]>();
  for (const [from, until] of one.open) {
    const starts = Math.floor((until - from) / one.takes);
    if (starts === 0) continue;
    const day = byDay.get(dayStart(problem, from)) ?? [from, 0, 0];
    byDay.set(dayStart(problem, from), [
      day[0] ?? from,
      from + (starts - 1) * one.takes,
      (day[2] ?? 0) + starts,
    ]);
  }
  return [...byDay].some(([day, [first = 0, last = 0, starts = 0]]) => {
    const left = bound - (day === usedDay ? (one.printer.dutyUsed ?? 0) : 0);
    return starts > left && times.some((at) => at > first && at <= last);
  });
}
