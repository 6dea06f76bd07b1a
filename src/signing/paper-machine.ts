import { assign, setup } from 'xstate';
import type { RoomMachine } from '../internal/machine.js';
import type { OfType } from '../internal/messages.js';
import type { EpochMs, LocalDate } from '../internal/time.js';
import type { DeskEffect, DeskEvent } from './desk-messages.js';

/** What a wet desk knows of a paper. */
export interface PaperContext {
  readonly kind: string;
  /** When it came to the desk. */
  readonly since: EpochMs;
  /** Since when it waits in the line; later than `since` when it came back unsigned. */
  readonly waitsSince: EpochMs;
  /** The day that the applicant was promised, where it is known. */
  readonly promised: LocalDate | null;
  /** The batch that it is in, or was in when it was missed. */
  readonly batchId: string | null;
  /** Why it came back unsigned, or is lost. */
  readonly reason: string | null;
}

/** What a paper's machine starts from. */
export interface PaperInput {
  readonly kind: string;
  readonly since: EpochMs;
  readonly promised: LocalDate | null;
}

/** The context of a paper that has just come. @internal */
export function initialPaper({ kind, since, promised }: PaperInput): PaperContext {
  return { kind, since, waitsSince: since, promised, batchId: null, reason: null };
}

const back = { target: 'waiting', actions: 'waitAgain' } as const;
const lost = { target: 'lost', actions: 'keepReason' } as const;

/**
 * A paper that is signed by hand, as an XState machine: it waits, lies in a batch, is out to be signed, and comes back
 * or does not. A paper that is missing or lost can still be found.
 *
 * ```statechart paper
 * ```
 *
 * @example
 * ```ts
 * import { paperMachine } from 'loket/signing';
 * import { createActor } from 'xstate';
 *
 * const input = { kind: 'kk', since: 0, promised: null };
 * const paper = createActor(paperMachine, { input }).start();
 * paper.send({ type: 'batch.composed', at: 1, batchId: 'b-1', no: 1, applicationIds: ['a-1'] });
 * paper.send({ type: 'batch.sent', at: 2, batchId: 'b-1', to: 'head', by: 'ani' });
 * paper.getSnapshot().value; //=> 'sent'
 * ```
 */
export const paperMachine = setup({
  types: {
    context: {} as PaperContext,
    events: {} as DeskEvent,
    input: {} as PaperInput,
  },
  actions: {
    joinBatch: assign(({ event }) => ({ batchId: (event as OfType<DeskEvent, 'batch.composed'>).batchId })),
    waitAgain: assign(({ event }) => ({
      batchId: null,
      waitsSince: event.at,
      reason: (event as OfType<DeskEvent, 'paper.sentBack' | 'batch.dissolved'>).reason,
    })),
    keepReason: assign(({ event }) => ({ reason: (event as OfType<DeskEvent, 'paper.lost'>).reason })),
  },
}).createMachine({
  id: 'paper',
  context: ({ input }) => initialPaper(input),
  initial: 'waiting',
  on: { 'paper.signed': '.gone', 'paper.withdrawn': '.gone' },
  states: {
    waiting: {
      on: {
        'batch.composed': { target: 'batched', actions: 'joinBatch' },
        'paper.lost': lost,
      },
    },
    batched: {
      on: {
        'batch.sent': 'sent',
        'batch.dissolved': back,
        'paper.sentBack': back,
        'paper.lost': lost,
      },
    },
    sent: {
      on: {
        'paper.sentBack': back,
        'paper.missed': 'missing',
        'paper.lost': lost,
      },
    },
    missing: {
      on: { 'paper.sentBack': back, 'paper.lost': lost },
    },
    lost: {
      on: { 'paper.sentBack': back },
    },
    gone: { type: 'final' },
  },
}) as unknown as RoomMachine<PaperContext, DeskEvent, DeskEffect, PaperInput>;
