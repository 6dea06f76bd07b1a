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

it('moves everybody once, a page at a time, also when the other day takes nobody', () => {
  const day = queueDay();
  for (let i = 0; i < 250; i++) day.issue(`p${i}`);
  const pages: number[] = [];
  let page: object | undefined = { to: '2026-03-03', reason: 'outage' };
  while (page && pages.length < 10) {
    const { effects } = day.give('queue.carryOver', page);
    const moved = effects.filter(({ type }) => type === 'ticket.carryIn');
    pages.push(moved.length);
    for (const { ticketId } of moved as { ticketId: string }[]) day.give('ticket.carryBack', { ticketId });
    page = effects.find(({ type }) => type === 'queue.carryOver');
  }
  expect(pages).toEqual([100, 100, 50]);
});

it('moves those who booked a kind once, also when the other day takes nobody', () => {
  const day = queueDay();
  for (let i = 0; i < 150; i++) day.issue(`p${i}`, { remote: true });
  const pages: number[] = [];
  let page: object | undefined = { kind: 'a', to: '2026-03-03', cause: 'outage' };
  while (page && pages.length < 10) {
    const { effects } = day.give('queue.rebook', page);
    const moved = effects.filter(({ type }) => type === 'ticket.carryIn');
    pages.push(moved.length);
    for (const { ticketId } of moved as { ticketId: string }[]) day.give('ticket.carryBack', { ticketId });
    page = effects.find(({ type }) => type === 'queue.rebook');
  }
  expect(pages).toEqual([100, 50]);
});
