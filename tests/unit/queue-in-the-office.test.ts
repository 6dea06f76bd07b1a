import { defineDocumentKind, type TicketNotice } from 'loket';
import { fakeSigner } from 'loket/testing';
import { describe, expect, it } from 'vitest';
import { calendar, card, letter, smallOffice } from '../support/office.js';

const person = (ref: string) => ({ applicant: { ref } });
const letters = (ref: string) => ({ kind: 'letter', ...person(ref) });
const at = (time: string, day = '2019-07-17') => Date.parse(`${day}T${time}+07:00`);

function told() {
  const notices: TicketNotice[] = [];
  return { notices, notifier: { ticketNotice: (notice: TicketNotice) => void notices.push(notice) } };
}

describe('those who were not served', () => {
  it('are carried over to the next day with their rank, are told, and are called first when they check in', async () => {
    const { notices, notifier } = told();
    const { desk, office, clock } = smallOffice({ notifier });
    const first = await desk.queue.issue(letters('v-1'));
    const second = await desk.queue.issue(letters('v-2'));
    clock.set(at('16:05'));
    await desk.queue.carryOver({ to: '2019-07-18', reason: 'the signing server was down' });
    expect((await desk.queue.get(first.ticketId)).state).toBe('carried');
    clock.set(at('08:00', '2019-07-18'));
    await office.settle();
    expect(notices.map(({ person, code, day }) => [person, code, day])).toEqual([
      ['v-1', 'carried', '2019-07-18'],
      ['v-2', 'carried', '2019-07-18'],
    ]);
    const today = await desk.queue.issue(letters('v-3'));
    const [one, two] = notices.map(({ ticketId }) => ticketId);
    await desk.queue.checkIn(two ?? '');
    await desk.queue.checkIn(one ?? '');
    const order: string[] = [];
    for (
      let call = await desk.queue.callNext({ counter: '1' });
      call;
      call = await desk.queue.callNext({ counter: '1' })
    ) {
      order.push(call.number);
      await desk.queue.finish(call.ticketId);
    }
    expect(order).toEqual(['A-001/17', 'A-002/17', 'A-001']);
    expect((await desk.documents.get(second.applicationId)).state).toBe('verifying');
    expect((await desk.documents.get(today.applicationId)).state).toBe('verifying');
    expect(await office.effects('refused')).toEqual([]);
  });

  it('stay in the old day when the new one does not take them', async () => {
    const until2019 = defineDocumentKind({
      id: 'old-letter',
      service: 'letters',
      medium: 'paper',
      issued: { until: '2019-07-17' },
    });
    const { desk, office } = smallOffice({ kinds: [letter, card, until2019] });
    const { ticketId } = await desk.queue.issue({ kind: 'old-letter', ...person('v-1') });
    await desk.queue.rebook(ticketId, { day: '2019-07-18', reason: 'no time' });
    await office.settle();
    expect((await desk.queue.get(ticketId)).state).toBe('expected');
    await desk.queue.checkIn(ticketId);
    expect((await desk.queue.callNext({ counter: '1' }))?.ticketId).toBe(ticketId);
    expect(await office.effects('refused')).toEqual([]);
  });

  it('are moved by the hundred, a page a commit, none twice and none lost', async () => {
    const { desk, office } = smallOffice();
    for (let i = 0; i < 250; i++) await desk.queue.issue(letters(`v-${i}`));
    await desk.queue.carryOver({ to: '2019-07-18', reason: 'closing' });
    const { state } = await office.engine.get({ kind: 'queue', id: '2019-07-18' });
    const tickets = Object.values((state as { tickets: Record<string, { state: string }> }).tickets);
    expect(tickets).toHaveLength(250);
    expect(new Set(tickets.map((ticket) => ticket.state))).toEqual(new Set(['expected']));
    const old = await office.engine.get({ kind: 'queue', id: '2019-07-17' });
    expect(
      new Set(
        Object.values((old.state as { tickets: Record<string, { state: string }> }).tickets).map(
          (t) => t.state,
        ),
      ),
    ).toEqual(new Set(['carried']));
  });
});

describe('a queue that is halted', () => {
  it('tells everybody who waits once, calls nobody, and goes on where it was', async () => {
    const { notices, notifier } = told();
    const { desk, office } = smallOffice({ notifier });
    for (let i = 0; i < 120; i++) await desk.queue.issue(letters(`v-${i}`));
    await desk.queue.issue({ kind: 'card', ...person('v-1') });
    await desk.queue.halt({ reason: 'fire alarm' });
    await office.settle();
    expect(notices).toHaveLength(120);
    await expect(desk.queue.callNext({ counter: '1' })).rejects.toMatchObject({
      refusal: { code: 'queue-halted' },
    });
    expect(await desk.queue.board()).toMatchObject({ state: 'halted', reason: 'fire alarm' });
    await desk.queue.open();
    expect((await desk.queue.callNext({ counter: '1' }))?.number).toBe('A-001');
  });
});

