import type {
  AggregateRef,
  Commit,
  EffectChange,
  EffectRecord,
  EffectStatus,
  MaybePromise,
  OfficeEvent,
  OfficeStore,
  TimerRecord,
  Written,
} from '../office/index.js';
import type { ContractCase } from './contract-case.js';

const statuses: readonly EffectStatus[] = ['due', 'started', 'done', 'unknown', 'refused', 'failed'];
const by = { id: 'ani', role: 'officer' } as const;
const desk = (id: string): AggregateRef => ({ kind: 'desk', id });
const application = (id: string): AggregateRef => ({ kind: 'application', id });
const received = (applicationId: string, at = 1): OfficeEvent => ({
  type: 'paper.received',
  at,
  applicationId,
  kind: 'k',
});

function commitOf(aggregate: AggregateRef, expectedRevision: number, parts: Partial<Commit> = {}): Commit {
  const events = parts.events ?? [received(`${aggregate.id}-${expectedRevision}`)];
  const at = parts.at ?? 1;
  return {
    aggregate,
    expectedRevision,
    at,
    by,
    events,
    command: {
      id: `c-${aggregate.kind}-${aggregate.id}-${expectedRevision}`,
      at,
      fingerprint: '{}',
      facts: {},
      aggregate,
      revision: expectedRevision + 1,
      events,
    },
    restsIn: 'running',
    effects: [],
    setTimers: [],
    clearTimers: [],
    settledSubjects: [],
    ...parts,
  };
}

function effectOf(id: string, parts: Partial<EffectRecord> = {}): EffectRecord {
  return {
    id,
    from: desk('d'),
    effect: { type: 'wetSignature.made', applicationId: id },
    status: 'due',
    attempt: 0,
    notBefore: 0,
    subject: null,
    problem: null,
    ...parts,
  };
}

function timerOf(timer: string, dueAt: number, generation = `g-${timer}`): TimerRecord {
  return { key: `desk/d#${timer}`, from: desk('d'), timer, dueAt, generation };
}

/** Reads everything that a store tells, so that a check can see that nothing changed. */
async function everything(store: OfficeStore, refs: readonly AggregateRef[], commands: readonly string[]) {
  return {
    aggregates: await inTurn(refs, (ref) => store.load(ref)),
    commands: await inTurn(commands, async (id) => (await store.commandsOf([id]))[0]),
    effects: await inTurn(statuses, (status) => store.effects(status)),
    timers: await store.dueTimers(Number.MAX_SAFE_INTEGER),
    journal: await store.journal({ after: 0, limit: 1000 }),
    lists: await inTurn(['desk', 'application'] as const, (kind) => store.list({ kind, limit: 1000 })),
  };
}

async function inTurn<T, R>(items: readonly T[], ask: (item: T) => R | Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (const item of items) answers.push(await ask(item));
  return answers;
}

const keepAll = async (store: OfficeStore, commits: readonly Commit[]): Promise<Written> =>
  store.commitMany({ lease: null, commits });

async function change(store: OfficeStore, effect: EffectChange): Promise<void> {
  await store.commitMany({ lease: null, commits: [], changes: [effect] });
}

async function drop(store: OfficeStore, key: string, generation: string): Promise<void> {
  await store.commitMany({ lease: null, commits: [], drops: [{ key, generation }] });
}

async function keep(store: OfficeStore, commit: Commit): Promise<void> {
  const kept = await keepAll(store, [commit]);
  if (!kept.ok) throw new Error(`the commit of ${commit.command.id} was refused as a conflict`);
}

function same(what: string, actual: unknown, expected: unknown): void {
  const [is, should] = [sorted(actual), sorted(expected)];
  if (is !== should) throw new Error(`${what}: expected ${should}, got ${is}`);
}

/** Writes a value so that the order of keys and members that are undefined make no difference. */
function sorted(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'undefined'
  );
}

const idsOf = (records: readonly { readonly id: string }[]) => records.map((record) => record.id);
const timersOf = (records: readonly TimerRecord[]) => records.map((record) => record.timer);

