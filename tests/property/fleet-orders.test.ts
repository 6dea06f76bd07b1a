import fc from 'fast-check';
import { type OrderProblem, planOrders, type TimeSpan } from 'loket/printing/planner';
import { expect, it } from 'vitest';

const windows = [0, 1, 2, 3, 4, 5].map((day): TimeSpan => [day * 40, day * 40 + 25]);
const order = fc.record({
  cards: fc.integer({ min: 1, max: 6 }),
  dueAt: fc.integer({ min: 0, max: 90 }),
  medium: fc.constantFrom('card', 'paper'),
});
const problem: fc.Arbitrary<OrderProblem> = fc
  .record({
    orders: fc.array(order, { minLength: 1, maxLength: 5 }),
    steps: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
    objective: fc.constantFrom('makespan' as const, 'maximumLateness' as const),
    changeOverMs: fc.nat({ max: 6 }),
    hasWindows: fc.boolean(),
  })
  .map(({ orders, steps, hasWindows, ...rest }) => ({
    ...rest,
    from: 0,
    orders: orders.map((one, i) => ({ ...one, id: `order-${i}` })),
    printers: steps.map((msPerCard, m) => ({ id: `P${m}`, msPerCard })),
    ...(hasWindows ? { windows } : {}),
  }));

/** The least value over all ways to put orders on printers, card by card. */
function brute({ orders, printers, objective, changeOverMs = 0, ...rest }: OrderProblem): number {
  const open = rest.windows ?? [[0, 1e6] as const];
  const ticks = (start: number, step: number) => {
    let at = start;
    while (!open.some(([from, until]) => from <= at && at + step <= until)) at++;
    return at + step;
  };
  let best = Number.POSITIVE_INFINITY;
  const give = (
    left: readonly number[],
    free: readonly number[],
    media: readonly (string | undefined)[],
    worst: number,
  ) => {
    if (worst >= best) return;
    if (left.length === 0) best = worst;
    for (const i of left) {
      const one = orders[i];
      if (!one) continue;
      for (const [m, printer] of printers.entries()) {
        const step = printer.msPerCard ?? 1;
        const changes = media[m] !== undefined && media[m] !== one.medium;
        const slots = one.cards + (changes ? Math.ceil(changeOverMs / step) : 0);
        let at = free[m] ?? 0;
        for (let k = 0; k < slots; k++) at = ticks(at, step);
        give(
          left.filter((other) => other !== i),
          free.map((value, n) => (n === m ? at : value)),
          media.map((value, n) => (n === m ? one.medium : value)),
          Math.max(worst, objective === 'makespan' ? at : at - (one.dueAt ?? 0)),
        );
      }
    }
  };
  give(
    [...orders.keys()],
    printers.map(() => 0),
    printers.map(() => undefined),
    Number.NEGATIVE_INFINITY,
  );
  return best;
}

it('never tells a bound above the best plan, nor a gap below the true one', () => {
  let exact = 0;
  fc.assert(
    fc.property(problem, (one) => {
      const plan = planOrders(one);
      const best = brute(one);
      expect(plan.left).toEqual([]);
      expect(plan.value).toBeGreaterThanOrEqual(best);
      expect(plan.lowerBound).toBeLessThanOrEqual(best);
      expect((plan.value ?? 0) - best).toBeLessThanOrEqual(plan.gap ?? -1);
      if (plan.value === best) exact++;
    }),
    { numRuns: 150 },
  );
  expect(exact).toBeGreaterThan(75);
});

it('says which orders find no room', () => {
  const plan = planOrders({
    from: 0,
    orders: [
      { id: 'large', cards: 9 },
      { id: 'small', cards: 1 },
    ],
    printers: [{ id: 'A', msPerCard: 10, windows: [[0, 50]] }],
    objective: 'makespan',
  });
  expect(plan).toMatchObject({ left: ['large'], value: null, gap: null });
  expect(plan.places).toEqual([{ order: 'small', printer: 'A', endAt: 10 }]);
});
