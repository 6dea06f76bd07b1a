import { type CalendarDefinition, defineCalendar, extendCalendar } from 'loket/calendar';
import { describe, expect, it } from 'vitest';
import { LoketError } from '../../src/internal/errors.js';

const day = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '15:00' },
];
const base: CalendarDefinition = {
  id: 'town-hall',
  timeZone: 'Asia/Jakarta',
  hours: { mon: day, tue: day, wed: day, thu: day, fri: [{ from: '08:00', to: '11:30' }] },
  seasons: [
    {
      name: 'summer',
      from: '2019-07-01',
      to: '2019-07-05',
      hours: { mon: [{ from: '09:00', to: '10:00' }] },
      source: 'Notice 3',
    },
  ],
  years: {
    '2019': {
      source: 'Decree 1',
      holidays: [
        { date: '2019-08-19', name: 'Founding day', kind: 'local' },
        { date: '2019-12-24', name: 'Christmas', kind: 'joint-leave' },
        { date: '2019-12-25', name: 'Christmas', kind: 'holiday' },
      ],
    },
  },
};
const calendar = defineCalendar(base);
const at = (iso: string) => Date.parse(iso);

function issues(definition: CalendarDefinition) {
  try {
    defineCalendar(definition);
  } catch (error) {
    if (error instanceof LoketError && error.code === 'invalid-config') return error.issues;
  }
  return undefined;
}

describe('defining a calendar', () => {
  const year = (holidays: unknown) =>
    ({ ...base, years: { '2019': { source: 'Decree', holidays } } }) as CalendarDefinition;
  const holiday = { date: '2019-05-01', name: 'Labour day', kind: 'holiday' };

  it.each<[string, CalendarDefinition, string, unknown]>([
    ['an unknown time zone', { ...base, timeZone: 'Nowhere/Nothing' }, 'timeZone', 'Nowhere/Nothing'],
    ['an offset for a time zone', { ...base, timeZone: '+07:00' }, 'timeZone', '+07:00'],
    [
      'hours that overlap',
      { ...base, hours: { mon: [day[0], { from: '11:59', to: '13:00' }] } } as CalendarDefinition,
      'hours.mon[1]',
      { from: '11:59', to: '13:00' },
    ],
    [
      'hours that end before they start',
      { ...base, hours: { mon: [{ from: '12:00', to: '08:00' }] } },
      'hours.mon[0]',
      { from: '12:00', to: '08:00' },
    ],
    [
      'a time that is none',
      { ...base, hours: { mon: [{ from: '8', to: '09:00' }] } },
      'hours.mon[0].from',
      '8',
    ],
    ['a week without hours', { ...base, hours: { mon: [] } }, 'hours', { mon: [] }],
    [
      'a holiday outside its year',
      year([{ ...holiday, date: '2020-05-01' }]),
      'years.2019.holidays[0].date',
      '2020-05-01',
    ],
    ['a day named twice', year([holiday, holiday]), 'years.2019.holidays[1].date', '2019-05-01'],
    [
      'a day that does not exist',
      year([{ ...holiday, date: '2019-02-29' }]),
      'years.2019.holidays[0].date',
      '2019-02-29',
    ],
    ['a kind of holiday that is none', year([{ ...holiday, kind: 'x' }]), 'years.2019.holidays[0].kind', 'x'],
  ])('refuses %s, naming field and value', (_, definition, field, value) => {
    expect(issues(definition)?.[0]).toMatchObject({ field, value });
  });

  it('refuses seasons that overlap', () => {
    const season = { name: 'a', from: '2019-01-01', to: '2019-01-31', hours: {}, source: 's' };
    const later = { ...season, name: 'b', from: '2019-01-31', to: '2019-02-02' };
    expect(issues({ ...base, seasons: [later, season] })?.[0]).toMatchObject({
      field: 'seasons[0]',
      rule: "must not overlap season 'a'",
    });
  });

  it('refuses a misspelt field', () => {
    expect(issues({ ...base, holidays: [] } as CalendarDefinition)).toBeDefined();
  });

  it('keeps its definition as plain data', () => {
    expect(JSON.parse(JSON.stringify(calendar.definition))).toEqual(base);
  });
});

