import { type EffectRecord, memoryStore, type Notifier, type SignatureProvider } from 'loket';
import { fakeSigner } from 'loket/testing';
import { describe, expect, it } from 'vitest';
import { dump } from '../support/dump.js';
import { card, opening, smallOffice } from '../support/office.js';

const start = Date.parse(opening);
const issue = { kind: 'letter', applicant: { ref: 'v-1' } };

/** A promise that is settled from outside. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

/** Lets everything that only waits for other promises go on. */
async function turns(count = 200): Promise<void> {
  for (let i = 0; i < count; i++) await Promise.resolve();
}

/** A provider that does as it is told and counts what it was asked. */
function scripted(parts: Partial<SignatureProvider> = {}): SignatureProvider & { calls: number } {
  const provider = {
    id: 'fake',
    signatory: 'head',
    calls: 0,
    probe: () => true,
    ...parts,
    sign: (call: Parameters<SignatureProvider['sign']>[0]) => {
      provider.calls++;
      return parts.sign ? parts.sign(call) : ({ outcome: 'ok' } as const);
    },
  };
  return provider;
}

describe('a command', () => {
  it('has the same outcome when its id is repeated, and happens once', async () => {
    const { desk, store } = smallOffice();
    const first = await desk.queue.issue(issue, { commandId: 'x' });
    const before = await dump(store);
    expect(await desk.queue.issue(issue, { commandId: 'x' })).toEqual(first);
    expect(await dump(store)).toBe(before);
  });

  it('is refused when its id was used with another payload', async () => {
    const { desk } = smallOffice();
    await desk.queue.issue(issue, { commandId: 'x' });
    const other = { ...issue, applicant: { ref: 'v-2' } };
    await expect(desk.queue.issue(other, { commandId: 'x' })).rejects.toMatchObject({
      code: 'refused',
      refusal: { code: 'command-id-reused' },
    });
  });

  it('is the same command at another time', async () => {
    const { desk, clock } = smallOffice();
    const first = await desk.queue.issue(issue, { commandId: 'x' });
    clock.advance(60_000);
    expect(await desk.queue.issue(issue, { commandId: 'x' })).toEqual(first);
  });

  it('resolves when all that it caused between rooms is committed', async () => {
    const { office, desk } = smallOffice({ signatures: [] });
    const { applicationId } = await desk.queue.issue(issue);
    expect((await office.documents.get(applicationId)).state).toBe('queued');
    await desk.queue.callNext({ counter: '1' });
    expect((await office.documents.get(applicationId)).state).toBe('verifying');
    // Its job came to the centre, and a printer was given it: only the call to that printer still waits.
    expect((await desk.documents.pass(applicationId)).state).toBe('printing.running');
    expect((await office.effects('due')).map((record) => record.effect.type)).toContain('print.send');
  });

  it('waits for the commands before it', async () => {
    const { desk } = smallOffice();
    const people = Array.from({ length: 20 }, (_, i) => `v-${i}`);
    const issued = await Promise.all(
      people.map((ref) => desk.queue.issue({ kind: 'letter', applicant: { ref } })),
    );
    expect(new Set(issued.map(({ number }) => number)).size).toBe(20);
  });

  it('is dated no earlier than the one before it', async () => {
    let now = start;
    const { desk, store } = smallOffice({ clock: { now: () => now, wake: () => () => undefined } });
    await desk.printing.receive({ medium: 'card', quantity: 1 });
    now = start - 1000;
    await desk.printing.receive({ medium: 'card', quantity: 1 });
    const journal = await store.journal({ after: 0, limit: 10 });
    expect(journal.map(({ event }) => event.at)).toEqual([start, start]);
  });
});

describe('settle', () => {
  it('makes calls until only a person can act, and does not move the clock', async () => {
    const { office, desk, serve, clock } = smallOffice();
    const { applicationId } = await serve();
    await desk.documents.pass(applicationId);
    await office.settle();
    expect((await office.documents.get(applicationId)).state).toBe('readyForPickup');
    expect(clock.now()).toBe(start);
    expect(await office.nextTimerAt()).toBeGreaterThan(start);
  });

  it('fires what is due after the clock was moved', async () => {
    const { office, desk, serve, clock } = smallOffice();
    const { applicationId } = await serve();
    await desk.documents.return(applicationId, { reason: 'photo missing' });
    clock.set((await office.nextTimerAt()) ?? start);
    await office.settle();
    const { state, reason } = await office.documents.get(applicationId);
    expect({ state, reason }).toEqual({ state: 'cancelled', reason: 'correction-expired' });
    expect(await office.nextTimerAt()).toBeNull();
  });
});

