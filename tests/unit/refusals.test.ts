import { defineDocumentKind, isLoketError, type Refusal, type RefusalCode, refusalCodes } from 'loket';
import { createLifecycle } from 'loket/documents';
import { type AggregateState, type OfficeCommand, parseCommand } from 'loket/office';
import { manualPrinter } from 'loket/printing';
import { describe, expect, it } from 'vitest';
import { aggregateKinds, commandTypes } from '../../src/office/messages.js';
import { dump } from '../support/dump.js';
import { everyKindConfig } from '../support/lifecycle.js';
import { card, letter, opening, smallOffice } from '../support/office.js';

type Small = ReturnType<typeof smallOffice>;
interface Case {
  readonly with?: Parameters<typeof smallOffice>[0];
  /** Brings the office where the command is refused; returns the command to give. */
  readonly when: (small: Small) => Promise<(small: Small) => unknown>;
  /** What the refusal says: the value, the rule or the state. */
  readonly says: RegExp;
  readonly state?: string;
  /** One of the things that it names as possible. */
  readonly allows?: string;
}

/** Gives a command to the pure core as it stands in the store, as a driver of one's own would. */
async function stepped({ office, store }: Small, command: OfficeCommand) {
  const ref = office.core.target(command);
  if (!ref) throw new Error(`nobody takes '${command.type}'`);
  const { snapshot, eventsSince } = await store.load(ref);
  let state = snapshot === undefined ? office.core.initial(ref) : structuredClone(snapshot as AggregateState);
  for (const event of eventsSince) state = office.core.evolve(ref.kind, state, event);
  const outcome = office.core.step(ref.kind, state, command, {});
  return outcome.ok ? 'accepted' : outcome;
}

const coded: Case['with'] = {
  kinds: [
    defineDocumentKind({
      ...{ id: 'letter', service: 'letters', medium: 'paper' },
      handover: { code: 'always', maxTries: 1 },
    }),
    card,
  ],
  handover: { secret: 'a secret of sixteen bytes' },
};
async function readyLetter({ serve, desk, office }: Small): Promise<string> {
  const { applicationId } = await serve();
  await desk.documents.pass(applicationId);
  await office.settle();
  return applicationId;
}

const by = { id: 'ani', role: 'officer' };
const at = Date.parse(opening);
const hand = [manualPrinter({ id: 'C1', medium: 'card', blanks: 2 })];
const known = [
  { id: 'paper', form: 'paper' },
  { id: 'card', form: 'card', serialNumbers: true, knownSerials: true },
] as const;
let now = at;

