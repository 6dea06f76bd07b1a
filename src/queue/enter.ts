import { boundsOf, type Standing } from './bound.js';
import { expectedWait } from './expected-wait.js';
import type { Hall } from './hall.js';
import type { FullQueueConfig } from './queue-config.js';
import type { QueueEvent } from './queue-events.js';
import type { PoolState, QueueState, Ticket } from './queue-state.js';
import type { ExpectedWait, ToldBound } from './ticket-context.js';

/** Where a ticket is to wait. @internal */
export interface Wish {
  readonly service: string;
  readonly class: string;
  /** When it begins to wait, or its slot. */
  readonly ready: number;
  readonly sequence: number;
  /** Whether it waits in the hall, where it can be called. */
  readonly inHall: boolean;
  /** The slot, for a class with appointments. */
  readonly slot?: number | null | undefined;
  /** Whether the wait is told. */
  readonly tellWait?: boolean | undefined;
  /** Before everybody of its class. */
  readonly front?: boolean | undefined;
  /** What comes in between counts against the pools' allowance in the name of this. */
  readonly because: string;
  readonly by: string;
  readonly at: number;
}

/** The place of a ticket as the events carry it. @internal */
export interface Place {
  readonly service: string;
  readonly class: string;
  readonly ready: number;
  readonly key: number;
  readonly told: ToldBound[];
  readonly spent: { pool: string; left: number }[];
  readonly expected: ExpectedWait | null;
}

/**
 * Finds the place where a ticket will wait, what it costs the pools to let it in before others, and the bounds that it
 * can be told. A pool whose allowance is used up tells its bounds anew first.
 * @internal
 */
export function enter(
  config: FullQueueConfig,
  hall: Hall,
  queue: QueueState,
  before: Ticket | undefined,
  wish: Wish,
): { readonly renewed: QueueEvent[]; readonly place: Place } {
  const { classes } = config;
  const kind = classes.get(wish.class) ?? classes.everybodyElse;
  const target = kind.targetMs;
  const first = wish.front ? firstKey(hall, queue, wish.service, classes.indexOf(kind.id)) : undefined;
  const key = first === undefined ? wish.ready + target : Math.min(first - 1, wish.ready + target);
  const standing: Standing = { service: wish.service, class: kind.id, key, sequence: wish.sequence };
  const spent: { pool: string; left: number }[] = [];
  const out: string[] = [];
  for (const name in queue.pools) {
    const pool = queue.pools[name] as PoolState;
    if (!pool.services.includes(wish.service)) continue;
    if (before && isCounted(before, pool, standing)) continue;
    if (!standsBefore(config, hall, name, pool, standing, wish.at)) continue;
    if (pool.left === 0) out.push(name);
    spent.push({ pool: name, left: pool.left === 0 ? Math.max(0, config.insertions - 1) : pool.left - 1 });
  }
  const waits = wish.inHall && wish.ready <= wish.at;
  const told = waits ? boundsOf(config, hall, after(queue, spent, out), standing) : [];
  const expected = wish.tellWait ? expectedWait(config, hall, queue, wish) : null;
  return {
    renewed: out.length === 0 ? [] : [renewal(config, wish, out)],
    place: { service: wish.service, class: kind.id, ready: wish.ready, key, told, spent, expected },
  };
}

/** @internal */
export function renewal(
  config: FullQueueConfig,
  { at, because, by }: { readonly at: number; readonly because: string; readonly by: string },
  pools: string[],
): QueueEvent {
  return { type: 'bound.renewed', at, pools, allowance: config.insertions, because, by };
}

/** Whether the bounds of others have counted a ticket already as one that may come before them. */
function isCounted({ state, context }: Ticket, pool: PoolState, standing: Standing): boolean {
  const isIn = state === 'waiting' || state === 'expected' || state === 'held' || state === 'parked';
  return (
    isIn &&
    context.class === standing.class &&
    context.key <= standing.key &&
    pool.services.includes(context.service)
  );
}

/** Whether somebody of the same class who has been told a bound would stand behind. */
function standsBefore(
  { classes }: FullQueueConfig,
  hall: Hall,
  name: string,
  pool: PoolState,
  { class: className, key, sequence }: Standing,
  at: number,
): boolean {
  const k = classes.indexOf(className);
  const target = classes.list[k]?.targetMs ?? 0;
  for (const line of hall.linesOf(name, pool.services).waiting[k] ?? []) {
    if (line.size > 0 && line.before(at + target, Number.MAX_SAFE_INTEGER) > line.before(key, sequence))
      return true;
  }
  return false;
}

function firstKey(hall: Hall, queue: QueueState, service: string, k: number): number | undefined {
  let first = Number.POSITIVE_INFINITY;
  for (const name in queue.pools) {
    const pool = queue.pools[name] as PoolState;
    if (!pool.services.includes(service)) continue;
    for (const line of hall.linesOf(name, pool.services).waiting[k] ?? [])
      first = Math.min(first, line.firstKey());
  }
  return first === Number.POSITIVE_INFINITY ? undefined : first;
}

/** The pools as they will be once the allowance is spent. */
function after(
  queue: QueueState,
  spent: readonly { pool: string; left: number }[],
  renewed: readonly string[],
): QueueState {
  if (spent.length === 0) return queue;
  const pools = { ...queue.pools };
  for (const { pool, left } of spent) {
    const before = pools[pool] as PoolState;
    pools[pool] = { ...before, left, renewals: before.renewals + (renewed.includes(pool) ? 1 : 0) };
  }
  return { ...queue, pools };
}
