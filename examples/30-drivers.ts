// Three kinds of printers in one office: a card machine with a chip station whose second card has a dead chip, a hot
// folder whose program answers, and a machine worked by hand by two people. What came out of each agrees with the books.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOffice, defineCalendar, defineDocumentKind } from 'loket';
import { claimJob, imbalance, manualPrinter, nextWork, readSerial } from 'loket/printing';
import { cardPrinter } from 'loket/printing/card';
import { folderPrinter } from 'loket/printing/folder';
import { simulatedCardPrinter, testClock } from 'loket/testing';

const folder = mkdtempSync(join(tmpdir(), 'hot-folder-'));
const machine = simulatedCardPrinter({ cards: 5, script: (nth) => (nth === 2 ? 'chip-dead' : undefined) });
const day = [{ from: '08:00', to: '16:00' }];
const clock = testClock('2019-07-17T09:00+07:00');
const kinds = ['id-card', 'permit', 'booklet'] as const;
const office = createOffice({
  calendar: defineCalendar({
    id: 'card-office',
    timeZone: 'Asia/Jakarta',
    hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
    years: { 2019: { source: 'made up', holidays: [] } },
  }),
  kinds: kinds.map((id) => defineDocumentKind({ id, service: 'cards', medium: id, inspect: false })),
  counters: [{ id: '1', services: ['cards'] }],
  media: [
    { id: 'id-card', form: 'card', serialNumbers: true },
    { id: 'permit', form: 'card', serialNumbers: false },
    { id: 'booklet', form: 'paper', serialNumbers: true },
  ],
  printers: [
    cardPrinter({
      id: 'machine',
      medium: 'id-card',
      blanks: 5,
      machine,
      document: ({ applicationId }) => new TextEncoder().encode(applicationId),
      // The data were read before a card is fed; what was written is read again.
      encoder: () => async (chip) => ({ outcome: 'encoded', serial: await chip.readSerial() }),
      onEvent: ({ jobId, step }) => console.log(`  ${jobId}: ${step}`),
    }),
    folderPrinter({
      id: 'folder',
      medium: 'permit',
      blanks: 5,
      folder,
      document: ({ applicationId }) => new TextEncoder().encode(applicationId),
    }),
    manualPrinter({ id: 'by-hand', medium: 'booklet', blanks: 5 }),
  ],
  clock,
});

/** The program behind the folder: prints what it finds and says so. */
function folderProgram(): void {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.pdf'))) {
    const ticket = JSON.parse(readFileSync(join(folder, file.replace('.pdf', '.ticket.json')), 'utf8'));
    rmSync(join(folder, file));
    writeFileSync(join(folder, ticket.answer), JSON.stringify({ outcome: 'printed' }));
    console.log(`  ${ticket.jobId}: printed from the folder`);
  }
}

const rina = office.as({ id: 'rina', role: 'head' });
await rina.documents.import(
  kinds.flatMap((kind) =>
    [1, 2].map((n) => ({
      applicationId: `${kind}-${n}`,
      kind,
      applicant: { ref: `v-${kind}-${n}` },
      state: 'printing.queued',
      since: clock.now() - n,
    })),
  ),
);
for (let second = 0; second < 20; second++) {
  await office.settle();
  folderProgram();
  clock.advance(1000);
}

// Two people at one machine take one job each.
const ani = office.as({ id: 'ani', role: 'officer' });
const budi = office.as({ id: 'budi', role: 'officer' });
const first = nextWork(await office.printing.worklist(), [], { operator: 'ani', at: clock.now() });
assert.ok(first);
const { claims } = claimJob([], { jobId: first.jobId, operator: 'ani', at: clock.now() });
const free = nextWork(await office.printing.worklist(), claims, { operator: 'budi', at: clock.now() });
console.log(`ani has ${first.jobId} in hand, for budi there is ${free?.jobId ?? 'nothing'}`);
const scan = readSerial(']C0BK-0001\r\n', { prefix: 'BK-' });
assert.ok(scan.ok);
await ani.printing.confirm(first.jobId, { serial: scan.serial });
await office.settle();
const next = nextWork(await office.printing.worklist(), [], { operator: 'budi', at: clock.now() });
assert.ok(next);
await budi.printing.spoiled(next.jobId, { reason: 'smeared' });
await office.settle();
const again = nextWork(await office.printing.worklist(), [], { operator: 'budi', at: clock.now() });
assert.ok(again);
await budi.printing.confirm(again.jobId, { serial: 'BK-0003' });
await office.settle();

for (const kind of kinds)
  for (const n of [1, 2]) assert.equal((await office.documents.get(`${kind}-${n}`)).state, 'readyForPickup');
const stock = await office.printing.stock();
for (const books of stock) {
  assert.equal(imbalance(books), 0);
  console.log(`${books.medium}: ${books.issued} issued, ${books.spoiled} spoiled, ${books.free} left`);
}
const spoiled = Object.fromEntries(stock.map(({ medium, spoiled }) => [medium, spoiled]));
assert.deepEqual(spoiled, { 'id-card': 1, permit: 0, booklet: 1 });
assert.deepEqual(
  machine.record.map(({ end }) => end),
  ['out', 'rejected', 'out'],
);
rmSync(folder, { recursive: true });
