import { assign, emit, setup } from 'xstate';
import type { OfType } from '../internal/messages.js';
import { type ApplicationContext, jobIdOf, noLinks, requestIdOf } from './application-context.js';
import { applicationGuards, isSignedOnSheet } from './application-guards.js';
import { hadRecord, pastOf, wasReleased } from './application-past.js';
import type { Claim } from './application-schemas.js';
import type { ApplicationEffect, ApplicationEvent } from './messages.js';

// As with guards: an action sits only on transitions of events that carry what it reads.
type With<K extends string> = Extract<ApplicationEvent, { readonly [key in K]: unknown }>;
type Event<T extends ApplicationEvent['type']> = OfType<ApplicationEvent, T>;
type Timer = OfType<ApplicationEffect, 'timer.set'>['timer'];
type Code = OfType<ApplicationEffect, 'notice'>['code'];

const promise = (context: ApplicationContext) => context.commitment?.readyBy ?? null;
const notice = (context: ApplicationContext, code: Code, cause: string | null = null) => {
  const effect = {
    type: 'notice' as const,
    applicationId: context.id,
    person: context.applicant,
    code,
    readyBy: promise(context),
    cause,
  };
  const asks = context.rules.handover.code !== 'none' && (code === 'ready' || code === 'newCode');
  return asks && context.handover ? { ...effect, codeNumber: context.handover.codes } : effect;
};
const supersede = (context: ApplicationContext, replacement: string) => ({
  type: 'application.supersede' as const,
  applicationId: context.links?.temporary ?? '',
  replacement,
});
const wait = (context: ApplicationContext, timer: Timer, dueAt: number) => ({
  type: 'timer.set' as const,
  applicationId: context.id,
  timer,
  dueAt,
});
const stop = (context: ApplicationContext, timer: Timer) => ({
  type: 'timer.clear' as const,
  applicationId: context.id,
  timer,
});
const applicantOf = ({ applicant, area }: ApplicationContext) =>
  area === null ? { ref: applicant } : { ref: applicant, area };

