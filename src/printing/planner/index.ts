/**
 * The printing room's planner: which card, on which printer, when, with a proof that no plan is better; and the questions
 * of capacity that follow from it. Pure: no clock, no chance, no store.
 *
 * @module printing/planner
 */
export {
  isLoketError,
  LoketError,
  type LoketErrorCode,
  type LoketErrorDetails,
} from '../../internal/errors.js';
export type { Issue } from '../../internal/issue.js';
export type { Refusal, RefusalCode } from '../../internal/refusal.js';
export type { EpochMs } from '../../internal/time.js';
export type { Explanation } from '../../internal/words.js';
export {
  type CardOrder,
  type OrderPlace,
  type OrderPlan,
  type OrderProblem,
  planOrders,
} from './fleet-orders.js';
export { checkSlotPlan, type SlotCheck } from './slot-check.js';
export type { SlotMethod } from './slot-choose.js';
export type { SlotExactness } from './slot-grid.js';
export { planSlots, type SlotAssignment, type SlotPlan, type SlotProof } from './slot-plan.js';
export { type SlotPrice, type SlotPrices, slotPrices, withPrinterDay } from './slot-prices.js';
export {
  type BlankArrival,
  dailyWindows,
  noDueTime,
  type SlotJob,
  type SlotJobs,
  type SlotObjective,
  type SlotPause,
  type SlotPrinter,
  type SlotProblem,
  slotJobs,
  type TimeSpan,
} from './slot-problem.js';
export type { FewestMoves } from './slot-keep.js';
export { replanSlots, type SlotReplan } from './slot-replan.js';
export { slotWords } from './slot-words.js';
