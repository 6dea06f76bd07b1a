import type { Explanation } from '../../internal/words.js';

/** Cards of a group that are printed on a line on a day. */
export interface Shipment {
  readonly groupId: string;
  readonly lineId: string;
  readonly printDay: number;
  readonly arrivalDay: number;
  /** Cards, 1 or more. Of a group, the oldest cards take the earliest arrivals. */
  readonly count: number;
}

/**
 * What a plan comes to; plans are compared in this order: cards short of a quota's least number, cards that are not
 * printed, weighted days of lateness.
 */
export interface PlanValue {
  readonly short: number;
  readonly unserved: number;
  /** Sum over cards of weight times days after the due day; a card that is not printed counts as if it came the day after the last. */
  readonly lateDays: number;
}

/**
 * Prices that prove a plan: they are a bound which no plan can pass (weak duality of linear programming), and the plan
 * reaches it. Prices are in units of `lateDays`; one card that is not printed costs `unserved` of them, one card short
 * of a quota `short`.
 */
export interface OptimalityProof {
  readonly unserved: number;
  readonly short: number;
  /** Price of a blank by line and day, 0 or more, never rising with the days: a blank can wait. */
  readonly blankPrice: Readonly<Record<string, readonly number[]>>;
  /** Price of room for one card at the printers by line and day, 0 or more. */
  readonly printPrice: Readonly<Record<string, readonly number[]>>;
  /** What a quota's most, `max`, keeps from a card, and what its least, `min`, gives to one; 0 or more. */
  readonly quotaPrice: Readonly<Record<string, { readonly max: number; readonly min: number }>>;
}

/** What would change if there were one more of something; 0 or below. */
export interface Difference extends PlanValue {}

/** What one more blank would change, by line and the day on which it comes. */
export interface BlankWorth {
  readonly lineId: string;
  readonly day: number;
  readonly change: Difference;
}

/** A plan that no other plan is better than, and what shows it. */
export interface NetworkPlan {
  readonly shipments: readonly Shipment[];
  /** Cards that are not printed within the days, by group. */
  readonly unserved: readonly { readonly groupId: string; readonly count: number }[];
  readonly value: PlanValue;
  readonly proof: OptimalityProof;
  /** What keeps the plan from being better, in words; the weightiest first. */
  readonly binding: readonly Explanation[];
  /** What exactly one more blank would change, wherever it would change something. */
  readonly blankWorth: readonly BlankWorth[];
}
