import type { OfType } from '../internal/messages.js';
import type { Refusal } from '../internal/refusal.js';
import { decideLeave } from './carry.js';
import { type Case, impossible, type Made, made, noFor, ofTicket } from './case.js';
import { decideCall } from './decide-call.js';
import { activeTicket, isOffered, requestFor, unknownReason } from './decide-issue.js';
import { enter, type Wish } from './enter.js';
import type { Learned } from './forecast/learned.js';
import type { QueueCommand } from './queue-commands.js';
import type { QueueEffect } from './queue-effects.js';
import type { TicketEvent } from './queue-events.js';
import { type Ticket, ticketTable } from './queue-state.js';

/** A command to one ticket that is there. @internal */
export type TicketCommand = Exclude<
  Extract<QueueCommand, { readonly ticketId: string }>,
  { readonly type: 'ticket.carryIn' }
>;
type Command<T extends QueueCommand['type']> = OfType<QueueCommand, T>;
type Waits = Extract<TicketEvent, { readonly place: unknown }>['type'];

/** Facts that a decision on a queue may rest on. */
export interface QueueFacts {
  /** Whether the visit's request was already decided at the counter. */
  readonly decided?: boolean | undefined;
  /** What was learned of waits on the days before; asked for with the first number of a day. */
  readonly learned?: Learned | undefined;
  /** How the document kind that is asked for is signed now. */
  readonly signing?: { readonly mode: 'electronic' | 'held' | 'wet' } | undefined;
}

/** Decides on a command to a ticket. @internal */
export function decideTicket(
  one: Case,
  ticket: Ticket,
  command: TicketCommand,
  facts: QueueFacts,
): Made | Refusal {
  const { at, ticketId } = command;
  const can = (type: TicketEvent['type']) => ticketTable().takes(ticket.state).includes(type);
  switch (command.type) {
    case 'ticket.printed':
      return can('ticket.printed') ? printed(one, ticket, command) : impossible(ticket, command);
    case 'ticket.printFailed':
      if (ticket.state !== 'unprinted') return impossible(ticket, command);
      return made([{ type: 'ticket.cancelled', at, ticketId, reason: command.reason }]);
    case 'ticket.checkIn':
      return can('ticket.checkedIn') ? checkIn(one, ticket, command) : impossible(ticket, command);
    case 'ticket.call':
      return decideCall(one, ticket, command);
    case 'ticket.recall':
      return can('ticket.recalled') ? recall(one, ticket, command) : impossible(ticket, command);
    case 'ticket.arrive':
      if (!can('ticket.arrived')) return impossible(ticket, command);
      return made([{ type: 'ticket.arrived', at, ticketId }]);
    case 'ticket.noShow':
      return ticket.state === 'called' ? noShow(one, ticket, command, facts) : impossible(ticket, command);
    case 'ticket.hold':
      if (!can('ticket.held')) return impossible(ticket, command);
      return made([{ type: 'ticket.held', at, ticketId, reason: command.reason }]);
    case 'ticket.park':
      return can('ticket.parked') ? park(ticket, command) : impossible(ticket, command);
    case 'park.expire':
      if (ticket.state !== 'parked') return impossible(ticket, command);
      return made([{ type: 'ticket.missed', at, ticketId }], cancelAll(ticket, 'no-show'));
    case 'ticket.resume':
    case 'ticket.transfer':
      return goOn(one, ticket, command);
    case 'ticket.addService':
      return can('ticket.serviceAdded') ? addService(one, ticket, command) : impossible(ticket, command);
    case 'ticket.prioritise':
      return can('ticket.prioritised') ? prioritise(one, ticket, command) : impossible(ticket, command);
    case 'ticket.finish':
      return can('ticket.finished') ? finish(one, ticket, command) : impossible(ticket, command);
    case 'ticket.cancel':
      if (!can('ticket.cancelled')) return impossible(ticket, command);
      return made(
        [{ type: 'ticket.cancelled', at, ticketId, reason: command.reason }],
        [...cancelAll(ticket, command.reason), ...unpark(ticket)],
      );
    case 'ticket.rebook':
      if (!can('ticket.leaving')) return impossible(ticket, command);
      return decideLeave(one, ticket, command, {
        to: command.to,
        slot: command.slot ?? null,
        reason: command.reason,
      });
    case 'ticket.carried':
      if (ticket.state === 'carried') return made([]);
      if (!can('ticket.carried')) return impossible(ticket, command);
      return made([{ type: 'ticket.carried', at, ticketId, to: command.to }]);
    case 'ticket.carryBack':
      if (!can('ticket.stayed')) return impossible(ticket, command);
      return made([{ type: 'ticket.stayed', at, ticketId }]);
  }
}

