import { z } from 'zod';
import {
  type CommandsOf,
  count,
  type EffectsOf,
  type EventsOf,
  epochMs,
  idText,
  lazyMessages,
  localDate,
  message,
  reasonText,
} from '../internal/messages.js';
import type { DayCount, EpochMs, LocalDate } from '../internal/time.js';

/** Holds the rules of its kind, as they were on the day it was opened. */
export interface ApplicationRules {
  readonly medium: string;
  /** Id of the signature provider; `null` where nobody signs electronically. */
  readonly provider: string | null;
  /** Id of the official who signs; `null` for a kind without a signature. */
  readonly signatory: string | null;
  readonly wetStage: 'after-print' | 'before-print';
  readonly needsRecord: boolean;
  readonly inspect: boolean;
  readonly checkBack: boolean;
  /** How long each way takes. */
  readonly standard: { readonly electronic: DayCount; readonly wet: DayCount; readonly none: DayCount };
  /** How long a finished document is kept. */
  readonly claim: DayCount;
}

/** Tells a citizen the day on which it will be ready, or why that is still open. */
export interface Commitment {
  /** The day; `null` while `pending` says why it is open. */
  readonly readyBy: LocalDate | null;
  /** The way that it counts on. */
  readonly basis: SigningMode;
  readonly pending: 'signer-down' | 'blanks-short' | 'record-awaited' | 'calendar-year-unknown' | null;
  /** When the promise is broken: the end of the day. */
  readonly breachAt: EpochMs | null;
}

/** Tells until when a finished document is kept. */
export interface Claim {
  /** Last day for pickup. */
  readonly claimBy: LocalDate;
  /** The end of that day. */
  readonly expiresAt: EpochMs;
}

/** Tells how a document is signed. */
export type SigningMode = 'electronic' | 'wet' | 'none';

const applicant = z.strictObject({ ref: idText, area: idText.optional() });
const applicationId = idText;
const dayCount = z.strictObject({ days: count, count: z.enum(['working', 'calendar']) });
const rules = z.strictObject({
  medium: idText,
  provider: idText.nullable(),
  signatory: idText.nullable(),
  wetStage: z.enum(['after-print', 'before-print']),
  needsRecord: z.boolean(),
  inspect: z.boolean(),
  checkBack: z.boolean(),
  standard: z.strictObject({ electronic: dayCount, wet: dayCount, none: dayCount }),
  claim: dayCount,
}) satisfies z.ZodType<ApplicationRules>;
const commitment = z.strictObject({
  readyBy: localDate.nullable(),
  basis: z.enum(['electronic', 'wet', 'none']),
  pending: z.enum(['signer-down', 'blanks-short', 'record-awaited', 'calendar-year-unknown']).nullable(),
  breachAt: epochMs.nullable(),
}) satisfies z.ZodType<Commitment>;
const claim = z.strictObject({ claimBy: localDate, expiresAt: epochMs }) satisfies z.ZodType<Claim>;
const mode = z.enum(['electronic', 'wet', 'none']) satisfies z.ZodType<SigningMode>;

/** States in which an application can be taken in by `documents.import`: those where nothing is in flight. */
export const importableStates = [
  'queued',
  'verifying',
  'returned',
  'signing.waiting',
  'signing.held',
  'signing.wet',
  'signed.electronic',
  'signed.wet',
  'printing.awaitingRecord',
  'printing.queued',
  'printing.blocked',
  'printed',
  'readyForPickup',
  'unclaimed',
  'collected',
  'rejected',
  'cancelled',
  'destroyed',
] as const;
const importable = z.enum(importableStates, `must be one of ${importableStates.join(', ')}`);

