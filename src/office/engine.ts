import { LoketError } from '../internal/errors.js';
import { type Refusal, refuse } from '../internal/refusal.js';
import { aggregateCache } from './aggregate-cache.js';
import {
  type AggregateRef,
  type AggregateState,
  type Facts,
  keyOf,
  type OfficeCommand,
  type OfficeEvent,
} from './aggregates.js';
import type { CallPort } from './calls.js';
import type { OfficeCore } from './core.js';
import { commandTypes } from './messages.js';
import type { Clock } from './ports.js';
import { harmless, settledBy } from './routes.js';
import type { Commit, EffectRecord, EffectStatus, EventRecord, OfficeStore, TimerRecord } from './store.js';

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

/** Carries an office's commands, effects and timers: the engine port. */
export interface Engine {
  /**
   * Carries out a command and every command between aggregates that it causes. Calls to ports and timers wait for
   * {@link Engine.settle} or {@link Engine.start}.
   */
  send(command: OfficeCommand): Promise<Sent>;
  /** Reads an aggregate; `revision` 0 when it was never written. The state is not to be changed. */
  get(ref: AggregateRef): Promise<{ readonly state: AggregateState; readonly revision: number }>;
  /** Lists ids of a kind, those that rest in a state if one is given. */
  list(query: Parameters<OfficeStore['list']>[0]): Promise<readonly string[]>;
  /** Calls back with each event after its commit; the returned function ends that. */
  subscribe(listener: (record: EventRecord) => void): () => void;
  /** Makes calls and fires timers until only a person or a later time can act. It never moves the clock. */
  settle(): Promise<void>;
  /** Goes on making calls and firing timers by itself, as the clock moves. */
  start(): void;
  /** Ends that after what is in flight has come back. */
  stop(): Promise<void>;
  /** Lists effects of a status; `refused` and `failed` are the dead letters. */
  effects(status: EffectStatus): Promise<readonly EffectRecord[]>;
  /** Puts a dead letter back in line; `false` when it is none. */
  replay(effectId: string): Promise<boolean>;
  /** When the next timer is due; `null` when none is set. */
  nextTimerAt(): Promise<number | null>;
}

