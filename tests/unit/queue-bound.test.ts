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
