import type { OfType } from '../internal/messages.js';
import type { Refusal } from '../internal/refusal.js';
import type { EpochMs, LocalDate } from '../internal/time.js';
import { type Case, type Made, made, no, noFor } from './case.js';
import { activeTicket } from './decide-issue.js';
import { enter } from './enter.js';
import type { QueueCommand } from './queue-commands.js';
import type { QueueEffect } from './queue-effects.js';
import type { QueueEvent } from './queue-events.js';
import type { QueueState, Ticket } from './queue-state.js';

type Command<T extends QueueCommand['type']> = OfType<QueueCommand, T>;

/** As many tickets are moved or told with one commit. */
const page = 100;
const movable = new Set(['expected', 'waiting', 'held', 'parked']);

interface Move {
  readonly to: LocalDate;
  readonly slot: EpochMs | null;
  readonly reason: string;
}

/** Sends a ticket to another day; it stays in this one until that day has taken it in. @internal */
export function decideLeave(
  { queue }: Case,
  ticket: Ticket,
  command: QueueCommand,
  move: Move,
): Made | Refusal {
  if (move.to <= queue.day) {
    return noFor(ticket, command, 'invalid-window', `${move.to} does not lie after ${queue.day}`);
  }
  const { events, effects } = leave(queue, ticket, command.at, move);
  return made(events, effects);
}

/** Moves all who were not served, a page at a time. @internal */
export function decideCarryOver({ queue }: Case, command: Command<'queue.carryOver'>): Made | Refusal {
  const { to, reason, at, after = 0 } = command;
  if (to <= queue.day) {
    return no(queue, command, 'invalid-window', `${to} does not lie after ${queue.day}`);
  }
  const { some, more } = aPage(queue, after, ({ state }) => movable.has(state));
  const moves = some.map((ticket) => leave(queue, ticket, at, { to, slot: null, reason }));
  const events = moves.flatMap((move) => move.events);
  // Who would take a number now would be moved at once.
  if (queue.doors.state === 'open') events.unshift({ type: 'queue.closed', at, reason });
  const effects = moves.flatMap((move) => move.effects);
  if (more) effects.push({ type: 'queue.carryOver', to, reason, after: last(some), day: queue.day });
  return made(events, effects);
}

/** Moves those who booked a kind and are not there yet, a page at a time. @internal */
export function decideRebook({ queue }: Case, command: Command<'queue.rebook'>): Made | Refusal {
  const { to, kind, cause, at, after = 0 } = command;
  const days = Math.round((Date.parse(to) - Date.parse(queue.day)) / 86_400_000);
  const { some, more } = aPage(
    queue,
    after,
    ({ state, context }) => state === 'expected' && context.kind === kind,
  );
  const moves = some.map((ticket) => {
    const { appointmentAt } = ticket.context;
    const slot = appointmentAt === null ? null : appointmentAt + days * 86_400_000;
    return leave(queue, ticket, at, { to, slot, reason: cause });
  });
  const effects = moves.flatMap((move) => move.effects);
  if (more) effects.push({ type: 'queue.rebook', kind, to, cause, after: last(some), day: queue.day });
  return made(
    moves.flatMap((move) => move.events),
    effects,
  );
}

/** Tells all who wait that nothing goes on, each person once. @internal */
export function decideTell({ queue }: Case, { after, cause }: Command<'queue.tell'>): Made {
  const told = new Set<string>();
  // A person is told by the first ticket, which an earlier page may have had.
  const { some, more } = aPage(queue, 0, ({ state, context }) => {
    if (!movable.has(state)) return false;
    const isFirst = !told.has(context.applicant);
    told.add(context.applicant);
    return isFirst && context.sequence > after;
  });
  const effects: QueueEffect[] = some.map(({ context: { id, number, applicant } }) => ({
    type: 'ticket.notice',
    ticketId: id,
    number,
    person: applicant,
    code: 'queueHalted',
    day: null,
    slot: null,
    cause,
  }));
  if (more) effects.push({ type: 'queue.tell', after: last(some), cause, day: queue.day });
  return made([], effects);
}

