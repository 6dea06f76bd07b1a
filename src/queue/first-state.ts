import type { LocalDate } from '../internal/time.js';
import { poolOf } from './counter-machine.js';
import { createLearned } from './forecast/learned.js';
import type { FullQueueConfig } from './queue-config.js';
import { counterTable, dayTable, type PoolState, type QueueState } from './queue-state.js';

/** The state of a day that was never written: every configured counter is open. @internal */
export function firstState(config: FullQueueConfig, day: LocalDate): QueueState {
  const counters: QueueState['counters'] = {};
  const pools: Record<string, PoolState> = {};
  for (const { id, services } of config.counters.values()) {
    const { state, context } = counterTable().initial({ id, services });
    counters[id] = { state, context };
    pools[poolOf(services)] ??= { services, starts: 0, credits: {}, left: config.insertions, renewals: 0 };
  }
  const { state, context } = dayTable().initial(undefined);
  return {
    v: 2,
    day,
    doors: { state, context },
    numbers: {},
    sequence: 0,
    tickets: {},
    active: {},
    counters,
    serving: {},
    pools,
    signing: {},
    learned: createLearned(),
    priors: config.forecast,
  };
}
