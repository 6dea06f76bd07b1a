import type { Hall } from './hall.js';
import type { Line } from './line.js';
import type { FullQueueConfig } from './queue-config.js';
import type { PoolState, QueueState, Ticket } from './queue-state.js';
import { wholeStart } from './ticket-class.js';

/** Who is called, and why. @internal */
export interface Choice {
  readonly ticket: Ticket;
  readonly reason: 'due' | 'share' | 'appointment';
  /** Credits of the pool's classes after the start. */
  readonly credits: Record<string, number>;
}

/**
 * Chooses whom a pool calls: each class with somebody ready gains its share of a start; a class that has saved up a
 * whole start is served, the richest first; otherwise the ticket that is due first. Whoever is served pays a start.
 * @internal
 */
export function choose(
  { classes, earlyWhenIdle }: FullQueueConfig,
  hall: Hall,
  queue: QueueState,
  name: string,
  pool: PoolState,
  at: number,
): { readonly choice?: Choice; readonly early?: Ticket } {
  const { waiting } = hall.linesOf(name, pool.services);
  const { list, gains } = classes;
  const credits: Record<string, number> = {};
  let due: Line | undefined;
  let dueClass = -1;
  let dueKey = Number.POSITIVE_INFINITY;
  let dueSequence = 0;
  let rich: Line | undefined;
  let richClass = -1;
  let most = wholeStart - 1;
  let early: Ticket | undefined;
  for (let k = 0; k < list.length; k++) {
    const one = list[k] as (typeof list)[number];
    let head: Line | undefined;
    let key = Number.POSITIVE_INFINITY;
    let sequence = 0;
    for (const line of waiting[k] as Line[]) {
      if (line.size === 0) continue;
      const first = line.firstKey();
      if (first > key) continue;
      const number = line.firstSequence();
      if (first === key && number > sequence) continue;
      head = line;
      key = first;
      sequence = number;
    }
    if (head === undefined) continue;
    if (one.appointments) {
      const ticket = hall.ticketAt(queue, sequence);
      if (ticket.context.ready > at) {
        early = ticket;
        continue;
      }
    }
    const credit = (pool.credits[one.id] ?? 0) + (gains[k] as number);
    credits[one.id] = credit;
    if (credit > most) {
      most = credit;
      rich = head;
      richClass = k;
    }
    if (key < dueKey || (key === dueKey && sequence < dueSequence)) {
      dueKey = key;
      dueSequence = sequence;
      due = head;
      dueClass = k;
    }
  }
  const served = rich ?? due;
  if (served === undefined) {
    if (early === undefined || !earlyWhenIdle) return early ? { early } : {};
    return { choice: { ticket: early, reason: 'appointment', credits } };
  }
  const k = rich === undefined ? dueClass : richClass;
  const { id, appointments } = list[k] as (typeof list)[number];
  credits[id] = Math.max(0, (credits[id] ?? 0) - wholeStart);
  const ticket = hall.ticketAt(queue, served.firstSequence());
  const reason = k !== dueClass ? 'share' : appointments ? 'appointment' : 'due';
  return { choice: { ticket, reason, credits } };
}

/** Counts those in a pool's lines who have waited longer than a ticket and stay behind when it is called. @internal */
export function countOvertaken(
  { classes }: FullQueueConfig,
  hall: Hall,
  queue: QueueState,
  name: string,
  pool: PoolState,
  { context: { ready, sequence } }: Ticket,
): number {
  let total = 0;
  for (const [k, lines] of hall.linesOf(name, pool.services).waiting.entries()) {
    const target = classes.list[k]?.targetMs ?? 0;
    for (const line of lines) total += line.before(ready + target, sequence);
  }
  // The place of these does not tell how long they have waited.
  for (const number of hall.displaced) {
    const other = hall.ticketAt(queue, number);
    if (!pool.services.includes(other.context.service)) continue;
    const limit = ready + hall.targetOf(other);
    const { key, ready: since } = other.context;
    if (key < limit || (key === limit && number < sequence)) total--;
    if (since < ready || (since === ready && number < sequence)) total++;
  }
  return total;
}
