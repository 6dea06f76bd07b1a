import { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  BasicConstraints,
  Certificate,
  CertificateList,
  ExtendedKeyUsage,
  KeyUsage,
  KeyUsageFlags,
} from '@peculiar/asn1-x509';
import type { EpochMs } from '../../internal/time.js';
import { buffer } from './cms-schema.js';
import { verifySignature } from './verify-signature.js';

/** A certificate, read by both libraries: one knows keys and signatures, the other knows extensions. */
export interface ReadCertificate {
  readonly der: Uint8Array;
  readonly x509: X509Certificate;
  readonly asn: Certificate;
}

/** Reads a certificate; `undefined` where the bytes are none. @internal */
export function readCertificate(der: Uint8Array): ReadCertificate | undefined {
  try {
    return { der, x509: new X509Certificate(der), asn: AsnConvert.parse(buffer(der), Certificate) };
  } catch {
    return undefined;
  }
}

/** What is wrong with a certificate or the path to a root. */
export type PathFault =
  | 'unknown-issuer'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'weak-key'
  | 'revoked'
  | 'no-revocation-data';

/** What a path is looked for with. @internal */
export interface PathQuestion {
  readonly leaf: ReadCertificate;
  readonly others: readonly ReadCertificate[];
  readonly roots: readonly ReadCertificate[];
  /** When each certificate must be valid. */
  readonly at: EpochMs;
  readonly crls: readonly Uint8Array[];
  readonly revocation: 'optional' | 'required';
  readonly skewMs: number;
}

/** Longer chains are nobody's, and a wrong one could be made endless. */
const deepest = 8;

/**
 * Looks for a path from a certificate to a trust anchor (RFC 5280, 6.1, without policies and name constraints): names,
 * signatures, authorities' rights, lengths, times, keys, and revocation lists where there are any.
 * @internal
 */
export function pathFault(question: PathQuestion): PathFault | null {
  const { leaf, roots, at } = question;
  const span = spanOf(leaf);
  // Of a certificate that is out of date that is told, also where its issuer is unknown.
  if (at < span.from - question.skewMs) return 'certificate-not-yet-valid';
  if (at > span.until) return 'certificate-expired';
  const trusted = roots.some((root) => same(root.der, leaf.der));
  return trusted ? keyFault(leaf) : climb(question, leaf, 0, new Set([leaf.x509.fingerprint256]));
}

function climb(
  question: PathQuestion,
  child: ReadCertificate,
  depth: number,
  seen: ReadonlySet<string>,
): PathFault | null {
  const weak = keyFault(child);
  if (weak) return weak;
  if (depth >= deepest) return 'unknown-issuer';
  let found: PathFault = 'unknown-issuer';
  for (const [issuer, isRoot] of [
    ...question.roots.map((root) => [root, true] as const),
    ...question.others.map((other) => [other, false] as const),
  ]) {
    if (seen.has(issuer.x509.fingerprint256)) continue;
    if (!issued(issuer, child, depth)) continue;
    const fault =
      spanFault(issuer, question.at) ??
      revocationFault(question, child, issuer) ??
      (isRoot
        ? keyFault(issuer)
        : climb(question, issuer, depth + 1, new Set([...seen, issuer.x509.fingerprint256])));
    if (fault === null) return null;
    found = fault;
  }
  return found;
}

/** Whether one certificate was issued by another that may issue, with `below` authorities between it and the leaf. */
function issued(issuer: ReadCertificate, child: ReadCertificate, below: number): boolean {
  try {
    if (!child.x509.checkIssued(issuer.x509) || !child.x509.verify(issuer.x509.publicKey)) return false;
  } catch {
    return false;
  }
  const constraints = extensionOf(issuer, '2.5.29.19', BasicConstraints);
  if (!constraints?.cA) return false;
  if (constraints.pathLenConstraint !== undefined && constraints.pathLenConstraint < below) return false;
  const usage = usageOf(issuer);
  return usage === undefined || (usage & KeyUsageFlags.keyCertSign) !== 0;
}

/** Times of validity in epoch milliseconds. @internal */
export function spanOf({ x509 }: ReadCertificate): { readonly from: EpochMs; readonly until: EpochMs } {
  return { from: Date.parse(x509.validFrom), until: Date.parse(x509.validTo) };
}

function spanFault(certificate: ReadCertificate, at: EpochMs): PathFault | null {
  const { from, until } = spanOf(certificate);
  if (at < from) return 'certificate-not-yet-valid';
  return at > until ? 'certificate-expired' : null;
}

const curves = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

