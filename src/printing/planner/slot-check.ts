import { type Explanation, say } from '../../internal/words.js';
import { gridClaim, gridHolds } from './slot-check-grid.js';
import { isInOrder, objectiveIn, type Seen, see, type ToCheck, whyImpossible } from './slot-check-plan.js';
import {
  boundOf,
  countingHolds,
  identicalHolds,
  mostPrintable,
  slotsAreEarliest,
} from './slot-check-proof.js';
import type { SlotPlan } from './slot-plan.js';
import type { SlotProblem } from './slot-problem.js';
import { slotWords } from './slot-words.js';

/** Tells whether a plan is what it says. */
export type SlotCheck = { readonly ok: true } | { readonly ok: false; readonly reason: Explanation };

/**
 * Checks a plan from the problem alone: that it can be carried out, that its objective is what it says, and that its proof
 * holds for what `exactOn` claims. Shares no code with {@link planSlots}.
 *
 * For exact plans it takes O(N log N) for N cards, and for plans on the slot grid O(N) times the number of deliveries.
 *
 * @param problem - the problem that the plan answers
 * @param plan - the plan; it may have been kept as data meanwhile
 * @returns `ok`, or the reason as a code of {@link slotWords}
 *
 * @example
 * ```ts
 * import { checkSlotPlan, planSlots } from 'loket/printing/planner';
 *
 * const problem = {
 *   from: 0,
 *   jobs: { count: 3 },
 *   printers: [{ id: 'P', msPerCard: 10 }],
 *   objective: 'makespan',
 * } as const;
 * const plan = planSlots(problem);
 * checkSlotPlan(problem, plan); //=> { ok: true }
 * const late = { ...plan, value: [40n], endOf: plan.endOf.map((end) => end + 10) };
 * checkSlotPlan(problem, late).ok; //=> false
 * ```
 */
export function checkSlotPlan(
  problem: SlotProblem,
  plan: Pick<
    SlotPlan,
    'printed' | 'printedAtMost' | 'value' | 'lowerBound' | 'exactOn' | 'printerOf' | 'endOf' | 'proof'
  >,
): SlotCheck {
  const wrong = whatIsWrong(problem, plan);
  return wrong === undefined ? { ok: true } : { ok: false, reason: say(slotWords, `planner.check.${wrong}`) };
}

function whatIsWrong(problem: SlotProblem, plan: ToCheck): string | undefined {
  const seen = see(problem, plan);
  if (typeof seen === 'string') return seen;
  const impossible = whyImpossible(seen, plan);
  if (impossible !== undefined) return impossible;
  if (!isSame(objectiveIn(seen, seen.ends), plan.value)) return 'value';
  if (!isInOrder(seen, plan)) return 'order';
  const most = mostPrintable(seen);
  if (plan.printedAtMost < most) return 'most';
  if (plan.exactOn === 'every-start') {
    if (plan.printed !== most) return 'most';
    if (!isSame(plan.lowerBound, plan.value)) return 'bound';
    return isOptimal(seen, plan) ? undefined : 'proof';
  }
  if (isAbove(plan.lowerBound, boundOf(seen, plan.printed))) return 'bound';
  if (plan.exactOn === 'nothing') return undefined;
  return gridClaim(seen, plan) !== 'nothing' && gridHolds(seen, plan) ? undefined : 'proof';
}

function isOptimal(seen: Seen, plan: ToCheck): boolean {
  switch (plan.proof.method) {
    case 'counting':
      return seen.problem.objective === 'makespan' && countingHolds(seen, plan);
    case 'earliest-slots':
      return slotsAreEarliest(seen, plan);
    case 'identical-printers':
      return identicalHolds(seen);
    case 'slot-grid':
      return gridClaim(seen, plan) === 'every-start' && gridHolds(seen, plan);
    case 'bound':
      return isSame(boundOf(seen, plan.printed), plan.value);
    default:
      return false;
  }
}

function isSame(a: readonly bigint[], b: readonly bigint[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

function isAbove(a: readonly bigint[], b: readonly bigint[]): boolean {
  const place = a.findIndex((value, i) => value !== b[i]);
  return place !== -1 && (a[place] ?? 0n) > (b[place] ?? 0n);
}
