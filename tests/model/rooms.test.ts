import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import type { MachineTable } from '../../src/internal/compile-machine.js';
import { printerTable } from '../../src/printing/centre-state.js';
import type { CentreEvent } from '../../src/printing/index.js';
import { printerMachine } from '../../src/printing/printer-machine.js';
import { type CounterEvent, counterMachine, poolOf } from '../../src/queue/counter-machine.js';
import { type DayEvent, dayMachine } from '../../src/queue/day-machine.js';
import type { TicketEvent } from '../../src/queue/index.js';
import { counterTable, dayTable, ticketTable } from '../../src/queue/queue-state.js';
import { ticketMachine } from '../../src/queue/ticket-machine.js';
import { batchMachine } from '../../src/signing/batch-machine.js';
import { batchTable, paperTable } from '../../src/signing/desk-state.js';
import { noEvidence } from '../../src/signing/evidence.js';
import type { DeskEvent, SignerEvent } from '../../src/signing/index.js';
import { laneMachine } from '../../src/signing/lane-machine.js';
import { paperMachine } from '../../src/signing/paper-machine.js';
import { laneTable } from '../../src/signing/signer-health.js';
import { fastOracle, plainOracle, transitionsOf } from '../support/oracle.js';

interface Found<TContext, TEvent, TEffect> {
  readonly from: { readonly state: string; readonly context: TContext };
  readonly event: TEvent;
  readonly to: { readonly state: string; readonly context: TContext; readonly effects: readonly TEffect[] };
}

/** Walks all that a machine can reach, comparing each answer with XState's, and returns every step. */
function walk<TContext, TEvent extends { type: string }, TEffect, TInput>(
  name: string,
  machine: unknown,
  table: MachineTable<TContext, TEvent, TEffect, TInput>,
  input: TInput,
  events: readonly TEvent[],
  within: (context: TContext) => boolean = () => true,
): Found<TContext, TEvent, TEffect>[] {
  const oracle = plainOracle(machine as AnyStateMachine);
  const first = table.initial(input);
  expect(first).toEqual(oracle.initial(input));
  const places: { state: string; context: TContext }[] = [first];
  const known = new Set([JSON.stringify([first.state, first.context])]);
  const steps: Found<TContext, TEvent, TEffect>[] = [];
  let pairs = 0;
  for (const from of places) {
    if (!within(from.context)) continue;
    for (const event of events) {
      pairs++;
      const to = table.step(from.state, from.context, event);
      expect({ from, event, to }).toEqual({ from, event, to: oracle.step(from.state, from.context, event) });
      if (!to) continue;
      steps.push({ from, event, to });
      const key = JSON.stringify([to.state, to.context]);
      if (known.has(key)) continue;
      known.add(key);
      places.push({ state: to.state, context: to.context });
    }
  }
  console.info(`${name}: ${places.length} states, ${pairs} pairs compared with transition(), 0 mismatches`);
  expect(new Set(places.map((place) => place.state))).toEqual(new Set(table.leaves));
  const fast = fastOracle(machine as AnyStateMachine, input);
  for (const { from, event } of steps) fast.at(from.state, from.context)(event);
  const unused = [...transitionsOf(machine as AnyStateMachine)]
    .filter(([one]) => !fast.taken.has(one))
    .map(([, name]) => name);
  expect(unused, 'transitions that were never taken').toEqual([]);
  return steps;
}

const effectsOf = (effects: readonly { type: string }[]) => effects.map((effect) => effect.type);

