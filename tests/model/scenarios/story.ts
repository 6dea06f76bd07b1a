import { isDeepStrictEqual } from 'node:util';
import {
  type ApplicationContext,
  type ApplicationEffect,
  type ApplicationEvent,
  type ApplicationRules,
  type Commitment,
  jobIdOf,
  requestIdOf,
} from '../../../src/documents/index.js';
import { check } from '../../../src/documents/verify/invariants.js';
import { Broken, emptyShadow, follow } from '../../../src/documents/verify/world.js';
import { type ApplicationTable, maxAttempts } from '../application-model.js';

/** What happens: an event that may depend on how far the application is. */
export type Happening = (context: ApplicationContext, at: number) => ApplicationEvent;

/** What must be known afterwards. */
export type Knowledge = Partial<ApplicationContext>;

/**
 * What happens, the state it must lead to (`refused` where it must change nothing), effects that must come out of it
 * (with `!` in front: that must not), and what the application must know then.
 */
export type Step = readonly [happening: Happening, state: string, ...out: (string | Knowledge)[]];

/** A short story of one application, told from what an office asks for. */
export interface Story {
  readonly title: string;
  readonly steps: readonly Step[];
}

export const story = (title: string, ...steps: readonly Step[]): Story => ({ title, steps });

/** Monday 08:00; each step of a story comes a minute after the one before. */
export const start = Date.parse('2019-07-15T08:00+07:00');
export const minute = 60_000;
const day = 86_400_000;
export const holdUntil = start + 5 * day;
export const claim = { claimBy: '2019-10-15', expiresAt: start + 92 * day };
export const promise: Commitment = {
  readyBy: '2019-07-15',
  basis: 'electronic',
  pending: null,
  breachAt: start + day,
};
export const later: Commitment = {
  readyBy: '2019-07-22',
  basis: 'wet',
  pending: null,
  breachAt: start + 8 * day,
};
export const open: Commitment = {
  readyBy: null,
  basis: 'electronic',
  pending: 'signer-down',
  breachAt: null,
};

const sheet: ApplicationRules = {
  medium: 'paper',
  provider: 'tte',
  signatory: 'head',
  wetStage: 'after-print',
  needsRecord: false,
  inspect: false,
  checkBack: false,
  standard: {
    electronic: { days: 0, count: 'working' },
    wet: { days: 5, count: 'working' },
    none: { days: 0, count: 'working' },
  },
  claim: { days: 90, count: 'calendar' },
  retention: { days: 365, count: 'calendar' },
  handover: { code: 'none', maxTries: 5 },
  temporary: null,
};

export type Kind = Partial<ApplicationRules>;
export const penOnly: Kind = { provider: null };
export const signFirst: Kind = { wetStage: 'before-print' };
export const card: Kind = { signatory: null, provider: null, needsRecord: true, inspect: true };

export const opened =
  (kind: Kind = {}, more: { replaces?: string; temporaryFor?: string } = {}): Happening =>
  (_, at) => ({
    type: 'application.opened',
    at,
    applicationId: 'a',
    kind: 'k',
    applicant: { ref: 'p', area: 'north' },
    ticketId: 't',
    rules: { ...sheet, ...kind },
    attentionAt: at + 10 * day,
    ...more,
  });

export const imported =
  (
    state: Extract<ApplicationEvent, { type: 'application.imported' }>['state'],
    mode: 'electronic' | 'wet' | 'none',
    kind: Kind = {},
    more: { serial?: string; commitment?: Commitment } = {},
  ): Happening =>
  (_, at) => ({
    type: 'application.imported',
    at,
    applicationId: 'a',
    kind: 'k',
    applicant: { ref: 'p' },
    rules: { ...sheet, ...kind },
    state,
    since: start - day,
    mode,
    commitment: null,
    claim: ['readyForPickup', 'unclaimed', 'collected', 'superseded'].includes(state) ? claim : null,
    correctionAt: start + 30 * day,
    holdUntil,
    attentionAt: start + 10 * day,
    retentionAt: start + 400 * day,
    ...more,
  });

/** An event as it is, told at the story's time. */
export const plainly =
  (
    event: ApplicationEvent extends infer E ? (E extends unknown ? Omit<E, 'at'> : never) : never,
  ): Happening =>
  (_, at) =>
    ({ ...event, at }) as ApplicationEvent;

export const called = plainly({ type: 'application.called', ticketId: 't', counter: '1' });
export const passed =
  (commitment: Commitment = promise): Happening =>
  (_, at) => ({ type: 'application.passed', at, commitment, holdUntil, attentionAt: at + 10 * day });
export const cancelled = plainly({ type: 'application.cancelled', reason: 'asked' });
export const superseded = plainly({ type: 'application.superseded', replacement: 'b' });
export const escalated = plainly({ type: 'application.escalated' });
export const late = plainly({ type: 'commitment.breached' });
export const renewed = (
  commitment: Commitment,
  notice: Extract<ApplicationEvent, { type: 'commitment.renewed' }>['notice'],
  cause: string | null = null,
) => plainly({ type: 'commitment.renewed', commitment, notice, cause });

type Signing = 'started' | 'held' | 'requeued' | 'routedWet' | 'unknown';
/** The signer's report on the current request, or on the one of that number. */
export const signature =
  (what: Signing, request?: number): Happening =>
  (context, at) =>
    ({ type: `signature.${what}`, at, requestId: requestOf(context, request) }) as ApplicationEvent;
export const made =
  (artifact = 'x', request?: number): Happening =>
  (context, at) => ({ type: 'signature.made', at, requestId: requestOf(context, request), artifact });
