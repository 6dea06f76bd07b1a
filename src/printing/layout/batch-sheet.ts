import { z } from 'zod';
import { isLoketError, issuesError, type LoketError } from '../../internal/errors.js';
import type { Issue } from '../../internal/issue.js';
import { lazy } from '../../internal/lazy.js';
import { hiddenIssues } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import type { LayoutElement, LayoutTemplate } from '../layout-template.js';
import { compileLayout } from './compile-layout.js';
import type { EmbeddedFont } from './embedded-font.js';

/** One card of a batch. The items of an office's worklist will do as they are. */
export interface BatchSheetRow {
  readonly jobId: string;
  readonly applicationId: string;
  /** Whose card it is, in the host's words. */
  readonly text?: string | undefined;
  readonly printerId?: string | undefined;
  /** Serial number of the blank, where it is known. Left out, there is a line to write it on. */
  readonly serial?: string | undefined;
  /** What the row's QR code says, 1 to 240 characters and at most 400 bytes in UTF-8. Default: the job's id. */
  readonly code?: string | undefined;
}

/** The cards that are made together. */
export interface CardBatch {
  readonly batchId: string;
  /** Instant of the file, in epoch milliseconds. */
  readonly at: EpochMs;
  /** In the order in which they are printed; at most 5000. */
  readonly rows: readonly BatchSheetRow[];
}

/** Words on a batch's sheet, in the language of the office. */
export interface BatchSheetWords {
  /** Default `Cards to be printed`. */
  readonly title?: string | undefined;
  /** Default `Batch`. */
  readonly batch?: string | undefined;
  /** Default `Cards`. */
  readonly cards?: string | undefined;
  /** Default `Printer`. */
  readonly printer?: string | undefined;
  /** Default `Serial number`. */
  readonly serial?: string | undefined;
  /** Default `Good`, `Spoiled` and `Left over`: what is counted by hand at the end. */
  readonly counts?: readonly [string, string, string] | undefined;
  /** Default `Page`. */
  readonly page?: string | undefined;
}

/** Sets how a batch's sheet is drawn. */
export interface BatchSheetOptions {
  readonly words?: BatchSheetWords | undefined;
  /** Fonts instead of Helvetica, for letters beyond Windows-1252. */
  readonly fonts?: { readonly regular: EmbeddedFont; readonly bold: EmbeddedFont } | undefined;
}

const text = z.string('must be a text').max(300, 'must be 300 characters or less');
const named = text.min(1, 'must not be empty');
const batchSchema = lazy(() =>
  z.object({
    batchId: named,
    at: z.int('must be epoch milliseconds'),
    rows: z
      .array(
        z.object({
          jobId: named,
          applicationId: named,
          text: text.optional(),
          printerId: text.optional(),
          serial: text.optional(),
          code: named.max(240, 'must be 240 characters or less').optional(),
        }),
      )
      .max(5000, 'must be 5000 rows or less'),
  }),
);

const margin = 15;
const head = 40;
const rowMm = 18;
const right = 210 - margin;
const perPage = Math.floor((297 - 2 * margin - head - 8) / rowMm);

/**
 * Draws a batch's sheet as a PDF, A4: for each card a line with its number, application, the host's text and printer, a
 * QR code, the serial number of its blank or a line to write it on, and a box to tick; on each page the cards by
 * printer, on the last the counts that are taken by hand. The same batch makes the same bytes.
 *
 * @throws {@link LoketError} with code `invalid-data` when the batch breaks a rule, or a text has a character that the
 * font lacks; with code `invalid-config` when a font is none of `embedFont`, or lacks an ellipsis
 *
 * @example
 * ```ts
 * import { renderBatchSheet } from 'loket/printing/layout';
 *
 * const pdf = renderBatchSheet({
 *   batchId: 'monday-1',
 *   at: Date.UTC(2019, 6, 22),
 *   rows: [{ jobId: 'j-1', applicationId: 'KTP-2019-000042', text: 'Siti (CONTOH)', printerId: 'P1' }],
 * });
 * new TextDecoder().decode(pdf.slice(0, 5)); //=> '%PDF-'
 * ```
 */
