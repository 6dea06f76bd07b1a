import { describe, expect, it } from 'vitest';
import {
  calibrationScore,
  comeToday,
  createLearned,
  createScheduler,
  forecastBacklog,
  forecastConfig,
  forecastLater,
  forecastWait,
  type Learned,
  type LineAhead,
  learn,
  type Observation,
  observationOf,
  type QueueCommand,
  stopIssuing,
} from '../../src/queue/index.js';
import { classes, minute } from '../support/lines.js';

const hour = 60 * minute;
const config = forecastConfig({ services: { permits: 10 * minute } });
const by = { id: 'x', role: 'officer' };

function line(ahead: number, more: Partial<LineAhead> = {}): LineAhead {
  return {
    at: 8 * hour,
    service: 'permits',
    class: 'walkIn',
    key: 8.5 * hour,
    groups: [{ class: 'walkIn', service: 'permits', ahead, behind: 0 }],
    pools: [
      {
        services: ['permits'],
        open: [{ from: 8 * hour, counters: 2 }],
        serving: [
          { service: 'permits', since: 8 * hour },
          { service: 'permits', since: 8 * hour },
        ],
      },
    ],
    classes,
    modes: {},
    closesAt: 15 * hour,
    ...more,
  };
}

const p50 = (one: LineAhead, learned: Learned = createLearned()): number =>
  forecastWait(one, learned, config)?.p50Ms ?? Number.NaN;

function taught(...seen: Observation[]): Learned {
  const learned = createLearned();
  for (const one of [{ type: 'opened', at: 8 * hour } as const, ...seen]) learn(learned, one, config);
  return learned;
}

describe('a forecast', () => {
  it('tells no wait where a counter stands free, and nothing where no counter serves', () => {
    const [pool] = line(0).pools;
    const free = line(0, { pools: pool ? [{ ...pool, serving: [] }] : [] });
    expect(forecastWait(free, createLearned(), config)).toMatchObject({
      p50Ms: 0,
      p90Ms: 0,
      calibrated: true,
    });
    expect(forecastWait(line(3, { pools: [] }), createLearned(), config)).toBeNull();
    expect(forecastWait(line(3, { service: 'births' }), createLearned(), config)).toBeNull();
  });

  it('waits through a break of all counters', () => {
    const [pool] = line(0).pools;
    const open = [
      { from: 8 * hour, counters: 2 },
      { from: 8 * hour + minute, counters: 0 },
      { from: 9 * hour, counters: 2 },
    ];
    const closed = line(4, { pools: pool ? [{ ...pool, open }] : [] });
    expect(p50(closed)).toBeGreaterThanOrEqual(59 * minute);
  });

  it('is longer while documents are signed by hand, and less so if that ends soon', () => {
    const wet = (until?: number): LineAhead =>
      line(12, { modes: { permits: { mode: 'wet', since: 8 * hour, ...(until ? { until } : {}) } } });
    expect(p50(wet())).toBeGreaterThan(1.3 * p50(line(12)));
    expect(p50(wet(8.1 * hour))).toBeLessThan(p50(wet(12 * hour)));
  });

  it('never tells a booked person a time before the slot, unless the hall may run empty', () => {
    const booked = { class: 'appointment', notBefore: 8.5 * hour, key: 8.5 * hour + 5 * minute };
    const strict = forecastWait(line(0, booked), createLearned(), config);
    const early = forecastWait(line(0, { ...booked, earlyWhenIdle: true }), createLearned(), config);
    expect(strict?.p10Ms).toBeGreaterThanOrEqual(30 * minute);
    expect(early?.p10Ms).toBeLessThan(30 * minute);
  });

  it('counts on the share of a class when others have been due for longer', () => {
    const backlog = [{ class: 'walkIn', service: 'permits', ahead: 60, behind: 0 }];
    const priority = line(0, { class: 'priority', key: 8 * hour + 10 * minute, groups: backlog });
    expect(p50(priority)).toBeLessThan(0.5 * p50(line(60)));
  });
});

