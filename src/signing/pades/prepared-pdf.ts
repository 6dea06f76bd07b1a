import { LoketError } from '../../internal/errors.js';
import { badDocument } from './bad-document.js';
import { hashOf } from './cms.js';
import { cmsTemplate } from './cms-template.js';
import type { SignatureHash } from './raw-signer.js';

/** A PDF that holds a signature dictionary whose `/Contents` is still zeros. */
export interface PreparedPdf {
  /** The whole file. */
  readonly bytes: Uint8Array;
  /** Start and length of the two signed ranges, as `/ByteRange` has them. */
  readonly byteRange: readonly [number, number, number, number];
  /** Where the hex digits of `/Contents` lie, without the angle brackets; `end` is exclusive. */
  readonly contents: { readonly start: number; readonly end: number };
}

/** What is signed for a prepared PDF. */
export interface SignedAttributes {
  /** DER of the signed attributes. */
  readonly toBeSigned: Uint8Array;
  /** Hash that goes with the certificate's key. */
  readonly hash: SignatureHash;
  /** That hash of `toBeSigned`. */
  readonly digest: Uint8Array;
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Finds the prepared signature in a PDF: the last `/ByteRange`, which must cover the whole file but for the zeros of its
 * `/Contents`.
 *
 * @throws {@link LoketError} with code `invalid-data` when the PDF holds no prepared signature or is signed already
 *
 * @example
 * ```ts
 * import { isLoketError } from 'loket';
 * import { locateSignature } from 'loket/signing/pades';
 *
 * let rule: string | undefined;
 * try {
 *   locateSignature(new TextEncoder().encode('%PDF-1.7'));
 * } catch (error) {
 *   if (isLoketError(error, 'invalid-data')) rule = error.issues[0]?.rule;
 * }
 * rule; //=> 'must hold a signature with a /ByteRange'
 * ```
 */
export function locateSignature(bytes: Uint8Array): PreparedPdf {
  return checked(lastSignature(bytes));
}

/** Finds the last signature, prepared or made, as the file tells it: nothing is checked. */
export function lastSignature(bytes: Uint8Array): PreparedPdf {
  const file = latin1(bytes);
  const key = file.lastIndexOf('/ByteRange');
  const found = /^\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(
    key < 0 ? '' : file.toString('latin1', key, key + 120),
  );
  if (!found) throw badDocument('must hold a signature with a /ByteRange');
  const [a = 0, b = 0, c = 0, d = 0] = found.slice(1).map(Number);
  return { bytes, byteRange: [a, b, c, d], contents: { start: b + 1, end: c - 1 } };
}

let manyZeros = Buffer.alloc(0);
/** Zeros of any length as digits; comparing with them is faster than looking at each byte. */
function zeros(length: number): Buffer {
  if (manyZeros.length < length) manyZeros = Buffer.alloc(length, '0');
  return manyZeros;
}

/** Checks a prepared PDF, also one that somebody else made: a wrong range would leave bytes unsigned. */
export function checked(prepared: PreparedPdf): PreparedPdf {
  const { bytes, byteRange, contents } = prepared;
  const [from, before, after, rest] = byteRange;
  const wrong =
    from !== 0 || !byteRange.every((n) => Number.isSafeInteger(n) && n >= 0) || after + rest !== bytes.length;
  if (wrong) throw badDocument('must have a /ByteRange over the whole file but one hole', byteRange);
  const { start, end } = contents;
  const size = end - start;
  if (before + 1 !== start || end + 1 !== after || size <= 0 || size % 2 !== 0)
    throw badDocument('must have a /ByteRange whose hole is its /Contents', byteRange);
  if (bytes[before] !== 0x3c || bytes[end] !== 0x3e)
    throw badDocument('must have its /Contents in angle brackets', byteRange);
  if (latin1(bytes).compare(zeros(size), 0, size, start, end) !== 0)
    throw badDocument('must have a /Contents of zeros: it is signed already', byteRange);
  return prepared;
}

/** Hashes the two signed ranges. */
export function documentDigest(
  { bytes, byteRange: [a, b, c, d] }: PreparedPdf,
  hash: SignatureHash = 'sha256',
): Uint8Array {
  return hashOf(hash, bytes.subarray(a, a + b), bytes.subarray(c, c + d));
}

/**
 * Makes what a signer signs for a prepared PDF: the attributes content type, message digest, signing certificate (ESS,
 * RFC 5035) and algorithm protection (RFC 6211), as PAdES B-B wants them (ETSI EN 319 142-1). The time of signing is
 * `/M` in the PDF, so there is no attribute for it. The same input gives the same bytes, so a repeated call signs the
 * same digest.
 *
 * @param certificate - the signer's certificate as DER
 *
 * @throws {@link LoketError} with code `invalid-data` when the PDF is not prepared or the certificate cannot be used
 *
 * @example
 * ```ts
 * import { PDFDocument } from '@cantoo/pdf-lib';
 * import { preparePdf, signedAttributes } from 'loket/signing/pades';
 * import { testPki } from 'loket/testing/signing-server';
 *
 * const pdf = await PDFDocument.create();
 * pdf.addPage();
 * const prepared = await preparePdf(await pdf.save(), { fieldName: 'Head', page: 0, signedAt: 0 });
 * const { certificate } = testPki({ validFrom: '2026-01-01T00:00Z', validUntil: '2027-01-01T00:00Z' });
 * const { digest } = signedAttributes(prepared, certificate);
 * digest.length; //=> 32
 * ```
 */
export function signedAttributes(prepared: PreparedPdf, certificate: Uint8Array): SignedAttributes {
  const { hash, attributes } = cmsTemplate(certificate, []);
  const toBeSigned = attributes(documentDigest(checked(prepared), hash));
  return { toBeSigned, hash, digest: hashOf(hash, toBeSigned) };
}

/**
 * Puts a CMS signature into a prepared PDF; what is left of the place stays zeros. Only the bytes of `/Contents` differ
 * from the prepared ones.
 *
 * @param cms - the signature as DER
 *
 * @throws {@link LoketError} with code `invalid-data` when the signature does not fit or the PDF is not prepared
 *
 * @example
 * ```ts
 * import { embedSignature } from 'loket/signing/pades';
 *
 * const bytes = new TextEncoder().encode('<00000000>');
 * const signed = embedSignature(
 *   { bytes, byteRange: [0, 0, 10, 0], contents: { start: 1, end: 9 } },
 *   Uint8Array.from([0x30, 0x01, 0xff]),
 * );
 * new TextDecoder().decode(signed); //=> '<3001ff00>'
 * ```
 */
export function embedSignature(prepared: PreparedPdf, cms: Uint8Array): Uint8Array {
  const { bytes, contents } = checked(prepared);
  const room = (contents.end - contents.start) / 2;
  if (cms.length > room) {
    const issues = [{ field: 'cms', rule: `must be ${room} bytes or less`, value: cms.length }];
    throw new LoketError('invalid-data', `signature refused: ${cms.length} bytes, place for ${room}`, {
      issues,
    });
  }
  const signed = Uint8Array.from(bytes);
  latin1(signed).write(latin1(cms).toString('hex'), contents.start, 'latin1');
  return signed;
}
