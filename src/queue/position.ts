import { boundsOf, openPools, standingOf } from './bound.js';
import type { Hall } from './hall.js';
import type { FullQueueConfig } from './queue-config.js';
import { type QueueState, type Ticket, ticketOf } from './queue-state.js';
import type { ToldBound } from './ticket-context.js';

/** Tells how many service starts can come before a ticket's own. */
export interface StartsBound {
  /** The pool of counters, named by the services that they offer. */
  readonly pool: string;
  /** Service starts of this pool that come before its own, at most. */
  readonly starts: number;
}

/** Finds the services whose tickets compete with those of a service: all that its counters offer. @internal */
export function rivalsOf({ counters }: FullQueueConfig, queue: QueueState, service: string): Set<string> {
  const open = openPools(queue);
  const rivals = new Set<string>();
  for (const name in queue.pools) {
    const services = queue.pools[name]?.services ?? [];
    if (open.has(name) && services.includes(service)) for (const one of services) rivals.add(one);
  }
  if (rivals.size > 0) return rivals;
  for (const { services } of counters.values()) {
    if (services.includes(service)) for (const one of services) rivals.add(one);
  }
  return rivals.add(service);
}

/** Counts who is due before a waiting ticket. @internal */
export function aheadOf(
  config: FullQueueConfig,
  hall: Hall,
  queue: QueueState,
  ticketId: string,
): number | undefined {
  const ticket = ticketOf(queue, ticketId);
  if (ticket?.state !== 'waiting') return undefined;
  const { key, sequence, service } = ticket.context;
  let ahead = 0;
  for (const rival of rivalsOf(config, queue, service)) {
    for (const line of hall.waiting.of(rival)) if (line.size > 0) ahead += line.before(key, sequence);
  }
  return ahead;
}

/** Bounds the starts before a waiting ticket's own, by open pool that can call it. @internal */
export function startsBefore(
  config: FullQueueConfig,
  hall: Hall,
  queue: QueueState,
  ticketId: string,
  at: number,
): readonly ToldBound[] | undefined {
  const ticket = ticketOf(queue, ticketId);
  if (ticket?.state !== 'waiting' || ticket.context.ready > at) return undefined;
  return boundsOf(config, hall, queue, standingOf(ticket));
}

/** Lists who waits for one of a counter's services and has waited longer than a ticket. @internal */
export function overtakenBy(queue: QueueState, { context }: Ticket, services: readonly string[]): Ticket[] {
  const overtaken: Ticket[] = [];
  for (const id in queue.tickets) {
    const other = queue.tickets[id] as Ticket;
    if (other.state !== 'waiting' || !services.includes(other.context.service)) continue;
    const { ready, sequence } = other.context;
    if (ready < context.ready || (ready === context.ready && sequence < context.sequence))
      overtaken.push(other);
  }
  return overtaken;
}