describe('a ticket', () => {
  const ticketId = 't';
  const place = { service: 's', class: 'walkIn', ready: 1, key: 9, told: [], spent: [], expected: null };
  const request = { kind: 'k2', service: 's2', applicationId: 'a2' };
  const issued = {
    type: 'ticket.issued' as const,
    at: 1,
    ticketId,
    number: 'A-001',
    sequence: 1,
    service: 's',
    kind: 'k',
    applicant: { ref: 'p' },
    applicationId: 'a',
    priority: null,
    appointmentAt: null,
    place,
  };
  const called = {
    type: 'ticket.called' as const,
    at: 2,
    ticketId,
    counter: '1',
    pool: 's',
    starts: 1,
    reason: 'due' as const,
    overtook: 0,
    credits: {},
    left: 3,
    told: null,
    note: null,
    by: null,
  };
  const parked = { type: 'ticket.parked' as const, at: 3, ticketId, reason: 'papers', until: null };
  const priority = { reason: 'elderly' };
  const events: TicketEvent[] = [
    { ...issued, rests: 'unprinted' },
    { ...issued, rests: 'expected' },
    { ...issued, rests: 'waiting' },
    {
      type: 'ticket.carriedIn',
      at: 1,
      ticketId,
      to: '2026-03-02',
      from: '2026-03-01',
      number: 'A-001/01',
      kind: 'k',
      service: 's',
      class: 'walkIn',
      priority: null,
      applicant: 'p',
      applicationId: 'a',
      later: [request],
      ready: 1,
      appointmentAt: null,
      issuedAt: 0,
      cause: 'outage',
      sequence: 1,
      place,
    },
    { type: 'ticket.printed', at: 1, ticketId, rests: 'expected', place },
    { type: 'ticket.printed', at: 1, ticketId, rests: 'waiting', place },
    { type: 'ticket.checkedIn', at: 1, ticketId, place },
    called,
    { type: 'ticket.recalled', at: 3, ticketId, counter: '1' },
    { type: 'ticket.arrived', at: 3, ticketId },
    { type: 'ticket.missed', at: 4, ticketId },
    { type: 'ticket.requeued', at: 4, ticketId, place },
    { type: 'ticket.held', at: 3, ticketId, reason: 'form' },
    { ...parked, missed: false },
    { ...parked, missed: true },
    { type: 'ticket.resumed', at: 3, ticketId, place },
    { type: 'ticket.transferred', at: 3, ticketId, place },
    { type: 'ticket.serviceAdded', at: 3, ticketId, request },
    { type: 'ticket.turned', at: 3, ticketId, request },
    { type: 'ticket.continued', at: 3, ticketId, request, place: { ...place, service: 's2' } },
    { type: 'ticket.prioritised', at: 1, ticketId, priority, place: { ...place, class: 'priority', key: 1 } },
    { type: 'ticket.finished', at: 4, ticketId },
    { type: 'ticket.cancelled', at: 4, ticketId, reason: 'left' },
    { type: 'ticket.leaving', at: 3, ticketId, to: '2026-03-03', reason: 'outage' },
    { type: 'ticket.carried', at: 4, ticketId, to: '2026-03-03' },
    { type: 'ticket.stayed', at: 3, ticketId },
  ];
  const steps = walk(
    'ticket',
    ticketMachine,
    ticketTable(),
    { id: ticketId },
    events,
    (c) => c.recalls < 2 && c.misses < 2 && c.later.length < 2,
  );

  it('ends once, and asks for nothing by itself', () => {
    for (const { to } of steps) {
      expect(to.context.endedAt !== null).toBe(ticketTable().isFinal(to.state));
      expect(to.effects).toEqual([]);
    }
  });

  it('is at a counter while it is called or served, and says why it is aside while it is', () => {
    for (const { from, to } of steps) {
      const atCounter = to.state === 'called' || to.state === 'serving';
      if (!ticketTable().isFinal(to.state)) expect(to.context.counter !== null).toBe(atCounter);
      if (to.state === 'called') expect(to.context.why).toMatchObject({ reason: 'due' });
      if (to.state === 'waiting' || atCounter) expect(to.context.aside).toBeNull();
      if (to.state === 'held' || to.state === 'parked') expect(to.context.aside).not.toBeNull();
      if (from.state === 'called' || from.state === 'serving') {
        expect(ticketTable().takes(from.state)).not.toContain('ticket.cancelled');
      }
    }
  });

  it('keeps its number and its holder wherever it goes', () => {
    for (const { from, to } of steps) {
      if (from.state === 'new') continue;
      const { number, sequence, applicant, issuedAt } = from.context;
      expect(to.context).toMatchObject({ number, sequence, applicant, issuedAt });
    }
  });
});

