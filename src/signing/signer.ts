import type { Calendar } from '../calendar/index.js';
import { compileMachine } from '../internal/compile-machine.js';
import { LoketError } from '../internal/errors.js';
import type { Decider, Outcome } from '../internal/outcome.js';
import { type RefusalCode, refuse } from '../internal/refusal.js';
import type { EpochMs } from '../internal/time.js';
import { dispatch } from './dispatch.js';
import { initialLane, type LaneContext, laneMachine } from './lane-machine.js';
import type { SignerCommand, SignerEffect, SignerEvent } from './messages.js';

/** A document that waits for, or is in, an electronic signature. */
export interface SigningRequest {
  readonly requestId: string;
  readonly applicationId: string;
  readonly kind: string;
  readonly since: EpochMs;
  readonly acceptedAt: EpochMs;
  /** `waiting` in the line, `inFlight` at the provider, `unknown` when nobody knows what came of it. */
  readonly place: 'waiting' | 'inFlight' | 'unknown';
  /** Calls made so far. */
  readonly attempt: number;
  /** Not called again before this time. */
  readonly notBefore: EpochMs;
  /** Whether the applicant was told that it waits for the signer. */
  readonly announced: boolean;
}

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

/** A lane as stored. */
export interface Lane {
  readonly state: string;
  readonly context: LaneContext;
}

/** The stored state of a signer: plain JSON. */
export interface SignerState {
  readonly v: 1;
  readonly provider: string;
  readonly lanes: Record<string, Lane>;
  readonly requests: Record<string, SigningRequest>;
  /** Waiting request ids by kind, in order. */
  readonly waiting: Record<string, string[]>;
  /** Number of requests at the provider, by kind. */
  readonly inFlight: Record<string, number>;
  /** Orders in order of recording; ended ones are dropped. */
  orders: readonly SigningOrder[];
  /** Papers sent to the wet desk on the last day that any were. */
  wet: { readonly day: string; readonly count: number };
}

/** What the signing room is told about one provider and its signatory. */
export interface SignerConfig {
  readonly provider: string;
  readonly calendar: Calendar;
  /** Failures in a row that open a lane. Default 3. */
  readonly failureThreshold?: number | undefined;
  /** Good probes in a row that close it. Default 2. */
  readonly probesToClose?: number | undefined;
  /** Milliseconds between probes of an open lane. Default 60 000. */
  readonly probeEveryMs?: number | undefined;
  /** Milliseconds before a request that failed is tried again. Default 15 000. */
  readonly retryAfterMs?: number | undefined;
  /** Milliseconds between look-ups of an unknown outcome. Default 60 000. */
  readonly lookUpEveryMs?: number | undefined;
  /** Whether the provider can tell what came of a request. Default `false`. */
  readonly canLookUp?: boolean | undefined;
  /** Calls to the provider at once, per kind. Default 4. */
  readonly maxInFlight?: number | undefined;
  /** Longest wait in `auto`, in milliseconds; then a document goes to the wet desk. Default 24 hours. */
  readonly maxHoldMs?: number | undefined;
  /** Papers a day that the signatory's wet desk takes; `null` (default) for no bound. */
  readonly wetPerDay?: number | null | undefined;
}

/** Facts that a decision on a signer may rest on: none. */
export type SignerFacts = Record<never, never>;

/** @internal */
export const laneTable = compileMachine<
  LaneContext,
  SignerEvent,
  SignerEffect,
  { provider: string; kind: string }
>(laneMachine);

/** @internal */
export function fullSignerConfig(config: SignerConfig) {
  return {
    provider: config.provider,
    calendar: config.calendar,
    failureThreshold: config.failureThreshold ?? 3,
    probesToClose: config.probesToClose ?? 2,
    probeEveryMs: config.probeEveryMs ?? 60_000,
    retryAfterMs: config.retryAfterMs ?? 15_000,
    lookUpEveryMs: config.lookUpEveryMs ?? 60_000,
    canLookUp: config.canLookUp ?? false,
    maxInFlight: config.maxInFlight ?? 4,
    maxHoldMs: config.maxHoldMs ?? 24 * 3_600_000,
    wetPerDay: config.wetPerDay ?? null,
  };
}

/** Finds the lane of a kind, closed if it was never used. @internal */
export function laneOf(signer: SignerState, kind: string): Lane {
  return signer.lanes[kind] ?? { state: 'closed', context: initialLane(signer.provider, kind) };
}

const orders = ['signer.order', 'signer.planMaintenance', 'signature.resolve'];

