import type { Issue } from '../../internal/issue.js';
import type { LayoutBox, LayoutLine, LayoutMark } from '../layout-template.js';
import { type Frame, num, points, rgb } from './drawing.js';
import { layoutFonts } from './fonts.js';
import { qrPainter } from './qr-drawing.js';
import { textPainter } from './text-painter.js';

/** Holds a document's values by field. @internal */
export type Values = Readonly<Record<string, string | undefined>>;

/** Draws what differs from document to document; adds to `issues` what it cannot draw. @internal */
export type Painter = (values: Values, issues: Issue[]) => string;

/** What marks draw: the same for all documents, and by value. @internal */
export interface Drawing {
  readonly fixed: string;
  readonly painters: readonly Painter[];
}

/** Prepares marks for drawing; adds to `issues` what is wrong with a fixed text. @internal */
export function draw(
  marks: readonly { readonly mark: LayoutMark; readonly path: string; readonly frame: Frame }[],
  issues: Issue[],
): Drawing {
  let fixed = '';
  const painters: Painter[] = [];
  for (const { mark, path, frame } of marks) {
    if (mark.type === 'field' || mark.type === 'qr') painters.push(painterOf(mark, frame));
    else if (mark.type === 'line') fixed += line(mark, frame);
    else if (mark.type === 'box') fixed += box(mark, frame);
    else {
      const paint = textPainter(mark, layoutFonts()[mark.font ?? 'regular'], frame);
      fixed += paint(mark.text, `${path}.text`, issues);
    }
  }
  return { fixed, painters };
}

function painterOf(mark: Extract<LayoutMark, { type: 'field' | 'qr' }>, frame: Frame): Painter {
  const { field } = mark;
  if (mark.type === 'field') {
    const paint = textPainter(mark, layoutFonts()[mark.font ?? 'regular'], frame);
    return (values, issues) => {
      const value = values[field];
      return value === undefined ? '' : paint(value, field, issues);
    };
  }
  const paint = qrPainter(mark, frame);
  return (values, issues) => {
    const value = values[field] ?? '';
    if (value === '' || /\p{Surrogate}/u.test(value)) {
      issues.push({ field, rule: 'must be a text for a QR code', value: `text of length ${value.length}` });
      return '';
    }
    const drawn = paint(value);
    if (drawn !== undefined) return drawn;
    issues.push({ field, rule: 'must fit a QR code', value: `text of length ${value.length}` });
    return '';
  };
}

function line(
  { x1Mm, y1Mm, x2Mm, y2Mm, widthPt = 0.5, color = '#000000' }: LayoutLine,
  frame: Frame,
): string {
  const at = (x: number, y: number) => `${num(frame.left + points(x))} ${num(frame.top - points(y))}`;
  return `q ${rgb(color)} RG ${num(widthPt)} w ${at(x1Mm, y1Mm)} m ${at(x2Mm, y2Mm)} l S Q\n`;
}

function box(mark: LayoutBox, frame: Frame): string {
  const { fill, widthPt = 0.5 } = mark;
  const stroke = mark.stroke ?? (fill === undefined ? '#000000' : undefined);
  const [width, height] = [points(mark.widthMm), points(mark.heightMm)];
  const left = num(frame.left + points(mark.xMm));
  const bottom = num(frame.top - points(mark.yMm) - height);
  const inside = fill === undefined ? '' : `${rgb(fill)} rg `;
  const outline = stroke === undefined ? '' : `${rgb(stroke)} RG ${num(widthPt)} w `;
  const operator = fill === undefined ? 'S' : stroke === undefined ? 'f' : 'B';
  return `q ${inside}${outline}${left} ${bottom} ${num(width)} ${num(height)} re ${operator} Q\n`;
}
