import { memoryStore, type SignatureProvider } from 'loket';
import { testClock } from 'loket/testing';
import { describe, expect, it } from 'vitest';
import { opening, smallOffice } from '../support/office.js';

/** A promise that is settled from outside. */
function gate<T>() {
  let open: (value: T) => void = () => {};
  const passed = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

async function turns(count = 400): Promise<void> {
  for (let i = 0; i < count; i++) await Promise.resolve();
}

function signer(sign: SignatureProvider['sign']): SignatureProvider & { calls: number } {
  const provider = {
    id: 'fake',
    signatory: 'head',
    calls: 0,
    probe: () => true,
    lookUp: () => ({ outcome: 'notMade' }) as const,
    sign: (call: Parameters<SignatureProvider['sign']>[0]) => {
      provider.calls++;
      return sign(call);
    },
  };
  return provider;
}

/** Two processes on one store, each with a machine clock of its own. */
function twoProcesses(signs: readonly [SignatureProvider['sign'], SignatureProvider['sign']]) {
  const store = memoryStore();
  const clock = testClock(opening);
  const leaseMs = 1000;
  const open = (sign: SignatureProvider['sign']) => {
    const provider = signer(sign);
    const leaseClock = testClock(0);
    return {
      provider,
      leaseClock,
      ...smallOffice({ store, clock, leaseMs, leaseClock, callTimeoutMs: 1e9, signatures: [provider] }),
    };
  };
  return { store, clock, one: open(signs[0]), two: open(signs[1]) };
}

const ok = () => ({ outcome: 'ok' }) as const;

describe('two processes on one store', () => {
  it('never make a call that the other has begun or will make', async () => {
    const forever = gate<{ outcome: 'ok' }>();
    const { one, two } = twoProcesses([() => forever.passed, ok]);
    const { applicationId } = await one.serve();
    await one.desk.documents.pass(applicationId);
    await two.office.settle();
    expect(two.provider.calls).toBe(0);
    void one.office.settle();
    await turns();
    expect(one.provider.calls).toBe(1);
    await two.office.settle();
    expect(two.provider.calls).toBe(0);
    expect((await two.office.documents.get(applicationId)).state).toBe('signing.electronic');
  });

  it('see at once what the other has done', async () => {
    const { one, two } = twoProcesses([ok, ok]);
    const { applicationId } = await one.serve();
    expect((await two.office.documents.get(applicationId)).state).toBe('verifying');
    await two.desk.documents.return(applicationId, { reason: 'photo missing' });
    expect((await one.office.documents.get(applicationId)).state).toBe('returned');
    await one.desk.documents.resubmit(applicationId);
    expect((await two.office.documents.get(applicationId)).state).toBe('verifying');
  });

  it('hand over what one left: what was due is done, what was begun is reconciled', async () => {
    const forever = gate<{ outcome: 'ok' }>();
    const { one, two, store } = twoProcesses([() => forever.passed, ok]);
    const { applicationId } = await one.serve();
    await one.desk.documents.pass(applicationId);
    void one.office.settle();
    await turns();
    two.leaseClock.advance(5000);
    await two.office.settle();
    expect((await two.office.documents.get(applicationId)).state).toBe('signing.unknown');
    expect((await store.effects('unknown')).length).toBe(1);
    expect(two.provider.calls).toBe(0);
  });

  it('fence one that wakes late: what it brings back is not taken, and what it writes is not kept', async () => {
    const late = gate<{ outcome: 'ok' }>();
    const { one, two, clock } = twoProcesses([() => late.passed, ok]);
    const { applicationId } = await one.serve();
    await one.desk.documents.pass(applicationId);
    const settled = one.office.settle();
    await turns();
    // It sleeps over the end of its lease; the other takes over, finds that nothing was made, and signs.
    two.leaseClock.advance(5000);
    await two.office.settle();
    for (let i = 0; i < 5 && two.provider.calls === 0; i++) {
      clock.set((await two.office.nextTimerAt()) ?? 0);
      await two.office.settle();
    }
    expect((await two.office.documents.get(applicationId)).state).toBe('readyForPickup');
    const before = await two.store.journal({ after: 0, limit: 1000 });
    const { epoch } = await one.office.health();
    late.open({ outcome: 'ok' });
    await settled;
    expect(await two.store.journal({ after: 0, limit: 1000 })).toEqual(before);
    // It joins anew, and its next command is kept under a new fence.
    await one.desk.documents.handOver(applicationId, { collector: { ref: 'v-1' } });
    expect((await two.office.documents.get(applicationId)).state).toBe('collected');
    expect((await one.office.health()).epoch).toBeGreaterThan(epoch ?? 0);
  });

  it('begin no call on a lease that ran out while they slept', async () => {
    const { one, two } = twoProcesses([ok, ok]);
    const { applicationId } = await one.serve();
    await one.desk.documents.pass(applicationId);
    // The clock jumps while the first has the call in line; the other takes it over.
    two.leaseClock.advance(5000);
    await two.office.settle();
    expect(two.provider.calls).toBe(1);
    one.leaseClock.advance(6000);
    await one.office.settle();
    expect(one.provider.calls).toBe(0);
    expect((await one.office.documents.get(applicationId)).state).toBe('readyForPickup');
  });

  it('take what a call brought back after a sleep in which nobody took over', async () => {
    const slow = gate<{ outcome: 'ok' }>();
    const { one } = twoProcesses([() => slow.passed, ok]);
    const { applicationId } = await one.serve();
    await one.desk.documents.pass(applicationId);
    const settled = one.office.settle();
    await turns();
    one.leaseClock.advance(5000);
    slow.open({ outcome: 'ok' });
    await settled;
    await one.office.settle();
    expect((await one.office.documents.get(applicationId)).state).toBe('readyForPickup');
    expect(one.provider.calls).toBe(1);
  });

  it('keep working when the machine’s clock jumps an hour, forth and back', async () => {
    const { one, store } = twoProcesses([ok, ok]);
    let machine = 10_000_000;
    const leaseClock = { now: () => machine, wake: () => () => undefined };
    const { office, serve, desk } = smallOffice({ store, leaseMs: 1000, leaseClock });
    for (const jump of [3_600_000, -7_200_000, 3_600_000]) {
      machine += jump;
      const { applicationId, ticketId } = await serve();
      await desk.documents.pass(applicationId);
      await desk.queue.finish(ticketId);
      await office.settle();
      expect((await office.documents.get(applicationId)).state).toBe('readyForPickup');
    }
    expect((await one.office.effects('failed')).length).toBe(0);
  });
});

describe('an office that is stopped', () => {
  it('leaves what is due to the next, at once', async () => {
    const store = memoryStore();
    const first = smallOffice({ store });
    const { applicationId } = await first.serve();
    await first.desk.documents.pass(applicationId);
    await first.office.stop();
    const second = smallOffice({ store });
    await second.office.settle();
    expect((await second.office.documents.get(applicationId)).state).toBe('readyForPickup');
  });

  it('begins no more calls, also when it was started, and waits for the one that is out', async () => {
    const first = gate<{ outcome: 'ok' }>();
    const provider = signer(() => first.passed);
    const store = memoryStore();
    const { office, desk, serve } = smallOffice({ store, maxInFlight: 1, signatures: [provider] });
    for (const person of ['v-1', 'v-2']) {
      const { applicationId, ticketId } = await serve('letter', person);
      await desk.documents.pass(applicationId);
      await desk.queue.finish(ticketId);
    }
    office.start();
    await turns();
    expect(provider.calls).toBe(1);
    const stopped = office.stop();
    await turns();
    first.open({ outcome: 'ok' });
    await stopped;
    expect(provider.calls).toBe(1);
    expect((await store.effects('started')).length).toBe(0);
    expect((await store.effects('due')).map(({ effect }) => effect.type)).toContain('signature.sign');
  });

  it('tells calls to give up when it may not wait for them', async () => {
    const aborted: unknown[] = [];
    const provider = signer(
      ({ signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            aborted.push(signal.reason);
            resolve({ outcome: 'unavailable', reason: 'gave up before it was sent' });
          });
        }),
    );
    const { office, desk, serve } = smallOffice({ signatures: [provider] });
    const { applicationId } = await serve();
    await desk.documents.pass(applicationId);
    void office.settle();
    await turns();
    await office.stop({ signal: AbortSignal.abort('closing') });
    expect(aborted).toEqual(['closing']);
    expect((await office.documents.get(applicationId)).state).toBe('signing.waiting');
  });
});

