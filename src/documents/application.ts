import type { Calendar } from '../calendar/index.js';
import { compileMachine } from '../internal/compile-machine.js';
import { LoketError, show } from '../internal/errors.js';
import type { Issue } from '../internal/issue.js';
import { lazy } from '../internal/lazy.js';
import type { Decider, Outcome } from '../internal/outcome.js';
import { type RefusalCode, refuse } from '../internal/refusal.js';
import type { EpochMs } from '../internal/time.js';
import { type ApplicationContext, initialApplication, jobIdOf, requestIdOf } from './application-context.js';
import { applicationMachine } from './application-machine.js';
import { type ApplicationFacts, claimFrom, commit } from './commitment.js';
import { importProblem } from './import.js';
import { type DocumentKind, issuedOn, mediumOn } from './kind.js';
import {
  type ApplicationCommand,
  type ApplicationEffect,
  type ApplicationEvent,
  type ApplicationRules,
  applicationCommands,
  type Claim,
  type Commitment,
  type SigningMode,
} from './messages.js';

/** The stored state of an application: plain JSON. */
export interface ApplicationState {
  /** Version of this shape. */
  readonly v: 1;
  /** Where it rests, as `printing.queued`; `new` when it was never opened. */
  readonly state: string;
  readonly context: ApplicationContext;
}

/** What the documents room is told about the office around it. */
export interface DocumentsConfig {
  readonly calendar: Calendar;
  readonly kinds: readonly DocumentKind[];
  /** Whether a medium is a card, by its id; cards are inspected by default. */
  readonly isCard: (medium: string) => boolean;
  /** The signature provider that signs for a signatory; `null` where there is none. */
  readonly providerOf: (signatory: string) => string | null;
  /** Print attempts before a person has to decide. Default 3. */
  readonly printAttempts?: number | undefined;
  /** Calendar days in which a returned request can be corrected. Default 30. */
  readonly correctionDays?: number | undefined;
}

/** The table that runs {@link applicationMachine}. @internal */
export const applicationTable = lazy(() =>
  compileMachine<ApplicationContext, ApplicationEvent, ApplicationEffect, { id: string }>(applicationMachine),
);

type Verdict = {
  readonly code: RefusalCode;
  readonly message: string;
  readonly issues?: readonly Issue[];
};

/** Command types by the event that they lead to, for those whose names differ. */
const commandOf: Partial<Record<ApplicationEvent['type'], ApplicationCommand['type']>> = {
  'application.opened': 'application.open',
  'application.imported': 'application.import',
  'application.called': 'application.call',
  'application.passed': 'application.pass',
  'application.returned': 'application.return',
  'application.resubmitted': 'application.resubmit',
  'application.rejected': 'application.reject',
  'application.cancelled': 'application.cancel',
  'print.retried': 'print.retry',
  'claim.expired': 'claim.expire',
  'commitment.breached': 'commitment.breach',
  'document.destroyed': 'document.destroy',
};

/**
 * Lists the commands by which a person can act in a state; what rooms tell each other is left out.
 *
 * @throws {@link LoketError} with code `invalid-data` when there is no such state
 *
 * @example
 * ```ts
 * import { commandsIn } from 'loket/documents';
 *
 * commandsIn('queued'); //=> ['application.cancel']
 * ```
 */
export function commandsIn(state: string): readonly string[] {
  return allCommandsIn(state).filter((type) => applicationCommands[type].meta()?.audience !== 'system');
}

/** Lists the commands that a state takes, whoever gives them. @internal */
export function allCommandsIn(state: string): readonly ApplicationCommand['type'][] {
  return applicationTable()
    .takes(state)
    .map((type) => commandOf[type as ApplicationEvent['type']] ?? (type as ApplicationCommand['type']));
}

