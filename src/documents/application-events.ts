import { z } from 'zod';
import { count, epochMs, idText, lazyMessages, message } from '../internal/messages.js';
import { promiseNotice } from './application-effects.js';
import {
  applicant,
  claimSchema,
  commitmentSchema,
  importable,
  mode,
  proof,
  recordFailure,
  recordStage,
  relation,
  rulesSchema,
} from './application-schemas.js';

const applicationId = idText;

/** Schemas of every event of an application. */
export const applicationEvents = /* @__PURE__ */ lazyMessages({
  'application.opened': () =>
    message('An application came to be.', {
      applicationId,
      kind: idText,
      applicant,
      ticketId: idText.optional(),
      rules: rulesSchema,
      replaces: idText.optional(),
      temporaryFor: idText.optional(),
      attentionAt: epochMs,
    }),
  'application.imported': () =>
    message('An application that was under way was taken in.', {
      applicationId,
      kind: idText,
      applicant,
      rules: rulesSchema,
      state: importable,
      since: epochMs,
      mode,
      serial: idText.optional(),
      commitment: commitmentSchema.nullable(),
      claim: claimSchema.nullable(),
      correctionAt: epochMs,
      holdUntil: epochMs,
      attentionAt: epochMs,
      retentionAt: epochMs,
    }),
  'application.called': () => message('Its ticket was called.', { ticketId: idText, counter: idText }),
  'application.passed': () =>
    message('The request was found complete and right.', {
      commitment: commitmentSchema,
      holdUntil: epochMs,
      attentionAt: epochMs,
    }),
  'application.returned': () =>
    message('The request went back for correction.', {
      reason: z.string(),
      correctionAt: epochMs,
    }),
  'application.resubmitted': () => message('The corrected request came in.', { attentionAt: epochMs }),
  'application.rejected': () => message('The request was refused for good.', { reason: z.string() }),
  'application.cancelled': () => message('The application was ended.', { reason: z.string() }),
  'application.foundDuplicate': () => message('Another application asks for the same.', { of: idText }),
  'application.reissued': () =>
    message('A new application replaces the document.', { reason: z.string(), replacement: idText }),
  'application.superseded': () =>
    message('Another document took the place of this one.', { replacement: idText }),
  'application.escalated': () => message('It took too long and went on a person’s desk.', {}),
  'temporary.issued': () =>
    message('A temporary document was asked for, the first or a renewal.', { temporary: idText }),
  'record.advanced': () => message('The record came further.', { stage: recordStage }),
  'record.failed': () =>
    message('The record came to nothing.', { failure: recordFailure, reason: z.string() }),
  'record.restarted': () => message('The record was asked for anew.', { attentionAt: epochMs }),
  'record.ready': () => message('The record it waited for is print-ready.', {}),
  'hold.expired': () => message('The wait for an electronic signature ended; the pen takes over.', {}),
  'commitment.renewed': () =>
    message('The promise was made anew.', {
      commitment: commitmentSchema,
      notice: promiseNotice.nullable(),
      cause: idText.nullable(),
    }),
  'signature.started': () => message('The electronic signature is being made.', { requestId: idText }),
  'signature.held': () => message('The signer is down; the request waits.', { requestId: idText }),
  'signature.requeued': () =>
    message('No signature was made; the request waits again.', { requestId: idText }),
  'signature.routedWet': () => message('The document will be signed by hand.', { requestId: idText }),
  'signature.made': () =>
    message('The document was signed electronically.', {
      requestId: idText,
      artifact: idText.optional(),
    }),
  'signature.upgraded': () =>
    message('The signed document got the timestamp that it lacked.', { requestId: idText, artifact: idText }),
  'signature.refused': () =>
    message('The signer refused this document.', {
      requestId: idText,
      reason: z.string(),
    }),
  'signature.unknown': () => message('Nobody knows whether the signature was made.', { requestId: idText }),
  'wetSignature.made': () => message('The paper was signed by hand.', { claim: claimSchema }),
  'wetSignature.checked': () => message('The signed paper was checked back.', { claim: claimSchema }),
  'print.assigned': () =>
    message('A printer took the job.', {
      jobId: idText,
      printerId: idText,
    }),
  'print.requeued': () => message('The printer did not take the job after all.', { jobId: idText }),
  'print.completed': () =>
    message('The print was confirmed.', { jobId: idText, serial: idText.optional(), claim: claimSchema }),
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
  'print.retried': () => message('A person asked for a new print.', { attentionAt: epochMs }),
  'inspection.passed': () => message('The print was found good.', { claim: claimSchema }),
  'inspection.failed': () =>
    message('The print was found bad and destroyed.', {
      reason: z.string(),
      maxAttempts: count,
    }),
  'pickup.collected': () =>
    message('The document was handed over.', {
      collector: idText,
      relation,
      proof,
    }),
  'pickup.codeRefused': () => message('A wrong one-time code was given.', {}),
  'pickup.codeRenewed': () => message('A new one-time code was made.', {}),
  'defect.found': () =>
    message('A finished document was found bad at the desk and destroyed.', {
      reason: z.string(),
      attentionAt: epochMs,
    }),
  'claim.expired': () => message('Nobody collected it in time.', { retentionAt: epochMs }),
  'retention.ended': () => message('It need not be kept longer.', {}),
  'commitment.breached': () => message('The promised day has passed.', {}),
  'document.destroyed': () => message('The document was destroyed.', { reason: z.string() }),
});
