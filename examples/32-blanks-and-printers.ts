// A week at the card desk: blanks come and go between two sites, a printer gets hot, its ribbon ends, another breaks down,
// and on Friday a count finds what the books did not know.
import assert from 'node:assert/strict';
import { createOffice, defineCalendar, defineDocumentKind } from 'loket';
import { imbalance } from 'loket/printing';
import { testClock, virtualPrinter } from 'loket/testing';

const day = [{ from: '08:00', to: '16:00' }];
const clock = testClock('2026-03-02T08:00+07:00');
const office = createOffice({
  calendar: defineCalendar({
    id: 'regency',
    timeZone: 'Asia/Jakarta',
    hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
    years: { 2026: { source: 'made up', holidays: [] } },
  }),
  kinds: [defineDocumentKind({ id: 'id-card', service: 'cards', medium: 'card', inspect: false })],
  counters: [{ id: '1', services: ['cards'] }],
  media: [
    { id: 'card', form: 'card', lowAt: 6 },
    { id: 'ribbon', form: 'supply', prints: 8 },
  ],
  printers: [
    {
      ...virtualPrinter({ id: 'P1', media: 'card', blanks: 8 }),
      supplies: ['ribbon'],
      thermal: { cards: 4, coolMs: 30 * 60_000 },
    },
    { ...virtualPrinter({ id: 'P2', media: 'card', blanks: 0 }), site: 'north' },
  ],
  stock: { card: 10, ribbon: 1 },
  sites: [{ id: 'north' }],
  notifier: {
    stockLow: ({ free, mark }) =>
      console.log(`  the office is told: ${free} blanks left, the mark is ${mark}`),
  },
  clock,
});
const rina = office.as({ id: 'rina', role: 'officer' });
let people = 0;
async function ask(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const { applicationId, ticketId } = await rina.queue.issue({
      kind: 'id-card',
      applicant: { ref: `v-${++people}` },
    });
    await rina.queue.callNext({ counter: '1' });
    await rina.documents.pass(applicationId);
    await rina.queue.finish(ticketId);
  }
  await office.settle();
}
async function show(what: string): Promise<Record<string, string>> {
  const printers = await office.printing.printers();
  const ready = (await office.documents.list({ state: 'readyForPickup' })).length;
  console.log(
    `${what}: ${printers.map(({ id, state, blanks }) => `${id} ${state} (${blanks})`).join(', ')}; ${ready} ready`,
  );
  for (const account of await office.printing.stock()) assert.equal(imbalance(account), 0);
  return Object.fromEntries(printers.map(({ id, state }) => [id, state]));
}

await ask(6);
assert.equal((await show('Monday, four cards in one go')).P1, 'cooling');
clock.advance(30 * 60_000);
await office.settle();
assert.equal((await show('half an hour later')).P1, 'idle');

await ask(2);
assert.equal((await show('the eighth card')).P1, 'outOfRibbon');
await rina.printing.mount({ printerId: 'P1', medium: 'ribbon' });

console.log('Tuesday: ten blanks go north, nine arrive');
await rina.printing.send({ transferId: 'van', medium: 'card', quantity: 10, to: 'north' });
clock.set('2026-03-03T08:00+07:00');
await rina.printing.arrive('van', { quantity: 9 });
await rina.printing.load({ printerId: 'P2', quantity: 5 });
await ask(3);
await show('printed in the north');

await rina.printing.breakPrinter('P2', { reason: 'the head is scorched' });
assert.equal((await show('Wednesday')).P2, 'inRepair');
clock.set('2026-03-05T08:00+07:00');
await rina.printing.repairPrinter('P2');
const [, p2] = await office.printing.printers();
console.log(`Thursday: repaired; a repair is now expected to take ${p2?.outlook.repairDays} days`);

const count = await rina.printing.takeStock({ medium: 'card', site: 'north', warehouse: 3 });
console.log(
  `Friday: ${count.expected} expected in the north, ${count.counted} counted, ${count.missing} missing`,
);
assert.equal(count.missing, 1);
const north = (await office.printing.stock()).find(
  ({ site, medium }) => site === 'north' && medium === 'card',
);
assert.deepEqual([north?.transferredIn, north?.issued, north?.missing], [10, 3, 2]);
