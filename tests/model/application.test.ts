import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { applicationTable } from '../../src/documents/application.js';
import type { ApplicationContext } from '../../src/documents/application-context.js';
import { applicationMachine } from '../../src/documents/application-machine.js';
import { fastOracle, plainOracle, transitionsOf } from '../support/oracle.js';
import { eventsFor, explore, type Node, type Variant, variants } from './application-model.js';

const machine = applicationMachine as unknown as AnyStateMachine;
const bounds = { requests: 2, jobs: 3, tries: 1, codes: 2, temporaries: 2 };
const every = variants();

describe('every reachable state of an application', () => {
  const found = every.map((variant) => ({ variant, ...explore(applicationTable(), variant, bounds) }));
  const places: readonly (Node & { readonly variant: Variant })[] = found.flatMap(({ variant, nodes }) =>
    nodes.map((node) => ({ ...node, variant })),
  );
  const eventsAt = (node: Node & { readonly variant: Variant }) => [
    // Only an application that was never opened takes these; elsewhere one of them stands for all.
    ...(node.state === 'new' ? node.variant.births : node.variant.births.slice(0, 1)),
    ...eventsFor(node.context),
  ];

  it('keeps every invariant and can still reach an end', () => {
    const edges = found.reduce((sum, { edges: some }) => sum + some, 0);
    console.info(`${places.length} states, ${edges} edges under ${every.length} sets of rules`);
    expect(found.flatMap(({ variant, problem }) => (problem ? [`${variant.name}: ${problem}`] : []))).toEqual(
      [],
    );
    expect(new Set(places.map((node) => node.state))).toEqual(
      new Set(applicationTable().leaves.filter((leaf) => !/[rR]outing$/.test(leaf))),
    );
  });

  it('answers every event as XState does, and so takes every transition of the machine', () => {
    const oracle = fastOracle(machine, { id: 'a' });
    let pairs = 0;
    let accepted = 0;
    for (const node of places) {
      for (const event of eventsAt(node)) {
        const ours = applicationTable().step(node.state, node.context, event);
        const theirs = oracle.step(node.state, node.context, event);
        pairs++;
        if (ours) accepted++;
        if (same(ours, theirs)) continue;
        expect({ state: node.state, event, step: ours }).toEqual({ state: node.state, event, step: theirs });
        expect(JSON.stringify(ours?.effects), 'the order of keys differs').toBe(
          JSON.stringify(theirs?.effects),
        );
      }
    }
    console.info(
      `${pairs} pairs of state and event (${accepted} accepted) compared with XState, 0 mismatches`,
    );
    expect(pairs).toBeGreaterThan(100_000);
    const missed = [...transitionsOf(machine)]
      .filter(([one]) => !oracle.taken.has(one))
      .map(([, name]) => name);
    console.info(`${transitionsOf(machine).size} transitions, never taken: ${missed.join(', ') || 'none'}`);
    expect(missed).toEqual([]);
  });

  it('answers a sample of events as XState’s own transition() does', () => {
    const oracle = plainOracle(machine);
    expect(applicationTable().initial({ id: 'a' })).toEqual(oracle.initial({ id: 'a' }));
    const stride = Math.ceil((places.length * 65) / 5_000);
    let pairs = 0;
    for (const node of places.filter((_, i) => i % stride === 0)) {
      for (const event of eventsAt(node)) {
        const ours = applicationTable().step(node.state, node.context, event);
        expect({ event, step: ours }).toEqual({ event, step: oracle.step(node.state, node.context, event) });
        pairs++;
      }
    }
    console.info(`${pairs} pairs compared with transition(), 0 mismatches`);
  });
});

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

it('keeps the context it was given, and adds nothing that JSON would lose', () => {
  for (const variant of every.slice(0, 8)) {
    for (const { context } of explore(applicationTable(), variant, {
      requests: 1,
      jobs: 1,
      tries: 1,
      codes: 1,
      temporaries: 1,
    }).nodes) {
      expect(JSON.parse(JSON.stringify(context)) as ApplicationContext).toEqual(context);
    }
  }
});
