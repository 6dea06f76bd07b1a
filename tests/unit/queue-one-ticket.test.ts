import { expect, it } from 'vitest';
import { queueDay } from '../support/queue-day.js';

it('gives a person one active ticket for a service, and another once it ended', () => {
  const day = queueDay();
  const first = day.issue('ana');
  expect(
    day.refuses('ticket-active', 'ticket.issue', { kind: 'a', applicant: { ref: 'ana' } }).message,
  ).toContain('A-001');
  day.issue('ana', { kind: 'b' });
  day.issue('budi');
  day.give('ticket.cancel', { ticketId: first, reason: 'left' });
  day.issue('ana');
});

it('counts the requests that follow in a visit as tickets of the person', () => {
  const day = queueDay();
  const visit = day.issue('ana');
  day.give('ticket.addService', { ticketId: visit, kind: 'b' });
  day.refuses('ticket-active', 'ticket.issue', { kind: 'b', applicant: { ref: 'ana' } });
  day.serve('1');
  expect(day.context(visit)).toMatchObject({ service: 'b', later: [] });
  // The first request of the visit is done.
  const again = day.issue('ana');
  day.refuses('ticket-active', 'ticket.transfer', { ticketId: again, service: 'b' });
  day.refuses('ticket-active', 'ticket.addService', { ticketId: again, kind: 'b' });
  day.serve('2');
  expect(day.state(visit)).toBe('finished');
  day.issue('ana', { kind: 'b' });
});

it('does not take in a ticket of another day for a person who holds one already', () => {
  const day = queueDay();
  day.issue('ana', { kind: 'b' });
  const arrival = {
    ticketId: '2026-03-01/7',
    to: '2026-03-02',
    from: '2026-03-01',
    number: 'A-007/01',
    kind: 'a',
    service: 'a',
    class: 'walkIn',
    priority: null,
    applicant: 'ana',
    applicationId: 'a-7',
    later: [{ kind: 'b', service: 'b', applicationId: 'a-8' }],
    ready: 0,
    appointmentAt: null,
    issuedAt: 0,
    cause: 'outage',
  };
  day.refuses('ticket-active', 'ticket.carryIn', arrival);
  day.give('ticket.carryIn', { ...arrival, later: [] });
  day.refuses('ticket-active', 'ticket.issue', { kind: 'a', applicant: { ref: 'ana' } });
});
