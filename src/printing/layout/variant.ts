import type { Issue } from '../../internal/issue.js';
import type { LayoutMark, LayoutTemplate } from '../layout-template.js';
import type { BarcodeEncoder } from './barcode-encoder.js';
import { type ByteTemplate, byteTemplate } from './byte-template.js';
import { type Wanted, wantedOf } from './document-values.js';
import type { EmbeddedFont } from './embedded-font.js';
import { embedded, type LayoutFont, standardFonts } from './fonts.js';
import { draw, type Tools } from './painters.js';
import { pdfPen } from './pdf-pen.js';
import { marksOf, type PlacedMark, type PlacedMarks, placeMarks } from './placed-marks.js';

/** What a host gives to a layout beside its template. @internal */
export interface Supplies {
  readonly fonts: Readonly<Record<string, EmbeddedFont>>;
  readonly barcodes: Readonly<Record<string, BarcodeEncoder>>;
  readonly signatureBytes: number;
}

/** A template compiled for an electronic signature, or for a pen. @internal */
export interface Variant {
  readonly placed: PlacedMarks;
  readonly tools: Tools;
  readonly bytes: ByteTemplate;
  /** The fields that it draws. */
  readonly wanted: ReadonlyMap<string, Wanted>;
}

/** Compiles a template for an electronic signature, or for a pen; adds to `issues` what it cannot. @internal */
export function variantOf(
  template: LayoutTemplate,
  electronic: boolean,
  supplies: Supplies,
  issues: Issue[],
): Variant {
  const placed = placeMarks(template, electronic);
  const marks = marksOf(placed);
  const wanted = wantedOf(marks, issues);
  const { fonts, programs } = fontsFor(marks, supplies.fonts);
  const photos = [...wanted].filter(([, { kind }]) => kind === 'photo').map(([field]) => field);
  const tools: Tools = {
    fonts,
    barcodes: new Map(Object.entries(supplies.barcodes)),
    photos: new Map(photos.map((field, i) => [field, `P${i + 1}`])),
  };
  const { width, height, signature } = placed;
  const bytes = byteTemplate({
    title: template.title ?? template.id,
    width,
    height,
    pages: placed.pages.map((page) => draw(page, pdfPen, tools, issues)),
    signature: signature && {
      page: signature.page,
      rect: signature.rect,
      appearance: draw(signature.marks, pdfPen, tools, issues),
      name: signature.element.name,
      reason: signature.element.reason,
      location: signature.element.location,
      bytes: supplies.signatureBytes,
    },
    fonts: programs,
    photos: tools.photos,
  });
  return { placed, tools, bytes, wanted };
}

/** Names the fonts for templates, and those of them that go into the file: the ones that something is written in. */
function fontsFor(marks: readonly PlacedMark[], given: Readonly<Record<string, EmbeddedFont>>) {
  const fonts = new Map<string, LayoutFont>(Object.entries(standardFonts()));
  const programs = new Map<string, EmbeddedFont>();
  const used = new Set(marks.map(({ mark }) => fontNameOf(mark)));
  for (const [i, [name, font]] of Object.entries(given).entries()) {
    const resource = `F${i + 3}`;
    fonts.set(name, embedded(resource, font));
    if (used.has(name)) programs.set(resource, font);
  }
  return { fonts, programs };
}

/** Names the font that a mark is written in, if it is written. */
function fontNameOf(mark: LayoutMark): string | undefined {
  if (mark.type === 'barcode') return mark.textPt === undefined ? undefined : 'regular';
  const isWritten = mark.type === 'text' || mark.type === 'field' || mark.type === 'block';
  return isWritten ? (mark.font ?? 'regular') : undefined;
}
