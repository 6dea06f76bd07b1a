import Database from 'libsql';
import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import type {
  AggregateKind,
  CommandRecord,
  Commit,
  EffectRecord,
  EffectStatus,
  EventRecord,
  OfficeEvent,
  OfficeStore,
  TimerRecord,
} from '../../office/index.js';
import { guarded } from './guarded.js';
import { prepare } from './schema.js';
import { workersOf } from './workers.js';

/** Sets where and what the SQLite store keeps. */
export interface SqliteStoreOptions {
  /** Path of the file; it is made if it does not exist. */
  readonly path: string;
  /** Id of the office; a file that belongs to another one is refused. Default `office`. */
  readonly office?: string | undefined;
  /** Days that the outcome of a command is kept for repetition, 1 or more. Default 30. */
  readonly keepCommandsDays?: number | undefined;
  /** Milliseconds to wait for another process that writes, 0 or more. Default 5000. */
  readonly busyTimeoutMs?: number | undefined;
}

/** An office's store in one SQLite file. */
export interface SqliteStore extends OfficeStore {
  /** Copies the store, as it is at this moment, to a file that does not exist yet; the office may go on. */
  backup(path: string): void;
  /** Checks the file page by page; an empty list says that all is well. */
  check(): readonly string[];
  /** The file's connection, for a host's own tables beside the office's; see `office.transaction`. */
  readonly database: Database.Database;
  /** Closes the file; what its offices held is for whoever opens it next. */
  close(): void;
}

const options = lazy(() =>
  z.strictObject({
    path: z.string().min(1, 'must not be empty'),
    office: z.string().min(1, 'must not be empty').optional(),
    keepCommandsDays: z.int('must be a whole number').min(1, 'must be 1 or more').optional(),
    busyTimeoutMs: z.int('must be a whole number').min(0, 'must be 0 or more').optional(),
  }),
);

/** Why a batch is given up; thrown within its transaction, so that nothing of it is kept. */
const conflict = Symbol('conflict');
const fenced = Symbol('fenced');
const dayMs = 86_400_000;
/** Longer states are kept apart: SQLite writes a row whole, and each commit changes the revision beside the state. */
const largeState = 16_384;
/** Letters in a part of such a state: no row of a file is ever longer than a few of these, however long a day was. */
const partLength = 262_144;

interface AggregateRow {
  readonly revision: number;
  readonly last_at: number;
  readonly snapshot: string | null;
  readonly snapshot_revision: number;
}
interface EventRow {
  readonly position: number;
  readonly kind: AggregateKind;
  readonly id: string;
  readonly revision: number;
  readonly command_id: string;
  readonly by_id: string;
  readonly by_role: string;
  readonly event: string;
}
interface EffectRow {
  readonly id: string;
  readonly kind: AggregateKind;
  readonly aggregate_id: string;
  readonly effect: string;
  readonly status: EffectStatus;
  readonly attempt: number;
  readonly not_before: number;
  readonly subject: string | null;
  readonly problem: string | null;
}
interface TimerRow {
  readonly key: string;
  readonly kind: AggregateKind;
  readonly aggregate_id: string;
  readonly timer: string;
  readonly due_at: number;
  readonly generation: string;
}
interface CommandRow {
  readonly id: string;
  readonly at: number;
  readonly fingerprint: string;
  readonly facts: string;
  readonly kind: AggregateKind;
  readonly aggregate_id: string;
  readonly revision: number;
}

/**
 * Makes a store in one SQLite file, by write-ahead log and with `synchronous=FULL`: what was acknowledged is on disk. A
 * commit is one transaction; several offices on one file decide anew when another came first.
 *
 * Needs the optional peer `libsql`.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule, `store-mismatch` when the file is
 * another office's or of a newer schema, `store-damaged` when it cannot be read as a store, `store-unavailable` when the
 * disk is full, the file cannot be opened, or another process kept it busy
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { sqliteStore } from 'loket/stores/sqlite';
 *
 * const store = sqliteStore({ path: join(mkdtempSync(join(tmpdir(), 'loket-')), 'office.db') });
 * store.check(); //=> []
 * store.close();
 * ```
 */
