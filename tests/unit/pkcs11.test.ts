import { createHash, createPublicKey, publicDecrypt, verify } from 'node:crypto';
import type { RawSignCall } from 'loket/signing/pades';
import {
  type Pkcs11Handle,
  type Pkcs11Library,
  type Pkcs11SignerOptions,
  pkcs11Signer,
} from 'loket/signing/pkcs11';
import { describe, expect, it } from 'vitest';
import { signHash } from '../../src/testing/signing-server/hash-signing.js';
import { pkiOf } from '../support/signing.js';

const pin = '840271';
const sha256Oid = '2.16.840.1.101.3.4.2.1';

function failure(code: number): Error {
  return Object.assign(new Error(`CKR of a token that quotes ${pin}`), { code });
}

/** What a token does other than a good one. */
interface Quirks {
  readonly flags?: number;
  readonly mechanisms?: readonly number[];
  readonly pinEachTime?: boolean;
  /** What the nth signature throws, from 0. */
  readonly signing?: (nth: number) => number | undefined;
  readonly login?: number;
  readonly twoKeys?: boolean;
  /** Holds the answer back until it is called. */
  readonly hold?: (release: () => void) => void;
}

/** A token in memory, with an RSA key, to be troubled as no software token can be. */
function tokenWith(quirks: Quirks) {
  const pki = pkiOf('rsa');
  const calls: string[] = [];
  let signatures = 0;
  let wanted = 0;
  const handle = (n: number) => Buffer.of(n);
  class Token implements Pkcs11Library {
    load() {}
    close() {
      calls.push('close');
    }
    C_Initialize() {}
    C_Finalize() {
      calls.push('finalize');
    }
    C_GetSlotList() {
      return [handle(1)];
    }
    C_GetTokenInfo() {
      return { label: `office${' '.repeat(26)}`, flags: quirks.flags ?? 0 };
    }
    C_GetMechanismList() {
      return [...(quirks.mechanisms ?? [0x1, 0x40])];
    }
    C_OpenSession() {
      calls.push('open');
      return handle(2);
    }
    C_CloseSession() {}
    C_Login(_: Pkcs11Handle, userType: number) {
      calls.push(`login ${userType}`);
      if (quirks.login !== undefined) throw failure(quirks.login);
    }
    C_FindObjectsInit(_: Pkcs11Handle, [first]: { type: number; value?: unknown }[]) {
      wanted = first?.value === 3 ? 3 : 1;
    }
    C_FindObjects() {
      if (wanted === 3) return quirks.twoKeys ? [handle(3), handle(4)] : [handle(3)];
      return [handle(5)];
    }
    C_FindObjectsFinal() {}
    C_GetAttributeValue(_: Pkcs11Handle, object: Pkcs11Handle, [asked]: { type: number }[]) {
      const type = asked?.type ?? 0;
      if (type === 0x102) return [{ type, value: Buffer.of(9) }];
      if (type === 0x11) return [{ type, value: Buffer.from(pki.certificate) }];
      if (type === 0x202 && object[0] === 3) return [{ type, value: Buffer.of(quirks.pinEachTime ? 1 : 0) }];
      throw failure(0x12);
    }
    C_SignInit(_: Pkcs11Handle, { mechanism }: { mechanism: number }) {
      calls.push(`sign ${mechanism}`);
    }
    async C_SignAsync(_: Pkcs11Handle, data: Buffer) {
      const code = quirks.signing?.(signatures++);
      if (code !== undefined) throw failure(code);
      if (quirks.hold) await new Promise<void>((resolve) => quirks.hold?.(resolve));
      calls.push(`data ${data.length}`);
      const hash = data.length === 51 ? data.subarray(-32) : createHash('sha256').update(data).digest();
      return Buffer.from(await signHash(pki.key, hash, 'der', sha256Oid));
    }
  }
  return { module: { PKCS11: Token }, calls };
}

function signerOn(quirks: Quirks, more: Partial<Pkcs11SignerOptions> = {}) {
  const { module, calls } = tokenWith(quirks);
  const signer = pkcs11Signer({
    library: 'token.so',
    tokenLabel: 'office',
    keyLabel: 'head',
    pin: () => pin,
    pkcs11: module,
    ...more,
  });
  return { signer, calls };
}

const toBeSigned = Buffer.from('attributes of a document');
function rawCall(more: Partial<RawSignCall> = {}): RawSignCall {
  const digest = createHash('sha256').update(toBeSigned).digest();
  const signal = new AbortController().signal;
  return {
    requestId: 'r',
    attempt: 1,
    at: 1000,
    signal,
    keyType: 'rsa',
    hash: 'sha256',
    toBeSigned,
    digest,
    ...more,
  };
}

