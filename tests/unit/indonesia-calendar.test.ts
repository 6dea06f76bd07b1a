import { calendarWords } from 'loket/calendar';
import { indonesianCalendar, indonesianHolidays, indonesianWords } from 'loket/indonesia';
import { describe, expect, it } from 'vitest';

const calendar = indonesianCalendar();
const spans = (day: string) =>
  calendar
    .info(day)
    .hours.map(({ opensAt, closesAt }) =>
      [opensAt, closesAt].map((at) => new Date(at + 7 * 3_600_000).toISOString().slice(11, 16)).join('-'),
    );

describe('the Indonesian calendar', () => {
  it.each([
    ['2019', 16, 4, 1],
    ['2026', 17, 8, 0],
  ])('of %s has as many holidays, days of joint leave and elections as decreed', (year, ...counts) => {
    const days = indonesianHolidays[year]?.holidays ?? [];
    const kinds = ['holiday', 'joint-leave', 'election'];
    expect(kinds.map((kind) => days.filter((d) => d.kind === kind).length)).toEqual(counts);
  });

  it('knows only the years whose decrees it has', () => {
    expect(calendar.years).toEqual([2019, 2026]);
    expect(calendar.info('2027-01-04').reason).toEqual({ code: 'unknown-year', params: { year: 2027 } });
  });

  it('opens the counters with a break, longer on Fridays', () => {
    expect(spans('2019-07-17')).toEqual(['08:00-12:00', '13:00-15:00']);
    expect(spans('2019-07-19')).toEqual(['08:00-11:30', '13:00-15:00']);
    expect(spans('2019-07-20')).toEqual([]);
  });

  it('has other hours in Ramadan', () => {
    expect(spans('2019-05-06')).toEqual(['08:00-12:00', '12:30-15:00']);
    expect(spans('2019-05-10')).toEqual(['08:00-11:30', '12:30-15:30']);
    expect(spans('2026-02-19')).toEqual(['08:00-12:00', '12:30-15:00']);
    expect(spans('2026-02-18')).toEqual(['08:00-12:00', '13:00-15:00']);
  });

  it('closes through Idul Fitri of 2019, so that a promise passes over it', () => {
    const deadline = calendar.deadline('2019-05-29', { days: 5, count: 'working' });
    expect(deadline).toMatchObject({ ok: true, day: '2019-06-13' });
  });

  it('opens on joint leave if the office does', () => {
    const open = indonesianCalendar({ jointLeave: 'open' });
    expect(open.info('2019-06-03').working).toBe(true);
    expect(open.info('2019-06-05').working).toBe(false);
  });

  it.each([
    [undefined, 'Asia/Jakarta'],
    ['35.07', 'Asia/Jakarta'],
    ['61', 'Asia/Jakarta'],
    ['73.71', 'Asia/Makassar'],
    ['9171', 'Asia/Jayapura'],
  ])('of region %s keeps the time of its province', (region, timeZone) => {
    expect(indonesianCalendar({ region }).timeZone).toBe(timeZone);
  });

  it('takes another time zone, and refuses one that is none', () => {
    expect(indonesianCalendar({ region: '35.07', timeZone: 'Asia/Makassar' }).timeZone).toBe('Asia/Makassar');
    expect(() => indonesianCalendar({ timeZone: 'WIB' })).toThrowError(/timeZone/);
    expect(() => indonesianCalendar({ region: '99' })).toThrowError(/region/);
  });

  it('has Indonesian words for all that the calendar says', () => {
    const placeholders = (text: string | undefined) => text?.match(/\{\w+\}/g) ?? [];
    for (const [key, text] of Object.entries(calendarWords)) {
      expect(indonesianWords[key], key).toBeTypeOf('string');
      expect(placeholders(indonesianWords[key])).toEqual(placeholders(text));
    }
  });
});
