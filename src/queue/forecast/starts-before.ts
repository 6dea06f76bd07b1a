/** What one class has in the line, as parts of tickets that fall to the asker's counters. @internal */
export interface ClassLine {
  readonly share: number;
  readonly own: boolean;
  readonly ahead: number;
  readonly behind: number;
  /** People a millisecond. */
  readonly rate: number;
  /** For so long from now, who comes later still gets a smaller key; 0 or more. */
  readonly overtakesMs: number;
}

/**
 * Counts the starts of each class before the asker's, if the wait were so long: whoever has a smaller key, who still
 * will get one, and what a class's share brings forward; the asker's own share bounds the sum. @internal
 */
export function startsBefore(classes: readonly ClassLine[], waitMs: number): number[] {
  const own = classes.find((line) => line.own);
  const bound = own && own.share > 0 ? (own.ahead + 1) / own.share - 1 : Number.POSITIVE_INFINITY;
  const byKey = classes.map((line) =>
    line.own ? line.ahead : line.ahead + line.rate * Math.min(waitMs, line.overtakesMs),
  );
  let starts = byKey;
  let sum = total(byKey);
  for (let round = 0; round < 3; round++) {
    starts = classes.map((line, i) => {
      const keyed = byKey[i] ?? 0;
      if (line.own) return keyed;
      const there = line.ahead + line.behind + line.rate * waitMs;
      return Math.max(keyed, Math.min(line.share * (sum + 1), there));
    });
    sum = total(starts);
  }
  if (sum <= bound || !own) return starts;
  const others = sum - own.ahead;
  const shrink = others > 0 ? Math.max(0, bound - own.ahead) / others : 1;
  return starts.map((count, i) => (classes[i]?.own ? count : count * shrink));
}

const total = (values: readonly number[]): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};
