import type {
  AggregateRef,
  CommandRecord,
  Commit,
  EffectRecord,
  EffectStatus,
  EventRecord,
  OfficeEvent,
  OfficeStore,
  TimerRecord,
} from '../office/index.js';

interface Row {
  readonly ref: AggregateRef;
  /** Place among the rows of its kind. */
  readonly place: number;
  revision: number;
  lastAt: number;
  snapshot: unknown;
  eventsSince: OfficeEvent[];
  restsIn: string;
}

/** Sets what the memory store keeps. */
export interface MemoryStoreOptions {
  /** Days that the outcome of a command is kept for repetition, 1 or more. Default 30. */
  readonly keepCommandsDays?: number;
}

/** A store in memory. */
export interface MemoryStore extends OfficeStore {
  /** Ends every lease, as when the processes that held them died: for tests. */
  endLeases(): void;
}

const dayMs = 86_400_000;

/**
 * Makes a store that keeps an office in memory and loses it with the process: for tests, demos and trying out.
 *
 * @param options - what to keep
 *
 * @example
 * ```ts
 * import { memoryStore } from 'loket';
 *
 * await memoryStore().nextTimerAt(); //=> null
 * ```
 */
export function memoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  const rows = new Map<string, Row>();
  /** Rows of each kind in order of creation. */
  const byKind = new Map<string, Row[]>();
  const journal: EventRecord[] = [];
  const commands = new Map<string, CommandRecord>();
  const open = new Map<EffectStatus, Map<string, EffectRecord>>();
  const unknownBySubject = new Map<string, string>();
  const timers = new Map<string, TimerRecord>();
  /** Ends of the leases that hold, by epoch. */
  const leases = new Map<number, number>();
  /** Who holds an effect that is not done, and its place among all. */
  const owners = new Map<string, number>();
  const places = new Map<string, number>();
  /** Batches in all, and by whom. */
  let batches = 0;
  const writes = new Map<number, number>();
  let epochs = 0;
  let placed = 0;
  const keepMs = (options.keepCommandsDays ?? 30) * dayMs;

  const keyOf = (ref: AggregateRef) => `${ref.kind}/${ref.id}`;
  const shelf = (status: EffectStatus) => {
    const known = open.get(status);
    if (known) return known;
    const created = new Map<string, EffectRecord>();
    open.set(status, created);
    return created;
  };
  const find = (id: string) => {
    for (const records of open.values()) {
      const record = records.get(id);
      if (record) return record;
    }
    return undefined;
  };
  /** Puts an effect where its status belongs; one that is done is not kept. */
  const place = (record: EffectRecord) => {
    for (const records of open.values()) records.delete(record.id);
    if (record.status === 'done') {
      owners.delete(record.id);
      places.delete(record.id);
      return;
    }
    shelf(record.status).set(record.id, record);
    if (record.status === 'unknown' && record.subject !== null)
      unknownBySubject.set(record.subject, record.id);
  };
  const forgetOld = (now: number) => {
    for (const [id, record] of commands) {
      if (record.at >= now - keepMs) return;
      commands.delete(id);
    }
  };

  function keep(commit: Commit, owner: number): readonly EventRecord[] {
    const key = keyOf(commit.aggregate);
    const known = rows.get(key);
    const kin = byKind.get(commit.aggregate.kind) ?? [];
    byKind.set(commit.aggregate.kind, kin);
    const row: Row = known ?? {
      ref: commit.aggregate,
      place: kin.length,
      revision: 0,
      lastAt: 0,
      snapshot: undefined,
      eventsSince: [],
      restsIn: '',
    };
    if (!known) {
      rows.set(key, row);
      kin.push(row);
    }
    row.revision++;
    row.restsIn = commit.restsIn;
    row.lastAt = commit.at;
    if (commit.snapshot === undefined) row.eventsSince.push(...commit.events);
    else {
      row.snapshot = commit.snapshot;
      row.eventsSince = [];
    }
    const records = commit.events.map((event, i) => ({
      position: journal.length + i + 1,
      aggregate: commit.aggregate,
      revision: row.revision,
      commandId: commit.command.id,
      by: commit.by,
      event,
    }));
    journal.push(...records);
    commands.set(commit.command.id, commit.command);
    forgetOld(commit.at);
    for (const effect of commit.effects) {
      place(effect);
      if (effect.status === 'done') continue;
      owners.set(effect.id, owner);
      places.set(effect.id, ++placed);
    }
    for (const timer of commit.clearTimers) timers.delete(timer);
    for (const timer of commit.setTimers) timers.set(timer.key, timer);
    if (commit.settles) {
      const effect = find(commit.settles.id);
      if (effect) place({ ...effect, status: commit.settles.status, subject: commit.settles.subject });
    }
    for (const subject of commit.settledSubjects) {
      const id = unknownBySubject.get(subject);
      const effect = id === undefined ? undefined : find(id);
      if (effect?.status === 'unknown') place({ ...effect, status: 'done' });
      unknownBySubject.delete(subject);
    }
    return records;
  }

  return {
    load(ref) {
      const row = rows.get(keyOf(ref));
      return row
        ? {
            snapshot: row.snapshot,
            revision: row.revision,
            lastAt: row.lastAt,
            eventsSince: [...row.eventsSince],
          }
        : { snapshot: undefined, revision: 0, lastAt: 0, eventsSince: [] };
    },
    revisionsOf: (refs) => refs.map((ref) => rows.get(keyOf(ref))?.revision ?? 0),
    commitMany({ lease, commits, changes = [], drops = [] }) {
      if (lease && !leases.has(lease.epoch)) return { ok: false, why: 'fenced' };
      const reached = new Map<string, number>();
      for (const { aggregate, expectedRevision } of commits) {
        const key = keyOf(aggregate);
        if ((reached.get(key) ?? rows.get(key)?.revision ?? 0) !== expectedRevision) {
          return { ok: false, why: 'conflict' };
        }
        reached.set(key, expectedRevision + 1);
      }
      const owner = lease?.epoch ?? 0;
      batches++;
      writes.set(owner, (writes.get(owner) ?? 0) + 1);
      const records = commits.flatMap((commit) => keep(commit, owner));
      for (const { id, ...patch } of changes) {
        const effect = find(id);
        if (!effect) continue;
        place({ ...effect, ...patch });
        if (patch.status === 'due') owners.set(id, owner);
      }
      for (const { key, generation } of drops) {
        if (timers.get(key)?.generation === generation) timers.delete(key);
      }
      return { ok: true, records };
    },
    foreignWrites: (lease) => batches - (writes.get(lease.epoch) ?? 0),
    join({ until }) {
      const epoch = ++epochs;
      leases.set(epoch, until);
      return { epoch };
    },
    renew(lease, until) {
      if (!leases.has(lease.epoch)) return false;
      leases.set(lease.epoch, until);
      return true;
    },
    claim(lease, now) {
      if (!leases.has(lease.epoch)) return [];
      for (const [epoch, until] of leases) {
        if (epoch !== lease.epoch && until < now) leases.delete(epoch);
      }
      const taken = [...shelf('due').values(), ...shelf('started').values()].filter(
        ({ id }) => !leases.has(owners.get(id) ?? 0),
      );
      for (const { id } of taken) owners.set(id, lease.epoch);
      return taken.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
    },
    leave(lease) {
      leases.delete(lease.epoch);
    },
    endLeases: () => leases.clear(),
    commandsOf: (ids) => ids.flatMap((id) => commands.get(id) ?? []),
    effects: (status) => [...shelf(status).values()],
    effect: find,
    dueTimers: (at) =>
      [...timers.values()].filter((timer) => timer.dueAt <= at).sort((a, b) => a.dueAt - b.dueAt),
    nextTimerAt() {
      let next: number | null = null;
      for (const { dueAt } of timers.values()) if (next === null || dueAt < next) next = dueAt;
      return next;
    },
    list({ kind, state, after, limit }) {
      const kin = byKind.get(kind) ?? [];
      const last = after === undefined ? undefined : rows.get(keyOf({ kind, id: after }));
      const ids: string[] = [];
      for (let i = last ? last.place + 1 : 0; i < kin.length && ids.length < limit; i++) {
        const row = kin[i];
        if (row && (state === undefined || row.restsIn === state)) ids.push(row.ref.id);
      }
      return ids;
    },
    journal: ({ after, limit }) => journal.slice(after, after + limit),
  };
}
