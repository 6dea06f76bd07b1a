import type {
  AnyActorRef,
  EventObject,
  MachineContext,
  MetaObject,
  NonReducibleUnknown,
  ParameterizedObject,
  StateMachine,
  StateSchema,
  StateValue,
} from 'xstate';

/**
 * Types an XState machine that a room exports: pass it to your own `createActor`, to a visualiser, or to
 * `xstate/graph`. It uses `assign` and `emit` only; what it emits are loket's effects.
 */
export type RoomMachine<
  TContext extends MachineContext,
  TEvent extends EventObject,
  TEffect extends EventObject,
  TInput = NonReducibleUnknown,
> = StateMachine<
  TContext,
  TEvent,
  Record<string, AnyActorRef | undefined>,
  never,
  ParameterizedObject,
  ParameterizedObject,
  string,
  StateValue,
  string,
  TInput,
  NonReducibleUnknown,
  TEffect,
  MetaObject,
  StateSchema
>;
