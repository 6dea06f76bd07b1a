import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs } from './needs.js';

/** A key with a certificate that it signed itself, as printers have. */
export interface OwnCertificate {
  readonly key: string;
  readonly cert: string;
  readonly fingerprint: string;
}

/** Makes a key and its certificate by OpenSSL; `name` as `IP:127.0.0.1` or `DNS:printer.example`. */
export function ownCertificate(name: string): OwnCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'loket-certificate-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-days', '2'];
    const about = ['-subj', '/CN=printer', '-addext', `subjectAltName=${name}`, '-keyout', key, '-out', cert];
    const { status, stderr } = spawnSync(needs('openssl') ?? '', ['req', '-x509', ...kind, ...about], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    if (status !== 0) throw new Error(`openssl failed: ${stderr}`);
    const text = readFileSync(cert, 'utf8');
    return {
      key: readFileSync(key, 'utf8'),
      cert: text,
      fingerprint: new X509Certificate(text).fingerprint256,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
