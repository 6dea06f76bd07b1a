import { LoketError } from '../internal/errors.js';
import type { AggregateRef, AggregateState, OfficeCommand } from './aggregates.js';
import { portCaller } from './caller.js';
import type { CallPort } from './calls.js';
import type { OfficeCore } from './core.js';
import { leaseKeeper } from './lease-keeper.js';
import { type Clock, systemClock } from './ports.js';
import { harmless } from './routes.js';
import type { EffectRecord, EffectStatus, EventRecord, OfficeStore, TimerRecord } from './store.js';
import { type Tracer, traced } from './telemetry.js';
import { officeWriter, type Sent, system } from './writer.js';

/** Sets how long a call may be waited for. */
export interface Waiting {
  /** Ends the waiting; what has begun is not undone by it. */
  readonly signal?: AbortSignal | undefined;
}

/** How an office is doing. */
export interface Health {
  /** `waiting`: work is due; `held`: dead letters or unknown outcomes wait for a person; `idle`: neither. */
  readonly status: 'idle' | 'waiting' | 'held';
  /** Commands that wait for their turn. */
  readonly commands: number;
  /** Calls to ports that are out. */
  readonly inFlight: number;
  /** Calls to ports that wait. */
  readonly callsWaiting: number;
  /** Since when the longest of them could have been made, in epoch milliseconds; `null` when none is due. */
  readonly oldestDueAt: number | null;
  /** Calls of which nobody knows what came. */
  readonly unknown: number;
  /** Effects that were refused or failed. */
  readonly deadLetters: number;
  readonly nextTimerAt: number | null;
  /** The fence under which this process writes; `null` before its first command. */
  readonly epoch: number | null;
}

/** Commands and reads within a host's transaction. */
export interface EngineTransaction {
  /** Carries out a command and every command between aggregates that it causes, to be kept with the rest. */
  send(command: OfficeCommand): Promise<Sent>;
  /** The same for many, in order. */
  sendMany(commands: readonly OfficeCommand[]): Promise<readonly Sent[]>;
  /** Reads an aggregate as it is within the transaction. The state is not to be changed. */
  get(ref: AggregateRef): Promise<{ readonly state: AggregateState; readonly revision: number }>;
}

