import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  initialTransition,
  type StateValue,
  transition,
} from 'xstate';
import type { MachineStep, MachineTable } from './compile-machine.js';
import { LoketError } from './errors.js';

/**
 * Runs a machine on XState's own pure functions behind the interface of a compiled table: slower, and without a
 * compiler between the machine and what it does.
 * @internal
 */
export function runOnXState<TContext, TEvent extends { type: string }, TEffect, TInput>(
  source: unknown,
): MachineTable<TContext, TEvent, TEffect, TInput> {
  const machine = source as AnyStateMachine;
  const leaves = new Map<string, AnyStateNode>();
  const collect = (node: AnyStateNode): void => {
    if (node.type === 'atomic' || node.type === 'final') leaves.set(node.path.join('.'), node);
    for (const child of Object.values<AnyStateNode>(node.states)) collect(child);
  };
  collect(machine.root);

  const place = (state: string): AnyStateNode => {
    const leaf = leaves.get(state);
    if (leaf) return leaf;
    throw new LoketError('invalid-data', `state '${state}' does not exist in machine '${machine.id}'`, {
      issues: [{ field: 'state', rule: `must be a state of ${machine.id}`, value: state }],
    });
  };
  const takes = (leaf: AnyStateNode): string[] => {
    const types = new Set<string>();
    for (let node: AnyStateNode | undefined = leaf; node; node = node.parent) {
      for (const type of node.transitions.keys()) if (type !== '') types.add(type);
    }
    return [...types];
  };
  const shown = (snapshot: AnyMachineSnapshot, actions: readonly { type: string; params?: unknown }[]) =>
    ({
      state: pathOf(snapshot.value),
      context: snapshot.context,
      effects: actions
        .filter((action) => action.type === 'xstate.emit')
        .map((action) => (action.params as { event: unknown }).event),
    }) as MachineStep<TContext, TEffect>;

  return {
    id: machine.id,
    leaves: [...leaves.keys()],
    events: [...new Set([...leaves.values()].flatMap(takes))],
    initial: (input) => shown(...initialTransition(machine, input as never)),
    takes: (state) => takes(place(state)),
    isFinal: (state) => place(state).type === 'final',
    step(state, context, event) {
      place(state);
      const before = machine.resolveState({ value: nested(state), context });
      if (!before.can(event)) return undefined;
      return shown(...transition(machine, before, event as never));
    },
  };
}

function pathOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  const [entry] = Object.entries(value);
  return entry?.[1] === undefined ? '' : `${entry[0]}.${pathOf(entry[1])}`;
}

function nested(path: string): StateValue {
  const [first = '', ...rest] = path.split('.');
  return rest.length === 0 ? first : { [first]: nested(rest.join('.')) };
}
