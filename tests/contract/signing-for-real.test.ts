import { inspect } from 'node:util';
import { createOffice } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { cscSigner } from 'loket/signing/csc';
import { padesProvider, pkcs12Signer, preparePdf, type RawSigner } from 'loket/signing/pades';
import { memoryBlobs, testClock, virtualPrinter } from 'loket/testing';
import { startSigningServer } from 'loket/testing/signing-server';
import { describe, expect, it } from 'vitest';
import { callOf, keySigner, pkiOf, samplePdf, samplePrepared, signedAt } from '../support/signing.js';
import { bearer, pin, serverOptions, signerAt } from '../support/signing-server.js';

const providerOf = (signer: RawSigner, more = {}) =>
  padesProvider({
    id: 'pades',
    signatory: 'head',
    signer,
    document: () => samplePdf(),
    blobs: memoryBlobs(),
    ...more,
  });

describe('a PAdES provider', () => {
  it('serves an office from queue number to pickup, through an outage of the remote service', async () => {
    const start = Date.parse('2019-07-17T08:00+07:00');
    const server = await startSigningServer({
      ...serverOptions,
      schedule: [{ from: start, until: start + 60_000, how: 'down' }],
    });
    try {
      const blobs = memoryBlobs();
      const clock = testClock(start);
      const provider = providerOf(signerAt(server.url), {
        blobs,
        retryAfterMs: 15_000,
        probeEveryMs: 30_000,
      });
      const office = createOffice({
        ...dukcapil({ regency: '35.07' }),
        counters: [{ id: 'A', services: ['civil-acts'] }],
        signatures: [provider],
        printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 10 })],
        clock,
      });
      const ani = office.as({ id: 'ani', role: 'officer' });
      const { applicationId } = await ani.queue.issue({ kind: 'akta-lahir', applicant: { ref: 'v-1' } });
      await ani.queue.callNext({ counter: 'A' });
      await ani.documents.pass(applicationId);
      await office.settle();
      expect((await office.documents.get(applicationId)).state).toMatch(/^signing\./);
      expect(server.record.length).toBe(0);
      const signed = () => server.record.filter(({ clientData }) => clientData !== 'probe').length;
      for (let i = 0; i < 20 && signed() === 0; i++) {
        clock.advance(15_000);
        await office.settle();
      }
      const { state, milestones } = await office.documents.get(applicationId);
      expect({ state, mode: milestones.signed?.mode }).toEqual({
        state: 'readyForPickup',
        mode: 'electronic',
      });
      expect(signed()).toBe(1);
      // Some came while the service was down, and left nothing there.
      expect(server.record.length).toBeGreaterThan(1);
    } finally {
      await server.close();
    }
  });

  it('answers again with the document that is bound, and asks for it once', async () => {
    let documents = 0;
    const provider = providerOf(keySigner(pkiOf('ec')), {
      document: () => samplePdf(`number ${++documents}`),
    });
    const first = await provider.sign(callOf('r-1'));
    expect(first.outcome).toBe('ok');
    expect(await provider.sign(callOf('r-1', 2))).toEqual(first);
    expect(documents).toBe(1);
    expect((await provider.sign(callOf('r-2'))).outcome).toBe('ok');
    expect(documents).toBe(2);
  });

  it('rejects a signature that does not fit, and takes one of a renewed certificate', async () => {
    const [old, renewed] = [pkiOf('rsa'), pkiOf('ec')];
    const wrong = { ...keySigner(old), sign: keySigner(renewed).sign };
    expect(await providerOf(wrong).sign(callOf('r-1'))).toEqual({
      outcome: 'rejected',
      reason: 'the signature does not fit the certificate',
    });
    let now = old;
    const signer: RawSigner = {
      describe: (call) => keySigner(now).describe(call),
      sign: (call) => keySigner(now).sign(call),
    };
    const provider = providerOf(signer);
    expect((await provider.sign(callOf('r-1'))).outcome).toBe('ok');
    now = renewed;
    expect((await provider.sign(callOf('r-2'))).outcome).toBe('ok');
  });

  it('says what is not possible without guessing: a broken document, store, signer', async () => {
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    const signer = keySigner(pkiOf('ec'));
    const failing = () => Promise.reject(new Error('disk is full'));
    const memory = memoryBlobs();
    const outcomes = [
      await providerOf(signer, { document: () => new Uint8Array(4), onError }).sign(callOf('r-1')),
      await providerOf(signer, { document: failing, onError }).sign(callOf('r-1')),
      await providerOf(signer, { blobs: { ...memory, bound: failing }, onError }).sign(callOf('r-1')),
      await providerOf({ ...signer, sign: failing }, { onError }).sign(callOf('r-1')),
      await providerOf({ ...signer, describe: failing }, { onError }).sign(callOf('r-1')),
      await providerOf(signer, {
        document: async () =>
          preparePdf(await samplePdf(), { fieldName: 'F', page: 0, signedAt, contentsBytes: 1024 }),
        onError,
      }).sign(callOf('r-1')),
    ];
    expect(outcomes.map((o) => [o.outcome, 'reason' in o ? o.reason : ''])).toEqual([
      ['rejected', 'document must be a PDF that is whole and not encrypted'],
      ['unavailable', 'the document could not be prepared, nothing was sent'],
      ['unavailable', 'the blob store cannot be read, nothing was sent'],
      ['unknown', 'the signer failed without an answer'],
      ['unavailable', 'the signer could not tell its certificate'],
      ['rejected', 'cms must be 1024 bytes or less'],
    ]);
    expect(errors.length).toBe(6);
  });

  it('keeps nothing that was signed after the deadline', async () => {
    const stop = new AbortController();
    const blobs = memoryBlobs();
    const signer = keySigner(pkiOf('ec'));
    const late: RawSigner = {
      ...signer,
      sign: async (call) => {
        stop.abort();
        return signer.sign(call);
      },
    };
    const provider = providerOf(late, { blobs });
    expect((await provider.sign(callOf('r-1', 1, { signal: stop.signal }))).outcome).toBe('unknown');
    expect(await provider.lookUp?.(callOf('r-1'))).toEqual({ outcome: 'notMade' });
    expect(await blobs.bound('signing/pades/r-1/signed')).toBeUndefined();
  });

  it('probes by a signature of what is no document', async () => {
    const signer = keySigner(pkiOf('ec'));
    const probe = { kind: 'akta-lahir', at: signedAt, signal: new AbortController().signal };
    const seen: string[] = [];
    const watched: RawSigner = {
      ...signer,
      sign: (call) => {
        seen.push(call.requestId);
        return signer.sign(call);
      },
    };
    const blobs = memoryBlobs();
    expect(await providerOf(watched, { blobs }).probe(probe)).toBe(true);
    expect(seen).toEqual(['probe']);
    expect(await blobs.bound('signing/pades/probe/signed')).toBeUndefined();
  });

  it('sees in a probe that a service knows its key and does not sign', async () => {
    const signer = keySigner(pkiOf('ec'));
    const probe = { kind: 'akta-lahir', at: signedAt, signal: new AbortController().signal };
    const unwell = (sign: RawSigner['sign']) => providerOf({ ...signer, sign }).probe(probe);
    expect(await unwell(async () => ({ outcome: 'unavailable', reason: 'down' }))).toBe(false);
    expect(await unwell(async () => ({ outcome: 'unknown', reason: 'no answer' }))).toBe(false);
    expect(await unwell(() => Promise.reject(new Error('lost')))).toBe(false);
    expect(await unwell(async () => ({ outcome: 'ok', signature: new Uint8Array(70) }))).toBe(false);
    const down = async () => ({ outcome: 'unavailable', reason: 'down' }) as const;
    expect(await providerOf({ ...signer, describe: down }).probe(probe)).toBe(false);
  });

  it('takes a refusal of a probe for an answer, so that a wrong PIN is not shown over and over', async () => {
    const signer = keySigner(pkiOf('ec'));
    const probe = { kind: 'akta-lahir', at: signedAt, signal: new AbortController().signal };
    const refused: RawSigner = {
      ...signer,
      sign: async () => ({ outcome: 'rejected', reason: 'the PIN was refused' }),
    };
    expect(await providerOf(refused).probe(probe)).toBe(true);
  });

  it('probes by asking for the certificate where a person takes part in each signature', async () => {
    const signer = keySigner(pkiOf('ec'));
    const probe = { kind: 'akta-lahir', at: signedAt, signal: new AbortController().signal };
    let asked = 0;
    const byPerson: RawSigner = {
      ...signer,
      signatureNeedsPerson: true,
      sign: (call) => {
        asked++;
        return signer.sign(call);
      },
    };
    expect(await providerOf(byPerson).probe(probe)).toBe(true);
    expect(asked).toBe(0);
    expect(await providerOf(byPerson, { probeBy: 'signature' }).probe(probe)).toBe(true);
    expect(asked).toBe(1);
    expect(await providerOf(signer, { probeBy: 'certificate' }).probe(probe)).toBe(true);
    const otp = { baseUrl: 'http://127.0.0.1:9', credentialId: 'head', otp: () => '1' };
    expect(cscSigner({ ...otp, authorization: () => 'Bearer x' }).signatureNeedsPerson).toBe(true);
  });

  it('waits while the certificate is not in force', async () => {
    const provider = providerOf(keySigner(pkiOf('ec')));
    for (const at of [Date.parse('2018-12-31T23:59:59Z'), Date.parse('2035-01-01T00:00:01Z')]) {
      expect(await provider.sign(callOf(`r-${at}`, 1, { at }))).toEqual({
        outcome: 'unavailable',
        reason: 'the certificate is not valid at this time',
      });
      const { signal } = new AbortController();
      expect(await provider.probe({ kind: 'akta-lahir', at, signal })).toBe(false);
    }
    expect((await provider.sign(callOf('r-1'))).outcome).toBe('ok');
  });

  it('shows no secret in signers, providers, outcomes and errors', async () => {
    const passphrase = 'passphrase-c3a1-planted';
    const secrets = [passphrase, pin, bearer];
    const seen: unknown[] = [];
    const onError = (error: unknown) => seen.push(error);
    const server = await startSigningServer(serverOptions);
    const p12 = pkiOf('rsa').p12(passphrase);
    const resolvers = { p12: () => p12, passphrase: () => passphrase };
    try {
      const signers: RawSigner[] = [
        pkcs12Signer(resolvers),
        pkcs12Signer({ ...resolvers, passphrase: () => `${passphrase}?` }),
        pkcs12Signer({ ...resolvers, p12: () => p12.subarray(0, 500) }),
        pkcs12Signer({ ...resolvers, p12: () => Promise.reject(new Error(passphrase)) }),
        signerAt(server.url),
        signerAt(server.url, { pin: () => `${pin}9` }),
        signerAt(server.url, { authorization: () => `Bearer ${bearer}9` }),
        signerAt(server.url, { authorization: () => `Bearer ${bearer}\n` }),
        signerAt('http://127.0.0.1:1'),
        // A service that repeats what it was sent.
        signerAt(server.url, {
          fetch: async (_, init) => {
            const words = `${inspect(init)} ${pin} ${bearer}`;
            return Response.json({ error: words, error_description: words }, { status: 400 });
          },
        }),
        signerAt(server.url, { fetch: () => Promise.reject(new Error(`${pin} ${bearer}`)) }),
      ];
      for (const signer of signers) {
        const provider = providerOf(signer, { document: () => samplePrepared(), onError });
        seen.push(
          signer,
          provider,
          await provider.sign(callOf('r-1')),
          await provider.lookUp?.(callOf('r-1')),
        );
        seen.push(await signer.describe({ at: 5, signal: new AbortController().signal }));
      }
      for (const bad of [{ passphrase }, { p12: 5, passphrase }, { ...resolvers, keepKeyMs: -1 }]) {
        try {
          pkcs12Signer(bad as never);
          throw new Error('it was not refused');
        } catch (error) {
          seen.push(error);
        }
      }
      for (const bad of [{ pin }, { authorization: bearer }, { baseUrl: `http://127.0.0.1/?${bearer}` }]) {
        try {
          signerAt(server.url, bad as never);
          throw new Error('it was not refused');
        } catch (error) {
          seen.push(error);
        }
      }
    } finally {
      await server.close();
    }
    expect(seen.filter((value) => value instanceof Error && value.message === 'it was not refused')).toEqual(
      [],
    );
    for (const value of seen) {
      const texts = [inspect(value, { depth: 10, showHidden: true }), JSON.stringify(value), String(value)];
      if (value instanceof Error)
        texts.push(value.stack ?? '', inspect(value.cause, { depth: 10, showHidden: true }));
      for (const text of texts) for (const secret of secrets) expect(text).not.toContain(secret);
    }
  });
});
