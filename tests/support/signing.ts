import { sign } from 'node:crypto';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { SignatureCall } from 'loket';
import { preparePdf, type RawSigner } from 'loket/signing/pades';
import { type TestPki, type TestPkiOptions, testPki } from 'loket/testing/signing-server';

export const signedAt = Date.parse('2026-03-02T09:00+07:00');
export const verificationUrl = 'https://verify.example/a/7f3c';

const made = new Map<string, TestPki>();

/** A test PKI of a kind, made once for a test file: keys take time. */
export function pkiOf(keyType: 'rsa' | 'ec', bits?: TestPkiOptions['bits'], who = ''): TestPki {
  const key = `${keyType} ${bits} ${who}`;
  const known = made.get(key);
  if (known) return known;
  const pki = testPki({
    keyType,
    bits,
    name: `Signer ${keyType}${who}`,
    validFrom: '2019-01-01T00:00Z',
    validUntil: '2035-01-01T00:00Z',
  });
  made.set(key, pki);
  return pki;
}

/** A PDF with one page; the same text gives the same bytes. */
export async function samplePdf(
  text = 'Kutipan akta kelahiran',
  useObjectStreams = true,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  pdf.addPage([595, 842]).drawText(text, { x: 60, y: 760, size: 14, font });
  return pdf.save({ useObjectStreams });
}

/** The sample, made ready for a visible signature with a QR code. */
export async function samplePrepared(useObjectStreams = true) {
  return preparePdf(await samplePdf(undefined, useObjectStreams), {
    fieldName: 'Head',
    page: 0,
    rectMm: [20, 20, 90, 32],
    name: 'Siti',
    reason: 'Akta kelahiran',
    location: 'Malang',
    signedAt,
    visible: { lines: ['Ditandatangani secara elektronik', 'Kepala Dinas'], qr: verificationUrl },
  });
}

/** A call of the office to a provider. */
export function callOf(requestId: string, attempt = 1, more: Partial<SignatureCall> = {}): SignatureCall {
  return {
    requestId,
    applicationId: `application-${requestId}`,
    kind: 'akta-lahir',
    attempt,
    effectId: `effect-${requestId}`,
    at: signedAt + attempt,
    signal: new AbortController().signal,
    ...more,
  };
}

/** A signer with the key of a test PKI in memory. */
export function keySigner(pki: TestPki): RawSigner {
  return {
    describe: async () => ({
      outcome: 'ok',
      certificate: pki.certificate,
      chain: pki.chain,
      keyType: pki.keyType,
    }),
    sign: async ({ hash, toBeSigned }) => ({ outcome: 'ok', signature: sign(hash, toBeSigned, pki.key) }),
  };
}

/** Lets the bytes of the two ranges of a PDF's nth signature, and its CMS, be checked by other programs. */
export function partsOf(signed: Uint8Array, nth = 0): { content: Buffer; cms: Buffer } {
  const file = Buffer.from(signed);
  const ranges = [...file.toString('latin1').matchAll(/\/ByteRange\s*\[(\d+) (\d+) (\d+) (\d+)/g)];
  const [, a = 0, b = 0, c = 0, d = 0] = (ranges.at(nth) ?? []).map(Number);
  const hex = file.toString('latin1', a + b + 1, c - 1);
  return {
    content: Buffer.concat([file.subarray(a, a + b), file.subarray(c, c + d)]),
    cms: Buffer.from(hex, 'hex'),
  };
}
