import { defineDocumentKind, type Escalation, isLoketError, type Notice } from 'loket';
import { extendCalendar } from 'loket/calendar';
import { handoverCode } from 'loket/documents';
import { fakeSigner, virtualPrinter } from 'loket/testing';
import { expect, it } from 'vitest';
import { calendar, card, letter, smallOffice } from '../support/office.js';

const secret = 'a secret of sixteen bytes or more';
const coded = defineDocumentKind({
  ...{ id: 'deed', service: 'letters', medium: 'paper' },
  handover: { code: 'proxy', maxTries: 2 },
});
const passport = defineDocumentKind({
  ...{ id: 'passport', service: 'cards', medium: 'card', needsRecord: true, inspect: false },
  temporary: { kind: 'slip', validFor: { months: 6 }, renewals: 1 },
});
const slip = defineDocumentKind({ id: 'slip', service: 'cards', medium: 'paper' });

function listening() {
  const told: (Notice & { readonly handoverCode?: string })[] = [];
  const escalated: Escalation[] = [];
  return {
    told,
    escalated,
    notifier: {
      notice(notice: Notice, { handoverCode: code }: { readonly handoverCode?: string }) {
        told.push(code === undefined ? notice : { ...notice, handoverCode: code });
      },
      escalation(one: Escalation) {
        escalated.push(one);
      },
    },
  };
}

const codeOf = async (call: () => Promise<unknown>) => {
  try {
    await call();
    return 'accepted';
  } catch (error) {
    if (isLoketError(error, 'refused')) return error.refusal?.code;
    throw error;
  }
};

it('hands a document to a proxy for the right one-time code only, and counts the wrong ones', async () => {
  const { told, notifier } = listening();
  const { office, desk, serve } = smallOffice({
    kinds: [coded],
    media: undefined,
    stock: {},
    notifier,
    handover: { secret },
    counters: [{ id: '1', services: ['letters'] }],
  });
  const { applicationId } = await serve('deed');
  await desk.documents.pass(applicationId);
  await office.settle();
  const ready = told.find((notice) => notice.code === 'ready');
  const first = await handoverCode({ secret, applicationId, number: 1 });
  expect(ready?.handoverCode).toBe(first);
  const proxy = { ref: 'neighbour', relation: 'proxy' } as const;
  expect(await codeOf(() => desk.documents.handOver(applicationId, { collector: proxy }))).toBe(
    'code-required',
  );
  const wrong = first === '000000' ? '000001' : '000000';
  expect((await desk.documents.handOver(applicationId, { collector: proxy, code: wrong })).state).toBe(
    'readyForPickup',
  );
  expect((await desk.documents.handOver(applicationId, { collector: proxy, code: wrong })).state).toBe(
    'readyForPickup',
  );
  expect((await office.documents.get(applicationId)).wrongCodes).toBe(2);
  expect(await codeOf(() => desk.documents.handOver(applicationId, { collector: proxy, code: first }))).toBe(
    'code-locked',
  );
  expect(await codeOf(() => desk.documents.handOver(applicationId, { collector: proxy, code: wrong }))).toBe(
    'code-locked',
  );
  await desk.documents.renewCode(applicationId);
  await office.settle();
  const second = told.find((notice) => notice.code === 'newCode')?.handoverCode ?? '';
  expect(second).not.toBe(first);
  expect((await desk.documents.handOver(applicationId, { collector: proxy, code: first })).state).toBe(
    'readyForPickup',
  );
  const view = await desk.documents.handOver(applicationId, { collector: proxy, code: second });
  expect(view.milestones.collected).toMatchObject({
    collector: 'neighbour',
    relation: 'proxy',
    proof: 'code',
  });
});

it('hands a document to its owner without a code where only proxies need one', async () => {
  const { office, desk, serve } = smallOffice({
    kinds: [coded],
    media: undefined,
    stock: {},
    handover: { secret },
    counters: [{ id: '1', services: ['letters'] }],
  });
  const { applicationId } = await serve('deed');
  await desk.documents.pass(applicationId);
  await office.settle();
  const view = await desk.documents.handOver(applicationId, { collector: { ref: 'v-1' } });
  expect(view.milestones.collected).toMatchObject({ relation: 'self', proof: 'identity' });
});

