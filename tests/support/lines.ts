import fc from 'fast-check';
import type { LineAhead } from '../../src/queue/index.js';

export const minute = 60_000;
const services = ['a', 'b', 'c'];
export const classes = [
  { id: 'appointment', targetMs: 5 * minute, share: 0.25 },
  { id: 'priority', targetMs: 10 * minute, share: 0.2 },
  { id: 'walkIn', targetMs: 30 * minute, share: 0.35 },
];

/** Lines of halls with one pool or two, all counters busy. */
export const lines: fc.Arbitrary<LineAhead> = fc
  .record({
    one: fc.boolean(),
    counters: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })),
    lunch: fc.option(fc.integer({ min: 5, max: 120 }), { nil: undefined }),
    class: fc.constantFrom(...classes.map(({ id }) => id)),
    service: fc.constantFrom(...services),
    counts: fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 20 })), { minLength: 9, maxLength: 9 }),
    wet: fc.boolean(),
  })
  .map(({ one, counters, lunch, class: className, service, counts, wet }) => {
    const skills = one
      ? [services]
      : [
          ['a', 'b'],
          ['b', 'c'],
        ];
    const at = 0;
    return {
      at,
      service,
      class: className,
      key: at + (classes.find(({ id }) => id === className)?.targetMs ?? 0),
      groups: counts.map(([ahead, behind], i) => ({
        class: classes[i % 3]?.id ?? '',
        service: services[Math.floor(i / 3)] ?? '',
        ahead,
        behind,
      })),
      pools: skills.map((offered, i) => {
        const open = counters[i] ?? 1;
        return {
          services: offered,
          open: [
            { from: at, counters: open },
            ...(lunch === undefined ? [] : [{ from: at + lunch * minute, counters: Math.ceil(open / 2) }]),
          ],
          serving: Array.from({ length: open }, () => ({ service: offered[0] ?? 'a', since: at - minute })),
        };
      }),
      classes,
      modes: wet ? { a: { mode: 'wet', since: at - 10 * minute } } : {},
      closesAt: at + 420 * minute,
    };
  });
