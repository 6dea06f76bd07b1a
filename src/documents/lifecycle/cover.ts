import type { Road, Survey } from './survey.js';

/** A way through one survey. @internal */
export interface Way {
  readonly survey: Survey;
  readonly roads: readonly Road[];
}

/** What is to be covered, and how. @internal */
export interface CoverOptions {
  /** What a road covers, as keys. */
  keys(road: Road, survey: Survey): readonly string[];
  /** Whether a way may use this road. */
  use(road: Road, survey: Survey): boolean;
  /** How many covered roads may be walked again to reach the next uncovered one on the same way. */
  readonly reach: number;
  /** Most roads of a way that is made longer. */
  readonly most: number;
}

/**
 * Covers with few short ways, greedily: the nearest uncovered road first, then on from its end while another is near.
 * The keys of `covered` grow. The same surveys give the same ways.
 * @internal
 */
export function coverWays(surveys: readonly Survey[], covered: Set<string>, options: CoverOptions): Way[] {
  const ways: Way[] = [];
  for (const survey of surveys) {
    for (;;) {
      const first = nearest(survey, 0, covered, options, Number.POSITIVE_INFINITY);
      if (!first) break;
      const roads: Road[] = [];
      for (let more: readonly Road[] | undefined = first; more && more.length > 0; ) {
        for (const road of more) for (const key of options.keys(road, survey)) covered.add(key);
        roads.push(...more);
        const end = roads.at(-1)?.to ?? 0;
        const left = Math.min(options.reach, options.most - roads.length);
        more = left < 1 ? undefined : nearest(survey, end, covered, options, left);
      }
      ways.push({ survey, roads });
    }
  }
  return ways.sort((a, b) => a.roads.length - b.roads.length);
}

/** Finds the shortest way from a place that ends with a road that covers something new. */
function nearest(
  survey: Survey,
  start: number,
  covered: ReadonlySet<string>,
  { keys, use }: CoverOptions,
  most: number,
): readonly Road[] | undefined {
  const cameBy = new Map<number, Road | undefined>([[start, undefined]]);
  let edge = [start];
  for (let depth = 1; depth <= most && edge.length > 0; depth++) {
    const next: number[] = [];
    for (const place of edge) {
      for (const road of survey.roads[place] ?? []) {
        if (!use(road, survey)) continue;
        if (keys(road, survey).some((key) => !covered.has(key))) {
          const way = [road];
          for (let by = cameBy.get(place); by; by = cameBy.get(by.from)) way.unshift(by);
          return way;
        }
        if (cameBy.has(road.to)) continue;
        cameBy.set(road.to, road);
        next.push(road.to);
      }
    }
    edge = next;
  }
  return undefined;
}
