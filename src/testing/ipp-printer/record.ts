import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import type { EpochMs } from '../../internal/time.js';

/** What happened at a virtual printer; of each card there is one line that says how it ended. */
export interface PrinterRecordLine {
  /**
   * - `loaded`: blanks or ribbon were put in.
   * - `created`: a job without a document yet.
   * - `accepted`: a job with its document, before the printer answers.
   * - `out`: a good card came out.
   * - `spoiled`: a blank was used and no good card came out.
   * - `aborted`, `canceled`: the job ended without using a blank.
   * - `lied`: the printer calls the job completed, and nothing came out.
   */
  readonly type: 'loaded' | 'created' | 'accepted' | 'out' | 'spoiled' | 'aborted' | 'canceled' | 'lied';
  readonly printer: string;
  /** By the clock of the caller, or by the machine's. */
  readonly at: EpochMs;
  /** The printer's number of the job. */
  readonly job?: number | undefined;
  /** The job's name: the caller's key. */
  readonly name?: string | undefined;
  /** SHA-256 of the document, in hexadecimal digits. */
  readonly sha256?: string | undefined;
  /** Printed sides of the card, 1 or 2. */
  readonly sides?: number | undefined;
  /** Number of the card that came out. */
  readonly serial?: string | undefined;
  readonly reason?: string | undefined;
  /** What was put in. */
  readonly blanks?: number | undefined;
  /** Cards that the ribbon that was put in is good for. */
  readonly ribbon?: number | undefined;
  /** What is in the printer after this. */
  readonly left?: { readonly blanks: number; readonly ribbon: number } | undefined;
}

const line = lazy(
  (): z.ZodType<PrinterRecordLine> =>
    z.object({
      type: z.enum(['loaded', 'created', 'accepted', 'out', 'spoiled', 'aborted', 'canceled', 'lied']),
      printer: z.string(),
      at: z.number(),
      job: z.int().optional(),
      name: z.string().optional(),
      sha256: z.string().optional(),
      sides: z.int().optional(),
      serial: z.string().optional(),
      reason: z.string().optional(),
      blanks: z.int().optional(),
      ribbon: z.int().optional(),
      left: z.object({ blanks: z.int(), ribbon: z.int() }).optional(),
    }),
);

/** Keeps lines in order; what was added is on disk when `add` returns. @internal */
export interface PrinterRecord {
  readonly lines: readonly PrinterRecordLine[];
  add(...lines: readonly PrinterRecordLine[]): void;
  close(): void;
}

/** Opens a record, in memory when no path is given. A last line that was torn by a crash never happened. @internal */
export function openRecord(path: string | undefined): PrinterRecord {
  if (path === undefined) {
    const lines: PrinterRecordLine[] = [];
    return { lines, add: (...added) => void lines.push(...added), close: () => {} };
  }
  const file = openSync(path, 'a+');
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) ftruncateSync(file, Buffer.byteLength(whole));
  const lines = whole
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => line().parse(JSON.parse(one)));
  return {
    lines,
    add(...added) {
      writeSync(file, added.map((one) => `${JSON.stringify(one)}\n`).join(''));
      fsyncSync(file);
      lines.push(...added);
    },
    close: () => closeSync(file),
  };
}
