import type { PDFDocument, PDFRef } from '@cantoo/pdf-lib';
import { badDocument } from './bad-document.js';
import { qrDrawer } from './qr-drawing.js';

/** What is seen of a signature. */
export interface VisibleSignature {
  /** Lines of text, top to bottom, in Latin letters (Windows-1252). */
  readonly lines: readonly string[];
  /** Text of a QR code at the left, drawn as vectors; 1 to 2,000 bytes. */
  readonly qr?: string | undefined;
}

const padding = 3;
/** Lighter than black, so that a signature is told from the text of the document. */
const ink = '0.10 0.15 0.35 rg';
const number = (value: number) => String(Number(value.toFixed(3)));

/** Draws a signature's appearance: a form of the given size, in points, with vectors only. */
export async function drawAppearance(
  document: PDFDocument,
  visible: VisibleSignature,
  width: number,
  height: number,
): Promise<PDFRef> {
  const { StandardFonts } = await import('@cantoo/pdf-lib');
  const side = visible.qr === undefined ? 0 : Math.min(width, height) - 2 * padding;
  const content = ['q', ink];
  if (visible.qr !== undefined) {
    const draw = await qrDrawer();
    content.push(draw(visible.qr, padding, (height - side) / 2, side));
  }

  const font = await document.embedFont(StandardFonts.Helvetica);
  const { context } = document;
  const left = side === 0 ? padding : side + 3 * padding;
  // The library would draw a question mark instead.
  const letters = new Set(font.getCharacterSet());
  for (const line of visible.lines) {
    if (Array.from(line).some((letter) => !letters.has(letter.codePointAt(0) ?? 0)))
      throw badDocument('must have a visible signature in Windows-1252 letters', line);
  }
  const widths = visible.lines.map((line) => font.widthOfTextAtSize(line, 1));
  const room = width - left - padding;
  const leading = 1.2;
  const size = Math.min(
    12,
    (height - 2 * padding) / (leading * Math.max(visible.lines.length, 1)),
    ...widths.map((w) => room / Math.max(w, 0.001)),
  );
  if (visible.lines.length > 0) {
    // Below three points nobody reads it: a wrong rectangle should be seen before it is signed.
    if (size < 3) throw badDocument('must have a rectangle in which the visible signature can be read', size);
    const top = (height + visible.lines.length * leading * size) / 2 - size;
    content.push(
      'BT',
      `/F ${number(size)} Tf`,
      `${number(leading * size)} TL`,
      `${number(left)} ${number(top)} Td`,
    );
    for (const line of visible.lines) content.push(`${font.encodeText(line)} Tj`, 'T*');
    content.push('ET');
  }
  content.push('Q');

  return context.register(
    context.stream(content.join('\n'), {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, width, height],
      Resources: { Font: { F: font.ref } },
    }),
  );
}
