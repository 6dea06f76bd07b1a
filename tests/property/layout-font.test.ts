import fc from 'fast-check';
import { isLoketError } from 'loket';
import { embedFont } from 'loket/printing/font';
import { compileLayout } from 'loket/printing/layout';
import { expect, it } from 'vitest';
import { fontFile } from '../support/font-files.js';

const files = [fontFile('NimbusSans-Regular.otf'), fontFile('DejaVuSans.ttf')];

it.skipIf(files.includes(undefined))(
  'a font with any bytes spoiled or cut off is drawn with, as file and as preview, or refused by a rule',
  () => {
    const byte = fc.integer({ min: 0, max: 255 });
    // Most of the damage goes where tables begin, for there it is read.
    const damage = fc.record({
      which: fc.constantFrom(0, 1),
      bytes: fc.array(fc.tuple(fc.nat(20), fc.nat(200), byte), { maxLength: 4 }),
      cut: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(20_000)),
    });
    const spoiled = (file: Uint8Array, bytes: readonly (readonly [number, number, number])[]) => {
      const copy = Uint8Array.from(file);
      const view = new DataView(file.buffer, file.byteOffset);
      for (const [table, at, value] of bytes) {
        const start = view.getUint32(12 + 16 * (table % view.getUint16(4)) + 8);
        copy[start + at] = value;
      }
      return copy;
    };
    let drawn = 0;
    let refused = 0;
    fc.assert(
      fc.property(damage, ({ which, bytes, cut }) => {
        try {
          const file = spoiled(files[which] ?? new Uint8Array(0), bytes);
          const body = embedFont(file.subarray(0, file.length - cut));
          const layout = compileLayout(
            {
              id: 'font',
              size: 'ID-1',
              pages: [
                { elements: [{ type: 'field', field: 'all', xMm: 1, yMm: 9, sizePt: 9, font: 'body' }] },
              ],
            },
            { fonts: { body } },
          );
          const all = String.fromCharCode(...body.codes.keys());
          const pdf = Buffer.from(layout.render({ all }, { at: 0 }).pdf).toString('latin1');
          // Streams are compressed, and may hold anything.
          const objects = pdf.replace(/\nstream\n[\s\S]*?\nendstream\n/g, '\n');
          const wrong = /NaN|Infinity|undefined/;
          expect([objects, layout.preview({ all })[0] ?? ''].map((text) => wrong.test(text))).toEqual([
            false,
            false,
          ]);
          drawn++;
        } catch (error) {
          if (!isLoketError(error, 'invalid-config')) throw error;
          expect(error.issues.map(({ field }) => field)).toEqual(['file']);
          refused++;
        }
      }),
      { numRuns: 40 },
    );
    expect(Math.min(drawn, refused)).toBeGreaterThan(0);
  },
);
