import { realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import type Database from 'libsql';

/** Leases that this process holds: across the ESM and the CommonJS copy of this module, and gone with the process. */
const held: Set<string> = heldOn(globalThis as { [key: symbol]: Set<string> | undefined });

function heldOn(scope: { [key: symbol]: Set<string> | undefined }): Set<string> {
  const key = Symbol.for('loket.sqlite.leases');
  const known = scope[key];
  if (known) return known;
  const created = new Set<string>();
  scope[key] = created;
  return created;
}

interface WorkerRow {
  readonly epoch: number;
  readonly host: string;
  readonly pid: number;
  readonly until: number;
}

/** Keeps who works on a file, and tells who does no more. @internal */
export function workersOf(db: Database.Database, path: string) {
  const statements = {
    join: db.prepare('INSERT INTO workers (host, pid, until) VALUES (?, ?, ?)'),
    renew: db.prepare('UPDATE workers SET until = ? WHERE epoch = ?'),
    holds: db.prepare('SELECT 1 FROM workers WHERE epoch = ?'),
    others: db.prepare('SELECT epoch, host, pid, until FROM workers WHERE epoch <> ?'),
    leave: db.prepare('DELETE FROM workers WHERE epoch = ?'),
  };
  const mine = new Set<number>();
  // One file may be opened under several spellings of its path.
  const file = realpathSync(path);
  const nameOf = (epoch: number) => `${file}#${epoch}`;

  return {
    join(until: number): number {
      const epoch = Number(statements.join.run(hostname(), process.pid, until).lastInsertRowid);
      mine.add(epoch);
      held.add(nameOf(epoch));
      return epoch;
    },
    renew: (epoch: number, until: number) => statements.renew.run(until, epoch).changes === 1,
    holds: (epoch: number) => statements.holds.get(epoch) !== undefined,
    /** Removes every other worker that is gone; from then on it is fenced. */
    bury(epoch: number, now: number): void {
      for (const row of statements.others.all(epoch) as WorkerRow[]) {
        if (row.until < now || isGone(row, nameOf(row.epoch))) statements.leave.run(row.epoch);
      }
    },
    leave(epoch: number): void {
      mine.delete(epoch);
      held.delete(nameOf(epoch));
      statements.leave.run(epoch);
    },
    /** Lets go of what this store's offices held: the file is closed, and they can write no more. */
    release(): void {
      for (const epoch of mine) held.delete(nameOf(epoch));
    },
  };
}

/** Whether a process of this machine has ended, so that nobody must wait for its lease. */
function isGone({ host, pid }: WorkerRow, name: string): boolean {
  if (host !== hostname()) return false;
  // Containers give every process the same number, so one's own proves nothing by itself.
  if (pid === process.pid) return !held.has(name);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as { code?: unknown }).code === 'ESRCH';
  }
}
