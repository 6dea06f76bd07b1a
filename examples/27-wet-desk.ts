// The signing server is down and everything is signed by hand. Papers are taken to the head in batches; the head leaves,
// a deputy signs; one paper comes back unsigned, one is missing, and a scan finds it again.
import assert from 'node:assert/strict';
import { createOffice, defineCalendar, defineDocumentKind } from 'loket';
import { renderSheet } from 'loket/signing/sheet';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';

const day = [{ from: '08:00', to: '15:00' }];
const clock = testClock('2026-03-02T08:00+07:00');
const office = createOffice({
  calendar: defineCalendar({
    id: 'town-hall',
    timeZone: 'Asia/Jakarta',
    hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
    years: { 2026: { source: 'made up', holidays: [] } },
  }),
  kinds: [
    defineDocumentKind({
      id: 'deed',
      service: 'deeds',
      medium: 'paper',
      signature: { by: 'head' },
      checkBack: true,
    }),
  ],
  counters: [{ id: '1', services: ['deeds'] }],
  signatures: [fakeSigner()],
  printers: [virtualPrinter({ id: 'P1', media: 'paper', blanks: 50 })],
  // Five papers make a batch by themselves; nobody waits for company longer than two hours.
  wetDesks: [
    { signatory: 'head', papersPerDay: 600, minBatch: 5, maxWaitMs: 2 * 3_600_000, deputies: ['secretary'] },
  ],
  clock,
});
const eva = office.as({ id: 'eva', role: 'officer' });
const stateOf = async (id: string) => (await office.documents.get(id)).state;

await eva.signing.useWet({ reason: 'signing server under repair' });
const ids: string[] = [];
for (let i = 1; i <= 5; i++) {
  const { applicationId, ticketId } = await eva.queue.issue({ kind: 'deed', applicant: { ref: `v-${i}` } });
  await eva.queue.callNext({ counter: '1' });
  await eva.documents.pass(applicationId);
  await eva.queue.finish(ticketId);
  ids.push(applicationId);
}
await office.settle();
const { batches, forecast } = await office.signing.wetDesk();
const [batch] = batches;
assert.ok(batch);
console.log(`08:00  batch ${batch.no} composed itself from ${batch.papers.length} papers`);
assert.equal(batch.papers.length, 5);
const next = new Date(forecast.finishBy(1) ?? 0).toISOString();
console.log(`08:00  a sixth paper would be back by ${next}`);
assert.equal(next, '2026-03-02T03:07:00.000Z');

// The list names whom the papers are for; the names are printed and kept nowhere.
const sheet = await office.signing.batchSheet(batch.batchId, { describe: () => 'Ms A' });
const pdf = await renderSheet(sheet);
console.log(
  `08:00  its list has ${sheet.rows.length} rows and ${pdf.length > 5000 ? 'is a PDF' : 'is empty'}`,
);

// The head leaves, and nobody is named: a batch cannot be sent. Then a deputy is named until noon.
await eva.signing.away({ reason: 'called to the regent', until: '2026-03-02T12:00+07:00' });
await assert.rejects(eva.signing.sendBatch(batch.batchId), /no deputy is named/);
await eva.signing.back();
await eva.signing.away({
  reason: 'called to the regent',
  until: '2026-03-02T12:00+07:00',
  deputy: 'secretary',
});
await eva.signing.sendBatch(batch.batchId);
console.log(`08:10  taken to the ${(await office.signing.wetDesk()).batches[0]?.signer}`);

// Two come back signed, one with a wrong name; of the rest one is not there when the batch is closed.
clock.set('2026-03-02T10:00+07:00');
const [first = '', second = '', third = '', fourth = '', fifth = ''] = ids;
await eva.signing.returnBatch(batch.batchId, {
  signed: [first, second],
  unsigned: [third],
  reason: 'wrong name',
});
await eva.signing.returnBatch(batch.batchId, { signed: [fourth] });
const missing = await eva.signing.closeBatch(batch.batchId);
console.log(`10:00  missing: ${missing.length} paper`);
assert.deepEqual(missing, [fifth]);
await office.settle();
assert.equal(await stateOf(first), 'signed.wet'); // until it is checked back
assert.equal(await stateOf(fifth), 'signing.wet');

// It lay under a file, signed. One scan says so, and that it is back.
const codeOf = (id: string) => sheet.rows.find((row) => row.applicationId === id)?.code ?? '';
const found = await eva.signing.scanPaper(codeOf(fifth));
await office.settle();
console.log(`10:20  found, ${found.came}: ${await stateOf(fifth)}`);
assert.equal(await stateOf(fifth), 'readyForPickup');

// The others were reported by their batch; the scan checks them back.
assert.equal((await eva.signing.scanPaper(codeOf(first))).came, 'checked');
assert.equal(await stateOf(first), 'readyForPickup');

// The one with the wrong name waits again, and is not forgotten: at noon it goes into a batch of its own.
clock.set('2026-03-02T12:00+07:00');
await office.settle();
const later = await office.signing.wetDesk();
console.log(
  `12:00  batch ${later.batches[0]?.no} holds ${later.batches[0]?.papers.length} paper; signs: ${later.forecast.who}`,
);
assert.deepEqual(later.batches[0]?.papers, [third]);
assert.equal(later.forecast.who, 'head');
