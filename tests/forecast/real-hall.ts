import {
  createScheduler,
  type DayPlan,
  type ForecastConfig,
  type Learned,
  type LineAhead,
  learn,
  type QueueCommand,
  type QueueEvent,
  type QueueState,
  type Scheduler,
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
  readonly #plan: DayPlan;
  #queue: QueueState;
  #commands = 0;

  constructor(
    readonly hall: Hall,
    readonly learned: Learned,
    readonly config: ForecastConfig,
  ) {
    this.#plan = {
      closesAt: hall.closesAt,
      away: hall.counters.flatMap(({ id, lunch }) => (lunch ? [{ counter: id, ...lunch }] : [])),
    };
    this.#scheduler = createScheduler({
      planOf: () => this.#plan,
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
    // What was learned on the days before is at hand, as an office's first number of a day brings it along.
    this.#queue = this.#scheduler.open(day);
    this.#queue.learned = learn(learned, { type: 'opened', at: hall.opensAt }, config);
    this.#queue.priors = config;
  }

  issue(at: number, person: Person): Issued {
    const line = this.lineNow(at, person.class, person.service, person.slot);
    const ticketId = `${day}/${person.id}`;
    const issued = this.#do(
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
    // Who booked is told the wait when checking in.
    const events = person.slot === null ? issued : this.#do(at, { type: 'ticket.checkIn', ticketId });
    const last = events.at(-1);
    return { line, told: last && 'place' in last ? last.place.expected : null };
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
    for (const { id } of this.hall.services) {
      this.#do(at, { type: 'queue.signing', kind: id, mode, until: null });
    }
  }

  lineNow(at: number, className: string, service: string, slot: number | null = null): LineAhead {
    const asker = { service, class: className, ...(slot === null ? {} : { appointmentAt: slot }) };
    const line = this.#scheduler.line(this.#queue, asker, at, this.#plan);
    if (!line) throw new Error('nobody asks');
    return line;
  }

  #do(at: number, payload: Payload<QueueCommand>, id = `c${++this.#commands}`): QueueEvent[] {
    const command = { ...payload, id, at, by } as QueueCommand;
    const outcome = this.#scheduler.decide(this.#queue, command);
    if (!outcome.ok) throw new Error(outcome.message);
    for (const event of outcome.events) this.#queue = this.#scheduler.evolve(this.#queue, event);
    return [...outcome.events];
  }
}
