import type Database from 'libsql';
import type { Visitor } from './scenario.js';

/** What somebody will do at a time. */
export type Plan =
  | { readonly do: 'arrive'; readonly visitor: Visitor }
  | { readonly do: 'serve'; readonly counter: string; readonly called: Called; readonly visitor: Visitor }
  | { readonly do: 'recall' | 'noShow'; readonly counter: string; readonly called: Called }
  | { readonly do: 'checkIn' | 'resume'; readonly ticketId: string }
  | { readonly do: 'morning' | 'openLate' | 'pause' | 'watchDoors' }
  | { readonly do: 'record' | 'inspect' | 'handOver' | 'lost' | 'found'; readonly applicationId: string }
  | { readonly do: 'open' }
  | { readonly do: 'close' }
  | { readonly do: 'load' | 'deliver'; readonly quantity: number }
  | { readonly do: 'signByHand'; readonly papers: number }
  | { readonly do: 'order' };

/** Who was called, with which number. */
export interface Called {
  readonly ticketId: string;
  readonly applicationId: string;
}

/** A plan with its number and its time. */
export interface Planned {
  readonly id: number;
  readonly at: number;
  readonly plan: Plan;
}

/** Names things that are remembered by a key. */
export interface Pages {
  /** Who holds a number, by the part of the ticket's id that is the same on every day. */
  readonly holders: Visitor;
  /** Numbers whose holders are not there yet. */
  readonly expected: true;
  /** When somebody who waits is taken ill. */
  readonly ill: number;
  /** Whose request was found right, by application. */
  readonly visits: Visitor;
  /** Counters that have nobody. */
  readonly idle: true;
  /** Counters whose officers are not there yet, and counters that close when their last visit ends. */
  readonly late: true;
  readonly closing: true;
  /** Documents that were found bad at the desk once, or whose owner was asked for a code. */
  readonly seen: true;
  /** Numbers that the run itself keeps: the clock, how far the journal was read. */
  readonly numbers: number;
}

/** What the people of the town remember: plans by time, and pages by key. */
export interface Notebook {
  plan(at: number, plan: Plan): void;
  /** The plan that comes first; those of one time come in the order in which they were made. */
  next(): Planned | undefined;
  done(planned: Planned): void;
  read<P extends keyof Pages>(page: P, key: string): Pages[P] | undefined;
  write<P extends keyof Pages>(page: P, key: string, value: Pages[P]): void;
  erase(page: keyof Pages, key: string): void;
  entries<P extends keyof Pages>(page: P): readonly (readonly [string, Pages[P]])[];
  /** Whether nothing was ever written. */
  readonly blank: boolean;
}

/**
 * Opens a notebook. With a database it lies in tables beside the office's own, so that what people did and what they
 * remember of it are kept together; without one it is in memory only.
 */
export function notebook(db?: Database.Database): Notebook {
  const heap = planHeap();
  const pages = new Map<string, Map<string, unknown>>();
  let planned = 0;
  const pageOf = (name: string) => {
    const known = pages.get(name);
    if (known) return known;
    const created = new Map<string, unknown>();
    pages.set(name, created);
    return created;
  };
  db?.exec(`
    CREATE TABLE IF NOT EXISTS town_plans (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, plan TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS town_pages (
      page TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (page, key)
    ) STRICT;`);
  const statements = db && {
    plan: db.prepare('INSERT INTO town_plans VALUES (?, ?, ?)'),
    done: db.prepare('DELETE FROM town_plans WHERE id = ?'),
    write: db.prepare('INSERT OR REPLACE INTO town_pages VALUES (?, ?, ?)'),
    erase: db.prepare('DELETE FROM town_pages WHERE page = ? AND key = ?'),
  };
  for (const row of (db?.prepare('SELECT * FROM town_plans').all() ?? []) as {
    id: number;
    at: number;
    plan: string;
  }[]) {
    heap.push({ id: row.id, at: row.at, plan: JSON.parse(row.plan) as Plan });
    planned = Math.max(planned, row.id);
  }
  const written = (db?.prepare('SELECT * FROM town_pages ORDER BY rowid').all() ?? []) as {
    page: string;
    key: string;
    value: string;
  }[];
  for (const { page, key, value } of written) pageOf(page).set(key, JSON.parse(value));
  planned = Math.max(planned, (pageOf('numbers').get('planned') as number | undefined) ?? 0);

  return {
    blank: written.length === 0 && heap.first() === undefined,
    plan(at, plan) {
      planned++;
      heap.push({ id: planned, at, plan });
      statements?.plan.run(planned, at, JSON.stringify(plan));
    },
    next: heap.first,
    done(one) {
      heap.pop();
      statements?.done.run(one.id);
      // A number never comes again, also when the last plan was done before a restart: commands are named by it.
      statements?.write.run('numbers', 'planned', String(planned));
    },
    read: (page, key) => pageOf(page).get(key) as never,
    write(page, key, value) {
      pageOf(page).set(key, value);
      statements?.write.run(page, key, JSON.stringify(value));
    },
    erase(page, key) {
      pageOf(page).delete(key);
      statements?.erase.run(page, key);
    },
    entries: (page) => [...pageOf(page)] as never,
  };
}

const before = (a: Planned, b: Planned) => a.at < b.at || (a.at === b.at && a.id < b.id);

/** Keeps plans by time: a binary heap. */
function planHeap() {
  const heap: Planned[] = [];
  const swap = (i: number, j: number) => {
    const [a, b] = [heap[i], heap[j]];
    if (!a || !b) return;
    heap[i] = b;
    heap[j] = a;
  };
  const isBefore = (i: number, j: number) => {
    const [a, b] = [heap[i], heap[j]];
    return a !== undefined && b !== undefined && before(a, b);
  };
  return {
    first: () => heap[0],
    push(planned: Planned): void {
      heap.push(planned);
      for (let i = heap.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1;
        if (!isBefore(i, parent)) break;
        swap(i, parent);
        i = parent;
      }
    },
    pop(): void {
      swap(0, heap.length - 1);
      heap.pop();
      for (let i = 0; ; ) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2]) if (isBefore(child, least)) least = child;
        if (least === i) break;
        swap(i, least);
        i = least;
      }
    },
  };
}
