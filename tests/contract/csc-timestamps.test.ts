import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cscSigner, cscTimestamper } from 'loket/signing/csc';
import { padesProvider } from 'loket/signing/pades';
import { memoryBlobs } from 'loket/testing';
import { startSigningServer } from 'loket/testing/signing-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../support/needs.js';
import { callOf, pkiOf, samplePrepared, signedAt } from '../support/signing.js';

const openssl = needs('openssl');
const folder = mkdtempSync(join(tmpdir(), 'loket-csc-tsa-'));
const file = (name: string) => join(folder, name);

function run(...args: string[]): void {
  const done = spawnSync(openssl ?? '', args, { encoding: 'utf8', timeout: 30_000, cwd: folder });
  if (done.status !== 0) throw new Error(`openssl ${args[0]}: ${done.stderr}`);
}

const config = `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Test timestamp root
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[leaf]
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
[tsa]
default_tsa = own
[own]
serial = ${file('serial')}
signer_cert = ${file('leaf.pem')}
signer_key = ${file('leaf.key')}
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
ess_cert_id_chain = no
`;

/** An authority that is not ours. */
function makeAuthority(): Uint8Array {
  writeFileSync(file('tsa.cnf'), config);
  writeFileSync(file('serial'), '01\n');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', 'tsa.cnf'];
  run(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'root.key',
    '-out',
    'root.pem',
    '-days',
    '30',
    '-extensions',
    'root',
  );
  run('req', '-new', ...key, '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', '/CN=Test timestamps');
  const above = ['-CA', 'root.pem', '-CAkey', 'root.key', '-set_serial', '2', '-days', '30'];
  run(
    'x509',
    '-req',
    '-in',
    'leaf.csr',
    ...above,
    '-extfile',
    'tsa.cnf',
    '-extensions',
    'leaf',
    '-out',
    'leaf.pem',
  );
  return new X509Certificate(readFileSync(file('root.pem'))).raw;
}

/** A TimeStampToken over a hash, with a nonce of openssl's choice, and that nonce. */
function stamp(hash: string): { readonly token: Buffer; readonly nonce: Uint8Array } {
  run('ts', '-query', '-digest', hash, '-sha256', '-cert', '-out', 'query.tsq');
  run('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-token_out', '-out', 'token.der');
  const told = spawnSync(openssl ?? '', ['ts', '-query', '-in', file('query.tsq'), '-text'], {
    encoding: 'utf8',
  });
  const hex = /Nonce: 0x([0-9A-F]+)/.exec(told.stdout)?.[1] ?? '';
  return {
    token: readFileSync(file('token.der')),
    nonce: Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request as AsyncIterable<Buffer>) text += piece.toString('utf8');
  return text;
}

describe.skipIf(!openssl)('the CSC timestamper, before an authority of openssl', () => {
  const stamped = Buffer.from('the value of a signature');
  const digest = createHash('sha256').update(stamped).digest();
  let root: Uint8Array;
  let made: ReturnType<typeof stamp>;
  let asked: unknown;
  const server = createServer(async (request, response) => {
    asked = JSON.parse(await bodyOf(request));
    response.end(JSON.stringify({ timestamp: made.token.toString('base64') }));
  });
  beforeAll(async () => {
    root = makeAuthority();
    made = stamp(digest.toString('hex'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const timestamper = (roots: readonly Uint8Array[]) =>
    cscTimestamper({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      authorization: () => 'Bearer test-token',
      roots,
    });
  const call = () => ({
    stamped,
    digest,
    nonce: made.nonce,
    at: Date.now(),
    signal: new AbortController().signal,
  });

  it('answers a token that stamps the bytes, and asks in the words of the API', async () => {
    expect(await timestamper([root]).stamp(call())).toEqual({
      outcome: 'ok',
      token: Uint8Array.from(made.token),
    });
    expect(asked).toEqual({
      hash: digest.toString('base64'),
      hashAlgo: '2.16.840.1.101.3.4.2.1',
      nonce: Buffer.from(made.nonce).toString('hex'),
    });
  });

  it('rejects a token of another request, of other bytes, of another day, and of an authority that nobody trusts', async () => {
    const told = [
      await timestamper([root]).stamp({ ...call(), nonce: Uint8Array.of(7) }),
      await timestamper([root]).stamp({ ...call(), stamped: Buffer.from('another') }),
      await timestamper([root]).stamp({ ...call(), at: Date.now() + 86_400_000 }),
      await timestamper([pkiOf('ec').root]).stamp(call()),
    ];
    expect(told.slice(0, 3)).toEqual([
      { outcome: 'rejected', reason: 'signatures/timestamp: the token answers another request' },
      { outcome: 'rejected', reason: 'signatures/timestamp: the token stamps something else' },
      { outcome: 'rejected', reason: 'signatures/timestamp: the token is of another time' },
    ]);
    expect(told[3]).toMatchObject({ outcome: 'rejected' });
  });
});

it('the CSC timestamper gets tokens of the signing server, and a document gets its level by them', async () => {
  const at = signedAt;
  const server = await startSigningServer({
    bearer: 'test-token',
    credentials: [{ id: 'head', keyType: 'ec' }],
    timestamps: true,
  });
  const connection = {
    baseUrl: server.url,
    authorization: () => 'Bearer test-token',
    headers: (call: { readonly at: number }) => ({ 'x-loket-clock': String(call.at) }),
  };
  const blobs = memoryBlobs();
  const provider = padesProvider({
    id: 'csc',
    signatory: 'head',
    signer: cscSigner({ ...connection, credentialId: 'head' }),
    timestamper: cscTimestamper({ ...connection, roots: [server.timestampRoot ?? new Uint8Array()] }),
    document: () => samplePrepared(),
    blobs,
  });
  const made = await provider.sign(callOf('stamped', 1, { at }));
  await server.close();
  expect(made).toMatchObject({ outcome: 'ok', level: 'B-T', timestamp: 'made' });
});
