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

/**
 * Takes a way, then follows `always` until the machine rests.
 *
 * A context is written only while it is a copy that nobody else can hold. An action may have put what it was given into
 * an effect or into an object that it assigns; what is assigned then goes into a new copy.
 * @internal
 */
export function take(from: Leaf, way: Candidate, given: Args, copy: Copy): MachineStep<Draft, unknown> {
  const { event } = given;
  let args = given;
  let mine = false;
  let effects: unknown[] | undefined;
  let leaf = from;
  let chosen = way;
  for (let rounds = 0; ; rounds++) {
    for (const action of chosen.actions) {
      const made = action.run(args, action.paramsOf === undefined ? action.params : action.paramsOf(args));
      if (!action.assigns) {
        if (effects === undefined) effects = [made];
        else effects.push(made);
        mine = false;
        continue;
      }
      const fields = made as Draft;
      if (!mine || holdsObject(fields)) {
        args = new Args(copy(args.context), event);
        mine = true;
      }
      const draft = args.context;
      for (const key in fields) draft[key] = fields[key];
    }
    const before = leaf;
    leaf = chosen.target ?? leaf;
    if (leaf.always.length === 0) break;
    // As XState: a round that changed neither place nor context is the last one.
    if (rounds > 0 && leaf === before && !chosen.assigns) break;
    const next = select(leaf.always, args);
    if (next === undefined || next.inert) break;
    if (rounds > maxRounds) throw new LoketError('not-compilable', `'${leaf.path}' never comes to rest`);
    chosen = next;
  }
  return { state: leaf.path, context: args.context, effects: effects ?? noEffects };
}

function holdsObject(fields: Draft): boolean {
  for (const key in fields) {
    const value = fields[key];
    if (typeof value === 'object' ? value !== null : typeof value === 'function') return true;
  }
  return false;
}
