import type { PDFDocument, PDFFont, PDFName, PDFPage } from '@cantoo/pdf-lib';
import { issuesError } from '../../internal/errors.js';
import type { BatchSheet, SheetRow } from '../batch-sheet.js';
import { type QrDrawer, qrDrawer } from '../pades/qr-drawing.js';

/** Writes a number as PDF operators want it. */
const pdfNumber = (value: number) => String(Number(value.toFixed(3)));

/** Words on a list, in the language of the office. */
export interface SheetWords {
  /** Default `Papers to be signed`. */
  readonly title?: string | undefined;
  /** Default `Batch`. */
  readonly batch?: string | undefined;
  /** Default `Papers`. */
  readonly papers?: string | undefined;
  /** Default `Signed by`. */
  readonly signer?: string | undefined;
  /** Default `Page`. */
  readonly page?: string | undefined;
}

/** Sets how a list is drawn. */
export interface RenderSheetOptions {
  readonly words?: SheetWords | undefined;
  /** What to do with letters beyond Windows-1252: refuse them (the default), or print a question mark. */
  readonly otherLetters?: 'refuse' | 'question-mark' | undefined;
}

const page = { width: 595.28, height: 841.89, margin: 40 };
const row = { height: 54, code: 50 };
const head = { height: 96, code: 80 };
const perPage = Math.floor((page.height - 2 * page.margin - head.height - 20) / row.height);
/** Longer texts make modules that an office printer and a hand scanner no longer agree on. */
const longestCode = 240;

/**
 * Draws a batch's list as a PDF, A4: for each paper a line with its number, application, kind, the host's text, a QR
 * code and a box to tick. The same list makes the same bytes.
 *
 * @throws {@link LoketError} with code `invalid-data` when a text has letters beyond Windows-1252, or a bar code's
 * text is longer than 240 bytes
 *
 * @example
 * ```ts
 * import { batchCode, paperCode } from 'loket/signing';
 * import { renderSheet } from 'loket/signing/sheet';
 *
 * const pdf = await renderSheet({
 *   batchId: 'head-1', no: 1, signatory: 'head', signer: null, composedAt: 0, code: batchCode('head-1'),
 *   rows: [{ no: 1, applicationId: 'a-1', kind: 'kk', text: 'Ms A', code: paperCode('a-1') }],
 * });
 * new TextDecoder('latin1').decode(pdf.slice(0, 5)); //=> '%PDF-'
 * ```
 */
export async function renderSheet(
  sheet: BatchSheet,
  { words = {}, otherLetters = 'refuse' }: RenderSheetOptions = {},
): Promise<Uint8Array> {
  const { PDFDocument, PDFName, StandardFonts } = await import('@cantoo/pdf-lib');
  // Metadata of the library would carry the time.
  const document = await PDFDocument.create({ updateMetadata: false });
  const font = await document.embedFont(StandardFonts.Helvetica);
  const bold = await document.embedFont(StandardFonts.HelveticaBold);
  const letters = new Set(font.getCharacterSet());
  const readable = (field: string, text: string) => inLetters(letters, otherLetters, field, text);

  const pages = Math.max(1, Math.ceil(sheet.rows.length / perPage));
  const title = readable('words.title', words.title ?? 'Papers to be signed');
  const batch = readable('batchId', `${words.batch ?? 'Batch'} ${sheet.no} (${sheet.batchId})`);
  const size = readable('words.papers', `${words.papers ?? 'Papers'}: ${sheet.rows.length}`);
  const signer = readable('signer', `${words.signer ?? 'Signed by'}: ${sheet.signer ?? sheet.signatory}`);
  for (let i = 0; i < pages; i++) {
    const sheetPage = document.addPage([page.width, page.height]);
    const ink = new Ink(document, sheetPage, (name) => PDFName.of(name));
    const top = page.height - page.margin;
    ink.text(title, bold, 16, page.margin, top - 18);
    ink.text(batch, font, 11, page.margin, top - 38);
    ink.text(size, font, 11, page.margin, top - 54);
    ink.text(signer, font, 11, page.margin, top - 70);
    await ink.code('code', sheet.code, page.width - page.margin - head.code, top - head.code, head.code);
    const own = sheet.rows.slice(i * perPage, (i + 1) * perPage);
    for (const [j, one] of own.entries()) {
      await drawRow(ink, one, top - head.height - (j + 1) * row.height, font, bold, readable);
    }
    const foot = readable('words.page', `${words.page ?? 'Page'} ${i + 1}/${pages}`);
    ink.text(foot, font, 9, page.width / 2 - font.widthOfTextAtSize(foot, 9) / 2, page.margin - 16);
    ink.flush();
  }
  return document.save({ useObjectStreams: false });
}

