import { noLinks } from '../../src/documents/application-context.js';
import { hadRecord, pastOf, wasReleased } from '../../src/documents/application-past.js';
import type { ApplicationContext, ApplicationEvent } from '../../src/documents/index.js';
import {
  countJob,
  draftOf,
  type EventOf,
  type HandStep,
  newCode,
  none,
  touched,
  withOriginal,
  withReason,
  withSuccessor,
} from './draft.js';
import { askPrint, askSignature, clear, setTimer, tell, watchPromise } from './effects.js';
import { afterPen, afterPrint, anywhere, toCounter, toPen, toPrinter, waiting } from './ways.js';

export function opened(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  if (event.type === 'application.imported') return imported(c, event);
  if (event.type !== 'application.opened') return anywhere('new', c, event);
  const { at, applicant, replaces = null, temporaryFor = null } = event;
  const n = touched(c, at);
  n.kind = event.kind;
  n.applicant = applicant.ref;
  n.area = applicant.area ?? null;
  n.ticketId = event.ticketId ?? null;
  n.rules = event.rules;
  const alone = replaces === null && temporaryFor === null;
  n.links = alone ? null : { ...noLinks, replaces, temporaryFor };
  const effects = [setTimer(c, 'attention', event.attentionAt)];
  return { state: alone ? 'queued' : 'verifying', context: n, effects };
}

function imported(c: ApplicationContext, event: EventOf<'application.imported'>): HandStep {
  const { state, since, rules, claim } = event;
  const past = pastOf(state, event.mode, rules.wetStage, since);
  const n = draftOf(c);
  n.kind = event.kind;
  n.applicant = event.applicant.ref;
  n.area = event.applicant.area ?? null;
  n.rules = rules;
  n.serial = event.serial ?? null;
  n.commitment = event.commitment;
  n.claimBy = claim?.claimBy ?? null;
  n.since = since;
  n.updatedAt = event.at;
  n.mode = past.mode;
  n.signedAt = past.signedAt;
  n.printedAt = past.printedAt;
  n.readyAt = past.readyAt;
  n.recordReady = rules.needsRecord && hadRecord(state, rules.wetStage);
  n.handover = wasReleased(state) ? newCode(null) : null;
  const attention = setTimer(n, 'attention', event.attentionAt);
  switch (state) {
    case 'queued':
    case 'verifying':
      return { state, context: n, effects: [attention] };
    case 'returned': {
      const effects = [setTimer(n, 'correction', event.correctionAt), tell(n, 'returned')];
      return { state, context: n, effects };
    }
    case 'signing.waiting':
    case 'signing.held': {
      n.requests += 1;
      n.holdUntil = event.holdUntil;
      const hold = setTimer(n, 'hold', event.holdUntil);
      return { state, context: n, effects: [askSignature(n), hold, watchPromise(n), attention] };
    }
    case 'signing.wet':
      return toPen(n, [watchPromise(n), attention]);
    case 'signed.wet':
      return afterPen(n, event, [watchPromise(n), attention]);
    case 'signed.electronic':
    case 'printing.queued':
      countJob(n);
      return { state, context: n, effects: [askPrint(n), watchPromise(n), attention] };
    case 'printing.awaitingRecord':
    case 'printing.recordFailed':
    case 'printing.blocked':
      return { state, context: n, effects: [watchPromise(n), attention] };
    case 'printed':
      return afterPrint(n, event, [watchPromise(n), attention]);
    case 'readyForPickup':
      return toCounter(n, event, []);
    case 'unclaimed':
      return { state, context: n, effects: [setTimer(n, 'retention', event.retentionAt)] };
    default:
      return { state, context: n, effects: none };
  }
}

export function queued(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  switch (event.type) {
    case 'application.called':
      return { state: 'verifying', context: touched(c, event.at), effects: none };
    case 'application.cancelled':
      return { state: 'cancelled', context: withReason(c, event), effects: [clear(c, 'attention')] };
    case 'application.superseded':
      return {
        state: 'superseded',
        context: withSuccessor(c, event),
        effects: [clear(c, 'commitment'), clear(c, 'attention')],
      };
    default:
      return waiting('queued', c, event);
  }
}

export function verifying(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  const ended = () => [clear(c, 'commitment'), clear(c, 'attention')];
  switch (event.type) {
    case 'application.passed':
      return passed(c, event);
    case 'application.returned': {
      const n = withReason(c, event);
      const effects = [...ended(), setTimer(c, 'correction', event.correctionAt), tell(n, 'returned')];
      return { state: 'returned', context: n, effects };
    }
    case 'application.rejected':
      return {
        state: 'rejected',
        context: withReason(c, event),
        effects: [...ended(), tell(c, 'rejected')],
      };
    case 'application.foundDuplicate':
      return {
        state: 'duplicate',
        context: withOriginal(c, event),
        effects: [...ended(), tell(c, 'duplicate')],
      };
    case 'application.cancelled':
      return {
        state: 'cancelled',
        context: withReason(c, event),
        effects: [...ended(), tell(c, 'cancelled')],
      };
    case 'application.superseded':
      return { state: 'superseded', context: withSuccessor(c, event), effects: ended() };
    default:
      return waiting('verifying', c, event);
  }
}

function passed(c: ApplicationContext, event: EventOf<'application.passed'>): HandStep {
  const n = touched(c, event.at);
  n.reason = null;
  n.commitment = event.commitment;
  n.breached = false;
  const { provider, signatory, wetStage } = c.rules;
  const told = event.commitment.readyBy === null ? 'waiting' : 'promised';
  const attention = setTimer(n, 'attention', event.attentionAt);
  if (signatory !== null && provider !== null) {
    n.requests += 1;
    n.holdUntil = event.holdUntil;
    const hold = setTimer(n, 'hold', event.holdUntil);
    const effects = [askSignature(n), hold, watchPromise(n), attention, tell(n, told)];
    return { state: 'signing.waiting', context: n, effects };
  }
  n.mode = signatory === null ? 'none' : 'wet';
  const effects = [watchPromise(n), attention, tell(n, told)];
  return n.mode === 'wet' && wetStage === 'before-print' ? toPen(n, effects) : toPrinter(n, effects);
}

export function returned(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  switch (event.type) {
    case 'application.resubmitted': {
      const n = touched(c, event.at);
      n.reason = null;
      const effects = [clear(c, 'correction'), setTimer(c, 'attention', event.attentionAt)];
      return { state: 'verifying', context: n, effects };
    }
    case 'application.cancelled':
      return {
        state: 'cancelled',
        context: withReason(c, event),
        effects: [clear(c, 'correction'), tell(c, 'cancelled')],
      };
    case 'application.superseded':
      return {
        state: 'superseded',
        context: withSuccessor(c, event),
        effects: [clear(c, 'correction')],
      };
    default:
      return anywhere('returned', c, event);
  }
}
