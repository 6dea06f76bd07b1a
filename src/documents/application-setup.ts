import { assign, emit, setup } from 'xstate';
import type { OfType } from '../internal/messages.js';
import type { EpochMs } from '../internal/time.js';
import { type ApplicationContext, jobIdOf, requestIdOf } from './application-context.js';
import type {
  ApplicationEffect,
  ApplicationEvent,
  ApplicationRules,
  Claim,
  SigningMode,
} from './messages.js';

interface Args {
  readonly context: ApplicationContext;
  readonly event: ApplicationEvent;
}

// A guard or action sits only on transitions of events that carry what it reads; XState types the event as the
// whole union there, so the part that is read is named here once.
type With<K extends string> = Extract<ApplicationEvent, { readonly [key in K]: unknown }>;
const requestMatches = ({ context, event }: Args) =>
  (event as With<'requestId'>).requestId === requestIdOf(context);
const jobMatches = ({ context, event }: Args) => (event as With<'jobId'>).jobId === jobIdOf(context);
const mayReprint = ({ context, event }: Args) =>
  context.attempts < (event as With<'maxAttempts'>).maxAttempts;
const wetBefore = ({ context }: Args) => context.rules.wetStage === 'before-print';
const wetAfterDue = ({ context }: Args) =>
  context.mode === 'wet' && context.rules.wetStage === 'after-print' && context.signedAt === null;
const signedOnSheet = ({ context }: Pick<Args, 'context'>) =>
  context.mode === 'wet' && context.rules.wetStage === 'before-print';
const lacksRecord = ({ context }: Args) => context.rules.needsRecord && !context.recordReady;
const promise = (context: ApplicationContext) => context.commitment?.readyBy ?? null;
const samePromise = ({ context, event }: Args) => {
  const next = (event as With<'commitment'>).commitment;
  return next !== null && next.readyBy !== null && next.readyBy === promise(context);
};

