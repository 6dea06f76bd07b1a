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

/** A machine as a flat table, run without XState. @internal */
export interface MachineTable<TContext, TEvent extends { type: string }, TEffect, TInput> {
  readonly id: string;
  /** Every place where the machine can rest, as `printing.queued`. */
  readonly leaves: readonly string[];
  /** Every event type that some place takes. */
  readonly events: readonly string[];
  initial(input: TInput): MachineStep<TContext, TEffect>;
  /** Event types that a place has a transition for, guards not asked. */
  takes(state: string): readonly string[];
  /** The next state, or `undefined` when the event is not accepted. The given context is never changed. */
  step(state: string, context: TContext, event: TEvent): MachineStep<TContext, TEffect> | undefined;
  /** Whether a place ends the machine. */
  isFinal(state: string): boolean;
}

type Args = { context: Record<string, unknown>; event: { type: string } };
type Guard = (args: Args) => boolean;
/** Returns the next context, or pushes an effect and returns the same context. */
type Action = (args: Args, effects: unknown[]) => Record<string, unknown>;
interface Candidate {
  readonly guard: Guard | undefined;
  readonly target: Leaf | undefined;
  readonly actions: readonly Action[];
  /** Forbidden transitions select and do nothing, which hides those of the ancestors. */
  readonly inert: boolean;
}
interface Leaf {
  readonly path: string;
  readonly final: boolean;
  readonly on: Map<string, Candidate[]>;
  always: readonly Candidate[];
}

// The parts of XState's StateNode that the compiler reads. XState's own types hide most of them.
interface Node {
  id: string;
  key: string;
  path: string[];
  type: string;
  parent: Node | undefined;
  states: Record<string, Node>;
  entry: readonly unknown[];
  exit: readonly unknown[];
  initial: { target: readonly Node[]; actions: readonly unknown[] } | undefined;
  always: readonly Transition[] | undefined;
  transitions: Map<string, readonly Transition[]>;
  config: { invoke?: unknown; after?: unknown; onDone?: unknown };
}
interface Transition {
  source: Node;
  target: readonly Node[] | undefined;
  guard: unknown;
  actions: readonly unknown[];
  reenter: boolean;
}
interface Machine {
  id: string;
  root: Node;
  implementations: { guards: Record<string, unknown>; actions: Record<string, unknown> };
  config: { context?: unknown };
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
): MachineTable<TContext, TEvent, TEffect, TInput> {
  const machine = source as Machine;
  const leaves = new Map<string, Leaf>();
  const nodes: Node[] = [];
  collect(machine.root, nodes);
  for (const node of nodes) check(machine, node);
  for (const node of nodes.filter((n) => isLeaf(n))) {
    leaves.set(pathOf(node), { path: pathOf(node), final: node.type === 'final', on: new Map(), always: [] });
  }
  for (const node of nodes.filter((n) => isLeaf(n))) {
    const leaf = leafOf(leaves, node);
    const always: Candidate[] = [];
    for (let up: Node | undefined = node; up; up = up.parent) {
      for (const [type, transitions] of up.transitions) {
        if (type === '') continue;
        const list = leaf.on.get(type) ?? [];
        list.push(...transitions.map((t) => candidate(machine, leaves, node, t)));
        leaf.on.set(type, list);
      }
      always.push(...(up.always ?? []).map((t) => candidate(machine, leaves, node, t)));
    }
    leaf.always = always;
  }

  const start = descend(machine.root, machine);
  const startLeaf = leafOf(leaves, start);
  const startActions = entryPath(undefined, start).flatMap((n) => actions(machine, n.entry));
  const first = machine.config.context;

  return {
    id: machine.id,
    leaves: [...leaves.keys()],
    events: [...new Set([...leaves.values()].flatMap((leaf) => [...leaf.on.keys()]))],
    initial(input) {
      const context = typeof first === 'function' ? first({ input }) : (first ?? {});
      const event = { type: 'xstate.init', input };
      const effects: unknown[] = [];
      const run = { state: startLeaf, context: act(startActions, context, event, effects) };
      settle(run, event, effects);
      return { state: run.state.path, context: run.context as TContext, effects: effects as TEffect[] };
    },
    takes(state) {
      return [...place(leaves, machine, state).on.keys()];
    },
    isFinal(state) {
      return place(leaves, machine, state).final;
    },
    step(state, context, event) {
      const leaf = place(leaves, machine, state);
      const args: Args = { context: context as Record<string, unknown>, event };
      const chosen = leaf.final ? undefined : select(leaf.on.get(event.type), args);
      if (!chosen || chosen.inert) return undefined;
      const effects: unknown[] = [];
      const run = {
        state: chosen.target ?? leaf,
        context: act(chosen.actions, args.context, event, effects),
      };
      settle(run, event, effects);
      return { state: run.state.path, context: run.context as TContext, effects: effects as TEffect[] };
    },
  };
}