it('keeps one-time codes and their secret out of everything that is stored', async () => {
  const { office, desk, serve } = smallOffice({
    kinds: [coded],
    media: undefined,
    stock: {},
    handover: { secret },
    counters: [{ id: '1', services: ['letters'] }],
  });
  const seen: unknown[] = [];
  office.on('*', (record) => void seen.push(record));
  const { applicationId } = await serve('deed');
  await desk.documents.pass(applicationId);
  await office.settle();
  const code = await handoverCode({ secret, applicationId, number: 1 });
  await desk.documents.handOver(applicationId, { collector: { ref: 'v-2', relation: 'proxy' }, code });
  const text = JSON.stringify([seen, await office.engine.get({ kind: 'application', id: applicationId })]);
  expect(text).not.toContain(code);
  expect(text).not.toContain(secret);
});

it('refuses an office whose kinds ask for codes that nobody can make', () => {
  const open = () => smallOffice({ kinds: [coded], media: undefined, stock: {}, counters: [] });
  expect(open).toThrow(/handover.*must be set/);
  expect(() => smallOffice({ handover: { secret: 'short' } })).toThrow(/handover\.secret.*16 bytes/);
  expect(() => smallOffice({ handover: { secret: 'short' } })).not.toThrow(/short/);
});

it('bridges the wait for a record with a temporary document, renews it once, and ends it at the handover', async () => {
  const { office, desk, serve } = smallOffice({
    kinds: [passport, slip],
    counters: [{ id: '1', services: ['cards'] }],
    media: [
      { id: 'paper', form: 'paper' },
      { id: 'card', form: 'card' },
    ],
    printers: [
      virtualPrinter({ id: 'P1', media: 'paper', blanks: 9 }),
      virtualPrinter({ id: 'P2', media: 'card', blanks: 9 }),
    ],
  });
  const { applicationId } = await serve('passport');
  expect((await desk.documents.pass(applicationId)).state).toBe('printing.awaitingRecord');
  const first = await desk.documents.issueTemporary(applicationId);
  expect(first).toMatchObject({ kind: 'slip', state: 'verifying', links: { temporaryFor: applicationId } });
  await desk.documents.pass(first.id);
  await office.settle();
  await desk.documents.handOver(first.id, { collector: { ref: 'v-1' } });
  const second = await desk.documents.issueTemporary(applicationId);
  expect((await office.documents.get(first.id)).state).toBe('superseded');
  await desk.documents.pass(second.id);
  await office.settle();
  expect(await codeOf(() => desk.documents.issueTemporary(applicationId))).toBe('renewals-used-up');
  expect(await codeOf(() => desk.documents.issueTemporary(second.id))).toBe('not-possible');
  await desk.documents.recordReady(applicationId);
  await office.settle();
  await desk.documents.handOver(applicationId, { collector: { ref: 'v-1' } });
  expect((await office.documents.get(second.id)).state).toBe('superseded');
  const { free } = (await office.printing.stock()).find(({ medium }) => medium === 'paper') ?? { free: 0 };
  expect(free).toBe(7);
  expect(await office.effects('refused')).toEqual([]);
});

it('puts a failed record on a person’s desk, and ends a double', async () => {
  const { office, desk, serve } = smallOffice({
    kinds: [passport, slip],
    counters: [{ id: '1', services: ['cards'] }],
  });
  const { applicationId } = await serve('passport');
  await desk.documents.pass(applicationId);
  await desk.documents.recordAdvanced(applicationId, { stage: 'sent' });
  expect((await office.documents.get(applicationId)).record).toBe('sent');
  const failed = await desk.documents.recordFailed(applicationId, {
    failure: 'duplicate-record',
    reason: 'two fingerprints',
  });
  expect(failed).toMatchObject({ state: 'printing.recordFailed', record: 'duplicate-record' });
  expect((await desk.documents.restartRecord(applicationId)).state).toBe('printing.awaitingRecord');
  await desk.documents.recordFailed(applicationId, { failure: 'duplicate-record', reason: 'still two' });
  const ended = await desk.documents.markDuplicate(applicationId, { of: 'a-old' });
  expect(ended).toMatchObject({ state: 'duplicate', links: { duplicateOf: 'a-old' } });
});

it('replaces a document that was handed over by a new application, and makes a bad one again at the counter', async () => {
  const { office, desk, serve } = smallOffice();
  const { applicationId } = await serve();
  await desk.documents.pass(applicationId);
  await office.settle();
  const again = await desk.documents.foundDefect(applicationId, { reason: 'name misspelt' });
  expect(again.milestones).toMatchObject({ signed: { mode: 'electronic' }, readyForPickup: null });
  await office.settle();
  await desk.documents.handOver(applicationId, { collector: { ref: 'v-1' } });
  const next = await desk.documents.reissue(applicationId, { reason: 'lost' });
  expect(next).toMatchObject({
    id: `${applicationId}~2`,
    state: 'verifying',
    links: { replaces: applicationId },
  });
  expect((await office.documents.get(applicationId)).state).toBe('superseded');
  expect((await office.printing.stock()).find(({ medium }) => medium === 'paper')).toMatchObject({
    spoiled: 1,
  });
});

