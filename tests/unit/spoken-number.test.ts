import { indonesianNumbers } from 'loket/indonesia';
import { cardinal, defineSpokenWords, englishNumbers, type SpokenWords, spokenNumber } from 'loket/queue';
import { describe, expect, it } from 'vitest';
import { dutch, javanese } from '../support/number-words.js';

const table: [number, string, string][] = [
  [0, 'zero', 'nol'],
  [1, 'one', 'satu'],
  [2, 'two', 'dua'],
  [3, 'three', 'tiga'],
  [4, 'four', 'empat'],
  [5, 'five', 'lima'],
  [6, 'six', 'enam'],
  [7, 'seven', 'tujuh'],
  [8, 'eight', 'delapan'],
  [9, 'nine', 'sembilan'],
  [10, 'ten', 'sepuluh'],
  [11, 'eleven', 'sebelas'],
  [12, 'twelve', 'dua belas'],
  [13, 'thirteen', 'tiga belas'],
  [14, 'fourteen', 'empat belas'],
  [15, 'fifteen', 'lima belas'],
  [16, 'sixteen', 'enam belas'],
  [17, 'seventeen', 'tujuh belas'],
  [18, 'eighteen', 'delapan belas'],
  [19, 'nineteen', 'sembilan belas'],
  [20, 'twenty', 'dua puluh'],
  [21, 'twenty-one', 'dua puluh satu'],
  [67, 'sixty-seven', 'enam puluh tujuh'],
  [99, 'ninety-nine', 'sembilan puluh sembilan'],
  [100, 'one hundred', 'seratus'],
  [101, 'one hundred one', 'seratus satu'],
  [110, 'one hundred ten', 'seratus sepuluh'],
  [111, 'one hundred eleven', 'seratus sebelas'],
  [999, 'nine hundred ninety-nine', 'sembilan ratus sembilan puluh sembilan'],
  [1000, 'one thousand', 'seribu'],
  [1001, 'one thousand one', 'seribu satu'],
  [1024, 'one thousand twenty-four', 'seribu dua puluh empat'],
  [1100, 'one thousand one hundred', 'seribu seratus'],
  [2019, 'two thousand nineteen', 'dua ribu sembilan belas'],
  [10000, 'ten thousand', 'sepuluh ribu'],
  [11000, 'eleven thousand', 'sebelas ribu'],
  [21000, 'twenty-one thousand', 'dua puluh satu ribu'],
  [100000, 'one hundred thousand', 'seratus ribu'],
  [101000, 'one hundred one thousand', 'seratus satu ribu'],
  [
    999999,
    'nine hundred ninety-nine thousand nine hundred ninety-nine',
    'sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan',
  ],
];

describe('a number as a whole', () => {
  it.each(table)('speaks %i in English and Indonesian', (n, english, indonesian) => {
    expect(cardinal(n, englishNumbers)).toBe(english);
    expect(cardinal(n, indonesianNumbers)).toBe(indonesian);
  });

  it.each([-1, 1.5, 1_000_000, Number.NaN])('refuses %d', (n) => {
    expect(() => cardinal(n, englishNumbers)).toThrow(expect.objectContaining({ code: 'invalid-data' }));
  });

  it.each([
    [21, 'eenentwintig'],
    [22, 'tweeëntwintig'],
    [80, 'tachtig'],
    [101, 'honderdeen'],
    [1024, 'duizendvierentwintig'],
    [2019, 'tweeduizendnegentien'],
    [11000, 'elfduizend'],
    [53_222, 'drieënvijftigduizendtweehonderdtweeëntwintig'],
  ])('speaks %i in Dutch, where the unit comes before the ten', (n, text) => {
    expect(cardinal(n, dutch)).toBe(text);
  });

  it.each([
    [21, 'selikur'],
    [25, 'selawe'],
    [33, 'telung puluh telu'],
    [50, 'seket'],
    [300, 'telung atus'],
    [1001, 'sewu siji'],
    [33_333, 'telung puluh telung ewu telung atus telung puluh telu'],
  ])('speaks %i in Javanese, where a number changes before what it counts', (n, text) => {
    expect(cardinal(n, javanese)).toBe(text);
  });

  it('stays readable with a list that was not checked and has a gap', () => {
    expect(cardinal(7, { ...englishNumbers, words: ['zero', 'one'] })).toBe('7');
  });
});

