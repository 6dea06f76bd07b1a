import type { Site, Survey } from './survey.js';

/** A broken rule, or a place without an end, and the shortest way to it. */
export interface LifecycleProblem {
  readonly kind: string;
  readonly medium: string;
  /** What is wrong, in words. */
  readonly rule: string;
  /** Events from the beginning, each with the state that it leads to. */
  readonly way: readonly string[];
}

/** What was found by trying everything. */
export interface LifecycleReport {
  /** Whether nothing is broken and every unfinished application can finish. */
  readonly ok: boolean;
  /** Places that an application can come to, told apart by all that it knows. */
  readonly states: number;
  /** Moves between them that were tried and checked. */
  readonly edges: number;
  /** The kinds that were explored; of kinds with the same rules, the first stands for all. */
  readonly kinds: readonly { readonly kind: string; readonly medium: string }[];
  /** Kinds that are not issued on the day, or have no medium then. */
  readonly notIssued: readonly { readonly kind: string; readonly medium: string }[];
  /** States of the machine that no application of these kinds comes to; no fault in itself. */
  readonly unreachable: readonly string[];
  /** Broken invariants, the first of each kind. */
  readonly broken: readonly LifecycleProblem[];
  /** Places from which an application can never finish. */
  readonly stuck: readonly LifecycleProblem[];
}

/** Puts surveys into a report. @internal */
export function reportOn(
  surveys: readonly Survey[],
  notIssued: readonly Pick<Site, 'kind' | 'medium'>[],
  resting: readonly string[],
): LifecycleReport {
  const named = ({ kind, medium }: Pick<Site, 'kind' | 'medium'>) => ({ kind, medium });
  const reached = new Set(surveys.flatMap(({ found }) => found.nodes.map(({ state }) => state)));
  const broken = surveys.flatMap(({ site, found }): LifecycleProblem[] =>
    found.broken ? [{ ...named(site), ...found.broken }] : [],
  );
  const stuck = surveys.flatMap(({ site, found }): LifecycleProblem[] =>
    found.stuck
      ? [
          {
            ...named(site),
            rule: `it can never leave '${found.stuck.state}' for an end`,
            way: found.stuck.way,
          },
        ]
      : [],
  );
  return {
    ok: broken.length === 0 && stuck.length === 0,
    states: surveys.reduce((sum, { found }) => sum + found.nodes.length, 0),
    edges: surveys.reduce((sum, { found }) => sum + found.edges, 0),
    kinds: surveys.map(({ site }) => named(site)),
    notIssued: notIssued.map(named),
    unreachable: resting.filter((state) => !reached.has(state)),
    broken,
    stuck,
  };
}