const rules: Readonly<Record<string, (store: OfficeStore) => Promise<void>>> = {
  async 'knows nothing of an aggregate that was never written'(store) {
    const { snapshot, revision, lastAt, eventsSince } = await store.load(desk('d'));
    same(
      'load',
      { none: snapshot === undefined, revision, lastAt, eventsSince },
      {
        none: true,
        revision: 0,
        lastAt: 0,
        eventsSince: [],
      },
    );
    same('journal', await store.journal({ after: 0, limit: 10 }), []);
    same('next timer', await store.nextTimerAt(), null);
    same('command', await store.commandsOf(['c']), []);
    same('revisions', await store.revisionsOf([desk('d'), desk('e')]), [0, 0]);
    same('effect', (await store.effect('e')) === undefined, true);
  },

  async 'keeps the snapshot, the revision and the time of a commit'(store) {
    const snapshot = { v: 1, papers: { a: { kind: 'k', since: 5 } }, none: null };
    await keep(store, commitOf(desk('d'), 0, { at: 5, snapshot }));
    same('load', await store.load(desk('d')), { snapshot, revision: 1, lastAt: 5, eventsSince: [] });
    same('another aggregate', (await store.load(application('d'))).revision, 0);
  },

  async 'keeps a state of any length whole, and a shorter one after it'(store) {
    const long = { text: `xy${'🪪'.repeat(400_000)}` };
    await keep(store, commitOf(desk('d'), 0, { snapshot: long }));
    same('long', await store.load(desk('d')), { snapshot: long, revision: 1, lastAt: 1, eventsSince: [] });
    for (const [i, length] of [300_000, 10, 20_000].entries()) {
      const snapshot = { text: 'y'.repeat(length) };
      await keep(store, commitOf(desk('d'), i + 1, { snapshot }));
      same('shorter', (await store.load(desk('d'))).snapshot, snapshot);
    }
  },

  async 'keeps events after the last snapshot, in order'(store) {
    await keep(store, commitOf(desk('d'), 0, { events: [received('a'), received('b')] }));
    await keep(store, commitOf(desk('d'), 1, { events: [received('c')] }));
    const bare = await store.load(desk('d'));
    same('no snapshot', bare.snapshot === undefined, true);
    same('events', bare.eventsSince, [received('a'), received('b'), received('c')]);
    await keep(store, commitOf(desk('d'), 2, { events: [received('d')], snapshot: { all: 4 } }));
    await keep(store, commitOf(desk('d'), 3, { events: [received('e')] }));
    same('load', await store.load(desk('d')), {
      snapshot: { all: 4 },
      revision: 4,
      lastAt: 1,
      eventsSince: [received('e')],
    });
  },

  async 'keeps nothing of a commit when another writer came first'(store) {
    const ref = desk('d');
    await keep(
      store,
      commitOf(ref, 0, { snapshot: { n: 1 }, effects: [effectOf('e1')], setTimers: [timerOf('t1', 10)] }),
    );
    const look = () => everything(store, [ref, desk('new')], ['c-desk-d-0', 'c-late', 'c-desk-new-3']);
    const before = await look();
    const late = commitOf(ref, 0, {
      snapshot: { n: 2 },
      restsIn: 'elsewhere',
      effects: [effectOf('e2')],
      setTimers: [timerOf('t2', 20)],
      clearTimers: ['desk/d#t1'],
      settles: { id: 'e1', status: 'done', subject: null },
    });
    const lost = { ...late, command: { ...late.command, id: 'c-late' } };
    for (const commit of [lost, { ...lost, expectedRevision: 2 }, commitOf(desk('new'), 3)]) {
      same('conflict', await keepAll(store, [commit]), { ok: false, why: 'conflict' });
      same('the store', await look(), before);
    }
  },

  async 'keeps one of two commits that are made at once'(store) {
    const first = commitOf(desk('d'), 0, { events: [received('a')] });
    const second = { ...first, events: [received('b')], command: { ...first.command, id: 'c-2' } };
    const kept = await Promise.all([keepAll(store, [first]), keepAll(store, [second])]);
    same('kept', kept.filter((one) => one.ok).length, 1);
    same('revision', (await store.load(desk('d'))).revision, 1);
    same('journal', (await store.journal({ after: 0, limit: 10 })).length, 1);
  },

  async 'numbers the journal from 1 without gaps over all aggregates'(store) {
    await keep(store, commitOf(desk('d'), 0, { events: [received('a'), received('b')] }));
    await keep(store, commitOf(desk('e'), 0, { events: [] }));
    await keep(store, commitOf(application('d'), 0, { events: [received('c')] }));
    const last = await keepAll(store, [commitOf(desk('d'), 1, { events: [received('d')] })]);
    const journal = await store.journal({ after: 0, limit: 10 });
    same(
      'journal',
      journal.map(({ position, aggregate, revision, commandId, event }) => ({
        position,
        aggregate,
        revision,
        commandId,
        event,
      })),
      [
        { position: 1, aggregate: desk('d'), revision: 1, commandId: 'c-desk-d-0', event: received('a') },
        { position: 2, aggregate: desk('d'), revision: 1, commandId: 'c-desk-d-0', event: received('b') },
        {
          position: 3,
          aggregate: application('d'),
          revision: 1,
          commandId: 'c-application-d-0',
          event: received('c'),
        },
        { position: 4, aggregate: desk('d'), revision: 2, commandId: 'c-desk-d-1', event: received('d') },
      ],
    );
    same(
      'who',
      journal.map((record) => record.by),
      [by, by, by, by],
    );
    same('what a commit returns', last, { ok: true, records: journal.slice(3) });
    same('a page', await store.journal({ after: 1, limit: 2 }), journal.slice(1, 3));
    same('the end', await store.journal({ after: 4, limit: 2 }), []);
  },

  async 'finds what a command came to by its id'(store) {
    const commit = commitOf(desk('d'), 0, { at: 7 });
    await keep(store, { ...commit, command: { ...commit.command, facts: { decided: true } } });
    const kept = { ...commit.command, facts: { decided: true } };
    same('command', await store.commandsOf(['c-desk-d-0']), [kept]);
    same('among others', await store.commandsOf(['c-desk-d-1', 'c-desk-d-0']), [kept]);
    same('revisions', await store.revisionsOf([desk('e'), desk('d')]), [0, 1]);
  },

  async 'lists effects by status, oldest first, as they are updated'(store) {
    await keep(store, commitOf(desk('d'), 0, { effects: [effectOf('z'), effectOf('a')] }));
    await keep(store, commitOf(desk('d'), 1, { effects: [effectOf('m')] }));
    same('due', idsOf(await store.effects('due')), ['z', 'a', 'm']);
    await change(store, { id: 'a', status: 'started', attempt: 1 });
    same('due', idsOf(await store.effects('due')), ['z', 'm']);
    same('started', await store.effects('started'), [effectOf('a', { status: 'started', attempt: 1 })]);
    same('by id', await store.effect('a'), effectOf('a', { status: 'started', attempt: 1 }));
    await change(store, { id: 'a', status: 'failed', problem: 'p', notBefore: 9 });
    same('failed', await store.effects('failed'), [
      effectOf('a', { status: 'failed', attempt: 1, problem: 'p', notBefore: 9 }),
    ]);
    await change(store, { id: 'z', status: 'done' });
    same('due', idsOf(await store.effects('due')), ['m']);
    same('over', (await store.effect('z'))?.status ?? 'done', 'done');
    await change(store, { id: 'nobody', status: 'failed' });
    same('failed', idsOf(await store.effects('failed')), ['a']);
  },

  async 'ends the effect that a commit carries out, in the same commit'(store) {
    await keep(store, commitOf(desk('d'), 0, { effects: [effectOf('a'), effectOf('b')] }));
    await keep(store, commitOf(desk('e'), 0, { settles: { id: 'a', status: 'done', subject: null } }));
    same('due', idsOf(await store.effects('due')), ['b']);
    await keep(store, commitOf(desk('e'), 1, { settles: { id: 'b', status: 'refused', subject: null } }));
    same('refused', idsOf(await store.effects('refused')), ['b']);
  },

  async 'keeps an unknown call until an event settles its subject'(store) {
    await keep(store, commitOf(desk('d'), 0, { effects: [effectOf('a'), effectOf('b'), effectOf('c')] }));
    await keep(store, commitOf(desk('e'), 0, { settles: { id: 'a', status: 'unknown', subject: 'r1' } }));
    await keep(store, commitOf(desk('e'), 1, { settles: { id: 'b', status: 'unknown', subject: 'r2' } }));
    same('unknown', idsOf(await store.effects('unknown')), ['a', 'b']);
    same('subject', (await store.effect('a'))?.subject, 'r1');
    await keep(store, commitOf(desk('e'), 2, { settledSubjects: ['r1', 'never-heard-of'] }));
    same('unknown', idsOf(await store.effects('unknown')), ['b']);
    same('over', (await store.effect('a'))?.status ?? 'done', 'done');
    same('due', idsOf(await store.effects('due')), ['c']);
  },

  async 'sets, replaces and clears timers, and lists those due, soonest first'(store) {
    const set = [timerOf('late', 30), timerOf('soon', 10), timerOf('next', 20)];
    await keep(store, commitOf(desk('d'), 0, { setTimers: set }));
    same('next', await store.nextTimerAt(), 10);
    same('none due', await store.dueTimers(9), []);
    same('due', timersOf(await store.dueTimers(20)), ['soon', 'next']);
    same('whole', (await store.dueTimers(10))[0], timerOf('soon', 10));
    await keep(store, commitOf(desk('d'), 1, { setTimers: [timerOf('soon', 40, 'g2')] }));
    same('replaced', timersOf(await store.dueTimers(99)), ['next', 'late', 'soon']);
    await keep(store, commitOf(desk('d'), 2, { clearTimers: ['desk/d#next', 'desk/d#never'] }));
    same('cleared', timersOf(await store.dueTimers(99)), ['late', 'soon']);
    await keep(
      store,
      commitOf(desk('d'), 3, { clearTimers: ['desk/d#late'], setTimers: [timerOf('late', 5, 'g3')] }),
    );
    same('set after it was cleared', await store.nextTimerAt(), 5);
  },

  async 'drops a timer only in the generation that fired'(store) {
    await keep(store, commitOf(desk('d'), 0, { setTimers: [timerOf('t', 10, 'g1')] }));
    await keep(store, commitOf(desk('d'), 1, { setTimers: [timerOf('t', 20, 'g2')] }));
    await drop(store, 'desk/d#t', 'g1');
    same('next', await store.nextTimerAt(), 20);
    await drop(store, 'desk/d#t', 'g2');
    same('next', await store.nextTimerAt(), null);
  },

  async 'lists ids of a kind in order of creation, by state and by page'(store) {
    for (const id of ['z', 'a', 'm', 'b'])
      await keep(store, commitOf(application(id), 0, { restsIn: 'queued' }));
    await keep(store, commitOf(desk('d'), 0));
    const list = (query: { state?: string; after?: string; limit?: number }) =>
      store.list({ kind: 'application', limit: 10, ...query });
    same('all', await list({}), ['z', 'a', 'm', 'b']);
    same('a page', await list({ after: 'z', limit: 2 }), ['a', 'm']);
    same('the end', await list({ after: 'b' }), []);
    same('another kind', await store.list({ kind: 'desk', limit: 10 }), ['d']);
    await keep(store, commitOf(application('m'), 1, { restsIn: 'verifying' }));
    await keep(store, commitOf(application('z'), 1, { restsIn: 'verifying' }));
    same('by state', await list({ state: 'verifying' }), ['z', 'm']);
    same('the others', await list({ state: 'queued' }), ['a', 'b']);
    same('nobody', await list({ state: 'printed' }), []);
    same('a page by state', await list({ state: 'verifying', after: 'z' }), ['m']);
    same('a page after one that moved on', await list({ state: 'queued', after: 'm' }), ['b']);
  },

  async 'keeps a batch whole, in order, with several commits of one aggregate'(store) {
    const effects = [effectOf('e1'), effectOf('e2')];
    const first = commitOf(desk('d'), 0, { effects, setTimers: [timerOf('t', 10, 'g1')] });
    const second = commitOf(desk('d'), 1, { settles: { id: 'e1', status: 'done', subject: null } });
    const written = await store.commitMany({
      lease: null,
      commits: [first, second, commitOf(application('a'), 0)],
      changes: [{ id: 'e2', status: 'started', attempt: 1 }],
      drops: [{ key: 'desk/d#t', generation: 'g1' }],
    });
    same('records', written.ok && written.records.map(({ position, revision }) => [position, revision]), [
      [1, 1],
      [2, 2],
      [3, 1],
    ]);
    same('journal', written.ok && written.records, await store.journal({ after: 0, limit: 10 }));
    same('started', idsOf(await store.effects('started')), ['e2']);
    same('due', await store.effects('due'), []);
    same('timers', await store.nextTimerAt(), null);
  },

  async 'keeps nothing of a batch of which a single commit conflicts'(store) {
    await keep(store, commitOf(desk('d'), 0, { effects: [effectOf('e1')] }));
    const look = () => everything(store, [desk('d'), desk('new')], ['c-desk-new-0', 'c-desk-d-1']);
    const before = await look();
    const written = await store.commitMany({
      lease: null,
      commits: [commitOf(desk('new'), 0), commitOf(desk('d'), 1), commitOf(desk('d'), 1)],
      changes: [{ id: 'e1', status: 'started' }],
    });
    same('written', written, { ok: false, why: 'conflict' });
    same('the store', await look(), before);
  },

  async 'gives each lease an epoch that never comes again'(store) {
    const first = await store.join({ now: 0, until: 10 });
    await store.leave(first);
    const second = await store.join({ now: 0, until: 10 });
    same('epochs grow', second.epoch > first.epoch, true);
    same('the old one', await store.renew(first, 20), false);
    same('the new one', await store.renew(second, 20), true);
  },

  async 'lets nobody claim what belongs to a process that lives'(store) {
    const one = await store.join({ now: 0, until: 10 });
    const two = await store.join({ now: 0, until: 10 });
    await store.commitMany({ lease: one, commits: [commitOf(desk('d'), 0, { effects: [effectOf('e1')] })] });
    same('claimed by another', await store.claim(two, 5), []);
    same('claimed again', await store.claim(one, 5), []);
    await store.renew(one, 30);
    same('claimed after it was prolonged', await store.claim(two, 20), []);
  },

  async 'hands over what was due or started when a lease has ended, once, oldest first'(store) {
    const one = await store.join({ now: 0, until: 10 });
    const two = await store.join({ now: 0, until: 30 });
    const three = await store.join({ now: 0, until: 30 });
    const effects = ['z', 'a', 'done', 'dead'].map((id) => effectOf(id));
    await store.commitMany({
      lease: one,
      commits: [commitOf(desk('d'), 0, { effects })],
      changes: [
        { id: 'a', status: 'started', attempt: 1 },
        { id: 'done', status: 'done' },
        { id: 'dead', status: 'failed' },
      ],
    });
    same('taken', await store.claim(two, 11), [
      effectOf('z'),
      effectOf('a', { status: 'started', attempt: 1 }),
    ]);
    same('taken again', await store.claim(three, 11), []);
    same('taken from the heir', idsOf(await store.claim(three, 31)), ['z', 'a']);
  },

  async 'refuses what a process writes whose lease was taken over'(store) {
    const one = await store.join({ now: 0, until: 10 });
    await store.commitMany({ lease: one, commits: [commitOf(desk('d'), 0, { effects: [effectOf('e1')] })] });
    const two = await store.join({ now: 11, until: 30 });
    same('taken', idsOf(await store.claim(two, 11)), ['e1']);
    const look = () => everything(store, [desk('d')], ['c-desk-d-1']);
    const before = await look();
    const late = await store.commitMany({
      lease: one,
      commits: [commitOf(desk('d'), 1)],
      changes: [{ id: 'e1', status: 'done' }],
    });
    same('written', late, { ok: false, why: 'fenced' });
    same('the store', await look(), before);
    same('prolonged', await store.renew(one, 99), false);
    same('claimed', await store.claim(one, 99), []);
  },

  async 'hands over at once what a process left, and what nobody holds'(store) {
    await keep(store, commitOf(desk('d'), 0, { effects: [effectOf('e1')] }));
    const one = await store.join({ now: 0, until: 10 });
    same('of nobody', idsOf(await store.claim(one, 1)), ['e1']);
    await store.leave(one);
    const two = await store.join({ now: 1, until: 10 });
    same('left', idsOf(await store.claim(two, 1)), ['e1']);
  },

  async 'tells each lease that others have written, and not that it has'(store) {
    const one = await store.join({ now: 0, until: 10 });
    const two = await store.join({ now: 0, until: 10 });
    const before = await store.foreignWrites(one);
    await store.commitMany({ lease: one, commits: [commitOf(desk('d'), 0)] });
    same('own', await store.foreignWrites(one), before);
    await store.commitMany({ lease: two, commits: [commitOf(desk('e'), 0)] });
    same('of others', (await store.foreignWrites(one)) === before, false);
  },
};

/**
 * Lists what any store must do for an office to rely on it: the contract of the storage port, for any test runner.
 *
 * Each case opens a store of its own, which must be empty.
 *
 * @param make - opens a new, empty store
 *
 * @example
 * ```ts
 * import { memoryStore } from 'loket';
 * import { storeContract } from 'loket/testing';
 *
 * // In a test runner: for (const { name, run } of storeContract(openMyStore)) it(name, run);
 * for (const { run } of storeContract(() => memoryStore())) await run();
 * ```
 */
export function storeContract(make: () => MaybePromise<OfficeStore>): ContractCase[] {
  return Object.entries(rules).map(([name, check]) => ({
    name,
    run: async () => check(await make()),
  }));
}
