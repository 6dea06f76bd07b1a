import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import { machinesOf } from './slot-machine.js';
import type { SlotPrinter, SlotProblem, TimeSpan } from './slot-problem.js';
import { earliestFleet, machineRuns, type Runs } from './slot-runs.js';
import { readSlotProblem } from './slot-schema.js';

/** Describes cards that must stay together on one printer. */
export interface CardOrder {
  /** Unique id. */
  readonly id: string;
  /** Number of cards, 1 or more. */
  readonly cards: number;
  readonly dueAt?: EpochMs | undefined;
  /** What it is printed on; between different media a printer changes over. Default the empty text. */
  readonly medium?: string | undefined;
}

/** Describes orders that are to be put on printers whole. */
export interface OrderProblem {
  readonly from: EpochMs;
  readonly orders: readonly CardOrder[];
  readonly printers: readonly SlotPrinter[];
  readonly objective: 'makespan' | 'maximumLateness';
  readonly windows?: readonly TimeSpan[] | undefined;
  readonly day?: SlotProblem['day'];
  /** What a change of medium takes, in milliseconds, told in whole cards' time, rounded up. Default 0. */
  readonly changeOverMs?: number | undefined;
  /** By printer id the medium that is in it. */
  readonly loaded?: Readonly<Record<string, string>> | undefined;
}

/** Tells where an order is printed. */
export interface OrderPlace {
  readonly order: string;
  readonly printer: string;
  readonly endAt: EpochMs;
}

/** Holds a plan of whole orders: good, not proven the best. */
export interface OrderPlan {
  /** By order of their ends on each printer. */
  readonly places: readonly OrderPlace[];
  /** Orders for which the windows have no room. */
  readonly left: readonly string[];
  /** The objective in milliseconds: after `from` for the makespan. `null` when an order is left or there is none. */
  readonly value: number | null;
  /** No plan has a smaller value: what the cards would need if orders could be split and media changed at once. */
  readonly lowerBound: number | null;
  /** `value` minus `lowerBound`: the plan is at most this much above the best one; 0 proves that it is the best. */
  readonly gap: number | null;
}

const schema = lazy(() =>
  z.looseObject({
    orders: z
      .array(
        z.strictObject({
          id: z.string().min(1, 'must not be empty'),
          cards: z.int('must be a whole number').min(1, 'must be 1 or more').max(10_000_000, 'must be fewer'),
          dueAt: z.int('must be a whole number').optional(),
          medium: z.string().optional(),
        }),
      )
      .max(100_000, 'must be 100000 or fewer'),
    objective: z.enum(['makespan', 'maximumLateness'], 'must be makespan or maximumLateness'),
    changeOverMs: z.int('must be a whole number').min(0, 'must be 0 or more').optional(),
    loaded: z.record(z.string(), z.string()).optional(),
  }),
);

/**
 * Puts whole orders on printers by rule of thumb, and tells how far from the best the plan can be.
 *
 * Orders that stay together make the problem NP-hard already on two equal printers (P2||Cmax, as the partition problem),
 * change-overs make it harder. So this is a heuristic: several sequences (largest first, earliest due first, by medium),
 * each order where it ends first, the best of them. The bound solves the relaxation exactly: cards free of their orders.
 *
 * @param problem - orders, printers and the objective; orders without a due time are due last
 * @returns the plan with its proven gap
 * @throws {@link LoketError} with code `invalid-config` when the problem breaks a rule
 *
 * @example
 * ```ts
 * import { planOrders } from 'loket/printing/planner';
 *
 * const plan = planOrders({
 *   from: 0,
 *   orders: [{ id: 'school', cards: 3 }, { id: 'village', cards: 3 }, { id: 'market', cards: 2 }],
 *   printers: [{ id: 'A', msPerCard: 10 }, { id: 'B', msPerCard: 10 }],
 *   objective: 'makespan',
 * });
 * [plan.value, plan.lowerBound, plan.gap]; //=> [50, 40, 10]
 * ```
 */
