import fc from 'fast-check';
import { countersFor, erlangA, erlangB, erlangC, lineOutlook, planStaff } from 'loket/queue';
import { expect, it } from 'vitest';

const close = 1e-9;
const minute = 60_000;
const hour = 60 * minute;
const load = fc.double({ min: 0.01, max: 300, noNaN: true });
const counters = fc.integer({ min: 0, max: 320 });
const line = fc.record({
  arrivalsPerHour: fc.double({ min: 0.1, max: 2000, noNaN: true }),
  meanServiceMs: fc.double({ min: minute, max: 20 * minute, noNaN: true }),
  counters: fc.integer({ min: 1, max: 300 }),
});
const patience = fc.double({ min: minute, max: 1e10, noNaN: true });

it('loses and delays fewer with more counters, more with more load, and delays more than it loses', () => {
  fc.assert(
    fc.property(load, counters, fc.double({ min: 1, max: 2, noNaN: true }), (a, c, more) => {
      for (const formula of [erlangB, erlangC]) {
        const share = formula({ load: a, counters: c });
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(formula({ load: a, counters: c + 1 })).toBeLessThanOrEqual(share + close);
        expect(formula({ load: a * more, counters: c })).toBeGreaterThanOrEqual(share - close);
      }
      expect(erlangB({ load: a, counters: c })).toBeLessThanOrEqual(
        erlangC({ load: a, counters: c }) + close,
      );
    }),
  );
});

it('balances: who comes is served or leaves, and the counters are busy with those who are served', () => {
  fc.assert(
    fc.property(line, patience, (input, meanPatienceMs) => {
      const found = erlangA({ ...input, meanPatienceMs });
      expect(found.servedWithin(1e12)).toBeCloseTo(1 - found.leavingShare, 7);
      expect(found.leavingShare).toBeCloseTo(found.meanWaitMs / meanPatienceMs, 9);
      expect(found.leavingShare).toBeLessThanOrEqual(found.waitingShare + close);
      const served = (input.arrivalsPerHour * (1 - found.leavingShare) * input.meanServiceMs) / hour;
      expect(found.occupancy).toBeCloseTo(served / input.counters, 9);
      const later = found.servedWithin(10 * minute);
      expect(later).toBeGreaterThanOrEqual(found.servedWithin(5 * minute) - close);
    }),
  );
});

it('leaves fewer to go with more counters, and lies between Erlang B and Erlang C', () => {
  fc.assert(
    fc.property(line, patience, (input, meanPatienceMs) => {
      const found = erlangA({ ...input, meanPatienceMs });
      const more = erlangA({ ...input, counters: input.counters + 1, meanPatienceMs });
      expect(more.leavingShare).toBeLessThanOrEqual(found.leavingShare + close);
      expect(more.servedWithin(5 * minute)).toBeGreaterThanOrEqual(found.servedWithin(5 * minute) - close);
      const offered = {
        load: (input.arrivalsPerHour * input.meanServiceMs) / hour,
        counters: input.counters,
      };
      expect(found.waitingShare).toBeGreaterThanOrEqual(erlangB(offered) - close);
      expect(found.waitingShare).toBeLessThanOrEqual(erlangC(offered) + close);
    }),
  );
});

it('tends to the line in which nobody gives up as patience grows', () => {
  const calm = line.map((input) => ({
    ...input,
    arrivalsPerHour:
      (Math.min(0.95, input.arrivalsPerHour / 2000) * input.counters * hour) / input.meanServiceMs,
  }));
  fc.assert(
    fc.property(calm, (input) => {
      const without = lineOutlook(input);
      const gap = (meanPatienceMs: number) =>
        Math.abs(erlangA({ ...input, meanPatienceMs }).waitingShare - without.waitingShare);
      expect(gap(1e10)).toBeLessThan(0.02);
      expect(gap(1e10)).toBeLessThanOrEqual(gap(1e8) + close);
      const patient = erlangA({ ...input, meanPatienceMs: 1e10 });
      expect(Math.abs(patient.servedWithin(minute) - without.servedWithin(minute))).toBeLessThan(0.02);
    }),
  );
});

