import { defineCalendar } from '../../src/calendar/index.js';
import {
  type ApplicationCommand,
  type ApplicationContext,
  type ApplicationEffect,
  type ApplicationEvent,
  applicationDecider,
  type Commitment,
  defineDocumentKind,
  importableStates,
  jobIdOf,
  requestIdOf,
} from '../../src/documents/index.js';
import {
  type Exploration,
  type Bounds as ExplorationBounds,
  explore as exploreMoves,
  type Move,
  type Node,
  type Territory,
} from '../../src/documents/verify/explore.js';
import { holds, plausible } from '../../src/documents/verify/world.js';
import type { MachineTable } from '../../src/internal/compile-machine.js';

export type { Exploration, Node };

/** How far an exploration goes. */
export interface Bounds extends ExplorationBounds {
  readonly tries: number;
  readonly codes: number;
  readonly temporaries: number;
}

export type ApplicationTable = MachineTable<
  ApplicationContext,
  ApplicationEvent,
  ApplicationEffect,
  { id: string }
>;

const calendar = defineCalendar({
  id: 'model',
  timeZone: 'Asia/Jakarta',
  hours: { wed: [{ from: '08:00', to: '16:00' }], thu: [{ from: '08:00', to: '16:00' }] },
  years: { 2019: { source: 'made up', holidays: [] } },
});
export const at = Date.parse('2019-07-17T08:00+07:00');
const since = at - 3_600_000;
const by = { id: 'ani', role: 'officer' };
const breachAt = calendar.endOf('2019-07-18');
/** Two attempts at a print, then a person is asked. */
export const maxAttempts = 2;

/** One set of rules, with the events that open an application under it. */
export interface Variant {
  readonly name: string;
  readonly births: readonly ApplicationEvent[];
  /** Whether a temporary document can stand in. */
  readonly temporary: boolean;
}

interface Rules {
  readonly signature: false | { readonly by: string; readonly wetStage: 'after-print' | 'before-print' };
  readonly provider: boolean;
  readonly needsRecord: boolean;
  readonly inspect: boolean;
  readonly checkBack: boolean;
}

/**
 * Every set of rules that tells two applications apart, and every row that an import takes under it, the richest first.
 * How a document is signed has nothing to do with temporary documents, so three sets stand for all that have one.
 */
export function variants(): Variant[] {
  const flags = [true, false];
  const plain: Rules[] = [];
  for (const needsRecord of flags) {
    for (const inspect of flags) {
      for (const provider of flags) {
        for (const wetStage of ['after-print', 'before-print'] as const) {
          for (const checkBack of flags) {
            plain.push({ signature: { by: 'head', wetStage }, provider, needsRecord, inspect, checkBack });
          }
        }
      }
      plain.push({ signature: false, provider: false, needsRecord, inspect, checkBack: false });
    }
  }
  const rich = { provider: true, needsRecord: true, inspect: true, checkBack: true };
  return [
    variant({ ...rich, signature: { by: 'head', wetStage: 'after-print' } }, true),
    variant({ ...rich, signature: { by: 'head', wetStage: 'before-print' } }, true),
    variant({ ...rich, signature: false, provider: false, checkBack: false }, true),
    ...plain.map((rules) => variant(rules, false)),
  ];
}

