import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { systemClock } from 'loket/office';
import { sqliteStore } from 'loket/stores/sqlite';

/** One of several offices on one file; it writes down each call that it makes, and says what was acknowledged. */
const [path = '', witness = '', counter = '', visits = '0', leaseMs = '400'] = process.argv.slice(2);
const start = Date.parse('2019-07-18T08:00+07:00');
const began = Date.now();
const note = (what: string, id: string) => appendFileSync(witness, `${what} ${id} ${process.pid}\n`);
// Its own calendar day, and the machine's pace.
const now = () => start + (Date.now() - began);
const office = createOffice({
  ...dukcapil({ regency: '35.07' }),
  counters: [
    { id: 'A', services: ['civil-acts'] },
    { id: 'B', services: ['civil-acts'] },
  ],
  signatures: [
    {
      id: 'tte',
      signatory: 'head',
      // A pause must not look like an outage.
      failureThreshold: 1000,
      retryAfterMs: 50,
      lookUpEveryMs: 50,
      async sign({ effectId, requestId }) {
        note('begin', effectId);
        await sleep(3);
        note('signed', requestId);
        return { outcome: 'ok' };
      },
      lookUp: ({ requestId }) => ({
        outcome: readFileSync(witness, 'utf8').includes(`signed ${requestId} `) ? 'made' : 'notMade',
      }),
      probe: () => true,
    },
  ],
  clock: { now, wake: (at, callback) => systemClock.wake(Date.now() + (at - now()), callback) },
  leaseMs: Number(leaseMs),
  store: sqliteStore({ path }),
});
process.stdout.on('error', () => process.exit(0));
await new Promise<void>((resolve) => {
  process.stdin.once('data', () => resolve());
  console.log('ready');
});
office.start();
const desk = office.as({ id: `ani-${counter}`, role: 'officer' });
for (let i = 0; i < Number(visits); i++) {
  const { applicationId } = await desk.queue.issue(
    { kind: 'akta-lahir', applicant: { ref: `p-${counter}-${i}` } },
    { commandId: `issue-${counter}-${i}` },
  );
  console.log(`ack ${applicationId}`);
  const called = await desk.queue.callNext({ counter });
  if (!called) continue;
  await desk.documents.pass(called.applicationId);
  await desk.queue.finish(called.ticketId);
  console.log(`pass ${called.applicationId}`);
}
const open = ['signing.electronic', 'signing.waiting', 'signing.unknown'];
for (let tries = 0; tries < 1000; tries++) {
  const left = await Promise.all(open.map((state) => office.documents.list({ state, limit: 1 })));
  if (left.flat().length === 0) break;
  await sleep(20);
}
await office.stop();
console.log('done');
process.exit(0);
