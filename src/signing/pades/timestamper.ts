import type { EpochMs } from '../../internal/time.js';

/** Asks for one timestamp. */
export interface TimestampCall {
  /** What is stamped: the value of a signature. A remote service is shown its digest only. */
  readonly stamped: Uint8Array;
  /** SHA-256 of `stamped`. */
  readonly digest: Uint8Array;
  /**
   * Random number that the token must repeat, so that an older one is told from it: a positive INTEGER, most significant
   * byte first, without leading zeros.
   */
  readonly nonce: Uint8Array;
  /** When the call is made, by the office's clock. */
  readonly at: EpochMs;
  /** Aborted when the time for a timestamp is over. */
  readonly signal: AbortSignal;
}

/** What came of asking for a timestamp. Asking again does no harm, so an unknown outcome is only a failed one. */
export type TimestampOutcome =
  /** Made and checked; `token` is the TimeStampToken of RFC 3161 as DER. */
  | { readonly outcome: 'ok'; readonly token: Uint8Array }
  /**
   * `rejected`: refused, or a token that may not be used; `unavailable`: the service cannot work now; `unknown`: no
   * answer came that can be read.
   */
  | { readonly outcome: 'unavailable' | 'rejected' | 'unknown'; readonly reason: string };

/**
 * Makes timestamps (RFC 3161): the port behind which a time-stamping authority stands. It answers only tokens that it
 * has checked, as {@link checkTimestampToken} does. Expected troubles are outcomes; a call that throws has failed.
 */
export interface Timestamper {
  /** Has a signature's value stamped. */
  stamp(call: TimestampCall): Promise<TimestampOutcome>;
}
