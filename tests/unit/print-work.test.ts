import fc from 'fast-check';
import { isLoketError } from 'loket';
import { claimJob, manualPrinter, nextWork, readSerial, releaseJob, type WorkClaims } from 'loket/printing';
import { describe, expect, it } from 'vitest';
import { smallOffice } from '../support/office.js';

describe('claims on the worklist', () => {
  it('give a job to one person at a time, until she gives it back or time does', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            release: fc.boolean(),
            jobId: fc.constantFrom('j1', 'j2', '__proto__'),
            operator: fc.constantFrom('ani', 'budi', 'cici'),
            pass: fc.integer({ min: 0, max: 50 }),
            forMs: fc.integer({ min: 1, max: 100 }),
          }),
          { maxLength: 60 },
        ),
        (moves) => {
          let claims: WorkClaims = [];
          let at = 0;
          const holder = new Map<string, { operator: string; until: number }>();
          for (const { release, jobId, operator, pass, forMs } of moves) {
            at += pass;
            const held = holder.get(jobId);
            const free = !held || held.until <= at || held.operator === operator;
            const asked = { jobId, operator, at };
            const outcome = release ? releaseJob(claims, asked) : claimJob(claims, { ...asked, forMs });
            expect(outcome.ok).toBe(free);
            if (!outcome.ok) expect(outcome.heldBy.operator).toBe(held?.operator);
            if (free && release) holder.delete(jobId);
            if (free && !release) holder.set(jobId, { operator, until: at + forMs });
            claims = JSON.parse(JSON.stringify(outcome.claims));
            expect(new Set(claims.map((claim) => claim.jobId)).size).toBe(claims.length);
          }
        },
      ),
    );
  });

  it('lead a person to what she holds, then to what nobody holds', () => {
    const list = [{ jobId: 'j1' }, { jobId: 'j2' }, { jobId: 'j3' }];
    let { claims } = claimJob([], { jobId: 'j1', operator: 'ani', at: 0 });
    claims = claimJob(claims, { jobId: 'j3', operator: 'budi', at: 0 }).claims;
    expect(nextWork(list, claims, { operator: 'budi', at: 1 })?.jobId).toBe('j3');
    expect(nextWork(list, claims, { operator: 'cici', at: 1 })?.jobId).toBe('j2');
    expect(nextWork(list.slice(0, 1), claims, { operator: 'cici', at: 1 })).toBeUndefined();
    expect(nextWork(list, claims, { operator: 'cici', at: 600_000 })?.jobId).toBe('j1');
  });

  it('refuse a request without a name', () => {
    for (const asked of [
      { jobId: '', operator: 'ani', at: 0 },
      { jobId: 'j1', operator: 'ani', at: 0, forMs: 0 },
    ]) {
      let code: string | undefined;
      try {
        claimJob([], asked);
      } catch (error) {
        if (isLoketError(error)) code = error.code;
      }
      expect(code).toBe('invalid-data');
    }
  });
});

describe('a scanned serial number', () => {
  it.each([
    ['KT0042', 'KT0042'],
    ['KT0042\r\n', 'KT0042'],
    ['  KT0042\t', 'KT0042'],
    [']C0KT0042\r', 'KT0042'],
    [']Q1KT0042\r]Q1KT0042\r', 'KT0042'],
  ])('is read from %j', (text, serial) => {
    expect(readSerial(text)).toEqual({ ok: true, serial });
  });

  it.each([
    ['', {}, 'empty'],
    ['\r\n', {}, 'empty'],
    ['A1\rA2\r', {}, 'two-scans'],
    ['A 1', {}, 'characters'],
    ['A\u200b1', {}, 'characters'],
    ['A1', { characters: 'digits' }, 'characters'],
    ['A-1', { characters: 'letters-and-digits' }, 'characters'],
    ['B1', { prefix: 'A' }, 'prefix'],
    ['A1', { length: { from: 3, to: 5 } }, 'length'],
    ['x'.repeat(101), {}, 'length'],
  ] as const)('is refused in %j under %j: %s', (text, rule, problem) => {
    expect(readSerial(text, rule)).toEqual({ ok: false, problem });
  });

  it('is never changed by a second reading', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const first = readSerial(text);
        if (!first.ok || first.serial.startsWith(']')) return;
        expect(readSerial(`${first.serial}\r\n`)).toEqual(first);
      }),
    );
  });
});

it('two people work a manual printer: one confirms by scan, one reports a spoiled card', async () => {
  const { office } = smallOffice({
    printers: [
      manualPrinter({ id: 'M1', medium: 'card', blanks: 5 }),
      manualPrinter({ id: 'M2', medium: 'card', blanks: 5 }),
    ],
    stock: {},
  });
  const head = office.as({ id: 'rina', role: 'head' });
  await head.documents.import(
    ['a', 'b'].map((applicationId) => ({
      applicationId,
      kind: 'card',
      applicant: { ref: `v-${applicationId}` },
      state: 'printing.queued',
      since: 0,
    })),
  );
  await office.settle();
  const [ani, budi] = [office.as({ id: 'ani', role: 'officer' }), office.as({ id: 'budi', role: 'officer' })];
  const worklist = await office.printing.worklist();
  let claims: WorkClaims = [];
  const first = nextWork(worklist, claims, { operator: 'ani', at: 0 });
  claims = claimJob(claims, { jobId: first?.jobId ?? '', operator: 'ani', at: 0 }).claims;
  const second = nextWork(worklist, claims, { operator: 'budi', at: 0 });
  expect([first?.applicationId, second?.applicationId]).toEqual(['a', 'b']);
  const scan = readSerial(']C0KT0001\r\n', { prefix: 'KT' });
  if (!scan.ok) throw new Error(scan.problem);
  await ani.printing.confirm(first?.jobId ?? '', { serial: scan.serial });
  await budi.printing.spoiled(second?.jobId ?? '', { reason: 'smeared' });
  await office.settle();
  expect((await office.documents.get('a')).state).toBe('printed');
  // The second is on the list again, on another blank.
  const again = await office.printing.worklist();
  expect(again.map(({ applicationId }) => applicationId)).toEqual(['b']);
  await expect(budi.printing.confirm(again[0]?.jobId ?? '', { serial: scan.serial })).rejects.toThrow(
    'KT0001',
  );
  await budi.printing.unknown(again[0]?.jobId ?? '', { reason: 'the tray was emptied' });
  expect(await office.printing.worklist()).toMatchObject([{ applicationId: 'b', state: 'unknown' }]);
  const [books] = (await office.printing.stock()).filter(({ medium }) => medium === 'card');
  expect([books?.issued, books?.spoiled, books?.inProcess]).toEqual([1, 1, 1]);
});