/** The guards and actions of the application machine, each named for what it asks or does. @internal */
export const applicationSetup = setup({
  types: {
    context: {} as ApplicationContext,
    events: {} as ApplicationEvent,
    emitted: {} as ApplicationEffect,
    input: {} as { id: string },
  },
  guards: applicationGuards,
  actions: {
    open: assign(({ event }) => {
      const opened = event as Event<'application.opened'>;
      const { replaces = null, temporaryFor = null } = opened;
      return {
        kind: opened.kind,
        applicant: opened.applicant.ref,
        area: opened.applicant.area ?? null,
        ticketId: opened.ticketId ?? null,
        rules: opened.rules,
        links: replaces === null && temporaryFor === null ? null : { ...noLinks, replaces, temporaryFor },
        since: opened.at,
        updatedAt: opened.at,
      };
    }),
    takeIn: assign(({ event }) => {
      const taken = event as Event<'application.imported'>;
      const { since } = taken;
      return {
        kind: taken.kind,
        applicant: taken.applicant.ref,
        area: taken.applicant.area ?? null,
        rules: taken.rules,
        serial: taken.serial ?? null,
        commitment: taken.commitment,
        claimBy: taken.claim?.claimBy ?? null,
        since,
        updatedAt: taken.at,
        ...pastOf(taken.state, taken.mode, taken.rules.wetStage, since),
        recordReady: taken.rules.needsRecord && hadRecord(taken.state, taken.rules.wetStage),
        handover: wasReleased(taken.state) ? newCode(null) : null,
      };
    }),
    touch: assign(({ event }) => ({ updatedAt: event.at, since: event.at })),
    keepReason: assign(({ event }) => ({ reason: (event as With<'reason'>).reason, updatedAt: event.at })),
    dropReason: assign(() => ({ reason: null })),
    commit: assign(({ event }) => ({
      commitment: (event as With<'commitment'>).commitment,
      breached: false,
      updatedAt: event.at,
    })),
    dropCommitment: assign(() => ({ commitment: null, breached: false })),
    goUnsigned: assign(() => ({ mode: 'none' as const })),
    goWet: assign(() => ({ mode: 'wet' as const })),
    goElectronic: assign(() => ({ mode: 'electronic' as const })),
    markSigned: assign(({ event }) => ({ signedAt: event.at, updatedAt: event.at, since: event.at })),
    keepArtifact: assign(({ event }) => ({
      artifact: (event as Event<'signature.made'>).artifact ?? null,
    })),
    loseSignature: assign(() => ({ signedAt: null })),
    loseSheetSignature: assign(({ context }) => (isSignedOnSheet({ context }) ? { signedAt: null } : {})),
    losePenSignature: assign(({ context }) => (context.mode === 'wet' ? { signedAt: null } : {})),
    markPrinted: assign(({ event }) => ({
      printedAt: event.at,
      serial: (event as Event<'print.completed'>).serial ?? null,
      updatedAt: event.at,
      since: event.at,
    })),
    losePrint: assign(() => ({ printedAt: null, serial: null })),
    markReady: assign(({ context, event }) => ({
      readyAt: context.readyAt ?? event.at,
      claimBy: (event as With<'claim'>).claim?.claimBy ?? null,
      handover: newCode(context.handover),
      escalatedAt: null,
      updatedAt: event.at,
    })),
    loseReady: assign(() => ({ readyAt: null, claimBy: null })),
    markBreached: assign(() => ({ breached: true })),
    markEscalated: assign(({ event }) => ({ escalatedAt: event.at })),
    attend: assign(() => ({ escalatedAt: null })),
    keepStage: assign(({ event }) => ({
      record: (event as Event<'record.advanced'>).stage,
      updatedAt: event.at,
    })),
    keepFailure: assign(({ event }) => ({ record: (event as Event<'record.failed'>).failure })),
    forgetRecord: assign(({ event }) => ({
      record: null,
      reason: null,
      since: event.at,
      updatedAt: event.at,
    })),
    markRecord: assign(({ event }) => ({ recordReady: true, since: event.at, updatedAt: event.at })),
    newRequest: assign(({ context, event }) => ({
      requests: context.requests + 1,
      holdUntil: (event as With<'holdUntil'>).holdUntil ?? null,
    })),
    endHold: assign(() => ({ holdUntil: null })),
    newJob: assign(({ context }) => ({ jobs: context.jobs + 1, attempts: context.attempts + 1 })),
    resetAttempts: assign(() => ({ attempts: 0 })),
    keepSuccessor: assign(({ context, event }) => ({
      links: {
        ...(context.links ?? noLinks),
        supersededBy: (event as With<'replacement'>).replacement,
      },
      updatedAt: event.at,
    })),
    keepOriginal: assign(({ context, event }) => ({
      links: {
        ...(context.links ?? noLinks),
        duplicateOf: (event as Event<'application.foundDuplicate'>).of,
      },
      updatedAt: event.at,
    })),
    keepTemporary: assign(({ context, event }) => ({
      links: {
        ...(context.links ?? noLinks),
        temporary: (event as Event<'temporary.issued'>).temporary,
        temporaries: (context.links?.temporaries ?? 0) + 1,
      },
      updatedAt: event.at,
    })),
    keepCollector: assign(({ context, event }) => {
      const { collector, relation, proof, at } = event as Event<'pickup.collected'>;
      return { handover: { ...(context.handover ?? newCode(null)), collector, relation, proof, at } };
    }),
    countWrongTry: assign(({ context, event }) => {
      const now = context.handover ?? newCode(null);
      return { handover: { ...now, wrongTries: now.wrongTries + 1 }, updatedAt: event.at };
    }),
    newCode: assign(({ context, event }) => ({ handover: newCode(context.handover), updatedAt: event.at })),

    requestSignature: emit(({ context }) => ({
      type: 'signature.request' as const,
      applicationId: context.id,
      requestId: requestIdOf(context),
      provider: context.rules.provider ?? '',
      kind: context.kind,
      since: context.since,
    })),
    cancelSignature: emit(({ context }) => ({
      type: 'signature.cancel' as const,
      applicationId: context.id,
      requestId: requestIdOf(context),
      provider: context.rules.provider ?? '',
    })),
    voidSignature: emit(({ context }) => {
      const effect = {
        type: 'signature.void' as const,
        applicationId: context.id,
        requestId: requestIdOf(context),
        provider: context.rules.provider ?? '',
      };
      return context.artifact === null ? effect : { ...effect, artifact: context.artifact };
    }),
    voidLateSignature: emit(({ context, event }) => {
      const { requestId, artifact } = event as Event<'signature.made'>;
      const effect = {
        type: 'signature.void' as const,
        applicationId: context.id,
        requestId,
        provider: context.rules.provider ?? '',
      };
      return artifact === undefined ? effect : { ...effect, artifact };
    }),
    requestWet: emit(({ context }) => {
      const effect = {
        type: 'wetSignature.request' as const,
        applicationId: context.id,
        signatory: context.rules.signatory ?? '',
        kind: context.kind,
      };
      const promised = promise(context);
      return promised === null ? effect : { ...effect, promised };
    }),
    cancelWet: emit(({ context }) => ({
      type: 'wetSignature.cancel' as const,
      applicationId: context.id,
      signatory: context.rules.signatory ?? '',
    })),
    requestPrint: emit(({ context }) => ({
      type: 'print.request' as const,
      applicationId: context.id,
      jobId: jobIdOf(context),
      medium: context.rules.medium,
      kind: context.kind,
      since: context.since,
    })),
    cancelPrint: emit(({ context }) => ({
      type: 'print.cancel' as const,
      applicationId: context.id,
      jobId: jobIdOf(context),
    })),
    discard: emit(({ context }) => ({
      type: 'document.discard' as const,
      applicationId: context.id,
      jobId: jobIdOf(context),
    })),
    tell: emit(({ context }, params: { code: Code }) => notice(context, params.code)),
    tellPromise: emit(({ context }) => notice(context, promise(context) === null ? 'waiting' : 'promised')),
    tellRenewed: emit(({ context, event }) => {
      const renewed = event as Event<'commitment.renewed'>;
      return notice(context, renewed.notice ?? 'waiting', renewed.cause);
    }),
    escalate: emit(({ context }, params: { cause: OfType<ApplicationEffect, 'escalation'>['cause'] }) => ({
      type: 'escalation' as const,
      applicationId: context.id,
      cause: params.cause,
    })),
    openReplacement: emit(({ context, event }) => ({
      type: 'application.open' as const,
      applicationId: (event as Event<'application.reissued'>).replacement,
      kind: context.kind,
      applicant: applicantOf(context),
      replaces: context.id,
    })),
    openTemporary: emit(({ context, event }) => ({
      type: 'application.open' as const,
      applicationId: (event as Event<'temporary.issued'>).temporary,
      kind: context.rules.temporary?.kind ?? '',
      applicant: applicantOf(context),
      temporaryFor: context.id,
    })),
    renewTemporary: emit(({ context, event }) =>
      supersede(context, (event as Event<'temporary.issued'>).temporary),
    ),
    endTemporary: emit(({ context }) => supersede(context, context.id)),

    timeCommitment: emit(({ context }) => {
      const dueAt = context.commitment?.breachAt ?? null;
      return dueAt === null || context.breached
        ? stop(context, 'commitment')
        : wait(context, 'commitment', dueAt);
    }),
    stopCommitment: emit(({ context }) => stop(context, 'commitment')),
    timeClaim: emit(({ context, event }) =>
      wait(context, 'claim', (event as { claim: Claim | null }).claim?.expiresAt ?? event.at),
    ),
    stopClaim: emit(({ context }) => stop(context, 'claim')),
    timeCorrection: emit(({ context, event }) =>
      wait(context, 'correction', (event as With<'correctionAt'>).correctionAt),
    ),
    stopCorrection: emit(({ context }) => stop(context, 'correction')),
    timeHold: emit(({ context, event }) => wait(context, 'hold', context.holdUntil ?? event.at)),
    stopHold: emit(({ context }) => stop(context, 'hold')),
    timeAttention: emit(({ context, event }) =>
      wait(context, 'attention', (event as With<'attentionAt'>).attentionAt),
    ),
    stopAttention: emit(({ context }) => stop(context, 'attention')),
    timeRetention: emit(({ context, event }) =>
      wait(context, 'retention', (event as With<'retentionAt'>).retentionAt),
    ),
    stopRetention: emit(({ context }) => stop(context, 'retention')),
  },
});

/** A handover with a code of its own: a code is told once, and a new one makes the old one worthless. */
function newCode(before: ApplicationContext['handover']): NonNullable<ApplicationContext['handover']> {
  return {
    codes: (before?.codes ?? 0) + 1,
    wrongTries: 0,
    collector: null,
    relation: null,
    proof: null,
    at: null,
  };
}
