import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { createOffice } from '../src/index.js';
import { dukcapil } from '../src/indonesia/index.js';
import { sqliteStore } from '../src/stores/sqlite/index.js';
import { testClock } from '../src/testing/index.js';
import { type Effort, type Figure, median, round } from './lib.js';

const start = '2019-07-17T08:00+07:00';
const by = { id: 'ani', role: 'officer' };
/** Rows that an import writes in one transaction. */
const rowsAtOnce = 100;

function open(path: string) {
  const store = sqliteStore({ path });
  const office = createOffice({
    ...dukcapil({ regency: '35.07' }),
    counters: [{ id: 'A', services: ['civil-acts'] }],
    clock: testClock(start),
    limits: { maxRecalls: 1_000_000 },
    store,
  });
  return { store, office, desk: office.as(by) };
}

function raw(path: string) {
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`
    CREATE TABLE a (id TEXT PRIMARY KEY, revision INTEGER, last_at INTEGER, rests_in TEXT, snapshot TEXT) STRICT;
    CREATE TABLE e (position INTEGER PRIMARY KEY, id TEXT, revision INTEGER, command_id TEXT, event TEXT) STRICT;
    CREATE TABLE c (id TEXT PRIMARY KEY, at INTEGER, fingerprint TEXT, facts TEXT) STRICT;`);
  return db;
}

function p99(times: readonly number[]): number {
  return [...times].sort((x, y) => x - y)[Math.floor(times.length * 0.99)] ?? Number.NaN;
}

/** One send with many waiting, and one bare commit of its event row, in turn; p99 of each round. */
async function command(
  folder: string,
  waiting: number,
  sends: number,
  rounds: number,
): Promise<[number, number][]> {
  const { store, office, desk } = open(join(folder, 'command.db'));
  for (let i = 0; i <= waiting; i++) {
    await desk.queue.issue({ kind: 'akta-lahir', applicant: { ref: `v-${i}` } });
  }
  const called = await desk.queue.callNext({ counter: 'A' });
  const ticketId = called?.ticketId ?? '';
  const db = raw(join(folder, 'bare.db'));
  const insert = db.prepare('INSERT INTO e (id, revision, command_id, event) VALUES (?, ?, ?, ?)');
  const event = JSON.stringify({ type: 'ticket.recalled', at: 0, ticketId, counter: 'A' });
  const at = Date.parse(start);
  const figures: [number, number][] = [];
  for (let round = 0; round < rounds; round++) {
    const ours: number[] = [];
    const bare: number[] = [];
    for (let i = 0; i < sends; i++) {
      const id = `r-${round}-${i}`;
      const before = performance.now();
      await office.engine.send({ type: 'ticket.recall', id, at, by, ticketId });
      const between = performance.now();
      db.exec('BEGIN IMMEDIATE');
      insert.run('queue', i, id, event);
      db.exec('COMMIT');
      ours.push(between - before);
      bare.push(performance.now() - between);
    }
    figures.push([p99(ours), p99(bare)]);
  }
  store.close();
  db.close();
  return figures;
}

/** Applications a second through the engine, and the same rows written raw in the same groups, in turns. */
async function bulk(
  folder: string,
  groupOf: number,
  applications: number,
  rounds: number,
): Promise<[number, number][]> {
  const { store, office, desk } = open(join(folder, `bulk-${groupOf}.db`));
  // The same tables, so that both keep the same indexes.
  const peerStore = sqliteStore({ path: join(folder, `raw-${groupOf}.db`) });
  const db = peerStore.database;
  const a = db.prepare(
    "INSERT INTO aggregates (kind, id, revision, last_at, rests_in, snapshot, snapshot_revision) VALUES ('application', ?, 1, ?, ?, ?, 1)",
  );
  const e = db.prepare(
    "INSERT INTO events (kind, id, revision, command_id, by_id, by_role, event) VALUES ('application', ?, 1, ?, ?, ?, ?)",
  );
  const c = db.prepare(
    "INSERT INTO commands (id, at, fingerprint, facts, kind, aggregate_id, revision) VALUES (?, ?, ?, ?, 'application', ?, 1)",
  );
  const size = Math.floor(applications / rounds);
  const figures: [number, number][] = [];
  for (let round = 0; round < rounds; round++) {
    const rows = Array.from({ length: size }, (_, i) => ({
      applicationId: `b-${round * size + i}`,
      kind: 'ktp-el',
      applicant: { ref: `r-${round * size + i}` },
      state: 'printing.awaitingRecord',
      since: '2019-06-01T08:00+07:00',
    }));
    let began = performance.now();
    for (let i = 0; i < size; i += groupOf) await desk.documents.import(rows.slice(i, i + groupOf));
    const ours = performance.now() - began;
    const records = await store.journal({ after: round * size, limit: size });
    const { state } = await office.engine.get({ kind: 'application', id: `b-${round * size}` });
    const sample = store.database.prepare('SELECT fingerprint, facts FROM commands LIMIT 1').get();
    const { fingerprint, facts } = sample as { fingerprint: string; facts: string };
    began = performance.now();
    for (let i = 0; i < records.length; i += groupOf) {
      db.exec('BEGIN IMMEDIATE');
      for (const { aggregate, commandId, event } of records.slice(i, i + groupOf)) {
        const { id } = aggregate;
        a.run(id, event.at, 'printing.awaitingRecord', JSON.stringify({ ...state, id }));
        e.run(id, commandId, by.id, by.role, JSON.stringify(event));
        c.run(commandId, event.at, fingerprint, facts, id);
      }
      db.exec('COMMIT');
    }
    const peer = performance.now() - began;
    figures.push([(size * 1000) / ours, (size * 1000) / peer]);
  }
  store.close();
  peerStore.close();
  return figures;
}

export async function sqlite({ rounds }: Effort): Promise<Figure[]> {
  const long = rounds > 3;
  const folder = mkdtempSync(join(tmpdir(), 'loket-bench-'));
  let commands: [number, number][];
  let singles: [number, number][];
  let groups: [number, number][];
  try {
    commands = await command(folder, long ? 10_000 : 1000, long ? 600 : 200, long ? 5 : 3);
    singles = await bulk(folder, 1, long ? 28_000 : 1500, long ? 7 : 3);
    groups = await bulk(folder, rowsAtOnce, long ? 28_000 : 3000, long ? 7 : 3);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const figure = (
    name: string,
    pairs: [number, number][],
    unit: string,
    goal: string,
    note: string,
  ): Figure => {
    const ratio = median(pairs.map(([ours, peer]) => ours / peer));
    return {
      name,
      ours: round(median(pairs.map(([ours]) => ours))),
      peer: round(median(pairs.map(([, peer]) => peer))),
      unit,
      ratio: round(ratio),
      goal,
      met: goal.startsWith('<=') ? ratio <= Number(goal.slice(3)) : ratio >= Number(goal.slice(3)),
      note,
    };
  };
  return [
    figure(
      'engine.command',
      commands,
      'ms, p99 of one send',
      '<= 2',
      `${long ? 10_000 : 1000} waiting; the peer is one bare commit of its event row`,
    ),
    figure(
      'engine.sqlite',
      singles,
      'applications a second',
      '>= 0.7',
      `${long ? 28_000 : 1500} applications, each in a transaction of its own, as people give commands; the peer writes the same rows into the same tables, each in a transaction of its own`,
    ),
    figure(
      'engine.sqlite.import',
      groups,
      'applications a second',
      '>= 0.7',
      `${long ? 28_000 : 3000} applications, ${rowsAtOnce} a transaction; the peer writes the same rows into the same tables in the same groups`,
    ),
  ];
}
