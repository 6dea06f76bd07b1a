import type { EpochMs } from '../internal/time.js';
import { type CallSeen, type Evidence, noEvidence, slownessOf, weigh, weightOf } from './evidence.js';
import type { FullHealthConfig } from './health-config.js';
import type { LaneContext } from './lane-machine.js';
import type { SignerEvent } from './messages.js';

/** What came of a probe: a call with a synthetic document. */
export interface ProbeSeen {
  readonly ok: boolean;
  /** Milliseconds from call to answer, where they were measured. */
  readonly tookMs?: number | undefined;
}

interface Lane {
  readonly state: string;
  readonly context: LaneContext;
}

/** The first probe of an open lane comes after this time; later ones at a quarter of the outage's age. */
const firstProbeMs = 5_000;
/** Good calls in a row for each document at once that a limping lane needs before more may pass. */
const patience = 4;
/** What a failed probe leaves of the good ones before it. */
const fadeOfProbes = 0.6;
/** Failures minutes apart have faded a little; they count in full for the threshold all the same. */
const fading = 0.2;

/** Judges a call: what happens to the lane, or `undefined` where the call says nothing about it. @internal */
export function judgeCall(
  config: FullHealthConfig,
  { state, context }: Lane,
  at: EpochMs,
  call: CallSeen,
): SignerEvent | undefined {
  // What was under way when the lane opened belongs to the outage that is known; only probes end it.
  if (call.outcome === 'rejected' || state === 'open') return undefined;
  const { kind } = context;
  const slowNow = state === 'throttled' && context.cause === 'slow';
  const learn = state === 'closed' ? 'fully' : slowNow ? 'slowly' : 'no';
  const evidence = weigh(config, context.evidence, call, at, learn);
  if (state === 'throttled') return judgeThrottled(config, context, evidence, at, call);

  const { failureThreshold } = config;
  const weight = weightOf(evidence);
  if (weight >= failureThreshold - fading) {
    // Slow documents are still signed: fewer at a time may make them faster, and none would help nobody.
    return evidence.errors >= failureThreshold / 2
      ? opened(config, context, state, evidence, at)
      : {
          type: 'lane.throttled',
          at,
          kind,
          evidence,
          cause: 'slow',
          limit: Math.max(1, Math.floor(config.maxInFlight / 2)),
        };
  }
  const suspicion = Math.min(1, failureThreshold);
  if (state === 'closed' && call.outcome !== 'ok' && weight >= suspicion) {
    return { type: 'lane.suspected', at, kind, evidence, probeAt: at + config.suspectProbeMs };
  }
  if (state === 'suspect' && weight < suspicion / 2) return { type: 'lane.cleared', at, kind, evidence };
  return { type: 'lane.weighed', at, kind, evidence };
}

function judgeThrottled(
  config: FullHealthConfig,
  context: LaneContext,
  evidence: Evidence,
  at: EpochMs,
  { outcome, tookMs }: CallSeen,
): SignerEvent {
  const { kind, limit, cause } = context;
  if (outcome !== 'ok') {
    const misses = context.misses + 1;
    // A call that was surely not made costs a document nothing but a little time; one without an answer is in doubt.
    const harmless = outcome === 'unavailable';
    if (evidence.errors < config.failureThreshold / 2 - fading / 2) {
      return { type: 'lane.weighed', at, kind, evidence, good: 0, misses };
    }
    const most = config.failureThreshold + (cause === 'limping' ? 2 : 0);
    if (!harmless || misses >= most) return opened(config, context, 'throttled', evidence, at);
    return cause === 'limping'
      ? { type: 'lane.weighed', at, kind, evidence, good: 0, misses }
      : { type: 'lane.throttled', at, kind, evidence: cleared(evidence, at), cause: 'limping', limit: 1 };
  }
  const slow = tookMs !== undefined && slownessOf(config, evidence.usual, tookMs) > 0;
  if (slow) {
    return cause === 'recovering' && weightOf(evidence) >= config.failureThreshold - fading
      ? { type: 'lane.throttled', at, kind, evidence: cleared(evidence, at), cause: 'slow', limit: 1 }
      : { type: 'lane.weighed', at, kind, evidence, good: 0, misses: 0 };
  }
  const good = context.good + 1;
  // What limped for hours has good runs too: only a long one is believed.
  const enough = cause === 'limping' ? limit * patience : limit;
  if (good < enough) return { type: 'lane.weighed', at, kind, evidence, good, misses: 0 };
  if (limit * 2 > config.maxInFlight)
    return { type: 'lane.closed', at, kind, evidence: cleared(evidence, at) };
  const still = cause === 'errors' || cause === null ? 'recovering' : cause;
  return { type: 'lane.throttled', at, kind, evidence, cause: still, limit: limit * 2 };
}

/** Judges a probe of a suspect or open lane; `undefined` where the lane waits for none. @internal */
export function judgeProbe(
  config: FullHealthConfig,
  { state, context }: Lane,
  at: EpochMs,
  { ok, tookMs }: ProbeSeen,
): SignerEvent | undefined {
  const { kind } = context;
  if (state === 'suspect') {
    const outcome = ok ? 'ok' : 'unavailable';
    const evidence = weigh(config, context.evidence, { outcome }, at, 'no');
    if (ok) return { type: 'lane.cleared', at, kind, evidence };
    return weightOf(evidence) >= config.failureThreshold - fading
      ? opened(config, context, state, evidence, at)
      : { type: 'lane.probed', at, kind, evidence, successes: 0, probeAt: at + 2 * config.suspectProbeMs };
  }
  if (state !== 'open') return undefined;
  const { evidence } = context;
  const slow = tookMs !== undefined && slownessOf(config, evidence.usual, tookMs) > 0;
  // A server that limps may never answer well twice running, and signs half of what it is given all the same.
  const successes =
    ok && !slow ? context.successes + 1 : Math.round(context.successes * fadeOfProbes * 100) / 100;
  if (successes >= config.probesToClose && at >= context.openUntil) {
    return {
      type: 'lane.throttled',
      at,
      kind,
      evidence: cleared(evidence, at),
      cause: 'recovering',
      limit: 1,
    };
  }
  // A first good sign is followed up at once.
  const age = ok && !slow ? 0 : at - (context.openedAt ?? at);
  return { type: 'lane.probed', at, kind, evidence, successes, probeAt: at + probeGap(config, age) };
}

function opened(
  config: FullHealthConfig,
  { kind, flaps: before, lastEndedAt, openUntil }: LaneContext,
  state: string,
  evidence: Evidence,
  at: EpochMs,
): SignerEvent {
  // Soon after it last held documents, whether or not it was whole again in between.
  const since = state === 'throttled' ? openUntil : (lastEndedAt ?? Number.NEGATIVE_INFINITY);
  const flaps = at - since < config.flapMs ? Math.min(before + 1, 20) : 0;
  const openMs = Math.min(config.minOpenMs * 2 ** flaps, Math.max(config.maxOpenMs, config.minOpenMs));
  const probeAt = at + probeGap(config, 0);
  return { type: 'lane.opened', at, kind, evidence, flaps, probeAt, openUntil: at + openMs };
}

/** A young outage is asked about often, for many are short; an old one seldom, for it will not end this second. */
function probeGap(config: FullHealthConfig, ageMs: number): number {
  return Math.min(config.probeEveryMs, Math.max(firstProbeMs, Math.round(ageMs / 4)));
}

/** What is usual stays known; what was held against the provider is over. */
function cleared({ usual }: Evidence, at: EpochMs): Evidence {
  return noEvidence(usual, at);
}
