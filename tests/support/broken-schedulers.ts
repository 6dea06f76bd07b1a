import { createScheduler, type QueueConfig, type QueueEvent, type Scheduler } from '../../src/queue/index.js';

/** Schedulers that break the rule of the bound, to show that the watch sees it. */
export type Breaker = (config: QueueConfig) => Scheduler;

/** Tells each bound one start too small. */
export const oneTooSmall: Breaker = (config) => {
  const good = createScheduler(config);
  const less = <T extends { readonly starts: number }>(one: T) => ({ ...one, starts: one.starts - 1 });
  return {
    ...changing(good, (event) =>
      'place' in event ? { ...event, place: { ...event.place, told: event.place.told.map(less) } } : event,
    ),
    bound: (queue, ticketId, at) => good.bound(queue, ticketId, at)?.map(less),
  };
};

/** Lets tickets in ahead of others for nothing. */
export const freeInsertions: Breaker = (config) =>
  changing(createScheduler(config), (event) =>
    'place' in event ? { ...event, place: { ...event.place, spent: [] } } : event,
  );

/** Calls a chosen ticket for nothing. */
export const freeChoices: Breaker = (config) => {
  const good = createScheduler(config);
  return {
    ...good,
    decide(queue, command, facts) {
      const outcome = good.decide(queue, command, facts);
      if (!outcome.ok || command.type !== 'ticket.call') return outcome;
      const events = outcome.events.flatMap((event): QueueEvent[] => {
        if (event.type === 'bound.renewed') return [];
        if (event.type !== 'ticket.called') return [event];
        return [{ ...event, left: queue.pools[event.pool]?.left ?? 0 }];
      });
      return { ...outcome, events };
    },
  };
};

/** Calls whoever is due first, whatever the shares say. */
export const withoutShares: Breaker = (config) => {
  const good = createScheduler(config);
  return {
    ...good,
    decide(queue, command, facts) {
      const outcome = good.decide(queue, command, facts);
      if (!outcome.ok || command.type !== 'ticket.callNext') return outcome;
      const events = outcome.events.map((event): QueueEvent => {
        if (event.type !== 'ticket.called') return event;
        const services = queue.pools[event.pool]?.services ?? [];
        const first = Object.values(queue.tickets)
          .filter(({ state, context }) => state === 'waiting' && services.includes(context.service))
          .sort(({ context: a }, { context: b }) => a.key - b.key || a.sequence - b.sequence)[0];
        return { ...event, ticketId: first?.context.id ?? event.ticketId, reason: 'due' };
      });
      return { ...outcome, events };
    },
  };
};

function changing(good: Scheduler, change: (event: QueueEvent) => QueueEvent): Scheduler {
  return {
    ...good,
    decide(queue, command, facts) {
      const outcome = good.decide(queue, command, facts);
      return outcome.ok ? { ...outcome, events: outcome.events.map(change) } : outcome;
    },
  };
}
