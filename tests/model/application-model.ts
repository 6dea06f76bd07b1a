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
import type { MachineTable } from '../../src/internal/compile-machine.js';

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

/** The other rooms as the application left them: what its effects set in motion and events ended. */
export interface Shadow {
  readonly request: 'none' | 'waiting' | 'inFlight' | 'unknown';
  readonly job: 'none' | 'queued' | 'running' | 'unknown';
  /** Whether its paper lies on the wet desk. */
  readonly paper: boolean;
  /** Whether a printed original exists. */
  readonly original: boolean;
  /** Whether an electronic signature is in force. */
  readonly electronic: boolean;
  /** Whether the sheet that was signed by hand still exists. */
  readonly sheet: boolean;
  readonly timers: { readonly commitment: boolean; readonly claim: boolean; readonly correction: boolean };
}

const emptyShadow: Shadow = {
  request: 'none',
  job: 'none',
  paper: false,
  original: false,
  electronic: false,
  sheet: false,
  timers: { commitment: false, claim: false, correction: false },
};

/** Whether the world can tell this at all: a desk without the paper reports no signature, a printer no other's job. */
function plausible(event: ApplicationEvent, shadow: Shadow, context: ApplicationContext): boolean {
  switch (event.type) {
    case 'signature.started':
    case 'signature.held':
    case 'signature.routedWet':
      return event.requestId !== requestIdOf(context) || shadow.request === 'waiting';
    case 'signature.made':
    case 'signature.requeued':
    case 'signature.refused':
      return (
        event.requestId !== requestIdOf(context) ||
        shadow.request === 'inFlight' ||
        shadow.request === 'unknown'
      );
    case 'signature.unknown':
      return event.requestId !== requestIdOf(context) || shadow.request === 'inFlight';
    case 'print.assigned':
      return event.jobId !== jobIdOf(context) || shadow.job === 'queued';
    case 'print.requeued':
    case 'print.unknown':
      return event.jobId !== jobIdOf(context) || shadow.job === 'running';
    case 'print.completed':
    case 'print.failed':
    case 'print.spoiled':
      return event.jobId !== jobIdOf(context) || shadow.job === 'running' || shadow.job === 'unknown';
    case 'wetSignature.made':
      return shadow.paper;
    case 'commitment.breached':
      return shadow.timers.commitment;
    case 'claim.expired':
      return shadow.timers.claim;
    default:
      return true;
  }
}

class Broken extends Error {}
function holds(condition: boolean, what: string): void {
  if (!condition) throw new Broken(what);
}

