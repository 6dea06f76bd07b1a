import { createCipheriv, createHmac, type KeyObject, pbkdf2Sync, randomBytes } from 'node:crypto';
import { ContentInfo, EncryptedContent, EncryptedContentInfo } from '@peculiar/asn1-cms';
import {
  AuthenticatedSafe,
  CertBag,
  MacData,
  PFX,
  PKCS12Attribute,
  SafeBag,
  SafeContents,
} from '@peculiar/asn1-pfx';
import { OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { sha256 } from '../signing/pades/cms.js';
import { buffer, encode } from '../signing/pades/cms-schema.js';
import { oids } from '../signing/pades/oids.js';
import { pkcs12Kdf } from '../signing/pades/pkcs12-crypto.js';
import {
  EncryptedContent as EncryptedData,
  Pbes2Params,
  Pbkdf2Params,
} from '../signing/pades/pkcs12-schema.js';

const iterations = 2048;

/** Writes a PKCS #12 file as OpenSSL 3 does by default: PBES2 with AES-256, and a SHA-256 MAC. */
export function writePkcs12(
  key: KeyObject,
  certificates: readonly [Uint8Array, ...Uint8Array[]],
  passphrase: string,
): Uint8Array {
  const der = (value: unknown) => buffer(encode(value));
  // Its constructor drops what it is given.
  const keyId = new PKCS12Attribute();
  keyId.attrId = oids.localKeyId;
  keyId.attrValues = [der(new OctetString(sha256(certificates[0]).subarray(0, 20)))];
  const shrouded = key.export({ format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase });
  const keyBag = new SafeBag({
    bagId: oids.shroudedKeyBag,
    bagValue: buffer(shrouded),
    bagAttributes: [keyId],
  });
  const certBags = certificates.map(
    (certificate, i) =>
      new SafeBag({
        bagId: oids.certBag,
        bagValue: der(
          new CertBag({ certId: oids.x509Certificate, certValue: der(new OctetString(certificate)) }),
        ),
        ...(i === 0 && { bagAttributes: [keyId] }),
      }),
  );
  const octets = (value: unknown) => der(new OctetString(encode(value)));
  const safe = encode(
    new AuthenticatedSafe([
      new ContentInfo({
        contentType: oids.encryptedData,
        content: der(encrypted(encode(new SafeContents(certBags)), passphrase)),
      }),
      new ContentInfo({ contentType: oids.data, content: octets(new SafeContents([keyBag])) }),
    ]),
  );
  const macSalt = randomBytes(8);
  const mac = createHmac('sha256', pkcs12Kdf(oids.sha256, passphrase, macSalt, iterations, 3, 32))
    .update(safe)
    .digest();
  const macData = new MacData();
  macData.macSalt = new OctetString(macSalt);
  macData.iterations = iterations;
  macData.mac.digestAlgorithm = new AlgorithmIdentifier({ algorithm: oids.sha256, parameters: null });
  macData.mac.digest = new OctetString(mac);
  return encode(
    new PFX({
      authSafe: new ContentInfo({ contentType: oids.data, content: der(new OctetString(safe)) }),
      macData,
    }),
  );
}

function encrypted(plain: Uint8Array, passphrase: string): EncryptedData {
  const salt = randomBytes(16);
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(passphrase, salt, iterations, 32, 'sha256'), iv);
  const bytes = Buffer.concat([cipher.update(plain), cipher.final()]);
  const kdf = new Pbkdf2Params();
  kdf.salt = new OctetString(salt);
  kdf.iterationCount = iterations;
  kdf.prf = new AlgorithmIdentifier({ algorithm: oids.hmacSha256, parameters: null });
  const pbes2 = new Pbes2Params();
  pbes2.keyDerivationFunc = new AlgorithmIdentifier({
    algorithm: oids.pbkdf2,
    parameters: buffer(encode(kdf)),
  });
  pbes2.encryptionScheme = new AlgorithmIdentifier({
    algorithm: oids.aes256Cbc,
    parameters: buffer(encode(new OctetString(iv))),
  });
  const data = new EncryptedData();
  data.encryptedContentInfo = new EncryptedContentInfo({
    contentType: oids.data,
    contentEncryptionAlgorithm: new AlgorithmIdentifier({
      algorithm: oids.pbes2,
      parameters: buffer(encode(pbes2)),
    }),
    encryptedContent: new EncryptedContent({ value: new OctetString(bytes) }),
  });
  return data;
}