function variant(rules: Rules, temporary: boolean): Variant {
  const { provider, ...rest } = rules;
  const kind = defineDocumentKind({ id: 'k', service: 's', medium: 'm', ...rest });
  const decider = applicationDecider({
    calendar,
    kinds: [
      temporary ? { ...kind, temporary: { kind: 't', validFor: { months: 6 }, renewals: null } } : kind,
    ],
    isCard: () => false,
    providerOf: () => (provider ? 'tte' : null),
  });
  const births: ApplicationEvent[] = [];
  const give = (command: ApplicationCommand) => {
    const outcome = decider.decide(decider.initial('a'), command, {});
    if (outcome.ok) births.push(...outcome.events);
  };
  const head = { id: 'c', at, by, applicationId: 'a', kind: 'k', applicant: { ref: 'p' } };
  give({ type: 'application.open', ...head });
  if (temporary) {
    give({ type: 'application.open', ...head, replaces: 'z' });
    give({ type: 'application.open', ...head, temporaryFor: 'z' });
  }
  for (const state of importableStates) {
    for (const mode of [undefined, 'electronic', 'wet', 'none'] as const) {
      for (const readyBy of [undefined, '2019-07-18']) {
        give({
          type: 'application.import',
          ...head,
          state,
          since,
          ...(mode && { mode }),
          ...(readyBy && { readyBy }),
        });
      }
    }
  }
  const distinct = new Map(births.map((event) => [JSON.stringify(event), event]));
  return { name: JSON.stringify({ ...rules, temporary }), births: [...distinct.values()], temporary };
}

const made: Commitment = { readyBy: '2019-07-18', basis: 'electronic', pending: null, breachAt };
const pending: Commitment = { readyBy: null, basis: 'electronic', pending: 'signer-down', breachAt: null };
const claim = { claimBy: '2019-10-15', expiresAt: calendar.endOf('2019-10-15') };
const holdUntil = at + 60_000;
const attentionAt = at + 3_600_000;
const retentionAt = at + 90 * 86_400_000;

/** Every event of the machine, with current and stale ids, and promises that are made or open. */
export function eventsFor(context: ApplicationContext): ApplicationEvent[] {
  const events: ApplicationEvent[] = [
    { type: 'application.called', at, ticketId: 't', counter: '1' },
    { type: 'application.passed', at, commitment: made, holdUntil, attentionAt },
    { type: 'application.passed', at, commitment: pending, holdUntil, attentionAt },
    { type: 'application.returned', at, reason: 'r', correctionAt: at + 1000 },
    { type: 'application.resubmitted', at, attentionAt },
    { type: 'application.rejected', at, reason: 'r' },
    { type: 'application.foundDuplicate', at, of: 'b' },
    { type: 'application.cancelled', at, reason: 'r' },
    { type: 'application.superseded', at, replacement: 'c' },
    { type: 'application.reissued', at, reason: 'r', replacement: 'a~2' },
    { type: 'application.escalated', at },
    { type: 'record.advanced', at, stage: 'sent' },
    { type: 'record.failed', at, failure: 'duplicate-record', reason: 'r' },
    { type: 'record.restarted', at, attentionAt },
    { type: 'record.ready', at },
    { type: 'hold.expired', at: holdUntil },
    { type: 'wetSignature.made', at, claim },
    { type: 'wetSignature.checked', at, claim },
    { type: 'print.retried', at, attentionAt },
    { type: 'inspection.passed', at, claim },
    { type: 'inspection.failed', at, reason: 'r', maxAttempts },
    { type: 'pickup.collected', at, collector: 'p', relation: 'self', proof: 'identity' },
    { type: 'pickup.codeRefused', at },
    { type: 'pickup.codeRenewed', at },
    { type: 'defect.found', at, reason: 'r', attentionAt },
    { type: 'claim.expired', at, retentionAt },
    { type: 'retention.ended', at },
    { type: 'commitment.breached', at },
    { type: 'commitment.renewed', at, commitment: made, notice: 'promised', cause: null },
    { type: 'commitment.renewed', at, commitment: pending, notice: null, cause: null },
    { type: 'document.destroyed', at, reason: 'r' },
  ];
  const temporaries = context.links?.temporaries ?? 0;
  if (context.rules.temporary !== null) {
    events.push({ type: 'temporary.issued', at, temporary: `a~t${temporaries + 1}` });
  }
  for (const requestId of [requestIdOf(context), `a/s${context.requests - 1}`]) {
    events.push(
      { type: 'signature.started', at, requestId },
      { type: 'signature.held', at, requestId },
      { type: 'signature.routedWet', at, requestId },
      { type: 'signature.requeued', at, requestId },
      { type: 'signature.requeued', at: holdUntil, requestId },
      { type: 'signature.made', at, requestId, artifact: 'x' },
      { type: 'signature.made', at, requestId, artifact: 'late' },
      { type: 'signature.upgraded', at, requestId, artifact: 'late' },
      { type: 'signature.refused', at, requestId, reason: 'r' },
      { type: 'signature.unknown', at, requestId },
    );
  }
  for (const jobId of [jobIdOf(context), `a/p${context.jobs - 1}`]) {
    events.push(
      { type: 'print.assigned', at, jobId, printerId: 'P1' },
      { type: 'print.requeued', at, jobId },
      { type: 'print.completed', at, jobId, serial: 's', claim },
      { type: 'print.failed', at, jobId, reason: 'r', maxAttempts },
      { type: 'print.spoiled', at, jobId, reason: 'r', maxAttempts },
      { type: 'print.unknown', at, jobId },
    );
  }
  return events;
}