/**
 * Makes the decider for one signature provider: its health, the orders of people, and the line of documents, over a
 * host's own storage. A request only joins the line; the effect `signer.dispatch`, given back as a command, moves it.
 *
 * `evolve` changes the state that it is given and returns it.
 *
 * @example
 * ```ts
 * import { indonesianCalendar } from 'loket/indonesia';
 * import { signerDecider } from 'loket/signing';
 *
 * const decider = signerDecider({ provider: 'tte', calendar: indonesianCalendar() });
 * const ordered = decider.decide(
 *   decider.initial('tte'),
 *   {
 *     type: 'signer.order', id: 'o-1', at: 1000, by: { id: 'siti', role: 'head' },
 *     provider: 'tte', mode: 'wet', reason: 'maintenance', until: 500,
 *   },
 *   {},
 * );
 * ordered.ok ? '' : ordered.code; //=> 'invalid-window'
 * ```
 */
export function signerDecider(
  input: SignerConfig,
): Decider<SignerState, SignerCommand, SignerEvent, SignerEffect, SignerFacts> {
  const config = fullSignerConfig(input);
  const { provider } = config;

  function decide(signer: SignerState, command: SignerCommand): Outcome<SignerEvent, SignerEffect> {
    const { at } = command;
    const no = (code: RefusalCode, message: string, state = 'running') =>
      refuse(code, command.type, state, orders, message);
    const again: SignerEffect = { type: 'signer.dispatch', provider };
    switch (command.type) {
      case 'signer.order': {
        const until = command.until ?? null;
        if (until !== null && until <= at) {
          return no('invalid-window', `until must lie after ${at}, got ${until}`);
        }
        return {
          ok: true,
          events: [
            {
              type: 'signer.ordered',
              at,
              orderId: command.id,
              mode: command.mode,
              kinds: command.kinds ?? null,
              reason: command.reason,
              by: command.by.id,
              from: at,
              until,
              planned: false,
            },
          ],
          effects: [again],
        };
      }
      case 'signer.planMaintenance': {
        const { from, until } = command;
        if (until <= from || until <= at) {
          return no('invalid-window', `until must lie after from and after ${at}, got ${from} to ${until}`);
        }
        return {
          ok: true,
          events: [
            {
              type: 'signer.ordered',
              at,
              orderId: command.id,
              mode: 'wet',
              kinds: command.kinds ?? null,
              reason: command.reason,
              by: command.by.id,
              from,
              until,
              planned: true,
            },
          ],
          effects: [again],
        };
      }
      case 'signature.request': {
        const { requestId, applicationId, kind, since } = command;
        if (signer.requests[requestId]) {
          return no('already-exists', `request '${requestId}' is in the line already`);
        }
        return {
          ok: true,
          events: [{ type: 'request.accepted', at, requestId, applicationId, kind, since }],
          effects: [again],
        };
      }
      case 'signature.void': {
        const { requestId, applicationId } = command;
        return {
          ok: true,
          events: [{ type: 'signature.voided', at, requestId, applicationId }],
          effects: [],
        };
      }
      case 'signer.dispatch':
        return dispatch(config, signer, at);
      case 'signer.probe':
        if (laneOf(signer, command.kind).state !== 'open') return { ok: true, events: [], effects: [] };
        return {
          ok: true,
          events: [],
          effects: [{ type: 'signature.probe', provider, kind: command.kind }],
        };
      case 'signer.probed': {
        const { kind } = command;
        const probeAt = at + config.probeEveryMs;
        return withLane(signer, [], [], {
          ...(command.ok
            ? { type: 'lane.probeSucceeded', needed: config.probesToClose }
            : { type: 'lane.probeFailed' }),
          at,
          kind,
          probeAt,
        } as SignerEvent & { kind: string });
      }
      case 'signature.cancel':
      case 'signature.resolve':
      case 'signature.report':
      case 'signature.lookedUp':
      case 'signature.lookUp': {
        const request = signer.requests[command.requestId];
        if (!request) return no('not-found', `no request is called '${command.requestId}'`);
        return decideRequest(signer, request, command);
      }
    }
  }

  function decideRequest(
    signer: SignerState,
    request: SigningRequest,
    command: Extract<
      SignerCommand,
      {
        type:
          | 'signature.cancel'
          | 'signature.resolve'
          | 'signature.report'
          | 'signature.lookedUp'
          | 'signature.lookUp';
      }
    >,
  ): Outcome<SignerEvent, SignerEffect> {
    const { at } = command;
    const { requestId, applicationId, kind, attempt } = request;
    const no = (code: RefusalCode, message: string) =>
      refuse(code, command.type, request.place, placeAllows[request.place], message);
    const wrongPlace = () =>
      no('not-possible', `'${command.type}' is not possible while '${requestId}' is '${request.place}'`);
    switch (command.type) {
      case 'signature.cancel':
        if (request.place !== 'waiting') return wrongPlace();
        return { ok: true, events: [{ type: 'request.withdrawn', at, requestId }], effects: [] };
      case 'signature.lookUp':
        if (request.place !== 'unknown') return { ok: true, events: [], effects: [] };
        return {
          ok: true,
          events: [],
          effects: [{ type: 'signature.lookUp', provider, requestId, applicationId, kind, attempt }],
        };
      case 'signature.resolve':
        if (request.place !== 'unknown') return wrongPlace();
        return command.outcome === 'made'
          ? made(request, at, command.artifact)
          : failed(signer, request, at, 'settled by hand: not made', false);
      case 'signature.lookedUp':
        if (request.place !== 'unknown' || command.attempt !== attempt) {
          return no(
            'stale-request',
            `the look-up of attempt ${command.attempt} of '${requestId}' is outdated`,
          );
        }
        if (command.outcome === 'made') return made(request, at, command.artifact);
        if (command.outcome === 'notMade') return failed(signer, request, at, 'looked up: not made', false);
        return { ok: true, events: [], effects: [lookUpTimer(requestId, at)] };
      case 'signature.report':
        if (request.place !== 'inFlight' || command.attempt !== attempt) {
          return no(
            'stale-request',
            `the report on attempt ${command.attempt} of '${requestId}' is outdated`,
          );
        }
        switch (command.outcome) {
          case 'ok': {
            const done = made(request, at, command.artifact);
            return withLane(signer, done.events, done.effects, { type: 'lane.succeeded', at, kind });
          }
          case 'rejected': {
            const reason = command.reason ?? 'refused by the signer';
            return {
              ok: true,
              events: [{ type: 'request.rejected', at, requestId, reason }],
              effects: [
                { type: 'signature.refused', applicationId, requestId, reason },
                { type: 'signer.dispatch', provider },
              ],
            };
          }
          case 'unavailable':
            return failed(signer, request, at, command.reason ?? 'signer unavailable', true);
          case 'unknown': {
            const reason = command.reason ?? 'no answer';
            const effects: SignerEffect[] = [{ type: 'signature.unknown', applicationId, requestId }];
            if (config.canLookUp) effects.push(lookUpTimer(requestId, at));
            return withLane(
              signer,
              [{ type: 'request.lost', at, requestId, reason }],
              effects,
              laneFailed(kind, at),
            );
          }
        }
    }
  }

  function lookUpTimer(requestId: string, at: EpochMs): SignerEffect {
    return { type: 'timer.set', provider, timer: `lookUp:${requestId}`, dueAt: at + config.lookUpEveryMs };
  }

  function laneFailed(kind: string, at: EpochMs): SignerEvent & { kind: string } {
    return {
      type: 'lane.failed',
      at,
      kind,
      threshold: config.failureThreshold,
      probeAt: at + config.probeEveryMs,
    };
  }

  function made(request: SigningRequest, at: EpochMs, artifact: string | undefined) {
    const { requestId, applicationId } = request;
    const proof = artifact === undefined ? {} : { artifact };
    const events: SignerEvent[] = [{ type: 'request.made', at, requestId, ...proof }];
    const effects: SignerEffect[] = [
      { type: 'signature.made', applicationId, requestId, ...proof },
      { type: 'signer.dispatch', provider },
    ];
    return { ok: true as const, events, effects };
  }

  function failed(
    signer: SignerState,
    request: SigningRequest,
    at: EpochMs,
    reason: string,
    countsAgainstLane: boolean,
  ): Outcome<SignerEvent, SignerEffect> {
    const { requestId, applicationId, kind } = request;
    const events: SignerEvent[] = [
      { type: 'request.failed', at, requestId, reason, notBefore: at + config.retryAfterMs },
    ];
    const effects: SignerEffect[] = [
      { type: 'signature.requeued', applicationId, requestId },
      { type: 'signer.dispatch', provider },
    ];
    if (!countsAgainstLane) return { ok: true, events, effects };
    return withLane(signer, events, effects, laneFailed(kind, at));
  }

  /** Adds a lane's event where the lane takes it, and what the lane asks for. */
  function withLane(
    signer: SignerState,
    events: readonly SignerEvent[],
    effects: readonly SignerEffect[],
    event: SignerEvent & { kind: string },
  ): Outcome<SignerEvent, SignerEffect> {
    const lane = laneOf(signer, event.kind);
    const step = laneTable.step(lane.state, lane.context, event);
    if (!step) return { ok: true, events, effects };
    return { ok: true, events: [...events, event], effects: [...step.effects, ...effects] };
  }

  return {
    initial: () => ({
      v: 1,
      provider,
      lanes: {},
      requests: {},
      waiting: {},
      inFlight: {},
      orders: [],
      wet: { day: '', count: 0 },
    }),
    decide,
    evolve: evolveSigner,
  };
}

