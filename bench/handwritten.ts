import type { ApplicationContext, ApplicationEffect, ApplicationEvent } from '../src/documents/index.js';

/**
 * Whether the switch below answers everything. If so, tests/model/handwritten.test.ts demands that it equals the table
 * over all that an application can become; until then it shows how much is missing.
 */
export const wholeMachine: boolean = false;

/** What one event leads to, as the table says it. */
export interface HandStep {
  readonly state: string;
  readonly context: ApplicationContext;
  readonly effects: readonly ApplicationEffect[];
}

/** What a person would write for this one way, guards included: no import, no refusals of other ways. */
export function handwritten(
  state: string,
  c: ApplicationContext,
  event: ApplicationEvent,
): HandStep | undefined {
  const { at } = event;
  const applicationId = c.id;
  const readyBy = c.commitment?.readyBy ?? null;
  switch (event.type) {
    case 'application.opened': {
      if (state !== 'new') return undefined;
      const { kind, applicant, ticketId = null, rules } = event;
      const { ref, area = null } = applicant;
      return {
        state: 'queued',
        context: { ...c, kind, applicant: ref, area, ticketId, rules, since: at, updatedAt: at },
        effects: [],
      };
    }
    case 'application.called':
      if (state !== 'queued') return undefined;
      return { state: 'verifying', context: { ...c, updatedAt: at, since: at }, effects: [] };
    case 'application.passed': {
      if (state !== 'verifying' || c.rules.signatory === null || c.rules.provider === null) return undefined;
      const { commitment } = event;
      const requests = c.requests + 1;
      return {
        state: 'signing.waiting',
        context: { ...c, updatedAt: at, since: at, reason: null, commitment, breached: false, requests },
        effects: [
          {
            type: 'signature.request',
            applicationId,
            requestId: `${c.id}/s${requests}`,
            provider: c.rules.provider,
            kind: c.kind,
            since: at,
          },
          watch(applicationId, commitment.breachAt),
          {
            type: 'notice',
            applicationId,
            person: c.applicant,
            code: commitment.readyBy === null ? 'waiting' : 'promised',
            readyBy: commitment.readyBy,
          },
        ],
      };
    }
    case 'signature.started':
      if (state !== 'signing.waiting' || event.requestId !== `${c.id}/s${c.requests}`) return undefined;
      return { state: 'signing.electronic', ...committed(c, event.commitment, at) };
    case 'signature.made': {
      if (state !== 'signing.electronic' || event.requestId !== `${c.id}/s${c.requests}`) return undefined;
      if (c.rules.needsRecord && !c.recordReady) return undefined;
      const jobs = c.jobs + 1;
      return {
        state: 'signed.electronic',
        context: {
          ...c,
          mode: 'electronic',
          signedAt: at,
          updatedAt: at,
          since: at,
          artifact: event.artifact ?? null,
          jobs,
          attempts: c.attempts + 1,
        },
        effects: [
          {
            type: 'print.request',
            applicationId,
            jobId: `${c.id}/p${jobs}`,
            medium: c.rules.medium,
            kind: c.kind,
            since: at,
          },
        ],
      };
    }
    case 'print.assigned':
      if (state !== 'signed.electronic' || event.jobId !== `${c.id}/p${c.jobs}`) return undefined;
      return { state: 'printing.running', ...committed(c, event.commitment, at) };
    case 'print.completed': {
      if (state !== 'printing.running' || event.jobId !== `${c.id}/p${c.jobs}`) return undefined;
      if (c.rules.inspect || (c.mode === 'wet' && c.signedAt === null)) return undefined;
      const { claim, serial = null } = event;
      return {
        state: 'readyForPickup',
        context: {
          ...c,
          printedAt: at,
          serial,
          updatedAt: at,
          since: at,
          readyAt: c.readyAt ?? at,
          claimBy: claim.claimBy,
        },
        effects: [
          { type: 'notice', applicationId, person: c.applicant, code: 'ready', readyBy },
          { type: 'timer.clear', applicationId, timer: 'commitment' },
          { type: 'timer.set', applicationId, timer: 'claim', dueAt: claim.expiresAt },
        ],
      };
    }
    case 'pickup.collected':
      if (state !== 'readyForPickup') return undefined;
      return {
        state: 'collected',
        context: { ...c, updatedAt: at, since: at },
        effects: [{ type: 'timer.clear', applicationId, timer: 'claim' }],
      };
    default:
      return undefined;
  }
}

function watch(applicationId: string, dueAt: number | null): ApplicationEffect {
  return dueAt === null
    ? { type: 'timer.clear', applicationId, timer: 'commitment' }
    : { type: 'timer.set', applicationId, timer: 'commitment', dueAt };
}

function committed(c: ApplicationContext, next: ApplicationContext['commitment'], at: number) {
  const context = next ? { ...c, commitment: next, breached: false, updatedAt: at } : { ...c };
  const dueAt = context.breached ? null : (context.commitment?.breachAt ?? null);
  return { context, effects: [watch(c.id, dueAt)] };
}
