import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import type { EpochMs } from '../../internal/time.js';

/**
 * How a signing server misbehaves.
 *
 * - `down`: every request is answered 503;
 * - `limping`: of `credentials/info` and of `credentials/authorize`, every second request passes, the first does not;
 * - `silent`: a signature is made and recorded, and the connection ends without an answer;
 * - `hanging`: a signature is made and recorded, and the connection stays open without an answer;
 * - `garbled`: a signature is made and recorded, and the answer breaks off;
 * - `wrong`: a signature is made and recorded, and another one is answered;
 * - `forgetful`: an authorisation is refused as expired when it is used;
 * - `cut`: the connection ends before anything is done, of all steps but `credentials/authorize`;
 * - `twice`: a signature is made and recorded, and its answer is sent twice on the connection, which then ends;
 * - `double`: everything is signed and recorded twice, and the second signatures are answered;
 * - `late`: a signature is made and recorded, and answered only when another request came;
 * - `slow`: the answers report a long latency; nothing really waits.
 */
export type TroubleKind =
  | 'down'
  | 'limping'
  | 'silent'
  | 'hanging'
  | 'garbled'
  | 'wrong'
  | 'forgetful'
  | 'slow'
  | 'cut'
  | 'twice'
  | 'double'
  | 'late';

/** A time in which a signing server is not itself. */
export interface ServerTrouble {
  readonly from: EpochMs;
  /** Exclusive. */
  readonly until: EpochMs;
  readonly how: TroubleKind;
  /** Milliseconds that answers report while `slow`. Default 20,000. */
  readonly latencyMs?: number | undefined;
}

/** One key that a signing server holds. */
export interface ServerCredential {
  readonly id: string;
  /** Asked for with each authorisation; none if left out. */
  readonly pin?: string | undefined;
  /** Default `rsa`. */
  readonly keyType?: 'rsa' | 'ec' | undefined;
  /** How ECDSA signatures are answered: as DER, or as r and s side by side. Default `der`. */
  readonly ecdsa?: 'der' | 'raw' | undefined;
  /** Wrong PINs in a row after which the PIN is locked until the server starts again, 1 or more. Default: never. */
  readonly pinTries?: number | undefined;
  /** The one-time password: asked for with each authorisation, valid once after it was sent. None if left out. */
  readonly otp?: string | undefined;
  /** Sole control assurance level; at 1 an authorisation may leave the hashes out. Default 2. */
  readonly scal?: 1 | 2 | undefined;
}

/** A client of a signing server's OAuth service. */
export interface ServerClient {
  readonly id: string;
  readonly secret: string;
  /** An authorization code that it may exchange once, as if a signatory's browser had brought it. */
  readonly code?: string | undefined;
}

/** A user of a signing server's `auth/login`. */
export interface ServerUser {
  readonly name: string;
  readonly password: string;
}

/** Sets up a signing server for tests and demos. */
export interface SigningServerOptions {
  /** Folder for keys, certificates and the record; made if missing. In memory if left out. */
  readonly folder?: string | undefined;
  /** Port on 127.0.0.1; a free one if 0. Default 0. */
  readonly port?: number | undefined;
  /** The bearer token that callers must show. */
  readonly bearer: string;
  /** The bearer token of `POST /control`; without it there is no control. */
  readonly controlToken?: string | undefined;
  readonly credentials: readonly ServerCredential[];
  /** Clients of `oauth2/token`. Default: none. */
  readonly clients?: readonly ServerClient[] | undefined;
  /** Users of `auth/login`. Default: none. */
  readonly users?: readonly ServerUser[] | undefined;
  /** Milliseconds for which an access token opens, 1,000 or more. Default 3,600,000. */
  readonly tokenForMs?: number | undefined;
  /** Whether it makes timestamps, with an authority of its own whose root is `timestampRoot`. Default `false`. */
  readonly timestamps?: boolean | undefined;
  /** Questions for a promised signature of v2 that are answered with "not yet", 0 or more. Default 1. */
  readonly pendingPolls?: number | undefined;
  /** Start of validity of new certificates. Default 2019-01-01 UTC. */
  readonly validFrom?: EpochMs | undefined;
  /** End of validity of new certificates. Default 2035-01-01 UTC. */
  readonly validUntil?: EpochMs | undefined;
  /** Milliseconds for which an authorisation may be used, 1 or more. Default 300,000. */
  readonly sadForMs?: number | undefined;
  /** Milliseconds that answers report otherwise, 0 or more. Default 40. */
  readonly latencyMs?: number | undefined;
  /** Troubles by virtual time, the header `x-loket-clock` of a request in epoch milliseconds; else by real time. */
  readonly schedule?: readonly ServerTrouble[] | undefined;
}

const secret = () => z.string().min(4, 'must be 4 letters or more');
const instant = () => z.number().min(0, 'must be 0 or more');
const kinds = [
  'down',
  'limping',
  'silent',
  'hanging',
  'garbled',
  'wrong',
  'forgetful',
  'slow',
  'cut',
  'twice',
  'double',
  'late',
] as const;

const trouble = lazy(() =>
  z.strictObject({
    from: instant(),
    until: instant(),
    how: z.enum(kinds, `must be one of ${kinds.join(', ')}`),
    latencyMs: instant().optional(),
  }),
);

/** What may be sent to `POST /control`. */
export const controlRequest = lazy(() =>
  z.strictObject({
    schedule: z.array(trouble()).max(1000).optional(),
    next: z.strictObject({ how: z.enum(kinds), count: z.int().min(0).max(1_000_000) }).optional(),
  }),
);

export const serverOptions = lazy(() =>
  z.strictObject({
    folder: z.string().min(1, 'must not be empty').optional(),
    port: z
      .int('must be a whole number')
      .min(0, 'must be 0 or more')
      .max(65_535, 'must be 65535 or less')
      .optional(),
    bearer: secret(),
    controlToken: secret().optional(),
    credentials: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[\w-]{1,60}$/, 'must be 1 to 60 letters, digits, _ or -'),
          pin: secret().optional(),
          keyType: z.enum(['rsa', 'ec'], 'must be rsa or ec').optional(),
          ecdsa: z.enum(['der', 'raw'], 'must be der or raw').optional(),
          pinTries: z.int('must be a whole number').min(1, 'must be 1 or more').optional(),
          otp: secret().optional(),
          scal: z.union([z.literal(1), z.literal(2)], 'must be 1 or 2').optional(),
        }),
      )
      .min(1, 'must hold one credential or more')
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'must have unique ids'),
    clients: z
      .array(
        z.strictObject({
          id: z.string().min(1, 'must not be empty'),
          secret: secret(),
          code: secret().optional(),
        }),
      )
      .optional(),
    users: z
      .array(z.strictObject({ name: z.string().min(1, 'must not be empty'), password: secret() }))
      .optional(),
    tokenForMs: z.number().min(1000, 'must be 1000 or more').optional(),
    timestamps: z.boolean('must be true or false').optional(),
    pendingPolls: z.int('must be a whole number').min(0, 'must be 0 or more').optional(),
    validFrom: instant().optional(),
    validUntil: instant().optional(),
    sadForMs: z.number().min(1, 'must be 1 or more').optional(),
    latencyMs: instant().optional(),
    schedule: z.array(trouble()).optional(),
  }),
);