async function drawRow(
  ink: Ink,
  one: SheetRow,
  y: number,
  font: PDFFont,
  bold: PDFFont,
  readable: (field: string, text: string) => string,
): Promise<void> {
  const field = `rows[${one.no - 1}]`;
  const left = page.margin + 40;
  // Codes stand to the left and to the right in turn: a scanner held over one does not see its neighbour.
  const codeX = one.no % 2 === 1 ? page.width - page.margin - 150 : page.width - page.margin - 90;
  const room = page.width - page.margin - 160 - left;
  ink.line(page.margin, y, page.width - page.margin);
  ink.text(`${one.no}`, bold, 12, page.margin, y + 30);
  ink.text(
    fitted(readable(`${field}.applicationId`, one.applicationId), bold, 11, room),
    bold,
    11,
    left,
    y + 34,
  );
  ink.text(fitted(readable(`${field}.kind`, one.kind), font, 10, room), font, 10, left, y + 21);
  ink.text(fitted(readable(`${field}.text`, one.text), font, 10, room), font, 10, left, y + 8);
  await ink.code(`${field}.code`, one.code, codeX, y + 2, row.code);
  ink.box(page.width - page.margin - 18, y + 19, 16);
}

/** Cuts a text that is too long, and shows that it was. */
function fitted(text: string, font: PDFFont, size: number, room: number): string {
  if (font.widthOfTextAtSize(text, size) <= room) return text;
  let letters = Array.from(text);
  while (letters.length > 0 && font.widthOfTextAtSize(`${letters.join('')}…`, size) > room) {
    letters = letters.slice(0, -1);
  }
  return `${letters.join('')}…`;
}

function inLetters(
  letters: ReadonlySet<number>,
  other: 'refuse' | 'question-mark',
  field: string,
  text: string,
): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    if (letters.has(letter.codePointAt(0) ?? 0)) return letter;
    if (other === 'question-mark') return '?';
    // The text may name a person, so only the letter is told.
    throw issuesError('invalid-data', 'sheet', [
      { field, rule: 'must be in letters of Windows-1252', value: letter },
    ]);
  }).join('');
}

/** Collects the operators of one page: the library would name fonts by chance. */
class Ink {
  readonly #content: string[] = [];
  #draw: QrDrawer | undefined;
  readonly #fonts = new Map<PDFFont, string>();

  constructor(
    readonly document: PDFDocument,
    readonly page: PDFPage,
    readonly nameOf: (name: string) => PDFName,
  ) {}

  text(text: string, font: PDFFont, size: number, x: number, y: number): void {
    const name = this.#fonts.get(font) ?? `F${this.#fonts.size}`;
    this.#fonts.set(font, name);
    this.#content.push(
      'BT',
      `/${name} ${pdfNumber(size)} Tf`,
      `${pdfNumber(x)} ${pdfNumber(y)} Td`,
      `${font.encodeText(text)} Tj`,
      'ET',
    );
  }

  line(from: number, y: number, to: number): void {
    this.#content.push('0.5 w', `${pdfNumber(from)} ${pdfNumber(y)} m ${pdfNumber(to)} ${pdfNumber(y)} l S`);
  }

  box(x: number, y: number, side: number): void {
    this.#content.push('0.8 w', `${[x, y, side, side].map(pdfNumber).join(' ')} re S`);
  }

  async code(field: string, text: string, x: number, y: number, side: number): Promise<void> {
    const bytes = new TextEncoder().encode(text).length;
    if (bytes > longestCode) {
      const rule = `must have ${longestCode} bytes or fewer`;
      throw issuesError('invalid-data', 'sheet', [{ field, rule, value: bytes }]);
    }
    this.#draw ??= await qrDrawer();
    this.#content.push(this.#draw(text, x, y, side));
  }

  flush(): void {
    const { context } = this.document;
    const { node } = this.page;
    for (const [font, name] of this.#fonts) node.setFontDictionary(this.nameOf(name), font.ref);
    node.addContentStream(context.register(context.stream(this.#content.join('\n'))));
  }
}
