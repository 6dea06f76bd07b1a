import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineCalendar } from '../../src/calendar/index.js';
import {
  type ApplicationCommand,
  type ApplicationEffect,
  type ApplicationFacts,
  type ApplicationState,
  applicationDecider,
  defineDocumentKind,
  jobIdOf,
  requestIdOf,
} from '../../src/documents/index.js';

const full = process.env.LOKET_MODEL === 'full';
const runs = full ? 50_000 : 5_000;
const minute = 60_000;
const day = 1440 * minute;
const hours = [{ from: '08:00', to: '16:00' }];
const calendar = defineCalendar({
  id: 'liveness',
  timeZone: 'Asia/Jakarta',
  hours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  years: {
    2019: {
      source: 'made up',
      holidays: [
        { date: '2019-08-17', name: 'h', kind: 'holiday' },
        { date: '2019-07-18', name: 'h', kind: 'holiday' },
      ],
    },
    2020: { source: 'made up', holidays: [{ date: '2020-01-01', name: 'h', kind: 'holiday' }] },
    2021: { source: 'made up', holidays: [] },
  },
});
const start = Date.parse('2019-07-15T08:00+07:00');
const system = { id: 'system', role: 'system' };
const policy = {
  printAttempts: 2,
  correctionDays: 30,
  maxHold: { days: 5, count: 'working' },
  attention: { days: 10, count: 'working' },
} as const;
const claim = { days: 90, count: 'calendar' } as const;
const retentionDays = 365;

interface Office {
  readonly signature: false | 'after-print' | 'before-print';
  readonly provider: boolean;
  readonly needsRecord: boolean;
  readonly inspect: boolean;
  readonly checkBack: boolean;
  readonly temporary: boolean;
}

const deciderFor = ({ signature, provider, temporary, ...rest }: Office) => {
  const kind = defineDocumentKind({
    id: 'k',
    service: 's',
    medium: 'm',
    signature: signature === false ? false : { by: 'head', wetStage: signature },
    claim,
    ...rest,
  });
  return applicationDecider({
    calendar,
    kinds: [
      temporary ? { ...kind, temporary: { kind: 't', validFor: { months: 6 }, renewals: 2 } } : kind,
      defineDocumentKind({ id: 't', service: 's', medium: 'm' }),
    ],
    isCard: () => false,
    providerOf: () => (provider ? 'tte' : null),
    ...policy,
  });
};

const office: fc.Arbitrary<Office> = fc.record({
  signature: fc.constantFrom(false as const, 'after-print' as const, 'before-print' as const),
  provider: fc.boolean(),
  needsRecord: fc.boolean(),
  inspect: fc.boolean(),
  checkBack: fc.boolean(),
  temporary: fc.boolean(),
});

/** What machines and other offices tell, in any order, at any time, whether it makes sense or not. */
const reports = [
  'signature.started',
  'signature.held',
  'signature.requeued',
  'signature.routedWet',
  'signature.unknown',
  'signature.made',
  'signature.refused',
  'print.assigned',
  'print.requeued',
  'print.unknown',
  'print.completed',
  'print.failed',
  'print.spoiled',
  'print.foreseen',
  'record.advanced',
  'record.ready',
  'record.failed',
  'commitment.review',
] as const;
/** What persons do, before the day on which nobody does anything any more. */
const deeds = [
  'application.call',
  'application.pass',
  'application.pass',
  'application.return',
  'application.resubmit',
  'record.restart',
  'wetSignature.made',
  'wetSignature.checked',
  'inspection.passed',
  'inspection.failed',
  'print.retry',
  'defect.found',
  'temporary.issue',
  'pickup.codeRefused',
  'pickup.renewCode',
] as const;
type Said = (typeof reports)[number] | (typeof deeds)[number];

const facts: fc.Arbitrary<ApplicationFacts> = fc.record(
  {
    signing: fc.record({ mode: fc.constantFrom('electronic' as const, 'wet' as const, 'held' as const) }),
    stock: fc.record({ blanks: fc.integer({ min: 0, max: 3 }), ahead: fc.integer({ min: 0, max: 3 }) }),
    desk: fc.record({ waiting: fc.integer({ min: 0, max: 900 }), papersPerDay: fc.constant(600) }),
  },
  { requiredKeys: [] },
);
const wait = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 90 * minute }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 4 * day }) },
);
const move = <T>(kinds: readonly T[]) =>
  fc.record({ say: fc.constantFrom(...kinds), wait, facts, artifact: fc.constantFrom('x', 'y') });
