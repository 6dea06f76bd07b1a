import { createHash } from 'node:crypto';
import { z } from 'zod';
import { issuesError, LoketError } from '../../internal/errors.js';
import type { Issue } from '../../internal/issue.js';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import type { LayoutMark, LayoutPageSize, LayoutSignature, LayoutTemplate } from '../layout-template.js';
import { type ByteTemplate, byteTemplate } from './byte-template.js';
import { type Frame, points } from './drawing.js';
import { draw } from './painters.js';
import type { PreparedPdf } from './prepared-pdf.js';
import { renderBytes } from './render-bytes.js';
import type { SignatureParts } from './signature-bytes.js';
import { layoutTemplateSchema } from './template-schema.js';

/** Sets what a compiled layout keeps free for its signature. */
export interface CompileLayoutOptions {
  /**
   * Bytes of the signature's DER that fit, 1 to 1,000,000. Default 8192: chain and timestamp of usual lengths, without
   * long revocation lists.
   */
  readonly signatureBytes?: number | undefined;
}

/** Says what a document is rendered as. */
export interface RenderOptions {
  /** Instant of the document, in epoch milliseconds: its dates, and the claimed time of its signature. */
  readonly at: EpochMs;
  /** `field`, the default: ready to be signed electronically. `blank`: to be signed with a pen. */
  readonly signature?: 'field' | 'blank' | undefined;
}

/** A rendered document. */
export interface RenderedDocument {
  readonly pdf: Uint8Array;
  /** The same bytes ready to be signed, or `null` where there is no signature field. */
  readonly prepared: PreparedPdf | null;
}

/** A layout whose fixed parts are bytes already. */
export interface CompiledLayout {
  readonly id: string;
  /** Names of all values that it draws, optional ones too, in alphabetical order. */
  readonly fields: readonly string[];
  readonly hasSignature: boolean;
  /**
   * Renders one document. The same values and options give the same bytes.
   *
   * @throws {@link LoketError} with code `invalid-data` when a value is missing, unknown, too long for its place, or
   * has a character that the font lacks. The error tells lengths and characters, never a value.
   */
  render(values: Readonly<Record<string, string>>, options: RenderOptions): RenderedDocument;
}

/** ISO 216 and ISO/IEC 7810. */
const sizes = { A4: { widthMm: 210, heightMm: 297 }, 'ID-1': { widthMm: 85.6, heightMm: 53.98 } } as const;

const compileOptions = lazy(() =>
  z.strictObject({
    signatureBytes: z
      .int('must be a whole number')
      .min(1, 'must be 1 or more')
      .max(1_000_000, 'must be 1000000 or less')
      .optional(),
  }),
);

// PDF writes years with four digits.
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Compiles a layout: checks the template and has the PDF library write everything that its documents have in common, so
 * that a document costs only what is its own. The fonts are the standard Helvetica, not embedded; characters are those
 * of Windows-1252.
 *
 * Needs the optional peers `@cantoo/pdf-lib` and `qr`.
 *
 * @throws {@link LoketError} with code `invalid-config` when the template or an option breaks a rule
 *
 * @example
 * ```ts
 * import { compileLayout } from 'loket/printing/layout';
 *
 * const card = compileLayout({
 *   id: 'library-card',
 *   size: 'ID-1',
 *   pages: [{ elements: [{ type: 'field', field: 'name', xMm: 10, yMm: 20, sizePt: 12 }] }],
 * });
 * card.fields; //=> ['name']
 * const { pdf, prepared } = card.render({ name: 'Siti (CONTOH)' }, { at: Date.UTC(2019, 6, 17) });
 * new TextDecoder().decode(pdf.slice(0, 8)); //=> '%PDF-1.7'
 * prepared; //=> null
 * ```
 */
export function compileLayout(template: LayoutTemplate, options: CompileLayoutOptions = {}): CompiledLayout {
  const what = `layout '${(template as { readonly id?: unknown } | null)?.id}'`;
  const parsed = parseOrThrow(layoutTemplateSchema(), template, what);
  const { signatureBytes = 8192 } = parseOrThrow<CompileLayoutOptions>(compileOptions(), options, what);
  const issues: Issue[] = [];
  const made = {
    field: variant(parsed, true, signatureBytes, issues),
    blank: variant(parsed, false, 0, issues),
  };
  if (issues.length > 0) throw issuesError('invalid-config', what, issues);

  const hasSignature = made.field.bytes.signature !== undefined;
  const fields = [...new Set([...made.field.wanted.keys(), ...made.blank.wanted.keys()])].sort();
  const known = new Set(fields);
  const digest = createHash('sha256')
    .update(JSON.stringify([parsed, signatureBytes]))
    .digest('hex');

  return {
    id: parsed.id,
    fields,
    hasSignature,
    render(values, { at, signature = 'field' }) {
      const { bytes, wanted } = made[signature === 'blank' ? 'blank' : 'field'];
      const broken = [...optionIssues(at, signature), ...valueIssues(values, wanted, known)];
      const id =
        broken.length > 0 ? '' : idOf([digest, signature, at, ...fields.map((field) => values[field])]);
      const rendered = broken.length > 0 ? undefined : renderBytes(bytes, values, at, id, broken);
      if (!rendered) throw issuesError('invalid-data', `document of ${what}`, broken);
      return rendered;
    },
  };
}

