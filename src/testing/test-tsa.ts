import { type KeyObject, sign } from 'node:crypto';
import {
  Attribute,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContent,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { Accuracy, MessageImprint, TSTInfo, TSTInfoVersion } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier, Certificate, Validity } from '@peculiar/asn1-x509';
import type { EpochMs } from '../internal/time.js';
import { sha256 } from '../signing/pades/cms.js';
import {
  AttributeSet,
  buffer,
  EssCertIdV2,
  encode,
  OidValue,
  SignedDataWithRawCertificates,
  SigningCertificateV2,
  setOrder,
} from '../signing/pades/cms-schema.js';
import { oids } from '../signing/pades/oids.js';
import { issue, keyPair } from './test-pki.js';

/** What a token of a test authority says, rightly or not. @internal */
export interface TokenWish {
  /** SHA-256 of what is stamped. */
  readonly digest: Uint8Array;
  readonly nonce: Uint8Array | undefined;
  readonly at: EpochMs;
  readonly serial: number;
  /** The certificate that is shown. Default: the one made for timestamps. */
  readonly certificate?: Uint8Array;
  /** The key that signs. Default: the authority's. */
  readonly key?: KeyObject;
}

/** A time-stamping authority for tests, trusted by nobody. @internal */
export interface TestTsa {
  readonly root: Uint8Array;
  /** Its only purpose, marked critical, is time-stamping. */
  readonly certificate: Uint8Array;
  /** A certificate of the same key without that purpose. */
  readonly purposeless: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly key: KeyObject;
  token(wish: TokenWish): Uint8Array;
}

/** Makes keys and certificates of a time-stamping authority, P-256. @internal */
export function testTsa(validFrom: EpochMs, validUntil: EpochMs): TestTsa {
  const validity = new Validity({ notBefore: new Date(validFrom), notAfter: new Date(validUntil) });
  const top = { name: 'Test timestamp root', keys: keyPair('ec') };
  const middle = { name: 'Test timestamp authority', keys: keyPair('ec') };
  const unit = { name: 'Test timestamp unit', keys: keyPair('ec') };
  const root = issue({ ...top, by: top, authority: true, validity });
  const chain = [issue({ ...middle, by: top, authority: true, validity })];
  const leaf = { ...unit, by: middle, authority: false, validity };
  const certificate = issue({ ...leaf, purposes: [oids.timeStamping] });
  const key = unit.keys.privateKey;
  return {
    root,
    certificate,
    purposeless: issue(leaf),
    chain,
    key,
    token: (wish) => encodeToken({ certificate, key, ...wish }, chain),
  };
}

/** Any policy will do for an authority that nobody trusts. */
const policy = '1.3.6.1.4.1.55555.1';
const sha256Algorithm = () => new AlgorithmIdentifier({ algorithm: oids.sha256 });

function encodeToken(
  { digest, nonce, at, serial, certificate, key }: TokenWish & { certificate: Uint8Array; key: KeyObject },
  chain: readonly Uint8Array[],
): Uint8Array {
  const content = encode(
    new TSTInfo({
      version: TSTInfoVersion.v1,
      policy,
      messageImprint: new MessageImprint({
        hashAlgorithm: sha256Algorithm(),
        hashedMessage: new OctetString(digest),
      }),
      serialNumber: Uint8Array.from([1, (serial >> 16) & 0xff, (serial >> 8) & 0xff, serial & 0xff]).buffer,
      genTime: new Date(Math.floor(at / 1000) * 1000),
      accuracy: new Accuracy({ seconds: 1 }),
      ...(nonce && { nonce: buffer(nonce) }),
    }),
  );
  const ess = new SigningCertificateV2();
  const id = new EssCertIdV2();
  id.certHash = new OctetString(sha256(certificate));
  ess.certs.push(id);
  const attribute = (attrType: string, value: unknown) =>
    buffer(encode(new Attribute({ attrType, attrValues: [buffer(encode(value))] })));
  const attributes = setOrder([
    attribute(oids.contentType, new OidValue(oids.tstInfo)),
    attribute(oids.messageDigest, new OctetString(sha256(content))),
    attribute(oids.signingCertificateV2, ess),
  ]);
  const { issuer, serialNumber } = AsnConvert.parse(buffer(certificate), Certificate).tbsCertificate;
  const signed = new SignedDataWithRawCertificates();
  signed.version = 3;
  signed.digestAlgorithms = new DigestAlgorithmIdentifiers([sha256Algorithm()]);
  signed.encapContentInfo = new EncapsulatedContentInfo({
    eContentType: oids.tstInfo,
    eContent: new EncapsulatedContent({ single: new OctetString(content) }),
  });
  signed.certificates = setOrder([certificate, ...chain].map(buffer));
  signed.signerInfos = new SignerInfos([
    new SignerInfo({
      version: 1,
      sid: new SignerIdentifier({
        issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }),
      }),
      digestAlgorithm: sha256Algorithm(),
      signedAttrs: attributes.map((der) => AsnConvert.parse(der, Attribute)),
      signatureAlgorithm: new AlgorithmIdentifier({ algorithm: oids.ecdsaWithSha256 }),
      signature: new OctetString(sign('sha256', encode(new AttributeSet(attributes)), key)),
    }),
  ]);
  return encode(new ContentInfo({ contentType: oids.signedData, content: buffer(encode(signed)) }));
}
