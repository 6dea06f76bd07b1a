import { createScheduler, type QueueCommand, type QueueConfig, type QueueEvent } from 'loket/queue';
import { describe, expect, it } from 'vitest';

const by = { id: 'ani', role: 'officer' };
const minute = 60_000;
const everybody = [{ id: 'all', targetMs: 0, share: 1 }];

/** A day at one counter, and short ways to say what happens. */
function hall(config: Partial<QueueConfig> = {}) {
  const scheduler = createScheduler({
    counters: [{ id: '1', services: ['a'] }],
    services: [{ id: 'a', prefix: 'A' }],
    ...config,
  });
  let queue = scheduler.open('2019-07-17');
  let ids = 0;
  let now = 0;
  const give = (command: Record<string, unknown>): readonly QueueEvent[] => {
    const full = { id: `c${++ids}`, at: now, by, ...command } as unknown as QueueCommand;
    const outcome = scheduler.decide(queue, full);
    if (!outcome.ok) throw new Error(outcome.message);
    for (const event of outcome.events) queue = scheduler.evolve(queue, event);
    return outcome.events;
  };
  return {
    give,
    pass(ms: number) {
      now += ms;
    },
    issue: (id: string, more: object = {}) =>
      give({ type: 'ticket.issue', id, kind: 'a', applicant: { ref: id }, ...more }),
    to: (type: string, id: string, more: object = {}) =>
      give({ type: `ticket.${type}`, ticketId: `2019-07-17/${id}`, ...more }),
    call() {
      const [event] = give({ type: 'ticket.callNext', counter: '1' });
      return event?.type === 'ticket.called' ? event : undefined;
    },
    bound: (id: string) => scheduler.bound(queue, `2019-07-17/${id}`, now)?.[0]?.starts,
    pool: () => queue.pools.a,
  };
}

describe('the bound that a ticket is told', () => {
  it('counts a place ahead that is kept for somebody who was at a counter already, whenever that one returns', () => {
    const { issue, to, call, bound, pool } = hall({ classes: everybody, insertions: 2 });
    issue('first');
    issue('second');
    const told = bound('second') ?? 0;
    let used = 0;
    while (pool()?.renewals === 0 && used < 20) {
      expect(call()?.ticketId).toBe('2019-07-17/first');
      used++;
      to('hold', 'first', { reason: 'papers' });
      to('resume', 'first');
    }
    expect(used).toBeLessThanOrEqual(told);
  });

  it('counts somebody who is on the way to another day, which may not take them', () => {
    const { issue, to, bound } = hall({ classes: everybody, insertions: 0 });
    issue('first');
    const alone = bound('first') ?? 0;
    to('rebook', 'first', { to: '2019-07-18', reason: 'outage' });
    issue('second');
    expect(bound('second')).toBe(alone + 1);
  });

  it('is no longer reported for a ticket that was put aside since', () => {
    const { issue, to, call, give } = hall({ classes: everybody });
    issue('first');
    to('hold', 'first', { reason: 'papers' });
    for (let i = 0; i < 9; i++) {
      issue(`p${i}`);
      call();
      to('finish', `p${i}`);
    }
    const ticketId = '2019-07-17/first';
    const [called] = give({ type: 'ticket.call', ticketId, counter: '1', reason: 'papers are there' });
    expect(called).toMatchObject({ type: 'ticket.called', told: null });
  });

  it('holds although somebody with a later slot was let in front', () => {
    const { issue, to, call, pass } = hall({
      classes: [
        { id: 'booked', targetMs: 0, share: 0.9, appointments: true },
        { id: 'plain', targetMs: 30 * minute, share: 0.1 },
      ],
    });
    issue('ready', { appointment: { at: 0 } });
    issue('early', { appointment: { at: 20 * minute } });
    to('checkIn', 'ready');
    to('checkIn', 'early');
    to('transfer', 'early', { service: 'a', place: 'front' });
    issue('plain');
    pass(minute);
    expect(call()?.ticketId).toBe('2019-07-17/early');
    to('finish', 'early');
    expect(call()?.ticketId).toBe('2019-07-17/ready');
  });

  it('is finite: a share too small to be counted is refused', () => {
    const classes = [
      { id: 'all', targetMs: 0, share: 1e-7 },
      { id: 'other', targetMs: 0, share: 0.5, reasons: ['r'] },
    ];
    expect(() => hall({ classes })).toThrow('classes[0].share');
    const { issue, bound } = hall({
      classes: classes.map((one) => ({ ...one, share: Math.max(one.share, 1e-6) })),
    });
    issue('first');
    expect(Number.isFinite(bound('first'))).toBe(true);
  });
});
