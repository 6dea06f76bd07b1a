import fc from 'fast-check';
import { isLoketError } from 'loket';
import { compileLayout } from 'loket/printing/layout';
import { expect, it } from 'vitest';
import { png, quadrants, withExif } from '../support/photos.js';

const layout = compileLayout({
  id: 'photo',
  size: 'ID-1',
  pages: [{ elements: [{ type: 'photo', field: 'photo', xMm: 5, yMm: 5, widthMm: 20, heightMm: 25 }] }],
});
const whole = [
  quadrants,
  withExif(quadrants, 6),
  withExif(quadrants, 3, true),
  png(9, 7, (x, y) => [x * 20, y * 30, 100, 200 + x]),
  png(9, 7, (x) => [x * 20, 0, 100, 255]),
];

it('a photo with any bytes spoiled or cut off is drawn inside a sound file, or refused by a rule', () => {
  const spoiled = fc
    .record({
      photo: fc.constantFrom(...whole),
      bytes: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
      cut: fc.oneof(fc.constant(0), fc.nat(2000)),
    })
    .map(({ photo, bytes, cut }) => {
      const copy = Uint8Array.from(photo);
      for (const [at, byte] of bytes) copy[at % copy.length] = byte;
      return copy.subarray(0, Math.max(copy.length - cut, 0));
    });
  let refused = 0;
  let drawn = 0;
  fc.assert(
    fc.property(spoiled, (photo) => {
      try {
        const { pdf } = layout.render({ photo }, { at: 0 });
        const text = Buffer.from(pdf).toString('latin1');
        const [, entries = '', length] =
          /\/Subtype \/Image ([^>]*)\/Length (\d+) >>\nstream\n/.exec(text) ?? [];
        expect(entries).toMatch(/\/Width [1-9]\d* \/Height [1-9]\d* /);
        const start = text.indexOf('stream\n', text.indexOf('/Subtype /Image')) + 7;
        expect(text.slice(start + Number(length)).startsWith('\nendstream\nendobj\n')).toBe(true);
        expect(layout.preview({ photo })[0]).toContain('<image');
        drawn++;
      } catch (error) {
        if (!isLoketError(error)) throw error;
        expect(error.code).toBe('invalid-data');
        expect(error.issues.map(({ field }) => field)).toEqual(['photo']);
        expect(error.issues[0]?.rule).toMatch(/^must be a photo/);
        refused++;
      }
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(refused, drawn)).toBeGreaterThan(20);
});