it('puts on a person’s desk what took longer than the policy allows', async () => {
  const { escalated, notifier } = listening();
  const { office, desk, clock, serve } = smallOffice({
    notifier,
    printers: [],
    limits: { attention: { days: 2, count: 'working' } },
  });
  const { applicationId } = await serve();
  await desk.documents.pass(applicationId);
  await office.settle();
  clock.advance(3 * 86_400_000);
  await office.settle();
  expect(escalated.map(({ cause }) => cause)).toContain('overdue');
  expect((await office.documents.get(applicationId)).escalatedAt).not.toBeNull();
});

it('tells a person once that the signer is down, however many of their documents wait', async () => {
  const { told, notifier } = listening();
  const { office, desk } = smallOffice({
    notifier,
    signatures: [
      fakeSigner({
        failureThreshold: 1,
        outages: [{ from: '2019-07-17T08:00+07:00', until: '2019-07-18T08:00+07:00', how: 'down' }],
      }),
    ],
  });
  // Promised while nobody knew yet.
  for (let i = 0; i < 3; i++) {
    const { applicationId, ticketId } = await desk.queue
      .issue({ kind: 'letter', applicant: { ref: 'v-1' } })
      .then(async (issued) => {
        await desk.queue.callNext({ counter: '1' });
        return issued;
      });
    await desk.documents.pass(applicationId);
    await desk.queue.finish(ticketId);
  }
  await office.settle();
  expect(told.filter(({ code }) => code === 'delayed')).toHaveLength(1);
  expect(await office.documents.list({ state: 'signing.held' })).toHaveLength(3);
});

it('invites by turns those whom new blanks reach, and never everybody at once', async () => {
  const { told, notifier } = listening();
  const { office, desk } = smallOffice({
    notifier,
    kinds: [card],
    counters: [{ id: '1', services: ['cards'] }],
    printers: [],
    stock: {},
    limits: { invitationsPerDay: 2 },
  });
  const since = '2019-07-16T08:00+07:00';
  await desk.documents.import(
    Array.from({ length: 9 }, (_, i) => ({
      applicationId: `a-${i}`,
      kind: 'card',
      applicant: { ref: `v-${i}` },
      state: 'printing.queued',
      since,
    })),
  );
  await desk.printing.receive({ medium: 'card', quantity: 5 });
  await office.settle();
  const invited = told.filter(({ code }) => code === 'invited');
  expect(invited.map(({ applicationId, readyBy }) => `${applicationId} ${readyBy}`)).toEqual([
    'a-0 2019-07-17',
    'a-1 2019-07-17',
    'a-2 2019-07-18',
    'a-3 2019-07-18',
    'a-4 2019-07-19',
  ]);
  await desk.printing.receive({ medium: 'card', quantity: 1 });
  await office.settle();
  expect(told.filter(({ code }) => code === 'invited').map(({ applicationId }) => applicationId)).toEqual([
    'a-0',
    'a-1',
    'a-2',
    'a-3',
    'a-4',
    'a-5',
  ]);
});

it('makes promises anew for a day that was declared a holiday, and tells each applicant', async () => {
  const { told, notifier } = listening();
  const { office, desk, store, serve, clock } = smallOffice({ notifier });
  await desk.signing.useWet({ reason: 'maintenance' });
  const { applicationId } = await serve();
  expect((await desk.documents.pass(applicationId)).commitment?.readyBy).toBe('2019-07-24');
  await office.stop();
  const declared = extendCalendar(calendar, {
    years: {
      2019: {
        source: 'declared later',
        holidays: [{ date: '2019-07-24', name: 'A day of mourning', kind: 'holiday' }],
      },
    },
  });
  const later = smallOffice({ notifier, store, clock, calendar: declared });
  expect(await later.desk.documents.reviewCommitments()).toMatchObject({ renewed: 1 });
  await later.office.settle();
  expect((await later.office.documents.get(applicationId)).commitment?.readyBy).toBe('2019-07-25');
  expect(told.filter(({ code }) => code === 'moved')).toMatchObject([
    { readyBy: '2019-07-25', cause: 'calendar:2019-07-24' },
  ]);
  expect(await later.desk.documents.reviewCommitments()).toMatchObject({ renewed: 0 });
  await later.office.stop();
});

