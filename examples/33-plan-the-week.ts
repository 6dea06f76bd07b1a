// Which cards are printed where, when some blanks are here and some come on Wednesday, and cards need a day to reach
// the villages; what one more blank is worth; and what becomes of the plan when printers break down.
import assert from 'node:assert/strict';
import {
  checkNetworkPlan,
  type NetworkProblem,
  planNetwork,
  replanNetwork,
  splitShares,
} from 'loket/printing/planner';

const villages = Array.from({ length: 33 }, (_, i) => `village-${i + 1}`);
const delivery = splitShares(4_000, { headquarters: 70, south: 30 });
const problem: NetworkProblem = {
  days: 5,
  lines: [
    {
      id: 'headquarters',
      medium: 'ktp-el',
      capacity: [1500, 1500, 1500, 1500, 1500],
      blanks: [1600, 0, delivery.headquarters, 0, 0],
      transportDays: { town: 0, ...Object.fromEntries(villages.map((name) => [name, 1])) },
    },
    {
      id: 'south',
      medium: 'ktp-el',
      capacity: [500, 500, 500, 500, 500],
      blanks: [400, 0, delivery.south, 0, 0],
      transportDays: Object.fromEntries([...villages.slice(20).map((name) => [name, 0]), ['town', 1]]),
    },
  ],
  groups: [
    { id: 'first-timers', home: 'town', medium: 'ktp-el', count: 1200, weight: 8, dueDay: 1 },
    { id: 'town', home: 'town', medium: 'ktp-el', count: 2400, weight: 1, dueDay: 3 },
    ...villages.map((home, i) => ({ id: home, home, medium: 'ktp-el', count: 60 + i, weight: 2, dueDay: 2 })),
  ],
};
const plan = planNetwork(problem);
assert.deepEqual(checkNetworkPlan(problem, plan), { ok: true });
const printed = (of: typeof plan.shipments, line: string, day: number) =>
  of.reduce((sum, one) => sum + (one.lineId === line && one.printDay === day ? one.count : 0), 0);
for (const { id } of problem.lines)
  console.log(
    `${id}: ${[0, 1, 2, 3, 4].map((day) => printed(plan.shipments, id, day)).join(', ')} cards by day`,
  );
console.log(`not printed: ${plan.value.unserved}; weighted days of lateness: ${plan.value.lateDays}; proved`);
for (const { text } of plan.binding) console.log(`  ${text}`);
const [best] = [...plan.blankWorth].sort(
  (a, b) => a.change.unserved - b.change.unserved || a.change.lateDays - b.change.lateDays,
);
assert.ok(best);
const { change } = best;
console.log(
  `one more blank at ${best.lineId} on day ${best.day}: ${-change.unserved} card more, ${-change.lateDays} weighted days less`,
);
assert.equal(change.unserved, -1);

// On the second morning two thirds of headquarters stand still.
const [hq, ...others] = problem.lines;
assert.ok(hq);
const now = { ...problem, lines: [{ ...hq, capacity: [1500, 500, 500, 500, 500] }, ...others] };
const { plan: again, problem: rest, shipments } = replanNetwork(now, plan, { frozenUntil: 1 });
assert.deepEqual(checkNetworkPlan(rest, again), { ok: true });
console.log(
  `after a breakdown: ${[0, 1, 2, 3, 4].map((day) => printed(shipments, 'headquarters', day)).join(', ')}`,
);
console.log(`not printed now: ${again.value.unserved}`);
assert.ok(again.value.unserved >= plan.value.unserved);
assert.equal(printed(shipments, 'headquarters', 0), printed(plan.shipments, 'headquarters', 0));