/** Lets a ticket wait, by an event that carries its place. */
function wait(
  { config, hall, queue }: Case,
  ticket: Ticket,
  command: TicketCommand,
  wish: Partial<Pick<Wish, 'service' | 'class' | 'ready' | 'front' | 'inHall' | 'tellWait'>>,
): ReturnType<typeof enter> {
  const { context } = ticket;
  return enter(config, hall, queue, ticket, {
    service: context.service,
    class: context.class,
    ready: context.ready,
    sequence: context.sequence,
    inHall: true,
    because: `${command.type} ${context.number}`,
    by: command.by.id,
    at: command.at,
    slot: wish.class === undefined ? context.appointmentAt : null,
    ...wish,
  });
}

function printed(one: Case, ticket: Ticket, command: Command<'ticket.printed'>): Made {
  const { at, ticketId } = command;
  const { applicationId, kind, applicant, appointmentAt } = ticket.context;
  // A booked ticket that was printed ahead still has to be checked in.
  const rests = appointmentAt !== null && appointmentAt > at ? 'expected' : 'waiting';
  const { renewed, place } = wait(one, ticket, command, {
    inHall: rests === 'waiting',
    tellWait: rests === 'waiting',
  });
  const open: QueueEffect = {
    type: 'application.open',
    applicationId,
    kind,
    applicant: { ref: applicant },
    ticketId,
  };
  return made([...renewed, { type: 'ticket.printed', at, ticketId, rests, place }], [open]);
}

function checkIn(one: Case, ticket: Ticket, command: Command<'ticket.checkIn'>): Made | Refusal {
  const { at, ticketId } = command;
  const { appointmentAt, priority } = ticket.context;
  const { config } = one;
  if (appointmentAt === null) {
    const { renewed, place } = wait(one, ticket, command, { tellWait: true });
    return made([...renewed, { type: 'ticket.checkedIn', at, ticketId, place }]);
  }
  if (at < appointmentAt - config.earlyMs) {
    const minutes = Math.ceil((appointmentAt - config.earlyMs - at) / 60_000);
    return noFor(ticket, command, 'too-early', `${ticket.context.number} can check in in ${minutes} minutes`);
  }
  const isLate = at > appointmentAt + config.lateMs;
  const wish = isLate ? { class: plainClass(one, priority), ready: at } : {};
  const { renewed, place } = wait(one, ticket, command, { ...wish, tellWait: true });
  return made([...renewed, { type: 'ticket.checkedIn', at, ticketId, place }]);
}

function recall({ config }: Case, ticket: Ticket, command: Command<'ticket.recall'>): Made | Refusal {
  const { number, counter, recalls, recalledAt, calledAt } = ticket.context;
  const { at, ticketId } = command;
  if (recalls >= config.maxRecalls) {
    return noFor(ticket, command, 'recalls-used-up', `${number} was recalled ${recalls} times`);
  }
  const last = recalledAt ?? calledAt ?? 0;
  if (at < last + config.recallLockoutMs) {
    const seconds = Math.ceil((last + config.recallLockoutMs - at) / 1000);
    return noFor(ticket, command, 'recall-too-soon', `${number} can be called again in ${seconds} seconds`);
  }
  const place = counter ?? '';
  return made(
    [{ type: 'ticket.recalled', at, ticketId, counter: place }],
    [{ type: 'announce', number, counter: place, recall: true }],
  );
}

function noShow(
  one: Case,
  ticket: Ticket,
  command: Command<'ticket.noShow'>,
  { decided }: QueueFacts,
): Made | Refusal {
  const { at, ticketId } = command;
  const { number, misses, priority } = ticket.context;
  const { action, times, penaltyMs } = one.config.noShow;
  if (decided) {
    const text = `the request of ${number} was decided at the counter; finish the visit`;
    return noFor(ticket, command, 'visit-decided', text);
  }
  if (action === 'close' || misses >= times) {
    return made([{ type: 'ticket.missed', at, ticketId }], cancelAll(ticket, 'no-show'));
  }
  if (action === 'park') {
    return made([{ type: 'ticket.parked', at, ticketId, reason: 'no-show', until: null, missed: true }]);
  }
  const { renewed, place } = wait(one, ticket, command, {
    class: plainClass(one, priority),
    ready: at + penaltyMs,
  });
  return made([...renewed, { type: 'ticket.requeued', at, ticketId, place }]);
}

