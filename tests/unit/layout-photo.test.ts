import { deflateSync, inflateSync } from 'node:zlib';
import { isLoketError } from 'loket';
import { compileLayout, type LayoutPhoto } from 'loket/printing/layout';
import { describe, expect, it } from 'vitest';
import { needs } from '../support/needs.js';
import { filteredPng, png, pngChunk, quadrants, withExif, withSegment } from '../support/photos.js';
import { colourAt, type RenderedPage, renderedPages, withPdf } from '../support/rendered-pages.js';

const box = { xMm: 0, yMm: 0, widthMm: 40, heightMm: 40 } as const;
const layoutOf = (photo: Partial<LayoutPhoto> = {}) =>
  compileLayout({
    id: 'photo',
    size: { widthMm: 40, heightMm: 40 },
    pages: [
      {
        elements: [
          { type: 'box', ...box, fill: '#808080' },
          { type: 'photo', field: 'photo', ...box, ...photo },
        ],
      },
    ],
  });
const pdfOf = (photo: Uint8Array, element: Partial<LayoutPhoto> = {}) =>
  layoutOf(element).render({ photo }, { at: 0 }).pdf;

function ruleOf(photo: unknown): string | undefined {
  try {
    layoutOf().render({ photo: photo as Uint8Array }, { at: 0 });
  } catch (error) {
    if (isLoketError(error)) return error.issues[0]?.rule;
    throw error;
  }
  return undefined;
}

/** Names the colours in the four quarters: top left, top right, bottom left, bottom right. */
function quarters(page: RenderedPage | undefined): string {
  if (!page) throw new Error('no page');
  const places = [0.3, 0.7].flatMap((y) => [0.3, 0.7].map((x) => [x, y] as const));
  return places
    .map(([x, y]) => {
      const [red = 0, green = 0, blue = 0] = colourAt(page, x, y);
      if (blue > 200) return 'B';
      return red > 200 ? (green > 200 ? 'Y' : 'R') : green > 200 ? 'G' : '-';
    })
    .join('');
}

