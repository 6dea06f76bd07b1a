import { expect } from 'vitest';
import {
  createScheduler,
  type Outcome,
  type QueueCommand,
  type QueueConfig,
  type QueueEffect,
  type QueueEvent,
  type QueueFacts,
  type TicketContext,
} from '../../src/queue/index.js';

type Type = QueueCommand['type'];
type Answer = Outcome<QueueEvent, QueueEffect>;

export const minute = 60_000;
/** 08:00 in Jakarta. */
export const eight = Date.parse('2026-03-02T01:00:00Z');

/** One day of a small queue whose clock a test moves: counter 1 offers `a`, counter 2 offers `a` and `b`. */
export function queueDay(config: Partial<QueueConfig> = {}, day = '2026-03-02') {
  const scheduler = createScheduler({
    counters: [
      { id: '1', services: ['a'] },
      { id: '2', services: ['a', 'b'] },
    ],
    services: [
      { id: 'a', prefix: 'A' },
      { id: 'b', prefix: 'B' },
    ],
    ...config,
  });
  let queue = scheduler.open(day);
  let at = eight;
  let count = 0;

  /** Gives a command, and keeps what comes of it. */
  function ask(type: Type, fields: object = {}, facts: QueueFacts = {}): Answer {
    count++;
    const by = { id: 'eva', role: 'officer' };
    const outcome = scheduler.decide(
      queue,
      { id: `${count}`, at, by, ...fields, type } as QueueCommand,
      facts,
    );
    if (outcome.ok) for (const event of outcome.events) queue = scheduler.evolve(queue, event);
    return outcome;
  }
  /** Gives a command that must be accepted. */
  function give(type: Type, fields: object = {}, facts: QueueFacts = {}) {
    const outcome = ask(type, fields, facts);
    if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
    return outcome;
  }
  return {
    scheduler,
    ask,
    give,
    get queue() {
      return queue;
    },
    get at() {
      return at;
    },
    pass(ms: number) {
      at += ms;
    },
    /** Issues a number and returns the ticket's id. */
    issue(person: string, fields: object = {}): string {
      give('ticket.issue', { kind: 'a', applicant: { ref: person }, ...fields });
      return `${day}/${count}`;
    },
    /** Calls the next to a counter and returns the event; `undefined` when nobody waits. */
    next(counter = '1', fields: object = {}) {
      const called = give('ticket.callNext', { counter, ...fields }).events.find(
        ({ type }) => type === 'ticket.called',
      );
      return called?.type === 'ticket.called' ? called : undefined;
    },
    /** Calls the next, and ends the visit at once. */
    serve(counter = '1'): string | undefined {
      const ticketId = this.next(counter)?.ticketId;
      if (ticketId !== undefined) give('ticket.finish', { ticketId });
      return ticketId;
    },
    state: (ticketId: string) => scheduler.ticket(queue, ticketId)?.state,
    context(ticketId: string): TicketContext {
      const ticket = scheduler.ticket(queue, ticketId);
      if (!ticket) throw new Error(`no ticket ${ticketId}`);
      return ticket.context;
    },
    /** Expects a refusal with a code that changes nothing. */
    refuses(code: string, type: Type, fields: object = {}, facts: QueueFacts = {}) {
      const before = JSON.stringify(queue);
      const outcome = ask(type, fields, facts);
      expect(outcome).toMatchObject({ ok: false, code, command: type });
      expect(JSON.stringify(queue)).toBe(before);
      return outcome as Extract<Answer, { readonly ok: false }>;
    },
  };
}
