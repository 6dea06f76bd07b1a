import type { EpochMs } from '../internal/time.js';
import type { SignerEvent } from './messages.js';
import type { RoutingChoice } from './router.js';
import { evolveHealth, misfit } from './signer-health.js';
import type { HealthState } from './signing-now.js';

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
  /** The outage of which the applicant was told. */
  readonly outage?: string;
  /** Whether nobody waits for it any more, though its call is out; it is not tried again. */
  readonly withdrawn?: boolean;
}

/** A signed document that waits for the timestamp that its timestamper could not give. */
export interface SignatureUpgrade {
  readonly requestId: string;
  readonly applicationId: string;
  readonly kind: string;
  /** The signed document as it is now. */
  readonly artifact: string;
  /** Not asked for again before this time. */
  readonly notBefore: EpochMs;
  /** Calls made so far. */
  readonly tries: number;
  /** Whether a call is out. */
  readonly started: boolean;
}

/** Which way a document was sent, and what that rested on. */
export interface SentToDesk extends Pick<RoutingChoice, 'why' | 'electronicBy' | 'wetBy'> {
  readonly requestId: string;
  readonly applicationId: string;
  readonly at: EpochMs;
}

/** The stored state of a signer: plain JSON. */
export interface SignerState extends HealthState {
  readonly v: 2;
  readonly requests: Record<string, SigningRequest>;
  /** Waiting request ids by kind, in order. */
  readonly waiting: Record<string, string[]>;
  /** Number of requests at the provider, by kind. */
  readonly inFlight: Record<string, number>;
  /** Signed documents that lack their timestamp, by request. */
  readonly upgrades: Record<string, SignatureUpgrade>;
  /** The last 200 documents that were sent to the wet desk, the latest last. */
  sentToDesk: readonly SentToDesk[];
  /** Documents that a provider signed twice, by request: the second ones, set aside. */
  readonly duplicates: Record<string, readonly string[]>;
  /** Papers sent to the wet desk on the last day that any were. */
  wet: { readonly day: string; readonly count: number };
  /** How the queue was last told that each kind is signed; electronically where it was told nothing. */
  told?: Readonly<Record<string, 'electronic' | 'held' | 'wet'>>;
}

/** Returns the signer after an event; the given state is changed. @internal */
export function evolveSigner(signer: SignerState, event: SignerEvent): SignerState {
  switch (event.type) {
    case 'signer.ordered':
    case 'signer.orderEnded':
    case 'lane.weighed':
    case 'lane.suspected':
    case 'lane.cleared':
    case 'lane.opened':
    case 'lane.probed':
    case 'lane.throttled':
    case 'lane.closed':
      return evolveHealth(signer, event);
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
    case 'signature.duplicated': {
      const { requestId, artifacts } = event;
      const known = signer.duplicates[requestId] ?? [];
      signer.duplicates[requestId] = [...new Set([...known, ...artifacts])];
      return signer;
    }
    case 'signature.voided':
    case 'signature.late':
      return signer;
    case 'upgrade.started':
    case 'upgrade.failed':
    case 'upgrade.made':
    case 'upgrade.abandoned':
      return evolveUpgrade(signer, event);
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
      signer.requests[requestId] = {
        ...request,
        announced: true,
        ...(event.cause !== undefined && { outage: event.cause }),
      };
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
      {
        const { at, why = 'order', electronicBy = null, wetBy = null } = event;
        const sent = { requestId, applicationId: request.applicationId, at, why, electronicBy, wetBy };
        signer.sentToDesk = [...signer.sentToDesk.slice(-199), sent];
      }
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
      if (event.upgradeAt !== undefined && event.artifact !== undefined) {
        const { applicationId } = request;
        const { artifact, upgradeAt: notBefore } = event;
        const upgrade = { requestId, applicationId, kind, artifact, notBefore, tries: 0, started: false };
        signer.upgrades[requestId] = upgrade;
      }
      break;
    case 'request.rejected':
      delete signer.requests[requestId];
      break;
  }
  return signer;
}

function evolveUpgrade(
  signer: SignerState,
  event: Extract<SignerEvent, { type: `upgrade.${string}` }>,
): SignerState {
  const { requestId } = event;
  const upgrade = signer.upgrades[requestId];
  if (!upgrade) throw misfit(event.type, requestId);
  switch (event.type) {
    case 'upgrade.started':
      signer.upgrades[requestId] = { ...upgrade, tries: event.attempt, started: true };
      return signer;
    case 'upgrade.failed':
      signer.upgrades[requestId] = { ...upgrade, notBefore: event.notBefore, started: false };
      return signer;
    default:
      delete signer.upgrades[requestId];
      return signer;
  }
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
