import { decode, toRGBA8 } from '@cantoo/pdf-lib/upng';
import fc from 'fast-check';
import { dukcapilLayouts } from 'loket/indonesia';
import { code128 } from 'loket/printing/barcode';
import { embedFont } from 'loket/printing/font';
import { compileLayout, type LayoutMark, type LayoutTemplate } from 'loket/printing/layout';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fontFile } from '../support/font-files.js';
import { needs } from '../support/needs.js';
import { png, quadrants, withExif } from '../support/photos.js';
import { type RenderedPage, renderedPages } from '../support/rendered-pages.js';
import { specimens } from '../support/specimens.js';

const truetype = fontFile('DejaVuSans.ttf');
const cff = fontFile('NimbusSans-Regular.otf');
const executablePath = needs('chromium');
const toolsThere = executablePath && needs('pdftoppm') && truetype && cff;

const DOTS = 150;
const marks: LayoutMark[] = [
  {
    type: 'box',
    xMm: 2,
    yMm: 2,
    widthMm: 81.6,
    heightMm: 50,
    fill: '#eef4ff',
    stroke: '#204080',
    widthPt: 1,
  },
  { type: 'line', x1Mm: 4, y1Mm: 10, x2Mm: 80, y2Mm: 12, color: '#cc0000', widthPt: 2 },
  { type: 'photo', field: 'turned', xMm: 4, yMm: 14, widthMm: 16, heightMm: 20 },
  { type: 'photo', field: 'clear', xMm: 4, yMm: 36, widthMm: 16, heightMm: 10, fit: 'contain' },
  { type: 'text', text: 'Kartu contoh', xMm: 42, yMm: 8, sizePt: 13, font: 'cff', align: 'center' },
  {
    type: 'field',
    field: 'name',
    xMm: 82,
    yMm: 17,
    sizePt: 11,
    font: 'body',
    align: 'right',
    maxWidthMm: 50,
  },
  {
    type: 'block',
    field: 'address',
    xMm: 24,
    yMm: 19,
    widthMm: 58,
    heightMm: 12,
    sizePt: 10,
    font: 'body',
    color: '#225522',
  },
  {
    type: 'barcode',
    field: 'serial',
    symbology: 'code128',
    xMm: 24,
    yMm: 33,
    widthMm: 40,
    heightMm: 12,
    textPt: 7,
  },
  { type: 'qr', field: 'url', xMm: 66, yMm: 33, sizeMm: 16 },
];
const template: LayoutTemplate = {
  id: 'card',
  size: 'ID-1',
  pages: [
    { elements: marks },
    {
      elements: [
        { type: 'line', x1Mm: 0, y1Mm: 0, x2Mm: 85.6, y2Mm: 53.98 },
        {
          type: 'signature',
          xMm: 20,
          yMm: 10,
          widthMm: 50,
          heightMm: 30,
          elements: marks,
          blank: marks.slice(0, 2),
        },
      ],
    },
  ],
};
const values = {
  turned: withExif(quadrants, 6),
  clear: png(20, 10, (x, y) => [x * 12, y * 24, 128, x < 10 ? 255 : 100]),
  name: 'Žofie Őrség Ñuñez dari Contoh',
  address: 'Jalan Contoh Nomor 1 RT 001 RW 002, Kelurahan Contoh\nKabupaten Contoh',
  serial: 'KTP-2019-000042',
  url: 'https://example.org/d/42',
};

let browser: Browser | undefined;
beforeAll(async () => {
  if (toolsThere) {
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
    });
  }
}, 60_000);
afterAll(async () => browser?.close());

async function pageOf(): Promise<Awaited<ReturnType<Browser['newPage']>>> {
  if (!browser) throw new Error('no browser');
  return browser.newPage({ deviceScaleFactor: DOTS / 96, viewport: { width: 900, height: 1200 } });
}

let gallery: ReturnType<typeof pageOf> | undefined;

async function shown(svg: string): Promise<RenderedPage> {
  gallery ??= pageOf();
  const page = await gallery;
  await page.setContent(`<!doctype html><style>body{margin:0}svg{display:block}</style>${svg}`);
  const shot = await page.locator('svg').first().screenshot();
  const image = decode(new Uint8Array(shot).buffer);
  const rgba = new Uint8Array(toRGBA8(image)[0] ?? new ArrayBuffer(0));
  const pixels = rgba.filter((_, i) => i % 4 !== 3);
  return { width: image.width, height: image.height, pixels };
}

async function allShown(svgs: readonly string[]): Promise<RenderedPage[]> {
  const pages: RenderedPage[] = [];
  for (const svg of svgs) pages.push(await shown(svg));
  return pages;
}

const TILE = 6;

/** Answers the share of tiles whose mean colour differs by more than a quarter: edges may be smoothed differently. */
function differing(one: RenderedPage, other: RenderedPage): number {
  const columns = Math.floor(Math.min(one.width, other.width) / TILE);
  const rows = Math.floor(Math.min(one.height, other.height) / TILE);
  const mean = ({ width, pixels }: RenderedPage, column: number, row: number, part: number) => {
    let sum = 0;
    for (let y = row * TILE; y < (row + 1) * TILE; y++) {
      for (let x = column * TILE; x < (column + 1) * TILE; x++)
        sum += pixels[(y * width + x) * 3 + part] ?? 0;
    }
    return sum / (TILE * TILE);
  };
  let differ = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const far = [0, 1, 2].some(
        (part) => Math.abs(mean(one, column, row, part) - mean(other, column, row, part)) > 64,
      );
      if (far) differ++;
    }
  }
  return differ / (rows * columns);
}

