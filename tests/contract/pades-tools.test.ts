import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { padesProvider, pkcs12Signer } from 'loket/signing/pades';
import { memoryBlobs } from 'loket/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { needs } from '../support/needs.js';
import { callOf, partsOf, pkiOf, samplePrepared, verificationUrl } from '../support/signing.js';

// Judges that know nothing of us: what they say of a document that went the whole way through the provider.
const folder = mkdtempSync(join(tmpdir(), 'loket-judges-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(program: string | undefined, ...args: string[]) {
  const done = spawnSync(program ?? '', args, { encoding: 'utf8', timeout: 30_000 });
  return { code: done.status, text: `${done.stdout}${done.stderr}` };
}

const files = new Map<string, ReturnType<typeof signFile>>();
function signedFile(keyType: 'rsa' | 'ec', streams: boolean) {
  const key = `${keyType}-${streams}`;
  const file = files.get(key) ?? signFile(keyType, streams);
  files.set(key, file);
  return file;
}

async function signFile(keyType: 'rsa' | 'ec', streams: boolean) {
  const pki = pkiOf(keyType);
  const p12 = pki.p12('rahasia');
  const blobs = memoryBlobs();
  const provider = padesProvider({
    id: 'pades',
    signatory: 'head',
    signer: pkcs12Signer({ p12: () => p12, passphrase: () => 'rahasia' }),
    document: () => samplePrepared(streams),
    blobs,
  });
  const outcome = await provider.sign(callOf('r-1'));
  if (outcome.outcome !== 'ok') throw new Error(outcome.reason);
  const bytes = await blobs.get(outcome.artifact ?? '');
  if (!bytes) throw new Error('no document');
  const name = join(folder, `${keyType}-${streams}`);
  const root = `${name}.root.pem`;
  writeFileSync(`${name}.pdf`, bytes);
  writeFileSync(root, new X509Certificate(pki.root).toString());
  return { name, bytes, root };
}

function cades(openssl: string | undefined, name: string, bytes: Uint8Array, root: string) {
  const { content, cms } = partsOf(bytes);
  writeFileSync(`${name}.cms`, cms);
  writeFileSync(`${name}.content`, content);
  const files = ['-in', `${name}.cms`, '-content', `${name}.content`, '-CAfile', root, '-out', `${name}.out`];
  return run(openssl, 'cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any', ...files);
}

const cases = (['rsa', 'ec'] as const).flatMap((key) => [true, false].map((streams) => ({ key, streams })));

describe.each(cases)('a document signed with $key (object streams: $streams)', ({ key, streams }) => {
  const openssl = needs('openssl');
  it.skipIf(!openssl)(
    'passes openssl cms -verify -cades, and fails when a signed byte is changed',
    async () => {
      const { name, bytes, root } = await signedFile(key, streams);
      expect(cades(openssl, name, bytes, root)).toMatchObject({ code: 0 });
      const text = Buffer.from(bytes).lastIndexOf('/M (D:');
      for (const at of [200, text + 10, bytes.length - 20]) {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 1;
        const verdict = cades(openssl, `${name}-changed`, changed, root);
        expect(verdict.code).not.toBe(0);
        expect(verdict.text).toContain('verification failure');
      }
    },
  );

  const pdfsig = needs('pdfsig');
  const certutil = needs('certutil');
  it.skipIf(!pdfsig || !certutil)(
    'is valid, trusted and whole for pdfsig, which sees a changed byte',
    async () => {
      const { name, bytes, root } = await signedFile(key, streams);
      const nss = `${name}.nss`;
      mkdirSync(nss, { recursive: true });
      expect(run(certutil, '-N', '-d', `sql:${nss}`, '--empty-password').code).toBe(0);
      expect(run(certutil, '-A', '-d', `sql:${nss}`, '-n', 'root', '-t', 'CT,C,C', '-i', root).code).toBe(0);
      const { text } = run(pdfsig, '-nssdir', `sql:${nss}`, `${name}.pdf`);
      for (const words of [
        'Signature is Valid',
        'Certificate is Trusted',
        'Total document signed',
        'ETSI.CAdES.detached',
      ])
        expect(text).toContain(words);
      const changed = Uint8Array.from(bytes);
      changed[200] = (changed[200] ?? 0) ^ 1;
      writeFileSync(`${name}-changed.pdf`, changed);
      expect(run(pdfsig, '-nssdir', `sql:${nss}`, `${name}-changed.pdf`).text).not.toContain(
        'Signature is Valid',
      );
    },
  );

  const qpdf = needs('qpdf');
  it.skipIf(!qpdf)('is a sound PDF for qpdf', async () => {
    const { name } = await signedFile(key, streams);
    expect(run(qpdf, '--check', `${name}.pdf`)).toMatchObject({ code: 0 });
  });

  const mutool = needs('mutool');
  it.skipIf(!mutool)('is opened and found unchanged by mutool', async () => {
    const { name } = await signedFile(key, streams);
    expect(run(mutool, 'sign', '-v', `${name}.pdf`).text).toContain(
      'The document is unchanged since signing',
    );
  });

  const [pdftoppm, zbarimg] = [needs('pdftoppm'), needs('zbarimg')];
  it.skipIf(!pdftoppm || !zbarimg)('shows a QR code that a scanner reads', async () => {
    const { name } = await signedFile(key, streams);
    expect(run(pdftoppm, '-r', '120', '-png', '-singlefile', `${name}.pdf`, name).code).toBe(0);
    expect(run(zbarimg, '-q', '--raw', `${name}.png`).text).toContain(verificationUrl);
  });
});
