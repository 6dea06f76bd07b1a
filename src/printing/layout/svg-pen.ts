import { num } from './drawing.js';
import type { LayoutFont } from './fonts.js';
import type { Area, CellPen, Pen } from './pen.js';

/** What no XML may hold, not even escaped (XML 1.0, 2.2). */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Escapes a text for elements and attributes of XML. @internal */
export const escapeXml = (text: string): string =>
  text.replace(NO_XML, '\ufffd').replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

const FAMILY = "Helvetica, Arial, 'Liberation Sans', sans-serif";

/** Writes SVG (1.1, with the `href` of 2) for an area of this height in points. @internal */
export function svgPen(height: number): Pen {
  const down = (y: number) => num(height - y);
  const rectangle = (area: Area) =>
    `x="${num(area.left)}" y="${down(area.bottom + area.height)}" width="${num(area.width)}" height="${num(area.height)}"`;

  return {
    line: ([x1, y1], [x2, y2], widthPt, color) =>
      `<line x1="${num(x1)}" y1="${down(y1)}" x2="${num(x2)}" y2="${down(y2)}" stroke="${color}" stroke-width="${num(widthPt)}"/>\n`,

    box: (area, fill, stroke, widthPt) =>
      `<rect ${rectangle(area)} fill="${fill ?? 'none'}"${stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${num(widthPt)}"`}/>\n`,

    text({ font, color = '#000000', x, y, share }) {
      return ({ codes, width }, size) => {
        const left = num(x - (share * width * size) / 1000);
        const said = escapeXml(textOf(font, codes));
        if (font.outline) return outlined(font, codes, said, left, down(y), size, color);
        const weight = font.bold ? ' font-weight="bold"' : '';
        // The viewer's own font may be wider; the length keeps it in its place.
        return `<text x="${left}" y="${down(y)}" font-family="${FAMILY}"${weight} font-size="${num(size)}" textLength="${num((width * size) / 1000)}" lengthAdjust="spacingAndGlyphs" fill="${color}" xml:space="preserve">${said}</text>\n`;
      };
    },

    cells(area): CellPen {
      const white = `<rect ${rectangle(area)} fill="#ffffff"/>\n`;
      const top = height - area.bottom - area.height;
      return {
        cell: (x, y, across, along) => `M${x} ${y}h${across}v${along}h-${across}z`,
        place: (cells, cell, from) =>
          `${white}<path transform="matrix(${cell.width} 0 0 ${cell.height} ${num(area.left + from.left)} ${num(top + from.top)})" d="${cells}" fill="#000000" shape-rendering="crispEdges"/>\n`,
      };
    },

    picture(area) {
      const window = `<svg ${rectangle(area)} overflow="hidden">`;
      return ({ matrix: [a, b, c, d, e, f], href }, to) => {
        // From the picture's own top left, where SVG counts downwards.
        const left = to.left - area.left;
        const top = area.bottom + area.height - (to.bottom + to.height);
        const numbers = [
          a * to.width,
          -b * to.height,
          -c * to.width,
          d * to.height,
          left + (c + e) * to.width,
          top + (1 - d - f) * to.height,
        ];
        return `${window}<image width="1" height="1" preserveAspectRatio="none" transform="matrix(${numbers.map(num).join(' ')})" href="${href()}"/></svg>\n`;
      };
    },
  };
}

function textOf(font: LayoutFont, codes: string): string {
  let text = '';
  for (let i = 0; i < codes.length; i++) text += String.fromCharCode(font.units[codes.charCodeAt(i)] ?? 0);
  return text;
}

/** Writes the font's own outlines, so that a preview needs no font. */
function outlined(
  font: LayoutFont,
  codes: string,
  said: string,
  x: string,
  y: string,
  size: number,
  color: string,
): string {
  const scale = String(Math.round(size * 1000) / 1_000_000);
  let at = 0;
  let paths = '';
  for (let i = 0; i < codes.length; i++) {
    const code = codes.charCodeAt(i);
    const outline = font.outline?.(code) ?? '';
    if (outline !== '') paths += `<path transform="translate(${at} 0)" d="${outline}"/>`;
    at += font.widths[code] ?? 0;
  }
  return `<g role="img" aria-label="${said}" transform="matrix(${scale} 0 0 -${scale} ${x} ${y})" fill="${color}">${paths}</g>\n`;
}
