import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import Database from 'libsql';
import { createOffice, isLoketError, LoketError } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { type SqliteStore, sqliteStore } from 'loket/stores/sqlite';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { dump } from '../support/dump.js';
import { broken } from '../support/invariants.js';

const folder = mkdtempSync(join(tmpdir(), 'loket-trouble-'));
let files = 0;
const newFile = () => join(folder, `${++files}.db`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function officeOn(store: SqliteStore) {
  const signer = fakeSigner();
  const errors: unknown[] = [];
  const office = createOffice({
    ...dukcapil({ regency: '35.07' }),
    counters: [{ id: 'A', services: ['civil-acts'] }],
    signatures: [signer],
    printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 10_000 })],
    clock: testClock('2019-07-18T08:00+07:00'),
    onError: (error) => errors.push(error),
    store,
  });
  return { office, signer, errors, desk: office.as({ id: 'ani', role: 'officer' }) };
}

const issue = (i: number) => ({ kind: 'akta-lahir', applicant: { ref: `p${i}` } });

/** Issues until the store takes no more; answers with what was acknowledged, and the error. */
async function untilFull(desk: ReturnType<typeof officeOn>['desk']) {
  const acknowledged: string[] = [];
  for (let i = 0; i < 5000; i++) {
    try {
      const issued = await desk.queue.issue(issue(i), { commandId: `i-${i}` });
      acknowledged.push(issued.number);
    } catch (error) {
      return { acknowledged, error, failed: i };
    }
  }
  throw new Error('the disk never was full');
}

/** A file system of a few pages, where this machine lets us make one. */
function smallDisk(): { path: string; remove: () => void } | undefined {
  const path = join(folder, 'small-disk');
  mkdirSync(path, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path], { stdio: 'ignore' });
    return { path, remove: () => execFileSync('umount', ['-l', path], { stdio: 'ignore' }) };
  } catch {
    return undefined;
  }
}

describe('a full disk', () => {
  it('refuses what it cannot keep, loses nothing that was acknowledged, and goes on when there is room', async () => {
    const store = sqliteStore({ path: newFile() });
    const { office, desk, signer } = officeOn(store);
    store.database.pragma('max_page_count = 120');
    const { acknowledged, error, failed } = await untilFull(desk);
    expect(isLoketError(error, 'store-unavailable')).toBe(true);
    const before = await dump(store);
    await expect(desk.queue.issue(issue(failed), { commandId: `i-${failed}` })).rejects.toMatchObject({
      code: 'store-unavailable',
      issues: [{ field: 'path' }],
    });
    expect(await dump(store)).toBe(before);
    expect((await office.queue.board()).waiting).toEqual([
      { service: 'civil-acts', count: acknowledged.length },
    ]);
    store.database.pragma('max_page_count = 100000');
    // The very command that failed is given again, and none of those before it happened twice.
    const again = await desk.queue.issue(issue(failed), { commandId: `i-${failed}` });
    const repeated = await desk.queue.issue(issue(0), { commandId: 'i-0' });
    expect(repeated.number).toBe(acknowledged[0]);
    expect(new Set([...acknowledged, again.number]).size).toBe(acknowledged.length + 1);
    const called = await desk.queue.callNext({ counter: 'A' });
    await desk.documents.pass(called?.applicationId ?? '');
    await office.settle();
    expect(await broken(office, store, [signer])).toEqual([]);
    store.close();
  });

  it('is the same on a disk that is really full', async ({ skip }) => {
    const disk = smallDisk();
    if (!disk) return skip('needs the right to mount a small file system');
    try {
      const path = join(disk.path, 'office.db');
      const store = sqliteStore({ path });
      const { acknowledged, error } = await untilFull(officeOn(store).desk).finally(() => store.close());
      expect(isLoketError(error, 'store-unavailable')).toBe(true);
      // As documented: copy the file with its log to where there is room.
      const moved = newFile();
      for (const end of ['', '-wal']) {
        try {
          copyFileSync(`${path}${end}`, `${moved}${end}`);
        } catch {
          // No log is left behind by a clean close.
        }
      }
      const roomy = sqliteStore({ path: moved });
      expect(roomy.check()).toEqual([]);
      const { office, desk } = officeOn(roomy);
      expect((await office.queue.board()).waiting).toEqual([
        { service: 'civil-acts', count: acknowledged.length },
      ]);
      await desk.queue.issue(issue(9999));
      roomy.close();
    } finally {
      disk.remove();
    }
  });

  it('stops no call from being told when there is room again', async () => {
    const store = sqliteStore({ path: newFile() });
    const { office, desk, signer, errors } = officeOn(store);
    const { applicationId } = await desk.queue.issue(issue(1));
    await desk.queue.callNext({ counter: 'A' });
    await desk.documents.pass(applicationId);
    const used = Number((store.database.pragma('page_count') as { page_count: number }[])[0]?.page_count);
    store.database.pragma(`max_page_count = ${used}`);
    const filler = store.database.prepare('INSERT INTO meta VALUES (?, ?)');
    for (let i = 0; i < 1000; i++) {
      try {
        filler.run(`filler-${i}`, 'x'.repeat(i < 500 ? 2000 : 10));
      } catch {
        // Full.
      }
    }
    await office.settle().catch((error: unknown) => errors.push(error));
    store.database.pragma('max_page_count = 100000');
    await office.settle();
    expect((await office.documents.get(applicationId)).state).toBe('readyForPickup');
    expect([...signer.signed.values()]).toEqual([1]);
    store.close();
  });
});

