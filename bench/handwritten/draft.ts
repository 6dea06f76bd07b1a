import {
  type ApplicationContext,
  copyApplication,
  noLinks,
} from '../../src/documents/application-context.js';
import type { ApplicationEffect, ApplicationEvent } from '../../src/documents/index.js';
import { requestAt } from './effects.js';

/** What one event leads to, as the table says it. */
export interface HandStep {
  readonly state: string;
  readonly context: ApplicationContext;
  readonly effects: readonly ApplicationEffect[];
}

/** A context of one's own, to be written once. */
export type Draft = { -readonly [K in keyof ApplicationContext]: ApplicationContext[K] };

export type EventOf<T extends ApplicationEvent['type']> = Extract<ApplicationEvent, { readonly type: T }>;

export const draftOf = (c: ApplicationContext): Draft => copyApplication(c);

export const none: readonly ApplicationEffect[] = [];

export function touched(c: ApplicationContext, at: number): Draft {
  const n = draftOf(c);
  n.since = at;
  n.updatedAt = at;
  return n;
}

export function withReason(c: ApplicationContext, event: { reason: string; at: number }): Draft {
  const n = draftOf(c);
  n.reason = event.reason;
  n.updatedAt = event.at;
  return n;
}

export function withSuccessor(c: ApplicationContext, event: { replacement: string; at: number }): Draft {
  const n = draftOf(c);
  n.links = { ...(c.links ?? noLinks), supersededBy: event.replacement };
  n.updatedAt = event.at;
  return n;
}

export function withOriginal(c: ApplicationContext, event: { of: string; at: number }): Draft {
  const n = draftOf(c);
  n.links = { ...(c.links ?? noLinks), duplicateOf: event.of };
  n.updatedAt = event.at;
  return n;
}

export function signElectronically(n: Draft, { at, artifact }: EventOf<'signature.made'>): void {
  n.mode = 'electronic';
  n.signedAt = at;
  n.updatedAt = at;
  n.since = at;
  n.artifact = artifact ?? null;
}

export function newCode(before: ApplicationContext['handover']): NonNullable<ApplicationContext['handover']> {
  return {
    codes: before === null ? 1 : before.codes + 1,
    wrongTries: 0,
    collector: null,
    relation: null,
    proof: null,
    at: null,
  };
}

export function countJob(n: Draft): void {
  n.jobs += 1;
  n.attempts += 1;
}

export const isCurrentRequest = (c: ApplicationContext, event: { requestId: string }) =>
  event.requestId === requestAt(c);
export const isSignedOnSheet = (c: ApplicationContext) =>
  c.mode === 'wet' && c.rules.wetStage === 'before-print';
export const lacksRecord = (c: ApplicationContext) => c.rules.needsRecord && !c.recordReady;
export const needsPen = (c: ApplicationContext) =>
  c.mode === 'wet' && c.rules.wetStage === 'after-print' && c.signedAt === null;

/** A success that came after the pen took over, while it can still be used. */
export const isAdoptable = (c: ApplicationContext, event: EventOf<'signature.made'>, jobs: number) =>
  c.mode === 'wet' && c.requests > 0 && c.signedAt === null && c.jobs === jobs && isCurrentRequest(c, event);