describe('a counter', () => {
  const counter = '1';
  const opened = (services: string[]): CounterEvent => ({
    type: 'counter.opened',
    at: 2,
    counter,
    services,
    pool: poolOf(services),
    allowance: 3,
  });
  const events: CounterEvent[] = [
    opened(['a']),
    opened(['b', 'a']),
    { type: 'counter.paused', at: 3, counter, reason: 'break' },
    { type: 'counter.closed', at: 4, counter },
    { type: 'counter.autoCallSet', at: 5, counter, on: true },
    { type: 'counter.autoCallSet', at: 5, counter, on: false },
  ];
  const input = { id: counter, services: ['a'] };
  const steps = walk('counter', counterMachine, counterTable(), input, events);

  it('says why it is paused, and only then; its pool is that of the services it offers', () => {
    for (const { to } of steps) {
      expect(to.context.reason).toBe(to.state === 'paused' ? 'break' : null);
      expect(to.context.pool).toBe(poolOf(to.context.services));
      expect(to.effects).toEqual([]);
    }
  });

  it('keeps its services when it is paused or closed, and never opens by another way than opening', () => {
    for (const { from, event, to } of steps) {
      if (event.type !== 'counter.opened') expect(to.context.services).toEqual(from.context.services);
      if (from.state !== 'open' && to.state === 'open') expect(event.type).toBe('counter.opened');
      if (event.type === 'counter.autoCallSet') expect(to.state).toBe(from.state);
    }
  });
});

describe('a day', () => {
  const events: DayEvent[] = [
    { type: 'queue.opened', at: 2 },
    { type: 'queue.closed', at: 3, reason: 'enough' },
    { type: 'queue.halted', at: 4, reason: 'fire' },
  ];
  const steps = walk('day', dayMachine, dayTable(), undefined, events);

  it('says why it gives no numbers, and is closed no more once it was halted', () => {
    const reasons: Readonly<Record<string, string | null>> = { open: null, closed: 'enough', halted: 'fire' };
    for (const { from, event, to } of steps) {
      expect(to.context).toEqual({ reason: reasons[to.state], since: event.at });
      if (from.state === 'halted') expect(to.state).toBe('open');
    }
  });
});

