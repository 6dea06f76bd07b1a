import { deepStrictEqual } from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import {
  createScheduler,
  type QueueCommand,
  type QueueEffect,
  type QueueEvent,
  type QueueFacts,
  type QueueState,
  type Scheduler,
} from '../../src/queue/index.js';
import { drawMove, type Payload } from './queue-moves.js';
import { QueueOracle } from './queue-oracle.js';
import type { OracleTicket } from './queue-oracle-rules.js';
import { take } from './queue-oracle-take.js';
import { chance, dayStart, days, drawConfig } from './queue-worlds.js';

/** What many walks came to. */
export class Tally {
  readonly #counts = new Map<string, number>();
  commands = 0;
  worst = 0;

  count(name: string, by = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** The counts whose names begin so. */
  like(prefix: string): [string, number][] {
    return [...this.#counts]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, count]): [string, number] => [name.slice(prefix.length), count])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

interface Day {
  readonly oracle: QueueOracle;
  readonly events: QueueEvent[];
  queue: QueueState;
}

interface Pending {
  readonly day: Day;
  readonly payload: Payload;
}

export interface WalkOptions {
  readonly seed: number;
  readonly commands: number;
  /** How many different people there are; the more, the longer the lines. */
  readonly people: number;
}

/** Walks two days of one office through random commands, comparing the room with the oracle after each. */
export function walkQueue({ seed, commands, people }: WalkOptions, tally: Tally): void {
  const pick = chance(seed);
  const config = drawConfig(pick);
  const scheduler = createScheduler(config);
  const both = days.slice(0, 2).map((day): Day => {
    return { oracle: new QueueOracle(config, day), events: [], queue: scheduler.open(day) };
  }) as [Day, Day];
  const pending: Pending[] = [];
  let at = dayStart;
  for (let step = 0; step < commands; step++) {
    at += pick.oneOf([0, 0, 1, 500, 20_000, 60_000, 180_000]);
    const relayed = pending.length > 0 && pick.often(0.3);
    const taken = relayed ? pending.splice(pick.below(pending.length), 1)[0] : undefined;
    const day = taken?.day ?? both[pick.often(0.7) ? 0 : 1];
    const move = taken ? { payload: taken.payload, facts: {} } : drawMove(pick, day.oracle, at, people);
    const role = relayed || pick.often(0.2) ? 'system' : 'officer';
    const command = { ...move.payload, id: `${step}`, at, by: { id: 'eva', role } } as QueueCommand;
    try {
      const answer = compareAnswers(scheduler, day, command, move.facts, tally);
      tally.commands++;
      for (const effect of answer) {
        tally.count(`effect ${effect.type}`);
        const next = relay(effect, both, day);
        if (next && pick.often(0.9)) pending.push(next);
      }
      if (command.type === 'ticket.carryIn' && answer.length === 0 && taken) {
        pending.push({
          day: both[0],
          payload: { type: 'ticket.carryBack', ticketId: command.ticketId } as Payload,
        });
      }
      compareReads(scheduler, day, command, tally);
      if (pick.often(0.01)) {
        day.queue = restored(scheduler, day.queue, pick.often(0.5));
        tally.count('restored');
      }
    } catch (error) {
      const where = `seed ${seed}, ${people} people, command ${step} on ${day.oracle.day}`;
      throw new Error(`${where}: ${JSON.stringify(command)}\n${(error as Error).message}`, { cause: error });
    }
  }
  for (const day of both) {
    const past = JSON.parse(JSON.stringify(day.events)) as QueueEvent[];
    let replayed = scheduler.open(day.oracle.day);
    for (const event of past) replayed = scheduler.evolve(replayed, event);
    same(JSON.stringify(replayed), JSON.stringify(day.queue), `seed ${seed}: the replay differs`);
    for (const ticket of day.oracle.tickets) compareTicket(scheduler, day, ticket);
    tally.count('replayed', day.events.length);
  }
}

function same(actual: unknown, wanted: unknown, what: string): void {
  if (typeof actual === 'object' ? isDeepStrictEqual(actual, wanted) : actual === wanted) return;
  try {
    deepStrictEqual(actual, wanted);
  } catch (error) {
    throw new Error(`${what}: ${(error as Error).message}`);
  }
}

/** What was learned of waits is judged by the forecast's own campaign. */
function unlearned(event: QueueEvent): unknown {
  if (event.type !== 'queue.began') return event;
  const { type, at, opensAt } = event;
  return { type, at, opensAt };
}

function compareAnswers(
  scheduler: Scheduler,
  day: Day,
  command: QueueCommand,
  facts: QueueFacts,
  tally: Tally,
): readonly QueueEffect[] {
  const { oracle } = day;
  const wanted = oracle.answer(command, facts);
  const before = command.at % 16 === 1 ? JSON.stringify(day.queue) : undefined;
  const outcome = scheduler.decide(day.queue, command, facts);
  if (before !== undefined) same(JSON.stringify(day.queue), before, 'a decision changed the state');
  tally.count(`${outcome.ok ? 'accepted' : 'refused'} ${command.type}`);
  if (!outcome.ok || !wanted.ok) {
    const code = outcome.ok ? 'accepted' : outcome.code;
    same(code, wanted.ok ? 'accepted' : wanted.code, 'the answer');
    tally.count(`code ${command.type} ${code}`);
    return [];
  }
  same(outcome.events.map(unlearned), wanted.events, 'the events');
  same(outcome.effects, wanted.effects, 'the effects');
  for (const event of outcome.events) {
    day.queue = scheduler.evolve(day.queue, event);
    day.events.push(event);
    tally.count(`event ${event.type}`);
  }
  take(oracle, outcome.events);
  for (const event of outcome.events) {
    if (!('ticketId' in event)) continue;
    const ticket = oracle.find(event.ticketId) as OracleTicket;
    compareTicket(scheduler, day, ticket);
    if (event.type === 'ticket.called') judgeCall(scheduler, day, ticket, event, tally);
  }
  return outcome.effects;
}

function judgeCall(
  scheduler: Scheduler,
  { oracle, queue }: Day,
  ticket: OracleTicket,
  { pool, overtook, told, reason }: Extract<QueueEvent, { readonly type: 'ticket.called' }>,
  tally: Tally,
): void {
  const services = oracle.pools.get(pool)?.services ?? [];
  const overtaken = scheduler.overtaken(queue, ticket.id, services).map(({ context }) => context.id);
  same(
    overtaken,
    oracle.overtaken(ticket, services).map(({ id }) => id),
    'who was overtaken',
  );
  same(overtaken.length, overtook, 'how many were overtaken');
  tally.count(`reason ${reason}`);
  if (overtook > 0) tally.count('reason that overtook');
  if (!told) return;
  tally.count('bounds kept');
  if (told.used > told.starts) throw new Error(`${told.used} starts came before, ${told.starts} were told`);
  if (told.starts > 0) tally.worst = Math.max(tally.worst, told.used / told.starts);
}

function compareTicket(scheduler: Scheduler, { queue }: Day, ticket: OracleTicket): void {
  const kept = scheduler.ticket(queue, ticket.id);
  same({ ...kept?.context, state: kept?.state }, ticket, `the ticket ${ticket.id}`);
}

function compareReads(
  scheduler: Scheduler,
  { oracle, queue }: Day,
  { at }: QueueCommand,
  tally: Tally,
): void {
  const board = scheduler.board(queue);
  const serving = [...board.serving].sort(
    (a, b) => b.calledAt - a.calledAt || (a.counter < b.counter ? -1 : 1),
  );
  same(
    serving.map(({ calledAt }) => calledAt),
    board.serving.map(({ calledAt }) => calledAt),
    'the last called first',
  );
  same({ ...board, serving }, oracle.board(), 'the board');
  const places = oracle.places();
  for (const ticket of oracle.tickets) {
    const place = places.get(ticket);
    const ahead = scheduler.ahead(queue, ticket.id);
    if (place === undefined) {
      if (ahead !== undefined) throw new Error(`${ticket.id} does not wait and has ${ahead} ahead`);
      continue;
    }
    same(ahead, place, `who is ahead of ${ticket.id}`);
    tally.count('positions');
    if ((at + ticket.sequence) % 4 !== 0) continue;
    same(scheduler.bound(queue, ticket.id, at), oracle.bound(ticket, at), `the bound of ${ticket.id}`);
    tally.count('bounds');
  }
}

/** The state as a store would give it back, without the index that was made for it. */
function restored(scheduler: Scheduler, queue: QueueState, parsed: boolean): QueueState {
  const text = JSON.stringify(queue);
  const loaded = scheduler.load(JSON.parse(text));
  same(JSON.stringify(loaded), text, 'the state that was loaded');
  return parsed ? loaded : (JSON.parse(text) as QueueState);
}

/** What an effect asks of a queue, as the office would deliver it. */
function relay(effect: QueueEffect, both: readonly [Day, Day], from: Day): Pending | undefined {
  const payload = effect as unknown as Payload;
  switch (effect.type) {
    case 'ticket.carryIn': {
      const to = both.find(({ oracle }) => oracle.day === effect.to);
      if (to && to !== from) return { day: to, payload };
      // A third day answers at once, one way or the other.
      const back = effect.ticketId.length % 2 === 0;
      const { ticketId } = effect;
      const answer = back
        ? { type: 'ticket.carryBack', ticketId }
        : { type: 'ticket.carried', ticketId, to: effect.to };
      return { day: from, payload: answer as Payload };
    }
    case 'ticket.carried':
      return { day: both[0], payload };
    case 'ticket.callNext':
    case 'queue.carryOver':
    case 'queue.rebook':
    case 'queue.tell':
      return { day: from, payload };
    case 'timer.set':
      return effect.timer.startsWith('park:')
        ? { day: from, payload: { type: 'park.expire', ticketId: effect.timer.slice(5) } as Payload }
        : { day: from, payload: { type: 'ticket.callNext', counter: effect.timer.slice(5) } as Payload };
    default:
      return undefined;
  }
}
