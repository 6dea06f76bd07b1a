import { createHash, verify, X509Certificate } from 'node:crypto';
import type { RawSignCall, RawSigner } from '../signing/pades/raw-signer.js';
import type { ContractCase } from './contract-case.js';

/** A raw signer under test, and the same with a secret that is wrong. */
export interface RawSignerRig {
  readonly signer: RawSigner;
  readonly keyType: 'rsa' | 'ec';
  /** The same key, asked with a wrong PIN or passphrase; left out where there is none. */
  readonly wrongSecret?: RawSigner | undefined;
  /** The wrong secret: it must appear in no outcome. */
  readonly wrong?: string | undefined;
  /** Closes what was opened. */
  close?(): void | Promise<void>;
}

// 2026-03-02T02:00Z
const at = 1_772_416_800_000;

function call(text: string, keyType: 'rsa' | 'ec', more: Partial<RawSignCall> = {}): RawSignCall {
  const toBeSigned = Buffer.from(text);
  return {
    requestId: 'contract',
    attempt: 1,
    at,
    signal: new AbortController().signal,
    keyType,
    hash: 'sha256',
    toBeSigned,
    digest: createHash('sha256').update(toBeSigned).digest(),
    ...more,
  };
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

async function identity(signer: RawSigner) {
  const told = await signer.describe({ at, signal: new AbortController().signal });
  if (told.outcome !== 'ok') throw new Error(`describe: ${told.outcome}, ${told.reason}`);
  return { ...told, x509: new X509Certificate(told.certificate) };
}

async function signed(signer: RawSigner, asked: RawSignCall): Promise<Uint8Array> {
  const made = await signer.sign(asked);
  if (made.outcome !== 'ok') throw new Error(`sign: ${made.outcome}, ${made.reason}`);
  return made.signature;
}

const rules: Readonly<Record<string, (rig: RawSignerRig) => Promise<void>>> = {
  async 'tells a certificate of its kind of key, and those that lead from it'({ signer, keyType: kind }) {
    const { x509, keyType, chain } = await identity(signer);
    must(keyType === kind, `the key must be of kind ${kind}`);
    must(x509.publicKey.asymmetricKeyType === keyType, `the certificate is not of a key of kind ${keyType}`);
    let below = x509;
    for (const der of chain) {
      const above = new X509Certificate(der);
      must(below.checkIssued(above), 'the chain does not lead from the certificate upwards');
      below = above;
    }
  },

  async 'signs the bytes whose digest it is shown, in the form that CMS takes'({ signer }) {
    const { x509, keyType } = await identity(signer);
    for (let n = 0; n < 8; n++) {
      const asked = call(`attributes ${n}`, keyType);
      const signature = await signed(signer, asked);
      // By default an ECDSA signature is read as DER.
      must(
        verify('sha256', asked.toBeSigned, x509.publicKey, signature),
        'the signature does not fit the certificate',
      );
    }
  },

  async 'signs the same attributes again: RSA the same bytes, ECDSA as good ones'({ signer }) {
    const { x509, keyType } = await identity(signer);
    const asked = call('the same attributes', keyType);
    const first = await signed(signer, asked);
    const second = await signed(signer, { ...asked, attempt: 2 });
    must(
      verify('sha256', asked.toBeSigned, x509.publicKey, second),
      'the second signature does not fit the certificate',
    );
    must(
      keyType === 'ec' || Buffer.compare(first, second) === 0,
      'RSA gave another signature for the same bytes',
    );
  },

  async 'keeps signatures apart that are asked for at the same time'({ signer }) {
    const { x509, keyType } = await identity(signer);
    const asked = Array.from({ length: 6 }, (_, n) => call(`at once ${n}`, keyType));
    const made = await Promise.all(asked.map((one) => signed(signer, one)));
    for (const [n, one] of asked.entries())
      must(
        verify('sha256', one.toBeSigned, x509.publicKey, made[n] ?? new Uint8Array()),
        `signature ${n} is another one's`,
      );
  },

  async 'signs nothing when it is stopped before, and says so'({ signer }) {
    const { keyType } = await identity(signer);
    const told = await signer.sign(call('stopped', keyType, { signal: AbortSignal.abort() }));
    must(told.outcome === 'unavailable', `must be unavailable, was ${told.outcome}`);
  },

  async 'is rejected with a wrong secret, and does not repeat it'({ keyType, wrongSecret, wrong }) {
    if (!wrongSecret || wrong === undefined) return;
    // Before the right one is shown: a token lets in a whole process.
    const told = await wrongSecret.sign(call('wrong secret', keyType));
    must(told.outcome === 'rejected', `must be rejected, was ${told.outcome}`);
    must(!JSON.stringify(told).includes(wrong), 'the outcome holds the secret');
  },
};

/**
 * Lists what every raw signer must do, as cases to run with any test runner. Each case gets a rig of its own.
 *
 * @example
 * ```ts
 * import { pkcs12Signer } from 'loket/signing/pades';
 * import { rawSignerContract, testPki } from 'loket/testing/signing-server';
 *
 * const pki = testPki({ keyType: 'ec', validFrom: '2026-01-01T00:00Z', validUntil: '2027-01-01T00:00Z' });
 * const p12 = pki.p12('rahasia');
 * const withPassphrase = (secret: string) => pkcs12Signer({ p12: () => p12, passphrase: () => secret });
 * const cases = rawSignerContract(() => ({
 *   signer: withPassphrase('rahasia'),
 *   keyType: 'ec',
 *   wrongSecret: withPassphrase('salah'),
 *   wrong: 'salah',
 * }));
 * for (const { run } of cases) await run();
 * cases.length; //=> 6
 * ```
 */
export function rawSignerContract(make: () => RawSignerRig | Promise<RawSignerRig>): readonly ContractCase[] {
  return Object.entries(rules).map(([name, rule]) => ({
    name,
    async run() {
      const rig = await make();
      try {
        await rule(rig);
      } finally {
        await rig.close?.();
      }
    },
  }));
}
