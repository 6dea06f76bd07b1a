import type { OfType } from '../internal/messages.js';
import type { Refusal } from '../internal/refusal.js';
import { type Case, impossible, type Made, made, no, noFor } from './case.js';
import { choose, countOvertaken } from './choose.js';
import { renewal } from './enter.js';
import type { QueueCommand } from './queue-commands.js';
import type { QueueEffect } from './queue-effects.js';
import type { QueueEvent } from './queue-events.js';
import type { CounterState, PoolState, Ticket } from './queue-state.js';

type Command<T extends QueueCommand['type']> = OfType<QueueCommand, T>;
type Called = OfType<QueueEvent, 'ticket.called'>;

/** @internal */
export function decideCallNext(one: Case, command: Command<'ticket.callNext'>): Made | Refusal {
  const free = freeCounter(one, command, command.counter);
  if ('ok' in free) return free;
  const { counter, pool } = free;
  const name = counter.context.pool;
  const { choice, early } = choose(one.config, one.hall, one.queue, name, pool, command.at);
  if (!choice) {
    // A counter that calls by itself looks again when the slot has come.
    if (!early || command.by.role !== 'system') return made([]);
    const dueAt = early.context.ready;
    return made([], [{ type: 'timer.set', timer: `call:${command.counter}`, dueAt }]);
  }
  const { ticket, reason, credits } = choice;
  const chosen = { reason, credits, left: pool.left, note: null, by: null };
  return called(one, ticket, command, name, pool, chosen, []);
}

/** @internal */
export function decideCall(one: Case, ticket: Ticket, command: Command<'ticket.call'>): Made | Refusal {
  const free = freeCounter(one, command, command.counter);
  if ('ok' in free) return free;
  const { counter, pool } = free;
  const { state, context } = ticket;
  if (state !== 'waiting' && state !== 'held' && state !== 'parked') return impossible(ticket, command);
  if (!counter.context.services.includes(context.service)) {
    const text = `counter '${command.counter}' does not offer '${context.service}'`;
    return noFor(ticket, command, 'no-counter-serves', text);
  }
  const name = counter.context.pool;
  const because = `${command.type} ${context.number}: ${command.reason}`;
  const before =
    pool.left > 0 ? [] : [renewal(one.config, { at: command.at, because, by: command.by.id }, [name])];
  const left = Math.max(0, (pool.left > 0 ? pool.left : one.config.insertions) - 1);
  const { credits } = pool;
  const chosen = { reason: 'manual' as const, credits, left, note: command.reason, by: command.by.id };
  return called(one, ticket, command, name, pool, chosen, before);
}

function called(
  { config, hall, queue }: Case,
  ticket: Ticket,
  { at, counter }: { readonly at: number; readonly counter: string },
  name: string,
  pool: PoolState,
  chosen: Pick<Called, 'reason' | 'left' | 'note' | 'by' | 'credits'>,
  before: QueueEvent[],
): Made {
  const { id, applicationId, number, told } = ticket.context;
  // Starts while it was put aside are none of those it was told of.
  const waited = ticket.state === 'waiting';
  const bound = waited && told.find((one) => one.pool === name && one.renewals === pool.renewals);
  const event: Called = {
    type: 'ticket.called',
    at,
    ticketId: id,
    counter,
    pool: name,
    starts: pool.starts + 1,
    overtook: countOvertaken(config, hall, queue, name, pool, ticket),
    told: bound ? { starts: bound.starts, used: pool.starts - bound.since } : null,
    ...chosen,
  };
  const effects: QueueEffect[] = [
    { type: 'application.call', applicationId, ticketId: id, counter },
    { type: 'announce', number, counter, recall: false },
  ];
  if (ticket.state === 'parked') effects.push({ type: 'timer.clear', timer: `park:${id}` });
  return made([...before, event], effects);
}

function freeCounter(
  { queue }: Case,
  command: Command<'ticket.callNext' | 'ticket.call'>,
  id: string,
): Refusal | { readonly counter: CounterState; readonly pool: PoolState } {
  const counter = Object.hasOwn(queue.counters, id) ? queue.counters[id] : undefined;
  if (!counter) {
    const known = Object.keys(queue.counters).join(', ') || '(none)';
    return no(queue, command, 'unknown-counter', `no counter is called '${id}'; there are ${known}`);
  }
  if (queue.doors.state === 'halted') {
    return no(queue, command, 'queue-halted', `calls were stopped: ${queue.doors.context.reason}`);
  }
  const busy = queue.serving[id];
  if (busy !== undefined) {
    const number = queue.tickets[busy]?.context.number ?? busy;
    const allowed = ['ticket.recall', 'ticket.noShow', 'ticket.finish'];
    return no(queue, command, 'counter-busy', `counter '${id}' still serves ${number}`, 'called', allowed);
  }
  if (counter.state !== 'open') {
    const why = counter.context.reason === null ? '' : `: ${counter.context.reason}`;
    return no(
      queue,
      command,
      'counter-not-open',
      `counter '${id}' is ${counter.state}${why}`,
      counter.state,
      ['counter.open'],
    );
  }
  return { counter, pool: queue.pools[counter.context.pool] as PoolState };
}