describe('a counter that calls by itself', () => {
  it('calls whoever comes, and the next when it is free', async () => {
    const { desk } = smallOffice();
    await desk.queue.autoCall('1', true);
    const first = await desk.queue.issue(letters('v-1'));
    expect((await desk.queue.get(first.ticketId)).state).toBe('called');
    const second = await desk.queue.issue(letters('v-2'));
    expect((await desk.queue.get(second.ticketId)).state).toBe('waiting');
    await desk.queue.finish(first.ticketId);
    expect((await desk.queue.get(second.ticketId)).state).toBe('called');
    await desk.queue.finish(second.ticketId);
    expect((await desk.queue.board()).serving).toEqual([]);
  });

  it('calls nobody while it is paused, and begins when it opens again', async () => {
    const { desk } = smallOffice();
    await desk.queue.autoCall('1', true);
    await desk.queue.pauseCounter('1', { reason: 'lunch' });
    const { ticketId } = await desk.queue.issue(letters('v-1'));
    expect((await desk.queue.get(ticketId)).state).toBe('waiting');
    await desk.queue.openCounter('1');
    expect((await desk.queue.get(ticketId)).state).toBe('called');
  });

  it('calls a booked person when the slot has come, where early ones are not called', async () => {
    const { desk, office, clock } = smallOffice({ queue: { appointments: { earlyWhenIdle: false } } });
    const slot = { at: at('08:20') };
    const { ticketId } = await desk.queue.issue({ ...letters('v-1'), appointment: slot });
    await desk.queue.autoCall('1', true);
    await desk.queue.checkIn(ticketId);
    expect((await desk.queue.get(ticketId)).state).toBe('waiting');
    clock.set(at('08:20'));
    await office.settle();
    expect((await desk.queue.get(ticketId)).state).toBe('called');
  });
});

describe('somebody who went to fetch papers', () => {
  it('is closed when the time is over, and the application with it', async () => {
    const { desk, office, clock, serve } = smallOffice();
    const { ticketId, applicationId } = await serve();
    await desk.queue.park(ticketId, { reason: 'marriage book', until: at('09:00') });
    clock.set(at('09:00'));
    await office.settle();
    expect((await desk.queue.get(ticketId)).state).toBe('noShow');
    expect((await desk.documents.get(applicationId)).state).toBe('cancelled');
  });

  it('is not closed after coming back in time', async () => {
    const { desk, office, clock, serve } = smallOffice();
    const { ticketId } = await serve();
    await desk.queue.park(ticketId, { reason: 'marriage book', until: at('09:00') });
    await desk.queue.resume(ticketId);
    clock.set(at('09:00'));
    await office.settle();
    expect((await desk.queue.get(ticketId)).state).toBe('waiting');
  });
});

describe('a visit with several requests', () => {
  it('goes on at the same counter, each request with its own application', async () => {
    const { desk, serve } = smallOffice();
    const { ticketId, applicationId } = await serve();
    const second = await desk.queue.addService(ticketId, { kind: 'card' });
    await desk.documents.pass(applicationId);
    expect(await desk.queue.finish(ticketId)).toMatchObject({ state: 'serving', kind: 'card', counter: '1' });
    expect((await desk.documents.get(second.applicationId)).state).toBe('verifying');
    expect((await desk.queue.finish(ticketId)).state).toBe('finished');
  });

  it('waits for another counter by the time of its number, where this one does not offer the service', async () => {
    const counters = [
      { id: '1', services: ['letters'] },
      { id: '2', services: ['cards'] },
    ];
    const { desk, serve, clock } = smallOffice({ counters });
    const { ticketId } = await serve();
    await desk.queue.addService(ticketId, { kind: 'card' });
    clock.set(at('08:10'));
    await desk.queue.issue({ kind: 'card', ...person('v-2') });
    clock.set(at('08:20'));
    expect((await desk.queue.finish(ticketId)).state).toBe('waiting');
    expect((await desk.queue.callNext({ counter: '2' }))?.ticketId).toBe(ticketId);
  });
});

