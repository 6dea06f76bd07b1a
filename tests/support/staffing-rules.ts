import { erlangB, erlangC } from 'loket/queue';

/** Share in time that a steady state promises, as a mean over the loads that a slot sees. */
export function loadSeen(
  loads: readonly number[],
  counters: number,
  { meanServiceMs, withinMs }: { readonly meanServiceMs: number; readonly withinMs: number },
): number {
  const shares = loads.map((load) => {
    if (load >= counters) return 0;
    return 1 - erlangC({ load, counters }) * Math.exp((-(counters - load) * withinMs) / meanServiceMs);
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

const steps = 60;

/** The modified offered load: what would be busy with counters without end, many times in each slot. */
export function lag(
  slots: readonly { readonly from: number; readonly to: number; readonly arrivals: number }[],
  meanServiceMs: number,
): number[][] {
  let load = 0;
  return slots.map(({ from, to, arrivals }) => {
    const steady = (arrivals * meanServiceMs) / (to - from);
    const kept = Math.exp(-(to - from) / steps / meanServiceMs);
    return Array.from({ length: steps }, () => {
      load = steady + (load - steady) * kept;
      return load;
    });
  });
}

/**
 * The loads of a steady state for each service time, with the backlog carried on: whoever a loss system turns away comes
 * again in the next one (the stationary backlog-carrying approach of R. Stolletz, European Journal of Operational
 * Research 190(2), 2008).
 */
export function carried(
  slots: readonly {
    readonly from: number;
    readonly to: number;
    readonly arrivals: number;
    readonly counters: number;
  }[],
  meanServiceMs: number,
  backlog: number,
): number[][] {
  let turnedAway = backlog;
  return slots.map(({ from, to, arrivals, counters }) => {
    const periods = Math.round((to - from) / meanServiceMs);
    return Array.from({ length: periods }, () => {
      const load = arrivals / periods + turnedAway;
      turnedAway = load * erlangB({ load, counters });
      return load - turnedAway;
    });
  });
}
