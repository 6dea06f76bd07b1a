// A morning in the hall: lawful priority, a slot, a number from afar, somebody who did not come, a paper to fetch, what is
// told to whom, an order to sign by hand, and those who are not served carried over to the next day with their rank.
import assert from 'node:assert/strict';
import { createOffice, type TicketNotice } from 'loket';
import { dukcapil, indonesianNumbers, indonesianQueueWords } from 'loket/indonesia';
import { announcement } from 'loket/queue';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';

const clock = testClock('2019-07-17T08:00+07:00');
const notices: TicketNotice[] = [];
const preset = dukcapil({ regency: '35.07' });
const office = createOffice({
  ...preset,
  queue: { ...preset.queue, noShow: { action: 'requeue' }, rebookOnOutage: true },
  counters: [
    { id: '1', services: ['civil-acts'] },
    { id: '2', services: ['civil-acts', 'families'] },
  ],
  signatures: [fakeSigner()],
  printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 100 })],
  notifier: { ticketNotice: (notice) => void notices.push(notice) },
  clock,
});
const { queue } = office.as({ id: 'ani', role: 'officer' });
const head = office.as({ id: 'siti', role: 'head' });
const minute = 60_000;
const person = (ref: string) => ({ kind: 'akta-lahir', applicant: { ref } });

// Who comes is told the wait; who was there first is not always called first, and everybody can be told why.
const first = await queue.issue(person('v-1'));
const second = await queue.issue(person('v-2'));
const third = await queue.issue(person('v-3'));
const pregnant = await queue.issue({ ...person('v-4'), priority: { reason: 'pregnancy' } });
const booked = await queue.issue({ ...person('v-5'), appointment: { at: '2019-07-17T08:10+07:00' } });
const afternoon = await queue.issue({ ...person('v-6'), appointment: { at: '2019-07-17T14:00+07:00' } });
const remote = await queue.issue({ ...person('v-7'), remote: true });
assert.equal(first.expected?.p50Ms, 0);
assert.ok((third.expected?.p90Ms ?? 0) >= (third.expected?.p10Ms ?? 0));
assert.equal((await queue.get(remote.ticketId)).state, 'expected');
clock.advance(minute);

const call = await queue.callNext({ counter: '1' });
assert.equal(call?.ticketId, pregnant.ticketId);
console.log(
  announcement(
    { number: call.number, counter: '1' },
    { numbers: indonesianNumbers, texts: indonesianQueueWords },
  ).speech,
);
console.log(`${call.number} was called as ${call.reason}, and overtook ${call.overtook}`);
assert.equal((await queue.overtaken(call.ticketId)).length, 3);

// Nobody comes: the number waits once more. A second request joins the visit of the one who did come.
const missed = await queue.callNext({ counter: '2' });
assert.equal(missed?.ticketId, first.ticketId);
await queue.recall(first.ticketId);
assert.equal((await queue.noShow(first.ticketId)).state, 'waiting');
await queue.arrive(pregnant.ticketId);
await queue.addService(pregnant.ticketId, { kind: 'akta-mati' });
assert.equal((await queue.finish(pregnant.ticketId)).state, 'serving');
await queue.finish(pregnant.ticketId);

// The slot has come; the one from afar is there now and keeps the time of the number.
clock.set('2019-07-17T08:12+07:00');
await queue.checkIn(booked.ticketId);
await queue.checkIn(remote.ticketId);
for (const ticketId of [second.ticketId, third.ticketId]) {
  for (const { text } of await office.explain({ ticketId })) console.log(text);
}
await queue.park(second.ticketId, { reason: 'marriage book', until: '2019-07-17T11:00+07:00' });
await queue.pauseCounter('2', { reason: 'tea' });
const next = await queue.callNext({ counter: '1' });
assert.ok(next);
console.log(`${next.number} was called as ${next.reason}`);
const board = await queue.board();
assert.deepEqual(
  board.counters.map(({ counter, state, reason }) => [counter, state, reason]),
  [
    ['1', 'open', null],
    ['2', 'paused', 'tea'],
  ],
);
assert.equal(board.serving[0]?.number, next.number);
await queue.finish(next.ticketId);

// The head orders wet signatures: who booked for the afternoon need not come in vain.
await head.signing.useWet({ reason: 'server maintenance', until: '2019-07-18T08:00+07:00' });
await office.settle();
assert.equal((await queue.get(afternoon.ticketId)).state, 'carried');
const advice = await queue.comeToday({ kind: 'akta-lahir' });
console.log(`Should I come today? ${advice?.advice}: ${advice?.reasons.map(({ code }) => code).join(', ')}`);
const closing = await queue.closing();
console.log(
  `still waiting at closing: ${closing?.backlog.p50}, at most ${closing?.backlog.p90} in nine days of ten`,
);

// What is left goes over to the next day, and is called there first.
await queue.carryOver({ to: '2019-07-18', reason: 'the signing server was down' });
clock.set('2019-07-18T08:00+07:00');
await office.settle();
const told = notices.map(({ number, code, day }) => `${number} ${code} ${day}`);
console.log(told.join('; '));
const mine = notices.find(({ code }) => code === 'carried');
const newcomer = await queue.issue(person('v-8'));
assert.ok(mine);
assert.ok(mine.ticketId.startsWith('2019-07-18/'));
await queue.checkIn(mine.ticketId);
assert.equal((await queue.callNext({ counter: '1' }))?.ticketId, mine.ticketId);
assert.equal((await queue.get(newcomer.ticketId)).state, 'waiting');
assert.deepEqual(await office.effects('refused'), []);
