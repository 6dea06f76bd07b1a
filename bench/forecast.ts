import { campaign } from '../tests/forecast/campaign.js';
import { judge } from '../tests/forecast/report.js';
import { testSeeds, trainingSeeds } from '../tests/forecast/scenarios.js';
import { type Effort, type Figure, round } from './lib.js';

const note = "our own generator's days on the room's own scheduler; docs/forecast-table.md has all of them";

/** How well waits are told, over a moderate number of days; `npm run campaign:forecast` runs all of them. */
export function forecast(effort: Effort): Figure[] {
  const days = effort.rounds > 5 ? 60 : 20;
  const { coverage, error } = judge(campaign(trainingSeeds.slice(0, 2 * days), testSeeds.slice(0, days)));
  return [
    {
      name: 'queue.coverage',
      ours: round(coverage),
      peer: null,
      unit: 'share of waits inside the 80 % interval',
      ratio: null,
      goal: '0.78 to 0.82',
      met: coverage >= 0.78 && coverage <= 0.82,
      note: `${days} of ${note}`,
    },
    {
      name: 'queue.error',
      ours: null,
      peer: null,
      unit: 'mean absolute error against the rule people x mean / counters',
      ratio: round(error),
      goal: '<= 0.7',
      met: error <= 0.7,
      note: `${days} of ${note}`,
    },
  ];
}
