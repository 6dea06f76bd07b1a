import fc from 'fast-check';
import { type Calendar, defineCalendar } from 'loket/calendar';
import { indonesianCalendar, indonesianHolidays } from 'loket/indonesia';
import { describe, expect, it } from 'vitest';

const DAY = 86_400_000;
const textOf = (number: number) => new Date(number * DAY).toISOString().slice(0, 10);
const daysOf = (year: number) => {
  const [first, next] = [Date.UTC(year, 0, 1) / DAY, Date.UTC(year + 1, 0, 1) / DAY];
  return Array.from({ length: next - first }, (_, i) => textOf(first + i));
};

const indonesia = indonesianCalendar();
const closed = new Set(Object.values(indonesianHolidays).flatMap((year) => year.holidays.map((h) => h.date)));
const anyDay = fc.constantFrom(...indonesia.years.flatMap(daysOf));

describe('deadlines in working days', () => {
  it('never land on a closed day, from any day of any year with data', () => {
    for (const from of indonesia.years.flatMap(daysOf)) {
      for (const days of [0, 1, 2, 5, 14]) {
        const deadline = indonesia.deadline(from, { days, count: 'working' });
        if (!deadline.ok) {
          expect(indonesia.knows(deadline.year)).toBe(false);
          continue;
        }
        // Told from the decrees anew, not asked of the calendar under test.
        const weekday = new Date(deadline.day).getUTCDay();
        expect(weekday > 0 && weekday < 6 && !closed.has(deadline.day), `${from} + ${days}`).toBe(true);
        expect(indonesia.info(deadline.day).hours.length).toBeGreaterThan(0);
      }
    }
  });

  it('count as many days as asked, and name every day between', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(60), (from, days) => {
        const deadline = indonesia.deadline(from, { days, count: 'working' });
        if (!deadline.ok) return;
        expect(deadline.steps.filter((s) => s.counted)).toHaveLength(days);
        expect(deadline.steps.at(-1)?.day).toBe(deadline.day);
        const first = Date.parse(deadline.steps[0]?.day ?? '') / DAY;
        deadline.steps.forEach((step, i) => {
          expect(step.day).toBe(textOf(first + i));
        });
        for (const step of deadline.steps) {
          expect(step.code === 'working').toBe(indonesia.info(step.day).working);
        }
      }),
    );
  });

  it('do not come earlier for a later start or for more days', () => {
    const inYear = fc.constantFrom(...daysOf(2026).slice(0, 250));
    const reached = (from: string, days: number) => {
      const deadline = indonesia.deadline(from, { days, count: 'working' });
      return deadline.ok ? deadline.day : '9999';
    };
    fc.assert(
      fc.property(inYear, inYear, fc.nat(60), fc.nat(5), (a, b, days, more) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(reached(early, days) <= reached(late, days)).toBe(true);
        expect(reached(early, days) <= reached(early, days + more)).toBe(true);
      }),
    );
  });
});

const zones = [
  'Asia/Jakarta',
  'Asia/Makassar',
  'America/New_York',
  'Europe/Amsterdam',
  'Africa/Cairo',
  'America/Havana',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
];

describe.each(zones)('in %s', (timeZone) => {
  const hours = [
    { from: '00:00', to: '02:30' },
    { from: '08:00', to: '15:00' },
  ];
  const years = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [String(1990 + i), { source: 'none', holidays: [] }]),
  );
  const make = (): Calendar =>
    defineCalendar({ id: 'z', timeZone, hours: { mon: hours, wed: hours, sun: hours }, years });
  const calendar = make();
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const instant = fc.integer({ min: Date.UTC(1990, 0, 2), max: Date.UTC(2029, 11, 30) });
  const nearMidnight = fc
    .tuple(fc.integer({ min: 7310, max: 21900 }), fc.integer({ min: -7_200_000, max: 7_200_000 }))
    .map(([number, shift]) => calendar.startOf(textOf(number)) + shift);

  it('an instant lies in its day, and the day is the one that the clocks show', () => {
    fc.assert(
      fc.property(fc.oneof(instant, nearMidnight), (at) => {
        const day = calendar.dayOf(at);
        expect(calendar.startOf(day) <= at && at < calendar.endOf(day)).toBe(true);
        expect(day).toBe(format.format(at));
        expect(make().dayOf(at)).toBe(day);
      }),
    );
  });

  it('the days leave no gap', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const day = calendar.dayOf(at);
        expect(calendar.dayOf(calendar.startOf(day))).toBe(day);
        expect(calendar.dayOf(calendar.startOf(day) - 1) < day).toBe(true);
        expect(calendar.dayOf(calendar.endOf(day)) > day).toBe(true);
      }),
    );
  });

  it('the next opening is open, and nothing before it is', () => {
    fc.assert(
      fc.property(instant, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (at, part) => {
        const next = calendar.nextOpening(at);
        if (next === undefined) throw new Error('every year here is known');
        expect(calendar.isOpen(next)).toBe(true);
        if (next > at) expect(calendar.isOpen(at + Math.floor((next - at) * part))).toBe(false);
      }),
    );
  });
});
