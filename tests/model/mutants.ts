import { type AnyStateMachine, assign } from 'xstate';
import { applicationMachine } from '../../src/documents/application-machine.js';
import { applicationSetup } from '../../src/documents/application-setup.js';

/** A machine that does one thing differently. */
export interface Mutant {
  readonly name: string;
  readonly kind: 'guard' | 'action' | 'target' | 'here';
  readonly build: () => AnyStateMachine;
}

interface Transition {
  target?: string;
  guard?: string | { readonly type: string };
  actions?: unknown;
}
interface NodeConfig {
  entry?: unknown;
  exit?: unknown;
  on?: Record<string, unknown>;
  always?: unknown;
  states?: Record<string, NodeConfig>;
}

const machine = applicationMachine as unknown as AnyStateMachine;
const config = machine.config as unknown as NodeConfig;

/** Copies a machine's configuration, so that what several states share can be changed in one of them. */
function copied<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copied) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copied(part)])) as T;
}

function listOf<T>(value: T | readonly T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? [...(value as readonly T[])] : [value as T];
}

/** The same machine with one node changed. */
function changed(path: readonly string[], change: (node: NodeConfig) => void): AnyStateMachine {
  const copy = copied(config);
  let node = copy;
  for (const key of path) node = node.states?.[key] ?? {};
  change(node);
  return applicationSetup.createMachine(copy as never) as unknown as AnyStateMachine;
}

/** A place in the configuration where a list of transitions stands. */
interface Slot {
  readonly path: readonly string[];
  /** Event type; `undefined` for `always`. */
  readonly type: string | undefined;
  readonly list: readonly Transition[];
}

function slotsOf(node: NodeConfig, path: readonly string[] = []): Slot[] {
  const slots: Slot[] = [];
  for (const [type, value] of Object.entries(node.on ?? {})) {
    slots.push({ path, type, list: listOf(value as Transition) });
  }
  if (node.always !== undefined)
    slots.push({ path, type: undefined, list: listOf(node.always as Transition) });
  for (const [key, child] of Object.entries(node.states ?? {})) slots.push(...slotsOf(child, [...path, key]));
  return slots;
}

/** The same machine with one transition changed; `undefined` takes it out. */
function withTransition(
  { path, type, list }: Slot,
  index: number,
  change: (one: Transition) => Transition | undefined,
): AnyStateMachine {
  const next = list.flatMap((one, i) => {
    const now = i === index ? change(copied(one)) : copied(one);
    return now === undefined ? [] : [now];
  });
  return changed(path, (node) => {
    if (type === undefined) node.always = next;
    else if (next.length === 0) delete node.on?.[type];
    else node.on = { ...node.on, [type]: next };
  });
}

function nameOf({ path, type }: Slot, index: number): string {
  return `${path.join('.') || '(anywhere)'} ${type === undefined ? 'always' : `on ${type}`}[${index}]`;
}

const nodesByPath = (() => {
  const found: { path: string; leaf: boolean; final: boolean }[] = [];
  const visit = (node: NodeConfig & { type?: string }, path: readonly string[]) => {
    const children = Object.entries(node.states ?? {});
    found.push({ path: path.join('.'), leaf: children.length === 0, final: node.type === 'final' });
    for (const [key, child] of children) visit(child, [...path, key]);
  };
  visit(config, []);
  return found.filter(({ path }) => path !== '');
})();
const restingLeaves = nodesByPath
  .filter(({ path, leaf, final }) => leaf && !final && path !== 'new' && !/outing$/.test(path))
  .map(({ path }) => path);

/** Where a transition leads, as a path. */
function targetOf({ path }: Slot, target: string): string {
  if (target.startsWith('#application.')) return target.slice('#application.'.length);
  return [...path.slice(0, -1), target].join('.');
}

/** Wrong targets: none at all, the counter, an end, and the state that comes next in the machine. */
function wrongTargets(slot: Slot, one: Transition): (string | undefined)[] {
  const right = one.target === undefined ? slot.path.join('.') : targetOf(slot, one.target);
  const here = restingLeaves.indexOf(right);
  const next = restingLeaves[(here + 1) % restingLeaves.length] ?? 'printed';
  const wrong = new Set<string | undefined>(['readyForPickup', 'cancelled', next]);
  if (one.target !== undefined) wrong.add(undefined);
  wrong.delete(right);
  return [...wrong];
}

function actionNames(actions: unknown): string[] {
  return listOf(actions as string | { type: string }).map((one) => {
    if (typeof one === 'string') return one;
    const params = (one as { params?: Record<string, string> }).params;
    return params ? `${one.type}(${Object.values(params).join()})` : one.type;
  });
}

const without = (actions: unknown, index: number): unknown[] =>
  listOf(actions as string).filter((_, i) => i !== index);

/** Every guard forced, every action dropped, every target changed; and the first two once more for each place alone. */
export function mutants(): Mutant[] {
  const all: Mutant[] = [];
  for (const guard of Object.keys(machine.implementations.guards)) {
    for (const answer of [true, false]) {
      all.push({
        name: `${guard} -> ${answer}`,
        kind: 'guard',
        build: () => machine.provide({ guards: { [guard]: () => answer } } as never),
      });
    }
  }
  for (const action of Object.keys(machine.implementations.actions)) {
    all.push({
      name: `${action} dropped`,
      kind: 'action',
      build: () => machine.provide({ actions: { [action]: assign({}) } } as never),
    });
  }
  for (const slot of slotsOf(config)) {
    for (const [index, one] of slot.list.entries()) {
      const name = nameOf(slot, index);
      for (const wrong of wrongTargets(slot, one)) {
        all.push({
          name: `${name} -> ${wrong ?? 'stays'}`,
          kind: 'target',
          build: () =>
            withTransition(slot, index, ({ target: _, ...rest }) =>
              wrong === undefined ? rest : { ...rest, target: `#application.${wrong}` },
            ),
        });
      }
      if (one.guard !== undefined) {
        all.push({
          name: `${name}: guard always`,
          kind: 'here',
          build: () => withTransition(slot, index, ({ guard: _, ...rest }) => rest),
        });
      }
      all.push({
        name: `${name}: never`,
        kind: 'here',
        build: () => withTransition(slot, index, () => undefined),
      });
      for (const [i, action] of actionNames(one.actions).entries()) {
        all.push({
          name: `${name}: without ${action}`,
          kind: 'here',
          build: () =>
            withTransition(slot, index, (kept) => ({ ...kept, actions: without(kept.actions, i) })),
        });
      }
    }
  }
  for (const { path } of nodesByPath) {
    const keys = path.split('.');
    let node = config;
    for (const key of keys) node = node.states?.[key] ?? {};
    for (const when of ['entry', 'exit'] as const) {
      for (const [i, action] of actionNames(node[when]).entries()) {
        all.push({
          name: `${path} ${when}: without ${action}`,
          kind: 'here',
          build: () =>
            changed(keys, (one) => {
              one[when] = without(one[when], i);
            }),
        });
      }
    }
  }
  return all;
}
