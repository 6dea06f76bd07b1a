import type Database from 'libsql';
import { LoketError } from '../../internal/errors.js';

/** The version of the tables below; a file of a newer one is refused. */
export const schemaVersion = 2;

/** Statements that lead from each version to the next. */
const migrations: readonly string[] = [
  `
  CREATE TABLE aggregates (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    rests_in TEXT NOT NULL,
    snapshot TEXT,
    snapshot_revision INTEGER NOT NULL,
    UNIQUE (kind, id)
  ) STRICT;
  CREATE TABLE snapshots (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT;
  CREATE INDEX aggregates_by_state ON aggregates (kind, rests_in, seq);
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    command_id TEXT NOT NULL,
    by_id TEXT NOT NULL,
    by_role TEXT NOT NULL,
    event TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_by_aggregate ON events (kind, id, revision);
  CREATE TABLE commands (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    facts TEXT NOT NULL,
    kind TEXT NOT NULL,
    aggregate_id TEXT NOT NULL,
    revision INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE effects (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    aggregate_id TEXT NOT NULL,
    effect TEXT NOT NULL,
    status TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    subject TEXT,
    problem TEXT
  ) STRICT;
  CREATE INDEX effects_by_status ON effects (status, seq);
  CREATE INDEX effects_by_subject ON effects (subject) WHERE subject IS NOT NULL;
  CREATE TABLE timers (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    aggregate_id TEXT NOT NULL,
    timer TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    generation TEXT NOT NULL
  ) STRICT;
  CREATE INDEX timers_by_due ON timers (due_at);
  `,
  `
  CREATE TABLE workers (
    epoch INTEGER PRIMARY KEY AUTOINCREMENT,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    until INTEGER NOT NULL
  ) STRICT;
  ALTER TABLE effects ADD COLUMN owner INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE snapshot_parts (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    part INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (kind, id, part)
  ) STRICT;
  INSERT INTO snapshot_parts SELECT kind, id, 0, state FROM snapshots;
  DROP TABLE snapshots;
  `,
];

/**
 * Brings a file to the present schema and makes sure that it belongs to the office.
 *
 * @throws LoketError with code `store-mismatch` when the file is another office's, or of a newer schema
 * @internal
 */
export function prepare(db: Database.Database, file: string, office: string): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec('CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
    const read = db.prepare('SELECT value FROM meta WHERE key = ?');
    const write = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
    const stored = (key: string) => (read.get(key) as { value: string } | undefined)?.value;
    const version = Number(stored('schema') ?? 0);
    if (version > schemaVersion) {
      throw mismatch(file, 'schema', `must be ${schemaVersion} or older; a newer loket wrote it`, version);
    }
    const owner = stored('office');
    if (owner !== undefined && owner !== office) {
      throw mismatch(file, 'office', `must be '${office}', the office that opens it`, owner);
    }
    for (const statements of migrations.slice(version)) db.exec(statements);
    write.run('schema', String(schemaVersion));
    write.run('office', office);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

function mismatch(file: string, field: string, rule: string, value: unknown): LoketError {
  return new LoketError('store-mismatch', `store '${file}' refused. ${field}: ${rule}, got '${value}'`, {
    issues: [{ field, rule, value }],
  });
}