/**
 * Makes the decider for applications: it says what a command leads to, over a host's own storage.
 *
 * `decide` only reads; its `next` is the state that follows. `evolve` throws code `invalid-data` for an event that
 * does not fit the state.
 *
 * @example
 * ```ts
 * import { defineDocumentKind } from 'loket';
 * import { applicationDecider } from 'loket/documents';
 * import { indonesianCalendar } from 'loket/indonesia';
 *
 * const decider = applicationDecider({
 *   calendar: indonesianCalendar(),
 *   kinds: [defineDocumentKind({ id: 'card', service: 'cards', medium: 'card' })],
 *   isCard: () => true,
 *   providerOf: () => null,
 * });
 * const opened = decider.decide(
 *   decider.initial('a-1'),
 *   {
 *     type: 'application.open', id: 'c-1', at: Date.parse('2019-07-17T08:00+07:00'),
 *     by: { id: 'ani', role: 'officer' }, applicationId: 'a-1', kind: 'card', applicant: { ref: 'v-1' },
 *   },
 *   {},
 * );
 * opened.ok && opened.next?.state; //=> 'queued'
 * ```
 */
export function applicationDecider(
  config: DocumentsConfig,
): Decider<ApplicationState, ApplicationCommand, ApplicationEvent, ApplicationEffect, ApplicationFacts> {
  return deciderOn(applicationTable, config);
}

/** What {@link applicationDecider} makes. @internal */
export type ApplicationDecider = ReturnType<typeof applicationDecider>;