describe('a ticket or a counter', () => {
  it.each([
    ['A-007', 'A, zero zero seven', 'A nol nol tujuh'],
    ['AB-1024', 'A B, one zero two four', 'A B satu nol dua empat'],
    ['030', 'zero three zero', 'nol tiga nol'],
    ['A', 'A', 'A'],
    ['B12', 'B, one two', 'B satu dua'],
    ['A-12-3', 'A, one two, three', 'A satu dua tiga'],
  ])('reads %s digit by digit unless told otherwise', (number, english, indonesian) => {
    expect(spokenNumber(number, englishNumbers)).toBe(english);
    expect(spokenNumber(number, indonesianNumbers)).toBe(indonesian);
  });

  it.each([
    ['2', 'two', 'dua'],
    ['12', 'twelve', 'dua belas'],
    ['A', 'A', 'A'],
    ['C-03', 'C, three', 'C tiga'],
    ['0000012', 'twelve', 'dua belas'],
    ['1000000', 'one zero zero zero zero zero zero', 'satu nol nol nol nol nol nol'],
  ])('reads %s as a number where a counter is meant', (id, english, indonesian) => {
    expect(spokenNumber(id, englishNumbers, englishNumbers.counter)).toBe(english);
    expect(spokenNumber(id, indonesianNumbers, indonesianNumbers.counter)).toBe(indonesian);
  });

  it.each([
    ['1024', 'ten twenty-four'],
    ['143', 'one forty-three'],
    ['043', 'zero forty-three'],
    ['007', 'zero zero seven'],
    ['1100', 'eleven zero zero'],
    ['7', 'seven'],
    ['10005', 'one zero zero zero five'],
  ])('reads %s two by two', (figures, text) => {
    expect(spokenNumber(figures, englishNumbers, 'pairs')).toBe(text);
  });

  it('reads a word as a word, and letters by the names that the list gives', () => {
    expect(spokenNumber('Window 3', englishNumbers)).toBe('Window, three');
    expect(spokenNumber('AB-1', { ...englishNumbers, letters: { A: 'alfa' } })).toBe('alfa B, one');
    expect(spokenNumber('Ä-1', englishNumbers)).toBe('Ä, one');
  });

  it('reads digits as the list says, where it says so', () => {
    const digits = ['oh', ...englishNumbers.words.slice(1, 10)];
    expect(spokenNumber('A-007', { ...englishNumbers, digits })).toBe('A, oh oh seven');
  });

  it.each(['', '--', ' '])('refuses %j, of which nothing can be spoken', (number) => {
    expect(() => spokenNumber(number, englishNumbers)).toThrow(
      expect.objectContaining({ code: 'invalid-data' }),
    );
  });
});

describe('the check of number words', () => {
  const fields = (change: Partial<SpokenWords>): string[] => {
    try {
      defineSpokenWords({ ...englishNumbers, ...change });
      return [];
    } catch (error) {
      return (error as { issues: { field: string }[] }).issues.map(({ field }) => field);
    }
  };
  const rules = (...texts: [number, string, number?][]): Partial<SpokenWords> => ({
    rules: texts.map(([from, text, each]) => ({ from, text, each })),
  });

  it.each([
    ['English', englishNumbers],
    ['Indonesian', indonesianNumbers],
    ['Dutch', dutch],
    ['Javanese', javanese],
  ])('takes %s', (_language, words) => {
    expect(defineSpokenWords(words)).toBe(words);
  });

  it.each<[string, Partial<SpokenWords>, string[]]>([
    ['a number below the rules without a word', { words: englishNumbers.words.slice(0, 19) }, ['words']],
    ['fewer than ten words', { words: ['zero'] }, ['words']],
    ['a rule that drops the rest', rules([20, '{times}ty']), ['rules[0].text']],
    ['a rule that drops the times', rules([20, 'twenty[-{rest}]']), ['rules[0].text']],
    ['a rule that is silent about round numbers', rules([20, '[{times}ty-{rest}]']), ['rules[0].text']],
    ['rules out of order', rules([20, '{times}[{rest}]'], [20, '{times}[{rest}]']), ['rules[1].from']],
    ['a divisor of one', rules([20, '{times}[{rest}]', 1]), ['rules[0].each']],
    ['a divisor above the number', rules([20, '{times}[{rest}]', 100]), ['rules[0].each']],
    ['nine digits', { digits: englishNumbers.words.slice(0, 9) }, ['digits']],
    ['an exception that is no number', { exceptions: { [-1]: 'minus one' } }, ['exceptions.-1']],
    ['nothing between letters and figures', { between: '' }, ['between']],
  ])('refuses %s', (_what, change, wrong) => {
    expect(fields(change)).toEqual(wrong);
  });
});