/** Carries an office's commands, effects and timers: the engine port. */
export interface Engine {
  /**
   * Carries out a command and every command between aggregates that it causes. Calls to ports and timers wait for
   * {@link Engine.settle} or {@link Engine.start}.
   */
  send(command: OfficeCommand, waiting?: Waiting): Promise<Sent>;
  /**
   * Carries out commands in order, each with what it causes, many with one wait for the disk. Each is refused or done by
   * itself; when the store fails, those before may be kept: repeat them with the same ids.
   */
  sendMany(commands: readonly OfficeCommand[], waiting?: Waiting): Promise<readonly Sent[]>;
  /** Reads an aggregate; `revision` 0 when it was never written. The state is not to be changed. */
  get(ref: AggregateRef): Promise<{ readonly state: AggregateState; readonly revision: number }>;
  /** Lists ids of a kind, those that rest in a state if one is given. */
  list(query: Parameters<OfficeStore['list']>[0]): Promise<readonly string[]>;
  /** Calls back with each event after its commit; the returned function ends that. */
  subscribe(listener: (record: EventRecord) => void): () => void;
  /** Makes calls and fires timers until only a person or a later time can act. It never moves the clock. */
  settle(waiting?: Waiting): Promise<void>;
  /** Goes on making calls and firing timers by itself, as the clock moves. */
  start(): void;
  /** Ends that after what is in flight has come back; when the signal is given, calls are told to give up. */
  stop(waiting?: Waiting): Promise<void>;
  /**
   * Keeps commands and a host's own writes together or not at all. Other commands wait until it is over, so await
   * nothing in it that gives them.
   */
  transaction<T>(work: (tx: EngineTransaction) => Promise<T>): Promise<T>;
  /** Lists effects of a status; `refused` and `failed` are the dead letters. */
  effects(status: EffectStatus): Promise<readonly EffectRecord[]>;
  /** Puts a dead letter back in line; `false` when it is none. */
  replay(effectId: string): Promise<boolean>;
  /** When the next timer is due; `null` when none is set. */
  nextTimerAt(): Promise<number | null>;
  /** Tells how the office is doing. */
  health(): Promise<Health>;
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
  /** Commands that may wait for their turn; more are refused with code `overloaded`. Default 10 000. */
  readonly maxWaiting?: number | undefined;
  /** Milliseconds without a sign of life after which another process takes over. Default 30 000. */
  readonly leaseMs?: number | undefined;
  /** Tells the machine's time for leases, also where the office's clock is a virtual one. Default: the machine's clock. */
  readonly leaseClock?: Clock | undefined;
  /** Follows commands and calls. Default: nobody follows. */
  readonly tracer?: Tracer | undefined;
  /** Commits of a large aggregate between snapshots. Default 1000. */
  readonly snapshotEvery?: number | undefined;
  /** Takes what a listener or an adapter throws. Default: written to the console. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Timers fired in one go before the store is asked anew. */
const timersAtOnce = 64;
/** Milliseconds before an office that could not go on tries again. */
const retryMs = 1000;

/**
 * Makes the engine of one process over a store: one unit of work at a time, effects kept with the events that asked for
 * them, calls to ports made outside of commits under a lease, so that no two processes make the same call.
 */
export function localEngine(options: LocalEngineOptions): Engine {
  const { core, store, clock } = options;
  const maxWaiting = options.maxWaiting ?? 10_000;
  const machine = options.leaseClock ?? systemClock;
  const report = options.onError ?? ((error: unknown) => console.error(error));
  const leases = leaseKeeper(store, machine, options.leaseMs ?? 30_000);
  const listeners = new Set<(record: EventRecord) => void>();
  let turn: Promise<unknown> = Promise.resolve();
  let commands = 0;
  let inTransaction = false;
  let running = false;
  let stopWaking: (() => void) | undefined;
  let stopBeating: (() => void) | undefined;
  let pumping: Promise<void> | undefined;

  const writer = officeWriter({
    core,
    store,
    clock,
    report,
    snapshotEvery: options.snapshotEvery ?? 1000,
    lease: tend,
    lost: leases.lose,
    kept(records, calls) {
      caller.takeUp(calls);
      for (const record of records) publish(record);
    },
  });
  const caller = portCaller({
    core,
    clock,
    call: options.call,
    maxInFlight: options.maxInFlight ?? 16,
    tracer: options.tracer,
    report,
    writer,
    exclusive,
    tend: async () => (await tend()).epoch,
    epoch: () => (leases.holds() ? (leases.current()?.epoch ?? null) : null),
  });

  /** Lets one unit of work follow the other. */
  function exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  /** Looks after the lease, and takes up what processes left that are gone. */
  async function tend() {
    const held = leases.current();
    if (held && inTransaction) return held;
    const { lease, fresh, taken } = await leases.tend();
    if (fresh) {
      writer.letGo();
      caller.letGo();
    }
    writer.takeUp(taken.filter((effect) => !caller.isCall(effect)));
    caller.takeUp(taken.filter(caller.isCall));
    return lease;
  }

  /** Has the lease looked after while nobody gives commands. */
  function beat(): void {
    stopBeating?.();
    if (!running) return;
    stopBeating = machine.wake(leases.nextAt(), () => {
      exclusive(tendNow).catch(report).finally(beat);
      pump();
    });
  }

  /** Takes the lease up and carries out what was left undone between aggregates. */
  async function tendNow(): Promise<void> {
    await tend();
    await writer.run([]);
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

  async function followed(command: OfficeCommand): Promise<Sent> {
    return traced(
      options.tracer,
      `loket.command ${command.type}`,
      { 'loket.role': command.by.role },
      () => writer.handle(command),
      (sent) => ({ 'loket.outcome': sent.ok ? 'ok' : sent.code }),
    );
  }

  const carry = (given: readonly OfficeCommand[]) =>
    writer.run(
      given.map((command) => () => followed(command)),
      given,
    );

  async function sendMany(
    given: readonly OfficeCommand[],
    { signal }: Waiting = {},
  ): Promise<readonly Sent[]> {
    if (commands + given.length > Math.max(maxWaiting, given.length)) {
      throw new LoketError('overloaded', `${commands} commands wait already`);
    }
    commands += given.length;
    try {
      const sent = await exclusive(async () => {
        signal?.throwIfAborted();
        return carry(given);
      });
      pump();
      return sent;
    } finally {
      commands -= given.length;
    }
  }

  async function get(ref: AggregateRef) {
    const lease = await tend();
    await writer.run([]);
    await writer.lookAround(lease);
    const { state, revision } = await writer.load(ref);
    return { state, revision };
  }

  /** Fires timers that are due; tells whether any was. */
  async function fireTimers(): Promise<boolean> {
    await tendNow();
    let fired = false;
    for (;;) {
      const due = (await store.dueTimers(clock.now())).slice(0, timersAtOnce);
      if (due.length === 0) return fired;
      fired = true;
      await writer.run(due.map((timer) => () => fire(timer)));
    }
  }

  async function fire(timer: TimerRecord): Promise<void> {
    // One that fired before it may have cleared it or set it anew.
    if (writer.touches(timer.key)) return;
    const body = core.fire(timer.from, timer.timer);
    const id = `${timer.key}@${timer.generation}`;
    const command = { ...body, id, at: clock.now(), by: system } as OfficeCommand;
    const sent = await writer.handle(command, undefined, timer);
    if (!sent.ok || sent.repeated) writer.drop(timer);
    if (!sent.ok && !harmless[command.type]?.includes(sent.code)) {
      report(new LoketError('refused', `timer '${timer.key}': ${sent.message}`, { refusal: sent }));
    }
  }

  async function settle({ signal }: Waiting = {}, goOn = () => true): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      if (!goOn()) return;
      await exclusive(caller.absorb);
      const fired = await exclusive(fireTimers);
      await exclusive(caller.begin);
      const out = caller.inFlight();
      if (out.length > 0) await unless(signal, Promise.race(out));
      else if (!fired && !caller.waiting().some((effect) => effect.notBefore <= clock.now())) return;
    }
  }

