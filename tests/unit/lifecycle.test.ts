import { isLoketError } from 'loket';
import {
  type ApplicationCommand,
  applicationCommands,
  applicationMachine,
  createLifecycle,
  type LifecycleConfig,
  type LifecycleDecision,
  type LifecycleState,
  type Refusal,
} from 'loket/documents';
import { describe, expect, it } from 'vitest';
import { applicationTable } from '../../src/documents/application.js';
import { readStored, restingStates } from '../../src/documents/lifecycle/stored.js';
import { migrations } from '../../src/documents/migrations.js';
import type { Versions } from '../../src/documents/stored.js';
import { lazy } from '../../src/internal/lazy.js';
import { everyKindConfig, everyStateConfig, morning } from '../support/lifecycle.js';

const ani = { id: 'ani', role: 'officer' };
const head = { id: 'c-1', at: morning, by: ani };

function accepted(answer: LifecycleDecision | Refusal): LifecycleDecision {
  if (answer.ok) return answer;
  throw new Error(`${answer.code}: ${answer.message}`);
}
function opened(config: Partial<LifecycleConfig> = {}, kind = 'letter') {
  const lifecycle = createLifecycle({ ...everyKindConfig, ...config });
  const { state } = accepted(lifecycle.open({ applicationId: 'a-1', kind, applicant: { ref: 'v-1' } }, head));
  const give = (at: LifecycleState, command: Record<string, unknown>) =>
    lifecycle.decide(at, { ...head, applicationId: 'a-1', ...command } as ApplicationCommand);
  return { lifecycle, state, give };
}
const verifying = (config: Partial<LifecycleConfig> = {}, kind?: string) => {
  const office = opened(config, kind);
  const call = { type: 'application.call', ticketId: 't-1', counter: '1' };
  return { ...office, state: accepted(office.give(office.state, call)).state };
};
function problem(call: () => unknown) {
  try {
    call();
  } catch (error) {
    if (isLoketError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('deciding', () => {
  it('gives every effect an id of application, revision and position', () => {
    const { state, give } = verifying();
    const passed = accepted(give(state, { type: 'application.pass' }));
    expect(passed.state.revision).toBe(2);
    expect(passed.effects.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4].map((n) => `a-1:2:${n}`));
    expect([passed.from, passed.to]).toEqual(['verifying', 'signing.waiting']);
    expect(accepted(give(state, { type: 'application.pass' }))).toEqual(passed);
  });

  it('refuses what a form got wrong, naming field, rule and value, and hides a person', () => {
    const { state, give } = verifying();
    expect(give(state, { type: 'application.return', reason: ' ' })).toMatchObject({
      code: 'invalid-command',
      issues: [{ field: 'reason', rule: 'must not be empty' }],
    });
    expect(give(state, { type: 'application.vanish' })).toMatchObject({ code: 'unknown-command' });
    expect(give(state, { type: 'application.pass', applicationId: 'a-2' })).toMatchObject({
      code: 'invalid-command',
      issues: [{ field: 'applicationId', rule: "must be 'a-1'", value: 'a-2' }],
    });
    const shown = give(state, { type: 'pickup.collected', collector: '3507000000000000' });
    expect(JSON.stringify(shown)).not.toContain('3507000000000000');
  });

  it('asks the policy who may do what, for buttons too', () => {
    const policy: LifecycleConfig['policy'] = {
      permits: (actor, command) =>
        command.type !== 'application.reject' || actor.role === 'head' || 'only the head rejects',
    };
    const { lifecycle, state, give } = verifying({ policy });
    const reject = { type: 'application.reject', reason: 'forged' };
    expect(give(state, reject)).toMatchObject({ code: 'not-permitted', message: 'only the head rejects' });
    expect(give(state, { ...reject, by: { id: 'siti', role: 'head' } }).ok).toBe(true);
    const blocked = (actor?: typeof ani) =>
      lifecycle
        .allowed(state, actor)
        .filter(({ blockedBy, audience }) => blockedBy && audience === 'person')
        .map(({ command, blockedBy }) => [command, blockedBy?.message]);
    expect(blocked(ani)).toEqual([['application.reject', 'only the head rejects']]);
    expect(blocked()).toEqual([]);
  });

  it('lets a hook refuse with a reason, by the type of its command', () => {
    const hooks: LifecycleConfig['hooks'] = {
      beforeDecide: {
        'application.return': ({ command, example }) =>
          !example && command.reason.length < 10 ? { refuse: 'say more' } : undefined,
      },
    };
    const { lifecycle, state, give } = verifying({ hooks });
    const short = { type: 'application.return', reason: 'no' };
    expect(give(state, short)).toMatchObject({ ok: false, code: 'hook-refused', message: 'say more' });
    expect(give(state, { type: 'application.return', reason: 'the paper is torn' }).ok).toBe(true);
    expect(lifecycle.allowed(state).find(({ command }) => command === short.type)?.blockedBy).toBeUndefined();
  });

  it('tells an observer of every answer, and of no example', () => {
    const seen: string[] = [];
    const { lifecycle, state, give } = verifying({
      hooks: {
        afterDecide: (answer, { command }) =>
          seen.push(`${command.type} ${answer.ok ? answer.to : answer.code}`),
      },
    });
    give(state, { type: 'print.retry' });
    lifecycle.allowed(state);
    lifecycle.can(state, { ...head, type: 'application.pass', applicationId: 'a-1' });
    expect(seen).toEqual([
      'application.open queued',
      'application.call verifying',
      'print.retry not-possible',
    ]);
  });

  it('takes in what is under way, on a state that was never opened', () => {
    const { lifecycle } = opened();
    const row = { kind: 'card', applicant: { ref: 'v-9' }, state: 'printing.queued', since: morning };
    const taken = accepted(
      lifecycle.decide(lifecycle.initial('a-9'), {
        ...head,
        ...row,
        type: 'application.import',
        applicationId: 'a-9',
      } as ApplicationCommand),
    );
    expect([taken.to, taken.state.revision, taken.effects[0]?.id]).toEqual(['printing.queued', 0, 'a-9:0:0']);
  });

  it('refuses a configuration with a hook for no command, or without a kind', () => {
    const hooks = { beforeDecide: { 'application.pas': () => undefined } } as LifecycleConfig['hooks'];
    expect(problem(() => createLifecycle({ ...everyKindConfig, hooks })).issues).toMatchObject([
      { field: 'hooks.beforeDecide.application.pas', rule: 'must be the type of a command' },
    ]);
    expect(problem(() => createLifecycle({ ...everyKindConfig, kinds: [] })).code).toBe('invalid-config');
  });
});

describe('loading', () => {
  const passed = () => {
    const { lifecycle, state, give } = verifying();
    return { lifecycle, stored: accepted(give(state, { type: 'application.pass' })).state };
  };

  it('reads what was stored, as text or parsed', () => {
    const { lifecycle, stored } = passed();
    expect(lifecycle.load(JSON.stringify(stored))).toEqual(stored);
    expect(lifecycle.load(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
  });

  it('refuses a state of a newer version, and one that no migration starts from', () => {
    const { lifecycle, stored } = passed();
    const newer = { ...stored, v: stored.v + 1 };
    expect(problem(() => lifecycle.load(newer)).code).toBe('unknown-version');
    expect(problem(() => lifecycle.load({ ...stored, v: 0 })).code).toBe('unknown-version');
    expect(problem(() => lifecycle.load({ ...stored, v: '1' })).code).toBe('invalid-data');
    expect(problem(() => lifecycle.load('{')).issues[0]?.rule).toBe('must be JSON');
  });

  it('migrates step by step through what was written for each version, and checks the outcome', () => {
    const { stored } = passed();
    const { revision, ...before } = stored;
    const old = { ...before, v: 1, turns: revision };
    // Versions made up: the mechanism is the same for those that come.
    const versions: Versions = {
      present: 3,
      migrations: {
        1: ({ turns, ...rest }) => ({ ...rest, count: turns }),
        2: ({ count, ...rest }) => ({ ...rest, revision: count }),
      },
    };
    expect(readStored(old, versions)).toEqual({ ...stored, v: 3 });
    const { turns: _, ...lacking } = old;
    expect(problem(() => readStored(lacking, versions)).issues[0]?.field).toBe('revision');
    expect(problem(() => readStored({ ...old, v: 4 }, versions)).issues).toEqual([
      { field: 'v', rule: 'must be 1, 2, 3', value: 4 },
    ]);
  });

  it('reads what version 1 stored, with what it did not know as it was then', () => {
    const { lifecycle, stored } = passed();
    const {
      record: _,
      holdUntil: __,
      escalatedAt: ___,
      links: ____,
      handover: _____,
      ...context
    } = stored.context;
    const { retention: a, handover: b, temporary: c, ...rules } = context.rules;
    const first = { ...stored, v: 1, context: { ...context, rules } };
    const read = lifecycle.load(JSON.stringify(first));
    expect(read).toMatchObject({
      v: 2,
      state: stored.state,
      context: {
        record: null,
        links: null,
        handover: null,
        rules: { retention: a, handover: b, temporary: c },
      },
    });
    expect(read.context.holdUntil).toBeGreaterThan(read.context.since);
    const { attempts: lost, ...lacking } = first.context;
    expect(lost).toBe(0);
    expect(problem(() => lifecycle.load({ ...first, context: lacking })).issues[0]?.field).toBe(
      'context.attempts',
    );
  });

  it('has a written migration from every earlier version', () => {
    const { stored } = passed();
    const earlier = Array.from({ length: stored.v - 1 }, (_, i) => String(i + 1));
    expect(Object.keys(migrations)).toEqual(earlier);
  });

  it('lets no unsigned application slip to printing by a field that is lost or does not fit', () => {
    const { lifecycle, stored } = passed();
    const { signedAt, ...context } = stored.context;
    const slipped = {
      ...stored,
      state: 'printing.queued',
      context: { ...context, mode: 'electronic', jobs: 1 },
    };
    expect(problem(() => lifecycle.load(slipped)).issues).toMatchObject([{ field: 'context.signedAt' }]);
    const unsigned = { ...slipped, context: { ...slipped.context, signedAt } };
    expect(problem(() => lifecycle.load(unsigned)).issues).toEqual([
      {
        field: 'context.signedAt',
        rule: "must be a time where it is signed first in 'printing.queued'",
        value: null,
      },
    ]);
    for (const mode of [null, 'none']) {
      const modeless = { ...unsigned, context: { ...unsigned.context, mode } };
      expect(problem(() => lifecycle.load(modeless)).code).toBe('invalid-data');
    }
    const signed = { ...unsigned, context: { ...unsigned.context, signedAt: morning } };
    expect(lifecycle.load(signed).state).toBe('printing.queued');
  });

  it('refuses states in which nobody rests', () => {
    const { lifecycle, stored } = passed();
    for (const state of ['new', 'printing.routing', 'printing', 'nowhere']) {
      expect(problem(() => lifecycle.load({ ...stored, state })).issues[0]?.field).toBe('state');
    }
  });
});

describe('explaining', () => {
  it('counts to the promised day, day by day', () => {
    const { lifecycle, state, give } = verifying({ signatures: [] });
    const passed = accepted(give(state, { type: 'application.pass' })).state;
    expect(lifecycle.explain(passed).map(({ text }) => text)).toEqual([
      'Waits for a printer with a blank.',
      'It will be ready by 2019-07-25.',
      'It is signed by hand, which takes longer than an electronic signature.',
      'Counted from 2019-07-17:',
      'The standard is 5 working days.',
      '2019-07-18 is day 1: working day.',
      '2019-07-19 is not counted: holiday: Town Day.',
      '2019-07-20 is not counted: closed on this day of the week.',
      '2019-07-21 is not counted: closed on this day of the week.',
      '2019-07-22 is day 2: working day.',
      '2019-07-23 is day 3: working day.',
      '2019-07-24 is day 4: working day.',
      '2019-07-25 is day 5: working day.',
      'So it is promised for 2019-07-25.',
      'print.assigned: Reports that a printer took the job.',
      'application.cancel: Ends the application, wherever nothing physical is in flight.',
      'application.supersede: Reports that another document took the place of this one.',
      'commitment.breach: Notes that the promised day has passed.',
      'commitment.renew: Promises a day anew: the one given, or the first that can be kept.',
      'commitment.review: Makes the promise anew if it can no longer be kept, as when its day was declared a holiday.',
      'print.foreseen: Reports that a blank is there for a waiting job, and how many are invited before it.',
      'application.escalate: Puts on a person’s desk what took too long.',
    ]);
  });

  it('tells of the facts it is given, in the words of the host', () => {
    const { lifecycle, state } = opened({ words: { 'facts.stock': 'NO BLANKS' } });
    const told = lifecycle.explain(state, { signing: { mode: 'held' }, stock: { blanks: 0, ahead: 4 } });
    expect(told.map(({ text }) => text).slice(1, 3)).toEqual(['The signing server is down.', 'NO BLANKS']);
  });

  it('has words for every resting state', () => {
    const { lifecycle, state } = opened();
    for (const place of restingStates()) {
      const [first] = lifecycle.explain({ ...state, state: place });
      expect(first?.text, place).not.toBe(first?.code);
    }
  });
});

describe('drawing', () => {
  it('shows every state and every event, as Mermaid and as SVG', async () => {
    const { lifecycle } = opened();
    expect(lifecycle.machine).toBe(applicationMachine);
    const text = lifecycle.diagram('mermaid');
    const svg = await lifecycle.diagram('svg');
    for (const leaf of applicationTable().leaves) {
      expect(text).toContain(` as s_${leaf.replaceAll('.', '_')}`);
      expect(svg).toContain(`>${leaf.split('.').at(-1)}`);
    }
    for (const event of applicationTable().events) expect(text).toContain(event);
    expect(svg).toMatch(/^<svg [\s\S]*<\/svg>$/);
  });
});

/** What is found with every kind, all of it in one go. */
const everyKind = lazy(() => {
  const lifecycle = createLifecycle({ ...everyKindConfig, policy: { printAttempts: 2 } });
  const report = lifecycle.verify();
  return { lifecycle, report, ...lifecycle.paths({ coverage: 'transitions' }) };
});

describe('verifying', () => {
  it('finds an office sound whose kinds have every rule', () => {
    const { report } = everyKind();
    console.info(`${report.states} states, ${report.edges} edges, ${report.kinds.length} kinds`);
    expect(report).toMatchObject({ ok: true, broken: [], stuck: [], notIssued: [], unreachable: [] });
  });

  it('names what can never finish because nobody may finish it', () => {
    const { lifecycle } = opened({
      kinds: everyKindConfig.kinds.slice(0, 1),
      policy: {
        permits: (_, { type }) =>
          !/pickup|cancel|destroy|reject|markDuplicate|supersede|defect/.test(type) || 'nobody may',
      },
    });
    const report = lifecycle.verify();
    expect(report.ok).toBe(false);
    expect(report.stuck[0]).toMatchObject({
      kind: 'letter',
      rule: expect.stringContaining('can never leave'),
    });
    expect(report.broken).toEqual([]);
  });

  it('leaves out kinds that are not issued on its day, and says so', () => {
    const kinds = everyKindConfig.kinds
      .slice(0, 3)
      .filter(({ id }) => id !== 'licence')
      .map((kind) => (kind.id === 'letter' ? { ...kind, issued: { until: '2018-12-31' } } : kind));
    expect(createLifecycle({ ...everyKindConfig, kinds }).verify().notIssued).toEqual([
      { kind: 'letter', medium: 'paper' },
    ]);
  });
});

describe('paths', () => {
  const few = createLifecycle(everyStateConfig);

  it('cover every transition of the machine where kinds have every rule', () => {
    const { paths, notCovered } = everyKind();
    const steps = paths.reduce((sum, path) => sum + path.steps.length, 0);
    console.info(`${paths.length} paths, ${steps} steps, the longest ${paths.at(-1)?.steps.length}`);
    expect(notCovered.map(({ transition: { state, event, guard } }) => `${state} ${event} ${guard}`)).toEqual(
      [],
    );
  });

  it('hold when they are replayed, and come shortest first', () => {
    const { lifecycle, paths } = everyKind();
    for (const path of paths) {
      let state = lifecycle.initial(path.id);
      for (const step of path.steps) {
        const decision = accepted(lifecycle.decide(state, step.command, step.facts));
        expect([decision.to, decision.effects]).toEqual([step.state, step.effects]);
        state = decision.state;
      }
    }
    const lengths = paths.map(({ steps }) => steps.length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  });

  it('cover every state with fewer steps, and are the same each time', () => {
    const covering = few.paths({ coverage: 'states' });
    expect(createLifecycle(everyStateConfig).paths({ coverage: 'states' })).toEqual(covering);
    expect(covering.notCovered).toEqual([]);
    expect(covering.paths.length).toBeLessThan(everyKind().paths.length);
    const states = new Set(covering.paths.flatMap(({ steps }) => steps.map(({ state }) => state)));
    expect([...states].sort()).toEqual([...restingStates()].sort());
  });

  it('say why a transition is not covered', () => {
    const cards = createLifecycle({ ...everyKindConfig, kinds: everyKindConfig.kinds.slice(2, 3) }).paths({
      coverage: 'transitions',
      leaveOut: ['application.import'],
    });
    const reasons = new Map(
      cards.notCovered.map(({ transition: t, reason }) => [`${t.state} ${t.event}`, reason]),
    );
    expect(reasons.get('new application.imported')).toBe('left-out');
    expect(reasons.get('signing.wet wetSignature.made')).toBe('state-not-reached');
    expect(reasons.get('printed inspection.failed')).toBe('guard-never-held');
    const used = cards.paths.flatMap(({ steps }) => steps.map(({ command }) => command.type));
    expect(used).not.toContain('application.import');
    expect(Object.keys(applicationCommands)).toEqual(expect.arrayContaining(used));
  });
});
