import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../bench/detector/clock.js';
import { grid, nameOf } from '../../bench/detector/grid.js';
import type { Entrant, Guard } from '../../bench/detector/guard.js';
import { judge } from '../../bench/detector/judge.js';
import {
  add,
  addCalm,
  dominates,
  emptyTally,
  type Figures,
  figures,
  front,
} from '../../bench/detector/metrics.js';
import { ours } from '../../bench/detector/ours.js';
import { nobody, peers } from '../../bench/detector/peers.js';
import { arrivals, draw } from '../../bench/detector/server.js';
import { dominators, summary } from '../../bench/detector/table.js';
import { calmOf, dayMs, openMs, type Trace, traces } from '../../bench/detector/traces.js';
import { type Log, run, startOfWorld } from '../../bench/detector/world.js';

// The long form is `npm run campaign:detector`.
const minute = 60_000;

function named(name: string): Trace {
  const trace = traces.find((one) => one.name === name);
  if (trace === undefined) throw new Error(`no trace '${name}'`);
  return trace;
}

function peer(name: string): Entrant {
  const entrant = peers.find((one) => one.name === name);
  if (entrant === undefined) throw new Error(`no peer '${name}'`);
  return entrant;
}

const through = (trace: Trace, seed: number, entrant: Entrant) =>
  run(trace, seed, entrant, arrivals(trace, seed, dayMs, openMs));

const entrant = (name: string, make: () => Guard): Entrant => ({ name, maker: 'nobody', make });

const passive = { ended() {}, nextProbeAt: () => null, probed() {}, isOpen: () => false };

describe('the comparison of outage detectors', () => {
  it('has thirty configurations of each peer or more, half of each told of user errors, each named apart', () => {
    for (const maker of ['cockatiel', 'opossum'] as const) {
      const mine = grid.filter(({ peer }) => peer === maker);
      expect(mine.length).toBeGreaterThanOrEqual(30);
      expect(mine.filter(({ ignoresUserErrors }) => ignoresUserErrors)).toHaveLength(mine.length / 2);
    }
    expect(new Set(grid.map(nameOf)).size).toBe(grid.length);
  });

  it('holds out half of the traces of every family, and every trace is long well before and after', () => {
    expect(new Set(traces.map(({ name }) => name)).size).toBe(traces.length);
    for (const family of new Set(traces.map((trace) => trace.family))) {
      const mine = traces.filter((trace) => trace.family === family);
      expect(mine.filter(({ heldOut }) => heldOut)).toHaveLength(mine.length / 2);
    }
    for (const { days, outages, spells } of traces) {
      const end = (days - 1) * dayMs + openMs;
      for (const { from, to } of [...outages, ...spells]) {
        expect(from).toBeGreaterThanOrEqual(2 * 60 * minute);
        expect(to).toBeLessThanOrEqual(end - 2 * 60 * minute);
      }
    }
  });
});