export function renderBatchSheet(
  batch: CardBatch,
  { words = {}, fonts }: BatchSheetOptions = {},
): Uint8Array {
  const parsed = parsedBatch(batch);
  const drawn = new SheetDrawing();
  const pages = Math.max(1, Math.ceil(parsed.rows.length / perPage));
  for (let i = 0; i < pages; i++) {
    drawn.page();
    heading(drawn, parsed, words);
    const own = parsed.rows.slice(i * perPage, (i + 1) * perPage);
    for (const [j, one] of own.entries())
      rowOf(drawn, one, i * perPage + j, margin + head + j * rowMm, words);
    if (i === pages - 1) counts(drawn, words);
    drawn.text('words.page', `${words.page ?? 'Page'} ${i + 1}/${pages}`, 105, 290, 9, { align: 'center' });
  }
  const title = `${words.batch ?? 'Batch'} ${parsed.batchId}`;
  const layout = compileLayout(drawn.template(title), fonts ? { fonts } : {});
  try {
    return layout.render(drawn.values, { at: parsed.at }).pdf;
  } catch (error) {
    if (!isLoketError(error, 'invalid-data')) throw error;
    const issues = error.issues.map((issue) => ({ ...issue, field: drawn.sourceOf(issue.field) }));
    throw issuesError('invalid-data', 'batch sheet', issues);
  }
}

// Without values: they are people's names.
function parsedBatch(batch: CardBatch): CardBatch {
  const parsed = batchSchema().safeParse(batch);
  if (parsed.success) {
    const issues = parsed.data.rows.flatMap((one, i) => tooDense(one, `rows[${i}]`));
    if (issues.length === 0) return parsed.data;
    throw issuesError('invalid-data', 'batch sheet', issues);
  }
  throw issuesError('invalid-data', 'batch sheet', hiddenIssues(parsed.error, batch));
}

/** Modules of 0.2 mm: a layout takes down to 0.169, but any office printer may draw a sheet. */
const CODE_BYTES = 400;

function tooDense(one: BatchSheetRow, row: string): Issue[] {
  const [field, text] = codeOf(one);
  const bytes = Buffer.byteLength(text);
  if (bytes <= CODE_BYTES) return [];
  const rule = `must be ${CODE_BYTES} bytes or less as a QR code`;
  return [{ field: `${row}.${field}`, rule, value: `${bytes} bytes` }];
}

const codeOf = ({ jobId, code }: BatchSheetRow): readonly [string, string] =>
  code === undefined ? ['jobId', jobId] : ['code', code];

function heading(drawn: SheetDrawing, { batchId, rows }: CardBatch, words: BatchSheetWords): void {
  const wide = { maxWidthMm: 140, fit: 'ellipsis' } as const;
  drawn.text('words.title', words.title ?? 'Cards to be printed', margin, 22, 16, { ...wide, font: 'bold' });
  drawn.text('batchId', `${words.batch ?? 'Batch'} ${batchId}`, margin, 29, 11, wide);
  const printers = new Map<string, number>();
  for (const { printerId } of rows) {
    if (printerId) printers.set(printerId, (printers.get(printerId) ?? 0) + 1);
  }
  const each = [...printers].map(([id, count]) => `${id}: ${count}`).join(', ');
  const total = `${words.cards ?? 'Cards'}: ${rows.length}`;
  drawn.block('words.cards', each === '' ? total : `${total} (${words.printer ?? 'Printer'} ${each})`);
  drawn.qr('batchId', batchId, right - 26, 14, 26);
}

