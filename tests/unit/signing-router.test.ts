import { describe, expect, it } from 'vitest';
import { indonesianCalendar } from '../../src/indonesia/index.js';
import {
  createSigningRouter,
  type RoutingQuestion,
  type SignerCommand,
  type SignerEffect,
  signerDecider,
} from '../../src/signing/index.js';

const hour = 3_600_000;
const eight = Date.parse('2019-07-15T08:00+07:00');

const question: RoutingQuestion = {
  at: eight + 4 * hour,
  now: {
    mode: 'held',
    why: 'signer-down',
    order: null,
    downSince: eight,
    recovery: { at: eight + 6 * hour, basis: 'history' },
  },
  waitingSince: eight + hour,
  ahead: 0,
  limit: 0,
  usualMs: 1_000,
  fullLimit: 4,
  wetBy: eight + 7 * hour,
  wetRoom: true,
};
const router = createSigningRouter();

describe('a signing router', () => {
  it('waits where the provider is expected back sooner, and takes the pen where it is not by a margin', () => {
    expect(router.choose(question)).toMatchObject({ to: 'wait', why: 'electronic-sooner' });
    const later = {
      ...question,
      now: { ...question.now, recovery: { at: eight + 9 * hour, basis: 'age' } },
    } as const;
    expect(router.choose(later)).toMatchObject({ to: 'wet', why: 'wet-sooner', wetBy: eight + 7 * hour });
    expect(router.choose({ ...later, wetRoom: false })).toMatchObject({ to: 'wait', why: 'desk-full' });
    expect(createSigningRouter({ wetAdvantageMs: 3 * hour }).choose(later).to).toBe('wait');
  });

  it('counts those ahead: a long line makes the pen sooner', () => {
    const ahead = (count: number) => router.choose({ ...question, ahead: count }).to;
    expect([ahead(0), ahead(40_000), ahead(60_000)]).toEqual(['wait', 'wet', 'wet']);
    const whole = {
      ...question.now,
      mode: 'electronic',
      why: 'healthy',
      downSince: null,
      recovery: null,
    } as const;
    const healthy = (count: number) => router.choose({ ...question, now: whole, limit: 4, ahead: count }).to;
    expect([healthy(0), healthy(20_000), healthy(200_000)]).toEqual(['electronic', 'electronic', 'wet']);
  });

  it('never holds a document longer than the longest wait', () => {
    const { choose } = createSigningRouter({ maxHoldMs: 2 * hour });
    expect(choose(question)).toMatchObject({ to: 'wet', why: 'held-too-long' });
    expect(choose({ ...question, wetBy: null }).to).toBe('wet');
    expect(choose({ ...question, waitingSince: question.at }).to).toBe('wait');
  });

  it('does what a person ordered, whatever it expects', () => {
    const order = {
      orderId: 'o',
      kinds: null,
      reason: 'r',
      by: 'siti',
      from: 0,
      until: null,
      planned: false,
    } as const;
    const base = { downSince: eight, recovery: null } as const;
    const electronic = {
      ...base,
      mode: 'electronic',
      why: 'order',
      order: { ...order, mode: 'electronic' },
    } as const;
    const wet = { ...base, mode: 'wet', why: 'order', order: { ...order, mode: 'wet' } } as const;
    expect(router.choose({ ...question, now: electronic, ahead: 1e6 })).toMatchObject({
      to: 'electronic',
      why: 'order',
    });
    expect(router.choose({ ...question, now: wet })).toMatchObject({ to: 'wet', why: 'order' });
    expect(router.choose({ ...question, now: wet, wetRoom: false })).toMatchObject({ to: 'wait' });
  });

  it('refuses a wait below nothing', () => {
    expect(() => createSigningRouter({ maxHoldMs: -1 })).toThrow(
      expect.objectContaining({ code: 'invalid-config' }),
    );
  });
});

