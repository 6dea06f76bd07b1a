import { isLoketError } from '../../internal/errors.js';
import { type StampableCms, stampable } from './cms-timestamp.js';
import { checked, embedSignature, lastSignature, type PreparedPdf } from './prepared-pdf.js';
import { derEnd } from './read-cms.js';

/** A signed PDF whose last signature covers the whole file. */
export interface SignedPdf {
  /** The same file before it was signed. */
  readonly prepared: PreparedPdf;
  readonly cms: StampableCms;
}

/** Reads a signed PDF; `undefined` where a timestamp could not be added without changing more than `/Contents`. */
export function readSignedPdf(signed: Uint8Array): SignedPdf | undefined {
  try {
    const { byteRange, contents } = lastSignature(signed);
    const { start, end } = contents;
    const held = Buffer.from(Buffer.from(signed.subarray(start, end)).toString('latin1'), 'hex');
    const length = derEnd(held);
    const cms = length === undefined ? undefined : stampable(held.subarray(0, length));
    const bytes = Uint8Array.from(signed).fill(0x30, start, end);
    const prepared = checked({ bytes, byteRange, contents });
    return cms && held.subarray(length).every((byte) => byte === 0) ? { prepared, cms } : undefined;
  } catch (error) {
    if (isLoketError(error, 'invalid-data')) return undefined;
    throw error;
  }
}

/** Puts a signature with its timestamp into a PDF, or says why it does not fit. */
export function embedStamped(
  prepared: PreparedPdf,
  stamped: Uint8Array,
): { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly reason: string } {
  const room = (prepared.contents.end - prepared.contents.start) / 2;
  if (stamped.length <= room) return { ok: true, bytes: embedSignature(prepared, stamped) };
  const reason = `the document has place for ${room} bytes of signature, with the timestamp it has ${stamped.length}`;
  return { ok: false, reason };
}
