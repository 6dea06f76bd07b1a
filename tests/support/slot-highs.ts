import highsModule, { type Highs } from 'highs';
import type { SlotPlan, SlotProblem, TimeSpan } from 'loket/printing/planner';
import { chance } from './chance.js';

// The package's types are those of its CommonJS build, whose default export an ES module sees one level deeper.
const loadHighs = highsModule as unknown as typeof highsModule.default;
let loaded: Promise<Highs> | undefined;

/** Loads HiGHS once. */
export function highs(): Promise<Highs> {
  loaded ??= loadHighs();
  return loaded;
}

/** A program in the LP format, with sums told term by term. */
class Program {
  readonly #rows: string[] = [];
  readonly #binary: string[] = [];
  objective = '';

  row(terms: readonly string[], sense: '<=' | '>=' | '=', value: number): void {
    if (terms.length > 0) this.#rows.push(`${wrap(terms)} ${sense} ${value}`);
    else if (sense !== '<=' && value > 0) this.#rows.push(`0 nothing >= ${value}`);
  }

  binary(name: string): void {
    this.#binary.push(name);
  }

  text(): string {
    const rows = this.#rows.map((row, i) => ` c${i}: ${row}`).join('\n');
    const binary = this.#binary.length > 0 ? `\nBinary\n ${wrapNames(this.#binary)}` : '';
    return `Minimize\n obj: ${this.objective === '' ? '0 nothing' : this.objective}\nSubject To\n${rows}\nBounds\n 0 <= nothing <= 0${binary}\nEnd`;
  }
}

const wrap = (terms: readonly string[]) =>
  terms.map((term, i) => (i % 40 === 39 ? `${term}\n` : term)).join(' + ');
const wrapNames = (names: readonly string[]) =>
  names.map((name, i) => (i % 40 === 39 ? `${name}\n` : name)).join(' ');

interface Group {
  readonly weight: number;
  readonly due: number;
  readonly count: number;
}

/** Solves a problem on ticks: each card starts at some tick on some printer. Without pauses; all cards are printed. */
async function onTicks(
  problem: SlotProblem,
  last: number,
  mayEnd: (end: number, group: Group) => boolean,
): Promise<number | undefined> {
  const groups = groupsOf(problem);
  const program = new Program();
  const cost: string[] = [];
  const ofGroup: string[][] = groups.map(() => []);
  const startsBy: { start: number; name: string }[] = [];
  for (const [m, printer] of problem.printers.entries()) {
    const step = printer.msPerCard ?? 1;
    const covering: string[][] = Array.from({ length: last + 1 }, () => []);
    const ofDay = new Map<number, string[]>();
    for (let start = 0; start + step <= last; start++) {
      if (!isOpen(problem, m, start, start + step)) continue;
      for (const [g, group] of groups.entries()) {
        if (!mayEnd(start + step, group)) continue;
        const name = `x${g}_${m}_${start}`;
        program.binary(name);
        ofGroup[g]?.push(name);
        startsBy.push({ start, name });
        if (group.weight > 0) cost.push(`${group.weight * (start + step)} ${name}`);
        for (let tick = start; tick < start + step; tick++) covering[tick]?.push(name);
        const day = Math.floor(start / (problem.day?.lengthMs ?? 1));
        ofDay.set(day, [...(ofDay.get(day) ?? []), name]);
      }
    }
    for (const names of covering) if (names.length > 1) program.row(names, '<=', 1);
    if (printer.dailyDuty === undefined) continue;
    for (const names of ofDay.values()) program.row(names, '<=', printer.dailyDuty);
  }
  for (const [g, group] of groups.entries()) program.row(ofGroup[g] ?? [], '=', group.count);
  for (const at of new Set((problem.blanks ?? []).map((one) => one.at))) {
    const before = (problem.blanks ?? []).reduce((sum, one) => sum + (one.at < at ? one.count : 0), 0);
    program.row(
      startsBy.filter(({ start }) => start < at).map(({ name }) => name),
      '<=',
      before,
    );
  }
  if (problem.objective === 'weightedCompletion') program.objective = wrap(cost);
  const answer = (await highs()).solve(program.text(), { mip_rel_gap: 0, mip_abs_gap: 0 });
  return answer.Status === 'Optimal' ? Math.round(answer.ObjectiveValue) : undefined;
}

