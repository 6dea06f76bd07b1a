import { type AnyStateMachine, createMachine, emit } from 'xstate';
import { compileMachine, type MachineTable } from '../../internal/compile-machine.js';
import type { ApplicationContext } from '../application-context.js';
import { applicationMachine } from '../application-machine.js';
import type { ApplicationEffect, ApplicationEvent } from '../messages.js';

/** Names one transition of the application machine. */
export interface LifecycleTransition {
  /** The state that it is written in, as `printing` for all of its inner states. */
  readonly state: string;
  /** The event's type; empty for one that is taken at once. */
  readonly event: string;
  /** Its place among those for the same event, from 0. */
  readonly index: number;
  /** The name of its guard; empty where it has none. */
  readonly guard: string;
}

type Table = MachineTable<ApplicationContext, ApplicationEvent, ApplicationEffect, { id: string }>;
interface Config {
  readonly on?: Readonly<Record<string, unknown>>;
  readonly always?: unknown;
  readonly states?: Readonly<Record<string, Config>>;
}
const MARK = '@taken';

/** The application machine, telling with each step which of its transitions it took. @internal */
export interface MarkedTable {
  readonly table: Table;
  readonly transitions: readonly LifecycleTransition[];
  /** Separates effects from what was taken, as indexes of `transitions`. */
  read(effects: readonly ApplicationEffect[]): { effects: readonly ApplicationEffect[]; taken: number[] };
}

/** Makes the machine anew from its own configuration, with a mark on every transition. @internal */
export function markedTable(): MarkedTable {
  const machine = applicationMachine as unknown as AnyStateMachine;
  const transitions: LifecycleTransition[] = [];

  const mark = (state: string, event: string, index: number, written: unknown): unknown => {
    const one =
      typeof written === 'string' ? { target: written } : ((written ?? {}) as Record<string, unknown>);
    // One without target and actions forbids an event: it is not taken.
    if (one.target === undefined && one.actions === undefined) return written;
    const actions = one.actions === undefined ? [] : [one.actions].flat();
    const guard = one.guard as string | { readonly type: string; readonly params?: unknown } | undefined;
    transitions.push({ state, event, index, guard: guardText(guard) });
    const taken = { type: MARK, index: transitions.length - 1 };
    return { ...one, actions: [emit(taken as never), ...actions] };
  };
  const markAll = (state: string, event: string, written: unknown): unknown =>
    Array.isArray(written)
      ? written.map((one, i) => mark(state, event, i, one))
      : mark(state, event, 0, written);
  const visit = (config: Config, path: string): object => ({
    ...config,
    ...(config.on && {
      on: Object.fromEntries(
        Object.entries(config.on).map(([event, written]) => [event, markAll(path, event, written)]),
      ),
    }),
    ...(config.always !== undefined && { always: markAll(path, '', config.always) }),
    ...(config.states && {
      states: Object.fromEntries(
        Object.entries(config.states).map(([key, inner]) => [
          key,
          visit(inner, path ? `${path}.${key}` : key),
        ]),
      ),
    }),
  });

  const copy = createMachine(visit(machine.config as Config, '') as never, machine.implementations as never);
  return {
    table: compileMachine(copy),
    transitions,
    read(all) {
      const taken: number[] = [];
      const effects = all.filter((effect) => {
        const marked = effect as unknown as { readonly type: string; readonly index: number };
        if (marked.type !== MARK) return true;
        taken.push(marked.index);
        return false;
      });
      return { effects, taken };
    },
  };
}

function guardText(guard: string | { readonly type: string; readonly params?: unknown } | undefined): string {
  if (guard === undefined) return '';
  if (typeof guard === 'string') return guard;
  const params = Object.values((guard.params ?? {}) as object).join(', ');
  return params === '' ? guard.type : `${guard.type} ${params}`;
}