describe('the PKCS #11 signer', () => {
  it('lets the token hash where it can, and else shows it the digest with its name', async () => {
    const key = createPublicKey({ key: pkiOf('rsa').key.export({ format: 'pem', type: 'pkcs8' }) });
    for (const [mechanisms, length] of [
      [[0x1, 0x40], toBeSigned.length],
      [[0x1], 51],
    ] as const) {
      const { signer, calls } = signerOn({ mechanisms });
      const made = await signer.sign(rawCall());
      if (made.outcome !== 'ok') throw new Error(made.reason);
      expect(verify('sha256', toBeSigned, key, made.signature)).toBe(true);
      expect(publicDecrypt(key, made.signature).length).toBe(51);
      expect(calls).toContain(`data ${length}`);
    }
  });

  it('does not touch a PIN that is locked, or of which one try is left', async () => {
    for (const [flags, reason] of [
      [0x40000, 'the PIN is locked'],
      [0x20000, 'one try is left for the PIN: log in by hand before it is used again'],
    ] as const) {
      const { signer, calls } = signerOn({ flags });
      expect(await signer.sign(rawCall())).toEqual({ outcome: 'rejected', reason });
      expect(calls).not.toContain('login 1');
    }
  });

  it('shows a refused PIN once, whatever the token says of it, and repeats none of its words', async () => {
    for (const login of [0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0x102]) {
      const { signer, calls } = signerOn({ login });
      for (let n = 0; n < 3; n++) {
        const told = await signer.sign(rawCall());
        expect(told.outcome).toBe('rejected');
        expect(JSON.stringify(told)).not.toContain(pin);
      }
      expect(calls.filter((call) => call === 'login 1').length).toBe(1);
    }
  });

  it('opens a lost session again once, and is unavailable when the token stays away', async () => {
    for (const code of [0x30, 0x32, 0xb0, 0xb3, 0xe0, 0x101]) {
      const { signer, calls } = signerOn({ signing: (nth) => (nth === 0 ? code : undefined) });
      expect(await signer.sign(rawCall())).toMatchObject({ outcome: 'ok' });
      expect(calls.filter((call) => call === 'open').length).toBe(2);
      const gone = signerOn({ signing: () => code });
      const reason = `the token answered CKR 0x${code.toString(16)}`;
      expect(await gone.signer.sign(rawCall())).toEqual({ outcome: 'unavailable', reason });
      expect(gone.calls.filter((call) => call === 'open').length).toBe(2);
    }
  });

  it('is rejected when the key cannot do it, and when several keys fit', async () => {
    const cannot = signerOn({ signing: () => 0x70 });
    expect(await cannot.signer.sign(rawCall())).toMatchObject({ outcome: 'rejected' });
    const two = signerOn({ twoKeys: true });
    expect(await two.signer.sign(rawCall())).toEqual({
      outcome: 'rejected',
      reason: 'several keys on the token fit',
    });
  });

  it('shows the PIN for each signature to a key that asks for it', async () => {
    const { signer, calls } = signerOn({ pinEachTime: true });
    for (let n = 0; n < 2; n++) expect(await signer.sign(rawCall())).toMatchObject({ outcome: 'ok' });
    expect(calls.filter((call) => call.startsWith('login'))).toEqual(['login 1', 'login 2', 'login 2']);
  });

  it('does not know the outcome when it is stopped while the token works, and one that waited was not asked', async () => {
    const releases: (() => void)[] = [];
    let working: (() => void) | undefined;
    const begun = new Promise<void>((resolve) => {
      working = resolve;
    });
    const { signer } = signerOn({
      hold: (release) => {
        releases.push(release);
        working?.();
      },
    });
    const stop = new AbortController();
    const first = signer.sign(rawCall({ signal: stop.signal }));
    const second = signer.sign(rawCall({ signal: stop.signal }));
    await begun;
    stop.abort();
    expect([await first, await second]).toEqual([
      { outcome: 'unknown', reason: 'stopped while the token works' },
      { outcome: 'unavailable', reason: 'stopped before signing' },
    ]);
    for (const release of releases) release();
    await signer.close();
    expect(releases.length).toBe(1);
  });

  it('shares a library, which the last one out closes', async () => {
    const { module, calls } = tokenWith({});
    const options = {
      library: 'token.so',
      tokenLabel: 'office',
      keyLabel: 'head',
      pin: () => pin,
      pkcs11: module,
    };
    const [one, two] = [pkcs11Signer(options), pkcs11Signer(options)];
    await one.sign(rawCall());
    await two.sign(rawCall());
    await one.close();
    expect(calls).not.toContain('finalize');
    expect(await two.sign(rawCall())).toMatchObject({ outcome: 'ok' });
    await two.close();
    expect(calls.slice(-2)).toEqual(['finalize', 'close']);
  });

  it('refuses a place that names no token or no key, or two', () => {
    const right = { library: 'token.so', pin: () => pin };
    for (const wrong of [
      { ...right, keyLabel: 'head' },
      { ...right, tokenLabel: 'office', slot: 0, keyLabel: 'head' },
      { ...right, tokenLabel: 'office' },
      { ...right, tokenLabel: 'office', keyId: 'xyz' },
    ])
      expect(() => pkcs11Signer(wrong)).toThrow('PKCS #11 signer refused');
  });
});
