import type { PDFRef } from '@cantoo/pdf-lib';
import type { Issue } from '../../internal/issue.js';
import type { EpochMs } from '../../internal/time.js';
import { type ByteTemplate, row, type Slot } from './byte-template.js';
import type { Drawing, Values } from './painters.js';
import type { ImageObject } from './picture.js';
import type { PreparedPdf } from './prepared-pdf.js';

/** A document as bytes, and where its signature goes. @internal */
export interface Rendered {
  readonly pdf: Uint8Array;
  readonly prepared: PreparedPdf | null;
}

/**
 * Adds one document's own objects, table and trailer to the fixed bytes, or answers `undefined` with `issues` filled.
 * Everything is one byte a character until it is written, so lengths are known before. @internal
 */
export function renderBytes(
  template: ByteTemplate,
  values: Values,
  at: EpochMs,
  id: string,
  issues: Issue[],
): Rendered | undefined {
  const { head, signature } = template;
  const date = pdfDate(at);
  let body = '';
  let rows = '';
  for (const slot of template.slots) {
    rows += row(head.length + body.length);
    if (slot.kind === 'photo') {
      const picture = values.pictures?.get(slot.field);
      body += written(slot.image, picture?.image, picture?.mask && ` /SMask ${slot.mask}`);
      rows += row(head.length + body.length);
      body += written(slot.mask, picture?.mask);
    } else {
      body += textOf(slot, values, date, issues);
    }
  }
  if (issues.length > 0) return undefined;
  const signatureAt = head.length + body.length;
  if (signature) rows += row(signatureAt);
  const tableAt = signatureAt + (signature?.bytes.length ?? 0);
  const tail =
    `xref\n0 ${template.size}\n0000000000 65535 f \n${rows}${template.fixedRows}` +
    `${template.trailer}<${id}> <${id}>] >>\nstartxref\n${tableAt}\n%%EOF\n`;

  const pdf = new Uint8Array(tableAt + tail.length);
  const text = Buffer.from(pdf.buffer);
  pdf.set(head);
  text.write(body, head.length, 'latin1');
  text.write(tail, tableAt, 'latin1');
  if (!signature) return { pdf, prepared: null };

  pdf.set(signature.bytes, signatureAt);
  const contents = { start: signatureAt + signature.start, end: signatureAt + signature.end };
  const after = contents.end + 1;
  const byteRange = [0, contents.start - 1, after, pdf.length - after] as const;
  text.write(date, signatureAt + signature.dateAt, 'latin1');
  text.write(
    `[ ${byteRange.join(' ')} ]`.padEnd(signature.rangeLength),
    signatureAt + signature.rangeAt,
    'latin1',
  );
  return { pdf, prepared: { bytes: pdf, byteRange, contents } };
}

function textOf(
  slot: Exclude<Slot, { kind: 'photo' }>,
  values: Values,
  date: string,
  issues: Issue[],
): string {
  if (slot.kind === 'dated') return slot.pieces.join(date);
  const content = paint(slot.drawing, values, issues);
  return `${slot.head}${content.length}${slot.middle}${content}${slot.tail}`;
}

function paint({ fixed, painters }: Drawing, values: Values, issues: Issue[]): string {
  let content = fixed;
  for (const painter of painters) content += painter(values, issues);
  return content;
}

/** Writes an image, or nothing under its number. */
function written(ref: PDFRef, image: ImageObject | undefined, more = ''): string {
  if (!image) return `${ref.objectNumber} 0 obj\nnull\nendobj\n`;
  const dictionary = `<< /Type /XObject /Subtype /Image ${image.entries}${more} /Length ${image.data.length} >>`;
  return `${ref.objectNumber} 0 obj\n${dictionary}\nstream\n${image.data.toString('latin1')}\nendstream\nendobj\n`;
}

/** Writes an instant as PDF does, in UTC (ISO 32000-1, 7.9.4). */
function pdfDate(at: EpochMs): string {
  const iso = new Date(at).toISOString();
  return `D:${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 10)}${iso.slice(11, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`;
}
