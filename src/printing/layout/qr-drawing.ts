import { encodeQR } from 'qr';
import type { LayoutQr } from '../layout-template.js';
import { type Frame, num, points } from './drawing.js';

/** Modules of quiet zone on each side, ISO/IEC 18004. */
const QUIET = 4;

/** Prepares a QR code: a function that draws a text, or answers `undefined` when it is too long for any. @internal */
export function qrPainter(element: LayoutQr, frame: Frame): (text: string) => string | undefined {
  const size = points(element.sizeMm);
  const left = frame.left + points(element.xMm);
  const top = frame.top - points(element.yMm);
  const white = `q 1 g ${num(left)} ${num(top - size)} ${num(size)} ${num(size)} re f 0 g `;
  return (text) => {
    const matrix = matrixOf(text, element.recovery ?? 'medium');
    if (!matrix) return undefined;
    // The library frames the matrix by one module, its least.
    const modules = matrix.length - 2;
    const scale = size / (modules + 2 * QUIET);
    const unit = String(Math.round(scale * 1e6) / 1e6);
    let path = `${white}${unit} 0 0 -${unit} ${num(left + scale * QUIET)} ${num(top - scale * QUIET)} cm\n`;
    for (let y = 0; y < modules; y++) {
      const row = matrix[y + 1] ?? [];
      for (let x = 0; x < modules; x++) {
        if (!row[x + 1]) continue;
        const start = x;
        while (row[x + 2]) x++;
        path += `${start} ${y} ${x - start + 1} 1 re\n`;
      }
    }
    return `${path}f Q\n`;
  };
}

function matrixOf(text: string, recovery: 'low' | 'medium' | 'quartile' | 'high'): boolean[][] | undefined {
  try {
    return encodeQR(text, 'raw', { ecc: recovery, border: 1 });
  } catch {
    return undefined;
  }
}
