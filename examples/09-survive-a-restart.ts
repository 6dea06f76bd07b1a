// An office in one SQLite file: what was acknowledged is there after the process has ended, and nothing is done twice.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { sqliteStore } from 'loket/stores/sqlite';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';

const folder = mkdtempSync(join(tmpdir(), 'loket-'));
const path = join(folder, 'office.db');
const signer = fakeSigner();

function open() {
  const store = sqliteStore({ path, office: 'dukcapil-35.07' });
  const office = createOffice({
    ...dukcapil({ regency: '35.07' }),
    counters: [{ id: 'A', services: ['civil-acts'] }],
    signatures: [signer],
    printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 100 })],
    clock: testClock('2019-07-18T08:00+07:00'),
    store,
  });
  return { store, office, desk: office.as({ id: 'ani', role: 'officer' }) };
}

const before = open();
const issued = await before.desk.queue.issue(
  { kind: 'akta-lahir', applicant: { ref: 'v-1' } },
  { commandId: 'kiosk-1' },
);
await before.desk.queue.callNext({ counter: 'A' });
await before.desk.documents.pass(issued.applicationId);
await before.office.stop();
before.store.close();
console.log(
  `${issued.number} was passed at the counter; then the power went off, before anything was signed.`,
);

const after = open();
const again = await after.desk.queue.issue(
  { kind: 'akta-lahir', applicant: { ref: 'v-1' } },
  { commandId: 'kiosk-1' },
);
assert.deepEqual(again, issued);
console.log(`The kiosk sent its command again: still ${again.number}, not a second number.`);

await after.office.settle();
const { state } = await after.office.documents.get(issued.applicationId);
assert.equal(state, 'readyForPickup');
assert.equal(signer.signed.get(`${issued.applicationId}/s1`), 1);
assert.deepEqual(after.store.check(), []);
console.log('The office went on where it stood: signed once, printed, ready for pickup.');

after.store.close();
rmSync(folder, { recursive: true, force: true });