/** What the decider keeps from happening more often, so that the space is finite. */
function isWithin(event: ApplicationEvent, context: ApplicationContext, bounds: Bounds): boolean {
  switch (event.type) {
    case 'pickup.codeRefused':
      return (context.handover?.wrongTries ?? 0) < bounds.tries;
    case 'pickup.codeRenewed':
      return (context.handover?.codes ?? 0) < bounds.codes;
    case 'temporary.issued':
      return (context.links?.temporaries ?? 0) < bounds.temporaries;
    case 'signature.made':
      // The same file again is answered by the decider.
      return context.mode !== 'electronic' || event.artifact !== context.artifact;
    default:
      return true;
  }
}

function isOutdated(event: ApplicationEvent, context: ApplicationContext): boolean {
  if ('requestId' in event) return event.requestId !== requestIdOf(context);
  return 'jobId' in event && event.jobId !== jobIdOf(context);
}

/** Whether a report of a machine moves the day on which a person is asked or the pen takes over. */
function isOutOfHand(event: ApplicationEvent, effects: readonly ApplicationEffect[]): boolean {
  if (!/^(signature|print)\.|^record\.(ready|failed|advanced)$|^commitment\./.test(event.type)) return false;
  if (event.type === 'print.retried') return false;
  return effects.some(
    (effect) => effect.type === 'timer.set' && (effect.timer === 'attention' || effect.timer === 'hold'),
  );
}

/** Whether an application is over, though its owner may still come back for another. */
export function isOver(table: ApplicationTable, state: string): boolean {
  return table.isFinal(state) || state === 'collected';
}

/** Explores all that can become of an application under one set of rules, breadth first. */
export function explore(
  table: ApplicationTable,
  { births, temporary }: Variant,
  given: Bounds,
  onEdge?: Territory<Move>['onEdge'],
): Exploration {
  // Temporary documents multiply every place, so they have bounds of their own.
  const bounds = temporary ? given : { ...given, temporaries: 0 };
  const { state, context } = table.initial({ id: 'a' });
  return exploreMoves({
    start: { state, context },
    isFinal: table.isFinal,
    isEnd: (place) => isOver(table, place),
    maxAttempts,
    bounds,
    ...(onEdge && { onEdge }),
    *moves(node) {
      for (const event of node.from < 0 ? births : eventsFor(node.context)) {
        if (!plausible(event, node.shadow, node.context) || !isWithin(event, node.context, bounds)) continue;
        const step = table.step(node.state, node.context, event);
        if (!step) continue;
        holds(!isOutdated(event, node.context), 'an outdated report moved it');
        holds(!isOutOfHand(event, step.effects), 'a machine’s report put off what a person is asked for');
        yield { event, step };
      }
    },
  });
}
