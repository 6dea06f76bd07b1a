import { erlangA, erlangB, erlangC, lineOutlook } from 'loket/queue';
import { describe, expect, it } from 'vitest';
import { LoketError } from '../../src/internal/errors.js';
import reference from '../support/erlang-reference.json' with { type: 'json' };

/** Loads in Erlangs that so many lines may be offered, as printed: appendix A of Carrier Grade Voice over IP, 2003. */
const columns = [
  0.0001, 0.0005, 0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.007, 0.008, 0.009, 0.01, 0.02, 0.03, 0.04, 0.05,
];
const printed = [
  [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.1],
  [0.0, 0.0, 0.0, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0.4],
  [0.1, 0.2, 0.2, 0.2, 0.3, 0.3, 0.3, 0.4, 0.4, 0.4, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  [0.2, 0.4, 0.4, 0.5, 0.6, 0.7, 0.7, 0.7, 0.8, 0.8, 0.8, 0.9, 1.1, 1.3, 1.4, 1.5],
  [0.5, 0.6, 0.8, 0.9, 1.0, 1.1, 1.1, 1.2, 1.2, 1.3, 1.3, 1.4, 1.7, 1.9, 2.1, 2.2],
  [0.7, 1.0, 1.1, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.8, 1.9, 1.9, 2.3, 2.5, 2.8, 3.0],
  [1.1, 1.4, 1.6, 1.8, 1.9, 2.1, 2.2, 2.2, 2.3, 2.4, 2.4, 2.5, 2.9, 3.2, 3.5, 3.7],
  [1.4, 1.8, 2.1, 2.3, 2.5, 2.6, 2.7, 2.8, 2.9, 3.0, 3.1, 3.1, 3.6, 4.0, 4.3, 4.5],
  [1.8, 2.3, 2.6, 2.9, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6, 3.7, 3.8, 4.3, 4.7, 5.1, 5.4],
];

function near(value: number, text: string) {
  const wanted = Number(text);
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, wanted));
  // The small ones are held to their leading digits.
  if (wanted > 1e-300) expect(Math.abs(value / wanted - 1)).toBeLessThan(1e-6);
}

function refused(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof LoketError && error.code === 'invalid-data') return error.issues;
    throw error;
  }
  throw new Error('was not refused');
}

describe('Erlang B and C', () => {
  it('reckon every load of a printed table as printed', () => {
    for (const [i, row] of printed.entries()) {
      for (const [j, load] of row.entries()) {
        let [low, high] = [0, 10];
        while (high - low > 1e-9) {
          const middle = (low + high) / 2;
          if (erlangB({ load: middle, counters: i + 1 }) > (columns[j] ?? 0)) high = middle;
          else low = middle;
        }
        expect(Math.abs(low - load), `${i + 1} lines, column ${j}`).toBeLessThanOrEqual(0.05);
      }
    }
  });

  it.each(reference.loads)('equal the reference for load $load, counters $counters, by $method', (row) => {
    near(erlangB(row), row.erlangB);
    near(erlangC(row), row.erlangC);
  });

  it('know an office without counters and one without people', () => {
    expect([erlangB({ load: 3, counters: 0 }), erlangC({ load: 3, counters: 0 })]).toEqual([1, 1]);
    expect([erlangB({ load: 0, counters: 2 }), erlangC({ load: 0, counters: 2 })]).toEqual([0, 0]);
  });

  it('refuse what makes no sense, naming field, rule and value', () => {
    expect(refused(() => erlangB({ load: -1, counters: 2.5 }))).toEqual([
      { field: 'load', rule: 'must be a number from 0 to 1000000000000', value: -1 },
      { field: 'counters', rule: 'must be a whole number from 0 to 100000', value: 2.5 },
    ]);
    expect(refused(() => erlangC({ load: Number.NaN, counters: 1 }))[0]?.field).toBe('load');
    expect(refused(() => erlangC({ load: 1, counters: 100_001 }))[0]?.field).toBe('counters');
    const line = { arrivalsPerHour: 1, meanServiceMs: 1, counters: 1 };
    expect(refused(() => lineOutlook({ ...line, meanServiceMs: 0 }))[0]?.rule).toBe(
      'must be a number above 0 to 10000000000',
    );
    expect(refused(() => lineOutlook(line).servedWithin(-1))[0]?.field).toBe('withinMs');
    expect(refused(() => lineOutlook(line).waitQuantileMs(1.1))[0]?.field).toBe('share');
    expect(refused(() => erlangA({ ...line, meanPatienceMs: Number.POSITIVE_INFINITY }))[0]?.field).toBe(
      'meanPatienceMs',
    );
  });
});

describe('a line in which nobody gives up', () => {
  const line = lineOutlook({ arrivalsPerHour: 54, meanServiceMs: 300_000, counters: 5 });

  it('has quantiles that are the inverse of the share served in time', () => {
    for (const share of [0.4, 0.5, 0.9, 0.999]) {
      expect(line.servedWithin(line.waitQuantileMs(share))).toBeCloseTo(share, 12);
    }
    expect(line.waitQuantileMs(0.1)).toBe(0);
    expect(line.servedWithin(0)).toBeCloseTo(1 - erlangC({ load: 4.5, counters: 5 }), 14);
  });

  it('has the mean wait of the formula for one counter', () => {
    const one = lineOutlook({ arrivalsPerHour: 9, meanServiceMs: 360_000, counters: 1 });
    expect(one.meanWaitMs).toBeCloseTo((0.9 / 0.1) * 360_000, 5);
  });

  it('serves nobody in time where the counters cannot keep up', () => {
    const late = lineOutlook({ arrivalsPerHour: 60, meanServiceMs: 300_000, counters: 5 });
    expect([late.servedWithin(1e9), late.meanWaitMs, late.waitQuantileMs(0.5), late.occupancy]).toEqual([
      0,
      Infinity,
      Infinity,
      1,
    ]);
  });
});

describe('a line in which people give up', () => {
  it.each(reference.impatient)(
    'equals the sum at 60 digits: $counters counters, $arrivalsPerHour an hour',
    (row) => {
      const line = erlangA(row);
      near(line.waitingShare, row.waitingShare);
      near(line.leavingShare, row.leavingShare);
      near(line.meanWaitMs, row.meanWaitMs);
      near(line.occupancy, row.occupancy);
      near(line.servedWithin(row.withinMs), row.servedWithin);
    },
  );

  it('neither overflows nor stalls far from balance', () => {
    for (const counters of [0, 1, 30, 5_000, 100_000]) {
      for (const arrivalsPerHour of [0, 1e-6, 60, 1e6, 1e9]) {
        for (const meanPatienceMs of [1e-3, 6e5, 1e10]) {
          const line = erlangA({ arrivalsPerHour, meanServiceMs: 3e5, meanPatienceMs, counters });
          for (const share of [
            line.waitingShare,
            line.leavingShare,
            line.occupancy,
            line.servedWithin(6e5),
          ]) {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(1 + 1e-9);
          }
          expect(line.servedWithin(1e12)).toBeCloseTo(1 - line.leavingShare, 6);
        }
      }
    }
  });
});
