import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { type DukcapilLayouts, dukcapilLayouts } from 'loket/indonesia';
import { compileLayout, type LayoutElement, type LayoutTemplate } from 'loket/printing/layout';
import { afterAll, describe, expect, it } from 'vitest';
import { byLibrary } from '../support/library-layout.js';
import { needs } from '../support/needs.js';
import { refusalInWords as refusal } from '../support/refusal.js';
import { specimens } from '../support/specimens.js';

const at = Date.UTC(2019, 6, 17, 1, 2, 3);
const layouts = dukcapilLayouts();
const names = Object.keys(layouts) as (keyof DukcapilLayouts)[];
const folder = mkdtempSync(join(tmpdir(), 'loket-layout-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function fileOf(pdf: Uint8Array): string {
  const path = join(folder, `${++files}.pdf`);
  writeFileSync(path, pdf);
  return path;
}
const run = (tool: string, ...args: string[]): string =>
  execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** Draws all pages; answers the images' paths in order. */
function drawn(pdf: Uint8Array, ...options: string[]): string[] {
  const path = fileOf(pdf);
  run('pdftoppm', ...options, path, path);
  return readdirSync(folder)
    .filter((name) => join(folder, name).startsWith(`${path}-`))
    .sort()
    .map((name) => join(folder, name));
}

const page = (...elements: LayoutElement[]): LayoutTemplate => ({
  id: 'test',
  size: 'A4',
  pages: [{ elements }],
});
const place = { xMm: 20, yMm: 20, sizePt: 12 } as const;
const name = { type: 'field', field: 'name', ...place } as const;

describe("Indonesia's layouts", () => {
  const toolsThere = needs('qpdf') && needs('mutool') && needs('pdfinfo') && needs('pdftotext');

  for (const layout of names) {
    const compiled = compileLayout(layouts[layout]);
    const modes = compiled.hasSignature ? (['field', 'blank'] as const) : (['field'] as const);
    for (const signature of modes) {
      const render = () => compiled.render(specimens[layout], { at, signature });

      it.skipIf(!toolsThere)(
        `${layout} (${signature}) is a sound file of its size that says all values`,
        () => {
          const path = fileOf(render().pdf);
          run('qpdf', '--check', path);
          run('mutool', 'info', path);
          const size = { A4: '595.276 x 841.89', 'ID-1': '242.646 x 153.014' };
          const wanted = layouts[layout].size;
          const info = run('pdfinfo', path);
          expect(info).toContain(
            `Page size:       ${typeof wanted === 'string' ? size[wanted] : '841.89 x 595.276'} pts`,
          );
          expect(info).toMatch(
            new RegExp(`Pages: +${typeof wanted === 'string' && wanted === 'ID-1' ? 2 : 1}\n`),
          );
          expect(info).toMatch(/CreationDate: +Wed Jul 17 01:02:03 2019/);
          const text = run('pdftotext', '-layout', path, '-');
          for (const [field, value] of Object.entries(specimens[layout])) {
            if (field !== 'verifyUrl') expect(text.replace(/\s+/g, ' ')).toContain(value);
          }
        },
      );

      if (signature === 'blank') continue;
      it.skipIf(!needs('pdftoppm') || !needs('zbarimg'))(
        `${layout} (${signature}) shows a QR code that can be read`,
        () => {
          const last = drawn(render().pdf, '-r', '200', '-png').at(-1) ?? '';
          expect(run('zbarimg', '-q', last).trim()).toBe(`QR-Code:${specimens[layout].verifyUrl}`);
        },
      );
    }
  }
});

describe('a document from prepared bytes', () => {
  it.skipIf(!needs('pdftoppm') || !needs('pdftotext'))(
    'looks and reads as when the library draws all of it anew',
    { timeout: 120_000 },
    async () => {
      for (const layout of names) {
        const ours = compileLayout(layouts[layout]).render(specimens[layout], { at, signature: 'blank' }).pdf;
        const theirs = await byLibrary(layouts[layout], specimens[layout], at);
        const [is, should] = [wordsOf(ours), wordsOf(theirs)];
        expect(is.map(({ word }) => word)).toEqual(should.map(({ word }) => word));
        const places = (all: typeof is) => all.flatMap(({ place }) => place);
        const apart = places(is).map((value, i) => Math.abs(value - (places(should)[i] ?? 0)));
        expect(Math.max(...apart)).toBeLessThan(0.01);
        const [a, b] = [drawn(ours, '-r', '300', '-gray'), drawn(theirs, '-r', '300', '-gray')];
        expect(a.length).toBe(layouts[layout].pages.length);
        // The library draws a code module by module, which leaves hair lines between them.
        const pictures = a.map((picture, i) => difference(readFileSync(picture), readFileSync(b[i] ?? '')));
        expect(Math.max(...pictures)).toBeLessThan(0.005);
      }
    },
  );

  it('has the same objects as what the library makes of it', async () => {
    const { pdf } = compileLayout(layouts.civilCertificate).render(specimens.civilCertificate, { at });
    const ours = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(ours.getTitle()).toBe('Kutipan akta');
    expect(ours.getCreationDate()).toEqual(new Date(Math.floor(at / 1000) * 1000));
    const [first] = ours.getPages();
    expect(first?.getSize()).toEqual({ width: 595.2756, height: 841.8898 });
    const saved = await PDFDocument.load(await ours.save({ useObjectStreams: false }), {
      updateMetadata: false,
    });
    const objects = (document: PDFDocument) =>
      document.context.enumerateIndirectObjects().map(([ref, object]) => `${ref} ${object}`);
    expect(objects(saved)).toEqual(objects(ours));
  });

  it('is the same to the byte when made again, and another with another value, instant or mode', () => {
    const one = { name: 'Siti' };
    const template = page(name, { type: 'signature', xMm: 1, yMm: 1, widthMm: 9, heightMm: 9, elements: [] });
    const render = (values: typeof one, options: Parameters<ReturnType<typeof compileLayout>['render']>[1]) =>
      createHash('sha256').update(compileLayout(template).render(values, options).pdf).digest('hex');
    expect(render(one, { at })).toBe(render({ ...one }, { at }));
    const others = [
      render({ name: 'Dewi' }, { at }),
      render(one, { at: at + 1000 }),
      render(one, { at, signature: 'blank' }),
    ];
    expect(new Set([render(one, { at }), ...others]).size).toBe(4);
  });
});

describe('a visible signature', () => {
  const template = page(name, {
    type: 'signature',
    xMm: 110,
    yMm: 220,
    widthMm: 80,
    heightMm: 40,
    name: 'Kepala (contoh)',
    reason: 'Penerbitan',
    location: 'Kepanjen – Malang',
    elements: [{ type: 'field', field: 'official', ...place }],
  });
  const values = { name: 'Siti', official: 'Budi' };

  it('is a certification that waits for its contents, and all else is inside its range', async () => {
    const { pdf, prepared } = compileLayout(template, { signatureBytes: 3000 }).render(values, { at });
    if (!prepared) throw new Error('not prepared');
    const { byteRange, contents, bytes } = prepared;
    expect(bytes).toBe(pdf);
    expect(byteRange).toEqual([0, contents.start - 1, contents.end + 1, pdf.length - contents.end - 1]);
    const text = Buffer.from(pdf).toString('latin1');
    expect(text.slice(contents.start - 1, contents.end + 1)).toBe(`<${'0'.repeat(6000)}>`);
    expect(text).toContain(`/ByteRange [ ${byteRange.join(' ')} ]`);

    const document = await PDFDocument.load(pdf, { updateMetadata: false });
    const { catalog } = document;
    const form = catalog.lookup(PDFName.of('AcroForm'), PDFDict);
    expect(form.get(PDFName.of('SigFlags'))?.toString()).toBe('3');
    const field = document.getForm().getSignature('Signature');
    const dictionary = field.acroField.dict.lookup(PDFName.of('V'), PDFDict);
    const entry = (key: string) => dictionary.lookup(PDFName.of(key));
    const textOf = (key: string) => {
      const value = entry(key);
      return value instanceof PDFHexString || value instanceof PDFString ? value.decodeText() : undefined;
    };
    expect(['Type', 'Filter', 'SubFilter'].map((key) => String(entry(key)))).toEqual([
      '/Sig',
      '/Adobe.PPKLite',
      '/ETSI.CAdES.detached',
    ]);
    expect(['Name', 'Reason', 'Location', 'M'].map(textOf)).toEqual([
      'Kepala (contoh)',
      'Penerbitan',
      'Kepanjen – Malang',
      'D:20190717010203Z',
    ]);
    expect(String(entry('Reference')).replace(/\s+/g, ' ')).toContain('/TransformMethod /DocMDP');
    expect(String(entry('Reference')).replace(/\s+/g, ' ')).toContain('/P 2');
    expect(catalog.lookup(PDFName.of('Perms'), PDFDict).lookup(PDFName.of('DocMDP'))).toBe(dictionary);
    const [widget] = field.acroField.getWidgets();
    expect(widget?.getRectangle().width).toBeCloseTo((80 * 72) / 25.4, 3);
    expect(widget?.getAppearances()?.normal.toString()).toContain('(Budi) Tj');
  });

  it('is a line for the pen and no field where the document is signed by hand', async () => {
    const compiled = compileLayout(template);
    const { pdf, prepared } = compiled.render({ name: 'Siti' }, { at, signature: 'blank' });
    expect(prepared).toBe(null);
    expect(Buffer.from(pdf).toString('latin1')).not.toMatch(/\/Sig|ByteRange|AcroForm|DocMDP|Widget/);
    expect(compiled.fields).toEqual(['name', 'official']);
  });

  it('refuses two in one template', () => {
    const signature = { type: 'signature', xMm: 1, yMm: 1, widthMm: 9, heightMm: 9, elements: [] } as const;
    expect(refusal(() => compileLayout(page(signature, signature)))).toMatchObject({
      code: 'invalid-config',
      field: 'pages',
    });
  });
});

describe('a text', () => {
  it('is refused with the character that the font lacks, never drawn with another', () => {
    const compiled = compileLayout(page(name));
    for (const [value, point] of [
      ['Siti 中', 'U+4E2D'],
      ['Siti 😀', 'U+1F600'],
      ['a\nb', 'U+000A'],
      ['so\u00adft', 'U+00AD'],
      ['\ud800', 'U+D800'],
    ] as const) {
      const told = refusal(() => compiled.render({ name: value }, { at }));
      expect(told).toMatchObject({ code: 'invalid-data', field: 'name', value: point });
      expect(told?.message).not.toContain('Siti');
    }
    expect(refusal(() => compileLayout(page({ type: 'text', text: 'ł', ...place })))).toMatchObject({
      code: 'invalid-config',
      field: 'pages[0].elements[0].text',
      value: 'U+0142',
    });
  });

  it('may have its accents apart', () => {
    const { pdf } = compileLayout(page(name)).render({ name: 'Jose\u0301' }, { at });
    expect(Buffer.from(pdf).toString('latin1')).toContain('(José) Tj');
  });

  it('is made smaller to fit, and refused when it would be too small', () => {
    const compiled = compileLayout(page({ ...name, maxWidthMm: 30 }));
    const sizeOf = (value: string) =>
      Number(
        /([\d.]+) Tf [\d.]+ [\d.]+ Td \(/.exec(
          Buffer.from(compiled.render({ name: value }, { at }).pdf).toString('latin1'),
        )?.[1],
      );
    expect(sizeOf('Siti')).toBe(12);
    expect(sizeOf('Siti Aminah Rahmawati')).toBeLessThan(12);
    expect(sizeOf('Siti Aminah Rahmawati')).toBeGreaterThanOrEqual(6);
    expect(refusal(() => compiled.render({ name: 'Siti '.repeat(20) }, { at }))).toMatchObject({
      code: 'invalid-data',
      field: 'name',
      rule: 'must fit 30 mm at 6 pt or more',
      value: 'text of length 100',
    });
  });

  it.skipIf(!needs('pdftotext'))('is cut with an ellipsis where the layout says so', () => {
    const compiled = compileLayout(page({ ...name, maxWidthMm: 30, fit: 'ellipsis' }));
    const { pdf } = compiled.render({ name: 'Siti Aminah Rahmawati' }, { at });
    const box = /xMin="([\d.]+)".*xMax="([\d.]+)"/;
    const words = run('pdftotext', '-bbox', fileOf(pdf), '-').match(/<word.*<\/word>/g) ?? [];
    expect(words.at(-1)).toMatch(/…<\/word>$/);
    expect(Number(box.exec(words.at(-1) ?? '')?.[2])).toBeLessThanOrEqual((50 * 72) / 25.4 + 0.01);
  });
});

describe('values', () => {
  const compiled = compileLayout(page(name, { ...name, field: 'title', optional: true }));

  it('are refused when one is missing, unknown or no text, and told without what they say', () => {
    expect(refusal(() => compiled.render({}, { at }))).toMatchObject({
      field: 'name',
      rule: 'must be a text',
    });
    expect(refusal(() => compiled.render({ name: 'S', nmae: 'S' }, { at }))).toMatchObject({
      field: 'nmae',
      rule: 'must be a field of the layout',
    });
    const numeric: Record<string, string> = JSON.parse('{"name":12}');
    expect(refusal(() => compiled.render(numeric, { at }))).toMatchObject({ field: 'name', value: 'number' });
    expect(refusal(() => compiled.render(JSON.parse('null'), { at }))).toMatchObject({ field: '(whole)' });
    expect(refusal(() => compiled.render({ name: 'S' }, { at: Number.NaN }))).toMatchObject({ field: 'at' });
    expect(compiled.render({ name: 'S' }, { at }).prepared).toBe(null);
  });

  it('for a QR code are refused when they are empty, too long, or make modules that no scanner sees', () => {
    const code = compileLayout(page({ type: 'qr', field: 'url', xMm: 10, yMm: 10, sizeMm: 30 }));
    for (const url of ['', 'x'.repeat(4000), '\ud800']) {
      expect(refusal(() => code.render({ url }, { at }))).toMatchObject({
        code: 'invalid-data',
        field: 'url',
        value: `text of length ${url.length}`,
      });
    }
    // 21 modules and twice 4 of quiet zone: 4.9 mm at the least.
    const small = (sizeMm: number) => () =>
      compileLayout(page({ type: 'qr', field: 'url', xMm: 10, yMm: 10, sizeMm })).render(
        { url: 'A1' },
        { at },
      );
    expect(refusal(small(4.9))).toMatchObject({
      rule: 'must fit a QR code of 4.9 mm with modules of 0.169 mm or more',
    });
    expect(refusal(small(5))).toBeUndefined();
  });
});

describe('a template', () => {
  it('is refused by field, rule and value', () => {
    const broken: unknown = page(name, JSON.parse('{"type":"circle"}'));
    expect(refusal(() => compileLayout(broken as LayoutTemplate))).toMatchObject({
      code: 'invalid-config',
      field: 'pages[0].elements[1].type',
      value: 'circle',
    });
    expect(refusal(() => compileLayout(page({ ...name, sizePt: 0 })))).toMatchObject({
      field: 'pages[0].elements[0].sizePt',
      rule: 'must be 1 or more',
      value: 0,
    });
    expect(refusal(() => compileLayout(page({ ...name, field: 'constructor' })))?.field).toBe(
      'pages[0].elements[0].field',
    );
    expect(refusal(() => compileLayout(page(name), { signatureBytes: 0 }))?.field).toBe('signatureBytes');
  });
});

/** Lists the words of a document, each with the four edges of its box in points. */
function wordsOf(pdf: Uint8Array): { word: string; place: number[] }[] {
  const lines = run('pdftotext', '-bbox', fileOf(pdf), '-').match(/<word.*<\/word>/g) ?? [];
  return lines.map((line) => ({
    word: /">(.*)<\/word>/.exec(line)?.[1] ?? '',
    place: [...line.matchAll(/"([\d.]+)"/g)].map(([, edge]) => Number(edge)),
  }));
}

/** Answers the mean difference of two pictures' bytes, 0 to 1. */
function difference(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return 1;
  let sum = 0;
  for (const [i, byte] of a.entries()) sum += Math.abs(byte - (b[i] ?? 0));
  return sum / a.length / 255;
}
