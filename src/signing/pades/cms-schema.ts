import { DigestAlgorithmIdentifiers, EncapsulatedContentInfo, SignerInfos } from '@peculiar/asn1-cms';
import {
  AsnArray,
  AsnProp,
  AsnPropTypes,
  AsnSerializer,
  AsnType,
  AsnTypeTypes,
  OctetString,
} from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';

/** ESSCertIDv2 of RFC 5035 with the default hash, SHA-256, which DER leaves out. */
export class EssCertIdV2 {
  certHash = new OctetString();
}
AsnProp({ type: OctetString })(EssCertIdV2.prototype, 'certHash');

/** SigningCertificateV2 of RFC 5035, without policies. */
export class SigningCertificateV2 {
  certs: EssCertIdV2[] = [];
}
AsnProp({ type: EssCertIdV2, repeated: 'sequence' })(SigningCertificateV2.prototype, 'certs');

/** CMSAlgorithmProtection of RFC 6211, for signatures. */
export class AlgorithmProtection {
  digestAlgorithm = new AlgorithmIdentifier();
  signatureAlgorithm = new AlgorithmIdentifier();
}
AsnProp({ type: AlgorithmIdentifier })(AlgorithmProtection.prototype, 'digestAlgorithm');
AsnProp({ type: AlgorithmIdentifier, context: 1, implicit: true })(
  AlgorithmProtection.prototype,
  'signatureAlgorithm',
);

/** An attribute's value that is an object identifier. */
export class OidValue {
  value = '';
  constructor(value = '') {
    this.value = value;
  }
}
AsnType({ type: AsnTypeTypes.Choice })(OidValue);
AsnProp({ type: AsnPropTypes.ObjectIdentifier })(OidValue.prototype, 'value');

/** Signed attributes as they are signed, under the tag of a SET. Their order is the caller's. */
export class AttributeSet extends AsnArray<ArrayBuffer> {}
AsnType({ type: AsnTypeTypes.Set, itemType: AsnPropTypes.Any })(AttributeSet);

/**
 * SignedData of RFC 5652 with certificates as the bytes that were issued: encoding one anew would break its signature
 * where an authority did not keep to DER.
 */
export class SignedDataWithRawCertificates {
  version = 1;
  digestAlgorithms = new DigestAlgorithmIdentifiers();
  encapContentInfo = new EncapsulatedContentInfo();
  certificates: ArrayBuffer[] = [];
  signerInfos = new SignerInfos();
}
{
  const field = SignedDataWithRawCertificates.prototype;
  AsnProp({ type: AsnPropTypes.Integer })(field, 'version');
  AsnProp({ type: DigestAlgorithmIdentifiers })(field, 'digestAlgorithms');
  AsnProp({ type: EncapsulatedContentInfo })(field, 'encapContentInfo');
  AsnProp({ type: AsnPropTypes.Any, repeated: 'set', context: 0, implicit: true })(field, 'certificates');
  AsnProp({ type: SignerInfos })(field, 'signerInfos');
}

/** Encodes a value of a schema class as DER. */
export function encode(value: unknown): Uint8Array {
  return new Uint8Array(AsnSerializer.serialize(value));
}

/** Copies bytes into a buffer of their own, the form in which the schema library takes them. */
export function buffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** Sorts encoded elements as DER sorts a SET OF (X.690, 11.6). */
export function setOrder<T extends Uint8Array | ArrayBuffer>(elements: readonly T[]): T[] {
  return [...elements].sort((a, b) =>
    Buffer.compare(Buffer.from(a as ArrayBuffer), Buffer.from(b as ArrayBuffer)),
  );
}
