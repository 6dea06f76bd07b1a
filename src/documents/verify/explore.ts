import type { ApplicationContext } from '../application-context.js';
import type { ApplicationEffect, ApplicationEvent } from '../messages.js';
import { check } from './invariants.js';
import { Broken, emptyShadow, follow, holds, type Shadow } from './world.js';

/** How far an exploration goes: attempts at the same thing beyond these numbers are left out. @internal */
export interface Bounds {
  readonly requests: number;
  readonly jobs: number;
  /** One-time codes, and wrong ones of each. */
  readonly codes: number;
  readonly tries: number;
  readonly temporaries: number;
}

/** A state of an application and of the world around it. @internal */
export interface Node {
  readonly state: string;
  readonly context: ApplicationContext;
  readonly shadow: Shadow;
  /** Where it was first reached from; negative at the start. */
  readonly from: number;
  readonly by: string;
}

/** One event that the machine accepts, and what it leads to. @internal */
export interface Move {
  readonly event: ApplicationEvent;
  readonly step: {
    readonly state: string;
    readonly context: ApplicationContext;
    readonly effects: readonly ApplicationEffect[];
  };
}

/** What to explore. @internal */
export interface Territory<M extends Move> {
  readonly start: { readonly state: string; readonly context: ApplicationContext };
  /** Every move from a place; a broken rule may be thrown as {@link Broken}. */
  moves(node: Node): Iterable<M>;
  isFinal(state: string): boolean;
  /** Whether an application that rests here is over, though something may still happen to it. */
  isEnd(state: string): boolean;
  readonly maxAttempts: number;
  readonly bounds: Bounds;
  onEdge?(from: number, to: number, move: M): void;
}

/** What an exploration found. @internal */
export interface Exploration {
  readonly nodes: readonly Node[];
  readonly edges: number;
  /** The first broken invariant, with the shortest way to it. */
  readonly problem: string | undefined;
  /** The same in parts. */
  readonly broken: { readonly rule: string; readonly way: readonly string[] } | undefined;
  /** A place from which no ending can be reached, with the shortest way to it. */
  readonly stuck: { readonly state: string; readonly way: readonly string[] } | undefined;
}

/** Explores all that can become of an application, breadth first, and checks every place. @internal */
export function explore<M extends Move>(territory: Territory<M>): Exploration {
  const { start, isFinal, isEnd, maxAttempts, bounds, onEdge } = territory;
  const nodes: Node[] = [{ ...start, shadow: emptyShadow, from: -1, by: '' }];
  const known = new Map<string, number>();
  const backward: number[][] = [[]];
  const beyond: number[] = [];
  let edges = 0;
  const wayTo = (index: number): string[] => {
    const steps: string[] = [];
    for (let i = index; i > 0; i = nodes[i]?.from ?? -1) {
      steps.unshift(`${nodes[i]?.by} (${nodes[i]?.state})`);
    }
    return steps;
  };
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    if (!node || isFinal(node.state)) continue;
    if (isBeyond(node.context, bounds)) {
      beyond.push(i);
      continue;
    }
    let label = '';
    try {
      for (const move of territory.moves(node)) {
        const { event, step } = move;
        edges++;
        label = `${labelOf(event)} (${step.state})`;
        holds(
          step.state !== 'printing.blocked' ||
            !('maxAttempts' in event) ||
            step.context.attempts >= event.maxAttempts,
          'a person is asked before the attempts are used up',
        );
        const shadow = follow(node.shadow, node.context, event, step.context, step.effects);
        check(step.state, step.context, shadow, isEnd(step.state), maxAttempts);
        const key = keyOf(step.state, step.context, shadow);
        let there = known.get(key);
        if (there === undefined) {
          there = nodes.length;
          known.set(key, there);
          backward.push([]);
          const { state, context } = step;
          nodes.push({ state, context, shadow, from: i, by: labelOf(event) });
        }
        backward[there]?.push(i);
        onEdge?.(i, there, move);
      }
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      const way = [...wayTo(i), label];
      const problem = `${error.message}: ${way.join(' -> ')}`;
      return { nodes, edges, problem, broken: { rule: error.message, way }, stuck: undefined };
    }
  }
  const stuck = firstStuck(nodes, backward, beyond, isEnd);
  if (stuck === undefined) return { nodes, edges, problem: undefined, broken: undefined, stuck };
  const way = wayTo(stuck);
  const problem = `it can never end: ${[...way, '...'].join(' -> ')}`;
  return { nodes, edges, problem, broken: undefined, stuck: { state: nodes[stuck]?.state ?? '', way } };
}

function isBeyond({ requests, jobs, handover, links }: ApplicationContext, bounds: Bounds): boolean {
  return (
    requests > bounds.requests ||
    jobs > bounds.jobs ||
    (handover?.codes ?? 0) > bounds.codes ||
    (handover?.wrongTries ?? 0) > bounds.tries ||
    (links?.temporaries ?? 0) > bounds.temporaries
  );
}

/** Places that differ only in what no guard and no invariant reads are one. */
function keyOf(state: string, context: ApplicationContext, shadow: Shadow): string {
  const { rules: _, reason: __, record: ___, since: ____, updatedAt: _____, ...own } = context;
  return JSON.stringify([state, own, shadow]);
}

/** Finds the first place that no ending can be reached from. */
function firstStuck(
  nodes: readonly Node[],
  backward: readonly (readonly number[])[],
  beyond: readonly number[],
  isEnd: (state: string) => boolean,
): number | undefined {
  // What lies beyond the bounds repeats what lies within them, so it counts as able to end.
  const open = [...nodes.keys()].filter((i) => isEnd(nodes[i]?.state ?? '')).concat(beyond);
  const ends = new Set(open);
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    for (const before of backward[i] ?? []) {
      if (ends.has(before)) continue;
      ends.add(before);
      open.push(before);
    }
  }
  const stuck = nodes.findIndex((_, i) => !ends.has(i));
  return stuck < 0 ? undefined : stuck;
}

function labelOf(event: ApplicationEvent): string {
  return `${event.type}${'commitment' in event ? `[${event.commitment?.readyBy ?? 'open'}]` : ''}`;
}
