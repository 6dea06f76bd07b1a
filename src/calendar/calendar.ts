import { parseOrThrow } from '../internal/parse.js';
import type { DayCount, EpochMs, LocalDate } from '../internal/time.js';
import { dayNumber, dayText } from './days.js';
import { countDeadline, type Deadline } from './deadline.js';
import { type CalendarDefinition, calendarSchema } from './definition.js';
import { createRules, type DayCode, type DayRule } from './rules.js';
import { createZone } from './zone.js';

/** Gives one span of opening as instants. */
export interface OpenSpan {
  readonly opensAt: EpochMs;
  /** The first instant at which it is closed again. */
  readonly closesAt: EpochMs;
}

/** Tells what a day is and why. */
export interface DayInfo {
  readonly day: LocalDate;
  /** Whether the year's holidays have been entered. */
  readonly known: boolean;
  /** Whether the office opens; `false` in an unknown year, in which nothing can be promised. */
  readonly working: boolean;
  /** Spans in order of time, empty on a closed day. */
  readonly hours: readonly OpenSpan[];
  /** Why, as a code with what its words need: `name` of a holiday, `year` if unknown. */
  readonly reason: {
    readonly code: DayCode;
    readonly params: Readonly<Record<string, string | number>>;
  };
}

/** Answers questions of working time for one office. */
export interface Calendar {
  readonly id: string;
  /** IANA name of the office's own time zone; every day below is a day there. */
  readonly timeZone: string;
  /** The data it was made of, plain enough to be stored. */
  readonly definition: CalendarDefinition;
  /** Years whose holidays are known, ascending. */
  readonly years: readonly number[];
  /** Tells whether a year's holidays are known. */
  knows(year: number): boolean;
  /** Finds the day of an instant. */
  dayOf(at: EpochMs): LocalDate;
  /** Finds the first instant of a day, also where the clocks jump over midnight. */
  startOf(day: LocalDate): EpochMs;
  /** Finds the end of a day, which is the start of the next. */
  endOf(day: LocalDate): EpochMs;
  /** Tells what a day is and why. */
  info(day: LocalDate): DayInfo;
  /** Tells whether the office is open at an instant. */
  isOpen(at: EpochMs): boolean;
  /** Finds the first open instant from `at` on, `at` included; `undefined` if an unknown year comes first. */
  nextOpening(at: EpochMs): EpochMs | undefined;
  /**
   * Counts from a day to a deadline; that day itself is not counted.
   *
   * Working days: a count that needs a day of an unknown year is refused as a value, and 0 days from a closed
   * day give the next working day, for a promise can only be kept on an open one. Calendar days need no
   * holiday data, and may end on a closed day.
   */
  deadline(from: LocalDate, count: DayCount): Deadline;
}

const CACHE_LIMIT = 4096;

/**
 * Defines a calendar, checking each field.
 *
 * @throws {@link LoketError} with code `invalid-config` when a field breaks a rule, as an unknown time zone,
 * hours or seasons that overlap, or a holiday outside its year. Its methods throw code `invalid-data` for a
 * day that is none.
 *
 * @example
 * ```ts
 * import { defineCalendar } from 'loket/calendar';
 *
 * const day = [{ from: '08:00', to: '15:00' }];
 * const calendar = defineCalendar({
 *   id: 'town-hall',
 *   timeZone: 'Asia/Jakarta',
 *   hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
 *   years: {
 *     2019: { source: 'Decree 1', holidays: [{ date: '2019-12-25', name: 'Christmas', kind: 'holiday' }] },
 *   },
 * });
 * const at = calendar.deadline('2019-12-24', { days: 1, count: 'working' });
 * at.ok && at.day; //=> '2019-12-26'
 * const late = calendar.deadline('2019-12-24', { days: 9, count: 'working' });
 * late; //=> { ok: false, code: 'calendar-year-unknown', year: 2020 }
 * ```
 */
export function defineCalendar(definition: CalendarDefinition): Calendar {
  const parsed = parseOrThrow(calendarSchema(), definition, `calendar '${definition?.id}'`);
  const zone = createZone(parsed.timeZone);
  const rule = createRules(parsed);
  const years = Object.keys(parsed.years)
    .map(Number)
    .sort((a, b) => a - b);
  const infos = new Map<LocalDate, DayInfo>();
  const starts = new Map<LocalDate, EpochMs>();
  const ends = new Map<LocalDate, EpochMs>();
  const deadlines = new Map<string, Deadline>();

  const infoOf = (day: LocalDate): DayInfo =>
    remember(infos, day, () => {
      const number = dayNumber(day);
      return describe(rule(number), (minutes) => zone.instant(number, minutes));
    });

  // A day whose hours the clocks jump over is a day without hours.
  const ruleByClock = (number: number): DayRule => {
    const found = rule(number);
    if (found.code !== 'working' || infoOf(found.day).working) return found;
    return { ...found, code: 'weekend' };
  };

  return {
    id: parsed.id,
    timeZone: parsed.timeZone,
    definition: parsed,
    years,
    knows: (year) => years.includes(year),
    dayOf: zone.dayOf,
    startOf: (day) => remember(starts, day, () => zone.instant(dayNumber(day), 0)),
    endOf: (day) => remember(ends, day, () => zone.instant(dayNumber(day) + 1, 0)),
    info: infoOf,
    isOpen: (at) => infoOf(zone.dayOf(at)).hours.some((h) => h.opensAt <= at && at < h.closesAt),
    nextOpening(at) {
      for (let day = zone.dayOf(at); ; day = dayText(dayNumber(day) + 1)) {
        const { known, hours } = infoOf(day);
        if (!known) return undefined;
        const span = hours.find((h) => at < h.closesAt);
        if (span) return Math.max(at, span.opensAt);
      }
    },
    deadline: (from, count) =>
      remember(deadlines, `${from} ${count?.days} ${count?.count}`, () =>
        countDeadline(ruleByClock, from, count),
      ),
  };
}

// Asked anew with every command, mostly of the same few days.
function remember<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(key, made);
  return made;
}

function describe({ day, code, name, hours }: DayRule, instant: (minutes: number) => EpochMs): DayInfo {
  const known = code !== 'unknown-year';
  const params: Record<string, string | number> = {};
  if (name !== undefined) params.name = name;
  if (!known) params.year = Number(day.slice(0, 4));
  const spans = hours
    .map((h) => ({ opensAt: instant(minutesOf(h.from)), closesAt: instant(minutesOf(h.to)) }))
    // A span that the clocks jump over is none.
    .filter((span) => span.opensAt < span.closesAt)
    .sort((a, b) => a.opensAt - b.opensAt);
  const working = code === 'working' && spans.length > 0;
  const reason = { code: code === 'working' && !working ? 'weekend' : code, params } as const;
  return { day, known, working, hours: spans, reason };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
