import { createOffice, type Notice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';
import { expect, it } from 'vitest';

const officer = { id: 'ani', role: 'officer' };

function open(outages: NonNullable<Parameters<typeof fakeSigner>[0]>['outages'] = []) {
  const told: Notice[] = [];
  const clock = testClock('2019-07-17T08:00+07:00');
  const office = createOffice({
    ...dukcapil({ regency: '35.07' }),
    counters: [{ id: 'A', services: ['civil-acts'] }],
    signatures: [fakeSigner({ outages, failureThreshold: 1, maxHoldMs: 3_600_000 })],
    printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 100 })],
    notifier: {
      notice(notice) {
        told.push(notice);
      },
    },
    clock,
  });
  const desk = office.as(officer);
  async function pass(ref: string): Promise<string> {
    const { applicationId, ticketId } = await desk.queue.issue({ kind: 'akta-lahir', applicant: { ref } });
    await desk.queue.callNext({ counter: 'A' });
    await desk.documents.pass(applicationId);
    await desk.queue.finish(ticketId);
    await office.settle();
    return applicationId;
  }
  const codes = (id: string) =>
    told.filter((n) => n.applicationId === id).map((n) => `${n.code} ${n.readyBy}`);
  return { office, desk, clock, pass, codes };
}

it('promises a day once when the document was promised for the wet desk from the start', async () => {
  const { desk, pass, codes } = open();
  await desk.signing.useWet({ reason: 'maintenance' });
  const id = await pass('p1');
  expect(codes(id)).toEqual(['promised 2019-07-24']);
});

it('tells an applicant once that the signer is down, and once when the wet desk takes over', async () => {
  const { office, clock, pass, codes } = open([
    { from: '2019-07-17T08:00+07:00', until: '2019-07-19T08:00+07:00', how: 'down' },
  ]);
  const first = await pass('p1');
  expect(codes(first)).toEqual(['promised 2019-07-17', 'delayed null']);
  const second = await pass('p2');
  expect(codes(second)).toEqual(['waiting null']);
  clock.advance(2 * 3_600_000);
  await office.settle();
  expect(codes(first)).toEqual(['promised 2019-07-17', 'delayed null', 'promised 2019-07-24']);
  expect(codes(second)).toEqual(['waiting null', 'promised 2019-07-24']);
});

it('tells a person once that the signer is down and once that it is back, however many documents wait', async () => {
  const { office, clock, pass, codes } = open([
    { from: '2019-07-17T08:30+07:00', until: '2019-07-17T08:50+07:00', how: 'down' },
  ]);
  clock.advance(31 * 60_000);
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) ids.push(await pass('p1'));
  const other = await pass('p2');
  const of = (code: string) => ids.flatMap((id) => codes(id)).filter((told) => told.startsWith(code));
  for (let i = 0; i < 40; i++) {
    clock.advance(60_000);
    await office.settle();
  }
  const states = await Promise.all(ids.map(async (id) => (await office.documents.get(id)).state));
  expect(states).toEqual(['readyForPickup', 'readyForPickup', 'readyForPickup']);
  // The first was promised before anybody knew; the others waited from the start and were promised when it was over.
  expect(of('delayed').length).toBe(1);
  expect(of('promised 2019-07-17').length).toBe(2);
  expect(codes(other).filter((told) => told.startsWith('promised')).length).toBe(1);
});