describe('a policy', () => {
  it('is asked once for each command of a person and never for those between rooms', async () => {
    const asked: string[] = [];
    const { office, serve, desk } = smallOffice({
      policy: {
        allows: ({ actor, command }) => {
          asked.push(`${actor.id} ${command.type}`);
          return true;
        },
      },
    });
    const { applicationId } = await serve();
    await desk.documents.pass(applicationId);
    await office.settle();
    expect((await office.documents.get(applicationId)).state).toBe('readyForPickup');
    expect(asked).toEqual(['ani ticket.issue', 'ani ticket.callNext', 'ani application.pass']);
  });
});

describe('a call whose outcome nobody knows', () => {
  it('is not made again, and is settled by a look-up', async () => {
    const signer = fakeSigner({
      outages: [{ from: opening, until: start + 30_000, how: 'silent' }],
    });
    const { office, desk, serve, clock } = smallOffice({ signatures: [signer] });
    const { applicationId } = await serve();
    await desk.documents.pass(applicationId);
    await office.settle();
    expect((await office.documents.get(applicationId)).state).toBe('signing.unknown');
    expect((await office.effects('unknown')).map((record) => record.subject)).toEqual([
      `${applicationId}/s1`,
    ]);
    clock.advance(60_000);
    await office.settle();
    expect((await office.documents.get(applicationId)).milestones.signed?.mode).toBe('electronic');
    expect(await office.effects('unknown')).toEqual([]);
    expect(signer.signed.get(`${applicationId}/s1`)).toBe(1);
  });

  it('is settled by a person where the provider cannot tell', async () => {
    const signer = scripted({ sign: () => ({ outcome: 'unknown', reason: 'no answer' }) });
    const { office, desk, serve } = smallOffice({ signatures: [signer] });
    const { applicationId } = await serve();
    await desk.documents.pass(applicationId);
    await office.settle();
    await office.settle();
    expect(signer.calls).toBe(1);
    const requestId = `${applicationId}/s1`;
    expect((await office.signing.status())[0]?.unknown).toEqual([{ requestId, applicationId }]);
    await desk.signing.resolve({ requestId, outcome: 'made', artifact: 'letter.pdf' });
    expect(await office.effects('unknown')).toEqual([]);
    await office.settle();
    expect((await office.documents.get(applicationId)).state).toBe('readyForPickup');
    expect(signer.calls).toBe(1);
  });

  it('is what a provider that throws leaves behind, and the office goes on', async () => {
    const errors: unknown[] = [];
    const signer = scripted({
      sign: () => {
        throw new Error('socket hang up');
      },
    });
    const small = smallOffice({ signatures: [signer], onError: (error) => errors.push(error) });
    const { applicationId, ticketId } = await small.serve();
    await small.desk.documents.pass(applicationId);
    await small.office.settle();
    expect((await small.office.documents.get(applicationId)).state).toBe('signing.unknown');
    expect(errors).toEqual([new Error('socket hang up')]);
    await small.desk.queue.finish(ticketId);
    expect((await small.serve('card', 'v-2')).number).toBe('B-001');
  });

  it('is what a call leaves behind that takes too long', async () => {
    const answer = gate();
    let aborted = false;
    const signer = scripted({
      sign: async ({ signal }) => {
        await answer.passed;
        aborted = signal.aborted;
        return { outcome: 'ok' };
      },
    });
    const { office, desk, serve, clock } = smallOffice({
      signatures: [signer],
      callTimeoutMs: 5000,
      onError: () => undefined,
    });
    const { applicationId } = await serve();
    await desk.documents.pass(applicationId);
    const settled = office.settle();
    await turns();
    clock.advance(5000);
    await settled;
    expect((await office.documents.get(applicationId)).state).toBe('signing.unknown');
    answer.open();
    await turns();
    expect(aborted).toBe(true);
    // The late answer is nobody's any more.
    expect((await office.documents.get(applicationId)).state).toBe('signing.unknown');
  });
});

