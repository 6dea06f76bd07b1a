// An identity card waits for its central record: a temporary certificate (suket) bridges the wait, is renewed, and is
// void in the moment the card is handed over. And a certificate that was lost is made anew, as a new application.
import assert from 'node:assert/strict';
import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';

const preset = dukcapil({ regency: '35.07', suketRenewals: 1 });
const clock = testClock('2019-01-16T09:00+07:00');
const office = createOffice({
  ...preset,
  counters: [
    { id: 'C', services: ['identity-cards'] },
    { id: 'D', services: ['civil-acts'] },
  ],
  signatures: [fakeSigner()],
  printers: [
    virtualPrinter({ id: 'P1', media: 'ktp-el-card', blanks: 5 }),
    virtualPrinter({ id: 'P2', media: 'a4-paper', blanks: 50 }),
    virtualPrinter({ id: 'P3', media: 'security-blank', blanks: 50 }),
  ],
  clock,
});
const ani = office.as({ id: 'ani', role: 'officer' });
const person = { ref: 'v-1' };

async function pass(kind: string, counter: string): Promise<string> {
  const { applicationId, ticketId } = await ani.queue.issue({ kind, applicant: person });
  await ani.queue.callNext({ counter });
  await ani.documents.pass(applicationId);
  await ani.queue.finish(ticketId);
  await office.settle();
  return applicationId;
}
const stateOf = async (id: string) => (await office.documents.get(id)).state;

const card = await pass('ktp-el', 'C');
await ani.documents.recordAdvanced(card, { stage: 'sent' });
console.log(`the card: ${await stateOf(card)}, its record was sent`);
assert.equal(await stateOf(card), 'printing.awaitingRecord');

async function suket(): Promise<string> {
  const { id, links } = await ani.documents.issueTemporary(card);
  assert.equal(links?.temporaryFor, card);
  await ani.documents.pass(id);
  await office.settle();
  await ani.documents.handOver(id, { collector: person });
  return id;
}
const first = await suket();
console.log(`a temporary certificate: ${await stateOf(first)}`);

clock.set('2019-07-16T09:00+07:00');
await office.settle();
const second = await suket();
console.log(
  `half a year later, renewed: the first is ${await stateOf(first)}, the second ${await stateOf(second)}`,
);
assert.deepEqual([await stateOf(first), await stateOf(second)], ['superseded', 'collected']);

await ani.documents.recordReady(card);
await office.settle();
await ani.documents.passInspection(card);
await ani.documents.handOver(card, { collector: person });
console.log(`the card: ${await stateOf(card)}; the temporary certificate is void: ${await stateOf(second)}`);
assert.deepEqual([await stateOf(card), await stateOf(second)], ['collected', 'superseded']);

const birth = await pass('akta-lahir', 'D');
await ani.documents.handOver(birth, { collector: person });
const anew = await ani.documents.reissue(birth, { reason: 'lost in a flood' });
console.log(`a lost certificate: ${birth} is ${await stateOf(birth)}, ${anew.id} is ${anew.state}`);
assert.equal(anew.links?.replaces, birth);
await ani.documents.pass(anew.id);
await office.settle();
await ani.documents.handOver(anew.id, { collector: person });
assert.deepEqual([await stateOf(birth), await stateOf(anew.id)], ['superseded', 'collected']);
assert.deepEqual(await office.effects('refused'), []);
