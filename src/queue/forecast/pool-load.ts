import { openAt } from './capacity.js';
import type { LineAhead, LinePool } from './line.js';

/** The pools that will take a ticket, and which part of each service's work ahead falls to them. @internal */
export interface PoolShare {
  readonly pools: readonly LinePool[];
  /** By service, 0 to 1. */
  readonly part: ReadonlyMap<string, number>;
}

/**
 * Pours the work ahead over the pools, the least flexible service first, each so that its pools come level; the ticket
 * is taken by those of its pools that run dry first. `restMs` is what is left of a service under way: of more counters,
 * one is free sooner. @internal
 */
export function shareOfPools(line: LineAhead, work: ReadonlyMap<string, number>, restMs: number): PoolShare {
  const mine = line.pools.filter((pool) => pool.services.includes(line.service) && everOpen(pool));
  const able = line.pools.filter((pool) => everOpen(pool));
  if (able.length === 1 && mine.length === 1) {
    const part = new Map<string, number>();
    for (const service of work.keys()) part.set(service, mine[0]?.services.includes(service) ? 1 : 0);
    return { pools: mine, part };
  }
  const counters = widths(able, line);
  const { level, poured } = pourAll(able, counters, work);
  const taking = soonest(mine, level, counters, restMs);
  const part = new Map<string, number>();
  for (const [service, amount] of work) {
    let here = 0;
    for (const pool of taking) here += poured.get(service)?.get(pool) ?? 0;
    part.set(service, amount > 0 ? here / amount : widthPart(service, taking, able, counters));
  }
  return { pools: taking, part };
}

/** Of the pools in order of their loads, as many as together have a counter free the soonest. */
function soonest(
  mine: readonly LinePool[],
  level: ReadonlyMap<LinePool, number>,
  counters: ReadonlyMap<LinePool, number>,
  restMs: number,
): LinePool[] {
  const order = [...mine].sort((a, b) => (level.get(a) ?? 0) - (level.get(b) ?? 0));
  let work = restMs;
  let width = 0;
  let least = Number.POSITIVE_INFINITY;
  let taking = 0;
  for (const [i, pool] of order.entries()) {
    const here = counters.get(pool) ?? 1;
    work += (level.get(pool) ?? 0) * here;
    width += here;
    if (work / width > least + 1e-6) break;
    least = work / width;
    taking = i + 1;
  }
  return order.slice(0, taking);
}

/** Which part of each service's work falls to each pool that is open today. @internal */
export function partsOfPools(
  line: LineAhead,
  work: ReadonlyMap<string, number>,
): { readonly pool: LinePool; readonly part: ReadonlyMap<string, number> }[] {
  const able = line.pools.filter((pool) => everOpen(pool));
  const counters = widths(able, line);
  const { poured } = pourAll(able, counters, work);
  return able.map((pool) => {
    const part = new Map<string, number>();
    for (const [service, amount] of work) {
      const here = poured.get(service)?.get(pool) ?? 0;
      part.set(service, amount > 0 ? here / amount : widthPart(service, [pool], able, counters));
    }
    return { pool, part };
  });
}

const widths = (able: readonly LinePool[], line: LineAhead): Map<LinePool, number> =>
  new Map(able.map((pool) => [pool, weightOf(pool, line)]));

function pourAll(
  able: readonly LinePool[],
  counters: ReadonlyMap<LinePool, number>,
  work: ReadonlyMap<string, number>,
): { level: Map<LinePool, number>; poured: Map<string, Map<LinePool, number>> } {
  const level = new Map<LinePool, number>(able.map((pool) => [pool, 0]));
  const poured = new Map<string, Map<LinePool, number>>();
  const inOrder = [...work].sort((a, b) => flexibility(able, a[0]) - flexibility(able, b[0]));
  for (const [service, amount] of inOrder) {
    const pools = able.filter((pool) => pool.services.includes(service));
    poured.set(service, pour(pools, amount, level, counters));
  }
  return { level, poured };
}

/** Nobody of the service waits: who may still come is taken by counters as many as there are. */
function widthPart(
  service: string,
  taking: readonly LinePool[],
  able: readonly LinePool[],
  counters: ReadonlyMap<LinePool, number>,
): number {
  const width = (pools: readonly LinePool[]) => {
    let sum = 0;
    for (const pool of pools) if (pool.services.includes(service)) sum += counters.get(pool) ?? 0;
    return sum;
  };
  const all = width(able);
  return all > 0 ? width(taking) / all : 0;
}

const flexibility = (pools: readonly LinePool[], service: string): number =>
  pools.filter((pool) => pool.services.includes(service)).length;

const everOpen = (pool: LinePool): boolean => pool.open.some((step) => step.counters > 0);

/** A pool that is closed now and opens later counts a little, so that its work is not lost. */
const weightOf = (pool: LinePool, line: LineAhead): number => Math.max(0.1, openAt(pool, line.at));

/** Raises the lowest pools to one level until the amount is used up. */
function pour(
  pools: readonly LinePool[],
  amount: number,
  level: Map<LinePool, number>,
  counters: ReadonlyMap<LinePool, number>,
): Map<LinePool, number> {
  const got = new Map<LinePool, number>();
  const order = [...pools].sort((a, b) => (level.get(a) ?? 0) - (level.get(b) ?? 0));
  let left = amount;
  let width = 0;
  let height = level.get(order[0] ?? ({} as LinePool)) ?? 0;
  let used = 0;
  for (const [i, pool] of order.entries()) {
    width += counters.get(pool) ?? 1;
    used = i + 1;
    const next = order[i + 1];
    const rise = next ? (level.get(next) ?? 0) - height : Number.POSITIVE_INFINITY;
    if (rise * width >= left) {
      height += left / width;
      break;
    }
    left -= rise * width;
    height += rise;
  }
  for (const pool of order.slice(0, used)) {
    got.set(pool, (height - (level.get(pool) ?? 0)) * (counters.get(pool) ?? 1));
    level.set(pool, height);
  }
  return got;
}
