import { type EmbeddedFont, embedFont } from 'loket/printing/font';
import { compileLayout, type LayoutElement } from 'loket/printing/layout';
import { describe, expect, it } from 'vitest';
import { fontFile } from '../support/font-files.js';
import { needs } from '../support/needs.js';
import { refusal } from '../support/refusal.js';
import { withPdf } from '../support/rendered-pages.js';

const truetype = fontFile('DejaVuSans.ttf');
const cff = fontFile('NimbusSans-Regular.otf');
const cards = (fonts: Record<string, EmbeddedFont>, font?: string) =>
  compileLayout(
    {
      id: 'fonts',
      size: 'ID-1',
      pages: [{ elements: [{ type: 'field', field: 'name', xMm: 5, yMm: 10, sizePt: 10, font }] }],
    },
    { fonts },
  );

/** Copies a font, and answers where the entry of a table in its directory, and the table, begin. */
function opened(file: Uint8Array, wanted: string) {
  const copy = Uint8Array.from(file);
  const view = new DataView(copy.buffer);
  const entries = Array.from({ length: view.getUint16(4) }, (_, i) => 12 + 16 * i);
  const entry = entries.find((at) => String.fromCharCode(...copy.subarray(at, at + 4)) === wanted) ?? 0;
  return { copy, view, entry, table: view.getUint32(entry + 8) };
}

/** Sets the permission to embed in a font's table OS/2. */
function withPermission(file: Uint8Array, fsType: number): Uint8Array {
  const { copy, view, table } = opened(file, 'OS/2');
  view.setUint16(table + 8, fsType);
  return copy;
}

/** Writes another PostScript name into a font, of as many letters at most; or none. */
function withName(file: Uint8Array, name: string | undefined): Uint8Array {
  const { copy, view, table } = opened(file, 'name');
  const strings = table + view.getUint16(table + 4);
  for (let i = 0; i < view.getUint16(table + 2); i++) {
    const record = table + 6 + 12 * i;
    if (view.getUint16(record + 6) !== 6) continue;
    if (name === undefined) view.setUint16(record + 6, 200);
    const bytes = Buffer.from(name ?? '', view.getUint16(record) === 1 ? 'latin1' : 'utf16le');
    copy.set(view.getUint16(record) === 1 ? bytes : bytes.swap16(), strings + view.getUint16(record + 10));
    view.setUint16(record + 8, bytes.length);
  }
  return copy;
}

/** Gives a font one range of characters, whose glyphs follow one another (OpenType, cmap format 12). */
function withRange(file: Uint8Array, first: number, last: number, glyph: number): Uint8Array {
  const { copy, view, entry } = opened(file, 'cmap');
  const words = Buffer.alloc(40);
  for (const [i, word] of [0, 1, 3, 10, 0, 12, 12, 0].entries()) words.writeUInt16BE(word, 2 * i);
  for (const [i, word] of [28, 0, 1, first, last, glyph].entries()) words.writeUInt32BE(word, 16 + 4 * i);
  view.setUint32(entry + 8, copy.length);
  view.setUint32(entry + 12, words.length);
  return new Uint8Array(Buffer.concat([copy, words]));
}

