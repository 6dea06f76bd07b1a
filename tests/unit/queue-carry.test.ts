import { expect, it } from 'vitest';
import { queueDay } from '../support/queue-day.js';

it('forgets why a ticket was put aside when the other day did not take it', () => {
  const day = queueDay();
  const ticketId = day.issue('ana');
  day.give('ticket.park', { ticketId, reason: 'papers' });
  day.give('ticket.rebook', { ticketId, to: '2026-03-03', reason: 'asked' });
  day.give('ticket.carryBack', { ticketId });
  expect(day.state(ticketId)).toBe('expected');
  day.give('ticket.checkIn', { ticketId });
  expect(day.context(ticketId)).toMatchObject({ aside: null, otherDay: null });
});
