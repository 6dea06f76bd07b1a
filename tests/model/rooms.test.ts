import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import type { MachineTable } from '../../src/internal/compile-machine.js';
import { printerTable } from '../../src/printing/centre-state.js';
import type { CentreEvent } from '../../src/printing/index.js';
import { printerMachine } from '../../src/printing/printer-machine.js';
import type { QueueEvent } from '../../src/queue/index.js';
import { ticketMachine } from '../../src/queue/ticket-machine.js';
import { ticketTable } from '../../src/queue/ticket-queue.js';
import type { SignerEvent } from '../../src/signing/index.js';
import { laneMachine } from '../../src/signing/lane-machine.js';
import { laneTable } from '../../src/signing/signer-state.js';
import { plainOracle, transitionsOf } from '../support/oracle.js';

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
  const ways = new Set(steps.map(({ from, event }) => `${from.state} on ${event.type}`));
  const unused = [...transitionsOf(machine as AnyStateMachine).values()].filter(
    (one) => !ways.has(one.replace(/ \[\d+\]$/, '')),
  );
  expect(unused, 'transitions that were never taken').toEqual([]);
  return steps;
}

const effectsOf = (effects: readonly { type: string }[]) => effects.map((effect) => effect.type);

describe('a ticket', () => {
  const ticketId = 't';
  const events: QueueEvent[] = [
    {
      type: 'ticket.issued',
      at: 1,
      ticketId,
      number: 'A-001',
      sequence: 1,
      service: 's',
      kind: 'k',
      applicant: { ref: 'p' },
      applicationId: 'a',
    },
    { type: 'ticket.called', at: 2, ticketId, counter: '1', reason: 'first-come' },
    { type: 'ticket.recalled', at: 3, ticketId, counter: '1' },
    { type: 'ticket.missed', at: 4, ticketId },
    { type: 'ticket.finished', at: 4, ticketId },
    { type: 'ticket.cancelled', at: 4, ticketId, reason: 'r' },
  ];
  const steps = walk('ticket', ticketMachine, ticketTable(), { id: ticketId }, events, (c) => c.recalls < 4);

  it('ends once, and knows when and where it was served', () => {
    for (const { to } of steps) {
      expect(to.context.endedAt !== null).toBe(ticketTable().isFinal(to.state));
      const served = to.state === 'called' || to.state === 'finished' || to.state === 'noShow';
      expect(to.context.calledAt !== null && to.context.counter === '1').toBe(served);
      if (to.state !== 'called') continue;
      expect(ticketTable().takes(to.state)).not.toContain('ticket.cancelled');
    }
  });
});

describe('a lane', () => {
  const events: SignerEvent[] = [
    { type: 'lane.succeeded', at: 10, kind: 'k' },
    { type: 'lane.failed', at: 20, kind: 'k', threshold: 3, probeAt: 80 },
    { type: 'lane.failed', at: 20, kind: 'k', threshold: 1, probeAt: 80 },
    { type: 'lane.probeSucceeded', at: 30, kind: 'k', needed: 2, probeAt: 90 },
    { type: 'lane.probeSucceeded', at: 30, kind: 'k', needed: 1, probeAt: 90 },
    { type: 'lane.probeFailed', at: 30, kind: 'k', probeAt: 90 },
  ];
  const steps = walk(
    'lane',
    laneMachine,
    laneTable(),
    { provider: 'tte', kind: 'k' },
    events,
    (c) => c.failures < 5 && c.successes < 4,
  );

  it('probes while it is open and never while it is closed', () => {
    for (const { from, to } of steps) {
      expect(to.context.openedAt !== null).toBe(to.state === 'open');
      const types = effectsOf(to.effects);
      if (to.state === 'open') expect(types).toEqual(['timer.set']);
      else if (from.state === 'open') expect(types).toEqual(['timer.clear', 'signer.dispatch']);
      else expect(types).toEqual([]);
      if (from.state === 'closed' && to.state === 'closed') expect(to.context.failures).toBeLessThan(3);
    }
  });

  it('forgets the past when it closes', () => {
    for (const { from, to } of steps) {
      if (from.state !== 'open' || to.state !== 'closed') continue;
      expect(to.context).toEqual({ provider: 'tte', kind: 'k', failures: 0, successes: 0, openedAt: null });
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
  );
  const steps = walk('printer', printerMachine, printerTable(), { id: printerId, medium: 'm' }, events);

  it('works on one job at a time, and only a report on that job frees it', () => {
    for (const { from, event, to } of steps) {
      const busy = to.state === 'printing' || to.state === 'finishing';
      expect(to.context.jobId !== null).toBe(busy);
      if (from.context.jobId === null || !('jobId' in event)) continue;
      expect(event.jobId).toBe(from.context.jobId);
    }
  });

  it('is tried again while it is out of reach, and in no other state', () => {
    const timers = new Map<string, boolean>();
    for (const { from, to } of steps) {
      const types = effectsOf(to.effects);
      if (to.state === 'offline') expect(types).toContain('timer.set');
      if (from.state === 'offline') expect(types).toContain('timer.clear');
      timers.set(to.state, types.includes('timer.set'));
    }
    expect([...timers].filter(([, set]) => set).map(([state]) => state)).toEqual(['offline']);
  });

  it('asks for work whenever it comes free', () => {
    for (const { from, to } of steps) {
      if (from.state !== 'idle' && to.state === 'idle')
        expect(effectsOf(to.effects)).toContain('centre.dispatch');
    }
  });
});