it('needs the least number of counters: one fewer misses the target', () => {
  const target = fc.record({
    share: fc.double({ min: 0.05, max: 0.99, noNaN: true }),
    withinMs: fc.double({ min: 0, max: 30 * minute, noNaN: true }),
  });
  fc.assert(
    fc.property(
      line,
      target,
      fc.option(patience, { nil: undefined }),
      // In whole percents: within a rounding error of 1, two ways to reckon the same share may differ.
      fc.option(
        fc.integer({ min: 30, max: 100 }).map((percent) => percent / 100),
        { nil: undefined },
      ),
      ({ counters: _, ...arrivals }, goal, meanPatienceMs, maxOccupancy = 1) => {
        const needed = countersFor({ ...arrivals, target: goal, meanPatienceMs, maxOccupancy });
        const meets = (n: number) => {
          const office = { ...arrivals, counters: n };
          const found =
            meanPatienceMs === undefined ? lineOutlook(office) : erlangA({ ...office, meanPatienceMs });
          return found.servedWithin(goal.withinMs) >= goal.share && found.occupancy <= maxOccupancy;
        };
        expect(meets(needed.counters)).toBe(true);
        if (needed.counters > 1) expect(meets(needed.counters - 1)).toBe(false);
      },
    ),
  );
});

const slots = fc
  .array(fc.double({ min: 0, max: 60, noNaN: true }), { minLength: 1, maxLength: 4 })
  .map((arrivals) => arrivals.map((count, i) => ({ from: i * hour, to: (i + 1) * hour, arrivals: count })));
const day = fc.record({
  slots,
  meanServiceMs: fc.double({ min: 2 * minute, max: 15 * minute, noNaN: true }),
  target: fc.constant({ share: 0.8, withinMs: 10 * minute }),
  backlog: fc.nat({ max: 30 }),
});

it('loses nobody: who waits as a slot ends is who waited, who came and who was not called', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 8 }), (input, fixed) => {
      const plan = planStaff({ ...input, counters: { min: fixed, max: fixed } });
      // The counters are empty in the morning; whoever is at one has left the line.
      let inOffice = input.backlog;
      for (const slot of plan.slots) {
        const served = (slot.occupancy * slot.counters * hour) / input.meanServiceMs;
        inOffice += slot.arrivals - served;
        expect(slot.backlogAtEnd).toBeLessThanOrEqual(inOffice + 0.05);
        expect(slot.backlogAtEnd).toBeGreaterThanOrEqual(inOffice - fixed - 0.05);
      }
    }),
    { numRuns: 40 },
  );
});

it('serves no fewer in time with one more counter all day', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 8 }), (input, fixed) => {
      const less = planStaff({ ...input, counters: { min: fixed, max: fixed } });
      const more = planStaff({ ...input, counters: { min: fixed + 1, max: fixed + 1 } });
      for (const [i, slot] of more.slots.entries()) {
        expect(slot.servedInTimeShare).toBeGreaterThanOrEqual((less.slots[i]?.servedInTimeShare ?? 0) - 1e-6);
        expect(slot.backlogAtEnd).toBeLessThanOrEqual((less.slots[i]?.backlogAtEnd ?? 0) + 1e-6);
      }
    }),
    { numRuns: 30 },
  );
});

it('plans within the bounds, and misses a target only with all counters', () => {
  fc.assert(
    fc.property(day, fc.nat({ max: 3 }), fc.nat({ max: 6 }), (input, min, more) => {
      const plan = planStaff({ ...input, counters: { min, max: min + more } });
      for (const slot of plan.slots) {
        expect(slot.counters).toBeGreaterThanOrEqual(min);
        expect(slot.counters).toBeLessThanOrEqual(min + more);
        expect(slot.isMet || slot.isBinding).toBe(true);
      }
      expect(plan.isMet).toBe(plan.binding.length === 0);
    }),
    { numRuns: 40 },
  );
});
