import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnyStateMachine,
  and,
  assign,
  createMachine,
  emit,
  enqueueActions,
  fromPromise,
  log,
  raise,
  setup,
} from 'xstate';
import { compileMachine } from '../../src/internal/compile-machine.js';
import { plainOracle } from '../support/oracle.js';

interface Context {
  readonly log: readonly string[];
  readonly n: number;
}
type Event = { type: string; by?: number };
type Effect = { type: string; name?: string; n?: number };

const start: Context = { log: [], n: 0 };
const kit = setup({
  types: { context: {} as Context, events: {} as Event, emitted: {} as Effect },
  guards: {
    yes: () => true,
    no: () => false,
    big: ({ context }) => context.n >= 2,
    is: ({ context }, params: { n: number }) => context.n === params.n,
    eventIs: ({ event }, params: { by: number }) => event.by === params.by,
    both: and(['yes', 'no']),
  },
  actions: {
    note: assign(({ context }, params: { name: string }) => ({ log: [...context.log, params.name] })),
    tell: emit(({ context }, params: { name: string }) => ({
      type: 'told',
      name: params.name,
      n: context.n,
    })),
    add: assign({ n: ({ context }, params: { by: number }) => context.n + params.by }),
    reset: assign({ n: 0 }),
    plain: emit({ type: 'plain' }),
    ring: raise({ type: 'B' }),
    write: log('written'),
    own: () => undefined,
  },
  actors: { call: fromPromise(async () => 1) },
});
const note = (name: string) => ({ type: 'note' as const, params: { name } });
const tell = (name: string) => ({ type: 'tell' as const, params: { name } });
const add = (by: number) => ({ type: 'add' as const, params: { by } });
/** Marks a state's entry and exit in the context and among the effects. */
const marked = (name: string) => ({
  entry: [note(`+${name}`), tell(`+${name}`)],
  exit: [note(`-${name}`), tell(`-${name}`)],
});

function compile(machine: unknown) {
  return compileMachine<Context, Event, Effect, undefined>(machine);
}

/** Sends every sequence of events, comparing the table with XState after each. */
function expectEqual(machine: unknown, events: readonly Event[], depth = 4): number {
  const table = compile(machine);
  const oracle = plainOracle(machine as AnyStateMachine);
  const first = table.initial(undefined);
  expect(first).toEqual(oracle.initial());
  const seen = new Set<string>();
  let rest = [first as { state: string; context: Context }];
  let pairs = 0;
  for (let level = 0; level < depth; level++) {
    const next: typeof rest = [];
    for (const at of rest) {
      if (table.isFinal(at.state)) continue;
      for (const event of events) {
        const ours = table.step(at.state, at.context, event);
        expect({ at, event, step: ours }).toEqual({
          at,
          event,
          step: oracle.step(at.state, at.context, event),
        });
        pairs++;
        const key = ours && JSON.stringify([ours.state, ours.context]);
        if (!ours || !key || seen.has(key)) continue;
        seen.add(key);
        next.push(ours);
      }
    }
    rest = next;
  }
  return pairs;
}

function refused(machine: unknown): string {
  try {
    compile(machine);
  } catch (error) {
    expect(error).toMatchObject({ code: 'not-compilable' });
    return (error as Error).message;
  }
  return 'it compiled';
}

