import { LoketError } from '../internal/errors.js';
import { type Refusal, refuse } from '../internal/refusal.js';
import { aggregateCache, type Held } from './aggregate-cache.js';
import { type AggregateRef, type Facts, keyOf, type OfficeCommand, type OfficeEvent } from './aggregates.js';
import type { OfficeCore } from './core.js';
import { aggregateKinds, commandTypes } from './messages.js';
import type { Clock } from './ports.js';
import { compensation, harmless, settledBy } from './routes.js';
import type {
  CommandRecord,
  Commit,
  EffectChange,
  EffectRecord,
  EventRecord,
  Lease,
  OfficeStore,
  TimerRecord,
} from './store.js';
import { unitOfWork } from './unit-of-work.js';

/** What a command came to. */
export type Sent =
  | {
      readonly ok: true;
      readonly aggregate: AggregateRef;
      /** What happened to the aggregate, in order; empty when there was nothing to do. */
      readonly events: readonly OfficeEvent[];
      /** Whether the command's id was seen before, so that this is the first outcome again. */
      readonly repeated: boolean;
    }
  | Refusal;

/** The system as it gives commands to itself. @internal */
export const system = { id: 'system', role: 'system' } as const;
/** Commits kept with one wait for the disk, at most. */
const commitsAtOnce = 128;
const maxTries = 5;

interface WriterOptions {
  readonly core: OfficeCore;
  readonly store: OfficeStore;
  readonly clock: Clock;
  readonly snapshotEvery: number;
  readonly report: (error: unknown) => void;
  /** The lease to write under; joins when there is none. */
  readonly lease: () => Promise<Lease>;
  /** Told that the lease was taken over. */
  readonly lost: () => void;
  /** Takes what was kept: events for subscribers, effects that are calls. */
  readonly kept: (records: readonly EventRecord[], calls: readonly EffectRecord[]) => void;
}

/**
 * Decides commands and keeps what they come to: several commits in one unit, each with what it causes between
 * aggregates, so that one wait for the disk serves them all. One unit at a time; who calls sees to that. @internal
 */
