import { compileMachine } from '../internal/compile-machine.js';
import { LoketError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import type { Outcome } from '../internal/outcome.js';
import type { EpochMs } from '../internal/time.js';
import type { CallSeen } from './evidence.js';
import { checkHealthConfig, type HealthConfig } from './health-config.js';
import { judgeCall, judgeProbe, type ProbeSeen } from './judge-lane.js';
import { type LaneContext, laneMachine } from './lane-machine.js';
import type { SignerCommand, SignerEffect, SignerEvent } from './messages.js';
import { decideOrder, withOrder } from './orders.js';
import { type HealthState, type Lane, laneOf, limitOf, type SigningNow, signingNow } from './signing-now.js';

/** What happened to a provider's health. */
export type HealthEvent = Extract<
  SignerEvent,
  { type: `lane.${string}` | 'signer.ordered' | 'signer.orderEnded' }
>;

/** What a {@link SignerHealth} is told. */
export type HealthCommand =
  /** Reports calls with documents of a kind, in the order in which they ended. */
  | {
      readonly type: 'health.observe';
      readonly at: EpochMs;
      readonly kind: string;
      readonly calls: readonly CallSeen[];
    }
  /** Reports a probe: a call with a synthetic document. */
  | ({ readonly type: 'health.probed'; readonly at: EpochMs; readonly kind: string } & ProbeSeen)
  | Extract<SignerCommand, { type: 'signer.order' | 'signer.planMaintenance' }>;

/** Keeps the health of one signature provider over a host's own storage: pure, without clock, timer or call. */
export interface SignerHealth {
  /** The state of a provider that was never used: plain JSON. */
  initial(): HealthState;
  /**
   * Answers a command without changing the state. Its effects are timers: `timer.set` for `probe:KIND` asks for a probe
   * at that time, and `signer.dispatch` says that what may pass has changed.
   */
  decide(state: HealthState, command: HealthCommand): Outcome<HealthEvent, SignerEffect>;
  /** Changes the state by an event that was kept, and returns it. */
  evolve(state: HealthState, event: HealthEvent): HealthState;
  /** Tells how a document kind is signed at a time, and why. */
  now(state: HealthState, kind: string, at: EpochMs): SigningNow;
  /** Tells how many documents of a kind may be at the provider at once; 0 while its lane is open. */
  limit(state: HealthState, kind: string): number;
}

/** @internal */
export const laneTable = lazy(() =>
  compileMachine<LaneContext, SignerEvent, SignerEffect, { provider: string; kind: string }>(laneMachine),
);

/**
 * Makes the detector of outages for one signature provider, a lane per document kind. Errors and slowness are weighed
 * call by call as a sequential test; a first failure is followed by a probe at once, so that an outage is seen without
 * spending documents on it; a lane opens for a minimum time that doubles while it flaps, is probed all the while, and
 * then lets one document pass, then two, four and on. A user's error never counts. A person's order and planned
 * maintenance beat it.
 *
 * @throws {@link LoketError} with code `invalid-config` when a number is out of its range
 *
 * @example
 * ```ts
 * import { createSignerHealth } from 'loket/signing';
 *
 * const health = createSignerHealth({ provider: 'tte' });
 * const state = health.initial();
 * const dead = { outcome: 'unavailable', tookMs: 12 } as const;
 * const seen = health.decide(state, {
 *   type: 'health.observe', at: 60_000, kind: 'kk', calls: [dead, dead, dead, dead],
 * });
 * if (seen.ok) for (const event of seen.events) health.evolve(state, event);
 * health.now(state, 'kk', 60_000).why; //=> 'signer-down'
 * health.limit(state, 'kk'); //=> 0
 * health.limit(state, 'akta-lahir'); //=> 4
 * ```
 */
export function createSignerHealth(input: HealthConfig & { readonly provider: string }): SignerHealth {
  const config = checkHealthConfig(input, `signer health '${input?.provider}'`);
  const { provider } = input;
  return {
    initial: () => ({ provider, lanes: {}, orders: [] }),
    decide(state, command) {
      switch (command.type) {
        case 'health.observe': {
          const { at, kind, calls } = command;
          return {
            ok: true,
            ...overCalls(laneOf(state, kind), calls, (lane, call) => judgeCall(config, lane, at, call)),
          };
        }
        case 'health.probed': {
          const { at, kind } = command;
          return {
            ok: true,
            ...overCalls(laneOf(state, kind), [command], (lane, probe) =>
              judgeProbe(config, lane, at, probe),
            ),
          };
        }
        default:
          return decideOrder(command) as Outcome<HealthEvent, never>;
      }
    },
    evolve: (state, event) => evolveHealth(state, event),
    now: signingNow,
    limit: (state, kind) => limitOf(config, laneOf(state, kind)),
  };
}

/** Judges one thing after the other, each on the lane as the one before left it. @internal */
export function overCalls<T>(
  first: Lane,
  seen: readonly T[],
  judge: (lane: Lane, one: T) => SignerEvent | undefined,
): { readonly events: HealthEvent[]; readonly effects: SignerEffect[] } {
  const events: HealthEvent[] = [];
  const effects: SignerEffect[] = [];
  let lane = first;
  for (const one of seen) {
    const event = judge(lane, one);
    const step = event && laneTable().step(lane.state, lane.context, event);
    if (!step) continue;
    lane = { state: step.state, context: step.context };
    events.push(event as HealthEvent);
    effects.push(...step.effects);
  }
  return { events, effects };
}

/** Returns the state after an event of health; the given state is changed. @internal */
export function evolveHealth<S extends HealthState>(state: S, event: HealthEvent): S {
  switch (event.type) {
    case 'signer.ordered': {
      const { type: _, at, ...order } = event;
      state.orders = withOrder(state.orders, order, at);
      return state;
    }
    case 'signer.orderEnded':
      state.orders = state.orders.filter(({ orderId }) => orderId !== event.orderId);
      return state;
    default: {
      const lane = laneOf(state, event.kind);
      const step = laneTable().step(lane.state, lane.context, event);
      if (!step) throw misfit(event.type, lane.state);
      state.lanes[event.kind] = { state: step.state, context: step.context };
      return state;
    }
  }
}

/** @internal */
export function misfit(type: string, state: string): LoketError {
  return new LoketError('invalid-data', `event '${type}' does not fit '${state}'`, {
    issues: [{ field: 'event', rule: `must be possible in '${state}'`, value: type }],
  });
}
