import type { LocalDate } from '../internal/time.js';

/** Spans days; open where a bound is left out. */
export interface Dated {
  /** First day, `YYYY-MM-DD`. */
  readonly from?: LocalDate | undefined;
  /** Last day, `YYYY-MM-DD`. */
  readonly until?: LocalDate | undefined;
}

/** Tells whether a day lies in a span. @internal */
export function isWithin({ from = '', until = '9999-12-31' }: Dated, day: LocalDate): boolean {
  return from <= day && day <= until;
}

/** Sorts spans by their first day. @internal */
export function byFirstDay<T extends Dated>(spans: readonly T[]): T[] {
  return [...spans].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
}

/** Finds two spans that share a day. @internal */
export function overlap<T extends Dated>(spans: readonly T[]): readonly [T, T] | undefined {
  for (const [i, later] of spans.entries()) {
    const earlier = spans
      .slice(0, i)
      .find((s) => isWithin(s, later.from ?? '') || isWithin(later, s.from ?? ''));
    if (earlier) return [earlier, later];
  }
  return undefined;
}
