import { Line, Slots } from './line.js';
import type { QueueState, Ticket } from './queue-state.js';
import type { Classes } from './ticket-class.js';

// Who leaves for another day may be sent back.
const away = new Set(['expected', 'held', 'parked', 'leaving']);

/** The lines of one service, by class. */
type ByClass = readonly Line[];

/** Lines by service and class. @internal */
export class Lines {
  readonly #slots = new Slots();
  readonly #byService = new Map<string, Line[]>();
  readonly #classes: Classes;

  constructor(classes: Classes) {
    this.#classes = classes;
  }

  of(service: string): ByClass {
    const known = this.#byService.get(service);
    if (known) return known;
    const made = this.#classes.list.map(() => new Line(this.#slots));
    this.#byService.set(service, made);
    return made;
  }

  line({ context }: Ticket): Line {
    const lines = this.of(context.service);
    const place = this.#classes.indexOf(context.class);
    // A class that the office no longer has waits with everybody else.
    return (lines[place] ?? lines[this.#classes.indexOf(this.#classes.everybodyElse.id)]) as Line;
  }

  add(ticket: Ticket): void {
    this.line(ticket).add(ticket.context.key, ticket.context.sequence);
  }

  remove(ticket: Ticket): void {
    this.line(ticket).remove(ticket.context.key, ticket.context.sequence);
  }

  /** How many there are, over all services and classes. */
  count(): number {
    let total = 0;
    for (const lines of this.#byService.values()) for (const line of lines) total += line.size;
    return total;
  }
}

/**
 * Knows who waits where: an index over a queue's state, private, derived from it and made anew when it is missing.
 * @internal
 */
export class Hall {
  readonly waiting: Lines;
  /** Those who hold a place and are not in the hall, or were put aside. */
  readonly away: Lines;
  /** Sequence numbers of those who wait elsewhere than by the time they wait from, as put in front of others. */
  readonly displaced = new Set<number>();
  readonly #idBySequence: string[] = [];
  readonly #linesOfPool = new Map<string, { waiting: Line[][]; away: Line[][] }>();
  readonly #classes: Classes;

  constructor(classes: Classes, queue: QueueState) {
    this.#classes = classes;
    this.waiting = new Lines(classes);
    this.away = new Lines(classes);
    for (const id in queue.tickets) this.put(undefined, queue.tickets[id] as Ticket);
  }

  /** Moves a ticket from where it was to where it is. */
  put(before: Ticket | undefined, after: Ticket): void {
    const from = before && this.#linesFor(before);
    const to = this.#linesFor(after);
    const { sequence, ready, key } = after.context;
    if (to === this.waiting && key !== ready + this.targetOf(after)) this.displaced.add(sequence);
    else if (this.displaced.size > 0) this.displaced.delete(sequence);
    if (from && before && (from !== to || isElsewhere(before, after))) from.remove(before);
    else if (from) return;
    if (!to) return;
    this.#idBySequence[after.context.sequence] = after.context.id;
    to.add(after);
  }

  /** The target of the class in whose line a ticket stands. */
  targetOf({ context }: Ticket): number {
    return (this.#classes.get(context.class) ?? this.#classes.everybodyElse).targetMs;
  }

  ticketAt(queue: QueueState, sequence: number): Ticket {
    return queue.tickets[this.#idBySequence[sequence] as string] as Ticket;
  }

  /** The lines that a pool draws from, by class. */
  linesOf(pool: string, services: readonly string[]): { waiting: Line[][]; away: Line[][] } {
    const known = this.#linesOfPool.get(pool);
    if (known) return known;
    const made = {
      waiting: this.#classes.list.map((_, k) =>
        services.map((service) => this.waiting.of(service)[k] as Line),
      ),
      away: this.#classes.list.map((_, k) => services.map((service) => this.away.of(service)[k] as Line)),
    };
    this.#linesOfPool.set(pool, made);
    return made;
  }

  #linesFor(ticket: Ticket): Lines | undefined {
    if (ticket.state === 'waiting') return this.waiting;
    return keepsPlace(ticket) ? this.away : undefined;
  }
}

/**
 * Whether a ticket that does not wait has a place that others count as one before them. Who was called has used it up:
 * coming back to it would otherwise cost those behind a start each time, and nobody would have told them.
 * @internal
 */
export function keepsPlace({ state, context }: Ticket): boolean {
  return away.has(state) && context.calledAt === null;
}

function isElsewhere({ context: a }: Ticket, { context: b }: Ticket): boolean {
  return a.key !== b.key || a.class !== b.class || a.service !== b.service;
}
