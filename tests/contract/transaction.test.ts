import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { type SqliteStore, sqliteStore } from 'loket/stores/sqlite';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { dump } from '../support/dump.js';

const folder = mkdtempSync(join(tmpdir(), 'loket-tx-'));
const stores: SqliteStore[] = [];
afterAll(() => {
  for (const store of stores) store.close();
  rmSync(folder, { recursive: true, force: true });
});

function officeWithHost() {
  const store = sqliteStore({ path: join(folder, `${stores.length}.db`) });
  stores.push(store);
  store.database.exec('CREATE TABLE fees (application TEXT PRIMARY KEY, amount INTEGER NOT NULL) STRICT');
  const signer = fakeSigner();
  const office = createOffice({
    ...dukcapil({ regency: '35.07' }),
    counters: [{ id: 'A', services: ['civil-acts'] }],
    signatures: [signer],
    printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 10 })],
    clock: testClock('2019-07-18T08:00+07:00'),
    store,
  });
  const heard: string[] = [];
  office.on('*', ({ event }) => heard.push(event.type));
  const fee = (application: string, amount: number | null) =>
    store.database.prepare('INSERT INTO fees VALUES (?, ?)').run(application, amount);
  const fees = () => store.database.prepare('SELECT application, amount FROM fees').all();
  return { store, office, signer, heard, fee, fees, ani: { id: 'ani', role: 'officer' } };
}

const issue = { kind: 'akta-lahir', applicant: { ref: 'p1' } };

describe('a host’s transaction', () => {
  it('keeps the host’s row and what people did together, and tells and calls only afterwards', async () => {
    const { office, fee, fees, heard, ani, signer } = officeWithHost();
    const { applicationId } = await office.as(ani).queue.issue(issue);
    await office.as(ani).queue.callNext({ counter: 'A' });
    heard.length = 0;
    const state = await office.transaction(async (tx) => {
      fee(applicationId, 5);
      const view = await tx.as(ani).documents.pass(applicationId);
      expect(heard).toEqual([]);
      return view.state;
    });
    expect(state).toBe('signing.electronic');
    expect(heard).toContain('application.passed');
    expect(fees()).toMatchObject([{ application: applicationId, amount: 5 }]);
    await office.settle();
    expect(signer.signed.size).toBe(1);
    expect((await office.documents.get(applicationId)).state).toBe('readyForPickup');
  });

  it('keeps nothing of either when the host’s work fails, and the office goes on as if it had not been', async () => {
    const { office, store, fee, fees, heard, ani, signer } = officeWithHost();
    const { applicationId } = await office.as(ani).queue.issue(issue);
    await office.as(ani).queue.callNext({ counter: 'A' });
    await office.settle();
    heard.length = 0;
    const before = await dump(store);
    const failed = office.transaction(async (tx) => {
      await tx.as(ani).documents.pass(applicationId, { commandId: 'pass' });
      fee(applicationId, null);
    });
    await expect(failed).rejects.toThrow('NOT NULL');
    expect(await dump(store)).toBe(before);
    expect(heard).toEqual([]);
    expect(fees()).toEqual([]);
    expect((await office.documents.get(applicationId)).state).toBe('verifying');
    await office.settle();
    expect(signer.signed.size).toBe(0);
    // The id was never used: the same command can be given again.
    await office.as(ani).documents.pass(applicationId, { commandId: 'pass' });
    await office.settle();
    expect((await office.documents.get(applicationId)).state).toBe('readyForPickup');
  });

  it('may go on after a refusal', async () => {
    const { office, fee, fees, ani } = officeWithHost();
    const { applicationId } = await office.as(ani).queue.issue(issue);
    const code = await office.transaction(async (tx) => {
      fee(applicationId, 7);
      return tx
        .as(ani)
        .documents.handOver(applicationId, { collector: { ref: 'p1' } })
        .catch((error: { refusal: { code: string } }) => error.refusal.code);
    });
    expect(code).toBe('not-possible');
    expect(fees().length).toBe(1);
  });

  it('lets other commands wait until it is over', async () => {
    const { office, ani } = officeWithHost();
    let during: unknown;
    const first = office.transaction(async (tx) => {
      await tx.as(ani).queue.issue(issue);
      for (let i = 0; i < 50; i++) await Promise.resolve();
      during = (await tx.as(ani).queue.board()).waiting;
    });
    const second = office.as(ani).queue.issue({ ...issue, applicant: { ref: 'p2' } });
    await Promise.all([first, second]);
    const waiting = (count: number) => [{ service: 'civil-acts', count }];
    expect(during).toEqual(waiting(1));
    expect((await office.queue.board()).waiting).toEqual(waiting(2));
  });

  it('is refused where the store cannot do it', async () => {
    const office = createOffice({
      ...dukcapil({ regency: '35.07' }),
      clock: testClock('2019-07-18T08:00+07:00'),
    });
    await expect(office.transaction(async () => undefined)).rejects.toMatchObject({ code: 'invalid-config' });
  });
});
