/** Writes a number as PDF operators want it. */
export const pdfNumber = (value: number) => String(Number(value.toFixed(3)));

/**
 * Draws the dark squares of a QR code as one filled path, a rectangle for each run; the quiet zone is part of the
 * square. It throws what the encoder throws when the text is too long.
 */
export async function qrSquares(text: string, x: number, y: number, side: number): Promise<string[]> {
  const { default: encodeQR } = await import('qr');
  // What is drawn on may have no ground of its own, so the quiet zone that scanners want is part of the square.
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
  const module = side / rows.length;
  const path: string[] = [];
  for (const [i, row] of rows.entries()) {
    for (let from = 0; from < row.length; from++) {
      if (!row[from]) continue;
      let to = from;
      while (row[to]) to++;
      const box = [x + from * module, y + side - (i + 1) * module, (to - from) * module, module];
      path.push(`${box.map(pdfNumber).join(' ')} re`);
      from = to;
    }
  }
  return [...path, 'f'];
}
