import { z } from 'zod';
import { issuesError } from '../../internal/errors.js';
import type { Issue } from '../../internal/issue.js';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import type { SlotJobs, SlotProblem, TimeSpan } from './slot-problem.js';

/** Bounds that keep every sum exact: 1e4 times 3.2e11 ms is below 2^53. @internal */
export const slotLimits = { jobs: 10_000_000, weight: 10_000, classes: 1_000, spanMs: 3.2e11 };

const whole = () => z.int('must be a whole number');
const instant = () => whole().min(0, 'must be 0 or more').max(8.64e15, 'must be 8640000000000000 or less');
const count = (least: number) => whole().min(least, `must be ${least} or more`);

const spans = lazy(() =>
  z
    .array(
      z.tuple([instant(), instant()]).refine(([from, until]) => from < until, 'must end after its beginning'),
    )
    .readonly(),
);

const printer = lazy(() =>
  z
    .strictObject({
      id: z.string().min(1, 'must not be empty'),
      msPerCard: count(1).max(slotLimits.spanMs, 'must be shorter').optional(),
      cardsPerHour: z
        .number()
        .positive('must be above 0')
        .max(3_600_000, 'must be 3600000 or less')
        .optional(),
      windows: spans().optional(),
      downtime: spans().optional(),
      availableFrom: instant().optional(),
      dailyDuty: count(1).optional(),
      dutyUsed: count(0).optional(),
      pauses: z
        .array(
          z
            .strictObject({
              kind: z.enum(['change', 'cooling'], 'must be change or cooling'),
              everyCards: count(1),
              takesMs: count(0).max(slotLimits.spanMs, 'must be shorter'),
              cardsDone: count(0).optional(),
            })
            .refine(
              (pause) => (pause.cardsDone ?? 0) < pause.everyCards,
              'cardsDone must be below everyCards',
            ),
        )
        .max(8, 'must be 8 or fewer')
        .readonly()
        .optional(),
    })
    .refine(
      (one) => (one.msPerCard === undefined) !== (one.cardsPerHour === undefined),
      'must have either msPerCard or cardsPerHour',
    ),
);

/** The problem without its jobs, which are columns and checked by a loop. */
const problemSchema = lazy(() =>
  z
    .strictObject({
      from: instant(),
      printers: z.array(printer()).max(100_000, 'must be 100000 or fewer').readonly(),
      objective: z.enum(
        ['makespan', 'weightedCompletion', 'maximumLateness', 'strictClass'],
        'must be makespan, weightedCompletion, maximumLateness or strictClass',
      ),
      windows: spans().optional(),
      day: z.strictObject({ startsAt: instant(), lengthMs: count(1).optional() }).optional(),
      blanks: z
        .array(z.strictObject({ at: instant(), count: count(0) }))
        .readonly()
        .optional(),
    })
    .refine(
      (one) => new Set(one.printers.map(({ id }) => id)).size === one.printers.length,
      'must have printers with different ids',
    )
    .refine(
      (one) =>
        one.printers.every((p) => p.dailyDuty === undefined || (p.windows ?? one.windows) !== undefined),
      'must have windows for a printer with a dailyDuty',
    ),
);

/** Refuses a problem that makes no sense. @internal */
export function readSlotProblem(input: SlotProblem): SlotProblem {
  const { jobs, ...rest } = input;
  const parsed = parseOrThrow(problemSchema(), rest, 'slot problem');
  const issues: Issue[] = [];
  checkJobs(jobs, issues);
  const farthest = parsed.from + slotLimits.spanMs;
  const tooFar = (list: readonly TimeSpan[] | undefined) =>
    list?.some(([, until]) => until > farthest) ?? false;
  if (tooFar(parsed.windows) || parsed.printers.some((one) => tooFar(one.windows))) {
    issues.push({ field: 'windows', rule: `must end within ${slotLimits.spanMs} ms`, value: farthest });
  }
  if (issues.length > 0) throw issuesError('invalid-config', 'slot problem', issues);
  return { ...parsed, jobs };
}

function checkJobs(jobs: SlotJobs, issues: Issue[]): void {
  const { count: n } = jobs;
  if (!Number.isInteger(n) || n < 0 || n > slotLimits.jobs) {
    issues.push({
      field: 'jobs.count',
      rule: `must be a whole number from 0 to ${slotLimits.jobs}`,
      value: n,
    });
    return;
  }
  const column = (field: keyof SlotJobs, values: ArrayLike<number> | undefined, most: number) => {
    if (values === undefined) return;
    if (values.length !== n) {
      issues.push({ field: `jobs.${field}`, rule: `must have ${n} entries`, value: values.length });
      return;
    }
    for (let i = 0; i < n; i++) {
      const value = values[i] ?? -1;
      if (Number.isInteger(value) && value >= 0 && value <= most) continue;
      issues.push({ field: `jobs.${field}[${i}]`, rule: `must be a whole number from 0 to ${most}`, value });
      return;
    }
  };
  column('weights', jobs.weights, slotLimits.weight);
  column('dueAt', jobs.dueAt, 8.64e15);
  column('classes', jobs.classes, slotLimits.classes);
  column('since', jobs.since, 8.64e15);
}
