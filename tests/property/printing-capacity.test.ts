import fc from 'fast-check';
import {
  blanksFor,
  type CapacityQuestion,
  clearInterval,
  dailyWindows,
  planSlots,
  printersFor,
  whatBinds,
  whenCleared,
} from 'loket/printing/planner';
import { expect, it } from 'vitest';
import { chance } from '../support/chance.js';

const deliveries = fc.array(fc.record({ day: fc.integer({ min: 1, max: 12 }), count: fc.nat({ max: 60 }) }), {
  maxLength: 3,
});
const office: fc.Arbitrary<CapacityQuestion> = fc.record({
  backlog: fc.nat({ max: 200 }),
  printers: fc.nat({ max: 4 }),
  cardsPerDay: fc.nat({ max: 12 }),
  stock: fc.nat({ max: 60 }),
  blanksPerDay: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
  deliveries,
  arrivalsPerDay: fc.oneof(fc.constant(0), fc.nat({ max: 15 })),
  spoilage: fc.constantFrom(0, 0, 0.02, 0.1, 0.25, 1 / 3),
});

it('tells the day that the exact planner tells, without arrivals and spoilage', () => {
  const hour = 3_600_000;
  fc.assert(
    fc.property(office, (question) => {
      const plain = { ...question, arrivalsPerDay: 0, spoilage: 0 };
      const cleared = whenCleared(plain);
      const horizon = 260;
      const mornings = Array.from({ length: horizon - 1 }, (_, d) => ({
        at: (d + 1) * 24 * hour,
        count: plain.blanksPerDay ?? 0,
      }));
      const plan = planSlots({
        from: 0,
        jobs: { count: plain.backlog },
        printers: Array.from({ length: plain.cardsPerDay === 0 ? 0 : plain.printers }, (_, m) => ({
          id: `P${m}`,
          msPerCard: hour / 10,
          dailyDuty: Math.max(1, plain.cardsPerDay),
        })),
        objective: 'makespan',
        windows: dailyWindows({ firstDay: 0, days: horizon, from: 0, until: 2 * hour }),
        blanks: [
          { at: 0, count: plain.stock },
          ...mornings,
          ...(plain.deliveries ?? []).map(({ day, count }) => ({ at: (day - 1) * 24 * hour, count })),
        ],
      });
      if (cleared.clears) {
        expect(plan.printed).toBe(plain.backlog);
        expect(plan.finishedAt === null ? 0 : Math.floor((plan.finishedAt - 1) / (24 * hour)) + 1).toBe(
          cleared.day,
        );
      } else {
        expect(plan.printed).toBeLessThan(plain.backlog);
        expect(plan.printed).toBe(cleared.printed);
      }
    }),
    { numRuns: 200 },
  );
});

/** Day by day, card by card; `null` when nobody is served for so long that it must be never. */
function byCards(question: CapacityQuestion, days: number): number | null {
  const { spoilage = 0, arrivalsPerDay = 0, blanksPerDay = 0 } = question;
  let [waiting, blanks, made, good] = [question.backlog, question.stock, 0, 0];
  if (waiting === 0) return 0;
  for (let day = 1; day <= days; day++) {
    if (day > 1) [waiting, blanks] = [waiting + arrivalsPerDay, blanks + blanksPerDay];
    for (const delivery of question.deliveries ?? []) if (delivery.day === day) blanks += delivery.count;
    for (let card = 0; card < question.printers * question.cardsPerDay && blanks > 0 && waiting > 0; card++) {
      made++;
      blanks--;
      const total = made - Math.ceil(Number((made * spoilage).toPrecision(12)));
      if (total > good) waiting--;
      good = total;
    }
    if (waiting === 0) return day;
  }
  return null;
}

it('tells the day that counting card by card tells, with arrivals and spoilage, and never tells never wrongly', () => {
  fc.assert(
    fc.property(office, (question) => {
      const cleared = whenCleared(question);
      const counted = byCards(question, cleared.clears ? cleared.day : 1500);
      expect(counted).toBe(cleared.clears ? cleared.day : null);
    }),
    { numRuns: 400 },
  );
});

