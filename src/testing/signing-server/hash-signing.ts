import { constants, type KeyObject, privateEncrypt } from 'node:crypto';
import { digestInfo } from '../../signing/pades/digest-info.js';
import { oids } from '../../signing/pades/oids.js';

const known: Readonly<Record<string, { bytes: number; rsa: string; ec: string }>> = {
  [oids.sha256]: { bytes: 32, rsa: oids.sha256WithRsa, ec: oids.ecdsaWithSha256 },
  [oids.sha384]: { bytes: 48, rsa: '1.2.840.113549.1.1.12', ec: '1.2.840.10045.4.3.3' },
  [oids.sha512]: { bytes: 64, rsa: '1.2.840.113549.1.1.13', ec: '1.2.840.10045.4.3.4' },
};

/** A digest that the server signs, by its object identifier. */
export const hashAlgorithmOf = (oid: string): { readonly bytes: number } | undefined => known[oid];

/** The algorithm that signs such a digest. */
export const signAlgorithmOf = (oid: string, keyType: 'rsa' | 'ec'): string | undefined =>
  known[oid]?.[keyType];

/** Signs a hash that somebody else made; Node's own `sign` always hashes first. */
export async function signHash(
  key: KeyObject,
  hash: Uint8Array,
  ecdsa: 'der' | 'raw',
  hashAlgo: string,
): Promise<Uint8Array> {
  if (key.asymmetricKeyType === 'rsa') {
    const padding = constants.RSA_PKCS1_PADDING;
    return privateEncrypt({ key, padding }, Buffer.from(digestInfo(hash, hashAlgo)));
  }
  const { p256 } = await import('@noble/curves/nist.js');
  const secret = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
  return p256.sign(hash, secret, {
    prehash: false,
    lowS: false,
    format: ecdsa === 'der' ? 'der' : 'compact',
  });
}
