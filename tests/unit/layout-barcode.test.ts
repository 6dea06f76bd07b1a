import fc from 'fast-check';
import { code128 } from 'loket/printing/barcode';
import { compileLayout, type LayoutBarcode } from 'loket/printing/layout';
import { describe, expect, it } from 'vitest';
import { needs } from '../support/needs.js';
import { refusal } from '../support/refusal.js';
import { codesOn, withPdf } from '../support/rendered-pages.js';

const place = { symbology: 'code128', xMm: 10, widthMm: 190, heightMm: 15 } as const;
const layoutOf = (...elements: LayoutBarcode[]) =>
  compileLayout({ id: 'bars', size: 'A4', pages: [{ elements }] }, { barcodes: { code128 } });

describe('a bar code', () => {
  const toolsThere = needs('pdftoppm') && needs('zbarimg') && needs('pdftotext');
  const rows = Array.from({ length: 12 }, (_, i) => i);
  const sheet = layoutOf(
    ...rows.map((i) => ({ type: 'barcode', field: `f${i}`, yMm: 10 + i * 23, ...place }) as const),
  );
  // What a scanner's own line ends, or reads as nothing, is not part of a number.
  const serial = fc.oneof(
    fc.stringMatching(/^[0-9]{1,24}$/),
    fc.stringMatching(/^[A-Z]{2,4}-[0-9]{4}-[0-9]{6}$/),
    fc.stringMatching(/^[!-~]{1,20}$/),
    fc.stringMatching(/^[!-~]{1,6} [!-~]{1,6}$/),
  );

  it.skipIf(!toolsThere)('is read back by a scanner, whatever printable ASCII it says', () => {
    fc.assert(
      fc.property(fc.array(serial, { minLength: 12, maxLength: 12 }), (texts) => {
        const values = Object.fromEntries(texts.map((text, i) => [`f${i}`, text]));
        const read = codesOn(sheet.render(values, { at: 0 }).pdf, 150, 200);
        expect(read).toEqual([...new Set(texts.map((text) => `CODE-128:${text}`))].sort());
      }),
      { numRuns: 8 },
    );
  });

  it.skipIf(!toolsThere)('says its text below when it has room for one', () => {
    const spoken = layoutOf({ type: 'barcode', field: 'one', yMm: 10, ...place, textPt: 9 });
    const { pdf } = spoken.render({ one: 'KTP-2019-000042' }, { at: 0 });
    withPdf(pdf, (run, path) => expect(run('pdftotext', path, '-').trim()).toBe('KTP-2019-000042'));
    expect(codesOn(pdf, 200)).toEqual(['CODE-128:KTP-2019-000042']);
  });

  it('has bars of one to four modules that end with the stop, of eleven modules a character', () => {
    fc.assert(
      fc.property(serial, (text) => {
        const bars = code128(text) ?? [];
        expect(bars.every((one) => one >= 1 && one <= 4)).toBe(true);
        expect(bars.slice(-7)).toEqual([2, 3, 3, 1, 1, 1, 2]);
        expect((bars.reduce((sum, one) => sum + one, 0) - 13) % 11).toBe(0);
      }),
    );
  });

  it('is refused when it cannot say a text, when its bars would be too thin, or when nobody gave its alphabet', () => {
    const narrow = layoutOf({ type: 'barcode', field: 'one', yMm: 10, ...place, widthMm: 20 });
    const render = (one: string) => refusal(() => narrow.render({ one }, { at: 0 }));
    const rule = 'must be a text for its bar code';
    expect(render('é')).toEqual({ code: 'invalid-data', field: 'one', rule, value: 'text of length 1' });
    expect(render('')).toMatchObject({ rule });
    expect(render('a\nb')).toMatchObject({ rule });
    expect(render('123456')).toBeUndefined();
    expect(render('KTP-2019-000042')).toMatchObject({
      rule: 'must fit a bar code 20 mm wide with bars of 0.169 mm or more',
    });
    const work = () => layoutOf({ type: 'barcode', field: 'one', yMm: 10, ...place, symbology: 'code39' });
    expect(refusal(work)).toMatchObject({
      code: 'invalid-config',
      field: 'pages[0].elements[0].symbology',
      rule: 'must be a name of the option barcodes (now: code128)',
      value: 'code39',
    });
  });

  it('is refused when its words leave no room for bars, or no room for themselves', () => {
    const low = (heightMm: number) =>
      refusal(() => layoutOf({ type: 'barcode', field: 'one', yMm: 10, ...place, heightMm, textPt: 20 }));
    // Helvetica reaches 0.931 above its line and 0.225 below: 8.2 mm at 20 points.
    expect(low(8)).toEqual({
      code: 'invalid-config',
      field: 'pages[0].elements[0].heightMm',
      rule: 'must leave room for bars above a text of 20 pt',
      value: 8,
    });
    expect(low(9)).toBeUndefined();
    const size = { widthMm: 40, heightMm: 40, textPt: 60 };
    const wide = layoutOf({ type: 'barcode', field: 'one', yMm: 10, ...place, ...size });
    expect(refusal(() => wide.render({ one: 'KTP-2019' }, { at: 0 }))).toMatchObject({
      field: 'one',
      rule: 'must fit 40 mm at 60 pt below its bar code',
      value: 'text of length 8',
    });
  });

  it("is refused when a host's alphabet answers what are no bars, without a line of it drawn", () => {
    for (const bars of [[], [Number.NaN], [1, -1, 1], [1, 0.5, 1], ['1']] as number[][]) {
      const layout = compileLayout(
        {
          id: 'own',
          size: 'A4',
          pages: [{ elements: [{ type: 'barcode', field: 'one', yMm: 10, ...place, symbology: 'own' }] }],
        },
        { barcodes: { own: () => bars } },
      );
      expect(refusal(() => layout.preview({ one: 'e' }))).toMatchObject({
        field: 'one',
        rule: 'must be a text for its bar code',
      });
    }
  });

  it('takes any alphabet of a host', () => {
    const morse = (text: string) => (text === 'e' ? [1] : undefined);
    const layout = compileLayout(
      {
        id: 'own',
        size: 'A4',
        pages: [{ elements: [{ type: 'barcode', field: 'one', yMm: 10, ...place, symbology: 'morse' }] }],
      },
      { barcodes: { morse } },
    );
    expect(layout.preview({ one: 'e' })[0]).toContain('d="M10 0h1v1h-1z"');
  });
});
