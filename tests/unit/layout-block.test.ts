import { embedFont } from 'loket/printing/font';
import { compileLayout, type LayoutBlock, type LayoutMark } from 'loket/printing/layout';
import { describe, expect, it } from 'vitest';
import { fontFile } from '../support/font-files.js';
import { refusal } from '../support/refusal.js';

const block = (style: Partial<LayoutBlock> = {}): LayoutBlock => ({
  type: 'block',
  field: 'value',
  xMm: 10,
  yMm: 10,
  widthMm: 40,
  heightMm: 10,
  sizePt: 10,
  ...style,
});
const layoutOf = (mark: LayoutMark, fonts = {}) =>
  compileLayout({ id: 'block', size: 'ID-1', pages: [{ elements: [mark] }] }, { fonts });

/** Answers the lines of Helvetica in a preview. */
function linesOf(mark: LayoutMark, value: string): string[] {
  const [svg = ''] = layoutOf(mark).preview({ value });
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

describe('a block of text', () => {
  it('is neither smaller nor cut because of line breaks at its end', () => {
    // Room for one line of 10 points.
    for (const fit of ['shrink', 'ellipsis'] as const) {
      const low = block({ heightMm: 5, fit });
      expect(linesOf(low, 'Kota Contoh\n')).toEqual(['Kota Contoh']);
      expect(linesOf(low, 'Kota Contoh\r\n \n')).toEqual(['Kota Contoh']);
      expect(linesOf(low, '\n')).toEqual([]);
    }
    const [svg = ''] = layoutOf(block({ heightMm: 5 })).preview({ value: 'Kota\n' });
    expect(svg).toContain('font-size="10"');
  });

  it('that is cut before a blank line ends in its ellipsis without a gap', () => {
    const low = block({ heightMm: 5, fit: 'ellipsis' });
    expect(linesOf(low, 'Kota\n\nContoh')).toEqual(['Kota…']);
  });

  it('is refused when not even an ellipsis fits, and never drawn without its wide letters', () => {
    const narrow = block({ widthMm: 1.2, fit: 'ellipsis' });
    expect(linesOf(narrow, 'i l')).toEqual(['i', 'l']);
    for (const [style, text] of [
      [narrow, 'Wim il'],
      [narrow, 'i Wim'],
      [block({ heightMm: 2, fit: 'ellipsis' }), 'Wim'],
    ] as const) {
      expect(refusal(() => layoutOf(style).render({ value: text }, { at: 0 }))).toEqual({
        code: 'invalid-data',
        field: 'value',
        rule: `must fit ${style.widthMm} mm by ${style.heightMm} mm at 10 pt, or an ellipsis must`,
        value: `text of length ${text.length}`,
      });
    }
    const line: LayoutMark = {
      type: 'field',
      field: 'value',
      xMm: 5,
      yMm: 5,
      sizePt: 10,
      maxWidthMm: 2,
      fit: 'ellipsis',
    };
    expect(linesOf(line, 'il')).toEqual(['il']);
    expect(refusal(() => layoutOf(line).render({ value: 'Wim' }, { at: 0 }))).toMatchObject({
      rule: 'must fit 2 mm at 10 pt, or an ellipsis must',
      value: 'text of length 3',
    });
  });
});

describe('a text in a font of few characters', () => {
  const file = fontFile('DejaVuSans.ttf');

  it.skipIf(!file)(
    'is refused with its template when it is to be cut with an ellipsis that the font lacks',
    () => {
      const fonts = { body: embedFont(file as Uint8Array, { characters: { of: 'ABC ' } }) };
      const marks: LayoutMark[] = [
        block({ font: 'body', fit: 'ellipsis' }),
        { type: 'field', field: 'value', xMm: 5, yMm: 5, sizePt: 9, font: 'body', fit: 'ellipsis' },
      ];
      for (const mark of marks) {
        expect(refusal(() => layoutOf(mark, fonts))).toEqual({
          code: 'invalid-config',
          field: 'pages[0].elements[0].font',
          rule: 'must be a font with an ellipsis (U+2026), in which texts are cut',
          value: 'body',
        });
      }
    },
  );

  it.skipIf(!file)('needs a space only where it has one', () => {
    const fonts = { body: embedFont(file as Uint8Array, { characters: { of: 'ABC' } }) };
    const layout = layoutOf(block({ font: 'body' }), fonts);
    expect(layout.render({ value: 'AB\nC' }, { at: 0 }).pdf.length).toBeGreaterThan(1000);
    expect(refusal(() => layout.render({ value: 'A B' }, { at: 0 }))).toMatchObject({ value: 'U+0020' });
  });
});