/** Schemas of every command that an application takes. */
export const applicationCommands = /* @__PURE__ */ lazyMessages({
  'application.open': () =>
    message(
      'Opens an application; a ticket that is issued does this by itself.',
      { applicationId, kind: idText, applicant, ticketId: idText.optional() },
      { audience: 'system' },
    ),
  'application.import': () =>
    message('Takes in an application that is already under way.', {
      applicationId,
      kind: idText,
      applicant,
      state: importable,
      since: epochMs.describe('When it came into this state; decides its place in a queue.'),
      mode: mode.optional().describe('How it was or will be signed; needed where the state leaves it open.'),
      readyBy: localDate.optional(),
      serial: idText.optional(),
    }),
  'application.call': () =>
    message(
      'Moves to verification, because the ticket was called.',
      { applicationId, ticketId: idText, counter: idText },
      { audience: 'system' },
    ),
  'application.pass': () => message('Finds the request complete and right.', { applicationId }),
  'application.return': () =>
    message('Sends the request back for correction.', {
      applicationId,
      reason: reasonText,
    }),
  'application.resubmit': () => message('Takes the corrected request.', { applicationId }),
  'application.reject': () => message('Refuses the request for good.', { applicationId, reason: reasonText }),
  'application.cancel': () =>
    message('Ends the application, wherever nothing physical is in flight.', {
      applicationId,
      reason: reasonText,
    }),
  'record.ready': () => message('Reports that the record it waits for is print-ready.', { applicationId }),
  'signature.started': () =>
    message(
      'Reports that the electronic signature is being made.',
      { applicationId, requestId: idText },
      { audience: 'system' },
    ),
  'signature.held': () =>
    message(
      'Reports that the signer is down and the request waits.',
      { applicationId, requestId: idText },
      { audience: 'system' },
    ),
  'signature.requeued': () =>
    message(
      'Reports that no signature was made and the request waits again.',
      { applicationId, requestId: idText },
      { audience: 'system' },
    ),
  'signature.routedWet': () =>
    message(
      'Reports that the document will be signed by hand.',
      { applicationId, requestId: idText },
      { audience: 'system' },
    ),
  'signature.made': () =>
    message(
      'Reports an electronic signature.',
      { applicationId, requestId: idText, artifact: idText.optional() },
      { audience: 'system' },
    ),
  'signature.refused': () =>
    message(
      'Reports that the signer refused this document for good.',
      { applicationId, requestId: idText, reason: reasonText },
      { audience: 'system' },
    ),
  'signature.unknown': () =>
    message(
      'Reports that nobody knows whether the signature was made.',
      { applicationId, requestId: idText },
      { audience: 'system' },
    ),
  'wetSignature.made': () =>
    message('Reports that the paper was signed by hand.', { applicationId }, { audience: 'system' }),
  'wetSignature.checked': () => message('Reports that the signed paper was checked back.', { applicationId }),
  'print.assigned': () =>
    message(
      'Reports that a printer took the job.',
      { applicationId, jobId: idText, printerId: idText },
      { audience: 'system' },
    ),
  'print.requeued': () =>
    message(
      'Reports that the printer did not take the job after all.',
      { applicationId, jobId: idText },
      { audience: 'system' },
    ),
  'print.completed': () =>
    message(
      'Reports a confirmed print.',
      { applicationId, jobId: idText, serial: idText.optional() },
      { audience: 'system' },
    ),
  'print.failed': () =>
    message(
      'Reports a failed print that used no blank.',
      { applicationId, jobId: idText, reason: reasonText },
      { audience: 'system' },
    ),
  'print.spoiled': () =>
    message(
      'Reports a print that spoiled its blank.',
      { applicationId, jobId: idText, reason: reasonText },
      { audience: 'system' },
    ),
  'print.unknown': () =>
    message(
      'Reports that nobody knows whether the print was made.',
      { applicationId, jobId: idText },
      { audience: 'system' },
    ),
  'print.retry': () => message('Asks for a new print after the attempts were used up.', { applicationId }),
  'inspection.passed': () => message('Finds the print good.', { applicationId }),
  'inspection.failed': () =>
    message('Finds the print bad; it is destroyed and printed again.', {
      applicationId,
      reason: reasonText,
    }),
  'pickup.collected': () =>
    message('Hands the document over.', {
      applicationId,
      collector: z.strictObject({ ref: idText, relation: z.enum(['self', 'proxy']).optional() }),
    }),
  'claim.expire': () => message('Ends the time for pickup.', { applicationId }, { audience: 'system' }),
  'commitment.breach': () =>
    message('Notes that the promised day has passed.', { applicationId }, { audience: 'system' }),
  'document.destroy': () =>
    message('Destroys a document that nobody collected.', {
      applicationId,
      reason: reasonText,
    }),
});

