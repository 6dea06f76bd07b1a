import { describe, expect, it } from 'vitest';
import {
  type CallSeen,
  createSignerHealth,
  type HealthCommand,
  type HealthConfig,
  type SignerEffect,
} from '../../src/signing/index.js';

const minute = 60_000;
const ok: CallSeen = { outcome: 'ok', tookMs: 1_200 };
const refused: CallSeen = { outcome: 'unavailable', tookMs: 40 };
const by = { id: 'siti', role: 'head' };

/** A provider's health as a host keeps it, with the timers that it asked for. */
function patient(config: HealthConfig = {}) {
  const health = createSignerHealth({ provider: 'tte', ...config });
  const state = health.initial();
  const timers = new Map<string, number>();
  let at = 0;
  const told: string[] = [];
  function give(command: HealthCommand) {
    const outcome = health.decide(state, command);
    if (!outcome.ok) throw new Error(outcome.message);
    for (const event of outcome.events) {
      health.evolve(state, event);
      told.push(event.type);
    }
    for (const effect of outcome.effects as readonly SignerEffect[]) {
      if (effect.type === 'timer.set') timers.set(effect.timer, effect.dueAt);
      if (effect.type === 'timer.clear') timers.delete(effect.timer);
    }
  }
  return {
    health,
    state,
    told,
    timers,
    /** Calls, `everyMs` apart. */
    calls(calls: readonly CallSeen[], everyMs = 5_000, kind = 'kk') {
      for (const call of calls) {
        at += everyMs;
        give({ type: 'health.observe', at, kind, calls: [call] });
      }
    },
    probe(good: boolean, kind = 'kk', tookMs = 200) {
      at = Math.max(at, timers.get(`probe:${kind}`) ?? at);
      give({ type: 'health.probed', at, kind, ok: good, tookMs });
    },
    order: (mode: 'auto' | 'electronic' | 'wet', until?: number) =>
      give({
        type: 'signer.order',
        id: `o-${told.length}`,
        at,
        by,
        provider: 'tte',
        mode,
        reason: 'told so',
        ...(until === undefined ? {} : { until }),
      }),
    wait(ms: number) {
      at += ms;
    },
    now: (kind = 'kk') => health.now(state, kind, at),
    lane: (kind = 'kk') => state.lanes[kind]?.state ?? 'closed',
    context: (kind = 'kk') => state.lanes[kind]?.context,
    at: () => at,
  };
}

const many = (call: CallSeen, count: number) => Array.from({ length: count }, () => call);

describe('a lane that fails', () => {
  it('is suspected after one failure, probed at once, and passes one document at a time', () => {
    const tte = patient();
    tte.calls([ok, ok, refused]);
    expect([tte.lane(), tte.health.limit(tte.state, 'kk')]).toEqual(['suspect', 1]);
    expect(tte.timers.get('probe:kk')).toBe(tte.at() + 1_000);
    tte.probe(true);
    expect([tte.lane(), tte.timers.size, tte.health.limit(tte.state, 'kk')]).toEqual(['closed', 0, 4]);
  });

  it('opens by probes alone, so that one document is spent on a dead server', () => {
    const tte = patient();
    tte.calls([...many(ok, 30), refused]);
    tte.probe(false);
    tte.probe(false);
    tte.probe(false);
    expect(tte.now()).toMatchObject({ mode: 'held', why: 'signer-down', downSince: tte.at() });
  });

  it('opens on failures in a row, and each kind by itself', () => {
    const tte = patient();
    tte.calls([...many(ok, 30), ...many(refused, 4)]);
    expect([tte.lane('kk'), tte.lane('akta-lahir')]).toEqual(['open', 'closed']);
  });

  it('opens when half of the calls fail, and when three in ten do', () => {
    for (const [pattern, most] of [
      [[refused, ok], 12],
      [[refused, ok, ok], 60],
    ] as const) {
      const tte = patient();
      tte.calls(many(ok, 30));
      let calls = 0;
      while (tte.lane() !== 'open' && calls < 200) tte.calls([pattern[calls++ % pattern.length] ?? ok]);
      expect(calls).toBeLessThanOrEqual(most);
    }
  });

  it('never opens on what users do wrong', () => {
    const tte = patient();
    tte.calls([...many(ok, 5), ...many({ outcome: 'rejected', tookMs: 300 }, 500)]);
    expect([tte.lane(), tte.told.includes('lane.suspected')]).toEqual(['closed', false]);
  });

  it('never opens on one failure in a hundred', () => {
    const tte = patient();
    for (let i = 0; i < 300; i++) {
      tte.calls([...many(ok, 99), refused]);
      tte.probe(true);
    }
    expect(tte.told).not.toContain('lane.opened');
  });

  it('forgets failures of hours ago', () => {
    const tte = patient({ failureThreshold: 3 });
    for (let i = 0; i < 10; i++) {
      tte.calls([refused], 3 * 60 * minute);
      expect(tte.lane()).toBe('suspect');
      tte.probe(true);
    }
  });
});