/** Takes a ticket of another day in: it keeps its rank, and its holder checks in. @internal */
export function decideCarryIn(
  { config, hall, queue }: Case,
  command: Command<'ticket.carryIn'>,
): Made | Refusal {
  const { type: _type, id: _id, at, by, ticketId: oldId, ...arrival } = command;
  const ticketId = `${queue.day}/${oldId.slice(oldId.indexOf('/') + 1)}`;
  if (Object.hasOwn(queue.tickets, ticketId)) {
    return no(queue, command, 'already-exists', `'${ticketId}' is in the queue already`);
  }
  if (!config.isIssued(arrival.kind, queue.day)) {
    return no(queue, command, 'kind-not-issued', `'${arrival.kind}' is not issued on ${queue.day}`);
  }
  for (const { service } of [arrival, ...arrival.later]) {
    const held = activeTicket(queue, service, arrival.applicant);
    if (held) return held.refuse(command);
  }
  const { classes } = config;
  const booked = arrival.appointmentAt === null ? undefined : classes.appointments;
  const preferred = arrival.priority === null ? undefined : classes.byReason(arrival.priority.reason);
  const sequence = queue.sequence + 1;
  const { renewed, place } = enter(config, hall, queue, undefined, {
    service: arrival.service,
    class: (booked ?? preferred ?? classes.everybodyElse).id,
    ready: booked && arrival.appointmentAt !== null ? arrival.appointmentAt : arrival.ready,
    sequence,
    inHall: false,
    because: `${command.type} ${arrival.number}`,
    by: by.id,
    at,
  });
  const event: QueueEvent = { ...arrival, type: 'ticket.carriedIn', at, ticketId, sequence, place };
  return made(
    [...renewed, event],
    [
      { type: 'ticket.carried', ticketId: oldId, to: queue.day },
      {
        type: 'ticket.notice',
        ticketId,
        number: arrival.number,
        person: arrival.applicant,
        code: booked ? 'rebooked' : 'carried',
        day: queue.day,
        slot: arrival.appointmentAt,
        cause: arrival.cause,
      },
    ],
  );
}

function leave(
  queue: QueueState,
  ticket: Ticket,
  at: EpochMs,
  { to, slot, reason }: Move,
): { events: QueueEvent[]; effects: QueueEffect[] } {
  const { context } = ticket;
  const {
    id,
    kind,
    service,
    class: className,
    priority,
    applicant,
    applicationId,
    later,
    ready,
    issuedAt,
  } = context;
  const effects: QueueEffect[] = [
    {
      type: 'ticket.carryIn',
      ticketId: id,
      to,
      from: queue.day,
      number: dated(context.number, queue.day),
      kind,
      service,
      class: className,
      priority,
      applicant,
      applicationId,
      later: [...later],
      ready,
      appointmentAt: slot,
      issuedAt,
      cause: reason,
    },
  ];
  if (ticket.state === 'parked') effects.push({ type: 'timer.clear', timer: `park:${id}` });
  return { events: [{ type: 'ticket.leaving', at, ticketId: id, to, reason }], effects };
}

/** Another day has numbers of its own: `A-007` of the 17th is `A-007/17` there. */
function dated(number: string, day: LocalDate): string {
  return number.includes('/') ? number : `${number}/${day.slice(8)}`;
}

/**
 * The first who are meant, in order of issue, and whether there are more. A page begins after the last one, so that those
 * whom the other day sends back are not moved again and again.
 */
function aPage(
  queue: QueueState,
  after: number,
  isMeant: (ticket: Ticket) => boolean,
): { some: Ticket[]; more: boolean } {
  const some: Ticket[] = [];
  for (const id in queue.tickets) {
    const ticket = queue.tickets[id] as Ticket;
    if (ticket.context.sequence <= after || !isMeant(ticket)) continue;
    if (some.length === page) return { some, more: true };
    some.push(ticket);
  }
  return { some, more: false };
}

function last(tickets: readonly Ticket[]): number {
  return tickets.at(-1)?.context.sequence ?? 0;
}
