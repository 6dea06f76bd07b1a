import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { code128 } from 'loket/printing/barcode';
import { embedFont } from 'loket/printing/font';
import { compileLayout, type LayoutMark } from 'loket/printing/layout';
import { padesProvider, pkcs12Signer } from 'loket/signing/pades';
import { memoryBlobs } from 'loket/testing';
import { afterAll, expect, it } from 'vitest';
import { fontFile } from '../support/font-files.js';
import { needs } from '../support/needs.js';
import { png, quadrants, withExif } from '../support/photos.js';
import { codesOn } from '../support/rendered-pages.js';
import { callOf, pkiOf } from '../support/signing.js';

const folder = mkdtempSync(join(tmpdir(), 'loket-signed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const truetype = fontFile('DejaVuSans.ttf');
const cff = fontFile('NimbusSans-Regular.otf');
const tools = ['pdfsig', 'qpdf', 'mutool', 'pdffonts', 'pdftotext', 'pdftoppm', 'zbarimg'] as const;
const toolsThere = tools.map((tool) => needs(tool)).every(Boolean) && truetype && cff;

function run(tool: string, ...args: string[]) {
  const done = spawnSync(tool, args, { encoding: 'utf8', timeout: 30_000 });
  return { code: done.status, text: `${done.stdout}${done.stderr}` };
}

it.skipIf(!toolsThere)(
  'a signed card with photos, bar codes and embedded fonts, on its page and in its signature, is valid and sound for all readers',
  async () => {
    const fonts = { body: embedFont(truetype as Uint8Array), small: embedFont(cff as Uint8Array) };
    const marks: LayoutMark[] = [
      { type: 'photo', field: 'photo', xMm: 1, yMm: 1, widthMm: 12, heightMm: 12 },
      { type: 'photo', field: 'stamp', xMm: 14, yMm: 1, widthMm: 8, heightMm: 8 },
      { type: 'field', field: 'name', xMm: 24, yMm: 5, sizePt: 7, font: 'body', maxWidthMm: 30 },
      { type: 'block', field: 'where', xMm: 24, yMm: 6, widthMm: 30, heightMm: 6, sizePt: 6, font: 'small' },
    ];
    const bars = { type: 'barcode', field: 'serial', symbology: 'code128', textPt: 6 } as const;
    const layout = compileLayout(
      {
        id: 'signed',
        size: 'ID-1',
        pages: [
          {
            elements: [
              ...marks,
              {
                type: 'signature',
                xMm: 5,
                yMm: 16,
                widthMm: 70,
                heightMm: 34,
                name: 'Žofie',
                elements: [...marks, { ...bars, xMm: 2, yMm: 16, widthMm: 60, heightMm: 14 }],
              },
            ],
          },
        ],
      },
      { fonts, barcodes: { code128 } },
    );
    const values = {
      photo: withExif(quadrants, 6),
      stamp: png(20, 20, (x) => [200, 0, 0, x * 10]),
      name: 'Žofie Őrség',
      where: 'Łódź, ul. Przykładowa 1',
      serial: 'KTP-2019-000042',
    };
    const { prepared } = layout.render(values, { at: Date.UTC(2026, 2, 2) });
    if (!prepared) throw new Error('no signature field');
    const p12 = pkiOf('ec').p12('rahasia');
    const blobs = memoryBlobs();
    const provider = padesProvider({
      id: 'pades',
      signatory: 'head',
      signer: pkcs12Signer({ p12: () => p12, passphrase: () => 'rahasia' }),
      document: () => prepared,
      blobs,
    });
    const outcome = await provider.sign(callOf('card'));
    if (outcome.outcome !== 'ok') throw new Error(outcome.reason);
    const bytes = await blobs.get(outcome.artifact ?? '');
    if (!bytes) throw new Error('no document');
    const path = join(folder, 'card.pdf');
    writeFileSync(path, bytes);

    const { text } = run('pdfsig', path);
    expect(text).toContain('Signature is Valid');
    expect(text).toContain('Total document signed');
    expect(run('qpdf', '--check', path).code).toBe(0);
    expect(run('mutool', 'sign', '-v', path).text).toContain('The document is unchanged since signing');
    const drawn = run('mutool', 'draw', '-o', join(folder, 'card.png'), path);
    expect([drawn.code, drawn.text.match(/error/i)]).toEqual([0, null]);
    expect(run('pdffonts', path).text.match(/yes yes yes/g)).toHaveLength(2);
    // Once on the page, once in the signature.
    const said = run('pdftotext', path, '-').text;
    expect(said.match(/Žofie Őrség/g)).toHaveLength(2);
    expect(said.match(/Łódź, ul\. Przykładowa 1/g)).toHaveLength(2);
    expect(codesOn(bytes, 300)).toEqual(['CODE-128:KTP-2019-000042']);
  },
);
