import { assign, emit, setup } from 'xstate';
import type { RoomMachine } from '../internal/machine.js';
import type { OfType } from '../internal/messages.js';
import type { EpochMs, LocalDate } from '../internal/time.js';
import type {
  ApplicationEffect,
  ApplicationEvent,
  ApplicationRules,
  Claim,
  Commitment,
  SigningMode,
} from './messages.js';

/** What an application knows, beside the state in which it rests. */
export interface ApplicationContext {
  readonly id: string;
  readonly kind: string;
  /** Reference to the person; names and numbers stay with the host. */
  readonly applicant: string;
  readonly area: string | null;
  readonly ticketId: string | null;
  readonly rules: ApplicationRules;
  /** `null` until the way is known. */
  readonly mode: SigningMode | null;
  readonly recordReady: boolean;
  /** Signing requests made so far; the current one has this number. */
  readonly requests: number;
  /** Print jobs made so far; the current one has this number. */
  readonly jobs: number;
  /** Print attempts since a person last asked for one. */
  readonly attempts: number;
  readonly commitment: Commitment | null;
  readonly claimBy: LocalDate | null;
  readonly breached: boolean;
  readonly signedAt: EpochMs | null;
  readonly printedAt: EpochMs | null;
  readonly readyAt: EpochMs | null;
  readonly serial: string | null;
  readonly artifact: string | null;
  readonly reason: string | null;
  /** When it came into the state that decides its place in a queue. */
  readonly since: EpochMs;
  readonly updatedAt: EpochMs;
}

/** Names the current signing request of an application. */
export function requestIdOf(context: ApplicationContext): string {
  return `${context.id}/s${context.requests}`;
}

/** Names the current print job of an application. */
export function jobIdOf(context: ApplicationContext): string {
  return `${context.id}/p${context.jobs}`;
}

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

