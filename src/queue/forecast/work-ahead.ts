import type { EpochMs } from '../../internal/time.js';
import { binOf, busyFactor, usualRate } from './arrival-rates.js';
import { type CapacityStep, capacityOf, openAt, timeFor } from './capacity.js';
import type { ForecastConfig } from './forecast-config.js';
import { driftWeight, type Learned } from './learned.js';
import { staying } from './leaving.js';
import { type LineAhead, type LinePool, modeOf, ordinaryMode } from './line.js';
import { own } from './own.js';
import { type PoolShare, shareOfPools } from './pool-load.js';
import { costsOf, type ServiceCost } from './service-cost.js';
import { type ClassLine, startsBefore } from './starts-before.js';

const dayMs = 86_400_000;

/** The work of the asker's counters before they take the asker, in milliseconds of one counter. @internal */
export interface WorkAhead {
  readonly mean: number;
  readonly variance: number;
  /** What a counter saves that starts with nobody at its desk. */
  readonly freshMs: number;
  /** Who works, and how fast, should an outage end when it likely does, sooner, or later. */
  readonly likely: readonly CapacityStep[];
  readonly soonest: readonly CapacityStep[];
  readonly latest: readonly CapacityStep[];
  /** Waiting tickets with a smaller key that one of the asker's counters also serves. */
  readonly ahead: number;
  /** The work of all who wait, before or behind, and of who comes in a millisecond: after it the counters stand free. */
  readonly all: { readonly mean: number; readonly variance: number; readonly comingPerMs: number };
  /** Whether a counter stands free for the asker now. */
  readonly free: boolean;
}

/** Reckons the work ahead; `null` when no counter ever serves the service today. @internal */
export function workAhead(line: LineAhead, learned: Learned, config: ForecastConfig): WorkAhead | null {
  const cost = costsOf(line, learned, config);
  const load = new Map<string, number>([[line.service, 0]]);
  for (const pool of line.pools) for (const service of pool.services) load.set(service, 0);
  for (const { service, ahead } of line.groups) {
    load.set(service, (load.get(service) ?? 0) + ahead * cost(service).mean);
  }
  const share = shareOfPools(line, load, cost(line.service).rest);
  if (share.pools.length === 0) return null;
  const rivals = new Set(
    line.pools.filter((p) => p.services.includes(line.service)).flatMap((p) => p.services),
  );
  let ahead = 0;
  for (const group of line.groups) if (rivals.has(group.service)) ahead += group.ahead;

  const classes = classLines(line, learned, share, cost);
  const mix = mixOf(line, share, cost);
  const { rest, restVariance } = underWay(share, cost);
  const ends = modeEnds(line, config);
  const steps = (at: EpochMs | null) => capacityOf(share.pools, line.at, at, mix.pace);
  const likely = steps(ends?.likely ?? null);

  const earliest = Math.max(0, (line.notBefore ?? line.at) - line.at);
  let wait = earliest;
  let mean = 0;
  let variance = 0;
  for (let round = 0; round < 5; round++) {
    const stay = staying(learned, wait);
    mean = rest;
    variance = restVariance;
    for (const [i, starts] of startsBefore(classes.lines, wait).entries()) {
      const known = classes.costs[i] ?? mix;
      const coming = Math.max(0, starts - (classes.lines[i]?.ahead ?? 0));
      mean += starts * stay * known.mean;
      variance += starts * stay * (known.variance + (1 - stay) * known.mean * known.mean);
      variance += coming * known.mean * known.mean;
    }
    const next = Math.max(earliest, Math.min(timeFor(likely, line.at, mean, mix.rest), dayMs));
    if (Math.abs(next - wait) < 0.001 * next) break;
    wait = next;
  }
  variance += mean * mean * paceVariance(line, learned, config);
  if (earliest > 0) {
    // Until the slot the counters work on others; then the next that falls free takes the asker.
    const done = earliest * Math.max(1, likely[0]?.counters ?? 1);
    mean = Math.max(mean, done + rest * 0.8);
  }
  return {
    mean,
    variance,
    freshMs: mix.rest,
    likely,
    soonest: ends ? steps(ends.soonest) : likely,
    latest: ends ? steps(ends.latest) : likely,
    ahead,
    all: allWork(classes, rest, restVariance),
    free:
      (earliest === 0 || (line.earlyWhenIdle ?? false)) && line.pools.some((pool) => takesNow(pool, line)),
  };
}

interface Classes {
  readonly lines: readonly ClassLine[];
  readonly costs: readonly Pick<ServiceCost, 'mean' | 'variance'>[];
}

