import { expect, it } from 'vitest';
import { goals } from './buckets.js';
import { campaign } from './campaign.js';
import { erlangDistance } from './erlang-check.js';
import { judge } from './report.js';
import { testSeeds, trainingSeeds } from './scenarios.js';

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
