import { sign } from 'node:crypto';
import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import { type OpenKeyFile, openPkcs12 } from './pkcs12.js';
import type { RawFailure, RawSigner } from './raw-signer.js';

/** Says where a key file and its passphrase come from. */
export interface Pkcs12SignerOptions {
  /** Reads the PKCS #12 file; asked when the key is needed. */
  readonly p12: () => Uint8Array | Promise<Uint8Array>;
  /** Reads the passphrase; asked when the key is needed, and kept nowhere. */
  readonly passphrase: () => string | Promise<string>;
  /** Milliseconds by the office's clock for which the opened key stays in memory, 0 or more. Default 300,000. */
  readonly keepKeyMs?: number | undefined;
}

const options = lazy(() =>
  z.strictObject({
    p12: z.function(),
    passphrase: z.function(),
    keepKeyMs: z.number().min(0, 'must be 0 or more').optional(),
  }),
);

/**
 * Makes a signer of a PKCS #12 file, RSA or ECDSA, with AES or triple DES and a MAC. A wrong passphrase is `rejected`; a
 * resolver that fails is `unavailable`, because nothing was signed.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { pkcs12Signer } from 'loket/signing/pades';
 *
 * const signer = pkcs12Signer({
 *   p12: () => new TextEncoder().encode('no key file'),
 *   passphrase: () => 'secret',
 * });
 * const told = await signer.describe({ at: 0, signal: new AbortController().signal });
 * told; //=> { outcome: 'rejected', reason: 'the key file is no PKCS #12 file' }
 * ```
 */
export function pkcs12Signer(config: Pkcs12SignerOptions): RawSigner {
  parseHiddenOrThrow<unknown>(options(), config, 'PKCS #12 signer');
  const { p12, passphrase, keepKeyMs = 300_000 } = config;
  // In the closure, where no inspection, serialiser or error finds it.
  let kept: { readonly file: OpenKeyFile; readonly at: EpochMs } | undefined;

  async function open(at: EpochMs): Promise<{ outcome: 'ok'; file: OpenKeyFile } | RawFailure> {
    if (kept && at >= kept.at && at - kept.at < keepKeyMs) return { outcome: 'ok', file: kept.file };
    kept = undefined;
    let opened: ReturnType<typeof openPkcs12>;
    try {
      const [bytes, secret] = await Promise.all([p12(), passphrase()]);
      opened = openPkcs12(bytes, secret);
    } catch {
      return { outcome: 'unavailable', reason: 'the key file or its passphrase could not be read' };
    }
    if (!opened.ok) return { outcome: 'rejected', reason: opened.reason };
    kept = { file: opened.file, at };
    return { outcome: 'ok', file: opened.file };
  }

  return {
    async describe({ at }) {
      const opened = await open(at);
      if (opened.outcome !== 'ok') return opened;
      const { certificate, chain, keyType } = opened.file;
      return { outcome: 'ok', certificate, chain, keyType };
    },
    async sign({ at, signal, hash, toBeSigned }) {
      const opened = await open(at);
      if (opened.outcome !== 'ok') return opened;
      if (signal.aborted) return { outcome: 'unavailable', reason: 'stopped before signing' };
      return { outcome: 'ok', signature: sign(hash, toBeSigned, opened.file.key) };
    },
  };
}
