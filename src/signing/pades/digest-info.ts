import { AsnProp, AsnSerializer, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';

/** DigestInfo of RFC 8017, A.2.4. */
class DigestInfo {
  digestAlgorithm = new AlgorithmIdentifier();
  digest = new OctetString();
}
AsnProp({ type: AlgorithmIdentifier })(DigestInfo.prototype, 'digestAlgorithm');
AsnProp({ type: OctetString })(DigestInfo.prototype, 'digest');

/** What PKCS #1 v1.5 signs: a digest beside the name of what made it. */
export function digestInfo(hash: Uint8Array, algorithm: string): Uint8Array {
  const info = new DigestInfo();
  info.digestAlgorithm = new AlgorithmIdentifier({ algorithm, parameters: null });
  info.digest = new OctetString(hash);
  return new Uint8Array(AsnSerializer.serialize(info));
}
