import {
  fill,
  PDFDocument,
  type PDFFont,
  type PDFOperator,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  rgb,
  StandardFonts,
  setFillingGrayscaleColor,
} from '@cantoo/pdf-lib';
import type { LayoutMark, LayoutTemplate, LayoutTextStyle } from 'loket/printing/layout';
import { encodeQR } from 'qr';

const points = (mm: number) => (mm * 72) / 25.4;
const sizes = { A4: [210, 297], 'ID-1': [85.6, 53.98] } as const;

function colorOf(color = '#000000') {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (i) => Number.parseInt(color.slice(i, i + 2), 16) / 255,
  );
  return rgb(red, green, blue);
}

/**
 * Draws the same document by the PDF library's own means, all anew each time, without a signature field: what our bytes
 * are compared with. It knows no shrinking and no ellipsis.
 */
export async function byLibrary(
  template: LayoutTemplate,
  values: Readonly<Record<string, string>>,
  at: number,
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(template.title ?? template.id);
  document.setProducer('loket');
  document.setCreationDate(new Date(at));
  document.setModificationDate(new Date(at));
  const fonts = {
    regular: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  };
  const size =
    typeof template.size === 'string'
      ? sizes[template.size]
      : ([template.size.widthMm, template.size.heightMm] as const);
  for (const { elements } of template.pages) {
    const page = document.addPage([points(size[0]), points(size[1])]);
    const flat = elements.flatMap((element) =>
      element.type === 'signature'
        ? (element.blank ?? []).map((mark) => ({ mark, box: element }))
        : [{ mark: element, box: { xMm: 0, yMm: 0 } }],
    );
    const varies = ({ mark }: { mark: LayoutMark }) => mark.type === 'field' || mark.type === 'qr';
    for (const { mark, box } of [...flat.filter((one) => !varies(one)), ...flat.filter(varies)]) {
      draw(page, mark, fonts, values, points(box.xMm), points(size[1]) - points(box.yMm));
    }
  }
  return document.save({ useObjectStreams: false });
}

function draw(
  page: PDFPage,
  mark: LayoutMark,
  fonts: Record<'regular' | 'bold', PDFFont>,
  values: Readonly<Record<string, string>>,
  left: number,
  top: number,
): void {
  if (mark.type === 'text') text(page, mark, fonts, mark.text, left, top);
  else if (mark.type === 'field') {
    const value = values[mark.field];
    if (value !== undefined) text(page, mark, fonts, value, left, top);
  } else if (mark.type === 'line') {
    page.drawLine({
      start: { x: left + points(mark.x1Mm), y: top - points(mark.y1Mm) },
      end: { x: left + points(mark.x2Mm), y: top - points(mark.y2Mm) },
      thickness: mark.widthPt ?? 0.5,
      color: colorOf(mark.color),
    });
  } else if (mark.type === 'box') {
    const stroke = mark.stroke ?? (mark.fill === undefined ? '#000000' : undefined);
    page.drawRectangle({
      x: left + points(mark.xMm),
      y: top - points(mark.yMm + mark.heightMm),
      width: points(mark.widthMm),
      height: points(mark.heightMm),
      ...(mark.fill === undefined ? {} : { color: colorOf(mark.fill) }),
      ...(stroke === undefined ? {} : { borderColor: colorOf(stroke), borderWidth: mark.widthPt ?? 0.5 }),
    });
  } else if (mark.type === 'qr') {
    const side = points(mark.sizeMm);
    const x0 = left + points(mark.xMm);
    const y0 = top - points(mark.yMm);
    page.drawRectangle({ x: x0, y: y0 - side, width: side, height: side, color: rgb(1, 1, 1) });
    const matrix = encodeQR(values[mark.field] ?? '', 'raw', { ecc: mark.recovery ?? 'medium', border: 4 });
    const unit = side / matrix.length;
    const dark: PDFOperator[] = [];
    for (const [y, row] of matrix.entries()) {
      for (const [x, isDark] of row.entries()) {
        if (isDark) dark.push(rectangle(x0 + x * unit, y0 - (y + 1) * unit, unit, unit));
      }
    }
    page.pushOperators(pushGraphicsState(), setFillingGrayscaleColor(0), ...dark, fill(), popGraphicsState());
  } else if (mark.type !== 'photo' || values[mark.field] !== undefined) {
    // A photo that was left out draws nothing.
    throw new Error(`the library's page has no ${mark.type}`);
  }
}

function text(
  page: PDFPage,
  style: LayoutTextStyle,
  fonts: Record<'regular' | 'bold', PDFFont>,
  value: string,
  left: number,
  top: number,
): void {
  const font = fonts[style.font === 'bold' ? 'bold' : 'regular'];
  // Letter by letter, for the library's width of a text counts kerning, which it does not draw.
  const width = [...value].reduce((sum, letter) => sum + font.widthOfTextAtSize(letter, style.sizePt), 0);
  const share = { left: 0, center: 0.5, right: 1 }[style.align ?? 'left'];
  page.drawText(value, {
    x: left + points(style.xMm) - share * width,
    y: top - points(style.yMm),
    size: style.sizePt,
    font,
    color: colorOf(style.color),
  });
}