function classLines(
  line: LineAhead,
  learned: Learned,
  { part }: PoolShare,
  cost: (service: string) => ServiceCost,
): Classes {
  const bin = binOf(learned, line.at);
  const busy = busyFactor(learned, line.at);
  const costs: { mean: number; variance: number }[] = [];
  const lines = line.classes.map((known): ClassLine => {
    let ahead = 0;
    let behind = 0;
    let rate = 0;
    let mean = 0;
    let square = 0;
    let weight = 0;
    for (const group of line.groups) {
      if (group.class !== known.id) continue;
      const here = part.get(group.service) ?? 0;
      ahead += here * group.ahead;
      behind += here * group.behind;
      const each = cost(group.service);
      const counted = here * (group.ahead + 0.01 * group.behind);
      mean += counted * each.mean;
      square += counted * (each.variance + each.mean * each.mean);
      weight += counted;
    }
    for (const [service, counts] of Object.entries(own(learned.arrivals, known.id) ?? {})) {
      const here = part.get(service) ?? 0;
      if (here === 0) continue;
      const coming = here * busy * usualRate(learned, counts, bin, line.at);
      rate += coming;
      const each = cost(service);
      // Who will come counts in the mix as ten minutes of arrivals.
      const counted = coming * 600_000 * 0.1;
      mean += counted * each.mean;
      square += counted * (each.variance + each.mean * each.mean);
      weight += counted;
    }
    const each = weight > 0 ? mean / weight : cost(line.service).mean;
    costs.push({
      mean: each,
      variance: weight > 0 ? Math.max(0, square / weight - each * each) : cost(line.service).variance,
    });
    const overtakesMs = Math.max(0, line.key - known.targetMs - line.at);
    return { share: known.share, own: known.id === line.class, ahead, behind, rate, overtakesMs };
  });
  return { lines, costs };
}

function allWork({ lines, costs }: Classes, rest: number, restVariance: number): WorkAhead['all'] {
  let mean = rest;
  let variance = restVariance;
  let comingPerMs = 0;
  for (const [i, { ahead, behind, rate }] of lines.entries()) {
    const cost = costs[i] ?? { mean: 0, variance: 0 };
    mean += (ahead + behind) * cost.mean;
    variance += (ahead + behind) * cost.variance;
    comingPerMs += rate * cost.mean;
  }
  return { mean, variance, comingPerMs };
}

interface Mix extends Pick<ServiceCost, 'mean' | 'variance' | 'rest'> {
  /** How much faster the work goes once signing is in the ordinary mode. */
  readonly pace: number;
}

function mixOf(line: LineAhead, { part }: PoolShare, cost: (service: string) => ServiceCost): Mix {
  const own = cost(line.service);
  let weight = 0.5;
  let mean = weight * own.mean;
  let ordinary = weight * own.ordinaryMean;
  let rest = weight * own.rest;
  for (const group of line.groups) {
    const here = (part.get(group.service) ?? 0) * group.ahead;
    const each = cost(group.service);
    weight += here;
    mean += here * each.mean;
    ordinary += here * each.ordinaryMean;
    rest += here * each.rest;
  }
  return { mean: mean / weight, variance: own.variance, rest: rest / weight, pace: mean / ordinary };
}

function underWay(
  { pools }: PoolShare,
  cost: (service: string) => ServiceCost,
): { rest: number; restVariance: number } {
  let rest = 0;
  let restVariance = 0;
  let count = 0;
  for (const pool of pools) {
    for (const { service } of pool.serving) {
      const each = cost(service);
      rest += each.rest;
      restVariance += each.restVariance;
      count += 1;
    }
  }
  return count > 0
    ? { rest: rest / count, restVariance: restVariance / count }
    : { rest: 0, restVariance: 0 };
}

/** Whether more counters stand free than people are ahead, as before the doors open, or while nobody was called yet. */
function takesNow(pool: LinePool, line: LineAhead): boolean {
  if (!pool.services.includes(line.service)) return false;
  let taken = pool.serving.length;
  for (const { service, ahead } of line.groups) if (pool.services.includes(service)) taken += ahead;
  return openAt(pool, line.at) > taken;
}

/** When an outage may end: at the earliest, likely, and late. @internal */
export function modeEnds(
  line: LineAhead,
  config: ForecastConfig,
): { soonest: EpochMs; likely: EpochMs; latest: EpochMs } | null {
  const services = [line.service, ...line.groups.map((group) => group.service)];
  const service = services.find((id) => modeOf(line, id) !== ordinaryMode);
  const mode = service === undefined ? undefined : own(line.modes, service);
  if (!mode) return null;
  if (mode.until !== undefined) return { soonest: mode.until, likely: mode.until, latest: mode.until };
  const rest = Math.max(config.outageMs - (line.at - mode.since), config.outageMs / 5);
  return { soonest: line.at + 0.7 * rest, likely: line.at + rest, latest: line.at + 1.4 * rest };
}

/** How sure today's pace is: the drift is known from so many services of the mode, and walks on. @internal */
export function paceVariance(line: LineAhead, learned: Learned, config: ForecastConfig): number {
  if (config.dayDrift === 0) return 0;
  const seen = own(learned.drift, modeOf(line, line.service))?.n ?? 0;
  return (config.cv * config.cv) / (driftWeight(config) + seen) + 0.0016;
}
