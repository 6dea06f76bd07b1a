import { assign, emit, setup } from 'xstate';
import type { RoomMachine } from '../internal/machine.js';
import type { OfType } from '../internal/messages.js';
import type { CentreEffect, CentreEvent } from './messages.js';

/** What a printer knows, beside the state in which it is. */
export interface PrinterContext {
  readonly id: string;
  readonly medium: string;
  /** Where it stands. */
  readonly site: string;
  /** The job it works on. */
  readonly jobId: string | null;
  /** Why it is stopped, broken or out of reach. */
  readonly reason: string | null;
  /** When a pause ends by itself. */
  readonly until: number | null;
}

/** What a printer's machine is started with. */
export interface PrinterInput {
  readonly id: string;
  readonly medium: string;
  readonly site: string;
}

const given = (event: CentreEvent) => event as OfType<CentreEvent, 'printer.paused'>;
const released = ['release', 'askDispatch'] as const;
/** Where a printer goes that lacks something, or must cool or rest. */
const pauses = [
  { guard: 'isOutOfRibbon', target: 'outOfRibbon', actions: 'keepPause' },
  { guard: 'isOutOfMedia', target: 'outOfMedia', actions: 'keepPause' },
  { guard: 'isResting', target: 'resting', actions: ['keepPause', 'timeCheck'] },
  { target: 'cooling', actions: ['keepPause', 'timeCheck'] },
] as const;
const outOfService = {
  'printer.stopped': { target: 'stopped', actions: 'keepReason' },
  'printer.brokeDown': { target: 'inRepair', actions: 'keepReason' },
} as const;
const lacking = {
  on: {
    'printer.ready': { target: 'idle', actions: ['recover', 'askDispatch'] },
    'printer.paused': pauses,
    ...outOfService,
  },
} as const;
const waiting = {
  on: {
    'printer.ready': { target: 'idle', actions: ['recover', 'stopCheck', 'askDispatch'] },
    'printer.paused': [
      { guard: 'isOutOfRibbon', target: 'outOfRibbon', actions: ['keepPause', 'stopCheck'] },
      { guard: 'isOutOfMedia', target: 'outOfMedia', actions: ['keepPause', 'stopCheck'] },
      { guard: 'isResting', target: 'resting', actions: ['keepPause', 'timeCheck'] },
      { target: 'cooling', actions: ['keepPause', 'timeCheck'] },
    ],
    'printer.stopped': { target: 'stopped', actions: ['keepReason', 'stopCheck'] },
    'printer.brokeDown': { target: 'inRepair', actions: ['keepReason', 'stopCheck'] },
  },
} as const;

/**
 * The life of a printer, as an XState machine: free, at work, without blanks or ribbon, cooling, resting once its day's
 * work is done, out of reach (tried again by a timer), stopped by a person, or in repair. What its hopper holds is in the
 * ledger; what it has done is on its meter.
 *
 * ```statechart printer
 * ```
 *
 * @example
 * ```ts
 * import { printerMachine } from 'loket/printing';
 * import { createActor } from 'xstate';
 *
 * const input = { id: 'P1', medium: 'card', site: 'main' };
 * const printer = createActor(printerMachine, { input }).start();
 * printer.send({ type: 'job.assigned', at: 0, jobId: 'j', printerId: 'P1', attempt: 1 });
 * printer.getSnapshot().value; //=> 'printing'
 * ```
 */
