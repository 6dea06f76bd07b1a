import type { ApplicationContext, ApplicationEffect, ApplicationEvent } from '../../src/documents/index.js';
import {
  countJob,
  type Draft,
  draftOf,
  type EventOf,
  type HandStep,
  isSignedOnSheet,
  needsPen,
  newCode,
  none,
  touched,
  withReason,
  withSuccessor,
} from './draft.js';
import {
  applicantOf,
  askPrint,
  clear,
  discard,
  escalate,
  setTimer,
  supersede,
  tell,
  voidSignature,
} from './effects.js';
import { anywhere, onTheWay, toCounter, toPen } from './ways.js';

type Ending = EventOf<'application.cancelled'> | EventOf<'application.superseded'>;

/** Ends an application whose document exists. `effects` are those of leaving its state. */
function ended(c: ApplicationContext, event: Ending, effects: ApplicationEffect[]): HandStep {
  effects.push(clear(c, 'commitment'), clear(c, 'attention'), discard(c));
  if (c.mode === 'electronic') effects.push(voidSignature(c));
  if (event.type === 'application.superseded') {
    return { state: 'superseded', context: withSuccessor(c, event), effects };
  }
  effects.push(tell(c, 'cancelled'));
  return { state: 'destroyed', context: withReason(c, event), effects };
}

function losePrint(n: Draft): void {
  n.printedAt = null;
  n.serial = null;
}

export function printed(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  switch (event.type) {
    case 'inspection.passed':
      return needsPen(c) ? toPen(draftOf(c), []) : toCounter(draftOf(c), event, []);
    case 'inspection.failed': {
      const n = withReason(c, event);
      losePrint(n);
      const again = c.attempts < event.maxAttempts;
      const onSheet = isSignedOnSheet(c);
      if (onSheet) n.signedAt = null;
      if (again && onSheet) return toPen(n, [discard(c)]);
      if (!again) return { state: 'printing.blocked', context: n, effects: [discard(c)] };
      countJob(n);
      return { state: 'printing.queued', context: n, effects: [discard(c), askPrint(n)] };
    }
    case 'application.cancelled':
    case 'application.superseded':
      return ended(c, event, []);
    default:
      return onTheWay('printed', c, event);
  }
}

export function ready(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  if (event.type !== 'claim.expired') return atDesk('readyForPickup', 'claim', c, event);
  const effects = [clear(c, 'claim'), tell(c, 'unclaimed'), setTimer(c, 'retention', event.retentionAt)];
  return { state: 'unclaimed', context: touched(c, event.at), effects };
}

export function unclaimed(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  switch (event.type) {
    case 'retention.ended': {
      const n = draftOf(c);
      n.escalatedAt = event.at;
      return { state: 'unclaimed', context: n, effects: [escalate(c, 'retention-ended')] };
    }
    case 'document.destroyed': {
      const effects = [clear(c, 'retention'), discard(c)];
      if (c.mode === 'electronic') effects.push(voidSignature(c));
      return { state: 'destroyed', context: withReason(c, event), effects };
    }
    default:
      return atDesk('unclaimed', 'retention', c, event);
  }
}

function atDesk(
  state: string,
  timer: 'claim' | 'retention',
  c: ApplicationContext,
  event: ApplicationEvent,
): HandStep | undefined {
  switch (event.type) {
    case 'pickup.collected': {
      const { collector, relation, proof, at } = event;
      const n = touched(c, at);
      const handover = c.handover ?? newCode(null);
      n.handover = { codes: handover.codes, wrongTries: handover.wrongTries, collector, relation, proof, at };
      const effects = [clear(c, timer)];
      if (c.links !== null && c.links.temporary !== null) effects.push(supersede(c, c.id));
      return { state: 'collected', context: n, effects };
    }
    case 'pickup.codeRefused': {
      const n = draftOf(c);
      const handover = c.handover ?? newCode(null);
      n.handover = { ...handover, wrongTries: handover.wrongTries + 1 };
      n.updatedAt = event.at;
      return { state, context: n, effects: none };
    }
    case 'pickup.codeRenewed': {
      const n = draftOf(c);
      n.handover = newCode(c.handover);
      n.updatedAt = event.at;
      return { state, context: n, effects: [tell(n, 'newCode')] };
    }
    case 'defect.found':
      return defect(c, event, clear(c, timer));
    case 'application.cancelled':
    case 'application.superseded':
      return ended(c, event, [clear(c, timer)]);
    default:
      return anywhere(state, c, event);
  }
}

function defect(c: ApplicationContext, event: EventOf<'defect.found'>, left: ApplicationEffect): HandStep {
  const n = withReason(c, event);
  losePrint(n);
  n.readyAt = null;
  n.claimBy = null;
  n.attempts = 0;
  n.commitment = null;
  n.breached = false;
  n.escalatedAt = null;
  const attention = setTimer(c, 'attention', event.attentionAt);
  // A signature by pen goes with its paper; an electronic one outlives it.
  if (c.mode === 'wet') n.signedAt = null;
  if (isSignedOnSheet(c)) return toPen(n, [left, discard(c), attention]);
  countJob(n);
  const state = c.mode === 'electronic' ? 'signed.electronic' : 'printing.queued';
  return { state, context: n, effects: [left, discard(c), askPrint(n), attention] };
}

export function collected(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  switch (event.type) {
    case 'application.reissued': {
      const n = withSuccessor(c, event);
      n.reason = event.reason;
      const effects: ApplicationEffect[] = [
        {
          type: 'application.open',
          applicationId: event.replacement,
          kind: c.kind,
          applicant: applicantOf(c),
          replaces: c.id,
        },
      ];
      return { state: 'superseded', context: n, effects };
    }
    case 'application.superseded':
      return { state: 'superseded', context: withSuccessor(c, event), effects: none };
    default:
      return anywhere('collected', c, event);
  }
}
