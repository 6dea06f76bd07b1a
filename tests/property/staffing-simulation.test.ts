import { erlangA, lineOutlook, planStaff } from 'loket/queue';
import { describe, expect, it } from 'vitest';
import { simulateDays } from '../support/day-simulation.js';
import { type Estimate, simulateLine } from '../support/line-simulation.js';
import { carried, lag, loadSeen } from '../support/staffing-rules.js';

const isFull = process.env.LOKET_ERLANG === 'full';
const minute = 60_000;
const hour = 60 * minute;
const meanServiceMs = 6 * minute;

/** Seeds are fixed: chosen before the first run, so that three standard errors mean what they say, and never changed. */
const seed = 2019;

function within(found: number, simulated: Estimate, what: string) {
  const errors = (simulated.mean - found) / simulated.standardError;
  if (isFull) {
    const percent = (100 * simulated.standardError) / simulated.mean;
    console.log(
      `${what}: ${found} simulated ${simulated.mean}, ${errors.toFixed(2)} standard errors of ${percent.toFixed(2)} %`,
    );
  }
  expect(Math.abs(errors), what).toBeLessThanOrEqual(3);
}

const calm = [
  { counters: 1, load: 0.5, batchSize: 50_000 },
  { counters: 1, load: 0.9, batchSize: 50_000 },
  { counters: 4, load: 0.7, batchSize: 50_000 },
  { counters: 4, load: 0.9, batchSize: 50_000 },
  { counters: 10, load: 0.9, batchSize: 50_000 },
  { counters: 30, load: 0.9, batchSize: 50_000 },
];
// A line at 0.98 forgets within about 10,000 arrivals: a batch is 500 times as long.
const busy = [1, 4, 10].map((counters) => ({ counters, load: 0.98, batchSize: 5_000_000 }));
const batches = 40;

describe('a long simulation agrees within three standard errors', () => {
  it.each(isFull ? [...calm, ...busy] : calm)(
    'with Erlang C: $counters counters, each busy $load',
    (row) => {
      const line = {
        arrivalsPerHour: (row.load * row.counters * hour) / meanServiceMs,
        meanServiceMs,
        counters: row.counters,
        withinMs: 5 * minute,
      };
      const simulated = simulateLine(line, batches, row.batchSize, seed + row.counters);
      const found = lineOutlook(line);
      within(found.waitingShare, simulated.waitingShare, 'share that waits');
      within(found.meanWaitMs, simulated.meanWaitMs, 'mean wait');
      within(found.servedWithin(line.withinMs), simulated.servedInTimeShare, 'share in time');
    },
    600_000,
  );

  const impatient = [
    { counters: 4, load: 0.9, patience: 20 },
    { counters: 4, load: 1.6, patience: 20 },
    { counters: 20, load: 1, patience: 5 },
    { counters: 20, load: 1.2, patience: 60 },
  ];
  it.each(impatient)(
    'with Erlang A: $counters counters, load $load each, patience $patience min',
    (row) => {
      const line = {
        arrivalsPerHour: (row.load * row.counters * hour) / meanServiceMs,
        meanServiceMs,
        counters: row.counters,
        meanPatienceMs: row.patience * minute,
        withinMs: 5 * minute,
      };
      const simulated = simulateLine(line, batches, isFull ? 1_000_000 : 50_000, seed + row.counters);
      const found = erlangA(line);
      within(found.waitingShare, simulated.waitingShare, 'share that waits');
      within(found.leavingShare, simulated.leavingShare, 'share that leaves');
      within(found.meanWaitMs, simulated.meanWaitMs, 'mean wait');
      within(found.servedWithin(line.withinMs), simulated.servedInTimeShare, 'share in time');
    },
    600_000,
  );
});

const arrivals = {
  calm: [20, 34, 44, 38, 26, 30, 24, 12],
  surge: [40, 92, 70, 46, 30, 30, 24, 10],
};
const days = {
  calm: { arrivals: arrivals.calm, counters: [4, 5, 6, 5, 4, 4, 4, 3], backlog: 0 },
  surge: { arrivals: arrivals.surge, counters: [5, 6, 6, 6, 6, 4, 4, 3], backlog: 12 },
};
const withinMs = 15 * minute;

