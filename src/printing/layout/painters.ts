import type { Issue } from '../../internal/issue.js';
import type { LayoutBarcode, LayoutPhoto, LayoutQr } from '../layout-template.js';
import { barcodePainter, hasRoomForBars } from './barcode-drawing.js';
import type { BarcodeEncoder } from './barcode-encoder.js';
import { blockPainter } from './block-painter.js';
import { type Frame, LEAST_MODULE_MM, points } from './drawing.js';
import type { LayoutFont } from './fonts.js';
import type { Area, Pen } from './pen.js';
import { photoPainter } from './photo-painter.js';
import type { Picture } from './picture.js';
import type { PlacedMark } from './placed-marks.js';
import { qrPainter } from './qr-drawing.js';
import { hasEllipsis, type TextPainter, textPainter } from './text-painter.js';

/** Holds a document's values by field, and its photos as they are drawn. @internal */
export interface Values {
  readonly texts: Readonly<Record<string, string | Uint8Array | undefined>>;
  readonly pictures?: ReadonlyMap<string, Picture> | undefined;
}

/** Draws what differs from document to document; adds to `issues` what it cannot draw. @internal */
export type Painter = (values: Values, issues: Issue[]) => string;

/** What marks draw: the same for all documents, and by value. @internal */
export interface Drawing {
  readonly fixed: string;
  readonly painters: readonly Painter[];
}

/** What marks are drawn with. Fonts and photos have their names among a page's resources. @internal */
export interface Tools {
  readonly fonts: ReadonlyMap<string, LayoutFont>;
  readonly barcodes: ReadonlyMap<string, BarcodeEncoder>;
  readonly photos: ReadonlyMap<string, string>;
}

/** Prepares marks for drawing; adds to `issues` what is wrong with a fixed text. @internal */
export function draw(marks: readonly PlacedMark[], pen: Pen, tools: Tools, issues: Issue[]): Drawing {
  let fixed = '';
  const painters: Painter[] = [];
  for (const { mark, path, frame } of marks) {
    const fontFor = ({ font = 'regular', fit }: { font?: string | undefined; fit?: string | undefined }) => {
      const own = fontOf(tools, font, path, issues);
      if (own && fit === 'ellipsis' && !hasEllipsis(own)) issues.push(withoutEllipsis(path, font));
      return own;
    };
    const byField = (paint: TextPainter | undefined, field: string) => {
      if (paint)
        painters.push((values, issues) => spoken(values, field, (text) => paint(text, field, issues)));
    };
    switch (mark.type) {
      case 'text':
      case 'field': {
        const own = fontFor(mark);
        const paint = own && textPainter(mark, own, frame, pen);
        if (mark.type === 'field') byField(paint, mark.field);
        else fixed += paint?.(mark.text, `${path}.text`, issues) ?? '';
        break;
      }
      case 'block': {
        const own = fontFor(mark);
        const paint = own && blockPainter(mark, areaOf(mark, frame), own, pen);
        if (mark.field !== undefined) byField(paint, mark.field);
        else fixed += paint?.(mark.text ?? '', `${path}.text`, issues) ?? '';
        break;
      }
      case 'line':
        fixed += pen.line(
          at(frame, mark.x1Mm, mark.y1Mm),
          at(frame, mark.x2Mm, mark.y2Mm),
          mark.widthPt ?? 0.5,
          mark.color ?? '#000000',
        );
        break;
      case 'box': {
        const stroke = mark.stroke ?? (mark.fill === undefined ? '#000000' : undefined);
        fixed += pen.box(areaOf(mark, frame), mark.fill, stroke, mark.widthPt ?? 0.5);
        break;
      }
      case 'qr':
        painters.push(qrOf(mark, frame, pen));
        break;
      case 'barcode': {
        const own = fontFor({});
        const encoder = tools.barcodes.get(mark.symbology);
        if (!encoder) issues.push(unknown(`${path}.symbology`, 'barcodes', tools.barcodes, mark.symbology));
        else if (own && hasRoomForBars(mark, own, path, issues))
          painters.push(barcodeOf(mark, frame, encoder, own, pen));
        break;
      }
      case 'photo':
        painters.push(photoOf(mark, frame, pen, tools));
        break;
    }
  }
  return { fixed, painters };
}

function fontOf(tools: Tools, name: string, path: string, issues: Issue[]): LayoutFont | undefined {
  const font = tools.fonts.get(name);
  if (!font) issues.push(unknown(`${path}.font`, 'fonts', tools.fonts, name));
  return font;
}

function withoutEllipsis(path: string, value: string): Issue {
  return {
    field: `${path}.font`,
    rule: 'must be a font with an ellipsis (U+2026), in which texts are cut',
    value,
  };
}

function unknown(field: string, option: string, known: ReadonlyMap<string, unknown>, value: string): Issue {
  const names = [...known.keys()].join(', ') || 'none';
  return { field, rule: `must be a name of the option ${option} (now: ${names})`, value };
}

function spoken(values: Values, field: string, paint: (text: string) => string): string {
  const value = values.texts[field];
  return typeof value === 'string' ? paint(value) : '';
}

function qrOf(mark: LayoutQr, frame: Frame, pen: Pen): Painter {
  const { field } = mark;
  const paint = qrPainter(mark, areaOf({ ...mark, widthMm: mark.sizeMm, heightMm: mark.sizeMm }, frame), pen);
  return ({ texts }, issues) => {
    const value = texts[field];
    const text = typeof value === 'string' ? value : '';
    if (text === '' || /\p{Surrogate}/u.test(text)) {
      issues.push({ field, rule: 'must be a text for a QR code', value: `text of length ${text.length}` });
      return '';
    }
    const drawn = paint(text);
    if (drawn !== undefined) return drawn;
    const rule = `must fit a QR code of ${mark.sizeMm} mm with modules of ${LEAST_MODULE_MM} mm or more`;
    issues.push({ field, rule, value: `text of length ${text.length}` });
    return '';
  };
}

function barcodeOf(
  mark: LayoutBarcode,
  frame: Frame,
  encoder: BarcodeEncoder,
  font: LayoutFont,
  pen: Pen,
): Painter {
  const paint = barcodePainter(mark, areaOf(mark, frame), encoder, font, pen);
  return (values, issues) => spoken(values, mark.field, (text) => paint(text, issues));
}

function photoOf(mark: LayoutPhoto, frame: Frame, pen: Pen, tools: Tools): Painter {
  const paint = photoPainter(mark, areaOf(mark, frame), tools.photos.get(mark.field) ?? '', pen);
  return ({ pictures }) => {
    const picture = pictures?.get(mark.field);
    return picture ? paint(picture) : '';
  };
}

const at = (frame: Frame, xMm: number, yMm: number) =>
  [frame.left + points(xMm), frame.top - points(yMm)] as const;

interface Place {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

function areaOf({ xMm, yMm, widthMm, heightMm }: Place, frame: Frame): Area {
  const height = points(heightMm);
  return {
    left: frame.left + points(xMm),
    bottom: frame.top - points(yMm) - height,
    width: points(widthMm),
    height,
  };
}
