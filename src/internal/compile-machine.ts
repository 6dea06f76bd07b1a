import { LoketError } from './errors.js';
import { Args, actionsOf, type Draft, guardOf, noActors } from './machine-actions.js';
import {
  checkNode,
  descend,
  domainOf,
  entryPath,
  isLeaf,
  type MachineNode,
  type MachineTransition,
  nodesOf,
  notCompilable,
  pathOf,
  type SourceMachine,
  whereOf,
} from './machine-nodes.js';
import { type MachineStep, type MachineTable, noSuchState } from './machine-table.js';
import { type Candidate, type Copy, type Leaf, select, take } from './run-table.js';

export type { MachineTable } from './machine-table.js';

/** How a table is to be run. @internal */
export interface CompileOptions<TContext> {
  /**
   * Copies a context whose fields are to be set. The default spreads it, which costs most of a step; an object literal
   * that names every field is about twenty times faster, and keeps all contexts in one shape.
   */
  readonly copy?: (context: TContext) => TContext;
}

/**
 * Compiles an XState machine of the allowed subset into a flat table. It refuses what it cannot compile
 * (parallel, history, wildcard, invoke, after, onDone, raise, composite guards); it never guesses.
 *
 * @throws {@link LoketError} with code `not-compilable`
 * @internal
 */
export function compileMachine<TContext, TEvent extends { type: string }, TEffect, TInput>(
  source: unknown,
  options: CompileOptions<TContext> = {},
): MachineTable<TContext, TEvent, TEffect, TInput> {
  type Step = MachineStep<TContext, TEffect>;
  const machine = source as SourceMachine;
  const copy = (options.copy as Copy | undefined) ?? ((context) => ({ ...context }));
  const leaves = leavesOf(machine);
  const start = descend(machine, machine.root);
  const birth = {
    guard: undefined,
    target: leafOf(leaves, start),
    actions: entryPath(undefined, start).flatMap((node) => actionsOf(machine, node.entry)),
    assigns: true,
    inert: false,
  };
  const first = machine.config.context;

  function place(state: string): Leaf {
    const leaf = leaves.get(state);
    if (leaf) return leaf;
    throw noSuchState(machine.id, state);
  }

  return {
    id: machine.id,
    leaves: [...leaves.keys()],
    events: [...new Set([...leaves.values()].flatMap((leaf) => [...leaf.on.keys()]))],
    initial(input) {
      const context = typeof first === 'function' ? first(new Input(input)) : (first ?? {});
      const event = { type: 'xstate.init', input };
      return take(birth.target, birth, new Args(context, event), copy) as Step;
    },
    takes: (state) => [...place(state).on.keys()],
    isFinal: (state) => place(state).final,
    step(state, context, event) {
      const leaf = place(state);
      const candidates = leaf.on.get(event.type);
      if (candidates === undefined) return undefined;
      const args = new Args(context as Draft, event);
      const chosen = select(candidates, args);
      if (chosen === undefined || chosen.inert) return undefined;
      return take(leaf, chosen, args, copy) as Step;
    },
  };
}

/** What the function that makes a machine's first context is given. */
class Input {
  constructor(readonly input: unknown) {}
  get spawn(): never {
    return noActors('spawn');
  }
  get self(): never {
    return noActors('self');
  }
}

function leavesOf(machine: SourceMachine): Map<string, Leaf> {
  const nodes = nodesOf(machine.root);
  for (const node of nodes) {
    checkNode(machine, node);
    // Also what no way leads to is read, so that nothing waits there unsupported.
    actionsOf(machine, [...node.entry, ...node.exit]);
    descend(machine, node);
  }
  const rests = nodes.filter(isLeaf);
  const leaves = new Map<string, Leaf>(
    rests.map((node) => [
      pathOf(node),
      { path: pathOf(node), final: node.type === 'final', on: new Map(), always: [] },
    ]),
  );
  for (const node of rests) {
    const leaf = leafOf(leaves, node);
    const always: Candidate[] = [];
    for (let up: MachineNode | undefined = node; up; up = up.parent) {
      for (const [type, transitions] of up.transitions) {
        const list = leaf.on.get(type) ?? [];
        list.push(...transitions.map((one) => candidate(machine, leaves, node, one)));
        leaf.on.set(type, list);
      }
      always.push(...(up.always ?? []).map((one) => candidate(machine, leaves, node, one)));
    }
    // A machine that has ended takes nothing, whatever its ancestors would take.
    if (leaf.final) {
      leaf.on.clear();
      continue;
    }
    for (const [type, list] of leaf.on) {
      const asked = reachable(list);
      if (asked.every(({ inert }) => inert)) leaf.on.delete(type);
      else leaf.on.set(type, asked);
    }
    leaf.always = reachable(always);
  }
  return leaves;
}

function leafOf(leaves: ReadonlyMap<string, Leaf>, node: MachineNode): Leaf {
  const leaf = leaves.get(pathOf(node));
  if (leaf) return leaf;
  throw new LoketError('not-compilable', `no resting place at '${node.id}'`);
}

/** What follows a way without a guard is never asked. */
function reachable(candidates: readonly Candidate[]): Candidate[] {
  const end = candidates.findIndex(({ guard }) => guard === undefined);
  return end < 0 ? [...candidates] : candidates.slice(0, end + 1);
}

function candidate(
  machine: SourceMachine,
  leaves: ReadonlyMap<string, Leaf>,
  from: MachineNode,
  transition: MachineTransition,
): Candidate {
  const guard = guardOf(machine, transition.guard);
  const own = actionsOf(machine, transition.actions);
  const assigns = own.some((action) => action.assigns);
  const [target, ...others] = transition.target ?? [];
  if (others.length > 0) notCompilable(machine, whereOf(from), 'several targets are not supported');
  if (!target) return { guard, target: undefined, actions: own, assigns, inert: own.length === 0 };
  // XState enters a root that it never left, which is no order to rely on.
  if (target === machine.root) {
    notCompilable(machine, whereOf(from), 'the root as a target is not supported');
  }
  const domain = domainOf(machine, transition, target);
  const end = descend(machine, target);
  const left = domain === from ? [] : entryPath(domain, from).reverse();
  const entered = domain === end ? [] : entryPath(domain, end);
  const actions = [
    ...left.flatMap((node) => actionsOf(machine, node.exit)),
    ...own,
    ...entered.flatMap((node) => actionsOf(machine, node.entry)),
  ];
  const changes = actions.some((action) => action.assigns);
  return { guard, target: leafOf(leaves, end), actions, assigns: changes, inert: false };
}