it('promises a day anew on a person’s word, on an open day only', async () => {
  const { office, desk, serve } = smallOffice({ printers: [] });
  const { applicationId } = await serve();
  await desk.documents.pass(applicationId);
  expect(await codeOf(() => desk.documents.renewCommitment(applicationId, { readyBy: '2019-07-20' }))).toBe(
    'invalid-command',
  );
  expect(await codeOf(() => desk.documents.renewCommitment(applicationId, { readyBy: '2019-07-16' }))).toBe(
    'invalid-command',
  );
  const view = await desk.documents.renewCommitment(applicationId, { readyBy: '2019-07-22' });
  expect(view.commitment).toMatchObject({ readyBy: '2019-07-22', pending: null });
  await office.stop();
});

it('promises no earlier day than the wet desk can keep', async () => {
  const { desk, serve } = smallOffice({
    kinds: [letter],
    media: undefined,
    stock: {},
    counters: [{ id: '1', services: ['letters'] }],
    wetDesks: [{ signatory: 'head', papersPerDay: 1 }],
  });
  await desk.documents.import(
    Array.from({ length: 8 }, (_, i) => ({
      applicationId: `w-${i}`,
      kind: 'letter',
      applicant: { ref: `w-${i}` },
      state: 'signing.wet',
      since: '2019-07-16T08:00+07:00',
    })),
  );
  await desk.signing.useWet({ reason: 'maintenance' });
  const { applicationId } = await serve();
  // Five working days would be the 24th; eight papers lie before it.
  expect((await desk.documents.pass(applicationId)).commitment?.readyBy).toBe('2019-07-29');
});

it('takes a document off the desk of what took too long when it is ready', async () => {
  const { escalated, notifier } = listening();
  const { office, desk, clock, serve } = smallOffice({
    notifier,
    kinds: [card],
    counters: [{ id: '1', services: ['cards'] }],
    printers: [virtualPrinter({ id: 'P2', media: 'card', blanks: 0 })],
    limits: { attention: { days: 1, count: 'working' } },
  });
  const { applicationId } = await serve('card');
  await desk.documents.pass(applicationId);
  clock.advance(3 * 86_400_000);
  await office.settle();
  expect(escalated).not.toEqual([]);
  const texts = async () => (await office.explain({ applicationId })).map(({ code }) => code);
  expect(await texts()).toContain('escalated');
  await desk.printing.load({ printerId: 'P2', quantity: 1 });
  await office.settle();
  await desk.documents.passInspection(applicationId);
  expect(await office.documents.get(applicationId)).toMatchObject({
    state: 'readyForPickup',
    escalatedAt: null,
  });
  expect(await texts()).not.toContain('escalated');
});

it('counts a wrong code once, however often the same command is given', async () => {
  const { office, desk, serve } = smallOffice({
    kinds: [coded],
    media: undefined,
    stock: {},
    handover: { secret },
    counters: [{ id: '1', services: ['letters'] }],
  });
  const { applicationId } = await serve('deed');
  await desk.documents.pass(applicationId);
  await office.settle();
  const give = () =>
    desk.documents.handOver(applicationId, { collector: { ref: 'v-2' }, code: 'none' }, { commandId: 'h-1' });
  await give();
  expect((await give()).wrongCodes).toBe(1);
});

it('fills no day with more invitations than it holds, also when two deliveries come on one day', async () => {
  const { told, notifier } = listening();
  const { office, desk } = smallOffice({
    notifier,
    kinds: [card],
    counters: [{ id: '1', services: ['cards'] }],
    printers: [],
    stock: {},
    limits: { invitationsPerDay: 2 },
  });
  await desk.documents.import(
    Array.from({ length: 6 }, (_, i) => ({
      ...{ applicationId: `a-${i}`, kind: 'card', applicant: { ref: `v-${i}` } },
      ...{ state: 'printing.queued', since: '2019-07-16T08:00+07:00' },
    })),
  );
  await desk.printing.receive({ medium: 'card', quantity: 3 });
  await desk.printing.receive({ medium: 'card', quantity: 3 });
  await office.settle();
  const days = told.filter(({ code }) => code === 'invited').map(({ readyBy }) => readyBy);
  expect(days).toEqual([
    ...['2019-07-17', '2019-07-17', '2019-07-18'],
    ...['2019-07-18', '2019-07-19', '2019-07-19'],
  ]);
});
