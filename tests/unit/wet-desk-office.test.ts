import { defineDocumentKind, isLoketError, type MissingPapers, type OfficeConfig } from 'loket';
import { paperCode } from 'loket/signing';
import { fakeSigner } from 'loket/testing';
import { expect, it } from 'vitest';
import { smallOffice } from '../support/office.js';

const deedKind = defineDocumentKind({
  ...{ id: 'deed', service: 'letters', medium: 'paper' },
  signature: { by: 'head' },
  checkBack: true,
});
const pass = defineDocumentKind({
  ...{ id: 'pass', service: 'letters', medium: 'paper' },
  signature: { by: 'mayor' },
});

/** An office in which everything is signed by hand. */
async function byHand(config: Partial<OfficeConfig> = {}) {
  const small = smallOffice({
    kinds: [deedKind],
    media: undefined,
    stock: {},
    counters: [{ id: '1', services: ['letters'] }],
    ...config,
  });
  const { office, desk, serve } = small;
  await desk.signing.useWet({ reason: 'server under repair' });
  return {
    ...small,
    signing: desk.signing,
    async deed(person: string, kind = 'deed') {
      const { applicationId, ticketId } = await serve(kind, person);
      await desk.documents.pass(applicationId);
      await desk.queue.finish(ticketId);
      await office.settle();
      return applicationId;
    },
    stateOf: async (id: string) => (await office.documents.get(id)).state,
  };
}

const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => {
      if (isLoketError(error, 'refused')) return error.refusal;
      throw error;
    },
  );

it('checks a paper back by the second scan or report, says so, and refuses a third', async () => {
  const { signing, deed, office, stateOf } = await byHand();
  const [reported, scanned] = [await deed('v-1'), await deed('v-2')];
  await signing.signedByHand(reported);
  await office.settle();
  expect(await stateOf(reported)).toBe('signed.wet');
  expect(await signing.scanPaper(paperCode(reported))).toEqual({ applicationId: reported, came: 'checked' });
  expect(await stateOf(reported)).toBe('readyForPickup');
  expect(await signing.scanPaper(paperCode(scanned))).toEqual({ applicationId: scanned, came: 'signed' });
  await office.settle();
  expect(await stateOf(scanned)).toBe('readyForPickup');
  for (const id of [reported, scanned]) {
    expect(await refusalOf(signing.scanPaper(paperCode(id)))).toMatchObject({
      command: 'wetSignature.checked',
      code: 'not-possible',
      state: 'readyForPickup',
    });
  }
  expect(await office.effects('refused')).toEqual([]);
});

it('tells the notifier of papers that are missing, and of none when all came back', async () => {
  const told: MissingPapers[] = [];
  const { signing, deed, office } = await byHand({
    notifier: {
      papersMissing(papers) {
        told.push(papers);
      },
    },
  });
  const ids = [await deed('v-1'), await deed('v-2')];
  await signing.composeBatch();
  await signing.sendBatch('head-1');
  await signing.returnBatch('head-1', { signed: ids.slice(0, 1) });
  await office.settle();
  expect(told).toEqual([]);
  await signing.closeBatch('head-1');
  await office.settle();
  expect(told).toEqual([
    { signatory: 'head', batchId: 'head-1', signer: 'head', applicationIds: ids.slice(1) },
  ]);
});

it('answers a repeated scan as it did the first time', async () => {
  const { signing, deed, office } = await byHand();
  const id = await deed('v-1');
  const once = { commandId: 'scan-1' };
  const first = await signing.scanPaper(paperCode(id), {}, once);
  await office.settle();
  expect(await signing.scanPaper(paperCode(id), {}, once)).toEqual(first);
});

it('composes batches by its own timer, and takes an ended application off its batch', async () => {
  const maxWaitMs = 3_600_000;
  const { signing, deed, office, clock, desk } = await byHand({
    wetDesks: [{ signatory: 'head', papersPerDay: 100, minBatch: 10, maxWaitMs }],
  });
  const [stays, leaves] = [await deed('v-1'), await deed('v-2')];
  expect((await office.signing.wetDesk()).batches).toEqual([]);
  clock.set('2019-07-17T09:00+07:00');
  await office.settle();
  const { batches, papers } = await office.signing.wetDesk();
  expect(batches.map((batch) => batch.papers)).toEqual([[stays, leaves]]);
  expect(papers).toMatchObject({ waiting: 0, batched: 2 });
  await desk.documents.cancel(leaves, { reason: 'moved away' });
  await office.settle();
  await signing.sendBatch('head-1');
  expect((await office.signing.batchSheet('head-1')).rows.map((row) => row.applicationId)).toEqual([stays]);
  await signing.returnBatch('head-1');
  expect((await office.signing.wetDesk()).batches).toEqual([]);
  expect(await office.effects('refused')).toEqual([]);
});

it('knows from the paper whose desk it lies on, and asks where it cannot know', async () => {
  const { signing, deed, office } = await byHand({
    kinds: [deedKind, pass],
    signatures: [fakeSigner(), fakeSigner({ id: 'tte-2', signatory: 'mayor' })],
  });
  const id = await deed('v-1', 'pass');
  await expect(signing.composeBatch()).rejects.toThrow(/signatory.*head, mayor/);
  await signing.paperLost(id, { reason: 'searched twice' });
  expect(await office.signing.desk('mayor')).toMatchObject([{ place: 'lost', reason: 'searched twice' }]);
  expect((await signing.scanPaper(paperCode(id))).came).toBe('signed');
  expect(await office.signing.desk('mayor')).toEqual([]);
});

it('comes back from its store as it was', async () => {
  const { signing, deed, office, store } = await byHand();
  const ids = [await deed('v-1'), await deed('v-2'), await deed('v-3')];
  const { batchId, papers } = await signing.composeBatch();
  expect([...papers].sort()).toEqual([...ids].sort());
  await signing.sendBatch(batchId);
  await signing.away({ reason: 'leave', until: '2019-07-18T08:00+07:00' });
  await signing.returnBatch(batchId, { signed: [ids[0] ?? ''] });
  await office.settle();
  const again = smallOffice({
    kinds: [deedKind],
    media: undefined,
    stock: {},
    counters: [{ id: '1', services: ['letters'] }],
    store,
  });
  const [one, two] = [await office.signing.wetDesk(), await again.office.signing.wetDesk()];
  expect({ ...two, forecast: two.forecast.who }).toEqual({ ...one, forecast: one.forecast.who });
  expect(two).toMatchObject({
    papers: { sent: 2 },
    batches: [{ batchId, signed: 1 }],
    absences: [{ reason: 'leave' }],
  });
  await again.desk.signing.closeBatch(batchId);
  expect((await again.office.signing.wetDesk()).papers.missing).toBe(2);
});
