import { createScheduler } from 'loket/queue';
import { expect, it } from 'vitest';
import { eight, minute, queueDay } from '../support/queue-day.js';

it('expects the holder of a remote ticket, for whom no ticket printer prints', () => {
  const day = queueDay({ ticketPrinter: true });
  const far = day.issue('far', { remote: true });
  expect(day.state(far)).toBe('expected');
  expect(day.next()).toBeUndefined();
  day.give('ticket.checkIn', { ticketId: far });
  expect(day.next()?.ticketId).toBe(far);
});

it('expects who booked a slot also where appointments have no class of their own', () => {
  const day = queueDay({ ticketPrinter: true, classes: [{ id: 'all', targetMs: 0, share: 1 }] });
  const booked = day.issue('booked', { appointment: { at: eight + 60 * minute } });
  day.give('ticket.printed', { ticketId: booked });
  expect(day.state(booked)).toBe('expected');
  expect(day.next()).toBeUndefined();
});

it('refuses two services with one prefix, whose numbers nobody could tell apart', () => {
  const services = [
    { id: 'a', prefix: 'A' },
    { id: 'b', prefix: 'A' },
  ];
  expect(() => createScheduler({ counters: [], services })).toThrow('services[1].prefix');
});
