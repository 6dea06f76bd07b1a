import { LoketError } from '../internal/errors.js';
import type { CounterEvent } from './counter-machine.js';
import type { DayEvent } from './day-machine.js';
import { learn } from './forecast/learn.js';
import type { Learned } from './forecast/learned.js';
import type { Hall } from './hall.js';
import { observationOf } from './observation.js';
import type { QueueEvent, TicketEvent } from './queue-events.js';
import {
  activeKey,
  counterTable,
  dayTable,
  type PoolState,
  type QueueState,
  type Ticket,
  ticketOf,
  ticketTable,
} from './queue-state.js';
import { initialTicket } from './ticket-context.js';

/** Changes a queue by an event, and its index where it has one. @internal */
export function evolveQueue(queue: QueueState, event: QueueEvent, hall: Hall | undefined): QueueState {
  observe(queue, event);
  switch (event.type) {
    case 'queue.began':
      queue.learned = structuredClone(event.learned) as Learned;
      queue.priors = event.priors;
      learn(queue.learned, { type: 'opened', at: event.opensAt }, queue.priors);
      break;
    case 'queue.opened':
    case 'queue.closed':
    case 'queue.halted':
      evolveDay(queue, event);
      break;
    case 'queue.signingChanged':
      evolveSigning(queue, event);
      break;
    case 'bound.renewed':
      for (const pool of event.pools) {
        changePool(queue, pool, ({ renewals }) => ({ left: event.allowance, renewals: renewals + 1 }));
      }
      break;
    case 'counter.opened':
    case 'counter.paused':
    case 'counter.closed':
    case 'counter.autoCallSet':
      evolveCounter(queue, event);
      break;
    default:
      evolveTicket(queue, event, hall);
  }
  return queue;
}

/** Lets the forecast learn from what an event shows, before the event has changed anything. */
function observe(queue: QueueState, event: QueueEvent): void {
  const told = 'ticketId' in event ? (ticketOf(queue, event.ticketId)?.context.expected ?? null) : null;
  const seen = observationOf(queue, event, told);
  if (seen) learn(queue.learned, seen, queue.priors);
}

function evolveSigning(
  queue: QueueState,
  { at, kind, mode, until }: Extract<QueueEvent, { type: 'queue.signingChanged' }>,
): void {
  const before = queue.signing[kind];
  queue.signing[kind] = { mode, since: before?.mode === mode ? before.since : at, until };
}

function evolveTicket(queue: QueueState, event: TicketEvent, hall: Hall | undefined): void {
  const { ticketId } = event;
  const known = ticketOf(queue, ticketId);
  const before = known ?? { state: 'new', context: initialTicket(ticketId) };
  const step = ticketTable().step(before.state, before.context, event);
  if (!step) throw misfit(event, before.state);
  const ticket: Ticket = { state: step.state, context: step.context };
  queue.tickets[ticketId] = ticket;
  hall?.put(known, ticket);
  const { service, applicant } = step.context;
  if (known && known.context.service !== service) release(queue, known);
  if (ticketTable().isFinal(step.state)) release(queue, ticket);
  else queue.active[activeKey(service, applicant)] = ticketId;
  const { counter } = before.context;
  if (counter !== null && (step.context.counter === null || step.context.endedAt !== null)) {
    if (queue.serving[counter] === ticketId) delete queue.serving[counter];
  }
  if ('place' in event) {
    for (const { pool, left } of event.place.spent) changePool(queue, pool, () => ({ left }));
  }
  switch (event.type) {
    case 'ticket.issued': {
      const prefix = event.number.slice(0, event.number.lastIndexOf('-'));
      queue.numbers[prefix] = (queue.numbers[prefix] ?? 0) + 1;
      queue.sequence = event.sequence;
      break;
    }
    case 'ticket.carriedIn':
      queue.sequence = event.sequence;
      break;
    case 'ticket.called':
      queue.serving[event.counter] = ticketId;
      changePool(queue, event.pool, () => ({
        starts: event.starts,
        credits: event.credits,
        left: event.left,
      }));
      break;
  }
}

function release(queue: QueueState, { context }: Ticket): void {
  const key = activeKey(context.service, context.applicant);
  if (queue.active[key] === context.id) delete queue.active[key];
}

function evolveCounter(queue: QueueState, event: CounterEvent): void {
  const id = event.counter;
  const before =
    queue.counters[id] ??
    counterTable().initial({ id, services: event.type === 'counter.opened' ? event.services : [] });
  const step = counterTable().step(before.state, before.context, event);
  if (!step) throw misfit(event, before.state);
  queue.counters[id] = { state: step.state, context: step.context };
  if (event.type === 'counter.opened') {
    const known = queue.pools[event.pool];
    changePool(queue, event.pool, () => ({
      services: event.services,
      left: known ? known.left : event.allowance,
    }));
  }
}

function evolveDay(queue: QueueState, event: DayEvent): void {
  const step = dayTable().step(queue.doors.state, queue.doors.context, event);
  if (!step) throw misfit(event, queue.doors.state);
  queue.doors = { state: step.state, context: step.context };
}

function changePool(
  queue: QueueState,
  pool: string,
  change: (before: PoolState) => Partial<PoolState>,
): void {
  const before = queue.pools[pool] ?? { services: [], starts: 0, credits: {}, left: 0, renewals: 0 };
  queue.pools[pool] = { ...before, ...change(before) };
}

function misfit(event: QueueEvent, state: string): LoketError {
  return new LoketError('invalid-data', `event '${event.type}' does not fit what is '${state}'`, {
    issues: [{ field: 'event', rule: `must be possible in '${state}'`, value: event.type }],
  });
}