it('gains nothing by more printers while no morning has more blanks than they use', () => {
  fc.assert(
    fc.property(office, fc.integer({ min: 1, max: 20 }), (question, more) => {
      const perDay = question.printers * question.cardsPerDay;
      const scarce = {
        ...question,
        stock: Math.min(question.stock, perDay),
        blanksPerDay: Math.min(question.blanksPerDay ?? 0, perDay),
        deliveries: [],
      };
      const { now, withPrinters, binding } = whatBinds(scarce, more);
      fc.pre(now.reason.code !== 'capacity.never-printers');
      expect([withPrinters.clears, withPrinters.day]).toEqual([now.clears, now.day]);
      expect(binding.code).not.toBe('capacity.more-printers-sooner');
    }),
  );
});

it('agrees with the closed formulas', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50_000 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 400 }),
      (n, m, r) => {
        const enough = whenCleared({ backlog: n, printers: m, cardsPerDay: r, stock: n });
        expect(enough.day).toBe(Math.ceil(n / (m * r)));
        const daily = Math.min(r, 50);
        const bound = whenCleared({ backlog: n, printers: m, cardsPerDay: r, stock: 0, blanksPerDay: daily });
        expect(bound.day).toBe(1 + Math.ceil(n / daily));
        const days = 7;
        expect(printersFor({ backlog: n, printers: 0, cardsPerDay: r, stock: n }, days)).toEqual({
          isPossible: true,
          count: Math.ceil(n / days / r),
        });
      },
    ),
  );
});

it('asks for the fewest printers and the fewest blanks', () => {
  fc.assert(
    fc.property(office, fc.integer({ min: 1, max: 15 }), (question, byDay) => {
      const isBy = (change: Partial<CapacityQuestion>) => {
        const cleared = whenCleared({ ...question, ...change });
        return cleared.clears && cleared.day <= byDay;
      };
      const printers = printersFor(question, byDay);
      if (printers.isPossible) {
        expect(isBy({ printers: printers.count })).toBe(true);
        if (printers.count > 0) expect(isBy({ printers: printers.count - 1 })).toBe(false);
      } else expect(isBy({ printers: 100_000 })).toBe(false);
      const blanks = blanksFor(question, byDay);
      if (blanks.isPossible) {
        expect(isBy({ stock: question.stock + blanks.count })).toBe(true);
        if (blanks.count > 0) expect(isBy({ stock: question.stock + blanks.count - 1 })).toBe(false);
      } else expect(isBy({ stock: 1_000_000 })).toBe(false);
    }),
    { numRuns: 200 },
  );
});

it('bounds the day for every rate between the bounds, and draws quantiles within them', () => {
  const range = (most: number) =>
    fc.tuple(fc.nat({ max: most }), fc.nat({ max: most }), fc.nat({ max: most })).map((three) => {
      const [low = 0, likely = 0, high = 0] = three.sort((a, b) => a - b);
      return { low, likely, high };
    });
  fc.assert(
    fc.property(
      office,
      range(12),
      range(15),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(),
      (question, cards, arrivals, part, seed) => {
        const interval = clearInterval(
          question,
          { cardsPerDay: cards, arrivalsPerDay: arrivals, spoilage: { low: 0, likely: 0.1, high: 0.3 } },
          { random: chance(seed).fraction, draws: 20 },
        );
        const dayOf = (one: ReturnType<typeof whenCleared>) =>
          one.clears ? one.day : Number.POSITIVE_INFINITY;
        const inside = whenCleared({
          ...question,
          cardsPerDay: Math.round(cards.low + part * (cards.high - cards.low)),
          arrivalsPerDay: Math.round(arrivals.low + part * (arrivals.high - arrivals.low)),
          spoilage: part * 0.3,
        });
        const days = [inside, interval.likely]
          .map(dayOf)
          .concat(interval.quantiles.map(({ day }) => day ?? Number.POSITIVE_INFINITY));
        for (const day of days) {
          expect(day).toBeGreaterThanOrEqual(dayOf(interval.earliest));
          expect(day).toBeLessThanOrEqual(dayOf(interval.latest));
        }
        expect(interval.isSure).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
});

it('says that a mean with a deviation bounds nothing for sure', () => {
  const office = { backlog: 1050, printers: 2, cardsPerDay: 100, stock: 1050 };
  const interval = clearInterval(
    office,
    { cardsPerDay: { mean: 100, sd: 10 } },
    { random: chance(7).fraction },
  );
  expect(interval).toMatchObject({
    isSure: false,
    earliest: { day: 5 },
    likely: { day: 6 },
    latest: { day: 7 },
  });
  expect(interval.quantiles.map(({ day }) => day)).toEqual([5, 6, 7]);
});
