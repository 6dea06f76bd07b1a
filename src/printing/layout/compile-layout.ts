import { createHash } from 'node:crypto';
import { z } from 'zod';
import { issuesError, LoketError } from '../../internal/errors.js';
import type { Issue } from '../../internal/issue.js';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import type { LayoutTemplate } from '../layout-template.js';
import type { BarcodeEncoder } from './barcode-encoder.js';
import {
  type LayoutValues,
  optionIssues,
  picturesOf,
  signatureIssues,
  valueIssues,
  wantedOf,
} from './document-values.js';
import { type EmbeddedFont, isEmbeddedFont } from './embedded-font.js';
import type { Values } from './painters.js';
import { marksOf } from './placed-marks.js';
import type { PreparedPdf } from './prepared-pdf.js';
import { type PreviewPainter, previewPainter } from './preview-svg.js';
import { renderBytes } from './render-bytes.js';
import { layoutTemplateSchema } from './template-schema.js';
import { type Variant, variantOf } from './variant.js';

/** Gives a layout what a template only names, and sets what is kept free for its signature. */
export interface CompileLayoutOptions {
  /**
   * Fonts by the names that the template's elements use, made by `embedFont` of `loket/printing/font`. One that is named
   * `regular` or `bold` takes the place of Helvetica. Default: none.
   */
  readonly fonts?: Readonly<Record<string, EmbeddedFont>> | undefined;
  /** Alphabets of bar codes by the names that the template's elements use. Default: none. */
  readonly barcodes?: Readonly<Record<string, BarcodeEncoder>> | undefined;
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

/** Says which document is shown. */
export interface PreviewOptions {
  /** As in {@link RenderOptions}. Default `field`. */
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
   * has a character that the font lacks, or a photo cannot be read. The error tells lengths and characters, never a
   * value.
   */
  render(values: LayoutValues, options: RenderOptions): RenderedDocument;
  /**
   * Draws the same document as SVG, one text a page or side: complete in itself, without scripts or links. Embedded fonts
   * are drawn as outlines; Helvetica as the viewer has it, held to its place.
   *
   * @throws {@link LoketError} with code `invalid-data` as `render`
   */
  preview(values: LayoutValues, options?: PreviewOptions): readonly string[];
}

const compileOptions = lazy(() =>
  z.strictObject({
    fonts: z
      .record(z.string(), z.custom<EmbeddedFont>(isEmbeddedFont, 'must be a font made by embedFont'))
      .optional(),
    barcodes: z
      .record(
        z.string(),
        z.custom<BarcodeEncoder>((one) => typeof one === 'function', 'must be a function'),
      )
      .optional(),
    signatureBytes: z
      .int('must be a whole number')
      .min(1, 'must be 1 or more')
      .max(1_000_000, 'must be 1000000 or less')
      .optional(),
  }),
);

/**
 * Compiles a layout: checks the template and has the PDF library write everything that its documents have in common, so
 * that a document costs only what is its own. The two fonts that are always there are the standard Helvetica, not
 * embedded, with the characters of Windows-1252; others are given, and go into each file.
 *
 * Needs the optional peers `@cantoo/pdf-lib` and `qr`.
 *
 * @throws {@link LoketError} with code `invalid-config` when the template or an option breaks a rule, or when the
 * template names a font or an alphabet that is not given
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
 * card.preview({ name: 'Siti (CONTOH)' })[0]?.slice(0, 4); //=> '<svg'
 * ```
 */
export function compileLayout(template: LayoutTemplate, options: CompileLayoutOptions = {}): CompiledLayout {
  const what = `layout '${(template as { readonly id?: unknown } | null)?.id}'`;
  const parsed = parseOrThrow(layoutTemplateSchema(), template, what);
  const given = parseOrThrow<CompileLayoutOptions>(compileOptions(), options, what);
  const { fonts = {}, barcodes = {}, signatureBytes = 8192 } = given;
  const issues: Issue[] = [];
  const made = {
    field: variantOf(parsed, true, { fonts, barcodes, signatureBytes }, issues),
    blank: variantOf(parsed, false, { fonts, barcodes, signatureBytes }, issues),
  };
  // What is a photo for one is no text for the other.
  wantedOf([...marksOf(made.field.placed), ...marksOf(made.blank.placed)], issues);
  if (issues.length > 0) throw issuesError('invalid-config', what, withoutRepetitions(issues));

  const fields = [...new Set([...made.field.wanted.keys(), ...made.blank.wanted.keys()])].sort();
  const known = new Set(fields);
  const digest = digestOf([parsed, signatureBytes, ...programsOf(fonts)]);
  const previews: { field?: PreviewPainter; blank?: PreviewPainter } = {};

  return {
    id: parsed.id,
    fields,
    hasSignature: made.field.bytes.signature !== undefined,
    render(values, { at, signature = 'field' }) {
      const variant = made[signature === 'blank' ? 'blank' : 'field'];
      const issues = [...optionIssues(at, signature), ...valueIssues(values, variant.wanted, known)];
      const document = issues.length > 0 ? undefined : documentOf(values, variant, issues);
      const id = document
        ? idOf([digest, signature, at, ...fields.map((field) => shortOf(values[field]))])
        : '';
      const rendered = document && renderBytes(variant.bytes, document, at, id, issues);
      if (!rendered) throw issuesError('invalid-data', `document of ${what}`, issues);
      return rendered;
    },
    preview(values, { signature = 'field' } = {}) {
      const which = signature === 'blank' ? 'blank' : 'field';
      const variant = made[which];
      const issues = [...signatureIssues(signature), ...valueIssues(values, variant.wanted, known)];
      const document = issues.length > 0 ? undefined : documentOf(values, variant, issues);
      previews[which] ??= previewPainter(variant, parsed.title ?? parsed.id);
      const pages = document && previews[which]?.(document, issues);
      if (!pages || issues.length > 0) throw issuesError('invalid-data', `document of ${what}`, issues);
      return pages;
    },
  };
}

/** Takes a document's values in hand, or answers `undefined` with `issues` filled. */
function documentOf(values: LayoutValues, { tools }: Variant, issues: Issue[]): Values | undefined {
  if (tools.photos.size === 0) return { texts: values };
  const pictures = picturesOf(values, tools.photos, issues);
  return issues.length > 0 ? undefined : { texts: values, pictures };
}

/** Both ways to sign draw the same pages, and find the same faults. */
function withoutRepetitions(issues: readonly Issue[]): Issue[] {
  const told = new Map(issues.map((issue) => [`${issue.field} ${issue.rule}`, issue]));
  return [...told.values()];
}

const digestOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Derives the file's identifier from what it shows, so that a repetition gives the same bytes. */
const idOf = (parts: readonly unknown[]): string => digestOf(parts).slice(0, 32).toUpperCase();

const shortOf = (value: string | Uint8Array | undefined): string | undefined =>
  value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value;

function programsOf(fonts: Readonly<Record<string, EmbeddedFont>>): unknown[] {
  const digests = Object.entries(fonts).map(([name, font]) => [name, shortOf(font.program)]);
  return digests.length > 0 ? [digests] : [];
}
