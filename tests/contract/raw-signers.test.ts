import { pkcs12Signer } from 'loket/signing/pades';
import { rawSignerContract, type SigningServer, startSigningServer } from 'loket/testing/signing-server';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { pkiOf } from '../support/signing.js';
import { pin, serverOptions, signerAt } from '../support/signing-server.js';

let server: SigningServer;
beforeAll(async () => {
  server = await startSigningServer(serverOptions);
});
afterAll(() => server.close());

const keyTypes = ['rsa', 'ec'] as const;

describe.each(keyTypes)('a PKCS #12 signer keeps the contract, %s', (keyType) => {
  const p12 = pkiOf(keyType).p12(pin);
  const withSecret = (secret: string) => pkcs12Signer({ p12: () => p12, passphrase: () => secret });
  for (const { name, run } of rawSignerContract(() => ({
    signer: withSecret(pin),
    keyType,
    wrongSecret: withSecret('111111'),
    wrong: '111111',
  })))
    it(name, run);
});

const versions = [
  { words: 'v1', more: {} },
  { words: 'v2', more: { version: 2 } },
  { words: 'v2, signed later', more: { version: 2, later: true, pollEveryMs: 1 } },
] as const;
const cases = keyTypes.flatMap((keyType) => versions.map((version) => ({ keyType, ...version })));

describe.each(cases)('a CSC signer keeps the contract, $words $keyType', ({ keyType, more }) => {
  const withPin = (secret: string) =>
    signerAt(server.url, { credentialId: keyType, pin: () => secret, ...more });
  for (const { name, run } of rawSignerContract(() => ({
    signer: withPin(pin),
    keyType,
    wrongSecret: withPin('111111'),
    wrong: '111111',
  })))
    it(name, run);
});
