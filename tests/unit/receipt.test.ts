import { sign } from 'node:crypto';
import { PDFDocument, PDFName, rgb } from '@cantoo/pdf-lib';
import { P12Signer, PDF } from '@libpdf/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cmsTemplate } from '../../src/signing/pades/cms-template.js';
import {
  checkReceipt,
  embedSignature,
  preparePdf,
  type ReceiptExpectation,
} from '../../src/signing/pades/index.js';
import { documentDigest } from '../../src/signing/pades/prepared-pdf.js';
import { type TestPki, testPki } from '../../src/testing/test-pki.js';

const at = Date.parse('2026-03-02T09:00+07:00');
const life = { validFrom: '2026-01-01T00:00Z', validUntil: '2027-01-01T00:00Z' };

async function letter(text = 'A letter', pages = 1): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  for (let i = 0; i < pages; i++) pdf.addPage([300, 300]).drawText(text, { x: 20, y: 200, size: 18 });
  return pdf.save();
}

async function signed(pdf: Uint8Array, pki: TestPki, signedAt = at, field = 'Head'): Promise<Uint8Array> {
  const prepared = await preparePdf(pdf, { fieldName: field, page: 0, signedAt });
  const template = cmsTemplate(pki.certificate, pki.chain);
  const digest = documentDigest(prepared);
  const signature = sign('sha256', template.attributes(digest), pki.key);
  return embedSignature(prepared, template.cms(digest, signature));
}

let sent: Uint8Array;
const pki = testPki({ ...life, keyType: 'ec', name: 'Head of office' });
const expectation = (more: Partial<ReceiptExpectation> = {}): ReceiptExpectation => ({
  sent,
  roots: [pki.root],
  signatory: ({ subject }) => subject.includes('Head of office'),
  askedAt: at,
  at: at + 2_000,
  ...more,
});
const codeOf = async (answer: Uint8Array, more?: Partial<ReceiptExpectation>) => {
  const verdict = await checkReceipt(answer, expectation(more));
  return verdict.ok ? verdict.level : verdict.code;
};

beforeAll(async () => {
  sent = await letter();
});

describe('an honest answer', () => {
  it('is accepted, with RSA and with ECDSA, visible or not', async () => {
    for (const keyType of ['rsa', 'ec'] as const) {
      const own = testPki({ ...life, keyType, name: 'Head of office' });
      const answer = await signed(sent, own);
      const verdict = await checkReceipt(answer, expectation({ roots: [own.root] }));
      expect(verdict).toMatchObject({ ok: true, level: 'B-B', claimedAt: at, stampedAt: null });
    }
  });

  it('of another maker is accepted, with cross-reference streams and with tables', async () => {
    const own = testPki({ ...life, name: 'Head of office' });
    const signer = await P12Signer.create(own.p12('secret'), 'secret');
    for (const useObjectStreams of [true, false]) {
      const pdf = await PDFDocument.create({ updateMetadata: false });
      pdf.addPage([300, 300]).drawText('A letter', { x: 20, y: 200, size: 18 });
      const before = await pdf.save({ useObjectStreams });
      const document = await PDF.load(before);
      const { bytes } = await document.sign({ signer, signingTime: new Date(at), level: 'B-B' } as never);
      const verdict = await checkReceipt(bytes, expectation({ sent: before, roots: [own.root] }));
      expect(verdict).toMatchObject({ ok: true, level: 'B-B' });
    }
  });
});

describe('a wrong answer', () => {
  it('is refused for what is wrong with it', async () => {
    const good = await signed(sent, pki);
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
    const bytes = (latin1: string) => Uint8Array.from(Buffer.from(latin1, 'latin1'));
    const flip = (at: number) => {
      const changed = Uint8Array.from(good);
      changed[at] = (changed[at] ?? 0) ^ 1;
      return changed;
    };
    expect(await codeOf(good)).toBe('B-B');
    expect(await codeOf(sent)).toBe('nothing-added');
    expect(await codeOf(bytes('<html>502</html>'))).toBe('not-a-pdf');
    expect(await codeOf(await signed(await letter('Another'), pki))).toBe('not-our-document');
    expect(await codeOf(good.subarray(0, good.length - 100))).toBe('bad-update');
    expect(await codeOf(flip(100))).toBe('not-our-document');
    const stranger = testPki({ ...life, keyType: 'ec', name: 'Head of office' });
    expect(await codeOf(await signed(sent, stranger))).toBe('unknown-issuer');
    expect(await codeOf(good, { signatory: () => false })).toBe('other-signatory');
    expect(await codeOf(await signed(sent, pki, at - 86_400_000))).toBe('wrong-time');
    expect(await codeOf(good, { at: Date.parse('2028-01-01T00:00Z'), askedAt: 0 })).toBe(
      'certificate-expired',
    );
    expect(await codeOf(good, { timestamp: 'required' })).toBe('no-timestamp');
    expect(await codeOf(good, { revocation: 'required' })).toBe('no-revocation-data');
    expect(await codeOf(bytes(text(good).replace('ETSI.CAdES.detached', 'adbe.pkcs7.detached')))).toBe(
      'wrong-format',
    );
    const end = text(good).search(/0{40}>/);
    expect(await codeOf(bytes(`${text(good).slice(0, end + 20)}1${text(good).slice(end + 21)}`))).toBe(
      'bad-padding',
    );
  });

  it('that changes what is seen is refused, though the signature fits', async () => {
    const change = async (work: (pdf: PDFDocument) => void) => {
      const pdf = await PDFDocument.load(sent, { updateMetadata: false, forIncrementalUpdate: true });
      work(pdf);
      return signed(await pdf.commit(), pki);
    };
    // Two updates, the first with the change: what was sent is still the beginning.
    const white = await change((pdf) =>
      pdf.getPage(0).drawRectangle({ x: 10, y: 190, width: 200, height: 40, color: rgb(1, 1, 1) }),
    );
    expect(await codeOf(white)).toBe('bad-update');
    const page = await change((pdf) => pdf.addPage());
    expect(await codeOf(page)).toBe('bad-update');
    const later = await PDFDocument.load(await signed(sent, pki), {
      updateMetadata: false,
      forIncrementalUpdate: true,
    });
    later.catalog.set(PDFName.of('Lang'), PDFName.of('id'));
    expect(await codeOf(await later.commit())).toBe('bad-update');
  });
});