it('keeps what a call came to while the disk was full, and tells it when there is room', async () => {
  const store = sqliteStore({ path: newFile() });
  let full = false;
  let calls = 0;
  const commitMany: typeof store.commitMany = (batch) => {
    if (full) throw new LoketError('store-unavailable', 'database or disk is full');
    return store.commitMany(batch);
  };
  const office = createOffice({
    ...dukcapil({ regency: '35.07' }),
    counters: [{ id: 'A', services: ['civil-acts'] }],
    signatures: [
      {
        id: 'tte',
        signatory: 'head',
        probe: () => true,
        sign() {
          calls++;
          full = true;
          return { outcome: 'ok' };
        },
      },
    ],
    printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 10 })],
    clock: testClock('2019-07-18T08:00+07:00'),
    onError: () => undefined,
    store: { ...store, commitMany },
  });
  const desk = office.as({ id: 'ani', role: 'officer' });
  const { applicationId } = await desk.queue.issue(issue(1));
  await desk.queue.callNext({ counter: 'A' });
  await desk.documents.pass(applicationId);
  await expect(office.settle()).rejects.toMatchObject({ code: 'store-unavailable' });
  full = false;
  await office.settle();
  expect((await office.documents.get(applicationId)).state).toBe('readyForPickup');
  expect(calls).toBe(1);
  store.close();
});

it('takes no office of this process for dead because it spelled the path in another way', async () => {
  const path = newFile();
  const [one, two] = [sqliteStore({ path }), sqliteStore({ path: relative(process.cwd(), path) })];
  const lease = await one.join({ now: 0, until: 1000 });
  await two.claim(await two.join({ now: 0, until: 1000 }), 1);
  expect(await one.renew(lease, 2000)).toBe(true);
  one.close();
  two.close();
});

