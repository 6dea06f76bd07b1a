import fc from 'fast-check';
import { isLoketError } from 'loket';
import { embedFont } from 'loket/printing/font';
import { compileLayout, type LayoutBlock, type LayoutElement } from 'loket/printing/layout';
import { describe, expect, it } from 'vitest';
import { fontFile } from '../support/font-files.js';
import { needs } from '../support/needs.js';
import { renderedPages } from '../support/rendered-pages.js';

const PAGE = 100;
const mm = (pt: number) => (pt * 25.4) / 72;

interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** Reads from a preview where each line of Helvetica stands, in millimetres from the top left. */
function linesOf(svg: string): Line[] {
  const pattern =
    /<text x="([^"]+)" y="([^"]+)" [^>]*font-size="([^"]+)" textLength="([^"]+)"[^>]*>([^<]*)<\/text>/g;
  return [...svg.matchAll(pattern)].map(([, x, y, size, width, text = '']) => ({
    text: text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
    x: mm(Number(x)),
    y: mm(Number(y)),
    width: mm(Number(width)),
    size: Number(size),
  }));
}

const layoutOf = (...elements: LayoutElement[]) =>
  compileLayout({ id: 'lines', size: { widthMm: PAGE, heightMm: PAGE }, pages: [{ elements }] });

const word = fc.stringMatching(/^[A-Za-zÄÖÜÅÉgjpqy,.-]{1,14}$/);
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', '  ', '\n')), { minLength: 1, maxLength: 40 })
  .map((words) => words.flat().join('').trim());
const block = fc.record({
  xMm: fc.integer({ min: 0, max: 20 }),
  yMm: fc.integer({ min: 0, max: 20 }),
  widthMm: fc.integer({ min: 10, max: 75 }),
  heightMm: fc.integer({ min: 4, max: 75 }),
  sizePt: fc.integer({ min: 4, max: 30 }),
  align: fc.constantFrom('left', 'center', 'right'),
  lineHeight: fc.constantFrom(0.9, 1.2, 2),
  font: fc.constantFrom('regular', 'bold'),
} satisfies Partial<Record<keyof LayoutBlock, fc.Arbitrary<unknown>>>);

// The boxes of the fonts: how far the highest letter and the lowest go from the line.
const reach = { regular: [0.931, 0.225], bold: [0.962, 0.228] } as const;
const HAIR = 0.002;

/** Draws a block; `undefined` where it is refused. */
function drawn(element: LayoutBlock, value: string): Line[] | undefined {
  try {
    return linesOf(layoutOf(element).preview({ value })[0] ?? '');
  } catch (error) {
    if (isLoketError(error) && error.issues[0]?.rule.startsWith('must fit')) return undefined;
    throw error;
  }
}

describe('a block of text', () => {
  it('stands inside its box and loses no word, or is refused', () => {
    let refused = 0;
    let shrunk = 0;
    fc.assert(
      fc.property(block, text, (style, value) => {
        const lines = drawn({ type: 'block', field: 'value', ...style }, value);
        if (!lines) {
          refused++;
          return;
        }
        expect(inside(lines, style)).toEqual([]);
        expect(lines.flatMap((line) => line.text.split(' '))).toEqual(value.split(/\s+/));
        const size = lines[0]?.size ?? style.sizePt;
        if (size < style.sizePt) shrunk++;
        expect(size).toBeGreaterThanOrEqual(style.sizePt / 2);
        expect(size).toBeLessThanOrEqual(style.sizePt);
      }),
      { numRuns: 300 },
    );
    expect(Math.min(refused, shrunk)).toBeGreaterThan(5);
  });

  it('is as large as fits: a tenth of a point more would not', () => {
    fc.assert(
      fc.property(block, text, (style, value) => {
        const lines = drawn({ type: 'block', field: 'value', ...style }, value);
        const size = lines?.[0]?.size ?? style.sizePt;
        if (size >= style.sizePt) return;
        const larger = Math.round(size * 10 + 1) / 10;
        const fixed = { ...style, sizePt: larger, leastSizePt: larger };
        expect(drawn({ type: 'block', field: 'value', ...fixed }, value)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('cut with an ellipsis stands inside its box and begins as the text does', () => {
    let cut = 0;
    fc.assert(
      fc.property(block, text, (style, value) => {
        const lines = drawn({ type: 'block', field: 'value', ...style, fit: 'ellipsis' }, value) ?? [];
        expect(inside(lines, style)).toEqual([]);
        expect(lines.every(({ size }) => size === style.sizePt)).toBe(true);
        const together = lines.map((line) => line.text).join('');
        const whole = value.replace(/\s+/g, '');
        const begins = together.replace(/\s+/g, '');
        if (begins === whole) return;
        cut++;
        // An ellipsis that has no room of its own is left out.
        expect(whole.startsWith(begins.replace(/…$/, ''))).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(cut).toBeGreaterThan(20);
  });

  function inside(lines: readonly Line[], style: Omit<LayoutBlock, 'type'>): unknown[] {
    const [above, below] = reach[style.font === 'bold' ? 'bold' : 'regular'];
    const right = style.xMm + style.widthMm;
    const bottom = style.yMm + style.heightMm;
    return lines.filter(
      ({ x, y, width, size }) =>
        x < style.xMm - HAIR ||
        x + width > right + HAIR ||
        y - mm(above * size) < style.yMm - HAIR ||
        y + mm(below * size) > bottom + HAIR,
    );
  }
});

describe('one line of text', () => {
  it('is no wider than its place, cut or made smaller', () => {
    const line = fc.record({
      maxWidthMm: fc.integer({ min: 1, max: 60 }),
      sizePt: fc.integer({ min: 4, max: 40 }),
      fit: fc.constantFrom('shrink', 'ellipsis'),
    });
    fc.assert(
      fc.property(line, word, (style, value) => {
        const layout = layoutOf({ type: 'field', field: 'value', xMm: 10, yMm: 50, ...style });
        let lines: Line[] = [];
        try {
          lines = linesOf(layout.preview({ value })[0] ?? '');
        } catch (error) {
          if (!isLoketError(error)) throw error;
        }
        expect(lines.filter(({ width }) => width > style.maxWidthMm + HAIR)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a block in an embedded font, drawn', () => {
  const file = fontFile('DejaVuSans.ttf');

  it.skipIf(!file || !needs('pdftoppm'))('leaves no ink outside its box', () => {
    const fonts = { body: embedFont(file as Uint8Array) };
    let shown = 0;
    fc.assert(
      fc.property(block, text, (style, value) => {
        const own = { ...style, xMm: 10, yMm: 10, font: 'body', fit: 'ellipsis' } as const;
        const layout = compileLayout(
          {
            id: 'ink',
            size: { widthMm: PAGE, heightMm: PAGE },
            pages: [{ elements: [{ type: 'block', field: 'value', ...own }] }],
          },
          { fonts },
        );
        let pdf: Uint8Array;
        try {
          ({ pdf } = layout.render({ value }, { at: 0 }));
        } catch (error) {
          if (isLoketError(error) && error.issues[0]?.rule.startsWith('must fit')) return;
          throw error;
        }
        shown++;
        const [page] = renderedPages(pdf, 100);
        if (!page) throw new Error('no page');
        const scale = page.width / PAGE;
        // A dot on each side for smoothed edges; letters may lean out of their own width by a hair.
        const [left, top] = [own.xMm, own.yMm].map((edge) => Math.floor(edge * scale) - 2);
        const right = Math.ceil((own.xMm + own.widthMm) * scale) + 2;
        const bottom = Math.ceil((own.yMm + own.heightMm) * scale) + 2;
        let outside = 0;
        for (let y = 0; y < page.height; y++) {
          for (let x = 0; x < page.width; x++) {
            const isInside = x >= (left ?? 0) && x <= right && y >= (top ?? 0) && y <= bottom;
            if (!isInside && (page.pixels[(y * page.width + x) * 3] ?? 255) < 200) outside++;
          }
        }
        expect(outside).toBe(0);
      }),
      { numRuns: 25 },
    );
    expect(shown).toBeGreaterThan(0);
  });
});
