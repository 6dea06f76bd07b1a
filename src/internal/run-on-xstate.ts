import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  initialTransition,
  type StateValue,
  transition,
} from 'xstate';
import { type MachineStep, type MachineTable, noSuchState } from './machine-table.js';

type Node = AnyStateMachine['root'];

/**
 * Runs a machine on XState's own pure functions, behind the interface of a compiled table: for hosts who want no
 * compiler, and as its judge. It is some hundred times slower than the table, and takes machines that the compiler
 * refuses, save those with parallel states; of what their actions ask for it gives what was emitted.
 * @internal
 */
export function runOnXState<TContext, TEvent extends { type: string }, TEffect, TInput>(
  source: unknown,
): MachineTable<TContext, TEvent, TEffect, TInput> {
  type Step = MachineStep<TContext, TEffect>;
  const machine = source as AnyStateMachine;
  const leaves = new Map<string, Node>();
  for (const node of nodesOf(machine.root)) {
    if (node.type === 'atomic' || node.type === 'final') leaves.set(node.path.join('.'), node);
  }
  const taken = new Map([...leaves].map(([path, leaf]) => [path, takenIn(leaf)]));

  function place(state: string): Node {
    const leaf = leaves.get(state);
    if (leaf) return leaf;
    throw noSuchState(machine.id, state);
  }

  return {
    id: machine.id,
    leaves: [...leaves.keys()],
    events: [...new Set([...taken.values()].flat())],
    initial(input) {
      const [snapshot, actions] = initialTransition(machine, input as never);
      return stepOf(snapshot, actions) as Step;
    },
    takes(state) {
      place(state);
      return taken.get(state) ?? [];
    },
    isFinal: (state) => place(state).type === 'final',
    step(state, context, event) {
      // XState would still take events of the root where a machine has ended.
      if (place(state).type === 'final') return undefined;
      const before = machine.resolveState({ value: stateValueOf(state), context: context as never });
      if (!before.can(event)) return undefined;
      const [after, actions] = transition(machine, before, event as never);
      return stepOf(after, actions) as Step;
    },
  };
}

function nodesOf(node: Node): Node[] {
  return [node, ...Object.values(node.states).flatMap((child) => nodesOf(child as Node))];
}

/** Event types that a leaf or an ancestor takes, unless a nearer transition without a guard forbids them. */
function takenIn(leaf: Node): string[] {
  const types = new Map<string, 'open' | 'taken' | 'closed'>();
  if (leaf.type === 'final') return [];
  for (let at: Node | undefined = leaf; at; at = at.parent as Node | undefined) {
    for (const [type, transitions] of at.transitions) {
      for (const { target, actions, guard } of transitions) {
        const before = types.get(type) ?? 'open';
        if (before !== 'open') break;
        const takes = target !== undefined || actions.length > 0;
        types.set(type, takes ? 'taken' : guard === undefined ? 'closed' : 'open');
      }
    }
  }
  return [...types].filter(([, how]) => how === 'taken').map(([type]) => type);
}

function stepOf(
  snapshot: AnyMachineSnapshot,
  actions: readonly { readonly type: string; readonly params?: unknown }[],
): MachineStep<unknown, unknown> {
  return { state: pathOf(snapshot.value), context: snapshot.context, effects: emitted(actions) };
}

/** Picks what was emitted out of the actions of a transition. @internal */
export function emitted(actions: readonly { readonly type: string; readonly params?: unknown }[]): unknown[] {
  return actions
    .filter((action) => action.type === 'xstate.emit')
    .map((action) => (action.params as { event: unknown }).event);
}

/** Writes a state value as a table does, as `printing.queued`. @internal */
export function pathOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  const [[name, below] = [], ...others] = Object.entries(value);
  if (name === undefined || below === undefined || others.length > 0) {
    throw new Error('a table has one place at a time, without parallel states');
  }
  return `${name}.${pathOf(below)}`;
}

/** Reads a path back into a state value. @internal */
export function stateValueOf(path: string): StateValue {
  const [first = '', ...rest] = path.split('.');
  return rest.length === 0 ? first : { [first]: stateValueOf(rest.join('.')) };
}
