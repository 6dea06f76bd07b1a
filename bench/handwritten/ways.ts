import { noLinks } from '../../src/documents/application-context.js';
import type { ApplicationContext, ApplicationEffect, ApplicationEvent } from '../../src/documents/index.js';
import {
  countJob,
  type Draft,
  draftOf,
  type HandStep,
  isCurrentRequest,
  lacksRecord,
  needsPen,
  newCode,
} from './draft.js';
import {
  applicantOf,
  askPen,
  askPrint,
  clear,
  escalate,
  setTimer,
  supersede,
  tell,
  voidSignature,
  watchPromise,
} from './effects.js';

/** Ways on that several states share. The draft is written here, and the effects before are added to. */

export function toPrinter(n: Draft, effects: ApplicationEffect[]): HandStep {
  if (lacksRecord(n)) return { state: 'printing.awaitingRecord', context: n, effects };
  countJob(n);
  effects.push(askPrint(n));
  return { state: 'printing.queued', context: n, effects };
}

export function toPen(n: Draft, effects: ApplicationEffect[]): HandStep {
  effects.push(askPen(n));
  return { state: 'signing.wet', context: n, effects };
}

export function afterElectronic(n: Draft, effects: ApplicationEffect[]): HandStep {
  if (lacksRecord(n)) return { state: 'printing.awaitingRecord', context: n, effects };
  countJob(n);
  effects.push(askPrint(n));
  return { state: 'signed.electronic', context: n, effects };
}

type Claimed = { readonly at: number; readonly claim: { claimBy: string; expiresAt: number } | null };

export function afterPen(n: Draft, event: Claimed, effects: ApplicationEffect[]): HandStep {
  if (n.printedAt !== null) {
    if (!n.rules.checkBack) return toCounter(n, event, effects);
    return { state: 'signed.wet', context: n, effects };
  }
  if (lacksRecord(n)) return { state: 'printing.awaitingRecord', context: n, effects };
  countJob(n);
  effects.push(askPrint(n));
  return { state: 'signed.wet', context: n, effects };
}

export function afterPrint(n: Draft, event: Claimed, effects: ApplicationEffect[]): HandStep {
  if (n.rules.inspect) return { state: 'printed', context: n, effects };
  return needsPen(n) ? toPen(n, effects) : toCounter(n, event, effects);
}

export function toCounter(n: Draft, { at, claim }: Claimed, effects: ApplicationEffect[]): HandStep {
  n.readyAt ??= at;
  n.escalatedAt = null;
  n.claimBy = claim === null ? null : claim.claimBy;
  n.handover = newCode(n.handover);
  n.updatedAt = at;
  effects.push(
    clear(n, 'commitment'),
    clear(n, 'attention'),
    setTimer(n, 'claim', claim === null ? at : claim.expiresAt),
    tell(n, 'ready'),
  );
  return { state: 'readyForPickup', context: n, effects };
}

/** What a state does not take itself: a second signature is worth nothing, wherever the application is. */
export function anywhere(
  state: string,
  c: ApplicationContext,
  event: ApplicationEvent,
): HandStep | undefined {
  if (event.type === 'signature.upgraded') {
    if (c.mode !== 'electronic' || !isCurrentRequest(c, event)) return undefined;
    const n = draftOf(c);
    n.artifact = event.artifact;
    return { state, context: n, effects: [] };
  }
  if (event.type !== 'signature.made' || !isCurrentRequest(c, event)) return undefined;
  if (c.mode !== 'electronic' && !(c.mode === 'wet' && c.requests > 0)) return undefined;
  return { state, context: c, effects: [voidSignature(c, event.requestId, event.artifact ?? null)] };
}

/** What may happen to a request that waits on a desk. */
export function waiting(state: string, c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  if (event.type !== 'application.escalated') return anywhere(state, c, event);
  const n = draftOf(c);
  n.escalatedAt = event.at;
  return { state, context: n, effects: [escalate(c, 'overdue')] };
}

/** What may happen to any verified application. */
export function onTheWay(
  state: string,
  c: ApplicationContext,
  event: ApplicationEvent,
): HandStep | undefined {
  switch (event.type) {
    case 'commitment.breached': {
      if (c.commitment === null || c.commitment.readyBy === null || c.breached) return undefined;
      const n = draftOf(c);
      n.breached = true;
      n.escalatedAt = event.at;
      return { state, context: n, effects: [tell(n, 'late'), escalate(n, 'late')] };
    }
    case 'commitment.renewed': {
      const n = draftOf(c);
      n.commitment = event.commitment;
      n.breached = false;
      n.updatedAt = event.at;
      const effects = [watchPromise(n)];
      if (event.notice !== null) effects.push(tell(n, event.notice, event.cause));
      return { state, context: n, effects };
    }
    case 'temporary.issued': {
      const links = c.links ?? noLinks;
      const n = draftOf(c);
      n.links = { ...links, temporary: event.temporary, temporaries: links.temporaries + 1 };
      n.updatedAt = event.at;
      const effects: ApplicationEffect[] = links.temporary === null ? [] : [supersede(c, event.temporary)];
      effects.push({
        type: 'application.open',
        applicationId: event.temporary,
        kind: c.rules.temporary?.kind ?? '',
        applicant: applicantOf(c),
        temporaryFor: c.id,
      });
      return { state, context: n, effects };
    }
    default:
      return waiting(state, c, event);
  }
}
