import { verify, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import {
  checkTimestampToken,
  locateSignature,
  padesProvider,
  signedAttributes,
  type Timestamper,
} from 'loket/signing/pades';
import { memoryBlobs } from 'loket/testing';
import { type SigningServer, startSigningServer, type TroubleKind } from 'loket/testing/signing-server';
import {
  startTimestampServer,
  type TimestampServer,
  type TimestampTrouble,
} from 'loket/testing/timestamp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callOf, partsOf, samplePdf, signedAt } from '../support/signing.js';
import { serverOptions, signerAt } from '../support/signing-server.js';
import { timestamperAt, timestampOf } from '../support/timestamps.js';

let server: SigningServer;
let authority: TimestampServer;
beforeAll(async () => {
  authority = await startTimestampServer();
  server = await startSigningServer(serverOptions);
});
afterAll(() => Promise.all([server.close(), authority.close()]));

const how = fc.constantFrom<TroubleKind | 'well'>(
  'well',
  'down',
  'limping',
  'silent',
  'garbled',
  'forgetful',
  'wrong',
);
/** What the timestamper does in an attempt; `unasked` when the office knows that it is down. */
const stamper = fc.constantFrom<TimestampTrouble | 'well' | 'unasked'>(
  'well',
  'unasked',
  'down',
  'silent',
  'garbled',
  'refusing',
  'stale',
  'otherImprint',
  'otherKey',
);
const attempts = fc.array(
  fc.record({ how, stamper, restarts: fc.boolean(), twice: fc.boolean(), upgrades: fc.boolean() }),
  { minLength: 1, maxLength: 6 },
);

/** A timestamper that is in trouble for good while an attempt lasts, however many calls run at once. */
const stamperWho = (troubleNow: () => TimestampTrouble | undefined): Timestamper => ({
  stamp(call) {
    const now = troubleNow();
    if (now) authority.next(now);
    return timestamperAt(authority).stamp(call);
  },
});

it('ends every sequence of attempts in at most one document, and signs one digest for a request', async () => {
  let runs = 0;
  const plain = await samplePdf();
  await fc.assert(
    fc.asyncProperty(attempts, fc.constantFrom('rsa', 'ec'), async (sequence, credentialId) => {
      const requestId = `run-${++runs}`;
      // Each run has a stretch of virtual time of its own.
      const start = signedAt + runs * 1000;
      const control = { authorization: `Bearer ${serverOptions.controlToken}` };
      const schedule = sequence.flatMap((a, i) =>
        a.how === 'well' ? [] : [{ from: start + i, until: start + i + 1, how: a.how }],
      );
      await fetch(`${server.url}/control`, {
        method: 'POST',
        headers: control,
        body: JSON.stringify({ schedule }),
      });
      const blobs = memoryBlobs();
      let documents = 0;
      let trouble: TimestampTrouble | undefined;
      const open = () =>
        padesProvider({
          id: 'remote',
          signatory: 'head',
          signer: signerAt(server.url, { credentialId }),
          // A renderer that gives another document each time, as after a correction.
          document: () => Buffer.concat([plain, Buffer.from(`% ${++documents}\n`)]),
          blobs,
          timestamper: stamperWho(() => trouble),
        });
      let provider = open();
      const accepted = new Set<string>();
      const upgraded = new Set<string>();
      const levels = new Set<string>();
      for (const [i, { restarts, twice, stamper: how, upgrades }] of sequence.entries()) {
        if (restarts) provider = open();
        trouble = how === 'well' || how === 'unasked' ? undefined : how;
        const call = callOf(requestId, i + 1, { at: start + i, timestamp: how !== 'unasked' });
        const outcomes = await Promise.all([provider.sign(call), ...(twice ? [provider.sign(call)] : [])]);
        for (const told of outcomes) {
          if (told.outcome !== 'ok') continue;
          accepted.add(told.artifact ?? '');
          levels.add(told.level ?? 'none');
        }
        const found = await provider.lookUp?.(call);
        expect(found).toEqual(
          accepted.size === 0 ? { outcome: 'notMade' } : { outcome: 'made', artifact: [...accepted][0] },
        );
        const [artifact] = accepted;
        if (!upgrades || artifact === undefined) continue;
        const again = await provider.upgrade?.({ ...call, artifact });
        if (again?.outcome === 'ok') upgraded.add(again.artifact ?? '');
        else expect(trouble).toBeDefined();
      }
      // Each document, signed or upgraded, is one: the first that was bound, at one level.
      expect(levels.size).toBeLessThanOrEqual(1);
      expect(upgraded.size).toBeLessThanOrEqual(1);
      if (levels.has('B-T') && upgraded.size > 0) expect(upgraded).toEqual(accepted);
      expect(accepted.size).toBeLessThanOrEqual(1);
      const hashes = new Set(server.record.filter((r) => r.clientData === requestId).map((r) => r.hash));
      expect(hashes.size).toBeLessThanOrEqual(1);

      const prepared = await blobs.get((await blobs.bound(`signing/remote/${requestId}/prepared`)) ?? '');
      const told = await signerAt(server.url, { credentialId }).describe({
        at: 0,
        signal: new AbortController().signal,
      });
      if (!prepared || told.outcome !== 'ok') return;
      const { digest, toBeSigned } = signedAttributes(locateSignature(prepared), told.certificate);
      for (const hash of hashes) expect(hash).toBe(Buffer.from(digest).toString('base64'));
      const { publicKey } = new X509Certificate(told.certificate);
      const values: Uint8Array[] = [];
      for (const ref of [...accepted, ...upgraded]) {
        const signed = (await blobs.get(ref)) ?? new Uint8Array();
        const { value, token } = timestampOf(partsOf(signed).cms);
        values.push(value);
        expect(verify('sha256', toBeSigned, publicKey, value)).toBe(true);
        expect(token !== undefined).toBe(levels.has('B-T') || upgraded.has(ref));
        if (!token) continue;
        const window = { from: start, until: start + sequence.length, skewMs: 1000 };
        const verdict = checkTimestampToken(token, { stamped: value, roots: [authority.root], ...window });
        expect(verdict).toMatchObject({ ok: true });
      }
      // An upgrade leaves the signature as it is, also one of ECDSA, which another attempt would change.
      for (const value of values) expect(value).toEqual(values[0]);
    }),
    { numRuns: 40 },
  );
});
