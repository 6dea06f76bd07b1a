import type { Observation } from './forecast/learn.js';
import type { ToldWait } from './forecast/wait-forecast.js';
import type { QueueEvent } from './queue-events.js';
import { type QueueState, type Ticket, ticketOf } from './queue-state.js';

/**
 * Reads from an event what a forecast can learn of it; `undefined` where that is nothing. To be asked before the queue
 * is changed by the event.
 *
 * @param told what was told when the number was issued or its holder checked in, where the event is about a ticket
 * @example
 * ```ts
 * import { createScheduler, observationOf } from 'loket/queue';
 *
 * const scheduler = createScheduler({
 *   counters: [{ id: '1', services: ['permits'] }],
 *   services: [{ id: 'permits', prefix: 'A' }],
 * });
 * observationOf(scheduler.open('2026-03-02'), { type: 'queue.opened', at: 28_800_000 }, null); //=> undefined
 * ```
 */
export function observationOf(
  queue: QueueState,
  event: QueueEvent,
  told: ToldWait | null,
): Observation | undefined {
  const { at } = event;
  switch (event.type) {
    case 'ticket.issued':
      if (event.rests !== 'waiting') return undefined;
      return { type: 'arrived', at, class: event.place.class, service: event.service };
    case 'ticket.checkedIn':
      return { type: 'arrived', at, class: event.place.class, service: event.place.service };
    case 'ticket.called': {
      const ticket = ticketOf(queue, event.ticketId);
      // Who was put aside or called out of turn did not wait by the rule.
      if (ticket?.state !== 'waiting' || event.reason === 'manual') return undefined;
      return { type: 'called', at, waitedMs: at - (told?.at ?? waitsSince(ticket, at)), told };
    }
    case 'ticket.finished':
    case 'ticket.turned':
    case 'ticket.continued': {
      const ticket = ticketOf(queue, event.ticketId);
      if (!ticket) return undefined;
      const { service, kind, calledAt } = ticket.context;
      const mode = queue.signing[kind]?.mode === 'wet' ? 'wet' : 'electronic';
      return { type: 'served', at, service, mode, ms: at - (calledAt ?? at) };
    }
    case 'ticket.missed':
    case 'ticket.requeued': {
      const ticket = ticketOf(queue, event.ticketId);
      if (ticket?.state !== 'called') return undefined;
      return { type: 'missed', at, ms: at - (ticket.context.calledAt ?? at) };
    }
    case 'ticket.cancelled': {
      const ticket = ticketOf(queue, event.ticketId);
      if (ticket?.state !== 'waiting') return undefined;
      return { type: 'left', at, waitedMs: at - (told?.at ?? waitsSince(ticket, at)) };
    }
    default:
      return undefined;
  }
}

/** Since when somebody stands in the hall, as well as the ticket knows: it keeps no time of check-in. */
function waitsSince({ context: { issuedAt, ready } }: Ticket, at: number): number {
  return ready > issuedAt && ready <= at ? ready : issuedAt;
}
