import { z } from 'zod';
import { type EffectsOf, epochMs, idText, lazyMessages, localDate, message } from '../internal/messages.js';
import { applicant, arrival, ticketId } from './queue-schemas.js';

const day = localDate;

/** Schemas of every effect that a ticket queue asks for. */
export const queueEffects = /* @__PURE__ */ lazyMessages({
  'application.open': () =>
    message('Opens the application that the ticket stands for.', {
      applicationId: idText,
      kind: idText,
      applicant: applicant(),
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
      recall: z.boolean().describe('Whether it was called before.'),
    }),
  'ticket.notice': () =>
    message('Tells the holder of a ticket something.', {
      ticketId,
      number: z.string(),
      person: idText,
      code: z.enum(['queueHalted', 'carried', 'rebooked']),
      day: day.nullable(),
      slot: epochMs.nullable(),
      cause: idText,
    }),
  'ticket.carryIn': () => message('Hands a ticket to another day.', arrival()),
  'ticket.carried': () =>
    message('Tells the day that a ticket came from that it was taken in.', { ticketId, to: day }),
  'ticket.callNext': () =>
    message('Calls the next ticket to a counter that is free.', { counter: idText, day }),
  'queue.carryOver': () =>
    message('Goes on moving tickets to another day.', { to: day, reason: z.string(), after: z.int(), day }),
  'queue.tell': () =>
    message('Goes on telling those who wait.', {
      after: z.int(),
      cause: idText,
      day,
    }),
  'queue.rebook': () =>
    message('Goes on moving those who are not there yet.', {
      kind: idText,
      to: day,
      cause: idText,
      after: z.int(),
      day,
    }),
  'timer.set': () => message('Sets a timer of the queue.', { timer: z.string(), dueAt: epochMs }),
  'timer.clear': () => message('Clears a timer of the queue.', { timer: z.string() }),
});

/** Something a ticket queue asks for. */
export type QueueEffect = EffectsOf<typeof queueEffects>;
