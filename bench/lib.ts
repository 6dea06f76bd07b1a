/** One figure, as one line of JSON. */
export interface Figure {
  readonly name: string;
  readonly ours: number | null;
  readonly peer: number | null;
  readonly unit: string;
  readonly ratio: number | null;
  readonly goal: string | null;
  readonly met: boolean | null;
  /** What a reader must know to read the figure rightly. */
  readonly note?: string;
}

/** How much time a run may take. */
export interface Effort {
  readonly rounds: number;
  /** Milliseconds of one measurement. */
  readonly sliceMs: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function round(value: number, digits = 3): number {
  return Number(value.toPrecision(digits));
}

/** Measures works in turn, round after round, so that what disturbs the machine disturbs all; µs a call, by round. */
export function interleaved(works: readonly (() => unknown)[], { rounds, sliceMs }: Effort): number[][] {
  const times: number[][] = works.map(() => []);
  for (const work of works) slice(work, sliceMs);
  for (let i = 0; i < rounds; i++) {
    for (const [w, work] of works.entries()) times[w]?.push(slice(work, sliceMs));
  }
  return times;
}

function slice(work: () => unknown, ms: number): number {
  const start = performance.now();
  let calls = 0;
  let spent = 0;
  for (let batch = 1; spent < ms; batch = Math.min(batch * 2, 1024)) {
    for (let i = 0; i < batch; i++) work();
    calls += batch;
    spent = performance.now() - start;
  }
  return (spent * 1000) / calls;
}

/** The median of the ratios of one round each. */
export function ratioOf(above: readonly number[] = [], below: readonly number[] = []): number {
  return median(above.map((value, i) => value / (below[i] ?? Number.NaN)));
}
