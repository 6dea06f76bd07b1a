import fc from 'fast-check';
import { isLoketError } from 'loket';
import {
  type ApplicationCommand,
  type ApplicationFacts,
  applicationCommands,
  applicationDecider,
  createLifecycle,
  type LifecycleState,
} from 'loket/documents';
import { describe, expect, it } from 'vitest';
import { allCommandsIn, applicationTable } from '../../src/documents/application.js';
import { factsToTry, payloadsOf } from '../../src/documents/verify/samples.js';
import { explore, variants } from '../model/application-model.js';
import { everyKindConfig, everyStateConfig, morning } from '../support/lifecycle.js';

const config = { ...everyKindConfig, policy: { printAttempts: 2 } };
const lifecycle = createLifecycle(config);
const onXState = createLifecycle({ ...config, engine: 'xstate' });
const decider = applicationDecider({
  calendar: config.calendar,
  kinds: config.kinds,
  isCard: (medium) => medium === 'card',
  providerOf: (signatory) => (signatory === 'head' ? 'server' : null),
  printAttempts: 2,
});
const types = Object.keys(applicationCommands) as ApplicationCommand['type'][];
const kinds = config.kinds.map(({ id }) => id);
const by = { id: 'ani', role: 'officer' };
const setting = (state: LifecycleState, kind: string, at: number) => ({
  context: state.context,
  kind,
  at,
  day: '2019-07-18',
});

// Mostly what the state takes, or no walk would come far; sometimes anything.
const choice = fc.record({
  sensible: fc.integer({ min: 0, max: 9 }),
  pick: fc.nat(),
  variant: fc.nat(),
  facts: fc.nat(),
  wait: fc.nat(86_400_000),
});
const walk = fc.record({
  kind: fc.constantFrom(...kinds),
  choices: fc.array(choice, { minLength: 4, maxLength: 40 }),
});
type Walk = typeof walk extends fc.Arbitrary<infer W> ? W : never;

function* steps({ kind, choices }: Walk) {
  let state = lifecycle.initial('a-1');
  let at = morning;
  for (const [i, { sensible, pick, variant, facts, wait }] of choices.entries()) {
    at += wait;
    const taken = allCommandsIn(state.state).filter((type) => i > 0 || type === 'application.open');
    const among = sensible > 0 && taken.length > 0 ? taken : types;
    const type = among[pick % among.length] ?? 'application.open';
    const payloads = payloadsOf(type, setting(state, kind, at)).flat();
    const command = {
      ...payloads[variant % payloads.length],
      type,
      id: `c-${i}`,
      at,
      by,
    } as unknown as ApplicationCommand;
    const known: ApplicationFacts = factsToTry[facts % factsToTry.length] ?? {};
    const answer = lifecycle.decide(state, command, known);
    yield { state, command, facts: known, answer };
    if (answer.ok) state = answer.state;
  }
}

describe('on every walk, a lifecycle', () => {
  it('decides as the decider of the room does, and as XState does', () => {
    let accepted = 0;
    fc.assert(
      fc.property(walk, (one) => {
        for (const { state, command, facts, answer } of steps(one)) {
          const { revision, ...bare } = state;
          const room = decider.decide(bare, command, facts);
          expect(onXState.decide(state, command, facts)).toEqual(answer);
          expect(lifecycle.can(state, command, facts)).toBe(answer.ok);
          if (!answer.ok || !room.ok) {
            expect(answer).toEqual(room);
            continue;
          }
          accepted += 1;
          expect(answer.events).toEqual(room.events);
          expect(answer.effects.map(({ id: _, ...effect }) => effect)).toEqual(room.effects);
          expect(answer.state).toEqual({ ...room.next, revision: revision + 1 });
        }
      }),
      { numRuns: 150 },
    );
    expect(accepted).toBeGreaterThan(300);
  });

  it('never gives two effects the same id', () => {
    fc.assert(
      fc.property(walk, (one) => {
        const ids = [...steps(one)].flatMap(({ answer }) =>
          answer.ok ? answer.effects.map(({ id }) => id) : [],
        );
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('lists as allowed exactly what it would accept with some payload', () => {
    fc.assert(
      fc.property(walk, (one) => {
        for (const { state } of steps(one)) {
          const at = state.context.updatedAt;
          const kind = state.context.kind || 'letter';
          const accepts = types.filter((type) =>
            payloadsOf(type, setting(state, kind, at))
              .flat()
              .some((payload) =>
                lifecycle.can(state, { ...payload, type, id: 'x', at, by } as unknown as ApplicationCommand),
              ),
          );
          const listed = lifecycle.allowed(state, by).filter(({ blockedBy }) => !blockedBy);
          expect(listed.map(({ command }) => command).sort()).toEqual(accepts.sort());
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('every place that paths come to', () => {
  const small = createLifecycle(everyStateConfig);
  const { paths } = small.paths({ coverage: 'transitions' });
  const states = paths.flatMap((path) => {
    let state = small.initial(path.id);
    return path.steps.map(({ command, facts }) => {
      const answer = small.decide(state, command, facts);
      if (!answer.ok) throw new Error(answer.message);
      state = answer.state;
      return state;
    });
  });
  const refused = (stored: unknown) => {
    try {
      lifecycle.load(stored);
      return false;
    } catch (error) {
      return isLoketError(error, 'invalid-data');
    }
  };

  it('is read back as it was stored', () => {
    for (const state of states) expect(lifecycle.load(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('is refused when any one field was lost', () => {
    /** Copies of a value, each without one of its fields, however deep. */
    function* lacking(value: unknown, path = ''): Iterable<[string, unknown]> {
      if (typeof value !== 'object' || value === null) return;
      const object = value as Record<string, unknown>;
      for (const key of Object.keys(object)) {
        const { [key]: inner, ...rest } = object;
        yield [`${path}${key}`, rest];
        for (const [at, copy] of lacking(inner, `${path}${key}.`)) yield [at, { ...object, [key]: copy }];
      }
    }
    const kept: string[] = [];
    let tried = 0;
    for (const state of states) {
      for (const [path, copy] of lacking(JSON.parse(JSON.stringify(state)))) {
        tried += 1;
        if (!refused(copy)) kept.push(`${state.state}: ${path}`);
      }
    }
    console.info(`${states.length} states, ${tried} copies that lack a field, all refused`);
    expect(kept).toEqual([]);
  });

  it('is refused when a signature that printing or pickup rests on is gone', () => {
    const signed = states.filter(
      ({ state, context }) =>
        context.signedAt !== null &&
        lifecycle.machine.root.states[state]?.type !== 'final' &&
        // There a person decides, and a sheet without its signature goes to the pen first.
        state !== 'printing.blocked',
    );
    expect(signed.length).toBeGreaterThan(20);
    const kept = signed.filter(
      (state) => !refused({ ...state, context: { ...state.context, signedAt: null } }),
    );
    expect(kept.map(({ state, context }) => `${state} ${context.mode} ${context.rules.wetStage}`)).toEqual(
      [],
    );
  });
});

it('loads every state that the model checker reaches, under every set of rules', () => {
  const { v } = lifecycle.initial('a');
  let loaded = 0;
  for (const variant of variants()) {
    const { nodes } = explore(applicationTable(), variant, {
      requests: 1,
      jobs: 1,
      tries: 0,
      codes: 1,
      temporaries: 0,
    });
    for (const { state, context } of nodes.slice(1)) {
      const stored = { v, state, context, revision: loaded };
      expect(lifecycle.load(JSON.stringify(stored))).toEqual(stored);
      loaded += 1;
    }
  }
  console.info(`${loaded} states loaded as they were stored`);
});
