import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import type { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { oids } from './oids.js';
import { Pbes2Params, Pbkdf2Params, Pkcs12PbeParams } from './pkcs12-schema.js';

const hashes: Readonly<Record<string, { readonly name: string; readonly block: number }>> = {
  [oids.sha1]: { name: 'sha1', block: 64 },
  [oids.sha256]: { name: 'sha256', block: 64 },
  [oids.sha384]: { name: 'sha384', block: 128 },
  [oids.sha512]: { name: 'sha512', block: 128 },
};
const prfs: Readonly<Record<string, string>> = {
  [oids.hmacSha1]: 'sha1',
  [oids.hmacSha256]: 'sha256',
  [oids.hmacSha512]: 'sha512',
};
const ciphers: Readonly<Record<string, { readonly name: string; readonly key: number }>> = {
  [oids.aes128Cbc]: { name: 'aes-128-cbc', key: 16 },
  [oids.aes192Cbc]: { name: 'aes-192-cbc', key: 24 },
  [oids.aes256Cbc]: { name: 'aes-256-cbc', key: 32 },
};
/** A file from outside must not keep the machine busy for minutes. */
const mostIterations = 10_000_000;

/** Says that a key file uses what is not supported; its message names no secret. */
export class UnsupportedKeyFile extends Error {}

/** Finds the hash of an algorithm identifier. */
export function hashOf(oid: string): { readonly name: string; readonly block: number } {
  const hash = hashes[oid];
  if (!hash) throw new UnsupportedKeyFile(`hash ${oid} is not supported`);
  return hash;
}

/** Derives key material from a passphrase as RFC 7292, appendix B.2, does: 1 a key, 2 an IV, 3 a MAC key. */
export function pkcs12Kdf(
  oid: string,
  passphrase: string,
  salt: Uint8Array,
  iterations: number,
  purpose: 1 | 2 | 3,
  length: number,
): Uint8Array {
  if (iterations < 1 || iterations > mostIterations) throw new UnsupportedKeyFile('too many iterations');
  const { name, block } = hashOf(oid);
  // BMPString: two bytes a letter, the higher first, and a zero at the end.
  const password = Buffer.from(`${passphrase}\0`, 'utf16le').swap16();
  const repeated = (bytes: Uint8Array) => {
    const size = Math.ceil(bytes.length / block) * block;
    return Buffer.from(Array.from({ length: size }, (_, i) => bytes[i % bytes.length] ?? 0));
  };
  const diversifier = Buffer.alloc(block, purpose);
  const input = Buffer.concat([repeated(salt), repeated(password)]);
  const out: Buffer[] = [];
  for (let made = 0; made < length; ) {
    let a = createHash(name).update(diversifier).update(input).digest();
    for (let i = 1; i < iterations; i++) a = createHash(name).update(a).digest();
    out.push(a);
    made += a.length;
    const b = Buffer.from(Array.from({ length: block }, (_, i) => a[i % a.length] ?? 0));
    for (let at = 0; at < input.length; at += block) {
      let carry = 1;
      for (let i = block - 1; i >= 0; i--) {
        const sum = (input[at + i] ?? 0) + (b[i] ?? 0) + carry;
        input[at + i] = sum & 0xff;
        carry = sum >> 8;
      }
    }
  }
  return Buffer.concat(out).subarray(0, length);
}

/** Decrypts a part of a key file. */
export function decrypt(algorithm: AlgorithmIdentifier, passphrase: string, bytes: Uint8Array): Uint8Array {
  const parameters = algorithm.parameters ?? new ArrayBuffer(0);
  if (algorithm.algorithm === oids.pbeSha1TripleDes) {
    const { salt, iterations } = AsnConvert.parse(parameters, Pkcs12PbeParams);
    const derive = (purpose: 1 | 2, length: number) =>
      pkcs12Kdf(oids.sha1, passphrase, new Uint8Array(salt.buffer), iterations, purpose, length);
    return finish('des-ede3-cbc', derive(1, 24), derive(2, 8), bytes);
  }
  if (algorithm.algorithm !== oids.pbes2)
    throw new UnsupportedKeyFile(
      `encryption ${algorithm.algorithm} is not supported: write it anew with AES-256`,
    );
  const { keyDerivationFunc, encryptionScheme } = AsnConvert.parse(parameters, Pbes2Params);
  const cipher = ciphers[encryptionScheme.algorithm];
  if (keyDerivationFunc.algorithm !== oids.pbkdf2 || !cipher)
    throw new UnsupportedKeyFile('only PBKDF2 with AES-CBC is supported');
  const kdf = AsnConvert.parse(keyDerivationFunc.parameters ?? new ArrayBuffer(0), Pbkdf2Params);
  const prf = prfs[kdf.prf?.algorithm ?? oids.hmacSha1];
  if (prf === undefined) throw new UnsupportedKeyFile(`PBKDF2 with ${kdf.prf?.algorithm} is not supported`);
  if (kdf.iterationCount < 1 || kdf.iterationCount > mostIterations)
    throw new UnsupportedKeyFile('too many iterations');
  const key = pbkdf2Sync(passphrase, new Uint8Array(kdf.salt.buffer), kdf.iterationCount, cipher.key, prf);
  const iv = AsnConvert.parse(encryptionScheme.parameters ?? new ArrayBuffer(0), OctetString);
  return finish(cipher.name, key, new Uint8Array(iv.buffer), bytes);
}

function finish(name: string, key: Uint8Array, iv: Uint8Array, bytes: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(name, key, iv);
  return Buffer.concat([decipher.update(bytes), decipher.final()]);
}
