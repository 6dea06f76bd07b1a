import type { ApplicationContext, ApplicationEffect } from '../../src/documents/index.js';

type EffectOf<T extends ApplicationEffect['type']> = Extract<ApplicationEffect, { readonly type: T }>;
type Code = EffectOf<'notice'>['code'];
type Timer = EffectOf<'timer.set'>['timer'];

export const requestAt = (c: ApplicationContext) => `${c.id}/s${c.requests}`;
export const jobAt = (c: ApplicationContext) => `${c.id}/p${c.jobs}`;

export function tell(c: ApplicationContext, code: Code, cause: string | null = null): ApplicationEffect {
  const readyBy = c.commitment === null ? null : c.commitment.readyBy;
  const asksForCode = c.handover !== null && c.rules.handover.code !== 'none';
  if (asksForCode && c.handover !== null && (code === 'ready' || code === 'newCode')) {
    return {
      type: 'notice',
      applicationId: c.id,
      person: c.applicant,
      code,
      readyBy,
      cause,
      codeNumber: c.handover.codes,
    };
  }
  return { type: 'notice', applicationId: c.id, person: c.applicant, code, readyBy, cause };
}

export function escalate(c: ApplicationContext, cause: EffectOf<'escalation'>['cause']): ApplicationEffect {
  return { type: 'escalation', applicationId: c.id, cause };
}

export function setTimer(c: ApplicationContext, timer: Timer, dueAt: number): ApplicationEffect {
  return { type: 'timer.set', applicationId: c.id, timer, dueAt };
}

export function clear(c: ApplicationContext, timer: Timer): ApplicationEffect {
  return { type: 'timer.clear', applicationId: c.id, timer };
}

export function watchPromise(c: ApplicationContext): ApplicationEffect {
  const dueAt = c.commitment === null || c.breached ? null : c.commitment.breachAt;
  return dueAt === null ? clear(c, 'commitment') : setTimer(c, 'commitment', dueAt);
}

export function askSignature(c: ApplicationContext): ApplicationEffect {
  return {
    type: 'signature.request',
    applicationId: c.id,
    requestId: requestAt(c),
    provider: c.rules.provider ?? '',
    kind: c.kind,
    since: c.since,
  };
}

export function cancelSignature(c: ApplicationContext): ApplicationEffect {
  return {
    type: 'signature.cancel',
    applicationId: c.id,
    requestId: requestAt(c),
    provider: c.rules.provider ?? '',
  };
}

export function voidSignature(
  c: ApplicationContext,
  requestId = requestAt(c),
  artifact: string | null = c.artifact,
): ApplicationEffect {
  const provider = c.rules.provider ?? '';
  if (artifact === null) return { type: 'signature.void', applicationId: c.id, requestId, provider };
  return { type: 'signature.void', applicationId: c.id, requestId, provider, artifact };
}

export function askPen(c: ApplicationContext): ApplicationEffect {
  const signatory = c.rules.signatory ?? '';
  const promised = c.commitment === null ? null : c.commitment.readyBy;
  if (promised === null) {
    return { type: 'wetSignature.request', applicationId: c.id, signatory, kind: c.kind };
  }
  return { type: 'wetSignature.request', applicationId: c.id, signatory, kind: c.kind, promised };
}

export function cancelPen(c: ApplicationContext): ApplicationEffect {
  return { type: 'wetSignature.cancel', applicationId: c.id, signatory: c.rules.signatory ?? '' };
}

export function askPrint(c: ApplicationContext): ApplicationEffect {
  return {
    type: 'print.request',
    applicationId: c.id,
    jobId: jobAt(c),
    medium: c.rules.medium,
    kind: c.kind,
    since: c.since,
  };
}

export function cancelPrint(c: ApplicationContext): ApplicationEffect {
  return { type: 'print.cancel', applicationId: c.id, jobId: jobAt(c) };
}

export function discard(c: ApplicationContext): ApplicationEffect {
  return { type: 'document.discard', applicationId: c.id, jobId: jobAt(c) };
}

/** Ends the document that stands in for this one. */
export function supersede(c: ApplicationContext, replacement: string): ApplicationEffect {
  return { type: 'application.supersede', applicationId: c.links?.temporary ?? '', replacement };
}

export function applicantOf(c: ApplicationContext): EffectOf<'application.open'>['applicant'] {
  return c.area === null ? { ref: c.applicant } : { ref: c.applicant, area: c.area };
}