interface Move {
  readonly say: Said;
  readonly wait: number;
  readonly facts: ApplicationFacts;
  readonly artifact: string;
}

/** One application with its timers on a clock of its own; it may be deaf to one of them. */
function world(about: Office, deaf?: string) {
  const decider = deciderFor(about);
  let state: ApplicationState = decider.initial('a');
  let now = start;
  let count = 0;
  const timers = new Map<string, number>();
  const effects: { readonly at: number; readonly effect: ApplicationEffect }[] = [];

  function give(command: Record<string, unknown>, seen: ApplicationFacts): boolean {
    const whole = { id: `c${++count}`, at: now, by: system, applicationId: 'a', ...command };
    const outcome = decider.decide(state, whole as unknown as ApplicationCommand, seen);
    if (!outcome.ok) return false;
    state = outcome.next ?? state;
    for (const effect of outcome.effects) {
      effects.push({ at: now, effect });
      if (effect.type === 'timer.set' && effect.timer !== deaf) timers.set(effect.timer, effect.dueAt);
      if (effect.type === 'timer.clear') timers.delete(effect.timer);
    }
    return true;
  }

  const fired: Readonly<Record<string, Record<string, unknown>>> = {
    commitment: { type: 'commitment.breach' },
    claim: { type: 'claim.expire' },
    correction: { type: 'application.cancel', reason: 'correction-expired' },
    hold: { type: 'hold.expire' },
    attention: { type: 'application.escalate' },
    retention: { type: 'retention.end' },
  };

  return {
    give,
    effects,
    get state() {
      return state;
    },
    get now() {
      return now;
    },
    /** Lets time pass; each timer fires once, when it is due, and is gone. */
    until(time: number, seen: ApplicationFacts): void {
      for (;;) {
        const [next] = [...timers].sort((a, b) => a[1] - b[1]);
        if (!next || next[1] > time) break;
        now = Math.max(now, next[1]);
        timers.delete(next[0]);
        give(fired[next[0]] ?? {}, seen);
      }
      now = Math.max(now, time);
    },
    say({ say, facts: seen, artifact }: Move): boolean {
      const more: Record<string, unknown> = { type: say };
      if (say.startsWith('signature.')) more.requestId = requestIdOf(state.context);
      if (say.startsWith('print.') && say !== 'print.retry') more.jobId = jobIdOf(state.context);
      if (say === 'signature.made') more.artifact = artifact;
      if (say === 'print.assigned') more.printerId = 'P1';
      if (say === 'print.foreseen') Object.assign(more, { place: 3, cause: 'blanks' });
      if (say === 'record.advanced') more.stage = 'sent';
      if (say === 'record.failed') more.failure = 'search-failed';
      if (say === 'application.call') Object.assign(more, { ticketId: 't', counter: '1' });
      more.reason = 'r';
      return give(more, seen);
    },
  };
}

const end = (from: number, days: number, count: 'working' | 'calendar') => {
  const last = calendar.deadline(calendar.dayOf(from), { days, count });
  if (!last.ok) throw new Error('the test’s calendar ends too early');
  return calendar.endOf(last.day);
};

const isOver = (state: string) =>
  ['collected', 'rejected', 'duplicate', 'cancelled', 'superseded', 'destroyed'].includes(state);
const isOwners = (state: string) => state === 'readyForPickup' || state === 'unclaimed';

