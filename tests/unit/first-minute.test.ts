import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';
import { expect, it } from 'vitest';

it('carries a birth certificate from queue number to pickup, signed by hand on order', async () => {
  const office = createOffice({
    ...dukcapil({ regency: '35.07' }),
    counters: [{ id: 'A', services: ['civil-acts'] }],
    signatures: [fakeSigner()],
    printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 100 })],
    clock: testClock('2019-07-17T08:00+07:00'),
  });
  const siti = office.as({ id: 'siti', role: 'head' });
  await siti.signing.useWet({ reason: 'TTE server maintenance' });
  const { applicationId, ticketId } = await siti.queue.issue({
    kind: 'akta-lahir',
    applicant: { ref: 'v-1' },
  });
  await siti.queue.callNext({ counter: 'A' });
  await siti.documents.pass(applicationId);
  await office.settle();
  expect((await office.documents.get(applicationId)).state).toBe('signing.wet');
  await siti.queue.finish(ticketId);
  await siti.signing.signedByHand(applicationId);
  const view = await office.documents.get(applicationId);
  expect(view.state).toBe('readyForPickup');
  expect(view.milestones.signed?.mode).toBe('wet');
  expect(view.commitment?.readyBy).toBe('2019-07-24');
  expect(await office.effects('refused')).toEqual([]);
});
