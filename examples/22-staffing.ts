// How many counters for tomorrow: a morning whose signing server fails, a surge, the line of yesterday, and what the
// counters that there are can do about it.
import assert from 'node:assert/strict';
import { countersFor, erlangA, erlangC, lineOutlook, planStaff, type StaffPlan } from 'loket/queue';

const minute = 60_000;
const hour = 60 * minute;
const target = { share: 0.8, withinMs: 15 * minute };

// An ordinary hour: 50 people, 6 minutes each.
const ordinary = { arrivalsPerHour: 50, meanServiceMs: 6 * minute };
const { counters } = countersFor({ ...ordinary, target });
const line = lineOutlook({ ...ordinary, counters });
console.log(
  `${counters} counters: ${Math.round(100 * line.servedWithin(target.withinMs))} % within 15 minutes,`,
  `nine of ten within ${Math.ceil(line.waitQuantileMs(0.9) / minute)}`,
);
assert.ok(line.servedWithin(target.withinMs) >= target.share);
assert.ok(erlangC({ load: 5, counters: counters - 1 }) > erlangC({ load: 5, counters }));

// With five counters the line would grow for ever, were it not for those who give up.
const short = erlangA({ ...ordinary, counters: 5, meanPatienceMs: 45 * minute });
console.log(`5 counters: ${Math.round(100 * short.leavingShare)} % give up`);

// A day with a surge after two hours in which signatures are made by hand, which takes twice as long at the counter.
const eight = Date.parse('2019-07-17T08:00+07:00');
const arrivals = [50, 60, 80, 60, 0, 40, 30];
const slots = arrivals.map((count, i) => ({
  from: eight + i * hour,
  to: eight + (i + 1) * hour,
  arrivals: count,
  serviceFactor: i < 2 ? 2 : 1,
  ...(count === 0 ? { counters: { max: 0 } } : {}),
}));
const clock = (at: number) => new Date(at + 7 * hour).toISOString().slice(11, 16);
const print = (title: string, plan: StaffPlan) => {
  console.log(`${title}: ${plan.counterHours} counter hours, ${plan.binding.length} hours too few`);
  for (const slot of plan.slots.filter(({ counters }) => counters > 0)) {
    const wait = Math.round(slot.meanWaitMs / minute);
    const ways = slot.recovery.map(
      (way) => `${way.counters} until ${clock(way.by)}${way.isPossible ? '' : ' (not there)'}`,
    );
    console.log(
      `  ${clock(slot.from)} ${slot.counters} counters, wait ${wait} min, ${Math.round(slot.backlogAtEnd)} left over`,
      slot.isBinding ? '- too few' : '',
      ways.length > 0 ? `- no line with ${ways.join(', ')}` : '',
    );
  }
};

const day = { slots, meanServiceMs: 6 * minute, target };
const wanted = planStaff(day);
print('As many as it takes', wanted);
assert.ok(wanted.isMet);

const scarce = planStaff({ ...day, backlog: 20, counters: { max: 9 } });
print('Nine counters, and twenty people from yesterday', scarce);
assert.ok(scarce.binding.length > 0);
assert.ok(scarce.slots.every((slot) => slot.counters <= 9));
assert.ok(scarce.slots.some((slot) => slot.recovery.length > 0));

// The same day if the signing server works.
const electronic = planStaff({
  ...day,
  slots: slots.map(({ serviceFactor: _, ...slot }) => slot),
  backlog: 20,
  counters: { max: 9 },
});
print('The same with electronic signatures', electronic);
assert.ok(electronic.binding.length < scarce.binding.length);