describe('a damaged file', () => {
  it('is told as damaged, and the last backup goes on', async () => {
    const path = newFile();
    const store = sqliteStore({ path });
    const { desk } = officeOn(store);
    for (let i = 0; i < 300; i++) await desk.queue.issue(issue(i));
    const backup = newFile();
    store.backup(backup);
    store.close();
    const bytes = readFileSync(path);
    const pages = bytes.length / 4096;
    for (let page = 2; page < pages; page++) bytes.fill(0xa5, page * 4096, page * 4096 + 2048);
    writeFileSync(path, bytes);
    const codes = new Set<string>();
    try {
      const bad = sqliteStore({ path });
      expect(bad.check()).not.toEqual([]);
      await officeOn(bad).office.documents.list({ limit: 1000 });
      bad.close();
    } catch (error) {
      if (isLoketError(error)) codes.add(error.code);
      else throw error;
    }
    expect([...codes]).toEqual(['store-damaged']);
    const restored = sqliteStore({ path: backup });
    expect(restored.check()).toEqual([]);
    expect((await officeOn(restored).office.queue.board()).waiting).toEqual([
      { service: 'civil-acts', count: 300 },
    ]);
    restored.close();
  });
});

describe('a file of an older schema', () => {
  it('is brought up to date with all that it holds', async () => {
    const path = newFile();
    const store = sqliteStore({ path });
    const { desk, office } = officeOn(store);
    const { applicationId } = await desk.queue.issue(issue(1));
    await desk.queue.callNext({ counter: 'A' });
    await desk.documents.pass(applicationId);
    const before = await dump(store);
    await office.stop();
    store.close();
    const db = new Database(path);
    db.exec(
      `DROP TABLE workers;
      ALTER TABLE effects DROP COLUMN owner;
      CREATE TABLE snapshots (kind TEXT, id TEXT, state TEXT, PRIMARY KEY (kind, id));
      INSERT INTO snapshots SELECT kind, id, text FROM snapshot_parts;
      DROP TABLE snapshot_parts;
      UPDATE meta SET value = '1' WHERE key = 'schema';`,
    );
    db.close();
    const newer = sqliteStore({ path });
    expect(await dump(newer)).toBe(before);
    const heir = officeOn(newer);
    await heir.office.settle();
    expect((await heir.office.documents.get(applicationId)).state).toBe('readyForPickup');
    newer.close();
  });
});

describe('a clock that jumps', () => {
  it('by an hour, forth and back, loses no timer, fires none early, and none twice', async () => {
    const store = sqliteStore({ path: newFile() });
    let now = Date.parse('2019-07-18T08:00+07:00');
    const errors: unknown[] = [];
    const office = createOffice({
      ...dukcapil({ regency: '35.07' }),
      counters: [{ id: 'A', services: ['civil-acts'] }],
      clock: { now: () => now, wake: () => () => undefined },
      onError: (error) => errors.push(error),
      store,
    });
    const desk = office.as({ id: 'ani', role: 'officer' });
    const { applicationId } = await desk.queue.issue(issue(1));
    await desk.queue.callNext({ counter: 'A' });
    await desk.documents.return(applicationId, { reason: 'photo missing' });
    const due = (await office.nextTimerAt()) ?? 0;
    for (const jump of [3_600_000, -3_600_000, 3_600_000]) {
      now += jump;
      await office.settle();
      expect(await office.nextTimerAt()).toBe(due);
      expect((await office.documents.get(applicationId)).state).toBe('returned');
    }
    now -= 3_600_000;
    // A person's command is raised to the time of the last one, or refused: it is never dated back.
    await expect(desk.documents.resubmit(applicationId)).resolves.toMatchObject({
      state: expect.any(String),
    });
    const journal = await store.journal({ after: 0, limit: 1000 });
    const own = journal
      .filter(({ aggregate }) => aggregate.id === applicationId)
      .map(({ event }) => event.at);
    expect(own).toEqual([...own].sort((a, b) => a - b));
    now = due;
    await office.settle();
    now -= 3_600_000;
    await office.settle();
    now = due + 1;
    await office.settle();
    const fired = (await store.journal({ after: 0, limit: 1000 })).filter(({ commandId }) =>
      commandId.includes('#'),
    );
    expect(new Set(fired.map(({ commandId }) => commandId)).size).toBe(fired.length);
    expect(errors).toEqual([]);
    store.close();
  });
});