/** Makes the decider on another table of the same machine. @internal */
export function deciderOn(table: typeof applicationTable, config: DocumentsConfig): ApplicationDecider {
  const { calendar } = config;
  const kinds = new Map(config.kinds.map((kind) => [kind.id, kind]));
  const maxAttempts = config.printAttempts ?? 3;
  const correctionDays = config.correctionDays ?? 30;
  const rulesCache = new Map<string, ApplicationRules>();

  function rulesOf(kind: DocumentKind, medium: string): ApplicationRules {
    // One object for all applications of a kind and medium: thousands of them share it in memory.
    const key = `${kind.id}\n${medium}`;
    const cached = rulesCache.get(key);
    if (cached) return cached;
    const signatory = kind.signature?.by ?? null;
    const rules: ApplicationRules = {
      medium,
      provider: signatory === null ? null : config.providerOf(signatory),
      signatory,
      wetStage: kind.signature?.wetStage ?? 'after-print',
      needsRecord: kind.needsRecord,
      inspect: kind.inspect ?? config.isCard(medium),
      checkBack: kind.checkBack,
      standard: kind.serviceStandard,
      claim: kind.claim,
    };
    rulesCache.set(key, rules);
    return rules;
  }

  function rulesOn(kindId: string, at: EpochMs): ApplicationRules | Verdict {
    const kind = kinds.get(kindId);
    if (!kind) return { code: 'unknown-kind', message: `no document kind is called '${kindId}'` };
    const day = calendar.dayOf(at);
    const medium = mediumOn(kind, day);
    if (medium === undefined || !issuedOn(kind, day)) {
      return { code: 'kind-not-issued', message: `'${kindId}' is not issued on ${day}` };
    }
    return rulesOf(kind, medium);
  }

  const claim = (context: ApplicationContext, at: EpochMs): Claim => claimFrom(calendar, context.rules, at);
  const correctionAt = (at: EpochMs): EpochMs => {
    const end = calendar.deadline(calendar.dayOf(at), { days: correctionDays, count: 'calendar' });
    return end.ok ? calendar.endOf(end.day) : at;
  };
  /** Makes an open commitment anew where it was pending; `null` leaves it as it is. */
  function renew(
    context: ApplicationContext,
    at: EpochMs,
    facts: ApplicationFacts,
    known: { recordReady: boolean; blankInHand?: boolean },
  ): Commitment | null {
    if (context.commitment && context.commitment.pending === null) return null;
    const wet = context.mode === 'wet';
    const signing = wet ? ({ mode: 'wet' } as const) : ({ mode: 'electronic' } as const);
    const next = commit(calendar, context.rules, at, { ...facts, signing }, known);
    return next.pending === null || next.pending !== context.commitment?.pending ? next : null;
  }

  /** Turns a command and the facts into the one event that carries everything decided. */
  function candidate(
    context: ApplicationContext,
    command: ApplicationCommand,
    facts: ApplicationFacts,
  ): ApplicationEvent | Verdict {
    const { at } = command;
    switch (command.type) {
      case 'application.open': {
        const rules = rulesOn(command.kind, at);
        if ('code' in rules) return rules;
        const { applicationId, kind, applicant, ticketId } = command;
        const opened = { type: 'application.opened' as const, at, applicationId, kind, applicant, rules };
        return ticketId === undefined ? opened : { ...opened, ticketId };
      }
      case 'application.import': {
        const rules = rulesOn(command.kind, command.since);
        if ('code' in rules) return rules;
        const problem = importProblem(command, rules);
        if (problem) {
          const message = `${problem.field}: ${problem.rule}, got ${show(problem.value)}`;
          return { code: 'invalid-command', message, issues: [problem] };
        }
        return importedEvent(command, rules);
      }
      case 'application.call':
        return { type: 'application.called', at, ticketId: command.ticketId, counter: command.counter };
      case 'application.pass':
        return {
          type: 'application.passed',
          at,
          commitment: commit(calendar, context.rules, at, facts, { recordReady: context.recordReady }),
        };
      case 'application.return':
        return { type: 'application.returned', at, reason: command.reason, correctionAt: correctionAt(at) };
      case 'application.resubmit':
        return { type: 'application.resubmitted', at };
      case 'application.reject':
        return { type: 'application.rejected', at, reason: command.reason };
      case 'application.cancel':
        return { type: 'application.cancelled', at, reason: command.reason };
      case 'record.ready':
        return { type: 'record.ready', at, commitment: renew(context, at, facts, { recordReady: true }) };
      case 'signature.started':
        return {
          type: 'signature.started',
          at,
          requestId: command.requestId,
          commitment: renew(context, at, facts, { recordReady: context.recordReady }),
        };
      case 'signature.held':
        return {
          type: 'signature.held',
          at,
          requestId: command.requestId,
          commitment: commit(calendar, context.rules, at, { ...facts, signing: { mode: 'held' } }, context),
        };
      case 'signature.routedWet': {
        const promised = context.commitment;
        const wet = commit(calendar, context.rules, at, { ...facts, signing: { mode: 'wet' } }, context);
        return {
          type: 'signature.routedWet',
          at,
          requestId: command.requestId,
          // A promise that was already made for this way stands.
          commitment: promised?.basis === 'wet' && promised.pending === null ? promised : wet,
        };
      }
      case 'signature.requeued':
        return { type: 'signature.requeued', at, requestId: command.requestId };
      case 'signature.made': {
        const made = { type: 'signature.made' as const, at, requestId: command.requestId };
        return command.artifact === undefined ? made : { ...made, artifact: command.artifact };
      }
      case 'signature.refused':
        return { type: 'signature.refused', at, requestId: command.requestId, reason: command.reason };
      case 'signature.unknown':
        return { type: 'signature.unknown', at, requestId: command.requestId };
      case 'wetSignature.made':
        return { type: 'wetSignature.made', at, claim: claim(context, at) };
      case 'wetSignature.checked':
        return { type: 'wetSignature.checked', at, claim: claim(context, at) };
      case 'print.assigned':
        return {
          type: 'print.assigned',
          at,
          jobId: command.jobId,
          printerId: command.printerId,
          commitment: renew(context, at, facts, { recordReady: true, blankInHand: true }),
        };
      case 'print.requeued':
        return { type: 'print.requeued', at, jobId: command.jobId };
      case 'print.completed': {
        const { jobId, serial } = command;
        const done = { type: 'print.completed' as const, at, jobId, claim: claim(context, at) };
        return serial === undefined ? done : { ...done, serial };
      }
      case 'print.failed':
      case 'print.spoiled':
        return { type: command.type, at, jobId: command.jobId, reason: command.reason, maxAttempts };
      case 'print.unknown':
        return { type: 'print.unknown', at, jobId: command.jobId };
      case 'print.retry':
        return { type: 'print.retried', at };
      case 'inspection.passed':
        return { type: 'inspection.passed', at, claim: claim(context, at) };
      case 'inspection.failed':
        return { type: 'inspection.failed', at, reason: command.reason, maxAttempts };
      case 'pickup.collected':
        return {
          type: 'pickup.collected',
          at,
          collector: command.collector.ref,
          relation: command.collector.relation ?? 'self',
        };
      case 'claim.expire':
        return { type: 'claim.expired', at };
      case 'commitment.breach':
        return { type: 'commitment.breached', at };
      case 'document.destroy':
        return { type: 'document.destroyed', at, reason: command.reason };
    }
  }

  function importedEvent(
    command: Extract<ApplicationCommand, { type: 'application.import' }>,
    rules: ApplicationRules,
  ): ApplicationEvent {
    const { applicationId, kind, applicant, state, since, serial, readyBy } = command;
    const mode: SigningMode = rules.signatory === null ? 'none' : (command.mode ?? modeOf(state, rules));
    const finished = state === 'readyForPickup' || state === 'unclaimed' || state === 'collected';
    const event = {
      type: 'application.imported' as const,
      at: command.at,
      applicationId,
      kind,
      applicant,
      rules,
      state,
      since,
      mode,
      commitment:
        readyBy === undefined
          ? null
          : { readyBy, basis: mode, pending: null, breachAt: calendar.endOf(readyBy) },
      claim: finished ? claimFrom(calendar, rules, since) : null,
      correctionAt: correctionAt(since),
    };
    return serial === undefined ? event : { ...event, serial };
  }

  return {
    initial: (id) => ({ v: 1, state: 'new', context: initialApplication(id) }),
    decide(current, command, facts): Outcome<ApplicationEvent, ApplicationEffect, ApplicationState> {
      const { state, context } = current;
      const no = (code: RefusalCode, message: string, issues?: readonly Issue[]) =>
        refuse(code, command.type, state, commandsIn(state), message, issues);
      const opens = command.type === 'application.open' || command.type === 'application.import';
      if (opens && state !== 'new') return no('already-exists', `application '${context.id}' exists already`);
      if (!opens && state === 'new') return no('not-found', `no application is called '${context.id}'`);
      const event = candidate(context, command, facts);
      if ('code' in event) return no(event.code, event.message, event.issues);
      if ('requestId' in event && event.requestId !== requestIdOf(context)) {
        return no(
          'stale-request',
          `'${event.requestId}' is not the current request '${requestIdOf(context)}'`,
        );
      }
      if ('jobId' in event && event.jobId !== jobIdOf(context)) {
        return no('stale-job', `'${event.jobId}' is not the current job '${jobIdOf(context)}'`);
      }
      const step = table().step(state, context, event);
      if (!step) {
        return no('not-possible', `'${command.type}' is not possible in '${state}'`);
      }
      return {
        ok: true,
        events: [event],
        effects: step.effects,
        next: { v: 1, state: step.state, context: step.context },
      };
    },
    evolve(current, event) {
      const step = table().step(current.state, current.context, event);
      if (step) return { v: 1, state: step.state, context: step.context };
      throw new LoketError('invalid-data', `event '${event.type}' does not fit state '${current.state}'`, {
        issues: [{ field: 'event', rule: `must be possible in '${current.state}'`, value: event.type }],
      });
    },
  };
}

function modeOf(state: string, rules: ApplicationRules): SigningMode {
  if (rules.provider === null || state === 'signing.wet' || state === 'signed.wet') return 'wet';
  return 'electronic';
}