describe('what is learned', () => {
  const served = (ms: number, mode = 'electronic'): Observation => ({
    type: 'served',
    at: 9 * hour,
    service: 'permits',
    mode,
    ms,
  });

  it('moves the service time from the prior to what is seen, and the day with it', () => {
    const slow = taught(...Array.from({ length: 40 }, () => served(20 * minute)));
    expect(p50(line(10), slow)).toBeGreaterThan(1.6 * p50(line(10)));
  });

  it('thins a line whose people are often not there or leave', () => {
    const called: Observation = { type: 'called', at: 9 * hour, waitedMs: 20 * minute, told: null };
    const missed: Observation = { type: 'missed', at: 9 * hour, ms: minute };
    const gone = taught(...Array.from({ length: 60 }, () => [called, missed]).flat());
    const stays = taught(...Array.from({ length: 60 }, () => called));
    expect(p50(line(10), gone)).toBeLessThan(p50(line(10), stays));
    const left: Observation = { type: 'left', at: 9 * hour, waitedMs: 15 * minute };
    const leaving = taught(...Array.from({ length: 60 }, () => [called, left]).flat());
    expect(p50(line(10), leaving)).toBeLessThan(p50(line(10), stays));
  });

  it('expects those who will overtake, from who came on other days', () => {
    const days = (className: string): Observation[] =>
      Array.from({ length: 5 }, (): Observation[] => [
        ...Array.from({ length: 20 }, (_, i): Observation => {
          return { type: 'arrived', at: 8 * hour + i * minute, class: className, service: 'permits' };
        }),
        { type: 'opened', at: 8 * hour },
      ]).flat();
    expect(p50(line(6), taught(...days('priority')))).toBeGreaterThan(
      p50(line(6), taught(...days('walkIn'))),
    );
  });

  it('says that it is not calibrated until enough waits were judged, and then keeps score', () => {
    const learned = taught();
    expect(calibrationScore(learned)).toEqual({ told: 0, inside: null, calibrated: false });
    for (let i = 0; i < 400; i++) {
      const told = forecastWait(line(5), learned, config);
      const waitedMs = i % 5 === 0 ? 3 * hour : (told?.p50Ms ?? 0);
      learn(learned, { type: 'called', at: 9 * hour, waitedMs, told }, config);
      if (i === 100) expect(forecastWait(line(5), learned, config)?.calibrated).toBe(false);
    }
    const score = calibrationScore(learned);
    expect(score).toMatchObject({ told: 400, calibrated: true });
    expect(score.inside).toBeCloseTo(0.8, 1);
    expect(forecastWait(line(5), learned, config)?.calibrated).toBe(true);
    expect(calibrationScore(learned, forecastWait(line(5), learned, config)?.bucket)).toMatchObject({
      told: 400,
    });
    expect(calibrationScore(learned, 'another').told).toBe(0);
  });

  it('refuses a configuration with a field out of range', () => {
    expect(() => forecastConfig({ services: { permits: 0 } })).toThrow('services.permits');
    expect(() => forecastConfig({ services: {}, slower: 0.5 })).toThrow('slower');
  });
});

describe('advice for the day', () => {
  const busyMorning = (): Learned => {
    const learned = createLearned();
    for (let day = 0; day < 5; day++) {
      learn(learned, { type: 'opened', at: 8 * hour }, config);
      for (let i = 0; i < 12; i++) {
        learn(
          learned,
          { type: 'arrived', at: 8 * hour + i * minute, class: 'walkIn', service: 'permits' },
          config,
        );
      }
    }
    learn(learned, { type: 'opened', at: 8 * hour }, config);
    return learned;
  };

  it('sends people away from a long line to a quiet time, with the reason', () => {
    const advice = comeToday(line(12), busyMorning(), config, 14 * hour);
    expect(advice.advice).toBe('later');
    expect(advice.reasons.map(({ code }) => code)).toEqual(['shorter-later', 'not-calibrated']);
    expect(advice.between?.from).toBeGreaterThan(8 * hour);
    expect(advice.between?.p50Ms).toBeLessThan(advice.now?.p50Ms ?? 0);
  });

  it('lets people come where the wait is short, and names another day where closing is too near', () => {
    expect(comeToday(line(1), createLearned(), config).reasons[0]?.code).toBe('short-now');
    const wet = { permits: { mode: 'wet', since: 7 * hour } };
    const late = comeToday(line(9, { closesAt: 8.75 * hour, modes: wet }), createLearned(), config);
    expect(late.advice).toBe('anotherDay');
    expect(late.reasons.map(({ code }) => code)).toEqual([
      'closing-too-near',
      'signing-slow',
      'not-calibrated',
    ]);
    const ended = comeToday(line(1), createLearned(), config, 8 * hour);
    expect(ended.reasons[0]?.code).toBe('numbers-ended');
    expect(comeToday(line(1, { pools: [] }), createLearned(), config).reasons[0]?.code).toBe('no-counter');
  });

  it('stops numbers the earlier, the longer the line is', () => {
    const learned = busyMorning();
    const stop = (ahead: number) =>
      stopIssuing(line(ahead, { closesAt: 10 * hour }), learned, config, 9 * hour);
    expect(stop(0)).toEqual({ at: null, late: false });
    expect(stop(40)).toEqual({ at: 8 * hour, late: true });
  });

  it('foretells a backlog at closing and a later wait only where there is one', () => {
    const close = { closesAt: 9 * hour };
    expect(forecastBacklog(line(0, close), createLearned(), config)).toEqual({ p10: 0, p50: 0, p90: 0 });
    const long = forecastBacklog(line(40, close), createLearned(), config);
    expect(long.p50).toBeGreaterThan(20);
    expect(long.p90).toBeGreaterThan(long.p10);
    const soon = forecastLater(line(20), createLearned(), config, 8.5 * hour)?.p50Ms ?? 0;
    expect(soon).toBeGreaterThan(0);
    expect(soon).toBeLessThan(p50(line(20)));
    expect(forecastLater(line(20), createLearned(), config, 13 * hour)?.p50Ms).toBe(0);
  });
});