describe('an order to sign by hand', () => {
  it('moves those who booked and are not there to the next open day, and leaves who is in the hall', async () => {
    const { notices, notifier } = told();
    const { desk, office } = smallOffice({ notifier, queue: { rebookOnOutage: true } });
    const booked = await desk.queue.issue({ ...letters('v-1'), appointment: { at: at('10:00') } });
    const cards = await desk.queue.issue({
      kind: 'card',
      ...person('v-2'),
      appointment: { at: at('10:00') },
    });
    const here = await desk.queue.issue(letters('v-3'));
    await office.as({ id: 'siti', role: 'head' }).signing.useWet({ reason: 'maintenance' });
    await office.settle();
    expect((await desk.queue.get(booked.ticketId)).state).toBe('carried');
    expect((await desk.queue.get(cards.ticketId)).state).toBe('expected');
    expect((await desk.queue.get(here.ticketId)).state).toBe('waiting');
    expect(notices).toMatchObject([
      { person: 'v-1', code: 'rebooked', day: '2019-07-18', slot: at('10:00', '2019-07-18') },
    ]);
    expect(calendar.dayOf(notices[0]?.slot ?? 0)).toBe('2019-07-18');
  });
});

describe('an outage that is detected', () => {
  it('moves those who booked and are not there, as an order does', async () => {
    const { notices, notifier } = told();
    const outage = { from: '2019-07-17T08:00+07:00', until: '2019-07-17T12:00+07:00', how: 'down' as const };
    const { desk, office, serve } = smallOffice({
      notifier,
      queue: { rebookOnOutage: true },
      signatures: [fakeSigner({ outages: [outage], failureThreshold: 1 })],
    });
    const booked = await desk.queue.issue({ ...letters('v-9'), appointment: { at: at('10:00') } });
    const { applicationId } = await serve();
    await desk.documents.pass(applicationId);
    expect((await desk.queue.get(booked.ticketId)).state).toBe('expected');
    await office.settle();
    expect((await desk.queue.get(booked.ticketId)).state).toBe('carried');
    expect(notices).toMatchObject([{ person: 'v-9', code: 'rebooked', day: '2019-07-18' }]);
  });
});

describe('a refusal', () => {
  it('of a command to a ticket names the state of the ticket and what can be asked for it', async () => {
    const { desk, serve } = smallOffice();
    const { ticketId } = await serve();
    const refused = { refusal: { state: 'called', allowed: expect.arrayContaining(['ticket.finish']) } };
    await expect(desk.queue.addService(ticketId, { kind: 'passport' })).rejects.toMatchObject(refused);
    await expect(desk.queue.transfer(ticketId, { service: 'passports' })).rejects.toMatchObject(refused);
    const other = await desk.queue.issue({ kind: 'card', ...person('v-1') });
    await expect(desk.queue.addService(ticketId, { kind: 'card' })).rejects.toMatchObject(refused);
    await expect(desk.queue.prioritise(other.ticketId, { reason: 'hurry' })).rejects.toMatchObject({
      refusal: { state: 'waiting', allowed: expect.arrayContaining(['ticket.prioritise']) },
    });
  });

  it('of a command to the day names what the day takes as it is', async () => {
    const { desk } = smallOffice();
    await desk.queue.close({ reason: 'full' });
    await expect(desk.queue.callNext({ counter: '9' })).rejects.toMatchObject({
      refusal: { state: 'closed', allowed: ['ticket.callNext', 'queue.open'] },
    });
  });
});

describe('a call', () => {
  it('says whether the number was called before', async () => {
    const heard: boolean[] = [];
    const { desk, office, serve } = smallOffice({
      notifier: { announce: ({ recall }) => void heard.push(recall) },
    });
    const { ticketId } = await serve();
    await desk.queue.recall(ticketId);
    await office.settle();
    expect(heard).toEqual([false, true]);
  });
});

describe('what is told of a ticket', () => {
  it('is its place and its bound while it waits, and why it was called', async () => {
    const { desk, office, clock } = smallOffice();
    await desk.queue.issue(letters('v-1'));
    const { ticketId } = await desk.queue.issue({ ...letters('v-2'), priority: { reason: 'elderly' } });
    const said = await office.explain({ ticketId });
    expect(said.map(({ code }) => code)).toEqual(['ticket.waiting', 'bound.starts']);
    expect(said[1]?.text).toMatch(/^At most \d+ more people are called at your counters before A-002\.$/);
    clock.set(at('08:10'));
    expect(await desk.queue.callNext({ counter: '1' })).toMatchObject({
      ticketId,
      reason: 'due',
      overtook: 1,
    });
    expect((await desk.queue.overtaken(ticketId)).map(({ number }) => number)).toEqual(['A-001']);
    const called = await office.explain({ ticketId });
    expect(called.map(({ code }) => code)).toEqual(['ticket.called', 'called.due']);
  });

  it('names who chose a ticket out of turn, and why', async () => {
    const { desk, office } = smallOffice();
    await desk.queue.issue(letters('v-1'));
    const { ticketId } = await desk.queue.issue(letters('v-2'));
    await desk.queue.call(ticketId, { counter: '1', reason: 'train at nine' });
    const [, why] = await office.explain({ ticketId });
    expect(why?.text).toBe('A-002 was called out of turn by ani: train at nine.');
  });
});
