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

/** One send with many waiting, and one bare commit of a row as large, in turn. */
async function command(folder: string, waiting: number, sends: number): Promise<[number, number]> {
  const { store, office, desk } = open(join(folder, 'command.db'));
  for (let i = 0; i <= waiting; i++) {
    await desk.queue.issue({ kind: 'akta-lahir', applicant: { ref: `v-${i}` } });
  }
  const called = await desk.queue.callNext({ counter: 'A' });
  const ticketId = called?.ticketId ?? '';
  const db = raw(join(folder, 'bare.db'));
  const insert = db.prepare('INSERT INTO e (id, revision, command_id, event) VALUES (?, ?, ?, ?)');
  const event = JSON.stringify({ type: 'ticket.recalled', at: 0, ticketId, counter: 'A' });
  const ours: number[] = [];
  const bare: number[] = [];
  const at = Date.parse(start);
  for (let i = 0; i < sends; i++) {
    const before = performance.now();
    await office.engine.send({ type: 'ticket.recall', id: `r-${i}`, at, by, ticketId });
    const between = performance.now();
    db.exec('BEGIN IMMEDIATE');
    insert.run('queue', i, `r-${i}`, event);
    db.exec('COMMIT');
    ours.push(between - before);
    bare.push(performance.now() - between);
  }
  store.close();
  db.close();
  return [p99(ours), p99(bare)];
}

/** Applications a second through the engine, and the same rows written raw, a transaction for each. */
async function bulk(folder: string, applications: number): Promise<[number, number]> {
  const { store, office, desk } = open(join(folder, 'bulk.db'));
  const rows = Array.from({ length: applications }, (_, i) => ({
    applicationId: `b-${i}`,
    kind: 'ktp-el',
    applicant: { ref: `r-${i}` },
    state: 'printing.awaitingRecord',
    since: '2019-06-01T08:00+07:00',
  }));
  let began = performance.now();
  await desk.documents.import(rows);
  const ours = performance.now() - began;
  const records = await store.journal({ after: 0, limit: applications });
  const { state } = await office.engine.get({ kind: 'application', id: 'b-0' });
  const snapshot = JSON.stringify(state);
  const db = raw(join(folder, 'raw.db'));
  const a = db.prepare('INSERT INTO a VALUES (?, 1, ?, ?, ?)');
  const e = db.prepare('INSERT INTO e (id, revision, command_id, event) VALUES (?, 1, ?, ?)');
  const c = db.prepare('INSERT INTO c VALUES (?, ?, ?, ?)');
  began = performance.now();
  for (const { aggregate, commandId, event } of records) {
    db.exec('BEGIN IMMEDIATE');
    a.run(aggregate.id, event.at, 'printing.awaitingRecord', snapshot);
    e.run(aggregate.id, commandId, JSON.stringify(event));
    c.run(commandId, event.at, '', '{}');
    db.exec('COMMIT');
  }
  const peer = performance.now() - began;
  store.close();
  db.close();
  return [(applications * 1000) / ours, (applications * 1000) / peer];
}

export async function sqlite({ rounds }: Effort): Promise<Figure[]> {
  const long = rounds > 3;
  const commands: [number, number][] = [];
  const bulks: [number, number][] = [];
  for (let i = 0; i < Math.min(rounds, 3); i++) {
    const folder = mkdtempSync(join(tmpdir(), 'loket-bench-'));
    try {
      commands.push(await command(folder, long ? 10_000 : 1000, long ? 2000 : 400));
      bulks.push(await bulk(folder, long ? 28_000 : 2000));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
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
      bulks,
      'applications a second',
      '>= 0.7',
      `${long ? 28_000 : 2000} applications, one transaction each; the peer writes the same rows`,
    ),
  ];
}
