import type { OfType } from '../internal/messages.js';
import type { Refusal } from '../internal/refusal.js';
import { type Case, type Made, made, no } from './case.js';
import { poolOf } from './counter-machine.js';
import type { QueueCommand } from './queue-commands.js';
import type { QueueEvent } from './queue-events.js';
import { type CounterState, counterTable } from './queue-state.js';

/** A command to a counter. @internal */
export type CounterCommand = OfType<
  QueueCommand,
  'counter.open' | 'counter.pause' | 'counter.close' | 'counter.autoCall'
>;

/** @internal */
export function decideCounter({ config, queue }: Case, command: CounterCommand): Made | Refusal {
  const { at, counter: id } = command;
  const counter = Object.hasOwn(queue.counters, id) ? queue.counters[id] : undefined;
  if (!counter) {
    const known = Object.keys(queue.counters).join(', ') || '(none)';
    return no(queue, command, 'unknown-counter', `no counter is called '${id}'; there are ${known}`);
  }
  const take = (event: QueueEvent): Made | Refusal => {
    const { state, context } = counter;
    if (counterTable().step(state, context, event as never)) return made([event]);
    const text = `'${command.type}' is not possible while counter '${id}' is ${state}`;
    return no(queue, command, 'not-possible', text, state, allowedFor(counter));
  };
  switch (command.type) {
    case 'counter.open': {
      const services = command.services ?? config.counters.get(id)?.services ?? counter.context.services;
      const unknown = services.find((service) => !config.services.has(service));
      if (unknown !== undefined) {
        const known = [...config.services.keys()].join(', ');
        return no(queue, command, 'unknown-service', `no service is called '${unknown}'; there are ${known}`);
      }
      const pool = poolOf(services);
      if (counter.state === 'open' && pool === counter.context.pool) return made([]);
      const allowance = config.insertions;
      return take({ type: 'counter.opened', at, counter: id, services: [...services], pool, allowance });
    }
    case 'counter.pause':
      return take({ type: 'counter.paused', at, counter: id, reason: command.reason });
    case 'counter.close': {
      const busy = queue.serving[id];
      if (busy === undefined) return take({ type: 'counter.closed', at, counter: id });
      const number = queue.tickets[busy]?.context.number ?? busy;
      return no(queue, command, 'counter-busy', `counter '${id}' still serves ${number}`, 'called', [
        'ticket.finish',
      ]);
    }
    case 'counter.autoCall':
      if (counter.context.autoCall === command.on) return made([]);
      return take({ type: 'counter.autoCallSet', at, counter: id, on: command.on });
  }
}

function allowedFor({ state }: CounterState): string[] {
  const commands: Readonly<Record<string, QueueCommand['type']>> = {
    'counter.opened': 'counter.open',
    'counter.paused': 'counter.pause',
    'counter.closed': 'counter.close',
    'counter.autoCallSet': 'counter.autoCall',
  };
  return counterTable()
    .takes(state)
    .flatMap((type) => commands[type] ?? []);
}
