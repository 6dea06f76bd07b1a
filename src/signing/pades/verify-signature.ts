import { constants, type KeyObject, verify } from 'node:crypto';
import { AsnConvert, AsnIntegerConverter, AsnProp } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';

/** RSASSA-PSS-params of RFC 4055, with nothing left to the defaults, which are SHA-1. */
class PssParameters {
  hashAlgorithm = new AlgorithmIdentifier();
  maskGenAlgorithm = new AlgorithmIdentifier();
  saltLength = 20;
}
{
  const field = PssParameters.prototype;
  AsnProp({ type: AlgorithmIdentifier, context: 0 })(field, 'hashAlgorithm');
  AsnProp({ type: AlgorithmIdentifier, context: 1 })(field, 'maskGenAlgorithm');
  AsnProp({ type: 2, converter: AsnIntegerConverter, context: 2 })(field, 'saltLength');
}

/** Digests that are strong enough, by their identifier. @internal */
export const digests: Readonly<Record<string, 'sha256' | 'sha384' | 'sha512'>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

const rsa: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};
const ecdsa: Readonly<Record<string, string>> = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};
const plainRsa = '1.2.840.113549.1.1.1';
const pss = '1.2.840.113549.1.1.10';

/** A signature to verify. @internal */
export interface SignatureToVerify {
  readonly algorithm: AlgorithmIdentifier;
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
  readonly key: KeyObject;
  /** The digest that goes with it, where its own algorithm names none (RFC 5652: rsaEncryption). */
  readonly digest: string | undefined;
}

/** Tells which digest an algorithm of signatures uses; `undefined` for one that is not accepted. @internal */
export function digestOf(algorithm: AlgorithmIdentifier, digest: string | undefined): string | undefined {
  const id = algorithm.algorithm;
  if (id === plainRsa) return digest;
  if (id === pss) return pssOf(algorithm)?.hash;
  return rsa[id] ?? ecdsa[id];
}

/** Verifies a signature: RSA PKCS #1 v1.5, RSA-PSS or ECDSA over SHA-2; everything else is false. @internal */
export function verifySignature({ algorithm, data, signature, key, digest }: SignatureToVerify): boolean {
  const hash = digestOf(algorithm, digest);
  if (hash === undefined) return false;
  const isEc = algorithm.algorithm in ecdsa;
  const type = key.asymmetricKeyType;
  if (isEc ? type !== 'ec' : type !== 'rsa' && type !== 'rsa-pss') return false;
  try {
    if (algorithm.algorithm !== pss) return verify(hash, data, key, signature);
    const saltLength = pssOf(algorithm)?.saltLength;
    if (saltLength === undefined) return false;
    return verify(hash, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
  } catch {
    return false;
  }
}

function pssOf({ parameters }: AlgorithmIdentifier): { hash: string; saltLength: number } | undefined {
  if (!parameters) return undefined;
  try {
    const read = AsnConvert.parse(parameters, PssParameters);
    const hash = digests[read.hashAlgorithm.algorithm];
    return hash === undefined ? undefined : { hash, saltLength: read.saltLength };
  } catch {
    return undefined;
  }
}
