import { LoketError } from './errors.js';
import { notCompilable, type SourceMachine } from './machine-nodes.js';

/** A context while it is being made. @internal */
export type Draft = Record<string, unknown>;

/** What a guard or an action is given. Its parts are never set again: a function may keep it. @internal */
export class Args {
  constructor(
    readonly context: Draft,
    readonly event: { readonly type: string },
  ) {}
  get spawn(): never {
    return noActors('spawn');
  }
  get self(): never {
    return noActors('self');
  }
  get system(): never {
    return noActors('system');
  }
}

/** Refuses what only an actor could give. @internal */
export function noActors(what: string): never {
  throw new LoketError(
    'not-compilable',
    `a guard or an action asks for '${what}': a table runs without actors`,
  );
}

type Run = (args: Args, params: unknown) => unknown;

/** A named function with its parameters: the same for every step, or made from the arguments. @internal */
export interface Call {
  readonly run: Run;
  readonly params: unknown;
  readonly paramsOf: ((args: Args) => unknown) | undefined;
}

/** What is done in a transition: `run` gives a partial context, or an effect. @internal */
export interface MachineAction extends Call {
  readonly assigns: boolean;
}

function callOf(run: Run, params: unknown): Call {
  return typeof params === 'function'
    ? { run, params: undefined, paramsOf: params as (args: Args) => unknown }
    : { run, params, paramsOf: undefined };
}

function reference(value: unknown): { type: string; params: unknown } | undefined {
  if (typeof value === 'string') return { type: value, params: undefined };
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, params } = value as { type?: unknown; params?: unknown };
  return typeof type === 'string' ? { type, params } : undefined;
}

function own(table: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Reads a guard. @internal */
export function guardOf(machine: SourceMachine, guard: unknown): Call | undefined {
  if (guard === undefined) return undefined;
  const ref = reference(guard);
  if (!ref) return notCompilable(machine, 'a guard', 'guards must be named');
  const where = `guard '${ref.type}'`;
  const found = own(machine.implementations.guards, ref.type);
  if (typeof found !== 'function') return notCompilable(machine, where, 'has no implementation');
  if ('check' in found) return notCompilable(machine, where, 'composite guards are not supported');
  return callOf(found as Run, ref.params);
}

/** Reads a list of actions. @internal */
export function actionsOf(machine: SourceMachine, list: readonly unknown[]): MachineAction[] {
  return list.map((action) => actionOf(machine, action));
}

function actionOf(machine: SourceMachine, action: unknown): MachineAction {
  const ref = typeof action === 'function' ? undefined : reference(action);
  const name = ref ? `action '${ref.type}'` : 'an action';
  const found = ref ? own(machine.implementations.actions, ref.type) : action;
  if (typeof found !== 'function') return notCompilable(machine, name, 'has no implementation');
  const { type, assignment, event } = found as { type?: unknown; assignment?: unknown; event?: unknown };
  if (type === 'xstate.assign') {
    const run = typeof assignment === 'function' ? (assignment as Run) : byField(assignment as Draft);
    return { ...callOf(run, ref?.params), assigns: true };
  }
  if (type === 'xstate.emit') {
    const run = typeof event === 'function' ? (event as Run) : () => event;
    return { ...callOf(run, ref?.params), assigns: false };
  }
  return notCompilable(machine, name, 'only assign and emit are supported');
}

/** All fields are made from the context as it was, and set together. */
function byField(fields: Draft): Run {
  const entries = Object.entries(fields);
  if (entries.every(([, value]) => typeof value !== 'function')) return () => fields;
  return (args, params) => {
    const made: Draft = {};
    for (const [key, value] of entries) made[key] = typeof value === 'function' ? value(args, params) : value;
    return made;
  };
}
