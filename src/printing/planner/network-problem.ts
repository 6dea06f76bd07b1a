import { z } from 'zod';
import { issuesError } from '../../internal/errors.js';
import type { Issue } from '../../internal/issue.js';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';

/** Printers of one site that print on one medium: what they can print, and the blanks they print on, day by day. */
export interface NetworkLine {
  readonly id: string;
  readonly medium: string;
  /** Cards that can be printed on each day, 0 or more; as long as the plan. */
  readonly capacity: readonly number[];
  /** Blanks that come on each day, ready to be printed on; day 0 counts what is there. As long as the plan. */
  readonly blanks: readonly number[];
  /** Days that its cards are on the way to a home, by home, 0 or more. A home that is not named is not served. */
  readonly transportDays: Readonly<Record<string, number>>;
}

/** Cards that are alike: for one place of pickup, of one medium, weight and due day. */
export interface NetworkGroup {
  readonly id: string;
  /** Where they are collected. */
  readonly home: string;
  readonly medium: string;
  /** Cards, 0 or more. */
  readonly count: number;
  /** What a day of lateness of one card weighs, a whole number, 0 or more. */
  readonly weight: number;
  /** Day by whose end a card should be there; below 0 for those that are late already. */
  readonly dueDay: number;
  /** First day on which they can be printed. Default 0. */
  readonly fromDay?: number | undefined;
  /** Class that quotas name. */
  readonly class?: string | undefined;
}

/** How many cards of some classes are printed within the plan. */
export interface NetworkQuota {
  readonly id: string;
  /** Classes, of which each is named by one quota at most. */
  readonly classes: readonly string[];
  /** At least so many, as far as they can be printed at all; before anything else. */
  readonly min?: number | undefined;
  /** At most so many. */
  readonly max?: number | undefined;
}

/** Printers, blanks and cards of several sites over some days. */
export interface NetworkProblem {
  /** Days of the plan, 1 to 400; they count from 0. */
  readonly days: number;
  readonly lines: readonly NetworkLine[];
  readonly groups: readonly NetworkGroup[];
  readonly quotas?: readonly NetworkQuota[] | undefined;
}

const whole = z.int('must be a whole number');
const natural = whole.min(0, 'must be 0 or more');
const id = z.string('must be a text').min(1, 'must not be empty');

const schema = lazy(() =>
  z.object({
    days: whole.min(1, 'must be 1 or more').max(400, 'must be 400 or less'),
    lines: z.array(
      z.object({
        id,
        medium: id,
        capacity: z.array(natural),
        blanks: z.array(natural),
        transportDays: z.record(z.string(), natural.max(400, 'must be 400 or less')),
      }),
    ),
    groups: z.array(
      z.object({
        id,
        home: id,
        medium: id,
        count: natural,
        weight: natural.max(1_000_000, 'must be 1,000,000 or less'),
        dueDay: whole.min(-100_000, 'must be -100,000 or more').max(100_000, 'must be 100,000 or less'),
        fromDay: natural.optional(),
        class: id.optional(),
      }),
    ),
    quotas: z
      .array(
        z.strictObject({
          id,
          classes: z.array(id).min(1, 'must name a class'),
          min: natural.optional(),
          max: natural.optional(),
        }),
      )
      .optional(),
  }),
);

/** Checks a problem. @internal */
export function checkProblem(problem: NetworkProblem): void {
  parseOrThrow<unknown>(schema(), problem, 'plan');
  const issues: Issue[] = [];
  const say = (field: string, rule: string, value: unknown) => issues.push({ field, rule, value });
  const { days, lines, groups, quotas = [] } = problem;
  for (const [i, line] of lines.entries()) {
    for (const name of ['capacity', 'blanks'] as const) {
      const { length } = line[name];
      if (length !== days) say(`lines[${i}].${name}`, `must hold ${days} days`, length);
    }
  }
  unique('lines', lines);
  unique('groups', groups);
  unique('quotas', quotas);
  const named = new Map<string, string>();
  for (const [i, { id, classes, min = 0, max = Number.POSITIVE_INFINITY }] of quotas.entries()) {
    if (min > max) say(`quotas[${i}].min`, `must be max, ${max}, or less`, min);
    for (const one of classes) {
      const other = named.get(one);
      if (other !== undefined) {
        // Quotas whose classes overlap without one holding the other make the problem no network any more.
        say(`quotas[${i}].classes`, `must not name what quota '${other}' names`, one);
      }
      named.set(one, id);
    }
  }
  if (issues.length === 0 && worstOf(problem) > Number.MAX_SAFE_INTEGER) {
    say('groups', 'must not be so many, heavy and late that sums are no longer exact', worstOf(problem));
  }
  if (issues.length > 0) throw issuesError('invalid-config', 'plan', issues);

  function unique(field: string, all: readonly { readonly id: string }[]): void {
    const seen = new Set<string>();
    for (const [i, one] of all.entries()) {
      if (seen.has(one.id)) say(`${field}[${i}].id`, 'must be unique', one.id);
      seen.add(one.id);
    }
  }
}

/** The last day on which a card can arrive. @internal */
export function lastArrival({ days, lines }: NetworkProblem): number {
  let longest = 0;
  for (const { transportDays } of lines) {
    for (const home in transportDays) longest = Math.max(longest, transportDays[home] ?? 0);
  }
  return days - 1 + longest;
}

/** Days of lateness that a card counts as when it is not printed: as if it arrived the day after the last. @internal */
export function unservedLateness(last: number, { weight, dueDay }: NetworkGroup): number {
  return weight * Math.max(0, last + 1 - dueDay);
}

/** What one more card that is not printed costs: more than all lateness together. @internal */
export function unservedPrice(problem: NetworkProblem): number {
  const last = lastArrival(problem);
  let sum = 1;
  for (const group of problem.groups) sum += unservedLateness(last, group) * group.count;
  return sum;
}

/** What one card short of a quota costs: more than all else together. @internal */
export function shortPrice(problem: NetworkProblem): number {
  const cards = problem.groups.reduce((sum, { count }) => sum + count, 0);
  return unservedPrice(problem) * (cards + 1);
}

/** The largest sum that can come up. */
function worstOf(problem: NetworkProblem): number {
  const short = (problem.quotas ?? []).some(({ min = 0 }) => min > 0);
  // Potentials reach twice the largest price.
  return short ? shortPrice(problem) * 4 : unservedPrice(problem) * 4;
}
