import { expect, it } from 'vitest';
import { minute, queueDay } from '../support/queue-day.js';

it('numbers each service by its prefix, and anew each day, until its quota is given', () => {
  const services = [
    { id: 'a', prefix: 'A', ticketQuota: 1 },
    { id: 'b', prefix: 'B' },
  ];
  const day = queueDay({ services });
  expect(day.context(day.issue('ana')).number).toBe('A-001');
  expect(day.context(day.issue('ana', { kind: 'b' })).number).toBe('B-001');
  day.refuses('quota-full', 'ticket.issue', { kind: 'a', applicant: { ref: 'budi' } });
  const next = queueDay({ services }, '2026-03-03');
  expect(next.context(next.issue('budi')).number).toBe('A-001');
});

it('recalls as often as allowed, and not before the lockout is over', () => {
  const day = queueDay({ maxRecalls: 1, recallLockoutMs: minute });
  const ticketId = day.issue('ana');
  day.next();
  day.refuses('recall-too-soon', 'ticket.recall', { ticketId });
  day.pass(minute);
  day.give('ticket.recall', { ticketId });
  day.pass(minute);
  day.refuses('recalls-used-up', 'ticket.recall', { ticketId });
});

it('closes, parks or lets wait anew who did not come, as the rule says', () => {
  for (const [action, state] of [
    ['close', 'noShow'],
    ['park', 'parked'],
    ['requeue', 'waiting'],
  ] as const) {
    const day = queueDay({ noShow: { action } });
    const ticketId = day.issue('ana');
    day.next();
    day.refuses('visit-decided', 'ticket.noShow', { ticketId }, { decided: true });
    day.give('ticket.noShow', { ticketId });
    expect(day.state(ticketId)).toBe(state);
  }
});

it('records who called a chosen ticket and why', () => {
  const day = queueDay();
  day.issue('ana');
  const chosen = day.issue('budi');
  day.give('ticket.call', { ticketId: chosen, counter: '1', reason: 'ill' });
  expect(day.context(chosen).why).toEqual({ reason: 'manual', overtook: 1, note: 'ill', by: 'eva' });
  day.refuses('counter-busy', 'ticket.callNext', { counter: '1' });
});

it('calls nobody to a paused counter and says why; a free one that calls by itself asks for the next', () => {
  const day = queueDay();
  day.give('counter.pause', { counter: '1', reason: 'prayer' });
  expect(day.refuses('counter-not-open', 'ticket.callNext', { counter: '1' }).message).toContain('prayer');
  day.give('counter.open', { counter: '1' });
  day.give('counter.autoCall', { counter: '1', on: true });
  const { effects } = day.give('ticket.issue', { kind: 'a', applicant: { ref: 'ana' } });
  expect(effects).toContainEqual({ type: 'ticket.callNext', counter: '1', day: '2026-03-02' });
});

it('gives no numbers when closed, and calls nobody when halted', () => {
  const day = queueDay();
  day.issue('ana');
  day.give('queue.close', { reason: 'enough' });
  day.refuses('queue-closed', 'ticket.issue', { kind: 'a', applicant: { ref: 'budi' } });
  expect(day.serve()).toBeDefined();
  day.give('queue.halt', { reason: 'fire' });
  day.refuses('queue-halted', 'ticket.callNext', { counter: '1' });
});

it('lets the holder of a slot check in neither too early nor keep it when too late', () => {
  const day = queueDay();
  const ticketId = day.issue('ana', { appointment: { at: day.at + 60 * minute } });
  day.refuses('too-early', 'ticket.checkIn', { ticketId });
  day.pass(76 * minute);
  day.give('ticket.checkIn', { ticketId });
  expect(day.context(ticketId).class).toBe('walkIn');
});