export function planOrders(problem: OrderProblem): OrderPlan {
  const parsed = parseOrThrow(schema(), problem, 'order problem');
  const { from, printers, windows, day } = problem;
  const cards = parsed.orders.reduce((sum, order) => sum + order.cards, 0);
  const slots = readSlotProblem({
    from,
    printers,
    windows,
    day,
    jobs: { count: cards },
    objective: 'makespan',
  });
  const machines = machinesOf(slots);
  // Each change of medium may cost a printer slots; together they are no more than this.
  const change = parsed.changeOverMs ?? 0;
  const runs = machines.map((machine) => {
    const lost = Math.ceil(change / machine.step) * parsed.orders.length;
    return machineRuns(machine, cards + lost);
  });
  let best: OrderPlan | undefined;
  for (const sequence of sequencesOf(parsed.orders, parsed.objective)) {
    const plan = place(sequence, runs, parsed, problem);
    if (best === undefined || isBetter(plan, best)) best = plan;
  }
  const none = { places: [], left: [], value: null, lowerBound: null, gap: null };
  if (best === undefined || best.value === null) return best ?? none;
  const lowerBound = boundOf(parsed.orders, problem, machines, runs);
  return { ...best, lowerBound, gap: best.value - lowerBound };
}

function isBetter(a: OrderPlan, b: OrderPlan): boolean {
  if (a.left.length !== b.left.length) return a.left.length < b.left.length;
  return (a.value ?? 0) < (b.value ?? 0);
}

const dueOf = (order: CardOrder) => order.dueAt ?? 8.64e15;
const mediumOf = (order: CardOrder) => order.medium ?? '';

function sequencesOf(orders: readonly CardOrder[], objective: OrderProblem['objective']): CardOrder[][] {
  if (orders.length === 0) return [];
  const largest = [...orders].sort((a, b) => b.cards - a.cards);
  const due = [...largest].sort((a, b) => dueOf(a) - dueOf(b));
  const byMedium = (list: readonly CardOrder[]) => {
    const groups = new Map<string, CardOrder[]>();
    for (const one of list) groups.set(mediumOf(one), [...(groups.get(mediumOf(one)) ?? []), one]);
    return [...groups.values()].flat();
  };
  const main = objective === 'makespan' ? largest : due;
  return [main, byMedium(main), largest, byMedium(largest)];
}

function place(
  sequence: readonly CardOrder[],
  runs: readonly Runs[],
  { changeOverMs = 0, loaded = {} }: Pick<OrderProblem, 'changeOverMs' | 'loaded'>,
  { from, printers, objective }: OrderProblem,
): OrderPlan {
  const done = runs.map(() => 0);
  const media = printers.map(({ id }) => loaded[id]);
  const places: OrderPlace[] = [];
  const left: string[] = [];
  let value = Number.NEGATIVE_INFINITY;
  for (const order of sequence) {
    let first = { m: -1, end: Number.POSITIVE_INFINITY, after: 0 };
    for (const [m, one] of runs.entries()) {
      const changes = media[m] !== undefined && media[m] !== mediumOf(order);
      const after = (done[m] ?? 0) + (changes ? Math.ceil(changeOverMs / one.step) : 0) + order.cards;
      const end = slotEnd(one, after);
      if (end < first.end) first = { m, end, after };
    }
    const printer = printers[first.m];
    if (printer === undefined) {
      left.push(order.id);
      continue;
    }
    done[first.m] = first.after;
    media[first.m] = mediumOf(order);
    places.push({ order: order.id, printer: printer.id, endAt: from + first.end });
    value = Math.max(value, objective === 'makespan' ? first.end : from + first.end - dueOf(order));
  }
  return { places, left, value: left.length > 0 ? null : value, lowerBound: null, gap: null };
}

/** The end of a printer's k-th slot, k from 1; infinity behind the last. */
function slotEnd({ starts, before, step }: Runs, k: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((before[middle + 1] ?? 0) >= k) high = middle;
    else low = middle + 1;
  }
  const start = starts[low];
  return start === undefined ? Number.POSITIVE_INFINITY : start + (k - (before[low] ?? 0)) * step;
}

/** Cards free of their orders: the orders due by a time need the earliest slots for all of them, and each its own. */
function boundOf(
  orders: readonly CardOrder[],
  { from, objective }: OrderProblem,
  machines: Parameters<typeof earliestFleet>[0],
  runs: readonly Runs[],
): number {
  const due = [...orders].sort((a, b) => dueOf(a) - dueOf(b));
  const isMakespan = objective === 'makespan';
  let bound = Number.NEGATIVE_INFINITY;
  let cards = 0;
  for (const [i, order] of due.entries()) {
    cards += order.cards;
    const alone = Math.min(...runs.map((one) => slotEnd(one, order.cards)));
    const last = isMakespan ? 0 : dueOf(order) - from;
    bound = Math.max(bound, alone - last);
    const next = due[i + 1];
    const isStep = next === undefined || (!isMakespan && dueOf(next) !== dueOf(order));
    if (isStep) bound = Math.max(bound, earliestFleet(machines, cards).end - last);
  }
  return bound;
}
