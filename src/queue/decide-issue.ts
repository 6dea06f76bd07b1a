import type { OfType } from '../internal/messages.js';
import type { Refusal } from '../internal/refusal.js';
import { type Case, type Made, made, no, noFor } from './case.js';
import type { QueueFacts } from './decide-ticket.js';
import { enter } from './enter.js';
import type { QueueCommand } from './queue-commands.js';
import type { QueueEffect } from './queue-effects.js';
import type { QueueEvent } from './queue-events.js';
import { activeKey, type QueueState, ticketOf } from './queue-state.js';
import type { VisitRequest } from './ticket-context.js';

type Command<T extends QueueCommand['type']> = OfType<QueueCommand, T>;

/** @internal */
export function decideIssue(one: Case, command: Command<'ticket.issue'>, facts: QueueFacts): Made | Refusal {
  const { config, queue, hall } = one;
  const { at, kind, applicant, appointment, priority } = command;
  const shut = refuseNumbers(queue, command);
  if (shut) return shut;
  const request = requestFor(one, command, kind);
  if ('ok' in request) return request;
  const { service, applicationId } = request;
  const held = activeTicket(queue, service, applicant.ref);
  if (held) return held.refuse(command);
  const { prefix, ticketQuota } = config.services.get(service) ?? { prefix: '', ticketQuota: undefined };
  const next = (queue.numbers[prefix] ?? 0) + 1;
  if (ticketQuota !== undefined && next > ticketQuota) {
    return no(
      queue,
      command,
      'quota-full',
      `all ${ticketQuota} numbers of '${service}' were given on ${queue.day}`,
    );
  }
  const preferred = priority ? config.classes.byReason(priority.reason) : undefined;
  if (priority && !preferred) return unknownReason(one, command, priority.reason);
  const booked = appointment ? config.classes.appointments : undefined;
  const ticketId = `${queue.day}/${command.id}`;
  const sequence = queue.sequence + 1;
  const expectsHolder = appointment !== undefined || command.remote === true;
  // The office prints nothing for somebody who is not there.
  const prints = config.ticketPrinter && command.remote !== true;
  const rests = prints ? 'unprinted' : expectsHolder ? 'expected' : 'waiting';
  const began = beginning(one, command, facts);
  const present = began ? { ...queue, learned: began.learned, priors: began.priors } : queue;
  const { renewed, place } = enter(config, hall, present, undefined, {
    service,
    class: (booked ?? preferred ?? config.classes.everybodyElse).id,
    ready: appointment && booked ? appointment.at : at,
    sequence,
    inHall: rests === 'waiting',
    tellWait: rests === 'waiting',
    because: command.type,
    by: command.by.id,
    at,
  });
  const issued: QueueEvent = {
    type: 'ticket.issued',
    at,
    ticketId,
    number: `${prefix}-${String(next).padStart(3, '0')}`,
    sequence,
    service,
    kind,
    applicant,
    applicationId,
    priority: priority ?? null,
    appointmentAt: appointment?.at ?? null,
    rests,
    // A ticket that is not printed yet has no place that others would have to yield to.
    place: rests === 'unprinted' ? { ...place, spent: [] } : place,
  };
  const first: QueueEvent[] = began ? [began] : [];
  const mode = facts.signing?.mode;
  // A day begins without knowing how documents are signed.
  if (mode !== undefined && mode !== (queue.signing[kind]?.mode ?? 'electronic')) {
    first.push({ type: 'queue.signingChanged', at, kind, mode, until: null });
  }
  if (rests === 'unprinted') return made([...first, issued]);
  const open: QueueEffect = { type: 'application.open', applicationId, kind, applicant, ticketId };
  return made([...first, ...renewed, issued], [open]);
}

/** The first number of a day brings along what was learned on the days before. */
function beginning(
  { config, queue }: Case,
  { at }: Command<'ticket.issue'>,
  { learned }: QueueFacts,
): OfType<QueueEvent, 'queue.began'> | undefined {
  if (queue.learned.openedAt !== null) return undefined;
  const opensAt = config.planOf(queue.day)?.opensAt ?? at;
  return { type: 'queue.began', at, opensAt, learned: learned ?? queue.learned, priors: config.forecast };
}

/** Makes a request of a visit, or says why the office cannot take it. @internal */
export function requestFor(
  { config, queue }: Case,
  command: Command<'ticket.issue' | 'ticket.addService'>,
  kind: string,
): VisitRequest | Refusal {
  const service = config.serviceOf(kind);
  if (service === undefined)
    return no(queue, command, 'unknown-kind', `no document kind is called '${kind}'`);
  if (!config.isIssued(kind, queue.day)) {
    return no(queue, command, 'kind-not-issued', `'${kind}' is not issued on ${queue.day}`);
  }
  if (!config.services.has(service) || !isOffered(config, queue, service)) {
    return no(queue, command, 'no-counter-serves', `no counter offers '${service}', which '${kind}' needs`);
  }
  return { kind, service, applicationId: `a-${command.id}` };
}

/** Whether some counter offers a service, open or not. @internal */
export function isOffered({ offered }: Case['config'], queue: QueueState, service: string): boolean {
  if (offered.has(service)) return true;
  return Object.values(queue.counters).some(({ context }) => context.services.includes(service));
}

/** Finds the ticket that a person holds for a service already. @internal */
export function activeTicket(queue: QueueState, service: string, person: string) {
  const key = activeKey(service, person);
  const id = Object.hasOwn(queue.active, key) ? queue.active[key] : undefined;
  const ticket = id === undefined ? undefined : ticketOf(queue, id);
  if (!ticket) return undefined;
  const text = `'${person}' already holds ${ticket.context.number} for '${service}'`;
  return { ticket, refuse: (command: QueueCommand) => noFor(ticket, command, 'ticket-active', text) };
}

/** @internal */
export function unknownReason({ config, queue }: Case, command: QueueCommand, reason: string): Refusal {
  const known = config.classes.list.flatMap(({ reasons }) => reasons ?? []).join(', ') || '(none)';
  return no(queue, command, 'unknown-priority', `no class of tickets is for '${reason}'; there are ${known}`);
}

function refuseNumbers(queue: QueueState, command: QueueCommand): Refusal | undefined {
  const { day, doors } = queue;
  const why = `on ${day}: ${doors.context.reason}`;
  if (doors.state === 'closed') return no(queue, command, 'queue-closed', `no more numbers ${why}`);
  if (doors.state === 'halted') return no(queue, command, 'queue-halted', `numbers were stopped ${why}`);
  return undefined;
}
