import type { Decider, Outcome } from '../internal/outcome.js';
import type { LocalDate } from '../internal/time.js';
import { autoCalls } from './auto-call.js';
import { decideCarryIn, decideCarryOver, decideRebook, decideTell } from './carry.js';
import { type Case, type Made, no } from './case.js';
import { decideCallNext } from './decide-call.js';
import { decideCounter } from './decide-counter.js';
import { decideDay } from './decide-day.js';
import { decideIssue } from './decide-issue.js';
import { decideTicket, type QueueFacts } from './decide-ticket.js';
import { evolveQueue } from './evolve-queue.js';
import { firstState } from './first-state.js';
import { Hall } from './hall.js';
import type { QueueCommand } from './queue-commands.js';
import { type FullQueueConfig, fullQueueConfig, type QueueConfig } from './queue-config.js';
import type { QueueEffect } from './queue-effects.js';
import type { QueueEvent } from './queue-events.js';
import { type QueueState, ticketOf } from './queue-state.js';

/** Runs ticket queues with a checked configuration; shared by the deciders and the reads. @internal */
export interface QueueRoom {
  readonly config: FullQueueConfig;
  /** The index over a state, made when it is missing. */
  hall(queue: QueueState): Hall;
  initial(day: LocalDate): QueueState;
  decide(queue: QueueState, command: QueueCommand, facts: QueueFacts): Outcome<QueueEvent, QueueEffect>;
  evolve(queue: QueueState, event: QueueEvent): QueueState;
}

/** @internal */
export function queueRoom(input: QueueConfig): QueueRoom {
  const config = fullQueueConfig(input);
  const halls = new WeakMap<QueueState, Hall>();

  function hallOf(queue: QueueState): Hall {
    const known = halls.get(queue);
    if (known) return known;
    const hall = new Hall(config.classes, queue);
    halls.set(queue, hall);
    return hall;
  }

  function decide(
    queue: QueueState,
    command: QueueCommand,
    facts: QueueFacts,
  ): Outcome<QueueEvent, QueueEffect> {
    const one: Case = { config, queue, hall: hallOf(queue) };
    const outcome = decideFor(one, command, facts);
    if (!outcome.ok) return outcome;
    const calls = autoCalls(one, outcome);
    if (calls.length > 0) outcome.effects.push(...calls);
    return outcome;
  }

  return {
    config,
    hall: hallOf,
    initial: (day) => firstState(config, day),
    decide,
    evolve: (queue, event) => evolveQueue(queue, event, halls.get(queue)),
  };
}

/**
 * Makes the decider for ticket queues, each for one day at one service point, over a host's own storage.
 *
 * `evolve` changes the state that it is given and returns it.
 *
 * @throws {@link LoketError} with code `invalid-config` when a field breaks a rule
 *
 * @example
 * ```ts
 * import { queueDecider } from 'loket/queue';
 *
 * const decider = queueDecider({
 *   counters: [{ id: '1', services: ['permits'] }],
 *   services: [{ id: 'permits', prefix: 'A' }],
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
  const { initial, decide, evolve } = queueRoom(config);
  return { initial, decide, evolve };
}

function decideFor(
  one: Case,
  command: QueueCommand,
  facts: QueueFacts,
): Made | Extract<Outcome<never, never>, { ok: false }> {
  switch (command.type) {
    case 'ticket.issue':
      return decideIssue(one, command, facts);
    case 'ticket.callNext':
      return decideCallNext(one, command);
    case 'ticket.carryIn':
      return decideCarryIn(one, command);
    case 'counter.open':
    case 'counter.pause':
    case 'counter.close':
    case 'counter.autoCall':
      return decideCounter(one, command);
    case 'queue.open':
    case 'queue.close':
    case 'queue.halt':
    case 'queue.signing':
      return decideDay(one, command);
    case 'queue.carryOver':
      return decideCarryOver(one, command);
    case 'queue.rebook':
      return decideRebook(one, command);
    case 'queue.tell':
      return decideTell(one, command);
    default: {
      const ticket = ticketOf(one.queue, command.ticketId);
      if (!ticket) return no(one.queue, command, 'not-found', `no ticket is called '${command.ticketId}'`);
      return decideTicket(one, ticket, command, facts);
    }
  }
}
