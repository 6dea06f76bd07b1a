import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testPki } from '../test-pki.js';
import type { ServerCredential, SigningServerOptions } from './options.js';

/** A credential with its key and certificates. */
export interface HeldKey {
  readonly credential: ServerCredential;
  readonly key: KeyObject;
  readonly keyType: 'rsa' | 'ec';
  readonly certificates: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** Makes the keys, or reads those that an earlier run left in the folder. */
export function holdKeys(options: SigningServerOptions): ReadonlyMap<string, HeldKey> {
  const { folder, validFrom = Date.UTC(2019, 0, 1), validUntil = Date.UTC(2035, 0, 1) } = options;
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  return new Map(
    options.credentials.map((credential): [string, HeldKey] => {
      const file = folder === undefined ? undefined : join(folder, `${credential.id}.pem`);
      if (file !== undefined && existsSync(file))
        return [credential.id, read(credential, readFileSync(file, 'utf8'))];
      const { keyType = 'rsa' } = credential;
      const pki = testPki({ keyType, name: credential.id, validFrom, validUntil });
      if (file !== undefined) {
        const certificates = [pki.certificate, ...pki.chain, pki.root];
        const key = pki.key.export({ format: 'pem', type: 'pkcs8' });
        writeFileSync(file, `${certificates.map(pem).join('')}${key}`, { mode: 0o600 });
      }
      const { key, root } = pki;
      return [
        credential.id,
        { credential, key, keyType, root, certificates: [pki.certificate, ...pki.chain] },
      ];
    }),
  );
}

const pem = (der: Uint8Array) => new X509Certificate(der).toString();

function read(credential: ServerCredential, text: string): HeldKey {
  const key = createPrivateKey(text);
  const all = (text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (block): Uint8Array => new X509Certificate(block).raw,
  );
  const keyType = key.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec';
  const root = all.at(-1);
  if (!root || all.length < 2) throw new Error(`the file of credential '${credential.id}' holds no chain`);
  if (keyType !== (credential.keyType ?? 'rsa'))
    throw new Error(`the file of credential '${credential.id}' holds another kind of key`);
  return { credential, key, keyType, certificates: all.slice(0, -1), root };
}
