import { defineRegions, kkScheme, maskNik, nikScheme, parseKk, parseNik } from 'loket/indonesia';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineIdentityScheme } from '../../src/documents/identity.js';

// All numbers are made up: serials like 9901 are far beyond what one sub-district registers on one day.
const at = '2019-07-17';

describe('an identity number', () => {
  it('tells region, day of birth, sex and serial, and does not repeat itself', () => {
    expect(parseNik('3507131502809901', { at })).toEqual({
      ok: true,
      value: {
        region: '350713',
        regionName: 'Kepanjen',
        birthDate: '1980-02-15',
        sex: 'male',
        serial: '9901',
        ambiguous: false,
      },
      warnings: [],
    });
  });

  it.each([
    ['3507134101809901', '1980-01-01'],
    ['3507137101809901', '1980-01-31'],
  ])('of a woman has 40 added to the day: %s', (nik, birthDate) => {
    expect(parseNik(nik, { at })).toMatchObject({ ok: true, value: { sex: 'female', birthDate } });
  });

  it.each([
    ['day 00', '3507130001809901'],
    ['day 32', '3507133201809901'],
    ['day 40', '3507134001809901'],
    ['day 72', '3507137201809901'],
    ['month 00', '3507130100809901'],
    ['month 13', '3507130113809901'],
    ['31 February', '3507133102809901'],
    ['29 February of a common year', '3507132902819901'],
    ['serial 0000', '3507130101800000'],
    ['15 digits', '350713010180990'],
    ['17 digits', '35071301018099011'],
    ['a letter O', '35O7130101809901'],
    ['dots', '35.07.13.010180.9901'],
    ['a space', ' 3507130101809901'],
    ['digits of another script', '٣٥٠٧١٣٠١٠١٨٠٩٩٠١'],
  ])('is refused with %s', (_, nik) => {
    expect(parseNik(nik, { at }).ok).toBe(false);
  });

  it('is a text: a number is refused, since those of Papua lose digits', () => {
    expect(parseNik(3507130101809901, { at })).toEqual({
      ok: false,
      issues: [{ field: '(whole)', rule: 'must be a text, since a number loses digits', value: 'number' }],
    });
    expect(parseNik('9171130101809901', { at }).ok).toBe(true);
  });

  it('of 29 February 00 is of 2000, never of 1900', () => {
    const born = { birthDate: '2000-02-29', ambiguous: false };
    expect(parseNik('3507132902009901', { at })).toMatchObject({ ok: true, value: born });
    expect(parseNik('3507132902009901', { at: '1999-12-31' }).ok).toBe(false);
  });

  it('is of the later century if both fit, and says so', () => {
    const nik = '3507130101109901';
    expect(parseNik(nik, { at })).toMatchObject({ value: { birthDate: '2010-01-01', ambiguous: true } });
    expect(parseNik(nik, { at, minAge: 17 })).toMatchObject({
      value: { birthDate: '1910-01-01', ambiguous: false },
    });
  });

  it('of somebody born today is accepted, of tomorrow only a century ago', () => {
    expect(parseNik('3507131707199901', { at })).toMatchObject({ value: { birthDate: '2019-07-17' } });
    expect(parseNik('3507131807199901', { at })).toMatchObject({ value: { birthDate: '1919-07-18' } });
  });

  it('reaches the least age on the birthday itself', () => {
    const nik = '3507131707029901';
    expect(parseNik(nik, { at, minAge: 17 })).toMatchObject({ value: { birthDate: '2002-07-17' } });
    expect(parseNik(nik, { at: '2019-07-16', minAge: 17 })).toMatchObject({
      value: { birthDate: '1902-07-17' },
    });
  });

  it('of somebody too young in any century is refused', () => {
    const result = parseNik('3507132902009901', { at: '2016-07-17', minAge: 17 });
    expect(!result.ok && result.issues[0]?.rule).toBe(
      'must be of somebody of at least 17 years on 2016-07-17',
    );
  });

  it.each([
    ['9907130101809901', '99'],
    ['3507340101809901', '350734'],
  ])('of an unknown region is accepted with a warning: %s', (nik, region) => {
    expect(parseNik(nik, { at })).toMatchObject({
      ok: true,
      warnings: [{ code: 'unknown-region', params: { region } }],
    });
  });

  it('of a regency without a table has no warning and no name', () => {
    const result = parseNik('3578010101809901', { at });
    expect(result).toMatchObject({ ok: true, warnings: [] });
    expect(result.ok && 'regionName' in result.value).toBe(false);
  });

  it("can be read against a host's own table", () => {
    const regions = defineRegions({ '35.78.01': 'Karangpilang' });
    expect(parseNik('3578010101809901', { at, regions })).toMatchObject({
      value: { regionName: 'Karangpilang' },
      warnings: [],
    });
    expect(parseNik('3578990101809901', { at, regions })).toMatchObject({
      warnings: [{ params: { region: '357899' } }],
    });
  });

  it('never shows up in an issue', () => {
    for (const nik of ['350713010180990', '3507133102809901', '3507130101800000']) {
      const results = [
        parseNik(nik, { at }),
        nikScheme.parse(nik),
        kkScheme.parse(nik),
        parseKk(nik, { at }),
      ];
      expect(JSON.stringify(results)).not.toContain(nik.slice(6, 12));
    }
  });

  it('is masked but for its region, and whole if it is none', () => {
    expect(maskNik('3507130101809901')).toBe('350713**********');
    expect(maskNik('350713010180990')).toBe('****************');
    expect(nikScheme.mask('3507130101809901')).toBe('350713**********');
  });

  it.each([
    [{ at: '2019-02-30' }, 'at'],
    [{ at, minAge: -1 }, 'minAge'],
  ])('is not read against %o', (options, field) => {
    expect(() => parseNik('3507130101809901', options)).toThrowError(
      expect.objectContaining({ code: 'invalid-data', issues: [expect.objectContaining({ field })] }),
    );
  });
});

describe('the number of a family card', () => {
  it('tells region, day of recording and serial', () => {
    expect(parseKk('3507131507109901', { at })).toEqual({
      ok: true,
      value: {
        region: '350713',
        regionName: 'Kepanjen',
        recordedOn: '2010-07-15',
        serial: '9901',
        ambiguous: false,
      },
      warnings: [],
    });
  });

  it('has nothing added to its day', () => {
    expect(parseKk('3507135507109901', { at }).ok).toBe(false);
  });

  it('is not of before the Republic, nor of after the day it is read', () => {
    expect(parseKk('3507131607459901', { at }).ok).toBe(false);
    expect(parseKk('3507131807199901', { at }).ok).toBe(false);
  });
});

describe('an identity scheme', () => {
  it('accepts with warnings, and hides what it refuses', () => {
    const scheme = defineIdentityScheme({
      id: 'card',
      schema: z.object({ number: z.string().min(4, 'must have 4 characters') }),
      mask: (card) => card.number.slice(0, 1),
      warn: (card) => (card.number.startsWith('X') ? [{ code: 'old-series', params: {} }] : []),
    });
    expect(scheme.parse({ number: 'X123' })).toEqual({
      ok: true,
      value: { number: 'X123' },
      warnings: [{ code: 'old-series', params: {} }],
    });
    expect(scheme.parse({ number: 'abc' })).toEqual({
      ok: false,
      issues: [{ field: 'number', rule: 'must have 4 characters', value: 'text of length 3' }],
    });
  });
});
