// Who may do what is the host's policy; why something is as it is, the office explains in the words of the country;
// and everything that happens can be listened to.
import assert from 'node:assert/strict';
import { createOffice, isLoketError, type Policy } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';

const policy: Policy = {
  allows: ({ actor, command }) =>
    command.type !== 'signer.order' || actor.role === 'head' || 'only the head orders wet signatures',
};
const office = createOffice({
  ...dukcapil({ regency: '35.07' }),
  counters: [{ id: 'A', services: ['civil-acts'] }],
  signatures: [fakeSigner()],
  printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 100 })],
  clock: testClock('2019-07-17T08:00+07:00'),
  policy,
});
const happened: string[] = [];
office.on('*', ({ event, by }) => happened.push(`${event.type} by ${by.id}`));

const ani = office.as({ id: 'ani', role: 'officer' });
const siti = office.as({ id: 'siti', role: 'head' });

let refused = '';
try {
  await ani.signing.useWet({ reason: 'server TTE terganggu' });
} catch (error) {
  if (!isLoketError(error, 'refused') || !error.refusal) throw error;
  refused = error.refusal.code;
  console.log(`refused: ${error.refusal.code}, ${error.refusal.message}`);
}
assert.equal(refused, 'not-permitted');
assert.equal(happened.length, 0, 'a refusal changes nothing');

await siti.signing.useWet({ reason: 'pemeliharaan server TTE', until: '2019-07-19T15:00+07:00' });
const { applicationId, ticketId } = await ani.queue.issue({ kind: 'akta-lahir', applicant: { ref: 'v-1' } });
const say = async (query: Parameters<typeof office.explain>[0]) => {
  const said = await office.explain(query);
  for (const { text } of said) console.log(`  ${text}`);
  return said.map(({ code }) => code);
};

console.log('why by hand?');
assert.deepEqual(await say({ kind: 'akta-lahir' }), ['signing.order.wet', 'signing.until']);
console.log('where is my number?');
assert.deepEqual(await say({ ticketId }), ['ticket.waiting', 'bound.starts']);
await ani.queue.callNext({ counter: 'A' });
await ani.documents.pass(applicationId);
await office.settle();
console.log('where is my document?');
assert.deepEqual(await say({ applicationId }), [
  'state.signing.wet',
  'commitment.promised',
  'commitment.wet',
]);

console.log(`${happened.length} events:`);
for (const line of happened) console.log(`  ${line}`);
assert.equal(happened[0], 'signer.ordered by siti');
assert.ok(happened.includes('ticket.called by ani'));
