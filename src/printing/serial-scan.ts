import { z } from 'zod';
import { lazy } from '../internal/lazy.js';
import { parseOrThrow } from '../internal/parse.js';

/** Says what the serial numbers of a medium look like. */
export interface SerialRule {
  /** Length in characters, both ends included, 1 or more. Default 1 to 100. */
  readonly length?: { readonly from: number; readonly to: number };
  /** Which characters it has. Default `any`: whatever can be seen. */
  readonly characters?: 'digits' | 'letters-and-digits' | 'any';
  /** What it begins with, as the letters of a series. */
  readonly prefix?: string;
}

/** What a scan came to. */
export type SerialScan =
  | { readonly ok: true; readonly serial: string }
  | { readonly ok: false; readonly problem: 'empty' | 'two-scans' | 'length' | 'characters' | 'prefix' };

const rules = lazy(() =>
  z.strictObject({
    length: z
      .strictObject({ from: z.int().min(1, 'must be 1 or more'), to: z.int().min(1, 'must be 1 or more') })
      .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be below from' })
      .optional(),
    characters: z.enum(['digits', 'letters-and-digits', 'any']).optional(),
    prefix: z.string().min(1, 'must not be empty').optional(),
  }),
);

const allowed = { digits: /^\d+$/, 'letters-and-digits': /^[A-Za-z0-9]+$/, any: /^[^\s\p{C}]+$/u };

/**
 * Reads a serial number as a scanner types it: without the end of line that it sends and without the symbology
 * identifier of ISO/IEC 15424 (`]C0` and the like) that some put before it. Two scans in one, and what does not look like
 * the medium's numbers, are told and not mended.
 *
 * @param text - what the scanner typed
 * @param rule - how the numbers look; without one anything that can be seen is taken
 * @throws {@link LoketError} with code `invalid-config` when the rule breaks a rule
 *
 * @example
 * ```ts
 * import { readSerial } from 'loket/printing';
 *
 * readSerial(']C0KT0042\r\n', { prefix: 'KT', length: { from: 6, to: 6 } }); //=> { ok: true, serial: 'KT0042' }
 * readSerial('KT0042\rKT0043\r'); //=> { ok: false, problem: 'two-scans' }
 * readSerial('KT004', { length: { from: 6, to: 6 } }); //=> { ok: false, problem: 'length' }
 * ```
 */
export function readSerial(text: string, rule: SerialRule = {}): SerialScan {
  parseOrThrow<unknown>(rules(), rule, 'rule of serial numbers');
  const { length: { from, to } = { from: 1, to: 100 }, characters = 'any', prefix = '' } = rule;
  const scans = text
    .split(/[\r\n\t\0]+/)
    .map((scan) => scan.trim().replace(/^\][A-Za-z][0-9A-Za-z]/, ''))
    .filter((scan) => scan !== '');
  // A scanner that was pressed twice on one card has read one number.
  const [serial, ...others] = new Set(scans);
  if (serial === undefined) return { ok: false, problem: 'empty' };
  if (others.length > 0) return { ok: false, problem: 'two-scans' };
  if (!allowed[characters].test(serial)) return { ok: false, problem: 'characters' };
  if (!serial.startsWith(prefix)) return { ok: false, problem: 'prefix' };
  const size = [...serial].length;
  return size < from || size > to ? { ok: false, problem: 'length' } : { ok: true, serial };
}
