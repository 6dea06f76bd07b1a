import { z } from 'zod';
import { countFromOne, epochMs, idText, lazyMessages, localDate, message } from '../internal/messages.js';
import { applicant } from './application-schemas.js';

const applicationId = idText;
/** What a person is told of a promise. @internal */
export const promiseNotice = z.enum(['promised', 'invited', 'moved', 'waiting', 'delayed', 'redone']);
const noticeCode = z.enum([
  ...promiseNotice.options,
  'returned',
  'rejected',
  'duplicate',
  'cancelled',
  'late',
  'recordFailed',
  'ready',
  'newCode',
  'unclaimed',
]);
const timerName = z.enum(['commitment', 'claim', 'correction', 'hold', 'attention', 'retention']);

/** What a person is told. @internal */
export const noticeShape = {
  applicationId,
  person: idText,
  code: noticeCode,
  readyBy: localDate.nullable(),
  codeNumber: countFromOne
    .optional()
    .describe('Which one-time code opens the drawer, where one is asked for.'),
  cause: idText.nullable().describe('What many are told of at once; a person is told once a cause.'),
};

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
    message('Declares an electronic signature void, also one of which nobody knows whether it was made.', {
      applicationId,
      requestId: idText,
      provider: idText,
      artifact: idText.optional(),
    }),
  'wetSignature.request': () =>
    message('Puts the paper on the signatory’s desk.', {
      applicationId,
      signatory: idText,
      kind: idText,
      promised: localDate.optional().describe('The day that the applicant was promised.'),
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
  notice: () => message('Tells the applicant something.', noticeShape),
  escalation: () =>
    message('Tells the office that an application is on a person’s desk.', {
      applicationId,
      cause: z.enum(['overdue', 'late', 'retention-ended']),
    }),
  'application.open': () =>
    message('Opens another application: one that replaces this one, or its temporary document.', {
      applicationId,
      kind: idText,
      applicant,
      replaces: idText.optional(),
      temporaryFor: idText.optional(),
    }),
  'application.supersede': () =>
    message('Ends an application whose document another one replaced.', {
      applicationId,
      replacement: idText,
    }),
  'timer.set': () =>
    message('Sets one of the application’s timers, replacing it if set.', {
      applicationId,
      timer: timerName,
      dueAt: epochMs,
    }),
  'timer.clear': () =>
    message('Clears one of the application’s timers.', {
      applicationId,
      timer: timerName,
    }),
});