describe('the compiler refuses what it cannot run', () => {
  const cases: readonly [what: string, machine: unknown, says: RegExp][] = [
    [
      'a parallel state',
      kit.createMachine({ id: 'm', context: start, type: 'parallel', states: { a: {} } }),
      /parallel/,
    ],
    [
      'a history state',
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: { a: { initial: 'b', states: { b: {}, back: { type: 'history' } } } },
      }),
      /history/,
    ],
    [
      'a wildcard event',
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: { a: { on: { '*': 'b' } }, b: {} },
      }),
      /wildcard event '\*'/,
    ],
    [
      'a partial wildcard',
      createMachine({ id: 'm', initial: 'a', states: { a: { on: { 'print.*': 'b' } }, b: {} } }),
      /wildcard event 'print\.\*'/,
    ],
    [
      'an invoked actor',
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: { a: { invoke: { src: 'call' } } },
      }),
      /invoke/,
    ],
    [
      'a delayed transition',
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: { a: { after: { 5: 'b' } }, b: {} },
      }),
      /after/,
    ],
    [
      'onDone',
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: { a: { initial: 'b', onDone: 'c', states: { b: {} } }, c: {} },
      }),
      /onDone/,
    ],
    [
      'a final state below another',
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: { a: { initial: 'b', states: { b: { type: 'final' } } } },
      }),
      /final state must be at the top/,
    ],
    [
      'a final state with exit actions',
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: { a: { type: 'final', exit: 'reset' } },
      }),
      /no exit actions/,
    ],
    [
      'exit actions of the root',
      kit.createMachine({ id: 'm', context: start, initial: 'a', exit: 'reset', states: { a: {} } }),
      /root exit/,
    ],
    [
      'actions on initial',
      createMachine({
        id: 'm',
        initial: 'a',
        states: { a: { initial: { target: 'b', actions: assign({}) }, states: { b: {} } } },
      }),
      /actions on initial/,
    ],
    [
      'several targets',
      createMachine({
        id: 'm',
        initial: 'a',
        states: { a: { on: { A: { target: ['a', 'b'] } } }, b: {} },
      } as never),
      /several targets/,
    ],
    [
      'the root as a target',
      kit.createMachine({ id: 'm', context: start, initial: 'a', states: { a: { on: { A: '#m' } } } }),
      /root as a target/,
    ],
    ...(['ring', 'write', 'own'] as const).map(
      (action) =>
        [
          `the action '${action}'`,
          kit.createMachine({
            id: 'm',
            context: start,
            initial: 'a',
            states: { a: { on: { A: { actions: action } } } },
          }),
          new RegExp(`action '${action}': only assign and emit`),
        ] as [string, unknown, RegExp],
    ),
    [
      'an inline action that enqueues others',
      createMachine({ id: 'm', initial: 'a', states: { a: { entry: enqueueActions(() => undefined) } } }),
      /only assign and emit/,
    ],
    [
      'an entry action that is none of the two',
      kit.createMachine({ id: 'm', context: start, initial: 'a', states: { a: { entry: 'ring' } } }),
      /action 'ring'/,
    ],
    [
      'a composite guard',
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: { a: { on: { A: { guard: 'both', target: 'a' } } } },
      }),
      /guard 'both': composite/,
    ],
    [
      'a guard without a name',
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: { a: { on: { A: { guard: () => true, target: 'a' } } } },
      }),
      /guards must be named/,
    ],
    [
      'a guard without an implementation',
      createMachine({ id: 'm', initial: 'a', states: { a: { on: { A: { guard: 'gone', target: 'a' } } } } }),
      /guard 'gone': has no implementation/,
    ],
    [
      'an action without an implementation',
      createMachine({ id: 'm', initial: 'a', states: { a: { on: { A: { actions: 'gone' } } } } }),
      /action 'gone': has no implementation/,
    ],
  ];
  it.each(cases)('refuses %s', (_what, machine, says) => {
    expect(refused(machine)).toMatch(says);
  });

  it('refuses to go round in circles for ever', () => {
    const table = compile(
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: { a: { on: { A: 'b' } }, b: { always: 'c' }, c: { always: 'b' } },
      }),
    );
    expect(() => table.step('a', start, { type: 'A' })).toThrow(/never comes to rest/);
  });

  it('refuses a state that the machine does not have', () => {
    const table = compile(kit.createMachine({ id: 'm', context: start, initial: 'a', states: { a: {} } }));
    expect(() => table.step('gone', start, { type: 'A' })).toThrow(/state 'gone' does not exist/);
    expect(() => table.takes('gone')).toThrow(/state 'gone' does not exist/);
  });
});

const letters = ['A', 'B', 'C', 'D'].map((type) => ({ type, by: 1 }));