function dayOf(name: keyof typeof days, serviceFactors: readonly number[] = []) {
  const { arrivals: come, counters, backlog } = days[name];
  const slots = come.map((count, i) => ({
    from: i * hour,
    to: (i + 1) * hour,
    arrivals: count,
    serviceFactor: serviceFactors[i] ?? 1,
    counters: { min: counters[i] ?? 0, max: counters[i] ?? 0 },
  }));
  const plan = planStaff({ slots, meanServiceMs, target: { share: 0.8, withinMs }, backlog });
  const roster = slots.map((slot, i) => ({ ...slot, counters: counters[i] ?? 0 }));
  const simulate = (runs: number, serviceCv = 1) =>
    simulateDays({ slots: roster, meanServiceMs, backlog, withinMs, serviceCv }, runs, seed);
  return { plan, roster, simulate };
}

describe('a simulated day', () => {
  const runs = isFull ? 200_000 : 10_000;

  it.each(['calm', 'surge'] as const)(
    'has the shares, waits and backlogs of the plan: %s',
    (name) => {
      const { plan, simulate } = dayOf(name);
      for (const [i, simulated] of simulate(runs).entries()) {
        const slot = plan.slots[i];
        if (!slot) throw new Error('no slot');
        // The mean wait across a change of counters is reckoned as a flow: right to a few seconds, not exact.
        const shares = Math.abs(slot.servedInTimeShare - simulated.servedInTimeShare.mean);
        expect(shares, `share in slot ${i}`).toBeLessThan(
          3 * simulated.servedInTimeShare.standardError + 1e-4,
        );
        const waits = Math.abs(slot.meanWaitMs - simulated.meanWaitMs.mean);
        expect(waits, `wait in slot ${i}`).toBeLessThan(3 * simulated.meanWaitMs.standardError + 20_000);
        const left = Math.abs(slot.backlogAtEnd - simulated.backlogAtEnd.mean);
        expect(left, `backlog after slot ${i}`).toBeLessThan(3 * simulated.backlogAtEnd.standardError + 1e-3);
      }
    },
    600_000,
  );

  it.each(['calm', 'surge'] as const)(
    'is told better by the plan than by a steady state for each slot: %s',
    (name) => {
      const { plan, roster, simulate } = dayOf(name);
      const simulated = simulate(runs).map((slot) => slot.servedInTimeShare.mean);
      const reckon = (loads: readonly (readonly number[])[]) =>
        loads.map((seen, i) => loadSeen(seen, roster[i]?.counters ?? 0, { meanServiceMs, withinMs }));
      const steady = reckon(roster.map((slot) => [slot.arrivals * (meanServiceMs / hour)]));
      const lagging = reckon(lag(roster, meanServiceMs));
      const handedOn = reckon(carried(roster, meanServiceMs, days[name].backlog));
      const spread = simulate(runs, 0.8).map((slot) => slot.servedInTimeShare.mean);
      const errorOf = (shares: readonly number[], against = simulated) =>
        shares.reduce((sum, share, i) => sum + Math.abs(share - (against[i] ?? 0)), 0) / shares.length;
      const planned = plan.slots.map((slot) => slot.servedInTimeShare);
      const errors = {
        day: name,
        plan: errorOf(planned),
        'each slot steady': errorOf(steady),
        'modified offered load': errorOf(lagging),
        'steady with carried backlog': errorOf(handedOn),
        'plan, lognormal service with cv 0.8': errorOf(planned, spread),
      };
      if (isFull) console.log('mean absolute error of the share in time', errors);
      expect(errors.plan).toBeLessThan(0.005);
      expect(errors.plan).toBeLessThan(errors['each slot steady'] / 5);
      expect(errors.plan).toBeLessThan(errors['modified offered load'] / 5);
    },
    600_000,
  );

  it('is told to a hundredth after the way of signing changes, though people at the counters finish as they began', () => {
    const { plan, simulate } = dayOf('calm', [1, 1, 2, 2, 1, 1, 1, 1]);
    for (const [i, simulated] of simulate(runs).entries()) {
      const error = (plan.slots[i]?.servedInTimeShare ?? 0) - simulated.servedInTimeShare.mean;
      if (isFull) console.log(`slot ${i}: share off by ${error.toFixed(4)}`);
      expect(Math.abs(error), `slot ${i}`).toBeLessThan(0.015);
    }
  }, 600_000);
});
