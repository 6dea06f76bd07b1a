import { goals } from './buckets.js';
import { type CampaignResult, ours } from './campaign.js';
import type { PlanningResult } from './planning.js';
import type { Tally } from './tally.js';

/** What the campaign is judged by. */
export interface Verdict {
  readonly coverage: number;
  /** Our mean absolute error against the rule people x mean / counters. */
  readonly error: number;
  readonly width: number;
  readonly bootstrapWidth: number;
  /** What missed its goal, in words. */
  readonly missed: readonly string[];
}

export const rule = 'ZMS rule (people x mean / counters)';
export const bootstrap = 'bootstrap of the last 30 waits, calibrated';

export function judge(result: CampaignResult): Verdict {
  const own = result.estimators.of(ours);
  const error = own.error / result.estimators.of(rule).error;
  const bootstrapWidth = result.estimators.of(bootstrap).width;
  const missed: string[] = [];
  const { overall, bucket } = goals;
  if (own.coverage < overall.from || own.coverage > overall.until) {
    missed.push(`all intervals: ${percent(own.coverage)} inside`);
  }
  for (const [name, tally] of result.buckets.byName) {
    if (tally.count < bucket.tickets) continue;
    if (tally.coverage < bucket.from || tally.coverage > bucket.until) {
      missed.push(`${name}: ${percent(tally.coverage)} of ${tally.count} inside`);
    }
  }
  if (error > goals.error) missed.push(`error against the rule: ${error.toFixed(3)}`);
  if (own.width >= bootstrapWidth)
    missed.push(`width ${own.width.toFixed(1)} against ${bootstrapWidth.toFixed(1)}`);
  return { coverage: own.coverage, error, width: own.width, bootstrapWidth, missed };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Writes the tables for people. */
export function report(
  days: number,
  result: CampaignResult,
  planning: PlanningResult,
  erlang: number,
): string {
  const verdict = judge(result);
  const buckets = [...result.buckets.byName].filter(([, tally]) => tally.count >= goals.bucket.tickets);
  const undetected = result.undetected.of(ours);
  const { stopped, inTime, unstopped, unstoppedInTime, inTimeWithout } = planning;
  return `---
title: "Queue: the forecast, measured"
---

# How good the forecast is

Written by \`npm run campaign:forecast\`. **The days are our own generator's**: ${days} days of two halls on the room's own
scheduler, with drifting service times, people who do not come or leave, lunch, outages of unknown start, surges, classes,
appointments and two pools of counters. Part of the edge comes from knowing the roster, the signing mode and the rule by
which people are called; on a real office's days expect less. Days, buckets and seeds (\`tests/forecast/scenarios.ts\`,
\`tests/forecast/buckets.ts\`) were committed before any calibration was written. Each hall first saw 100 other days.

A ticket counts when a counter did not stand free for it at once (${result.atOnce} of ${result.issued} did not wait; ${result.left} left
before they were called) and when it was not issued between an outage's start and its detection.

## All estimators

Minutes. The intervals around the rule, LES and HOL are invented for the comparison (the rule: 0.8 to 1 times; LES and HOL:
30 % up and down): compare these on the errors. Pinball is the mean over the three quantiles.

| estimator | mean abs. error | root mean square | inside 80 % | width | pinball |
|---|---|---|---|---|---|
${rows(result.estimators.byName)}

Error against the rule people x mean / counters: **${verdict.error.toFixed(2)}** (goal: at most ${goals.error}). Width against the bootstrap of
the last 30 waits, both calibrated to 80 %: ${verdict.width.toFixed(1)} against ${verdict.bootstrapWidth.toFixed(1)} minutes. M/M/c quantiles are within
${(100 * erlang).toFixed(2)} % of Erlang's (goal: ${percent(goals.erlang)}).

${verdict.missed.length === 0 ? 'Every goal was met.' : `**Missed:** ${verdict.missed.join('; ')}.`}

## By bucket

Every bucket of at least ${goals.bucket.tickets} tickets; the goal is 74 to 86 % inside.

| bucket | tickets | inside | mean abs. error | width |
|---|---|---|---|---|
${buckets.map(([name, t]) => `| ${name} | ${t.count} | ${percent(t.coverage)} | ${t.error.toFixed(1)} | ${t.width.toFixed(1)} |`).join('\n')}

Told apart: in the minutes before an outage was detected, ${undetected.count} tickets; ${undetected.count === 0 ? '' : `${percent(undetected.coverage)} inside, mean absolute error ${undetected.error.toFixed(1)} minutes`}.

## Later today, at closing, and when to stop

Asked at full hours from 9 to 13, for the first walk-in of a service after that time; minutes, not calibrated by waits.

| comes in | asked | inside 80 % | mean abs. error | width |
|---|---|---|---|---|
${[...planning.later].map(([by, t]) => `| ${by} min | ${t.count} | ${percent(t.coverage)} | ${t.error.toFixed(1)} | ${t.width.toFixed(1)} |`).join('\n')}

| people still waiting at closing, told at | days | inside 80 % | mean abs. error | width |
|---|---|---|---|---|
${[...planning.backlog].map(([at, t]) => `| ${at}:00 | ${t.count} | ${percent(t.coverage)} | ${t.error.toFixed(1)} | ${t.width.toFixed(1)} |`).join('\n')}

Numbers were stopped before their usual end on ${stopped} of ${planning.days} days; on ${inTime} of these (${percent(stopped === 0 ? 1 : inTime / stopped)}; goal 90 %) whoever held one
was served by closing, and on ${unstoppedInTime} of the other ${unstopped}. Without the rule ${inTimeWithout} of the ${planning.days} days ended in time.
`;
}

function rows(estimators: ReadonlyMap<string, Tally>): string {
  return [...estimators]
    .map(
      ([name, t]) =>
        `| ${name} | ${t.error.toFixed(2)} | ${t.rootSquare.toFixed(2)} | ${percent(t.coverage)} | ${t.width.toFixed(1)} | ${t.pinball.toFixed(2)} |`,
    )
    .join('\n');
}