describe('a day', () => {
  it('has its hours as instants, with the break', () => {
    expect(calendar.info('2019-07-17')).toEqual({
      day: '2019-07-17',
      known: true,
      working: true,
      hours: [
        { opensAt: at('2019-07-17T08:00+07:00'), closesAt: at('2019-07-17T12:00+07:00') },
        { opensAt: at('2019-07-17T13:00+07:00'), closesAt: at('2019-07-17T15:00+07:00') },
      ],
      reason: { code: 'working', params: {} },
    });
  });

  it('has the hours of its season, and is closed where the season has none', () => {
    expect(calendar.info('2019-07-01').hours).toEqual([
      { opensAt: at('2019-07-01T09:00+07:00'), closesAt: at('2019-07-01T10:00+07:00') },
    ]);
    expect(calendar.info('2019-07-02').reason.code).toBe('weekend');
  });

  it('says why it is closed', () => {
    expect(calendar.info('2019-12-25')).toMatchObject({
      working: false,
      hours: [],
      reason: { code: 'holiday', params: { name: 'Christmas' } },
    });
    expect(calendar.info('2019-08-19').reason.code).toBe('local');
    expect(calendar.info('2019-07-20').reason.code).toBe('weekend');
  });

  it('of an unknown year is neither known nor working, even if nothing says it is a holiday', () => {
    expect(calendar.info('2020-01-02')).toMatchObject({
      known: false,
      working: false,
      hours: [],
      reason: { code: 'unknown-year', params: { year: 2020 } },
    });
    expect(calendar.isOpen(at('2020-01-02T09:00+07:00'))).toBe(false);
  });

  it('of joint leave is open if the office says so', () => {
    expect(calendar.info('2019-12-24').reason.code).toBe('joint-leave');
    const open = defineCalendar({ ...base, jointLeave: 'open' });
    expect(open.info('2019-12-24')).toMatchObject({ working: true, reason: { code: 'working' } });
    expect(open.info('2019-12-25').working).toBe(false);
  });

  it.each(['2019-02-30', '2019-7-1', 'today', ''])('that is none is refused: %s', (text) => {
    for (const ask of [calendar.info, calendar.startOf, calendar.endOf]) {
      expect(() => ask(text)).toThrowError(expect.objectContaining({ code: 'invalid-data' }));
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 9e15])(
    'is not found for an instant that is none: %s',
    (x) => {
      expect(() => calendar.dayOf(x)).toThrowError(expect.objectContaining({ code: 'invalid-data' }));
    },
  );
});

describe('opening', () => {
  it('includes the first minute and excludes the last', () => {
    expect(calendar.isOpen(at('2019-07-17T08:00+07:00'))).toBe(true);
    expect(calendar.isOpen(at('2019-07-17T07:59:59.999+07:00'))).toBe(false);
    expect(calendar.isOpen(at('2019-07-17T12:00+07:00'))).toBe(false);
    expect(calendar.isOpen(at('2019-07-17T13:00+07:00'))).toBe(true);
    expect(calendar.isOpen(at('2019-07-17T15:00+07:00'))).toBe(false);
  });

  it('comes next at once, after the break, or after the weekend', () => {
    const open = at('2019-07-17T09:30+07:00');
    expect(calendar.nextOpening(open)).toBe(open);
    expect(calendar.nextOpening(at('2019-07-17T12:10+07:00'))).toBe(at('2019-07-17T13:00+07:00'));
    expect(calendar.nextOpening(at('2019-07-19T11:30+07:00'))).toBe(at('2019-07-22T08:00+07:00'));
  });

  it('is not foretold past a year whose holidays are unknown', () => {
    expect(calendar.nextOpening(at('2019-12-31T15:00+07:00'))).toBeUndefined();
    expect(calendar.nextOpening(at('2018-12-31T09:00+07:00'))).toBeUndefined();
  });
});

describe('extending a calendar', () => {
  const next = { '2020': { source: 'Decree 2', holidays: [] } };

  it('adds a year and leaves the old calendar as it was', () => {
    const longer = extendCalendar(calendar, { years: next });
    expect(longer.years).toEqual([2019, 2020]);
    expect(longer.nextOpening(at('2019-12-31T15:00+07:00'))).toBe(at('2020-01-01T08:00+07:00'));
    expect(calendar.knows(2020)).toBe(false);
  });

  it('replaces a year whole, as an amended decree does', () => {
    const amended = extendCalendar(calendar, { years: { '2019': { source: 'Decree 1b', holidays: [] } } });
    expect(amended.info('2019-12-25').working).toBe(true);
  });

  it('adds seasons, and refuses one that overlaps', () => {
    const season = { name: 'autumn', from: '2019-07-05', to: '2019-07-09', hours: {}, source: 'Notice 4' };
    expect(() => extendCalendar(calendar, { seasons: [season] })).toThrowError(/must not overlap/);
    const longer = extendCalendar(calendar, { seasons: [{ ...season, from: '2019-07-08' }] });
    expect(longer.info('2019-07-08').working).toBe(false);
  });
});
