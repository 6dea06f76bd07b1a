import { expect, it } from 'vitest';
import { minute, queueDay } from '../support/queue-day.js';

it('counts as overtaken exactly those it lists, who waited longer and stay behind', () => {
  const day = queueDay({ counters: [{ id: '1', services: ['a', 'b'] }] });
  const first = day.issue('first');
  day.pass(minute);
  const second = day.issue('second');
  day.pass(minute);
  const old = day.issue('old', { priority: { reason: 'elderly' } });
  const called = day.next();
  expect(called).toMatchObject({ ticketId: old, overtook: 2 });
  const list = day.scheduler.overtaken(day.queue, old, ['a', 'b']);
  expect(list.map(({ context }) => context.id)).toEqual([first, second]);
});

it('does not count who was put in front as having waited longer, nor a ticket as having overtaken itself', () => {
  const day = queueDay({ counters: [{ id: '1', services: ['a', 'b'] }] });
  const first = day.issue('first');
  day.pass(minute);
  day.issue('second');
  day.pass(minute);
  const third = day.issue('third');
  day.give('ticket.transfer', { ticketId: third, service: 'b', place: 'front' });
  day.give('ticket.call', { ticketId: first, counter: '1', reason: 'chosen' });
  expect(day.context(first).why).toMatchObject({ overtook: 0 });
  day.give('ticket.finish', { ticketId: first });
  expect(day.next()).toMatchObject({ ticketId: third, overtook: 1 });
});