describe('waiting', () => {
  it('ends when its signal says so, and undoes nothing', async () => {
    const forever = gate<{ outcome: 'ok' }>();
    const { office, desk, serve, clock } = smallOffice({ signatures: [signer(() => forever.passed)] });
    const { applicationId } = await serve();
    await desk.documents.pass(applicationId);
    const abort = new AbortController();
    const settled = office.settle({ signal: abort.signal });
    await turns();
    abort.abort(new Error('enough'));
    await expect(settled).rejects.toThrow('enough');
    forever.open({ outcome: 'ok' });
    await office.settle();
    expect((await office.documents.get(applicationId)).state).toBe('readyForPickup');
    expect(clock.now()).toBe(Date.parse(opening));
  });

  it('for a turn ends before the command is given', async () => {
    const { desk, store } = smallOffice();
    const given = desk.queue.issue(
      { kind: 'letter', applicant: { ref: 'v' } },
      { signal: AbortSignal.abort(new Error('too late')) },
    );
    await expect(given).rejects.toThrow('too late');
    expect(await store.journal({ after: 0, limit: 1 })).toEqual([]);
  });

  it('is refused when too many wait already', async () => {
    const { desk, office } = smallOffice({ maxWaiting: 3 });
    const people = Array.from({ length: 5 }, (_, i) => `v-${i}`);
    const issued = await Promise.allSettled(
      people.map((ref) => desk.queue.issue({ kind: 'letter', applicant: { ref } })),
    );
    const codes = issued.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(codes).toEqual(['overloaded', 'overloaded']);
    expect((await office.health()).commands).toBe(0);
  });
});

describe('health', () => {
  it('tells what waits, what is out, and what needs a person', async () => {
    const held = gate<{ outcome: 'unknown'; reason: string }>();
    const provider = { ...signer(() => held.passed), lookUp: undefined };
    const { office, desk, serve } = smallOffice({ signatures: [provider as unknown as SignatureProvider] });
    expect((await office.health()).status).toBe('idle');
    const { applicationId } = await serve();
    await office.settle();
    await desk.documents.pass(applicationId);
    // The document goes to be signed, and the citizen is told.
    expect(await office.health()).toMatchObject({ status: 'waiting', callsWaiting: 2, inFlight: 0 });
    const settled = office.settle();
    await turns();
    expect(await office.health()).toMatchObject({ status: 'waiting', callsWaiting: 0, inFlight: 1 });
    held.open({ outcome: 'unknown', reason: 'no answer' });
    await settled;
    expect(await office.health()).toMatchObject({ status: 'held', unknown: 1, inFlight: 0, deadLetters: 0 });
  });
});