  /** Settles, and wakes again when the next timer or postponed call is due. */
  function pump(): void {
    if (!running || pumping) return;
    // Who stops an office waits for what is out, not for all that is due.
    pumping = settle({}, () => running).then(
      async () => {
        pumping = undefined;
        if (!running) return;
        stopWaking?.();
        const timer = await store.nextTimerAt();
        const times = caller.waiting().map((effect) => effect.notBefore);
        if (timer !== null) times.push(timer);
        if (times.length === 0) return;
        const next = Math.min(...times);
        // The clock may have moved on meanwhile.
        if (next <= clock.now()) pump();
        else stopWaking = clock.wake(next, pump);
      },
      (error: unknown) => {
        pumping = undefined;
        report(error);
        stopWaking?.();
        // As a full disk: the office goes on when there is room again.
        if (running) stopWaking = machine.wake(machine.now() + retryMs, pump);
      },
    );
  }

  return {
    async send(command, waiting) {
      return (await sendMany([command], waiting))[0] as Sent;
    },
    sendMany,
    get: (ref) => exclusive(() => get(ref)),
    list: async (query) => store.list(query),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settle: (waiting) => settle(waiting),
    start() {
      if (running) return;
      running = true;
      beat();
      pump();
    },
    async stop({ signal } = {}) {
      running = false;
      stopWaking?.();
      stopBeating?.();
      const giveUp = () => caller.abort(signal?.reason);
      signal?.addEventListener('abort', giveUp);
      if (signal?.aborted) giveUp();
      await pumping;
      await Promise.all(caller.inFlight());
      signal?.removeEventListener('abort', giveUp);
      await exclusive(async () => {
        if (leases.current()) await writer.flush();
        await leases.leave();
      });
    },
    transaction<T>(work: (tx: EngineTransaction) => Promise<T>): Promise<T> {
      const { transaction } = store;
      if (!transaction) {
        throw new LoketError('invalid-config', 'the store has no transactions');
      }
      const kept = exclusive(async () => {
        await tendNow();
        inTransaction = true;
        try {
          return await writer.join<T>(
            (inside) => transaction.call(store, inside) as Promise<T>,
            () =>
              work({ sendMany: carry, send: async (command) => (await carry([command]))[0] as Sent, get }),
          );
        } finally {
          inTransaction = false;
        }
      });
      kept.then(pump, () => undefined);
      return kept;
    },
    effects: (status) =>
      exclusive(async () => {
        await writer.flush();
        return store.effects(status);
      }),
    replay(effectId) {
      return exclusive(async () => {
        const effect = await store.effect(effectId);
        if (effect?.status !== 'refused' && effect?.status !== 'failed') return false;
        const patch = { status: 'due', attempt: 0, notBefore: clock.now(), problem: null } as const;
        writer.mend(effectId);
        await writer.run([async () => writer.change(effectId, patch)]);
        const due: EffectRecord = { ...effect, ...patch };
        if (caller.isCall(due)) caller.takeUp([due]);
        else writer.takeUp([due]);
        await writer.run([]);
        return true;
      });
    },
    nextTimerAt: async () => store.nextTimerAt(),
    async health() {
      const now = clock.now();
      const count = async (status: EffectStatus) => (await store.effects(status)).length;
      const unknown = await count('unknown');
      const deadLetters = (await count('refused')) + (await count('failed'));
      const nextTimerAt = await store.nextTimerAt();
      const due = caller.waiting().flatMap(({ notBefore }) => (notBefore <= now ? [notBefore] : []));
      const inFlight = caller.inFlight().length;
      const works =
        commands > 0 || inFlight > 0 || due.length > 0 || (nextTimerAt !== null && nextTimerAt <= now);
      return {
        status: works ? 'waiting' : unknown + deadLetters > 0 ? 'held' : 'idle',
        commands,
        inFlight,
        callsWaiting: caller.waiting().length,
        oldestDueAt: due.length > 0 ? Math.min(...due) : null,
        unknown,
        deadLetters,
        nextTimerAt,
        epoch: leases.current()?.epoch ?? null,
      };
    },
  };
}

/** Waits for a promise or, if it comes first, the end of the waiting. */
async function unless(signal: AbortSignal | undefined, work: Promise<unknown>): Promise<void> {
  if (!signal) {
    await work;
    return;
  }
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
