import { literal, num, rgb } from './drawing.js';
import type { Area, CellPen, Pen, TextPlace } from './pen.js';

/** Writes content streams (ISO 32000-1, 8 and 9). @internal */
export const pdfPen: Pen = {
  line: ([x1, y1], [x2, y2], widthPt, color) =>
    `q ${rgb(color)} RG ${num(widthPt)} w ${num(x1)} ${num(y1)} m ${num(x2)} ${num(y2)} l S Q\n`,

  box(area, fill, stroke, widthPt) {
    const inside = fill === undefined ? '' : `${rgb(fill)} rg `;
    const outline = stroke === undefined ? '' : `${rgb(stroke)} RG ${num(widthPt)} w `;
    const operator = fill === undefined ? 'S' : stroke === undefined ? 'f' : 'B';
    return `q ${inside}${outline}${rectangle(area)} re ${operator} Q\n`;
  },

  text: textWriter,

  cells(area): CellPen {
    const white = `q 1 g ${rectangle(area)} re f 0 g `;
    const top = area.bottom + area.height;
    return {
      cell: (x, y, width, height) => `${x} ${y} ${width} ${height} re\n`,
      place: (cells, cell, from) =>
        `${white}${fine(cell.width)} 0 0 -${fine(cell.height)} ${num(area.left + from.left)} ${num(top - from.top)} cm\n${cells}f Q\n`,
    };
  },

  picture(area, resource) {
    const clip = `q ${rectangle(area)} re W n `;
    return ({ matrix: [a, b, c, d, e, f] }, to) => {
      const numbers = [
        a * to.width,
        b * to.height,
        c * to.width,
        d * to.height,
        to.left + e * to.width,
        to.bottom + f * to.height,
      ];
      return `${clip}${numbers.map(num).join(' ')} cm /${resource} Do Q\n`;
    };
  },
};

function textWriter({ font, sizePt, color, x, y: height, share }: TextPlace): ReturnType<Pen['text']> {
  const y = num(height);
  const paint = color === undefined ? '' : `${rgb(color)} rg `;
  const before = color === undefined ? '' : 'q ';
  const after = color === undefined ? '' : ' Q';
  const opening = (size: number) => `${before}BT ${paint}/${font.resource} ${num(size)} Tf `;
  const usual = opening(sizePt);
  const fixed = share === 0 ? `${usual}${num(x)} ${y} Td ` : '';
  return ({ codes, width }, size) => {
    const start =
      share === 0 && size === sizePt
        ? fixed
        : `${size === sizePt ? usual : opening(size)}${num(x - (share * width * size) / 1000)} ${y} Td `;
    return `${start}${font.wide ? hexadecimal(codes) : literal(codes)} Tj ET${after}\n`;
  };
}

/** Writes codes of two bytes. */
function hexadecimal(codes: string): string {
  let digits = '<';
  for (let i = 0; i < codes.length; i++) digits += codes.charCodeAt(i).toString(16).padStart(4, '0');
  return `${digits}>`;
}

const rectangle = ({ left, bottom, width, height }: Area) =>
  `${num(left)} ${num(bottom)} ${num(width)} ${num(height)}`;

// A module's error grows with the number of modules.
const fine = (value: number) => String(Math.round(value * 1e6) / 1e6);