const cases: { readonly [code in RefusalCode]: Case } = {
  'unknown-command': {
    when: async () => () => parseCommand({ type: 'ticket.isue', id: 'x', at, by }),
    says: /no command is called 'ticket\.isue'/,
    allows: 'ticket.issue',
  },
  'invalid-command': {
    when: async () => (s) => s.desk.queue.issue({ kind: 'letter', applicant: { ref: '' } }),
    says: /applicant\.ref: must not be empty/,
    allows: 'ticket.issue',
  },
  'command-id-reused': {
    when: async ({ desk }) => {
      await desk.queue.issue({ kind: 'letter', applicant: { ref: 'v-1' } }, { commandId: 'x' });
      return (s) => s.desk.queue.issue({ kind: 'letter', applicant: { ref: 'v-2' } }, { commandId: 'x' });
    },
    says: /id 'x' was used/,
    state: 'open',
  },
  'time-went-back': {
    with: { clock: { now: () => now, wake: () => () => undefined } },
    when: async ({ desk }) => {
      now = at;
      await desk.printing.receive({ medium: 'card', quantity: 1 });
      now = at - 60_001;
      return (s) => s.desk.printing.receive({ medium: 'card', quantity: 1 });
    },
    says: /60000 ms before/,
    state: 'running',
  },
  'not-permitted': {
    with: {
      policy: { allows: ({ command }) => command.type !== 'application.pass' || 'only verifiers pass' },
    },
    when: async ({ serve }) => {
      const { applicationId } = await serve();
      return (s) => s.desk.documents.pass(applicationId);
    },
    says: /only verifiers pass/,
    state: 'verifying',
  },
  'not-found': {
    when: async () => (s) => s.desk.documents.pass('nobody'),
    says: /no application is called 'nobody'/,
    state: 'new',
  },
  'not-possible': {
    when: async ({ serve }) => {
      const { applicationId } = await serve();
      return (s) => s.desk.documents.handOver(applicationId, { collector: { ref: 'v-1' } });
    },
    says: /'pickup\.collected' is not possible in 'verifying'/,
    state: 'verifying',
    allows: 'application.pass',
  },
  'already-exists': {
    when: async ({ serve }) => {
      const { applicationId } = await serve();
      return async (s: Small) => {
        const row = { applicationId, kind: 'letter', applicant: { ref: 'v' }, state: 'queued', since: at };
        return (await s.desk.documents.import([row])).refused[0]?.refusal;
      };
    },
    says: /exists already/,
    state: 'verifying',
  },
  'unknown-kind': {
    when: async () => (s) => s.desk.queue.issue({ kind: 'passport', applicant: { ref: 'v' } }),
    says: /'passport'/,
    state: 'open',
    allows: 'ticket.issue',
  },
  'kind-not-issued': {
    with: {
      kinds: [
        letter,
        defineDocumentKind({
          id: 'old',
          service: 'letters',
          medium: 'paper',
          issued: { until: '2018-12-31' },
        }),
      ],
      media: [{ id: 'paper', form: 'paper' }],
      counters: [{ id: '1', services: ['letters'] }],
      stock: {},
    },
    when: async () => (s) => s.desk.queue.issue({ kind: 'old', applicant: { ref: 'v' } }),
    says: /'old' is not issued on 2019-07-17/,
  },
  'no-counter-serves': {
    with: { counters: [{ id: '1', services: ['cards'] }] },
    when: async () => (s) => s.desk.queue.issue({ kind: 'letter', applicant: { ref: 'v' } }),
    says: /no counter offers 'letters'/,
  },
  'unknown-counter': {
    when: async () => (s) => s.desk.queue.callNext({ counter: '9' }),
    says: /no counter is called '9'/,
  },
  'counter-busy': {
    when: async ({ serve }) => {
      await serve();
      return (s) => s.desk.queue.callNext({ counter: '1' });
    },
    says: /counter '1' still serves A-001/,
    state: 'called',
    allows: 'ticket.finish',
  },
  'ticket-active': {
    when: async ({ desk }) => {
      await desk.queue.issue({ kind: 'letter', applicant: { ref: 'v-1' } });
      return (s) => s.desk.queue.issue({ kind: 'letter', applicant: { ref: 'v-1' } });
    },
    says: /'v-1' already holds A-001/,
    state: 'waiting',
  },
  'recalls-used-up': {
    with: { limits: { maxRecalls: 1 } },
    when: async ({ serve, desk }) => {
      const { ticketId } = await serve();
      await desk.queue.recall(ticketId);
      return (s) => s.desk.queue.recall(ticketId);
    },
    says: /recalled 1 times/,
    state: 'called',
    allows: 'ticket.noShow',
  },
  'recall-too-soon': {
    with: { queue: { recallLockoutMs: 60_000 } },
    when: async ({ serve }) => {
      const { ticketId } = await serve();
      return (s) => s.desk.queue.recall(ticketId);
    },
    says: /called again in 60 seconds/,
    state: 'called',
    allows: 'ticket.recall',
  },
  'quota-full': {
    with: {
      services: [
        { id: 'letters', prefix: 'A', ticketQuota: 1 },
        { id: 'cards', prefix: 'B' },
      ],
    },
    when: async ({ desk }) => {
      await desk.queue.issue({ kind: 'letter', applicant: { ref: 'v-1' } });
      return (s) => s.desk.queue.issue({ kind: 'letter', applicant: { ref: 'v-2' } });
    },
    says: /all 1 numbers of 'letters'/,
  },
  'queue-closed': {
    when: async ({ desk }) => {
      await desk.queue.close({ reason: 'hall full' });
      return (s) => s.desk.queue.issue({ kind: 'letter', applicant: { ref: 'v-1' } });
    },
    says: /no more numbers on 2019-07-17: hall full/,
    state: 'closed',
    allows: 'queue.open',
  },
  'queue-halted': {
    when: async ({ desk }) => {
      await desk.queue.halt({ reason: 'fire alarm' });
      return (s) => s.desk.queue.callNext({ counter: '1' });
    },
    says: /stopped: fire alarm/,
    state: 'halted',
    allows: 'queue.open',
  },
  'unknown-service': {
    when: async ({ serve }) => {
      const { ticketId } = await serve();
      return (s) => s.desk.queue.transfer(ticketId, { service: 'passports' });
    },
    says: /no service is called 'passports'; there are letters/,
    state: 'called',
    allows: 'ticket.transfer',
  },
  'unknown-priority': {
    when: async () => (s) =>
      s.desk.queue.issue({ kind: 'letter', applicant: { ref: 'v-1' }, priority: { reason: 'hurry' } }),
    says: /no class of tickets is for 'hurry'; there are elderly/,
  },
  'too-early': {
    when: async ({ desk }) => {
      const appointment = { at: at + 3_600_000 };
      const { ticketId } = await desk.queue.issue({ kind: 'letter', applicant: { ref: 'v-1' }, appointment });
      return (s) => s.desk.queue.checkIn(ticketId);
    },
    says: /can check in in 30 minutes/,
    state: 'expected',
    allows: 'ticket.checkIn',
  },
  'counter-not-open': {
    when: async ({ desk }) => {
      await desk.queue.pauseCounter('1', { reason: 'lunch' });
      return (s) => s.desk.queue.callNext({ counter: '1' });
    },
    says: /counter '1' is paused: lunch/,
    state: 'paused',
    allows: 'counter.open',
  },
  'visit-decided': {
    when: async ({ serve, desk }) => {
      const { ticketId, applicationId } = await serve();
      await desk.documents.pass(applicationId);
      return (s) => s.desk.queue.noShow(ticketId);
    },
    says: /decided at the counter/,
    state: 'called',
    allows: 'ticket.finish',
  },
  'unknown-provider': {
    when: async () => (s) => s.desk.signing.useWet({ reason: 'down', provider: 'other' }),
    says: /no signature provider is called 'other'; there are fake/,
  },
  'invalid-window': {
    when: async () => (s) => s.desk.signing.useWet({ reason: 'down', until: '2019-07-17T07:59+07:00' }),
    says: /until must lie after \d+, got \d+/,
    allows: 'signer.order',
  },
  'stale-request': {
    when: async ({ serve, desk }) => {
      const { applicationId } = await serve();
      await desk.documents.pass(applicationId);
      const requestId = `${applicationId}/s9`;
      return (s) => stepped(s, { type: 'signature.made', id: 'x', at, by, applicationId, requestId });
    },
    says: /s9' is not the current/,
    state: 'signing.electronic',
  },
  'stale-job': {
    when: async ({ serve, desk, office }) => {
      const { applicationId } = await serve();
      await desk.documents.pass(applicationId);
      await office.settle();
      const jobId = `${applicationId}/p9`;
      return (s) => stepped(s, { type: 'print.unknown', id: 'x', at, by, applicationId, jobId });
    },
    says: /p9' is not the current job/,
    state: 'readyForPickup',
    allows: 'pickup.collected',
  },
  'unknown-printer': {
    when: async () => (s) => s.desk.printing.stopPrinter('P9', { reason: 'broken' }),
    says: /no printer is called 'P9'/,
  },
  'unknown-medium': {
    when: async () => (s) => s.desk.printing.receive({ medium: 'vellum', quantity: 3 }),
    says: /no medium is called 'vellum'/,
  },
  'blanks-short': {
    when: async () => (s) => s.desk.printing.unload({ printerId: 'P1', quantity: 101 }),
    says: /hopper of 'P1' holds 100 of 'paper', not 101/,
    allows: 'blanks.receive',
  },
  'serial-required': {
    with: { printers: hand },
    when: async (small) => {
      const job = await runningCard(small, 'v-1');
      return (s) => s.desk.printing.confirm(job);
    },
    says: /'card' carry a serial number/,
    state: 'running',
    allows: 'card.printed',
  },
  'serial-used': {
    with: { printers: hand },
    when: async (small) => {
      await small.desk.printing.confirm(await runningCard(small, 'v-1'), { serial: 'S-1' });
      const job = await runningCard(small, 'v-2');
      return (s) => s.desk.printing.confirm(job, { serial: 'S-1' });
    },
    says: /serial 'S-1' was booked on job/,
    state: 'running',
  },
  'serial-unknown': {
    with: { printers: hand, media: known, stock: {} },
    when: async (small) => {
      const serials = [{ from: 'S-1', to: 'S-2' }];
      await small.desk.printing.receive({ medium: 'card', quantity: 2, serials });
      const job = await runningCard(small, 'v-1');
      return (s) => s.desk.printing.confirm(job, { serial: 'S-9' });
    },
    says: /serial 'S-9' is none that was delivered/,
    state: 'running',
  },
  'wrong-serials': {
    when: async () => (s) =>
      s.desk.printing.receive({ medium: 'card', quantity: 2, serials: [{ from: 'S-1', to: 'S-3' }] }),
    says: /the ranges hold 3 serial numbers, not 2/,
    allows: 'blanks.receive',
  },
  'unknown-site': {
    when: async () => (s) => s.desk.printing.receive({ medium: 'card', quantity: 2, site: 'moon' }),
    says: /no site is called 'moon'/,
    allows: 'blanks.receive',
  },
  'no-temporary': {
    when: async ({ serve, desk }) => {
      const { applicationId } = await serve();
      await desk.documents.pass(applicationId);
      return (s) => s.desk.documents.issueTemporary(applicationId);
    },
    says: /kind 'letter' has no temporary document/,
    state: 'signing.electronic',
  },
  'renewals-used-up': {
    with: {
      kinds: [
        defineDocumentKind({
          ...{ id: 'letter', service: 'letters', medium: 'paper', needsRecord: true },
          temporary: { kind: 'slip', validFor: { months: 6 }, renewals: 0 },
        }),
        defineDocumentKind({ id: 'slip', service: 'letters', medium: 'paper' }),
        card,
      ],
    },
    when: async ({ serve, desk }) => {
      const { applicationId } = await serve();
      await desk.documents.pass(applicationId);
      await desk.documents.issueTemporary(applicationId);
      return (s) => s.desk.documents.issueTemporary(applicationId);
    },
    says: /was renewed 0 times, which is the limit/,
    state: 'printing.awaitingRecord',
  },
  'code-required': {
    with: coded,
    when: async (small) => {
      const applicationId = await readyLetter(small);
      return (s) => s.desk.documents.handOver(applicationId, { collector: { ref: 'v-1' } });
    },
    says: /the applicant must give the one-time code/,
    state: 'readyForPickup',
  },
  'code-locked': {
    with: coded,
    when: async (small) => {
      const applicationId = await readyLetter(small);
      const guess = () =>
        small.desk.documents.handOver(applicationId, { collector: { ref: 'v-1' }, code: 'none' });
      await guess();
      return guess;
    },
    says: /too many wrong one-time codes/,
    state: 'readyForPickup',
  },
  'hook-refused': {
    when: async () => () =>
      createLifecycle({
        calendar: everyKindConfig.calendar,
        kinds: everyKindConfig.kinds,
        hooks: { beforeDecide: { 'application.open': () => ({ refuse: 'we count the stock today' }) } },
      }).open({ applicationId: 'a-1', kind: 'letter', applicant: { ref: 'v-1' } }, { id: 'c-1', at, by }),
    says: /^we count the stock today$/,
    state: 'new',
  },
};

