import { checkSlotPlan, planSlots } from 'loket/printing/planner';
import { expect, it } from 'vitest';
import { compare, instance, large, largeOptimum, lastTick } from '../support/slot-highs.js';

// `npm run campaign:slots -- --instances 500` runs the long form of both.
it('finds what HiGHS finds on 50 random problems, or tells a gap in which it lies', async () => {
  const verdicts = new Map<string, number>();
  for (let seed = 1; seed <= 50; seed++) {
    const problem = instance(seed);
    const plan = planSlots(problem);
    expect(plan.printed).toBe(problem.jobs.count);
    expect(checkSlotPlan(problem, plan)).toEqual({ ok: true });
    const verdict = await compare(problem, plan, lastTick);
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  expect(verdicts.get('WRONG')).toBeUndefined();
  expect(verdicts.get('same')).toBeGreaterThan(35);
}, 240_000);

it('finds what HiGHS finds for an office of 16,000 to 44,000 cards, to the last millisecond', async () => {
  for (const objective of ['makespan', 'weightedCompletion'] as const) {
    const problem = large(1, objective);
    const plan = planSlots(problem);
    expect(plan.value).toEqual([await largeOptimum(problem)]);
    expect(checkSlotPlan(problem, plan)).toEqual({ ok: true });
  }
}, 240_000);
