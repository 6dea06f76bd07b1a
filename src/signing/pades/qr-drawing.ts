import { badDocument } from './bad-document.js';

/** Draws a QR code as PDF operators: a square with its quiet zone, `side` points wide, from its lower left corner. */
export type QrDrawer = (text: string, x: number, y: number, side: number) => string;

const number = (value: number) => String(Number(value.toFixed(3)));

/**
 * Loads what draws QR codes as vectors; afterwards they are drawn at once, some ten thousand a second.
 *
 * Needs the optional peer `qr`.
 *
 * @returns a function that throws a {@link LoketError} with code `invalid-data` when a text fits no QR code
 *
 * @example
 * ```ts
 * import { qrDrawer } from 'loket/signing/pades';
 *
 * const draw = await qrDrawer();
 * draw('https://verify.example/a-1', 60, 60, 80).startsWith('q '); //=> true
 * ```
 */
export async function qrDrawer(): Promise<QrDrawer> {
  const { default: encodeQR } = await import('qr');
  return (text, x, y, side) => {
    let rows: boolean[][];
    try {
      // Paper may be printed up to the code's edge, so the quiet zone that scanners want is part of the square.
      rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
    } catch (cause) {
      throw badDocument('must have a QR text that fits a QR code', `${text.length} letters`, cause);
    }
    const size = rows.length;
    const module = side / size;
    // In units of modules all numbers are whole, which is short to write and quick to make.
    let path = `q ${number(module)} 0 0 ${number(module)} ${number(x)} ${number(y)} cm\n`;
    for (let i = 0; i < size; i++) {
      const row = rows[i] ?? [];
      for (let from = 0; from < size; from++) {
        if (!row[from]) continue;
        let to = from;
        while (row[to]) to++;
        path += `${from} ${size - 1 - i} ${to - from} 1 re\n`;
        from = to;
      }
    }
    return `${path}f Q`;
  };
}
