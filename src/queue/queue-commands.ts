import { z } from 'zod';
import {
  type CommandsOf,
  epochMs,
  idText,
  lazyMessages,
  localDate,
  message,
  reasonText,
} from '../internal/messages.js';
import { applicant, arrival, mode, placeName, priority, ticketId } from './queue-schemas.js';

const day = localDate.optional().describe('The day of the queue; that of the command when left out.');
const counter = idText;
const after = z.int().optional().describe('The sequence number after which a next page begins.');
const bySystem = { audience: 'system' } as const;

/** Schemas of every command that a ticket queue takes. */
export const queueCommands = /* @__PURE__ */ lazyMessages({
  'ticket.issue': () =>
    message('Issues a queue number and opens the application that it stands for.', {
      kind: idText.describe('Id of the document kind that is asked for.'),
      applicant: applicant(),
      priority: priority().optional(),
      appointment: z
        .strictObject({ at: epochMs })
        .optional()
        .describe('The slot that was booked; the holder checks in when there.'),
      remote: z.boolean().optional().describe('Whether the holder is not there yet and will check in.'),
    }),
  'ticket.printed': () => message('Reports that a ticket was printed; it counts from now on.', { ticketId }),
  'ticket.printFailed': () =>
    message('Reports that a ticket was not printed; its number is void.', { ticketId, reason: reasonText }),
  'ticket.checkIn': () => message('Lets the holder of a booked ticket wait in the hall.', { ticketId }),
  'ticket.callNext': () =>
    message('Calls the next waiting ticket to a counter; nobody waiting is an answer.', { counter, day }),
  'ticket.call': () =>
    message('Calls a chosen ticket out of turn; it is recorded who chose it and why.', {
      ticketId,
      counter,
      reason: reasonText,
    }),
  'ticket.recall': () => message('Calls a called ticket once more.', { ticketId }),
  'ticket.arrive': () =>
    message('Reports that the holder of a called ticket is at the counter.', { ticketId }),
  'ticket.noShow': () =>
    message('Reports that the holder of a called ticket did not come; the rule says what becomes of it.', {
      ticketId,
    }),
  'ticket.hold': () =>
    message('Puts a ticket aside until the office can go on with it.', { ticketId, reason: reasonText }),
  'ticket.park': () =>
    message('Lets the holder go and come back, as to fetch papers.', {
      ticketId,
      reason: reasonText,
      until: epochMs.optional().describe('When it is closed unless the holder came back.'),
    }),
  'ticket.resume': () =>
    message('Lets a ticket that was put aside wait again.', { ticketId, place: placeName().optional() }),
  'ticket.transfer': () =>
    message('Sends a ticket to another service.', {
      ticketId,
      service: idText,
      place: placeName().optional(),
    }),
  'ticket.addService': () =>
    message('Adds another request to the same visit; it follows when the present one is finished.', {
      ticketId,
      kind: idText,
    }),
  'ticket.prioritise': () =>
    message('Puts a ticket into the class of a lawful reason, which is recorded.', {
      ticketId,
      priority: priority(),
    }),
  'ticket.finish': () =>
    message('Ends the visit at the counter, or turns to the next request of the same visit.', { ticketId }),
  'ticket.cancel': () => message('Ends a ticket that is not at a counter.', { ticketId, reason: reasonText }),
  'ticket.rebook': () =>
    message('Moves a ticket that is not at a counter to another day.', {
      ticketId,
      to: localDate,
      slot: epochMs.optional().describe('Its appointment there; without one it keeps its rank.'),
      reason: reasonText,
    }),
  'ticket.carryIn': () => message('Takes in a ticket of another day.', arrival(), bySystem),
  'ticket.carried': () =>
    message('Reports that the other day has taken a ticket in.', { ticketId, to: localDate }, bySystem),
  'ticket.carryBack': () =>
    message('Reports that the other day has refused a ticket.', { ticketId }, bySystem),
  'park.expire': () =>
    message('Closes a parked ticket whose holder did not come back.', { ticketId }, bySystem),
  'counter.open': () =>
    message('Opens a counter, with the services it is known for or with others.', {
      counter,
      services: z.array(idText).min(1, 'must name a service').optional(),
      day,
    }),
  'counter.pause': () =>
    message('Pauses a counter; no ticket is called to it.', { counter, reason: reasonText, day }),
  'counter.close': () => message('Closes a counter.', { counter, day }),
  'counter.autoCall': () =>
    message('Sets whether the next ticket is called as soon as a counter is free.', {
      counter,
      on: z.boolean(),
      day,
    }),
  'queue.open': () => message('Opens a day again that was closed or halted.', { day }),
  'queue.close': () =>
    message('Ends the giving of numbers; who holds one is still served.', { reason: reasonText, day }),
  'queue.halt': () =>
    message('Stops numbers and calls at once, as in an emergency, and tells everybody who waits.', {
      reason: reasonText,
      day,
    }),
  'queue.carryOver': () =>
    message('Moves everybody who was not served to another day, with their rank.', {
      to: localDate,
      reason: reasonText,
      after,
      day,
    }),
  'queue.tell': () =>
    message(
      'Tells those who wait what happened, a page at a time.',
      {
        after: z.int(),
        cause: idText,
        day,
      },
      bySystem,
    ),
  'queue.rebook': () =>
    message(
      'Moves those who booked and are not there yet, a page at a time.',
      {
        kind: idText,
        to: localDate,
        cause: idText,
        after,
        day,
      },
      bySystem,
    ),
  'queue.signing': () =>
    message(
      'Reports how a document kind is signed from now on.',
      { kind: idText, mode: mode(), until: epochMs.nullable() },
      bySystem,
    ),
});

/** A command to a ticket queue. */
export type QueueCommand = CommandsOf<typeof queueCommands>;