function groupsOf({ jobs, objective, from }: SlotProblem): Group[] {
  const groups = new Map<number, Group>();
  for (let job = 0; job < jobs.count; job++) {
    const weight = objective === 'weightedCompletion' ? (jobs.weights?.[job] ?? 1) : 0;
    const due = objective === 'maximumLateness' ? (jobs.dueAt?.[job] ?? from) : 0;
    const key = objective === 'weightedCompletion' ? weight : due;
    groups.set(key, { weight, due, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

function isOpen(problem: SlotProblem, m: number, start: number, end: number): boolean {
  const printer = problem.printers[m];
  const windows = printer?.windows ?? problem.windows ?? [];
  const length = problem.day?.lengthMs ?? 1;
  if (Math.floor(start / length) !== Math.floor((end - 1) / length)) return false;
  if ((printer?.downtime ?? []).some(([from, until]) => start < until && from < end)) return false;
  return windows.some(([from, until]) => from <= start && end <= until);
}

/** What HiGHS says of a plan: the same objective, no better one, or a better one that lies within the plan's gap. */
export type Verdict = 'same' | 'within the gap' | 'WRONG';

/** Compares a plan that prints all cards with HiGHS. */
export async function compare(problem: SlotProblem, plan: SlotPlan, last: number): Promise<Verdict> {
  const isExact = plan.exactOn === 'every-start';
  const value = Number(plan.value[0] ?? 0n);
  const bound = Number(plan.lowerBound[0] ?? 0n);
  if (problem.objective === 'weightedCompletion') {
    const least = await onTicks(problem, last, () => true);
    if (least === value) return 'same';
    return !isExact && least !== undefined && least >= bound && least < value ? 'within the gap' : 'WRONG';
  }
  const least = (most: number) =>
    onTicks(problem, last, (end, { due }) => (problem.objective === 'makespan' ? end : end - due) <= most);
  if ((await least(value)) === undefined) return 'WRONG';
  if ((await least(value - 1)) === undefined) return 'same';
  return !isExact && (await least(bound - 1)) === undefined ? 'within the gap' : 'WRONG';
}

/** Makes a problem of some tens of cards on ticks, days of 30 ticks without windows that cross them. */
export function instance(seed: number): SlotProblem {
  const next = chance(seed);
  const count = 8 + next.nat(22);
  const objective = next.of(['makespan', 'weightedCompletion', 'maximumLateness'] as const);
  const isAlike = next.nat(3) === 0;
  const span = (day: number, from: number, length: number): TimeSpan => [
    day * 30 + from,
    day * 30 + from + length,
  ];
  const printerOf = () => {
    const [from, length] = [next.nat(6), 14 + next.nat(11)];
    return {
      msPerCard: 2 + next.nat(6),
      windows: Array.from({ length: 8 }, (_, day) => span(day, from, length)),
      downtime: next.nat(3) === 0 ? [span(next.nat(3), 5 + next.nat(10), 1 + next.nat(12))] : [],
      ...(next.nat(3) === 0 ? { dailyDuty: 2 + next.nat(5) } : {}),
    };
  };
  const first = printerOf();
  const printers = Array.from({ length: 2 + next.nat(3) }, (_, m) => ({
    ...(isAlike ? first : printerOf()),
    id: `P${m}`,
  }));
  const isMorning = next.nat(2) === 0;
  const blanks = Array.from({ length: 1 + next.nat(4) }, (_, g) => ({
    at: g === 0 ? 0 : isMorning ? 30 * g : next.nat(90),
    count: Math.ceil(count / 4) + next.nat(4),
  }));
  blanks.push({ at: 60, count });
  return {
    from: 0,
    jobs: {
      count,
      weights: Array.from({ length: count }, () => 1 + next.nat(3)),
      dueAt: Array.from({ length: count }, () => 20 * next.nat(4)),
    },
    printers,
    objective,
    day: { startsAt: 0, lengthMs: 30 },
    ...(next.nat(3) === 0 ? {} : { blanks }),
  };
}

/** The last tick of an {@link instance}. */
export const lastTick = 240;

/** Makes a problem of an office: 16,000 to 44,000 cards, 35 printers of five rates, days of eight hours. */
export function large(seed: number, objective: 'makespan' | 'weightedCompletion'): SlotProblem {
  const next = chance(seed);
  const count = next.of([16_000, 28_000, 44_000]);
  const day = 86_400_000;
  const hour = 3_600_000;
  return {
    from: 0,
    jobs: { count, weights: Float64Array.from({ length: count }, () => next.of([1, 2, 4, 8])) },
    printers: Array.from({ length: 35 }, (_, m) => ({
      id: `P${m}`,
      msPerCard: next.of([72_000, 96_000, 115_200, 144_000, 288_000]),
    })),
    objective,
    windows: Array.from({ length: 30 }, (_, d): TimeSpan => [d * day + 8 * hour, d * day + 16 * hour]),
  };
}

/** The least objective of a large problem by HiGHS: whole cards a printer for the makespan, a transport for the sum. */
export async function largeOptimum(problem: SlotProblem): Promise<bigint> {
  const solver = await highs();
  return problem.objective === 'makespan' ? largeMakespan(solver, problem) : largeSum(solver, problem);
}

function largeMakespan(solver: Highs, { printers, windows = [], jobs }: SlotProblem): bigint {
  // Whole days first: what all printers do in a day is a sum, so that the program has the last day only.
  let left = jobs.count;
  for (const [from, until] of windows) {
    const whole = printers.map(({ msPerCard = 1 }) => Math.floor((until - from) / msPerCard));
    const most = whole.reduce((sum, cards) => sum + cards, 0);
    if (most < left) {
      left -= most;
      continue;
    }
    const rows = printers.map(({ msPerCard = 1 }, m) => ` p${m}: ${msPerCard} n${m} - t <= 0`);
    const names = printers.map((_, m) => `n${m}`);
    const bounds = whole.map((cards, m) => ` 0 <= n${m} <= ${cards}`);
    const text = `Minimize\n obj: t\nSubject To\n all: ${names.join(' + ')} >= ${left}\n${rows.join('\n')}\nBounds\n${bounds.join('\n')}\nGeneral\n ${names.join(' ')}\nEnd`;
    const answer = solver.solve(text, { mip_rel_gap: 0, mip_abs_gap: 0 });
    if (answer.Status !== 'Optimal') throw new Error(answer.Status);
    return BigInt(from + Math.round(answer.ObjectiveValue));
  }
  throw new Error('the windows end too soon');
}

function largeSum(solver: Highs, { printers, windows = [], jobs }: SlotProblem): bigint {
  // Slots that end together are one node; minutes instead of milliseconds, which all steps are multiples of.
  const unit = 2_400;
  const room = new Map<number, number>();
  let slots = 0;
  for (const [from, until] of windows) {
    if (slots >= jobs.count) break;
    for (const { msPerCard = 1 } of printers) {
      for (let end = from + msPerCard; end <= until; end += msPerCard) {
        room.set(end / unit, (room.get(end / unit) ?? 0) + 1);
        slots++;
      }
    }
  }
  const groups = new Map<number, number>();
  for (const weight of Array.from(jobs.weights ?? [])) groups.set(weight, (groups.get(weight) ?? 0) + 1);
  const ends = [...room].sort(([a], [b]) => a - b);
  const name = (weight: number, i: number) => `x${weight}_${i}`;
  const weights = [...groups.keys()];
  const cost = ends.flatMap(([end], i) => weights.map((weight) => `${weight * end} ${name(weight, i)}`));
  const rows = [
    ...ends.map(([, cards], i) => ` s${i}: ${wrap(weights.map((weight) => name(weight, i)))} <= ${cards}`),
    ...[...groups].map(
      ([weight, cards]) => ` g${weight}: ${wrap(ends.map((_, i) => name(weight, i)))} = ${cards}`,
    ),
  ];
  const answer = solver.solve(`Minimize\n obj: ${wrap(cost)}\nSubject To\n${rows.join('\n')}\nEnd`);
  if (answer.Status !== 'Optimal') throw new Error(answer.Status);
  // The solver's sum is a float: the exact one is taken from its whole flows.
  let sum = 0n;
  for (const [i, [end]] of ends.entries()) {
    for (const weight of weights) {
      const column = answer.Columns[name(weight, i)];
      const flow = column !== undefined && 'Primal' in column ? Number(column.Primal) : 0;
      if (Math.abs(flow - Math.round(flow)) > 1e-6) throw new Error('the transport is not whole');
      sum += BigInt(Math.round(flow)) * BigInt(weight) * BigInt(end * unit);
    }
  }
  return sum;
}
