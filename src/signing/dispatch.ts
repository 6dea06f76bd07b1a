import type { Decision } from '../internal/outcome.js';
import type { EpochMs } from '../internal/time.js';
import type { SignerEffect, SignerEvent } from './messages.js';
import type { fullSignerConfig } from './signer-config.js';
import type { SignerState, SigningOrder, SigningRequest } from './signer-state.js';

type Config = ReturnType<typeof fullSignerConfig>;

/** Requests that one commit moves at most, so that an outage never becomes one giant commit. */
const movesPerCommit = 100;

/** How documents of a kind are signed at a time, and why. */
export interface SigningNow {
  readonly mode: 'electronic' | 'wet' | 'held';
  readonly why: 'order' | 'maintenance' | 'healthy' | 'signer-down';
  readonly order: SigningOrder | null;
  /** Since when the lane is open; `null` while it is closed. */
  readonly downSince: EpochMs | null;
}

/** Finds the order that holds for a kind at a time: the one recorded last. @internal */
export function orderInForce(signer: SignerState, kind: string, at: EpochMs): SigningOrder | null {
  for (let i = signer.orders.length - 1; i >= 0; i--) {
    const order = signer.orders[i];
    if (!order || order.from > at || (order.until !== null && order.until <= at)) continue;
    if (order.kinds === null || order.kinds.includes(kind)) return order.mode === 'auto' ? null : order;
  }
  return null;
}

/**
 * Tells how a document kind is signed at a time, and why: a person's order beats the detector.
 *
 * @example
 * ```ts
 * import { indonesianCalendar } from 'loket/indonesia';
 * import { signerDecider, signingNow } from 'loket/signing';
 *
 * const { initial } = signerDecider({ provider: 'tte', calendar: indonesianCalendar() });
 * signingNow(initial('tte'), 'kk', 0).why; //=> 'healthy'
 * ```
 */
export function signingNow(signer: SignerState, kind: string, at: EpochMs): SigningNow {
  const order = orderInForce(signer, kind, at);
  const lane = signer.lanes[kind];
  const downSince = lane?.context.openedAt ?? null;
  if (order && order.mode !== 'auto') {
    return { mode: order.mode, why: order.planned ? 'maintenance' : 'order', order, downSince };
  }
  return downSince === null
    ? { mode: 'electronic', why: 'healthy', order: null, downSince }
    : { mode: 'held', why: 'signer-down', order: null, downSince };
}

/**
 * Moves waiting requests: to the provider while it is healthy or ordered, to the wet desk when ordered or held too
 * long, bounded by calls in flight, by the desk's day and by the size of a commit.
 * @internal
 */
export function dispatch(
  config: Config,
  signer: SignerState,
  at: EpochMs,
): Decision<SignerEvent, SignerEffect> {
  const { provider } = config;
  const events: SignerEvent[] = [];
  const effects: SignerEffect[] = [];
  for (const kind of config.kinds) {
    const { mode, order } = signingNow(signer, kind, at);
    if (mode === (signer.told?.[kind] ?? 'electronic')) continue;
    events.push({ type: 'mode.told', at, kind, mode });
    effects.push({ type: 'queue.signing', kind, mode, until: order?.until ?? null });
  }
  const day = config.calendar.dayOf(at);
  let wetRoom =
    config.wetPerDay === null
      ? Number.POSITIVE_INFINITY
      : config.wetPerDay - (signer.wet.day === day ? signer.wet.count : 0);
  let reviewAt = nextOrderChange(signer, at);
  let more = false;
  const review = (time: EpochMs) => {
    if (time > at) reviewAt = Math.min(reviewAt, time);
  };
  const toWet = (request: SigningRequest) => {
    const { requestId, applicationId } = request;
    wetRoom--;
    events.push({ type: 'request.routedWet', at, requestId, day });
    effects.push({ type: 'signature.routedWet', applicationId, requestId });
  };

  for (const [kind, line] of Object.entries(signer.waiting)) {
    const now = signingNow(signer, kind, at);
    let free = config.maxInFlight - (signer.inFlight[kind] ?? 0);
    for (const id of line) {
      const request = signer.requests[id];
      if (!request) continue;
      if (events.length >= movesPerCommit) {
        more = true;
        break;
      }
      const { requestId, applicationId } = request;
      if (now.mode === 'electronic') {
        if (free <= 0) break;
        if (request.notBefore > at) {
          review(request.notBefore);
          continue;
        }
        const attempt = request.attempt + 1;
        free--;
        events.push({ type: 'request.started', at, requestId, attempt });
        effects.push({ type: 'signature.started', applicationId, requestId });
        effects.push({ type: 'signature.sign', provider, requestId, applicationId, kind, attempt });
        continue;
      }
      const heldTooLong = request.acceptedAt + config.maxHoldMs <= at;
      if (now.mode === 'wet' || heldTooLong) {
        if (wetRoom > 0) {
          toWet(request);
          continue;
        }
        review(config.calendar.endOf(day));
      } else {
        review(request.acceptedAt + config.maxHoldMs);
      }
      if (now.mode === 'held' && !request.announced) {
        events.push({ type: 'request.announced', at, requestId });
        const cause = `${provider}/${kind}/${now.downSince ?? at}`;
        effects.push({ type: 'signature.held', applicationId, requestId, cause });
      }
    }
  }
  if (more) effects.push({ type: 'signer.dispatch', provider });
  if (Number.isFinite(reviewAt)) {
    effects.push({ type: 'timer.set', provider, timer: 'review', dueAt: reviewAt });
  }
  return { ok: true, events, effects };
}

function nextOrderChange(signer: SignerState, at: EpochMs): EpochMs {
  let next = Number.POSITIVE_INFINITY;
  for (const { from, until } of signer.orders) {
    if (from > at) next = Math.min(next, from);
    if (until !== null && until > at) next = Math.min(next, until);
  }
  return next;
}
