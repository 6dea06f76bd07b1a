import fc from 'fast-check';
import { indonesianNumbers } from 'loket/indonesia';
import { cardinal, englishNumbers, type NumberForm, type SpokenWords, spokenNumber } from 'loket/queue';
import { describe, expect, it } from 'vitest';
import { readEnglish, readIndonesian } from '../support/number-readers.js';

const languages: [string, SpokenWords, (text: string) => number][] = [
  ['English', englishNumbers, readEnglish],
  ['Indonesian', indonesianNumbers, readIndonesian],
];
const any = fc.oneof(fc.nat(999_999), fc.nat(9_999), fc.nat(999));

describe.each(languages)('a number spoken in %s', (_language, words, read) => {
  it('is the number when it is read back', () => {
    fc.assert(
      fc.property(any, (n) => {
        expect(read(cardinal(n, words))).toBe(n);
      }),
      { numRuns: 2000 },
    );
  });

  it('is another text for every number of a day', () => {
    const texts = Array.from({ length: 12_000 }, (_none, n) => cardinal(n, words));
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => !/^[a-z]+([ -][a-z]+)*$/.test(text))).toEqual([]);
  });

  it('says digit by digit what is printed, with every zero', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,12}$/), (figures) => {
        const spoken = spokenNumber(figures, words, 'digits').split(' ');
        expect(spoken.map((digit) => read(digit)).join('')).toBe(figures);
      }),
    );
  });

  it('keeps the letters apart from the figures in every form', () => {
    const forms: NumberForm[] = ['digits', 'cardinal', 'pairs'];
    const ticket = fc.tuple(fc.stringMatching(/^[A-Z]{1,3}$/), any, fc.constantFrom(...forms));
    fc.assert(
      fc.property(ticket, ([prefix, n, form]) => {
        const figures = String(n).padStart(3, '0');
        const spoken = spokenNumber(`${prefix}-${figures}`, words, form);
        expect(spoken).toBe([...prefix].join(' ') + words.between + spokenNumber(figures, words, form));
      }),
    );
  });
});
