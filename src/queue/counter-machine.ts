import { assign, setup } from 'xstate';
import type { RoomMachine } from '../internal/machine.js';
import type { OfType } from '../internal/messages.js';
import type { EpochMs } from '../internal/time.js';
import type { QueueEffect } from './queue-effects.js';
import type { QueueEvent } from './queue-events.js';

/** Something that happened to one counter. */
export type CounterEvent = Extract<
  QueueEvent,
  { readonly type: 'counter.opened' | 'counter.paused' | 'counter.closed' | 'counter.autoCallSet' }
>;

/** What a counter knows, beside the state in which it is. */
export interface CounterContext {
  readonly id: string;
  /** Ids of the services it offers today. */
  readonly services: readonly string[];
  /** The pool it belongs to: all counters that offer the same. */
  readonly pool: string;
  /** Whether the next ticket is called as soon as it is free. */
  readonly autoCall: boolean;
  /** Why it is paused. */
  readonly reason: string | null;
  /** Since when it is as it is; `null` as configured. */
  readonly since: EpochMs | null;
}

/** Names the pool of counters that offer the same services. @internal */
export function poolOf(services: readonly string[]): string {
  return [...new Set(services)].sort().map(encodeURIComponent).join('+');
}

/**
 * The day of a counter as an XState machine: open, paused with a reason, or closed.
 *
 * ```statechart counter
 * ```
 *
 * @example
 * ```ts
 * import { counterMachine } from 'loket/queue';
 * import { createActor } from 'xstate';
 *
 * const input = { id: '1', services: ['permits'] };
 * createActor(counterMachine, { input }).start().getSnapshot().value; //=> 'open'
 * ```
 */
export const counterMachine = setup({
  types: {
    context: {} as CounterContext,
    events: {} as CounterEvent,
    input: {} as { id: string; services: readonly string[] },
  },
  actions: {
    open: assign(({ event }) => {
      const { services, pool } = event as OfType<CounterEvent, 'counter.opened'>;
      return { services, pool, reason: null };
    }),
    pause: assign(({ event }) => ({ reason: (event as OfType<CounterEvent, 'counter.paused'>).reason })),
    close: assign(() => ({ reason: null })),
    setAutoCall: assign(({ event }) => ({
      autoCall: (event as OfType<CounterEvent, 'counter.autoCallSet'>).on,
    })),
    date: assign(({ event }) => ({ since: event.at })),
  },
}).createMachine({
  id: 'counter',
  context: ({ input }) => ({
    id: input.id,
    services: input.services,
    pool: poolOf(input.services),
    autoCall: false,
    reason: null,
    since: null,
  }),
  initial: 'open',
  on: { 'counter.autoCallSet': { actions: 'setAutoCall' } },
  states: {
    open: {
      on: {
        // With other services.
        'counter.opened': { actions: ['open', 'date'] },
        'counter.paused': { target: 'paused', actions: ['pause', 'date'] },
        'counter.closed': { target: 'closed', actions: ['close', 'date'] },
      },
    },
    paused: {
      on: {
        'counter.opened': { target: 'open', actions: ['open', 'date'] },
        'counter.closed': { target: 'closed', actions: ['close', 'date'] },
      },
    },
    closed: { on: { 'counter.opened': { target: 'open', actions: ['open', 'date'] } } },
  },
}) as unknown as RoomMachine<
  CounterContext,
  CounterEvent,
  QueueEffect,
  { id: string; services: readonly string[] }
>;
