import { createHash } from 'node:crypto';
import {
  type Attribute,
  CertificateChoices,
  ContentInfo,
  SignedData,
  type SignerInfo,
} from '@peculiar/asn1-cms';
import { AsnConvert, AsnProp, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { headerOf, type ReadCertificate, readCertificate } from './certificate-path.js';
import { AlgorithmProtection, buffer, OidValue } from './cms-schema.js';
import { oids } from './oids.js';
import { digestOf, digests, verifySignature } from './verify-signature.js';

/** ESSCertIDv2 of RFC 5035 as it is read: the hash may be another than the default. */
class EssId {
  hashAlgorithm?: AlgorithmIdentifier;
  certHash = new OctetString();
}
AsnProp({ type: AlgorithmIdentifier, optional: true })(EssId.prototype, 'hashAlgorithm');
AsnProp({ type: OctetString })(EssId.prototype, 'certHash');

/** What is wrong with a CMS signature in itself. */
export type CmsFault =
  | 'unreadable-signature'
  | 'several-signers'
  | 'not-detached'
  | 'weak-digest'
  | 'missing-attribute'
  | 'wrong-digest'
  | 'no-signing-certificate'
  | 'other-signing-certificate'
  | 'algorithm-mismatch'
  | 'bad-signature';

/** A CMS signature that fits its own certificate. @internal */
export interface ReadCms {
  readonly signer: ReadCertificate;
  readonly certificates: readonly ReadCertificate[];
  /** The bytes of the signature, over which a timestamp is made. */
  readonly signature: Uint8Array;
  readonly digest: 'sha256' | 'sha384' | 'sha512';
  /** The signing-time attribute, in epoch milliseconds, where there is one. */
  readonly claimedAt: number | null;
  /** The timestamp token, where there is one; its DER. */
  readonly timestamps: readonly Uint8Array[];
  /** The signed content, where it is not detached. */
  readonly content: Uint8Array | null;
}

/** How a signature is read. @internal */
export interface CmsExpectation {
  /** What was signed: hashed by the algorithm that the signature names. `null` for content inside. */
  readonly content: readonly Uint8Array[] | null;
  /** The content type that the signed attributes must name. */
  readonly contentType: string;
}

/** Signatures in PDFs have some kilobytes; more is nobody's. */
const mostBytes = 1_000_000;

/** Finds the end of the first DER element: where a signature ends and padding begins. @internal */
export function derEnd(bytes: Uint8Array): number | undefined {
  return bytes[0] === 0x30 ? headerOf(bytes, 0)?.end : undefined;
}

/**
 * Reads a CMS signature (RFC 5652) by one signer and checks all that it says about itself: digest, signed attributes,
 * signing certificate (RFC 5035), algorithm protection (RFC 6211), signature.
 * @internal
 */
export function readCms(
  der: Uint8Array,
  { content, contentType }: CmsExpectation,
): { readonly ok: true; readonly cms: ReadCms } | { readonly ok: false; readonly fault: CmsFault } {
  const no = (fault: CmsFault) => ({ ok: false, fault }) as const;
  if (der.length > mostBytes) return no('unreadable-signature');
  const signed = readSignedData(der);
  if (!signed) return no('unreadable-signature');
  const [info, ...more] = signed.signerInfos;
  if (!info) return no('unreadable-signature');
  if (more.length > 0) return no('several-signers');
  const inside = signed.encapContentInfo.eContent;
  const encapsulated = inside?.single ? new Uint8Array(inside.single.buffer) : null;
  if (content !== null && inside !== undefined) return no('not-detached');
  if (content === null && !encapsulated) return no('unreadable-signature');
  if (signed.encapContentInfo.eContentType !== contentType) return no('missing-attribute');

  const certificates = certificatesOf(signed);
  const signer = certificates.find((one) => isNamed(info, one));
  if (!signer) return no('unreadable-signature');
  const digest = digests[info.digestAlgorithm.algorithm];
  if (digest === undefined) return no('weak-digest');
  const signatureDigest = digestOf(info.signatureAlgorithm, digest);
  if (signatureDigest === undefined) return no('weak-digest');

  const raw = rawAttributes(der);
  const attributes = info.signedAttrs;
  if (!raw || !attributes || attributes.length === 0) return no('missing-attribute');
  const type = only(attributes, oids.contentType);
  const hashed = only(attributes, oids.messageDigest);
  if (!type || !hashed) return no('missing-attribute');
  if (parsed(type, OidValue)?.value !== contentType) return no('missing-attribute');
  const actual = createHash(digest);
  for (const piece of content ?? [encapsulated ?? new Uint8Array()]) actual.update(piece);
  if (!same(octets(hashed), actual.digest())) return no('wrong-digest');

  const fault = signingCertificateFault(attributes, signer) ?? protectionFault(attributes, info);
  if (fault) return no(fault);

  // What is signed is the SET, though it is kept under another tag.
  const toBeSigned = Uint8Array.from(raw);
  toBeSigned[0] = 0x31;
  const signature = new Uint8Array(info.signature.buffer);
  const fits = verifySignature({
    algorithm: info.signatureAlgorithm,
    data: toBeSigned,
    signature,
    key: signer.x509.publicKey,
    digest,
  });
  if (!fits) return no('bad-signature');
  const tokens = (info.unsignedAttrs ?? []).filter(({ attrType }) => attrType === oids.timestampToken);
  return {
    ok: true,
    cms: {
      signer,
      certificates,
      signature,
      digest,
      claimedAt: claimedAt(attributes),
      timestamps: tokens.flatMap(({ attrValues }) => attrValues.map((value) => new Uint8Array(value))),
      content: encapsulated,
    },
  };
}

/** The signed attributes of the first signer, byte for byte: encoded anew they might be other bytes. */
function rawAttributes(der: Uint8Array): Uint8Array | undefined {
  const content = childrenOf(der, childrenOf(der, { body: 0, end: der.length })[0])[1];
  const infos = childrenOf(der, childrenOf(der, content)[0]).at(-1);
  const parts = childrenOf(der, childrenOf(der, infos)[0]);
  const attributes = parts.find(({ start }) => der[start] === 0xa0);
  return attributes && der.subarray(attributes.start, attributes.end);
}

interface Element {
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

function childrenOf(der: Uint8Array, parent: Pick<Element, 'body' | 'end'> | undefined): Element[] {
  const children: Element[] = [];
  if (!parent) return children;
  for (let start = parent.body; start < parent.end; ) {
    const header = headerOf(der, start);
    if (!header || header.end > parent.end) return [];
    children.push({ start, ...header });
    start = header.end;
  }
  return children;
}

function readSignedData(der: Uint8Array): SignedData | undefined {
  try {
    const info = AsnConvert.parse(buffer(der), ContentInfo);
    return info.contentType === oids.signedData ? AsnConvert.parse(info.content, SignedData) : undefined;
  } catch {
    return undefined;
  }
}

function certificatesOf({ certificates }: SignedData): ReadCertificate[] {
  return (certificates ?? []).flatMap((choice) => {
    if (!(choice instanceof CertificateChoices) || !choice.certificate) return [];
    const read = readCertificate(new Uint8Array(AsnConvert.serialize(choice.certificate)));
    return read ? [read] : [];
  });
}

function isNamed({ sid }: SignerInfo, { asn }: ReadCertificate): boolean {
  const { issuer, serialNumber, extensions } = asn.tbsCertificate;
  if (sid.issuerAndSerialNumber) {
    const named = sid.issuerAndSerialNumber;
    const bytes = (value: unknown) => new Uint8Array(AsnConvert.serialize(value));
    return (
      same(new Uint8Array(named.serialNumber), new Uint8Array(serialNumber)) &&
      same(bytes(named.issuer), bytes(issuer))
    );
  }
  const id = extensions?.find(({ extnID }) => extnID === '2.5.29.14');
  if (!id || !sid.subjectKeyIdentifier) return false;
  try {
    const own = AsnConvert.parse(id.extnValue.buffer, OctetString);
    return same(new Uint8Array(own.buffer), new Uint8Array(sid.subjectKeyIdentifier.buffer));
  } catch {
    return false;
  }
}

function signingCertificateFault(
  attributes: readonly Attribute[],
  signer: ReadCertificate,
): CmsFault | undefined {
  const value = only(attributes, oids.signingCertificateV2);
  // The first version names a certificate by SHA-1 only, by which another can be made to fit.
  if (!value) return 'no-signing-certificate';
  const first = firstEss(new Uint8Array(value));
  if (!first) return 'no-signing-certificate';
  const hash = first.hashAlgorithm ? digests[first.hashAlgorithm.algorithm] : 'sha256';
  if (hash === undefined) return 'weak-digest';
  const actual = createHash(hash).update(signer.der).digest();
  return same(new Uint8Array(first.certHash.buffer), actual) ? undefined : 'other-signing-certificate';
}

/** SigningCertificateV2 is a sequence of sequences of identifiers, the first of which is the signer's. */
function firstEss(der: Uint8Array): EssId | undefined {
  const outer = headerOf(der, 0);
  const list = outer && headerOf(der, outer.body);
  const first = list && headerOf(der, list.body);
  if (!list || !first || der[list.body] !== 0x30) return undefined;
  try {
    return AsnConvert.parse(buffer(der.subarray(list.body, first.end)), EssId);
  } catch {
    return undefined;
  }
}

function protectionFault(attributes: readonly Attribute[], info: SignerInfo): CmsFault | undefined {
  if (!attributes.some(({ attrType }) => attrType === oids.algorithmProtection)) return undefined;
  const value = only(attributes, oids.algorithmProtection);
  const protection = value && parsed(value, AlgorithmProtection);
  const agrees =
    protection?.digestAlgorithm.algorithm === info.digestAlgorithm.algorithm &&
    protection.signatureAlgorithm.algorithm === info.signatureAlgorithm.algorithm;
  return agrees ? undefined : 'algorithm-mismatch';
}

function claimedAt(attributes: readonly Attribute[]): number | null {
  const value = only(attributes, oids.signingTime);
  if (!value) return null;
  const bytes = new Uint8Array(value);
  const text = Buffer.from(bytes.subarray(2)).toString('latin1');
  const found = /^(\d{2,4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!found) return Number.NaN;
  const [year = 0, month = 1, ...rest] = found.slice(1).map(Number);
  const full = bytes[0] === 0x17 ? (year < 50 ? 2000 + year : 1900 + year) : year;
  return Date.UTC(full, month - 1, ...(rest as [number, number, number, number]));
}

/** The only value of an attribute that stands there once. */
function only(attributes: readonly Attribute[], type: string): ArrayBuffer | undefined {
  const found = attributes.filter(({ attrType }) => attrType === type);
  const [attribute] = found;
  return found.length === 1 && attribute?.attrValues.length === 1 ? attribute.attrValues[0] : undefined;
}

function parsed<T>(value: ArrayBuffer, schema: new () => T): T | undefined {
  try {
    return AsnConvert.parse(value, schema);
  } catch {
    return undefined;
  }
}

function octets(value: ArrayBuffer): Uint8Array {
  return new Uint8Array(parsed(value, OctetString)?.buffer ?? new ArrayBuffer(0));
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
