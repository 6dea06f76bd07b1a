import { LoketError } from './errors.js';
import { Args, type Call, type Draft, type MachineAction } from './machine-actions.js';
import type { MachineStep } from './machine-table.js';

/** One way out of a place, with the exit and entry actions of all that it leaves and enters. @internal */
export interface Candidate {
  readonly guard: Call | undefined;
  /** `undefined` stays where it is. */
  readonly target: Leaf | undefined;
  readonly actions: readonly MachineAction[];
  readonly assigns: boolean;
  /** Forbidden transitions select and do nothing, which hides those of the ancestors. */
  readonly inert: boolean;
}

/** A place where a machine can rest. @internal */
export interface Leaf {
  readonly path: string;
  readonly final: boolean;
  readonly on: Map<string, Candidate[]>;
  always: readonly Candidate[];
}

/** Copies a context, so that the copy may be written. @internal */
export type Copy = (context: Draft) => Draft;

const noEffects: readonly never[] = Object.freeze([]);
/** More rounds of `always` than this are taken for a circle. */
const maxRounds = 100;

/** Finds the way that an event takes, if any. @internal */
export function select(candidates: readonly Candidate[], args: Args): Candidate | undefined {
  for (const candidate of candidates) {
    const { guard } = candidate;
    if (!guard || guard.run(args, guard.paramsOf ? guard.paramsOf(args) : guard.params)) return candidate;
  }
  return undefined;
}

/** Does the actions, then follows `always` until the machine rests. @internal */
export function runActions(
  leaf: Leaf,
  actions: readonly MachineAction[],
  args: Args,
  copy: Copy,
): MachineStep<Draft, unknown> {
  const run = new Run(leaf, args, copy);
  run.act(actions);
  if (leaf.always.length > 0) run.settle();
  return { state: run.leaf.path, context: run.args.context, effects: run.effects ?? noEffects };
}

class Run {
  effects: unknown[] | undefined = undefined;
  /**
   * Whether the context is a copy that nobody else can hold: only then is it written. Whoever was given the arguments
   * may have put them into an effect or a field, so each emit and each object that was assigned ends this.
   */
  private mine = false;

  constructor(
    public leaf: Leaf,
    public args: Args,
    private readonly copy: Copy,
  ) {}

  act(actions: readonly MachineAction[]): void {
    for (const action of actions) {
      const { args } = this;
      const made = action.run(args, action.paramsOf ? action.paramsOf(args) : action.params);
      if (action.assigns) {
        this.assign(made as Draft);
      } else {
        if (this.effects) this.effects.push(made);
        else this.effects = [made];
        this.mine = false;
      }
    }
  }

  private assign(made: Draft): void {
    if (!this.mine) {
      const { args } = this;
      this.args = new Args(this.copy(args.context), args.event);
      this.mine = true;
    }
    const draft = this.args.context;
    for (const key in made) {
      const value = made[key];
      draft[key] = value;
      if (typeof value === 'object' ? value !== null : typeof value === 'function') this.mine = false;
    }
  }

  settle(): void {
    for (let rounds = 0; this.leaf.always.length > 0; rounds++) {
      const next = select(this.leaf.always, this.args);
      if (!next || next.inert) return;
      if (rounds > maxRounds) {
        throw new LoketError('not-compilable', `'${this.leaf.path}' never comes to rest`);
      }
      const { leaf } = this;
      this.act(next.actions);
      this.leaf = next.target ?? leaf;
      // As XState: a round that changed neither place nor context is the last one.
      if (this.leaf === leaf && !next.assigns) return;
    }
  }
}