/** A signer with its timers and its own commands, and a provider that answers by a rule. */
function signerOf(answer: (at: number) => 'ok' | 'unavailable') {
  const calendar = indonesianCalendar();
  const decider = signerDecider({ provider: 'tte', calendar, kinds: ['kk'], wetPerDay: 50 });
  const signer = decider.initial('tte');
  const timers = new Map<string, number>();
  const effects: SignerEffect[] = [];
  let n = 0;
  let desk = 0;
  const give = (at: number, body: object): void => {
    const command = {
      id: `c-${n++}`,
      at,
      by: { id: 's', role: 'system' },
      provider: 'tte',
      ...body,
    } as SignerCommand;
    const deskPace = {
      signatory: 'head',
      absences: [],
      startsAt: at,
      backlog: desk,
      batch: 1,
      msPerPaper: (8 * hour) / 50,
      turnaroundMs: 0,
    };
    const outcome = decider.decide(signer, command, { deskPace });
    if (!outcome.ok) throw new Error(outcome.message);
    for (const event of outcome.events) decider.evolve(signer, event);
    for (const effect of outcome.effects) {
      effects.push(effect);
      switch (effect.type) {
        case 'timer.set':
          timers.set(effect.timer, effect.dueAt);
          break;
        case 'timer.clear':
          timers.delete(effect.timer);
          break;
        case 'signer.dispatch':
          give(at, { type: 'signer.dispatch' });
          break;
        case 'signature.routedWet':
          desk++;
          break;
        case 'signature.probe':
          give(at, { type: 'signer.probed', kind: 'kk', ok: answer(at) === 'ok' });
          break;
        case 'signature.sign': {
          const { requestId, attempt } = effect;
          give(at, { type: 'signature.report', requestId, attempt, outcome: answer(at), reason: 'r' });
          break;
        }
        default:
          break;
      }
    }
  };
  return {
    signer,
    effects,
    request: (at: number, id: string) =>
      give(at, {
        type: 'signature.request',
        requestId: `${id}/s1`,
        applicationId: id,
        kind: 'kk',
        since: at,
      }),
    until(end: number) {
      for (;;) {
        const [next] = [...timers].sort((a, b) => a[1] - b[1]);
        if (!next || next[1] > end) return;
        timers.delete(next[0]);
        const [name = '', kind = ''] = next[0].split(':');
        give(next[1], name === 'probe' ? { type: 'signer.probe', kind } : { type: 'signer.dispatch' });
      }
    },
  };
}

describe('a signer', () => {
  it('holds in a short outage, and in a long one takes to the pen what the desk can sign sooner', () => {
    const tte = signerOf((at) => (at < eight + hour || at > eight + 30 * hour ? 'ok' : 'unavailable'));
    for (let i = 0; i < 120; i++) {
      tte.request(eight + i * 60_000, `a-${i}`);
      tte.until(eight + (i + 1) * 60_000);
    }
    expect(tte.signer.sentToDesk).toEqual([]);
    tte.until(eight + 7 * hour);
    const sent = tte.signer.sentToDesk;
    // No more than the pen can do on that day: the rest would be signed by hand tomorrow, and wait.
    expect(sent.length).toBeGreaterThan(5);
    expect(sent.length).toBeLessThanOrEqual(50);
    for (const { why, electronicBy, wetBy } of sent) {
      expect(why).toBe('wet-sooner');
      expect((wetBy ?? 0) + hour).toBeLessThan(electronicBy ?? 0);
    }
    // The oldest go first, and what went to the desk is asked for nowhere else.
    expect(sent[0]?.applicationId).toBe('a-60');
    const signs = tte.effects.flatMap((e) => (e.type === 'signature.sign' ? [e.applicationId] : []));
    tte.until(eight + 40 * hour);
    const after = tte.effects.flatMap((e) => (e.type === 'signature.sign' ? [e.applicationId] : []));
    for (const { applicationId } of sent) expect(after.slice(signs.length)).not.toContain(applicationId);
    expect(Object.keys(tte.signer.requests)).toEqual([]);
  });

  it('tells the queue only a time that was recorded', () => {
    const tte = signerOf(() => 'unavailable');
    for (let i = 0; i < 5; i++) tte.request(eight + i * 1000, `a-${i}`);
    tte.until(eight + 5 * 60_000);
    expect(tte.effects.filter((e) => e.type === 'queue.signing')).toEqual([
      { type: 'queue.signing', kind: 'kk', mode: 'held', until: null },
    ]);
  });
});
