import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnyStateMachine,
  and,
  assign,
  cancel,
  createMachine,
  emit,
  enqueueActions,
  forwardTo,
  fromPromise,
  log,
  not,
  or,
  raise,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stateIn,
  stopChild,
} from 'xstate';
import { compileMachine } from '../../src/internal/compile-machine.js';
import { runOnXState } from '../../src/internal/run-on-xstate.js';
import { plainOracle } from '../support/oracle.js';

interface Context {
  readonly log: readonly string[];
  readonly n: number;
  /** Whatever an action kept of what it was given. */
  readonly kept?: unknown;
}
type Event = { type: string; by?: number };
type Effect = { type: string; name?: string; n?: number; of?: unknown };

const start: Context = { log: [], n: 0 };
const kit = setup({
  types: { context: {} as Context, events: {} as Event, emitted: {} as Effect },
  guards: {
    yes: () => true,
    no: () => false,
    big: ({ context }) => context.n >= 2,
    small: ({ context }) => context.n < 3,
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
    // These keep what they were given: a table that went on writing into it would be found out.
    hold: emit((args) => ({ type: 'held', of: args.context })),
    keep: assign(({ context }) => ({ kept: { was: context, n: context.n } })),
    keepInto: assign({ kept: ({ context }, params: { name: string }) => [params.name, context] }),
    // Both fields are made from the context before either is set.
    swap: assign({
      n: ({ context }) => context.log.length,
      log: ({ context }) => [...context.log.slice(-3), `n${context.n}`],
    }),
    nothing: assign({}),
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

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFrozen);
  }
  return value;
}

