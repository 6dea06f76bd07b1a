import { z } from 'zod';
import {
  type CommandsOf,
  count,
  countFromOne,
  type EffectsOf,
  type EventsOf,
  epochMs,
  idText,
  lazyMessages,
  message,
  reasonText,
} from '../internal/messages.js';

const jobId = idText;
const applicationId = idText;
const printerId = idText;
const system = { audience: 'system' } as const;
const serial = idText.optional();
const invitation = {
  medium: idText,
  cause: idText,
} as const;

/** Schemas of every command that a print centre takes. */
export const centreCommands = /* @__PURE__ */ lazyMessages({
  'card.printed': () => message('Confirms a print with the document in hand.', { jobId, serial }),
  'card.spoiled': () => message('Reports a print that spoiled its blank.', { jobId, reason: reasonText }),
  'card.failed': () =>
    message('Reports a print that failed and used no blank.', { jobId, reason: reasonText }),
  'card.unknown': () =>
    message('Reports that nobody knows what came of a print.', { jobId, reason: reasonText }),
  'blanks.receive': () =>
    message('Books a delivery of blanks into the warehouse.', {
      medium: idText,
      quantity: countFromOne,
    }),
  'blanks.load': () =>
    message('Moves blanks from the warehouse into a printer’s hopper.', {
      printerId,
      quantity: countFromOne,
    }),
  'blanks.unload': () =>
    message('Moves blanks from a printer’s hopper back into the warehouse.', {
      printerId,
      quantity: countFromOne,
    }),
  'printer.stop': () =>
    message('Takes a printer out of service after its present job.', {
      printerId,
      reason: reasonText,
    }),
  'printer.start': () => message('Puts a printer back into service.', { printerId }),
  'print.request': () =>
    message(
      'Puts a print job in the line.',
      { applicationId, jobId, medium: idText, kind: idText, since: epochMs },
      system,
    ),
  'print.cancel': () => message('Takes a waiting print job back.', { jobId }, system),
  'document.discard': () => message('Books a printed document as destroyed.', { jobId }, system),
  'job.report': () =>
    message(
      'Reports what a printer’s driver said of a job.',
      {
        jobId,
        attempt: countFromOne,
        outcome: z.enum(['printed', 'spoiled', 'failed', 'accepted', 'unavailable', 'unknown']),
        serial,
        reason: z.string().optional(),
        lookAt: epochMs.optional().describe('When to ask the driver again.'),
      },
      system,
    ),
  'job.lookUp': () => message('Asks for a look at a job that a printer accepted.', { jobId }, system),
  'centre.dispatch': () => message('Gives waiting jobs to free printers.', {}, system),
  'centre.invite': () =>
    message('Tells the next waiting jobs that a blank is there for them.', { ...invitation }, system),
});

/** Schemas of every event of a print centre. */
export const centreEvents = /* @__PURE__ */ lazyMessages({
  'job.queued': () =>
    message('A print job came into the line.', {
      jobId,
      applicationId,
      medium: idText,
      kind: idText,
      since: epochMs,
      sequence: countFromOne,
    }),
  'job.withdrawn': () => message('A waiting print job was taken back.', { jobId }),
  'job.assigned': () =>
    message('A printer was given the job and a blank.', {
      jobId,
      printerId,
      attempt: countFromOne,
    }),
  'job.accepted': () => message('The printer took the job and works on it.', { jobId, printerId }),
  'job.printed': () => message('The print was confirmed.', { jobId, printerId, serial }),
  'job.spoiled': () => message('The print spoiled its blank.', { jobId, printerId, reason: z.string() }),
  'job.failed': () =>
    message('The print failed and used no blank.', { jobId, printerId, reason: z.string() }),
  'job.requeued': () =>
    message('The printer was out of reach; the job waits again.', {
      jobId,
      printerId,
      reason: z.string(),
      retryAt: epochMs,
    }),
  'job.foreseen': () =>
    message('A blank is there for a waiting job, and its applicant can be told.', { jobId }),
  'job.lost': () => message('Nobody knows what came of the print.', { jobId, printerId, reason: z.string() }),
  'job.discarded': () => message('A printed document was destroyed.', { jobId }),
  'printer.stopped': () => message('A printer was taken out of service.', { printerId, reason: z.string() }),
  'printer.started': () => message('A printer was put back into service.', { printerId }),
  'blanks.received': () => message('Blanks were delivered.', { medium: idText, quantity: countFromOne }),
  'blanks.loaded': () =>
    message('Blanks went into a hopper.', {
      printerId,
      medium: idText,
      quantity: countFromOne,
    }),
  'blanks.unloaded': () =>
    message('Blanks came out of a hopper.', {
      printerId,
      medium: idText,
      quantity: countFromOne,
    }),
});

const toApplication = { applicationId, jobId } as const;

/** Schemas of every effect that a print centre asks for. */
export const centreEffects = /* @__PURE__ */ lazyMessages({
  'print.send': () =>
    message('Calls the printer’s driver to print.', {
      printerId,
      jobId,
      applicationId,
      kind: idText,
      medium: idText,
      attempt: countFromOne,
    }),
  'print.look': () =>
    message('Calls the printer’s driver to look what came of a job.', {
      printerId,
      jobId,
      applicationId,
      kind: idText,
      medium: idText,
      attempt: countFromOne,
    }),
  'print.assigned': () =>
    message('Tells the application that a printer took its job.', {
      ...toApplication,
      printerId,
    }),
  'print.requeued': () => message('Tells the application that its job waits again.', toApplication),
  'print.completed': () =>
    message('Tells the application that its print was confirmed.', {
      ...toApplication,
      serial,
    }),
  'print.failed': () =>
    message('Tells the application that its print failed.', {
      ...toApplication,
      reason: z.string(),
    }),
  'print.spoiled': () =>
    message('Tells the application that its print spoiled a blank.', {
      ...toApplication,
      reason: z.string(),
    }),
  'print.unknown': () => message('Tells the application that the outcome is unknown.', toApplication),
  'print.foreseen': () =>
    message('Tells the application that a blank is there for its job.', {
      ...toApplication,
      place: count,
      cause: idText,
    }),
  'centre.dispatch': () => message('Asks the centre to give waiting jobs to free printers.', {}),
  'centre.invite': () => message('Asks the centre to tell the next waiting jobs.', { ...invitation }),
  'timer.set': () =>
    message('Sets one of the centre’s timers, replacing it if set.', {
      timer: idText,
      dueAt: epochMs,
    }),
  'timer.clear': () => message('Clears one of the centre’s timers.', { timer: idText }),
});

/** A command to a print centre. */
export type CentreCommand = CommandsOf<typeof centreCommands>;
/** Something that happened in a print centre. */
export type CentreEvent = EventsOf<typeof centreEvents>;
/** Something a print centre asks for. */
export type CentreEffect = EffectsOf<typeof centreEffects>;