function place(leaves: Map<string, Leaf>, machine: Machine, state: string): Leaf {
  const leaf = leaves.get(state);
  if (leaf) return leaf;
  throw new LoketError('invalid-data', `state '${state}' does not exist in machine '${machine.id}'`, {
    issues: [{ field: 'state', rule: `must be a state of ${machine.id}`, value: state }],
  });
}

function select(candidates: readonly Candidate[] | undefined, args: Args): Candidate | undefined {
  if (!candidates) return undefined;
  for (const candidate of candidates) {
    if (!candidate.guard || candidate.guard(args)) return candidate;
  }
  return undefined;
}

function act(
  list: readonly Action[],
  context: Record<string, unknown>,
  event: { type: string },
  effects: unknown[],
): Record<string, unknown> {
  let now = context;
  for (const action of list) now = action({ context: now, event }, effects);
  return now;
}

function settle(
  run: { state: Leaf; context: Record<string, unknown> },
  event: { type: string },
  effects: unknown[],
): void {
  for (let rounds = 0; run.state.always.length > 0; rounds++) {
    const next = select(run.state.always, { context: run.context, event });
    if (!next || next.inert) return;
    if (rounds > 100) throw new LoketError('not-compilable', `'${run.state.path}' never comes to rest`);
    run.context = act(next.actions, run.context, event, effects);
    run.state = next.target ?? run.state;
  }
}

function collect(node: Node, into: Node[]): void {
  into.push(node);
  for (const child of Object.values(node.states)) collect(child, into);
}

function isLeaf(node: Node): boolean {
  return node.type === 'atomic' || node.type === 'final';
}

function pathOf(node: Node): string {
  return node.path.join('.');
}

function leafOf(leaves: Map<string, Leaf>, node: Node): Leaf {
  const leaf = leaves.get(pathOf(node));
  if (leaf) return leaf;
  throw new LoketError('not-compilable', `no resting place at '${node.id}'`);
}

function no(machine: Machine, where: string, what: string): never {
  throw new LoketError('not-compilable', `machine '${machine.id}', ${where}: ${what}`);
}

function check(machine: Machine, node: Node): void {
  const where = `state '${pathOf(node) || '(root)'}'`;
  if (node.type === 'parallel') no(machine, where, 'parallel states are not supported');
  if (node.type === 'history') no(machine, where, 'history states are not supported');
  if (node.config.invoke !== undefined) no(machine, where, 'invoke is not supported; emit an effect instead');
  if (node.config.after !== undefined) no(machine, where, 'after is not supported; emit a timer instead');
  if (node.config.onDone !== undefined) no(machine, where, 'onDone is not supported');
  if (node.type === 'final' && (node.parent !== machine.root || node.exit.length > 0)) {
    no(machine, where, 'a final state must be at the top and have no exit actions');
  }
  if (node === machine.root && node.exit.length > 0)
    no(machine, where, 'root exit actions are not supported');
  for (const type of node.transitions.keys()) {
    if (type.includes('*')) no(machine, where, `wildcard event '${type}' is not supported`);
  }
}

function descend(node: Node, machine: Machine): Node {
  let at = node;
  while (!isLeaf(at)) {
    const initial = at.initial;
    const child = initial?.target[0];
    if (!child) no(machine, `state '${pathOf(at)}'`, 'has no initial state');
    if (initial.actions.length > 0)
      no(machine, `state '${pathOf(at)}'`, 'actions on initial are not supported');
    at = child;
  }
  return at;
}

/** The nodes entered on the way from below `from` (exclusive) down to `to` (inclusive). */
function entryPath(from: Node | undefined, to: Node): Node[] {
  const path: Node[] = [];
  for (let at: Node | undefined = to; at && at !== from; at = at.parent) path.unshift(at);
  return path;
}

