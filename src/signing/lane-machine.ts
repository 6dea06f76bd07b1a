import { assign, emit, setup } from 'xstate';
import type { RoomMachine } from '../internal/machine.js';
import type { OfType } from '../internal/messages.js';
import type { EpochMs } from '../internal/time.js';
import type { SignerEffect, SignerEvent } from './messages.js';

/** What a lane knows of the provider's health for one document kind. */
export interface LaneContext {
  readonly provider: string;
  readonly kind: string;
  /** Failures in a row. */
  readonly failures: number;
  /** Good probes in a row. */
  readonly successes: number;
  /** Since when the lane is open; `null` while it is closed. */
  readonly openedAt: EpochMs | null;
}

/** The context of a lane that was never used. @internal */
export function initialLane(provider: string, kind: string): LaneContext {
  return { provider, kind, failures: 0, successes: 0, openedAt: null };
}

const timer = (context: LaneContext) => `probe:${context.kind}`;

/**
 * The health of a signature provider for one document kind, as an XState machine: `closed` lets documents pass,
 * `open` holds them and probes. (As with an electric breaker, closed is the good state.)
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
 * lane.send({ type: 'lane.failed', at: 0, kind: 'kk', threshold: 1, probeAt: 60_000 });
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
  guards: {
    isLastStraw: ({ context, event }) =>
      context.failures + 1 >= (event as OfType<SignerEvent, 'lane.failed'>).threshold,
    isProven: ({ context, event }) =>
      context.successes + 1 >= (event as OfType<SignerEvent, 'lane.probeSucceeded'>).needed,
  },
  actions: {
    countFailure: assign(({ context }) => ({ failures: context.failures + 1 })),
    forgetFailures: assign(() => ({ failures: 0 })),
    markOpen: assign(({ event }) => ({ openedAt: event.at, successes: 0 })),
    countSuccess: assign(({ context }) => ({ successes: context.successes + 1 })),
    forgetSuccesses: assign(() => ({ successes: 0 })),
    markClosed: assign(() => ({ openedAt: null, failures: 0, successes: 0 })),
    timeProbe: emit(({ context, event }) => ({
      type: 'timer.set' as const,
      provider: context.provider,
      timer: timer(context),
      dueAt: (event as Extract<SignerEvent, { probeAt: EpochMs }>).probeAt,
    })),
    stopProbe: emit(({ context }) => ({
      type: 'timer.clear' as const,
      provider: context.provider,
      timer: timer(context),
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
        'lane.succeeded': { actions: 'forgetFailures' },
        'lane.failed': [
          { guard: 'isLastStraw', target: 'open', actions: ['countFailure', 'markOpen', 'timeProbe'] },
          { actions: 'countFailure' },
        ],
      },
    },
    open: {
      on: {
        'lane.probeSucceeded': [
          { guard: 'isProven', target: 'closed', actions: ['markClosed', 'stopProbe', 'askDispatch'] },
          { actions: ['countSuccess', 'timeProbe'] },
        ],
        'lane.probeFailed': { actions: ['forgetSuccesses', 'timeProbe'] },
      },
    },
  },
}) as unknown as RoomMachine<LaneContext, SignerEvent, SignerEffect, { provider: string; kind: string }>;
