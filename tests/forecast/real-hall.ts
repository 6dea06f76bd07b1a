import {
  createScheduler,
  type DayPlan,
  type ForecastConfig,
  forecastWait,
  type Learned,
  type LineAhead,
  learn,
  observationOf,
  type QueueCommand,
  type QueueEvent,
  type QueueState,
  type Scheduler,
  type ToldWait,
} from '../../src/queue/index.js';
import type { Person } from './generate-day.js';
import type { HallDriver, Issued } from './hall-driver.js';
import type { Hall } from './scenarios.js';

const day = '2026-03-02';
const by = { id: 'hall', role: 'hall' };
type Payload<C> = C extends QueueCommand ? Omit<C, 'id' | 'at' | 'by'> : never;

/** A day of a hall on the room's own scheduler: every command is decided, and every event evolves the state. */
export class RealHall implements HallDriver {
  readonly #scheduler: Scheduler;
  readonly #told = new Map<string, ToldWait | null>();
  readonly #plan: DayPlan;
  #queue: QueueState;
  #commands = 0;
  #mode = { mode: 'electronic', since: 0 };

  constructor(
    readonly hall: Hall,
    readonly learned: Learned,
    readonly config: ForecastConfig,
  ) {
    this.#scheduler = createScheduler({
      counters: hall.counters.map(({ id, services }) => ({ id, services })),
      services: hall.services.map(({ id }) => ({ id, prefix: id })),
      classes: hall.classes.map(({ id, targetMs, share }) => ({
        id,
        targetMs,
        share,
        ...(id === 'appointment' ? { appointments: true } : {}),
        ...(id === 'priority' ? { reasons: ['elderly'] } : {}),
      })),
    });
    this.#queue = this.#scheduler.open(day);
    this.#plan = {
      closesAt: hall.closesAt,
      away: hall.counters.flatMap(({ id, lunch }) => (lunch ? [{ counter: id, ...lunch }] : [])),
    };
    learn(learned, { type: 'opened', at: hall.opensAt }, config);
  }

  issue(at: number, person: Person): Issued {
    const line = this.lineNow(at, person.class, person.service, person.slot);
    const told = forecastWait(line, this.learned, this.config);
    const ticketId = `${day}/${person.id}`;
    this.#told.set(ticketId, told);
    this.#do(
      at,
      {
        type: 'ticket.issue',
        kind: person.service,
        applicant: { ref: person.id },
        ...(person.class === 'priority' ? { priority: { reason: 'elderly' } } : {}),
        ...(person.slot === null ? {} : { appointment: { at: person.slot } }),
      },
      person.id,
    );
    if (person.slot !== null) this.#do(at, { type: 'ticket.checkIn', ticketId });
    return { line, told };
  }

  callNext(at: number, counter: string): string | undefined {
    const [called] = this.#do(at, { type: 'ticket.callNext', counter });
    return called?.type === 'ticket.called' ? called.ticketId.slice(day.length + 1) : undefined;
  }

  finish(at: number, id: string): void {
    this.#do(at, { type: 'ticket.finish', ticketId: `${day}/${id}` });
  }

  missed(at: number, id: string): void {
    this.#do(at, { type: 'ticket.noShow', ticketId: `${day}/${id}` });
  }

  leave(at: number, id: string): void {
    this.#do(at, { type: 'ticket.cancel', ticketId: `${day}/${id}`, reason: 'left' });
  }

  pause(at: number, counter: string): void {
    this.#do(at, { type: 'counter.pause', counter, reason: 'lunch' });
  }

  resume(at: number, counter: string): void {
    this.#do(at, { type: 'counter.open', counter });
  }

  useMode(at: number, mode: 'electronic' | 'wet'): void {
    this.#mode = { mode, since: at };
    for (const { id } of this.hall.services) this.#do(at, { type: 'queue.signing', kind: id, mode });
  }

  lineNow(at: number, className: string, service: string, slot: number | null = null): LineAhead {
    const { since } = this.#mode;
    const signing = Object.fromEntries(this.hall.services.map(({ id }) => [id, { since }]));
    const asker = { service, class: className, ...(slot === null ? {} : { appointmentAt: slot }) };
    const line = this.#scheduler.line(this.#queue, asker, at, { ...this.#plan, signing });
    if (!line) throw new Error('nobody asks');
    return line;
  }

  #do(at: number, payload: Payload<QueueCommand>, id = `c${++this.#commands}`): QueueEvent[] {
    const command = { ...payload, id, at, by } as QueueCommand;
    const outcome = this.#scheduler.decide(this.#queue, command);
    if (!outcome.ok) throw new Error(outcome.message);
    for (const event of outcome.events) {
      const told = 'ticketId' in event ? (this.#told.get(event.ticketId) ?? null) : null;
      const seen = observationOf(this.#queue, event, told);
      if (seen) learn(this.learned, seen, this.config);
      this.#queue = this.#scheduler.evolve(this.#queue, event);
    }
    return [...outcome.events];
  }
}