describe('a lane that is slow', () => {
  it('is throttled and not held: slow documents are signed all the same', () => {
    const tte = patient();
    tte.calls(many(ok, 60));
    tte.calls(many({ outcome: 'ok', tookMs: 6_000 }, 9));
    expect(tte.now()).toMatchObject({ mode: 'electronic', why: 'signer-slow' });
    expect(tte.health.limit(tte.state, 'kk')).toBe(2);
    tte.calls(many(ok, 12));
    expect(tte.lane()).toBe('closed');
  });

  it('learns what is usual from its own calls', () => {
    const tte = patient();
    tte.calls(many({ outcome: 'ok', tookMs: 40_000 }, 100));
    expect(tte.lane()).toBe('closed');
    expect(Math.exp(tte.context()?.evidence.usual.logMs ?? 0)).toBeGreaterThan(20_000);
  });

  it('is no longer slow when it was so for some hundred calls', () => {
    const tte = patient();
    tte.calls(many(ok, 60));
    let calls = 0;
    while (tte.lane() !== 'closed' || calls < 10) {
      tte.calls([{ outcome: 'ok', tookMs: 5_000 }]);
      if (calls++ > 1000) break;
    }
    expect(calls).toBeGreaterThan(100);
    expect(calls).toBeLessThan(400);
  });

  it('is seen sooner where it is slow and fails', () => {
    const until = (calls: readonly CallSeen[]) => {
      const tte = patient();
      tte.calls(many(ok, 60));
      let count = 0;
      while (tte.lane() === 'closed' || tte.lane() === 'suspect') {
        tte.calls([calls[count++ % calls.length] ?? ok]);
        if (count > 100) break;
      }
      return count;
    };
    const slow: CallSeen = { outcome: 'ok', tookMs: 4_000 };
    expect(until([slow, slow, slow, refused])).toBeLessThanOrEqual(until([ok, ok, ok, refused]));
  });
});

