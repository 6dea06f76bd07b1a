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
  type Bounds,
  type Exploration,
  explore as exploreMoves,
  type Node,
} from '../../src/documents/verify/explore.js';
import { holds, plausible } from '../../src/documents/verify/world.js';
import type { MachineTable } from '../../src/internal/compile-machine.js';

export type { Bounds, Exploration, Node };

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
const maxAttempts = 2;

/** One set of rules, with the events that open an application under it. */
export interface Variant {
  readonly name: string;
  readonly births: readonly ApplicationEvent[];
}

/** Every set of rules that tells two applications apart, and every row that an import takes under it. */
export function variants(): Variant[] {
  const all: Variant[] = [];
  const flags = [false, true];
  for (const needsRecord of flags) {
    for (const inspect of flags) {
      all.push(variant({ signature: false, provider: false, needsRecord, inspect, checkBack: false }));
      for (const provider of flags) {
        for (const wetStage of ['after-print', 'before-print'] as const) {
          for (const checkBack of flags) {
            all.push(
              variant({ signature: { by: 'head', wetStage }, provider, needsRecord, inspect, checkBack }),
            );
          }
        }
      }
    }
  }
  return all;
}

function variant(rules: {
  signature: false | { by: string; wetStage: 'after-print' | 'before-print' };
  provider: boolean;
  needsRecord: boolean;
  inspect: boolean;
  checkBack: boolean;
}): Variant {
  const { provider, ...rest } = rules;
  const decider = applicationDecider({
    calendar,
    kinds: [defineDocumentKind({ id: 'k', service: 's', medium: 'm', ...rest })],
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
  return { name: JSON.stringify(rules), births: [...distinct.values()] };
}

const made: Commitment = { readyBy: '2019-07-18', basis: 'electronic', pending: null, breachAt };
const pending: Commitment = { readyBy: null, basis: 'electronic', pending: 'signer-down', breachAt: null };
const claim = { claimBy: '2019-10-15', expiresAt: calendar.endOf('2019-10-15') };

/** Every event of the machine, with current and stale ids, and commitments that are made, open or left alone. */
export function eventsFor(context: ApplicationContext): ApplicationEvent[] {
  const events: ApplicationEvent[] = [
    { type: 'application.called', at, ticketId: 't', counter: '1' },
    { type: 'application.passed', at, commitment: made },
    { type: 'application.passed', at, commitment: pending },
    { type: 'application.returned', at, reason: 'r', correctionAt: at + 1000 },
    { type: 'application.resubmitted', at },
    { type: 'application.rejected', at, reason: 'r' },
    { type: 'application.cancelled', at, reason: 'r' },
    { type: 'wetSignature.made', at, claim },
    { type: 'wetSignature.checked', at, claim },
    { type: 'print.retried', at },
    { type: 'inspection.passed', at, claim },
    { type: 'inspection.failed', at, reason: 'r', maxAttempts },
    { type: 'pickup.collected', at, collector: 'p', relation: 'self' },
    { type: 'claim.expired', at },
    { type: 'commitment.breached', at },
    { type: 'document.destroyed', at, reason: 'r' },
  ];
  for (const commitment of [null, made, pending]) events.push({ type: 'record.ready', at, commitment });
  for (const requestId of [requestIdOf(context), 'a/s9']) {
    for (const commitment of [null, made])
      events.push({ type: 'signature.started', at, requestId, commitment });
    for (const commitment of [made, pending]) {
      events.push({ type: 'signature.held', at, requestId, commitment });
      events.push({ type: 'signature.routedWet', at, requestId, commitment });
    }
    events.push(
      { type: 'signature.requeued', at, requestId },
      { type: 'signature.made', at, requestId, artifact: 'x' },
      { type: 'signature.refused', at, requestId, reason: 'r' },
      { type: 'signature.unknown', at, requestId },
    );
  }
  for (const jobId of [jobIdOf(context), 'a/p9']) {
    for (const commitment of [null, made, pending]) {
      events.push({ type: 'print.assigned', at, jobId, printerId: 'P1', commitment });
    }
    events.push(
      { type: 'print.requeued', at, jobId },
      { type: 'print.completed', at, jobId, serial: 's', claim },
      { type: 'print.failed', at, jobId, reason: 'r', maxAttempts },
      { type: 'print.spoiled', at, jobId, reason: 'r', maxAttempts },
      { type: 'print.unknown', at, jobId },
    );
  }
  return events;
}

function staleable(event: ApplicationEvent): string {
  if ('requestId' in event) return event.requestId;
  return 'jobId' in event ? event.jobId : '';
}

/** Explores all that can become of an application under one set of rules, breadth first. */
export function explore(table: ApplicationTable, { births }: Variant, bounds: Bounds): Exploration {
  const { state, context } = table.initial({ id: 'a' });
  return exploreMoves({
    start: { state, context },
    isFinal: table.isFinal,
    maxAttempts,
    bounds,
    *moves(node) {
      for (const event of node.from < 0 ? births : eventsFor(node.context)) {
        if (!plausible(event, node.shadow, node.context)) continue;
        const step = table.step(node.state, node.context, event);
        if (!step) continue;
        holds(!/[sp]9$/.test(staleable(event)), 'an outdated report moved it');
        yield { event, step };
      }
    },
  });
}
