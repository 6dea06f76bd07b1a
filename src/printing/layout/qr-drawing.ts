import { encodeQR } from 'qr';
import type { LayoutQr } from '../layout-template.js';
import { LEAST_MODULE_MM } from './drawing.js';
import type { Area, Pen } from './pen.js';

/** Modules of quiet zone on each side, ISO/IEC 18004. */
const QUIET = 4;

/** Prepares a QR code: a function that draws a text, or answers `undefined` when it is too long for its place. @internal */
export function qrPainter(
  { recovery = 'medium', sizeMm }: LayoutQr,
  area: Area,
  pen: Pen,
): (text: string) => string | undefined {
  const cells = pen.cells(area);
  return (text) => {
    const matrix = matrixOf(text, recovery);
    if (!matrix) return undefined;
    // The library frames the matrix by one module, its least.
    const modules = matrix.length - 2;
    if ((modules + 2 * QUIET) * LEAST_MODULE_MM > sizeMm) return undefined;
    const scale = area.width / (modules + 2 * QUIET);
    let path = '';
    for (let y = 0; y < modules; y++) {
      const row = matrix[y + 1] ?? [];
      for (let x = 0; x < modules; x++) {
        if (!row[x + 1]) continue;
        const start = x;
        while (row[x + 2]) x++;
        path += cells.cell(start, y, x - start + 1, 1);
      }
    }
    const quiet = scale * QUIET;
    return cells.place(path, { width: scale, height: scale }, { left: quiet, top: quiet });
  };
}

function matrixOf(text: string, recovery: 'low' | 'medium' | 'quartile' | 'high'): boolean[][] | undefined {
  try {
    return encodeQR(text, 'raw', { ecc: recovery, border: 1 });
  } catch {
    return undefined;
  }
}
