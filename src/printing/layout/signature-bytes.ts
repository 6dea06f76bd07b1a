import { type PDFContext, PDFHexString, type PDFRef, PDFString } from '@cantoo/pdf-lib';
import { DATE, indirect } from './objects.js';
import type { Drawing } from './painters.js';

/** A visible signature field and its dictionary. @internal */
export interface SignatureParts {
  readonly page: number;
  /** Left, bottom, right, top in points. */
  readonly rect: readonly [number, number, number, number];
  readonly appearance: Drawing;
  readonly name?: string | undefined;
  readonly reason?: string | undefined;
  readonly location?: string | undefined;
  /** Bytes kept free for the signature. */
  readonly bytes: number;
}

/** The signature dictionary as bytes, the last object of the file; where the changing parts lie in it. @internal */
export interface SignatureBytes {
  readonly bytes: Uint8Array;
  readonly dateAt: number;
  readonly rangeAt: number;
  readonly rangeLength: number;
  /** Offsets of the first digit and of the `>` behind the last. */
  readonly start: number;
  readonly end: number;
}

const WIDEST = 9_999_999_999;

/** Serialises a signature dictionary with room for its changing parts. @internal */
export function signatureBytes(context: PDFContext, ref: PDFRef, parts: SignatureParts): SignatureBytes {
  const text = (key: string, value: string | undefined) =>
    value === undefined ? {} : { [key]: PDFHexString.fromText(value) };
  const object = context.obj({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ...text('Name', parts.name),
    ...text('Reason', parts.reason),
    ...text('Location', parts.location),
    M: PDFString.of(DATE),
    // A certification that allows filling in and further signatures: P 1 would forbid the updates of long-term levels.
    Reference: [
      {
        Type: 'SigRef',
        TransformMethod: 'DocMDP',
        TransformParams: { Type: 'TransformParams', P: 2, V: '1.2' },
      },
    ],
    ByteRange: [0, WIDEST, WIDEST, WIDEST],
    Contents: PDFHexString.of('0'.repeat(parts.bytes * 2)),
  });
  const written = indirect(ref, object);
  const rangeAt = written.lastIndexOf('/ByteRange ') + '/ByteRange '.length;
  const start = written.lastIndexOf('/Contents <') + '/Contents <'.length;
  return {
    bytes: new Uint8Array(Buffer.from(written, 'latin1')),
    dateAt: written.indexOf(DATE),
    rangeAt,
    rangeLength: written.indexOf(']', rangeAt) + 1 - rangeAt,
    start,
    end: start + parts.bytes * 2,
  };
}