describe('a lane', () => {
  const kind = 'k';
  const evidence = noEvidence();
  const much = { ...evidence, errors: 3 };
  const events: SignerEvent[] = [
    { type: 'lane.weighed', at: 10, kind, evidence: { ...evidence, errors: 0.9 } },
    { type: 'lane.weighed', at: 10, kind, evidence, good: 1 },
    { type: 'lane.suspected', at: 20, kind, evidence: { ...evidence, errors: 1 }, probeAt: 80 },
    { type: 'lane.cleared', at: 25, kind, evidence },
    { type: 'lane.opened', at: 30, kind, evidence: much, flaps: 1, probeAt: 90, openUntil: 120 },
    { type: 'lane.probed', at: 40, kind, evidence: much, successes: 0, probeAt: 100 },
    { type: 'lane.probed', at: 40, kind, evidence: much, successes: 1, probeAt: 100 },
    { type: 'lane.throttled', at: 50, kind, evidence, cause: 'recovering', limit: 1 },
    { type: 'lane.throttled', at: 50, kind, evidence, cause: 'slow', limit: 2 },
    { type: 'lane.closed', at: 60, kind, evidence },
  ];
  const steps = walk(
    'lane',
    laneMachine,
    laneTable(),
    { provider: 'tte', kind },
    events,
    (c) => c.outages.length < 3,
  );

  it('has a probe to come while it is suspect or open, and never else', () => {
    for (const { from, to } of steps) {
      const types = effectsOf(to.effects);
      const probed = to.state === 'suspect' || to.state === 'open';
      if (to.state !== from.state || types.includes('timer.set')) {
        expect(types.includes('timer.set')).toBe(probed);
        const waited = from.state === 'suspect' || from.state === 'open';
        expect(types.includes('timer.clear')).toBe(waited && !probed);
      }
    }
  });

  it('knows since when it is open, and since when it is not whole', () => {
    for (const { to } of steps) {
      expect(to.context.openedAt !== null).toBe(to.state === 'open');
      expect(to.context.troubledAt !== null).toBe(to.state === 'open' || to.state === 'throttled');
      expect(to.context.cause !== null).toBe(to.context.troubledAt !== null);
      if (to.state !== 'throttled') expect(to.context.limit).toBe(0);
    }
  });

  it('asks for a new look at the line whenever more or fewer may pass', () => {
    for (const { from, to } of steps) {
      const changed = from.state !== to.state && to.state !== 'suspect';
      if (changed) expect(effectsOf(to.effects)).toContain('signer.dispatch');
    }
  });

  it('never goes from open to closed but through a time of few documents', () => {
    for (const { from, to } of steps) {
      if (from.state === 'open') expect(['open', 'throttled']).toContain(to.state);
    }
  });

  it('keeps how long the last twenty outages took', () => {
    const table = laneTable();
    let lane = table.initial({ provider: 'tte', kind });
    for (let i = 0; i < 25; i++) {
      for (const event of [events[7], events[9]]) {
        const step = event && table.step(lane.state, lane.context, { ...event, at: 1000 * i + event.at });
        if (step) lane = { ...lane, state: step.state, context: step.context };
      }
    }
    expect(lane.context.outages).toEqual(Array.from({ length: 20 }, () => 10));
  });
});

const applicationId = 'a';
const batchId = 'b-1';
const closed = { type: 'batch.closed' as const, at: 9, batchId, missing: 0, signed: 1, workMs: 5 };
const deskEvents: DeskEvent[] = [
  { type: 'paper.signed', at: 2, applicationId },
  { type: 'paper.withdrawn', at: 2, applicationId },
  { type: 'paper.sentBack', at: 3, applicationId, reason: 'wrong name' },
  { type: 'paper.missed', at: 4, applicationId },
  { type: 'paper.lost', at: 4, applicationId, reason: 'searched twice', by: 'ani' },
  { type: 'batch.composed', at: 5, batchId, no: 1, applicationIds: [applicationId] },
  { type: 'batch.dissolved', at: 6, batchId, reason: 'wrong kind' },
  { type: 'batch.sent', at: 7, batchId, to: 'head', by: 'ani' },
  { type: 'batch.returned', at: 8, batchId, papers: 1 },
  closed,
];

describe('a paper', () => {
  const input = { kind: 'k', since: 1, promised: '2026-03-02' };
  const steps = walk('paper', paperMachine, paperTable(), input, deskEvents);

  it('has a batch from when it is put into one until it is back, and no other way', () => {
    for (const { from, to } of steps) {
      expect(to.effects).toEqual([]);
      if (to.state === 'waiting') expect(to.context.batchId).toBeNull();
      if (['batched', 'sent', 'missing'].includes(to.state)) expect(to.context.batchId).toBe(batchId);
      if (to.state === 'missing') expect(from.state).toBe('sent');
    }
  });

  it('keeps its age and its promise wherever it goes, and can be signed from everywhere', () => {
    for (const { to } of steps) expect(to.context).toMatchObject(input);
    for (const place of paperTable().leaves) {
      expect(paperTable().takes(place).includes('paper.signed')).toBe(place !== 'gone');
    }
  });
});

