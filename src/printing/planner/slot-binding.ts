import { type Explanation, say } from '../../internal/words.js';
import { batchesOf } from './slot-batches.js';
import { chooseSlots } from './slot-choose.js';
import { machinesOf } from './slot-machine.js';
import { objectiveOf, orderOf } from './slot-order.js';
import type { SlotProblem } from './slot-problem.js';
import { slotWords } from './slot-words.js';

/** What a problem comes to: cards printed and the objective. @internal */
export interface SlotWorth {
  readonly printed: number;
  readonly value: readonly bigint[];
}

/** Solves a problem that was read without writing the plan. @internal */
export function worthOf(problem: SlotProblem): SlotWorth {
  const { jobs, from, blanks, objective } = problem;
  const machines = machinesOf(problem);
  const isMakespan = objective === 'makespan';
  const { list } = chooseSlots(machines, batchesOf(blanks, from, jobs.count), jobs.count, isMakespan);
  const order = isMakespan ? new Uint32Array(0) : orderOf(jobs, objective);
  return { printed: list.ends.length, value: objectiveOf(jobs, objective, from, order, list.ends) };
}

/** Whether one worth is better than another: more cards, or as many and a smaller objective. @internal */
export function isBetter(a: SlotWorth, b: SlotWorth): boolean {
  if (a.printed !== b.printed) return a.printed > b.printed;
  for (const [i, value] of a.value.entries()) {
    const other = b.value[i] ?? value;
    if (value !== other) return value < other;
  }
  return false;
}

/** Finds what binds by taking it away: all blanks at once, then every printer twice. @internal */
export function bindingOf(problem: SlotProblem, worth: SlotWorth): Explanation {
  const { blanks: _, ...enough } = problem;
  const blanksBind = problem.blanks !== undefined && isBetter(worthOf(enough), worth);
  const twice = {
    ...problem,
    printers: problem.printers.flatMap((one) => [one, { ...one, id: `${one.id}'` }]),
  };
  const printersBind = isBetter(worthOf(twice), worth);
  const cards = problem.jobs.count;
  const blanks = (problem.blanks ?? []).reduce((sum, one) => sum + one.count, 0);
  const params = { cards, printed: worth.printed };
  if (blanksBind && printersBind) return say(slotWords, 'planner.both-bind', params);
  if (blanksBind) return say(slotWords, 'planner.blanks-bind', { ...params, blanks });
  if (worth.printed < cards) return say(slotWords, 'planner.calendar-binds', params);
  return say(slotWords, printersBind ? 'planner.printers-bind' : 'planner.nothing-binds', params);
}