function isWithin(node: Node, ancestor: Node): boolean {
  for (let at: Node | undefined = node; at; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** What is left and entered is inside this node: SCXML's transition domain; `undefined` includes the root. */
function domainOf(machine: Machine, transition: Transition, target: Node): Node | undefined {
  const { source, reenter } = transition;
  if (!reenter && isWithin(target, source)) return source;
  // A target that is an ancestor of the source is itself left and entered.
  for (let up = source.parent; up; up = up.parent) if (up !== target && isWithin(target, up)) return up;
  return reenter ? undefined : machine.root;
}

function candidate(machine: Machine, leaves: Map<string, Leaf>, leaf: Node, t: Transition): Candidate {
  const own = actions(machine, t.actions);
  const guard = guardOf(machine, t.guard);
  const target = t.target?.[0];
  if ((t.target?.length ?? 0) > 1)
    no(machine, `state '${pathOf(leaf)}'`, 'several targets are not supported');
  if (!target) return { guard, target: undefined, actions: own, inert: own.length === 0 };
  // XState enters a root that it never left, which is no order to rely on.
  if (target === machine.root)
    no(machine, `state '${pathOf(leaf)}'`, 'the root as a target is not supported');
  const domain = domainOf(machine, t, target);
  const end = descend(target, machine);
  const left = domain === leaf ? [] : entryPath(domain, leaf).reverse();
  const entered = domain === end ? [] : entryPath(domain, end);
  return {
    guard,
    target: leafOf(leaves, end),
    actions: [
      ...left.flatMap((n) => actions(machine, n.exit)),
      ...own,
      ...entered.flatMap((n) => actions(machine, n.entry)),
    ],
    inert: false,
  };
}

type Params = unknown;
function reference(value: unknown): { type: string; params: Params } | undefined {
  if (typeof value === 'string') return { type: value, params: undefined };
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, params } = value as { type?: unknown; params?: Params };
  return typeof type === 'string' ? { type, params } : undefined;
}

function resolveParams(params: Params, args: Args): unknown {
  return typeof params === 'function' ? params(args) : params;
}

function guardOf(machine: Machine, guard: unknown): Guard | undefined {
  if (guard === undefined) return undefined;
  const ref = reference(guard);
  if (!ref) no(machine, 'a guard', 'guards must be named');
  const implementation = machine.implementations.guards[ref.type];
  if (typeof implementation !== 'function') no(machine, `guard '${ref.type}'`, 'has no implementation');
  if ('check' in implementation) no(machine, `guard '${ref.type}'`, 'composite guards are not supported');
  const { params } = ref;
  if (params === undefined) return implementation as Guard;
  return (args) => Boolean(implementation(args, resolveParams(params, args)));
}

function actions(machine: Machine, list: readonly unknown[]): Action[] {
  return list.map((action) => actionOf(machine, action));
}

function actionOf(machine: Machine, action: unknown): Action {
  const ref = typeof action === 'function' ? undefined : reference(action);
  const implementation = ref ? machine.implementations.actions[ref.type] : action;
  const name = ref ? `action '${ref.type}'` : 'an action';
  if (typeof implementation !== 'function') no(machine, name, 'has no implementation');
  const kind = (implementation as { type?: unknown }).type;
  const params = ref?.params;
  if (kind === 'xstate.assign') {
    return assignment((implementation as unknown as { assignment: unknown }).assignment, params);
  }
  if (kind === 'xstate.emit') {
    const event = (implementation as unknown as { event: unknown }).event;
    return (args, effects) => {
      effects.push(typeof event === 'function' ? event(args, resolveParams(params, args)) : event);
      return args.context;
    };
  }
  return no(machine, name, 'only assign and emit are supported');
}

function assignment(assign: unknown, params: Params): Action {
  if (typeof assign === 'function') {
    return (args) => ({ ...args.context, ...assign(args, resolveParams(params, args)) });
  }
  const entries = Object.entries(assign as Record<string, unknown>);
  return (args) => {
    const next: Record<string, unknown> = { ...args.context };
    for (const [key, value] of entries) {
      next[key] = typeof value === 'function' ? value(args, resolveParams(params, args)) : value;
    }
    return next;
  };
}