describe('a batch', () => {
  const input = { batchId, no: 1, papers: [applicationId], composedAt: 1 };
  const steps = walk('batch', batchMachine, batchTable(), input, deskEvents, (c) => c.signed < 3);

  it('has somebody who signs it from when it is sent on, and is taken apart only before', () => {
    for (const { from, to } of steps) {
      if (to.state === 'sent') expect(to.context).toMatchObject({ signer: 'head', sentAt: 7 });
      if (to.state === 'composed') expect(to.context).toMatchObject({ signer: null, sentAt: null });
      if (to.state === 'dissolved') expect(from.state).toBe('composed');
      expect(to.context).toMatchObject(input);
    }
  });
});

describe('a printer', () => {
  const printerId = 'P1';
  const events: CentreEvent[] = ['j1', 'j2'].flatMap((jobId): CentreEvent[] => [
    { type: 'job.assigned', at: 1, jobId, printerId, attempt: 1 },
    { type: 'job.printed', at: 2, jobId, printerId },
    { type: 'job.spoiled', at: 2, jobId, printerId, reason: 'r' },
    { type: 'job.failed', at: 2, jobId, printerId, reason: 'r' },
    { type: 'job.lost', at: 2, jobId, printerId, reason: 'r' },
    { type: 'job.requeued', at: 2, jobId, printerId, reason: 'r', retryAt: 9 },
  ]);
  events.push(
    { type: 'printer.stopped', at: 3, printerId, reason: 's' },
    { type: 'printer.started', at: 4, printerId },
    { type: 'printer.paused', at: 5, printerId, why: 'media', medium: 'm' },
    { type: 'printer.paused', at: 5, printerId, why: 'ribbon', medium: 'r' },
    { type: 'printer.paused', at: 5, printerId, why: 'cooling', until: 20 },
    { type: 'printer.paused', at: 5, printerId, why: 'duty', until: 30 },
    { type: 'printer.ready', at: 6, printerId },
    { type: 'printer.brokeDown', at: 7, printerId, reason: 'b' },
    { type: 'printer.repaired', at: 8, printerId },
  );
  const input = { id: printerId, medium: 'm', site: 'main' };
  const steps = walk('printer', printerMachine, printerTable(), input, events);
  const working = ['printing', 'finishing', 'breaking'];

  it('works on one job at a time, and only a report on that job frees it', () => {
    for (const { from, event, to } of steps) {
      expect(to.context.jobId !== null).toBe(working.includes(to.state));
      if (from.context.jobId === null || !('jobId' in event)) continue;
      expect(event.jobId).toBe(from.context.jobId);
    }
  });

  it('has a timer while it is out of reach, cools or rests, and in no other state', () => {
    const timed = ['offline', 'cooling', 'resting'];
    for (const { from, to } of steps) {
      const types = effectsOf(to.effects);
      expect(types.includes('timer.set')).toBe(timed.includes(to.state));
      if (timed.includes(from.state) && !timed.includes(to.state)) expect(types).toContain('timer.clear');
      expect(to.context.until !== null).toBe(to.state === 'cooling' || to.state === 'resting');
    }
  });

  it('asks for work whenever it comes free', () => {
    for (const { from, to } of steps) {
      if (from.state !== 'idle' && to.state === 'idle')
        expect(effectsOf(to.effects)).toContain('centre.dispatch');
    }
  });

  it('leaves repair only when it is repaired, with a job or without', () => {
    for (const { from, event, to } of steps) {
      if (from.state === 'inRepair') expect([event.type, to.state]).toEqual(['printer.repaired', 'idle']);
      if (from.state === 'breaking' && to.state !== 'inRepair')
        expect([event.type, to.state]).toEqual(['printer.repaired', 'printing']);
    }
  });

  it('can be found broken in every state but repair', () => {
    for (const state of printerTable().leaves) {
      const takes = printerTable().takes(state).includes('printer.brokeDown');
      expect([state, takes]).toEqual([state, state !== 'inRepair' && state !== 'breaking']);
    }
  });
});
