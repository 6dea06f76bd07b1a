import type { Issue } from '../../internal/issue.js';
import type { LayoutTextStyle } from '../layout-template.js';
import { type Frame, points } from './drawing.js';
import { type EncodedText, encode, type LayoutFont } from './fonts.js';
import type { Pen } from './pen.js';

/** Least share of its size to which a text is made smaller, unless a template says otherwise. @internal */
export const LEAST_SHARE = 0.5;
const ELLIPSIS = '…';

/** Tells whether texts in a font can be cut with an ellipsis. @internal */
export const hasEllipsis = (font: LayoutFont): boolean => !('missing' in encode(font, ELLIPSIS));

/** Which part of a text lies left of its place. @internal */
export const shares = { left: 0, center: 0.5, right: 1 } as const;

/** Draws a text, or adds to `issues` why it cannot. @internal */
export type TextPainter = (text: string, field: string, issues: Issue[]) => string;

/** Prepares one line of text. @internal */
export function textPainter(style: LayoutTextStyle, font: LayoutFont, frame: Frame, pen: Pen): TextPainter {
  const { sizePt, align = 'left', fit = 'shrink', color } = style;
  const room = style.maxWidthMm === undefined ? Number.POSITIVE_INFINITY : points(style.maxWidthMm);
  const x = frame.left + points(style.xMm);
  const y = frame.top - points(style.yMm);
  const write = pen.text({ font, sizePt, color, x, y, share: shares[align] });

  return (text, field, issues) => {
    let encoded = encode(font, text);
    if ('missing' in encoded) {
      issues.push(missingCharacter(field, font, encoded.missing));
      return '';
    }
    let size = sizePt;
    if (encoded.width * size > room * 1000) {
      if (fit === 'ellipsis') {
        const short = cut(font, encoded, (room * 1000) / size);
        if (!short) {
          const rule = `must fit ${style.maxWidthMm} mm at ${sizePt} pt, or an ellipsis must`;
          issues.push({ field, rule, value: `text of length ${text.length}` });
          return '';
        }
        encoded = short;
      } else {
        // Down to a tenth of a point, so that it surely fits.
        size = Math.floor((room * 10_000) / encoded.width) / 10;
        if (size < sizePt * LEAST_SHARE) {
          issues.push(tooWide(field, text, style));
          return '';
        }
      }
    }
    return encoded.codes === '' ? '' : write(encoded, size);
  };
}

/**
 * Cuts at the last whole character after which an ellipsis still fits into a room in thousandths of the size;
 * `undefined` when not even the ellipsis fits. @internal
 */
export function cut(font: LayoutFont, { codes }: EncodedText, room: number): EncodedText | undefined {
  const end = encode(font, ELLIPSIS);
  if ('missing' in end || end.width > room) return undefined;
  const kept = longest(font, codes, room - end.width);
  return { codes: kept.codes + end.codes, width: kept.width + end.width };
}

/** Takes as many codes from the start as fit into a room in thousandths of the size. @internal */
export function longest(font: LayoutFont, codes: string, room: number): EncodedText {
  let width = 0;
  let kept = 0;
  for (; kept < codes.length; kept++) {
    const next = width + (font.widths[codes.charCodeAt(kept)] ?? 0);
    if (next > room) break;
    width = next;
  }
  return { codes: codes.slice(0, kept), width };
}

/** Tells which character a font lacks. @internal */
export function missingCharacter(field: string, font: LayoutFont, character: string): Issue {
  const point = character.codePointAt(0) ?? 0;
  return {
    field,
    rule: `must hold only characters that the font has (${font.has})`,
    value: `U+${point.toString(16).toUpperCase().padStart(4, '0')}`,
  };
}

// Only the length: values are people's names and numbers, and errors end in logs.
function tooWide(field: string, text: string, { maxWidthMm, sizePt }: LayoutTextStyle): Issue {
  return {
    field,
    rule: `must fit ${maxWidthMm} mm at ${sizePt * LEAST_SHARE} pt or more`,
    value: `text of length ${text.length}`,
  };
}