interface Variant {
  readonly bytes: ByteTemplate;
  /** The fields that it draws, and whether each must have a value. */
  readonly wanted: ReadonlyMap<string, boolean>;
}

/** Compiles a template for an electronic signature, or for a pen. */
function variant(template: LayoutTemplate, electronic: boolean, bytes: number, issues: Issue[]): Variant {
  const { widthMm, heightMm } = sizeOf(template.size);
  const [width, height] = [points(widthMm), points(heightMm)];
  const wanted = new Map<string, boolean>();
  let signature: SignatureParts | undefined;
  const pages = template.pages.map(({ elements }, page) => {
    const frame: Frame = { left: 0, top: height };
    const marks: { mark: LayoutMark; path: string; frame: Frame }[] = [];
    for (const [i, element] of elements.entries()) {
      const path = `pages[${page}].elements[${i}]`;
      if (element.type !== 'signature') {
        marks.push({ mark: element, path, frame });
        continue;
      }
      const left = points(element.xMm);
      const top = height - points(element.yMm);
      const box: Frame = { left: points(element.widthMm), top: points(element.heightMm) };
      const own = inside(element, path, electronic, electronic ? { left: 0, top: box.top } : { left, top });
      if (!electronic) marks.push(...own);
      else {
        want(own, wanted);
        signature = {
          page,
          rect: [left, top - box.top, left + box.left, top],
          appearance: draw(own, issues),
          name: element.name,
          reason: element.reason,
          location: element.location,
          bytes,
        };
      }
    }
    want(marks, wanted);
    return draw(marks, issues);
  });
  return {
    bytes: byteTemplate({ title: template.title ?? template.id, width, height, pages, signature }),
    wanted,
  };
}

function sizeOf(size: LayoutPageSize): { readonly widthMm: number; readonly heightMm: number } {
  return typeof size === 'string' ? sizes[size] : size;
}

function inside(element: LayoutSignature, path: string, electronic: boolean, frame: Frame) {
  const pen = element.heightMm * 0.75;
  const line: LayoutMark = { type: 'line', x1Mm: 0, y1Mm: pen, x2Mm: element.widthMm, y2Mm: pen };
  const key = electronic ? 'elements' : 'blank';
  return (element[key] ?? [line]).map((mark, i) => ({ mark, path: `${path}.${key}[${i}]`, frame }));
}

function want(marks: readonly { readonly mark: LayoutMark }[], wanted: Map<string, boolean>): void {
  for (const { mark } of marks) {
    if (mark.type !== 'field' && mark.type !== 'qr') continue;
    const optional = mark.type === 'field' && mark.optional === true;
    wanted.set(mark.field, (wanted.get(mark.field) ?? false) || !optional);
  }
}

function optionIssues(at: EpochMs, signature: string): Issue[] {
  const issues: Issue[] = [];
  if (!Number.isSafeInteger(at) || at < 0 || at > LAST) {
    issues.push({ field: 'at', rule: 'must be epoch milliseconds from 1970 to 9999', value: at });
  }
  if (signature !== 'field' && signature !== 'blank') {
    issues.push({ field: 'signature', rule: 'must be field or blank', value: signature });
  }
  return issues;
}

// By hand, for it runs with each document.
function valueIssues(
  values: Readonly<Record<string, string>>,
  wanted: ReadonlyMap<string, boolean>,
  known: ReadonlySet<string>,
): Issue[] {
  if (typeof values !== 'object' || values === null) {
    return [{ field: '(whole)', rule: 'must be an object of texts', value: typeof values }];
  }
  const issues: Issue[] = [];
  for (const [field, required] of wanted) {
    const value: unknown = Object.hasOwn(values, field) ? values[field] : undefined;
    if (typeof value !== 'string' && (required || value !== undefined)) {
      issues.push({ field, rule: 'must be a text', value: value === undefined ? undefined : typeof value });
    }
  }
  for (const field in values) {
    if (!known.has(field)) issues.push({ field, rule: 'must be a field of the layout', value: undefined });
  }
  return issues;
}

/** Derives the file's identifier from what it shows, so that a repetition gives the same bytes. */
function idOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32).toUpperCase();
}
