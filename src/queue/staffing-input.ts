import { issuesError } from '../internal/errors.js';
import type { Issue } from '../internal/issue.js';

interface Range {
  readonly min?: number;
  readonly max?: number;
  /** Whether `min` itself is refused. */
  readonly above?: boolean;
  readonly whole?: boolean;
}

/** The most counters that any of the formulas is asked for. @internal */
export const mostCounters = 100_000;
/** The longest service or patience, about 115 days; keeps every sum below within a few million terms. @internal */
export const longestMs = 1e10;
const most = { arrivals: 1e9, load: 1e12 };

/** Numbers that several functions take, with their ranges. @internal */
export const ranges = {
  load: { min: 0, max: most.load },
  counters: { min: 0, max: mostCounters, whole: true },
  arrivals: { min: 0, max: most.arrivals },
  meanMs: { min: 0, max: longestMs, above: true },
  withinMs: { min: 0, max: 1e12 },
  share: { min: 0, max: 1 },
} as const satisfies Record<string, Range>;

/** Collects broken rules and throws them all at once. @internal */
export function numbersOf(what: string) {
  const issues: Issue[] = [];
  const refuse = (field: string, rule: string, value: unknown) => void issues.push({ field, rule, value });
  return {
    refuse,
    check(field: string, value: unknown, { min = -Infinity, max = Infinity, above, whole }: Range) {
      const kind = whole ? 'a whole number' : 'a number';
      const isNumber =
        typeof value === 'number' && (whole ? Number.isInteger(value) : Number.isFinite(value));
      const isIn = isNumber && value <= max && (above ? value > min : value >= min);
      if (!isIn) refuse(field, `must be ${kind} ${above ? 'above' : 'from'} ${min} to ${max}`, value);
    },
    done() {
      if (issues.length > 0) throw issuesError('invalid-data', what, issues);
    },
  };
}

/** Milliseconds in an hour. @internal */
export const hourMs = 3_600_000;
