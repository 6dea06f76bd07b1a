import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { createOffice, isLoketError, type OfficeStore } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { type SqliteStore, sqliteStore } from 'loket/stores/sqlite';
import { fakeSigner, storeContract, testClock, virtualPrinter } from 'loket/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { throughOffice } from '../support/drivers.js';
import { broken } from '../support/invariants.js';
import { week, weekConfig, weekStart } from '../support/week.js';

const folder = mkdtempSync(join(tmpdir(), 'loket-sqlite-'));
const opened: SqliteStore[] = [];
let files = 0;
const newFile = () => join(folder, `${++files}.db`);
function open(path = newFile(), office?: string): SqliteStore {
  const store = sqliteStore({ path, ...(office === undefined ? {} : { office }) });
  opened.push(store);
  return store;
}
afterAll(() => {
  for (const store of opened) store.close();
  rmSync(folder, { recursive: true, force: true });
});

function refusal(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (isLoketError(error)) return { code: error.code, field: error.issues[0]?.field };
    throw error;
  }
  return undefined;
}

describe('the SQLite store', () => {
  for (const { name, run } of storeContract(() => open())) it(name, run);

  it('tells the same week as the memory store, event by event', { timeout: 120_000 }, async () => {
    const memory = await throughOffice(weekConfig(), week, weekStart);
    const sqlite = await throughOffice({ ...weekConfig(), store: open() }, week, weekStart);
    expect(JSON.stringify(sqlite) === JSON.stringify(memory)).toBe(true);
  });

  it('refuses a file of another office, of a newer schema, and one that is damaged', () => {
    const path = newFile();
    open(path, 'north');
    expect(refusal(() => open(path, 'south'))).toEqual({ code: 'store-mismatch', field: 'office' });
    const db = new Database(path);
    db.exec("UPDATE meta SET value = '99' WHERE key = 'schema'");
    db.close();
    expect(refusal(() => open(path, 'north'))).toEqual({ code: 'store-mismatch', field: 'schema' });
    const rubbish = newFile();
    writeFileSync(rubbish, 'this is no database, but long enough to look like a file of one '.repeat(100));
    expect(refusal(() => open(rubbish))).toEqual({ code: 'store-damaged', field: 'path' });
    expect(refusal(() => sqliteStore({ path: '' }))).toEqual({ code: 'invalid-config', field: 'path' });
  });

  it('reads a state back whole that is too long for its row, and the events after it', async () => {
    const path = newFile();
    const officeOn = (store: OfficeStore) =>
      createOffice({
        ...dukcapil({ regency: '35.07' }),
        counters: [{ id: 'A', services: ['civil-acts'] }],
        clock: testClock('2019-07-18T08:00+07:00'),
        store,
      });
    const first = officeOn(open(path));
    const desk = first.as({ id: 'ani', role: 'officer' });
    for (let i = 0; i < 1100; i++)
      await desk.queue.issue({ kind: 'akta-lahir', applicant: { ref: `p${i}` } });
    const ref = { kind: 'queue', id: '2019-07-18' } as const;
    const store = open(path);
    const { snapshot, eventsSince } = await store.load(ref);
    expect(JSON.stringify(snapshot).length).toBeGreaterThan(100_000);
    expect(eventsSince.length).toBe(100);
    const heir = await officeOn(store).engine.get(ref);
    expect(JSON.stringify(heir)).toBe(JSON.stringify(await first.engine.get(ref)));
  });

  it('forgets the outcomes of commands after the days it keeps them', async () => {
    const path = newFile();
    const visit = async (at: string, id: string) => {
      const store = sqliteStore({ path, keepCommandsDays: 1 });
      const office = createOffice({
        ...dukcapil({ regency: '35.07' }),
        counters: [{ id: 'A', services: ['civil-acts'] }],
        clock: testClock(at),
        store,
      });
      await office
        .as({ id: 'ani', role: 'officer' })
        .queue.issue({ kind: 'akta-lahir', applicant: { ref: id } }, { commandId: id });
      const [known] = await store.commandsOf(['first']);
      store.close();
      return known !== undefined;
    };
    expect(await visit('2019-07-15T08:00+07:00', 'first')).toBe(true);
    expect(await visit('2019-07-15T20:00+07:00', 'second')).toBe(true);
    expect(await visit('2019-07-17T08:00+07:00', 'third')).toBe(false);
  });

  it('is copied while an office is at work, and the copy goes on where it stood', async () => {
    const store = open();
    const officeOn = (on: OfficeStore) =>
      createOffice({
        ...dukcapil({ regency: '35.07' }),
        counters: [{ id: 'A', services: ['civil-acts'] }],
        clock: testClock('2019-07-18T08:00+07:00'),
        store: on,
      }).as({ id: 'ani', role: 'officer' });
    const desk = officeOn(store);
    await desk.queue.issue({ kind: 'akta-lahir', applicant: { ref: 'p1' } });
    const copy = newFile();
    store.backup(copy);
    await desk.queue.issue({ kind: 'akta-lahir', applicant: { ref: 'p2' } });
    const restored = open(copy);
    expect(restored.check()).toEqual([]);
    const { number } = await officeOn(restored).queue.issue({ kind: 'akta-lahir', applicant: { ref: 'p3' } });
    expect(number).toBe('D-002');
  });
});

const child = fileURLToPath(new URL('../support/sqlite-child.ts', import.meta.url));

/** Runs an office in a process of its own and kills it after so many acknowledgements. */
function killAfter(path: string, from: number, acknowledgements: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const office = spawn(process.execPath, ['--import', 'tsx', child, path, String(from)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const heard: string[] = [];
    createInterface(office.stdout).on('line', (line) => {
      heard.push(line);
      if (heard.length === acknowledgements) office.kill('SIGKILL');
    });
    office.on('error', reject);
    office.on('exit', () => resolve(heard));
  });
}

it('loses nothing that was acknowledged when its process is killed, and goes on from there', {
  timeout: 300_000,
}, async () => {
  const path = newFile();
  const rounds = Number(process.env.LOKET_KILLS ?? 4);
  const acknowledged: string[] = [];
  for (let round = 0; round < rounds; round++) {
    acknowledged.push(...(await killAfter(path, round * 10_000, 7 + ((round * 13) % 40))));
  }
  const store = open(path);
  expect(store.check()).toEqual([]);
  const signer = fakeSigner();
  const office = createOffice({
    ...dukcapil({ regency: '35.07' }),
    counters: [{ id: 'A', services: ['civil-acts'] }],
    signatures: [signer],
    printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 10_000 })],
    clock: testClock('2019-07-18T08:00+07:00'),
    store,
  });
  for (const line of acknowledged) {
    const [what, applicationId = '', number] = line.split(' ');
    const view = await office.documents.get(applicationId);
    if (what === 'pass') expect(['queued', 'verifying']).not.toContain(view.state);
    if (what === 'ack') expect((await office.queue.get(view.ticketId ?? '')).number).toBe(number);
  }
  const numbers = new Set(acknowledged.filter((line) => line.startsWith('ack')).map((l) => l.split(' ')[2]));
  expect(numbers.size).toBe(acknowledged.filter((line) => line.startsWith('ack')).length);
  await office.settle();
  expect(await broken(office, store, [signer])).toEqual([]);
  console.log(`${rounds} kills, ${acknowledged.length} acknowledgements, 0 lost`);
});
