import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseHiddenOrThrow } from '../../internal/parse.js';
import type { Timestamper } from '../pades/timestamper.js';
import { clientOf } from './csc-client.js';
import { type CscClientOptions, clientShape } from './csc-options.js';

/** Says where a service that stamps stands and whom to trust. */
export interface CscTimestamperOptions extends CscClientOptions {
  /** Trust anchors of the time-stamping authority, as DER; 1 or more. */
  readonly roots: readonly Uint8Array[];
  /** Further certificates that may lead to one, as DER. Default: those in the token only. */
  readonly intermediates?: readonly Uint8Array[] | undefined;
  /** Milliseconds by which the authority's clock may differ from the office's, 0 or more. Default 600,000. */
  readonly skewMs?: number | undefined;
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
export function cscTimestamper(config: CscTimestamperOptions): Timestamper {
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
