import { assign, setup } from 'xstate';
import type { RoomMachine } from '../internal/machine.js';
import type { OfType } from '../internal/messages.js';
import type { EpochMs } from '../internal/time.js';
import type { QueueEffect } from './queue-effects.js';
import type { QueueEvent } from './queue-events.js';

/** Something that happened to a day as a whole. */
export type DayEvent = Extract<
  QueueEvent,
  { readonly type: 'queue.opened' | 'queue.closed' | 'queue.halted' }
>;

/** What a day knows, beside the state in which it is. */
export interface DayContext {
  /** Why it is closed or halted. */
  readonly reason: string | null;
  readonly since: EpochMs | null;
}

/**
 * The day of a queue as an XState machine: open, closed to new numbers, or halted, when nobody is called either.
 *
 * ```statechart day
 * ```
 *
 * @example
 * ```ts
 * import { dayMachine } from 'loket/queue';
 * import { createActor } from 'xstate';
 *
 * createActor(dayMachine).start().getSnapshot().value; //=> 'open'
 * ```
 */
export const dayMachine = setup({
  types: { context: {} as DayContext, events: {} as DayEvent },
  actions: {
    open: assign(({ event }) => ({ reason: null, since: event.at })),
    stop: assign(({ event }) => ({
      reason: (event as OfType<DayEvent, 'queue.closed' | 'queue.halted'>).reason,
      since: event.at,
    })),
  },
}).createMachine({
  id: 'day',
  context: { reason: null, since: null },
  initial: 'open',
  states: {
    open: {
      on: {
        'queue.closed': { target: 'closed', actions: 'stop' },
        'queue.halted': { target: 'halted', actions: 'stop' },
      },
    },
    closed: {
      on: {
        'queue.opened': { target: 'open', actions: 'open' },
        'queue.halted': { target: 'halted', actions: 'stop' },
      },
    },
    halted: { on: { 'queue.opened': { target: 'open', actions: 'open' } } },
  },
}) as unknown as RoomMachine<DayContext, DayEvent, QueueEffect, undefined>;
