import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { isLoketError } from 'loket';
import { locateSignature, pdfString, pdfTemplate, placeFor, preparePdf, qrDrawer } from 'loket/signing/pades';
import { describe, expect, it } from 'vitest';
import { signedAt } from '../support/signing.js';

async function preparedWith(...places: string[]) {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const page = pdf.addPage();
  for (const place of places) page.node.addContentStream(pdf.context.register(pdf.context.stream(place)));
  return preparePdf(await pdf.save(), { fieldName: 'Head', page: 0, signedAt });
}

function rule(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (isLoketError(error, 'invalid-data')) return error.issues[0]?.rule;
    throw error;
  }
}

describe('a template of a PDF', () => {
  it('writes each person into the places, and nothing else changes', async () => {
    const prepared = await preparedWith(placeFor('name', 100), placeFor('code', 200));
    const template = pdfTemplate(prepared);
    const empty = Buffer.from(template.fill({}).bytes);
    expect(empty.includes('%loket-place:')).toBe(false);
    const printable = fc.string({ unit: 'binary-ascii', maxLength: 100 });
    fc.assert(
      fc.property(printable, printable, (name, code) => {
        const filled = template.fill({ name, code });
        expect(locateSignature(filled.bytes)).toEqual(filled);
        const other = Buffer.from(filled.bytes);
        for (const [text, size] of [[name, 100] as const, [code, 200] as const]) {
          const at = Buffer.from(prepared.bytes).indexOf(`%loket-place:${size === 100 ? 'name' : 'code'}:`);
          expect(other.toString('latin1', at, at + size)).toBe(text.padEnd(size));
          other.fill(0x20, at, at + size);
        }
        expect(other.equals(empty)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what a person is called a text, whatever is in it', () => {
    expect(pdfString('a) Tj (b\\')).toBe('(a\\) Tj \\(b\\\\)');
    expect(rule(() => pdfString('two\nlines'))).toBe('must have texts in Latin-1');
  });

  it('leaves nothing of one person in the next document', async () => {
    const template = pdfTemplate(await preparedWith(placeFor('name', 100)));
    template.fill({ name: 'a long name of somebody' });
    expect(Buffer.from(template.fill({ name: 'short' }).bytes).includes('somebody')).toBe(false);
  });

  it('refuses what does not fit, is in other letters, or has no place', async () => {
    const template = pdfTemplate(await preparedWith(placeFor('name', 100)));
    expect([
      rule(() => template.fill({ name: 'x'.repeat(101) })),
      rule(() => template.fill({ name: 'Tanda \u4e2d' })),
      rule(() => template.fill({ other: 'x' })),
      rule(() => placeFor('a name', 100)),
      rule(() => placeFor('name', 79)),
    ]).toEqual([
      "must have contents of 100 bytes or less for place 'name'",
      'must have contents in Latin-1',
      "must have a place 'other'",
      'must have places named by letters, digits and hyphens',
      'must have places of 80 bytes or more',
    ]);
    const without = await preparedWith('q Q');
    const twice = await preparedWith(placeFor('name', 100), placeFor('name', 100));
    const torn = await preparedWith(placeFor('name', 100).slice(0, 90));
    expect([without, twice, torn].map((prepared) => rule(() => pdfTemplate(prepared)))).toEqual([
      'must hold a place, in a stream that is not compressed',
      'must have each place once',
      'must have its places whole',
    ]);
  });
});

describe('a QR drawing', () => {
  it('covers the dark squares of the code and no other', async () => {
    const { default: encodeQR } = await import('qr');
    const draw = await qrDrawer();
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), (text) => {
        const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
        const size = rows.length;
        const seen = rows.map((row) => row.map(() => false));
        for (const [, x, y, width] of draw(text, 10, 20, 80).matchAll(/^(\d+) (\d+) (\d+) 1 re$/gm)) {
          for (let i = 0; i < Number(width); i++) {
            const row = seen[size - 1 - Number(y)];
            if (row) row[Number(x) + i] = true;
          }
        }
        expect(seen).toEqual(rows);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses a text that fits no code', async () => {
    const draw = await qrDrawer();
    expect(rule(() => draw('x'.repeat(5000), 0, 0, 80))).toBe('must have a QR text that fits a QR code');
  });
});
