import { writeFileSync } from 'node:fs';
import { goals } from '../tests/forecast/buckets.js';
import { campaign } from '../tests/forecast/campaign.js';
import { erlangDistance } from '../tests/forecast/erlang-check.js';
import { judgePlanning } from '../tests/forecast/planning.js';
import { judge, report } from '../tests/forecast/report.js';
import { testSeeds, trainingSeeds } from '../tests/forecast/scenarios.js';

/** Judges the forecast in full and writes docs/forecast-table.md: `npm run campaign:forecast`. */
const result = campaign(trainingSeeds, testSeeds);
const planning = judgePlanning(trainingSeeds, testSeeds);
const erlang = erlangDistance().worst;
const text = report(testSeeds.length, result, planning, erlang);
writeFileSync('docs/forecast-table.md', text);
console.log(text);
const { missed } = judge(result);
for (const line of missed) console.error(`missed: ${line}`);
process.exit(missed.length > 0 || erlang > goals.erlang ? 1 : 0);
