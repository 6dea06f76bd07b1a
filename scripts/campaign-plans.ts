import { parseArgs } from 'node:util';
import { checkNetworkPlan, planNetwork } from 'loket/printing/planner';
import { chance } from '../tests/support/chance.js';
import { officeProblem, smallProblem } from '../tests/support/network-instances.js';
import { costOf, leastByHighs } from '../tests/support/network-oracle.js';
import { mutations } from '../tests/support/plan-mutations.js';

/**
 * Holds network plans against HiGHS, and their checker against plans made worse:
 * `npm run campaign:plans -- --instances 500 --seed 1`. One in fifty is an office of 16,000 to 44,000 cards. `npm test`
 * runs a short form of the same.
 */
const { values } = parseArgs({
  options: { instances: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } },
});
const instances = Number(values.instances);
const first = Number(values.seed);
const began = performance.now();
const problems: string[] = [];
const counts = { offices: 0, equal: 0, accepted: 0, cards: 0 };
const refused = new Map<string, number>();
const ratios: number[] = [];

for (let n = 0; n < instances; n++) {
  const seed = first + n;
  const draw = chance(seed);
  const large = n % 50 === 49;
  const cards = 16_000 + draw.nat(28_001);
  const days = 8 + draw.nat(3);
  const office = { cards, printers: 10 + draw.nat(26), days, blanks: 0.5 + draw.fraction() / 2 };
  const problem = large ? officeProblem(draw, office) : smallProblem(draw);
  const start = performance.now();
  const plan = planNetwork(problem);
  const ours = performance.now() - start;
  const { unserved, short } = plan.proof;
  const between = performance.now();
  const least = Math.round(await leastByHighs(problem, unserved, short));
  if (large) ratios.push((performance.now() - between) / ours);
  const cost = costOf(plan.value, unserved, short);
  if (cost === least) counts.equal++;
  else problems.push(`seed ${seed}: ${cost}, and HiGHS finds ${least}`);
  const check = checkNetworkPlan(problem, plan);
  if (check.ok) counts.accepted++;
  else problems.push(`seed ${seed}: the checker says ${check.reason}`);
  if (large) counts.offices++;
  counts.cards += problem.groups.reduce((sum, { count }) => sum + count, 0);
  const names = Object.keys(mutations);
  for (let tries = 0, done = 0; tries < 40 && done < 3; tries++) {
    const name = draw.of(names);
    const changed = mutations[name]?.(plan, problem, draw);
    if (!changed) continue;
    done++;
    if (checkNetworkPlan(problem, changed).ok) problems.push(`seed ${seed}: accepted although ${name}`);
    else refused.set(name, (refused.get(name) ?? 0) + 1);
  }
}
for (const problem of problems.slice(0, 20)) console.error(problem);
ratios.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    instances,
    seed: first,
    ...counts,
    refused: [...refused.values()].reduce((sum, count) => sum + count, 0),
    kindsOfRefused: refused.size,
    timesFasterThanHighs: ratios.map((ratio) => Number(ratio.toPrecision(3))),
    problems: problems.length,
    seconds: Math.round((performance.now() - began) / 1000),
  }),
);
if (problems.length > 0) process.exitCode = 1;
