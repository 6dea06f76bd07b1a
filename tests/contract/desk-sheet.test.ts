import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLoketError } from 'loket';
import { type BatchSheet, batchCode, paperCode } from 'loket/signing';
import { renderSheet } from 'loket/signing/sheet';
import { afterAll, describe, expect, it } from 'vitest';
import { needs } from '../support/needs.js';

// What is printed is judged by programs that know nothing of us.
const folder = mkdtempSync(join(tmpdir(), 'loket-sheet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(program: string | undefined, ...args: string[]) {
  const done = spawnSync(program ?? '', args, { encoding: 'utf8', timeout: 60_000 });
  return { code: done.status, text: done.stdout };
}

function sheetOf(ids: readonly string[]): BatchSheet {
  return {
    batchId: 'head-7',
    no: 7,
    signatory: 'head',
    signer: null,
    composedAt: 0,
    code: batchCode('head-7'),
    rows: ids.map((applicationId, i) => ({
      no: i + 1,
      applicationId,
      kind: 'akta-lahir',
      text: `Ibu Ayu Lestari, nº ${i}`,
      code: paperCode(applicationId),
    })),
  };
}

const short = Array.from({ length: 31 }, (_, i) => `a-${1000 + i * 37}`);
const long = Array.from(
  { length: 13 },
  (_, i) => `00000000-0000-4000-8000-${String(i * 7919).padStart(12, '0')}`,
);

describe.each([
  ['short ids', short],
  ['ids as random UUIDs are', long],
])('the list of a batch with %s', (name, ids) => {
  const sheet = sheetOf(ids);
  const file = join(folder, `${name.replaceAll(' ', '-')}`);
  const [pdftoppm, zbarimg, qpdf] = [needs('pdftoppm'), needs('zbarimg'), needs('qpdf')];

  it.skipIf(!pdftoppm || !zbarimg)('can be scanned: every code of every page, and nothing else', async () => {
    writeFileSync(`${file}.pdf`, await renderSheet(sheet));
    const read = new Set<string>();
    let pages = 0;
    // A hand-held reader sees one code at a time; this one looks for dozens in a picture, and misses one now and then
    // by how the picture's dots fall. So it is shown the page twice.
    for (const dots of ['250', '360']) {
      const picture = `${file}-at-${dots}`;
      expect(run(pdftoppm, '-r', dots, '-gray', `${file}.pdf`, picture).code).toBe(0);
      const images = readdirSync(folder).filter((one) => join(folder, one).startsWith(`${picture}-`));
      pages = images.length;
      for (const image of images) {
        const { text } = run(
          zbarimg,
          '--quiet',
          '--raw',
          '-Sdisable',
          '-Sqrcode.enable',
          join(folder, image),
        );
        const codes = text.split('\n').filter((line) => line !== '');
        expect(codes).toContain(sheet.code);
        for (const code of codes) read.add(code);
      }
    }
    expect(pages).toBeGreaterThan(0);
    expect([...read].sort()).toEqual([...sheet.rows.map((row) => row.code), sheet.code].sort());
  });

  it.skipIf(!qpdf)('is a sound PDF', async () => {
    writeFileSync(`${file}-sound.pdf`, await renderSheet(sheet));
    const { code, text } = run(qpdf, '--check', `${file}-sound.pdf`);
    expect(text).toContain('No syntax or stream encoding errors found');
    expect(code).toBe(0);
  });
});

it.skipIf(!needs('pdftotext'))('says who signs, what is on it and how many pages it has', async () => {
  const name = join(folder, 'words.pdf');
  writeFileSync(
    name,
    await renderSheet(sheetOf(short), { words: { title: 'Daftar tanda tangan', page: 'Hal.' } }),
  );
  const { text } = run(needs('pdftotext'), '-layout', name, '-');
  expect(text).toContain('Daftar tanda tangan');
  expect(text).toContain('Batch 7 (head-7)');
  expect(text).toContain('Papers: 31');
  expect(text).toContain('Hal. 3/3');
  for (const id of short) expect(text).toContain(id);
});

it('draws the same list as the same bytes, and another as others', async () => {
  const sheet = sheetOf(short);
  const first = Buffer.from(await renderSheet(sheet));
  expect(first.equals(Buffer.from(await renderSheet(sheet)))).toBe(true);
  expect(first.equals(Buffer.from(await renderSheet(sheetOf(long))))).toBe(false);
});

it('draws an empty list as one page', async () => {
  const bytes = Buffer.from(await renderSheet(sheetOf([]))).toString('latin1');
  expect(bytes.match(/\/Type \/Page\b(?!s)/g)?.length).toBe(1);
});

it('refuses letters that its font lacks by field and letter, unless a question mark will do', async () => {
  const sheet = sheetOf(['a-1']);
  const [row] = sheet.rows;
  if (!row) throw new Error('no row');
  const javanese = { ...sheet, rows: [{ ...row, text: 'Ayu ꦲ' }] };
  const error: unknown = await renderSheet(javanese).catch((cause: unknown) => cause);
  expect(isLoketError(error, 'invalid-data') && error.issues).toEqual([
    { field: 'rows[0].text', rule: 'must be in letters of Windows-1252', value: 'ꦲ' },
  ]);
  await expect(renderSheet(javanese, { otherLetters: 'question-mark' })).resolves.toBeInstanceOf(Uint8Array);
});

it('refuses an id that makes a code too fine to be printed', async () => {
  const error: unknown = await renderSheet(sheetOf(['ü'.repeat(150)])).catch((cause: unknown) => cause);
  expect(isLoketError(error, 'invalid-data') && error.issues).toMatchObject([
    { field: 'rows[0].code', rule: 'must have 240 bytes or fewer' },
  ]);
});
