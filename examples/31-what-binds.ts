// 400 blanks, 28,000 requests, 25 printers and ten more in the budget: what binds, what a blank is worth, and from when
// on ten more printers change anything. Blanks, printers and days are the article's; deliveries are assumed.
import assert from 'node:assert/strict';
import {
  backlogOf,
  blanksFor,
  checkSlotPlan,
  clearInterval,
  dailyWindows,
  planSlots,
  printersFor,
  type SlotPrinter,
  type SlotProblem,
  slotPrices,
  splitDelivery,
  whatBinds,
  whenCleared,
} from 'loket/printing/planner';

const hour = 3_600_000;
const midnight = Date.parse('2019-07-18T00:00+07:00');
const time = (at: number) => new Date(at + 7 * hour).toISOString().slice(0, 16).replace('T', ' ');
const printers = (count: number): SlotPrinter[] =>
  Array.from({ length: count }, (_, m) => ({ id: `P${m + 1}`, cardsPerHour: 31.25, dailyDuty: 250 }));

const including = backlogOf({ requests: 28_000, printReady: 16_000, reading: 'including' });
const beside = backlogOf({ requests: 28_000, printReady: 16_000, reading: 'beside' });

// The plan itself: card by card, with a proof that no plan is better.
const office: SlotProblem = {
  from: midnight,
  jobs: { count: including },
  printers: printers(25),
  objective: 'makespan',
  windows: dailyWindows({ firstDay: midnight, days: 30, from: 8 * hour, until: 16 * hour }),
  day: { startsAt: midnight },
  blanks: [{ at: midnight, count: 400 }],
};
const plan = planSlots(office);
console.log(
  `${plan.printed} of ${including} cards, the last at ${time(plan.finishedAt ?? 0)}. ${plan.binding.text}`,
);
assert.equal(plan.binding.code, 'planner.blanks-bind');
assert.deepEqual(checkSlotPlan(office, plan), { ok: true });

const { oneMoreBlank, oneMorePrinterDay } = slotPrices(office);
const printerDay = oneMorePrinterDay.get('P1');
console.log(
  `One more blank: ${oneMoreBlank.cards} card more. One more printer-day: ${printerDay?.cards} cards more.`,
);
assert.deepEqual([oneMoreBlank.cards, printerDay?.cards], [1, 0]);

// Ten more printers: not one card more until blanks arrive, and a day sooner once they have.
assert.equal(planSlots({ ...office, printers: printers(35) }).printed, 400);
const delivered = { ...office, blanks: [{ at: midnight, count: including }] };
const [with25, with35] = [25, 35].map((count) => planSlots({ ...delivered, printers: printers(count) }));
console.log(
  `With blanks for all: 25 printers are done at ${time(with25?.finishedAt ?? 0)}, 35 at ${time(with35?.finishedAt ?? 0)}.`,
  with25?.binding.text,
);
assert.equal(with25?.binding.code, 'planner.printers-bind');
assert.ok((with35?.finishedAt ?? 0) < (with25?.finishedAt ?? 0));

// The same questions in working days, for both readings of the article.
for (const backlog of [including, beside]) {
  const question = {
    backlog,
    printers: 25,
    cardsPerDay: 250,
    stock: 400,
    spoilage: 0.02,
    arrivalsPerDay: 150,
  };
  const scarce = whatBinds(question);
  console.log(`${backlog} cards: ${scarce.now.reason.text}\n  ${scarce.binding.text}`);
  assert.equal(scarce.binding.code, 'capacity.more-printers-nothing');
  const week = whenCleared({ ...question, blanksPerDay: 1000 });
  assert.ok(week.clears);
  console.log(`  With 1,000 blanks a day: ${week.reason.text}`);
  const enough = whatBinds({ ...question, stock: 60_000 });
  console.log(`  With 60,000 blanks: ${enough.binding.text}`);
  assert.equal(enough.binding.code, 'capacity.more-printers-sooner');
  const [blanks, more] = [blanksFor(question, 10), printersFor({ ...question, stock: 60_000 }, 5)];
  if (blanks.isPossible) console.log(`  Cleared by day 10 with ${blanks.count} more blanks`);
  if (more.isPossible) console.log(`  Cleared by day 5 with ${more.count} printers, if blanks are there`);
  const days = clearInterval(
    { ...question, stock: 60_000 },
    { cardsPerDay: { low: 100, likely: 250, high: 300 } },
  );
  console.log(
    `  By the rates that were seen: day ${days.earliest.day} to day ${days.latest.day}, likely ${days.likely.day}`,
  );
  assert.ok(days.isSure && days.earliest.day <= days.likely.day && days.likely.day <= days.latest.day);
}

// A delivery of 2,000, over 33 sub-districts by who waits, at least 50 for the headquarters.
const areas = Array.from({ length: 33 }, (_, i) => ({ id: `sub-district ${i + 1}`, waiting: 400 + 23 * i }));
const split = splitDelivery({
  quantity: 2_000,
  areas: [...areas, { id: 'headquarters', waiting: 600, minimum: 50 }],
  rule: 'largest-remainder',
});
assert.ok(split.isPossible);
console.log(
  `2,000 blanks: ${[...split.shares]
    .slice(-3)
    .map(([id, count]) => `${id} ${count}`)
    .join(', ')}`,
);
assert.equal(
  [...split.shares.values()].reduce((sum, count) => sum + count, 0),
  2_000,
);