const placeAllows: Record<SigningRequest['place'], readonly string[]> = {
  waiting: ['signature.cancel'],
  inFlight: ['signature.report'],
  unknown: ['signature.resolve', 'signature.lookUp'],
};

function evolveSigner(signer: SignerState, event: SignerEvent): SignerState {
  switch (event.type) {
    case 'signer.ordered': {
      const { type: _, at, ...order } = event;
      signer.orders = [...signer.orders.filter((o) => o.until === null || o.until > at), order];
      // An order for all kinds without an end makes the earlier ones that have begun pointless.
      if (!event.planned && event.kinds === null && event.until === null) {
        signer.orders = signer.orders.filter((o) => o === order || o.from > at);
      }
      return signer;
    }
    case 'request.accepted': {
      const { requestId, applicationId, kind, since, at } = event;
      signer.requests[requestId] = {
        requestId,
        applicationId,
        kind,
        since,
        acceptedAt: at,
        place: 'waiting',
        attempt: 0,
        notBefore: at,
        announced: false,
      };
      lineOf(signer, kind).push(requestId);
      return signer;
    }
    case 'signature.voided':
      return signer;
    case 'lane.succeeded':
    case 'lane.failed':
    case 'lane.probeSucceeded':
    case 'lane.probeFailed': {
      const lane = laneOf(signer, event.kind);
      const step = laneTable.step(lane.state, lane.context, event);
      if (!step) throw misfit(event.type, lane.state);
      signer.lanes[event.kind] = { state: step.state, context: step.context };
      return signer;
    }
    default:
      return evolveRequest(signer, event);
  }
}

