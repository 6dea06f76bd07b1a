import { show } from '../internal/errors.js';
import type { Issue } from '../internal/issue.js';
import type { OfType } from '../internal/messages.js';
import type { RefusalCode } from '../internal/refusal.js';
import type { DayCount, EpochMs } from '../internal/time.js';
import type { ApplicationContext } from './application-context.js';
import { wasReleased } from './application-past.js';
import type { ApplicationRules, SigningMode } from './application-schemas.js';
import { type ApplicationFacts, claimFrom, endAfter, promised, reckon } from './commitment.js';
import type { FullDocumentsConfig, NoRules } from './documents-config.js';
import { importProblem } from './import.js';
import type { ApplicationCommand, ApplicationEvent } from './messages.js';
import { invitation, promiseAnew } from './renewal.js';

/** Why a command cannot become an event. @internal */
export interface Verdict {
  readonly code: RefusalCode;
  readonly message: string;
  readonly issues?: readonly Issue[];
}

/** What a command is about to be turned into an event with. @internal */
export interface Scene {
  readonly config: FullDocumentsConfig;
  readonly rulesOn: (kindId: string, at: EpochMs) => ApplicationRules | NoRules;
  readonly state: string;
  readonly context: ApplicationContext;
  readonly facts: ApplicationFacts;
}

/**
 * Turns a command and the facts into the event that carries everything decided; `null` where nothing happened that a
 * person would tell, and only a promise may change.
 * @internal
 */
