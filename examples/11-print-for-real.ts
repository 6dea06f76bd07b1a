// Cards printed over IPP: two come out, one jams and is printed again on another blank, and the printer's own record
// agrees with the office's books. The printer is virtual, the protocol is not.
import assert from 'node:assert/strict';
import { createOffice, defineCalendar, defineDocumentKind } from 'loket';
import { imbalance } from 'loket/printing';
import { ippPrinter } from 'loket/printing/ipp';
import { testClock } from 'loket/testing';
import { startIppPrinters } from 'loket/testing/ipp-printer';

/** A PDF of one empty page in the size of a card (ISO/IEC 7810 ID-1), with its table of objects. */
function emptyCard(): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 242.65 153.01] /Resources << >> >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const place = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${places.join('')}`;
  text += `trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}

// 240 cards in 8 hours: two minutes each, by the office's clock, which the driver tells the printer.
const printers = await startIppPrinters({
  printers: [{ id: 'P1', blanks: 10, cardsPerDay: 240, faults: [{ job: 2, fault: 'jam' }] }],
});
console.log(`a printer listens at ${printers.uri('P1')}`);

const day = [{ from: '08:00', to: '16:00' }];
const clock = testClock('2019-07-17T09:00+07:00');
const office = createOffice({
  calendar: defineCalendar({
    id: 'card-office',
    timeZone: 'Asia/Jakarta',
    hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
    years: { 2019: { source: 'made up', holidays: [] } },
  }),
  kinds: [defineDocumentKind({ id: 'id-card', service: 'cards', medium: 'card', inspect: false })],
  counters: [{ id: '1', services: ['cards'] }],
  media: [{ id: 'card', form: 'card', serialNumbers: true }],
  printers: [
    ippPrinter({
      id: 'P1',
      medium: 'card',
      blanks: 10,
      uri: printers.uri('P1'),
      document: emptyCard,
      headers: ({ at }) => ({ 'x-loket-clock': String(at) }),
    }),
  ],
  clock,
});
const ani = office.as({ id: 'ani', role: 'officer' });

const ids: string[] = [];
for (const person of ['v-1', 'v-2']) {
  const { applicationId, ticketId } = await ani.queue.issue({ kind: 'id-card', applicant: { ref: person } });
  await ani.queue.callNext({ counter: '1' });
  await ani.documents.pass(applicationId);
  await ani.queue.finish(ticketId);
  ids.push(applicationId);
}
await office.settle();
for (let minute = 0; minute <= 8; minute++) {
  const states = await Promise.all(ids.map(async (id) => (await office.documents.get(id)).state));
  console.log(`09:0${minute}  ${states.join(', ')}`);
  clock.advance(60_000);
  await office.settle();
}

for (const id of ids) assert.equal((await office.documents.get(id)).state, 'readyForPickup');
const came = printers.record.filter(({ type }) => ['loaded', 'out', 'spoiled'].includes(type));
assert.deepEqual(
  came.map(({ type }) => type),
  ['loaded', 'out', 'spoiled', 'out'],
);
const [books] = await office.printing.stock();
assert.ok(books);
assert.equal(imbalance(books), 0);
assert.deepEqual([books.issued, books.spoiled, books.free], [2, 1, 7]);
assert.equal(came.at(-1)?.left?.blanks, books.free);
console.log(`the printer's record: ${came.map(({ type, serial }) => serial ?? type).join(', ')}`);
console.log(`the office's books:   ${books.issued} issued, ${books.spoiled} spoiled, ${books.free} left`);
await printers.close();
