import { compileMachine } from '../internal/compile-machine.js';
import { lazy } from '../internal/lazy.js';
import type { EpochMs, LocalDate } from '../internal/time.js';
import { type CounterContext, type CounterEvent, counterMachine } from './counter-machine.js';
import { type DayContext, type DayEvent, dayMachine } from './day-machine.js';
import type { ForecastConfig } from './forecast/forecast-config.js';
import type { Learned } from './forecast/learned.js';
import type { TicketEvent } from './queue-events.js';
import { copyTicket, type TicketContext } from './ticket-context.js';
import { ticketMachine } from './ticket-machine.js';

/** A ticket as stored: where it is and what it knows. */
export interface Ticket {
  readonly state: string;
  readonly context: TicketContext;
}

/** A counter as stored. */
export interface CounterState {
  readonly state: string;
  readonly context: CounterContext;
}

/** What is kept of a pool: the counters that offer the same services. */
export interface PoolState {
  readonly services: readonly string[];
  /** Service starts so far. */
  readonly starts: number;
  /** What each class has saved up of its share, in millionths of a start. */
  readonly credits: Readonly<Record<string, number>>;
  /** Calls out of turn and places ahead of others that it may still give. */
  readonly left: number;
  /** How often the bounds were told anew. */
  readonly renewals: number;
}

/** How a document kind is signed. */
export interface SigningMode {
  readonly mode: 'electronic' | 'held' | 'wet';
  readonly since: EpochMs;
  /** When that ends, where it is known. */
  readonly until: EpochMs | null;
}

/** The stored state of one day's ticket queue at one service point: plain JSON. */
export interface QueueState {
  readonly v: 2;
  /** The day it is for, in the office's own time zone. */
  readonly day: LocalDate;
  /** Whether numbers are given and tickets called. */
  doors: { readonly state: string; readonly context: DayContext };
  /** Tickets issued so far, by prefix. */
  readonly numbers: Record<string, number>;
  /** Tickets issued and taken in so far. */
  sequence: number;
  readonly tickets: Record<string, Ticket>;
  /** The active ticket of each person and service. */
  readonly active: Record<string, string>;
  readonly counters: Record<string, CounterState>;
  /** The ticket that each counter serves. */
  readonly serving: Record<string, string>;
  readonly pools: Record<string, PoolState>;
  /** How each document kind is signed, where that was reported. */
  readonly signing: Record<string, SigningMode>;
  /** What was learned of waits, on this day and on those before. */
  learned: Learned;
  /** What the office believed of waits when the day began. */
  priors: ForecastConfig;
}

/** @internal */
export const ticketTable = lazy(() =>
  compileMachine<TicketContext, TicketEvent, never, { id: string }>(ticketMachine, { copy: copyTicket }),
);
/** @internal */
export const counterTable = lazy(() =>
  compileMachine<CounterContext, CounterEvent, never, { id: string; services: readonly string[] }>(
    counterMachine,
  ),
);
/** @internal */
export const dayTable = lazy(() => compileMachine<DayContext, DayEvent, never, undefined>(dayMachine));

/** Finds the key under which a person's active ticket for a service is kept. @internal */
export function activeKey(service: string, person: string): string {
  return `${service} ${person}`;
}

/** Finds a ticket; a name that every object has is no ticket. @internal */
export function ticketOf(queue: QueueState, ticketId: string): Ticket | undefined {
  return Object.hasOwn(queue.tickets, ticketId) ? queue.tickets[ticketId] : undefined;
}
