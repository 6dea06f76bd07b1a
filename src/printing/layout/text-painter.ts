import type { Issue } from '../../internal/issue.js';
import type { LayoutTextStyle } from '../layout-template.js';
import { type Frame, literal, num, points, rgb } from './drawing.js';
import { type EncodedText, encode, type LayoutFont } from './fonts.js';

/** Least share of its size to which a text is made smaller. */
const LEAST_SHARE = 0.5;
const ELLIPSIS = '…';

/** Prepares one line of text: a function that draws a text, or adds to `issues` why it cannot. @internal */
export function textPainter(
  style: LayoutTextStyle,
  font: LayoutFont,
  frame: Frame,
): (text: string, field: string, issues: Issue[]) => string {
  const { sizePt, align = 'left', fit = 'shrink', color } = style;
  const x = frame.left + points(style.xMm);
  const y = num(frame.top - points(style.yMm));
  const room = style.maxWidthMm === undefined ? Number.POSITIVE_INFINITY : points(style.maxWidthMm);
  const share = align === 'left' ? 0 : align === 'center' ? 0.5 : 1;
  const paint = color === undefined ? '' : `${rgb(color)} rg `;
  const before = color === undefined ? '' : 'q ';
  const after = color === undefined ? '' : ' Q';
  const opening = (size: number) => `${before}BT ${paint}/${font.resource} ${num(size)} Tf `;
  const usual = opening(sizePt);
  const fixed = share === 0 ? `${usual}${num(x)} ${y} Td ` : '';

  return (text, field, issues) => {
    let encoded = encode(font, text);
    if ('missing' in encoded) {
      issues.push(missing(field, encoded.missing));
      return '';
    }
    let size = sizePt;
    if (encoded.width * size > room * 1000) {
      if (fit === 'ellipsis') {
        encoded = cut(font, encoded, (room * 1000) / size);
      } else {
        // Down to a tenth of a point, so that it surely fits.
        size = Math.floor((room * 10_000) / encoded.width) / 10;
        if (size < sizePt * LEAST_SHARE) {
          issues.push(tooWide(field, text, style));
          return '';
        }
      }
    }
    if (encoded.codes === '') return '';
    const start = size === sizePt ? usual : opening(size);
    const place =
      share === 0 && size === sizePt
        ? fixed
        : `${start}${num(x - (share * encoded.width * size) / 1000)} ${y} Td `;
    return `${place}${literal(encoded.codes)} Tj ET${after}\n`;
  };
}

/** Cuts at the last whole character after which an ellipsis still fits. */
function cut(font: LayoutFont, { codes }: EncodedText, room: number): EncodedText {
  const end = encode(font, ELLIPSIS);
  if ('missing' in end) return { codes: '', width: 0 };
  let width = end.width;
  let kept = 0;
  for (; kept < codes.length; kept++) {
    const next = width + (font.widths[codes.charCodeAt(kept)] ?? 0);
    if (next > room) break;
    width = next;
  }
  return { codes: codes.slice(0, kept) + end.codes, width };
}

function missing(field: string, character: string): Issue {
  const point = character.codePointAt(0) ?? 0;
  return {
    field,
    rule: 'must hold only characters that the font has (Windows-1252, no control characters)',
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
