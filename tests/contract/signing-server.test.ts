import { createHash, verify, X509Certificate } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { padesProvider, type RawSignCall } from 'loket/signing/pades';
import { memoryBlobs } from 'loket/testing';
import { type SigningServer, startSigningServer } from 'loket/testing/signing-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callOf, samplePdf } from '../support/signing.js';
import {
  bearer,
  controlToken,
  pin,
  serverOptions,
  signerAt,
  spawnServer,
} from '../support/signing-server.js';

const folder = mkdtempSync(join(tmpdir(), 'loket-csc-'));
let server: SigningServer;
beforeAll(async () => {
  server = await startSigningServer(serverOptions);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const signal = new AbortController().signal;
const describeCall = { at: 1000, signal };

function rawCall(text: string, keyType: 'rsa' | 'ec' = 'ec', more: Partial<RawSignCall> = {}): RawSignCall {
  const toBeSigned = Buffer.from(text);
  return {
    requestId: text,
    attempt: 1,
    at: 1000,
    signal,
    keyType,
    hash: 'sha256',
    toBeSigned,
    digest: sha256(toBeSigned),
    ...more,
  };
}

async function control(body: object, url = server.url): Promise<{ signatures: number }> {
  const headers = { authorization: `Bearer ${controlToken}` };
  const response = await fetch(`${url}/control`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
  return response.json() as Promise<{ signatures: number }>;
}

afterEach(() => control({ schedule: [], next: { how: 'slow', count: 0 } }));

/** Asks the server without our signer, to see what it refuses. */
async function ask(step: string, body: object, token = bearer, at = 1000) {
  const response = await fetch(`${server.url}/csc/v1/${step}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'x-loket-clock': String(at) },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  return { status: response.status, ...answer } as { status: number; error?: string; SAD?: string } & Record<
    string,
    unknown
  >;
}

describe('the CSC signer', () => {
  for (const keyType of ['rsa', 'ec'] as const) {
    it(`gets a certificate and a signature that fits it, ${keyType}`, async () => {
      const signer = signerAt(server.url, { credentialId: keyType });
      const told = await signer.describe(describeCall);
      if (told.outcome !== 'ok') throw new Error(told.reason);
      expect(told).toMatchObject({ keyType, chain: [expect.anything()] });
      const call = rawCall(`attributes ${keyType}`, keyType);
      const made = await signer.sign(call);
      if (made.outcome !== 'ok') throw new Error(made.reason);
      const { publicKey } = new X509Certificate(told.certificate);
      expect(verify('sha256', call.toBeSigned, publicKey, made.signature)).toBe(true);
      expect(server.record.at(-1)).toMatchObject({
        credentialId: keyType,
        clientData: call.requestId,
        at: 1000,
        hash: Buffer.from(call.digest).toString('base64'),
      });
    });
  }

  it('tells each trouble by its outcome, and whether something was signed', async () => {
    const signer = signerAt(server.url);
    const table = [
      { how: 'down', outcome: 'unavailable', signs: 0 },
      { how: 'limping', outcome: 'unavailable', signs: 0 },
      { how: 'silent', outcome: 'unknown', signs: 1 },
      { how: 'garbled', outcome: 'unknown', signs: 1 },
      { how: 'forgetful', outcome: 'ok', signs: 1 },
      { how: 'slow', outcome: 'ok', signs: 1 },
    ];
    for (const { how, outcome, signs } of table) {
      const before = server.record.length;
      await control({ next: { how, count: 1 } });
      const told = await signer.sign(rawCall(`trouble ${how}`));
      expect({ how, outcome: told.outcome, signs: server.record.length - before }).toEqual({
        how,
        outcome,
        signs,
      });
    }
    await control({ next: { how: 'forgetful', count: 2 } });
    expect(await signer.sign(rawCall('forgetful twice'))).toEqual({
      outcome: 'rejected',
      reason: 'signatures/signHash: invalid_request',
    });
  });

  it('follows a schedule in virtual time and hears of the latency', async () => {
    await control({
      schedule: [
        { from: 5000, until: 6000, how: 'slow', latencyMs: 9000 },
        { from: 6000, until: 7000, how: 'down' },
      ],
    });
    const heard: (string | null)[] = [];
    const signer = signerAt(server.url, {
      onAnswer: (_, { headers }) => heard.push(headers.get('x-loket-latency-ms')),
    });
    const outcomes = [];
    for (const at of [4999, 5000, 6000, 7000]) outcomes.push((await signer.describe({ at, signal })).outcome);
    expect(outcomes).toEqual(['ok', 'ok', 'unavailable', 'ok']);
    expect(heard).toEqual(['40', '9000', '40', '40']);
  });

  it('is rejected with a wrong PIN, bearer or credential', async () => {
    const wrong = [
      { pin: () => '000000' },
      { authorization: () => 'Bearer other' },
      { credentialId: 'nobody' },
    ];
    const reasons = [];
    for (const more of wrong) reasons.push(await signerAt(server.url, more).sign(rawCall('wrong')));
    expect(reasons).toEqual([
      { outcome: 'rejected', reason: 'credentials/authorize: invalid_pin' },
      { outcome: 'rejected', reason: 'credentials/authorize: invalid_token' },
      { outcome: 'rejected', reason: 'credentials/authorize: invalid_request' },
    ]);
  });

  it('is unavailable when nobody listens, when a resolver fails, and when it is stopped before sending', async () => {
    const closed = await startSigningServer(serverOptions);
    await closed.close();
    expect(await signerAt(closed.url).sign(rawCall('refused'))).toMatchObject({
      outcome: 'unavailable',
      reason: expect.stringContaining('ECONNREFUSED'),
    });
    const lost = { authorization: () => Promise.reject(new Error('vault sealed')) };
    expect(await signerAt(server.url, lost).sign(rawCall('vault'))).toMatchObject({ outcome: 'unavailable' });
    const stopped = rawCall('stopped', 'ec', { signal: AbortSignal.abort() });
    expect(await signerAt(server.url).sign(stopped)).toMatchObject({ outcome: 'unavailable' });
  });

  it('does not know the outcome when it is stopped while the service works', async () => {
    await control({ next: { how: 'hanging', count: 1 } });
    const stop = new AbortController();
    const before = server.record.length;
    const told = signerAt(server.url).sign(rawCall('hanging', 'ec', { signal: stop.signal }));
    while (server.record.length === before) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect(await told).toEqual({ outcome: 'unknown', reason: 'signatures/signHash: no answer in time' });
  });

  it('trusts no answer: too long, a redirect, not JSON, or without a signature', async () => {
    const answers: ((step: string) => { status: number; body: string; headers?: Record<string, string> })[] =
      [
        () => ({ status: 200, body: `{"signatures":["${'A'.repeat(300_000)}"]}` }),
        () => ({ status: 307, body: '', headers: { location: `${server.url}/csc/v1/signatures/signHash` } }),
        () => ({ status: 200, body: '<html>' }),
        () => ({ status: 200, body: '{"signatures":[]}' }),
        () => ({ status: 502, body: '{"error":"invalid_request"}' }),
        () => ({ status: 404, body: 'not here' }),
      ];
    let nth = 0;
    const odd = createServer((request, response) => {
      request.resume();
      const authorize = request.url?.endsWith('authorize');
      const { status, body, headers } = authorize
        ? { status: 200, body: '{"SAD":"one"}', headers: undefined }
        : (answers[nth++]?.('') ?? { status: 200, body: '', headers: undefined });
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    try {
      const before = server.record.length;
      const url = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
      for (const _ of answers)
        expect(await signerAt(url).sign(rawCall('odd'))).toMatchObject({ outcome: 'unknown' });
      expect(server.record.length).toBe(before);
    } finally {
      odd.closeAllConnections();
      odd.close();
    }
  });
});

describe('the signing server', () => {
  const hash = sha256(Buffer.from('document')).toString('base64');
  const other = sha256(Buffer.from('another')).toString('base64');
  const authorize = { credentialID: 'ec', numSignatures: 1, hash: [hash], PIN: pin };
  const ecdsa = '1.2.840.10045.4.3.2';

  it('holds an authorisation to its credential and hash, once, and not for long', async () => {
    const sad = async (at = 1000) => (await ask('credentials/authorize', authorize, bearer, at)).SAD;
    const sign = { credentialID: 'ec', hash: [hash], signAlgo: ecdsa };
    const first = await sad();
    expect(await ask('signatures/signHash', { ...sign, SAD: first, hash: [other] })).toMatchObject({
      status: 400,
    });
    const rsa = { ...sign, credentialID: 'rsa', signAlgo: '1.2.840.113549.1.1.11' };
    expect(await ask('signatures/signHash', { ...rsa, SAD: first })).toMatchObject({ status: 400 });
    expect(await ask('signatures/signHash', { ...sign, SAD: first })).toMatchObject({ status: 200 });
    expect(await ask('signatures/signHash', { ...sign, SAD: first })).toMatchObject({ status: 400 });
    const late = await sad(2000);
    expect(await ask('signatures/signHash', { ...sign, SAD: late }, bearer, 2000 + 300_000)).toMatchObject({
      status: 400,
      error_description: 'Invalid parameter SAD: unknown, used or expired',
    });
  });

  it('refuses other algorithms, wrong secrets, malformed requests and hashes of another length', async () => {
    const { SAD } = await ask('credentials/authorize', authorize);
    const sign = { credentialID: 'ec', SAD, hash: [hash] };
    const refused = [
      await ask('signatures/signHash', { ...sign, hashAlgo: '1.3.14.3.2.26', signAlgo: ecdsa }),
      await ask('signatures/signHash', { ...sign, signAlgo: '1.2.840.113549.1.1.11' }),
      await ask('credentials/authorize', { ...authorize, hash: ['AAAA'] }),
      await ask('credentials/authorize', { ...authorize, numSignatures: 2 }),
      await ask('credentials/authorize', { ...authorize, PIN: '1' }),
      await ask('credentials/authorize', { credentialID: 'ec' }),
      await ask('credentials/info', { credentialID: 'ec' }, 'wrong-token'),
    ];
    expect(refused.map(({ status, error }) => `${status} ${error}`)).toEqual([
      '400 invalid_request',
      '400 invalid_request',
      '400 invalid_request',
      '400 invalid_request',
      '400 invalid_pin',
      '400 invalid_request',
      '401 invalid_token',
    ]);
    const response = await fetch(`${server.url}/control`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(401);
  });

  it('killed between record and answer, it kept the signature; the retry signs the same digest', {
    timeout: 60_000,
  }, async () => {
    const home = join(folder, 'killed');
    const path = join(home, 'record.jsonl');
    const always = { from: 0, until: Number.MAX_SAFE_INTEGER, how: 'hanging' } as const;
    const first = await spawnServer({ ...serverOptions, folder: home, schedule: [always] });
    const blobs = memoryBlobs();
    let documents = 0;
    const providerAt = (url: string) =>
      padesProvider({
        id: 'remote',
        signatory: 'head',
        signer: signerAt(url, { timeoutMs: 50_000 }),
        document: () => samplePdf(`document ${++documents}`),
        blobs,
      });
    const told = providerAt(first.url).sign(callOf('r-1', 1));
    while (!existsSync(path) || !readFileSync(path, 'utf8').includes('\n'))
      await new Promise((resolve) => setTimeout(resolve, 5));
    first.child.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    expect(await told).toMatchObject({ outcome: 'unknown' });

    appendFileSync(path, '{"seq":2,"at":17');
    const second = await spawnServer({ ...serverOptions, folder: home });
    const provider = providerAt(second.url);
    expect(await provider.lookUp?.(callOf('r-1', 1))).toEqual({ outcome: 'notMade' });
    const retried = await provider.sign(callOf('r-1', 2));
    expect(retried).toMatchObject({ outcome: 'ok' });
    expect(await provider.lookUp?.(callOf('r-1', 2))).toEqual({
      outcome: 'made',
      artifact: retried.outcome === 'ok' ? retried.artifact : undefined,
    });
    const lines = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ seq, clientData }) => [seq, clientData])).toEqual([
      [1, 'r-1'],
      [2, 'r-1'],
    ]);
    expect(lines[1].hash).toBe(lines[0].hash);
    expect(documents).toBe(1);
    second.child.stdin?.end();
    expect(await second.ended).toBe(0);
  });
});
