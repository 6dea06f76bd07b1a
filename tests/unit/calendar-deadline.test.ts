import { calendarWords, defineCalendar } from 'loket/calendar';
import { describe, expect, it } from 'vitest';

const day = [{ from: '08:00', to: '15:00' }];
const calendar = defineCalendar({
  id: 'town-hall',
  timeZone: 'Asia/Jakarta',
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
  years: {
    '2019': {
      source: 'Decree 1',
      holidays: [{ date: '2019-12-25', name: 'Christmas', kind: 'holiday' }],
    },
  },
});

describe('a deadline in working days', () => {
  it('skips the weekend and explains each day', () => {
    expect(calendar.deadline('2019-07-19', { days: 2, count: 'working' })).toEqual({
      ok: true,
      day: '2019-07-23',
      steps: [
        { day: '2019-07-20', counted: false, code: 'weekend' },
        { day: '2019-07-21', counted: false, code: 'weekend' },
        { day: '2019-07-22', counted: true, code: 'working' },
        { day: '2019-07-23', counted: true, code: 'working' },
      ],
    });
  });

  it('names the holiday it skips', () => {
    const deadline = calendar.deadline('2019-12-24', { days: 1, count: 'working' });
    expect(deadline).toMatchObject({ ok: true, day: '2019-12-26' });
    expect(deadline.ok && deadline.steps[0]).toEqual({
      day: '2019-12-25',
      counted: false,
      code: 'holiday',
      name: 'Christmas',
    });
  });

  it('of 0 days is the same day if it is open, else the next open day', () => {
    expect(calendar.deadline('2019-07-19', { days: 0, count: 'working' })).toEqual({
      ok: true,
      day: '2019-07-19',
      steps: [{ day: '2019-07-19', counted: false, code: 'working' }],
    });
    expect(calendar.deadline('2019-07-20', { days: 0, count: 'working' })).toMatchObject({
      day: '2019-07-22',
    });
  });

  it('is refused as a value when it needs a day of an unknown year', () => {
    const unknown = { ok: false, code: 'calendar-year-unknown', year: 2020 };
    expect(calendar.deadline('2019-12-31', { days: 1, count: 'working' })).toEqual(unknown);
    expect(calendar.deadline('2020-03-02', { days: 0, count: 'working' })).toEqual(unknown);
    expect(calendar.deadline('2019-12-31', { days: 0, count: 'working' })).toMatchObject({ ok: true });
  });

  it('may be counted from the last day of an unknown year, which it does not need', () => {
    expect(calendar.deadline('2018-12-31', { days: 1, count: 'working' })).toMatchObject({
      day: '2019-01-01',
    });
  });
});

describe('a deadline in calendar days', () => {
  it('counts every day and needs no holiday data', () => {
    expect(calendar.deadline('2019-12-30', { days: 3, count: 'calendar' })).toEqual({
      ok: true,
      day: '2020-01-02',
      steps: [
        { day: '2019-12-31', counted: true, code: 'calendar-day' },
        { day: '2020-01-01', counted: true, code: 'calendar-day' },
        { day: '2020-01-02', counted: true, code: 'calendar-day' },
      ],
    });
    expect(calendar.deadline('2024-02-28', { days: 1, count: 'calendar' })).toMatchObject({
      day: '2024-02-29',
    });
    expect(calendar.deadline('2019-07-20', { days: 0, count: 'calendar' })).toEqual({
      ok: true,
      day: '2019-07-20',
      steps: [],
    });
  });
});

describe('a deadline', () => {
  it.each([
    ['2019-07-17', { days: -1, count: 'working' }, 'days'],
    ['2019-07-17', { days: 1.5, count: 'calendar' }, 'days'],
    ['2019-07-17', { days: 1, count: 'business' }, 'count'],
    ['2019-02-30', { days: 1, count: 'working' }, 'day'],
  ])('refuses %s with %o', (from, count, field) => {
    expect(() => calendar.deadline(from, count as { days: number; count: 'working' })).toThrowError(
      expect.objectContaining({ code: 'invalid-data', issues: [expect.objectContaining({ field })] }),
    );
  });

  it('has words for each code', () => {
    const codes = ['working', 'weekend', 'holiday', 'joint-leave', 'election', 'local', 'unknown-year'];
    for (const code of [...codes, 'calendar-day', 'calendar-year-unknown']) {
      expect(calendarWords[`calendar.${code}`]).toBeTypeOf('string');
    }
  });
});