const definition = setup({
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

const imported = (state: string) => ({ type: 'importedAs' as const, params: { state } });
const tell = (code: OfType<ApplicationEffect, 'notice'>['code']) => ({
  type: 'tell' as const,
  params: { code },
});
const askPrint = ['newJob', 'requestPrint'] as const;
const finish = ['keepReason', 'stopCommitment'] as const;
const breach = {
  'commitment.breached': { guard: 'isPromised', actions: ['markBreached', tell('late')] },
} as const;
/** A print that came to nothing: again while attempts are left, else a person decides. */
const afterPrint = {
  'print.completed': { guard: 'isCurrentJob', target: '#application.printed', actions: 'markPrinted' },
  'print.failed': [
    {
      guard: 'isCurrentJobAndMayReprint',
      target: '#application.printing.queued',
      actions: ['keepReason', ...askPrint],
    },
    { guard: 'isCurrentJob', target: '#application.printing.blocked', actions: 'keepReason' },
  ],
  'print.spoiled': [
    {
      guard: 'isCurrentJobAndSheetWasSigned',
      target: '#application.signing.wet',
      actions: ['keepReason', 'loseSignature'],
    },
    {
      guard: 'isCurrentJobAndMayReprint',
      target: '#application.printing.queued',
      actions: ['keepReason', ...askPrint],
    },
    {
      guard: 'isCurrentJob',
      target: '#application.printing.blocked',
      actions: ['keepReason', 'loseSheetSignature'],
    },
  ],
} as const;

/**
 * The lifecycle of an application, from queue number to pickup, as an XState machine.
 *
 * It is written once: the office runs it as a table compiled from it, and a host can run it as an ordinary actor.
 * It uses `assign` and `emit` only; what it emits are effects for the office to carry out.
 *
 * ```statechart application
 * ```
 *
 * @example
 * ```ts
 * import { applicationMachine } from 'loket/documents';
 * import { createActor } from 'xstate';
 *
 * const actor = createActor(applicationMachine, { input: { id: 'a-1' } });
 * actor.start().getSnapshot().value; //=> 'new'
 * ```
 */
export const applicationMachine = definition.createMachine({
  id: 'application',
  context: ({ input }) => initialApplication(input.id),
  initial: 'new',
  states: {
    new: {
      on: {
        'application.opened': { target: 'queued', actions: 'open' },
        'application.imported': [
          { guard: imported('queued'), target: 'queued', actions: 'takeIn' },
          { guard: imported('verifying'), target: 'verifying', actions: 'takeIn' },
          { guard: imported('returned'), target: 'returned', actions: 'takeIn' },
          {
            guard: imported('signing.waiting'),
            target: 'signing.waiting',
            actions: ['takeIn', 'newRequest', 'requestSignature', 'timeCommitment'],
          },
          {
            guard: imported('signing.held'),
            target: 'signing.held',
            actions: ['takeIn', 'newRequest', 'requestSignature', 'timeCommitment'],
          },
          { guard: imported('signing.wet'), target: 'signing.wet', actions: ['takeIn', 'timeCommitment'] },
          {
            guard: imported('signed.electronic'),
            target: 'signed.electronic',
            actions: ['takeIn', ...askPrint, 'timeCommitment'],
          },
          {
            guard: imported('signed.wet'),
            target: 'signed.wetRouting',
            actions: ['takeIn', 'timeCommitment'],
          },
          {
            guard: imported('printing.awaitingRecord'),
            target: 'printing.awaitingRecord',
            actions: ['takeIn', 'timeCommitment'],
          },
          {
            guard: imported('printing.queued'),
            target: 'printing.queued',
            actions: ['takeIn', ...askPrint, 'timeCommitment'],
          },
          {
            guard: imported('printing.blocked'),
            target: 'printing.blocked',
            actions: ['takeIn', 'timeCommitment'],
          },
          { guard: imported('printed'), target: 'printed', actions: ['takeIn', 'timeCommitment'] },
          { guard: imported('readyForPickup'), target: 'readyForPickup', actions: 'takeIn' },
          { guard: imported('unclaimed'), target: 'unclaimed', actions: 'takeIn' },
          { guard: imported('collected'), target: 'collected', actions: 'takeIn' },
          { guard: imported('rejected'), target: 'rejected', actions: 'takeIn' },
          { guard: imported('cancelled'), target: 'cancelled', actions: 'takeIn' },
          { guard: imported('destroyed'), target: 'destroyed', actions: 'takeIn' },
        ],
      },
    },
    queued: {
      on: {
        'application.called': { target: 'verifying', actions: 'touch' },
        'application.cancelled': { target: 'cancelled', actions: 'keepReason' },
      },
    },
    verifying: {
      on: {
        'application.passed': [
          {
            guard: 'needsNoSignature',
            target: 'printing.routing',
            actions: ['touch', 'dropReason', 'commit', 'goUnsigned', 'timeCommitment', 'tellPromise'],
          },
          {
            guard: 'hasNoProviderAndSignsFirst',
            target: 'signing.wet',
            actions: ['touch', 'dropReason', 'commit', 'goWet', 'timeCommitment', 'tellPromise'],
          },
          {
            guard: 'hasNoProvider',
            target: 'printing.routing',
            actions: ['touch', 'dropReason', 'commit', 'goWet', 'timeCommitment', 'tellPromise'],
          },
          {
            target: 'signing.waiting',
            actions: [
              'touch',
              'dropReason',
              'commit',
              'newRequest',
              'requestSignature',
              'timeCommitment',
              'tellPromise',
            ],
          },
        ],
        'application.returned': { target: 'returned', actions: 'keepReason' },
        'application.rejected': { target: 'rejected', actions: [...finish, tell('rejected')] },
        'application.cancelled': { target: 'cancelled', actions: [...finish, tell('cancelled')] },
      },
    },
    returned: {
      entry: ['timeCorrection', tell('returned')],
      exit: 'stopCorrection',
      on: {
        'application.resubmitted': { target: 'verifying', actions: ['touch', 'dropReason'] },
        'application.cancelled': { target: 'cancelled', actions: ['keepReason', tell('cancelled')] },
      },
    },
    signing: {
      initial: 'waiting',
      on: breach,
      states: {
        waiting: {
          on: {
            'signature.started': {
              guard: 'isCurrentRequest',
              target: 'electronic',
              actions: ['commit', 'timeCommitment'],
            },
            'signature.held': {
              guard: 'isCurrentRequest',
              target: 'held',
              actions: ['commit', 'timeCommitment', tell('delayed')],
            },
            'signature.routedWet': [
              {
                guard: 'isCurrentRequestAndSignsFirst',
                target: 'wet',
                actions: ['commit', 'goWet', 'timeCommitment', 'tellPromise'],
              },
              {
                guard: 'isCurrentRequest',
                target: '#application.printing.routing',
                actions: ['commit', 'goWet', 'timeCommitment', 'tellPromise'],
              },
            ],
            'application.cancelled': {
              target: '#application.cancelled',
              actions: [...finish, 'cancelSignature', tell('cancelled')],
            },
          },
        },
        held: {
          on: {
            'signature.started': {
              guard: 'isCurrentRequest',
              target: 'electronic',
              actions: ['commit', 'timeCommitment'],
            },
            'signature.routedWet': [
              {
                guard: 'isCurrentRequestAndSignsFirst',
                target: 'wet',
                actions: ['commit', 'goWet', 'timeCommitment', 'tellPromise'],
              },
              {
                guard: 'isCurrentRequest',
                target: '#application.printing.routing',
                actions: ['commit', 'goWet', 'timeCommitment', 'tellPromise'],
              },
            ],
            'application.cancelled': {
              target: '#application.cancelled',
              actions: [...finish, 'cancelSignature', tell('cancelled')],
            },
          },
        },
        electronic: {
          on: {
            'signature.made': {
              guard: 'isCurrentRequest',
              target: '#application.signed.routing',
              actions: ['goElectronic', 'markSigned', 'keepArtifact'],
            },
            'signature.requeued': { guard: 'isCurrentRequest', target: 'waiting' },
            'signature.refused': {
              guard: 'isCurrentRequest',
              target: '#application.verifying',
              actions: [...finish, 'dropCommitment'],
            },
            'signature.unknown': { guard: 'isCurrentRequest', target: 'unknown' },
          },
        },
        unknown: {
          on: {
            'signature.made': {
              guard: 'isCurrentRequest',
              target: '#application.signed.routing',
              actions: ['goElectronic', 'markSigned', 'keepArtifact'],
            },
            'signature.requeued': { guard: 'isCurrentRequest', target: 'waiting' },
            'signature.refused': {
              guard: 'isCurrentRequest',
              target: '#application.verifying',
              actions: [...finish, 'dropCommitment'],
            },
          },
        },
        wet: {
          entry: 'requestWet',
          on: {
            'wetSignature.made': { target: '#application.signed.wetRouting', actions: 'markSigned' },
            'application.cancelled': [
              {
                guard: 'isPrinted',
                target: '#application.destroyed',
                actions: [...finish, 'cancelWet', 'discard', tell('cancelled')],
              },
              {
                target: '#application.cancelled',
                actions: [...finish, 'cancelWet', tell('cancelled')],
              },
            ],
          },
        },
      },
    },
    signed: {
      initial: 'routing',
      on: breach,
      states: {
        routing: {
          tags: 'transient',
          always: [
            { guard: 'lacksRecord', target: '#application.printing.awaitingRecord' },
            { target: 'electronic', actions: [...askPrint] },
          ],
        },
        electronic: {
          on: {
            'print.assigned': {
              guard: 'isCurrentJob',
              target: '#application.printing.running',
              actions: ['commit', 'timeCommitment'],
            },
            'application.cancelled': {
              target: '#application.cancelled',
              actions: [...finish, 'cancelPrint', 'voidSignature', tell('cancelled')],
            },
          },
        },
        wetRouting: {
          tags: 'transient',
          always: [
            {
              guard: 'isPrintedAndNotCheckedBack',
              target: '#application.readyForPickup',
              actions: tell('ready'),
            },
            { guard: 'isPrinted', target: 'wet' },
            { guard: 'lacksRecord', target: '#application.printing.awaitingRecord' },
            { target: 'wet', actions: [...askPrint] },
          ],
        },
        wet: {
          on: {
            'wetSignature.checked': {
              guard: 'isPrinted',
              target: '#application.readyForPickup',
              actions: tell('ready'),
            },
            'print.assigned': {
              guard: 'isCurrentJob',
              target: '#application.printing.running',
              actions: ['commit', 'timeCommitment'],
            },
            'application.cancelled': [
              {
                guard: 'isPrinted',
                target: '#application.destroyed',
                actions: [...finish, 'discard', tell('cancelled')],
              },
              {
                target: '#application.cancelled',
                actions: [...finish, 'cancelPrint', tell('cancelled')],
              },
            ],
          },
        },
      },
    },
    printing: {
      initial: 'routing',
      on: breach,
      states: {
        routing: {
          tags: 'transient',
          always: [
            { guard: 'lacksRecord', target: 'awaitingRecord' },
            { target: 'queued', actions: [...askPrint] },
          ],
        },
        awaitingRecord: {
          on: {
            'record.ready': [
              {
                guard: 'isElectronic',
                target: '#application.signed.electronic',
                actions: ['markRecord', 'commit', 'timeCommitment', ...askPrint],
              },
              { target: 'queued', actions: ['markRecord', 'commit', 'timeCommitment', ...askPrint] },
            ],
            'application.cancelled': [
              {
                guard: 'isElectronic',
                target: '#application.cancelled',
                actions: [...finish, 'voidSignature', tell('cancelled')],
              },
              { target: '#application.cancelled', actions: [...finish, tell('cancelled')] },
            ],
          },
        },
        queued: {
          on: {
            'print.assigned': {
              guard: 'isCurrentJob',
              target: 'running',
              actions: ['commit', 'timeCommitment'],
            },
            'application.cancelled': [
              {
                guard: 'isElectronic',
                target: '#application.cancelled',
                actions: [...finish, 'cancelPrint', 'voidSignature', tell('cancelled')],
              },
              {
                target: '#application.cancelled',
                actions: [...finish, 'cancelPrint', tell('cancelled')],
              },
            ],
          },
        },
        running: {
          on: {
            ...afterPrint,
            'print.requeued': { guard: 'isCurrentJob', target: 'queued' },
            'print.unknown': { guard: 'isCurrentJob', target: 'unknown' },
          },
        },
        unknown: { on: afterPrint },
        blocked: {
          on: {
            'print.retried': [
              { guard: 'mustSignFirstAgain', target: '#application.signing.wet', actions: 'resetAttempts' },
              { target: 'queued', actions: ['resetAttempts', ...askPrint] },
            ],
            'application.cancelled': [
              {
                guard: 'isElectronic',
                target: '#application.cancelled',
                actions: [...finish, 'voidSignature', tell('cancelled')],
              },
              { target: '#application.cancelled', actions: [...finish, tell('cancelled')] },
            ],
          },
        },
      },
    },
    printed: {
      always: [
        { guard: 'isPaperToSign', target: 'signing.wet' },
        { guard: 'isPaper', target: 'readyForPickup', actions: tell('ready') },
      ],
      on: {
        ...breach,
        'inspection.passed': [
          { guard: 'needsWetSignature', target: 'signing.wet' },
          { target: 'readyForPickup', actions: tell('ready') },
        ],
        'inspection.failed': [
          {
            guard: 'sheetWasSigned',
            target: 'signing.wet',
            actions: ['keepReason', 'discard', 'losePrint', 'loseSignature'],
          },
          {
            guard: 'mayReprint',
            target: 'printing.queued',
            actions: ['keepReason', 'discard', 'losePrint', ...askPrint],
          },
          {
            target: 'printing.blocked',
            actions: ['keepReason', 'discard', 'losePrint', 'loseSheetSignature'],
          },
        ],
      },
    },
    readyForPickup: {
      entry: ['markReady', 'stopCommitment', 'timeClaim'],
      exit: 'stopClaim',
      on: {
        'pickup.collected': { target: 'collected', actions: 'touch' },
        'claim.expired': { target: 'unclaimed', actions: ['touch', tell('unclaimed')] },
        'application.cancelled': [
          {
            guard: 'isElectronic',
            target: 'destroyed',
            actions: ['keepReason', 'discard', 'voidSignature', tell('cancelled')],
          },
          { target: 'destroyed', actions: ['keepReason', 'discard', tell('cancelled')] },
        ],
      },
    },
    unclaimed: {
      on: {
        'pickup.collected': { target: 'collected', actions: 'touch' },
        'document.destroyed': { target: 'destroyed', actions: ['keepReason', 'discard'] },
      },
    },
    collected: { type: 'final' },
    rejected: { type: 'final' },
    cancelled: { type: 'final' },
    destroyed: { type: 'final' },
  },
}) as unknown as RoomMachine<ApplicationContext, ApplicationEvent, ApplicationEffect, { id: string }>;

const noRules: ApplicationRules = {
  medium: '',
  provider: null,
  signatory: null,
  wetStage: 'after-print',
  needsRecord: false,
  inspect: false,
  checkBack: false,
  standard: {
    electronic: { days: 0, count: 'working' },
    wet: { days: 0, count: 'working' },
    none: { days: 0, count: 'working' },
  },
  claim: { days: 0, count: 'calendar' },
};

/** The context of an application that was never opened. */
export function initialApplication(id: string): ApplicationContext {
  return {
    id,
    kind: '',
    applicant: '',
    area: null,
    ticketId: null,
    rules: noRules,
    mode: null,
    recordReady: false,
    requests: 0,
    jobs: 0,
    attempts: 0,
    commitment: null,
    claimBy: null,
    breached: false,
    signedAt: null,
    printedAt: null,
    readyAt: null,
    serial: null,
    artifact: null,
    reason: null,
    since: 0,
    updatedAt: 0,
  };
}