export function candidate(scene: Scene, command: ApplicationCommand): ApplicationEvent | Verdict | null {
  const { config, context, facts } = scene;
  const { calendar, maxAttempts } = config;
  const { at } = command;
  const end = (period: DayCount) => endAfter(calendar, at, period);
  const attentionAt = () => end(config.attention);
  const claim = () => claimFrom(calendar, context.rules, at);
  switch (command.type) {
    case 'application.open': {
      const rules = scene.rulesOn(command.kind, at);
      if ('code' in rules) return rules;
      return opened(command, rules, attentionAt());
    }
    case 'application.import':
      return imported(scene, command);
    case 'application.call':
      return { type: 'application.called', at, ticketId: command.ticketId, counter: command.counter };
    case 'application.pass': {
      const known = { recordReady: context.recordReady, mode: null };
      const { commitment } = reckon(calendar, context.rules, at, facts, known);
      return {
        type: 'application.passed',
        at,
        commitment,
        holdUntil: end(config.maxHold),
        attentionAt: attentionAt(),
      };
    }
    case 'application.return':
      return {
        type: 'application.returned',
        at,
        reason: command.reason,
        correctionAt: end(config.correction),
      };
    case 'application.resubmit':
      return { type: 'application.resubmitted', at, attentionAt: attentionAt() };
    case 'application.reject':
      return { type: 'application.rejected', at, reason: command.reason };
    case 'application.cancel':
      return { type: 'application.cancelled', at, reason: command.reason };
    case 'application.markDuplicate':
      if (command.of === context.id) {
        return { code: 'invalid-command', message: 'of: must be another application' };
      }
      return { type: 'application.foundDuplicate', at, of: command.of };
    case 'application.reissue': {
      const rules = scene.rulesOn(context.kind, at);
      if ('code' in rules) return rules;
      const { reason } = command;
      return { type: 'application.reissued', at, reason, replacement: nextEdition(context.id) };
    }
    case 'application.supersede':
      return { type: 'application.superseded', at, replacement: command.replacement };
    case 'application.escalate':
      return { type: 'application.escalated', at };
    case 'temporary.issue':
      return temporary(scene, at);
    case 'record.advanced':
      return { type: 'record.advanced', at, stage: command.stage };
    case 'record.failed':
      return { type: 'record.failed', at, failure: command.failure, reason: command.reason };
    case 'record.restart':
      return { type: 'record.restarted', at, attentionAt: attentionAt() };
    case 'record.ready':
      return { type: 'record.ready', at };
    case 'hold.expire':
      return { type: 'hold.expired', at };
    case 'signature.held':
      // Told again, it changes the promise only.
      if (scene.state === 'signing.held') return null;
      return { type: 'signature.held', at, requestId: command.requestId };
    case 'signature.started':
    case 'signature.routedWet':
    case 'signature.requeued':
    case 'signature.unknown':
      return { type: command.type, at, requestId: command.requestId };
    case 'signature.made': {
      const { requestId, artifact } = command;
      if (context.mode === 'electronic' && (artifact ?? null) === context.artifact) return null;
      return artifact === undefined
        ? { type: 'signature.made', at, requestId }
        : { type: 'signature.made', at, requestId, artifact };
    }
    case 'signature.upgraded': {
      const { requestId, artifact } = command;
      return { type: 'signature.upgraded', at, requestId, artifact };
    }
    case 'signature.refused':
      return { type: 'signature.refused', at, requestId: command.requestId, reason: command.reason };
    case 'wetSignature.made':
    case 'wetSignature.checked':
    case 'inspection.passed':
      return { type: command.type, at, claim: claim() };
    case 'print.assigned':
      return { type: 'print.assigned', at, jobId: command.jobId, printerId: command.printerId };
    case 'print.foreseen':
      return invitation(config, context, command, facts) ?? null;
    case 'print.requeued':
    case 'print.unknown':
      return { type: command.type, at, jobId: command.jobId };
    case 'print.completed': {
      const { jobId, serial } = command;
      return serial === undefined
        ? { type: 'print.completed', at, jobId, claim: claim() }
        : { type: 'print.completed', at, jobId, claim: claim(), serial };
    }
    case 'print.failed':
    case 'print.spoiled':
      return { type: command.type, at, jobId: command.jobId, reason: command.reason, maxAttempts };
    case 'print.retry':
      return { type: 'print.retried', at, attentionAt: attentionAt() };
    case 'inspection.failed':
      return { type: 'inspection.failed', at, reason: command.reason, maxAttempts };
    case 'pickup.collected':
      return collected(context, command);
    case 'pickup.codeRefused':
      return isLocked(context) ? locked : { type: 'pickup.codeRefused', at };
    case 'pickup.renewCode':
      return { type: 'pickup.codeRenewed', at };
    case 'defect.found':
      return { type: 'defect.found', at, reason: command.reason, attentionAt: attentionAt() };
    case 'claim.expire':
      return { type: 'claim.expired', at, retentionAt: end(context.rules.retention) };
    case 'commitment.breach': {
      const day = context.commitment?.readyBy ?? null;
      // A day declared a holiday after it was promised is no broken promise; it is made anew.
      if (day !== null && !calendar.info(day).working) return null;
      return { type: 'commitment.breached', at };
    }
    case 'commitment.review':
      return null;
    case 'commitment.renew': {
      const anew = promiseAnew(config, context, at, command.readyBy, facts);
      if (!('wrongDay' in anew)) return anew;
      const issue: Issue = { field: 'readyBy', rule: anew.wrongDay, value: command.readyBy };
      return {
        code: 'invalid-command',
        message: `readyBy: ${issue.rule}, got ${show(issue.value)}`,
        issues: [issue],
      };
    }
    case 'retention.end':
      return { type: 'retention.ended', at };
    case 'document.destroy':
      return { type: 'document.destroyed', at, reason: command.reason };
  }
}

// A spread with one more field costs more than all the rest, so the common cases are spelled out, here and above.
function opened(
  command: OfType<ApplicationCommand, 'application.open'>,
  rules: ApplicationRules,
  attentionAt: EpochMs,
): ApplicationEvent {
  const { at, applicationId, kind, applicant, ticketId, replaces, temporaryFor } = command;
  const type = 'application.opened';
  if (replaces === undefined && temporaryFor === undefined) {
    return ticketId === undefined
      ? { type, at, applicationId, kind, applicant, rules, attentionAt }
      : { type, at, applicationId, kind, applicant, rules, attentionAt, ticketId };
  }
  return {
    ...{ type, at, applicationId, kind, applicant, rules, attentionAt },
    ...(ticketId === undefined ? {} : { ticketId }),
    ...(replaces === undefined ? {} : { replaces }),
    ...(temporaryFor === undefined ? {} : { temporaryFor }),
  };
}

