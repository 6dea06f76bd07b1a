import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BsreAttempt, bsreSigner } from '../../src/signing/bsre/index.js';
import { documentProvider, receiptCheck, type SignatureCall } from '../../src/signing/document/index.js';
import { checkReceipt } from '../../src/signing/pades/index.js';
import {
  type BsreServer,
  type BsreServerOptions,
  type BsreTroubleKind,
  startBsreServer,
} from '../../src/testing/bsre-server/index.js';
import { memoryBlobs } from '../../src/testing/index.js';

const at = Date.parse('2026-03-02T09:00+07:00');
const nik = '0107000000000001';
const secrets = ['rahasia-benar', 'kantor:sandi-aplikasi', nik];
const servers: BsreServer[] = [];
let letter: Uint8Array;

beforeAll(async () => {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.addPage([300, 300]).drawText('A letter', { x: 20, y: 200, size: 18 });
  letter = await pdf.save();
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function serverWith(options: Partial<BsreServerOptions> = {}): Promise<BsreServer> {
  const signatories = [
    { nik, passphrase: 'rahasia-benar', name: 'Head of office' },
    { nik: '0107000000000002', passphrase: 'rahasia-benar', name: 'Deputy', status: 'EXPIRED' },
  ];
  const server = await startBsreServer({ basic: 'kantor:sandi-aplikasi', signatories, ...options });
  servers.push(server);
  return server;
}

function signerOf(
  server: Pick<BsreServer, 'url'>,
  version: 1 | 2,
  more: Partial<Parameters<typeof bsreSigner>[0]> = {},
) {
  return bsreSigner({
    version,
    baseUrl: server.url,
    authorization: () => `Basic ${Buffer.from('kantor:sandi-aplikasi').toString('base64')}`,
    nik: () => nik,
    passphrase: () => 'rahasia-benar',
    signTimeoutMs: 2_000,
    headers: (call) => ({ 'x-loket-clock': String(call.at) }),
    ...more,
  });
}

const callOf = (n: number, attempt = 1): SignatureCall => ({
  requestId: `a-${n}/s1`,
  applicationId: `a-${n}`,
  kind: 'letter',
  attempt,
  effectId: `e-${n}-${attempt}`,
  at,
  signal: new AbortController().signal,
});
const documentCall = (n: number, pdf = letter) => ({ ...callOf(n), pdf });

for (const version of [1, 2] as const) {
  describe(`an Esign Client of version ${version}`, () => {
    it('signs, and every honest answer is accepted', async () => {
      const shapes: Partial<BsreServerOptions>[] =
        version === 1
          ? [{}, { hyphen: true }, { answers: 'base64' }, { answers: 'id' }, { errors: 'inText' }]
          : [{}, { errors: 'inText' }];
      for (const shape of shapes) {
        const server = await serverWith(shape);
        const told = await signerOf(server, version).signDocument(documentCall(1));
        expect([shape, told.outcome]).toEqual([shape, 'ok']);
        if (told.outcome !== 'ok') continue;
        const verdict = await checkReceipt(told.pdf, {
          sent: letter,
          roots: [server.roots.get(nik) ?? new Uint8Array()],
          signatory: ({ subject }) => subject.includes('Head of office'),
          askedAt: at,
          at,
        });
        expect(verdict).toMatchObject({ ok: true, level: 'B-B' });
        expect(told.tookMs).toBe(860);
        if (version === 1) expect(told.documentId).toMatch(/^[0-9a-f]{24}$/);
      }
    });

    it('refuses what the request itself did wrong, in both shapes of errors', async () => {
      for (const errors of ['own', 'inText'] as const) {
        const server = await serverWith({ errors });
        const broken = new TextEncoder().encode('%PDF-1.7 nothing more');
        const rows = [
          [signerOf(server, version, { passphrase: () => 'salah' }), letter, 'the passphrase is wrong'],
          [
            signerOf(server, version, { nik: () => '0107000000000009' }),
            letter,
            'the signatory is not registered',
          ],
          [
            signerOf(server, version, { nik: () => '0107000000000002' }),
            letter,
            'the signatory has no certificate',
          ],
          [signerOf(server, version), broken, 'the service cannot read the document'],
          [signerOf(server, version), new TextEncoder().encode('<html>'), 'the document is no PDF'],
          [
            signerOf(server, version, { authorization: () => 'Basic d3Jvbmc6d3Jvbmc=' }),
            letter,
            'the service refuses the credentials of this application',
          ],
        ] as const;
        for (const [signer, pdf, reason] of rows) {
          const told = await signer.signDocument(documentCall(2, pdf));
          expect(told).toMatchObject({ outcome: 'rejected', reason });
        }
        expect(server.record).toEqual([]);
      }
    });

    it('tells an outage from a document in doubt', async () => {
      const server = await serverWith();
      const signer = signerOf(server, version);
      const outcomes: Partial<Record<BsreTroubleKind, string>> = {
        down: 'unavailable',
        limping: 'unavailable',
        gateway: 'unknown',
        empty: 'unknown',
        dropped: 'unknown',
        silent: 'unknown',
        hanging: 'unknown',
      };
      for (const [how, outcome] of Object.entries(outcomes)) {
        server.setNext(how as BsreTroubleKind, 1);
        const told = await signer.signDocument(documentCall(3));
        expect([how, told.outcome]).toEqual([how, outcome]);
      }
      // Two of them were signed all the same.
      expect(server.record.length).toBe(2);
      const gone = await serverWith();
      await gone.close();
      servers.pop();
      const nobody = await signerOf(gone, version).signDocument(documentCall(3));
      expect(nobody).toMatchObject({ outcome: 'unavailable', reason: 'not sent: ECONNREFUSED' });
    });

    it('is asked for the status of the signatory, or signs a synthetic document, as a probe', async () => {
      const server = await serverWith({ schedule: [{ from: 10, until: 20, how: 'down' }] });
      const signal = new AbortController().signal;
      expect(await signerOf(server, version).probe({ at, signal })).toBe(true);
      expect(await signerOf(server, version).probe({ at: 15, signal })).toBe(false);
      expect(await signerOf(server, version, { nik: () => '0107000000000002' }).probe({ at, signal })).toBe(
        false,
      );
      const real = signerOf(server, version, { syntheticPdf: letter });
      const before = server.record.length;
      expect(await real.probe({ at, signal })).toBe(true);
      expect(server.record.length).toBe(before + 1);
      server.setNext('down', 1);
      expect(await real.probe({ at, signal })).toBe(false);
    });

    it('says nothing secret in outcomes, audits and errors', async () => {
      const server = await serverWith();
      const attempts: BsreAttempt[] = [];
      const signer = signerOf(server, version, { onAttempt: (attempt) => attempts.push(attempt) });
      const told: unknown[] = [];
      for (const how of ['gateway', 'silent', 'down'] as const) {
        server.setNext(how, 1);
        told.push(await signer.signDocument(documentCall(4)));
      }
      told.push(
        await signerOf(server, version, { passphrase: () => 'salah-salah' }).signDocument(documentCall(4)),
      );
      const text = JSON.stringify([told, attempts]);
      for (const secret of [...secrets, 'salah-salah']) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(Buffer.from(secret).toString('base64'));
      }
      expect(attempts[0]).toMatchObject({ step: 'sign', status: 502, bytes: letter.length });
      expect(() => signerOf({ url: 'http://10.0.0.5' }, version)).toThrow(/allowInsecure/);
      expect(() => signerOf({ url: 'http://10.0.0.5' }, version, { allowInsecure: true })).not.toThrow();
    });
  });
}

describe('a provider of documents signed by an Esign Client', () => {
  async function office(version: 1 | 2, options: Partial<BsreServerOptions> = {}) {
    const server = await serverWith(options);
    const blobs = memoryBlobs();
    const provider = documentProvider({
      id: 'bsre',
      signatory: 'head',
      signer: signerOf(server, version),
      document: () => letter,
      blobs,
      check: receiptCheck({
        roots: [server.roots.get(nik) ?? new Uint8Array()],
        signatory: ({ subject }) => subject.includes('Head of office'),
      }),
    });
    return { server, provider, blobs };
  }

  it('signs once, and answers the same document for ever', async () => {
    const { server, provider } = await office(2);
    const first = await provider.sign(callOf(1));
    expect(first).toMatchObject({ outcome: 'ok', level: 'B-B' });
    const again = await provider.sign(callOf(1, 2));
    expect(again.outcome === 'ok' && again.artifact).toBe(first.outcome === 'ok' && first.artifact);
    expect(server.record.length).toBe(1);
  });

  it('never makes an attempt twice, and finds by id what was signed', async () => {
    const { server, provider } = await office(1, { answers: 'id' });
    // The id came, and the document that it names could not be fetched then.
    server.setNext('silent', 1);
    expect((await provider.sign(callOf(1))).outcome).toBe('unknown');
    expect((await provider.sign(callOf(1))).outcome).toBe('unknown');
    expect(server.record.length).toBe(1);
    expect(await provider.lookUp?.(callOf(1))).toEqual({ outcome: 'unknown' });
  });

  it('refuses every lie, keeps it aside, and leaves the document in doubt', async () => {
    for (const how of ['otherDocument', 'otherSignatory', 'unsigned', 'truncated'] as const) {
      const { server, provider } = await office(2);
      server.setNext(how, 1);
      const told = await provider.sign(callOf(1));
      expect(told).toMatchObject({ outcome: 'unknown' });
      expect(told.outcome === 'unknown' && told.reason).toMatch(/^the answer was refused: /);
      expect(await provider.lookUp?.(callOf(1))).toEqual({ outcome: 'unknown' });
    }
  });

  it('takes a second document signed for the same request as a duplicate, and reports it', async () => {
    const { server, provider, blobs } = await office(1);
    server.setNext('silent', 1);
    expect((await provider.sign(callOf(1))).outcome).toBe('unknown');
    // A person, or a look-up elsewhere, said that nothing was made; the office begins another attempt.
    const second = await provider.sign(callOf(1, 2));
    expect(second.outcome).toBe('ok');
    expect(server.record.length).toBe(2);
    const artifact = second.outcome === 'ok' ? second.artifact : undefined;
    expect(await blobs.get(artifact ?? '')).toBeDefined();
  });
});
