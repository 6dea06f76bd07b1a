import type { Case, Made } from './case.js';
import type { QueueEffect } from './queue-effects.js';
import { type CounterState, ticketOf } from './queue-state.js';

const frees = new Set([
  'ticket.missed',
  'ticket.requeued',
  'ticket.held',
  'ticket.parked',
  'ticket.transferred',
  'ticket.continued',
  'ticket.finished',
]);

/** Finds the counters that call by themselves and have something to do after a decision. @internal */
export function autoCalls({ queue }: Case, { events }: Made): QueueEffect[] {
  if (queue.doors.state === 'halted' && !events.some(({ type }) => type === 'queue.opened')) return [];
  const calls = new Set<string>();
  for (const event of events) {
    if (event.type === 'queue.opened') {
      for (const [id, counter] of Object.entries(queue.counters)) {
        if (isIdle(counter, queue.serving[id])) calls.add(id);
      }
    } else if (event.type === 'counter.opened' || event.type === 'counter.autoCallSet') {
      const { autoCall, services } = queue.counters[event.counter]?.context ?? {
        autoCall: false,
        services: [],
      };
      const calling = event.type === 'counter.opened' ? autoCall : event.on;
      const isOpen = event.type === 'counter.opened' || queue.counters[event.counter]?.state === 'open';
      if (calling && isOpen && services && queue.serving[event.counter] === undefined)
        calls.add(event.counter);
    } else if ('ticketId' in event) {
      const freed = frees.has(event.type) ? ticketOf(queue, event.ticketId)?.context.counter : null;
      if (typeof freed === 'string' && queue.serving[freed] === event.ticketId) {
        const { state, context } = queue.counters[freed] ?? {};
        if (state === 'open' && context?.autoCall) calls.add(freed);
      }
      const enters = 'place' in event && !('rests' in event && event.rests !== 'waiting');
      if (!enters || event.type === 'ticket.carriedIn') continue;
      for (const id in queue.counters) {
        const idle = queue.counters[id] as CounterState;
        if (!isIdle(idle, queue.serving[id]) || !idle.context.services.includes(event.place.service))
          continue;
        calls.add(id);
        break;
      }
    }
  }
  return [...calls].map((counter) => ({ type: 'ticket.callNext', counter, day: queue.day }));
}

function isIdle({ state, context }: CounterState, serving: string | undefined): boolean {
  return state === 'open' && context.autoCall && serving === undefined;
}
