// A table of the host's own beside the office's, in the same file: a fee and the document that it pays for are kept
// together, or neither is.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { sqliteStore } from 'loket/stores/sqlite';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';

const folder = mkdtempSync(join(tmpdir(), 'loket-'));
const store = sqliteStore({ path: join(folder, 'office.db'), office: 'dukcapil-35.07' });
store.database.exec(
  'CREATE TABLE fees (application TEXT PRIMARY KEY, amount INTEGER NOT NULL CHECK (amount > 0)) STRICT',
);
const insert = store.database.prepare('INSERT INTO fees VALUES (?, ?)');
const fees = () => store.database.prepare('SELECT amount FROM fees').all().length;

const signer = fakeSigner();
const office = createOffice({
  ...dukcapil({ regency: '35.07' }),
  counters: [{ id: 'A', services: ['civil-acts'] }],
  signatures: [signer],
  printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 100 })],
  clock: testClock('2019-07-18T08:00+07:00'),
  store,
});
const ani = { id: 'ani', role: 'officer' };
const issued = await office.as(ani).queue.issue({ kind: 'akta-lahir', applicant: { ref: 'v-1' } });
await office.as(ani).queue.callNext({ counter: 'A' });
const { applicationId } = issued;

/** Takes the fee and passes the request, in one commit. */
const passWithFee = (amount: number) =>
  office.transaction(async (tx) => {
    const { state } = await tx.as(ani).documents.pass(applicationId);
    insert.run(applicationId, amount);
    return state;
  });

await assert.rejects(passWithFee(0), /CHECK/);
await office.settle();
assert.equal((await office.documents.get(applicationId)).state, 'verifying');
assert.equal(fees(), 0);
assert.equal(signer.signed.size, 0);
console.log('The fee was refused, so the request was not passed either, and nothing was sent to be signed.');

assert.equal(await passWithFee(50_000), 'signing.electronic');
await office.settle();
assert.equal((await office.documents.get(applicationId)).state, 'readyForPickup');
assert.equal(fees(), 1);
console.log('With a right fee both were kept in one commit, and only then was the signer called.');

await office.stop();
store.close();
rmSync(folder, { recursive: true, force: true });
