import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { z } from 'zod';
import { lazy } from '../internal/lazy.js';
import { parseOrThrow } from '../internal/parse.js';
import type { EpochMs } from '../internal/time.js';
import { sha256 } from '../signing/pades/cms.js';
import { buffer, encode } from '../signing/pades/cms-schema.js';
import { oids } from '../signing/pades/oids.js';
import type { SigningIdentity } from '../signing/pades/raw-signer.js';
import { readInstant } from './test-clock.js';
import { writePkcs12 } from './test-p12.js';

/** Says what a test PKI is made for. */
export interface TestPkiOptions {
  /** Kind of the signer's key. Default `rsa`. */
  readonly keyType?: 'rsa' | 'ec' | undefined;
  /** Bits of the signer's key: 2048, 3072 or 4096 for RSA, 256 or 384 for ECDSA. Default 2048 or 256. */
  readonly bits?: 2048 | 3072 | 4096 | 256 | 384 | undefined;
  /** Common name of the signer. Default `Test signer`. */
  readonly name?: string | undefined;
  /** Start of validity of all three certificates. */
  readonly validFrom: EpochMs | string;
  /** End of validity of all three certificates. */
  readonly validUntil: EpochMs | string;
}

/** A root, an issuing authority and a signer, trusted by nobody. */
export interface TestPki extends SigningIdentity {
  /** The root's certificate as DER: the trust anchor to give to a verifier. */
  readonly root: Uint8Array;
  /** The signer's private key. */
  readonly key: KeyObject;
  /** Writes key and certificates as a PKCS #12 file with PBES2 and AES-256. */
  p12(passphrase: string): Uint8Array;
}

const options = lazy(() =>
  z
    .strictObject({
      keyType: z.enum(['rsa', 'ec'], 'must be rsa or ec').optional(),
      bits: z.literal([2048, 3072, 4096, 256, 384], 'must be 2048, 3072, 4096, 256 or 384').optional(),
      name: z.string().min(1, 'must not be empty').max(60, 'must be 60 letters or less').optional(),
      validFrom: z.union([z.number(), z.string()]),
      validUntil: z.union([z.number(), z.string()]),
    })
    .refine(({ keyType = 'rsa', bits }) => bits === undefined || bits > 1000 === (keyType === 'rsa'), {
      path: ['bits'],
      message: 'must fit the kind of key',
    }),
);

/**
 * Makes keys and certificates for tests and demos: root, issuing authority and signer. The authorities use P-256; the
 * keys are new with each call. Never a source of signatures that anybody should trust.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { testPki } from 'loket/testing/signing-server';
 *
 * const pki = testPki({ keyType: 'ec', validFrom: '2026-01-01T00:00Z', validUntil: '2027-01-01T00:00Z' });
 * pki.chain.length; //=> 1
 * ```
 */
export function testPki(config: TestPkiOptions): TestPki {
  parseOrThrow<unknown>(options(), config, 'test PKI');
  const { keyType = 'rsa', bits, name = 'Test signer' } = config;
  const validity = new Validity({
    notBefore: new Date(readInstant(config.validFrom)),
    notAfter: new Date(readInstant(config.validUntil)),
  });
  const rootKeys = keyPair('ec');
  const issuingKeys = keyPair('ec');
  const signerKeys = keyPair(keyType, bits);
  const rootIssuer = { name: 'Test root', keys: rootKeys };
  const issuing = { name: 'Test issuing authority', keys: issuingKeys };
  const root = issue({ ...rootIssuer, by: rootIssuer, authority: true, validity });
  const middle = issue({ ...issuing, by: rootIssuer, authority: true, validity });
  const certificate = issue({ name, keys: signerKeys, by: issuing, authority: false, validity });
  return {
    keyType,
    root,
    certificate,
    chain: [middle],
    key: signerKeys.privateKey,
    p12: (passphrase) => writePkcs12(signerKeys.privateKey, [certificate, middle], passphrase),
  };
}

/** Makes the keys of a party. @internal */
export function keyPair(type: 'rsa' | 'ec', bits?: number): Party['keys'] {
  return type === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: bits ?? 2048 })
    : generateKeyPairSync('ec', { namedCurve: bits === 384 ? 'secp384r1' : 'prime256v1' });
}

/** Who issues certificates or is named in one. @internal */
export interface Party {
  readonly name: string;
  readonly keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
}

/** Issues a certificate; `purposes` become a critical extended key usage. @internal */
export function issue(
  what: Party & { by: Party; authority: boolean; validity: Validity; purposes?: readonly string[] },
): Uint8Array {
  const spki = AsnConvert.parse(buffer(publicDer(what.keys.publicKey)), SubjectPublicKeyInfo);
  const keyId = keyIdOf(what.keys.publicKey);
  const algorithm =
    what.by.keys.privateKey.asymmetricKeyType === 'rsa'
      ? new AlgorithmIdentifier({ algorithm: oids.sha256WithRsa, parameters: null })
      : new AlgorithmIdentifier({ algorithm: oids.ecdsaWithSha256 });
  const usage = what.authority
    ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign
    : KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation;
  const extension = (extnID: string, critical: boolean, value: unknown) =>
    new Extension({ extnID, critical, extnValue: new OctetString(encode(value)) });
  const serial = Uint8Array.from(keyId.subarray(0, 8));
  // Positive, and without a leading zero.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const tbs = new TBSCertificate({
    version: Version.v3,
    serialNumber: buffer(serial),
    signature: algorithm,
    issuer: nameOf(what.by.name),
    validity: what.validity,
    subject: nameOf(what.name),
    subjectPublicKeyInfo: spki,
    extensions: new Extensions([
      extension('2.5.29.19', true, new BasicConstraints({ cA: what.authority })),
      extension('2.5.29.15', true, new KeyUsage(usage)),
      ...(what.purposes ? [extension('2.5.29.37', true, new ExtendedKeyUsage([...what.purposes]))] : []),
      extension('2.5.29.14', false, new SubjectKeyIdentifier(buffer(keyId))),
      extension(
        '2.5.29.35',
        false,
        new AuthorityKeyIdentifier({
          keyIdentifier: new SubjectKeyIdentifier(buffer(keyIdOf(what.by.keys.publicKey))),
        }),
      ),
    ]),
  });
  const signature = sign('sha256', encode(tbs), what.by.keys.privateKey);
  return encode(
    new Certificate({
      tbsCertificate: tbs,
      signatureAlgorithm: algorithm,
      signatureValue: buffer(signature),
    }),
  );
}

const publicDer = (key: KeyObject) => key.export({ format: 'der', type: 'spki' });
const keyIdOf = (key: KeyObject) => Buffer.from(sha256(publicDer(key)).subarray(0, 20));

function nameOf(commonName: string): Name {
  const part = (type: string, value: AttributeValue) =>
    new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value })]);
  return new Name([
    part('2.5.4.6', new AttributeValue({ printableString: 'ID' })),
    part('2.5.4.10', new AttributeValue({ utf8String: 'loket test' })),
    part('2.5.4.3', new AttributeValue({ utf8String: commonName })),
  ]);
}
