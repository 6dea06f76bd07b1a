import { checkSlotPlan, planSlots } from '../src/printing/planner/index.js';
import { compare, instance, large, largeOptimum, lastTick } from '../tests/support/slot-highs.js';

/**
 * Holds the slot planner against HiGHS: `npm run campaign:slots -- --instances 500` gives the number of random problems
 * (default 500); ten more have 16,000 to 44,000 cards. Every plan goes through the checker. `npm test` runs a short form.
 */
const at = process.argv.indexOf('--instances');
const instances = at === -1 ? 500 : Number(process.argv[at + 1]);
const began = performance.now();
const verdicts: Record<string, number> = {};
const claims: Record<string, number> = {};
let wrong = 0;
const report = (seed: number, text: string) => {
  wrong++;
  console.error(`seed ${seed}: ${text}`);
};
for (let seed = 1; seed <= instances; seed++) {
  const problem = instance(seed);
  const plan = planSlots(problem);
  const check = checkSlotPlan(problem, plan);
  if (!check.ok) report(seed, check.reason.text);
  const verdict =
    plan.printed < problem.jobs.count ? 'not all printed' : await compare(problem, plan, lastTick);
  if (verdict === 'WRONG') report(seed, `${problem.objective}, claimed on ${plan.exactOn}`);
  const key = `${problem.objective}: ${verdict}`;
  verdicts[key] = (verdicts[key] ?? 0) + 1;
  claims[`${plan.exactOn} by ${plan.proof.method}`] =
    (claims[`${plan.exactOn} by ${plan.proof.method}`] ?? 0) + 1;
}
console.log(verdicts, claims);
for (let seed = 1; seed <= 10; seed++) {
  const problem = large(seed, seed % 2 === 0 ? 'makespan' : 'weightedCompletion');
  const start = performance.now();
  const plan = planSlots(problem);
  const ours = performance.now() - start;
  const optimum = await largeOptimum(problem);
  const theirs = performance.now() - start - ours;
  const check = checkSlotPlan(problem, plan);
  if (plan.value[0] !== optimum) report(seed, `${plan.value[0]} and not ${optimum}`);
  if (!check.ok) report(seed, check.reason.text);
  console.log(
    `${problem.jobs.count} cards, ${problem.objective}: ${ours.toFixed(1)} ms, HiGHS ${theirs.toFixed(0)} ms`,
  );
}
console.log({ instances, wrong, seconds: Math.round((performance.now() - began) / 1000) });
process.exit(wrong === 0 ? 0 : 1);
