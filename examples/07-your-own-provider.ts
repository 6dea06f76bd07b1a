// A signature provider of your own. A call without an answer may have signed, so the office never simply calls again:
// it looks up what came of it, and signs anew only when the service says that nothing was made.
import assert from 'node:assert/strict';
import { createOffice, type SignatureProvider } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { testClock, virtualPrinter } from 'loket/testing';

// The service: it signs the first document and loses its answer; the call for the second never reaches it.
const service = {
  signed: new Map<string, number>(),
  calls: 0,
  sign(requestId: string): string {
    this.calls++;
    if (this.calls === 2) throw new Error('connection reset');
    this.signed.set(requestId, (this.signed.get(requestId) ?? 0) + 1);
    if (this.calls === 1) throw new Error('no answer within 30 s');
    return `${requestId}.pdf`;
  },
};

const provider: SignatureProvider = {
  id: 'own',
  signatory: 'head',
  lookUpEveryMs: 60_000,
  retryAfterMs: 15_000,
  // What throws counts as unknown. Answer `unavailable` only when surely nothing was sent.
  sign: ({ requestId }) => ({ outcome: 'ok', artifact: service.sign(requestId) }),
  probe: () => true,
  lookUp: ({ requestId }) =>
    service.signed.has(requestId)
      ? { outcome: 'made', artifact: `${requestId}.pdf` }
      : { outcome: 'notMade' },
};

const clock = testClock('2019-07-17T08:00+07:00');
const office = createOffice({
  ...dukcapil({ regency: '35.07' }),
  counters: [{ id: 'A', services: ['civil-acts'] }],
  signatures: [provider],
  printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 100 })],
  clock,
  onError: (error) => console.log(`  the adapter threw: ${error instanceof Error ? error.message : error}`),
});
const ani = office.as({ id: 'ani', role: 'officer' });

const ids: string[] = [];
for (const person of ['v-1', 'v-2']) {
  const { applicationId, ticketId } = await ani.queue.issue({
    kind: 'akta-lahir',
    applicant: { ref: person },
  });
  await ani.queue.callNext({ counter: 'A' });
  await ani.documents.pass(applicationId);
  await ani.queue.finish(ticketId);
  ids.push(applicationId);
  await office.settle();
}
const states = async () => Promise.all(ids.map(async (id) => (await office.documents.get(id)).state));
console.log(`after the calls     ${(await states()).join(', ')}`);
assert.deepEqual(await states(), ['signing.unknown', 'signing.unknown']);
assert.equal((await office.effects('unknown')).length, 2);

clock.advance(60_000);
await office.settle();
console.log(`after the look-up   ${(await states()).join(', ')}`);
assert.deepEqual(await states(), ['readyForPickup', 'signing.waiting']);

clock.advance(15_000);
await office.settle();
console.log(`after the retry     ${(await states()).join(', ')}`);
assert.deepEqual(await states(), ['readyForPickup', 'readyForPickup']);
assert.equal((await office.effects('unknown')).length, 0);
console.log(`signatures made: ${[...service.signed.values()].join(' and ')}, one for each document`);
assert.deepEqual([...service.signed.values()], [1, 1]);
