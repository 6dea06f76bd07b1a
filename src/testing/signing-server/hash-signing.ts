import { constants, type KeyObject, privateEncrypt } from 'node:crypto';
import { AsnProp, AsnSerializer, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { oids } from '../../signing/pades/oids.js';

/** DigestInfo of RFC 8017, A.2.4. */
class DigestInfo {
  digestAlgorithm = new AlgorithmIdentifier({ algorithm: oids.sha256, parameters: null });
  digest = new OctetString();
}
AsnProp({ type: AlgorithmIdentifier })(DigestInfo.prototype, 'digestAlgorithm');
AsnProp({ type: OctetString })(DigestInfo.prototype, 'digest');

/** Signs a SHA-256 hash that somebody else made; Node's own `sign` always hashes first. */
export async function signHash(key: KeyObject, hash: Uint8Array, ecdsa: 'der' | 'raw'): Promise<Uint8Array> {
  if (key.asymmetricKeyType === 'rsa') {
    const info = new DigestInfo();
    info.digest = new OctetString(hash);
    const padding = constants.RSA_PKCS1_PADDING;
    return privateEncrypt({ key, padding }, Buffer.from(AsnSerializer.serialize(info)));
  }
  const { p256 } = await import('@noble/curves/nist.js');
  const secret = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
  return p256.sign(hash, secret, {
    prehash: false,
    lowS: false,
    format: ecdsa === 'der' ? 'der' : 'compact',
  });
}
