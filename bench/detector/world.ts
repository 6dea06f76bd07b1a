import { VirtualClock } from './clock.js';
import type { EndedCall, Entrant, Guard } from './guard.js';
import { Line } from './line.js';
import { type Answer, type Arrival, answer } from './server.js';
import { dayMs, openMs, type Trace } from './traces.js';

/** 5 January 2026, 07:00 in western Indonesia. */
export const startOfWorld = Date.UTC(2026, 0, 5);

/** Calls of real documents at once, over all kinds. */
const maxInFlight = 4;
const backOffMs = 15_000;
/** How often a document that is held asks again. */
const pollMs = 1_000;
/** After the last day's end the rest is worked off for so long. */
const afterworkMs = 2 * 3_600_000;

/** All that happened in a run, in order of time; times are ms since the trace began. */
export interface Log {
  readonly calls: { readonly kind: number; readonly since: number; readonly outcome: EndedCall['outcome'] }[];
  /** A guard opened (or closed). */
  readonly switches: { readonly kind: number; readonly since: number; readonly open: boolean }[];
  /** How long every document took, from its arrival to its end; what was never finished, until the world's end. */
  readonly delays: number[];
  unfinished: number;
  probes: number;
}

interface Document {
  readonly id: number;
  readonly arrival: Arrival;
  attempts: number;
}

interface Lane {
  readonly kind: number;
  readonly guard: Guard;
  readonly again: Line<Document>;
  readonly line: Line<Document>;
  inFlight: number;
  open: boolean;
  probing: boolean;
}

interface Flight {
  readonly lane: Lane;
  readonly startedAt: number;
  readonly endsAt: number;
  readonly answer: Answer | { readonly outcome: 'rejected'; readonly tookMs: number };
  /** Null for a probe. */
  readonly document: Document | null;
  readonly id: number;
}

/** Runs one guard of each kind through a trace. The event loop gets no turn until it is over. */
export async function run(
  trace: Trace,
  seed: number,
  entrant: Entrant,
  comers: readonly Arrival[],
): Promise<Log> {
  const clock = new VirtualClock(startOfWorld);
  clock.install();
  const guards: Guard[] = [];
  try {
    for (let kind = 0; kind < trace.kinds; kind++) guards.push(entrant.make(startOfWorld));
    return await new World(trace, seed, guards, comers, clock).run();
  } finally {
    for (const guard of guards) guard.dispose?.();
    clock.uninstall();
  }
}

class World {
  readonly #log: Log = { calls: [], switches: [], delays: [], unfinished: 0, probes: 0 };
  readonly #lanes: readonly Lane[];
  readonly #flights: Flight[] = [];
  readonly #later = new Line<{ readonly due: number; readonly document: Document }>();
  readonly #waiting = new Set<Document>();
  #nextComer = 0;
  #calls = 0;
  #inFlight = 0;
  #pollAt = Number.POSITIVE_INFINITY;

