import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { padesProvider, type RawSignCall } from 'loket/signing/pades';
import { type Pkcs11Module, type Pkcs11SignerOptions, pkcs11Signer } from 'loket/signing/pkcs11';
import { memoryBlobs } from 'loket/testing';
import { rawSignerContract } from 'loket/testing/signing-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../support/needs.js';
import { pkcs11Module, softToken } from '../support/pkcs11.js';
import { callOf, partsOf, pkiOf, samplePrepared } from '../support/signing.js';

const module = pkcs11Module();
const openssl = needs('openssl');
const pin = '840271';
const signal = new AbortController().signal;
let token: ReturnType<typeof softToken> | undefined;
const folder = mkdtempSync(join(tmpdir(), 'loket-pkcs11-'));
beforeAll(() => {
  if (module) token = softToken(module, [pkiOf('rsa'), pkiOf('ec')], pin);
});
afterAll(() => {
  token?.remove();
  rmSync(folder, { recursive: true, force: true });
});

function signerOf(more: Partial<Pkcs11SignerOptions> = {}, pkcs11: Pkcs11Module | undefined = module) {
  return pkcs11Signer({
    library: token?.library ?? '',
    tokenLabel: 'office',
    keyLabel: 'ec',
    pin: () => pin,
    pkcs11,
    ...more,
  });
}

function rawCall(keyType: 'rsa' | 'ec', more: Partial<RawSignCall> = {}): RawSignCall {
  const toBeSigned = Buffer.from('attributes');
  const digest = createHash('sha256').update(toBeSigned).digest();
  return {
    requestId: 'r',
    attempt: 1,
    at: 1000,
    signal,
    keyType,
    hash: 'sha256',
    toBeSigned,
    digest,
    ...more,
  };
}

describe.skipIf(!module)('the PKCS #11 signer on a software token', () => {
  for (const keyType of ['rsa', 'ec'] as const) {
    for (const { name, run } of rawSignerContract(() => {
      const signer = signerOf({ keyLabel: keyType });
      const wrongSecret = signerOf({ keyLabel: keyType, pin: () => '111111' });
      return {
        signer,
        keyType,
        wrongSecret,
        wrong: '111111',
        close: async () => {
          await signer.close();
          await wrongSecret.close();
        },
      };
    }))
      it(`${name} (${keyType})`, run);

    it.skipIf(!openssl)(`signs a document that passes openssl cms -verify -cades (${keyType})`, async () => {
      const keyId = token?.ids.get(keyType);
      const signer = signerOf({ keyLabel: undefined, keyId });
      const blobs = memoryBlobs();
      const provider = padesProvider({
        id: 'token',
        signatory: 'head',
        signer,
        document: () => samplePrepared(),
        blobs,
      });
      const made = await provider.sign(callOf(`token-${keyType}`));
      await signer.close();
      if (made.outcome !== 'ok') throw new Error(made.reason);
      const { content, cms } = partsOf((await blobs.get(made.artifact ?? '')) ?? new Uint8Array());
      const file = (name: string, bytes: string | Uint8Array) => {
        writeFileSync(join(folder, name), bytes);
        return join(folder, name);
      };
      const args = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any'];
      const rootPem = file('root.pem', new X509Certificate(pkiOf(keyType).root).toString());
      const verify = (bytes: Uint8Array) =>
        spawnSync(
          openssl ?? '',
          [
            ...args,
            '-in',
            file('cms', cms),
            '-content',
            file('content', bytes),
            '-CAfile',
            rootPem,
            '-out',
            join(folder, 'out'),
          ],
          { encoding: 'utf8', timeout: 30_000 },
        ).status;
      expect(verify(content)).toBe(0);
      const changed = Buffer.from(content);
      changed[200] = (changed[200] ?? 0) ^ 1;
      expect(verify(changed)).not.toBe(0);
    });
  }

  it('leaves the root out of the chain, and finds the authority between', async () => {
    const signer = signerOf();
    const told = await signer.describe({ at: 1000, signal });
    await signer.close();
    expect(told).toMatchObject({ outcome: 'ok', keyType: 'ec' });
    if (told.outcome === 'ok')
      expect(told.chain.map((der) => Buffer.from(der))).toEqual(
        pkiOf('ec').chain.map((der) => Buffer.from(der)),
      );
  });

  it('says what is missing: the library, the token, the key', async () => {
    const cases = [
      { library: '/no/such/library.so' },
      { tokenLabel: 'elsewhere' },
      { keyLabel: 'nobody' },
      { pin: () => Promise.reject(new Error('vault sealed')) },
    ];
    const told = [];
    for (const more of cases) {
      const signer = signerOf(more);
      told.push(await signer.sign(rawCall('ec')));
      await signer.close();
    }
    expect(told).toEqual([
      { outcome: 'unavailable', reason: 'the library could not be loaded' },
      { outcome: 'unavailable', reason: 'the token is not there' },
      { outcome: 'rejected', reason: 'there is no such key on the token' },
      { outcome: 'unavailable', reason: 'the PIN could not be read' },
    ]);
  });

  it('tries a wrong PIN once, until it is closed', async () => {
    let asked = 0;
    let shown = '111111';
    const signer = signerOf({
      pin: () => {
        asked += 1;
        return shown;
      },
    });
    for (let n = 0; n < 3; n++)
      expect(await signer.sign(rawCall('ec'))).toMatchObject({ outcome: 'rejected' });
    expect(asked).toBe(1);
    await signer.close();
    shown = pin;
    expect(await signer.sign(rawCall('ec'))).toMatchObject({ outcome: 'ok' });
    await signer.close();
  });

  it('opens another session when the token dropped the first', async () => {
    if (!module) return;
    let drop: (() => void) | undefined;
    class Watched extends module.PKCS11 {
      override C_OpenSession(slot: Buffer, flags: number): Buffer {
        const session = super.C_OpenSession(slot, flags);
        drop = () => this.C_CloseSession(session);
        return session;
      }
    }
    const signer = signerOf({}, { PKCS11: Watched });
    expect(await signer.sign(rawCall('ec'))).toMatchObject({ outcome: 'ok' });
    drop?.();
    expect(await signer.sign(rawCall('ec'))).toMatchObject({ outcome: 'ok' });
    await signer.close();
  });
});
