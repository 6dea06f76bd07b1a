import type { Calendar } from '../../calendar/index.js';
import type { Actor } from '../../internal/messages.js';
import type { EpochMs } from '../../internal/time.js';
import { type ApplicationDecider, allCommandsIn } from '../application.js';
import { applicationCommands } from '../application-commands.js';
import type { ApplicationFacts } from '../commitment.js';
import type { DatedMedium, DocumentKind } from '../kind.js';
import type { ApplicationCommand } from '../messages.js';
import { type Exploration, explore, type Move, type Node } from '../verify/explore.js';
import type { MarkedTable } from '../verify/marked.js';
import { factsToTry, type Payload, payloadsOf } from '../verify/samples.js';
import { plausible } from '../verify/world.js';
import type { Judge } from './judge.js';
import type { LifecycleState } from './types.js';

/** Sets what is explored. */
export interface SurveyOptions {
  /**
   * People who act, tried in order; the system acts by itself. They matter where a policy or a hook asks who acts.
   * Default: one with the role `officer`.
   */
  readonly actors?: readonly Actor[] | undefined;
  /** When everything happens, in epoch milliseconds. Default: an open hour on a day on which the kind is issued. */
  readonly at?: EpochMs | undefined;
  /** Types of commands that this host never gives, as `application.import`. */
  readonly leaveOut?: readonly string[] | undefined;
}

/** How a command was made up, so that it can be made up again for another application. @internal */
export interface Recipe {
  readonly type: ApplicationCommand['type'];
  readonly group: number;
  readonly variant: number;
  readonly by: Actor;
  readonly facts: ApplicationFacts;
  /** Whether it is given when the wait for a signature is over. */
  readonly late: boolean;
}

/** One move on the map. @internal */
export interface Road extends Recipe {
  readonly from: number;
  readonly to: number;
  readonly taken: readonly number[];
}

/** One kind on one medium: what is explored at a time. @internal */
export interface Site {
  readonly kind: string;
  readonly medium: string;
  readonly at: EpochMs;
  readonly day: string;
}

/** A map of all that can become of an application of one kind. @internal */
export interface Survey {
  readonly site: Site;
  readonly found: Exploration;
  readonly roads: readonly (readonly Road[])[];
}

/** What a survey needs. @internal */
export interface Surveyor {
  readonly judge: Judge;
  readonly decider: ApplicationDecider;
  readonly marked: MarkedTable;
  readonly calendar: Calendar;
  readonly printAttempts: number;
}

const system: Actor = { id: 'system', role: 'system' };
const someone: readonly Actor[] = [{ id: 'someone', role: 'officer' }];

/** Finds a time at which a kind is issued on one of its media. @internal */
export function siteOf(
  kind: DocumentKind,
  { medium, from, until }: DatedMedium,
  calendar: Calendar,
  at: EpochMs | undefined,
): Site | undefined {
  const year = calendar.years[0] ?? 2000;
  const first = [`${year}-01-01`, kind.issued.from ?? '', from ?? ''].sort().at(-1) ?? '';
  const start = calendar.startOf(first);
  const chosen = at ?? calendar.nextOpening(start) ?? start;
  const day = calendar.dayOf(chosen);
  const last = [kind.issued.until ?? '9999-12-31', until ?? '9999-12-31'].sort()[0] ?? '';
  if (day < first && (day < (kind.issued.from ?? '') || day < (from ?? ''))) return undefined;
  if (day > last) return undefined;
  const next = calendar.deadline(day, { days: 1, count: 'working' });
  return { kind: kind.id, medium, at: chosen, day: next.ok ? next.day : day };
}

/** Makes the command of a recipe for an application, as far as it got. @internal */
export function commandOf(
  { type, group, variant, by, late }: Omit<Recipe, 'facts'>,
  state: LifecycleState,
  site: Site,
  id: string,
): ApplicationCommand | undefined {
  const { kind, day } = site;
  const at = timeOf(late, state, site);
  const payload = payloadsOf(type, { context: state.context, kind, at, day })[group]?.[variant];
  return payload && made(type, payload, { id, at, by });
}

function timeOf(late: boolean, { context }: Pick<LifecycleState, 'context'>, { at }: Site): EpochMs {
  return late ? (context.holdUntil ?? at) : at;
}

