import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import type { PrintCall } from '../driver.js';

/** Sets up a printer that speaks IPP. */
export interface IppPrinterOptions {
  readonly id: string;
  /** Id of the medium in its hopper. */
  readonly medium: string;
  /** Blanks in its hopper when the office opens, 0 or more. */
  readonly blanks: number;
  /** Where jobs are sent, as `ipp://printer.example/ipp/print`: the device, or a queue of CUPS before it. */
  readonly uri: string;
  /**
   * The device behind the queue, when `uri` is a queue: only it can confirm a print. Without it a job that a queue
   * calls completed waits for a person.
   */
  readonly deviceUri?: string;
  /** Makes the document of a job. When it throws, nothing was printed and the job has failed. */
  readonly document: (call: PrintCall) => Uint8Array | Promise<Uint8Array>;
  /** Media type of the document. Default `application/pdf`. */
  readonly format?: string;
  /** IPP's keyword for what is in the hopper, as `custom_id-1_53.98x85.6mm`. Default: the printer's own choice. */
  readonly media?: string;
  /** Under which name the office asks. Default `loket`. */
  readonly user?: string;
  /** Headers for each request of a call. */
  readonly headers?: (call: PrintCall) => Readonly<Record<string, string>>;
  /** Milliseconds between looks at a job, more than 0. Default 1000. */
  readonly pollMs?: number;
  /** Milliseconds for one request and its answer, more than 0. Default 10 000. */
  readonly timeoutMs?: number;
  /** Milliseconds of the office's clock after which a job at a printer out of reach is unknown. Default 600 000. */
  readonly giveUpAfterMs?: number;
  /** What a job is that the device gave up for another cause than an empty hopper. Default `spoiled`. */
  readonly onJam?: 'spoiled' | 'unknown';
  /** How often a busy printer is asked again within one call, 0 to 20. Default 3. */
  readonly busyRetries?: number;
  /** Waits before a busy printer is asked again. Default: 250 ms of real time. */
  readonly wait?: (signal: AbortSignal) => Promise<void>;
  /** Bytes of an answer that are read at most, 1024 or more. Default 4 194 304. */
  readonly maxAnswerBytes?: number;
}

const named = z.string().min(1, 'must not be empty');
const uri = z
  .string()
  .refine((text) => /^(ipp|http):\/\//.test(text) && URL.canParse(text), 'must be an ipp:// or http:// URI');
const milliseconds = z.int('must be a whole number').positive('must be more than 0');
const call = z.custom<(call: PrintCall) => never>(
  (value) => typeof value === 'function',
  'must be a function',
);

/** Accepts the options of a printer. @internal */
export const ippPrinterOptions = lazy(() =>
  z.strictObject({
    id: named,
    medium: named,
    blanks: z.int('must be a whole number').min(0, 'must be 0 or more'),
    uri,
    deviceUri: uri.optional(),
    document: call,
    format: named.optional(),
    media: named.optional(),
    user: named.optional(),
    headers: call.optional(),
    pollMs: milliseconds.optional(),
    timeoutMs: milliseconds.optional(),
    giveUpAfterMs: milliseconds.optional(),
    onJam: z.enum(['spoiled', 'unknown'], 'must be spoiled or unknown').optional(),
    busyRetries: z.int().min(0, 'must be 0 or more').max(20, 'must be 20 or less').optional(),
    wait: call.optional(),
    maxAnswerBytes: z.int().min(1024, 'must be 1024 or more').optional(),
  }),
);
