import type { EpochMs, LocalDate } from '../internal/time.js';
import { isOffered } from './decide-issue.js';
import type { Hall } from './hall.js';
import type { FullQueueConfig } from './queue-config.js';
import type { QueueState } from './queue-state.js';

/** Shows what a display in the hall needs. */
export interface QueueBoard {
  readonly day: LocalDate;
  /** `open`, `closed` to new numbers, or `halted`. */
  readonly state: string;
  /** Why it is closed or halted. */
  readonly reason: string | null;
  /** Numbers being called or served, by counter, the last called first. */
  readonly serving: readonly {
    readonly counter: string;
    readonly number: string;
    readonly state: string;
    readonly calledAt: EpochMs;
  }[];
  /** How many wait, by service that a counter offers. */
  readonly waiting: readonly { readonly service: string; readonly count: number }[];
  /** Every counter of the day. */
  readonly counters: readonly {
    readonly counter: string;
    readonly state: string;
    readonly reason: string | null;
    readonly services: readonly string[];
  }[];
  /** Numbers that are left today, by service with a quota. */
  readonly left: readonly { readonly service: string; readonly numbers: number }[];
}

/** @internal */
export function boardOf(config: FullQueueConfig, hall: Hall, queue: QueueState): QueueBoard {
  const serving = Object.entries(queue.serving).map(([counter, id]) => {
    const { state, context } = queue.tickets[id] ?? {};
    return { counter, number: context?.number ?? '', state: state ?? '', calledAt: context?.calledAt ?? 0 };
  });
  const services = [...config.services.values()];
  return {
    day: queue.day,
    state: queue.doors.state,
    reason: queue.doors.context.reason,
    serving: serving.sort((a, b) => b.calledAt - a.calledAt),
    waiting: services.flatMap(({ id }) => {
      const count = hall.waiting.of(id).reduce((sum, line) => sum + line.size, 0);
      return count > 0 || isOffered(config, queue, id) ? [{ service: id, count }] : [];
    }),
    counters: Object.values(queue.counters).map(({ state, context }) => ({
      counter: context.id,
      state,
      reason: context.reason,
      services: context.services,
    })),
    left: services.flatMap(({ id, prefix, ticketQuota }) =>
      ticketQuota === undefined
        ? []
        : [{ service: id, numbers: Math.max(0, ticketQuota - (queue.numbers[prefix] ?? 0)) }],
    ),
  };
}
