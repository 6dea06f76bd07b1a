import { assign, emit, setup } from 'xstate';
import type { RoomMachine } from '../internal/machine.js';
import type { OfType } from '../internal/messages.js';
import type { CentreEffect, CentreEvent } from './messages.js';

/** What a printer knows, beside the state in which it is. */
export interface PrinterContext {
  readonly id: string;
  readonly medium: string;
  /** The job it works on. */
  readonly jobId: string | null;
  /** Why it is stopped or out of reach. */
  readonly reason: string | null;
}

/**
 * The life of a printer, as an XState machine: free, at work, out of reach (tried again by a timer), or stopped by a
 * person. Whether its hopper holds blanks is in the ledger.
 *
 * ```statechart printer
 * ```
 *
 * @example
 * ```ts
 * import { printerMachine } from 'loket/printing';
 * import { createActor } from 'xstate';
 *
 * const printer = createActor(printerMachine, { input: { id: 'P1', medium: 'card' } }).start();
 * printer.send({ type: 'job.assigned', at: 0, jobId: 'j', printerId: 'P1', attempt: 1 });
 * printer.getSnapshot().value; //=> 'printing'
 * ```
 */
export const printerMachine = setup({
  types: {
    context: {} as PrinterContext,
    events: {} as CentreEvent,
    emitted: {} as CentreEffect,
    input: {} as { id: string; medium: string },
  },
  guards: {
    isItsJob: ({ context, event }) => (event as { jobId: string }).jobId === context.jobId,
  },
  actions: {
    take: assign(({ event }) => ({
      jobId: (event as OfType<CentreEvent, 'job.assigned'>).jobId,
      reason: null,
    })),
    release: assign(() => ({ jobId: null })),
    recover: assign(() => ({ reason: null })),
    keepReason: assign(({ event }) => ({ reason: (event as { reason: string }).reason })),
    askDispatch: emit(() => ({ type: 'centre.dispatch' as const })),
    timeRetry: emit(({ context, event }) => ({
      type: 'timer.set' as const,
      timer: `retry:${context.id}`,
      dueAt: (event as OfType<CentreEvent, 'job.requeued'>).retryAt,
    })),
    stopRetry: emit(({ context }) => ({ type: 'timer.clear' as const, timer: `retry:${context.id}` })),
  },
}).createMachine({
  id: 'printer',
  context: ({ input }) => ({ id: input.id, medium: input.medium, jobId: null, reason: null }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        'job.assigned': { target: 'printing', actions: 'take' },
        'printer.stopped': { target: 'stopped', actions: 'keepReason' },
      },
    },
    printing: {
      on: {
        'job.printed': { guard: 'isItsJob', target: 'idle', actions: ['release', 'askDispatch'] },
        'job.spoiled': { guard: 'isItsJob', target: 'idle', actions: ['release', 'askDispatch'] },
        'job.failed': { guard: 'isItsJob', target: 'idle', actions: ['release', 'askDispatch'] },
        'job.lost': { guard: 'isItsJob', target: 'idle', actions: ['release', 'askDispatch'] },
        'job.requeued': {
          guard: 'isItsJob',
          target: 'offline',
          actions: ['release', 'keepReason', 'timeRetry', 'askDispatch'],
        },
        'printer.stopped': { target: 'finishing', actions: 'keepReason' },
      },
    },
    finishing: {
      on: {
        'job.printed': { guard: 'isItsJob', target: 'stopped', actions: 'release' },
        'job.spoiled': { guard: 'isItsJob', target: 'stopped', actions: 'release' },
        'job.failed': { guard: 'isItsJob', target: 'stopped', actions: ['release', 'askDispatch'] },
        'job.lost': { guard: 'isItsJob', target: 'stopped', actions: 'release' },
        'job.requeued': { guard: 'isItsJob', target: 'stopped', actions: ['release', 'askDispatch'] },
        'printer.started': { target: 'printing', actions: 'recover' },
      },
    },
    offline: {
      on: {
        'printer.started': { target: 'idle', actions: ['recover', 'stopRetry', 'askDispatch'] },
        'printer.stopped': { target: 'stopped', actions: ['keepReason', 'stopRetry'] },
      },
    },
    stopped: {
      on: { 'printer.started': { target: 'idle', actions: ['recover', 'askDispatch'] } },
    },
  },
}) as unknown as RoomMachine<PrinterContext, CentreEvent, CentreEffect, { id: string; medium: string }>;
