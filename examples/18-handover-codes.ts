// Somebody else comes for the document: a one-time code opens the drawer, wrong ones are counted, and after too many only
// a new code helps. No code is stored anywhere: it is computed from a secret when it is told and when it is checked.
import assert from 'node:assert/strict';
import { createOffice, defineCalendar, defineDocumentKind, isLoketError } from 'loket';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';

const day = [{ from: '08:00', to: '16:00' }];
const inbox: string[] = [];
let lastCode = '';
const office = createOffice({
  calendar: defineCalendar({
    id: 'town-hall',
    timeZone: 'Asia/Jakarta',
    hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
    years: { 2026: { source: 'made up', holidays: [] } },
  }),
  kinds: [
    defineDocumentKind({
      id: 'permit',
      service: 'permits',
      medium: 'paper',
      signature: { by: 'mayor' },
      handover: { code: 'proxy', maxTries: 3 },
    }),
  ],
  counters: [{ id: '1', services: ['permits'] }],
  signatures: [fakeSigner({ signatory: 'mayor' })],
  printers: [virtualPrinter({ id: 'P1', media: 'paper', blanks: 10 })],
  // From a vault or the environment; here it is made up.
  handover: { secret: 'made up, and longer than sixteen bytes' },
  notifier: {
    notice({ code }, { handoverCode }) {
      inbox.push(handoverCode === undefined ? code : `${code}, with a code of ${handoverCode.length} digits`);
      lastCode = handoverCode ?? lastCode;
    },
  },
  clock: testClock('2026-03-02T09:00+07:00'),
});
const eva = office.as({ id: 'eva', role: 'officer' });

const { applicationId } = await eva.queue.issue({ kind: 'permit', applicant: { ref: 'p-1' } });
await eva.queue.callNext({ counter: '1' });
await eva.documents.pass(applicationId);
await office.settle();
console.log(`told to the applicant: ${inbox.join('; ')}`);
assert.deepEqual(inbox, ['promised', 'ready, with a code of 6 digits']);

async function why(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
  } catch (error) {
    if (isLoketError(error, 'refused')) return error.refusal?.code;
    throw error;
  }
  return undefined;
}
const collector = { ref: 'p-1-brother', relation: 'proxy' } as const;
const without = await why(eva.documents.handOver(applicationId, { collector }));
console.log(`the brother without a code: ${without}`);
assert.equal(without, 'code-required');

const first = lastCode;
const wrong = first === '000000' ? '111111' : '000000';
for (let i = 1; i <= 3; i++) {
  const { state, wrongCodes } = await eva.documents.handOver(applicationId, { collector, code: wrong });
  console.log(`wrong code ${i}: still ${state}`);
  assert.deepEqual([state, wrongCodes], ['readyForPickup', i]);
}
const locked = await why(eva.documents.handOver(applicationId, { collector, code: first }));
console.log(`even the right one now: ${locked}`);
assert.equal(locked, 'code-locked');

await eva.documents.renewCode(applicationId);
await office.settle();
console.log(`told to the applicant: ${inbox.at(-1)}`);
assert.notEqual(lastCode, first);
const done = await eva.documents.handOver(applicationId, { collector, code: lastCode });
console.log(
  `handed to ${done.milestones.collected?.collector}, proved by ${done.milestones.collected?.proof}`,
);
assert.equal(done.state, 'collected');
assert.equal(done.milestones.collected?.proof, 'code');

// Nothing that is kept holds a code.
const kept = JSON.stringify(await office.engine.get({ kind: 'application', id: applicationId }));
assert.ok(!kept.includes(first) && !kept.includes(lastCode));
