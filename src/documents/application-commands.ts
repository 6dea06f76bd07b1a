import { z } from 'zod';
import {
  count,
  epochMs,
  idText,
  lazyMessages,
  localDate,
  message,
  reasonText,
} from '../internal/messages.js';
import {
  applicant,
  importable,
  mode,
  proof,
  recordFailure,
  recordStage,
  relation,
} from './application-schemas.js';

const applicationId = idText;

/** Schemas of every command that an application takes. */
export const applicationCommands = /* @__PURE__ */ lazyMessages({
  'application.open': () =>
    message(
      'Opens an application; a ticket that is issued does this by itself.',
      {
        applicationId,
        kind: idText,
        applicant,
        ticketId: idText.optional(),
        replaces: idText.optional().describe('The application whose document it replaces.'),
        temporaryFor: idText.optional().describe('The application for which it is the temporary document.'),
      },
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
  'application.markDuplicate': () =>
    message('Ends the application because another one asks for the same.', { applicationId, of: idText }),
  'application.reissue': () =>
    message('Replaces a document that was handed over; a new application makes the new one.', {
      applicationId,
      reason: reasonText,
    }),
  'application.supersede': () =>
    message(
      'Reports that another document took the place of this one.',
      { applicationId, replacement: idText },
      { audience: 'system' },
    ),
  'application.escalate': () =>
    message('Puts on a person’s desk what took too long.', { applicationId }, { audience: 'system' }),
  'temporary.issue': () =>
    message('Issues a temporary document while this one is made, or renews it.', { applicationId }),
  'record.advanced': () =>
    message('Reports how far the record has come.', { applicationId, stage: recordStage }),
  'record.failed': () =>
    message('Reports that the record came to nothing.', {
      applicationId,
      failure: recordFailure,
      reason: reasonText,
    }),
  'record.restart': () => message('Asks for the record anew after it came to nothing.', { applicationId }),
  'record.ready': () => message('Reports that the record it waits for is print-ready.', { applicationId }),
  'hold.expire': () =>
    message(
      'Ends the wait for an electronic signature; the document goes to the pen.',
      { applicationId },
      { audience: 'system' },
    ),
  'signature.started': () =>
    message(
      'Reports that the electronic signature is being made.',
      { applicationId, requestId: idText, cause: idText.optional() },
      { audience: 'system' },
    ),
  'signature.held': () =>
    message(
      'Reports that the signer is down and the request waits.',
      { applicationId, requestId: idText, cause: idText.optional() },
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
      { applicationId, requestId: idText, cause: idText.optional() },
      { audience: 'system' },
    ),
  'signature.made': () =>
    message(
      'Reports an electronic signature.',
      { applicationId, requestId: idText, artifact: idText.optional() },
      { audience: 'system' },
    ),
  'signature.upgraded': () =>
    message(
      'Reports that the signed document got the timestamp that it lacked.',
      { applicationId, requestId: idText, artifact: idText },
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
  'defect.found': () =>
    message('Finds a finished document bad at the desk; it is destroyed and made again.', {
      applicationId,
      reason: reasonText,
    }),
  'pickup.collected': () =>
    message('Hands the document over.', {
      applicationId,
      collector: z.strictObject({ ref: idText, relation: relation.optional() }),
      proof: proof.optional().describe('What proved the collector; identity when left out.'),
    }),
  'pickup.codeRefused': () =>
    message('Reports that a wrong one-time code was given at the desk.', { applicationId }),
  'pickup.renewCode': () => message('Makes a new one-time code and tells the applicant.', { applicationId }),
  'claim.expire': () => message('Ends the time for pickup.', { applicationId }, { audience: 'system' }),
  'commitment.breach': () =>
    message('Notes that the promised day has passed.', { applicationId }, { audience: 'system' }),
  'commitment.renew': () =>
    message('Promises a day anew: the one given, or the first that can be kept.', {
      applicationId,
      readyBy: localDate.optional(),
    }),
  'commitment.review': () =>
    message('Makes the promise anew if it can no longer be kept, as when its day was declared a holiday.', {
      applicationId,
    }),
  'print.foreseen': () =>
    message(
      'Reports that a blank is there for a waiting job, and how many are invited before it.',
      { applicationId, jobId: idText, place: count, cause: idText },
      { audience: 'system' },
    ),
  'retention.end': () =>
    message(
      'Notes that an uncollected document need not be kept longer.',
      { applicationId },
      { audience: 'system' },
    ),
  'document.destroy': () =>
    message('Destroys a document that nobody collected.', {
      applicationId,
      reason: reasonText,
    }),
});
