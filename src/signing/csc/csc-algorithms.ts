import type { SignatureHash } from '../pades/raw-signer.js';

interface Algorithms {
  readonly oid: string;
  readonly bytes: number;
  readonly sign: Readonly<Record<'rsa' | 'ec', string>>;
}

/** Digests and the algorithms that sign them: RFC 8017 (PKCS #1 v1.5) and RFC 5758 (ECDSA). */
export const algorithms: Readonly<Record<SignatureHash, Algorithms>> = {
  sha256: {
    oid: '2.16.840.1.101.3.4.2.1',
    bytes: 32,
    sign: { rsa: '1.2.840.113549.1.1.11', ec: '1.2.840.10045.4.3.2' },
  },
  sha384: {
    oid: '2.16.840.1.101.3.4.2.2',
    bytes: 48,
    sign: { rsa: '1.2.840.113549.1.1.12', ec: '1.2.840.10045.4.3.3' },
  },
  sha512: {
    oid: '2.16.840.1.101.3.4.2.3',
    bytes: 64,
    sign: { rsa: '1.2.840.113549.1.1.13', ec: '1.2.840.10045.4.3.4' },
  },
};

const pss = '1.2.840.113549.1.1.10';
const pkcs1 = /^1\.2\.840\.113549\.1\.1\.(1|5|11|12|13|14)$/;

/** Whether a key that names these algorithms signs with RSA-PSS and with nothing that this signer uses. */
export function onlyPss(algo: readonly string[]): boolean {
  return algo.includes(pss) && !algo.some((oid) => pkcs1.test(oid));
}
