import type { Issue } from '../../internal/issue.js';
import type { LayoutBarcode } from '../layout-template.js';
import type { BarcodeEncoder } from './barcode-encoder.js';
import { LEAST_MODULE_MM, points } from './drawing.js';
import { encode, type LayoutFont } from './fonts.js';
import type { Area, Pen } from './pen.js';
import { missingCharacter } from './text-painter.js';

/** Modules of quiet zone on each side, ISO/IEC 15417, 4.4. */
const QUIET = 10;

/** Tells whether a bar code's words leave room for bars above them; adds to `issues` where they do not. @internal */
export function hasRoomForBars(
  { heightMm, textPt = 0 }: LayoutBarcode,
  font: LayoutFont,
  path: string,
  issues: Issue[],
): boolean {
  if ((font.above + font.below) * textPt < points(heightMm) * 1000) return true;
  const rule = `must leave room for bars above a text of ${textPt} pt`;
  issues.push({ field: `${path}.heightMm`, rule, value: heightMm });
  return false;
}

/** Prepares a bar code: a function that draws a text, or adds to `issues` why it cannot. @internal */
export function barcodePainter(
  { field, widthMm, textPt }: LayoutBarcode,
  area: Area,
  encoder: BarcodeEncoder,
  font: LayoutFont,
  pen: Pen,
): (text: string, issues: Issue[]) => string {
  const cells = pen.cells(area);
  const above = (font.above * (textPt ?? 0)) / 1000;
  const spoken = textPt === undefined ? 0 : above + (font.below * textPt) / 1000;
  const write =
    textPt === undefined
      ? undefined
      : pen.text({
          font,
          sizePt: textPt,
          x: area.left + area.width / 2,
          y: area.bottom + spoken - above,
          share: 0.5,
        });

  return (text, issues) => {
    const bars = encoder(text);
    if (!bars || bars.length === 0 || !bars.every((one) => Number.isInteger(one) && one > 0)) {
      issues.push({ field, rule: 'must be a text for its bar code', value: `text of length ${text.length}` });
      return '';
    }
    const modules = bars.reduce((sum, one) => sum + one, 2 * QUIET);
    if (modules * LEAST_MODULE_MM > widthMm) {
      const rule = `must fit a bar code ${widthMm} mm wide with bars of ${LEAST_MODULE_MM} mm or more`;
      issues.push({ field, rule, value: `text of length ${text.length}` });
      return '';
    }
    let path = '';
    let at = QUIET;
    for (const [i, width] of bars.entries()) {
      if (i % 2 === 0) path += cells.cell(at, 0, width, 1);
      at += width;
    }
    const module = { width: area.width / modules, height: area.height - spoken };
    return cells.place(path, module, { left: 0, top: 0 }) + (write ? words(text, issues) : '');
  };

  function words(text: string, issues: Issue[]): string {
    const encoded = encode(font, text);
    if (!write || textPt === undefined) return '';
    if ('missing' in encoded) {
      issues.push(missingCharacter(field, font, encoded.missing));
      return '';
    }
    if (encoded.width * textPt > points(widthMm) * 1000) {
      issues.push({
        field,
        rule: `must fit ${widthMm} mm at ${textPt} pt below its bar code`,
        value: `text of length ${text.length}`,
      });
      return '';
    }
    return write(encoded, textPt);
  }
}