/** The property: with a world that is deaf to a timer it must not hold. */
const looksAfterItself = (ends: Map<string, number>, deaf?: string) =>
  fc.property(
    office,
    fc.array(move([...deeds, ...reports]), { maxLength: 30 }),
    fc.array(move(reports), { maxLength: 60 }),
    (about, before, adversary) => {
      const one = world(about, deaf);
      one.give({ type: 'application.open', kind: 'k', applicant: { ref: 'p' } }, {});
      let last = one.now;
      for (const each of [{ say: 'application.call' } as Move, { say: 'application.pass' } as Move]) {
        if (one.say({ ...each, facts: before[0]?.facts ?? {} })) last = one.now;
      }
      for (const each of before) {
        one.until(one.now + Math.min(each.wait, 4 * 60 * minute), each.facts);
        if (one.say(each) && (deeds as readonly Said[]).includes(each.say)) last = one.now;
      }
      // From here on no person does anything.
      const asked = end(last, policy.attention.days, policy.attention.count);
      const corrected = end(last, policy.correctionDays, 'calendar');
      const wasEscalated = one.state.context.escalatedAt !== null;
      const escalated = () =>
        wasEscalated || one.effects.some(({ at, effect }) => at >= last && effect.type === 'escalation');
      const seen = adversary[0]?.facts ?? {};
      for (const each of adversary) {
        if (one.now + each.wait > asked) break;
        one.until(one.now + each.wait, each.facts);
        one.say(each);
      }
      one.until(asked, seen);
      const { state } = one.state;
      ends.set(state, (ends.get(state) ?? 0) + 1);
      expect(
        isOver(state) || isOwners(state) || state === 'returned' || escalated(),
        `forgotten in ${state}`,
      ).toBe(true);
      one.until(corrected, seen);
      expect(one.state.state).not.toBe('returned');
      // What became ready, at the latest just now, is kept, told of and kept again; then a person is asked.
      const kept = end(end(corrected, claim.days, claim.count) + day, retentionDays + 1, 'calendar');
      one.until(kept, seen);
      expect(isOver(one.state.state) || escalated(), `kept for ever in ${one.state.state}`).toBe(true);
      expect(one.state.state).not.toBe('readyForPickup');
    },
  );

describe('an application that nobody looks after', () => {
  it(
    'is over, on a person’s desk or waiting for its owner within the policy’s bound, whatever the world does',
    () => {
      const ends = new Map<string, number>();
      fc.assert(looksAfterItself(ends), { numRuns: runs });
      console.info(
        `${runs} worlds: ${[...ends].map(([state, count]) => `${count} ${state}`).join(', ')} when the bound was reached`,
      );
      expect(ends.size).toBeGreaterThan(12);
    },
    full ? 3_600_000 : 120_000,
  );

  const plain = { signature: 'after-print', provider: true, needsRecord: false } as const;
  const simple = { inspect: false, checkBack: false, temporary: false };
  const signed = ['signature.started', 'signature.made', 'print.assigned', 'print.completed'] as const;
  it.each([
    ['attention', { ...simple, signature: false, provider: false, needsRecord: true } as const, []],
    ['correction', { ...simple, ...plain }, ['signature.started', 'signature.refused', 'application.return']],
    ['claim', { ...simple, ...plain }, signed],
    ['retention', { ...simple, ...plain }, signed],
  ] as const)('would be found forgotten, were its timer for %s lost', (timer, about, deeds) => {
    const before = deeds.map((say) => ({ say, wait: minute, facts: {}, artifact: 'x' }));
    const world = { numRuns: 1, examples: [[about, before, []]] as [Office, Move[], Move[]][] };
    expect(fc.check(looksAfterItself(new Map()), world).failed).toBe(false);
    expect(fc.check(looksAfterItself(new Map(), timer), world).failed).toBe(true);
  });

  it('goes to the pen at the end of the longest wait, however the signer flaps', () => {
    fc.assert(
      fc.property(
        office.filter(({ signature, provider }) => signature !== false && provider),
        fc.array(fc.integer({ min: minute, max: 9 * 60 * minute }), { minLength: 1, maxLength: 12 }),
        (about, waits) => {
          const one = world(about);
          const seen = { signing: { mode: 'held' } } as const;
          one.give({ type: 'application.open', kind: 'k', applicant: { ref: 'p' } }, seen);
          for (const say of ['application.call', 'application.pass'] as const) {
            one.say({ say, wait: 0, facts: seen, artifact: 'x' });
          }
          const bound = end(one.now, policy.maxHold.days, policy.maxHold.count);
          expect(one.state.context.holdUntil).toBe(bound);
          // Held, started, given back, for ever.
          for (let i = 0; /^signing\.(waiting|held|electronic)$/.test(one.state.state); i++) {
            expect(one.now).toBeLessThanOrEqual(bound + 9 * 60 * minute);
            one.until(one.now + (waits[i % waits.length] ?? minute), seen);
            const say = (['signature.held', 'signature.started', 'signature.requeued'] as const)[i % 3];
            one.say({ say: say ?? 'signature.held', wait: 0, facts: seen, artifact: 'x' });
          }
          expect(one.state.context.mode).toBe('wet');
          expect(one.now).toBeGreaterThanOrEqual(bound);
        },
      ),
      { numRuns: full ? 10_000 : 500 },
    );
  });
});
