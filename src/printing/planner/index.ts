/**
 * Plans for printers and blanks, exact and with their proof: which cards are printed where and when, what binds, and
 * what one more blank or printer would change. Pure; runs wherever JavaScript does.
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
export type { Explanation, Words } from '../../internal/words.js';
export { type AheadAnswer, type AheadQuestion, type CollectGroup, printAhead } from './capacity-ahead.js';
export { type Cleared, whenCleared } from './capacity-cleared.js';
export {
  type ClearInterval,
  clearInterval,
  type Uncertain,
  type UncertainRates,
} from './capacity-interval.js';
export {
  type Invitation,
  type InvitationDay,
  type StagedInvitations,
  stagedInvitations,
} from './capacity-invite.js';
export { blanksFor, type Needed, printersFor, type WhatBinds, whatBinds } from './capacity-needs.js';
export { backlogOf, type CapacityQuestion, type DeliveryDay } from './capacity-question.js';
export { type DeliveryArea, type DeliverySplit, type SplitRule, splitDelivery } from './capacity-split.js';
export { checkNetworkPlan, type ProofCheck } from './check-network-plan.js';
export {
  type CardOrder,
  type OrderPlace,
  type OrderPlan,
  type OrderProblem,
  planOrders,
} from './fleet-orders.js';
export type {
  BlankWorth,
  Difference,
  NetworkPlan,
  OptimalityProof,
  PlanValue,
  Shipment,
} from './network-plan.js';
export type { NetworkGroup, NetworkLine, NetworkProblem, NetworkQuota } from './network-problem.js';
export { type PlanOptions, planNetwork } from './plan-network.js';
export { type Replan, type ReplanOptions, replanNetwork } from './replan-network.js';
export { checkSlotPlan, type SlotCheck } from './slot-check.js';
export type { SlotMethod } from './slot-choose.js';
export type { SlotExactness } from './slot-grid.js';
export type { FewestMoves } from './slot-keep.js';
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
export { replanSlots, type SlotReplan } from './slot-replan.js';
export { slotWords } from './slot-words.js';
export { splitShares } from './split-shares.js';
export { type NetworkChange, whatIf } from './what-if.js';
export { plannerWords } from './words-en.js';
