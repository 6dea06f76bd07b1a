import { compileMachine } from '../internal/compile-machine.js';
import { LoketError } from '../internal/errors.js';
import type { Issue } from '../internal/issue.js';
import { lazy } from '../internal/lazy.js';
import type { Decider, Outcome } from '../internal/outcome.js';
import { type RefusalCode, refuse } from '../internal/refusal.js';
import { applicationCommands } from './application-commands.js';
import {
  type ApplicationContext,
  copyApplication,
  initialApplication,
  jobIdOf,
  requestIdOf,
} from './application-context.js';
import { applicationMachine } from './application-machine.js';
import { candidate } from './candidate.js';
import type { ApplicationFacts } from './commitment.js';
import { type DocumentsConfig, fullDocumentsConfig, rulesFinder } from './documents-config.js';
import type { ApplicationCommand, ApplicationEffect, ApplicationEvent } from './messages.js';
import { renewal } from './renewal.js';

/** The stored state of an application: plain JSON. */
export interface ApplicationState {
  /** Version of this shape. */
  readonly v: 2;
  /** Where it rests, as `printing.queued`; `new` when it was never opened. */
  readonly state: string;
  readonly context: ApplicationContext;
}

/** The table that runs {@link applicationMachine}. @internal */
export const applicationTable = /* @__PURE__ */ lazy(() =>
  compileMachine<ApplicationContext, ApplicationEvent, ApplicationEffect, { id: string }>(
    applicationMachine,
    { copy: copyApplication },
  ),
);

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
  'application.foundDuplicate': 'application.markDuplicate',
  'application.reissued': 'application.reissue',
  'application.superseded': 'application.supersede',
  'application.escalated': 'application.escalate',
  'temporary.issued': 'temporary.issue',
  'record.restarted': 'record.restart',
  'hold.expired': 'hold.expire',
  'print.retried': 'print.retry',
  'pickup.codeRenewed': 'pickup.renewCode',
  'claim.expired': 'claim.expire',
  'commitment.breached': 'commitment.breach',
  'retention.ended': 'retention.end',
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
  const taken = applicationTable().takes(state).flatMap(commandsOf);
  // Told again while it waits, it moves nothing and may still change what was promised.
  return state === 'signing.held' ? [...taken, 'signature.held'] : taken;
}

/** Lists the commands that lead to an event. @internal */
export function commandsOf(event: string): readonly ApplicationCommand['type'][] {
  if (event === 'commitment.renewed') return ['commitment.renew', 'commitment.review', 'print.foreseen'];
  return [commandOf[event as ApplicationEvent['type']] ?? (event as ApplicationCommand['type'])];
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
export function deciderOn(tableOf: typeof applicationTable, input: DocumentsConfig): ApplicationDecider {
  const config = fullDocumentsConfig(input);
  const rulesOn = rulesFinder(input);

  return {
    initial: (id) => ({ v: 2, state: 'new', context: initialApplication(id) }),
    decide(current, command, facts): Outcome<ApplicationEvent, ApplicationEffect, ApplicationState> {
      const { state, context } = current;
      const table = tableOf();
      const no = (code: RefusalCode, message: string, issues?: readonly Issue[]) =>
        refuse(code, command.type, state, commandsIn(state), message, issues);
      const notPossible = () => no('not-possible', `'${command.type}' is not possible in '${state}'`);
      const opens = command.type === 'application.open' || command.type === 'application.import';
      if (opens && state !== 'new') return no('already-exists', `application '${context.id}' exists already`);
      if (!opens && state === 'new') return no('not-found', `no application is called '${context.id}'`);
      if ('requestId' in command && command.requestId !== requestIdOf(context)) {
        const text = `'${command.requestId}' is not the current request '${requestIdOf(context)}'`;
        return no('stale-request', text);
      }
      if ('jobId' in command && command.jobId !== jobIdOf(context)) {
        return no('stale-job', `'${command.jobId}' is not the current job '${jobIdOf(context)}'`);
      }
      const event = candidate({ config, rulesOn, state, context, facts }, command);
      if (event !== null && 'code' in event) {
        // What the state does not take at all is not worth a finer reason.
        const known = opens || commandsIn(state).includes(command.type);
        return known ? no(event.code, event.message, event.issues) : notPossible();
      }
      // What happens without an event of its own happens only where the state takes the command.
      if (event === null && !allCommandsIn(state).includes(command.type)) return notPossible();
      const first = event === null ? { state, context, effects: [] } : table.step(state, context, event);
      if (!first) return notPossible();
      const events = event === null ? [] : [event];
      const further = renewal(config, context, first.context, command, facts);
      const second = further && table.step(first.state, first.context, further);
      if (!further || !second) {
        const next: ApplicationState = { v: 2, state: first.state, context: first.context };
        return { ok: true, events, effects: first.effects, next };
      }
      return {
        ok: true,
        events: [...events, further],
        effects: [...first.effects, ...second.effects],
        next: { v: 2, state: second.state, context: second.context },
      };
    },
    evolve(current, event) {
      const step = tableOf().step(current.state, current.context, event);
      if (step) return { v: 2, state: step.state, context: step.context };
      throw new LoketError('invalid-data', `event '${event.type}' does not fit state '${current.state}'`, {
        issues: [{ field: 'event', rule: `must be possible in '${current.state}'`, value: event.type }],
      });
    },
  };
}