describe('the table equals XState', () => {
  it('in self transitions with and without reenter', () => {
    expectEqual(
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'p',
        states: {
          p: {
            ...marked('p'),
            initial: 'x',
            on: {
              A: { target: 'p', actions: tell('A') },
              B: { target: 'p', reenter: true, actions: tell('B') },
            },
            states: {
              x: { ...marked('x'), on: { C: { target: 'x', actions: tell('C') } } },
              y: { ...marked('y'), on: { D: { target: 'y', reenter: true } } },
            },
          },
        },
      }),
      letters,
    );
  });

  it('in targets that are descendants, with and without reenter', () => {
    expectEqual(
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'p',
        states: {
          p: {
            ...marked('p'),
            initial: 'q',
            on: { A: '.r', B: { target: '.r', reenter: true }, C: '.q.deep', D: '#m.p.q' },
            states: {
              q: { ...marked('q'), initial: 'flat', states: { flat: marked('flat'), deep: marked('deep') } },
              r: marked('r'),
            },
          },
        },
      }),
      letters,
    );
  });

  it('in targets that are ancestors, with and without reenter', () => {
    expectEqual(
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'p',
        states: {
          p: {
            ...marked('p'),
            initial: 'q',
            states: {
              q: {
                ...marked('q'),
                initial: 'x',
                states: {
                  x: {
                    ...marked('x'),
                    on: {
                      A: '#m.p',
                      B: { target: '#m.p', reenter: true },
                      C: { target: '#m.p.q', actions: tell('C') },
                      D: '#m.p.r',
                    },
                  },
                },
              },
              r: { ...marked('r'), on: { A: '#m.p.q.x', B: '#m.p' } },
            },
          },
        },
      }),
      letters,
    );
  });

  it('in transitions of the root', () => {
    expectEqual(
      kit.createMachine({
        id: 'm',
        context: start,
        entry: [note('+m'), tell('+m')],
        initial: 'a',
        on: { A: '.b', B: { target: '.a', reenter: true }, C: { actions: tell('C') } },
        states: {
          a: marked('a'),
          b: { ...marked('b'), on: { D: 'a' } },
        },
      }),
      letters,
    );
  });

  it('in the order of exit, transition and entry actions over several levels', () => {
    expectEqual(
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'l',
        states: {
          l: {
            ...marked('l'),
            initial: 'l1',
            states: {
              l1: {
                ...marked('l1'),
                on: { A: { target: '#m.r.r2', actions: [tell('go'), add(1), tell('gone')] } },
              },
            },
          },
          r: {
            ...marked('r'),
            initial: 'r1',
            on: { A: { target: 'l', actions: [add(2), tell('back')] } },
            states: { r1: marked('r1'), r2: { ...marked('r2'), on: { B: 'r1' } } },
          },
        },
      }),
      letters,
      3,
    );
  });

  it('when the guards of a state fail and an ancestor answers', () => {
    expectEqual(
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'p',
        on: { B: { actions: [add(1), tell('root')] } },
        states: {
          p: {
            initial: 'x',
            on: { A: { actions: [add(1), tell('p')] }, B: { guard: 'no', target: 'q' } },
            states: {
              x: {
                on: {
                  A: [
                    { guard: 'no', target: 'y' },
                    { guard: 'big', target: 'y' },
                  ],
                  B: { guard: 'no', target: 'y' },
                },
              },
              y: {},
            },
          },
          q: {},
        },
      }),
      letters,
      5,
    );
  });

  it('in forbidden transitions, which hide those of the ancestors', () => {
    expectEqual(
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'p',
        states: {
          p: {
            initial: 'x',
            on: { A: 'q', B: 'q', C: { actions: 'plain' } },
            states: {
              x: { on: { A: {}, B: [{ guard: 'big' }], C: { actions: [] }, D: { actions: add(1) } } },
            },
          },
          q: {},
        },
      }),
      letters,
      5,
    );
  });

  it('in chains of always, guarded, with actions, and from ancestors', () => {
    expectEqual(
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'hub',
        states: {
          hub: { ...marked('hub'), on: { A: { target: 'one', actions: add(1) }, B: 'group' } },
          one: {
            ...marked('one'),
            always: [
              { guard: { type: 'is', params: { n: 3 } }, target: 'end', actions: tell('full') },
              { guard: 'big', target: 'two', actions: [tell('on'), add(1)] },
              { target: 'hub', actions: tell('home') },
            ],
          },
          two: { ...marked('two'), always: { guard: 'yes', target: 'one' } },
          group: {
            ...marked('group'),
            initial: 'g',
            always: [{ guard: 'big', target: 'hub', actions: 'reset' }],
            states: { g: { ...marked('g'), on: { A: { actions: add(1) } } } },
          },
          end: { type: 'final', entry: tell('end') },
        },
      }),
      letters,
      6,
    );
  });

  it('when the first state does not rest', () => {
    expectEqual(
      kit.createMachine({
        id: 'm',
        context: start,
        entry: tell('+m'),
        initial: 'a',
        states: { a: { ...marked('a'), always: { target: 'b', actions: add(2) } }, b: marked('b') },
      }),
      letters,
      1,
    );
  });

  it('in static and dynamic parameters of guards and actions', () => {
    expectEqual(
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: {
          a: {
            on: {
              A: [
                {
                  guard: { type: 'is', params: ({ context }) => ({ n: context.log.length }) },
                  actions: { type: 'note', params: ({ event }) => ({ name: `by ${event.by}` }) },
                },
                {
                  actions: [add(1), { type: 'tell', params: ({ context }) => ({ name: `n ${context.n}` }) }],
                },
              ],
              B: { guard: { type: 'eventIs', params: { by: 1 } }, actions: ['plain', 'reset', note('b')] },
            },
          },
        },
      }),
      letters,
      5,
    );
  });

  it('in a machine whose implementations were replaced', () => {
    const machine = kit.createMachine({
      id: 'm',
      context: start,
      initial: 'a',
      states: { a: { on: { A: { guard: 'no', target: 'b', actions: add(1) } } }, b: {} },
    });
    const other = machine.provide({
      guards: { no: () => true },
      actions: { add: assign(({ context }, params: { by: number }) => ({ n: context.n + 10 * params.by })) },
    });
    expect(compile(machine).step('a', start, { type: 'A' })).toBeUndefined();
    expect(compile(other).step('a', start, { type: 'A' })).toEqual({
      state: 'b',
      context: { log: [], n: 10 },
      effects: [],
    });
    expectEqual(other, letters);
  });

  it('on any machine of the subset', () => {
    let pairs = 0;
    fc.assert(
      fc.property(anyMachine, (config) => {
        pairs += expectEqual(kit.createMachine(config as never), letters, 3);
      }),
      { numRuns: 300 },
    );
    console.info(`${pairs} pairs of state and event on 300 generated machines, 0 mismatches`);
  });
});