export function sqliteStore(config: SqliteStoreOptions): SqliteStore {
  parseOrThrow<unknown>(options(), config, 'SQLite store');
  const { path, office = 'office', keepCommandsDays = 30, busyTimeoutMs = 5000 } = config;
  const keepMs = keepCommandsDays * dayMs;
  const db = guarded(path, () => {
    const opened = new Database(path, { timeout: busyTimeoutMs });
    opened.pragma('journal_mode = WAL');
    opened.pragma('synchronous = FULL');
    // A commit touches some ten pages; with SQLite's own limit every hundredth would pay for a checkpoint.
    opened.pragma('wal_autocheckpoint = 8000');
    prepare(opened, path, office);
    return opened;
  });

  const statements = {
    revisionOf: db.prepare('SELECT revision FROM aggregates WHERE kind = ? AND id = ?'),
    revisionsOf: db.prepare(
      'SELECT asked.key AS place, revision FROM json_each(?) AS asked JOIN aggregates AS found ON found.kind = asked.value ->> 0 AND found.id = asked.value ->> 1',
    ),
    load: db.prepare(
      'SELECT revision, last_at, snapshot, snapshot_revision FROM aggregates WHERE kind = ? AND id = ?',
    ),
    parts: db.prepare('SELECT text FROM snapshot_parts WHERE kind = ? AND id = ? ORDER BY part'),
    keepPart: db.prepare('INSERT OR REPLACE INTO snapshot_parts (kind, id, part, text) VALUES (?, ?, ?, ?)'),
    dropParts: db.prepare('DELETE FROM snapshot_parts WHERE kind = ? AND id = ? AND part >= ?'),
    eventsSince: db.prepare(
      'SELECT event FROM events WHERE kind = ? AND id = ? AND revision > ? ORDER BY position',
    ),
    insert: db.prepare(
      'INSERT OR IGNORE INTO aggregates (kind, id, revision, last_at, rests_in, snapshot, snapshot_revision) VALUES (?, ?, 1, ?, ?, ?, ?)',
    ),
    update: db.prepare(
      'UPDATE aggregates SET revision = revision + 1, last_at = ?, rests_in = ? WHERE kind = ? AND id = ? AND revision = ?',
    ),
    updateAll: db.prepare(
      'UPDATE aggregates SET revision = revision + 1, last_at = ?, rests_in = ?, snapshot = ?, snapshot_revision = ? WHERE kind = ? AND id = ? AND revision = ?',
    ),
    event: db.prepare(
      'INSERT INTO events (kind, id, revision, command_id, by_id, by_role, event) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    command: db.prepare(
      'INSERT OR REPLACE INTO commands (id, at, fingerprint, facts, kind, aggregate_id, revision) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    commandOf: db.prepare('SELECT * FROM commands WHERE id = ?'),
    commandsOf: db.prepare(
      'SELECT commands.* FROM json_each(?) AS asked JOIN commands ON commands.id = asked.value',
    ),
    eventsOf: db.prepare(
      'SELECT event FROM events WHERE kind = ? AND id = ? AND revision = ? ORDER BY position',
    ),
    // The oldest rows come first, so no index on their age is needed, which each commit would have to keep.
    forget: db.prepare(
      'DELETE FROM commands WHERE rowid IN (SELECT rowid FROM commands ORDER BY rowid LIMIT 512) AND at < ?',
    ),
    effect: db.prepare(
      'INSERT INTO effects (id, kind, aggregate_id, effect, status, attempt, not_before, subject, problem, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    effectOf: db.prepare('SELECT * FROM effects WHERE id = ?'),
    change: db.prepare(
      'UPDATE effects SET status = ?, attempt = ?, not_before = ?, subject = ?, problem = ?, owner = ? WHERE id = ?',
    ),
    finish: db.prepare('DELETE FROM effects WHERE id = ?'),
    settle: db.prepare("DELETE FROM effects WHERE subject = ? AND status = 'unknown'"),
    effects: db.prepare('SELECT * FROM effects WHERE status = ? ORDER BY seq'),
    orphans: db.prepare(
      "SELECT * FROM effects WHERE status IN ('due', 'started') AND owner NOT IN (SELECT epoch FROM workers) ORDER BY seq",
    ),
    take: db.prepare('UPDATE effects SET owner = ? WHERE id = ?'),
    dataVersion: db.prepare('PRAGMA data_version'),
    setTimer: db.prepare(
      'INSERT OR REPLACE INTO timers (key, kind, aggregate_id, timer, due_at, generation) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    clearTimer: db.prepare('DELETE FROM timers WHERE key = ?'),
    dropTimer: db.prepare('DELETE FROM timers WHERE key = ? AND generation = ?'),
    due: db.prepare('SELECT * FROM timers WHERE due_at <= ? ORDER BY due_at, rowid'),
    next: db.prepare('SELECT min(due_at) AS due_at FROM timers'),
    seqOf: db.prepare('SELECT seq FROM aggregates WHERE kind = ? AND id = ?'),
    list: db.prepare('SELECT id FROM aggregates WHERE kind = ? AND seq > ? ORDER BY seq LIMIT ?'),
    listIn: db.prepare(
      'SELECT id FROM aggregates WHERE kind = ? AND rests_in = ? AND seq > ? ORDER BY seq LIMIT ?',
    ),
    journal: db.prepare('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?'),
  };

  const workers = workersOf(db, path);
  /** Batches of this connection by owner: SQLite tells of other connections only. */
  const writes = new Map<number, number>();
  let commits = 0;
  function inTransaction<T>(work: () => T): T {
    // A host's transaction is open: what is written now is kept, or not, with it.
    if (db.inTransaction) return guarded(path, work);
    return guarded(path, () => {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK');
        throw error;
      }
    });
  }

  function changeEffect(record: EffectRecord, owner: number): void {
    const { id, status, attempt, notBefore, subject, problem } = record;
    if (status === 'done') statements.finish.run(id);
    else statements.change.run(status, attempt, notBefore, subject, problem, owner, id);
  }

  function find(id: string): EffectRecord | undefined {
    const row = statements.effectOf.get(id) as EffectRow | undefined;
    return row && effectRecord(row);
  }

  function keepParts(kind: string, id: string, state: string): void {
    let part = 0;
    for (let from = 0, to = 0; from < state.length; from = to) {
      to = from + partLength;
      // A letter of two halves is written whole, or it would be lost.
      if (/[\uD800-\uDBFF]/.test(state.charAt(to - 1))) to--;
      statements.keepPart.run(kind, id, part++, state.slice(from, to));
    }
    statements.dropParts.run(kind, id, part);
  }

  function keep(commit: Commit, owner: number): readonly EventRecord[] {
    const { aggregate, at, command, by, events } = commit;
    const { kind, id } = aggregate;
    const expected = commit.expectedRevision;
    const revision = expected + 1;
    const state = commit.snapshot === undefined ? null : JSON.stringify(commit.snapshot);
    const apart = state !== null && state.length > largeState;
    const snapshot = apart ? null : state;
    const written =
      expected === 0
        ? statements.insert.run(kind, id, at, commit.restsIn, snapshot, state === null ? 0 : revision)
        : state === null
          ? statements.update.run(at, commit.restsIn, kind, id, expected)
          : statements.updateAll.run(at, commit.restsIn, snapshot, revision, kind, id, expected);
    if (written.changes !== 1) throw conflict;
    if (apart) keepParts(kind, id, state);
    const records = events.map((event): EventRecord => {
      const { lastInsertRowid } = statements.event.run(
        kind,
        id,
        revision,
        command.id,
        by.id,
        by.role,
        JSON.stringify(event),
      );
      return { position: Number(lastInsertRowid), aggregate, revision, commandId: command.id, by, event };
    });
    statements.command.run(
      command.id,
      command.at,
      command.fingerprint,
      JSON.stringify(command.facts),
      kind,
      id,
      command.revision,
    );
    // Old ids do no harm, so they are cleared away now and then, not with each commit.
    if (commits++ % 256 === 0) statements.forget.run(at - keepMs);
    for (const effect of commit.effects) {
      if (effect.status === 'done') continue;
      statements.effect.run(
        effect.id,
        effect.from.kind,
        effect.from.id,
        JSON.stringify(effect.effect),
        effect.status,
        effect.attempt,
        effect.notBefore,
        effect.subject,
        effect.problem,
        owner,
      );
    }
    for (const key of commit.clearTimers) statements.clearTimer.run(key);
    for (const { key, from, timer, dueAt, generation } of commit.setTimers) {
      statements.setTimer.run(key, from.kind, from.id, timer, dueAt, generation);
    }
    if (commit.settles) {
      const effect = find(commit.settles.id);
      const { status, subject } = commit.settles;
      if (effect) changeEffect({ ...effect, status, subject }, owner);
    }
    for (const subject of commit.settledSubjects) statements.settle.run(subject);
    return records;
  }

  function commandRecord(row: CommandRow): CommandRecord {
    const { kind, aggregate_id: id, revision } = row;
    const events = statements.eventsOf.all(kind, id, revision) as { event: string }[];
    return {
      id: row.id,
      at: row.at,
      fingerprint: row.fingerprint,
      facts: JSON.parse(row.facts),
      aggregate: { kind, id },
      revision,
      events: events.map(({ event }) => JSON.parse(event) as OfficeEvent),
    };
  }

  return {
    load({ kind, id }) {
      return guarded(path, () => {
        const row = statements.load.get(kind, id) as AggregateRow | undefined;
        if (!row) return { snapshot: undefined, revision: 0, lastAt: 0, eventsSince: [] };
        const apart = row.snapshot === null && row.snapshot_revision > 0;
        const parts = apart ? (statements.parts.all(kind, id) as { text: string }[]) : [];
        const snapshot = apart ? parts.map(({ text }) => text).join('') : (row.snapshot ?? undefined);
        const since = statements.eventsSince.all(kind, id, row.snapshot_revision) as { event: string }[];
        return {
          snapshot: snapshot === undefined ? undefined : JSON.parse(snapshot),
          revision: row.revision,
          lastAt: row.last_at,
          eventsSince: since.map(({ event }) => JSON.parse(event) as OfficeEvent),
        };
      });
    },
    revisionsOf: (refs) =>
      guarded(path, () => {
        const [only] = refs;
        if (only && refs.length === 1) {
          const row = statements.revisionOf.get(only.kind, only.id) as { revision: number } | undefined;
          return [row?.revision ?? 0];
        }
        const asked = JSON.stringify(refs.map(({ kind, id }) => [kind, id]));
        const rows = statements.revisionsOf.all(asked) as { place: number; revision: number }[];
        const known = new Map(rows.map(({ place, revision }) => [place, revision]));
        return refs.map((_, i) => known.get(i) ?? 0);
      }),
    commitMany({ lease, commits: batch, changes = [], drops = [] }) {
      const owner = lease?.epoch ?? 0;
      try {
        const records = inTransaction(() => {
          if (lease && !workers.holds(owner)) throw fenced;
          const kept = batch.flatMap((commit) => keep(commit, owner));
          for (const { id, ...patch } of changes) {
            const effect = find(id);
            if (effect) changeEffect({ ...effect, ...patch }, owner);
          }
          for (const { key, generation } of drops) statements.dropTimer.run(key, generation);
          return kept;
        });
        writes.set(owner, (writes.get(owner) ?? 0) + 1);
        return { ok: true, records };
      } catch (error) {
        if (error === conflict) return { ok: false, why: 'conflict' };
        if (error === fenced) return { ok: false, why: 'fenced' };
        throw error;
      }
    },
    foreignWrites(lease) {
      return guarded(path, () => {
        let count = (statements.dataVersion.get() as { data_version: number }).data_version;
        for (const [owner, n] of writes) if (owner !== lease.epoch) count += n;
        return count;
      });
    },
    join: ({ until }) => inTransaction(() => ({ epoch: workers.join(until) })),
    renew: (lease, until) => inTransaction(() => workers.renew(lease.epoch, until)),
    claim(lease, now) {
      return inTransaction(() => {
        if (!workers.holds(lease.epoch)) return [];
        workers.bury(lease.epoch, now);
        const rows = statements.orphans.all() as EffectRow[];
        for (const { id } of rows) statements.take.run(lease.epoch, id);
        return rows.map(effectRecord);
      });
    },
    leave: (lease) => inTransaction(() => workers.leave(lease.epoch)),
    commandsOf: (ids) =>
      guarded(path, () => {
        const [only] = ids;
        const single = ids.length === 1 ? statements.commandOf.get(only) : undefined;
        const rows = ids.length === 1 ? [single] : statements.commandsOf.all(JSON.stringify(ids));
        return (rows as (CommandRow | undefined)[]).flatMap((row) => (row ? [commandRecord(row)] : []));
      }),
    effects: (status) =>
      guarded(path, () => (statements.effects.all(status) as EffectRow[]).map(effectRecord)),
    effect: (id) => guarded(path, () => find(id)),
    dueTimers: (at) => guarded(path, () => (statements.due.all(at) as TimerRow[]).map(timerRecord)),
    nextTimerAt: () => guarded(path, () => (statements.next.get() as { due_at: number | null }).due_at),
    list({ kind, state, after, limit }) {
      return guarded(path, () => {
        const start =
          after === undefined
            ? 0
            : ((statements.seqOf.get(kind, after) as { seq: number } | undefined)?.seq ?? 0);
        const rows = (
          state === undefined
            ? statements.list.all(kind, start, limit)
            : statements.listIn.all(kind, state, start, limit)
        ) as { id: string }[];
        return rows.map(({ id }) => id);
      });
    },
    journal: ({ after, limit }) =>
      guarded(path, () => (statements.journal.all(after, limit) as EventRow[]).map(eventRecord)),
    backup(to) {
      guarded(path, () => db.prepare('VACUUM INTO ?').run(to));
    },
    check() {
      const rows = guarded(path, () => db.pragma('integrity_check')) as { integrity_check: string }[];
      return rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
    },
    async transaction(work) {
      guarded(path, () => db.exec('BEGIN IMMEDIATE'));
      try {
        const result = await work();
        guarded(path, () => db.exec('COMMIT'));
        return result;
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    database: db,
    close() {
      workers.release();
      try {
        // Whoever copies the file now needs no log beside it.
        db.pragma('wal_checkpoint(TRUNCATE)');
      } catch {
        // A full or a damaged disk must not keep a process from ending; the log is read when the file is opened again.
      }
      db.close();
    },
  };
}

function eventRecord(row: EventRow): EventRecord {
  return {
    position: row.position,
    aggregate: { kind: row.kind, id: row.id },
    revision: row.revision,
    commandId: row.command_id,
    by: { id: row.by_id, role: row.by_role },
    event: JSON.parse(row.event),
  };
}

function effectRecord(row: EffectRow): EffectRecord {
  return {
    id: row.id,
    from: { kind: row.kind, id: row.aggregate_id },
    effect: JSON.parse(row.effect),
    status: row.status,
    attempt: row.attempt,
    notBefore: row.not_before,
    subject: row.subject,
    problem: row.problem,
  };
}

function timerRecord(row: TimerRow): TimerRecord {
  return {
    key: row.key,
    from: { kind: row.kind, id: row.aggregate_id },
    timer: row.timer,
    dueAt: row.due_at,
    generation: row.generation,
  };
}
