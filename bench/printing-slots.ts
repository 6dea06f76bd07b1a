import { checkSlotPlan, planSlots, replanSlots, type SlotProblem } from '../src/printing/planner/index.js';
import { type Effort, type Figure, median, round } from './lib.js';

const hour = 3_600_000;
const day = 24 * hour;

/** A million cards on a thousand printers of sixty speeds, days of eight hours. */
function million(): SlotProblem {
  return {
    from: 0,
    jobs: { count: 1_000_000 },
    printers: Array.from({ length: 1000 }, (_, m) => ({ id: `P${m}`, cardsPerHour: 20 + ((m * 7919) % 60) })),
    objective: 'makespan',
    windows: Array.from({ length: 60 }, (_, d) => [d * day + 8 * hour, d * day + 16 * hour] as const),
  };
}

function seconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

/** The slot planner: the plan with every card written, its check, and a new plan after a printer broke down. */
export function printingSlots({ rounds }: Effort): Figure[] {
  const problem = million();
  const plan = planSlots(problem);
  const check = checkSlotPlan(problem, plan);
  if (!check.ok) throw new Error(check.reason.text);
  const now = day + 12 * hour;
  const broken = problem.printers.map((printer, m) =>
    m === 7 ? { ...printer, downtime: [[now, 90 * day] as const] } : printer,
  );
  const later = { ...problem, printers: broken };
  const soon = { now: 9 * hour, frozenUntil: 9 * hour + 600_000 };
  const times = Array.from({ length: rounds }, () => [
    seconds(() => planSlots(problem)),
    seconds(() => replanSlots(later, plan, soon)),
    seconds(() => checkSlotPlan(problem, plan)),
  ]);
  const of = (place: number) => median(times.map((one) => one[place] ?? Number.NaN));
  const ratio = median(times.map(([whole = 0, again = 0]) => again / whole));
  return [
    {
      name: 'printing.slots',
      ours: round(of(0)),
      peer: null,
      unit: 's',
      ratio: null,
      goal: '< 0.5 s',
      met: of(0) < 0.5,
      note: '1,000,000 cards, 1,000 printers, exact makespan over days of eight hours, every card written',
    },
    {
      name: 'printing.slots.replan',
      ours: round(of(1)),
      peer: round(of(0)),
      unit: 's',
      ratio: round(ratio),
      goal: '<= 1 of a plan',
      met: ratio <= 1,
      note: 'a printer breaks down in the first hour, nearly all cards are left; fewest moved cards; the peer is the plan',
    },
    {
      name: 'printing.slots.check',
      ours: round(of(2)),
      peer: null,
      unit: 's',
      ratio: null,
      goal: null,
      met: null,
      note: 'the checker, which shares no code with the planner',
    },
  ];
}
