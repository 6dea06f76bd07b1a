import { expect, it } from 'vitest';
import { createLearned } from '../../src/queue/index.js';
import { goals } from './buckets.js';
import { campaign, configOf, daysOf } from './campaign.js';
import { erlangDistance } from './erlang-check.js';
import { RealHall } from './real-hall.js';
import { judge } from './report.js';
import { runDay } from './run-day.js';
import { halls, testSeeds, trainingSeeds } from './scenarios.js';

// `npm run campaign:forecast` runs all days; twenty are too few for the buckets.
it('holds four waits in five on twenty days, and errs less than people x mean / counters', () => {
  const result = campaign(trainingSeeds.slice(0, 40), testSeeds.slice(0, 20));
  const { coverage, error, width, bootstrapWidth } = judge(result);
  expect(coverage).toBeGreaterThan(0.74);
  expect(coverage).toBeLessThan(0.86);
  expect(error).toBeLessThan(goals.error);
  expect(width).toBeLessThan(bootstrapWidth);
});

it("tells Erlang's quantiles where the hall is an M/M/c queue", () => {
  const { worst, cases } = erlangDistance();
  expect(cases).toBe(120);
  expect(worst).toBeLessThan(goals.erlang);
});

it('judges on days that were not seen while building', () => {
  expect(testSeeds.filter((seed) => trainingSeeds.includes(seed))).toEqual([]);
});

it('learns and tells the same when a day is run again', () => {
  const [hall] = halls;
  if (!hall) throw new Error('there is no hall');
  const config = configOf(hall);
  const run = () => {
    const learned = createLearned();
    const told = daysOf(hall, trainingSeeds.slice(0, 3)).map((day) =>
      runDay(day, new RealHall(hall, learned, config)).map(({ issued }) => issued.told),
    );
    return JSON.stringify({ learned, told });
  };
  expect(run()).toBe(run());
});
