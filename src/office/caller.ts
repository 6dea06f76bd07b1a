import type { OfficeCommand } from './aggregates.js';
import type { CallPort } from './calls.js';
import type { OfficeCore } from './core.js';
import type { Clock } from './ports.js';
import type { EffectRecord, EffectStatus } from './store.js';
import { type Tracer, traced } from './telemetry.js';
import { messageOf, type officeWriter, system } from './writer.js';

const maxTries = 5;

interface CallerOptions {
  readonly core: OfficeCore;
  readonly clock: Clock;
  readonly call: CallPort;
  readonly maxInFlight: number;
  readonly tracer: Tracer | undefined;
  readonly report: (error: unknown) => void;
  readonly writer: ReturnType<typeof officeWriter>;
  /** Lets one unit of work follow the other. */
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>;
  /** Looks after the lease; answers its epoch. */
  readonly tend: () => Promise<number>;
  /** The epoch of the lease that holds; `null` when it has run out, and nothing may be begun. */
  readonly epoch: () => number | null;
}

interface Finished {
  readonly effect: EffectRecord;
  readonly epoch: number;
  readonly outcome:
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly error: unknown };
}

/** Makes calls to ports outside of commits, a bounded number at once, and brings back what they came to. @internal */
export function portCaller(options: CallerOptions) {
  const { core, clock, call, writer, report } = options;
  let waiting: EffectRecord[] = [];
  const inFlight = new Map<Promise<void>, AbortController>();
  let finished: Finished[] = [];

  function callOf(effect: EffectRecord) {
    const route = core.route(effect.effect, effect.from);
    return 'call' in route ? route.call : undefined;
  }

  /** Begins calls that are due while there is room: first it is written that they begin. */
  async function begin(): Promise<void> {
    const epoch = await options.tend();
    const now = clock.now();
    const room = options.maxInFlight - inFlight.size;
    const chosen: EffectRecord[] = [];
    const rest: EffectRecord[] = [];
    for (const effect of waiting) {
      (chosen.length < room && effect.notBefore <= now ? chosen : rest).push(effect);
    }
    if (chosen.length === 0) return;
    waiting = rest;
    const started = chosen.map((effect) =>
      // What was started before and may not be repeated is asked for, not made again: no new attempt.
      isOpen(effect) ? effect : { ...effect, attempt: effect.attempt + 1 },
    );
    // What may be repeated needs no note that it began: if that is lost, it is made again under the same key.
    const noted = started.filter((effect) => callOf(effect)?.repeatable === false);
    try {
      await writer.run(noted.map((effect) => async () => note(effect)));
    } catch (error) {
      waiting.unshift(...chosen);
      throw error;
    }
    const still = options.epoch();
    if (still === epoch) for (const effect of started) launch(effect, epoch);
    // A process that slept between the two must not act on a lease that may be another's by now.
    else if (still === null) waiting.unshift(...chosen);
  }

  function note({ id, attempt }: EffectRecord): void {
    writer.change(id, { status: 'started', attempt });
  }

  /** Whether an earlier process began the call and nobody knows what came of it. */
  function isOpen(effect: EffectRecord): boolean {
    return effect.status === 'started' && callOf(effect)?.repeatable === false;
  }

  function launch(effect: EffectRecord, epoch: number): void {
    const abort = new AbortController();
    const made: Promise<void> = make(effect, abort.signal)
      .then(
        (value) => ({ ok: true, value }) as const,
        (error: unknown) => ({ ok: false, error }) as const,
      )
      .then((outcome) => {
        finished.push({ effect, epoch, outcome });
        return options.exclusive(absorb);
      })
      .catch(report)
      .finally(() => inFlight.delete(made));
    inFlight.set(made, abort);
  }

  async function make(effect: EffectRecord, signal: AbortSignal): Promise<unknown> {
    const port = callOf(effect);
    if (!port) return undefined;
    const about = { effectId: effect.id, at: clock.now(), signal };
    const attributes = { 'loket.effect': effect.effect.type, 'loket.attempt': effect.attempt };
    return traced(
      options.tracer,
      `loket.call ${port.port}`,
      attributes,
      () => (isOpen(effect) ? call.reconcile(port, about) : call.make(port, about)),
      (value) => ({
        'loket.outcome': String((value as { outcome?: unknown } | undefined)?.outcome ?? 'done'),
      }),
    );
  }

  /** Brings back everything that has come in, in one unit where it fits. */
  async function absorb(): Promise<void> {
    const epoch = await options.tend();
    // What another process has taken over is its to reconcile.
    const held = finished.filter((one) => one.epoch === epoch);
    finished = [];
    try {
      await writer.run(held.map((one) => () => answer(one)));
    } catch (error) {
      // As of a full disk: what a call came to must outlast that.
      finished.unshift(...held);
      throw error;
    }
  }

  async function answer({ effect, outcome }: Finished): Promise<void> {
    const port = callOf(effect);
    if (!port) return;
    const problem = writer.whyBroken(effect.id);
    if (problem !== undefined) return writer.change(effect.id, { status: 'failed', problem });
    let value: unknown;
    if (outcome.ok) value = outcome.value;
    else {
      report(outcome.error);
      if (port.repeatable) return again(effect, outcome.error);
      const { tookMs } = outcome.error as { tookMs?: unknown };
      const took = typeof tookMs === 'number' ? { tookMs } : {};
      value = { outcome: 'unknown', reason: messageOf(outcome.error), ...took };
    }
    const body = call.report(port, value);
    const unknown = (value as { outcome?: unknown } | undefined)?.outcome === 'unknown';
    const subject = unknown && !port.repeatable ? port.subject : null;
    const status: EffectStatus = subject === null ? 'done' : 'unknown';
    // Nobody waits for it, so it can be kept with the next unit: at worst the call is repeated.
    if (!body && port.repeatable) return writer.changeLater(effect.id, { status });
    if (!body) return writer.change(effect.id, { status });
    const id = `${effect.id}/${effect.attempt}`;
    const command = { ...body, id, at: clock.now(), by: system } as OfficeCommand;
    const sent = await writer.careful(effect, () =>
      writer.handle(command, { id: effect.id, status, subject }),
    );
    if (sent.ok) {
      if (sent.repeated) writer.change(effect.id, { status, subject });
      return;
    }
    // What a look or a probe saw may be outdated by now; what a signature or a print came to must not be lost.
    const lost = { status: 'refused', problem: `${sent.code}: ${sent.message}` } as const;
    writer.change(effect.id, port.repeatable ? { status: 'done' } : lost);
  }

  /** Puts a failed repeatable call back in line, later each time, until it is a dead letter. */
  function again(effect: EffectRecord, error: unknown): void {
    if (effect.attempt >= maxTries) {
      writer.change(effect.id, { status: 'failed', attempt: effect.attempt, problem: messageOf(error) });
      return;
    }
    const notBefore = clock.now() + 1000 * 4 ** (effect.attempt - 1);
    writer.change(effect.id, { status: 'due', notBefore, attempt: effect.attempt });
    const due: EffectRecord = { ...effect, status: 'due', notBefore };
    waiting = [...waiting.filter(({ id }) => id !== effect.id), due];
  }

  return {
    begin,
    absorb,
    isCall: (effect: EffectRecord) => callOf(effect) !== undefined,
    takeUp: (effects: readonly EffectRecord[]) => waiting.push(...effects),
    /** Lets go of calls that another process makes now; those in flight come back to nobody. */
    letGo(): void {
      waiting = [];
    },
    inFlight: () => [...inFlight.keys()],
    waiting: (): readonly EffectRecord[] => waiting,
    abort(reason: unknown): void {
      for (const controller of inFlight.values()) controller.abort(reason);
    },
  };
}
