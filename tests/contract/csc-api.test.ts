import { createHash, verify, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { cscAuthorizationUrl, cscClient, cscSigner, cscTimestamper, cscTokens } from 'loket/signing/csc';
import type { RawSignCall } from 'loket/signing/pades';
import { type SigningServer, startSigningServer } from 'loket/testing/signing-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bearer, controlToken, pin, signerAt } from '../support/signing-server.js';

const otp = '556677';
const clientSecret = 'client-secret-planted';
const password = 'password-planted';
let server: SigningServer;
beforeAll(async () => {
  server = await startSigningServer({
    bearer,
    controlToken,
    credentials: [
      { id: 'ec', pin, keyType: 'ec', ecdsa: 'raw' },
      { id: 'rsa', pin },
      { id: 'otp', pin, otp, keyType: 'ec' },
      { id: 'locks', pin, pinTries: 2, keyType: 'ec' },
      { id: 'scal1', scal: 1, keyType: 'ec' },
    ],
    clients: [{ id: 'office', secret: clientSecret, code: 'code-1' }],
    users: [{ name: 'head', password }],
    tokenForMs: 60_000,
    sadForMs: 10_000,
  });
});
afterAll(() => server.close());
afterEach(() => control({ next: { how: 'slow', count: 0 } }));

const signal = new AbortController().signal;
const context = { at: 1000, signal };
const digestOf = (text: string, algorithm = 'sha256') => createHash(algorithm).update(text).digest();

function clientAt(at = 1000, more: { version?: 1 | 2 } = {}) {
  return cscClient({
    baseUrl: server.url,
    authorization: () => `Bearer ${bearer}`,
    headers: () => ({ 'x-loket-clock': String(at) }),
    ...more,
  });
}

async function control(body: object) {
  const headers = { authorization: `Bearer ${controlToken}` };
  const response = await fetch(`${server.url}/control`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

function rawCall(text: string, keyType: 'rsa' | 'ec' = 'ec', more: Partial<RawSignCall> = {}): RawSignCall {
  const toBeSigned = Buffer.from(text);
  return {
    requestId: text,
    attempt: 1,
    ...context,
    keyType,
    hash: 'sha256',
    toBeSigned,
    digest: digestOf(text),
    ...more,
  };
}

async function keyOf(credentialId: string) {
  const told = await signerAt(server.url, { credentialId }).describe(context);
  if (told.outcome !== 'ok') throw new Error(told.reason);
  return new X509Certificate(told.certificate).publicKey;
}

/** Counts the requests of each step. */
function counting() {
  const steps: Record<string, number> = {};
  const onAnswer = ({ step }: { step: string }) => {
    steps[step] = (steps[step] ?? 0) + 1;
  };
  return { steps, onAnswer };
}

describe('a batch', () => {
  it('signs many calls with one authorisation a batch, in the order of the calls', async () => {
    const key = await keyOf('ec');
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.uuid(), { maxLength: 9 }),
        fc.integer({ min: 1, max: 4 }),
        async (texts, batch) => {
          const { steps, onAnswer } = counting();
          const before = server.record.length;
          const made = await signerAt(server.url, { batch, onAnswer }).signMany(
            texts.map((text) => rawCall(text)),
          );
          expect(made.length).toBe(texts.length);
          for (const [n, text] of texts.entries()) {
            const one = made[n];
            expect(one?.outcome === 'ok' && verify('sha256', Buffer.from(text), key, one.signature)).toBe(
              true,
            );
          }
          const batches = Math.ceil(texts.length / batch);
          expect(steps['credentials/authorize'] ?? 0).toBe(batches);
          expect(steps['signatures/signHash'] ?? 0).toBe(batches);
          expect(server.record.length - before).toBe(texts.length);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('signs hashes of SHA-384 and SHA-512', async () => {
    for (const keyType of ['rsa', 'ec'] as const)
      for (const hashAlgorithm of ['sha384', 'sha512'] as const) {
        const made = await signerAt(server.url, { credentialId: keyType }).signBatch({
          ...context,
          keyType,
          hashAlgorithm,
          hashes: [digestOf('a', hashAlgorithm), digestOf('b', hashAlgorithm)],
        });
        if (made.outcome !== 'ok') throw new Error(made.reason);
        const key = await keyOf(keyType);
        expect(
          made.signatures.map((s, n) => verify(hashAlgorithm, Buffer.from('ab'[n] ?? ''), key, s)),
        ).toEqual([true, true]);
      }
  });

  it('shows a wrong PIN once, whatever the number of batches', async () => {
    const { steps, onAnswer } = counting();
    const signer = signerAt(server.url, { batch: 1, pin: () => '000000', onAnswer });
    const made = await signer.signMany(['a', 'b', 'c'].map((text) => rawCall(text)));
    expect(made.map(({ outcome }) => outcome)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(steps).toEqual({ 'credentials/authorize': 1 });
  });

  it('does not know of the batch whose answer was lost, and knows that later ones were not sent', async () => {
    await control({ next: { how: 'silent', count: 1 } });
    const made = await signerAt(server.url, { batch: 2 }).signMany(
      ['a', 'b', 'c'].map((text) => rawCall(text)),
    );
    expect(made.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'unavailable']);
  });

  it('goes without a call that was stopped before', async () => {
    const stopped = rawCall('b', 'ec', { signal: AbortSignal.abort() });
    const made = await signerAt(server.url, { batch: 2 }).signMany([rawCall('a'), stopped, rawCall('c')]);
    expect(made.map(({ outcome }) => outcome)).toEqual(['ok', 'unavailable', 'ok']);
  });

  it('is refused when it is empty, too long, or of hashes of another size', async () => {
    const signer = signerAt(server.url, { batch: 2 });
    const batches = [[], [1, 2, 3].map(() => digestOf('x')), [digestOf('x', 'sha512')]];
    for (const hashes of batches)
      expect(await signer.signBatch({ ...context, keyType: 'ec', hashes })).toMatchObject({
        outcome: 'rejected',
      });
  });
});

describe('authorisations', () => {
  it('sends for a one-time password and uses it once', async () => {
    const { steps, onAnswer } = counting();
    const signer = signerAt(server.url, { credentialId: 'otp', otp: () => otp, sendOtp: true, onAnswer });
    expect(await signer.sign(rawCall('otp'))).toMatchObject({ outcome: 'ok' });
    expect(steps).toEqual({ 'credentials/sendOTP': 1, 'credentials/authorize': 1, 'signatures/signHash': 1 });
    const unsent = signerAt(server.url, { credentialId: 'otp', otp: () => otp });
    expect(await unsent.sign(rawCall('otp again'))).toEqual({
      outcome: 'rejected',
      reason: 'credentials/authorize: invalid_otp',
    });
  });

  it('does not ask the signatory for a second one-time password when the authorisation was refused', async () => {
    await control({ next: { how: 'forgetful', count: 1 } });
    const { steps, onAnswer } = counting();
    const signer = signerAt(server.url, { credentialId: 'otp', otp: () => otp, sendOtp: true, onAnswer });
    expect(await signer.sign(rawCall('otp'))).toMatchObject({ outcome: 'rejected' });
    expect(steps['credentials/sendOTP']).toBe(1);
  });

  it('locks the PIN after too many wrong ones, and never shows one again by itself', async () => {
    const wrong = signerAt(server.url, { credentialId: 'locks', pin: () => '000000' });
    for (let n = 0; n < 2; n++) await wrong.sign(rawCall('wrong'));
    const right = signerAt(server.url, { credentialId: 'locks' });
    expect(await right.sign(rawCall('right'))).toEqual({
      outcome: 'rejected',
      reason: 'credentials/authorize: invalid_pin',
    });
  });

  it('leaves the hashes out for SCAL 1, which SCAL 2 refuses', async () => {
    const one = { credentialId: 'scal1', pin: undefined, scal: 1 } as const;
    expect(await signerAt(server.url, one).sign(rawCall('scal'))).toMatchObject({ outcome: 'ok' });
    expect(await signerAt(server.url, { scal: 1 }).sign(rawCall('scal'))).toMatchObject({
      outcome: 'rejected',
    });
  });

  it('extends a transaction to the hashes that are not signed yet, and to no others', async () => {
    const client = clientAt();
    const hashes = ['a', 'b', 'c'].map((text) => digestOf(text));
    const [first, ...rest] = hashes;
    if (!first) throw new Error('no hash');
    const signAlgorithm = '1.2.840.10045.4.3.2';
    const given = await client.authorize({ credentialId: 'ec', hashes, signatures: 3, pin }, context);
    if (given.outcome !== 'ok') throw new Error(given.reason);
    const { sad } = given.value;
    const sign = { credentialId: 'ec', sad, signAlgorithm };
    expect(await client.sign({ ...sign, hashes: [first] }, context)).toMatchObject({ outcome: 'ok' });
    expect(await client.sign({ ...sign, hashes: rest }, context)).toMatchObject({ expiredSad: true });
    const more = await client.extend({ credentialId: 'ec', sad, hashes: rest }, context);
    if (more.outcome !== 'ok') throw new Error(more.reason);
    expect(await client.sign({ ...sign, sad: more.value.sad, hashes: [first] }, context)).toMatchObject({
      outcome: 'rejected',
    });
    expect(await client.sign({ ...sign, sad: more.value.sad, hashes: rest }, context)).toMatchObject({
      outcome: 'ok',
    });
    expect(await client.extend({ credentialId: 'ec', sad, hashes: rest }, context)).toMatchObject({
      expiredSad: true,
    });
  });

  it('ends an authorisation when its time is over', async () => {
    const hashes = [digestOf('late')];
    const given = await clientAt(1000).authorize({ credentialId: 'ec', hashes, signatures: 1, pin }, context);
    if (given.outcome !== 'ok') throw new Error(given.reason);
    const sign = { credentialId: 'ec', sad: given.value.sad, hashes, signAlgorithm: '1.2.840.10045.4.3.2' };
    expect(await clientAt(11_000).sign(sign, context)).toMatchObject({
      outcome: 'rejected',
      expiredSad: true,
    });
    expect(given.value.expiresInMs).toBe(10_000);
  });
});

describe('the client', () => {
  it('asks what the service is, and lists credentials by the page', async () => {
    const client = clientAt();
    expect(await client.info(context)).toMatchObject({ outcome: 'ok', value: { specs: '1.0.4.0' } });
    const found: string[] = [];
    for (let page: string | undefined = '0'; page !== undefined; ) {
      const told = await client.list({ most: 2, page }, context);
      if (told.outcome !== 'ok') throw new Error(told.reason);
      found.push(...told.value.credentialIds);
      page = told.value.nextPageToken;
    }
    expect(found).toEqual(['ec', 'rsa', 'otp', 'locks', 'scal1']);
    expect(await client.credential('otp', context)).toMatchObject({
      value: { scal: 2, pin: true, otp: true, otpOnline: true, multisign: 100, keyEnabled: true },
    });
  });

  it('refuses an address to which secrets must not be sent', () => {
    const authorization = () => 'Bearer secret';
    for (const baseUrl of ['http://signing.example', 'https://user:word@signing.example', 'signing'])
      expect(() => cscClient({ baseUrl, authorization })).toThrow('baseUrl: must be an https address');
  });
});

describe('answers of a service', () => {
  const asked: string[] = [];
  let reply = { status: 200, body: '{}' };
  const odd = createServer((request, response) => {
    request.resume();
    asked.push(request.url ?? '');
    const authorize = request.url?.endsWith('authorize') && reply.status !== 400;
    response.writeHead(authorize ? 200 : reply.status).end(authorize ? '{"SAD":"one"}' : reply.body);
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    odd.closeAllConnections();
    odd.close();
  });

  it('are classified by the errors of the protocol, and a refused secret is shown once', async () => {
    const table = {
      invalid_pin: 'rejected',
      invalid_otp: 'rejected',
      access_denied: 'rejected',
      invalid_request: 'rejected',
      unauthorized_client: 'rejected',
      temporarily_unavailable: 'unavailable',
      rate_limit_exceeded: 'unavailable',
      slow_down: 'unavailable',
    };
    for (const [error, outcome] of Object.entries(table)) {
      reply = { status: 400, body: JSON.stringify({ error, error_description: `PIN ${pin}` }) };
      asked.length = 0;
      const told = await signerAt(url).sign(rawCall('odd'));
      expect({ error, outcome: told.outcome, asked: asked.length }).toEqual({ error, outcome, asked: 1 });
      expect(JSON.stringify(told)).not.toContain(pin);
    }
  });

  it('that hold another number of signatures are not believed', async () => {
    reply = { status: 200, body: JSON.stringify({ signatures: [Buffer.alloc(64, 1).toString('base64')] }) };
    const hashes = [digestOf('a'), digestOf('b')];
    expect(await signerAt(url).signBatch({ ...context, keyType: 'ec', hashes })).toEqual({
      outcome: 'unknown',
      reason: 'signatures/signHash: the answer cannot be read',
    });
  });

  it('that name RSA-PSS only are refused in words', async () => {
    const told = await clientAt().credential('rsa', context);
    if (told.outcome !== 'ok') throw new Error(told.reason);
    const certificates = told.value.certificates.map((der) => Buffer.from(der).toString('base64'));
    const key = { status: 'enabled', algo: ['1.2.840.113549.1.1.10'] };
    reply = { status: 200, body: JSON.stringify({ key, cert: { status: 'valid', certificates } }) };
    expect(await signerAt(url).describe(context)).toEqual({
      outcome: 'rejected',
      reason: 'credentials/info: the key signs with RSA-PSS only',
    });
  });

  it('that are no timestamp of these bytes are rejected, and a service without timestamps is unavailable', async () => {
    const stamped = Buffer.from('signature');
    const call = { ...context, stamped, digest: digestOf('signature'), nonce: Uint8Array.of(7) };
    const options = { authorization: () => `Bearer ${bearer}`, roots: [new Uint8Array(4)] };
    reply = { status: 200, body: JSON.stringify({ timestamp: Buffer.alloc(64, 48).toString('base64') }) };
    expect(await cscTimestamper({ ...options, baseUrl: url }).stamp(call)).toEqual({
      outcome: 'rejected',
      reason: 'signatures/timestamp: the token cannot be read',
    });
    expect(await cscTimestamper({ ...options, baseUrl: server.url }).stamp(call)).toMatchObject({
      outcome: 'unavailable',
    });
  });

  it('that promise a signature and never make it leave the outcome unknown', async () => {
    reply = { status: 200, body: '{"responseID":"later"}' };
    const signer = signerAt(url, { version: 2, later: true, pollEveryMs: 1, polls: 3 });
    expect(await signer.sign(rawCall('never'))).toEqual({
      outcome: 'unknown',
      reason: 'signatures/signPolling: not made after 3 questions',
    });
    // v1 promises nothing.
    expect(await signerAt(url).sign(rawCall('never'))).toMatchObject({ outcome: 'unknown' });
  });
});

describe('access tokens', () => {
  const tokensFor = (grant: Parameters<typeof cscTokens>[0]['grant'], heard?: (step: string) => void) =>
    cscTokens({
      baseUrl: server.url,
      grant,
      headers: ({ at }) => ({ 'x-loket-clock': String(at) }),
      onAnswer: ({ step }) => heard?.(step),
    });
  const client = { clientId: 'office', clientSecret: () => clientSecret };
  const grants = {
    client: { kind: 'client', ...client },
    login: { kind: 'login', user: () => 'head', password: () => password },
  } as const;

  for (const [name, grant] of Object.entries(grants))
    it(`are got once, kept while they hold, and renewed before they end (${name})`, async () => {
      const heard: string[] = [];
      const tokens = tokensFor(grant, (step) => heard.push(step));
      const shown = await Promise.all([1000, 1000, 1000].map((at) => tokens({ at })));
      expect(new Set(shown).size).toBe(1);
      expect(await tokens({ at: 30_999 })).toBe(shown[0]);
      expect(heard.length).toBe(1);
      const renewed = await tokens({ at: 31_000 });
      expect(renewed).not.toBe(shown[0]);
      expect(heard.length).toBe(2);
      const signer = signerAt(server.url, { authorization: tokens });
      expect(await signer.sign(rawCall('token', 'ec', { at: 32_000 }))).toMatchObject({ outcome: 'ok' });
      expect(await tokens.revoke({ at: 32_000, signal })).toEqual({ outcome: 'ok' });
      const old = signerAt(server.url, { authorization: () => String(renewed) });
      expect(await old.describe({ at: 32_000, signal })).toMatchObject({ outcome: 'rejected' });
    });

  it('are got with a code once, then by the refresh token', async () => {
    const tokens = tokensFor({
      kind: 'code',
      ...client,
      code: () => 'code-1',
      redirectUri: 'https://office.example/back',
    });
    expect(await tokens({ at: 1000 })).toMatch(/^Bearer /);
    expect(await tokens({ at: 100_000 })).toMatch(/^Bearer /);
    const again = tokensFor({ kind: 'code', ...client, code: () => 'code-1' });
    expect(await again({ at: 1000 })).toEqual({ outcome: 'rejected', reason: 'oauth2/token: invalid_grant' });
  });

  it('are got anew when the service forgot them, and the step is made once more', async () => {
    const tokens = tokensFor(grants.client);
    const signer = signerAt(server.url, { authorization: tokens });
    const shown = String(await tokens({ at: 1000 }));
    const token = new URLSearchParams({ token: shown.slice('Bearer '.length) });
    await fetch(`${server.url}/oauth2/revoke`, { method: 'POST', body: token });
    const before = server.record.length;
    expect(await signer.sign(rawCall('forgotten'))).toMatchObject({ outcome: 'ok' });
    expect(server.record.length - before).toBe(1);
  });

  it('that are refused make the call rejected, and a silent or failing source makes it unavailable', async () => {
    const wrong = tokensFor({ kind: 'client', clientId: 'office', clientSecret: () => 'not-it-planted' });
    const told = await signerAt(server.url, { authorization: wrong }).sign(rawCall('wrong'));
    expect(told).toEqual({ outcome: 'rejected', reason: 'oauth2/token: invalid_client' });
    const user = tokensFor({ kind: 'login', user: () => 'head', password: () => 'not-it-planted' });
    expect(await user({ at: 1000 })).toEqual({
      outcome: 'rejected',
      reason: 'auth/login: authentication_error',
    });
    await control({ next: { how: 'down', count: 1 } });
    expect(await tokensFor(grants.client)({ at: 1000 })).toMatchObject({ outcome: 'unavailable' });
    const sealed = tokensFor({
      ...grants.client,
      clientSecret: () => Promise.reject(new Error('vault sealed')),
    });
    expect(await sealed({ at: 1000 })).toEqual({
      outcome: 'unavailable',
      reason: 'oauth2/token: a secret could not be read',
    });
  });
});

describe('troubles of the signing server', () => {
  const table = [
    { how: 'cut', outcome: 'unknown', signs: 0 },
    { how: 'twice', outcome: 'ok', signs: 1 },
    { how: 'double', outcome: 'ok', signs: 2 },
  ] as const;
  for (const { how, outcome, signs } of table)
    it(`${how}: the signer is ${outcome}, and the record holds ${signs}`, async () => {
      const before = server.record.length;
      await control({ next: { how, count: 1 } });
      const told = await signerAt(server.url).sign(rawCall(how));
      expect({ outcome: told.outcome, signs: server.record.length - before }).toEqual({ outcome, signs });
      // What came twice must not be taken for the answer to the next request.
      expect(await signerAt(server.url).sign(rawCall(`after ${how}`))).toMatchObject({ outcome: 'ok' });
    });

  it('late: the answer comes when another request does, and counts', async () => {
    const before = server.record.length;
    await control({ next: { how: 'late', count: 1 } });
    const told = signerAt(server.url).sign(rawCall('late'));
    while (server.record.length === before) await new Promise((resolve) => setImmediate(resolve));
    await signerAt(server.url).describe(context);
    expect(await told).toMatchObject({ outcome: 'ok' });
  });
});

it('the address for a browser holds what the service must know, and refuses a weak state', () => {
  const right = {
    oauthUrl: 'https://signing.example/',
    clientId: 'office',
    redirectUri: 'https://office.example/back?from=1',
    state: 'f3b1c7d20e6a4958',
  };
  const { origin, pathname, searchParams } = new URL(cscAuthorizationUrl({ ...right, lang: 'id' }));
  expect(`${origin}${pathname}`).toBe('https://signing.example/oauth2/authorize');
  expect(Object.fromEntries(searchParams)).toEqual({
    response_type: 'code',
    client_id: 'office',
    redirect_uri: right.redirectUri,
    scope: 'service',
    state: right.state,
    lang: 'id',
  });
  expect(() => cscAuthorizationUrl({ ...right, state: '1234' })).toThrow('state: must be 16 letters or more');
  expect(() => cscAuthorizationUrl({ ...right, oauthUrl: 'http://signing.example' })).toThrow('oauthUrl');
});

it('the signer refuses options that break a rule, without their values', () => {
  const right = { baseUrl: server.url, credentialId: 'ec', authorization: () => 'Bearer secret' };
  const wrong: Record<string, unknown>[] = [
    { batch: 0 },
    { scal: 3 },
    { version: 4 },
    { polls: 0 },
    { later: true },
    { otp: '556677' },
  ];
  for (const more of wrong) {
    let words = '';
    try {
      cscSigner(Object.assign({}, right, more));
    } catch (error) {
      words = String(error);
    }
    expect(words).toContain(`${Object.keys(more)[0]}`);
    expect(words).not.toContain('556677');
  }
});
