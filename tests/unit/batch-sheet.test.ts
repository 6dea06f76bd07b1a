import { embedFont } from 'loket/printing/font';
import { type BatchSheetRow, type CardBatch, renderBatchSheet } from 'loket/printing/layout';
import { describe, expect, it } from 'vitest';
import { fontFile } from '../support/font-files.js';
import { needs } from '../support/needs.js';
import { refusalInWords as refusal } from '../support/refusal.js';
import { codesOn, withPdf } from '../support/rendered-pages.js';

const rowsOf = (count: number): BatchSheetRow[] =>
  Array.from({ length: count }, (_, i) => ({
    jobId: `job-${i + 1}`,
    applicationId: `KTP-2019-${String(i + 1).padStart(6, '0')}`,
    text: `Pemohon Contoh ${i + 1}`,
    printerId: `P${(i % 2) + 1}`,
  }));
const batchOf = (rows: readonly BatchSheetRow[]): CardBatch => ({ batchId: 'monday-1', at: 0, rows });

describe("a batch's sheet", () => {
  const toolsThere =
    needs('pdftotext') && needs('pdftoppm') && needs('zbarimg') && needs('qpdf') && needs('pdfinfo');

  it.skipIf(!toolsThere)('lists every card once, on numbered pages, with a code that a scanner reads', () => {
    for (const [count, pages] of [
      [0, 1],
      [1, 1],
      [12, 1],
      [13, 2],
      [30, 3],
    ] as const) {
      const rows = rowsOf(count);
      const pdf = renderBatchSheet(batchOf(rows));
      const codes = [...rows.map(({ jobId }) => jobId), 'monday-1'];
      expect(codesOn(pdf, 150, 250, 360)).toEqual(codes.map((code) => `QR-Code:${code}`).sort());
      withPdf(pdf, (run, path) => {
        run('qpdf', '--check', path);
        expect(run('pdfinfo', path)).toMatch(new RegExp(`Pages: +${pages}\n`));
        const text = run('pdftotext', '-layout', path, '-');
        expect([...text.matchAll(/KTP-2019-\d+/g)].map(([id]) => id)).toEqual(
          rows.map(({ applicationId }) => applicationId),
        );
        expect([...text.matchAll(/Page \d+\/\d+/g)].map(([page]) => page)).toEqual(
          Array.from({ length: pages }, (_, i) => `Page ${i + 1}/${pages}`),
        );
        expect(text.match(/Left over/g)).toHaveLength(1);
      });
    }
  });

  it.skipIf(!toolsThere)(
    'counts cards by printer, and leaves a line where a serial number is to be written',
    () => {
      const rows: BatchSheetRow[] = [
        ...rowsOf(3),
        { jobId: 'job-4', applicationId: 'A-4', serial: 'S0042', code: 'own code' },
      ];
      const pdf = renderBatchSheet(batchOf(rows));
      expect(codesOn(pdf, 150, 250, 360)).toContain('QR-Code:own code');
      withPdf(pdf, (run, path) => {
        const text = run('pdftotext', '-layout', path, '-');
        expect(text).toContain('Cards: 4 (Printer P1: 2, P2: 1)');
        expect(text.match(/S0042/g)).toHaveLength(1);
        expect(text.match(/Serial number/g)).toHaveLength(4);
      });
    },
  );

  it.skipIf(!toolsThere)('reads its longest codes at 300 dots an inch, and refuses longer ones', () => {
    const longest = [
      { jobId: 'j'.repeat(300), applicationId: 'A' },
      { jobId: 'j', applicationId: 'B', code: `${'漢字'.repeat(66)}abcd` },
    ];
    const read = codesOn(renderBatchSheet(batchOf(longest)), 300);
    expect(read).toContain(`QR-Code:${longest[0]?.jobId}`);
    // The reader guesses in which alphabet the other one's bytes are, and guesses wrong.
    expect(read).toHaveLength(3);
    const rule = 'must be 400 bytes or less as a QR code';
    const of = (row: Partial<BatchSheetRow>) =>
      refusal(() => renderBatchSheet(batchOf([{ jobId: 'j', applicationId: 'A', ...row }])));
    expect(of({ code: '漢'.repeat(134) })).toMatchObject({ field: 'rows[0].code', rule, value: '402 bytes' });
    expect(of({ jobId: '漢'.repeat(134) })).toMatchObject({ field: 'rows[0].jobId', rule });
    expect(of({ jobId: '漢'.repeat(134), code: 'c' })).toBeUndefined();
  });

  it.skipIf(!toolsThere)('speaks the words of the office, in its fonts', () => {
    const fonts = [fontFile('DejaVuSans.ttf'), fontFile('DejaVuSans-Bold.ttf')].map(
      (file) => file && embedFont(file),
    );
    const [regular, bold] = fonts;
    if (!regular || !bold) throw new Error('fonts are missing');
    const words = {
      title: 'Kartu untuk dicetak',
      cards: 'Kartu',
      counts: ['Baik', 'Rusak', 'Sisa'],
    } as const;
    const rows = [{ jobId: 'j', applicationId: 'A', text: 'Łucja (contoh)' }];
    const pdf = renderBatchSheet(batchOf(rows), { words, fonts: { regular, bold } });
    withPdf(pdf, (run, path) => {
      const text = run('pdftotext', '-layout', path, '-');
      for (const word of ['Kartu untuk dicetak', 'Kartu: 1', 'Baik', 'Rusak', 'Sisa', 'Łucja (contoh)']) {
        expect(text).toContain(word);
      }
    });
  });

  it("takes the items of an office's worklist as they are, and makes the same bytes again", () => {
    const item = {
      jobId: 'j',
      applicationId: 'A',
      kind: 'ktp',
      medium: 'card',
      printerId: 'P1',
      state: 'sent',
      since: 0,
    };
    expect(renderBatchSheet(batchOf([item]))).toEqual(renderBatchSheet(batchOf([{ ...item }])));
    expect(renderBatchSheet(batchOf([item]))).not.toEqual(
      renderBatchSheet(batchOf([{ ...item, printerId: 'P2' }])),
    );
  });

  it('is refused by the row and the rule, without what the row says', () => {
    const name = 'Ł'.repeat(10);
    const wrong = refusal(() =>
      renderBatchSheet(batchOf([...rowsOf(14), { jobId: 'j', applicationId: 'A', text: name }])),
    );
    expect(wrong).toMatchObject({ code: 'invalid-data', field: 'rows[14].text', value: 'U+0141' });
    const long = refusal(() =>
      renderBatchSheet(batchOf([{ jobId: 'j', applicationId: 'A', text: 'y'.repeat(301) }])),
    );
    expect(long).toMatchObject({ field: 'rows[0].text', rule: 'must be 300 characters or less' });
    expect(long?.message).not.toContain('yyy');
    const nameless = refusal(() => renderBatchSheet(batchOf([{ jobId: '', applicationId: 'A' }])));
    expect(nameless).toMatchObject({ field: 'rows[0].jobId', rule: 'must not be empty' });
    // What is drawn as a code, or on a later page, is still named as it was handed in.
    const coded = (row: Partial<BatchSheetRow>) =>
      refusal(() => renderBatchSheet(batchOf([{ jobId: 'j', applicationId: 'A', ...row }])))?.field;
    expect(coded({ jobId: 'j\ud800' })).toBe('rows[0].jobId');
    expect(coded({ code: 'j\ud800' })).toBe('rows[0].code');
    expect(refusal(() => renderBatchSheet({ ...batchOf([]), batchId: 'b\u0301' }))?.field).toBe('batchId');
    const words = { page: 'Strona Ł' };
    expect(refusal(() => renderBatchSheet(batchOf(rowsOf(13)), { words }))).toMatchObject({
      field: 'words.page',
      value: 'U+0141',
    });
    expect(refusal(() => renderBatchSheet({ batchId: 'b', at: 0.5, rows: [] }))).toMatchObject({
      field: 'at',
    });
  });
});
