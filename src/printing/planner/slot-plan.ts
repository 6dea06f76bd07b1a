import { lazy } from '../../internal/lazy.js';
import type { EpochMs } from '../../internal/time.js';
import type { Explanation } from '../../internal/words.js';
import { batchesOf } from './slot-batches.js';
import { bindingOf } from './slot-binding.js';
import { type Choice, chooseSlots, type SlotMethod } from './slot-choose.js';
import type { SlotExactness } from './slot-grid.js';
import { machinesOf, stepOf } from './slot-machine.js';
import { objectiveOf, orderOf } from './slot-order.js';
import type { SlotProblem } from './slot-problem.js';
import { readSlotProblem } from './slot-schema.js';

/** Tells where and when a card is printed. */
export interface SlotAssignment {
  /** Index of the card. */
  readonly job: number;
  /** Id of the printer. */
  readonly printer: string;
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
}

/**
 * Says why a plan is optimal, so that {@link checkSlotPlan} can see it from the problem alone.
 *
 * For `counting`: `cards` cards cannot start before `from`; the printers can end only `slotsBefore` (fewer) from then to
 * before `end`.
 */
export interface SlotProof {
  readonly method: SlotMethod;
  readonly from: EpochMs;
  readonly end: EpochMs;
  readonly cards: number;
  readonly slotsBefore: number;
  readonly slotsUpTo: number;
}

/** Holds a plan: for every card its printer and its end, with the reasons. */
export interface SlotPlan {
  /** Cards that the plan prints. They come first in the objective's order; the others stay unprinted. */
  readonly printed: number;
  /** No plan prints more cards. */
  readonly printedAtMost: number;
  /**
   * The objective, exact, the most important number first. `makespan`: milliseconds after the problem's `from`;
   * `weightedCompletion`: the sum of weight times milliseconds after `from`; `maximumLateness`: milliseconds, negative when
   * all are early, empty without cards; `strictClass`: for each class with cards, first class first, the sum of milliseconds
   * after `from` and the largest lateness.
   * Without due times a card is due at `from`. Of the printed cards only.
   */
  readonly value: readonly bigint[];
  /** No plan of the same cards has a smaller value, whenever they start. */
  readonly lowerBound: readonly bigint[];
  /** Among which plans `value` is the least. */
  readonly exactOn: SlotExactness;
  /** When the last card is done; `null` without cards. */
  readonly finishedAt: EpochMs | null;
  /** The printers of the problem, by index. */
  readonly printers: readonly { readonly id: string; readonly msPerCard: number }[];
  /** By card the index of its printer, -1 for a card that is not printed. */
  readonly printerOf: Int32Array<ArrayBuffer>;
  /** By card its end in epoch milliseconds, not a number for a card that is not printed. */
  readonly endOf: Float64Array<ArrayBuffer>;
  /** The cards that are printed, by end. */
  readonly order: Uint32Array<ArrayBuffer>;
  readonly proof: SlotProof;
  /** What stands in the way of a better plan. Made when it is asked for: the problem is solved anew with more. */
  readonly binding: Explanation;
  /** Gives the assignment of the k-th card to be done, k from 0; `undefined` behind the last. */
  at(k: number): SlotAssignment | undefined;
  /** Gives all assignments, by end. */
  [Symbol.iterator](): IterableIterator<SlotAssignment>;
}

/**
 * Plans cards on printers exactly: which card, on which printer, when.
 *
 * Cards are alike for a printer, so a plan is a choice of slots and an order of cards. First as many cards as possible are
 * printed, then the objective is as small as possible. `exactOn` says among which plans: while blanks do not make printers
 * wait, among all; when they do, also for the makespan (without pauses), for printers that are alike, and for blanks that
 * arrive between a printer's cards. Otherwise the gap between `value` and `lowerBound` is told. The sum of completions on
 * printers of different speed with release times has no known quick algorithm (see the source), so more is not claimed.
 *
 * Source: Dessouky, Lageweg, Lenstra and van de Velde, Scheduling identical jobs on uniform parallel machines, Statistica
 * Neerlandica 44 (1990).
 *
 * @param problem - cards, printers, blanks and objective
 * @returns the plan; linear time and memory in the number of cards
 * @throws {@link LoketError} with code `invalid-config` when the problem breaks a rule
 *
 * @example
 * ```ts
 * import { planSlots } from 'loket/printing/planner';
 *
 * const plan = planSlots({
 *   from: 0,
 *   jobs: { count: 5 },
 *   printers: [{ id: 'fast', msPerCard: 2000 }, { id: 'slow', msPerCard: 3000 }],
 *   objective: 'makespan',
 * });
 * plan.value; //=> [6000n]
 * plan.proof.slotsBefore; //=> 3
 * plan.binding.code; //=> 'planner.printers-bind'
 * ```
 */
