import { compileMachine } from '../internal/compile-machine.js';
import { LoketError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import type { Decider, Outcome } from '../internal/outcome.js';
import { type RefusalCode, refuse } from '../internal/refusal.js';
import type { LocalDate } from '../internal/time.js';
import type { QueueCommand, QueueEffect, QueueEvent } from './messages.js';
import { initialTicket, type TicketContext, ticketMachine } from './ticket-machine.js';

/** A ticket as stored: where it is and what it knows. */
export interface Ticket {
  readonly state: string;
  readonly context: TicketContext;
}

/** The stored state of one day's ticket queue at one service point: plain JSON. */
export interface QueueState {
  readonly v: 1;
  /** The day it is for, in the office's own time zone. */
  readonly day: LocalDate;
  /** Tickets issued so far, by prefix. */
  readonly numbers: Record<string, number>;
  /** Tickets issued so far. */
  sequence: number;
  readonly tickets: Record<string, Ticket>;
  /** Waiting ticket ids by service, in order of issue. */
  readonly waiting: Record<string, string[]>;
  /** The active ticket of each person and service. */
  readonly active: Record<string, string>;
  /** The ticket that each counter serves. */
  readonly serving: Record<string, string>;
}

/** A counter and the services it offers. */
export interface Counter {
  readonly id: string;
  /** Ids of services, at least one. */
  readonly services: readonly string[];
}

/** A service that people take a number for. */
export interface Service {
  readonly id: string;
  /** Letters before the number, as in `A-007`. */
  readonly prefix: string;
}

/** What the queue room is told about the office around it. */
export interface QueueConfig {
  readonly counters: readonly Counter[];
  readonly services: readonly Service[];
  /** The service whose counters verify a document kind; `undefined` for an unknown kind. */
  readonly serviceOf: (kind: string) => string | undefined;
  /** Whether a document kind is issued on a day; asked before a number is given. */
  readonly isIssued: (kind: string, day: LocalDate) => boolean;
  /** How often a called ticket can be called again. Default 3. */
  readonly maxRecalls?: number | undefined;
}

/** Facts that a decision on a queue may rest on. */
export interface QueueFacts {
  /** Whether the visit's request was already decided at the counter. */
  readonly decided?: boolean | undefined;
}

/** @internal */
export const ticketTable = lazy(() =>
  compileMachine<TicketContext, QueueEvent, never, { id: string }>(ticketMachine),
);

const commandOf: Partial<Record<string, QueueCommand['type']>> = {
  'ticket.issued': 'ticket.issue',
  'ticket.called': 'ticket.callNext',
  'ticket.recalled': 'ticket.recall',
  'ticket.missed': 'ticket.noShow',
  'ticket.finished': 'ticket.finish',
  'ticket.cancelled': 'ticket.cancel',
};
const always = ['ticket.issue', 'ticket.callNext'];

/**
 * Makes the decider for ticket queues, each for one day at one service point, over a host's own storage.
 *
 * `evolve` changes the state that it is given and returns it.
 *
 * @example
 * ```ts
 * import { queueDecider } from 'loket/queue';
 *
 * const decider = queueDecider({
 *   counters: [{ id: '1', services: ['permits'] }],
 *   services: [{ id: 'permits', prefix: 'A' }],
 *   serviceOf: () => 'permits',
 *   isIssued: () => true,
 * });
 * const nobody = decider.decide(
 *   decider.initial('2026-03-02'),
 *   { type: 'ticket.callNext', id: 'c-1', at: 0, by: { id: 'eva', role: 'officer' }, counter: '1' },
 *   {},
 * );
 * nobody; //=> { ok: true, events: [], effects: [] }
 * ```
 */
export function queueDecider(
  config: QueueConfig,
): Decider<QueueState, QueueCommand, QueueEvent, QueueEffect, QueueFacts> {
  const maxRecalls = config.maxRecalls ?? 3;
  const counters = new Map(config.counters.map((counter) => [counter.id, counter]));
  const services = new Map(config.services.map((service) => [service.id, service]));
  const offered = new Set(config.counters.flatMap((counter) => counter.services));

  function decide(
    queue: QueueState,
    command: QueueCommand,
    facts: QueueFacts,
  ): Outcome<QueueEvent, QueueEffect> {
    const no = (code: RefusalCode, message: string, state = 'open', allowed: readonly string[] = always) =>
      refuse(code, command.type, state, allowed, message);
    const { at } = command;
    switch (command.type) {
      case 'ticket.issue': {
        const serviceId = config.serviceOf(command.kind);
        if (serviceId === undefined)
          return no('unknown-kind', `no document kind is called '${command.kind}'`);
        if (!config.isIssued(command.kind, queue.day)) {
          return no('kind-not-issued', `'${command.kind}' is not issued on ${queue.day}`);
        }
        const service = services.get(serviceId);
        if (!service || !offered.has(serviceId)) {
          return no('no-counter-serves', `no counter offers '${serviceId}', which '${command.kind}' needs`);
        }
        const active = queue.tickets[queue.active[activeKey(serviceId, command.applicant.ref)] ?? ''];
        if (active) {
          return no(
            'ticket-active',
            `'${command.applicant.ref}' already holds ${active.context.number} for '${serviceId}'`,
            active.state,
          );
        }
        const next = (queue.numbers[service.prefix] ?? 0) + 1;
        const ticketId = `${queue.day}/${command.id}`;
        const applicationId = `a-${command.id}`;
        const { kind, applicant } = command;
        return {
          ok: true,
          events: [
            {
              type: 'ticket.issued',
              at,
              ticketId,
              number: `${service.prefix}-${String(next).padStart(3, '0')}`,
              sequence: queue.sequence + 1,
              service: serviceId,
              kind,
              applicant,
              applicationId,
            },
          ],
          effects: [{ type: 'application.open', applicationId, kind, applicant, ticketId }],
        };
      }
      case 'ticket.callNext': {
        const counter = counters.get(command.counter);
        if (!counter) return no('unknown-counter', `no counter is called '${command.counter}'`);
        const busy = queue.serving[counter.id];
        if (busy !== undefined) {
          const number = queue.tickets[busy]?.context.number ?? busy;
          return no('counter-busy', `counter '${counter.id}' still serves ${number}`, 'called', [
            'ticket.recall',
            'ticket.noShow',
            'ticket.finish',
          ]);
        }
        const first = firstWaiting(queue, counter.services);
        if (!first) return { ok: true, events: [], effects: [] };
        const { context } = first;
        return {
          ok: true,
          events: [
            { type: 'ticket.called', at, ticketId: context.id, counter: counter.id, reason: 'first-come' },
          ],
          effects: [
            {
              type: 'application.call',
              applicationId: context.applicationId,
              ticketId: context.id,
              counter: counter.id,
            },
            { type: 'announce', number: context.number, counter: counter.id },
          ],
        };
      }
      default: {
        const ticket = queue.tickets[command.ticketId];
        if (!ticket) return no('not-found', `no ticket is called '${command.ticketId}'`);
        return decideTicket(ticket, command, facts);
      }
    }
  }

  function decideTicket(
    ticket: Ticket,
    command: Exclude<QueueCommand, { type: 'ticket.issue' | 'ticket.callNext' }>,
    facts: QueueFacts,
  ): Outcome<QueueEvent, QueueEffect> {
    const { at, ticketId } = command;
    const { context, state } = ticket;
    const allowed = ticketTable()
      .takes(state)
      .map((type) => commandOf[type] ?? type);
    const no = (code: RefusalCode, message: string) => refuse(code, command.type, state, allowed, message);
    const counter = context.counter ?? '';
    let event: QueueEvent;
    const effects: QueueEffect[] = [];
    switch (command.type) {
      case 'ticket.recall':
        event = { type: 'ticket.recalled', at, ticketId, counter };
        effects.push({ type: 'announce', number: context.number, counter });
        break;
      case 'ticket.noShow':
        event = { type: 'ticket.missed', at, ticketId };
        effects.push({
          type: 'application.cancel',
          applicationId: context.applicationId,
          reason: 'no-show',
        });
        break;
      case 'ticket.finish':
        event = { type: 'ticket.finished', at, ticketId };
        break;
      case 'ticket.cancel':
        event = { type: 'ticket.cancelled', at, ticketId, reason: command.reason };
        effects.push({
          type: 'application.cancel',
          applicationId: context.applicationId,
          reason: command.reason,
        });
        break;
    }
    if (!ticketTable().step(state, context, event)) {
      return no('not-possible', `'${command.type}' is not possible while ${context.number} is '${state}'`);
    }
    if (command.type === 'ticket.recall' && context.recalls >= maxRecalls) {
      return no('recalls-used-up', `${context.number} was recalled ${context.recalls} times`);
    }
    if (command.type === 'ticket.noShow' && facts.decided) {
      return no(
        'visit-decided',
        `the request of ${context.number} was decided at the counter; finish the visit`,
      );
    }
    return { ok: true, events: [event], effects };
  }

  return {
    initial: (day) => ({
      v: 1,
      day,
      numbers: {},
      sequence: 0,
      tickets: {},
      waiting: {},
      active: {},
      serving: {},
    }),
    decide,
    evolve: evolveQueue,
  };
}

/** Finds the ticket that was issued first among those that wait for one of the services. @internal */
export function firstWaiting(queue: QueueState, services: readonly string[]): Ticket | undefined {
  let first: Ticket | undefined;
  for (const service of services) {
    const head = queue.waiting[service]?.[0];
    const ticket = head === undefined ? undefined : queue.tickets[head];
    if (ticket && (!first || ticket.context.sequence < first.context.sequence)) first = ticket;
  }
  return first;
}

/**
 * Counts who is called before a waiting ticket: those issued before it that one of its counters also serves.
 *
 * @returns 0 for the next one; `undefined` when it does not wait
 */
export function aheadOf(
  queue: QueueState,
  counters: readonly Counter[],
  ticketId: string,
): number | undefined {
  const ticket = queue.tickets[ticketId];
  if (ticket?.state !== 'waiting') return undefined;
  const rivals = new Set(
    counters.filter((c) => c.services.includes(ticket.context.service)).flatMap((c) => c.services),
  );
  let ahead = 0;
  for (const service of rivals) ahead += placeInLine(queue, service, ticket.context.sequence);
  return ahead;
}

function evolveQueue(queue: QueueState, event: QueueEvent): QueueState {
  const before = queue.tickets[event.ticketId] ?? { state: 'new', context: initialTicket(event.ticketId) };
  const step = ticketTable().step(before.state, before.context, event);
  if (!step) {
    throw new LoketError('invalid-data', `event '${event.type}' does not fit ticket '${event.ticketId}'`, {
      issues: [{ field: 'event', rule: `must be possible in '${before.state}'`, value: event.type }],
    });
  }
  queue.tickets[event.ticketId] = { state: step.state, context: step.context };
  const { service } = step.context;
  const key = activeKey(service, step.context.applicant);
  if (ticketTable().isFinal(step.state)) delete queue.active[key];
  else queue.active[key] = event.ticketId;
  switch (event.type) {
    case 'ticket.issued': {
      const prefix = event.number.slice(0, event.number.lastIndexOf('-'));
      queue.numbers[prefix] = (queue.numbers[prefix] ?? 0) + 1;
      queue.sequence = event.sequence;
      const line = queue.waiting[service];
      if (line) line.push(event.ticketId);
      else queue.waiting[service] = [event.ticketId];
      break;
    }
    case 'ticket.called':
      leaveLine(queue, service, step.context);
      queue.serving[event.counter] = event.ticketId;
      break;
    case 'ticket.cancelled':
      leaveLine(queue, service, step.context);
      break;
    case 'ticket.missed':
    case 'ticket.finished':
      if (step.context.counter !== null) delete queue.serving[step.context.counter];
      break;
    case 'ticket.recalled':
      break;
  }
  return queue;
}

function activeKey(service: string, person: string): string {
  return `${service} ${person}`;
}

/** Counts those in a line who came before a number; a line is in order of issue. */
function placeInLine(queue: QueueState, service: string, sequence: number): number {
  const line = queue.waiting[service] ?? [];
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = queue.tickets[line[middle] ?? ''];
    if (other && other.context.sequence < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

function leaveLine(queue: QueueState, service: string, { sequence, id }: TicketContext): void {
  const line = queue.waiting[service];
  const place = placeInLine(queue, service, sequence);
  if (line?.[place] === id) line.splice(place, 1);
}