function evolveRequest(
  signer: SignerState,
  event: Extract<SignerEvent, { type: `request.${string}` }>,
): SignerState {
  const { requestId } = event;
  const request = signer.requests[requestId];
  if (!request || event.type === 'request.accepted') throw misfit(event.type, requestId);
  const { kind } = request;
  if (request.place === 'inFlight') signer.inFlight[kind] = (signer.inFlight[kind] ?? 1) - 1;
  switch (event.type) {
    case 'request.started':
      leaveLine(signer, request);
      signer.inFlight[kind] = (signer.inFlight[kind] ?? 0) + 1;
      signer.requests[requestId] = { ...request, place: 'inFlight', attempt: event.attempt };
      break;
    case 'request.announced':
      signer.requests[requestId] = { ...request, announced: true };
      break;
    case 'request.failed':
      signer.requests[requestId] = {
        ...request,
        place: 'waiting',
        notBefore: event.notBefore,
        announced: false,
      };
      lineOf(signer, kind).unshift(requestId);
      break;
    case 'request.lost':
      signer.requests[requestId] = { ...request, place: 'unknown' };
      break;
    case 'request.routedWet':
      leaveLine(signer, request);
      delete signer.requests[requestId];
      signer.wet = {
        day: event.day,
        count: signer.wet.day === event.day ? signer.wet.count + 1 : 1,
      };
      break;
    case 'request.withdrawn':
      leaveLine(signer, request);
      delete signer.requests[requestId];
      break;
    case 'request.made':
    case 'request.rejected':
      delete signer.requests[requestId];
      break;
  }
  return signer;
}

function lineOf(signer: SignerState, kind: string): string[] {
  const line = signer.waiting[kind];
  if (line) return line;
  const created: string[] = [];
  signer.waiting[kind] = created;
  return created;
}

function leaveLine(signer: SignerState, request: SigningRequest): void {
  const line = lineOf(signer, request.kind);
  const place = line.indexOf(request.requestId);
  if (place >= 0) line.splice(place, 1);
}

function misfit(type: string, state: string): LoketError {
  return new LoketError('invalid-data', `event '${type}' does not fit '${state}'`, {
    issues: [{ field: 'event', rule: `must be possible in '${state}'`, value: type }],
  });
}
