import { poisson } from './staffing-poisson.js';

/** How many people are in the office, waiting or served: `chances[i]` is the probability of `least + i`. @internal */
export interface Crowd {
  readonly least: number;
  readonly chances: Float64Array;
}

/** An office that is surely this full. @internal */
export function crowdOf(people: number): Crowd {
  return { least: people, chances: Float64Array.of(1) };
}

/** Expectation of something that depends on how many people there are. @internal */
export function expected(crowd: Crowd, value: (people: number) => number): number {
  let sum = 0;
  for (const [i, chance] of crowd.chances.entries()) sum += chance * value(crowd.least + i);
  return sum;
}

/**
 * The crowd when counters close: idle ones close first, the others once their last person is served. That person no longer
 * matters to the line, so leaves the crowd at once.
 * @internal
 */
export function closeCounters(crowd: Crowd, before: number, after: number): Crowd {
  if (after >= before) return crowd;
  const left = (people: number) => (people >= before ? people - before + after : Math.min(people, after));
  const least = left(crowd.least);
  const chances = new Float64Array(left(crowd.least + crowd.chances.length - 1) - least + 1);
  for (const [i, chance] of crowd.chances.entries()) {
    const to = left(crowd.least + i) - least;
    chances[to] = (chances[to] ?? 0) + chance;
  }
  return { least, chances };
}

/** Rates, in events a millisecond. @internal */
export interface Rates {
  readonly arrivals: number;
  /** Of one counter. */
  readonly service: number;
  readonly counters: number;
}

/**
 * The crowd some time later, under steady rates: solves the equations of the queue M/M/c in time by uniformization, which
 * adds positive terms only. Only people counts that can matter are kept.
 * @internal
 */
export function later(crowd: Crowd, rates: Rates, spanMs: number): Crowd {
  const pace = rates.arrivals + rates.counters * rates.service;
  // Larger steps waste fewer events but add more counts at the edges; both are small beside a wide crowd.
  const steps = Math.ceil((pace * spanMs) / Math.max(200, 2 * crowd.chances.length));
  let now = crowd;
  for (let i = 0; i < steps; i++) now = step(now, rates, pace, (pace * spanMs) / steps);
  return now;
}

function step({ least, chances }: Crowd, rates: Rates, pace: number, mean: number): Crowd {
  const events = poisson(mean);
  const most = events.first + events.weights.length - 1;
  const from = Math.max(0, least - most);
  const size = least - from + chances.length + most;
  let now = new Float64Array(size);
  let next = new Float64Array(size);
  const sum = new Float64Array(size);
  now.set(chances, least - from);
  const up = rates.arrivals / pace;
  const down = rates.service / pace;
  for (let event = 0; event <= most; event++) {
    const weight = event < events.first ? 0 : (events.weights[event - events.first] ?? 0);
    const low = Math.max(0, least - from - event);
    const high = Math.min(size - 1, least - from + chances.length - 1 + event);
    if (weight > 0) for (let i = low; i <= high; i++) sum[i] = (sum[i] ?? 0) + weight * (now[i] ?? 0);
    if (event === most) break;
    next.fill(0, Math.max(0, low - 1), Math.min(size, high + 2));
    for (let i = low; i <= high; i++) {
      const chance = now[i] ?? 0;
      const leaves = Math.min(from + i, rates.counters) * down;
      next[i] = (next[i] ?? 0) + chance * (1 - up - leaves);
      if (i + 1 < size) next[i + 1] = (next[i + 1] ?? 0) + chance * up;
      if (leaves > 0) next[i - 1] = (next[i - 1] ?? 0) + chance * leaves;
    }
    [now, next] = [next, now];
  }
  return trimmed({ least: from, chances: sum });
}

const negligible = 1e-13;

function trimmed({ least, chances }: Crowd): Crowd {
  let [low, high] = [0, chances.length];
  for (let lost = chances[low] ?? 0; lost < negligible; lost += chances[low] ?? 0) low++;
  for (let lost = chances[high - 1] ?? 0; lost < negligible; lost += chances[high - 1] ?? 0) high--;
  const kept = chances.slice(low, high);
  const sum = kept.reduce((total, chance) => total + chance, 0);
  return { least: least + low, chances: kept.map((chance) => chance / sum) };
}
