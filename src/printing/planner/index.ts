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
export type { Explanation, Words } from '../../internal/words.js';
export { checkNetworkPlan, type ProofCheck } from './check-network-plan.js';
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
export { splitShares } from './split-shares.js';
export { type NetworkChange, whatIf } from './what-if.js';
export { plannerWords } from './words-en.js';
