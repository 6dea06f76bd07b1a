import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import {
  Attribute,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import { LoketError } from '../../internal/errors.js';
import {
  AlgorithmProtection,
  AttributeSet,
  buffer,
  EssCertIdV2,
  encode,
  OidValue,
  SignedDataWithRawCertificates,
  SigningCertificateV2,
  setOrder,
} from './cms-schema.js';
import { oids } from './oids.js';
import type { SignatureHash } from './raw-signer.js';

/** Hashes bytes, piece after piece. */
export function hashOf(algorithm: SignatureHash, ...pieces: readonly Uint8Array[]): Uint8Array {
  const hash = createHash(algorithm);
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}

/** Hashes bytes with SHA-256, piece after piece. */
export function sha256(...pieces: readonly Uint8Array[]): Uint8Array {
  return hashOf('sha256', ...pieces);
}

/** The parts of a signature that depend on the certificate alone. */
interface Signer {
  readonly certificate: Certificate;
  readonly der: Uint8Array;
  /** Of the document and of the attributes: verifiers take one for both. */
  readonly hash: SignatureHash;
  readonly signatureAlgorithm: AlgorithmIdentifier;
}

const digestAlgorithm = ({ hash }: Signer) => new AlgorithmIdentifier({ algorithm: oids[hash] });
const ecdsa = {
  sha256: oids.ecdsaWithSha256,
  sha384: oids.ecdsaWithSha384,
  sha512: oids.ecdsaWithSha512,
} as const;

function readSigner(der: Uint8Array): Signer {
  const { type, hash } = keyOf(der);
  const certificate = AsnConvert.parse(buffer(der), Certificate);
  // Verifiers find the certificate by its issuer's name, byte by byte.
  if (!Buffer.from(der).includes(Buffer.from(encode(certificate.tbsCertificate.issuer))))
    throw badCertificate('must name its issuer in DER');
  return {
    der,
    hash,
    certificate,
    signatureAlgorithm:
      type === 'rsa'
        ? new AlgorithmIdentifier({ algorithm: oids.sha256WithRsa, parameters: null })
        : new AlgorithmIdentifier({ algorithm: ecdsa[hash] }),
  };
}

/** A hash as strong as the curve, as RFC 5480, section 4, pairs them: a longer one would be cut, a shorter one weaken it. */
const hashByCurve: Readonly<Record<string, SignatureHash>> = { secp384r1: 'sha384', secp521r1: 'sha512' };

/** Tells which kind of key a certificate is for, and the hash that goes with it; other kinds make no signature here. */
export function keyOf(certificate: Uint8Array): {
  readonly type: 'rsa' | 'ec';
  readonly hash: SignatureHash;
} {
  let key: KeyObject;
  try {
    key = new X509Certificate(certificate).publicKey;
  } catch (cause) {
    throw badCertificate('must be an X.509 certificate as DER', cause);
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa') return { type, hash: 'sha256' };
  if (type === 'ec') return { type, hash: hashByCurve[details?.namedCurve ?? ''] ?? 'sha256' };
  throw badCertificate(`must be for RSA or ECDSA, not ${type}`);
}

function badCertificate(rule: string, cause?: unknown): LoketError {
  const issues = [{ field: 'certificate', rule, value: 'bytes' }];
  return new LoketError('invalid-data', `certificate refused: it ${rule}`, { issues, cause });
}

function attributesOf(signer: Signer, documentDigest: Uint8Array): Attribute[] {
  const ess = new SigningCertificateV2();
  const id = new EssCertIdV2();
  id.certHash = new OctetString(sha256(signer.der));
  ess.certs.push(id);
  const protection = new AlgorithmProtection();
  protection.digestAlgorithm = digestAlgorithm(signer);
  protection.signatureAlgorithm = signer.signatureAlgorithm;
  const attribute = (attrType: string, value: unknown) =>
    new Attribute({ attrType, attrValues: [buffer(encode(value))] });
  return [
    attribute(oids.contentType, new OidValue(oids.data)),
    attribute(oids.messageDigest, new OctetString(documentDigest)),
    attribute(oids.signingCertificateV2, ess),
    attribute(oids.algorithmProtection, protection),
  ];
}

function encodedAttributes(signer: Signer, documentDigest: Uint8Array): ArrayBuffer[] {
  return setOrder(attributesOf(signer, documentDigest).map((attribute) => buffer(encode(attribute))));
}

/** Encodes the attributes that are signed for a document's digest. */
export function encodeAttributes(certificate: Uint8Array, documentDigest: Uint8Array): Uint8Array {
  return encode(new AttributeSet(encodedAttributes(readSigner(certificate), documentDigest)));
}

/** Encodes a whole CAdES signature, detached: SignedData of RFC 5652, DER. */
export function encodeCms(
  certificate: Uint8Array,
  chain: readonly Uint8Array[],
  documentDigest: Uint8Array,
  signature: Uint8Array,
): Uint8Array {
  const signer = readSigner(certificate);
  const { issuer, serialNumber } = signer.certificate.tbsCertificate;
  const signed = new SignedDataWithRawCertificates();
  signed.digestAlgorithms = new DigestAlgorithmIdentifiers([digestAlgorithm(signer)]);
  signed.encapContentInfo = new EncapsulatedContentInfo({ eContentType: oids.data });
  signed.certificates = setOrder([certificate, ...chain].map(buffer));
  signed.signerInfos = new SignerInfos([
    new SignerInfo({
      version: 1,
      sid: new SignerIdentifier({
        issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }),
      }),
      digestAlgorithm: digestAlgorithm(signer),
      signedAttrs: encodedAttributes(signer, documentDigest).map((der) => AsnConvert.parse(der, Attribute)),
      signatureAlgorithm: signer.signatureAlgorithm,
      signature: new OctetString(signature),
    }),
  ]);
  return encode(new ContentInfo({ contentType: oids.signedData, content: buffer(encode(signed)) }));
}
