import { compileMachine } from '../internal/compile-machine.js';
import { LoketError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import type { EpochMs } from '../internal/time.js';
import { initialLane, type LaneContext, laneMachine } from './lane-machine.js';
import type { SignerEffect, SignerEvent } from './messages.js';

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
  /** Whether nobody waits for it any more, though its call is out; it is not tried again. */
  readonly withdrawn?: boolean;
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
  /** How the queue was last told that each kind is signed; electronically where it was told nothing. */
  told?: Readonly<Record<string, 'electronic' | 'held' | 'wet'>>;
}

/** @internal */
export const laneTable = lazy(() =>
  compileMachine<LaneContext, SignerEvent, SignerEffect, { provider: string; kind: string }>(laneMachine),
);

/** Finds the lane of a kind, closed if it was never used. @internal */
export function laneOf(signer: SignerState, kind: string): Lane {
  return signer.lanes[kind] ?? { state: 'closed', context: initialLane(signer.provider, kind) };
}

/** Returns the signer after an event; the given state is changed. @internal */
export function evolveSigner(signer: SignerState, event: SignerEvent): SignerState {
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
    case 'mode.told':
      signer.told = { ...signer.told, [event.kind]: event.mode };
      return signer;
    case 'signature.voided':
    case 'signature.late':
      return signer;
    case 'lane.succeeded':
    case 'lane.failed':
    case 'lane.probeSucceeded':
    case 'lane.probeFailed': {
      const lane = laneOf(signer, event.kind);
      const step = laneTable().step(lane.state, lane.context, event);
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
      if (request.withdrawn) {
        delete signer.requests[requestId];
        break;
      }
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
      if (request.place === 'waiting') {
        leaveLine(signer, request);
        delete signer.requests[requestId];
      } else signer.requests[requestId] = { ...request, withdrawn: true };
      if (request.place === 'inFlight') signer.inFlight[kind] = (signer.inFlight[kind] ?? 0) + 1;
      break;
    case 'request.made':
      leaveLine(signer, request);
      delete signer.requests[requestId];
      break;
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