async function runningCard({ serve, desk, office }: Small, person: string): Promise<string> {
  const { applicationId, ticketId } = await serve('card', person);
  await desk.documents.pass(applicationId);
  await desk.queue.finish(ticketId);
  await office.settle();
  const { jobId, state } = await office.documents.get(applicationId);
  expect(state).toBe('printing.running');
  return jobId ?? '';
}

/** What came of a call: the refusal, thrown or returned. */
async function refusalOf(call: () => unknown): Promise<Refusal> {
  try {
    const answer = await call();
    if (typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false) {
      return answer as Refusal;
    }
    throw new Error(`it was accepted: ${JSON.stringify(answer)}`);
  } catch (error) {
    if (isLoketError(error, 'refused') && error.refusal) return error.refusal;
    throw error;
  }
}

describe('a refusal', () => {
  it.each(Object.entries(cases))('with %s says why and changes nothing', async (code, one) => {
    const small = smallOffice(one.with);
    const give = await one.when(small);
    const before = await dump(small.store);
    const refusal = await refusalOf(() => give(small));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(one.says);
    expect(refusal.command).toMatch(/^[a-zA-Z]+\.[a-zA-Z]+$/);
    expect(refusal.state).not.toBe('');
    if (one.state) expect(refusal.state).toBe(one.state);
    if (one.allows) expect(refusal.allowed).toContain(one.allows);
    expect(await dump(small.store)).toBe(before);
    // Nothing was left behind that would change the office later either.
    await small.office.settle();
    expect((await small.store.effects('refused')).length).toBe(0);
  });

  it('names field, rule and value of each thing that is wrong in a payload', () => {
    const parsed = parseCommand({
      type: 'blanks.receive',
      id: '',
      at: -1,
      by,
      medium: 'card',
      quantity: 0,
      x: 1,
    });
    expect(parsed).toMatchObject({ ok: false, code: 'invalid-command' });
    if (parsed.ok) return;
    expect(parsed.issues).toEqual(
      expect.arrayContaining([
        { field: 'id', rule: 'must not be empty', value: '' },
        { field: 'at', rule: 'must be 0 or later', value: -1 },
        { field: 'quantity', rule: 'must be 1 or more', value: 0 },
      ]),
    );
  });

  it('has a case here for every code of the catalogue', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(refusalCodes).sort());
  });

  it('leaves nothing behind when rows of an import are refused', async () => {
    const small = smallOffice();
    const before = await dump(small.store);
    const row = { applicationId: 'a', kind: 'letter', applicant: { ref: 'v' }, since: at };
    const rows = [
      { ...row, state: 'nowhere' },
      { ...row, state: 'queued', readyBy: '2019-07-20' },
      { ...row, state: 'queued', since: 'yesterday' },
      { ...row, state: 'queued', kind: 'passport' },
      { ...row, state: 'printing.queued' },
      { ...row, state: 'signed.wet', mode: 'electronic' as const },
      { ...row, kind: 'card', state: 'signing.wet' },
    ];
    const { taken, refused } = await small.desk.documents.import(rows);
    expect(taken).toBe(0);
    expect(refused.map(({ index, refusal }) => [index, refusal.code])).toEqual([
      [0, 'invalid-command'],
      [1, 'invalid-command'],
      [2, 'invalid-command'],
      [3, 'unknown-kind'],
      [4, 'invalid-command'],
      [5, 'invalid-command'],
      [6, 'invalid-command'],
    ]);
    expect(await dump(small.store)).toBe(before);
  });
});

it('has no command type that two kinds of aggregate take', () => {
  const types = aggregateKinds.flatMap((kind) => commandTypes(kind));
  expect(types.filter((type, i) => types.indexOf(type) !== i)).toEqual([]);
});