describe('the world', () => {
  it('never has more calls in flight than the guard admits or than four, and ends every document once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.constantFrom(...traces.filter(({ days }) => days === 1)),
        fc.integer({ min: 10, max: 80 }),
        async (seed, full, perHour) => {
          const trace = { ...full, perHour };
          let inFlight = 0;
          const moody = entrant('moody', () => {
            const limit = (at: number) => Math.floor(draw(seed, Math.floor(at / 200_000), 7) * 6);
            return {
              ...passive,
              admits: (at) => ({ limit: limit(at) }),
              isOpen: (at) => limit(at) === 0,
              started(at) {
                inFlight += 1;
                expect(inFlight).toBeLessThanOrEqual(Math.min(4, limit(at)));
                return true;
              },
              ended() {
                inFlight -= 1;
              },
            };
          });
          const comers = arrivals(trace, seed, dayMs, openMs);
          const log = await run(trace, seed, moody, comers);
          const ended = log.calls.filter(({ outcome }) => outcome === 'ok' || outcome === 'rejected');
          expect(log.delays).toHaveLength(comers.length);
          expect(ended).toHaveLength(comers.length - log.unfinished);
          expect(log.calls.filter(({ outcome }) => outcome === 'rejected').length).toBe(
            comers.filter(({ spoilt }) => spoilt).length,
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('gives the same log again, and the same server to every guard until it first opens', async () => {
    const trace = named('30 % errors 1');
    const log = await through(trace, 5, nobody);
    expect(await through(trace, 5, nobody)).toEqual(log);
    const opening = await through(
      trace,
      5,
      peer('opossum 50 %/60 s/5 calls, reset 60 s, user errors ignored'),
    );
    const first = opening.switches[0]?.since ?? Number.NaN;
    const until = ({ calls }: Log) => calls.filter(({ since }) => since < first);
    expect(until(opening).length).toBeGreaterThan(100);
    expect(until(opening)).toEqual(until(log));
  });

  it('sends nothing past a guard that admits nothing, and leaves all that came unfinished', async () => {
    const trace = { ...named('blip 1'), perHour: 20 };
    const shut = entrant('shut', () => ({ ...passive, admits: () => ({ limit: 0 }), isOpen: () => true }));
    const log = await through(trace, 1, shut);
    expect(log.calls).toEqual([]);
    expect(log.unfinished).toBe(log.delays.length);
    expect(log.unfinished).toBeGreaterThan(100);
  });

  it('refuses a guard that holds documents and calls it closed', async () => {
    const sly = entrant('sly', () => ({ ...passive, admits: () => ({ limit: 0 }) }));
    await expect(through(named('blip 1'), 1, sly)).rejects.toThrow('must admit a document');
  });

  it('probes when a guard wants to, one probe at a time, and the dead server answers no probe', async () => {
    const trace = { ...named('dead, hangs 1'), perHour: 20 };
    const heard: { at: number; ok: boolean; tookMs: number }[] = [];
    let last = startOfWorld;
    const curious = entrant('curious', () => ({
      ...passive,
      admits: () => ({ limit: 1 }),
      nextProbeAt: () => last + minute,
      probed(at, { ok, tookMs }) {
        heard.push({ at: at - startOfWorld, ok, tookMs });
        last = at;
      },
    }));
    const log = await through(trace, 1, curious);
    const [spell] = trace.spells;
    const dead = heard.filter(
      ({ at, tookMs }) => spell !== undefined && at - tookMs >= spell.from && at - tookMs < spell.to,
    );
    expect(log.probes).toBeGreaterThan(300);
    expect(dead.length).toBeGreaterThan(30);
    expect(dead.every(({ ok, tookMs }) => !ok && tookMs === 30_000)).toBe(true);
    expect(heard.filter(({ ok }) => ok).length).toBeGreaterThan(300);
  });

  it('gives back the clock and the timers, also when a guard fails', async () => {
    const before = [Date.now, setTimeout, setInterval, clearTimeout, clearInterval];
    const failing = entrant('failing', () => ({
      ...passive,
      admits() {
        throw new Error('failed');
      },
    }));
    await expect(through(named('blip 1'), 1, failing)).rejects.toThrow('failed');
    expect([Date.now, setTimeout, setInterval, clearTimeout, clearInterval]).toEqual(before);
  });

  it('runs timers in the order of their time, again and again where they repeat', () => {
    const clock = new VirtualClock(1_000);
    const seen: string[] = [];
    clock.install();
    try {
      const every = setInterval(() => seen.push(`every ${Date.now()}`), 40);
      setTimeout(() => setTimeout(() => seen.push(`inner ${Date.now()}`), 30), 60);
      const dropped = setTimeout(() => seen.push('dropped'), 10);
      clearTimeout(dropped);
      clock.advanceTo(1_100);
      clearInterval(every);
      clock.advanceTo(2_000);
    } finally {
      clock.uninstall();
    }
    expect(seen).toEqual(['every 1040', 'every 1080', 'inner 1090']);
  });
});

describe('the peers in it are the libraries themselves', () => {
  const dead = named('dead, refuses 1');
  const onset = dead.spells[0]?.from ?? Number.NaN;

  it('cockatiel opens with the third failure in a row, and tries again no sooner than it was told', async () => {
    const quiet = { ...dead, background: 0 };
    const log = await through(quiet, 3, peer('cockatiel consecutive 3, half-open 60 s, user errors counted'));
    const opened = log.switches[0]?.since ?? Number.NaN;
    const failed = log.calls.filter(({ since, outcome }) => since <= opened && outcome !== 'ok');
    expect(opened).toBeGreaterThan(onset);
    expect(failed).toHaveLength(3);
    const held = log.calls.filter(
      ({ since, outcome }) => since > opened + 30_000 && outcome === 'unavailable',
    );
    expect(held.length).toBeGreaterThan(20);
    for (const [i, { since }] of held.entries()) {
      expect(since - (held[i - 1]?.since ?? opened)).toBeGreaterThanOrEqual(60_000);
    }
  });

  it('opossum opens once its volume is there, and a refused call never counts', async () => {
    const log = await through(
      { ...dead, background: 0 },
      3,
      peer('opossum 50 %/30 s/3 calls, reset 180 s, user errors counted'),
    );
    const opened = log.switches[0]?.since ?? Number.NaN;
    expect(opened).toBeGreaterThan(onset);
    expect(opened).toBeLessThan(onset + 2 * minute);
    expect(log.switches).toHaveLength(2);
  });

  for (const kind of ['cockatiel consecutive 5, half-open 10 s', 'opossum 35 %/60 s/5 calls, reset 10 s']) {
    it(`${kind} opens at forty user errors in a row only when it counts them`, async () => {
      const burst = { ...named('user errors 1'), background: 0, perHour: 100 };
      const counted = await through(burst, 2, peer(`${kind}, user errors counted`));
      const ignored = await through(burst, 2, peer(`${kind}, user errors ignored`));
      expect(counted.switches.length).toBeGreaterThan(0);
      expect(ignored.switches).toEqual([]);
    });
  }
});

describe('the figures', () => {
  const outage = { from: 100 * minute, to: 160 * minute };
  const trace: Trace = { ...named('dead, refuses 1'), outages: [outage] };
  const call = (minutes: number, outcome: 'ok' | 'unavailable' = 'ok') => ({
    kind: 0,
    since: minutes * minute,
    outcome,
  });
  const log = (change: Partial<Log>): Log => ({
    calls: [10, 50, 99, 101, 102, 110, 150, 200].map((minutes) =>
      call(minutes, minutes > 100 && minutes < 160 ? 'unavailable' : 'ok'),
    ),
    switches: [],
    delays: [30_000, 61_000, 180_000],
    unfinished: 0,
    probes: 3,
    ...change,
  });
  const of = (...logs: readonly Log[]) => {
    const tally = emptyTally();
    for (const one of logs) add(tally, trace, one);
    return figures(tally);
  };
  const opens = (minutes: number) => ({ kind: 0, since: minutes * minute, open: true });
  const closes = (minutes: number) => ({ ...opens(minutes), open: false });

  it('count calls from the onset to the opening, that one with them, and documents over a minute', () => {
    expect(of(log({ switches: [opens(102), closes(165)] }))).toEqual({
      detectionCalls: 2,
      detectionSeconds: 120,
      missed: 0,
      falseOpenings: 0,
      switches: 2,
      delayed: 2,
      delayMinutes: 121 / 60,
      burned: 4,
      probes: 3,
      unfinished: 0,
    });
  });

  it('count an outage missed as twice all of its calls, and take the mean over runs', () => {
    expect(of(log({}))).toMatchObject({ detectionCalls: 8, detectionSeconds: 7_200, missed: 1, switches: 0 });
    expect(of(log({}), log({ switches: [opens(102), closes(165)] }))).toMatchObject({
      detectionCalls: 5,
      missed: 0.5,
      switches: 1,
    });
  });

  it('count an opening as false before the onset and later than a minute after the end', () => {
    const healthy = 4;
    const once = 100_000 / healthy;
    expect(of(log({ switches: [opens(20), closes(21), opens(102), closes(165)] })).falseOpenings).toBe(once);
    expect(of(log({ switches: [opens(102), closes(159), opens(160.5), closes(161)] })).falseOpenings).toBe(0);
    expect(of(log({ switches: [opens(102), closes(159), opens(162), closes(163)] })).falseOpenings).toBe(
      once,
    );
  });

  it('take nothing but false openings from the calm days of a trace, which are as busy and as faulty as it', () => {
    const tally = emptyTally();
    add(tally, trace, log({ switches: [opens(20), closes(21)] }));
    const before = figures(tally);
    addCalm(tally, { healthyCalls: 9_996, falseOpenings: 1 });
    expect(figures(tally)).toEqual({ ...before, falseOpenings: 20 });
    const { perHour, background, spells, outages, days } = calmOf(trace);
    expect({ perHour, background }).toEqual({ perHour: trace.perHour, background: trace.background });
    expect([...spells, ...outages]).toEqual([]);
    expect(days * 9 * perHour).toBeGreaterThanOrEqual(trace.calmCalls);
  });

  it('count nothing for an outage that finds the guard open', () => {
    expect(of(log({ switches: [opens(98), closes(165)] }))).toMatchObject({
      detectionCalls: 0,
      missed: 0,
      falseOpenings: 25_000,
    });
  });

  it('are judged by a front that nobody dominates and that dominates everybody else', () => {
    const base = of(log({}));
    const some = fc
      .record({
        detectionCalls: fc.nat(4),
        falseOpenings: fc.nat(4),
        switches: fc.nat(4),
        delayed: fc.nat(4),
      })
      .map((part): { figures: Figures } => ({ figures: { ...base, ...part } }));
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 25 }), (rows) => {
        const best = front(rows);
        expect(best.length).toBeGreaterThan(0);
        for (const row of rows) {
          const beaten = best.some((one) => dominates(one.figures, row.figures));
          expect(beaten).toBe(!best.includes(row));
        }
      }),
    );
  });
});

describe('the short form of the campaign', () => {
  const few = peers.filter((_, place) => place % 11 === 0);
  const brief = (trace: Trace): Trace => ({ ...trace, calmCalls: Math.min(trace.calmCalls, 10_000) });
  const short = traces
    .filter(({ name, days, heldOut }) => days === 1 && !heldOut && name.endsWith('1'))
    .map(brief);

  it('finds peers that see a dead server within ten calls and without a false opening', async () => {
    const rows = await judge(brief(named('dead, refuses 1')), few, 1);
    const good = rows.filter(({ figures: { missed, detectionCalls, falseOpenings } }) => {
      return missed === 0 && detectionCalls <= 10 && falseOpenings === 0;
    });
    expect(good.length).toBeGreaterThan(0);
    expect(rows.every(({ figures: { unfinished } }) => unfinished === 0)).toBe(true);
  });

  const own = ours;
  if (own !== null) {
    it('finds no peer of a few that dominates ours on a trace', async () => {
      const all = [];
      for (const trace of short) all.push(await judge(trace, [own, ...few], 1));
      console.info(summary(all));
      expect(all.flatMap(dominators).map(({ trace, name }) => `${trace}: ${name}`)).toEqual([]);
    });
  }
});