describe('an office opened on the store of another', () => {
  it('takes up what was due', async () => {
    const store = memoryStore();
    const first = smallOffice({ store });
    const { applicationId } = await first.serve();
    await first.desk.documents.pass(applicationId);
    store.endLeases();
    const second = smallOffice({ store });
    await second.office.settle();
    expect((await second.office.documents.get(applicationId)).state).toBe('readyForPickup');
  });

  it('never makes a started call again, but asks what came of it', async () => {
    const store = memoryStore();
    const forever = gate();
    const signer = scripted({
      sign: async () => {
        await forever.passed;
        return { outcome: 'ok' };
      },
    });
    const first = smallOffice({ store, signatures: [signer] });
    const { applicationId } = await first.serve();
    await first.desk.documents.pass(applicationId);
    void first.office.settle();
    await turns();
    expect((await store.effects('started')).map((record) => record.effect.type)).toEqual(['signature.sign']);

    store.endLeases();
    const heir = scripted();
    const second = smallOffice({ store, signatures: [heir] });
    await second.office.settle();
    expect((await second.office.documents.get(applicationId)).state).toBe('signing.unknown');
    expect(heir.calls).toBe(0);
    expect((await store.effects('unknown')).length).toBe(1);
    await second.desk.signing.resolve({ requestId: `${applicationId}/s1`, outcome: 'made' });
    await second.office.settle();
    expect((await second.office.documents.get(applicationId)).state).toBe('readyForPickup');
    expect(heir.calls).toBe(0);
  });

  it('makes a started call again where that does no harm', async () => {
    const store = memoryStore();
    const forever = gate();
    const first = smallOffice({ store, notifier: { announce: () => forever.passed } });
    await first.serve();
    void first.office.settle();
    await turns();
    store.endLeases();
    const heard: string[] = [];
    const second = smallOffice({
      store,
      notifier: { announce: ({ number }, { effectId }) => void heard.push(`${number} ${effectId}`) },
    });
    await second.office.settle();
    expect(heard).toEqual(['A-001 queue/2019-07-17@2.1']);
    expect(await store.effects('started')).toEqual([]);
  });

  it('sees the same office, from events as from snapshots', async () => {
    const first = smallOffice();
    const { ticketId, applicationId } = await first.serve();
    await first.desk.documents.pass(applicationId);
    await first.office.settle();
    await first.desk.queue.finish(ticketId);
    const second = smallOffice({ store: first.store });
    expect(await second.office.queue.board()).toEqual(await first.office.queue.board());
    expect(await second.office.printing.stock()).toEqual(await first.office.printing.stock());
    expect(await second.office.signing.status()).toEqual(await first.office.signing.status());
    expect(await second.office.documents.get(applicationId)).toEqual(
      await first.office.documents.get(applicationId),
    );
  });

  it('decides anew from what a writer left who came first', async () => {
    const store = memoryStore();
    const one = smallOffice({ store });
    const two = smallOffice({ store });
    await one.desk.printing.receive({ medium: 'card', quantity: 1 });
    await two.desk.printing.receive({ medium: 'card', quantity: 1 });
    await one.desk.printing.receive({ medium: 'card', quantity: 1 });
    expect((await one.office.printing.stock()).find((s) => s.medium === 'card')?.warehouse).toBe(8);
  });
});

