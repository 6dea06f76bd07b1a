import { encodeAttributes, encodeCms, keyOf } from './cms.js';
import type { SignatureHash } from './raw-signer.js';

/** Makes signatures for one certificate. */
export interface CmsTemplate {
  /** Hash of the document and of the attributes. */
  readonly hash: SignatureHash;
  /** Encodes the attributes that are signed for a document's digest. */
  attributes(documentDigest: Uint8Array): Uint8Array;
  /** Encodes the whole signature. */
  cms(documentDigest: Uint8Array, signature: Uint8Array): Uint8Array;
}

/**
 * Makes a template for one certificate: the schema library encodes once for each length of signature, and after that
 * only the digest and the signature are written over. Encoding anew takes milliseconds, seven times as long as an RSA
 * signature itself; that both give the same bytes is tested.
 */
export function cmsTemplate(certificate: Uint8Array, chain: readonly Uint8Array[]): CmsTemplate {
  const { hash } = keyOf(certificate);
  const length = { sha256: 32, sha384: 48, sha512: 64 }[hash];
  const attributes = gap((fill) => encodeAttributes(certificate, new Uint8Array(length).fill(fill)), length);
  const byLength = new Map<
    number,
    { readonly bytes: Uint8Array; readonly digest: number; readonly signature: number }
  >();

  function whole(signatureLength: number) {
    const known = byLength.get(signatureLength);
    if (known) return known;
    const zeros = new Uint8Array(signatureLength);
    const digest = gap(
      (fill) => encodeCms(certificate, chain, new Uint8Array(length).fill(fill), zeros),
      length,
    );
    const signature = gap(
      (fill) =>
        encodeCms(certificate, chain, new Uint8Array(length), new Uint8Array(signatureLength).fill(fill)),
      signatureLength,
    );
    const made = { bytes: digest.bytes, digest: digest.at, signature: signature.at };
    byLength.set(signatureLength, made);
    return made;
  }

  return {
    hash,
    attributes(documentDigest) {
      const bytes = Uint8Array.from(attributes.bytes);
      bytes.set(documentDigest, attributes.at);
      return bytes;
    },
    cms(documentDigest, signature) {
      const { bytes, digest, signature: at } = whole(signature.length);
      const made = Uint8Array.from(bytes);
      made.set(documentDigest, digest);
      made.set(signature, at);
      return made;
    },
  };
}

/** Finds where a field lies by encoding it twice, as zeros and as ones: nothing here knows how DER looks. */
function gap(encode: (fill: number) => Uint8Array, length: number): { bytes: Uint8Array; at: number } {
  const bytes = encode(0x00);
  const other = encode(0xff);
  const at = bytes.findIndex((byte, i) => byte !== other[i]);
  const differ = bytes.reduce((count, byte, i) => count + (byte === other[i] ? 0 : 1), 0);
  if (
    bytes.length !== other.length ||
    differ !== length ||
    other.subarray(at, at + length).some((b) => b !== 0xff)
  )
    throw new Error('the signature has no field of fixed place');
  return { bytes, at };
}
