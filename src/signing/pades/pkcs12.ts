import { createHmac, createPrivateKey, type KeyObject, timingSafeEqual, X509Certificate } from 'node:crypto';
import type { ContentInfo } from '@peculiar/asn1-cms';
import { AuthenticatedSafe, CertBag, PFX, type SafeBag, SafeContents } from '@peculiar/asn1-pfx';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { buffer } from './cms-schema.js';
import { oids } from './oids.js';
import { decrypt, hashOf, pkcs12Kdf, UnsupportedKeyFile } from './pkcs12-crypto.js';
import { EncryptedContent } from './pkcs12-schema.js';
import type { SigningIdentity } from './raw-signer.js';

/** A key with its certificates, as a key file holds them. */
export interface OpenKeyFile extends SigningIdentity {
  readonly key: KeyObject;
}

/** Answers an open key file, or in words why not; the words never hold what is secret. */
export type KeyFileOutcome =
  | { readonly ok: true; readonly file: OpenKeyFile }
  | { readonly ok: false; readonly reason: string };

const view = (bytes: ArrayBuffer | undefined) => new Uint8Array(bytes ?? new ArrayBuffer(0));

/** Opens a PKCS #12 file (RFC 7292) as OpenSSL 3 writes it, or with triple DES as older programs did. */
export function openPkcs12(bytes: Uint8Array, passphrase: string): KeyFileOutcome {
  let pfx: PFX;
  try {
    pfx = AsnConvert.parse(buffer(bytes), PFX);
  } catch {
    return { ok: false, reason: 'the key file is no PKCS #12 file' };
  }
  try {
    if (pfx.authSafe.contentType !== oids.data)
      throw new UnsupportedKeyFile('a signed key file is not supported');
    const safe = view(AsnConvert.parse(pfx.authSafe.content, OctetString).buffer);
    if (!macFits(pfx, safe, passphrase))
      return { ok: false, reason: 'the passphrase does not open the key file' };
    const bags = AsnConvert.parse(buffer(safe), AuthenticatedSafe).flatMap((part) =>
      bagsOf(part, passphrase),
    );
    return pick(bags, passphrase);
  } catch (error) {
    // What a decoder or OpenSSL says may quote what it read, so only our own words go on.
    const why =
      error instanceof UnsupportedKeyFile ? error.message : 'it is damaged or the passphrase is wrong';
    return { ok: false, reason: `the key file cannot be opened: ${why}` };
  }
}

function macFits(pfx: PFX, safe: Uint8Array, passphrase: string): boolean {
  const { mac, macSalt, iterations } = pfx.macData ?? {};
  if (!mac || !macSalt || mac.digest.byteLength === 0)
    throw new UnsupportedKeyFile('it has no MAC, so nobody knows who changed it');
  const oid = mac.digestAlgorithm.algorithm;
  const length = mac.digest.byteLength;
  const key = pkcs12Kdf(oid, passphrase, view(macSalt.buffer), iterations ?? 1, 3, length);
  const made = createHmac(hashOf(oid).name, key).update(safe).digest();
  return made.length === length && timingSafeEqual(made, view(mac.digest.buffer));
}

function bagsOf(part: ContentInfo, passphrase: string): SafeBag[] {
  if (part.contentType === oids.data) {
    return [...AsnConvert.parse(AsnConvert.parse(part.content, OctetString).buffer, SafeContents)];
  }
  if (part.contentType !== oids.encryptedData)
    throw new UnsupportedKeyFile('a key file for a public key is not supported');
  const { encryptedContentInfo: info } = AsnConvert.parse(part.content, EncryptedContent);
  const pieces = info.encryptedContent?.value
    ? [info.encryptedContent.value]
    : (info.encryptedContent?.constructedValue ?? []);
  const encrypted = Buffer.concat(pieces.map((piece) => view(piece.buffer)));
  const plain = decrypt(info.contentEncryptionAlgorithm, passphrase, encrypted);
  return [...AsnConvert.parse(buffer(plain), SafeContents)];
}

function pick(bags: readonly SafeBag[], passphrase: string): KeyFileOutcome {
  const keys = bags.flatMap((bag): KeyObject[] => {
    const key = Buffer.from(bag.bagValue);
    if (bag.bagId === oids.shroudedKeyBag)
      return [createPrivateKey({ key, format: 'der', type: 'pkcs8', passphrase })];
    return bag.bagId === oids.keyBag ? [createPrivateKey({ key, format: 'der', type: 'pkcs8' })] : [];
  });
  const [key] = keys;
  if (!key || keys.length > 1)
    return { ok: false, reason: `the key file holds ${keys.length} keys instead of one` };
  const keyType = key.asymmetricKeyType;
  if (keyType !== 'rsa' && keyType !== 'ec')
    return { ok: false, reason: `the key is ${keyType}, neither RSA nor ECDSA` };
  const certificates = bags
    .filter((bag) => bag.bagId === oids.certBag)
    .map((bag) => AsnConvert.parse(bag.bagValue, CertBag))
    .filter((bag) => bag.certId === oids.x509Certificate)
    .map((bag) => view(AsnConvert.parse(bag.certValue, OctetString).buffer));
  const own = certificates.find((der) => new X509Certificate(der).checkPrivateKey(key));
  if (!own) return { ok: false, reason: 'the key file holds no certificate for its key' };
  return {
    ok: true,
    file: { key, keyType, certificate: own, chain: certificates.filter((der) => der !== own) },
  };
}
