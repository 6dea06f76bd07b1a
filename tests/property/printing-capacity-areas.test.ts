import fc from 'fast-check';
import { type DeliveryArea, printAhead, splitDelivery, stagedInvitations } from 'loket/printing/planner';
import { expect, it } from 'vitest';

const areas: fc.Arbitrary<DeliveryArea[]> = fc
  .array(
    fc.record({
      waiting: fc.nat({ max: 3000 }),
      minimum: fc.oneof(fc.constant(0), fc.nat({ max: 5 })),
      extra: fc.option(fc.nat({ max: 300 }), { nil: undefined }),
      cardsPerDay: fc.integer({ min: 1, max: 300 }),
    }),
    { minLength: 1, maxLength: 34 },
  )
  .map((list) =>
    list.map(({ waiting, minimum, extra, cardsPerDay }, i) => ({
      id: `area-${i}`,
      waiting,
      minimum,
      cardsPerDay,
      ...(extra === undefined ? {} : { maximum: minimum + extra }),
    })),
  );

it('splits a delivery into whole parts that add up and keep every minimum and maximum', () => {
  fc.assert(
    fc.property(
      areas,
      fc.nat({ max: 9000 }),
      fc.constantFrom('largest-remainder' as const, 'earliest-clear' as const),
      (list, quantity, rule) => {
        const split = splitDelivery({ quantity, areas: list, rule });
        const least = list.reduce((sum, one) => sum + (one.minimum ?? 0), 0);
        expect(split.isPossible).toBe(least <= quantity);
        if (!split.isPossible) return;
        const shares = [...split.shares.values()];
        expect(shares.reduce((sum, share) => sum + share, split.unallocated)).toBe(quantity);
        for (const [i, share] of shares.entries()) {
          expect(Number.isInteger(share)).toBe(true);
          expect(share).toBeGreaterThanOrEqual(list[i]?.minimum ?? 0);
          if (list[i]?.maximum !== undefined) expect(share).toBeLessThanOrEqual(list[i]?.maximum ?? 0);
        }
        if (split.unallocated > 0 && rule === 'earliest-clear') {
          for (const [i, share] of shares.entries()) {
            const one = list[i];
            expect(share).toBe(one?.maximum ?? Math.max(one?.waiting ?? 0, one?.minimum ?? 0));
          }
        }
      },
    ),
  );
});

it('gives each area its proportion, but for one blank, where no bound stands in the way', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 34 }),
      fc.nat({ max: 9000 }),
      (waiting, quantity) => {
        const split = splitDelivery({
          quantity,
          areas: waiting.map((one, i) => ({ id: `${i}`, waiting: one })),
          rule: 'largest-remainder',
        });
        const total = waiting.reduce((sum, one) => sum + one, 0);
        if (!split.isPossible) throw new Error('there are no minima');
        expect(split.unallocated).toBe(0);
        for (const [id, share] of split.shares) {
          expect(Math.abs(share - (quantity * (waiting[Number(id)] ?? 0)) / total)).toBeLessThan(1);
        }
      },
    ),
  );
});

it('leaves the area with the most work with as little as any split, by trying all', () => {
  const few = fc.array(
    fc.record({
      waiting: fc.nat({ max: 8 }),
      minimum: fc.nat({ max: 2 }),
      cardsPerDay: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  );
  fc.assert(
    fc.property(few, fc.nat({ max: 12 }), (list, quantity) => {
      const split = splitDelivery({
        quantity,
        areas: list.map((one, i) => ({ ...one, id: `${i}` })),
        rule: 'earliest-clear',
      });
      if (!split.isPossible) return;
      const worst = (shares: readonly number[]) =>
        Math.max(...list.map((one, i) => (one.waiting - (shares[i] ?? 0)) / one.cardsPerDay));
      let best = Number.POSITIVE_INFINITY;
      const give = (i: number, left: number, shares: readonly number[]): void => {
        const one = list[i];
        if (one === undefined) {
          best = Math.min(best, worst(shares));
          return;
        }
        for (let share = one.minimum; share <= Math.min(left, Math.max(one.waiting, one.minimum)); share++) {
          give(i + 1, left - share, [...shares, share]);
        }
      };
      give(0, quantity, []);
      expect(worst([...split.shares.values()])).toBe(best);
    }),
  );
});

it('never invites more than a day has room for, nor before the card is ready, nor later than need be', () => {
  const day = fc.record({
    capacity: fc.nat({ max: 30 }),
    expected: fc.nat({ max: 10 }),
    cardsReady: fc.nat({ max: 30 }),
  });
  fc.assert(
    fc.property(
      fc.nat({ max: 150 }),
      fc.array(day, { maxLength: 8 }),
      fc.option(fc.nat({ max: 20 }), { nil: undefined }),
      (people, list, perDay) => {
        const days = list.map((one, i) => ({ ...one, id: `${i}` }));
        const staged = stagedInvitations({ people, days, perDay });
        let [ready, invited] = [0, 0];
        for (const [i, one] of staged.days.entries()) {
          const { capacity = 0, expected = 0, cardsReady = 0 } = days[i] ?? {};
          ready = Math.min(people, ready + cardsReady);
          expect(one.first).toBe(invited);
          const count = one.end - one.first;
          invited = one.end;
          const room = Math.min(perDay ?? Number.POSITIVE_INFINITY, Math.max(0, capacity - expected));
          expect(count).toBeLessThanOrEqual(room);
          expect(invited).toBeLessThanOrEqual(ready);
          expect(count === room || invited === ready).toBe(true);
        }
        expect(invited + staged.withoutTime + staged.withoutCard).toBe(people);
      },
    ),
  );
});

it('prints ahead where the waiting saved is worth the blanks wasted', () => {
  const question = {
    groups: [
      { id: 'sure', people: 10, collectShare: 1 },
      { id: 'half', people: 10, collectShare: 0.5 },
      { id: 'rare', people: 10, collectShare: 0.1 },
    ],
    blanks: 15,
    waitOnArrivalMs: 600_000,
    blankWorthMs: 600_000,
  };
  const { groups, servedAhead, servedOnArrival } = printAhead(question);
  expect(groups.map(({ isAhead }) => isAhead)).toEqual([true, true, false]);
  expect(groups.map(({ breakEvenMs }) => Math.round(breakEvenMs))).toEqual([
    Number.POSITIVE_INFINITY,
    600_000,
    66_667,
  ]);
  expect([servedAhead, servedOnArrival]).toEqual([12.5, 15]);
});
