import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { fakeSigner, testClock } from 'loket/testing';
import { expect, it } from 'vitest';

const since = '2019-07-01T08:00+07:00';
const rows = [
  { kind: 'ktp-el', state: 'signing.wet', field: 'state', value: 'signing.wet' },
  { kind: 'ktp-el', state: 'printing.queued', mode: 'wet', field: 'mode', value: 'wet' },
  { kind: 'kk', state: 'printing.queued', field: 'mode', value: undefined },
  {
    kind: 'kk',
    state: 'printing.awaitingRecord',
    mode: 'wet',
    field: 'state',
    value: 'printing.awaitingRecord',
  },
  { kind: 'kk', state: 'printed', mode: 'wet', field: 'state', value: 'printed' },
  { kind: 'kk', state: 'printing.running', field: 'state', value: 'printing.running' },
  { kind: 'kk', state: 'queued', readyBy: '2019-07-24', field: 'readyBy', value: '2019-07-24' },
] as const;

it('names field, rule and value of every row that it does not take in', async () => {
  const desk = createOffice({
    ...dukcapil({ regency: '35.07' }),
    signatures: [fakeSigner()],
    clock: testClock('2019-07-17T08:00+07:00'),
  }).as({ id: 'ani', role: 'officer' });
  const { taken, refused } = await desk.documents.import(
    rows.map(({ field: _, value: __, ...row }, i) => ({
      applicationId: `b-${i}`,
      applicant: { ref: `r-${i}` },
      since,
      ...row,
    })),
  );
  expect(taken).toBe(0);
  expect(refused.map(({ refusal }) => refusal.issues?.map(({ field, value }) => [field, value]))).toEqual(
    rows.map(({ field, value }) => [[field, value]]),
  );
  for (const { refusal } of refused) expect(refusal.message).toContain(refusal.issues?.[0]?.rule);
});
