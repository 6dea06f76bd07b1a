import { isLoketError } from 'loket';
import { expect, it } from 'vitest';
import { createScheduler, type QueueConfig } from '../../src/queue/index.js';
import { minute, queueDay } from '../support/queue-day.js';

const config: QueueConfig = {
  counters: [
    { id: '1', services: ['a'] },
    { id: '2', services: ['a', 'b'] },
  ],
  services: [
    { id: 'a', prefix: 'A' },
    { id: 'b', prefix: 'B' },
  ],
};

/** A ticket as version 1 stored it: first come, first served, without classes and bounds. */
function oldTicket(n: number, state: string, more: object = {}) {
  const id = `2026-03-02/${n}`;
  return {
    state,
    context: {
      id,
      number: `A-00${n}`,
      sequence: n,
      service: 'a',
      kind: 'a',
      applicant: `p${n}`,
      applicationId: `a-${n}`,
      issuedAt: n * minute,
      calledAt: null,
      counter: null,
      recalls: 0,
      endedAt: null,
      ...more,
    },
  };
}
const ended = { calledAt: 5 * minute, counter: '1', endedAt: 9 * minute };
const old = {
  v: 1,
  day: '2026-03-02',
  numbers: { A: 4 },
  sequence: 4,
  tickets: {
    '2026-03-02/1': oldTicket(1, 'finished', ended),
    '2026-03-02/2': oldTicket(2, 'called', { calledAt: 6 * minute, counter: '1', recalls: 1 }),
    '2026-03-02/3': oldTicket(3, 'waiting'),
    '2026-03-02/4': oldTicket(4, 'waiting'),
  },
  waiting: { a: ['2026-03-02/3', '2026-03-02/4'] },
  active: { 'a p2': '2026-03-02/2', 'a p3': '2026-03-02/3', 'a p4': '2026-03-02/4' },
  serving: { '1': '2026-03-02/2' },
};

function codeOf(stored: unknown): { code: string; fields: string[] } | undefined {
  try {
    createScheduler(config).load(stored);
  } catch (error) {
    if (isLoketError(error)) return { code: error.code, fields: error.issues.map(({ field }) => field) };
    throw error;
  }
  return undefined;
}

it('goes on with a queue that version 1 stored', () => {
  const scheduler = createScheduler(config);
  const stored = structuredClone(old);
  let queue = scheduler.load(stored);
  expect(stored).toEqual(old);
  expect(queue).toMatchObject({
    v: 2,
    doors: { state: 'open' },
    sequence: 4,
    numbers: { A: 4 },
    signing: {},
  });
  expect(Object.keys(queue.pools)).toEqual(['a', 'a+b']);
  expect(scheduler.ticket(queue, '2026-03-02/3')?.context).toMatchObject({
    class: 'walkIn',
    ready: 3 * minute,
    key: 33 * minute,
    told: [],
    misses: 0,
  });
  expect(scheduler.ahead(queue, '2026-03-02/4')).toBe(1);
  const by = { id: 'eva', role: 'officer' };
  const give = (command: object) => {
    const outcome = scheduler.decide(queue, { at: 10 * minute, by, ...command } as never);
    if (!outcome.ok) throw new Error(outcome.message);
    for (const event of outcome.events) queue = scheduler.evolve(queue, event);
    return outcome.events;
  };
  give({ type: 'ticket.recall', id: '1', ticketId: '2026-03-02/2' });
  give({ type: 'ticket.finish', id: '2', ticketId: '2026-03-02/2' });
  expect(give({ type: 'ticket.callNext', id: '3', counter: '1' })).toMatchObject([
    { ticketId: '2026-03-02/3' },
  ]);
  // The loaded state is a whole one of the present version.
  expect(JSON.stringify(scheduler.load(JSON.parse(JSON.stringify(queue))))).toBe(JSON.stringify(queue));
});

it('refuses a queue of a newer version, and one of no version', () => {
  expect(codeOf({ ...old, v: 3 })).toEqual({ code: 'unknown-version', fields: ['v'] });
  expect(codeOf({ ...old, v: undefined })?.code).toBe('invalid-data');
  expect(codeOf('nothing')?.code).toBe('invalid-data');
});

it('refuses a queue that lacks a field or has one too many, and names it', () => {
  const day = queueDay();
  const ticketId = day.issue('ana');
  const whole = JSON.parse(JSON.stringify(day.queue));
  expect(codeOf(whole)).toBeUndefined();
  const lacking = structuredClone(whole);
  delete lacking.tickets[ticketId].context.key;
  const lack = codeOf(lacking);
  expect(lack?.code).toBe('invalid-data');
  expect(lack?.fields.join()).toContain('key');
  const { pools: _, ...without } = whole;
  expect(codeOf(without)?.code).toBe('invalid-data');
  expect(codeOf({ ...whole, waiting: {} })?.code).toBe('invalid-data');
  expect(codeOf({ ...old, tickets: { x: { state: 'waiting', context: {} } } })?.code).toBe('invalid-data');
  expect(codeOf({ ...whole, doors: { ...whole.doors, state: 'ajar' } })?.code).toBe('invalid-data');
});
