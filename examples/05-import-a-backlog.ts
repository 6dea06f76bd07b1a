// An office does not begin empty: rows that are already under way are taken in at the state in which they rest. A row
// that breaks a rule comes back with the reason, and the same file can be imported again without harm.
import assert from 'node:assert/strict';
import { createOffice, type ImportRow } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { testClock, virtualPrinter } from 'loket/testing';

const clock = testClock('2019-07-17T08:00+07:00');
const office = createOffice({
  ...dukcapil({ regency: '35.07' }),
  counters: [{ id: 'A', services: ['identity-cards'] }],
  printers: [virtualPrinter({ id: 'P1', media: 'ktp-el-card', blanks: 4 })],
  clock,
});
const rina = office.as({ id: 'rina', role: 'head' });

// A thousandth of the backlog of July 2019: 28 identity cards, of which 16 have their print-ready record.
const row = (i: number): ImportRow => ({
  applicationId: `old-${String(i).padStart(2, '0')}`,
  kind: 'ktp-el',
  applicant: { ref: `v-${i}`, area: '35.07.13' },
  state: i <= 16 ? 'printing.queued' : 'printing.awaitingRecord',
  since: Date.parse('2019-03-01T08:00+07:00') + i * 60_000,
});
const rows = Array.from({ length: 28 }, (_, i) => row(i + 1));
const bad: ImportRow[] = [
  { ...row(29), kind: 'ktp' },
  { ...row(30), state: 'printing.running' },
];

const first = await rina.documents.import([...rows, ...bad]);
console.log(`taken in ${first.taken}, repeated ${first.repeated}, refused ${first.refused.length}`);
for (const { index, refusal } of first.refused)
  console.log(`  row ${index}: ${refusal.code}, ${refusal.message}`);
assert.equal(first.taken, 28);
assert.deepEqual(
  first.refused.map(({ index, refusal }) => [index, refusal.code]),
  [
    [28, 'unknown-kind'],
    [29, 'invalid-command'],
  ],
);

const second = await rina.documents.import(rows);
console.log(`again: taken in ${second.taken}, repeated ${second.repeated}`);
assert.deepEqual([second.taken, second.repeated], [0, 28]);

// The oldest are printed first; four blanks are all there is.
await office.settle();
const printed = await office.documents.list({ state: 'printed' });
console.log(`printed: ${printed.map((view) => view.id).join(', ')}`);
assert.deepEqual(
  printed.map((view) => view.id),
  ['old-01', 'old-02', 'old-03', 'old-04'],
);
const waiting = await office.documents.list({ state: 'printing.queued' });
const [cards] = await office.printing.stock();
console.log(`${waiting.length} wait for a blank, ${cards?.free} are left`);
assert.equal(waiting.length, 12);
