// The first minute: a birth certificate from queue number to pickup, signed by hand because the head ordered it.
import assert from 'node:assert/strict';
import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';

const office = createOffice({
  ...dukcapil({ regency: '35.07' }),
  counters: [{ id: 'A', services: ['civil-acts'] }],
  signatures: [fakeSigner()],
  printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 100 })],
  clock: testClock('2019-07-17T08:00+07:00'),
});
const siti = office.as({ id: 'siti', role: 'head' });

await siti.signing.useWet({ reason: 'TTE server maintenance' });
const { applicationId, ticketId, number } = await siti.queue.issue({
  kind: 'akta-lahir',
  applicant: { ref: 'v-1' },
});
console.log(`${number} was issued`);

const called = await siti.queue.callNext({ counter: 'A' });
console.log(`${called?.number} was called to counter A`);

await siti.documents.pass(applicationId);
await office.settle();
const printed = await office.documents.get(applicationId);
console.log(`${applicationId} is ${printed.state}, promised for ${printed.commitment?.readyBy}`);
assert.equal(printed.state, 'signing.wet');

await siti.signing.signedByHand(applicationId);
await siti.queue.finish(ticketId);
const ready = await office.documents.get(applicationId);
console.log(`${applicationId} is ${ready.state}, signed ${ready.milestones.signed?.mode}`);
assert.equal(ready.state, 'readyForPickup');
assert.equal(ready.milestones.signed?.mode, 'wet');
assert.equal(ready.commitment?.readyBy, '2019-07-24');