export const printerMachine = setup({
  types: {
    context: {} as PrinterContext,
    events: {} as CentreEvent,
    emitted: {} as CentreEffect,
    input: {} as PrinterInput,
  },
  guards: {
    isItsJob: ({ context, event }) => (event as { jobId: string }).jobId === context.jobId,
    isOutOfRibbon: ({ event }) => given(event).why === 'ribbon',
    isOutOfMedia: ({ event }) => given(event).why === 'media',
    isResting: ({ event }) => given(event).why === 'duty',
  },
  actions: {
    take: assign(({ event }) => ({
      jobId: (event as OfType<CentreEvent, 'job.assigned'>).jobId,
      reason: null,
    })),
    release: assign(() => ({ jobId: null })),
    recover: assign(() => ({ reason: null, until: null })),
    keepReason: assign(({ event }) => ({ reason: (event as { reason: string }).reason, until: null })),
    keepPause: assign(({ event }) => ({ reason: null, until: given(event).until ?? null })),
    askDispatch: emit(() => ({ type: 'centre.dispatch' as const })),
    timeRetry: emit(({ context, event }) => ({
      type: 'timer.set' as const,
      timer: `retry:${context.id}`,
      dueAt: (event as OfType<CentreEvent, 'job.requeued'>).retryAt,
    })),
    stopRetry: emit(({ context }) => ({ type: 'timer.clear' as const, timer: `retry:${context.id}` })),
    timeCheck: emit(({ context, event }) => ({
      type: 'timer.set' as const,
      timer: `check:${context.id}`,
      dueAt: given(event).until ?? event.at,
    })),
    stopCheck: emit(({ context }) => ({ type: 'timer.clear' as const, timer: `check:${context.id}` })),
  },
}).createMachine({
  id: 'printer',
  context: ({ input }) => ({ ...input, jobId: null, reason: null, until: null }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        'job.assigned': { target: 'printing', actions: 'take' },
        'printer.paused': pauses,
        ...outOfService,
      },
    },
    printing: {
      on: {
        'job.printed': { guard: 'isItsJob', target: 'idle', actions: released },
        'job.spoiled': { guard: 'isItsJob', target: 'idle', actions: released },
        'job.failed': { guard: 'isItsJob', target: 'idle', actions: released },
        'job.lost': { guard: 'isItsJob', target: 'idle', actions: released },
        'job.requeued': {
          guard: 'isItsJob',
          target: 'offline',
          actions: ['release', 'keepReason', 'timeRetry', 'askDispatch'],
        },
        'printer.stopped': { target: 'finishing', actions: 'keepReason' },
        'printer.brokeDown': { target: 'breaking', actions: 'keepReason' },
      },
    },
    finishing: {
      on: {
        'job.printed': { guard: 'isItsJob', target: 'stopped', actions: 'release' },
        'job.spoiled': { guard: 'isItsJob', target: 'stopped', actions: 'release' },
        'job.failed': { guard: 'isItsJob', target: 'stopped', actions: released },
        'job.lost': { guard: 'isItsJob', target: 'stopped', actions: 'release' },
        'job.requeued': { guard: 'isItsJob', target: 'stopped', actions: released },
        'printer.started': { target: 'printing', actions: 'recover' },
        'printer.brokeDown': { target: 'breaking', actions: 'keepReason' },
      },
    },
    breaking: {
      on: {
        'job.printed': { guard: 'isItsJob', target: 'inRepair', actions: 'release' },
        'job.spoiled': { guard: 'isItsJob', target: 'inRepair', actions: 'release' },
        'job.failed': { guard: 'isItsJob', target: 'inRepair', actions: released },
        'job.lost': { guard: 'isItsJob', target: 'inRepair', actions: 'release' },
        'job.requeued': { guard: 'isItsJob', target: 'inRepair', actions: released },
        'printer.repaired': { target: 'printing', actions: 'recover' },
      },
    },
    outOfMedia: lacking,
    outOfRibbon: lacking,
    cooling: waiting,
    resting: waiting,
    offline: {
      on: {
        'printer.started': { target: 'idle', actions: ['recover', 'stopRetry', 'askDispatch'] },
        'printer.stopped': { target: 'stopped', actions: ['keepReason', 'stopRetry'] },
        'printer.brokeDown': { target: 'inRepair', actions: ['keepReason', 'stopRetry'] },
      },
    },
    stopped: {
      on: {
        'printer.started': { target: 'idle', actions: ['recover', 'askDispatch'] },
        'printer.brokeDown': { target: 'inRepair', actions: 'keepReason' },
      },
    },
    inRepair: {
      on: { 'printer.repaired': { target: 'idle', actions: ['recover', 'askDispatch'] } },
    },
  },
}) as unknown as RoomMachine<PrinterContext, CentreEvent, CentreEffect, PrinterInput>;
