import { createSignerHealth, type HealthCommand, type HealthConfig } from '../../src/signing/index.js';
import type { Entrant, Guard } from './guard.js';

/** Our detector with its one default configuration. */
export const ours: Entrant | null = entrant('loket');

/** The detector with numbers of its own, for looking at what one of them does. */
export function entrant(name: string, config: HealthConfig = {}): Entrant {
  return {
    name,
    maker: 'loket',
    make(): Guard {
      const health = createSignerHealth({ provider: 'p', ...config });
      const state = health.initial();
      let probeAt: number | null = null;
      const give = (command: HealthCommand) => {
        const outcome = health.decide(state, command);
        if (!outcome.ok) throw new Error(outcome.message);
        for (const event of outcome.events) health.evolve(state, event);
        for (const effect of outcome.effects) {
          if (effect.type === 'timer.set') probeAt = effect.dueAt;
          if (effect.type === 'timer.clear') probeAt = null;
        }
      };
      return {
        admits: () => ({ limit: health.limit(state, 'k') }),
        ended: (at, { outcome, tookMs }) =>
          give({ type: 'health.observe', at, kind: 'k', calls: [{ outcome, tookMs }] }),
        nextProbeAt: () => probeAt,
        probed(at, result) {
          probeAt = null;
          give({ type: 'health.probed', at, kind: 'k', ...result });
        },
        isOpen() {
          const lane = state.lanes.k?.state ?? 'closed';
          return lane === 'open' || lane === 'throttled';
        },
      };
    },
  };
}
