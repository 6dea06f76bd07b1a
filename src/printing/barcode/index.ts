/**
 * Bar codes for layouts. Needs the optional peer `bwip-js`.
 *
 * @module printing/barcode
 */
import bwip from 'bwip-js/node';

export type { BarcodeEncoder } from '../layout/barcode-encoder.js';

/** Longer ones are wider than a sheet of A4. */
const LONGEST = 80;

/**
 * Turns a text of 1 to 80 printable ASCII characters into the bars of a Code 128 (ISO/IEC 15417), with pairs of digits
 * in half the width. Answers `undefined` for any other text. Give it to `compileLayout` as `barcodes: { code128 }`.
 *
 * @example
 * ```ts
 * import { code128 } from 'loket/printing/barcode';
 *
 * code128('KTP-0042')?.slice(0, 6); //=> [2, 1, 1, 2, 1, 4]
 * code128('é'); //=> undefined
 * ```
 */
export function code128(text: string): readonly number[] | undefined {
  if (!/^[\x20-\x7e]+$/.test(text) || text.length > LONGEST) return undefined;
  const [drawn] = bwip.raw({ bcid: 'code128', text });
  return drawn && 'sbs' in drawn ? drawn.sbs : undefined;
}
