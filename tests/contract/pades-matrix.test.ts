import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { padesProvider, pkcs12Signer } from 'loket/signing/pades';
import { memoryBlobs } from 'loket/testing';
import { startTimestampServer, type TimestampServer } from 'loket/testing/timestamp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../support/needs.js';
import { callOf, partsOf, pkiOf, samplePdf, verificationUrl } from '../support/signing.js';
import { timestamperAt, timestampOf } from '../support/timestamps.js';

// Judges that know nothing of us, for every key, level and number of signatures that we make.
const folder = mkdtempSync(join(tmpdir(), 'loket-matrix-'));
let server: TimestampServer;
beforeAll(async () => {
  server = await startTimestampServer();
  writeFileSync(join(folder, 'tsa.pem'), pem(server.root));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const pem = (der: Uint8Array) => new X509Certificate(der).toString();
function run(program: string | undefined, ...args: string[]) {
  const done = spawnSync(program ?? '', args, { encoding: 'utf8', timeout: 30_000 });
  return { code: done.status, stdout: done.stdout, text: `${done.stdout}${done.stderr}` };
}

const keys = [
  { key: 'RSA-2048', type: 'rsa', bits: 2048, hash: 'sha256' },
  { key: 'RSA-3072', type: 'rsa', bits: 3072, hash: 'sha256' },
  { key: 'RSA-4096', type: 'rsa', bits: 4096, hash: 'sha256' },
  { key: 'P-256', type: 'ec', bits: 256, hash: 'sha256' },
  { key: 'P-384', type: 'ec', bits: 384, hash: 'sha384' },
] as const;
const cases = keys.flatMap((key) =>
  (['B-B', 'B-T'] as const).flatMap((level) => [1, 2].map((count) => ({ ...key, level, count }))),
);

type Case = (typeof cases)[number];
const files = new Map<string, ReturnType<typeof signFile>>();
function signedFile(what: Case) {
  const name = `${what.key}-${what.level}-${what.count}`;
  const file = files.get(name) ?? signFile(what, join(folder, name));
  files.set(name, file);
  return file;
}

/** Signs once or twice, each time by another official through a provider; the second signature is made over the first one's file. */
async function signFile({ type, bits, level, count }: Case, name: string) {
  const revisions: Uint8Array[] = [];
  for (let i = 0; i < count; i++) {
    const pki = pkiOf(type, bits, i === 0 ? '' : ' (deputy)');
    const p12 = pki.p12('rahasia');
    writeFileSync(`${name}.${i}.root.pem`, pem(pki.root));
    const blobs = memoryBlobs();
    const before = revisions.at(-1) ?? (await samplePdf());
    const provider = padesProvider({
      id: `pades-${i}`,
      signatory: 'head',
      signer: pkcs12Signer({ p12: () => p12, passphrase: () => 'rahasia' }),
      document: () => before,
      appearance: () => ({
        fieldName: i === 0 ? 'Head' : 'Deputy',
        page: 0,
        rectMm: [20, 20 + 40 * i, 90, 32],
        certify: i === 0,
        visible: { lines: ['Ditandatangani secara elektronik'], qr: `${verificationUrl}/${i}` },
      }),
      blobs,
      timestamper: timestamperAt(server),
    });
    const outcome = await provider.sign(callOf('r-1', 1, { timestamp: level === 'B-T' }));
    if (outcome.outcome !== 'ok') throw new Error(outcome.reason);
    expect(outcome.level).toBe(level);
    revisions.push((await blobs.get(outcome.artifact ?? '')) ?? new Uint8Array());
  }
  const bytes = revisions.at(-1) ?? new Uint8Array();
  writeFileSync(`${name}.pdf`, bytes);
  return { name, bytes, revisions };
}

describe.each(cases)('$key, $level, signatures: $count', (what) => {
  const openssl = needs('openssl');
  it.skipIf(!openssl)('passes openssl cms -verify -cades, each signature with its own hash', async () => {
    const { name, bytes, revisions } = await signedFile(what);
    for (const [i, revision] of revisions.entries()) {
      const { content, cms } = partsOf(bytes, i);
      // The first signature covers what was the whole file then, and that is still there.
      expect(Buffer.compare(bytes.subarray(0, revision.length), revision)).toBe(0);
      const [cmsFile, contentFile] = [`${name}.${i}.cms`, `${name}.${i}.content`];
      writeFileSync(cmsFile, cms);
      writeFileSync(contentFile, content);
      const judge = () =>
        run(
          openssl,
          ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any', '-in', cmsFile],
          ...['-content', contentFile, '-CAfile', `${name}.${i}.root.pem`, '-out', `${name}.out`],
        );
      expect(judge()).toMatchObject({ code: 0 });
      const shown = run(openssl, 'cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', cmsFile).text;
      expect(/digestAlgorithm:\s+algorithm: (\w+)/.exec(shown)?.[1]).toBe(what.hash);
      content[200] = (content[200] ?? 0) ^ 1;
      writeFileSync(contentFile, content);
      expect(judge().code).not.toBe(0);
    }
  });

  it.skipIf(!openssl)(
    'has timestamps that openssl ts -verify accepts for the signature, or none',
    async () => {
      const { name, bytes, revisions } = await signedFile(what);
      for (const i of revisions.keys()) {
        const { value, token } = timestampOf(partsOf(bytes, i).cms);
        expect(token !== undefined).toBe(what.level === 'B-T');
        if (!token) continue;
        writeFileSync(`${name}.token`, token);
        const judge = (data: Uint8Array) => {
          writeFileSync(`${name}.value`, data);
          const args = ['-token_in', '-in', `${name}.token`, '-data', `${name}.value`];
          return run(openssl, 'ts', '-verify', ...args, '-CAfile', join(folder, 'tsa.pem')).code;
        };
        expect(judge(value)).toBe(0);
        expect(judge(value.subarray(1))).not.toBe(0);
      }
    },
  );

  const [pdfsig, certutil] = [needs('pdfsig'), needs('certutil')];
  it.skipIf(!pdfsig || !certutil)('is valid and trusted for pdfsig, signature by signature', async () => {
    const { name, revisions } = await signedFile(what);
    const nss = `${name}.nss`;
    mkdirSync(nss, { recursive: true });
    run(certutil, '-N', '-d', `sql:${nss}`, '--empty-password');
    for (const i of revisions.keys()) {
      const root = ['-n', `root-${i}`, '-t', 'CT,C,C', '-i', `${name}.${i}.root.pem`];
      expect(run(certutil, '-A', '-d', `sql:${nss}`, ...root).code).toBe(0);
    }
    const { text } = run(pdfsig, '-nssdir', `sql:${nss}`, `${name}.pdf`);
    const times = (words: string) => text.split(words).length - 1;
    expect({
      valid: times('Signature is Valid'),
      trusted: times('Certificate is Trusted'),
      cades: times('ETSI.CAdES.detached'),
      // Only the last signature covers the whole file.
      whole: times('- Total document signed'),
    }).toEqual({ valid: revisions.length, trusted: revisions.length, cades: revisions.length, whole: 1 });
  });

  const qpdf = needs('qpdf');
  it.skipIf(!qpdf)('is a sound PDF for qpdf', async () => {
    const { name } = await signedFile(what);
    expect(run(qpdf, '--check', `${name}.pdf`)).toMatchObject({ code: 0 });
  });

  const mutool = needs('mutool');
  it.skipIf(!mutool)('is opened by mutool, which finds the last signature unchanged', async () => {
    const { name, revisions } = await signedFile(what);
    const { text } = run(mutool, 'sign', '-v', `${name}.pdf`);
    expect(text.split('The document is unchanged since signing').length - 1).toBe(1);
    expect(text.match(/Verifying signature/g)?.length).toBe(revisions.length);
  });

  const [pdftoppm, zbarimg] = [needs('pdftoppm'), needs('zbarimg')];
  it.skipIf(!pdftoppm || !zbarimg)('shows the QR code of each signature to a scanner', async () => {
    const { name, revisions } = await signedFile(what);
    expect(run(pdftoppm, '-r', '120', '-png', '-singlefile', `${name}.pdf`, name).code).toBe(0);
    const seen = run(zbarimg, '-q', '--raw', `${name}.png`).stdout;
    expect(seen.trim().split('\n').sort()).toEqual(
      [...revisions.keys()].map((i) => `${verificationUrl}/${i}`),
    );
  });
});
