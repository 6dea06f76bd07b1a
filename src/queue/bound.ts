import type { Hall } from './hall.js';
import type { FullQueueConfig } from './queue-config.js';
import type { PoolState, QueueState, Ticket } from './queue-state.js';
import { wholeStart } from './ticket-class.js';
import type { ToldBound } from './ticket-context.js';

/** Where a ticket stands or would stand. @internal */
export interface Standing {
  readonly service: string;
  readonly class: string;
  readonly key: number;
  readonly sequence: number;
}

/**
 * Bounds the service starts of one pool that can come before a ticket's own.
 *
 * While it waits, m starts by rule give its class at least m times its share, less what the class can have saved up,
 * which is never more than the harmonic number H of the classes: a cup game with a greedy emptier (P. Dietz and
 * D. Sleator, "Two algorithms for maintaining order in a list", 1987). Each of these went to somebody of its class
 * ahead of it, of whom there are no more than stand there now, are away with an earlier place, or are let in front.
 * `docs/queue-bound.md` writes the proof out. A ticket that moves is not ahead of itself in the place that it leaves.
 * @internal
 */
export function boundOf(
  config: FullQueueConfig,
  hall: Hall,
  name: string,
  pool: PoolState,
  { class: className, key, sequence }: Standing,
  leaves?: Standing,
): number {
  const { classes } = config;
  // A class that the office no longer has waits with everybody else.
  const known = classes.indexOf(className);
  const k = known < 0 ? classes.indexOf(classes.everybodyElse.id) : known;
  const { waiting, away } = hall.linesOf(name, pool.services);
  let ahead = 0;
  for (const line of waiting[k] as readonly { before(key: number, sequence: number): number }[]) {
    ahead += line.before(key, sequence);
  }
  for (const line of away[k] as readonly { before(key: number, sequence: number): number }[]) {
    ahead += line.before(key, sequence);
  }
  if (leaves?.class === className && leaves.key < key && pool.services.includes(leaves.service)) ahead--;
  const saved = pool.credits[className] ?? 0;
  const gain = classes.gains[k] as number;
  return Math.max(0, Math.floor(((ahead + pool.left) * wholeStart + classes.mostCredit - saved) / gain));
}

/** Bounds the starts of each open pool that can call a ticket; none while it does not wait or its slot is to come. @internal */
export function boundsOf(
  config: FullQueueConfig,
  hall: Hall,
  queue: QueueState,
  standing: Standing,
  leaves?: Standing,
): ToldBound[] {
  const told: ToldBound[] = [];
  const open = openPools(queue);
  for (const name in queue.pools) {
    const pool = queue.pools[name] as PoolState;
    if (!open.has(name) || !pool.services.includes(standing.service)) continue;
    told.push({
      pool: name,
      starts: boundOf(config, hall, name, pool, standing, leaves),
      since: pool.starts,
      renewals: pool.renewals,
    });
  }
  return told;
}

/** Names the pools that have an open counter. @internal */
export function openPools(queue: QueueState): ReadonlySet<string> {
  const open = new Set<string>();
  for (const id in queue.counters) {
    const counter = queue.counters[id];
    if (counter?.state === 'open') open.add(counter.context.pool);
  }
  return open;
}

/** @internal */
export function standingOf({ context }: Ticket): Standing {
  return { service: context.service, class: context.class, key: context.key, sequence: context.sequence };
}