/** The guards and actions of the application machine, each named for what it asks or does. @internal */
export const applicationSetup = setup({
  types: {
    context: {} as ApplicationContext,
    events: {} as ApplicationEvent,
    emitted: {} as ApplicationEffect,
    input: {} as { id: string },
  },
  guards: {
    importedAs: ({ event }, params: { state: string }) =>
      (event as OfType<ApplicationEvent, 'application.imported'>).state === params.state,
    needsNoSignature: ({ context }) => context.rules.signatory === null,
    hasNoProvider: ({ context }) => context.rules.provider === null,
    hasNoProviderAndSignsFirst: (args) => args.context.rules.provider === null && wetBefore(args),
    isCurrentRequest: requestMatches,
    isCurrentRequestAndSignsFirst: (args) => requestMatches(args) && wetBefore(args),
    keepsPromise: (args) => requestMatches(args) && samePromise(args),
    keepsPromiseAndSignsFirst: (args) => requestMatches(args) && samePromise(args) && wetBefore(args),
    losesPromise: (args) => requestMatches(args) && promise(args.context) !== null,
    isCurrentJob: jobMatches,
    isCurrentJobAndMayReprint: (args) => jobMatches(args) && mayReprint(args),
    isCurrentJobAndSheetWasSigned: (args) => jobMatches(args) && mayReprint(args) && signedOnSheet(args),
    mayReprint,
    sheetWasSigned: (args) => mayReprint(args) && signedOnSheet(args),
    mustSignFirstAgain: (args) => signedOnSheet(args) && args.context.signedAt === null,
    lacksRecord,
    isPaperToSign: (args) => !args.context.rules.inspect && wetAfterDue(args),
    isPaper: ({ context }) => !context.rules.inspect,
    needsWetSignature: wetAfterDue,
    isPrinted: ({ context }) => context.printedAt !== null,
    isPrintedAndNotCheckedBack: ({ context }) => context.printedAt !== null && !context.rules.checkBack,
    isElectronic: ({ context }) => context.mode === 'electronic',
    isPromised: ({ context }) => context.commitment !== null && !context.breached,
  },
  actions: {
    open: assign(({ event }) => {
      const opened = event as OfType<ApplicationEvent, 'application.opened'>;
      return {
        kind: opened.kind,
        applicant: opened.applicant.ref,
        area: opened.applicant.area ?? null,
        ticketId: opened.ticketId ?? null,
        rules: opened.rules,
        since: opened.at,
        updatedAt: opened.at,
      };
    }),
    takeIn: assign(({ event }) => {
      const taken = event as OfType<ApplicationEvent, 'application.imported'>;
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
        recordReady: taken.rules.needsRecord && hasRecord(taken.state, taken.rules.wetStage),
      };
    }),
    touch: assign(({ event }) => ({ updatedAt: event.at, since: event.at })),
    keepReason: assign(({ event }) => ({ reason: (event as With<'reason'>).reason, updatedAt: event.at })),
    dropReason: assign(() => ({ reason: null })),
    commit: assign(({ context, event }) => {
      const next = (event as With<'commitment'>).commitment;
      return next
        ? { commitment: next, breached: false, updatedAt: event.at }
        : { updatedAt: context.updatedAt };
    }),
    dropCommitment: assign(() => ({ commitment: null, breached: false, mode: null })),
    goUnsigned: assign(() => ({ mode: 'none' as const })),
    goWet: assign(() => ({ mode: 'wet' as const })),
    goElectronic: assign(() => ({ mode: 'electronic' as const })),
    markSigned: assign(({ event }) => ({ signedAt: event.at, updatedAt: event.at, since: event.at })),
    keepArtifact: assign(({ event }) => ({
      artifact: (event as OfType<ApplicationEvent, 'signature.made'>).artifact ?? null,
    })),
    loseSignature: assign(() => ({ signedAt: null })),
    loseSheetSignature: assign(({ context }) => (signedOnSheet({ context }) ? { signedAt: null } : {})),
    markPrinted: assign(({ event }) => ({
      printedAt: event.at,
      serial: (event as OfType<ApplicationEvent, 'print.completed'>).serial ?? null,
      updatedAt: event.at,
      since: event.at,
    })),
    losePrint: assign(() => ({ printedAt: null, serial: null })),
    markReady: assign(({ context, event }) => ({
      readyAt: context.readyAt ?? event.at,
      claimBy: (event as With<'claim'>).claim?.claimBy ?? null,
      updatedAt: event.at,
    })),
    markBreached: assign(() => ({ breached: true })),
    markRecord: assign(({ event }) => ({ recordReady: true, since: event.at, updatedAt: event.at })),
    newRequest: assign(({ context }) => ({ requests: context.requests + 1 })),
    newJob: assign(({ context }) => ({ jobs: context.jobs + 1, attempts: context.attempts + 1 })),
    resetAttempts: assign(() => ({ attempts: 0 })),

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
    voidSignature: emit(({ context }) => ({
      type: 'signature.void' as const,
      applicationId: context.id,
      requestId: requestIdOf(context),
      provider: context.rules.provider ?? '',
    })),
    requestWet: emit(({ context }) => ({
      type: 'wetSignature.request' as const,
      applicationId: context.id,
      signatory: context.rules.signatory ?? '',
      kind: context.kind,
    })),
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
    tell: emit(({ context }, params: { code: OfType<ApplicationEffect, 'notice'>['code'] }) => ({
      type: 'notice' as const,
      applicationId: context.id,
      person: context.applicant,
      code: params.code,
      readyBy: promise(context),
    })),
    tellPromise: emit(({ context }) => ({
      type: 'notice' as const,
      applicationId: context.id,
      person: context.applicant,
      code: promise(context) === null ? ('waiting' as const) : ('promised' as const),
      readyBy: promise(context),
    })),
    timeCommitment: emit(({ context }) => {
      const dueAt = context.commitment?.breachAt ?? null;
      return dueAt === null || context.breached
        ? { type: 'timer.clear' as const, applicationId: context.id, timer: 'commitment' as const }
        : { type: 'timer.set' as const, applicationId: context.id, timer: 'commitment' as const, dueAt };
    }),
    stopCommitment: emit(({ context }) => ({
      type: 'timer.clear' as const,
      applicationId: context.id,
      timer: 'commitment' as const,
    })),
    timeClaim: emit(({ context, event }) => ({
      type: 'timer.set' as const,
      applicationId: context.id,
      timer: 'claim' as const,
      dueAt: (event as { claim: Claim | null }).claim?.expiresAt ?? event.at,
    })),
    stopClaim: emit(({ context }) => ({
      type: 'timer.clear' as const,
      applicationId: context.id,
      timer: 'claim' as const,
    })),
    timeCorrection: emit(({ context, event }) => ({
      type: 'timer.set' as const,
      applicationId: context.id,
      timer: 'correction' as const,
      dueAt: (event as With<'correctionAt'>).correctionAt,
    })),
    stopCorrection: emit(({ context }) => ({
      type: 'timer.clear' as const,
      applicationId: context.id,
      timer: 'correction' as const,
    })),
  },
});

/** What must have happened to an application that is taken in at a state. */
function pastOf(
  state: string,
  mode: SigningMode,
  wetStage: ApplicationRules['wetStage'],
  since: EpochMs,
): Pick<ApplicationContext, 'mode' | 'signedAt' | 'printedAt' | 'readyAt'> {
  const finished = state === 'readyForPickup' || state === 'unclaimed' || state === 'collected';
  const printed =
    finished ||
    state === 'printed' ||
    (mode === 'wet' && wetStage === 'after-print' && (state === 'signing.wet' || state === 'signed.wet'));
  const inPrint = state.startsWith('printing.') || state === 'printed';
  const signed =
    mode !== 'none' &&
    (finished ||
      state.startsWith('signed.') ||
      (inPrint && (mode === 'electronic' || wetStage === 'before-print')));
  const chosen = inPrint || finished || state.startsWith('signed.') || state === 'signing.wet';
  return {
    mode: chosen ? mode : null,
    signedAt: signed ? since : null,
    printedAt: printed ? since : null,
    readyAt: finished ? since : null,
  };
}

const beforeRecord = new Set([
  'queued',
  'verifying',
  'returned',
  'signing.waiting',
  'signing.held',
  'printing.awaitingRecord',
]);
function hasRecord(state: string, wetStage: ApplicationRules['wetStage']): boolean {
  return !beforeRecord.has(state) && !(state === 'signing.wet' && wetStage === 'before-print');
}
