import type { LayoutBlock } from '../layout-template.js';
import type { EncodedText, LayoutFont } from './fonts.js';
import type { Area, Pen } from './pen.js';
import { cutLinesOf, linesOf, type Words, wordsOf } from './text-lines.js';
import { LEAST_SHARE, missingCharacter, shares, type TextPainter } from './text-painter.js';

/** Prepares a text of several lines in a box. @internal */
export function blockPainter(block: LayoutBlock, area: Area, font: LayoutFont, pen: Pen): TextPainter {
  const { sizePt, lineHeight = 1.2, align = 'left', fit = 'shrink', color } = block;
  const share = shares[align];
  const x = area.left + share * area.width;
  // Rounded up, so that the least is no less than what was asked.
  const least = Math.ceil((block.leastSizePt ?? sizePt * LEAST_SHARE) * 10);
  const between = Math.max(lineHeight * 1000, 1);

  const roomAt = (size: number) => (area.width * 1000) / size;
  const mostAt = (size: number) =>
    Math.floor(((area.height * 1000) / size - font.above - font.below) / between) + 1;
  const cutLines = (words: Words) => cutLinesOf(font, words, roomAt(sizePt), Math.max(mostAt(sizePt), 0));
  const linesAt = (words: Words, size: number) => {
    const most = mostAt(size);
    return most < 1 ? undefined : linesOf(words, roomAt(size), most);
  };

  return (text, field, issues) => {
    if (text === '') return '';
    const words = wordsOf(font, text);
    if ('missing' in words) {
      issues.push(missingCharacter(field, font, words.missing));
      return '';
    }
    const whole = linesAt(words, sizePt);
    if (whole) return written(whole, sizePt);
    const size = fit === 'ellipsis' ? sizePt : largest(words);
    const lines =
      size === undefined ? undefined : fit === 'ellipsis' ? cutLines(words) : linesAt(words, size);
    if (size !== undefined && lines) return written(lines, size);
    const much = fit === 'ellipsis' ? `${sizePt} pt, or an ellipsis must` : `${least / 10} pt or more`;
    issues.push({
      field,
      rule: `must fit ${block.widthMm} mm by ${block.heightMm} mm at ${much}`,
      value: `text of length ${text.length}`,
    });
    return '';
  };

  /** Searches by halves, in tenths of a point: what fits at one size fits at every smaller one. */
  function largest(words: Words): number | undefined {
    let fits = least;
    let over = Math.ceil(sizePt * 10);
    if (least >= over || !linesAt(words, least / 10)) return undefined;
    while (over - fits > 1) {
      const middle = Math.floor((fits + over) / 2);
      if (linesAt(words, middle / 10)) fits = middle;
      else over = middle;
    }
    return fits / 10;
  }

  function written(lines: readonly EncodedText[], size: number): string {
    const top = area.bottom + area.height - (font.above * size) / 1000;
    let drawn = '';
    for (const [i, line] of lines.entries()) {
      if (line.codes === '') continue;
      const y = top - (i * between * size) / 1000;
      drawn += pen.text({ font, sizePt: size, color, x, y, share })(line, size);
    }
    return drawn;
  }
}
