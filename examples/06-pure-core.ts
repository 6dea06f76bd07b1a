// The core without engine, store or promise: a driver of your own in some forty lines. Restate, a simulator or your own
// database drive the same three functions: needs, step, route.
import assert from 'node:assert/strict';
import { dukcapil } from 'loket/indonesia';
import {
  type AggregateKind,
  type AggregateRef,
  type AggregateState,
  createCore,
  type Facts,
  keyOf,
  type OfficeCommand,
  type PortCall,
  reportOf,
  type StateByKind,
} from 'loket/office';

const core = createCore({
  ...dukcapil({ regency: '35.07' }),
  counters: [{ id: 'A', services: ['civil-acts'] }],
  signatures: [{ id: 'tte', signatory: 'head' }],
  printers: [{ id: 'P1', medium: 'security-blank', blanks: 10 }],
});

const states = new Map<string, AggregateState>();
const timers = new Map<string, number>();
const calls: string[] = [];
let now = Date.parse('2019-07-17T08:00+07:00');
let count = 0;

function stateOf<K extends AggregateKind>(ref: AggregateRef & { kind: K }): StateByKind[K] {
  const state = states.get(keyOf(ref)) ?? core.initial(ref);
  states.set(keyOf(ref), state);
  return state as StateByKind[K];
}

// What a port answers here: a server that signs, a printer that prints.
function answer({ port, effect }: PortCall): unknown {
  calls.push(effect.type);
  if (port === 'signer') return { outcome: 'ok', artifact: 'signed.pdf' };
  return port === 'printer' ? { outcome: 'printed', serial: 'S-1' } : undefined;
}

function send(body: Record<string, unknown>): void {
  const line = [body];
  for (let next = line.shift(); next; next = line.shift()) {
    const command = {
      id: `c-${++count}`,
      at: now,
      by: { id: 'ani', role: 'officer' },
      ...next,
    } as OfficeCommand;
    const ref = core.target(command);
    assert.ok(ref, `no aggregate takes '${command.type}'`);
    const state = stateOf(ref);
    let facts: Facts = {};
    for (const query of core.needs(ref.kind, state, command)) {
      facts = { ...facts, ...core.answer(query, stateOf(query.of), now) };
    }
    const outcome = core.step(ref.kind, state, command, facts);
    assert.ok(outcome.ok, outcome.ok ? '' : `${outcome.command}: ${outcome.message}`);
    let after = state;
    for (const event of outcome.events) after = core.evolve(ref.kind, after, event);
    states.set(keyOf(ref), after);
    for (const effect of outcome.effects) {
      const route = core.route(effect, ref);
      if ('to' in route) line.push(route.command);
      else if ('timer' in route) {
        if (route.dueAt === null) timers.delete(route.timer);
        else timers.set(route.timer, route.dueAt);
      } else {
        const report = reportOf(route.call, answer(route.call));
        if (report) line.push(report);
      }
    }
  }
}

const application = { kind: 'application', id: 'a-c-1' } as const;
send({ type: 'ticket.issue', id: 'c-1', kind: 'akta-lahir', applicant: { ref: 'v-1' } });
console.log(`after ticket.issue       ${stateOf(application).state}`);
now += 60_000;
send({ type: 'ticket.callNext', counter: 'A' });
console.log(`after ticket.callNext    ${stateOf(application).state}`);
now += 60_000;
send({ type: 'application.pass', applicationId: application.id });
console.log(`after application.pass   ${stateOf(application).state}`);

const { state, context } = stateOf(application);
console.log(`calls to ports: ${calls.join(', ')}`);
console.log(`timers: ${[...timers.keys()].join(', ')}`);
assert.equal(state, 'readyForPickup');
assert.equal(context.mode, 'electronic');
assert.equal(context.serial, 'S-1');
assert.ok(timers.has('application/a-c-1#claim'));