/** The timestamp that a signed document lacked was added. */
export const stamped =
  (artifact: string, request?: number): Happening =>
  (context, at) => ({ type: 'signature.upgraded', at, requestId: requestOf(context, request), artifact });
export const refusedBySignerAs =
  (request?: number): Happening =>
  (context, at) => ({
    type: 'signature.refused',
    at,
    requestId: requestOf(context, request),
    reason: 'a wrong name',
  });
export const refusedBySigner = refusedBySignerAs();
/** The signer gives the request back after the longest wait. */
export const requeuedTooLate: Happening = (context) => ({
  type: 'signature.requeued',
  at: holdUntil,
  requestId: requestIdOf(context),
});
export const heldTooLong: Happening = () => ({ type: 'hold.expired', at: holdUntil });
export const penned = plainly({ type: 'wetSignature.made', claim });
export const checkedBack = plainly({ type: 'wetSignature.checked', claim });

export const assigned =
  (job?: number): Happening =>
  (context, at) => ({ type: 'print.assigned', at, jobId: jobOf(context, job), printerId: 'P1' });
export const printed =
  (serial = 'N1', job?: number): Happening =>
  (context, at) => ({ type: 'print.completed', at, jobId: jobOf(context, job), serial, claim });
export const jammed =
  (what: 'failed' | 'spoiled', maxAttempts = 2, job?: number): Happening =>
  (context, at) => ({ type: `print.${what}`, at, jobId: jobOf(context, job), reason: 'jam', maxAttempts });
export const print =
  (what: 'requeued' | 'unknown', job?: number): Happening =>
  (context, at) => ({ type: `print.${what}`, at, jobId: jobOf(context, job) });
export const retried: Happening = (_, at) => ({ type: 'print.retried', at, attentionAt: at + 10 * day });
export const good = plainly({ type: 'inspection.passed', claim });
export const bad = (maxAttempts = 2) =>
  plainly({ type: 'inspection.failed', reason: 'smeared', maxAttempts });
export const collected = plainly({
  type: 'pickup.collected',
  collector: 'son',
  relation: 'proxy',
  proof: 'code',
});
export const defect: Happening = (_, at) => ({
  type: 'defect.found',
  at,
  reason: 'torn',
  attentionAt: at + 10 * day,
});
export const nobodyCame = plainly({ type: 'claim.expired', retentionAt: start + 400 * day });

function requestOf(context: ApplicationContext, request?: number): string {
  return request === undefined ? requestIdOf(context) : `${context.id}/s${request}`;
}

function jobOf(context: ApplicationContext, job?: number): string {
  return job === undefined ? jobIdOf(context) : `${context.id}/p${job}`;
}

/** Writes an effect in a few words, as `signature.void s1 x` or `timer.set hold`. */
export function inWords(effect: ApplicationEffect): string {
  const number = (id: string) => id.replace(/^a\//, '');
  switch (effect.type) {
    case 'signature.void':
      return `${effect.type} ${number(effect.requestId)} ${effect.artifact ?? '-'}`;
    case 'signature.request':
    case 'signature.cancel':
      return `${effect.type} ${number(effect.requestId)}`;
    case 'print.request':
    case 'print.cancel':
    case 'document.discard':
      return `${effect.type} ${number(effect.jobId)}`;
    case 'notice':
      return `notice ${effect.code}${effect.cause === null ? '' : ` ${effect.cause}`}`;
    case 'escalation':
      return `escalation ${effect.cause}`;
    case 'timer.set':
    case 'timer.clear':
      return `${effect.type} ${effect.timer}`;
    case 'application.open': {
      const why =
        effect.replaces === undefined ? `for ${effect.temporaryFor}` : `replaces ${effect.replaces}`;
      return `application.open ${effect.applicationId} ${why}`;
    }
    case 'application.supersede':
      return `application.supersede ${effect.applicationId} by ${effect.replacement}`;
    default:
      return effect.type;
  }
}

/**
 * Tells what goes wrong when a table lives through a story; `undefined` where all goes as it must. The
 * invariants hold along the way too.
 */
export function wrongIn(table: ApplicationTable, { title, steps }: Story): string | undefined {
  let { state, context } = table.initial({ id: 'a' });
  let shadow = emptyShadow;
  for (const [i, [happening, expected, ...out]] of steps.entries()) {
    const event = happening(context, start + i * minute);
    const step = table.step(state, context, event);
    const wrong = (what: string) => `${title}: step ${i + 1}, ${event.type} in ${state}: ${what}`;
    if (expected === 'refused') {
      if (step) return wrong(`must be refused, led to ${step.state}`);
      continue;
    }
    if (!step) return wrong('was refused');
    if (step.state !== expected) return wrong(`led to ${step.state}, not to ${expected}`);
    const effects = step.effects.map(inWords);
    for (const wanted of out) {
      if (typeof wanted === 'string') {
        if (wanted.startsWith('!') ? effects.includes(wanted.slice(1)) : !effects.includes(wanted)) {
          return wrong(`${wanted} does not hold of [${effects.join(', ')}]`);
        }
        continue;
      }
      for (const [key, value] of Object.entries(wanted)) {
        const known = step.context[key as keyof ApplicationContext];
        if (!isDeepStrictEqual(known, value)) return wrong(`${key} is ${JSON.stringify(known)}`);
      }
    }
    try {
      shadow = follow(shadow, context, event, step.context, step.effects);
      check(
        step.state,
        step.context,
        shadow,
        table.isFinal(step.state) || step.state === 'collected',
        maxAttempts,
      );
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      return wrong(error.message);
    }
    ({ state, context } = step);
  }
  return undefined;
}