describe('a lane that is open', () => {
  function opened(config?: HealthConfig) {
    const tte = patient(config);
    tte.calls([...many(ok, 30), ...many(refused, 4)]);
    expect(tte.lane()).toBe('open');
    return tte;
  }

  it('is probed soon, then less often, and stays open for its shortest time', () => {
    const tte = opened();
    const gaps: number[] = [];
    for (let i = 0; i < 25; i++) {
      const before = tte.at();
      tte.probe(false);
      gaps.push(tte.at() - before);
    }
    expect(gaps[0]).toBe(5_000);
    expect([...gaps].sort((a, b) => a - b)).toEqual(gaps);
    expect(gaps.at(-1)).toBe(60_000);

    const brief = opened();
    const since = brief.at();
    while (brief.lane() === 'open') brief.probe(true);
    expect(brief.at() - since).toBeGreaterThanOrEqual(30_000);
  });

  it('is led back by one document, then two, then four', () => {
    const tte = opened();
    while (tte.lane() === 'open') tte.probe(true);
    const limits: number[] = [];
    while (tte.lane() === 'throttled') {
      limits.push(tte.health.limit(tte.state, 'kk'));
      tte.calls([ok]);
    }
    expect(limits).toEqual([1, 2, 2, 4, 4, 4, 4]);
    expect([tte.lane(), tte.context()?.outages.length]).toEqual(['closed', 1]);
  });

  it('stays open twice as long each time it falls back, up to a limit', () => {
    const tte = opened({ minOpenMs: minute, maxOpenMs: 5 * minute });
    const stays: number[] = [];
    for (let i = 0; i < 5; i++) {
      stays.push((tte.context()?.openUntil ?? 0) - (tte.context()?.openedAt ?? 0));
      while (tte.lane() === 'open') tte.probe(true);
      tte.calls(many(refused, 8));
      expect(tte.lane()).toBe('open');
    }
    expect(stays).toEqual([1, 2, 4, 5, 5].map((minutes) => minutes * minute));
  });

  it('passes one document at a time where half of the calls fail, for half of them are signed', () => {
    const tte = opened();
    // A server that limps hardly ever answers two probes well in a row.
    for (let i = 0; i < 60 && tte.lane() === 'open'; i++) tte.probe(i % 2 === 0);
    expect(tte.lane()).toBe('throttled');
    for (let i = 0; i < 100; i++) tte.calls([refused, ok]);
    expect(tte.now()).toMatchObject({ mode: 'electronic', why: 'signer-limping' });
    expect(tte.health.limit(tte.state, 'kk')).toBe(1);
    tte.calls(many(ok, 50));
    expect(tte.lane()).toBe('closed');
  });

  it('does not go on where calls get no answer: each leaves a document in doubt', () => {
    const tte = opened();
    while (tte.lane() === 'open') tte.probe(true);
    tte.calls([{ outcome: 'unknown' }, { outcome: 'unknown' }]);
    expect(tte.lane()).toBe('open');
  });

  it('does not believe a probe that is as slow as the outage', () => {
    const tte = opened();
    tte.wait(minute);
    for (let i = 0; i < 5; i++) tte.probe(true, 'kk', 20_000);
    expect(tte.lane()).toBe('open');
  });

  it('foresees its end by its age, and later by its own outages', () => {
    const tte = opened();
    tte.wait(60 * minute);
    expect(tte.now().recovery).toEqual({ at: tte.at() + 60 * minute, basis: 'age' });
    for (let i = 0; i < 5; i++) {
      while (tte.lane() === 'open') tte.probe(true);
      while (tte.lane() === 'throttled') tte.calls([ok]);
      tte.wait(24 * 60 * minute);
      tte.calls(many(refused, 4));
      tte.wait(180 * minute);
    }
    while (tte.lane() === 'open') tte.probe(true);
    while (tte.lane() === 'throttled') tte.calls([ok]);
    tte.wait(24 * 60 * minute);
    tte.calls(many(refused, 4));
    const { recovery } = tte.now();
    expect(recovery?.basis).toBe('history');
    expect((recovery?.at ?? 0) - tte.at()).toBeGreaterThan(150 * minute);
  });
});

describe('a person’s order', () => {
  it('beats the detector both ways, is shown, and ends by itself', () => {
    const tte = patient();
    tte.calls(many(refused, 4));
    tte.order('electronic', tte.at() + 10 * minute);
    expect(tte.now()).toMatchObject({ mode: 'electronic', why: 'order', order: { by: 'siti' } });
    tte.wait(10 * minute);
    expect(tte.now()).toMatchObject({ mode: 'held', order: null });
    tte.order('wet');
    expect(tte.now()).toMatchObject({ mode: 'wet', why: 'order' });
    tte.order('auto');
    expect(tte.now()).toMatchObject({ mode: 'held', order: null });
  });

  it('to decide by itself again leaves a maintenance alone that is planned for later', () => {
    const { health, state } = patient();
    const head = { id: 'p-1', at: 0, by, provider: 'tte', reason: 'new server' };
    const planned = health.decide(state, {
      ...head,
      type: 'signer.planMaintenance',
      from: 60 * minute,
      until: 90 * minute,
    });
    if (planned.ok) for (const event of planned.events) health.evolve(state, event);
    const auto = health.decide(state, { ...head, id: 'p-2', at: 1, type: 'signer.order', mode: 'auto' });
    if (auto.ok) for (const event of auto.events) health.evolve(state, event);
    expect(health.now(state, 'kk', 30 * minute)).toMatchObject({ mode: 'electronic', why: 'healthy' });
    expect(health.now(state, 'kk', 60 * minute)).toMatchObject({ mode: 'wet', why: 'maintenance' });
    expect(health.now(state, 'kk', 90 * minute)).toMatchObject({ mode: 'electronic', why: 'healthy' });
  });
});

it('refuses numbers out of their range with field and rule', () => {
  for (const [config, field] of [
    [{ failureThreshold: 0 }, 'failureThreshold'],
    [{ slowFactor: 1 }, 'slowFactor'],
    [{ maxInFlight: 1.5 }, 'maxInFlight'],
  ] as const) {
    expect(() => createSignerHealth({ provider: 'tte', ...config })).toThrow(
      expect.objectContaining({
        code: 'invalid-config',
        issues: [expect.objectContaining({ field, value: Object.values(config)[0] })],
      }),
    );
  }
});