  constructor(
    readonly trace: Trace,
    readonly seed: number,
    guards: readonly Guard[],
    readonly comers: readonly Arrival[],
    readonly clock: VirtualClock,
  ) {
    this.#lanes = guards.map((guard, kind) => ({
      kind,
      guard,
      again: new Line(),
      line: new Line(),
      inFlight: 0,
      open: false,
      probing: false,
    }));
  }

  async run(): Promise<Log> {
    const end = startOfWorld + (this.trace.days - 1) * dayMs + openMs + afterworkMs;
    for (;;) {
      if (this.#nextComer >= this.comers.length && this.#waiting.size === 0) break;
      const at = this.#next();
      if (at > end) break;
      this.clock.advanceTo(at);
      this.#arrive(at);
      for (let flight = this.#landed(at); flight !== undefined; flight = this.#landed(at))
        await this.#end(at, flight);
      this.#probe(at);
      this.#look(at);
      this.#send(at);
      this.#look(at);
    }
    for (const { arrival } of this.#waiting) this.#log.delays.push(end - startOfWorld - arrival.since);
    this.#log.unfinished = this.#waiting.size;
    return this.#log;
  }

  /** When something happens next, by the world or by a guard that wants to probe. */
  #next(): number {
    const comer = this.comers[this.#nextComer];
    let at = Math.min(
      this.#pollAt,
      comer === undefined ? Number.POSITIVE_INFINITY : startOfWorld + comer.since,
    );
    at = Math.min(at, this.#later.first?.due ?? Number.POSITIVE_INFINITY);
    for (const { endsAt } of this.#flights) at = Math.min(at, endsAt);
    for (const lane of this.#lanes) {
      const probe = lane.probing ? null : lane.guard.nextProbeAt(this.clock.now);
      // A guard whose probe is overdue has been asked in this very ms.
      if (probe !== null) at = Math.min(at, Math.max(probe, this.clock.now + 1));
    }
    return at;
  }

  #arrive(at: number): void {
    for (
      let comer = this.comers[this.#nextComer];
      comer !== undefined;
      comer = this.comers[this.#nextComer]
    ) {
      if (startOfWorld + comer.since > at) break;
      const document = { id: this.#nextComer, arrival: comer, attempts: 0 };
      this.#nextComer += 1;
      this.#waiting.add(document);
      this.#lanes[comer.kind]?.line.push(document);
    }
    for (let first = this.#later.first; first !== undefined && first.due <= at; first = this.#later.first) {
      this.#later.shift();
      this.#lanes[first.document.arrival.kind]?.again.push(first.document);
    }
  }

  #landed(at: number): Flight | undefined {
    const place = this.#flights.findIndex(({ endsAt }) => endsAt <= at);
    return place < 0 ? undefined : this.#flights.splice(place, 1)[0];
  }

  async #end(
    at: number,
    { lane, startedAt, answer: { outcome, tookMs }, document, id }: Flight,
  ): Promise<void> {
    if (document === null) {
      lane.probing = false;
      lane.guard.probed(at, { ok: outcome === 'ok', tookMs });
      return;
    }
    lane.inFlight -= 1;
    this.#inFlight -= 1;
    this.#log.calls.push({ kind: lane.kind, since: at - startOfWorld, outcome });
    if (outcome === 'ok' || outcome === 'rejected') {
      this.#waiting.delete(document);
      this.#log.delays.push(at - startOfWorld - document.arrival.since);
    } else {
      this.#later.push({ due: at + backOffMs, document });
    }
    const heard = lane.guard.ended(at, { id, startedAt, tookMs, outcome });
    if (heard !== undefined) await heard;
    this.#look(at);
  }

  #probe(at: number): void {
    for (const lane of this.#lanes) {
      const wanted = lane.probing ? null : lane.guard.nextProbeAt(at);
      if (wanted === null || wanted > at) continue;
      lane.probing = true;
      this.#log.probes += 1;
      const probe = this.#answer(at, lane.kind, -1, this.#log.probes);
      this.#flights.push({
        lane,
        startedAt: at,
        endsAt: at + probe.tookMs,
        answer: probe,
        document: null,
        id: -1,
      });
    }
  }

  /** Sends what the guards let through, the oldest first whatever its kind. */
  #send(at: number): void {
    const refused = new Set<Lane>();
    while (this.#inFlight < maxInFlight) {
      let best: Lane | undefined;
      for (const lane of this.#lanes) {
        const head = lane.again.first ?? lane.line.first;
        if (head === undefined || refused.has(lane)) continue;
        const { limit } = lane.guard.admits(at);
        // Whoever held documents and called it closed would have no switches and no false openings.
        if (limit < 1 && !lane.guard.isOpen(at))
          throw new Error('a guard that is not open must admit a document');
        if (limit <= lane.inFlight) refused.add(lane);
        else if (best === undefined || head.id < idOf(best)) best = lane;
      }
      if (best === undefined) break;
      if (best.guard.started?.(at, this.#calls) === false) refused.add(best);
      else this.#fly(at, best);
    }
    const held = [...refused].some((lane) => lane.inFlight < maxInFlight);
    this.#pollAt = held && this.#inFlight < maxInFlight ? at + pollMs : Number.POSITIVE_INFINITY;
  }

  #fly(at: number, lane: Lane): void {
    const document = lane.again.shift() ?? lane.line.shift();
    if (document === undefined) return;
    lane.inFlight += 1;
    this.#inFlight += 1;
    document.attempts += 1;
    const given = document.arrival.spoilt
      ? { outcome: 'rejected' as const, tookMs: 400 }
      : this.#answer(at, lane.kind, document.id, document.attempts);
    const endsAt = at + given.tookMs;
    this.#flights.push({ lane, startedAt: at, endsAt, answer: given, document, id: this.#calls });
    this.#calls += 1;
  }

  #answer(at: number, kind: number, document: number, attempt: number): Answer {
    const load = this.#flights.length + 1;
    return answer(this.trace, this.seed, { since: at - startOfWorld, kind, document, attempt, load });
  }

  #look(at: number): void {
    for (const lane of this.#lanes) {
      const open = lane.guard.isOpen(at);
      if (open === lane.open) continue;
      lane.open = open;
      this.#log.switches.push({ kind: lane.kind, since: at - startOfWorld, open });
    }
  }
}

const idOf = (lane: Lane): number => (lane.again.first ?? lane.line.first)?.id ?? Number.POSITIVE_INFINITY;
