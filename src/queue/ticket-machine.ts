import { assign, setup } from 'xstate';
import type { RoomMachine } from '../internal/machine.js';
import type { OfType } from '../internal/messages.js';
import type { QueueEffect } from './queue-effects.js';
import type { TicketEvent } from './queue-events.js';
import { initialTicket, type TicketContext } from './ticket-context.js';

type Event<T extends TicketEvent['type']> = OfType<TicketEvent, T>;
// An action sits only on transitions of events that carry what it reads.
type With<K extends string> = Extract<TicketEvent, { readonly [key in K]: unknown }>;

/**
 * The life of a ticket, from issue to the end of the visit, as an XState machine.
 *
 * ```statechart ticket
 * ```
 *
 * @example
 * ```ts
 * import { ticketMachine } from 'loket/queue';
 * import { createActor } from 'xstate';
 *
 * createActor(ticketMachine, { input: { id: 't-1' } }).start().getSnapshot().value; //=> 'new'
 * ```
 */
export const ticketMachine = setup({
  types: {
    context: {} as TicketContext,
    events: {} as TicketEvent,
    input: {} as { id: string },
  },
  guards: {
    isUnprinted: ({ event }) => (event as Event<'ticket.issued'>).rests === 'unprinted',
    isExpected: ({ event }) => (event as Event<'ticket.issued' | 'ticket.printed'>).rests === 'expected',
  },
  actions: {
    issue: assign(({ event }) => {
      const issued = event as Event<'ticket.issued'>;
      const { number, sequence, kind, applicant, applicationId, priority, appointmentAt, at } = issued;
      return {
        number,
        sequence,
        kind,
        applicant: applicant.ref,
        applicationId,
        priority,
        appointmentAt,
        issuedAt: at,
      };
    }),
    takeIn: assign(({ event }) => {
      const carried = event as Event<'ticket.carriedIn'>;
      const { number, sequence, kind, applicant, applicationId, later, priority, appointmentAt, issuedAt } =
        carried;
      return {
        number,
        sequence,
        kind,
        applicant,
        applicationId,
        later,
        priority,
        appointmentAt,
        issuedAt,
        otherDay: carried.from,
      };
    }),
    wait: assign(({ event }) => {
      const { service, class: className, ready, key, told, expected } = (event as With<'place'>).place;
      return { service, class: className, ready, key, told, expected };
    }),
    call: assign(({ event }) => {
      const { at, counter, reason, overtook, note, by } = event as Event<'ticket.called'>;
      const why = { reason, overtook, note, by };
      return { calledAt: at, arrivedAt: null, counter, why, recalls: 0, recalledAt: null };
    }),
    countRecall: assign(({ context, event }) => ({ recalls: context.recalls + 1, recalledAt: event.at })),
    arrive: assign(({ event }) => ({ arrivedAt: event.at })),
    miss: assign(({ context }) => ({ misses: context.misses + 1 })),
    putAside: assign(({ context, event }) => {
      const { reason } = event as Event<'ticket.held'>;
      const missed = event.type === 'ticket.parked' && event.missed;
      return { aside: reason, misses: context.misses + (missed ? 1 : 0) };
    }),
    takeUp: assign(() => ({ aside: null })),
    leaveCounter: assign(() => ({ counter: null })),
    addService: assign(({ context, event }) => ({
      later: [...context.later, (event as Event<'ticket.serviceAdded'>).request],
    })),
    turn: assign(({ context, event }) => {
      const { kind, service, applicationId } = (event as With<'request'>).request;
      return { kind, service, applicationId, later: context.later.slice(1) };
    }),
    prioritise: assign(({ event }) => ({ priority: (event as Event<'ticket.prioritised'>).priority })),
    leave: assign(({ event }) => ({ otherDay: (event as Event<'ticket.leaving'>).to })),
    stay: assign(() => ({ otherDay: null })),
    end: assign(({ event }) => ({ endedAt: event.at })),
  },
}).createMachine({
  id: 'ticket',
  context: ({ input }) => initialTicket(input.id),
  initial: 'new',
  states: {
    new: {
      on: {
        'ticket.issued': [
          { guard: 'isUnprinted', target: 'unprinted', actions: ['issue', 'wait'] },
          { guard: 'isExpected', target: 'expected', actions: ['issue', 'wait'] },
          { target: 'waiting', actions: ['issue', 'wait'] },
        ],
        'ticket.carriedIn': { target: 'expected', actions: ['takeIn', 'wait'] },
      },
    },
    unprinted: {
      on: {
        'ticket.printed': [
          { guard: 'isExpected', target: 'expected', actions: 'wait' },
          { target: 'waiting', actions: 'wait' },
        ],
        'ticket.cancelled': { target: 'cancelled', actions: 'end' },
      },
    },
    expected: {
      on: {
        'ticket.checkedIn': { target: 'waiting', actions: 'wait' },
        'ticket.serviceAdded': { actions: 'addService' },
        'ticket.prioritised': { actions: ['prioritise', 'wait'] },
        'ticket.leaving': { target: 'leaving', actions: 'leave' },
        'ticket.cancelled': { target: 'cancelled', actions: 'end' },
      },
    },
    waiting: {
      on: {
        'ticket.called': { target: 'called', actions: 'call' },
        'ticket.held': { target: 'held', actions: 'putAside' },
        'ticket.parked': { target: 'parked', actions: 'putAside' },
        'ticket.transferred': { actions: 'wait' },
        'ticket.serviceAdded': { actions: 'addService' },
        'ticket.prioritised': { actions: ['prioritise', 'wait'] },
        'ticket.leaving': { target: 'leaving', actions: 'leave' },
        'ticket.cancelled': { target: 'cancelled', actions: 'end' },
      },
    },
    called: {
      on: {
        'ticket.recalled': { actions: 'countRecall' },
        'ticket.arrived': { target: 'serving', actions: 'arrive' },
        'ticket.missed': { target: 'noShow', actions: ['miss', 'end'] },
        'ticket.requeued': { target: 'waiting', actions: ['miss', 'leaveCounter', 'wait'] },
        // Who asks for nothing more than to be served need not report the arrival.
        'ticket.held': { target: 'held', actions: ['putAside', 'leaveCounter'] },
        'ticket.parked': { target: 'parked', actions: ['putAside', 'leaveCounter'] },
        'ticket.transferred': { target: 'waiting', actions: ['leaveCounter', 'wait'] },
        'ticket.serviceAdded': { actions: 'addService' },
        'ticket.turned': { target: 'serving', actions: 'turn' },
        'ticket.continued': { target: 'waiting', actions: ['turn', 'leaveCounter', 'wait'] },
        'ticket.finished': { target: 'finished', actions: 'end' },
      },
    },
    serving: {
      on: {
        'ticket.held': { target: 'held', actions: ['putAside', 'leaveCounter'] },
        'ticket.parked': { target: 'parked', actions: ['putAside', 'leaveCounter'] },
        'ticket.transferred': { target: 'waiting', actions: ['leaveCounter', 'wait'] },
        'ticket.serviceAdded': { actions: 'addService' },
        'ticket.turned': { actions: 'turn' },
        'ticket.continued': { target: 'waiting', actions: ['turn', 'leaveCounter', 'wait'] },
        'ticket.finished': { target: 'finished', actions: 'end' },
      },
    },
    held: {
      on: {
        'ticket.resumed': { target: 'waiting', actions: ['takeUp', 'wait'] },
        'ticket.transferred': { target: 'waiting', actions: ['takeUp', 'wait'] },
        'ticket.called': { target: 'called', actions: ['takeUp', 'call'] },
        'ticket.leaving': { target: 'leaving', actions: 'leave' },
        'ticket.cancelled': { target: 'cancelled', actions: 'end' },
      },
    },
    parked: {
      on: {
        'ticket.resumed': { target: 'waiting', actions: ['takeUp', 'wait'] },
        'ticket.transferred': { target: 'waiting', actions: ['takeUp', 'wait'] },
        'ticket.called': { target: 'called', actions: ['takeUp', 'call'] },
        'ticket.missed': { target: 'noShow', actions: ['miss', 'end'] },
        'ticket.leaving': { target: 'leaving', actions: 'leave' },
        'ticket.cancelled': { target: 'cancelled', actions: 'end' },
      },
    },
    leaving: {
      on: {
        'ticket.carried': { target: 'carried', actions: 'end' },
        'ticket.stayed': { target: 'expected', actions: 'stay' },
      },
    },
    finished: { type: 'final' },
    noShow: { type: 'final' },
    cancelled: { type: 'final' },
    carried: { type: 'final' },
  },
}) as unknown as RoomMachine<TicketContext, TicketEvent, QueueEffect, { id: string }>;
