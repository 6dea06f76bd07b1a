import { type Refusal, type RefusalCode, refuse } from '../internal/refusal.js';
import type { Hall } from './hall.js';
import type { QueueCommand } from './queue-commands.js';
import type { FullQueueConfig } from './queue-config.js';
import type { QueueEffect } from './queue-effects.js';
import type { QueueEvent, TicketEvent } from './queue-events.js';
import { type QueueState, type Ticket, ticketTable } from './queue-state.js';

/** What a decision looks at. @internal */
export interface Case {
  readonly config: FullQueueConfig;
  readonly queue: QueueState;
  readonly hall: Hall;
}

/** What a decision comes to, before it is looked over. @internal */
export interface Made {
  readonly ok: true;
  readonly events: QueueEvent[];
  readonly effects: QueueEffect[];
}

/** @internal */
export function made(events: QueueEvent[], effects: QueueEffect[] = []): Made {
  return { ok: true, events, effects };
}

/** What can be asked of a day as it is, beside what concerns single tickets. */
const asked: Readonly<Record<string, readonly QueueCommand['type'][]>> = {
  open: ['ticket.issue', 'ticket.callNext'],
  closed: ['ticket.callNext', 'queue.open'],
  halted: ['queue.open'],
};

/** Refuses a command to the day or one of its counters. @internal */
export function no(
  { doors }: QueueState,
  command: QueueCommand,
  code: RefusalCode,
  message: string,
  state = doors.state,
  allowed: readonly string[] = asked[doors.state] ?? [],
): Refusal {
  return refuse(code, command.type, state, allowed, message);
}

const commandsOf: Readonly<Partial<Record<TicketEvent['type'], readonly QueueCommand['type'][]>>> = {
  'ticket.printed': ['ticket.printed', 'ticket.printFailed'],
  'ticket.checkedIn': ['ticket.checkIn'],
  'ticket.called': ['ticket.callNext', 'ticket.call'],
  'ticket.recalled': ['ticket.recall'],
  'ticket.arrived': ['ticket.arrive'],
  'ticket.missed': ['ticket.noShow'],
  'ticket.held': ['ticket.hold'],
  'ticket.parked': ['ticket.park'],
  'ticket.resumed': ['ticket.resume'],
  'ticket.transferred': ['ticket.transfer'],
  'ticket.serviceAdded': ['ticket.addService'],
  'ticket.prioritised': ['ticket.prioritise'],
  'ticket.finished': ['ticket.finish'],
  'ticket.cancelled': ['ticket.cancel'],
  'ticket.leaving': ['ticket.rebook'],
};

/** Lists what can be asked for a ticket as it is. @internal */
export function allowedFor({ state }: Ticket): string[] {
  const commands = ticketTable()
    .takes(state)
    .flatMap((type) => commandsOf[type as TicketEvent['type']] ?? []);
  return state === 'parked' ? commands.filter((type) => type !== 'ticket.noShow') : commands;
}

/** Refuses a command to a ticket. @internal */
export function noFor(ticket: Ticket, command: QueueCommand, code: RefusalCode, message: string): Refusal {
  return refuse(code, command.type, ticket.state, allowedFor(ticket), message);
}

/** Refuses what a ticket cannot take as it is. @internal */
export function impossible(ticket: Ticket, command: QueueCommand): Refusal {
  const text = `'${command.type}' is not possible while ${ticket.context.number} is '${ticket.state}'`;
  return noFor(ticket, command, 'not-possible', text);
}

/** Says of a refusal which ticket was meant, and what can be asked for it. @internal */
export function ofTicket(ticket: Ticket, refusal: Refusal): Refusal {
  return { ...refusal, state: ticket.state, allowed: allowedFor(ticket) };
}
