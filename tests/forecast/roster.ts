import type { LinePool } from '../../src/queue/index.js';
import type { Hall, HallCounter } from './scenarios.js';

/** Whether the roster has a counter open at a time. */
export function openByRoster(counter: HallCounter, at: number): boolean {
  return !counter.lunch || at < counter.lunch.from || at >= counter.lunch.until;
}

/** Counters with equal skills, in the order in which they first appear. */
export function poolsOf(hall: Hall): HallCounter[][] {
  const pools = new Map<string, HallCounter[]>();
  for (const counter of hall.counters) {
    const skills = [...counter.services].sort().join(' ');
    pools.set(skills, [...(pools.get(skills) ?? []), counter]);
  }
  return [...pools.values()];
}

/** The roster of a pool from a time on. */
export function stepsFrom(pool: readonly HallCounter[], at: number): LinePool['open'] {
  const times = new Set([at]);
  for (const { lunch } of pool) {
    if (lunch && lunch.from > at) times.add(lunch.from);
    if (lunch && lunch.until > at) times.add(lunch.until);
  }
  return [...times]
    .sort((a, b) => a - b)
    .map((from) => ({ from, counters: pool.filter((counter) => openByRoster(counter, from)).length }));
}
