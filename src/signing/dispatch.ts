import type { Decision } from '../internal/outcome.js';
import type { EpochMs } from '../internal/time.js';
import type { DeskPace } from './desk-outlook.js';
import type { SignerEffect, SignerEvent } from './messages.js';
import { endedOrders, nextOrderChange } from './orders.js';
import { type RoutingChoice, routerOf } from './router.js';
import type { fullSignerConfig } from './signer-config.js';
import type { SignerState, SigningRequest } from './signer-state.js';
import { laneOf, limitOf, signingNow, timestamperLane } from './signing-now.js';
import { wetFinish } from './wet-finish.js';

type Config = ReturnType<typeof fullSignerConfig>;

/** Requests that one commit moves at most, so that an outage never becomes one giant commit. */
const movesPerCommit = 100;
/** How often a document that waits is weighed anew against the pen. */
const reviewEveryMs = 10 * 60_000;

/**
 * Moves waiting requests: to the provider while it is healthy or ordered, to the wet desk when ordered, held too long or
 * expected to be signed there sooner; bounded by calls in flight, by the desk's day and by the size of a commit.
 * @internal
 */
export function dispatch(
  config: Config,
  signer: SignerState,
  at: EpochMs,
  desk: DeskPace | undefined,
): Decision<SignerEvent, SignerEffect> {
  const { provider } = config;
  const router = routerOf(config);
  const events: SignerEvent[] = endedOrders(signer.orders, at);
  const effects: SignerEffect[] = [];
  for (const kind of config.kinds) {
    const { mode, recovery } = signingNow(signer, kind, at);
    if (mode === (signer.told?.[kind] ?? 'electronic')) continue;
    // Only a time that was recorded is told on: a guess would be taken for a promise.
    const known = recovery?.basis === 'order' || recovery?.basis === 'maintenance';
    events.push({ type: 'mode.told', at, kind, mode });
    effects.push({ type: 'queue.signing', kind, mode, until: known ? recovery.at : null });
  }
  const day = config.calendar.dayOf(at);
  let wetRoom =
    config.wetPerDay === null
      ? Number.POSITIVE_INFINITY
      : config.wetPerDay - (signer.wet.day === day ? signer.wet.count : 0);
  let reviewAt = nextOrderChange(signer.orders, at);
  let more = false;
  let toDesk = 0;
  const review = (time: EpochMs) => {
    if (time > at) reviewAt = Math.min(reviewAt, time);
  };
  const toWet = (
    { requestId, applicationId, outage }: SigningRequest,
    { why, electronicBy, wetBy }: RoutingChoice,
  ) => {
    wetRoom--;
    toDesk++;
    events.push({ type: 'request.routedWet', at, requestId, day, why, electronicBy, wetBy });
    const waited = outage === undefined ? {} : { cause: `${outage}/pen` };
    effects.push({ type: 'signature.routedWet', applicationId, requestId, ...waited });
  };

  for (const [kind, line] of Object.entries(signer.waiting)) {
    const now = signingNow(signer, kind, at);
    const lane = laneOf(signer, kind);
    // An order beats the detector wholly: it may be the detector that is wrong.
    const limit = now.order?.mode === 'electronic' ? config.maxInFlight : limitOf(config, lane);
    const usualMs = Math.exp(lane.context.evidence.usual.logMs);
    let free = limit - (signer.inFlight[kind] ?? 0);
    let ahead = 0;
    for (const id of line) {
      const request = signer.requests[id];
      if (!request) continue;
      if (events.length >= movesPerCommit) {
        more = true;
        break;
      }
      const { requestId, applicationId } = request;
      const choice = router.choose({
        at,
        now,
        waitingSince: request.acceptedAt,
        ahead,
        limit,
        usualMs,
        fullLimit: config.maxInFlight,
        wetBy: wetFinish(config.calendar, desk, at, toDesk),
        wetRoom: wetRoom > 0,
      });
      if (choice.to === 'wet') {
        toWet(request, choice);
        continue;
      }
      ahead++;
      if (choice.to === 'electronic') {
        if (free <= 0) {
          // All that come after it wait longer still, so only the pen could be a reason to look at them.
          if (choice.why === 'healthy' || choice.why === 'order') break;
          review(at + reviewEveryMs);
          continue;
        }
        if (request.notBefore > at) {
          review(request.notBefore);
          continue;
        }
        const attempt = request.attempt + 1;
        free--;
        events.push({ type: 'request.started', at, requestId, attempt });
        const { outage } = request;
        // Who waits for several documents is told once that it is over.
        const over = outage === undefined ? {} : { cause: `${outage}/back` };
        effects.push({ type: 'signature.started', applicationId, requestId, ...over });
        effects.push({
          type: 'signature.sign',
          provider,
          requestId,
          applicationId,
          kind,
          attempt,
          timestamp: laneOf(signer, timestamperLane).state !== 'open',
        });
        continue;
      }
      if (choice.why === 'desk-full') review(config.calendar.endOf(day));
      else {
        review(request.acceptedAt + config.maxHoldMs);
        review(at + reviewEveryMs);
      }
      if (now.mode === 'held' && !request.announced) {
        const cause = `${provider}/${kind}/${now.downSince ?? at}`;
        events.push({ type: 'request.announced', at, requestId, cause });
        effects.push({ type: 'signature.held', applicationId, requestId, cause });
      }
    }
  }
  upgradeWhatCan(config, signer, at, events, effects, review);
  if (more) effects.push({ type: 'signer.dispatch', provider });
  if (Number.isFinite(reviewAt)) {
    effects.push({ type: 'timer.set', provider, timer: 'review', dueAt: reviewAt });
  }
  return { ok: true, events, effects };
}

/** Gives documents the timestamp that they lack, once the timestamper is well; one at a time for each free call. */
function upgradeWhatCan(
  config: Config,
  signer: SignerState,
  at: EpochMs,
  events: SignerEvent[],
  effects: SignerEffect[],
  review: (time: EpochMs) => void,
): void {
  let free = limitOf(config, laneOf(signer, timestamperLane));
  for (const { started } of Object.values(signer.upgrades)) if (started) free--;
  for (const upgrade of Object.values(signer.upgrades)) {
    if (free <= 0) return;
    if (upgrade.started) continue;
    if (upgrade.notBefore > at) {
      review(upgrade.notBefore);
      continue;
    }
    const { requestId, applicationId, kind, artifact } = upgrade;
    const attempt = upgrade.tries + 1;
    free--;
    events.push({ type: 'upgrade.started', at, requestId, attempt });
    effects.push({
      type: 'signature.upgrade',
      provider: config.provider,
      requestId,
      applicationId,
      kind,
      artifact,
      attempt,
    });
  }
}