export function officeWriter(options: WriterOptions) {
  const { core, store, clock, report } = options;
  const cache = aggregateCache(core, store);
  /** Effects that go to aggregates, in the order of their commits. */
  let inbox: EffectRecord[] = [];
  /** Effects that could not be carried out, with the reason. */
  const broken = new Map<string, string>();
  let unit = unitOfWork();
  /** What the commands of this unit came to before, if anything. */
  let foreseen = new Map<string, CommandRecord | undefined>();
  /** Changes that are kept with whatever is kept next. */
  let later: EffectChange[] = [];
  let foreign: number | undefined;
  /** Set while a host's transaction is open: nothing may be tried again, and nobody be told, before it is over. */
  let joined: { records: EventRecord[]; calls: EffectRecord[] } | undefined;

  const isCall = (effect: EffectRecord) => 'call' in core.route(effect.effect, effect.from);

  /** Decides a command into the present unit. */
  async function handle(
    command: OfficeCommand,
    settles?: Commit['settles'],
    firedTimer?: TimerRecord,
  ): Promise<Sent> {
    const ref = core.target(command);
    if (!ref) {
      const known = aggregateKinds.flatMap(commandTypes);
      const message = `no command is called '${command.type}'`;
      return refuse('unknown-command', command.type, 'unread', known, message);
    }
    const barred = core.admit(ref, command);
    if (barred) return barred;
    // An effect's id never belongs to two payloads, so only people's commands need a comparison.
    const fingerprint = command.by === system ? '' : fingerprintOf(command);
    const earlier = unit.commandOf(command.id) ?? (await recall(command.id));
    const held = await cache.load(ref);
    if (earlier) {
      if (earlier.fingerprint === fingerprint) {
        return { ok: true, aggregate: earlier.aggregate, events: earlier.events, repeated: true };
      }
      const message = `id '${command.id}' was used for another command; give this one a new id`;
      const state = core.describe(ref.kind, held.state);
      return refuse('command-id-reused', command.type, state, [command.type], message);
    }
    // A clock that was set back must not turn what rooms tell each other into dead letters.
    const dated =
      command.by === system && command.at < held.lastAt ? { ...command, at: held.lastAt } : command;
    const facts = await gather(ref, held, dated);
    const outcome = core.step(ref.kind, held.state, dated, facts);
    if (!outcome.ok) return outcome;
    const { events, next } = outcome;
    if (events.length === 0 && outcome.effects.length === 0 && command.by === system) {
      if (settles) unit.change(settles.id, { status: settles.status });
      if (firedTimer) unit.drop(firedTimer);
      return { ok: true, aggregate: ref, events: [], repeated: false };
    }
    const at = Math.max(command.at, held.lastAt);
    const revision = held.revision + 1;
    const effects: EffectRecord[] = [];
    const setTimers = new Map<string, TimerRecord>();
    const clearTimers = new Set<string>(firedTimer ? [firedTimer.key] : []);
    for (const [i, effect] of outcome.effects.entries()) {
      const id = `${keyOf(ref)}@${revision}.${i}`;
      const route = core.route(effect, ref);
      if (!('timer' in route)) {
        const record = { id, from: ref, effect, status: 'due', attempt: 0, notBefore: at } as const;
        effects.push({ ...record, subject: null, problem: null });
        continue;
      }
      const { timer: key, dueAt } = route;
      clearTimers.add(key);
      setTimers.delete(key);
      if (dueAt === null) continue;
      const timer = 'timer' in effect ? effect.timer : '';
      setTimers.set(key, { key, from: ref, timer, dueAt, generation: id });
    }
    unit.add({
      aggregate: ref,
      expectedRevision: held.revision,
      at,
      command: { id: command.id, at, fingerprint, facts, aggregate: ref, revision, events },
      by: command.by,
      events,
      snapshot: next ?? snapshotOf(ref, held, events),
      restsIn: core.describe(ref.kind, next ?? held.state),
      effects,
      setTimers: [...setTimers.values()],
      clearTimers: [...clearTimers],
      settles,
      settledSubjects: events.flatMap((event) => settledBy(event) ?? []),
    });
    cache.advance(ref, events, at, next);
    for (const effect of effects) if (!isCall(effect)) inbox.push(effect);
    return { ok: true, aggregate: ref, events, repeated: false };
  }

  async function recall(id: string): Promise<CommandRecord | undefined> {
    return foreseen.has(id) ? foreseen.get(id) : (await store.commandsOf([id]))[0];
  }

  /** Asks at once what else would be asked for each of many commands. */
  async function foresee(commands: readonly OfficeCommand[]): Promise<void> {
    foreseen = new Map();
    if (commands.length < 2) return;
    for (const { id } of commands) foreseen.set(id, undefined);
    for (const record of await store.commandsOf([...foreseen.keys()])) foreseen.set(record.id, record);
    await cache.foresee(commands.flatMap((command) => core.target(command) ?? []));
  }

  function snapshotOf(ref: AggregateRef, held: Held, events: readonly OfficeEvent[]): unknown {
    held.sinceSnapshot++;
    if (held.sinceSnapshot < options.snapshotEvery) return undefined;
    held.sinceSnapshot = 0;
    let copy = structuredClone(held.state);
    for (const event of events) copy = core.evolve(ref.kind, copy, event);
    return copy;
  }

  async function gather(ref: AggregateRef, held: Held, command: OfficeCommand): Promise<Facts> {
    let facts: Facts = { lastAt: held.lastAt };
    for (const query of core.needs(ref.kind, held.state, command)) {
      const other = await cache.load(query.of);
      facts = { ...facts, ...core.answer(query, other.state, command.at) };
    }
    return facts;
  }

  /** Carries out an effect that goes to an aggregate. */
  async function deliver(effect: EffectRecord): Promise<void> {
    const problem = broken.get(effect.id);
    if (problem !== undefined) {
      unit.change(effect.id, { status: 'failed', problem });
      return;
    }
    const route = core.route(effect.effect, effect.from);
    if (!('to' in route)) return;
    const command = { ...route.command, id: effect.id, at: clock.now(), by: system } as OfficeCommand;
    const sent = await careful(effect, () =>
      handle(command, { id: effect.id, status: 'done', subject: null }),
    );
    if (sent.ok) {
      if (sent.repeated) unit.change(effect.id, { status: 'done' });
      return;
    }
    const repair = compensation(effect.effect, effect.from);
    if (repair) {
      const mend = { ...repair.command, id: `${effect.id}!`, at: clock.now(), by: system } as OfficeCommand;
      const mended = await careful(effect, () =>
        handle(mend, { id: effect.id, status: 'done', subject: null }),
      );
      if (mended.ok) {
        if (mended.repeated) unit.change(effect.id, { status: 'done' });
        return;
      }
    }
    const quiet = harmless[command.type]?.includes(sent.code) ?? false;
    unit.change(effect.id, {
      status: quiet ? 'done' : 'refused',
      problem: quiet ? null : `${sent.code}: ${sent.message}`,
    });
  }

  /** One effect that cannot be carried out must not stop the office; when the unit is done anew, it is a dead letter. */
  async function careful<T>(effect: EffectRecord, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof LoketError && error.code.startsWith('store-')) throw error;
      report(error);
      broken.set(effect.id, messageOf(error));
      throw again;
    }
  }

  /** Does work as one unit and keeps it, anew when another writer came first. */
  async function whole(work: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries++) {
      const lease = await options.lease();
      const before = [...inbox];
      let done: Done;
      try {
        // Who was too late once lets the others wait, or might be too late for ever.
        done = tries > 1 ? await locked(() => attempt(work, lease)) : await attempt(work, lease);
      } catch (error) {
        undo(before);
        throw error;
      }
      if (done.ok) return tell(done.records, done.calls);
      undo(before);
      if (done.why === 'again' && !joined) continue;
      if (done.why === 'fenced') options.lost();
      if (joined || tries >= maxTries) {
        throw new LoketError('conflict', `another process came first ${tries} times`);
      }
    }
  }

  async function attempt(work: () => Promise<void>, lease: Lease): Promise<Done> {
    await lookAround(lease);
    unit = unitOfWork();
    try {
      await work();
    } catch (error) {
      if (error === again) return { ok: false, why: 'again' };
      throw error;
    }
    if (unit.size() === 0) return { ok: true, records: [], calls: [] };
    const extra = later;
    for (const { id, ...patch } of extra) unit.change(id, patch);
    const written = await store.commitMany(unit.batch(lease));
    if (!written.ok) return written;
    later = later.slice(extra.length);
    const calls = unit.effects().filter((effect) => effect.status === 'due' && isCall(effect));
    return { ok: true, records: written.records, calls };
  }

  /** Does work while nobody else can write, where the store can do that. */
  async function locked(work: () => Promise<Done>): Promise<Done> {
    if (joined || !store.transaction) return work();
    let done: Done = { ok: false, why: 'conflict' };
    try {
      await store.transaction(async () => {
        done = await work();
        if (!done.ok) throw notKept;
      });
    } catch (error) {
      if (error !== notKept) throw error;
    }
    return done;
  }

  /** Looks again at what is held when others have written. */
  async function lookAround(lease: Lease): Promise<void> {
    const now = await store.foreignWrites(lease);
    if (foreign !== undefined && now !== foreign) cache.doubt();
    foreign = now;
  }

  function undo(before: EffectRecord[]): void {
    for (const ref of unit.touched()) cache.forget(ref);
    inbox = before;
    unit = unitOfWork();
  }

  function tell(records: readonly EventRecord[], calls: readonly EffectRecord[]): void {
    if (joined) {
      joined.records.push(...records);
      joined.calls.push(...calls);
    } else options.kept(records, calls);
  }

  /** Does steps in order, each with everything that it causes before the next; `commands` are what they will give. */
  async function run<T>(
    steps: readonly (() => Promise<T>)[],
    commands: readonly OfficeCommand[] = [],
  ): Promise<T[]> {
    const results: T[] = [];
    while (results.length < steps.length || inbox.length > 0) {
      const done = results.length;
      await whole(async () => {
        results.length = done;
        await foresee(commands.slice(done, done + commitsAtOnce));
        while (unit.size() < commitsAtOnce) {
          const effect = inbox.shift();
          const step = effect ? undefined : steps[results.length];
          if (effect) await deliver(effect);
          else if (step) results.push(await step());
          else break;
        }
      });
    }
    return results;
  }

  return {
    run,
    handle,
    careful,
    load: (ref: AggregateRef) => cache.load(ref),
    /** Makes sure that what is read next is not older than what others have written. */
    lookAround,
    change: (id: string, patch: Parameters<typeof unit.change>[1]) => unit.change(id, patch),
    /** Changes an effect with whatever is kept next; lost if nothing ever is. */
    changeLater: (id: string, patch: Omit<EffectChange, 'id'>) => void later.push({ ...patch, id }),
    /** Keeps what was put off. */
    async flush(): Promise<void> {
      const [first] = later;
      if (first) await run([async () => unit.change(first.id, first)]);
    },
    drop: (timer: TimerRecord) => unit.drop(timer),
    touches: (timerKey: string) => unit.touches(timerKey),
    whyBroken: (effectId: string) => broken.get(effectId),
    /** Lets a dead letter be tried again. */
    mend: (effectId: string) => broken.delete(effectId),
    /** Takes up effects that go to aggregates. */
    takeUp: (effects: readonly EffectRecord[]) => inbox.push(...effects),
    /** Lets go of what belongs to another process now. */
    letGo(): void {
      inbox = [];
      later = [];
    },
    /** Does work within a host's transaction: kept, and told, with it or not at all. */
    async join<T>(begin: (work: () => Promise<T>) => Promise<T>, work: () => Promise<T>): Promise<T> {
      const mine = { records: [] as EventRecord[], calls: [] as EffectRecord[] };
      try {
        const result = await begin(async () => {
          joined = mine;
          return work();
        });
        joined = undefined;
        options.kept(mine.records, mine.calls);
        return result;
      } catch (error) {
        joined = undefined;
        inbox = [];
        cache.clear();
        throw error;
      }
    },
  };
}

/** What an attempt to keep a unit came to. */
type Done =
  | { readonly ok: true; readonly records: readonly EventRecord[]; readonly calls: readonly EffectRecord[] }
  | { readonly ok: false; readonly why: 'conflict' | 'fenced' | 'again' };

/** Says that the unit must be done anew. */
const again = Symbol();
/** Rolls a store's transaction back. */
const notKept = Symbol();

function fingerprintOf(command: OfficeCommand): string {
  const { id: _, at: __, by: ___, ...payload } = command;
  return JSON.stringify(payload, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** What an error says. @internal */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
