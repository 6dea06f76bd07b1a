import type { ApplicationContext, ApplicationEffect, ApplicationEvent } from '../../src/documents/index.js';
import {
  countJob,
  draftOf,
  type EventOf,
  type HandStep,
  isAdoptable,
  isSignedOnSheet,
  none,
  signElectronically,
  touched,
  withOriginal,
  withReason,
  withSuccessor,
} from './draft.js';
import { askPrint, cancelPrint, clear, discard, jobAt, setTimer, tell, voidSignature } from './effects.js';
import { afterPrint, onTheWay, toPen } from './ways.js';

/** What ends an application before anything was sent to a printer. */
function endedEarly(
  c: ApplicationContext,
  event: EventOf<'application.cancelled'> | EventOf<'application.superseded'>,
  undo: ApplicationEffect | null,
): HandStep {
  const effects = [clear(c, 'commitment'), clear(c, 'attention')];
  if (undo !== null) effects.push(undo);
  if (c.mode === 'electronic') effects.push(voidSignature(c));
  if (event.type === 'application.superseded') {
    return { state: 'superseded', context: withSuccessor(c, event), effects };
  }
  effects.push(tell(c, 'cancelled'));
  return { state: 'cancelled', context: withReason(c, event), effects };
}

function recordReady(c: ApplicationContext, at: number): HandStep {
  const n = touched(c, at);
  n.recordReady = true;
  countJob(n);
  const state = c.mode === 'electronic' ? 'signed.electronic' : 'printing.queued';
  return { state, context: n, effects: [askPrint(n)] };
}

/** `printing.awaitingRecord` and `printing.recordFailed`. */
export function withoutRecord(
  state: string,
  c: ApplicationContext,
  event: ApplicationEvent,
): HandStep | undefined {
  switch (event.type) {
    case 'application.cancelled':
    case 'application.superseded':
      return endedEarly(c, event, null);
    case 'record.ready':
      return recordReady(c, event.at);
    case 'signature.made': {
      if (!isAdoptable(c, event, 0)) return onTheWay(state, c, event);
      const n = draftOf(c);
      signElectronically(n, event);
      return { state, context: n, effects: none };
    }
    default:
      return state === 'printing.recordFailed' ? recordFailed(c, event) : awaitingRecord(c, event);
  }
}

function awaitingRecord(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  switch (event.type) {
    case 'record.advanced': {
      const n = draftOf(c);
      n.record = event.stage;
      n.updatedAt = event.at;
      return { state: 'printing.awaitingRecord', context: n, effects: none };
    }
    case 'record.failed': {
      const n = withReason(c, event);
      n.record = event.failure;
      return { state: 'printing.recordFailed', context: n, effects: [tell(c, 'recordFailed')] };
    }
    default:
      return onTheWay('printing.awaitingRecord', c, event);
  }
}

function recordFailed(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  switch (event.type) {
    case 'record.restarted': {
      const n = touched(c, event.at);
      n.record = null;
      n.reason = null;
      n.escalatedAt = null;
      const effects = [setTimer(c, 'attention', event.attentionAt)];
      return { state: 'printing.awaitingRecord', context: n, effects };
    }
    case 'application.foundDuplicate': {
      const effects = [clear(c, 'commitment'), clear(c, 'attention')];
      if (c.mode === 'electronic') effects.push(voidSignature(c));
      effects.push(tell(c, 'duplicate'));
      return { state: 'duplicate', context: withOriginal(c, event), effects };
    }
    default:
      return onTheWay('printing.recordFailed', c, event);
  }
}

export function printQueued(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  switch (event.type) {
    case 'print.assigned':
      if (event.jobId !== jobAt(c)) return undefined;
      return { state: 'printing.running', context: c, effects: none };
    case 'signature.made': {
      if (!isAdoptable(c, event, 1)) return onTheWay('printing.queued', c, event);
      const n = draftOf(c);
      signElectronically(n, event);
      return { state: 'signed.electronic', context: n, effects: none };
    }
    case 'application.cancelled':
    case 'application.superseded':
      return endedEarly(c, event, cancelPrint(c));
    default:
      return onTheWay('printing.queued', c, event);
  }
}

/** The sheet came to its end and the application was superseded meanwhile. */
function supersededMeanwhile(c: ApplicationContext, undo: ApplicationEffect | null): HandStep {
  const effects = [clear(c, 'commitment'), clear(c, 'attention')];
  if (undo !== null) effects.push(undo);
  if (c.mode === 'electronic') effects.push(voidSignature(c));
  return { state: 'superseded', context: c, effects };
}

/** `printing.running` and `printing.unknown`. */
export function inPrinter(
  state: string,
  c: ApplicationContext,
  event: ApplicationEvent,
): HandStep | undefined {
  const superseded = c.links !== null && c.links.supersededBy !== null;
  switch (event.type) {
    case 'print.completed': {
      if (event.jobId !== jobAt(c)) return undefined;
      const n = touched(c, event.at);
      n.printedAt = event.at;
      n.serial = event.serial ?? null;
      return superseded ? supersededMeanwhile(n, discard(c)) : afterPrint(n, event, []);
    }
    case 'print.failed':
    case 'print.spoiled': {
      if (event.jobId !== jobAt(c)) return undefined;
      if (superseded) return supersededMeanwhile(c, null);
      const n = withReason(c, event);
      const again = c.attempts < event.maxAttempts;
      if (event.type === 'print.spoiled' && isSignedOnSheet(c)) {
        n.signedAt = null;
        if (again) return toPen(n, []);
      }
      if (!again) return { state: 'printing.blocked', context: n, effects: none };
      countJob(n);
      return { state: 'printing.queued', context: n, effects: [askPrint(n)] };
    }
    case 'application.superseded':
      return { state, context: withSuccessor(c, event), effects: none };
    case 'print.requeued':
      if (state !== 'printing.running' || event.jobId !== jobAt(c)) return undefined;
      if (superseded) return supersededMeanwhile(c, cancelPrint(c));
      return { state: 'printing.queued', context: c, effects: none };
    case 'print.unknown':
      if (state !== 'printing.running' || event.jobId !== jobAt(c)) return undefined;
      return { state: 'printing.unknown', context: c, effects: none };
    default:
      return onTheWay(state, c, event);
  }
}

export function blocked(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  switch (event.type) {
    case 'application.cancelled':
    case 'application.superseded':
      return endedEarly(c, event, null);
    case 'print.retried': {
      const n = draftOf(c);
      n.attempts = 0;
      n.escalatedAt = null;
      const attention = setTimer(c, 'attention', event.attentionAt);
      if (isSignedOnSheet(c) && c.signedAt === null) return toPen(n, [attention]);
      countJob(n);
      return { state: 'printing.queued', context: n, effects: [askPrint(n), attention] };
    }
    default:
      return onTheWay('printing.blocked', c, event);
  }
}
