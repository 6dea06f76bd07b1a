import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { applicationTable } from '../../src/documents/application.js';
import type { ApplicationContext } from '../../src/documents/application-context.js';
import { applicationMachine } from '../../src/documents/application-machine.js';
import { fastOracle, plainOracle, transitionsOf } from '../support/oracle.js';
import { eventsFor, explore, isOver, type Node, type Variant, variants } from './application-model.js';

const machine = applicationMachine as unknown as AnyStateMachine;
const full = process.env.LOKET_MODEL === 'full';
const limit = full ? 7_200_000 : 180_000;
const every = variants();
const bounds = full
  ? { requests: 2, jobs: 3, tries: 1, codes: 2, temporaries: 2 }
  : { requests: 2, jobs: 2, tries: 1, codes: 1, temporaries: 0 };
/** A temporary document and a second code multiply every place, so in the short form the rest goes less far. */
const boundsFor = ({ temporary }: Variant) =>
  temporary && !full ? { requests: 1, jobs: 1, tries: 1, codes: 2, temporaries: 2 } : bounds;

/**
 * What a comparison with XState tells apart. The short form compares one place of all that no guard tells apart, with
 * every event; what it leaves out differs in days and texts that are only copied. The full form compares every context.
 */
function classOf({ state, context }: Node): string {
  const { rules: _, reason, record, since, updatedAt, ...own } = context;
  if (full) return JSON.stringify([state, own]);
  const { readyAt, claimBy, escalatedAt, serial, commitment, breached, handover, ...read } = own;
  const promised = commitment !== null && !breached;
  return JSON.stringify([state, read, promised, handover === null, serial === null]);
}

const eventsAt = ({ births }: Variant, { state, context }: Pick<Node, 'state' | 'context'>) => [
  // Only an application that was never opened takes these; elsewhere one of them stands for all.
  ...(state === 'new' ? births : births.slice(0, 1)),
  ...eventsFor(context),
];

describe('every reachable state of an application', () => {
  const oracle = fastOracle(machine, { id: 'a' });
  const table = applicationTable();
  const rests = new Set<string>();
  const sample: { readonly variant: Variant; readonly node: Node }[] = [];
  const count = { states: 0, edges: 0, compared: 0, pairs: 0, accepted: 0 };
  let mismatch: { readonly ours: unknown; readonly theirs: unknown } | undefined;

  function compare(variant: Variant, { state, context }: Node): void {
    const place = oracle.at(state, context);
    for (const event of eventsAt(variant, { state, context })) {
      const ours = table.step(state, context, event);
      const theirs = place(event);
      count.pairs++;
      if (ours) count.accepted++;
      // The order of keys counts too.
      if (!same(ours, theirs)) {
        mismatch ??= { ours: { state, event, step: ours }, theirs: { state, event, step: theirs } };
      }
    }
  }

  it(
    'keeps every invariant, can still reach an end, and is on somebody’s desk or watched by a timer',
    () => {
      const forgotten: string[] = [];
      for (const variant of every) {
        const found = explore(table, variant, boundsFor(variant));
        expect(found.problem, variant.name).toBeUndefined();
        count.edges += found.edges;
        count.states += found.nodes.length;
        const known = new Set<string>();
        for (const node of found.nodes) {
          rests.add(node.state);
          if (isForgotten(node)) forgotten.push(`${variant.name}: ${node.state}`);
          const key = classOf(node);
          if (known.has(key)) continue;
          known.add(key);
          if (count.compared++ % (full ? 7000 : 700) === 0) sample.push({ variant, node });
          compare(variant, node);
        }
      }
      console.info(`${count.states} states, ${count.edges} edges under ${every.length} sets of rules`);
      expect(forgotten.slice(0, 5), 'nobody will look at these').toEqual([]);
      expect(rests).toEqual(new Set(table.leaves.filter((leaf) => !/[rR]outing$/.test(leaf))));
    },
    limit,
  );

  it('answers every event as XState does, and so takes every transition of the machine', () => {
    expect(mismatch?.ours).toEqual(mismatch?.theirs);
    expect(JSON.stringify(mismatch?.ours), 'the order of keys differs').toBe(
      JSON.stringify(mismatch?.theirs),
    );
    const { compared, states, pairs, accepted } = count;
    console.info(
      `${compared} of ${states} states, ${pairs} pairs of state and event (${accepted} accepted) compared with XState, 0 mismatches`,
    );
    expect(pairs).toBeGreaterThan(300_000);
    const missed = [...transitionsOf(machine)]
      .filter(([one]) => !oracle.taken.has(one))
      .map(([, name]) => name);
    console.info(`${transitionsOf(machine).size} transitions, never taken: ${missed.join(', ') || 'none'}`);
    expect(missed).toEqual([]);
  });

  it('answers a sample of events as XState’s own transition() does', () => {
    const plain = plainOracle(machine);
    expect(table.initial({ id: 'a' })).toEqual(plain.initial({ id: 'a' }));
    let pairs = 0;
    for (const { variant, node } of sample) {
      for (const event of eventsAt(variant, node)) {
        const ours = table.step(node.state, node.context, event);
        expect({ event, step: ours }).toEqual({ event, step: plain.step(node.state, node.context, event) });
        pairs++;
      }
    }
    console.info(`${pairs} pairs compared with transition(), 0 mismatches`);
  });

  it('keeps the context it was given, and adds nothing that JSON would lose', () => {
    for (const { node } of sample) {
      expect(JSON.parse(JSON.stringify(node.context)) as ApplicationContext).toEqual(node.context);
    }
  });
});

/** Where only its owner can move it, and nothing is late: a timer takes it on. */
const watchedBy: Readonly<Record<string, keyof Node['shadow']['timers']>> = {
  returned: 'correction',
  readyForPickup: 'claim',
};

/** Whether neither a person was told of it nor a timer will tell one. */
function isForgotten({ state, context, shadow }: Node): boolean {
  if (state === 'new' || isOver(applicationTable(), state)) return false;
  const timer = watchedBy[state];
  if (timer) return !shadow.timers[timer];
  return context.escalatedAt === null && !shadow.timers[state === 'unclaimed' ? 'retention' : 'attention'];
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
