// A card with a photo, a QR code, a bar code and an address of several lines; its preview; the sheet of its batch. Give it
// a TrueType or OpenType font as its argument, and names may have any Latin letter.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLoketError } from 'loket';
import { code128 } from 'loket/printing/barcode';
import { embedFont } from 'loket/printing/font';
import { compileLayout, type LayoutTemplate, renderBatchSheet } from 'loket/printing/layout';

const at = Date.parse('2019-07-17T08:00+07:00');
const template: LayoutTemplate = {
  id: 'library-card',
  title: 'Library card',
  size: 'ID-1',
  pages: [
    {
      elements: [
        { type: 'box', xMm: 0, yMm: 0, widthMm: 85.6, heightMm: 9, fill: '#1f4e79' },
        {
          type: 'text',
          text: 'KARTU PERPUSTAKAAN',
          xMm: 42.8,
          yMm: 6.2,
          sizePt: 11,
          align: 'center',
          font: 'bold',
          color: '#ffffff',
        },
        { type: 'photo', field: 'photo', xMm: 4, yMm: 12, widthMm: 20, heightMm: 26 },
        { type: 'field', field: 'name', xMm: 27, yMm: 16, sizePt: 10, maxWidthMm: 54 },
        {
          type: 'block',
          field: 'address',
          xMm: 27,
          yMm: 18,
          widthMm: 54,
          heightMm: 12,
          sizePt: 8,
          leastSizePt: 5,
        },
        {
          type: 'barcode',
          field: 'serial',
          symbology: 'code128',
          xMm: 27,
          yMm: 36,
          widthMm: 54,
          heightMm: 13,
          textPt: 7,
        },
      ],
    },
    { elements: [{ type: 'qr', field: 'url', xMm: 30, yMm: 14, sizeMm: 26 }] },
  ],
};

const [fontPath] = process.argv.slice(2);
const fonts = fontPath === undefined ? {} : { regular: embedFont(readFileSync(fontPath)) };
const card = compileLayout(template, { fonts, barcodes: { code128 } });

// A host has the photo that was taken at the counter, as JPEG or PNG; this is a grey square of one pixel.
const photo = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg==',
    'base64',
  ),
);
const values = {
  photo,
  name: fontPath === undefined ? 'Siti Aminah (CONTOH)' : 'Łucja Żółć (CONTOH)',
  address: 'Jalan Contoh Nomor 1, RT 001 RW 002, Kelurahan Contoh, Kecamatan Contoh\nKabupaten Contoh',
  serial: 'PERPUS-000042',
  url: 'https://periksa.example.org/k/42',
};
const { pdf } = card.render(values, { at });
const [front = '', back = ''] = card.preview(values);
assert.ok(front.includes('<image ') && back.startsWith('<svg'));
console.log(
  `Both sides of the card have ${pdf.length} bytes; their previews ${front.length} and ${back.length}.`,
);

// Nothing is guessed: a name that the font cannot write is refused with its letter.
try {
  compileLayout(template, { barcodes: { code128 } }).render({ ...values, name: 'Łucja' }, { at });
  assert.fail('not refused');
} catch (error) {
  if (!isLoketError(error, 'invalid-data')) throw error;
  console.log(`Helvetica has no ${error.issues[0]?.value}: embed a font that has it.`);
}

const sheet = renderBatchSheet({
  batchId: 'wednesday-1',
  at,
  rows: [
    { jobId: 'a-1/print', applicationId: 'PERPUS-000042', text: 'Siti Aminah (CONTOH)', printerId: 'P1' },
    {
      jobId: 'a-2/print',
      applicationId: 'PERPUS-000043',
      text: 'Budi (CONTOH)',
      printerId: 'P2',
      serial: 'B-0815',
    },
  ],
});
const folder = mkdtempSync(join(tmpdir(), 'loket-'));
writeFileSync(join(folder, 'card.pdf'), pdf);
writeFileSync(join(folder, 'front.svg'), front);
writeFileSync(join(folder, 'sheet.pdf'), sheet);
console.log(`The sheet that lies beside the cards has ${sheet.length} bytes.`);
rmSync(folder, { recursive: true, force: true });
