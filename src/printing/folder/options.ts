import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import type { PrintCall } from '../driver.js';

/** Sets up a printer behind a hot folder. */
export interface FolderPrinterOptions {
  readonly id: string;
  /** Id of the medium in its hopper. */
  readonly medium: string;
  /** Blanks in its hopper when the office opens, 0 or more. */
  readonly blanks: number;
  /** The hot folder, as the printer's program watches it; it must exist. */
  readonly folder: string;
  /** A folder of the driver's own on the same file system; it is made. Default `.loket` in the hot folder. */
  readonly ownFolder?: string;
  /** Makes the document of a job. When it throws, nothing was printed and the job has failed. */
  readonly document: (call: PrintCall) => Uint8Array | Promise<Uint8Array>;
  /** Ending of the document's name: 1 to 10 letters or digits. Default `pdf`. */
  readonly extension?: string;
  /**
   * Whose word counts: `answers` believes answer files only, `folders` also what the program moves to `done` and
   * `error`. Believe folders only of a program that moves a document after the card is out. Default `answers`.
   */
  readonly believe?: 'answers' | 'folders';
  /** What a document in `error` is. Default `unknown`. */
  readonly onError?: 'spoiled' | 'failed' | 'unknown';
  /** Milliseconds between looks for an answer, more than 0. Default 1000. */
  readonly pollMs?: number;
  /** Milliseconds of the office's clock after which a person is asked instead, more than 0. Default 600 000. */
  readonly giveUpAfterMs?: number;
}

const named = z.string().min(1, 'must not be empty');
const milliseconds = z.int('must be a whole number').positive('must be more than 0');

/** Accepts the options of a printer. @internal */
export const folderPrinterOptions = lazy(() =>
  z.strictObject({
    id: named,
    medium: named,
    blanks: z.int('must be a whole number').min(0, 'must be 0 or more'),
    folder: named,
    ownFolder: named.optional(),
    document: z.custom<never>((value) => typeof value === 'function', 'must be a function'),
    extension: z
      .string()
      .regex(/^[A-Za-z0-9]{1,10}$/, 'must be 1 to 10 letters or digits')
      .refine((text) => !/^(json|tmp)$/i.test(text), 'must not be json or tmp')
      .optional(),
    believe: z.enum(['answers', 'folders'], 'must be answers or folders').optional(),
    onError: z.enum(['spoiled', 'failed', 'unknown'], 'must be spoiled, failed or unknown').optional(),
    pollMs: milliseconds.optional(),
    giveUpAfterMs: milliseconds.optional(),
  }),
);

/** Why a program made no card: a keyword of IPP (RFC 8011 §5.4.12) or `chip`, since its own words could hold anything. */
export type FolderReason =
  | 'media-empty'
  | 'media-jam'
  | 'marker-supply-empty'
  | 'output-area-full'
  | 'cover-open'
  | 'chip'
  | 'other';

const reasons: readonly FolderReason[] = [
  'media-empty',
  'media-jam',
  'marker-supply-empty',
  'output-area-full',
  'cover-open',
  'chip',
  'other',
];

/** What a program says in an answer file. */
export interface FolderAnswer {
  readonly outcome: 'printed' | 'spoiled' | 'failed' | 'unknown';
  /** Number of the card that came out. */
  readonly serial?: string | undefined;
  /** Any other reason is left out. */
  readonly reason?: FolderReason | undefined;
}

/** Accepts an answer; further fields are the program's own. @internal */
export const folderAnswer = lazy(
  (): z.ZodType<FolderAnswer> =>
    z.object({
      outcome: z.enum(['printed', 'spoiled', 'failed', 'unknown']),
      serial: z.string().min(1).max(100).optional(),
      reason: z.enum(reasons).optional().catch(undefined),
    }),
);