describe('a table', () => {
  const table = compile(
    kit.createMachine({
      id: 'm',
      context: start,
      initial: 'p',
      states: {
        p: { initial: 'x', on: { A: 'q' }, states: { x: { on: { B: 'y' } }, y: {} } },
        q: { type: 'final' },
      },
    }),
  );
  it('lists its resting places, its events, and what a place takes', () => {
    expect(table.leaves).toEqual(['p.x', 'p.y', 'q']);
    expect(new Set(table.events)).toEqual(new Set(['A', 'B']));
    expect(new Set(table.takes('p.x'))).toEqual(new Set(['A', 'B']));
    expect(table.isFinal('q')).toBe(true);
    expect(table.isFinal('p.x')).toBe(false);
  });

  it('takes nothing in a final state', () => {
    expect(table.step('q', start, { type: 'A' })).toBeUndefined();
  });

  it('never changes the context that it is given', () => {
    const frozen = compile(
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: { a: { on: { A: { target: 'a', reenter: true, actions: [add(1), note('a')] } } } },
      }),
    );
    const context = Object.freeze({ log: Object.freeze([]), n: 0 });
    expect(frozen.step('a', context, { type: 'A' })?.context).toEqual({ log: ['a'], n: 1 });
    expect(context).toEqual({ log: [], n: 0 });
  });
});

/**
 * Machines of two levels with marked states, guarded and forbidden transitions, any target and any `reenter`. Their
 * always-transitions only lead to later states, so that every machine comes to rest.
 */
const names = ['a', 'a.x', 'a.y', 'b', 'b.x', 'b.y', 'c'] as const;
const target = fc.constantFrom(...names).map((name) => `#m.${name}`);
const guard = fc.constantFrom(undefined, 'yes', 'no', 'big');
const arrow = fc
  .record({
    guard,
    target: fc.option(target, { nil: undefined }),
    reenter: fc.boolean(),
    actions: fc.constantFrom([], [add(1)], [tell('t')], [add(1), tell('t'), note('t')]),
  })
  .map(({ guard: named, target: to, ...rest }) => ({
    ...rest,
    ...(named === undefined ? {} : { guard: named }),
    ...(to === undefined ? {} : { target: to }),
  }));
const on = fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.array(arrow, { minLength: 1, maxLength: 2 }), {
  maxKeys: 3,
});
const leafState = (name: string) =>
  fc
    .record({ on, marks: fc.boolean() })
    .map(({ on: ways, marks }) => ({ on: ways, ...(marks ? marked(name) : {}) }));
const compoundState = (name: string) =>
  fc
    .record({ on, x: leafState(`${name}.x`), y: leafState(`${name}.y`), initial: fc.constantFrom('x', 'y') })
    .map(({ on: ways, x, y, initial }) => ({ ...marked(name), on: ways, initial, states: { x, y } }));
const onward = fc
  .option(fc.constantFrom('yes', 'no', 'big'), { nil: undefined })
  .map((named) =>
    named === undefined ? {} : { always: [{ guard: named, target: '#m.c', actions: [tell('always')] }] },
  );
const anyMachine = fc
  .record({ a: compoundState('a'), b: compoundState('b'), c: leafState('c'), onward, on })
  .map(({ a, b, c, onward: always, on: ways }) => ({
    id: 'm',
    context: start,
    entry: [tell('+m')],
    initial: 'a',
    on: ways,
    states: { a, b: { ...b, ...always }, c },
  }));
