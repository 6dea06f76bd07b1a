import { z } from 'zod';
import {
  count,
  countFromOne,
  type EventsOf,
  epochMs,
  idText,
  lazyMessages,
  localDate,
  message,
} from '../internal/messages.js';
import { learnedSchema, priorsSchema } from './forecast/learned-schema.js';
import { applicant, arrival, callShape, mode, place, priority, ticketId } from './queue-schemas.js';

const request = z.strictObject({ kind: idText, service: idText, applicationId: idText });
const counterId = idText;

/** Schemas of every event of a ticket queue. */
export const queueEvents = /* @__PURE__ */ lazyMessages({
  'ticket.issued': () =>
    message('A queue number was issued.', {
      ticketId,
      number: z.string().describe('What the display shows, as A-007.'),
      sequence: countFromOne.describe('Order of issue within the queue.'),
      service: idText,
      kind: idText,
      applicant: applicant(),
      applicationId: idText,
      priority: priority().nullable(),
      appointmentAt: epochMs.nullable(),
      rests: z.enum(['unprinted', 'expected', 'waiting']),
      place: place(),
    }),
  'ticket.printed': () =>
    message('A ticket was printed.', { ticketId, rests: z.enum(['expected', 'waiting']), place: place() }),
  'ticket.checkedIn': () => message('The holder of a booked ticket is there.', { ticketId, place: place() }),
  'ticket.called': () =>
    message('A ticket was called to a counter.', {
      ticketId,
      ...callShape(),
      note: z.string().nullable(),
      by: idText.nullable(),
    }),
  'ticket.recalled': () => message('A ticket was called once more.', { ticketId, counter: counterId }),
  'ticket.arrived': () => message('Its holder is at the counter.', { ticketId }),
  'ticket.missed': () => message('Its holder did not come, and it was closed.', { ticketId }),
  'ticket.requeued': () => message('Its holder did not come; it waits anew.', { ticketId, place: place() }),
  'ticket.held': () => message('A ticket was put aside.', { ticketId, reason: z.string() }),
  'ticket.parked': () =>
    message('Its holder went and will come back.', {
      ticketId,
      reason: z.string(),
      until: epochMs.nullable(),
      missed: z.boolean(),
    }),
  'ticket.resumed': () => message('It waits again.', { ticketId, place: place() }),
  'ticket.transferred': () => message('A ticket was sent to another service.', { ticketId, place: place() }),
  'ticket.serviceAdded': () => message('Another request was added to a visit.', { ticketId, request }),
  'ticket.turned': () =>
    message('The counter turns to the next request of the same visit.', { ticketId, request }),
  'ticket.continued': () =>
    message('It waits for the next request of the same visit.', { ticketId, request, place: place() }),
  'ticket.prioritised': () =>
    message('A ticket moved to the class of a lawful reason.', {
      ticketId,
      priority: priority(),
      place: place(),
    }),
  'ticket.finished': () => message('The visit at the counter ended.', { ticketId }),
  'ticket.cancelled': () => message('A ticket was ended.', { ticketId, reason: z.string() }),
  'ticket.leaving': () =>
    message('A ticket goes to another day, and stays here until that day has it.', {
      ticketId,
      to: localDate,
      reason: z.string(),
    }),
  'ticket.carriedIn': () =>
    message('A ticket of another day was taken in.', {
      ...arrival(),
      sequence: countFromOne,
      place: place(),
    }),
  'ticket.carried': () => message('Another day has the ticket.', { ticketId, to: localDate }),
  'ticket.stayed': () =>
    message('The other day did not take it; it waits for its holder here.', { ticketId }),
  'counter.opened': () =>
    message('A counter was opened.', {
      counter: counterId,
      services: z.array(idText),
      pool: z.string(),
      allowance: count.describe('Calls out of turn that the pool may give, where it is new.'),
    }),
  'counter.paused': () => message('A counter was paused.', { counter: counterId, reason: z.string() }),
  'counter.closed': () => message('A counter was closed.', { counter: counterId }),
  'counter.autoCallSet': () =>
    message('Automatic calling was switched.', { counter: counterId, on: z.boolean() }),
  'queue.began': () =>
    message('The first number of a day is given; what was learned on the days before is at hand.', {
      opensAt: epochMs,
      learned: learnedSchema(),
      priors: priorsSchema(),
    }),
  'queue.opened': () => message('Numbers are given again.', {}),
  'queue.closed': () => message('No more numbers are given.', { reason: z.string() }),
  'queue.halted': () => message('Numbers and calls were stopped.', { reason: z.string() }),
  'queue.signingChanged': () =>
    message('A document kind is signed another way from now on.', {
      kind: idText,
      mode: mode(),
      until: epochMs.nullable().describe('When that ends, where it is known.'),
    }),
  'bound.renewed': () =>
    message('More was taken out of turn than the bounds told allow for; they are told anew.', {
      pools: z.array(z.string()),
      allowance: count.describe('What each of them may give from now on.'),
      because: z.string(),
      by: idText,
    }),
});

/** Something that happened in a ticket queue. */
export type QueueEvent = EventsOf<typeof queueEvents>;
/** Something that happened to one ticket. */
export type TicketEvent = Extract<QueueEvent, { readonly ticketId: string }>;
