import fc from 'fast-check';
import {
  blanksFor,
  type CapacityQuestion,
  clearInterval,
  type DeliveryArea,
  printersFor,
  splitDelivery,
  whatBinds,
  whenCleared,
} from 'loket/printing/planner';
import { expect, it } from 'vitest';

const office: fc.Arbitrary<CapacityQuestion> = fc.record({
  backlog: fc.nat({ max: 200 }),
  printers: fc.nat({ max: 4 }),
  cardsPerDay: fc.integer({ min: 1, max: 12 }),
  stock: fc.nat({ max: 60 }),
  blanksPerDay: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
  arrivalsPerDay: fc.oneof(fc.constant(0), fc.nat({ max: 15 })),
});

/** Good cards by the end of each day, counted without the library; nothing is spoiled. */
function goodByDay(question: CapacityQuestion, days: number): number[] {
  const { arrivalsPerDay = 0, blanksPerDay = 0 } = question;
  let [waiting, blanks, good] = [question.backlog, question.stock, 0];
  return Array.from({ length: days }, (_, d) => {
    if (d > 0) [waiting, blanks] = [waiting + arrivalsPerDay, blanks + blanksPerDay];
    const today = Math.min(waiting, blanks, question.printers * question.cardsPerDay);
    [waiting, blanks, good] = [waiting - today, blanks - today, good + today];
    return good;
  });
}

it('prices one more blank as the cards more on the same evening', () => {
  const seen = new Set<number>();
  fc.assert(
    fc.property(office, (question) => {
      const { now, cardsForOneBlank } = whatBinds(question);
      const richer = { ...question, stock: question.stock + 1 };
      const day = now.clears ? now.day - 1 : Math.max(now.day, whenCleared(richer).day);
      const gain = (goodByDay(richer, day).at(-1) ?? 0) - (goodByDay(question, day).at(-1) ?? 0);
      expect(cardsForOneBlank).toBe(gain);
      expect([0, 1]).toContain(cardsForOneBlank);
      seen.add(cardsForOneBlank);
    }),
    { numRuns: 400 },
  );
  expect(seen.size).toBe(2);
});

it('says that more printers change nothing only if they change no evening, and sooner only if the day is', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(office, fc.integer({ min: 1, max: 5 }), (question, more) => {
      const { now, withPrinters, binding } = whatBinds(question, more);
      const larger = { ...question, printers: question.printers + more };
      const days = Math.max(now.day, withPrinters.day) + 80;
      const gains = goodByDay(larger, days).map((good, d) => good - (goodByDay(question, days)[d] ?? 0));
      const code = binding.code.replace('capacity.more-printers-', '');
      seen.set(code, (seen.get(code) ?? 0) + 1);
      if (code === 'nothing') expect(Math.max(...gains)).toBe(0);
      if (code === 'briefly') expect(Math.max(...gains)).toBeGreaterThan(0);
      expect(code === 'sooner').toBe(now.clears && withPrinters.day < now.day);
      expect(code === 'clear').toBe(!now.clears && withPrinters.clears);
      if (code === 'more') expect(gains.at(-1)).toBeGreaterThan(0);
    }),
    { numRuns: 600 },
  );
  for (const code of ['nothing', 'briefly', 'sooner', 'clear', 'more'])
    expect(seen.get(code)).toBeGreaterThan(0);
});

it('counts 17,400 blanks of which 17,401 last a day longer as one card apart', () => {
  const question = {
    backlog: 28_000,
    printers: 35,
    cardsPerDay: 250,
    stock: 17_400,
    blanksPerDay: 100,
    arrivalsPerDay: 200,
  };
  expect(whatBinds(question).cardsForOneBlank).toBe(1);
});

it('says never also where a decimal part of spoiled cards has no exact binary form', () => {
  const question = {
    backlog: 500,
    printers: 1,
    cardsPerDay: 10,
    stock: 1_000_000,
    arrivalsPerDay: 3,
    spoilage: 0.7,
  };
  expect(whenCleared(question)).toMatchObject({ clears: false, reason: { code: 'capacity.never-printers' } });
});

it('blames printers that print nothing, not the blanks', () => {
  const needed = printersFor({ backlog: 5, printers: 1, cardsPerDay: 0, stock: 100 }, 3);
  expect(needed).toMatchObject({ reason: { code: 'capacity.printer-prints-nothing' } });
});

it('refuses days, printers, parts and draws that make no sense', () => {
  const question = { backlog: 5, printers: 1, cardsPerDay: 10, stock: 100 };
  const random = () => 0.5;
  expect(() => printersFor(question, Number.NaN)).toThrow('byDay');
  expect(() => blanksFor(question, 0)).toThrow('byDay');
  expect(() => whatBinds(question, -1)).toThrow('morePrinters');
  expect(() => clearInterval(question, { spoilage: { low: 0, likely: 0.5, high: 1 } })).toThrow('spoilage');
  expect(() => clearInterval(question, {}, { random, draws: 0 })).toThrow('draws');
  expect(() => clearInterval(question, {}, { random, chances: [2] })).toThrow('chances');
});

it('rounds a bound that is no whole number away from the middle', () => {
  const question = { backlog: 1000, printers: 1, cardsPerDay: 1, stock: 1000 };
  const interval = clearInterval(question, { cardsPerDay: { low: 99.5, likely: 99.5, high: 99.5 } });
  expect([interval.earliest.day, interval.latest.day]).toEqual([10, 11]);
});

it('gives blanks beyond those who wait to the area with the most days of work left, as one by one', () => {
  const area = fc.record({
    waiting: fc.nat({ max: 8 }),
    minimum: fc.nat({ max: 3 }),
    extra: fc.nat({ max: 12 }),
    cardsPerDay: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(area, { minLength: 1, maxLength: 5 }), fc.nat({ max: 60 }), (list, more) => {
      const areas: DeliveryArea[] = list.map(({ extra, ...one }, i) => ({
        ...one,
        id: `${i}`,
        maximum: one.minimum + extra,
      }));
      const shares = list.map((one) => one.minimum);
      const quantity = more + shares.reduce((sum, one) => sum + one, 0);
      for (let rest = more; rest > 0; rest--) {
        const left = list.map((one, i) =>
          (shares[i] ?? 0) < one.minimum + one.extra
            ? (one.waiting - (shares[i] ?? 0)) / one.cardsPerDay
            : Number.NEGATIVE_INFINITY,
        );
        const most = Math.max(...left);
        if (most === Number.NEGATIVE_INFINITY) break;
        const i = left.indexOf(most);
        shares[i] = (shares[i] ?? 0) + 1;
      }
      const split = splitDelivery({ quantity, areas, rule: 'earliest-clear' });
      expect(split.isPossible && [...split.shares.values()]).toEqual(shares);
    }),
    { numRuns: 400 },
  );
});

it('splits ten million blanks over areas that could use them all', () => {
  const areas = Array.from({ length: 34 }, (_, i) => ({ id: `${i}`, waiting: 10 + i, maximum: 10_000_000 }));
  const split = splitDelivery({ quantity: 10_000_000, rule: 'earliest-clear', areas });
  expect(split).toMatchObject({ isPossible: true, unallocated: 0 });
});