function rowOf(
  drawn: SheetDrawing,
  one: BatchSheetRow,
  index: number,
  top: number,
  words: BatchSheetWords,
): void {
  const field = `rows[${index}]`;
  const wide = { maxWidthMm: 72, fit: 'ellipsis' } as const;
  // Codes stand to the left and to the right in turn: a scanner held over one does not see its neighbour.
  const codeX = index % 2 === 0 ? right - 68 : right - 86;
  drawn.line(margin, top, right, top);
  drawn.text(`${field}.no`, `${index + 1}`, margin, top + 10, 11, { font: 'bold' });
  drawn.text(`${field}.applicationId`, one.applicationId, margin + 13, top + 5.5, 11, {
    ...wide,
    font: 'bold',
  });
  drawn.text(`${field}.text`, one.text ?? '', margin + 13, top + 10.5, 10, wide);
  const printer = one.printerId ? `${words.printer ?? 'Printer'} ${one.printerId}` : '';
  drawn.text(`${field}.printerId`, printer, margin + 13, top + 15.5, 9, wide);
  drawn.qr(
    `${field}.${one.code === undefined ? 'jobId' : 'code'}`,
    one.code ?? one.jobId,
    codeX,
    top + 0.5,
    rowMm - 1,
  );
  drawn.text('words.serial', words.serial ?? 'Serial number', right - 48, top + 5, 7, { maxWidthMm: 38 });
  drawn.text(`${field}.serial`, one.serial ?? '', right - 48, top + 12, 10, { maxWidthMm: 38 });
  drawn.line(right - 48, top + 13.5, right - 10, top + 13.5);
  drawn.box(right - 6, top + 6, 6);
}

function counts(drawn: SheetDrawing, words: BatchSheetWords): void {
  const top = 282;
  for (const [i, name] of (words.counts ?? ['Good', 'Spoiled', 'Left over']).entries()) {
    const left = margin + i * 60;
    drawn.text(`words.counts[${i}]`, name, left, top, 10, { maxWidthMm: 26 });
    drawn.line(left + 28, top + 1, left + 52, top + 1);
  }
}

interface Style {
  readonly font?: 'bold' | undefined;
  readonly align?: 'center' | undefined;
  readonly maxWidthMm?: number | undefined;
  readonly fit?: 'ellipsis' | undefined;
}

/** Collects elements; what is written goes in as values, so that a refusal names where it came from. */
class SheetDrawing {
  readonly values: Record<string, string> = {};
  readonly #names = new Map<string, string>();
  /** Where a value came from, by the name it has here. */
  readonly #sources = new Map<string, string>();
  readonly #pages: LayoutElement[][] = [];

  page(): void {
    this.#pages.push([]);
  }

  text(field: string, value: string, xMm: number, yMm: number, sizePt: number, style: Style = {}): void {
    if (value === '') return;
    this.#add({ type: 'field', field: this.#value(field, value), xMm, yMm, sizePt, ...style });
  }

  block(field: string, value: string): void {
    const place = { xMm: margin, yMm: 31.5, widthMm: 140, heightMm: 20 } as const;
    this.#add({ type: 'block', field: this.#value(field, value), ...place, sizePt: 10, fit: 'ellipsis' });
  }

  qr(field: string, value: string, xMm: number, yMm: number, sizeMm: number): void {
    this.#add({ type: 'qr', field: this.#value(field, value), xMm, yMm, sizeMm });
  }

  line(x1Mm: number, y1Mm: number, x2Mm: number, y2Mm: number): void {
    this.#add({ type: 'line', x1Mm, y1Mm, x2Mm, y2Mm, color: '#808080' });
  }

  box(xMm: number, yMm: number, sideMm: number): void {
    this.#add({ type: 'box', xMm, yMm, widthMm: sideMm, heightMm: sideMm });
  }

  template(title: string): LayoutTemplate {
    return { id: 'batch-sheet', title, size: 'A4', pages: this.#pages.map((elements) => ({ elements })) };
  }

  #add(element: LayoutElement): void {
    this.#pages.at(-1)?.push(element);
  }

  sourceOf(name: string): string {
    return this.#sources.get(name) ?? name;
  }

  /** Names a value by where it came from; another one from there, as on another page, gets a name of its own. */
  #value(field: string, value: string): string {
    const key = `${field}\n${value}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = Object.hasOwn(this.values, field) ? `${field} (${this.#names.size})` : field;
    this.values[name] = value;
    this.#names.set(key, name);
    this.#sources.set(name, field);
    return name;
  }
}
