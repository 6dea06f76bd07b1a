import { type AnyMachineSnapshot, type AnyStateMachine, createActor, type EventObject } from 'xstate';
import { emitted, pathOf, runOnXState, stateValueOf } from '../../src/internal/run-on-xstate.js';

/** What one step comes to, in the table's terms. */
export interface OracleStep {
  readonly state: string;
  readonly context: unknown;
  readonly effects: readonly unknown[];
}

interface Action {
  readonly type: string;
  readonly params?: unknown;
}

function shown(snapshot: AnyMachineSnapshot, actions: readonly Action[]): OracleStep {
  return { state: pathOf(snapshot.value), context: snapshot.context, effects: emitted(actions) };
}

/** An actor that is done takes nothing more, though XState's pure functions would still take what its root allows. */
function isDone(snapshot: AnyMachineSnapshot): boolean {
  return snapshot.status === 'done';
}

/** XState's pure functions as the judge of a compiled table: slow, and public API only. */
export function plainOracle(machine: AnyStateMachine) {
  const table = runOnXState<unknown, EventObject, unknown, unknown>(machine);
  return {
    initial: (input?: unknown): OracleStep => table.initial(input),
    step: (state: string, context: unknown, event: EventObject): OracleStep | undefined =>
      table.step(state, context, event),
  };
}

/**
 * The same with one actor scope for all steps, several times faster. The scope is half internal to XState, so a sample
 * is always compared with {@link plainOracle} too. `taken` collects the transitions that were taken, as objects of the
 * machine's state nodes.
 */
export function fastOracle(machine: AnyStateMachine, input: unknown) {
  const taken = new Set<unknown>();
  const actor = createActor(machine, {
    input: input as never,
    inspect(inspected) {
      if (inspected.type !== '@xstate.microstep') return;
      for (const one of (inspected as unknown as { _transitions: readonly unknown[] })._transitions) {
        taken.add(one);
      }
    },
  });
  let actions: Action[] = [];
  const nothing = () => undefined;
  const scope = {
    self: actor,
    defer: nothing,
    id: '',
    logger: nothing,
    sessionId: '',
    stopChild: nothing,
    system: actor.system,
    emit: nothing,
    actionExecutor: (action: Action) => actions.push(action),
  };
  return {
    taken,
    /** Answers for one place, which is resolved once for all events. */
    at(state: string, context: unknown): (event: EventObject) => OracleStep | undefined {
      const before = machine.resolveState({ value: stateValueOf(state), context });
      return (event) => {
        if (isDone(before) || !before.can(event)) return undefined;
        actions = [];
        const after = machine.transition(before, event, scope as never);
        return shown(after, actions);
      };
    },
  };
}

interface NodeLike {
  readonly states: Record<string, NodeLike>;
  readonly transitions: ReadonlyMap<string, readonly unknown[]>;
  readonly always?: readonly unknown[] | undefined;
  readonly path: readonly string[];
}

/** Lists every transition of a machine with a name, to see which were never taken. */
export function transitionsOf(machine: AnyStateMachine): Map<unknown, string> {
  const all = new Map<unknown, string>();
  const visit = (node: NodeLike): void => {
    const at = node.path.join('.') || '(root)';
    for (const [type, list] of node.transitions) {
      for (const [i, one] of list.entries()) all.set(one, `${at} on ${type} [${i}]`);
    }
    for (const [i, one] of (node.always ?? []).entries()) all.set(one, `${at} always [${i}]`);
    for (const child of Object.values(node.states)) visit(child);
  };
  visit(machine.root as unknown as NodeLike);
  return all;
}
