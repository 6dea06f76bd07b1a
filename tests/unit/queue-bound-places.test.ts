import { expect, it } from 'vitest';
import { queueDay } from '../support/queue-day.js';

const onePool = { counters: [{ id: '1', services: ['a', 'b'] }] };

it('tells a ticket that moves the same bound as one that comes anew, and does not count its old place', () => {
  const day = queueDay(onePool);
  const moved = day.issue('moved');
  const other = day.issue('other');
  day.pass(1);
  day.give('ticket.transfer', { ticketId: moved, service: 'b', place: 'back' });
  expect(day.context(moved).told).toEqual(day.context(other).told);
  day.give('ticket.park', { ticketId: moved, reason: 'papers' });
  day.pass(1);
  day.give('ticket.resume', { ticketId: moved, place: 'back' });
  expect(day.context(moved).told).toEqual(day.context(other).told);
});

it('costs nobody anything when the only one who waits is put in front', () => {
  const day = queueDay({ ...onePool, insertions: 1 });
  const only = day.issue('only');
  day.pass(1);
  day.give('ticket.transfer', { ticketId: only, service: 'b', place: 'front' });
  expect(day.queue.pools['a+b']).toMatchObject({ left: 1, renewals: 0 });
});

it('holds a ticket that was put aside to no bound, as it did not wait', () => {
  const day = queueDay(onePool);
  const aside = day.issue('aside');
  day.give('ticket.hold', { ticketId: aside, reason: 'form' });
  for (let i = 0; i < 20; i++) {
    day.issue(`p${i}`);
    day.serve();
  }
  const [called] = day.give('ticket.call', { ticketId: aside, counter: '1', reason: 'form found' }).events;
  expect(called).toMatchObject({ type: 'ticket.called', starts: 21, told: null });
});

/** What the call of a ticket says of the bound that it was told. */
function boundOfCall(day: ReturnType<typeof queueDay>, ticketId: string) {
  for (;;) {
    const called = day.next();
    if (!called) throw new Error(`${ticketId} was not called`);
    day.give('ticket.finish', { ticketId: called.ticketId });
    if (called.ticketId === ticketId) return called.told;
  }
}
const oneClass = { ...onePool, classes: [{ id: 'all', targetMs: 0, share: 1 }], insertions: 0 };

it('tells anew when somebody returns who was at a counter when the bound was told', () => {
  const day = queueDay({ ...oneClass });
  const served = day.issue('served');
  expect(day.next()?.ticketId).toBe(served);
  day.pass(1);
  const later = day.issue('later');
  expect(day.context(later).told).toMatchObject([{ starts: 1 }]);
  day.give('ticket.hold', { ticketId: served, reason: 'form' });
  const [renewed] = day.give('ticket.resume', { ticketId: served }).events;
  expect(renewed).toMatchObject({ type: 'bound.renewed', pools: ['a+b'] });
  expect(boundOfCall(day, later)).toBeNull();
});

it('counts whom another day may send back', () => {
  const day = queueDay({ ...oneClass });
  const moving = ['m1', 'm2'].map((person) => day.issue(person));
  for (const ticketId of moving) day.give('ticket.rebook', { ticketId, to: '2026-03-03', reason: 'asked' });
  day.pass(1);
  const later = day.issue('later');
  expect(day.context(later).told).toMatchObject([{ starts: 3 }]);
  for (const ticketId of moving) {
    day.give('ticket.carryBack', { ticketId });
    day.give('ticket.checkIn', { ticketId });
  }
  expect(boundOfCall(day, later)).toEqual({ starts: 3, used: 2 });
});
