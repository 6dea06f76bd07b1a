import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import type { RawFailure } from '../pades/raw-signer.js';
import { clientOf } from './csc-client.js';
import { type CscClientOptions, clientShape } from './csc-options.js';

/** Asks for one timestamp. */
export interface CscTimestampCall {
  /** What is stamped: the value of a signature. The service is shown its digest only. */
  readonly stamped: Uint8Array;
  /** SHA-256 of `stamped`. */
  readonly digest: Uint8Array;
  /** Random number that the token must repeat, most significant byte first. */
  readonly nonce: Uint8Array;
  /** When the call is made, by the office's clock. */
  readonly at: EpochMs;
  /** Aborted when the time for a timestamp is over. */
  readonly signal: AbortSignal;
}

/** Says where a service that stamps stands and whom to trust. */
export interface CscTimestamperOptions extends CscClientOptions {
  /** Trust anchors of the time-stamping authority, as DER; 1 or more. */
  readonly roots: readonly Uint8Array[];
  /** Further certificates that may lead to one, as DER. Default: those in the token only. */
  readonly intermediates?: readonly Uint8Array[] | undefined;
  /** Milliseconds by which the authority's clock may differ from the office's, 0 or more. Default 600,000. */
  readonly skewMs?: number | undefined;
}

/** Makes timestamps (RFC 3161) by a remote signing service; the port that `padesProvider` takes. */
export interface CscTimestamper {
  /** Has a signature's value stamped. */
  stamp(call: CscTimestampCall): Promise<{ readonly outcome: 'ok'; readonly token: Uint8Array } | RawFailure>;
}

const options = lazy(() =>
  z.strictObject({
    ...clientShape(),
    roots: z.array(z.instanceof(Uint8Array)).min(1, 'must hold one certificate or more'),
    intermediates: z.array(z.instanceof(Uint8Array)).optional(),
    skewMs: z.number().min(0, 'must be 0 or more').optional(),
  }),
);

/**
 * Makes a timestamper of a CSC service that offers `signatures/timestamp`. A token is answered only when it stamps the
 * very bytes, repeats the nonce, is of this time, and its authority leads to one of the roots; else it is `rejected`.
 *
 * Needs the optional peers `@peculiar/asn1-cms`, `@peculiar/asn1-schema`, `@peculiar/asn1-tsp` and
 * `@peculiar/asn1-x509`.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { cscTimestamper } from 'loket/signing/csc';
 *
 * const timestamper = cscTimestamper({
 *   baseUrl: 'http://127.0.0.1:9',
 *   authorization: () => 'Bearer secret',
 *   roots: [new Uint8Array()],
 * });
 * const bytes = new Uint8Array(32);
 * const signal = AbortSignal.abort();
 * const told = await timestamper.stamp({ stamped: bytes, digest: bytes, nonce: bytes, at: 0, signal });
 * told; //=> { outcome: 'unavailable', reason: 'signatures/timestamp: stopped before sending' }
 * ```
 */
export function cscTimestamper(config: CscTimestamperOptions): CscTimestamper {
  parseHiddenOrThrow<unknown>(options(), config, 'CSC timestamper');
  const { roots, intermediates, skewMs = 600_000 } = config;
  const client = clientOf(config);
  return {
    async stamp(call) {
      const { stamped, digest, nonce, at } = call;
      const answer = await client.timestamp({ hash: digest, nonce }, call);
      if (answer.outcome !== 'ok') return { outcome: answer.outcome, reason: answer.reason };
      const { token } = answer.value;
      // Not before it is needed: who only signs should not need the peers that read tokens.
      const { checkTimestampToken } = await import('../pades/timestamp-token.js');
      const window = { from: at, until: at, skewMs };
      const verdict = checkTimestampToken(token, { stamped, nonce, roots, intermediates, ...window });
      return verdict.ok
        ? { outcome: 'ok', token }
        : { outcome: 'rejected', reason: `signatures/timestamp: ${verdict.reason}` };
    },
  };
}
