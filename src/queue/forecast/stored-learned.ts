import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import type { Learned } from './learned.js';

/** Accepts what was learned, as it was stored. @internal */
export const learnedSchema = lazy(() => {
  const amount = z.number().min(0, 'must be 0 or more');
  const amounts = z.array(amount);
  return z.strictObject({
    v: z.literal(1),
    days: amount,
    openedAt: z.number().nullable(),
    times: z.record(
      z.string(),
      z.record(z.string(), z.strictObject({ n: amount, meanMs: amount, square: amount })),
    ),
    drift: z.record(z.string(), z.strictObject({ worked: amount, expected: amount, n: amount })),
    calls: z.strictObject({ made: amount, missed: amount, missedMs: amount }),
    leaving: z.strictObject({ left: amounts, waitedMs: amounts }),
    arrivals: z.record(z.string(), z.record(z.string(), z.strictObject({ usual: amounts, today: amounts }))),
    buckets: z.record(
      z.string(),
      z.strictObject({
        low: z.number(),
        middle: z.number(),
        high: z.number(),
        told: amount,
        inside: amount.max(1, 'must be 1 or less'),
      }),
    ),
  });
});

/**
 * Reads what was learned from where a host stored it, as to hand it on to the next day; it shares nothing with what it
 * is given.
 *
 * @throws {@link LoketError} with code `invalid-data` when it is not what {@link learn} makes
 * @example
 * ```ts
 * import { createLearned, readLearned } from 'loket/queue';
 *
 * readLearned(JSON.parse(JSON.stringify(createLearned()))).days; //=> 0
 * ```
 */
export function readLearned(stored: unknown): Learned {
  return parseOrThrow(learnedSchema(), stored, 'what was learned', 'invalid-data');
}