/** Commands whose outcome may rest on facts: those that make a promise. */
const restsOnFacts = new Set<ApplicationCommand['type']>([
  'application.pass',
  'signature.started',
  'signature.routedWet',
  'record.ready',
  'print.assigned',
  'print.failed',
  'print.spoiled',
  'inspection.failed',
  'defect.found',
  'commitment.renew',
]);

/** Commands that mean something else once a document has waited too long. */
const endsWait = new Set(['hold.expire', 'signature.requeued']);

function made(type: string, payload: Payload, head: { id: string; at: EpochMs; by: Actor }) {
  return { ...payload, type, ...head } as unknown as ApplicationCommand;
}

/** Explores all that can become of an application of one kind, with every command, payload and fact that matters. @internal */
export function survey(surveyor: Surveyor, site: Site, options: SurveyOptions): Survey {
  const { judge, decider, marked, printAttempts } = surveyor;
  const people = options.actors ?? someone;
  const leaveOut = new Set(options.leaveOut ?? []);
  const { at: now, day, kind } = site;
  const start = decider.initial('a');
  const roads: Road[][] = [];
  type Step = Move & Recipe & { readonly taken: readonly number[] };

  function* moves(node: Node): Iterable<Step> {
    const state: LifecycleState = { ...start, state: node.state, context: node.context, revision: 0 };
    const seen = new Set<string>();
    for (const type of allCommandsIn(node.state)) {
      if (leaveOut.has(type)) continue;
      const actors = applicationCommands[type].meta()?.audience === 'system' ? [system, ...people] : people;
      const groups = payloadsOf(type, { context: node.context, kind, at: now, day });
      for (const [group, payloads] of groups.entries()) {
        const times = endsWait.has(type) && node.context.holdUntil !== null ? [false, true] : [false];
        for (const late of times) {
          const accepted = firstAccepted(state, type, payloads, actors, timeOf(late, node, site));
          if (!accepted) continue;
          yield* under(node, state, accepted, { type, group, late }, seen);
        }
      }
    }
  }

  /** What an accepted command leads to, under each of the facts that may lead it elsewhere. */
  function* under(
    node: Node,
    state: LifecycleState,
    accepted: { readonly command: ApplicationCommand; readonly variant: number },
    recipe: Pick<Recipe, 'type' | 'group' | 'late'>,
    seen: Set<string>,
  ): Iterable<Step> {
    for (const facts of restsOnFacts.has(recipe.type) ? factsToTry : [{}]) {
      const outcome = judge(decider, state, accepted.command, facts, { example: true });
      const event = outcome.ok ? outcome.events[0] : undefined;
      if (!outcome.ok || !event || !outcome.next) continue;
      const key = JSON.stringify(outcome.events);
      if (seen.has(key) || !plausible(event, node.shadow, node.context)) continue;
      seen.add(key);
      const { effects, taken } = marked.read(outcome.effects);
      const step = { state: outcome.next.state, context: outcome.next.context, effects };
      const { by } = accepted.command;
      yield { event, step, ...recipe, variant: accepted.variant, by, facts, taken };
    }
  }

  function firstAccepted(
    state: LifecycleState,
    type: ApplicationCommand['type'],
    payloads: readonly Payload[],
    actors: readonly Actor[],
    at: EpochMs,
  ) {
    for (const [variant, payload] of payloads.entries()) {
      for (const by of actors) {
        const command = made(type, payload, { id: 'example', at, by });
        if (judge(decider, state, command, {}, { example: true }).ok) return { command, variant };
      }
    }
    return undefined;
  }

  const found = explore<Step>({
    start,
    moves,
    isFinal: marked.table.isFinal,
    isEnd: (place) => marked.table.isFinal(place) || place === 'collected',
    maxAttempts: printAttempts,
    bounds: { requests: 1, jobs: printAttempts, codes: 1, tries: 0, temporaries: 1 },
    onEdge(from, to, { type, group, variant, by, facts, late, taken }) {
      while (roads.length <= Math.max(from, to)) roads.push([]);
      roads[from]?.push({ from, to, type, group, variant, by, facts, late, taken });
    },
  });
  while (roads.length < found.nodes.length) roads.push([]);
  return { site, found, roads };
}