describe('a preview', () => {
  it.skipIf(!toolsThere)(
    'looks like the document: photos, codes, blocks and embedded fonts, on a page and in a signature',
    async () => {
      const fonts = { body: embedFont(truetype as Uint8Array), cff: embedFont(cff as Uint8Array) };
      // The words below a bar code are in the regular font.
      const layout = compileLayout(template, {
        fonts: { ...fonts, regular: fonts.body },
        barcodes: { code128 },
      });
      const documents = renderedPages(layout.render(values, { at: 0 }).pdf, DOTS);
      const previews = await allShown(layout.preview(values));
      expect(previews).toHaveLength(2);
      const far = documents.map((page, i) => differing(page, previews[i] ?? page));
      expect(Math.max(...far)).toBeLessThan(0.01);
      // The measure sees what matters: another photo, another text.
      const other = { ...values, turned: withExif(quadrants, 8) };
      const [turned] = layout.preview(other);
      expect(differing(documents[0] as RenderedPage, await shown(turned ?? ''))).toBeGreaterThan(0.03);
      const renamed = { ...values, address: values.address.toUpperCase() };
      const [louder] = layout.preview(renamed);
      expect(differing(documents[0] as RenderedPage, await shown(louder ?? ''))).toBeGreaterThan(0.01);
    },
    60_000,
  );

  it.skipIf(!toolsThere)(
    "looks like each of Indonesia's documents, to be signed by a server or by hand",
    async () => {
      const layouts = dukcapilLayouts();
      const regular = embedFont(truetype as Uint8Array);
      for (const name of Object.keys(layouts) as (keyof typeof layouts)[]) {
        const layout = compileLayout(layouts[name], { fonts: { regular, bold: regular } });
        for (const signature of ['field', 'blank'] as const) {
          const given = Object.fromEntries(Object.entries(specimens[name]));
          const documents = renderedPages(layout.render(given, { at: 0, signature }).pdf, DOTS);
          const previews = await allShown(layout.preview(given, { signature }));
          expect(previews).toHaveLength(documents.length);
          const far = documents.map((page, i) => differing(page, previews[i] ?? page));
          expect([name, signature, Math.max(...far) < 0.01]).toEqual([name, signature, true]);
        }
      }
    },
    120_000,
  );

  it.skipIf(!toolsThere)(
    'is well-formed and runs nothing, whatever a text says',
    async () => {
      const layout = compileLayout(
        {
          id: 'any',
          title: "<&\"> 'title' \0\u001b\uffff\ud800",
          size: 'A4',
          pages: [
            {
              elements: [
                { type: 'block', field: 'text', xMm: 10, yMm: 10, widthMm: 190, heightMm: 280, sizePt: 9 },
              ],
            },
          ],
        },
        { fonts: { regular: embedFont(truetype as Uint8Array) } },
      );
      const helvetica = compileLayout({
        id: 'plain',
        size: 'A4',
        pages: [{ elements: [{ type: 'field', field: 'text', xMm: 10, yMm: 10, sizePt: 9 }] }],
      });
      const page = await pageOf();
      const hostile = [
        '</text><script>alert(1)</script>',
        '"/><image href="http://x.test/">',
        "' onload='alert(1)",
        ']]>',
        '&amp;',
      ];
      const said = fc.sample(fc.stringMatching(/^[ -~]{1,60}$/), 60).filter((text) => text.trim() !== '');
      const texts = [...hostile, ...said];
      const svgs = texts.flatMap((text) => [...layout.preview({ text }), ...helvetica.preview({ text })]);
      const told = await page.evaluate(
        `(${JSON.stringify(svgs)}).map((svg) => {
          const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
          const names = [...new Set([...parsed.querySelectorAll('*')].map((one) => one.localName))].sort();
          return [names.join(' '), parsed.querySelector('text')?.textContent ?? ''];
        })`,
      );
      const expected = texts.flatMap((text) => [
        ['g path rect svg title', ''],
        ['rect svg text title', text],
      ]);
      expect(told).toEqual(expected);
      await page.close();
    },
    60_000,
  );

  it('refuses what the document refuses, in the same words', () => {
    const layout = compileLayout({
      id: 'refusing',
      size: 'ID-1',
      pages: [{ elements: [{ type: 'field', field: 'name', xMm: 5, yMm: 5, sizePt: 9, maxWidthMm: 20 }] }],
    });
    const wrong = [{}, { name: '漢' }, { name: 'x'.repeat(100) }, { name: 'x', other: 'y' }];
    for (const one of wrong as Record<string, string>[]) {
      const message = (work: () => unknown) => {
        try {
          work();
        } catch (error) {
          return String(error);
        }
        return 'none';
      };
      const refused = message(() => layout.render(one, { at: 0 }));
      expect(refused).not.toBe('none');
      expect(message(() => layout.preview(one))).toBe(refused);
    }
  });
});
