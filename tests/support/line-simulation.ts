/** Random numbers from 0 to 1, both excluded, from a small generator (Marsaglia's xorshift, 2003). */
export function randomFrom(seed: number): () => number {
  let [x, y, z, w] = [seed | 1, 362_436_069, 521_288_629, 88_675_123];
  const next = () => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ (t ^ (t >>> 8));
    return ((w >>> 0) + 0.5) / 2 ** 32;
  };
  for (let i = 0; i < 20; i++) next();
  return next;
}

export interface Estimate {
  readonly mean: number;
  readonly standardError: number;
}

/** Mean and standard error of independent values. */
export function estimate(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
}

export interface SimulatedLine {
  readonly arrivalsPerHour: number;
  readonly meanServiceMs: number;
  readonly counters: number;
  readonly meanPatienceMs?: number;
  readonly withinMs: number;
}

/**
 * Simulates a line with steady arrivals person by person. Batches follow each other in one long run, each far longer than
 * the time in which the line forgets; the first is thrown away.
 */
export function simulateLine(line: SimulatedLine, batches: number, batchSize: number, seed: number) {
  const random = randomFrom(seed);
  const exponential = (mean: number) => -Math.log(random()) * mean;
  const gapMs = 3_600_000 / line.arrivalsPerHour;
  const free = new Float64Array(line.counters);
  const found = { waitingShare: [], meanWaitMs: [], servedInTimeShare: [], leavingShare: [] } as Record<
    'waitingShare' | 'meanWaitMs' | 'servedInTimeShare' | 'leavingShare',
    number[]
  >;
  let now = 0;
  for (let batch = 0; batch <= batches; batch++) {
    let [waited, waitMs, inTime, left] = [0, 0, 0, 0];
    for (let i = 0; i < batchSize; i++) {
      now += exponential(gapMs);
      let first = 0;
      for (let k = 1; k < free.length; k++) if ((free[k] ?? 0) < (free[first] ?? 0)) first = k;
      const offered = Math.max(0, (free[first] ?? 0) - now);
      const patience = line.meanPatienceMs === undefined ? Infinity : exponential(line.meanPatienceMs);
      if (offered > 0) waited++;
      waitMs += Math.min(offered, patience);
      if (patience < offered) {
        left++;
        continue;
      }
      if (offered <= line.withinMs) inTime++;
      free[first] = now + offered + exponential(line.meanServiceMs);
    }
    // Small times keep their precision.
    for (const [k, at] of free.entries()) free[k] = at - now;
    now = 0;
    if (batch === 0) continue;
    found.waitingShare.push(waited / batchSize);
    found.meanWaitMs.push(waitMs / batchSize);
    found.servedInTimeShare.push(inTime / batchSize);
    found.leavingShare.push(left / batchSize);
  }
  return {
    waitingShare: estimate(found.waitingShare),
    meanWaitMs: estimate(found.meanWaitMs),
    servedInTimeShare: estimate(found.servedInTimeShare),
    leavingShare: estimate(found.leavingShare),
  };
}
