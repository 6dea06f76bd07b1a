import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { isLoketError } from 'loket';
import {
  httpTimestamper,
  type PadesProviderOptions,
  padesProvider,
  preparePdf,
  type Timestamper,
} from 'loket/signing/pades';
import { memoryBlobs } from 'loket/testing';
import {
  startTimestampServer,
  type TimestampServer,
  type TimestampTrouble,
} from 'loket/testing/timestamp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../support/needs.js';
import { callOf, keySigner, partsOf, pkiOf, samplePdf, signedAt } from '../support/signing.js';
import { stampCall, timestamperAt, timestampOf } from '../support/timestamps.js';

const folder = mkdtempSync(join(tmpdir(), 'loket-timestamps-'));
const at = (name: string) => join(folder, name);
const pem = (der: Uint8Array) => new X509Certificate(der).toString();
let server: TimestampServer;
beforeAll(async () => {
  server = await startTimestampServer();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function run(program: string | undefined, ...args: string[]) {
  const done = spawnSync(program ?? '', args, { encoding: 'utf8', timeout: 30_000 });
  return { code: done.status, text: `${done.stdout}${done.stderr}` };
}

const refused: Record<TimestampTrouble, { outcome: string; reason: string }> = {
  down: { outcome: 'unavailable', reason: 'the service answered 503' },
  silent: { outcome: 'unavailable', reason: 'not connected, or the connection ended without an answer' },
  hanging: { outcome: 'unknown', reason: 'no answer in time' },
  garbled: { outcome: 'unknown', reason: 'the answer cannot be read' },
  page: { outcome: 'unknown', reason: 'the answer cannot be read' },
  refusing: { outcome: 'rejected', reason: 'refused: badRequest' },
  failing: { outcome: 'unavailable', reason: 'refused: systemFailure' },
  stale: { outcome: 'rejected', reason: 'the token stamps something else' },
  otherImprint: { outcome: 'rejected', reason: 'the token stamps something else' },
  otherNonce: { outcome: 'rejected', reason: 'the token answers another request' },
  noNonce: { outcome: 'rejected', reason: 'the token answers another request' },
  otherTime: { outcome: 'rejected', reason: 'the token is of another time' },
  noPurpose: { outcome: 'rejected', reason: 'the certificate of the timestamper is not for timestamps' },
  otherKey: { outcome: 'rejected', reason: "the token's signature is refused: bad-signature" },
  untrusted: { outcome: 'rejected', reason: 'the certificate of the timestamper is refused: unknown-issuer' },
};
const troubles = Object.keys(refused) as TimestampTrouble[];

describe('a timestamper over HTTP', () => {
  it('answers a token that it has checked', async () => {
    expect((await timestamperAt(server).stamp(stampCall('one'))).outcome).toBe('ok');
  });

  it.each(troubles)('accepts nothing of an authority that is %s', async (how) => {
    const patient = timestamperAt(server);
    expect((await patient.stamp(stampCall('before'))).outcome).toBe('ok');
    server.next(how);
    // Only the one that hangs is not waited for.
    const timestamper = how === 'hanging' ? timestamperAt(server, { timeoutMs: 1 }) : patient;
    expect(await timestamper.stamp(stampCall('this'))).toEqual(refused[how]);
    server.next(how, 0);
    expect((await patient.stamp(stampCall('after'))).outcome).toBe('ok');
  });

  it('takes a difference of clocks up to the limit, and none beyond', async () => {
    const ahead = (ms: number) =>
      timestamperAt(server, { headers: ({ at }) => ({ 'x-loket-clock': `${at + ms}` }) });
    for (const ms of [600_000, -600_000]) expect((await ahead(ms).stamp(stampCall('x'))).outcome).toBe('ok');
    for (const ms of [601_000, -601_000])
      expect(await ahead(ms).stamp(stampCall('x'))).toEqual(refused.otherTime);
  });

  it('refuses a token of an authority whose certificate is out of date', async () => {
    const call = stampCall('late', { at: Date.parse('2036-01-01T00:00Z') });
    expect(await timestamperAt(server).stamp(call)).toEqual({
      outcome: 'rejected',
      reason: 'the certificate of the timestamper is refused: certificate-expired',
    });
  });

  it('is refused without its bearer, follows no redirect, and reads no endless answer', async () => {
    const guarded = await startTimestampServer({ bearer: 'bearer-77-planted' });
    const odd = createServer((request, response) => {
      if (request.url === '/far') return void response.writeHead(307, { location: server.url }).end();
      response.writeHead(200).end(Buffer.alloc(140_000));
    });
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    const address = odd.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    try {
      const told = [
        await timestamperAt(guarded).stamp(stampCall('x')),
        await timestamperAt(guarded, { authorization: () => 'Bearer bearer-77-planted' }).stamp(
          stampCall('x'),
        ),
        await timestamperAt(guarded, { authorization: () => Promise.reject(new Error('no')) }).stamp(
          stampCall('x'),
        ),
        await timestamperAt(server, { url: `${url}/far` }).stamp(stampCall('x')),
        await timestamperAt(server, { url }).stamp(stampCall('x')),
      ];
      expect(told.map((t) => (t.outcome === 'ok' ? 'ok' : `${t.outcome}: ${t.reason}`))).toEqual([
        'rejected: the service answered 401',
        'ok',
        'unavailable: a resolver failed',
        'rejected: the service answered 307',
        'unknown: the answer is too long to be a timestamp',
      ]);
      expect(inspect(told, { depth: 9 })).not.toContain('planted');
    } finally {
      await guarded.close();
      await new Promise((resolve) => odd.close(resolve));
    }
  });

  it('refuses to send an authorization over open http, and no root', () => {
    const rules = [
      { url: 'http://tsa.example/', roots: [server.root], authorization: () => 'secret-77-planted' },
      { url: 'https://tsa.example/', roots: [] },
      { url: 'ftp://tsa.example/', roots: [server.root] },
    ].map((options) => {
      try {
        httpTimestamper(options);
        return 'taken';
      } catch (error) {
        return isLoketError(error, 'invalid-config') ? error.issues[0]?.rule : 'another error';
      }
    });
    expect(rules).toEqual([
      'must be an https address, or http on this machine, to send an authorization to',
      'must hold one certificate or more',
      'must be an http or https address without a user',
    ]);
    expect(() => httpTimestamper({ url: 'http://tsa.example/', roots: [server.root] })).not.toThrow();
  });

  const openssl = needs('openssl');
  it.skipIf(!openssl)('answers tokens that openssl ts -verify accepts for these bytes only', async () => {
    const call = stampCall('the value of a signature');
    const told = await timestamperAt(server).stamp(call);
    if (told.outcome !== 'ok') throw new Error(told.reason);
    writeFileSync(at('token.der'), told.token);
    writeFileSync(at('data'), call.stamped);
    writeFileSync(at('other'), 'something else');
    writeFileSync(at('root.pem'), pem(server.root));
    const verify = (data: string) =>
      run(
        openssl,
        'ts',
        '-verify',
        '-token_in',
        '-in',
        at('token.der'),
        '-data',
        at(data),
        '-CAfile',
        at('root.pem'),
      );
    expect(verify('data')).toMatchObject({ code: 0 });
    expect(verify('other').code).not.toBe(0);
  });

  it.skipIf(!openssl)(
    'accepts a token that openssl ts -reply made, and none without its certificate',
    async () => {
      const ca = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'];
      const made = run(
        openssl,
        ...[
          'req',
          '-x509',
          ...ca,
          '-keyout',
          at('ca.key'),
          '-out',
          at('ca.pem'),
          '-subj',
          '/CN=Foreign root',
        ],
      );
      expect(made).toMatchObject({ code: 0 });
      run(
        openssl,
        'req',
        ...ca.slice(0, -2),
        '-keyout',
        at('tsa.key'),
        '-out',
        at('tsa.csr'),
        '-subj',
        '/CN=Foreign TSA',
      );
      writeFileSync(
        at('ext'),
        'extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n',
      );
      const issue = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '30'];
      run(
        openssl,
        'x509',
        '-req',
        '-in',
        at('tsa.csr'),
        ...issue,
        '-extfile',
        at('ext'),
        '-out',
        at('tsa.pem'),
      );
      writeFileSync(
        at('tsa.cnf'),
        [
          '[tsa]\ndefault_tsa = one\n[one]',
          `serial = ${at('serial')}`,
          `signer_cert = ${at('tsa.pem')}\nsigner_key = ${at('tsa.key')}\ncerts = ${at('ca.pem')}`,
          'signer_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256\n',
        ].join('\n'),
      );
      const foreign = createServer((request, response) => {
        const pieces: Buffer[] = [];
        request.on('data', (piece: Buffer) => pieces.push(piece));
        request.on('end', () => {
          writeFileSync(at('query'), Buffer.concat(pieces));
          run(
            openssl,
            'ts',
            '-reply',
            '-config',
            at('tsa.cnf'),
            '-queryfile',
            at('query'),
            '-out',
            at('reply'),
          );
          response.end(readFileSync(at('reply')));
        });
      });
      await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
      try {
        const address = foreign.address();
        const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
        const root = new X509Certificate(readFileSync(at('ca.pem'))).raw;
        const call = stampCall('foreign', { at: Date.now() });
        const told = await httpTimestamper({ url, roots: [root] }).stamp(call);
        expect(told).toMatchObject({ outcome: 'ok' });
        expect(await httpTimestamper({ url, roots: [server.root] }).stamp(call)).toEqual(refused.untrusted);
        // What OpenSSL says of a digest that it does not take is read by its bits, not by the library's flags.
        writeFileSync(
          at('tsa.cnf'),
          readFileSync(at('tsa.cnf'), 'utf8').replace('digests = sha256', 'digests = sha384'),
        );
        expect(await httpTimestamper({ url, roots: [root] }).stamp(call)).toEqual({
          outcome: 'rejected',
          reason: 'refused: badAlg',
        });
      } finally {
        await new Promise((resolve) => foreign.close(resolve));
      }
    },
  );
});

describe('a PAdES provider with a timestamper', () => {
  const providerOf = (timestamper: Timestamper, more: Partial<PadesProviderOptions> = {}) =>
    padesProvider({
      id: 'pades',
      signatory: 'head',
      signer: keySigner(pkiOf('ec')),
      document: () => samplePdf(),
      blobs: memoryBlobs(),
      timestamper,
      stopwatch: () => 0,
      ...more,
    });

  it('signs as B-T, and says so again', async () => {
    const blobs = memoryBlobs();
    const provider = providerOf(timestamperAt(server), { blobs });
    const first = await provider.sign(callOf('r-1'));
    expect(first).toMatchObject({ outcome: 'ok', level: 'B-T', timestamp: 'made' });
    expect(await provider.sign(callOf('r-1', 2))).toEqual(first);
    const bytes = (first.outcome === 'ok' && (await blobs.get(first.artifact ?? ''))) || new Uint8Array();
    const { value, token } = timestampOf(partsOf(bytes).cms);
    expect(token).toBeDefined();
    expect(value.length).toBeGreaterThan(60);
  });

  it.each(troubles)('signs as B-B when the timestamper is %s, and adds the timestamp later', async (how) => {
    const blobs = memoryBlobs();
    await timestamperAt(server).stamp(stampCall('before'));
    server.next(how);
    const timestamper = how === 'hanging' ? timestamperAt(server, { timeoutMs: 1 }) : timestamperAt(server);
    const signed = await providerOf(timestamper, { blobs }).sign(callOf('r-1'));
    expect(signed).toMatchObject({
      outcome: 'ok',
      level: 'B-B',
      timestamp: 'failed',
      timestampReason: refused[how].reason,
    });
    server.next(how, 0);
    const artifact = signed.outcome === 'ok' ? (signed.artifact ?? '') : '';
    const provider = providerOf(timestamperAt(server), { blobs });
    const upgraded = await provider.upgrade?.({ ...callOf('r-1', 2), artifact });
    expect(upgraded).toMatchObject({ outcome: 'ok', level: 'B-T', timestamp: 'made' });
    const other = upgraded?.outcome === 'ok' ? (upgraded.artifact ?? '') : '';
    expect(other).not.toBe(artifact);
    const [before, after] = [await blobs.get(artifact), await blobs.get(other)];
    const [was, is] = [before, after].map((bytes) => partsOf(bytes ?? new Uint8Array()));
    expect(is?.content).toEqual(was?.content);
    expect(timestampOf(is?.cms ?? Buffer.of()).value).toEqual(timestampOf(was?.cms ?? Buffer.of()).value);
  });

  it('upgrades once, whoever asks and however often', async () => {
    const blobs = memoryBlobs();
    const provider = providerOf(timestamperAt(server), { blobs });
    const signed = await provider.sign(callOf('r-1', 1, { timestamp: false }));
    expect(signed).toMatchObject({ outcome: 'ok', level: 'B-B', timestamp: 'skipped' });
    const artifact = signed.outcome === 'ok' ? (signed.artifact ?? '') : '';
    const call = { ...callOf('r-1', 2), artifact };
    const together = await Promise.all([
      provider.upgrade?.(call),
      providerOf(timestamperAt(server), { blobs }).upgrade?.(call),
    ]);
    expect(together[0]).toEqual(together[1]);
    const requests = server.requests();
    expect(await provider.upgrade?.(call)).toEqual(together[0]);
    expect(server.requests()).toBe(requests);
    expect(await provider.upgrade?.({ ...call, requestId: 'r-2' })).toEqual({
      outcome: 'rejected',
      reason: 'the artifact is not the signed document of this request',
    });
  });

  it('tries an upgrade again after a refusal, and tells a document that has no place', async () => {
    const blobs = memoryBlobs();
    const provider = providerOf(timestamperAt(server), {
      blobs,
      document: async () =>
        preparePdf(await samplePdf(), { fieldName: 'F', page: 0, signedAt, contentsBytes: 2048 }),
    });
    const signed = await provider.sign(callOf('r-1'));
    const reason = expect.stringMatching(
      /^the document has place for 2048 bytes of signature, with the timestamp it has \d+$/,
    );
    expect(signed).toMatchObject({ level: 'B-B', timestamp: 'failed', timestampReason: reason });
    const artifact = signed.outcome === 'ok' ? (signed.artifact ?? '') : '';
    const call = { ...callOf('r-1', 2), artifact };
    server.next('stale');
    expect(await provider.upgrade?.(call)).toEqual({ ...refused.stale, outcome: 'unavailable' });
    expect(await provider.upgrade?.(call)).toEqual({ outcome: 'rejected', reason });
  });

  it('never waits for a timestamper that heeds nothing, and survives one that throws or mixes answers up', async () => {
    const errors: unknown[] = [];
    const good = timestamperAt(server);
    const kept = await good.stamp(stampCall('kept'));
    const bad: Timestamper[] = [
      { stamp: () => new Promise(() => {}) },
      { stamp: () => Promise.reject(new Error('broken')) },
      { stamp: async () => kept },
      { stamp: async () => ({ outcome: 'ok', token: Uint8Array.of(0x30, 0) }) },
    ];
    const told = [];
    for (const [i, timestamper] of bad.entries()) {
      const provider = providerOf(timestamper, {
        timestampTimeoutMs: i === 0 ? 1 : 10_000,
        onError: (e) => errors.push(e),
      });
      const signed = await provider.sign(callOf('r-1'));
      told.push(signed.outcome === 'ok' ? `${signed.level}: ${signed.timestampReason}` : signed.outcome);
      const probe = { at: signedAt, signal: new AbortController().signal };
      expect(await provider.probeTimestamper?.(probe)).toBe(false);
    }
    expect(told).toEqual([
      'B-B: no timestamp in time',
      'B-B: the timestamper failed without an answer',
      'B-B: the token answers another request',
      'B-B: the token answers another request',
    ]);
    expect(errors.length).toBe(2);
  });

  it('tells how long the signer alone took, so that a slow timestamper is not taken for a slow signer', async () => {
    let now = 0;
    const signer = keySigner(pkiOf('ec'));
    const slow: Timestamper = {
      stamp: async (call) => {
        now += 5000;
        return timestamperAt(server).stamp(call);
      },
    };
    const provider = providerOf(slow, {
      stopwatch: () => now,
      signer: {
        ...signer,
        sign: async (call) => {
          now += 40;
          return signer.sign(call);
        },
      },
    });
    expect(await provider.sign(callOf('r-1'))).toMatchObject({ level: 'B-T', tookMs: 40 });
  });

  it('has neither an upgrade nor a probe without a timestamper', () => {
    const { timestamper: _, ...options } = { timestamper: undefined };
    const provider = padesProvider({
      id: 'pades',
      signatory: 'head',
      signer: keySigner(pkiOf('ec')),
      document: () => samplePdf(),
      blobs: memoryBlobs(),
      ...options,
    });
    expect([provider.upgrade, provider.probeTimestamper]).toEqual([undefined, undefined]);
  });

  it('probes the timestamper with bytes of no document', async () => {
    const provider = providerOf(timestamperAt(server));
    const probe = { at: signedAt, signal: new AbortController().signal };
    expect(await provider.probeTimestamper?.(probe)).toBe(true);
    server.next('down');
    expect(await provider.probeTimestamper?.(probe)).toBe(false);
  });
});
