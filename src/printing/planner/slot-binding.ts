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

/** Finds what binds by taking it away: all blanks at once, then every printer twice. Cards count before the objective. @internal */
export function bindingOf(problem: SlotProblem, worth: SlotWorth): Explanation {
  const { blanks: arrivals, ...enough } = problem;
  const withBlanks = arrivals === undefined ? worth : worthOf(enough);
  const twice = problem.printers.flatMap((one) => [one, { ...one, id: `${one.id}'` }]);
  const withPrinters = worthOf({ ...problem, printers: twice });
  const cards = problem.jobs.count;
  const blanks = (arrivals ?? []).reduce((sum, one) => sum + one.count, 0);
  const params = { cards, printed: worth.printed, ...(arrivals === undefined ? {} : { blanks }) };
  const tell = (code: string) => say(slotWords, `planner.${code}`, params);
  const moreBy = [withBlanks.printed > worth.printed, withPrinters.printed > worth.printed] as const;
  if (moreBy[0] || moreBy[1])
    return tell(moreBy[1] ? (moreBy[0] ? 'both-bind' : 'calendar-binds') : 'blanks-bind');
  const blanksBind = isBetter(withBlanks, worth);
  const printersBind = isBetter(withPrinters, worth);
  if (blanksBind && printersBind) {
    const gains = { byBlanks: gain(worth, withBlanks), byPrinters: gain(worth, withPrinters) };
    const code =
      gains.byBlanks === gains.byPrinters
        ? 'both-bind'
        : gains.byBlanks > gains.byPrinters
          ? 'blanks-bind-most'
          : 'printers-bind-most';
    return say(slotWords, `planner.${code}`, { ...params, ...gains });
  }
  if (blanksBind) return tell('deliveries-bind');
  return tell(printersBind ? 'printers-bind' : 'nothing-binds');
}

/** How much less the first number is in which the objective differs. */
function gain(from: SlotWorth, to: SlotWorth): number {
  const place = from.value.findIndex((value, i) => value !== to.value[i]);
  return Number((from.value[place] ?? 0n) - (to.value[place] ?? 0n));
}