describe('an embedded font', () => {
  const toolsThere = needs('pdffonts') && needs('pdftotext') && needs('qpdf') && truetype && cff;

  it.skipIf(!toolsThere)('goes into the file cut down, and gives its letters back to readers', () => {
    const fonts = { truetype: embedFont(truetype as Uint8Array), cff: embedFont(cff as Uint8Array) };
    for (const [font, name, type] of [
      ['truetype', 'DejaVuSans', 'CID TrueType'],
      ['cff', 'NimbusSans-Regular', 'CID Type 0C'],
    ] as const) {
      const text = 'Žofie Őrség, Łódź – “Ñandú” 12 €';
      const { pdf } = cards(fonts, font).render({ name: text }, { at: 0 });
      withPdf(pdf, (run, path) => {
        run('qpdf', '--check', path);
        expect(run('pdffonts', path)).toMatch(
          new RegExp(`[A-Z]{6}\\+${name} +${type} +Identity-H +yes yes yes`),
        );
        expect(run('pdftotext', path, '-').trim()).toBe(text);
      });
      // The other font is not written in, so it is not there.
      expect(pdf.length).toBeLessThan(fonts[font].program.length + 10_000);
    }
  });

  it.skipIf(!toolsThere)('takes the place of Helvetica when it is called regular', () => {
    const { pdf } = cards({ regular: embedFont(truetype as Uint8Array) }).render(
      { name: 'Łucja' },
      { at: 0 },
    );
    withPdf(pdf, (run, path) => expect(run('pdftotext', path, '-').trim()).toBe('Łucja'));
  });

  it.skipIf(!truetype)('is refused by the character that it lacks, or that was not asked for', () => {
    const font = embedFont(truetype as Uint8Array, { characters: { of: 'ABC abc' } });
    expect([...font.codes.keys()].map((unit) => String.fromCharCode(unit)).join('')).toBe(' ABCabc');
    const render = (name: string) => () => cards({ body: font }, 'body').render({ name }, { at: 0 });
    expect(render('a Bca')).not.toThrow();
    expect(refusal(render('abd'))).toEqual({
      code: 'invalid-data',
      field: 'name',
      rule: 'must hold only characters that the font has (those embedded of DejaVuSans)',
      value: 'U+0064',
    });
    const asked = (of: string) => refusal(() => embedFont(truetype as Uint8Array, { characters: { of } }));
    expect(asked('a漢')).toMatchObject({ code: 'invalid-config', field: 'characters', value: 'U+6F22' });
    // It has them, but they must be joined, stacked or turned to be right.
    expect(asked('سلام')).toMatchObject({ value: 'U+0633' });
    expect(asked('שלום')).toMatchObject({ value: 'U+05E9' });
    expect(asked('x\u0323')).toMatchObject({ value: 'U+0323' });
  });

  it.skipIf(!truetype)('is refused below a bar code by the character that it lacks', () => {
    const regular = embedFont(truetype as Uint8Array, { characters: { of: 'ABC' } });
    const layout = compileLayout(
      {
        id: 'bars',
        size: 'ID-1',
        pages: [
          {
            elements: [
              {
                type: 'barcode',
                field: 'serial',
                symbology: 'own',
                xMm: 5,
                yMm: 5,
                widthMm: 70,
                heightMm: 15,
                textPt: 9,
              },
            ],
          },
        ],
      },
      { fonts: { regular }, barcodes: { own: () => [2, 1, 2] } },
    );
    expect(refusal(() => layout.render({ serial: 'AB1' }, { at: 0 }))).toMatchObject({
      field: 'serial',
      rule: 'must hold only characters that the font has (those embedded of DejaVuSans)',
      value: 'U+0031',
    });
  });

  it.skipIf(!truetype)('goes only into files that say something in it', () => {
    const font = embedFont(truetype as Uint8Array, { characters: { of: 'ABC' } });
    const box = { type: 'box', xMm: 1, yMm: 1, widthMm: 80, heightMm: 50 } as const;
    const bars = { ...box, type: 'barcode', field: 'serial', symbology: 'own' } as const;
    const size = (element: LayoutElement) => {
      const layout = compileLayout(
        { id: 'fonts', size: 'ID-1', pages: [{ elements: [box, element] }] },
        { fonts: { regular: font }, barcodes: { own: () => [2, 1, 2] } },
      );
      const values = Object.fromEntries(layout.fields.map((field) => [field, 'A']));
      return layout.render(values, { at: 0 }).pdf.length;
    };
    const without = [box, bars].map((one) => size(one));
    const within = [{ ...bars, textPt: 9 }, { type: 'text', text: 'A', xMm: 5, yMm: 5, sizePt: 9 } as const];
    const least = Math.min(...within.map((one) => size(one)));
    expect(without.filter((one) => one > least - 1500)).toEqual([]);
  });

  it.skipIf(!truetype)('leaves out, with all that it has, what cannot be drawn letter by letter', () => {
    const font = embedFont(truetype as Uint8Array, { characters: 'all' });
    expect(font.codes.has(0x416)).toBe(true);
    expect(font.codes.has(0x633)).toBe(false);
    expect(font.codes.has(0x301)).toBe(false);
    expect(font.codes.has(0xad)).toBe(false);
    const latin = embedFont(truetype as Uint8Array);
    expect(latin.codes.has(0x416)).toBe(false);
    expect(latin.program.length).toBeLessThan(font.program.length / 4);
  });

  it.skipIf(!truetype)(
    'is refused when its maker forbids embedding, and taken when it may be previewed and printed',
    () => {
      const of = (fsType: number) => refusal(() => embedFont(withPermission(truetype as Uint8Array, fsType)));
      for (const forbidden of [0x0002, 0x0100, 0x0200]) {
        expect(of(forbidden)).toMatchObject({ code: 'invalid-config', field: 'file', value: 'DejaVuSans' });
      }
      expect([of(0x0000), of(0x0004), of(0x0008)]).toEqual([undefined, undefined, undefined]);
    },
  );

  it.skipIf(!toolsThere)('may have any name, or none: files get what is one', () => {
    for (const [name, expected] of [
      ['A#41 B/C', 'A41BC'],
      ['\0(a)<é>', 'a'],
      ['', 'Font'],
      [undefined, 'Font'],
    ] as const) {
      const font = embedFont(withName(truetype as Uint8Array, name), { characters: { of: 'ABC' } });
      expect(font.name).toBe(expected);
      withPdf(cards({ body: font }, 'body').render({ name: 'ABC' }, { at: 0 }).pdf, (run, path) => {
        run('qpdf', '--check', path);
        expect(run('pdffonts', path)).toMatch(new RegExp(`[A-Z]{6}\\+${expected} +CID TrueType`));
        expect(run('pdftotext', path, '-').trim()).toBe('ABC');
      });
    }
  });

  it.skipIf(!truetype || !cff)('is refused when a part of its file is missing or broken', () => {
    const rule = 'must be a TrueType or OpenType font';
    const without = (file: Uint8Array, table: string) => {
      const { copy, entry } = opened(file, table);
      copy.set(Buffer.from('XXXX'), entry);
      return refusal(() => embedFont(copy));
    };
    for (const table of ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'post', 'glyf', 'loca']) {
      expect([table, without(truetype as Uint8Array, table)?.rule]).toEqual([table, rule]);
    }
    expect(without(cff as Uint8Array, 'CFF ')?.rule).toBe(rule);
    // With this byte spoiled, outlines have numbers that are none.
    const { copy: bent, table } = opened(cff as Uint8Array, 'CFF ');
    bent[table + 72] = 0;
    expect(refusal(() => embedFont(bent))?.rule).toBe(rule);
    // Units of an em are 16 to 16,384; with 16 the letters of this one would be a hundred times as wide as high.
    for (const units of [0, 15, 16, 16_385]) {
      const { copy, view, table } = opened(truetype as Uint8Array, 'head');
      view.setUint16(table + 18, units);
      expect([units, refusal(() => embedFont(copy))?.rule]).toEqual([units, rule]);
    }
    for (const bytes of [1000, 10_000, 100_000]) {
      const short = (truetype as Uint8Array).subarray(0, bytes);
      expect(refusal(() => embedFont(short))).toMatchObject({ rule, value: `${bytes} bytes` });
    }
  });

  it.skipIf(!truetype)('is read no further than its characters can be drawn, however many it claims', () => {
    const file = withRange(truetype as Uint8Array, 0x20, 0x7fff_ffff, 3);
    expect(embedFont(file).codes.size).toBeGreaterThan(300);
    expect(embedFont(file, { characters: { of: ' A' } }).codes.size).toBe(2);
  });

  it('is refused when it is no font, or no prepared one', () => {
    expect(refusal(() => embedFont(new Uint8Array(100)))).toMatchObject({ value: '100 bytes' });
    expect(refusal(() => embedFont('font' as unknown as Uint8Array))).toMatchObject({ value: 'string' });
    expect(
      refusal(() => cards({ body: new Uint8Array(3) as unknown as EmbeddedFont }, 'body')),
    ).toMatchObject({
      field: 'fonts.body',
      rule: 'must be a font made by embedFont',
    });
  });

  it('is refused in a template when nobody gave it', () => {
    expect(refusal(() => cards({}, 'body'))).toEqual({
      code: 'invalid-config',
      field: 'pages[0].elements[0].font',
      rule: 'must be a name of the option fonts (now: regular, bold)',
      value: 'body',
    });
  });
});
