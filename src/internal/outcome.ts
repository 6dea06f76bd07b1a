import type { Refusal } from './refusal.js';

/** Accepts a command: what happened, and what is to be done about it. */
export interface Decision<TEvent, TEffect, TState = never> {
  readonly ok: true;
  /** What happened, in order. Empty when there was nothing to do, as when nobody waits. */
  readonly events: readonly TEvent[];
  /** What is to be done, in order. */
  readonly effects: readonly TEffect[];
  /** The state that follows, for small aggregates. */
  readonly next?: TState;
}

/** Answers a command: accepted with events and effects, or refused. */
export type Outcome<TEvent, TEffect, TState = never> = Decision<TEvent, TEffect, TState> | Refusal;

/** Decides on one kind of aggregate. `decide` only reads; `evolve` is the only writer. */
export interface Decider<TState, TCommand, TEvent, TEffect, TFacts> {
  /** The state of an aggregate that was never written. */
  initial(id: string): TState;
  /** Answers a command without changing the state. */
  decide(state: TState, command: TCommand, facts: TFacts): Outcome<TEvent, TEffect, TState>;
  /** Returns the state after an event. Large aggregates change the given state and return it. */
  evolve(state: TState, event: TEvent): TState;
}
