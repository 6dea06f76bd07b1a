import type { Outcome } from '../internal/outcome.js';
import { refuse } from '../internal/refusal.js';
import type { EpochMs } from '../internal/time.js';
import type { SignerCommand, SignerEvent } from './messages.js';

/** A person's order, or planned maintenance. */
export interface SigningOrder {
  readonly orderId: string;
  readonly mode: 'auto' | 'electronic' | 'wet';
  /** `null` for all kinds. */
  readonly kinds: readonly string[] | null;
  readonly reason: string;
  readonly by: string;
  readonly from: EpochMs;
  readonly until: EpochMs | null;
  readonly planned: boolean;
}

type Ordering = Extract<SignerCommand, { type: 'signer.order' | 'signer.planMaintenance' }>;
const possible = ['signer.order', 'signer.planMaintenance', 'signature.resolve'];

/** Takes a person's order or a planned maintenance, or refuses a time that lies behind. @internal */
export function decideOrder(command: Ordering): Outcome<SignerEvent, never> {
  const { type, at, id, by, reason } = command;
  const planned = type === 'signer.planMaintenance';
  const from = planned ? command.from : at;
  const until = command.until ?? null;
  const no = (text: string) => refuse('invalid-window', type, 'running', possible, text);
  if (planned && until !== null && (until <= from || until <= at)) {
    return no(`until must lie after from and after ${at}, got ${from} to ${until}`);
  }
  if (until !== null && until <= at) return no(`until must lie after ${at}, got ${until}`);
  const event: SignerEvent = {
    type: 'signer.ordered',
    at,
    orderId: id,
    mode: planned ? 'wet' : command.mode,
    kinds: command.kinds ?? null,
    reason,
    by: by.id,
    from,
    until,
    planned,
  };
  return { ok: true, events: [event], effects: [] };
}

/** Says for each order whose time is over that it ended. @internal */
export function endedOrders(orders: readonly SigningOrder[], at: EpochMs): SignerEvent[] {
  return orders
    .filter(({ until }) => until !== null && until <= at)
    .map(({ orderId }) => ({ type: 'signer.orderEnded', at, orderId }));
}

/** The orders after one more. @internal */
export function withOrder(
  orders: readonly SigningOrder[],
  order: SigningOrder,
  at: EpochMs,
): readonly SigningOrder[] {
  const kept = orders.filter(({ until }) => until === null || until > at);
  // An order for all kinds without an end makes the earlier ones that have begun pointless.
  const replaces = !order.planned && order.kinds === null && order.until === null;
  return [...(replaces ? kept.filter(({ from }) => from > at) : kept), order];
}

/**
 * Finds the order that holds for a kind at a time: the one recorded last. `auto` ends what had begun before it, and
 * leaves a maintenance alone that was planned for later. @internal
 */
export function orderInForce(
  orders: readonly SigningOrder[],
  kind: string,
  at: EpochMs,
): SigningOrder | null {
  let autoFrom = Number.NEGATIVE_INFINITY;
  for (let i = orders.length - 1; i >= 0; i--) {
    const order = orders[i];
    if (!order || order.from > at || (order.until !== null && order.until <= at)) continue;
    if (order.kinds !== null && !order.kinds.includes(kind)) continue;
    if (order.mode === 'auto') autoFrom = Math.max(autoFrom, order.from);
    else if (order.from > autoFrom) return order;
  }
  return null;
}

/** When the next order begins or ends after a time; infinity when none does. @internal */
export function nextOrderChange(orders: readonly SigningOrder[], at: EpochMs): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { from, until } of orders) {
    if (from > at) next = Math.min(next, from);
    if (until !== null && until > at) next = Math.min(next, until);
  }
  return next;
}
