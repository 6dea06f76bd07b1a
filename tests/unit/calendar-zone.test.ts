import { type Calendar, defineCalendar } from 'loket/calendar';
import { describe, expect, it } from 'vitest';

const HOUR = 3_600_000;
const at = (iso: string) => Date.parse(iso);

function calendarIn(timeZone: string, from = '08:00', to = '15:00'): Calendar {
  const day = [{ from, to }];
  const closed = { source: 'Decree', holidays: [] };
  return defineCalendar({
    id: timeZone,
    timeZone,
    hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
    years: { '2011': closed, '2019': closed, '2024': closed },
  });
}

describe('in Asia/Jakarta', () => {
  const calendar = calendarIn('Asia/Jakarta');

  it('a day starts at 17:00 UTC of the day before', () => {
    expect(calendar.startOf('2019-07-17')).toBe(at('2019-07-16T17:00Z'));
    expect(calendar.endOf('2019-07-17')).toBe(at('2019-07-17T17:00Z'));
    expect(calendar.dayOf(at('2019-07-16T16:59:59.999Z'))).toBe('2019-07-16');
    expect(calendar.dayOf(at('2019-07-16T17:00Z'))).toBe('2019-07-17');
  });
});

describe('in America/New_York', () => {
  const calendar = calendarIn('America/New_York');
  const length = (day: string) => (calendar.endOf(day) - calendar.startOf(day)) / HOUR;

  it('the day in spring has 23 hours, the day in autumn 25', () => {
    expect([length('2019-03-09'), length('2019-03-10'), length('2019-03-11')]).toEqual([24, 23, 24]);
    expect([length('2019-11-02'), length('2019-11-03'), length('2019-11-04')]).toEqual([24, 25, 24]);
  });

  it('the office opens by its own clocks before and after the change', () => {
    expect(calendar.info('2019-03-09').hours[0]?.opensAt).toBe(at('2019-03-09T08:00-05:00'));
    expect(calendar.info('2019-03-10').hours[0]?.opensAt).toBe(at('2019-03-10T08:00-04:00'));
    expect(calendar.info('2019-11-03').hours[0]?.opensAt).toBe(at('2019-11-03T08:00-05:00'));
  });

  it('hours in the hour that comes twice begin at its first coming', () => {
    const night = calendarIn('America/New_York', '01:30', '03:00');
    expect(night.info('2019-11-03').hours).toEqual([
      { opensAt: at('2019-11-03T01:30-04:00'), closesAt: at('2019-11-03T03:00-05:00') },
    ]);
  });

  it('hours in the hour that is jumped over shrink to what is left of them', () => {
    expect(calendarIn('America/New_York', '02:30', '04:00').info('2019-03-10').hours).toEqual([
      { opensAt: at('2019-03-10T03:00-04:00'), closesAt: at('2019-03-10T04:00-04:00') },
    ]);
    expect(calendarIn('America/New_York', '02:00', '03:00').info('2019-03-10').hours).toEqual([]);
  });

  it('a day whose only hours are jumped over is closed, and no deadline falls on it', () => {
    const night = calendarIn('America/New_York', '02:00', '03:00');
    expect(night.info('2019-03-10')).toMatchObject({ working: false, reason: { code: 'weekend' } });
    expect(night.deadline('2019-03-09', { days: 1, count: 'working' })).toMatchObject({
      day: '2019-03-11',
      steps: [
        { day: '2019-03-10', counted: false, code: 'weekend' },
        { day: '2019-03-11', counted: true, code: 'working' },
      ],
    });
  });

  it('hours may last until midnight', () => {
    const late = calendarIn('America/New_York', '00:00', '24:00');
    expect(late.info('2019-11-03').hours).toEqual([
      { opensAt: late.startOf('2019-11-03'), closesAt: late.startOf('2019-11-04') },
    ]);
  });
});

describe('where clocks change at midnight', () => {
  it('a day whose midnight is jumped over starts at the jump', () => {
    const cairo = calendarIn('Africa/Cairo');
    expect(cairo.startOf('2024-04-26')).toBe(at('2024-04-25T22:00Z'));
    expect(cairo.dayOf(at('2024-04-25T22:00Z'))).toBe('2024-04-26');
    expect(cairo.dayOf(at('2024-04-25T21:59:59.999Z'))).toBe('2024-04-25');
  });

  it('a day whose midnight comes twice starts at the first', () => {
    const havana = calendarIn('America/Havana');
    expect(havana.startOf('2024-11-03')).toBe(at('2024-11-03T04:00Z'));
    expect((havana.endOf('2024-11-03') - havana.startOf('2024-11-03')) / HOUR).toBe(25);
  });

  it('a day does not come back when clocks go from past midnight to before it', () => {
    const stJohns = calendarIn('America/St_Johns');
    const start = stJohns.startOf('2006-10-29');
    expect(start).toBe(at('2006-10-29T02:30Z'));
    expect(stJohns.dayOf(start + 5 * 60_000)).toBe('2006-10-29');
    expect(stJohns.dayOf(start - 1)).toBe('2006-10-28');
  });

  it('a day that the zone left out is empty', () => {
    const apia = calendarIn('Pacific/Apia');
    expect(apia.startOf('2011-12-30')).toBe(apia.endOf('2011-12-30'));
    expect(apia.dayOf(apia.startOf('2011-12-30'))).toBe('2011-12-31');
    expect(apia.dayOf(apia.startOf('2011-12-30') - 1)).toBe('2011-12-29');
    expect(apia.info('2011-12-30').hours).toEqual([]);
    expect(apia.deadline('2011-12-29', { days: 1, count: 'working' })).toMatchObject({ day: '2011-12-31' });
  });
});
