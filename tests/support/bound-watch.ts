import type { QueueEvent, QueueState, Scheduler } from '../../src/queue/index.js';

const keepsWaiting = new Set<string>(['ticket.recalled', 'ticket.serviceAdded', 'ticket.arrived']);

interface Told {
  readonly pool: string;
  readonly starts: number;
  readonly since: number;
}

/** How far a bound was used. */
export interface Use {
  readonly used: number;
  readonly bound: number;
}

/** Holds every bound that was told against the starts that really came before. */
export class BoundWatch {
  /** Bounds that came to their end: the ticket was called or moved, the pool's bounds were told anew, or the day ended. */
  judged = 0;
  readonly violations: string[] = [];
  /** The bound that was used most, among those large enough to say something about the rule. */
  worst: Use;
  /** The most credit that a class had left after a start, in millionths of a start. */
  mostCredit = 0;
  readonly #told = new Map<string, Told[]>();
  readonly #scheduler: Scheduler;
  readonly #leastBound: number;

  constructor(scheduler: Scheduler, leastBound: number) {
    this.#scheduler = scheduler;
    this.#leastBound = leastBound;
    this.worst = { used: 0, bound: leastBound };
  }

  get ratio(): number {
    return this.worst.used / this.worst.bound;
  }

  /** Takes note of an event that has just changed the queue. */
  see(queue: QueueState, event: QueueEvent): void {
    if (event.type === 'bound.renewed') {
      for (const [id, told] of this.#told) {
        this.#told.set(
          id,
          told.filter((one) => !event.pools.includes(one.pool) || this.#judge(queue, id, one)),
        );
      }
      return;
    }
    if (!('ticketId' in event) || keepsWaiting.has(event.type)) return;
    const { ticketId } = event;
    const pool = event.type === 'ticket.called' ? event.pool : undefined;
    for (const one of this.#told.get(ticketId) ?? []) {
      this.#judge(queue, ticketId, one, one.pool === pool ? 1 : 0);
    }
    this.#told.delete(ticketId);
    if (event.type === 'ticket.called') {
      for (const name in event.credits)
        this.mostCredit = Math.max(this.mostCredit, event.credits[name] as number);
      if (event.told && event.told.used > event.told.starts) {
        this.violations.push(`${ticketId} was called with ${event.told.used} of ${event.told.starts} used`);
      }
    }
    if ('place' in event && event.place.told.length > 0) this.#told.set(ticketId, [...event.place.told]);
  }

  /** Asks for the bound of a waiting ticket as it is now, of one pool or of all. */
  ask(queue: QueueState, ticketId: string, at: number, pool?: string): void {
    const bounds = this.#scheduler.bound(queue, ticketId, at);
    if (!bounds) return;
    const told = this.#told.get(ticketId) ?? [];
    for (const bound of bounds) {
      if (pool !== undefined && bound.pool !== pool) continue;
      told.push({ ...bound, since: queue.pools[bound.pool]?.starts ?? 0 });
    }
    this.#told.set(ticketId, told);
  }

  /** Judges what is still open when the day ends. */
  end(queue: QueueState): void {
    for (const [id, told] of this.#told) for (const one of told) this.#judge(queue, id, one);
    this.#told.clear();
  }

  #judge(queue: QueueState, id: string, { pool, starts: bound, since }: Told, own = 0): false {
    const used = (queue.pools[pool]?.starts ?? 0) - own - since;
    this.judged++;
    if (used > bound)
      this.violations.push(`${id}: ${used} starts of '${pool}' came before, ${bound} were told`);
    if (bound >= this.#leastBound && used * this.worst.bound > this.worst.used * bound)
      this.worst = { used, bound };
    return false;
  }
}
