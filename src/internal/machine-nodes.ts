import { LoketError } from './errors.js';

// The parts of XState's machine that the compiler reads. XState's own types hide most of them.
/** @internal */
export interface MachineNode {
  readonly id: string;
  readonly path: readonly string[];
  readonly type: string;
  readonly parent: MachineNode | undefined;
  readonly states: Readonly<Record<string, MachineNode>>;
  readonly entry: readonly unknown[];
  readonly exit: readonly unknown[];
  readonly initial:
    | { readonly target: readonly MachineNode[]; readonly actions: readonly unknown[] }
    | undefined;
  readonly always: readonly MachineTransition[] | undefined;
  readonly transitions: ReadonlyMap<string, readonly MachineTransition[]>;
  readonly config: Readonly<Record<string, unknown>>;
}
/** @internal */
export interface MachineTransition {
  readonly source: MachineNode;
  readonly target: readonly MachineNode[] | undefined;
  readonly guard: unknown;
  readonly actions: readonly unknown[];
  readonly reenter: boolean;
}
/** @internal */
export interface SourceMachine {
  readonly id: string;
  readonly root: MachineNode;
  readonly implementations: {
    readonly guards: Readonly<Record<string, unknown>>;
    readonly actions: Readonly<Record<string, unknown>>;
  };
  readonly config: { readonly context?: unknown };
}

/** Refuses a machine, saying where and why. @internal */
export function notCompilable(machine: SourceMachine, where: string, what: string): never {
  throw new LoketError('not-compilable', `machine '${machine.id}', ${where}: ${what}`);
}

/** Writes where a node is, as `printing.queued`. @internal */
export function pathOf(node: MachineNode): string {
  return node.path.join('.');
}

/** Names a node for a complaint. @internal */
export function whereOf(node: MachineNode): string {
  return `state '${pathOf(node) || '(root)'}'`;
}

/** Tells whether a machine can rest in a node. @internal */
export function isLeaf(node: MachineNode): boolean {
  return node.type === 'atomic' || node.type === 'final';
}

/** Lists a node and all below it, parents first. @internal */
export function nodesOf(node: MachineNode): MachineNode[] {
  return [node, ...Object.values(node.states).flatMap(nodesOf)];
}

/** What the compiler runs, and what says nothing about running. Anything else is refused, also what XState adds. */
const known = new Set(
  'id key type initial states context on always entry exit meta tags description version types schemas'.split(
    ' ',
  ),
);
const instead: Readonly<Record<string, string>> = {
  invoke: 'invoke is not supported; emit an effect instead',
  after: 'after is not supported; emit a timer instead',
};

/** Refuses a node that uses more than the allowed subset. @internal */
export function checkNode(machine: SourceMachine, node: MachineNode): void {
  const no = (what: string): never => notCompilable(machine, whereOf(node), what);
  if (node === machine.root && isLeaf(node)) no('a machine without states is not supported');
  if (node.type === 'parallel') no('parallel states are not supported');
  if (node.type === 'history') no('history states are not supported');
  // Paths are written with dots, so that two places could get one name.
  if (node.path.at(-1)?.includes('.')) no('a name with a dot is not supported');
  for (const [key, value] of Object.entries(node.config)) {
    if (value !== undefined && !known.has(key)) no(instead[key] ?? `${key} is not supported`);
  }
  if (node.type === 'final' && (node.parent !== machine.root || node.exit.length > 0)) {
    no('a final state must be at the top and have no exit actions');
  }
  if (node === machine.root && node.exit.length > 0) no('root exit actions are not supported');
  for (const type of node.transitions.keys()) {
    if (type.includes('*')) no(`wildcard event '${type}' is not supported`);
    // XState raises these by itself, which a table does not.
    if (type.startsWith('xstate.')) no(`the event '${type}' of XState itself is not supported`);
  }
}

/** Finds where a machine rests that enters a node. @internal */
export function descend(machine: SourceMachine, node: MachineNode): MachineNode {
  let at = node;
  while (!isLeaf(at)) {
    const [child, other] = at.initial?.target ?? [];
    if (!child || other) return notCompilable(machine, whereOf(at), 'needs one initial state');
    if (at.initial && at.initial.actions.length > 0) {
      notCompilable(machine, whereOf(at), 'actions on initial are not supported');
    }
    at = child;
  }
  return at;
}

/** Lists the nodes on the way from below `from` (exclusive) down to `to` (inclusive). @internal */
export function entryPath(from: MachineNode | undefined, to: MachineNode): MachineNode[] {
  const path: MachineNode[] = [];
  for (let at: MachineNode | undefined = to; at && at !== from; at = at.parent) path.unshift(at);
  return path;
}

function isWithin(node: MachineNode, ancestor: MachineNode): boolean {
  for (let at: MachineNode | undefined = node; at; at = at.parent) if (at === ancestor) return true;
  return false;
}

/**
 * Finds the node inside which a transition leaves and enters: the transition domain of SCXML
 * (https://www.w3.org/TR/scxml/#SelectingTransitions). `undefined` includes the root.
 * @internal
 */
export function domainOf(
  machine: SourceMachine,
  { source, reenter }: MachineTransition,
  target: MachineNode,
): MachineNode | undefined {
  if (!reenter && isWithin(target, source)) return source;
  // A target that is an ancestor of the source is itself left and entered.
  for (let up = source.parent; up; up = up.parent) if (up !== target && isWithin(target, up)) return up;
  return reenter ? undefined : machine.root;
}
