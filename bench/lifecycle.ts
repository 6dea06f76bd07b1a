import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type AnyStateMachine, initialTransition, transition } from 'xstate';
import { applicationTable } from '../src/documents/application.js';
import {
  type ApplicationCommand,
  type ApplicationContext,
  type ApplicationEffect,
  type ApplicationEvent,
  type ApplicationState,
  applicationDecider,
  applicationMachine,
} from '../src/documents/index.js';
import { dukcapilKinds, indonesianCalendar } from '../src/indonesia/index.js';
import { type Effort, type Figure, interleaved, median, ratioOf, round } from './lib.js';

const decider = applicationDecider({
  calendar: indonesianCalendar({ region: '35.07' }),
  kinds: dukcapilKinds(),
  isCard: () => false,
  providerOf: () => 'tte',
});
const facts = { signing: { mode: 'electronic' }, stock: { blanks: 400, ahead: 0 } } as const;
const start = Date.parse('2019-07-17T08:00+07:00');

/** A birth certificate from its ticket to its owner, signed electronically. */
export function happyPath(applicationId: string): ApplicationCommand[] {
  const head = (minute: number) => ({
    id: `${applicationId}-c${minute}`,
    at: start + minute * 60_000,
    by: { id: 'ani', role: 'officer' },
    applicationId,
  });
  return [
    {
      type: 'application.open',
      ...head(0),
      kind: 'akta-lahir',
      applicant: { ref: 'v-1', area: 'Kepanjen' },
      ticketId: 't-1',
    },
    { type: 'application.call', ...head(1), ticketId: 't-1', counter: 'A' },
    { type: 'application.pass', ...head(2) },
    { type: 'signature.started', ...head(3), requestId: `${applicationId}/s1` },
    { type: 'signature.made', ...head(4), requestId: `${applicationId}/s1`, artifact: 'x.pdf' },
    { type: 'print.assigned', ...head(5), jobId: `${applicationId}/p1`, printerId: 'P1' },
    { type: 'print.completed', ...head(6), jobId: `${applicationId}/p1`, serial: 'S-1' },
    { type: 'pickup.collected', ...head(7), collector: { ref: 'v-1' } },
  ];
}

/** Gives commands to an application, by `decide` and `evolve` alone. */
export function run(state: ApplicationState, commands: readonly ApplicationCommand[]): ApplicationState {
  let at = state;
  for (const command of commands) {
    const outcome = decider.decide(at, command, facts);
    if (!outcome.ok) throw new Error(outcome.message);
    for (const event of outcome.events) at = decider.evolve(at, event);
  }
  return at;
}

export const initial = (id: string) => decider.initial(id);

interface Step {
  readonly state: string;
  readonly context: ApplicationContext;
  readonly effects: readonly ApplicationEffect[];
}

/** What a person would write for this one way, guards included: no import, no refusals of other ways. */
export function handwritten(state: string, c: ApplicationContext, event: ApplicationEvent): Step | undefined {
  const { at } = event;
  const applicationId = c.id;
  const readyBy = c.commitment?.readyBy ?? null;
  switch (event.type) {
    case 'application.opened': {
      if (state !== 'new') return undefined;
      const { kind, applicant, ticketId = null, rules } = event;
      const { ref, area = null } = applicant;
      return {
        state: 'queued',
        context: { ...c, kind, applicant: ref, area, ticketId, rules, since: at, updatedAt: at },
        effects: [],
      };
    }
    case 'application.called':
      if (state !== 'queued') return undefined;
      return { state: 'verifying', context: { ...c, updatedAt: at, since: at }, effects: [] };
    case 'application.passed': {
      if (state !== 'verifying' || c.rules.signatory === null || c.rules.provider === null) return undefined;
      const { commitment } = event;
      const requests = c.requests + 1;
      return {
        state: 'signing.waiting',
        context: { ...c, updatedAt: at, since: at, reason: null, commitment, breached: false, requests },
        effects: [
          {
            type: 'signature.request',
            applicationId,
            requestId: `${c.id}/s${requests}`,
            provider: c.rules.provider,
            kind: c.kind,
            since: at,
          },
          watch(applicationId, commitment.breachAt),
          {
            type: 'notice',
            applicationId,
            person: c.applicant,
            code: commitment.readyBy === null ? 'waiting' : 'promised',
            readyBy: commitment.readyBy,
          },
        ],
      };
    }
    case 'signature.started':
      if (state !== 'signing.waiting' || event.requestId !== `${c.id}/s${c.requests}`) return undefined;
      return { state: 'signing.electronic', ...committed(c, event.commitment, at) };
    case 'signature.made': {
      if (state !== 'signing.electronic' || event.requestId !== `${c.id}/s${c.requests}`) return undefined;
      if (c.rules.needsRecord && !c.recordReady) return undefined;
      const jobs = c.jobs + 1;
      return {
        state: 'signed.electronic',
        context: {
          ...c,
          mode: 'electronic',
          signedAt: at,
          updatedAt: at,
          since: at,
          artifact: event.artifact ?? null,
          jobs,
          attempts: c.attempts + 1,
        },
        effects: [
          {
            type: 'print.request',
            applicationId,
            jobId: `${c.id}/p${jobs}`,
            medium: c.rules.medium,
            kind: c.kind,
            since: at,
          },
        ],
      };
    }
    case 'print.assigned':
      if (state !== 'signed.electronic' || event.jobId !== `${c.id}/p${c.jobs}`) return undefined;
      return { state: 'printing.running', ...committed(c, event.commitment, at) };
    case 'print.completed': {
      if (state !== 'printing.running' || event.jobId !== `${c.id}/p${c.jobs}`) return undefined;
      if (c.rules.inspect || (c.mode === 'wet' && c.signedAt === null)) return undefined;
      const { claim, serial = null } = event;
      return {
        state: 'readyForPickup',
        context: {
          ...c,
          printedAt: at,
          serial,
          updatedAt: at,
          since: at,
          readyAt: c.readyAt ?? at,
          claimBy: claim.claimBy,
        },
        effects: [
          { type: 'notice', applicationId, person: c.applicant, code: 'ready', readyBy },
          { type: 'timer.clear', applicationId, timer: 'commitment' },
          { type: 'timer.set', applicationId, timer: 'claim', dueAt: claim.expiresAt },
        ],
      };
    }
    case 'pickup.collected':
      if (state !== 'readyForPickup') return undefined;
      return {
        state: 'collected',
        context: { ...c, updatedAt: at, since: at },
        effects: [{ type: 'timer.clear', applicationId, timer: 'claim' }],
      };
    default:
      return undefined;
  }
}

