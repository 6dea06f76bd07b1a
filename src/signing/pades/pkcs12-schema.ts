import { EncryptedContentInfo } from '@peculiar/asn1-cms';
import { AsnIntegerConverter, AsnProp, AsnPropTypes, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';

/** EncryptedData of RFC 5652, section 8. */
export class EncryptedContent {
  version = 0;
  encryptedContentInfo = new EncryptedContentInfo();
}
AsnProp({ type: AsnPropTypes.Integer, converter: AsnIntegerConverter })(
  EncryptedContent.prototype,
  'version',
);
AsnProp({ type: EncryptedContentInfo })(EncryptedContent.prototype, 'encryptedContentInfo');

/** PBES2-params of RFC 8018, A.4. */
export class Pbes2Params {
  keyDerivationFunc = new AlgorithmIdentifier();
  encryptionScheme = new AlgorithmIdentifier();
}
AsnProp({ type: AlgorithmIdentifier })(Pbes2Params.prototype, 'keyDerivationFunc');
AsnProp({ type: AlgorithmIdentifier })(Pbes2Params.prototype, 'encryptionScheme');

/** PBKDF2-params of RFC 8018, A.2, with the salt as bytes. */
export class Pbkdf2Params {
  salt = new OctetString();
  iterationCount = 0;
  keyLength?: number;
  prf?: AlgorithmIdentifier;
}
{
  const field = Pbkdf2Params.prototype;
  AsnProp({ type: OctetString })(field, 'salt');
  AsnProp({ type: AsnPropTypes.Integer })(field, 'iterationCount');
  AsnProp({ type: AsnPropTypes.Integer, optional: true })(field, 'keyLength');
  AsnProp({ type: AlgorithmIdentifier, optional: true })(field, 'prf');
}

/** pkcs-12PbeParams of RFC 7292, appendix C. */
export class Pkcs12PbeParams {
  salt = new OctetString();
  iterations = 0;
}
AsnProp({ type: OctetString })(Pkcs12PbeParams.prototype, 'salt');
AsnProp({ type: AsnPropTypes.Integer })(Pkcs12PbeParams.prototype, 'iterations');
