import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type AnyStateMachine, initialTransition, transition } from 'xstate';
import { applicationTable } from '../src/documents/application.js';
import {
  type ApplicationCommand,
  type ApplicationContext,
  type ApplicationEvent,
  type ApplicationState,
  applicationDecider,
  applicationMachine,
} from '../src/documents/index.js';
import { dukcapilKinds, indonesianCalendar } from '../src/indonesia/index.js';
import { eventsFor, explore, variants } from '../tests/model/application-model.js';
import { sameContent } from '../tests/support/same-content.js';
import { type HandStep, handwritten } from './handwritten.js';
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

/** What a step returns is kept, or an optimiser would leave out what it makes. */
export let kept: unknown;

type Steps = (state: string, context: ApplicationContext, event: ApplicationEvent) => HandStep | undefined;

/** Accepted events of every kind in all kinds of states, about a thousand in all. */
function mixture(): Parameters<Steps>[] {
  const table = applicationTable();
  const bounds = { requests: 1, jobs: 1, tries: 1, codes: 1, temporaries: 1 };
  const all: Parameters<Steps>[] = [];
  for (const variant of variants()) {
    for (const { state, context } of explore(table, variant, bounds).nodes) {
      for (const event of state === 'new' ? variant.births : eventsFor(context)) {
        if (table.step(state, context, event)) all.push([state, context, event]);
      }
    }
  }
  if (!all.every((way) => sameContent(table.step(...way), handwritten(...way)))) {
    throw new Error('the hand-written switch differs');
  }
  const stride = Math.ceil(all.length / 1_000);
  return all.filter((_, i) => i % stride === 0);
}

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
      if (!sameContent(ours, theirs)) {
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
  const walk = (step: Steps) => {
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
  const ways = mixture();
  const each = (step: Steps) => {
    for (const way of ways) kept = step(...way);
  };
  const [mixed, handMixed] = interleaved(
    [() => each(applicationTable().step), () => each(handwritten)],
    effort,
  );
  const faster = ratioOf(xstate, decide);
  const times = ratioOf(table, hand);
  const timesMixed = ratioOf(mixed, handMixed);
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
      note: 'one way, again and again; the switch equals the table everywhere',
    },
    {
      name: 'handwritten.mixed',
      ours: round(median(mixed ?? []) / ways.length),
      peer: round(median(handMixed ?? []) / ways.length),
      unit: 'µs an event',
      ratio: round(timesMixed),
      goal: '<= 1.2',
      met: timesMixed <= 1.2,
      note: `${ways.length} accepted events of every kind, each in another state`,
    },
    bytes(),
    // Long: only when a run may take its time.
    ...(effort.rounds > 3 ? [million()] : []),
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

function million(): Figure {
  const child = fileURLToPath(new URL('./million-child.js', import.meta.url));
  const args = ['--expose-gc', '--max-old-space-size=3072', child];
  const out = execFileSync(process.execPath, args, { encoding: 'utf8' });
  const { count, rss, heapUsed, seconds } = JSON.parse(out) as Record<string, number>;
  const ours = round((rss ?? Number.NaN) / 1e9);
  return {
    name: 'lifecycle.million',
    ours,
    peer: null,
    unit: 'GB of process memory',
    ratio: null,
    goal: '< 1',
    met: ours < 1,
    note: `${count} applications held, opened and passed in ${round(seconds ?? 0)} s; resident after a collection, of which heap ${round((heapUsed ?? 0) / 1e9)} GB`,
  };
}
