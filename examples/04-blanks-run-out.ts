// Fewer blanks than requests: the books always balance, a spoiled card is counted, nobody is promised a day that
// cannot be kept, and a delivery sets things moving again.
import assert from 'node:assert/strict';
import { createOffice, defineCalendar, defineDocumentKind } from 'loket';
import { imbalance } from 'loket/printing';
import { testClock, virtualPrinter } from 'loket/testing';

const day = [{ from: '08:00', to: '16:00' }];
const office = createOffice({
  calendar: defineCalendar({
    id: 'card-office',
    timeZone: 'Asia/Jakarta',
    hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
    years: { 2019: { source: 'made up', holidays: [] } },
  }),
  kinds: [defineDocumentKind({ id: 'id-card', service: 'cards', medium: 'card', inspect: false })],
  counters: [{ id: '1', services: ['cards'] }],
  // The second card that comes out is spoiled.
  printers: [
    virtualPrinter({
      id: 'P1',
      media: 'card',
      blanks: 3,
      script: (nth) => (nth === 2 ? 'spoiled' : 'printed'),
    }),
  ],
  clock: testClock('2019-07-17T09:00+07:00'),
});
const ani = office.as({ id: 'ani', role: 'officer' });

async function serve(person: string): Promise<string> {
  const { applicationId, ticketId } = await ani.queue.issue({ kind: 'id-card', applicant: { ref: person } });
  await ani.queue.callNext({ counter: '1' });
  await ani.documents.pass(applicationId);
  await ani.queue.finish(ticketId);
  await office.settle();
  return applicationId;
}
async function books(): Promise<string> {
  const [account] = await office.printing.stock();
  assert.ok(account);
  assert.equal(imbalance(account), 0);
  const { opening, received, free, issued, spoiled, waiting } = account;
  return `opening ${opening} + received ${received} = free ${free} + issued ${issued} + spoiled ${spoiled}; ${waiting} wait`;
}

const people = ['v-1', 'v-2', 'v-3', 'v-4'];
const ids: string[] = [];
for (const person of people) ids.push(await serve(person));
for (const [i, id] of ids.entries()) {
  const { state, commitment } = await office.documents.get(id);
  console.log(
    `${people[i]}: ${state}, ready by ${commitment?.readyBy ?? `no day yet: ${commitment?.pending}`}`,
  );
}
console.log(await books());
assert.equal((await office.documents.get(ids[1] ?? '')).state, 'readyForPickup');
const last = await office.documents.get(ids[3] ?? '');
assert.deepEqual([last.state, last.commitment?.pending], ['printing.queued', 'blanks-short']);

console.log('a delivery of 10 cards, 5 of them into the hopper of P1');
await ani.printing.receive({ medium: 'card', quantity: 10 });
await ani.printing.load({ printerId: 'P1', quantity: 5 });
await office.settle();
const now = await office.documents.get(ids[3] ?? '');
console.log(`v-4: ${now.state}, ready by ${now.commitment?.readyBy}`);
console.log(await books());
assert.equal(now.state, 'readyForPickup');
assert.equal(now.commitment?.readyBy, '2019-07-17');
