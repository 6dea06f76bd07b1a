// Promises: a long queue at the wet desk makes a later one, a holiday declared afterwards moves it and is told, and when
// blanks arrive people are invited by turns, each told once.
import assert from 'node:assert/strict';
import { createOffice, defineCalendar, defineDocumentKind, memoryStore, type Notice } from 'loket';
import { extendCalendar } from 'loket/calendar';
import { testClock } from 'loket/testing';

const day = [{ from: '08:00', to: '15:00' }];
const calendar = defineCalendar({
  id: 'town-hall',
  timeZone: 'Asia/Jakarta',
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
  years: { 2019: { source: 'made up', holidays: [] } },
});
const store = memoryStore();
const clock = testClock('2019-07-17T09:00+07:00');
const told: Notice[] = [];

function open(current: typeof calendar) {
  const office = createOffice({
    calendar: current,
    kinds: [
      // No signature provider signs for the head: everything goes to the pen.
      defineDocumentKind({ id: 'letter', service: 'letters', medium: 'paper', signature: { by: 'head' } }),
      defineDocumentKind({ id: 'card', service: 'cards', medium: 'card' }),
    ],
    media: [
      { id: 'paper', form: 'paper' },
      { id: 'card', form: 'card' },
    ],
    counters: [{ id: '1', services: ['letters', 'cards'] }],
    wetDesks: [{ signatory: 'head', papersPerDay: 10 }],
    stock: { paper: 1000 },
    limits: { invitationsPerDay: 2 },
    notifier: { notice: (notice) => void told.push(notice) },
    store,
    clock,
  });
  return { office, ani: office.as({ id: 'ani', role: 'officer' }) };
}
const { office, ani } = open(calendar);

// Seventy papers lie before it, ten are signed a day: the usual five working days would be a lie.
await ani.documents.import(
  Array.from({ length: 70 }, (_, i) => ({
    applicationId: `old-${i}`,
    kind: 'letter',
    applicant: { ref: `o-${i}` },
    state: 'signing.wet',
    since: '2019-07-16T08:00+07:00',
  })),
);
const { applicationId } = await ani.queue.issue({ kind: 'letter', applicant: { ref: 'v-1' } });
await ani.queue.callNext({ counter: '1' });
const passed = await ani.documents.pass(applicationId);
console.log(`promised for ${passed.commitment?.readyBy}, behind 70 papers`);
assert.equal(passed.commitment?.readyBy, '2019-07-26');
await office.settle();
await office.stop();

// The day is declared a holiday. The office opens with the new calendar and looks through what it promised.
const later = open(
  extendCalendar(calendar, {
    years: {
      2019: {
        source: 'declared later',
        holidays: [{ date: '2019-07-26', name: 'A day of mourning', kind: 'holiday' }],
      },
    },
  }),
);
const review = await later.ani.documents.reviewCommitments();
await later.office.settle();
const moved = await later.office.documents.get(applicationId);
console.log(
  `26 July was declared a holiday: ${review.renewed} promise moved, to ${moved.commitment?.readyBy}`,
);
assert.deepEqual([review.renewed, moved.commitment?.readyBy], [1, '2019-07-29']);
assert.equal((await later.ani.documents.reviewCommitments()).renewed, 0);
assert.deepEqual(
  told.filter((notice) => notice.person === 'v-1').map(({ code, readyBy }) => `${code} ${readyBy}`),
  ['promised 2019-07-26', 'moved 2019-07-29'],
);

// Seven cards wait for blanks, two of them of one person; five blanks arrive, and two people a day are invited.
await later.ani.documents.import(
  ['k-1', 'k-2', 'k-2', 'k-3', 'k-4', 'k-5', 'k-6'].map((ref, i) => ({
    applicationId: `card-${i + 1}`,
    kind: 'card',
    applicant: { ref },
    state: 'printing.queued',
    since: Date.parse('2019-06-03T08:00+07:00') + i,
  })),
);
await later.ani.printing.receive({ medium: 'card', quantity: 5 });
await later.office.settle();
const invited = told.filter(({ code }) => code === 'invited');
for (const { person, applicationId: id, readyBy } of invited)
  console.log(`${person} is invited for ${readyBy} (${id})`);
assert.deepEqual(
  invited.map(({ person, readyBy }) => `${person} ${readyBy}`),
  ['k-1 2019-07-17', 'k-2 2019-07-17', 'k-2 2019-07-18', 'k-3 2019-07-18', 'k-4 2019-07-19'],
);
// The second card of k-2 has its turn on another day, so k-2 is told of that too; of one day a person is told once.
assert.equal((await later.office.documents.get('card-3')).commitment?.readyBy, '2019-07-18');
assert.equal((await later.office.documents.get('card-7')).commitment, null);
await later.office.stop();