describe('a dead letter', () => {
  it('appears when a message between rooms is refused, and can be sent again', async () => {
    const store = memoryStore();
    const strict = smallOffice({ store });
    // The application of this ticket cannot be opened, because the effect's receiver does not know the kind.
    const { core } = strict.office;
    const broken = {
      id: 'queue/2019-07-17@1.9',
      from: { kind: 'queue', id: '2019-07-17' } as const,
      effect: {
        type: 'application.open',
        applicationId: 'a-x',
        kind: 'gone',
        applicant: { ref: 'v' },
        ticketId: 't',
      } as const,
      status: 'refused',
      attempt: 0,
      notBefore: 0,
      subject: null,
      problem: 'unknown-kind',
    } satisfies EffectRecord;
    expect(core.config.kinds.map((kind) => kind.id)).not.toContain('gone');
    await store.commitMany({
      lease: null,
      commits: [
        {
          aggregate: { kind: 'queue', id: '2019-07-17' },
          expectedRevision: 0,
          at: start,
          command: {
            id: 'x',
            at: start,
            fingerprint: '',
            facts: {},
            aggregate: { kind: 'queue', id: '2019-07-17' },
            revision: 1,
            events: [],
          },
          by: { id: 'x', role: 'x' },
          events: [],
          restsIn: 'open',
          effects: [{ ...broken, status: 'due', problem: null }],
          setTimers: [],
          clearTimers: [],
          settledSubjects: [],
        },
      ],
    });
    await strict.office.settle();
    expect(await strict.office.effects('refused')).toEqual([
      { ...broken, problem: "unknown-kind: no document kind is called 'gone'" },
    ]);
    expect(await strict.office.replay('nobody')).toBe(false);
    expect(await strict.office.replay(broken.id)).toBe(true);
    expect((await strict.office.effects('refused')).length).toBe(1);

    const gone = { ...card, id: 'gone' };
    const wider = smallOffice({ store, kinds: [card, gone], counters: [], signatures: [] });
    expect(await wider.office.replay(broken.id)).toBe(true);
    expect(await wider.office.effects('refused')).toEqual([]);
    expect((await wider.office.documents.get('a-x')).state).toBe('queued');
    expect(await wider.office.replay(broken.id)).toBe(false);
  });

  it('is what a notifier leaves behind that fails each time, later each time', async () => {
    const times: number[] = [];
    const notifier: Notifier = {
      announce: (_announcement, { at }) => {
        times.push((at - start) / 1000);
        throw new Error('loudspeaker is off');
      },
    };
    const small = smallOffice({ notifier, onError: () => undefined });
    await small.serve();
    await small.office.settle();
    for (const wait of [1, 4, 16, 64]) {
      small.clock.advance(wait * 1000 - 1);
      await small.office.settle();
      small.clock.advance(1);
      await small.office.settle();
    }
    expect(times).toEqual([0, 1, 5, 21, 85]);
    const [dead] = await small.office.effects('failed');
    expect(dead).toMatchObject({ attempt: 5, problem: 'loudspeaker is off', effect: { type: 'announce' } });
    expect(await small.office.replay(dead?.id ?? '')).toBe(true);
    await small.office.settle();
    expect(times.length).toBe(6);
  });
});

describe('a listener', () => {
  it('hears each event after its commit, and only until it leaves', async () => {
    const { office, desk } = smallOffice();
    const heard: string[] = [];
    const leave = office.on('*', ({ event }) => heard.push(event.type));
    office.on('ticket.issued', ({ position }) => heard.push(`at ${position}`));
    await desk.queue.issue(issue);
    expect(heard).toEqual(['queue.began', 'ticket.issued', 'at 2', 'application.opened']);
    leave();
    await desk.queue.callNext({ counter: '1' });
    expect(heard.length).toBe(4);
  });

  it('that throws is reported and stops nobody', async () => {
    const errors: unknown[] = [];
    const { office, desk } = smallOffice({ onError: (error) => errors.push(error) });
    office.on('*', () => {
      throw new Error('listener');
    });
    const { applicationId } = await desk.queue.issue(issue);
    expect((await office.documents.get(applicationId)).state).toBe('queued');
    expect(errors).toEqual([new Error('listener'), new Error('listener'), new Error('listener')]);
  });
});

describe('start and stop', () => {
  it('goes on by itself as the clock moves, and takes no commands once it was stopped', async () => {
    const { office, desk, serve, clock } = smallOffice();
    office.start();
    office.start();
    const { applicationId, ticketId } = await serve();
    await desk.documents.pass(applicationId);
    await turns(2000);
    expect((await office.documents.get(applicationId)).state).toBe('readyForPickup');
    await desk.queue.finish(ticketId);
    const claimEnds = (await office.nextTimerAt()) ?? 0;
    clock.set(claimEnds);
    await turns(2000);
    expect((await office.documents.get(applicationId)).state).toBe('unclaimed');
    await office.stop();
    await expect(desk.queue.issue(issue)).rejects.toMatchObject({ code: 'stopped' });
    expect((await office.documents.get(applicationId)).state).toBe('unclaimed');
  });

  it('waits for what is in flight', async () => {
    const answer = gate();
    const signer = scripted({
      sign: async () => {
        await answer.passed;
        return { outcome: 'ok', artifact: 'x' };
      },
    });
    const { office, desk, serve } = smallOffice({ signatures: [signer] });
    office.start();
    const { applicationId } = await serve();
    await desk.documents.pass(applicationId);
    await turns();
    let stopped = false;
    const stop = office.stop().then(() => {
      stopped = true;
    });
    await turns();
    expect(stopped).toBe(false);
    answer.open();
    await stop;
    expect((await office.documents.get(applicationId)).milestones.signed?.mode).toBe('electronic');
    expect(await office.effects('started')).toEqual([]);
  });
});
