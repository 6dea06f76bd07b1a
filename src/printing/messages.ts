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
import { serialRange } from './serial-range.js';

const jobId = idText;
const applicationId = idText;
const printerId = idText;
const system = { audience: 'system' } as const;
const serial = idText.optional();
const medium = idText.describe('Id of a medium or supply.');
const site = idText.optional().describe('Default: main.');
const transferId = idText;
const reservationId = idText;
const serials = z
  .array(z.lazy(serialRange))
  .max(1000, 'must be 1000 ranges or fewer')
  .optional()
  .describe('Ranges of serial numbers, together as many as blanks.');
const difference = z.int('must be a whole number');
const invitation = {
  medium: idText,
  cause: idText,
} as const;

/** Schemas of every command that a print centre takes. */
export const centreCommands = /* @__PURE__ */ lazyMessages({
  'card.printed': () => message('Confirms a print with the document in hand.', { jobId, serial }),
  'card.spoiled': () =>
    message('Reports a print that spoiled its blank.', { jobId, reason: reasonText, serial }),
  'card.failed': () =>
    message('Reports a print that failed and used no blank.', { jobId, reason: reasonText }),
  'card.unknown': () =>
    message('Reports that nobody knows what came of a print.', { jobId, reason: reasonText }),
  'blanks.receive': () =>
    message('Books a delivery of blanks or supplies into the warehouse of a site.', {
      medium,
      quantity: countFromOne,
      site,
      serials,
    }),
  'blanks.load': () =>
    message('Moves blanks from the warehouse into a printer’s hopper.', {
      printerId,
      quantity: countFromOne,
      reservationId: reservationId.optional().describe('Whose blanks they are.'),
    }),
  'blanks.unload': () =>
    message('Moves blanks from a printer’s hopper back into the warehouse.', {
      printerId,
      quantity: countFromOne,
    }),
  'blanks.send': () =>
    message('Sends blanks to another site; they are on the way until they arrive.', {
      transferId,
      medium,
      quantity: countFromOne,
      site,
      to: idText,
    }),
  'blanks.arrive': () =>
    message('Reports what arrived of a transfer; what did not is booked as missing there.', {
      transferId,
      quantity: count,
    }),
  'blanks.return': () =>
    message('Gives blanks back to who delivered them.', {
      medium,
      quantity: countFromOne,
      site,
      reason: reasonText,
    }),
  'blanks.spoil': () =>
    message('Books blanks that were spoiled without a print, by heat or damp.', {
      medium,
      quantity: countFromOne,
      site,
      printerId: printerId.optional().describe('Whose hopper they lay in; else the warehouse.'),
      reason: reasonText,
    }),
  'blanks.reserve': () =>
    message('Keeps blanks of the warehouse for a purpose.', {
      reservationId,
      medium,
      quantity: countFromOne,
      site,
      reason: reasonText,
    }),
  'blanks.release': () => message('Gives back what is left of a reservation.', { reservationId }),
  'stock.take': () =>
    message('Counts what lies at a site; the difference to the books is booked as missing.', {
      medium,
      site,
      warehouse: count.optional().describe('Counted in the warehouse, reserved ones included.'),
      hoppers: z.record(idText, count).optional().describe('Counted in hoppers, by printer.'),
    }),
  'supply.mount': () =>
    message('Puts a new ribbon, film or other supply from the warehouse into a printer.', {
      printerId,
      medium,
    }),
  'printer.break': () =>
    message('Reports that a printer is broken; a job that it has must still be reported.', {
      printerId,
      reason: reasonText,
    }),
  'printer.repair': () => message('Reports that a printer is repaired.', { printerId }),
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
  'printer.check': () =>
    message('Looks whether a printer that cools or rests can go on.', { printerId }, system),
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
  'job.spoiled': () =>
    message('The print spoiled its blank.', { jobId, printerId, reason: z.string(), serial }),
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
  'printer.paused': () =>
    message('A printer lacks blanks or a supply, must cool, or has done its day’s work.', {
      printerId,
      why: z.enum(['media', 'ribbon', 'cooling', 'duty']),
      medium: medium.optional().describe('What it lacks.'),
      until: epochMs.optional(),
    }),
  'printer.ready': () => message('A printer can print again.', { printerId }),
  'printer.brokeDown': () => message('A printer broke down.', { printerId, reason: z.string() }),
  'printer.repaired': () => message('A printer was repaired.', { printerId }),
  'blanks.received': () =>
    message('Blanks were delivered.', { medium, quantity: countFromOne, site, serials }),
  'blanks.loaded': () =>
    message('Blanks went into a hopper.', {
      printerId,
      medium,
      quantity: countFromOne,
      reservationId: reservationId.optional(),
    }),
  'blanks.unloaded': () =>
    message('Blanks came out of a hopper.', {
      printerId,
      medium,
      quantity: countFromOne,
    }),
  'blanks.sent': () =>
    message('Blanks went on their way to another site.', {
      transferId,
      site: idText,
      to: idText,
      medium,
      quantity: countFromOne,
    }),
  'blanks.arrived': () =>
    message('Blanks came from another site, fewer or more than were sent.', {
      transferId,
      site: idText,
      medium,
      quantity: count,
      missing: difference,
    }),
  'blanks.returned': () =>
    message('Blanks went back to who delivered them.', {
      site: idText,
      medium,
      quantity: countFromOne,
      reason: z.string(),
    }),
  'blanks.spoiled': () =>
    message('Blanks were spoiled without a print.', {
      site: idText,
      medium,
      quantity: countFromOne,
      printerId: printerId.optional(),
      reason: z.string(),
    }),
  'blanks.reserved': () =>
    message('Blanks are kept for a purpose.', {
      reservationId,
      site: idText,
      medium,
      quantity: countFromOne,
      reason: z.string(),
    }),
  'blanks.released': () => message('What was left of a reservation is free again.', { reservationId }),
  'stock.taken': () =>
    message('What lies at a site was counted.', {
      site: idText,
      medium,
      counts: z.array(
        z.strictObject({
          printerId: printerId.optional().describe('Whose hopper; else the warehouse.'),
          expected: count,
          counted: count,
        }),
      ),
    }),
  'stock.ranLow': () =>
    message('Fewer blanks are left than the mark of the medium.', { medium, free: count, mark: count }),
  'supply.mounted': () =>
    message('A printer was given a new supply.', {
      printerId,
      medium,
      prints: countFromOne,
      replaced: count.describe('How many were taken out for it: 0 or 1.'),
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
  'stock.low': () =>
    message('Tells the office that fewer blanks are left than the mark of the medium.', {
      medium,
      free: count,
      mark: count,
    }),
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
