import { assign, emit, setup } from 'xstate';
import type { RoomMachine } from '../internal/machine.js';
import type { EpochMs } from '../internal/time.js';
import { type Evidence, noEvidence } from './evidence.js';
import type { SignerEffect, SignerEvent } from './messages.js';

/** What a lane knows of the provider's health for one document kind. */
export interface LaneContext {
  readonly provider: string;
  readonly kind: string;
  readonly evidence: Evidence;
  /** Good probes while it is open, each that failed leaving a part of those before it. */
  readonly successes: number;
  /** Since when the lane is open; `null` while it is not. */
  readonly openedAt: EpochMs | null;
  /** Since when it was not whole: open, or letting only some documents pass; `null` while it is closed or suspect. */
  readonly troubledAt: EpochMs | null;
  /** It does not leave `open` before this time. */
  readonly openUntil: EpochMs;
  /** Documents that may be at the provider at once while it is throttled. */
  readonly limit: number;
  /** Good calls since the limit was set, or since the last failure. */
  readonly good: number;
  /** Failures in a row while it is throttled. */
  readonly misses: number;
  /** Why it is open or throttled; `null` while it is closed or suspect. */
  readonly cause: 'errors' | 'slow' | 'recovering' | 'limping' | null;
  /** How often in a row it opened soon after it had recovered. */
  readonly flaps: number;
  /** When the last outage ended; `null` before the first. */
  readonly lastEndedAt: EpochMs | null;
  /** How long the last outages took, in milliseconds, 20 at most, the latest last. */
  readonly outages: readonly number[];
}

/** The context of a lane that was never used. @internal */
export function initialLane(provider: string, kind: string): LaneContext {
  return {
    provider,
    kind,
    evidence: noEvidence(),
    successes: 0,
    openedAt: null,
    troubledAt: null,
    openUntil: 0,
    limit: 0,
    good: 0,
    misses: 0,
    cause: null,
    flaps: 0,
    lastEndedAt: null,
    outages: [],
  };
}

type LaneEvent<T extends string> = Extract<SignerEvent, { type: T }>;
type Probing = LaneEvent<'lane.suspected' | 'lane.opened' | 'lane.probed'>;

/**
 * The health of a signature provider for one document kind, as an XState machine. As with an electric breaker, closed
 * is the good state: `closed` lets documents pass; `suspect` lets one pass at a time and asks at once with a probe;
 * `open` holds them and probes; `throttled` lets a few pass, because the provider is slow or has just come back.
 *
 * Each event carries what was decided, by {@link createSignerHealth} or a signer, from the evidence of calls.
 *
 * ```statechart lane
 * ```
 *
 * @example
 * ```ts
 * import { laneMachine } from 'loket/signing';
 * import { createActor } from 'xstate';
 *
 * const lane = createActor(laneMachine, { input: { provider: 'tte', kind: 'kk' } }).start();
 * const { evidence } = lane.getSnapshot().context;
 * lane.send({
 *   type: 'lane.opened', at: 0, kind: 'kk', evidence, flaps: 0, probeAt: 5_000, openUntil: 30_000,
 * });
 * lane.getSnapshot().value; //=> 'open'
 * ```
 */
export const laneMachine = setup({
  types: {
    context: {} as LaneContext,
    events: {} as SignerEvent,
    emitted: {} as SignerEffect,
    input: {} as { provider: string; kind: string },
  },
  actions: {
    keepEvidence: assign(({ event }) => ({
      evidence: (event as Extract<SignerEvent, { evidence: Evidence }>).evidence,
    })),
    markOpen: assign(({ context, event }) => {
      const { at, flaps, openUntil } = event as LaneEvent<'lane.opened'>;
      const troubledAt = context.troubledAt ?? at;
      return {
        openedAt: at,
        troubledAt,
        openUntil,
        cause: 'errors' as const,
        flaps,
        successes: 0,
        limit: 0,
        good: 0,
        misses: 0,
      };
    }),
    countProbe: assign(({ event }) => ({ successes: (event as LaneEvent<'lane.probed'>).successes })),
    markThrottled: assign(({ context, event }) => {
      const { at, cause, limit } = event as LaneEvent<'lane.throttled'>;
      return {
        openedAt: null,
        troubledAt: context.troubledAt ?? at,
        cause,
        limit,
        good: 0,
        misses: 0,
        successes: 0,
      };
    }),
    countGood: assign(({ event }) => {
      const { good = 0, misses = 0 } = event as LaneEvent<'lane.weighed'>;
      return { good, misses };
    }),
    markClosed: assign(({ context, event }) => ({
      openedAt: null,
      troubledAt: null,
      cause: null,
      limit: 0,
      good: 0,
      misses: 0,
      successes: 0,
      lastEndedAt: event.at,
      outages: [...context.outages.slice(-19), event.at - (context.troubledAt ?? event.at)],
    })),
    timeProbe: emit(({ context, event }) => ({
      type: 'timer.set' as const,
      provider: context.provider,
      timer: `probe:${context.kind}`,
      dueAt: (event as Probing).probeAt,
    })),
    stopProbe: emit(({ context }) => ({
      type: 'timer.clear' as const,
      provider: context.provider,
      timer: `probe:${context.kind}`,
    })),
    askDispatch: emit(({ context }) => ({ type: 'signer.dispatch' as const, provider: context.provider })),
  },
}).createMachine({
  id: 'lane',
  context: ({ input }) => initialLane(input.provider, input.kind),
  initial: 'closed',
  states: {
    closed: {
      on: {
        'lane.weighed': { actions: 'keepEvidence' },
        'lane.suspected': { target: 'suspect', actions: ['keepEvidence', 'timeProbe'] },
        'lane.opened': { target: 'open', actions: ['keepEvidence', 'markOpen', 'timeProbe', 'askDispatch'] },
        'lane.throttled': { target: 'throttled', actions: ['keepEvidence', 'markThrottled', 'askDispatch'] },
      },
    },
    suspect: {
      on: {
        'lane.weighed': { actions: 'keepEvidence' },
        'lane.probed': { actions: ['keepEvidence', 'timeProbe'] },
        'lane.cleared': { target: 'closed', actions: ['keepEvidence', 'stopProbe', 'askDispatch'] },
        'lane.opened': { target: 'open', actions: ['keepEvidence', 'markOpen', 'timeProbe', 'askDispatch'] },
        'lane.throttled': {
          target: 'throttled',
          actions: ['keepEvidence', 'markThrottled', 'stopProbe', 'askDispatch'],
        },
      },
    },
    open: {
      on: {
        'lane.probed': { actions: ['keepEvidence', 'countProbe', 'timeProbe'] },
        'lane.throttled': {
          target: 'throttled',
          actions: ['keepEvidence', 'markThrottled', 'stopProbe', 'askDispatch'],
        },
      },
    },
    throttled: {
      on: {
        'lane.weighed': { actions: ['keepEvidence', 'countGood'] },
        'lane.throttled': { actions: ['keepEvidence', 'markThrottled', 'askDispatch'] },
        'lane.opened': { target: 'open', actions: ['keepEvidence', 'markOpen', 'timeProbe', 'askDispatch'] },
        'lane.closed': { target: 'closed', actions: ['keepEvidence', 'markClosed', 'askDispatch'] },
      },
    },
  },
}) as unknown as RoomMachine<LaneContext, SignerEvent, SignerEffect, { provider: string; kind: string }>;
