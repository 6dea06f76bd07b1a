// A pile of letters, one authorisation: a remote service signs all hashes of a batch at once, with an access token that
// the office gets by itself. Then the answer to a batch is lost, and nobody guesses.
import assert from 'node:assert/strict';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { cscSigner, cscTokens } from 'loket/signing/csc';
import { startSigningServer } from 'loket/testing/signing-server';

const server = await startSigningServer({
  bearer: 'not-used-here',
  controlToken: 'control-token',
  credentials: [{ id: 'head-2026', pin: '123456', keyType: 'ec', ecdsa: 'raw' }],
  clients: [{ id: 'office', secret: 'client-secret' }],
});
const asked = new Map<string, number>();
const signer = cscSigner({
  baseUrl: server.url,
  credentialId: 'head-2026',
  pin: () => '123456',
  batch: 20,
  authorization: cscTokens({
    baseUrl: server.url,
    grant: { kind: 'client', clientId: 'office', clientSecret: () => 'client-secret' },
  }),
  onAnswer: ({ step }) => asked.set(step, (asked.get(step) ?? 0) + 1),
});

const at = Date.now();
const { signal } = new AbortController();
const told = await signer.describe({ at, signal });
assert.ok(told.outcome === 'ok');
const { keyType } = told;
const { publicKey, subject } = new X509Certificate(told.certificate);
console.log(`the key of ${subject.replaceAll('\n', ', ')}`);

const callOf = (name: string) => {
  const toBeSigned = Buffer.from(`signed attributes of ${name}`);
  const digest = createHash('sha256').update(toBeSigned).digest();
  return { requestId: name, attempt: 1, at, signal, keyType, hash: 'sha256' as const, toBeSigned, digest };
};
const pile = Array.from({ length: 50 }, (_, n) => callOf(`letter-${n + 1}`));
const made = await signer.signMany(pile);
const fitting = pile.filter(({ toBeSigned }, n) => {
  const one = made[n];
  return one?.outcome === 'ok' && verify('sha256', toBeSigned, publicKey, one.signature);
});
console.log(`${fitting.length} of ${pile.length} signatures fit, each its own letter`);
console.log(
  `authorisations: ${asked.get('credentials/authorize')}, signing: ${asked.get('signatures/signHash')}`,
);
assert.equal(fitting.length, 50);
assert.equal(asked.get('credentials/authorize'), 3);

// The service signs the next batch, and the connection ends before its answer.
await fetch(`${server.url}/control`, {
  method: 'POST',
  headers: { authorization: 'Bearer control-token' },
  body: JSON.stringify({ next: { how: 'silent', count: 1 } }),
});
const lost = await signer.signMany(Array.from({ length: 30 }, (_, n) => callOf(`notice-${n + 1}`)));
const count = (outcome: string) => lost.filter((one) => one.outcome === outcome).length;
console.log(`after the cut: ${count('unknown')} unknown, ${count('unavailable')} surely not sent`);
assert.deepEqual([count('unknown'), count('unavailable')], [20, 10]);
await server.close();
