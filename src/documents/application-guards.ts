import type { OfType } from '../internal/messages.js';
import { type ApplicationContext, jobIdOf, requestIdOf } from './application-context.js';
import type { ApplicationEvent } from './messages.js';

interface Args {
  readonly context: ApplicationContext;
  readonly event: ApplicationEvent;
}

// A guard sits only on transitions of events that carry what it reads; XState types the event as the whole union
// there, so the part that is read is named here once.
type With<K extends string> = Extract<ApplicationEvent, { readonly [key in K]: unknown }>;

const isCurrentRequest = ({ context, event }: Args) =>
  (event as With<'requestId'>).requestId === requestIdOf(context);
const isCurrentJob = ({ context, event }: Args) => (event as With<'jobId'>).jobId === jobIdOf(context);
const mayReprint = ({ context, event }: Args) =>
  context.attempts < (event as With<'maxAttempts'>).maxAttempts;
const signsFirst = ({ context }: Args) => context.rules.wetStage === 'before-print';
/** Whether the pen goes on a sheet before it is printed, so that the signature is lost with the sheet. @internal */
export const isSignedOnSheet = ({ context }: Pick<Args, 'context'>) =>
  context.mode === 'wet' && context.rules.wetStage === 'before-print';
const needsWetSignature = ({ context }: Args) =>
  context.mode === 'wet' && context.rules.wetStage === 'after-print' && context.signedAt === null;
const isHeldTooLong = ({ context, event }: Args) =>
  context.holdUntil !== null && event.at >= context.holdUntil;
const isSuperseded = ({ context }: Args) => (context.links?.supersededBy ?? null) !== null;
/** A success that comes after the pen took over. */
const isLate = (args: Args) =>
  args.context.mode === 'wet' && args.context.requests > 0 && isCurrentRequest(args);
const isAdoptable = (args: Args, jobs: number) =>
  isLate(args) && args.context.signedAt === null && args.context.jobs === jobs;

/** What the application machine asks before it takes a transition. @internal */
export const applicationGuards = {
  importedAs: ({ event }: Args, params: { state: string }) =>
    (event as OfType<ApplicationEvent, 'application.imported'>).state === params.state,
  opensAtCounter: ({ event }: Args) => {
    const { replaces, temporaryFor } = event as OfType<ApplicationEvent, 'application.opened'>;
    return replaces !== undefined || temporaryFor !== undefined;
  },
  needsNoSignature: ({ context }: Args) => context.rules.signatory === null,
  hasNoProvider: ({ context }: Args) => context.rules.provider === null,
  hasNoProviderAndSignsFirst: (args: Args) => args.context.rules.provider === null && signsFirst(args),
  isCurrentRequest,
  isCurrentRequestAndSignsFirst: (args: Args) => isCurrentRequest(args) && signsFirst(args),
  isCurrentRequestHeldTooLong: (args: Args) => isCurrentRequest(args) && isHeldTooLong(args),
  isCurrentRequestHeldTooLongAndSignsFirst: (args: Args) =>
    isCurrentRequest(args) && isHeldTooLong(args) && signsFirst(args),
  signsFirst,
  isLate,
  isLateBeforeAnyJob: (args: Args) => isAdoptable(args, 0),
  isLateBeforeFirstPrint: (args: Args) => isAdoptable(args, 1),
  isOwnSignature: (args: Args) => args.context.mode === 'electronic' && isCurrentRequest(args),
  isSecondSignature: (args: Args) => args.context.mode === 'electronic' && isCurrentRequest(args),
  isCurrentJob,
  isCurrentJobAndMayReprint: (args: Args) => isCurrentJob(args) && mayReprint(args),
  isCurrentJobAndSheetWasSigned: (args: Args) =>
    isCurrentJob(args) && mayReprint(args) && isSignedOnSheet(args),
  isCurrentJobAndSuperseded: (args: Args) => isCurrentJob(args) && isSuperseded(args),
  isCurrentJobAndSupersededElectronic: (args: Args) =>
    isCurrentJob(args) && isSuperseded(args) && args.context.mode === 'electronic',
  mayReprint,
  sheetWasSigned: (args: Args) => mayReprint(args) && isSignedOnSheet(args),
  mustSignFirstAgain: (args: Args) => isSignedOnSheet(args) && args.context.signedAt === null,
  isSignedOnSheet,
  lacksRecord: ({ context }: Args) => context.rules.needsRecord && !context.recordReady,
  isPaperToSign: (args: Args) => !args.context.rules.inspect && needsWetSignature(args),
  isPaper: ({ context }: Args) => !context.rules.inspect,
  needsWetSignature,
  isPrinted: ({ context }: Args) => context.printedAt !== null,
  isPrintedAndNotCheckedBack: ({ context }: Args) => context.printedAt !== null && !context.rules.checkBack,
  isElectronic: ({ context }: Args) => context.mode === 'electronic',
  isPromised: ({ context }: Args) => (context.commitment?.readyBy ?? null) !== null && !context.breached,
  isTold: ({ event }: Args) => (event as OfType<ApplicationEvent, 'commitment.renewed'>).notice !== null,
  hasTemporary: ({ context }: Args) => (context.links?.temporary ?? null) !== null,
};
