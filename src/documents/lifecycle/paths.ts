import { LoketError } from '../../internal/errors.js';
import type { Refusal } from '../../internal/refusal.js';
import { commandsOf } from '../application.js';
import type { ApplicationFacts } from '../commitment.js';
import type { ApplicationCommand } from '../messages.js';
import type { LifecycleTransition, MarkedTable } from '../verify/marked.js';
import { type CoverOptions, coverWays, type Way } from './cover.js';
import { commandOf, type Road, type Survey, type SurveyOptions } from './survey.js';
import type { LifecycleDecision, LifecycleEffect, LifecycleState } from './types.js';

/** Sets what paths cover. */
export interface PathOptions extends SurveyOptions {
  /** `transitions`: every one that can be taken; `states`: every state that can be reached. */
  readonly coverage: 'transitions' | 'states';
}

/** One step of a path: what to give, and what must come of it. */
export interface PathStep {
  readonly command: ApplicationCommand;
  readonly facts: ApplicationFacts;
  /** Where it must rest afterwards. */
  readonly state: string;
  /** What must be asked for, ids included. */
  readonly effects: readonly LifecycleEffect[];
}

/** A way through the lifecycle from its beginning, to be replayed against a host. */
export interface LifecyclePath {
  /** As in `path-1`; the id of its application. */
  readonly id: string;
  readonly kind: string;
  readonly steps: readonly PathStep[];
}

/** A transition or a state that no path covers, and why. */
export interface NotCovered {
  /** The transition; only `state` is filled in where states are covered. */
  readonly transition: LifecycleTransition;
  /**
   * `left-out`: its command was left out; `state-not-reached`: no configured kind comes to where it starts;
   * `guard-never-held`: what it asks for is never so under the configured kinds; `another-taken`: another is always
   * taken before it.
   */
  readonly reason: 'left-out' | 'state-not-reached' | 'guard-never-held' | 'another-taken';
}

/** Paths that together cover the lifecycle of the configured kinds. */
export interface LifecyclePaths {
  /** Shortest first. */
  readonly paths: readonly LifecyclePath[];
  readonly notCovered: readonly NotCovered[];
}

type Decide = (
  state: LifecycleState,
  command: ApplicationCommand,
  facts: ApplicationFacts,
) => LifecycleDecision | Refusal;

/** Covers the surveyed kinds. @internal */
export function pathsOver(
  surveys: readonly Survey[],
  marked: MarkedTable,
  resting: readonly string[],
  lifecycle: { initial(id: string): LifecycleState; decide: Decide },
  { coverage, leaveOut = [] }: PathOptions,
): LifecyclePaths {
  const covered = new Set<string>();
  const keys: CoverOptions['keys'] =
    coverage === 'transitions'
      ? (road) => road.taken.map(String)
      : (road, { found }) => [found.nodes[road.to]?.state ?? ''];
  const takesIn = ({ type }: Road) => type === 'application.import';
  const ways = [
    ...coverWays(surveys, covered, { keys, use: (road) => !takesIn(road), reach: 3, most: 24 }),
    // What was under way is taken in by a path of its own, which ends there, or all paths would start in the middle.
    ...coverWays(surveys, covered, { keys, use: takesIn, reach: 0, most: 1 }),
    ...coverWays(surveys, covered, { keys, use: () => true, reach: 3, most: 24 }),
  ];
  ways.sort((a, b) => a.roads.length - b.roads.length);
  return {
    paths: ways.map((way, i) => pathOf(way, `path-${i + 1}`, lifecycle)),
    notCovered:
      coverage === 'states'
        ? resting
            .filter((state) => !covered.has(state))
            .map((state) => ({
              transition: { state, event: '', index: 0, guard: '' },
              reason: 'state-not-reached' as const,
            }))
        : notCovered(surveys, marked, covered, new Set(leaveOut)),
  };
}

/** Walks a way anew as an application of its own. */
function pathOf(
  { survey: { site }, roads }: Way,
  id: string,
  lifecycle: { initial(id: string): LifecycleState; decide: Decide },
): LifecyclePath {
  let state = lifecycle.initial(id);
  const steps = roads.map((road, i): PathStep => {
    const command = commandOf(road, state, site, `${id}/${i + 1}`);
    const answer = command && lifecycle.decide(state, command, road.facts);
    if (!command || !answer?.ok) {
      throw new LoketError('invalid-config', `a policy or a hook answered '${road.type}' in two ways`);
    }
    state = answer.state;
    return { command, facts: road.facts, state: answer.to, effects: answer.effects };
  });
  return { id, kind: site.kind, steps };
}

function notCovered(
  surveys: readonly Survey[],
  { table, transitions }: MarkedTable,
  covered: ReadonlySet<string>,
  leaveOut: ReadonlySet<string>,
): NotCovered[] {
  const reached = new Set(surveys.flatMap(({ found }) => found.nodes.map(({ state }) => state)));
  const commands = new Map<string, string>();
  for (const event of table.events) commands.set(event, commandsOf(event)[0] ?? event);
  return transitions.flatMap((transition, i): NotCovered[] => {
    if (covered.has(String(i))) return [];
    const { state, event, guard } = transition;
    const rests = [...reached].some((one) => state === '' || one === state || one.startsWith(`${state}.`));
    if (leaveOut.has(commands.get(event) ?? event)) return [{ transition, reason: 'left-out' }];
    // One that is taken at once starts where nothing rests.
    if (!rests && event !== '') return [{ transition, reason: 'state-not-reached' }];
    return [{ transition, reason: guard === '' ? 'another-taken' : 'guard-never-held' }];
  });
}
