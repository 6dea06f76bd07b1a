import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { compileLayout } from 'loket/printing/layout';
import { describe, expect, it } from 'vitest';

// The printable characters of Latin-1; U+00AD is a hyphen only where a line breaks.
const printable = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0x20, max: 0x7e }),
      fc.integer({ min: 0xa0, max: 0xff }).filter((point) => point !== 0xad),
      fc.constantFrom(...[...'()\\'].map((one) => one.charCodeAt(0))),
    ),
    { maxLength: 120 },
  )
  .map((points) => String.fromCharCode(...points));

const style = { xMm: 20, sizePt: 10 } as const;
const compiled = compileLayout({
  id: 'property',
  size: 'A4',
  pages: [
    {
      elements: [
        { type: 'field', field: 'one', yMm: 20, ...style },
        { type: 'field', field: 'two', yMm: 30, align: 'right', ...style },
        { type: 'qr', field: 'code', xMm: 20, yMm: 40, sizeMm: 30 },
        {
          type: 'signature',
          xMm: 100,
          yMm: 200,
          widthMm: 80,
          heightMm: 30,
          elements: [{ type: 'field', field: 'three', yMm: 10, ...style }],
        },
      ],
    },
  ],
});
const values = fc.record({
  one: printable,
  two: printable,
  three: printable,
  code: fc.string({ minLength: 1, maxLength: 60 }),
});

/** Reads a stream's texts as a viewer would: literal strings, escapes undone. */
function textsOf(stream: unknown): string[] {
  if (!(stream instanceof PDFRawStream)) throw new Error('no stream');
  const content = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
  return [...content.matchAll(/\(((?:\\.|[^\\()])*)\) Tj/gs)].map(([, text = '']) =>
    text.replace(/\\(.)/gs, '$1'),
  );
}

describe('a document of any printable Latin-1', () => {
  it('gives its texts back, parses without a warning and has an exact byte range', async () => {
    await fc.assert(
      fc.asyncProperty(values, fc.integer({ min: 0, max: 4_000_000_000_000 }), async (given, at) => {
        const { pdf, prepared } = compiled.render(given, { at });
        const document = await PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true });
        const { context } = document;
        const contents = document.getPage(0).node.normalizedEntries().Contents;
        // The library puts streams of its own around those that it read.
        const read = contents?.asArray().map((ref) => context.lookup(ref)) ?? [];
        const texts = read.filter((stream) => stream instanceof PDFRawStream).flatMap(textsOf);
        // An empty text draws nothing.
        expect(texts).toEqual([given.one, given.two].filter((text) => text !== ''));
        const widget = document.getForm().getSignature('Signature').acroField.getWidgets()[0];
        expect(textsOf(context.lookup(widget?.getAppearances()?.normal))).toEqual(
          given.three === '' ? [] : [given.three],
        );

        if (!prepared) throw new Error('not prepared');
        const [start, length, after, rest] = prepared.byteRange;
        const text = Buffer.from(pdf).toString('latin1');
        expect([start, text[length], text[after - 1], after + rest]).toEqual([0, '<', '>', pdf.length]);
        expect(prepared.contents).toEqual({ start: length + 1, end: after - 1 });
        expect(text.slice(length + 1, after - 1)).toBe('0'.repeat(2 * 8192));
        const dictionary = widget?.dict.lookup(PDFName.of('V'), PDFDict);
        expect(String(dictionary?.get(PDFName.of('ByteRange')))).toBe(`[ ${prepared.byteRange.join(' ')} ]`);
        offsetsHold(text);
      }),
      { numRuns: 150 },
    );
  });
});

/** Checks that each row of the table says where its object lies, and the trailer where the table lies. */
function offsetsHold(text: string): void {
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  const rows = text.slice(table).split('trailer')[0]?.split('\n').slice(2, -1) ?? [];
  expect(text.slice(table, table + 5)).toBe('xref\n');
  for (const [number, line] of rows.entries()) {
    expect(line).toHaveLength(19);
    if (number === 0) continue;
    expect(text.startsWith(`${number} 0 obj\n`, Number(line.slice(0, 10)))).toBe(true);
  }
}