function keyFault({ x509 }: ReadCertificate): PathFault | null {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = x509.publicKey;
  if (type === 'rsa' || type === 'rsa-pss') return (details?.modulusLength ?? 0) >= 2048 ? null : 'weak-key';
  return type === 'ec' && curves.has(details?.namedCurve ?? '') ? null : 'weak-key';
}

/** The bits of key usage; `undefined` where a certificate does not restrict it. @internal */
export function usageOf(certificate: ReadCertificate): number | undefined {
  return extensionOf(certificate, '2.5.29.15', KeyUsage)?.toNumber();
}

/** The purposes of an extended key usage, and whether it is critical; `undefined` where there is none. @internal */
export function purposesOf(
  certificate: ReadCertificate,
): { readonly critical: boolean; readonly purposes: readonly string[] } | undefined {
  const extension = certificate.asn.tbsCertificate.extensions?.find((e) => e.extnID === '2.5.29.37');
  const purposes = extensionOf(certificate, '2.5.29.37', ExtendedKeyUsage);
  return extension && purposes ? { critical: extension.critical, purposes: [...purposes] } : undefined;
}

function extensionOf<T>({ asn }: ReadCertificate, id: string, schema: new () => T): T | undefined {
  const extension = asn.tbsCertificate.extensions?.find(({ extnID }) => extnID === id);
  if (!extension) return undefined;
  try {
    return AsnConvert.parse(extension.extnValue.buffer, schema);
  } catch {
    return undefined;
  }
}

/** Looks a certificate up in the lists of its issuer (RFC 5280, 6.3, full lists signed by the issuer itself). */
function revocationFault(
  { crls, revocation, at, skewMs }: PathQuestion,
  child: ReadCertificate,
  issuer: ReadCertificate,
): PathFault | null {
  let known = false;
  for (const der of crls) {
    const list = readList(der);
    if (!list || !listedBy(list, der, issuer)) continue;
    const { thisUpdate, nextUpdate, revokedCertificates = [] } = list.tbsCertList;
    const serial = Buffer.from(child.asn.tbsCertificate.serialNumber);
    const entry = revokedCertificates.find((one) => Buffer.from(one.userCertificate).equals(serial));
    if (entry && entry.revocationDate.getTime().getTime() <= at + skewMs) return 'revoked';
    const current =
      thisUpdate.getTime().getTime() <= at + skewMs &&
      (nextUpdate === undefined || at <= nextUpdate.getTime().getTime() + skewMs);
    known ||= current;
  }
  return known || revocation === 'optional' ? null : 'no-revocation-data';
}

function readList(der: Uint8Array): CertificateList | undefined {
  try {
    return AsnConvert.parse(buffer(der), CertificateList);
  } catch {
    return undefined;
  }
}

function listedBy(list: CertificateList, der: Uint8Array, issuer: ReadCertificate): boolean {
  const name = (value: unknown) => Buffer.from(AsnConvert.serialize(value));
  if (!name(list.tbsCertList.issuer).equals(name(issuer.asn.tbsCertificate.subject))) return false;
  const usage = usageOf(issuer);
  if (usage !== undefined && (usage & KeyUsageFlags.cRLSign) === 0) return false;
  const signed = firstElement(der);
  if (!signed) return false;
  return verifySignature({
    algorithm: list.signatureAlgorithm,
    data: signed,
    signature: new Uint8Array(list.signature),
    key: issuer.x509.publicKey,
    digest: undefined,
  });
}

/** The first element inside a SEQUENCE, byte for byte: what is signed in a certificate or a list. */
function firstElement(der: Uint8Array): Uint8Array | undefined {
  const outer = headerOf(der, 0);
  if (!outer) return undefined;
  const inner = headerOf(der, outer.body);
  return inner && der.subarray(outer.body, inner.end);
}

/** Reads tag and length of a DER element; `undefined` where it does not fit. @internal */
export function headerOf(
  der: Uint8Array,
  at: number,
): { readonly body: number; readonly end: number } | undefined {
  const first = der[at + 1];
  if (first === undefined) return undefined;
  if (first < 0x80) return fits(der, at + 2, first);
  const bytes = first & 0x7f;
  if (bytes === 0 || bytes > 4) return undefined;
  let length = 0;
  for (let i = 0; i < bytes; i++) length = length * 256 + (der[at + 2 + i] ?? 0);
  return fits(der, at + 2 + bytes, length);
}

function fits(der: Uint8Array, body: number, length: number) {
  return body + length <= der.length ? { body, end: body + length } : undefined;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
