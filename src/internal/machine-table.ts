import { LoketError } from './errors.js';

/** A plain state: where a machine rests and what it knows. @internal */
export interface MachineState<TContext> {
  readonly state: string;
  readonly context: TContext;
}

/** What one accepted event leads to. @internal */
export interface MachineStep<TContext, TEffect> extends MachineState<TContext> {
  readonly effects: readonly TEffect[];
}

/** A machine as a flat table: what it rests in, what it takes, and one step at a time. @internal */
export interface MachineTable<TContext, TEvent extends { type: string }, TEffect, TInput> {
  readonly id: string;
  /** Every place where the machine can rest, as `printing.queued`. */
  readonly leaves: readonly string[];
  /** Every event type that some place takes. */
  readonly events: readonly string[];
  initial(input: TInput): MachineStep<TContext, TEffect>;
  /** Event types that a place has a transition for, guards not asked; what it forbids is left out. */
  takes(state: string): readonly string[];
  /** The next state, or `undefined` when the event is not accepted. The given context is never changed. */
  step(state: string, context: TContext, event: TEvent): MachineStep<TContext, TEffect> | undefined;
  /** Whether a place ends the machine. */
  isFinal(state: string): boolean;
}

/** Complains that a machine has no such place. @internal */
export function noSuchState(machine: string, state: string): LoketError {
  return new LoketError('invalid-data', `state '${state}' does not exist in machine '${machine}'`, {
    issues: [{ field: 'state', rule: `must be a state of ${machine}`, value: state }],
  });
}
