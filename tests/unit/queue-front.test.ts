import { expect, it } from 'vitest';
import { minute, queueDay } from '../support/queue-day.js';

it('calls who was put in front before a later slot comes, and keeps no due appointment waiting behind', () => {
  const day = queueDay();
  const due = day.issue('due', { appointment: { at: day.at + 5 * minute } });
  const early = day.issue('early', { appointment: { at: day.at + 25 * minute } });
  const walkIn = day.issue('walkIn');
  for (const ticketId of [due, early]) day.give('ticket.checkIn', { ticketId });
  day.give('ticket.transfer', { ticketId: early, service: 'a', place: 'front' });
  day.pass(6 * minute);
  // The walk-in is second by the share of its class.
  expect([day.serve(), day.serve(), day.serve()]).toEqual([early, walkIn, due]);
});

it('puts a ticket in front of its class, and before others only by what that class is owed', () => {
  const day = queueDay();
  day.issue('first');
  const old = day.issue('old', { priority: { reason: 'elderly' } });
  const last = day.issue('last');
  day.give('ticket.hold', { ticketId: last, reason: 'form' });
  day.give('ticket.resume', { ticketId: last, place: 'front' });
  expect(day.scheduler.ahead(day.queue, last)).toBe(1);
  expect(day.serve()).toBe(old);
  expect(day.serve()).toBe(last);
});
