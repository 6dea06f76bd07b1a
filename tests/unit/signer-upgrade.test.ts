import { describe, expect, it } from 'vitest';
import { defineDocumentKind } from '../../src/documents/index.js';
import { createOffice } from '../../src/index.js';
import { indonesianCalendar } from '../../src/indonesia/index.js';
import { createCore } from '../../src/office/index.js';
import { type SignatureProvider, timestamperLane } from '../../src/signing/index.js';
import { testClock } from '../../src/testing/index.js';

const minute = 60_000;
const start = '2019-07-15T08:00+07:00';
const data = { service: 'letters', medium: 'a4', signature: { by: 'head' } };
const letter = defineDocumentKind({ id: 'letter', ...data });

/** An office whose timestamper can be switched off, and that counts what it is asked. */
function world() {
  const clock = testClock(start);
  const asked = { sign: [] as (boolean | undefined)[], upgrade: 0, probe: 0 };
  let stamping = true;
  const provider: SignatureProvider = {
    id: 'tte',
    signatory: 'head',
    upgradeAfterMs: 10 * minute,
    sign({ requestId, timestamp }) {
      asked.sign.push(timestamp);
      const artifact = `${requestId}.pdf`;
      if (timestamp === false) return { outcome: 'ok', artifact, level: 'B-B', timestamp: 'skipped' };
      return stamping
        ? { outcome: 'ok', artifact, level: 'B-T', timestamp: 'made' }
        : { outcome: 'ok', artifact, level: 'B-B', timestamp: 'failed', timestampReason: 'no answer' };
    },
    probe: () => true,
    probeTimestamper() {
      asked.probe++;
      return stamping;
    },
    upgrade({ artifact }) {
      asked.upgrade++;
      return stamping
        ? { outcome: 'ok', artifact: `stamped-${artifact}`, level: 'B-T', timestamp: 'made' }
        : { outcome: 'unavailable', reason: 'no answer' };
    },
  };
  const office = createOffice({
    calendar: indonesianCalendar(),
    kinds: [letter],
    counters: [{ id: 'A', services: ['letters'] }],
    signatures: [provider],
    clock,
  });
  const desk = office.as({ id: 'siti', role: 'officer' });
  return {
    asked,
    office,
    clock,
    switchStamper(on: boolean) {
      stamping = on;
    },
    async signed(ref: string) {
      const { applicationId, ticketId } = await desk.queue.issue({ kind: 'letter', applicant: { ref } });
      await desk.queue.callNext({ counter: 'A' });
      await desk.documents.pass(applicationId);
      await desk.queue.finish(ticketId);
      await office.settle();
      return applicationId;
    },
    async pass(minutes: number) {
      for (let i = 0; i < minutes; i++) {
        clock.advance(minute);
        await office.settle();
      }
    },
    artifact: async (id: string) => {
      const signed = (await office.documents.get(id))?.milestones.signed;
      return signed?.mode === 'electronic' ? signed.artifact : null;
    },
  };
}

describe('a dead timestamper', () => {
  it('costs a level and never the signature, and the level is made good later', async () => {
    const { signed, artifact, switchStamper, asked, pass, office } = world();
    const first = await signed('p-1');
    expect(await artifact(first)).toBe(`${first}/s1.pdf`);
    switchStamper(false);
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) {
      ids.push(await signed(`p-${i + 2}`));
      await pass(1);
    }
    expect(await Promise.all(ids.map(artifact))).toEqual(ids.map((id) => `${id}/s1.pdf`));
    // Its own lane is open: nobody waits for a timestamper that is known to be down, and documents are not held.
    expect(asked.sign.slice(-2)).toEqual([false, false]);
    const [status] = await office.signing.status();
    expect(status?.kinds[0]?.mode).toBe('electronic');
    expect(status?.timestamper).toMatchObject({ state: 'open' });
    expect(status?.lackTimestamp.length).toBe(6);
    const before = asked.upgrade;
    await pass(30);
    expect(asked.upgrade).toBe(before);
    switchStamper(true);
    await pass(30);
    expect(await Promise.all(ids.map(artifact))).toEqual(ids.map((id) => `stamped-${id}/s1.pdf`));
    const [after] = await office.signing.status();
    expect([after?.lackTimestamp, after?.timestamper.state]).toEqual([[], 'throttled']);
    expect(await office.effects('refused')).toEqual([]);
    expect(asked.probe).toBeGreaterThan(0);
    await signed('p-9');
    expect(asked.sign.at(-1)).toBe(true);
  });
});

it('refuses a document kind that is called as the timestamper’s lane', () => {
  const kind = defineDocumentKind({ ...data, id: timestamperLane });
  expect(() => createCore({ calendar: indonesianCalendar(), kinds: [kind] })).toThrow(
    expect.objectContaining({ code: 'invalid-config' }),
  );
});

describe('a stored signer', () => {
  const core = createCore({
    calendar: indonesianCalendar(),
    kinds: [letter],
    signatures: [{ id: 'tte', signatory: 'head' }],
  });
  const first = {
    v: 1,
    provider: 'tte',
    lanes: {
      letter: {
        state: 'open',
        context: { provider: 'tte', kind: 'letter', failures: 3, successes: 1, openedAt: 5 },
      },
      other: {
        state: 'closed',
        context: { provider: 'tte', kind: 'other', failures: 2, successes: 0, openedAt: null },
      },
    },
    requests: {},
    waiting: {},
    inFlight: {},
    orders: [],
    wet: { day: '', count: 0 },
  };

  it('of version 1 is read, and keeps since when it is down', () => {
    const signer = core.load('signer', first);
    expect(signer).toMatchObject({
      v: 2,
      upgrades: {},
      lanes: {
        letter: { state: 'open', context: { openedAt: 5, troubledAt: 5, cause: 'errors' } },
        other: { state: 'closed', context: { openedAt: null } },
      },
    });
  });

  it('is refused where it is of another version or lacks a field', () => {
    const refusal = (stored: unknown) => {
      try {
        core.load('signer', stored);
        return 'read';
      } catch (error) {
        return (error as { code?: string }).code;
      }
    };
    expect(refusal({ ...first, v: 9 })).toBe('unknown-version');
    const { wet: _, ...lacking } = {
      ...first,
      v: 2,
      upgrades: {},
      sentToDesk: [],
      duplicates: {},
      lanes: {},
    };
    expect(refusal(lacking)).toBe('invalid-data');
    expect(refusal(core.initial({ kind: 'signer', id: 'tte' }))).toBe('read');
  });
});
