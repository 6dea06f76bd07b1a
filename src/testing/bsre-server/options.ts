import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import type { EpochMs } from '../../internal/time.js';

/**
 * How an Esign Client misbehaves.
 *
 * - `down`: every request is answered 503; `gateway`: 502 with a page of HTML; `empty`: 200 without a body;
 * - `limping`: every second request to sign is answered 503;
 * - `dropped`: the connection ends before anything is signed;
 * - `silent`: the document is signed and recorded, and the connection ends without an answer;
 * - `hanging`: it is signed and recorded, and the connection stays open without an answer;
 * - `twice`: it is signed and recorded twice, and the second is answered;
 * - `late`: it is signed and recorded, and answered after `delayMs`;
 * - `slow`: answers report a long latency; nothing really waits;
 * - `otherDocument`, `otherSignatory`, `unsigned`, `truncated`: the answer is a lie of that kind.
 */
export type BsreTroubleKind =
  | 'down'
  | 'gateway'
  | 'empty'
  | 'limping'
  | 'dropped'
  | 'silent'
  | 'hanging'
  | 'twice'
  | 'late'
  | 'slow'
  | 'otherDocument'
  | 'otherSignatory'
  | 'unsigned'
  | 'truncated';

/** @internal */
export const bsreTroubles = [
  'down',
  'gateway',
  'empty',
  'limping',
  'dropped',
  'silent',
  'hanging',
  'twice',
  'late',
  'slow',
  'otherDocument',
  'otherSignatory',
  'unsigned',
  'truncated',
] as const satisfies readonly BsreTroubleKind[];

/** A time in which an Esign Client is not itself. */
export interface BsreTrouble {
  readonly from: EpochMs;
  /** Exclusive. */
  readonly until: EpochMs;
  readonly how: BsreTroubleKind;
}

/** One official who can sign. */
export interface BsreSignatory {
  /** Identity number, digits as text; made up. */
  readonly nik: string;
  readonly passphrase: string;
  /** Common name in the certificate. */
  readonly name: string;
  /** What `check/status` answers; only `ISSUE` signs. Default `ISSUE`. */
  readonly status?: string | undefined;
}

/** Sets up an Esign Client for tests and demos. */
export interface BsreServerOptions {
  /** Folder for the record; in memory if left out. */
  readonly folder?: string | undefined;
  /** Port on 127.0.0.1; a free one if 0. Default 0. */
  readonly port?: number | undefined;
  /** User and password of the application, as `user:password`. */
  readonly basic: string;
  readonly signatories: readonly BsreSignatory[];
  /** Start of validity of the certificates. Default 2019-01-01 UTC. */
  readonly validFrom?: EpochMs | string | undefined;
  /** End of validity of the certificates. Default 2035-01-01 UTC. */
  readonly validUntil?: EpochMs | string | undefined;
  /** Which of the two shapes of errors is answered: the code by itself, or at the end of a text. Default `own`. */
  readonly errors?: 'own' | 'inText' | undefined;
  /** Whether a proxy turned the header `id_dokumen` into `id-dokumen`. Default `false`. */
  readonly hyphen?: boolean | undefined;
  /** How version 1 answers: the document, its base64, or its id alone. Default `pdf`. */
  readonly answers?: 'pdf' | 'base64' | 'id' | undefined;
  /**
   * Whether `GET /loket/signed/SHA256` answers all that was signed for a document, as base64 in `{ file }`: what a real
   * Esign Client cannot tell, and other services can. Default `false`.
   */
  readonly tells?: boolean | undefined;
  /** Milliseconds that an answer reports otherwise, 0 or more. Default 860. */
  readonly latencyMs?: number | undefined;
  /** Milliseconds of real time by which `late` answers are late, 0 or more. Default 200. */
  readonly delayMs?: number | undefined;
  /** Troubles by virtual time, the header `x-loket-clock` of a request in epoch milliseconds; else by real time. */
  readonly schedule?: readonly BsreTrouble[] | undefined;
  /** Draws a trouble for each request to sign, by chance that can be repeated: shares from 0 to 1 by kind. */
  readonly storm?: { readonly seed: number; readonly shares: Readonly<Record<string, number>> } | undefined;
}

const instant = z.union([z.number(), z.string()]);
/** @internal */
export const bsreServerOptions = lazy(() =>
  z.strictObject({
    folder: z.string().min(1, 'must not be empty').optional(),
    port: z.int().min(0, 'must be 0 or more').max(65_535, 'must be 65535 or less').optional(),
    basic: z.string().regex(/^[^:]+:.+$/, 'must be user:password'),
    signatories: z
      .array(
        z.strictObject({
          nik: z.string().regex(/^\d{16}$/, 'must be 16 digits'),
          passphrase: z.string().min(4, 'must be 4 letters or more'),
          name: z.string().min(1, 'must not be empty'),
          status: z.string().optional(),
        }),
      )
      .min(1, 'must hold a signatory'),
    validFrom: instant.optional(),
    validUntil: instant.optional(),
    errors: z.enum(['own', 'inText']).optional(),
    hyphen: z.boolean().optional(),
    answers: z.enum(['pdf', 'base64', 'id']).optional(),
    tells: z.boolean().optional(),
    latencyMs: z.number().min(0).optional(),
    delayMs: z.number().min(0).optional(),
    schedule: z
      .array(z.strictObject({ from: z.number(), until: z.number(), how: z.enum(bsreTroubles) }))
      .optional(),
    storm: z
      .strictObject({
        seed: z.number(),
        shares: z.partialRecord(z.enum(bsreTroubles), z.number().min(0).max(1)),
      })
      .optional(),
  }),
);