describe('a line described by the scheduler', () => {
  const scheduler = createScheduler({
    counters: [
      { id: '1', services: ['permits', 'moves'] },
      { id: '2', services: ['permits', 'moves'] },
      { id: '3', services: ['moves'] },
    ],
    services: [
      { id: 'permits', prefix: 'A' },
      { id: 'moves', prefix: 'B' },
    ],
  });
  const plan = { closesAt: 15 * hour, away: [{ counter: '2', from: 12 * hour, until: 13 * hour }] };

  function hall(): {
    run: (command: QueueCommand) => (Observation | undefined)[];
    queue: () => ReturnType<typeof scheduler.open>;
  } {
    let queue = scheduler.open('2026-03-02');
    return {
      queue: () => queue,
      run(command) {
        const outcome = scheduler.decide(queue, command);
        if (!outcome.ok) throw new Error(outcome.message);
        return outcome.events.map((event) => {
          const seen = observationOf(queue, event, null);
          queue = scheduler.evolve(queue, event);
          return seen;
        });
      },
    };
  }
  const issue = (id: string, at: number, kind: string): QueueCommand => ({
    type: 'ticket.issue',
    id,
    at,
    by,
    kind,
    applicant: { ref: id },
  });

  it('counts who is ahead and behind, knows the roster and who is served, and ends outages', () => {
    const { run, queue } = hall();
    for (const [i, kind] of ['permits', 'permits', 'moves', 'permits'].entries()) {
      run(issue(`t${i}`, 8 * hour + i, kind));
    }
    run({ type: 'ticket.callNext', id: 'c', at: 8 * hour + 5, by, counter: '1' });
    run({ type: 'queue.signing', id: 's', at: 8 * hour + 5, by, kind: 'permits', mode: 'wet', until: null });
    const at = 8 * hour + 6;
    const now = scheduler.line(queue(), { service: 'permits' }, at, plan);
    expect(now).toMatchObject({
      class: 'walkIn',
      key: at + 30 * minute,
      modes: { permits: { mode: 'wet' } },
    });
    expect(now?.groups).toEqual([
      { class: 'walkIn', service: 'permits', ahead: 2, behind: 0 },
      { class: 'walkIn', service: 'moves', ahead: 1, behind: 0 },
    ]);
    expect(now?.pools[0]).toEqual({
      services: ['permits', 'moves'],
      open: [
        { from: at, counters: 2 },
        { from: 12 * hour, counters: 1 },
        { from: 13 * hour, counters: 2 },
      ],
      serving: [{ service: 'permits', since: 8 * hour + 5 }],
    });
    const waiting = scheduler.line(queue(), { ticketId: '2026-03-02/t1' }, at, plan);
    expect(waiting?.groups[0]).toEqual({ class: 'walkIn', service: 'permits', ahead: 0, behind: 1 });
    expect(scheduler.line(queue(), { ticketId: '2026-03-02/t0' }, at, plan)).toBeUndefined();
  });

  it('does not count on a counter that is paused without a plan, and expects one back that is at lunch', () => {
    const { run, queue } = hall();
    run({ type: 'counter.pause', id: 'p1', at: 12 * hour, by, counter: '1', reason: 'away' });
    run({ type: 'counter.pause', id: 'p2', at: 12 * hour, by, counter: '2', reason: 'lunch' });
    const now = scheduler.line(queue(), { service: 'permits' }, 12.5 * hour, plan);
    expect(now?.pools[0]?.open).toEqual([
      { from: 12.5 * hour, counters: 0 },
      { from: 13 * hour, counters: 1 },
    ]);
  });

  it('reads from events what can be learned', () => {
    const { run } = hall();
    // The day begins with the first number.
    expect(run(issue('t0', 8 * hour, 'permits'))).toEqual([
      undefined,
      { type: 'arrived', at: 8 * hour, class: 'walkIn', service: 'permits' },
    ]);
    run(issue('t1', 8 * hour, 'permits'));
    run(issue('t2', 8 * hour, 'permits'));
    const at = 8 * hour + minute;
    expect(run({ type: 'ticket.callNext', id: 'c0', at, by, counter: '1' })).toEqual([
      { type: 'called', at, waitedMs: minute, told: null },
    ]);
    const done = at + 9 * minute;
    expect(run({ type: 'ticket.finish', id: 'f', at: done, by, ticketId: '2026-03-02/t0' })).toEqual([
      { type: 'served', at: done, service: 'permits', mode: 'electronic', ms: 9 * minute },
    ]);
    expect(
      run({ type: 'ticket.cancel', id: 'x', at: done, by, ticketId: '2026-03-02/t2', reason: 'left' }),
    ).toEqual([{ type: 'left', at: done, waitedMs: 10 * minute }]);
    run({ type: 'ticket.callNext', id: 'c1', at: done, by, counter: '1' });
    expect(run({ type: 'ticket.noShow', id: 'n', at: done + minute, by, ticketId: '2026-03-02/t1' })).toEqual(
      [{ type: 'missed', at: done + minute, ms: minute }],
    );
    expect(run({ type: 'queue.close', id: 'q', at: done + minute, by, reason: 'full' })).toEqual([undefined]);
  });
});
