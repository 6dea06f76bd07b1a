import { assign, setup } from 'xstate';
import type { RoomMachine } from '../internal/machine.js';
import type { OfType } from '../internal/messages.js';
import type { EpochMs } from '../internal/time.js';
import type { DeskEffect, DeskEvent } from './desk-messages.js';

/** What a wet desk knows of a batch. */
export interface BatchContext {
  readonly batchId: string;
  /** Counts the desk's batches from 1. */
  readonly no: number;
  /** Applications whose papers were put in, in the order of the list. */
  readonly papers: readonly string[];
  readonly composedAt: EpochMs;
  /** Who signs it: the signatory or a deputy; `null` until it is sent. */
  readonly signer: string | null;
  readonly sentAt: EpochMs | null;
  /** When papers of it last came back. */
  readonly returnedAt: EpochMs | null;
  /** Papers of it that were signed. */
  readonly signed: number;
}

/** What a batch's machine starts from. */
export interface BatchInput {
  readonly batchId: string;
  readonly no: number;
  readonly papers: readonly string[];
  readonly composedAt: EpochMs;
}

/**
 * A batch of papers, as an XState machine: composed, sent to who signs, and closed when none of its papers is out.
 *
 * ```statechart batch
 * ```
 *
 * @example
 * ```ts
 * import { batchMachine } from 'loket/signing';
 * import { createActor } from 'xstate';
 *
 * const input = { batchId: 'b-1', no: 1, papers: ['a-1'], composedAt: 0 };
 * const batch = createActor(batchMachine, { input }).start();
 * batch.send({ type: 'batch.sent', at: 2, batchId: 'b-1', to: 'head', by: 'ani' });
 * batch.getSnapshot().value; //=> 'sent'
 * ```
 */
export const batchMachine = setup({
  types: {
    context: {} as BatchContext,
    events: {} as DeskEvent,
    input: {} as BatchInput,
  },
  actions: {
    markSent: assign(({ event }) => ({
      signer: (event as OfType<DeskEvent, 'batch.sent'>).to,
      sentAt: event.at,
    })),
    markReturned: assign(({ event }) => ({ returnedAt: event.at })),
    countSigned: assign(({ context }) => ({ signed: context.signed + 1 })),
  },
}).createMachine({
  id: 'batch',
  context: ({ input }) => ({ ...input, signer: null, sentAt: null, returnedAt: null, signed: 0 }),
  initial: 'composed',
  on: { 'paper.signed': { actions: 'countSigned' } },
  states: {
    composed: {
      on: {
        'batch.sent': { target: 'sent', actions: 'markSent' },
        'batch.dissolved': 'dissolved',
        // Its last paper was signed or withdrawn before it was taken anywhere.
        'batch.closed': 'closed',
      },
    },
    sent: {
      on: {
        'batch.returned': { actions: 'markReturned' },
        'batch.closed': 'closed',
      },
    },
    closed: { type: 'final' },
    dissolved: { type: 'final' },
  },
}) as unknown as RoomMachine<BatchContext, DeskEvent, DeskEffect, BatchInput>;
