import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { sqliteStore } from 'loket/stores/sqlite';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';

/** An office that works until it is killed, and says what was acknowledged: `ack <application> <number>`. */
const [path = '', from = '0'] = process.argv.slice(2);
const office = createOffice({
  ...dukcapil({ regency: '35.07' }),
  counters: [{ id: 'A', services: ['civil-acts'] }],
  signatures: [fakeSigner()],
  printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 10_000 })],
  clock: testClock('2019-07-18T08:00+07:00'),
  store: sqliteStore({ path }),
});
// Nobody listens any more: the test that started this process has ended.
process.stdout.on('error', () => process.exit(0));
const desk = office.as({ id: 'ani', role: 'officer' });
for (let i = Number(from); i < Number(from) + 10_000; i++) {
  const { number, applicationId } = await desk.queue.issue(
    { kind: 'akta-lahir', applicant: { ref: `p${i}` } },
    { commandId: `issue-${i}` },
  );
  console.log(`ack ${applicationId} ${number}`);
  const called = await desk.queue.callNext({ counter: 'A' }).catch(() => null);
  if (called) {
    await desk.documents.pass(called.applicationId);
    await desk.queue.finish(called.ticketId);
    console.log(`pass ${called.applicationId}`);
  }
  await office.settle();
}
