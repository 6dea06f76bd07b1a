import { formatNumber, parseNumber } from 'loket/documents';
import { describe, expect, it } from 'vitest';

const template = '{region}-{code}-{dd}{mm}{yyyy}-{serial:4}';
const parts = { region: '3507', code: 'LU', day: '2019-07-17', serial: 42 };

describe('the number of a document', () => {
  it('is written by its template', () => {
    expect(formatNumber(template, parts)).toBe('3507-LU-17072019-0042');
    expect(formatNumber('471.13/{serial:3}/{yyyy}', parts)).toBe('471.13/042/2019');
  });

  it('reads back as what it was made of', () => {
    expect(parseNumber(template, '3507-LU-17072019-0042')).toEqual({ ok: true, value: parts });
    expect(parseNumber('471.13/{serial:3}/{yyyy}', '471.13/042/2019')).toEqual({
      ok: true,
      value: { day: '2019', serial: 42 },
    });
    expect(parseNumber('{code}{region}{serial:2}', 'KM35.0742')).toEqual({
      ok: true,
      value: { code: 'KM', region: '35.07', serial: 42 },
    });
  });

  it('may hold what means something elsewhere', () => {
    for (const odd of ['[a](b)|c^d$e*f+g?.h\\i/', '$&-$1-']) {
      const number = formatNumber(`${odd}{serial:2}`, { serial: 7 });
      expect(number).toBe(`${odd}07`);
      expect(parseNumber(`${odd}{serial:2}`, number)).toEqual({ ok: true, value: { serial: 7 } });
    }
    expect(parseNumber('a.b{serial:1}', 'axb7').ok).toBe(false);
  });

  it.each([
    ['a serial that does not fit', { serial: 10_000 }, 'serial', /4 digits or fewer/],
    ['a serial of nothing', { serial: 0 }, 'serial', /1 or more/],
    ['half a serial', { serial: 1.5 }, 'serial', /whole/],
    ['no region', { region: undefined }, 'region', /must be given/],
    ['a region of letters', { region: 'Malang' }, 'region', /digits/],
    ['a code in small letters', { code: 'lu' }, 'code', /capital/],
    ['no day', { day: undefined }, 'day', /must be given/],
    ['a day that is none', { day: '2019-02-30' }, 'day', /must be a day/],
  ])('is not written with %s', (_what, change, field, rule) => {
    expect(() => formatNumber(template, { ...parts, ...change })).toThrowError(
      expect.objectContaining({
        code: 'invalid-data',
        issues: [expect.objectContaining({ field, rule: expect.stringMatching(rule) })],
      }),
    );
  });

  it.each([
    '3507-LU-17072019-042',
    '3507-lu-17072019-0042',
    '3507-LU-30022019-0042',
    '3507-LU-17072019-0000',
    ' 3507-LU-17072019-0042',
    '',
  ])("is not read from '%s', which the issue does not repeat", (text) => {
    const read = parseNumber(template, text);
    expect(read).toMatchObject({ ok: false, issues: [{ value: `text of length ${text.length}` }] });
  });

  it('needs a template', () => {
    expect(() => formatNumber('{nothing}', parts)).toThrowError(/template/);
    expect(() => parseNumber('{nothing}', '1')).toThrowError(/template/);
  });
});
