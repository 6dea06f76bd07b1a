import { assign, setup } from 'xstate';
import type { RoomMachine } from '../internal/machine.js';
import type { OfType } from '../internal/messages.js';
import type { EpochMs } from '../internal/time.js';
import type { QueueEffect, QueueEvent } from './messages.js';

/** What a ticket knows, beside the state in which it is. */
export interface TicketContext {
  readonly id: string;
  /** What the display shows, as `A-007`. */
  readonly number: string;
  readonly sequence: number;
  readonly service: string;
  readonly kind: string;
  readonly applicant: string;
  readonly applicationId: string;
  readonly issuedAt: EpochMs;
  readonly calledAt: EpochMs | null;
  readonly counter: string | null;
  /** How often it was called again. */
  readonly recalls: number;
  readonly endedAt: EpochMs | null;
}

/** The context of a ticket that was never issued. @internal */
export function initialTicket(id: string): TicketContext {
  return {
    id,
    number: '',
    sequence: 0,
    service: '',
    kind: '',
    applicant: '',
    applicationId: '',
    issuedAt: 0,
    calledAt: null,
    counter: null,
    recalls: 0,
    endedAt: null,
  };
}

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
    events: {} as QueueEvent,
    input: {} as { id: string },
  },
  actions: {
    issue: assign(({ event }) => {
      const issued = event as OfType<QueueEvent, 'ticket.issued'>;
      return {
        number: issued.number,
        sequence: issued.sequence,
        service: issued.service,
        kind: issued.kind,
        applicant: issued.applicant.ref,
        applicationId: issued.applicationId,
        issuedAt: issued.at,
      };
    }),
    call: assign(({ event }) => ({
      calledAt: event.at,
      counter: (event as OfType<QueueEvent, 'ticket.called'>).counter,
    })),
    countRecall: assign(({ context }) => ({ recalls: context.recalls + 1 })),
    end: assign(({ event }) => ({ endedAt: event.at })),
  },
}).createMachine({
  id: 'ticket',
  context: ({ input }) => initialTicket(input.id),
  initial: 'new',
  states: {
    new: { on: { 'ticket.issued': { target: 'waiting', actions: 'issue' } } },
    waiting: {
      on: {
        'ticket.called': { target: 'called', actions: 'call' },
        'ticket.cancelled': { target: 'cancelled', actions: 'end' },
      },
    },
    called: {
      on: {
        'ticket.recalled': { actions: 'countRecall' },
        'ticket.missed': { target: 'noShow', actions: 'end' },
        'ticket.finished': { target: 'finished', actions: 'end' },
      },
    },
    finished: { type: 'final' },
    noShow: { type: 'final' },
    cancelled: { type: 'final' },
  },
}) as unknown as RoomMachine<TicketContext, QueueEvent, QueueEffect, { id: string }>;
