import type { QueueConfig, TicketClass } from '../../src/queue/index.js';
import { chance } from './chance.js';

const minute = 60_000;

/** A queue that an adversary plays against. */
export interface Ground {
  readonly pools: 'one' | 'several';
  readonly config: QueueConfig;
  readonly reasons: readonly string[];
}

/** Makes a ground up: `classes` classes with random shares and targets, one pool or several that overlap. */
export function ground(seed: number, classes: number, pools: Ground['pools']): Ground {
  const random = chance(seed);
  const parts = Array.from({ length: classes }, () => 0.02 + random.fraction() ** 2);
  const total = parts.reduce((sum, part) => sum + part, 0) / (random.nat(3) === 0 ? 0.8 : 1);
  const appointments = random.nat(2) === 0 && classes > 2;
  const list: TicketClass[] = parts.map((part, k) => ({
    id: `k${k}`,
    targetMs: random.of([0, 0, 5, 30, 60]) * minute,
    share: part / total,
    ...(k === 0 ? {} : appointments && k === 1 ? { appointments } : { reasons: [`r${k}`] }),
  }));
  const names = pools === 'one' ? ['a', 'b'].slice(random.nat(2)) : ['a', 'b', 'c', 'd'].slice(random.nat(3));
  const counters = Array.from({ length: pools === 'one' ? 1 + random.nat(3) : 2 + random.nat(4) }, (_, i) => {
    const some = names.filter(() => random.nat(2) === 0);
    return {
      id: `${i + 1}`,
      services: pools === 'one' ? names : some.length > 0 ? some : [random.of(names)],
    };
  });
  const missing = names.filter((name) => !counters.some(({ services }) => services.includes(name)));
  if (missing.length > 0) counters.push({ id: 'last', services: missing });
  return {
    pools,
    config: {
      classes: list,
      services: names.map((id) => ({ id, prefix: id.toUpperCase() })),
      counters,
      insertions: random.of([0, 1, 3, 6]),
      ticketPrinter: random.nat(4) === 0,
      noShow: { action: random.of(['close', 'requeue', 'park'] as const), penaltyMs: random.nat(2) * minute },
    },
    reasons: list.flatMap(({ reasons }) => reasons ?? []),
  };
}
