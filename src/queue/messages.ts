import { z } from 'zod';
import {
  type CommandsOf,
  countFromOne,
  type EffectsOf,
  type EventsOf,
  idText,
  lazyMessages,
  message,
  reasonText,
} from '../internal/messages.js';

const applicant = z.strictObject({ ref: idText, area: idText.optional() });
const ticketId = idText;

/** Schemas of every command that a ticket queue takes. */
export const queueCommands = /* @__PURE__ */ lazyMessages({
  'ticket.issue': () =>
    message('Issues a queue number and opens the application that it stands for.', {
      kind: idText.describe('Id of the document kind that is asked for.'),
      applicant,
    }),
  'ticket.callNext': () =>
    message('Calls the next waiting ticket to a counter; nobody waiting is an answer.', {
      counter: idText,
    }),
  'ticket.recall': () => message('Calls a called ticket once more.', { ticketId }),
  'ticket.noShow': () => message('Ends a called ticket whose holder did not come.', { ticketId }),
  'ticket.finish': () => message('Ends the visit at the counter.', { ticketId }),
  'ticket.cancel': () => message('Ends a waiting ticket.', { ticketId, reason: reasonText }),
});

/** Schemas of every event of a ticket queue. */
export const queueEvents = /* @__PURE__ */ lazyMessages({
  'ticket.issued': () =>
    message('A queue number was issued.', {
      ticketId,
      number: z.string().describe('What the display shows, as A-007.'),
      sequence: countFromOne.describe('Order of issue within the queue.'),
      service: idText,
      kind: idText,
      applicant,
      applicationId: idText,
    }),
  'ticket.called': () =>
    message('A ticket was called to a counter.', {
      ticketId,
      counter: idText,
      reason: z.enum(['first-come']).describe('Why this ticket.'),
    }),
  'ticket.recalled': () => message('A ticket was called once more.', { ticketId, counter: idText }),
  'ticket.missed': () => message('Its holder did not come.', { ticketId }),
  'ticket.finished': () => message('The visit at the counter ended.', { ticketId }),
  'ticket.cancelled': () => message('A waiting ticket was ended.', { ticketId, reason: z.string() }),
});

/** Schemas of every effect that a ticket queue asks for. */
export const queueEffects = /* @__PURE__ */ lazyMessages({
  'application.open': () =>
    message('Opens the application that the ticket stands for.', {
      applicationId: idText,
      kind: idText,
      applicant,
      ticketId,
    }),
  'application.call': () =>
    message('Tells the application that its ticket was called.', {
      applicationId: idText,
      ticketId,
      counter: idText,
    }),
  'application.cancel': () =>
    message('Ends the application of a ticket that ended unserved.', {
      applicationId: idText,
      reason: z.string(),
    }),
  announce: () =>
    message('Tells displays and loudspeakers which number is called where.', {
      number: z.string(),
      counter: idText,
    }),
});

/** A command to a ticket queue. */
export type QueueCommand = CommandsOf<typeof queueCommands>;
/** Something that happened in a ticket queue. */
export type QueueEvent = EventsOf<typeof queueEvents>;
/** Something a ticket queue asks for. */
export type QueueEffect = EffectsOf<typeof queueEffects>;
