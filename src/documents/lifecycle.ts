import { lazy } from '../internal/lazy.js';
import type { RoomMachine } from '../internal/machine.js';
import type { Actor } from '../internal/messages.js';
import type { Refusal } from '../internal/refusal.js';
import { runOnXState } from '../internal/run-on-xstate.js';
import { machineToMermaid } from '../internal/statechart.js';
import type { EpochMs } from '../internal/time.js';
import type { Explanation } from '../internal/words.js';
import { allCommandsIn, applicationTable, deciderOn } from './application.js';
import { applicationCommands } from './application-commands.js';
import type { ApplicationContext } from './application-context.js';
import { applicationMachine } from './application-machine.js';
import type { ApplicationFacts } from './commitment.js';
import type { DocumentsConfig } from './documents-config.js';
import type { AllowedCommand } from './lifecycle/allowed.js';
import { checkConfig, type LifecycleConfig } from './lifecycle/config.js';
import { explainState } from './lifecycle/explain.js';
import { judgeOf, readCommand } from './lifecycle/judge.js';
import { type LifecyclePaths, type PathOptions, pathsOver } from './lifecycle/paths.js';
import { readStored, restingStates } from './lifecycle/stored.js';
import { type Site, type Survey, type SurveyOptions, siteOf, survey } from './lifecycle/survey.js';
import type { LifecycleDecision, LifecycleState } from './lifecycle/types.js';
import { type LifecycleReport, reportOn } from './lifecycle/verify.js';
import type { ApplicationCommand, ApplicationEffect, ApplicationEvent } from './messages.js';
import { versionsUpTo } from './stored.js';
import { markedTable } from './verify/marked.js';
import { jsonSchemaOf, payloadsOf } from './verify/samples.js';

/** What an application is opened with. */
export type OpenInput = Omit<
  Extract<ApplicationCommand, { type: 'application.open' }>,
  'type' | 'id' | 'at' | 'by'
>;

/** The documents room over a host's own database. Everything in it is pure: no clock, no chance, no I/O. */
export interface Lifecycle {
  /** The machine as it is: for a visualiser, for `xstate/graph`, or for an actor of your own. */
  readonly machine: RoomMachine<ApplicationContext, ApplicationEvent, ApplicationEffect, { id: string }>;
  /** The state of an application that was never opened; `application.import` is decided on it. It is not stored. */
  initial(applicationId: string): LifecycleState;
  /** Opens an application: its first state, and what it asks for. */
  open(input: OpenInput, head: Pick<ApplicationCommand, 'id' | 'at' | 'by'>): LifecycleDecision | Refusal;
  /**
   * Answers a command: the next state with effects, or why not. The given state is never changed.
   *
   * A repeated command is not recognised: the host, which keeps the command ids, answers it with the first outcome.
   */
  decide(
    state: LifecycleState,
    command: ApplicationCommand,
    facts?: ApplicationFacts,
  ): LifecycleDecision | Refusal;
  /** Tells whether `decide` would accept a command. `afterDecide` is not told. */
  can(state: LifecycleState, command: ApplicationCommand, facts?: ApplicationFacts): boolean;
  /**
   * Lists the commands that a state takes, for buttons and forms. `actor`: who asks; left out, the policy is not asked.
   * `at`: when, in epoch milliseconds; by default the time of the last change.
   */
  allowed(
    state: LifecycleState,
    actor?: Actor,
    options?: { readonly at?: EpochMs; readonly facts?: ApplicationFacts },
  ): readonly AllowedCommand[];
  /**
   * Reads a stored state, as JSON text or parsed: migrates it to the present version and checks every field.
   *
   * @throws {@link LoketError} with code `unknown-version` for a version that it cannot read, as one that is newer, and
   * with code `invalid-data` where a field is missing or wrong, or the state contradicts itself
   */
  load(json: unknown): LifecycleState;
  /**
   * Explains in steps why an application rests where it does, what was promised, how that day was counted, and what may
   * happen next.
   */
  explain(state: LifecycleState, facts?: ApplicationFacts): readonly Explanation[];
  /** Draws the machine as the text of a Mermaid `stateDiagram-v2`, complete. */
  diagram(form: 'mermaid'): string;
  /** Loads the drawing of the machine as SVG; {@link applicationMachine} says what it leaves out. */
  diagram(form: 'svg'): Promise<string>;
  /**
   * Makes paths that together cover the lifecycle of the configured kinds, to be replayed against a user interface or a
   * back end. The same configuration gives the same paths. All of a path happens at one instant.
   *
   * @throws {@link LoketError} with code `invalid-config` when a policy or a hook gives two answers to one question
   */
  paths(options: PathOptions): LifecyclePaths;
  /**
   * Tries everything that can become of an application of the configured kinds, under the host's policy and hooks, with a
   * signing request tried up to three times and a print as often as the policy allows: whether every unfinished one can
   * finish and no rule is broken, as that nothing is released unsigned.
   */
  verify(options?: SurveyOptions): LifecycleReport;
}