/** Compares one step, from a state that nobody can change and down to the order of keys. */
function compareStep(
  table: ReturnType<typeof compile>,
  oracle: ReturnType<typeof plainOracle>,
  at: { readonly state: string; readonly context: Context },
  event: Event,
) {
  deepFrozen(at);
  const ours = deepFrozen(table.step(at.state, at.context, deepFrozen(event)));
  const theirs = oracle.step(at.state, at.context, event);
  if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
    expect({ at, event, step: ours }).toEqual({ at, event, step: theirs });
    expect(JSON.stringify(ours), 'the order of keys differs').toBe(JSON.stringify(theirs));
  }
  return ours;
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
        const ours = compareStep(table, oracle, at, event);
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
    ...Object.entries({
      sendTo: sendTo('other', { type: 'A' }),
      sendParent: sendParent({ type: 'A' }),
      forwardTo: forwardTo('other'),
      cancel: cancel('timer'),
      spawnChild: spawnChild(fromPromise(async () => 1)),
      stopChild: stopChild('other'),
    }).map(
      ([name, action]) =>
        [
          `the action ${name}`,
          createMachine({ id: 'm', initial: 'a', states: { a: { exit: action as never } } }),
          /only assign and emit/,
        ] as [string, unknown, RegExp],
    ),
    ...Object.entries({
      and: and([() => true, () => true]),
      or: or([() => true, () => false]),
      not: not(() => false),
      stateIn: stateIn('a'),
    }).map(
      ([name, composite]) =>
        [
          `the guard ${name}`,
          createMachine({
            id: 'm',
            initial: 'a',
            states: { a: { on: { A: { guard: composite as never, target: 'a' } } } },
          }),
          /guards must be named/,
        ] as [string, unknown, RegExp],
    ),
    [
      'a guard of always that is composite',
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: { a: { always: { guard: 'both', target: 'b' } }, b: {} },
      }),
      /guard 'both': composite/,
    ],
    [
      'a route',
      createMachine({ id: 'm', initial: 'a', states: { a: { id: 'a', route: {} }, b: {} } } as never),
      /route.* not supported/,
    ],
    ['a machine without states', createMachine({ id: 'm' }), /without states/],
    [
      'an output',
      createMachine({ id: 'm', initial: 'a', output: 1, states: { a: { type: 'final' } } }),
      /output is not supported/,
    ],
    [
      'what it does not know',
      createMachine({ id: 'm', initial: 'a', states: { a: { later: true } } } as never),
      /later is not supported/,
    ],
    [
      'an event of XState itself',
      createMachine({ id: 'm', initial: 'a', states: { a: { on: { 'xstate.done.state.m': 'a' } } } }),
      /'xstate\.done\.state\.m' of XState itself/,
    ],
    [
      'a name with a dot',
      createMachine({ id: 'm', initial: 'a', states: { a: {}, 'b.c': {} } }),
      /name with a dot/,
    ],
    [
      'an action that was replaced by one that is none of the two',
      kit
        .createMachine({ id: 'm', context: start, initial: 'a', states: { a: { entry: 'plain' } } })
        .provide({ actions: { plain: raise({ type: 'B' }) as never } }),
      /action 'plain': only assign and emit/,
    ],
    [
      'an action named as something every object has',
      createMachine({ id: 'm', initial: 'a', states: { a: { on: { A: { actions: 'toString' } } } } }),
      /action 'toString': has no implementation/,
    ],
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

  it('refuses actions and contexts that ask for actors', () => {
    const none = { type: 'A' };
    const spawning = createMachine({
      id: 'm',
      initial: 'a',
      context: ({ spawn }) => ({ child: spawn(fromPromise(async () => 1)) }),
      states: { a: {} },
    });
    expect(() => compile(spawning).initial(undefined)).toThrow(/asks for 'spawn'/);
    const asking = (action: unknown) =>
      compile(
        createMachine({ id: 'm', initial: 'a', states: { a: { on: { A: { actions: action as never } } } } }),
      );
    const asks = [
      assign(({ spawn }) => ({ child: spawn(fromPromise(async () => 1)) })),
      assign({ me: ({ self }) => self }),
      emit(({ system }) => ({ type: 'told', system })),
    ];
    for (const action of asks) {
      expect(() => asking(action).step('a', start, none)).toThrow(
        expect.objectContaining({ code: 'not-compilable' }),
      );
    }
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

  it('in an always without a target, which ends when it changes nothing', () => {
    expectEqual(
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: {
          a: {
            always: { guard: 'big', actions: tell('once') },
            on: { A: { actions: add(1) }, B: 'b', C: { actions: tell('C') } },
          },
          b: { always: { guard: 'small', actions: add(1) }, on: { A: 'c' } },
          c: {
            always: [{ guard: 'small', actions: 'swap' }, { guard: 'big' }],
            on: { A: { actions: 'reset' } },
          },
        },
      }),
      letters,
      6,
    );
  });

  it('when actions keep the context that they were given', () => {
    expectEqual(
      kit.createMachine({
        id: 'm',
        context: start,
        initial: 'a',
        states: {
          a: {
            on: {
              A: { actions: [add(1), 'hold', add(1), 'hold', note('end')] },
              B: { actions: [add(1), 'keep', add(1), add(1)] },
              C: { actions: [note('one'), { type: 'keepInto', params: { name: 'c' } }, 'swap', 'hold'] },
              D: { actions: ['hold', 'nothing', add(1), 'plain', 'reset'] },
            },
          },
        },
      }),
      letters,
      3,
    );
  });

  it('on any machine of the subset', () => {
    let pairs = 0;
    fc.assert(
      fc.property(anyMachine, (config) => {
        pairs += expectEqual(kit.createMachine(config as never), letters, 2);
      }),
      { numRuns: 300 },
    );
    console.info(`${pairs} pairs of state and event on 300 generated machines, 0 mismatches`);
  });

  it('on any machine of the subset, over any sequence of events', () => {
    let [steps, accepted] = [0, 0];
    const events = fc.array(
      fc.record({ type: fc.constantFrom('A', 'B', 'C', 'D'), by: fc.integer({ min: 0, max: 2 }) }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(anyMachine, events, (config, sequence) => {
        const machine = kit.createMachine(config as never);
        const [table, oracle] = [compile(machine), plainOracle(machine as unknown as AnyStateMachine)];
        let at: { readonly state: string; readonly context: Context } = table.initial(undefined);
        for (const event of sequence) {
          const next = compareStep(table, oracle, at, event);
          steps++;
          if (!next) continue;
          expect(table.takes(at.state)).toContain(event.type);
          accepted++;
          at = next;
        }
      }),
      { numRuns: 500 },
    );
    console.info(`${steps} steps on 500 generated machines (${accepted} accepted), 0 mismatches`);
  });

  it('in what it tells about any machine of the subset', () => {
    fc.assert(
      fc.property(anyMachine, (config) => {
        const machine = kit.createMachine(config as never);
        const [table, xstate] = [compile(machine), runOnXState(machine)];
        expect(table.id).toBe(xstate.id);
        expect(table.leaves).toEqual(xstate.leaves);
        expect(new Set(table.events)).toEqual(new Set(xstate.events));
        for (const leaf of table.leaves) {
          expect(new Set(table.takes(leaf))).toEqual(new Set(xstate.takes(leaf)));
          expect(table.isFinal(leaf)).toBe(xstate.isFinal(leaf));
        }
      }),
      { numRuns: 100 },
    );
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

  it('gives the very context back when nothing was assigned, and no effects where none were emitted', () => {
    const step = table.step('p.x', start, { type: 'B' });
    expect(step?.context).toBe(start);
    expect(step?.effects).toEqual([]);
  });

  it('leaves out of what a place takes what the place forbids', () => {
    const forbidding = kit.createMachine({
      id: 'm',
      context: start,
      initial: 'p',
      states: {
        p: {
          initial: 'x',
          on: { A: 'q', B: 'q', C: 'q' },
          states: { x: { on: { A: {}, B: { guard: 'big' }, C: [{ guard: 'big', target: 'x' }, {}] } } },
        },
        q: {},
      },
    });
    expect(compile(forbidding).takes('p.x')).toEqual(['B', 'C']);
    expect(runOnXState(forbidding).takes('p.x')).toEqual(['B', 'C']);
  });

  it('copies contexts as it is told to', () => {
    let copies = 0;
    const copy = ({ log: lines, n }: Context): Context => {
      copies++;
      return { n, log: lines };
    };
    const machine = kit.createMachine({
      id: 'm',
      context: start,
      initial: 'a',
      states: { a: { on: { A: { actions: [add(1), add(1), 'reset', add(2)] }, B: { actions: 'plain' } } } },
    });
    const copying = compileMachine<Context, Event, Effect, undefined>(machine, { copy });
    expect(JSON.stringify(copying.step('a', start, { type: 'A' })?.context)).toBe('{"n":2,"log":[]}');
    expect(copies, 'one copy a step').toBe(1);
    copying.step('a', start, { type: 'B' });
    expect(copies).toBe(1);
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
 * Machines of three levels with marked states, guarded and forbidden transitions, any target and any `reenter`. Their
 * always-transitions lead to the last state, count up to a limit or change nothing, so that every machine rests.
 */
const names = ['a', 'a.x', 'a.y', 'a.y.p', 'a.y.q', 'b', 'b.x', 'b.y', 'c', 'end'] as const;
const target = fc.constantFrom(...names).map((name) => `#m.${name}`);
const guard = fc.constantFrom<unknown>(
  undefined,
  'yes',
  'no',
  'big',
  { type: 'is', params: { n: 1 } },
  { type: 'is', params: ({ context }: { context: Context }) => ({ n: context.log.length % 3 }) },
  { type: 'eventIs', params: { by: 1 } },
);
const action = fc.constantFrom<unknown>(
  add(1),
  add(2),
  'reset',
  'swap',
  'nothing',
  'plain',
  'hold',
  'keep',
  note('t'),
  tell('t'),
  { type: 'keepInto', params: { name: 'k' } },
  { type: 'note', params: ({ event }: { event: Event }) => ({ name: `by ${event.by}` }) },
  { type: 'tell', params: ({ context }: { context: Context }) => ({ name: `n${context.n}` }) },
  assign(({ context }) => ({ n: (context as Context).n + 1 })),
  emit(({ context }) => ({ type: 'inline', n: (context as Context).n })),
);
const someActions = fc.array(action, { maxLength: 4 });
/** Leaves out what is undefined, as a person would. */
const given = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const arrow = fc
  .record({
    guard,
    target: fc.option(target, { nil: undefined }),
    reenter: fc.boolean(),
    actions: someActions,
  })
  .map(given);
const on = fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.array(arrow, { minLength: 1, maxLength: 3 }), {
  maxKeys: 3,
});
const still = fc.constantFrom<unknown>(
  undefined,
  undefined,
  [{ guard: 'small', actions: [add(1), tell('up')] }],
  [{ guard: 'big', actions: tell('once') }],
  [{ guard: 'no', actions: 'reset' }, { actions: ['hold'] }],
  [{ guard: 'small' }],
);
const onward = fc.oneof(
  { weight: 3, arbitrary: still },
  fc.record({ guard, actions: someActions }).map((fields) => [given({ ...fields, target: '#m.c' })]),
);
const marks = (name: string) =>
  fc.oneof(fc.constant({}), fc.constant(marked(name)), fc.record({ entry: someActions, exit: someActions }));
const leafState = (name: string, always: fc.Arbitrary<unknown> = onward) =>
  fc.record({ on, always, marks: marks(name) }).map(({ marks: own, ...rest }) => given({ ...rest, ...own }));
const compoundState = (name: string, states: fc.Arbitrary<Record<string, unknown>>) =>
  fc
    .record({ on, states, initial: fc.constantFrom('x', 'y'), always: onward, marks: marks(name) })
    .map(({ marks: own, ...rest }) => given({ ...rest, ...own }));
const inner = fc
  .record({ p: leafState('a.y.p'), q: leafState('a.y.q'), initial: fc.constantFrom('p', 'q'), on })
  .map(({ p, q, initial, on: ways }) => ({ ...marked('a.y'), initial, on: ways, states: { p, q } }));
const anyMachine = fc
  .record({
    a: compoundState('a', fc.record({ x: leafState('a.x'), y: inner })),
    b: compoundState('b', fc.record({ x: leafState('b.x'), y: leafState('b.y') })),
    c: leafState('c', still),
    on,
  })
  .map(({ a, b, c, on: ways }) => ({
    id: 'm',
    context: start,
    entry: [tell('+m')],
    initial: 'a',
    on: ways,
    states: { a, b, c, end: { type: 'final', entry: ['hold', add(1)] } },
  }));