/** What the local engine runs on. */
export interface LocalEngineOptions {
  readonly core: OfficeCore;
  readonly store: OfficeStore;
  readonly clock: Clock;
  /** Makes calls to ports. */
  readonly call: CallPort;
  /** Calls to ports at once. Default 16. */
  readonly maxInFlight?: number | undefined;
  /** Commits of a large aggregate between snapshots. Default 1000. */
  readonly snapshotEvery?: number | undefined;
  /** Takes what a listener or an adapter throws. Default: written to the console. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

const system = { id: 'system', role: 'system' } as const;
const maxTries = 5;

/**
 * Makes the engine of one process over a store: one commit at a time, effects committed with the events that asked for
 * them, calls to ports made outside of commits.
 */
export function localEngine(options: LocalEngineOptions): Engine {
  const { core, store, clock, call } = options;
  const maxInFlight = options.maxInFlight ?? 16;
  const snapshotEvery = options.snapshotEvery ?? 1000;
  const report = options.onError ?? ((error: unknown) => console.error(error));
  const cache = aggregateCache(core, store);
  const listeners = new Set<(record: EventRecord) => void>();
  /** Effects that go to aggregates, and effects that go to ports, in the order of their commits. */
  const inbox: EffectRecord[] = [];
  const calls: EffectRecord[] = [];
  const inFlight = new Set<Promise<void>>();
  let opened: Promise<void> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let running = false;
  let stopWaking: (() => void) | undefined;
  let pumping: Promise<void> | undefined;

  /** Lets one commit, with what it causes, follow the other. */
  function exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  /** Takes up what an earlier process left. A started call is not made again: whether it was made is unknown. */
  function open(): Promise<void> {
    opened ??= (async () => {
      for (const effect of await store.effects('due')) enqueue(effect);
      for (const effect of await store.effects('started')) {
        const route = core.route(effect.effect, effect.from);
        if (!('call' in route)) continue;
        if (route.call.repeatable) calls.push(effect);
        else await answer(effect, { outcome: 'unknown', reason: 'the process ended during the call' });
      }
      await drain();
    })();
    return opened;
  }

  function enqueue(effect: EffectRecord): void {
    ('call' in core.route(effect.effect, effect.from) ? calls : inbox).push(effect);
  }

  /** Decides anew from what the store holds when another writer came first. */
  async function handle(
    command: OfficeCommand,
    settles?: Commit['settles'],
    firedTimer?: TimerRecord,
  ): Promise<Sent> {
    for (let tries = 1; tries <= maxTries; tries++) {
      const sent = await decideAndCommit(command, settles, firedTimer);
      if (sent !== 'conflict') return sent;
    }
    throw new LoketError('conflict', `another writer came first ${maxTries} times at '${command.type}'`);
  }

  async function decideAndCommit(
    command: OfficeCommand,
    settles: Commit['settles'],
    firedTimer: TimerRecord | undefined,
  ): Promise<Sent | 'conflict'> {
    const ref = core.target(command);
    if (!ref) {
      const known = (['application', 'queue', 'signer', 'desk', 'centre'] as const).flatMap(commandTypes);
      return refuse(
        'unknown-command',
        command.type,
        'unread',
        known,
        `no command is called '${command.type}'`,
      );
    }
    const barred = core.admit(ref, command);
    if (barred) return barred;
    // An effect's id never belongs to two payloads, so only people's commands need a comparison.
    const fingerprint = command.by === system ? '' : fingerprintOf(command);
    const earlier = await store.commandOf(command.id);
    const held = await cache.load(ref);
    if (earlier) {
      if (earlier.fingerprint === fingerprint) {
        return { ok: true, aggregate: earlier.aggregate, events: earlier.events, repeated: true };
      }
      return refuse(
        'command-id-reused',
        command.type,
        core.describe(ref.kind, held.state),
        [command.type],
        `id '${command.id}' was used for another command; give this one a new id`,
      );
    }
    // A clock that was set back must not turn what rooms tell each other into dead letters.
    const dated =
      command.by === system && command.at < held.lastAt ? { ...command, at: held.lastAt } : command;
    const facts = await gather(ref, held, dated);
    const outcome = core.step(ref.kind, held.state, dated, facts);
    if (!outcome.ok) return outcome;
    const at = Math.max(command.at, held.lastAt);
    if (outcome.events.length === 0 && outcome.effects.length === 0 && command.by === system) {
      if (settles) await store.updateEffect(settles.id, { status: settles.status });
      if (firedTimer) await store.dropTimer(firedTimer.key, firedTimer.generation);
      return { ok: true, aggregate: ref, events: [], repeated: false };
    }
    const revision = held.revision + 1;
    const effects: EffectRecord[] = [];
    const setTimers = new Map<string, TimerRecord>();
    const clearTimers = new Set<string>(firedTimer ? [firedTimer.key] : []);
    for (const [i, effect] of outcome.effects.entries()) {
      const id = `${keyOf(ref)}@${revision}.${i}`;
      const route = core.route(effect, ref);
      if ('timer' in route) {
        clearTimers.add(route.timer);
        setTimers.delete(route.timer);
        if (route.dueAt !== null) {
          const timer = 'timer' in effect ? effect.timer : '';
          setTimers.set(route.timer, {
            key: route.timer,
            from: ref,
            timer,
            dueAt: route.dueAt,
            generation: id,
          });
        }
        continue;
      }
      effects.push({
        id,
        from: ref,
        effect,
        status: 'due',
        attempt: 0,
        notBefore: at,
        subject: null,
        problem: null,
      });
    }
    const next = outcome.next;
    const committed = await store.commit({
      aggregate: ref,
      expectedRevision: held.revision,
      at,
      command: { id: command.id, at, fingerprint, facts, aggregate: ref, revision, events: outcome.events },
      by: command.by,
      events: outcome.events,
      snapshot: next ?? snapshotOf(ref, held, outcome.events),
      restsIn: core.describe(ref.kind, next ?? held.state),
      effects,
      setTimers: [...setTimers.values()],
      clearTimers: [...clearTimers],
      settles,
      settledSubjects: outcome.events.flatMap((event) => settledBy(event) ?? []),
    });
    if (!committed.ok) {
      cache.forget(ref);
      return 'conflict';
    }
    cache.advance(ref, outcome.events, at, next);
    for (const effect of effects) enqueue(effect);
    for (const record of committed.records) publish(record);
    return { ok: true, aggregate: ref, events: outcome.events, repeated: false };
  }

  function snapshotOf(
    ref: AggregateRef,
    held: { state: AggregateState; sinceSnapshot: number },
    events: readonly OfficeEvent[],
  ): unknown {
    held.sinceSnapshot++;
    if (held.sinceSnapshot < snapshotEvery) return undefined;
    held.sinceSnapshot = 0;
    let copy = structuredClone(held.state);
    for (const event of events) copy = core.evolve(ref.kind, copy, event);
    return copy;
  }

  async function gather(
    ref: AggregateRef,
    held: { state: AggregateState; lastAt: number },
    command: OfficeCommand,
  ): Promise<Facts> {
    let facts: Facts = { lastAt: held.lastAt };
    for (const query of core.needs(ref.kind, held.state, command)) {
      const other = await cache.load(query.of);
      facts = { ...facts, ...core.answer(query, other.state, command.at) };
    }
    return facts;
  }

  function publish(record: EventRecord): void {
    for (const listener of listeners) {
      try {
        listener(record);
      } catch (error) {
        report(error);
      }
    }
  }

  /** Carries out every effect that goes to an aggregate, in order, with those that they cause. */
  async function drain(): Promise<void> {
    for (let i = 0; i < inbox.length; i++) {
      const effect = inbox[i];
      if (!effect) continue;
      try {
        await deliver(effect);
      } catch (error) {
        // One effect that cannot be carried out must not stop the office; it becomes a dead letter.
        report(error);
        await store.updateEffect(effect.id, { status: 'failed', problem: messageOf(error) });
      }
    }
    inbox.length = 0;
  }

  async function deliver(effect: EffectRecord): Promise<void> {
    const route = core.route(effect.effect, effect.from);
    if (!('to' in route)) return;
    const command = { ...route.command, id: effect.id, at: clock.now(), by: system } as OfficeCommand;
    const sent = await handle(command, { id: effect.id, status: 'done', subject: null });
    if (sent.ok) {
      if (sent.repeated) await store.updateEffect(effect.id, { status: 'done' });
      return;
    }
    const quiet = harmless[command.type]?.includes(sent.code) ?? false;
    await store.updateEffect(effect.id, {
      status: quiet ? 'done' : 'refused',
      problem: quiet ? null : `${sent.code}: ${sent.message}`,
    });
  }

  /** Brings the outcome of a call to the aggregate that asked for it. */
  async function answer(effect: EffectRecord, outcome: unknown): Promise<void> {
    const route = core.route(effect.effect, effect.from);
    if (!('call' in route)) return;
    const body = call.report(route.call, outcome);
    const unknown = (outcome as { outcome?: unknown } | undefined)?.outcome === 'unknown';
    const subject = unknown && !route.call.repeatable ? route.call.subject : null;
    const status: EffectStatus = subject === null ? 'done' : 'unknown';
    if (!body) {
      await store.updateEffect(effect.id, { status });
      return;
    }
    const id = `${effect.id}/${effect.attempt}`;
    const command = { ...body, id, at: clock.now(), by: system } as OfficeCommand;
    const sent = await handle(command, { id: effect.id, status, subject });
    if (!sent.ok) {
      // What a look or a probe saw may be outdated by now; what a signature or a print came to must not be lost.
      await store.updateEffect(
        effect.id,
        route.call.repeatable
          ? { status: 'done' }
          : { status: 'refused', problem: `${sent.code}: ${sent.message}` },
      );
    }
    await drain();
  }

  async function make(effect: EffectRecord): Promise<void> {
    const route = core.route(effect.effect, effect.from);
    if (!('call' in route)) return;
    const attempt = effect.attempt + 1;
    const started = { ...effect, attempt };
    await store.updateEffect(effect.id, { status: 'started', attempt });
    let outcome: unknown;
    try {
      outcome = await call.make(route.call, { effectId: effect.id, at: clock.now() });
    } catch (error) {
      report(error);
      if (route.call.repeatable) {
        await exclusive(() => again(started, error));
        return;
      }
      outcome = { outcome: 'unknown', reason: messageOf(error) };
    }
    await exclusive(() => answer(started, outcome));
  }

  /** Puts a failed repeatable call back in line, later each time, until it is a dead letter. */
  async function again(effect: EffectRecord, error: unknown): Promise<void> {
    if (effect.attempt >= maxTries) {
      await store.updateEffect(effect.id, { status: 'failed', problem: messageOf(error) });
      return;
    }
    const notBefore = clock.now() + 1000 * 4 ** (effect.attempt - 1);
    await store.updateEffect(effect.id, { status: 'due', notBefore });
    calls.push({ ...effect, notBefore });
  }

  /** Starts calls that are due while there is room. */
  function startCalls(): void {
    const now = clock.now();
    for (let i = 0; i < calls.length && inFlight.size < maxInFlight; ) {
      const effect = calls[i];
      if (!effect || effect.notBefore > now) {
        i++;
        continue;
      }
      calls.splice(i, 1);
      const made: Promise<void> = make(effect)
        .catch(report)
        .finally(() => inFlight.delete(made));
      inFlight.add(made);
    }
  }

  /** Fires timers that are due; tells whether any was. */
  async function fireTimers(): Promise<boolean> {
    const due = await store.dueTimers(clock.now());
    for (const timer of due) {
      const body = core.fire(timer.from, timer.timer);
      const id = `${timer.key}@${timer.generation}`;
      const command = { ...body, id, at: clock.now(), by: system } as OfficeCommand;
      const sent = await handle(command, undefined, timer);
      if (!sent.ok || sent.repeated) await store.dropTimer(timer.key, timer.generation);
      if (!sent.ok && !harmless[command.type]?.includes(sent.code)) {
        report(new LoketError('refused', `timer '${timer.key}': ${sent.message}`, { refusal: sent }));
      }
      await drain();
    }
    return due.length > 0;
  }

  async function settle(): Promise<void> {
    await exclusive(open);
    for (;;) {
      const fired = await exclusive(fireTimers);
      startCalls();
      if (inFlight.size > 0) await Promise.race(inFlight);
      else if (!fired && !calls.some((effect) => effect.notBefore <= clock.now())) return;
    }
  }

  /** Settles, and wakes again when the next timer or postponed call is due. */
  function pump(): void {
    if (!running || pumping) return;
    pumping = settle()
      .catch(report)
      .then(async () => {
        pumping = undefined;
        if (!running) return;
        stopWaking?.();
        const timer = await store.nextTimerAt();
        const times = calls.map((effect) => effect.notBefore);
        if (timer !== null) times.push(timer);
        if (times.length > 0) stopWaking = clock.wake(Math.min(...times), pump);
      });
  }

  return {
    async send(command) {
      const sent = await exclusive(async () => {
        await open();
        const result = await handle(command);
        await drain();
        return result;
      });
      pump();
      return sent;
    },
    async get(ref) {
      return exclusive(async () => {
        await open();
        const { state, revision } = await cache.load(ref);
        return { state, revision };
      });
    },
    list: async (query) => store.list(query),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settle,
    start() {
      if (running) return;
      running = true;
      pump();
    },
    async stop() {
      running = false;
      stopWaking?.();
      stopWaking = undefined;
      await pumping;
      await Promise.all(inFlight);
      await turn;
    },
    effects: async (status) => store.effects(status),
    replay(effectId) {
      return exclusive(async () => {
        const effect = await store.effect(effectId);
        if (effect?.status !== 'refused' && effect?.status !== 'failed') return false;
        const due: EffectRecord = {
          ...effect,
          status: 'due',
          attempt: 0,
          notBefore: clock.now(),
          problem: null,
        };
        await store.updateEffect(effectId, {
          status: 'due',
          attempt: 0,
          notBefore: due.notBefore,
          problem: null,
        });
        enqueue(due);
        await drain();
        return true;
      });
    },
    nextTimerAt: async () => store.nextTimerAt(),
  };
}

function fingerprintOf(command: OfficeCommand): string {
  const { id: _, at: __, by: ___, ...payload } = command;
  return JSON.stringify(payload, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
