import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';

/** @internal */
export const learnedSchema = /* @__PURE__ */ lazy(() => {
  const number = z.number();
  const byName = <T extends z.ZodType>(of: T) => z.record(z.string(), of);
  return z.strictObject({
    v: z.literal(1),
    days: number,
    openedAt: number.nullable(),
    times: byName(byName(z.strictObject({ n: number, meanMs: number, square: number }))),
    drift: byName(z.strictObject({ worked: number, expected: number, n: number })),
    calls: z.strictObject({ made: number, missed: number, missedMs: number }),
    leaving: z.strictObject({ left: z.array(number), waitedMs: z.array(number) }),
    arrivals: byName(byName(z.strictObject({ usual: z.array(number), today: z.array(number) }))),
    buckets: byName(
      z.strictObject({ low: number, middle: number, high: number, told: number, inside: number }),
    ),
  });
});

/** @internal */
export const priorsSchema = /* @__PURE__ */ lazy(() =>
  z.strictObject({
    services: z.record(z.string(), z.number()),
    cv: z.number(),
    dayDrift: z.number(),
    slower: z.number(),
    outageMs: z.number(),
    noShow: z.number(),
    noShowMs: z.number(),
  }),
);