function watch(applicationId: string, dueAt: number | null): ApplicationEffect {
  return dueAt === null
    ? { type: 'timer.clear', applicationId, timer: 'commitment' }
    : { type: 'timer.set', applicationId, timer: 'commitment', dueAt };
}

function committed(c: ApplicationContext, next: ApplicationContext['commitment'], at: number) {
  const context = next ? { ...c, commitment: next, breached: false, updatedAt: at } : { ...c };
  const dueAt = context.breached ? null : (context.commitment?.breachAt ?? null);
  return { context, effects: [watch(c.id, dueAt)] };
}

/** What a step returns is kept, or an optimiser would leave out what it makes. */
export let kept: unknown;

export function lifecycle(effort: Effort): Figure[] {
  const commands = happyPath('a-1');
  const events: ApplicationEvent[] = [];
  let state = initial('a-1');
  for (const command of commands) {
    const outcome = decider.decide(state, command, facts);
    if (!outcome.ok) throw new Error(outcome.message);
    for (const event of outcome.events) {
      const theirs = handwritten(state.state, state.context, event);
      const ours = applicationTable().step(state.state, state.context, event);
      if (JSON.stringify(sorted(ours)) !== JSON.stringify(sorted(theirs))) {
        throw new Error(`the hand-written switch differs at '${event.type}'`);
      }
      events.push(event);
      state = decider.evolve(state, event);
    }
  }
  const machine = applicationMachine as unknown as AnyStateMachine;
  const [first] = initialTransition(machine, { id: 'a-1' } as never);
  const zero = initial('a-1');
  const n = commands.length;
  const [decide, xstate] = interleaved(
    [
      () => run(zero, commands),
      () => events.reduce((snapshot, event) => transition(machine, snapshot, event as never)[0], first),
    ],
    effort,
  );
  const walk = (
    step: (state: string, context: ApplicationContext, event: ApplicationEvent) => Step | undefined,
  ) => {
    let [place, context] = [zero.state, zero.context];
    for (const event of events) {
      const next = step(place, context, event);
      if (!next) throw new Error(`'${event.type}' was not accepted`);
      kept = next;
      [place, context] = [next.state, next.context];
    }
    return place;
  };
  const [table, hand] = interleaved([() => walk(applicationTable().step), () => walk(handwritten)], effort);
  const faster = ratioOf(xstate, decide);
  const times = ratioOf(table, hand);
  return [
    {
      name: 'lifecycle.decide',
      ours: round(median(decide ?? []) / n),
      peer: round(median(xstate ?? []) / n),
      unit: 'µs a command',
      ratio: round(faster),
      goal: '>= 50',
      met: faster >= 50,
      note: 'ours also makes the commitment and the claim; the peer is given the finished events',
    },
    {
      name: 'lifecycle.handwritten',
      ours: round(median(table ?? []) / n),
      peer: round(median(hand ?? []) / n),
      unit: 'µs an event',
      ratio: round(times),
      goal: '<= 1.2',
      met: times <= 1.2,
      note: 'the switch covers this one way only, and equals the table on it',
    },
    bytes(),
  ];
}

function bytes(): Figure {
  const child = fileURLToPath(new URL('./bytes-child.js', import.meta.url));
  const out = execFileSync(process.execPath, ['--expose-gc', child], { encoding: 'utf8' });
  const ours = Number(out.trim());
  return {
    name: 'lifecycle.bytes',
    ours,
    peer: null,
    unit: 'bytes an application',
    ratio: null,
    goal: '<= 400',
    met: ours <= 400,
    note: 'distinct ids, every field set, as stored by the decider; rules are shared by kind',
  };
}

/** The same content whatever the order of keys: XState and the table keep the order in which fields are set. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