function temporary({ rulesOn, context }: Scene, at: EpochMs): ApplicationEvent | Verdict {
  const allowed = context.rules.temporary;
  if (allowed === null) {
    return { code: 'no-temporary', message: `kind '${context.kind}' has no temporary document` };
  }
  const rules = rulesOn(allowed.kind, at);
  if ('code' in rules) return rules;
  const issued = context.links?.temporaries ?? 0;
  if (allowed.renewals !== null && issued > allowed.renewals) {
    return {
      code: 'renewals-used-up',
      message: `the temporary document was renewed ${allowed.renewals} times, which is the limit`,
    };
  }
  return { type: 'temporary.issued', at, temporary: `${context.id}~t${issued + 1}` };
}

const locked: Verdict = {
  code: 'code-locked',
  message: 'too many wrong one-time codes were given; make a new one',
};
function isLocked({ handover, rules }: ApplicationContext): boolean {
  return (handover?.wrongTries ?? 0) >= rules.handover.maxTries;
}

function collected(
  context: ApplicationContext,
  { at, collector, proof = 'identity' }: OfType<ApplicationCommand, 'pickup.collected'>,
): ApplicationEvent | Verdict {
  const { ref, relation = 'self' } = collector;
  const { code } = context.rules.handover;
  if (proof === 'code' && isLocked(context)) return locked;
  if (proof !== 'code' && (code === 'always' || (code === 'proxy' && relation === 'proxy'))) {
    const who = relation === 'proxy' ? 'a proxy' : 'the applicant';
    return { code: 'code-required', message: `${who} must give the one-time code` };
  }
  return { type: 'pickup.collected', at, collector: ref, relation, proof };
}

/** Names the application of a document's next edition: `a-1`, `a-1~2`, `a-1~3`. */
function nextEdition(id: string): string {
  const found = /^(.*)~(\d+)$/.exec(id);
  return found ? `${found[1]}~${Number(found[2]) + 1}` : `${id}~2`;
}

function imported(
  { config, rulesOn }: Scene,
  command: OfType<ApplicationCommand, 'application.import'>,
): ApplicationEvent | Verdict {
  const { calendar } = config;
  const { at, applicationId, kind, applicant, state, since, serial, readyBy } = command;
  const rules = rulesOn(kind, since);
  if ('code' in rules) return rules;
  const problem = importProblem(command, rules);
  if (problem) {
    const message = `${problem.field}: ${problem.rule}, got ${show(problem.value)}`;
    return { code: 'invalid-command', message, issues: [problem] };
  }
  const mode: SigningMode = rules.signatory === null ? 'none' : (command.mode ?? modeOf(state, rules));
  const claim = wasReleased(state) ? claimFrom(calendar, rules, since) : null;
  return {
    type: 'application.imported',
    at,
    applicationId,
    kind,
    applicant,
    rules,
    state,
    since,
    mode,
    commitment: readyBy === undefined ? null : promised(calendar, readyBy, mode),
    claim,
    correctionAt: endAfter(calendar, since, config.correction),
    // What waits already waits on from now, or all of a backlog would be due at once.
    holdUntil: endAfter(calendar, at, config.maxHold),
    attentionAt: endAfter(calendar, at, config.attention),
    retentionAt: endAfter(calendar, claim?.expiresAt ?? since, rules.retention),
    ...(serial === undefined ? {} : { serial }),
  };
}

function modeOf(state: string, rules: ApplicationRules): SigningMode {
  if (rules.provider === null || state === 'signing.wet' || state === 'signed.wet') return 'wet';
  return 'electronic';
}