export function planSlots(problem: SlotProblem): SlotPlan {
  return planParsed(readSlotProblem(problem));
}

/** Plans a problem that was read. @internal */
export function planParsed(problem: SlotProblem): SlotPlan {
  const choice = choiceOf(problem);
  const order = orderOf(problem.jobs, problem.objective).slice(0, choice.list.ends.length);
  return planOf(problem, choice, order);
}

/** Chooses the slots of a problem. @internal */
export function choiceOf(problem: SlotProblem): Choice {
  const { jobs, from, blanks, objective } = problem;
  const machines = machinesOf(problem);
  return chooseSlots(machines, batchesOf(blanks, from, jobs.count), jobs.count, objective === 'makespan');
}

/** Puts cards in order on slots in order. @internal */
export function planOf(problem: SlotProblem, choice: Choice, order: Uint32Array<ArrayBuffer>): SlotPlan {
  const { from, jobs, objective } = problem;
  const { list, exactOn, most, bounds } = choice;
  const { ends, machines } = list;
  const printed = ends.length;
  const printerOf = new Int32Array(jobs.count).fill(-1);
  const endOf = new Float64Array(jobs.count).fill(Number.NaN);
  for (let k = 0; k < printed; k++) {
    const job = order[k] ?? 0;
    printerOf[job] = machines[k] ?? 0;
    endOf[job] = from + (ends[k] ?? 0);
  }
  const value = objectiveOf(jobs, objective, from, order, ends);
  const isExact = exactOn === 'every-start';
  const lowerBound = isExact ? value : objectiveOf(jobs, objective, from, order, bounds);
  const meets = !isExact && printed === most && value.every((one, i) => one === lowerBound[i]);
  const facts = meets ? { ...choice, exactOn: 'every-start' as const, method: 'bound' as const } : choice;
  const last = ends.at(-1) ?? 0;
  return planFrom(problem, facts, { printed, value, lowerBound, last, printerOf, endOf, order: () => order });
}

/** What a plan says of its cards; `last` is the last end, in milliseconds after the beginning. @internal */
export interface Written {
  readonly printed: number;
  readonly value: readonly bigint[];
  readonly lowerBound: readonly bigint[];
  readonly last: number;
  readonly printerOf: Int32Array<ArrayBuffer>;
  readonly endOf: Float64Array<ArrayBuffer>;
  readonly order: () => Uint32Array<ArrayBuffer>;
}

/** Makes the plan that users see. @internal */
export function planFrom(
  problem: SlotProblem,
  { most, exactOn, method, counted }: Pick<Choice, 'most' | 'exactOn' | 'method' | 'counted'>,
  written: Written,
): SlotPlan {
  const { from, printers } = problem;
  const { printed, value, lowerBound, last, printerOf, endOf } = written;
  const order = lazy(written.order);
  const binding = lazy(() => bindingOf(problem, { printed, value }));
  const at = (k: number): SlotAssignment | undefined => {
    const job = order()[k];
    if (job === undefined) return undefined;
    const printer = printers[printerOf[job] ?? 0];
    if (printer === undefined) return undefined;
    const endAt = endOf[job] ?? 0;
    return { job, printer: printer.id, startAt: endAt - stepOf(printer), endAt };
  };
  return {
    printed,
    printedAtMost: most,
    value,
    lowerBound,
    exactOn,
    finishedAt: printed === 0 ? null : from + last,
    printers: printers.map((printer) => ({ id: printer.id, msPerCard: stepOf(printer) })),
    printerOf,
    endOf,
    get order() {
      return order();
    },
    proof: {
      method,
      from: from + counted.from,
      end: from + last,
      cards: counted.cards,
      slotsBefore: counted.before,
      slotsUpTo: counted.upTo,
    },
    get binding() {
      return binding();
    },
    at,
    *[Symbol.iterator]() {
      for (let k = 0; k < printed; k++) {
        const one = at(k);
        if (one !== undefined) yield one;
      }
    },
  };
}