describe('a photo', () => {
  const toolsThere = needs('pdftoppm') && needs('qpdf') && needs('pdfinfo');

  // What the standard says of the first row and the first column of the stored image.
  const orientations: readonly (readonly [number, string, string])[] = [
    [1, 'row at the top, column at the left', 'RGBY'],
    [2, 'row at the top, column at the right', 'GRYB'],
    [3, 'row at the bottom, column at the right', 'YBGR'],
    [4, 'row at the bottom, column at the left', 'BYRG'],
    [5, 'row at the left, column at the top', 'RBGY'],
    [6, 'row at the right, column at the top', 'BRYG'],
    [7, 'row at the right, column at the bottom', 'YGBR'],
    [8, 'row at the left, column at the bottom', 'GYRB'],
  ];
  for (const [orientation, where, expected] of orientations) {
    it.skipIf(!toolsThere)(`stands upright when its Exif says: ${where}`, () => {
      for (const little of [false, true]) {
        const [page] = renderedPages(pdfOf(withExif(quadrants, orientation, little)), 60);
        expect(quarters(page)).toBe(expected);
      }
    });
  }

  it.skipIf(!toolsThere)('fills its box, or is shown whole with what lies beneath at its sides', () => {
    const [covered] = renderedPages(pdfOf(quadrants), 60);
    const [contained] = renderedPages(pdfOf(quadrants, { fit: 'contain' }), 60);
    if (!covered || !contained) throw new Error('no page');
    expect(colourAt(covered, 0.05, 0.5)).not.toEqual([128, 128, 128]);
    expect(colourAt(contained, 0.05, 0.5)).toEqual([128, 128, 128]);
    expect(colourAt(contained, 0.95, 0.5)).toEqual([128, 128, 128]);
    expect(quarters(contained)).toBe('RGBY');
  });

  it.skipIf(!toolsThere)('may be a PNG, and shows what lies beneath where it is transparent', () => {
    const half = png(20, 20, (x) => (x < 10 ? [255, 0, 0, 255] : [0, 255, 0, 0]));
    const pdf = pdfOf(half);
    const [page] = renderedPages(pdf, 60);
    if (!page) throw new Error('no page');
    expect(colourAt(page, 0.25, 0.5)).toEqual([255, 0, 0]);
    expect(colourAt(page, 0.75, 0.5)).toEqual([128, 128, 128]);
    withPdf(pdf, (run, path) => run('qpdf', '--check', path));
  });

  it.skipIf(!toolsThere)('goes into the file as it is when it is a usual PNG, in grey or RGB', () => {
    for (const colours of [1, 3] as const) {
      const value = (x: number, y: number, colour: number) => (x * 29 + y * 17 + colour * 83) % 256;
      const { file, data } = filteredPng(10, 10, colours, value);
      const pdf = pdfOf(file);
      expect(Buffer.from(pdf).includes(data)).toBe(true);
      withPdf(pdf, (run, path) => run('qpdf', '--check', path));
      const [page] = renderedPages(pdf, 127);
      if (!page) throw new Error('no page');
      for (let y = 0; y < 10; y++) {
        for (let x = 0; x < 10; x++) {
          const expected = [0, 1, 2].map((colour) => value(x, y, colours === 1 ? 0 : colour));
          expect(colourAt(page, (x + 0.5) / 10, (y + 0.5) / 10)).toEqual(expected);
        }
      }
      // A row with a filter that is none is left to the library, as is one whose alpha is a colour.
      const broken = Buffer.from(inflateSync(data));
      broken[0] = 9;
      const other = Buffer.from(deflateSync(broken));
      const head = file.subarray(0, 33);
      const end = pngChunk('IEND', Buffer.alloc(0));
      const spoiled = Buffer.concat([head, pngChunk('IDAT', other), end]);
      expect(ruleOf(spoiled) ?? Buffer.from(pdfOf(spoiled)).includes(other)).not.toBe(true);
      const clear = Buffer.concat([
        head,
        pngChunk('tRNS', Buffer.alloc(2 * colours)),
        pngChunk('IDAT', data),
        end,
      ]);
      const shown = renderedPages(pdfOf(clear), 127)[0];
      expect(shown && colourAt(shown, 0.05, 0.05)).toEqual(colours === 1 ? [128, 128, 128] : [0, 83, 166]);
    }
  });

  it.skipIf(!toolsThere)('may be left out where the layout says so', () => {
    const { pdf } = layoutOf({ optional: true }).render({}, { at: 0 });
    withPdf(pdf, (run, path) => run('qpdf', '--check', path));
    expect(quarters(renderedPages(pdf, 60)[0])).toBe('----');
    expect(layoutOf({ optional: true }).preview({})[0]).not.toContain('<image');
    expect(ruleOf(undefined)).toBe('must be the bytes of a photo');
  });

  it.skipIf(!toolsThere)('stands upright whatever other notes follow its Exif', () => {
    // Cameras and editors write their XMP beside it, in segments with the same mark.
    const xmp = Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>', 'latin1');
    const turned = withExif(withSegment(quadrants, 0xe1, xmp), 6);
    expect(quarters(renderedPages(pdfOf(turned), 60)[0])).toBe('BRYG');
    expect(quarters(renderedPages(pdfOf(withSegment(withExif(quadrants, 6), 0xe1, xmp)), 60)[0])).toBe(
      'BRYG',
    );
  });

  it('takes along neither the place nor the film that its maker put into the file', () => {
    const film = Buffer.from('SECRET-FILM');
    const commented = withSegment(quadrants, 0xfe, Buffer.from('SECRET-COMMENT'));
    const photo = new Uint8Array(Buffer.concat([withExif(commented, 1), film]));
    expect(Buffer.from(photo).toString('latin1')).toContain('SECRET-PLACE');
    expect(Buffer.from(pdfOf(photo)).toString('latin1')).not.toContain('SECRET');
    const href = /href="data:image\/jpeg;base64,([^"]+)"/.exec(layoutOf().preview({ photo })[0] ?? '')?.[1];
    expect(Buffer.from(href ?? '', 'base64')).toEqual(Buffer.from(quadrants));

    // Small pictures and makers' notes that stand where those of colours do, between the scans, or under no known mark.
    const thumbnail = Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\x02\x01SECRET', 'latin1');
    for (const [mark, said] of [
      [0xe0, thumbnail],
      [0xe0, Buffer.from('JFXX\0\x10SECRET', 'latin1')],
      [0xe0, Buffer.from('CIFFSECRET')],
      [0xee, Buffer.from('Adobe\0\x64\0\0\0\0\x01SECRET', 'latin1')],
      [0xee, Buffer.from('SECRET')],
      [0xf3, Buffer.from('SECRET')],
      [0x10, Buffer.from('SECRET')],
    ] as const) {
      expect(Buffer.from(pdfOf(withSegment(quadrants, mark, said))).toString('latin1')).not.toContain(
        'SECRET',
      );
    }
    const end = quadrants.length - 2;
    const between = Buffer.from('\xff\xfe\0\x08SECRET', 'latin1');
    const late = Buffer.concat([quadrants.subarray(0, end), between, quadrants.subarray(end)]);
    expect(Buffer.from(pdfOf(late)).toString('latin1')).not.toContain('SECRET');

    const pixel = png(1, 1, () => [1, 2, 3, 255]);
    const chunk = Buffer.from('\0\0\0\x06tEXtSECRET....', 'latin1');
    const noted = new Uint8Array(Buffer.concat([pixel.subarray(0, 33), chunk, pixel.subarray(33)]));
    const shown = /base64,([^"]+)"/.exec(layoutOf().preview({ photo: noted })[0] ?? '')?.[1] ?? '';
    expect(Buffer.from(shown, 'base64').toString('latin1')).not.toContain('SECRET');
  });

  it('is refused by the rule that its bytes break, without them', () => {
    const size = 'must be a photo of at most 10000 pixels a side';
    const wide = png(1, 1, () => [0, 0, 0, 255]);
    new DataView(wide.buffer).setUint32(16, 10_001);
    const flat = Uint8Array.from(quadrants);
    const frame = Buffer.from(flat).indexOf(Buffer.from([0xff, 0xc0]));
    flat.set([0, 0], frame + 5);
    const cmyk = Uint8Array.from(quadrants);
    cmyk[frame + 9] = 4;
    const arithmetic = Uint8Array.from(quadrants);
    arithmetic[frame + 1] = 0xc9;

    expect(ruleOf('text')).toBe('must be the bytes of a photo');
    expect(ruleOf(new Uint8Array(0))).toBe('must be a photo as JPEG or PNG');
    expect(ruleOf(new Uint8Array(8_000_001))).toBe('must be a photo of at most 8000000 bytes');
    expect(ruleOf(Buffer.from('GIF89a'))).toBe('must be a photo as JPEG or PNG');
    expect(ruleOf(quadrants.subarray(0, 300))).toBe('must be a photo that can be read');
    expect(ruleOf(quadrants.subarray(0, -2))).toBe('must be a photo that can be read');
    expect(ruleOf(wide)).toBe(size);
    expect(ruleOf(flat)).toBe('must be a photo of at least one pixel');
    expect(ruleOf(cmyk)).toMatch(/CMYK/);
    expect(ruleOf(arithmetic)).toBe('must be a photo as baseline or progressive JPEG');
    expect(ruleOf(png(2, 2, () => [0, 0, 0, 255]).subarray(0, 40))).toBe('must be a photo that can be read');
  });

  it('is refused when its data would inflate beyond its pixels, or end before them', () => {
    const header = png(10, 10, () => [1, 2, 3, 255]).subarray(0, 33);
    const of = (bytes: number) =>
      Buffer.concat([
        header,
        pngChunk('IDAT', deflateSync(Buffer.alloc(bytes))),
        pngChunk('IEND', Buffer.alloc(0)),
      ]);
    // Eight bits of red, green, blue and alpha, and the byte of each row that names its filter.
    expect(header[25]).toBe(6);
    expect(ruleOf(of(410))).toBeUndefined();
    expect(ruleOf(of(100_000_000))).toBe('must be a photo that can be read');
    expect(ruleOf(of(200))).toBe('must be a photo that can be read');
    // A browser shows no chunk with a wrong checksum, so none is printed.
    const spoiled = of(410);
    spoiled[spoiled.length - 13] = (spoiled[spoiled.length - 13] ?? 0) ^ 1;
    expect(ruleOf(spoiled)).toBe('must be a photo that can be read');
  });

  it('cannot be drawn as a text as well', () => {
    const work = () =>
      compileLayout({
        id: 'both',
        size: 'ID-1',
        pages: [
          {
            elements: [
              { type: 'photo', field: 'one', ...box },
              { type: 'field', field: 'one', xMm: 1, yMm: 1, sizePt: 9 },
            ],
          },
        ],
      });
    expect(work).toThrow(/must be drawn as a photo only, or as text only/);
    // Nor as one for a server's signature and as the other for a pen's.
    const bySignature = () =>
      compileLayout({
        id: 'both',
        size: 'ID-1',
        pages: [
          {
            elements: [
              {
                type: 'signature',
                ...box,
                elements: [{ type: 'photo', field: 'one', ...box }],
                blank: [{ type: 'field', field: 'one', xMm: 1, yMm: 1, sizePt: 9 }],
              },
            ],
          },
        ],
      });
    expect(bySignature).toThrow(/blank\[0\]\.field: must be drawn as a photo only, or as text only/);
  });

  it('makes another file of another photo, and the same of the same', () => {
    expect(pdfOf(quadrants)).toEqual(pdfOf(Uint8Array.from(quadrants)));
    const idOf = (pdf: Uint8Array) => /\/ID \[<(\w+)>/.exec(Buffer.from(pdf).toString('latin1'))?.[1];
    expect(idOf(pdfOf(quadrants))).not.toBe(idOf(pdfOf(withSegment(quadrants, 0xfe, Buffer.from('x')))));
  });
});
