import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import type { EpochMs } from '../../internal/time.js';

const kinds = [
  'down',
  'silent',
  'hanging',
  'garbled',
  'page',
  'refusing',
  'failing',
  'stale',
  'otherImprint',
  'otherNonce',
  'noNonce',
  'otherTime',
  'noPurpose',
  'otherKey',
  'untrusted',
] as const satisfies readonly TimestampTrouble[];

/**
 * How a time-stamping authority misbehaves.
 *
 * - `down`: answered 503;
 * - `silent`: the connection ends without an answer;
 * - `hanging`: the connection stays open without an answer, as of one that is slower than anybody waits;
 * - `garbled`: the answer breaks off;
 * - `page`: a web page is answered;
 * - `refusing`: refused as a bad request;
 * - `failing`: refused for a system failure;
 * - `stale`: an older answer to another request is replayed;
 * - `otherImprint`, `otherNonce`, `noNonce`, `otherTime`: the token says so, rightly signed;
 * - `noPurpose`: signed by a certificate that is not for timestamps;
 * - `otherKey`: signed by another key than the certificate's;
 * - `untrusted`: signed by an authority under another root.
 */
export type TimestampTrouble =
  | 'down'
  | 'silent'
  | 'hanging'
  | 'garbled'
  | 'page'
  | 'refusing'
  | 'failing'
  | 'stale'
  | 'otherImprint'
  | 'otherNonce'
  | 'noNonce'
  | 'otherTime'
  | 'noPurpose'
  | 'otherKey'
  | 'untrusted';

/** A time in which a time-stamping authority is not itself. */
export interface TimestampTroubleTime {
  readonly from: EpochMs;
  /** Exclusive. */
  readonly until: EpochMs;
  readonly how: TimestampTrouble;
}

/** Sets up a time-stamping authority for tests and demos. */
export interface TimestampServerOptions {
  /** Port on 127.0.0.1; a free one if 0. Default 0. */
  readonly port?: number | undefined;
  /** The bearer token that callers must show; none if left out. */
  readonly bearer?: string | undefined;
  /** Start of validity of its certificates. Default 2019-01-01 UTC. */
  readonly validFrom?: EpochMs | undefined;
  /** End of validity of its certificates. Default 2035-01-01 UTC. */
  readonly validUntil?: EpochMs | undefined;
  /** Troubles by virtual time, the header `x-loket-clock` of a request in epoch milliseconds; else by real time. */
  readonly schedule?: readonly TimestampTroubleTime[] | undefined;
}

const instant = () => z.number().min(0, 'must be 0 or more');

export const serverOptions = lazy(() =>
  z.strictObject({
    port: z
      .int('must be a whole number')
      .min(0, 'must be 0 or more')
      .max(65_535, 'must be 65535 or less')
      .optional(),
    bearer: z.string().min(4, 'must be 4 letters or more').optional(),
    validFrom: instant().optional(),
    validUntil: instant().optional(),
    schedule: z
      .array(
        z.strictObject({
          from: instant(),
          until: instant(),
          how: z.enum(kinds, `must be one of ${kinds.join(', ')}`),
        }),
      )
      .optional(),
  }),
);
