import { verify, X509Certificate } from 'node:crypto';
import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import fc from 'fast-check';
import { locateSignature, padesProvider, signedAttributes } from 'loket/signing/pades';
import { memoryBlobs } from 'loket/testing';
import { type SigningServer, startSigningServer, type TroubleKind } from 'loket/testing/signing-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callOf, partsOf, samplePdf, signedAt } from '../support/signing.js';
import { serverOptions, signerAt } from '../support/signing-server.js';

let server: SigningServer;
beforeAll(async () => {
  server = await startSigningServer(serverOptions);
});
afterAll(() => server.close());

const how = fc.constantFrom<TroubleKind | 'well'>(
  'well',
  'down',
  'limping',
  'silent',
  'garbled',
  'forgetful',
  'wrong',
);
const attempts = fc.array(fc.record({ how, restarts: fc.boolean(), twice: fc.boolean() }), {
  minLength: 1,
  maxLength: 6,
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
      const open = () =>
        padesProvider({
          id: 'remote',
          signatory: 'head',
          signer: signerAt(server.url, { credentialId }),
          // A renderer that gives another document each time, as after a correction.
          document: () => Buffer.concat([plain, Buffer.from(`% ${++documents}\n`)]),
          blobs,
        });
      let provider = open();
      const accepted = new Set<string>();
      for (const [i, { restarts, twice }] of sequence.entries()) {
        if (restarts) provider = open();
        const call = callOf(requestId, i + 1, { at: start + i });
        const outcomes = await Promise.all([provider.sign(call), ...(twice ? [provider.sign(call)] : [])]);
        for (const told of outcomes) if (told.outcome === 'ok') accepted.add(told.artifact ?? '');
        const found = await provider.lookUp?.(call);
        expect(found).toEqual(
          accepted.size === 0 ? { outcome: 'notMade' } : { outcome: 'made', artifact: [...accepted][0] },
        );
      }
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
      for (const ref of accepted) {
        const signed = (await blobs.get(ref)) ?? new Uint8Array();
        const { content } = AsnConvert.parse(Uint8Array.from(partsOf(signed).cms).buffer, ContentInfo);
        const [info] = AsnConvert.parse(content, SignedData).signerInfos;
        const signature = new Uint8Array(info?.signature.buffer ?? new ArrayBuffer(0));
        const { publicKey } = new X509Certificate(told.certificate);
        expect(verify('sha256', toBeSigned, publicKey, signature)).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});