/** Schemas of every event of an application. */
export const applicationEvents = /* @__PURE__ */ lazyMessages({
  'application.opened': () =>
    message('An application came to be.', {
      applicationId,
      kind: idText,
      applicant,
      ticketId: idText.optional(),
      rules,
    }),
  'application.imported': () =>
    message('An application that was under way was taken in.', {
      applicationId,
      kind: idText,
      applicant,
      rules,
      state: importable,
      since: epochMs,
      mode,
      serial: idText.optional(),
      commitment: commitment.nullable(),
      claim: claim.nullable(),
      correctionAt: epochMs,
    }),
  'application.called': () => message('Its ticket was called.', { ticketId: idText, counter: idText }),
  'application.passed': () => message('The request was found complete and right.', { commitment }),
  'application.returned': () =>
    message('The request went back for correction.', {
      reason: z.string(),
      correctionAt: epochMs,
    }),
  'application.resubmitted': () => message('The corrected request came in.', {}),
  'application.rejected': () => message('The request was refused for good.', { reason: z.string() }),
  'application.cancelled': () => message('The application was ended.', { reason: z.string() }),
  'record.ready': () =>
    message('The record it waited for is print-ready.', { commitment: commitment.nullable() }),
  'signature.started': () =>
    message('The electronic signature is being made.', {
      requestId: idText,
      commitment: commitment.nullable(),
    }),
  'signature.held': () =>
    message('The signer is down; the request waits.', { requestId: idText, commitment }),
  'signature.requeued': () =>
    message('No signature was made; the request waits again.', { requestId: idText }),
  'signature.routedWet': () =>
    message('The document will be signed by hand.', { requestId: idText, commitment }),
  'signature.made': () =>
    message('The document was signed electronically.', {
      requestId: idText,
      artifact: idText.optional(),
    }),
  'signature.refused': () =>
    message('The signer refused this document.', {
      requestId: idText,
      reason: z.string(),
    }),
  'signature.unknown': () => message('Nobody knows whether the signature was made.', { requestId: idText }),
  'wetSignature.made': () => message('The paper was signed by hand.', { claim }),
  'wetSignature.checked': () => message('The signed paper was checked back.', { claim }),
  'print.assigned': () =>
    message('A printer took the job.', {
      jobId: idText,
      printerId: idText,
      commitment: commitment.nullable(),
    }),
  'print.requeued': () => message('The printer did not take the job after all.', { jobId: idText }),
  'print.completed': () =>
    message('The print was confirmed.', { jobId: idText, serial: idText.optional(), claim }),
  'print.failed': () =>
    message('The print failed and used no blank.', {
      jobId: idText,
      reason: z.string(),
      maxAttempts: count,
    }),
  'print.spoiled': () =>
    message('The print spoiled its blank.', {
      jobId: idText,
      reason: z.string(),
      maxAttempts: count,
    }),
  'print.unknown': () => message('Nobody knows whether the print was made.', { jobId: idText }),
  'print.retried': () => message('A person asked for a new print.', {}),
  'inspection.passed': () => message('The print was found good.', { claim }),
  'inspection.failed': () =>
    message('The print was found bad and destroyed.', {
      reason: z.string(),
      maxAttempts: count,
    }),
  'pickup.collected': () =>
    message('The document was handed over.', {
      collector: idText,
      relation: z.enum(['self', 'proxy']),
    }),
  'claim.expired': () => message('Nobody collected it in time.', {}),
  'commitment.breached': () => message('The promised day has passed.', {}),
  'document.destroyed': () => message('The document was destroyed.', { reason: z.string() }),
});

const notice = z.enum([
  'returned',
  'rejected',
  'cancelled',
  'promised',
  'waiting',
  'delayed',
  'late',
  'ready',
  'unclaimed',
]);

/** Schemas of every effect that an application asks for. */
export const applicationEffects = /* @__PURE__ */ lazyMessages({
  'signature.request': () =>
    message('Asks the signer for a signature.', {
      applicationId,
      requestId: idText,
      provider: idText,
      kind: idText,
      since: epochMs,
    }),
  'signature.cancel': () =>
    message('Takes a waiting signing request back.', {
      applicationId,
      requestId: idText,
      provider: idText,
    }),
  'signature.void': () =>
    message('Declares an electronic signature void.', {
      applicationId,
      requestId: idText,
      provider: idText,
    }),
  'wetSignature.request': () =>
    message('Puts the paper on the signatory’s desk.', {
      applicationId,
      signatory: idText,
      kind: idText,
    }),
  'wetSignature.cancel': () => message('Takes the paper off the desk.', { applicationId, signatory: idText }),
  'print.request': () =>
    message('Asks for a print.', {
      applicationId,
      jobId: idText,
      medium: idText,
      kind: idText,
      since: epochMs,
    }),
  'print.cancel': () => message('Takes a waiting print job back.', { applicationId, jobId: idText }),
  'document.discard': () =>
    message('Books a printed document as destroyed.', { applicationId, jobId: idText }),
  notice: () =>
    message('Tells the applicant something.', {
      applicationId,
      person: idText,
      code: notice,
      readyBy: localDate.nullable(),
    }),
  'timer.set': () =>
    message('Sets one of the application’s timers, replacing it if set.', {
      applicationId,
      timer: z.enum(['commitment', 'claim', 'correction']),
      dueAt: epochMs,
    }),
  'timer.clear': () =>
    message('Clears one of the application’s timers.', {
      applicationId,
      timer: z.enum(['commitment', 'claim', 'correction']),
    }),
});

/** A command to an application. */
export type ApplicationCommand = CommandsOf<typeof applicationCommands>;
/** Something that happened to an application. */
export type ApplicationEvent = EventsOf<typeof applicationEvents>;
/** Something an application asks for. */
export type ApplicationEffect = EffectsOf<typeof applicationEffects>;
/** A state that `documents.import` takes. */
export type ImportableState = (typeof importableStates)[number];