/** Moves the shadow on, and breaks where an effect asks another room for something that it cannot do. */
function follow(
  before: Shadow,
  was: ApplicationContext,
  event: ApplicationEvent,
  after: ApplicationContext,
  effects: readonly ApplicationEffect[],
): Shadow {
  let { request, job, paper, original, electronic, sheet } = before;
  const timers = { ...before.timers };
  switch (event.type) {
    case 'application.imported':
      original = after.printedAt !== null;
      electronic = after.mode === 'electronic' && after.signedAt !== null;
      sheet = after.mode === 'wet' && after.signedAt !== null;
      break;
    case 'signature.started':
      request = 'inFlight';
      break;
    case 'signature.requeued':
      request = 'waiting';
      break;
    case 'signature.unknown':
      request = 'unknown';
      break;
    case 'signature.made':
      request = 'none';
      electronic = true;
      break;
    case 'signature.refused':
    case 'signature.routedWet':
      request = 'none';
      break;
    case 'wetSignature.made':
      paper = false;
      sheet = true;
      break;
    case 'print.assigned':
      job = 'running';
      break;
    case 'print.requeued':
      job = 'queued';
      break;
    case 'print.unknown':
      job = 'unknown';
      break;
    case 'print.completed':
      job = 'none';
      original = true;
      break;
    case 'print.failed':
      job = 'none';
      break;
    case 'print.spoiled':
      job = 'none';
      sheet = false;
      break;
    case 'commitment.breached':
      timers.commitment = false;
      break;
    case 'claim.expired':
      timers.claim = false;
      break;
    default:
      break;
  }
  for (const effect of effects) {
    switch (effect.type) {
      case 'signature.request':
        holds(request === 'none', 'a signature is requested while a request is open');
        holds(!electronic, 'a signature is requested for a signed document');
        holds(effect.requestId === requestIdOf(after), 'a request is made that is not the current one');
        holds(effect.provider === after.rules.provider, 'a request goes to nobody');
        holds(after.requests > was.requests, 'a request has the id of an earlier one');
        request = 'waiting';
        break;
      case 'signature.cancel':
        holds(request === 'waiting', 'a request is taken back that does not wait');
        holds(effect.requestId === requestIdOf(after), 'a request is taken back that is not the current one');
        request = 'none';
        break;
      case 'signature.void':
        holds(electronic, 'a signature is declared void that does not exist');
        electronic = false;
        break;
      case 'wetSignature.request':
        holds(!paper, 'a paper is put on the desk twice');
        holds(effect.signatory === after.rules.signatory, 'a paper goes to nobody');
        paper = true;
        break;
      case 'wetSignature.cancel':
        holds(paper, 'a paper is taken off the desk that is not on it');
        paper = false;
        break;
      case 'print.request':
        holds(job === 'none', 'a print is requested while a job is open');
        holds(!original, 'a print is requested while an original exists');
        holds(!after.rules.needsRecord || after.recordReady, 'a print is requested without the record');
        holds(
          after.mode === 'none' || after.signedAt !== null || canPrintUnsigned(after),
          'an unsigned document is printed that is signed before',
        );
        holds(effect.jobId === jobIdOf(after), 'a job is made that is not the current one');
        holds(after.jobs > was.jobs, 'a job has the id of an earlier one');
        job = 'queued';
        break;
      case 'print.cancel':
        holds(job === 'queued', 'a job is taken back that does not wait');
        holds(effect.jobId === jobIdOf(after), 'a job is taken back that is not the current one');
        job = 'none';
        break;
      case 'document.discard':
        holds(original, 'a document is destroyed that was not printed');
        holds(effect.jobId === jobIdOf(was), 'a document of another job is destroyed');
        original = false;
        sheet = false;
        break;
      case 'timer.set':
        holds(effect.dueAt > event.at, `timer '${effect.timer}' is set in the past`);
        timers[effect.timer] = true;
        break;
      case 'timer.clear':
        timers[effect.timer] = false;
        break;
      case 'notice':
        holds(
          (effect.code === 'promised') === (effect.code === 'promised' && effect.readyBy !== null),
          'no day',
        );
        break;
    }
  }
  return { request, job, paper, original, electronic, sheet, timers };
}

function canPrintUnsigned({ mode, rules }: ApplicationContext): boolean {
  return mode === 'wet' && rules.wetStage === 'after-print';
}

/** What must hold wherever an application rests. */
function check(state: string, context: ApplicationContext, shadow: Shadow, final: boolean): void {
  const { rules, mode, signedAt, printedAt, commitment, breached } = context;
  const { request, job, paper, original, electronic, sheet, timers } = shadow;
  const wet = mode === 'wet' && signedAt !== null;
  const released = state === 'readyForPickup' || state === 'unclaimed' || state === 'collected';
  const ready = released && state !== 'collected';

  holds(!(electronic && wet), 'it carries an electronic and a wet signature');
  holds(final || sheet || !wet, 'the sheet that was signed by hand is gone, and its signature still counts');
  holds(state !== 'signing.wet' || signedAt === null, 'a signed paper lies on the desk');
  holds(!original || printedAt !== null || final, 'an original exists that the application forgot');
  if (released) {
    holds(printedAt !== null && original, 'it is released without a document');
    if (rules.signatory !== null) {
      holds(signedAt !== null && (electronic || wet), 'it is released unsigned');
      holds(electronic === (mode === 'electronic'), 'its mode does not say how it was signed');
    }
    holds(context.readyAt !== null, 'it is released without a time');
    holds(context.claimBy !== null, 'it is released without a last day');
  }
  if (rules.signatory === null) {
    holds(!/^sign(ing|ed)\./.test(state), 'a kind without a signature is being signed');
    holds(mode === null || mode === 'none', 'a kind without a signature is signed');
  }
  holds(rules.provider !== null || mode !== 'electronic', 'it is signed electronically by nobody');
  holds(context.attempts <= maxAttempts, 'more prints were tried than the limit allows');

  const places = { waiting: 'waiting', held: 'waiting', electronic: 'inFlight', unknown: 'unknown' } as const;
  const place = /^signing\.(waiting|held|electronic|unknown)$/.exec(state)?.[1];
  holds(
    request === (place === undefined ? 'none' : places[place as keyof typeof places]),
    `the signer has its request as '${request}'`,
  );
  const jobs: Readonly<Record<string, Shadow['job']>> = {
    'printing.queued': 'queued',
    'printing.running': 'running',
    'printing.unknown': 'unknown',
    'signed.electronic': 'queued',
    'signed.wet': printedAt === null ? 'queued' : 'none',
  };
  holds(job === (jobs[state] ?? 'none'), `the centre has its job as '${job}'`);
  holds(
    paper === (state === 'signing.wet'),
    paper ? 'its paper was forgotten on the desk' : 'its paper is not on the desk',
  );
  if (state === 'rejected' || state === 'cancelled' || state === 'destroyed') {
    holds(!original, 'an original outlives its application');
    holds(!electronic, 'a signature outlives its application');
  }
  const promised = commitment !== null && commitment.breachAt !== null && !breached;
  holds(timers.claim === (state === 'readyForPickup'), 'the time for pickup is not watched rightly');
  holds(timers.correction === (state === 'returned'), 'the time for correction is not watched rightly');
  holds(
    timers.commitment === (promised && !final && !ready),
    timers.commitment ? 'a promise is watched that does not stand' : 'a promise stands that nobody watches',
  );
  if (state === 'queued' || state === 'verifying' || state === 'returned') {
    holds(signedAt === null && printedAt === null, 'it is signed or printed before it was verified');
  }
}

