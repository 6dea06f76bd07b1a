// The signing server fails in the morning: the office notices by itself, people wait and are told so, the head orders
// wet signatures for a while, and afterwards the office signs electronically again.
import assert from 'node:assert/strict';
import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';

const clock = testClock('2019-07-17T08:00+07:00');
const office = createOffice({
  ...dukcapil({ regency: '35.07' }),
  counters: [{ id: 'A', services: ['civil-acts'] }],
  signatures: [
    fakeSigner({
      failureThreshold: 3,
      outages: [{ from: '2019-07-17T07:00+07:00', until: '2019-07-17T10:30+07:00', how: 'down' }],
    }),
  ],
  printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 100 })],
  clock,
  words: {}, // English here; dukcapil brings Indonesian words
});
const siti = office.as({ id: 'siti', role: 'head' });

async function serve(person: string): Promise<string> {
  const { applicationId, ticketId } = await siti.queue.issue({
    kind: 'akta-lahir',
    applicant: { ref: person },
  });
  await siti.queue.callNext({ counter: 'A' });
  await siti.documents.pass(applicationId);
  await siti.queue.finish(ticketId);
  await office.settle();
  return applicationId;
}
const stateOf = async (id: string) => (await office.documents.get(id)).state;
const say = async (time: string, query: Parameters<typeof office.explain>[0]) => {
  for (const { text } of await office.explain(query)) console.log(`${time}  ${text}`);
};

// Three failures in a row open the lane: from then on nothing is sent to the server but probes.
const morning: string[] = [];
for (const person of ['v-1', 'v-2', 'v-3', 'v-4']) morning.push(await serve(person));
await say('08:00', { kind: 'akta-lahir' });
for (const id of morning) assert.equal(await stateOf(id), 'signing.held');
const held = await office.documents.get(morning[0] ?? '');
assert.deepEqual(held.commitment?.pending, 'signer-down');

// The order is one commit. Everybody who waits goes to the pen and gets a day.
clock.set('2019-07-17T09:00+07:00');
await siti.signing.useWet({ reason: 'TTE server maintenance', until: '2019-07-17T11:00+07:00' });
await office.settle();
await say('09:00', { kind: 'akta-lahir' });
for (const id of morning) assert.equal(await stateOf(id), 'signing.wet');
await siti.signing.signedByHand(morning);
for (const id of morning) {
  const view = await office.documents.get(id);
  assert.equal(view.state, 'readyForPickup');
  assert.equal(view.commitment?.readyBy, '2019-07-24');
}
console.log(`09:00  ${morning.length} papers were printed and signed by hand`);

// The order ends by itself. Probes have found the server in order, so the detector lets documents pass, one at first.
for (const time of ['10:31', '10:32', '10:33', '11:00']) {
  clock.set(`2019-07-17T${time}+07:00`);
  await office.settle();
}
await say('11:00', { kind: 'akta-lahir' });
const later = await office.documents.get(await serve('v-5'));
console.log(`11:00  v-5: ${later.state}, signed ${later.milestones.signed?.mode}`);
assert.equal(later.state, 'readyForPickup');
assert.equal(later.milestones.signed?.mode, 'electronic');
assert.equal(later.commitment?.readyBy, '2019-07-17');
