import type { EpochMs } from '../internal/time.js';
import type { FullHealthConfig } from './health-config.js';
import { initialLane, type LaneContext } from './lane-machine.js';
import { orderInForce, type SigningOrder } from './orders.js';
import { type ExpectedRecovery, recoveryOf } from './recovery.js';

/** A lane as stored. */
export interface Lane {
  readonly state: string;
  readonly context: LaneContext;
}

/** What the health of a provider is read from: part of a signer's state, and of a {@link SignerHealth}'s. */
export interface HealthState {
  readonly provider: string;
  readonly lanes: Record<string, Lane>;
  /** Orders in order of recording; ended ones are dropped. */
  orders: readonly SigningOrder[];
}

/** How documents of a kind are signed at a time, and why. */
export interface SigningNow {
  readonly mode: 'electronic' | 'wet' | 'held';
  /** `signer-slow`, `signer-limping` and `signer-recovering`: documents pass, a few at a time. */
  readonly why:
    | 'order'
    | 'maintenance'
    | 'healthy'
    | 'signer-down'
    | `signer-${'slow' | 'recovering' | 'limping'}`;
  readonly order: SigningOrder | null;
  /** Since when the lane is open; `null` while it is not. */
  readonly downSince: EpochMs | null;
  /** When electronic signing is expected again; `null` while it goes on, or where nobody can tell. */
  readonly recovery: ExpectedRecovery | null;
}

/** Names the lane in which the health of a provider's timestamper is kept; no document kind may be called so. */
export const timestamperLane = '#timestamper';

/** Finds the lane of a kind, closed if it was never used. @internal */
export function laneOf(signer: HealthState, kind: string): Lane {
  return signer.lanes[kind] ?? { state: 'closed', context: initialLane(signer.provider, kind) };
}

/** Documents of a kind that may be at the provider at once. @internal */
export function limitOf(config: FullHealthConfig, { state, context }: Lane): number {
  switch (state) {
    case 'suspect':
      return 1;
    case 'throttled':
      return Math.min(context.limit, config.maxInFlight);
    case 'open':
      return 0;
    default:
      return config.maxInFlight;
  }
}

/**
 * Tells how a document kind is signed at a time, and why: a person's order and planned maintenance beat the detector.
 *
 * @example
 * ```ts
 * import { createSignerHealth, signingNow } from 'loket/signing';
 *
 * const health = createSignerHealth({ provider: 'tte' });
 * signingNow(health.initial(), 'kk', 0).why; //=> 'healthy'
 * ```
 */
export function signingNow(signer: HealthState, kind: string, at: EpochMs): SigningNow {
  const order = orderInForce(signer.orders, kind, at);
  const { state, context } = laneOf(signer, kind);
  const downSince = context.openedAt;
  if (order && order.mode !== 'auto') {
    const why = order.planned ? 'maintenance' : 'order';
    const { mode, until } = order;
    const recovery = mode === 'wet' && until !== null ? ({ at: until, basis: why } as const) : null;
    return { mode, why, order, downSince, recovery };
  }
  if (downSince !== null) {
    return { mode: 'held', why: 'signer-down', order: null, downSince, recovery: recoveryOf(context, at) };
  }
  const { cause } = context;
  const partly = cause === 'slow' || cause === 'limping' ? cause : 'recovering';
  const why = state === 'throttled' ? (`signer-${partly}` as const) : 'healthy';
  return { mode: 'electronic', why, order: null, downSince, recovery: null };
}