/**
 * Creates the documents room for a host that brings its own database: store the JSON, call `decide`.
 *
 * @throws {@link LoketError} with code `invalid-config` when a field breaks a rule
 *
 * @example
 * ```ts
 * import { createLifecycle } from 'loket/documents';
 * import { dukcapil } from 'loket/indonesia';
 *
 * const { calendar, kinds, media } = dukcapil({ regency: '35.07' });
 * const lifecycle = createLifecycle({ calendar, kinds, media });
 * const head = { id: 'c-1', at: Date.parse('2019-07-17T08:00+07:00'), by: { id: 'ani', role: 'officer' } };
 * const opened = lifecycle.open({ applicationId: 'a-1', kind: 'ktp-el', applicant: { ref: 'v-1' } }, head);
 * opened.ok && opened.to; //=> 'queued'
 *
 * const stored = opened.ok ? JSON.stringify(opened.state) : '';
 * const state = lifecycle.load(stored);
 * const buttons = lifecycle.allowed(state).filter(({ audience }) => audience === 'person');
 * buttons.map(({ command }) => command); //=> ['application.cancel']
 * ```
 */
export function createLifecycle(config: LifecycleConfig): Lifecycle {
  checkConfig(config, Object.keys(applicationCommands));
  const { calendar, kinds, policy, hooks, words = {} } = config;
  const cards = new Set((config.media ?? []).filter(({ form }) => form === 'card').map(({ id }) => id));
  const providers = new Map((config.signatures ?? []).map(({ id, signatory }) => [signatory, id]));
  const rules: DocumentsConfig = {
    calendar,
    kinds,
    isCard: (medium) => cards.has(medium),
    providerOf: (signatory) => providers.get(signatory) ?? null,
    printAttempts: policy?.printAttempts,
    correctionDays: policy?.correctionDays,
    maxHold: policy?.maxHold,
    attention: policy?.attention,
    invitationsPerDay: policy?.invitationsPerDay,
  };
  const table = config.engine === 'xstate' ? xstateTable : applicationTable;
  const decider = deciderOn(table, rules);
  const judge = judgeOf(config);
  const versions = versionsUpTo(decider.initial('').v);
  const printAttempts = policy?.printAttempts ?? 3;

  const initial = (id: string): LifecycleState => ({ ...decider.initial(id), revision: -1 });

  function answer(
    state: LifecycleState,
    input: ApplicationCommand,
    facts: ApplicationFacts,
    example: boolean,
  ): LifecycleDecision | Refusal {
    const read = readCommand(input, state);
    if (!read.ok) return read;
    const outcome = judge(decider, state, read.command, facts, { example });
    if (!outcome.ok) return outcome;
    const revision = state.revision + 1;
    const next = outcome.next ?? state;
    const id = (n: number) => `${state.context.id}:${revision}:${n}`;
    return {
      ok: true,
      state: { ...next, revision },
      events: outcome.events,
      effects: outcome.effects.map((effect, n) => ({ ...effect, id: id(n) })),
      from: state.state,
      to: next.state,
    };
  }

  function decide(state: LifecycleState, command: ApplicationCommand, facts: ApplicationFacts = {}) {
    const decision = answer(state, command, facts, false);
    hooks?.afterDecide?.(decision, { state, command, facts });
    return decision;
  }

  function blocked(
    state: LifecycleState,
    type: ApplicationCommand['type'],
    by: Actor | undefined,
    at: EpochMs,
    facts: ApplicationFacts,
  ): AllowedCommand['blockedBy'] {
    const kind = state.context.kind || (kinds[0]?.id ?? '');
    const setting = { context: state.context, kind, at, day: calendar.dayOf(at) };
    let first: Refusal | undefined;
    for (const payload of payloadsOf(type, setting).flat()) {
      const head = { type, id: 'example', at, by: by ?? { id: 'anybody', role: 'system' } };
      const command = { ...payload, ...head } as unknown as ApplicationCommand;
      const outcome = judge(decider, state, command, facts, { example: true, anybody: by === undefined });
      if (outcome.ok) return undefined;
      first ??= outcome;
    }
    return first && { code: first.code, message: first.message };
  }

  // Of no use after start-up and large, so it is kept only while there is room.
  let last: { readonly key: string; readonly found: WeakRef<ReturnType<typeof explored>> } | undefined;
  function surveys(options: SurveyOptions, each: boolean, attempts: number) {
    // A host's own policy and hooks are asked each time.
    if (each) return explored(options, each, attempts);
    const key = JSON.stringify([options.at, options.leaveOut, attempts]);
    const kept = last?.key === key ? last.found.deref() : undefined;
    if (kept) return kept;
    const found = explored(options, each, attempts);
    last = { key, found: new WeakRef(found) };
    return found;
  }

  /** Explores each configured kind on each of its media; kinds that differ in nothing but names once. */
  function explored(options: SurveyOptions, each: boolean, attempts: number) {
    const marked = markedTable();
    const surveyor = {
      judge,
      decider: deciderOn(() => marked.table, { ...rules, printAttempts: attempts }),
      marked,
      calendar,
      printAttempts: attempts,
    };
    const done: Survey[] = [];
    const notIssued: Pick<Site, 'kind' | 'medium'>[] = [];
    const seen = new Set<string>();
    for (const kind of kinds) {
      for (const dated of kind.media) {
        const site = siteOf(kind, dated, calendar, options.at);
        if (!site) {
          notIssued.push({ kind: kind.id, medium: dated.medium });
          continue;
        }
        const signed = kind.signature && [kind.signature.wetStage, providers.has(kind.signature.by)];
        const inspect = kind.inspect ?? cards.has(dated.medium);
        const { needsRecord, checkBack, serviceStandard, temporary, handover } = kind;
        const rest = [needsRecord, checkBack, serviceStandard, temporary !== null, handover.code];
        const same = [signed, inspect, ...rest, site.day];
        const key = JSON.stringify(each ? [kind.id, dated.medium] : same);
        if (seen.has(key)) continue;
        seen.add(key);
        done.push(survey(surveyor, site, options));
      }
    }
    return { marked, done, notIssued };
  }

  function diagram(form: 'mermaid'): string;
  function diagram(form: 'svg'): Promise<string>;
  function diagram(form: 'mermaid' | 'svg'): string | Promise<string> {
    if (form === 'mermaid') return machineToMermaid(applicationMachine);
    return import('./lifecycle/application-svg.js').then(({ applicationSvg }) => applicationSvg);
  }

  // What a policy or a hook says may depend on the kind, so each is then explored by itself.
  const asked = policy?.permits !== undefined || hooks?.beforeDecide !== undefined;

  return {
    machine: applicationMachine,
    initial,
    open: (input, head) =>
      decide(initial(input.applicationId), { ...input, ...head, type: 'application.open' }),
    decide,
    can: (state, command, facts = {}) => answer(state, command, facts, false).ok,
    allowed(state, actor, { at = state.context.updatedAt, facts = {} } = {}) {
      return allCommandsIn(state.state).map((command): AllowedCommand => {
        const schema = applicationCommands[command];
        const blockedBy = blocked(state, command, actor, at, facts);
        return {
          command,
          description: schema.meta()?.description ?? '',
          audience: schema.meta()?.audience === 'system' ? 'system' : 'person',
          schema,
          jsonSchema: jsonSchemaOf(command),
          ...(blockedBy && { blockedBy }),
        };
      });
    },
    load: (json) => readStored(json, versions),
    explain(state, facts = {}) {
      const at = state.context.updatedAt;
      const next = allCommandsIn(state.state).filter((type) => !blocked(state, type, undefined, at, facts));
      return explainState(state, facts, calendar, next, words);
    },
    diagram,
    paths(options) {
      const { marked, done } = surveys(options, asked, printAttempts);
      const replay = (state: LifecycleState, command: ApplicationCommand, facts: ApplicationFacts) =>
        answer(state, command, facts, true);
      return pathsOver(done, marked, restingStates(), { initial, decide: replay }, options);
    },
    verify(options = {}) {
      // More attempts than two only repeat what two have shown.
      const { done, notIssued } = surveys(options, asked, Math.min(printAttempts, 2));
      return reportOn(done, notIssued, restingStates());
    },
  };
}

const xstateTable = /* @__PURE__ */ lazy(() =>
  runOnXState<ApplicationContext, ApplicationEvent, ApplicationEffect, { id: string }>(applicationMachine),
);