function park(ticket: Ticket, command: Command<'ticket.park'>): Made | Refusal {
  const { at, ticketId, reason, until } = command;
  if (until !== undefined && until <= at) {
    return noFor(ticket, command, 'invalid-window', `until ${until} does not lie after ${at}`);
  }
  const effects: QueueEffect[] =
    until === undefined ? [] : [{ type: 'timer.set', timer: `park:${ticketId}`, dueAt: until }];
  return made(
    [{ type: 'ticket.parked', at, ticketId, reason, until: until ?? null, missed: false }],
    effects,
  );
}

function goOn(
  one: Case,
  ticket: Ticket,
  command: Command<'ticket.resume'> | Command<'ticket.transfer'>,
): Made | Refusal {
  const { at, ticketId, place: where = 'keep' } = command;
  const type: Waits = command.type === 'ticket.resume' ? 'ticket.resumed' : 'ticket.transferred';
  if (!ticketTable().takes(ticket.state).includes(type)) return impossible(ticket, command);
  const service = command.type === 'ticket.transfer' ? command.service : ticket.context.service;
  if (command.type === 'ticket.transfer') {
    const refused = refuseTransfer(one, ticket, command);
    if (refused) return refused;
  }
  const anew = where === 'back' ? { class: plainClass(one, ticket.context.priority), ready: at } : {};
  const { renewed, place } = wait(one, ticket, command, { service, front: where === 'front', ...anew });
  return made([...renewed, { type, at, ticketId, place }], unpark(ticket));
}

function refuseTransfer(one: Case, ticket: Ticket, command: Command<'ticket.transfer'>): Refusal | undefined {
  const { service } = command;
  const { config, queue } = one;
  if (!config.services.has(service)) {
    const known = [...config.services.keys()].join(', ');
    return noFor(ticket, command, 'unknown-service', `no service is called '${service}'; there are ${known}`);
  }
  if (!isOffered(config, queue, service)) {
    return noFor(ticket, command, 'no-counter-serves', `no counter offers '${service}'`);
  }
  const held = activeTicket(queue, service, ticket.context.applicant);
  return held && held.ticket.context.id !== ticket.context.id
    ? ofTicket(ticket, held.refuse(command))
    : undefined;
}

function addService(one: Case, ticket: Ticket, command: Command<'ticket.addService'>): Made | Refusal {
  const { at, ticketId, kind } = command;
  const { context } = ticket;
  const request = requestFor(one, command, kind);
  if ('ok' in request) return ofTicket(ticket, request);
  const other = activeTicket(one.queue, request.service, context.applicant);
  if (other && other.ticket.context.id !== ticketId) return ofTicket(ticket, other.refuse(command));
  const { applicationId } = request;
  return made(
    [{ type: 'ticket.serviceAdded', at, ticketId, request }],
    [{ type: 'application.open', applicationId, kind, applicant: { ref: context.applicant }, ticketId }],
  );
}

function prioritise(one: Case, ticket: Ticket, command: Command<'ticket.prioritise'>): Made | Refusal {
  const { at, ticketId, priority } = command;
  const preferred = one.config.classes.byReason(priority.reason);
  if (!preferred) return ofTicket(ticket, unknownReason(one, command, priority.reason));
  const { renewed, place } = wait(one, ticket, command, {
    class: preferred.id,
    inHall: ticket.state === 'waiting',
  });
  return made([...renewed, { type: 'ticket.prioritised', at, ticketId, priority, place }]);
}

function finish(one: Case, ticket: Ticket, command: Command<'ticket.finish'>): Made {
  const { at, ticketId } = command;
  const { counter, later } = ticket.context;
  const [request] = later;
  if (!request) return made([{ type: 'ticket.finished', at, ticketId }]);
  const { applicationId, service } = request;
  const here = counter === null ? undefined : one.queue.counters[counter];
  if (counter !== null && here?.context.services.includes(service)) {
    return made(
      [{ type: 'ticket.turned', at, ticketId, request }],
      [{ type: 'application.call', applicationId, ticketId, counter }],
    );
  }
  const { renewed, place } = wait(one, ticket, command, { service });
  return made([...renewed, { type: 'ticket.continued', at, ticketId, request, place }]);
}

function plainClass({ config: { classes } }: Case, priority: Ticket['context']['priority']): string {
  const preferred = priority === null ? undefined : classes.byReason(priority.reason);
  return (preferred ?? classes.everybodyElse).id;
}

function cancelAll({ context: { applicationId, later } }: Ticket, reason: string): QueueEffect[] {
  const ids = [applicationId, ...later.map((request) => request.applicationId)];
  return ids.map((id) => ({ type: 'application.cancel', applicationId: id, reason }));
}

function unpark({ state, context }: Ticket): QueueEffect[] {
  return state === 'parked' ? [{ type: 'timer.clear', timer: `park:${context.id}` }] : [];
}