function staleable(event: ApplicationEvent): string {
  if ('requestId' in event) return event.requestId;
  return 'jobId' in event ? event.jobId : '';
}

/** How far an exploration goes: attempts at the same thing beyond these numbers are left out. */
export interface Bounds {
  readonly requests: number;
  readonly jobs: number;
}

/** A state of an application and of the world around it. */
export interface Node {
  readonly state: string;
  readonly context: ApplicationContext;
  readonly shadow: Shadow;
  readonly from: number;
  readonly by: string;
}

/** What an exploration found. */
export interface Exploration {
  readonly nodes: readonly Node[];
  readonly edges: number;
  /** The first broken invariant, with the shortest way to it. */
  readonly problem: string | undefined;
}

/** Explores all that can become of an application under one set of rules, breadth first. */
export function explore(table: ApplicationTable, { births }: Variant, bounds: Bounds): Exploration {
  const { state, context } = table.initial({ id: 'a' });
  const nodes: Node[] = [{ state, context, shadow: emptyShadow, from: -1, by: '' }];
  const known = new Map<string, number>([['new', 0]]);
  const backward: number[][] = [[]];
  const beyond: number[] = [];
  let edges = 0;
  const way = (index: number, last: string): string => {
    const steps: string[] = [last];
    for (let i = index; i > 0; i = nodes[i]?.from ?? -1)
      steps.unshift(`${nodes[i]?.by} (${nodes[i]?.state})`);
    return steps.join(' -> ');
  };
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i];
    if (!node || table.isFinal(node.state)) continue;
    if (node.context.requests > bounds.requests || node.context.jobs > bounds.jobs) {
      beyond.push(i);
      continue;
    }
    for (const event of i === 0 ? births : eventsFor(node.context)) {
      if (!plausible(event, node.shadow, node.context)) continue;
      const step = table.step(node.state, node.context, event);
      if (!step) continue;
      edges++;
      const label = `${event.type}${'commitment' in event ? `[${event.commitment?.readyBy ?? 'open'}]` : ''}`;
      let shadow: Shadow;
      try {
        holds(!/[sp]9$/.test(staleable(event)), 'an outdated report moved it');
        holds(
          step.state !== 'printing.blocked' ||
            !('maxAttempts' in event) ||
            step.context.attempts >= event.maxAttempts,
          'a person is asked before the attempts are used up',
        );
        shadow = follow(node.shadow, node.context, event, step.context, step.effects);
        check(step.state, step.context, shadow, table.isFinal(step.state));
      } catch (error) {
        if (!(error instanceof Broken)) throw error;
        return { nodes, edges, problem: `${error.message}: ${way(i, `${label} (${step.state})`)}` };
      }
      const { rules: _, ...own } = step.context;
      const key = JSON.stringify([step.state, own, shadow]);
      let there = known.get(key);
      if (there === undefined) {
        there = nodes.length;
        known.set(key, there);
        backward.push([]);
        nodes.push({ state: step.state, context: step.context, shadow, from: i, by: label });
      }
      backward[there]?.push(i);
    }
  }
  // What lies beyond the bounds repeats what lies within them, so it counts as able to end.
  const open = [...nodes.keys()].filter((i) => table.isFinal(nodes[i]?.state ?? '')).concat(beyond);
  const ends = new Set(open);
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    for (const before of backward[i] ?? []) {
      if (ends.has(before)) continue;
      ends.add(before);
      open.push(before);
    }
  }
  const stuck = nodes.findIndex((_, i) => !ends.has(i));
  return { nodes, edges, problem: stuck < 0 ? undefined : `it can never end: ${way(stuck, '...')}` };
}
