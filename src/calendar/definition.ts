import { z } from 'zod';
import { lazy } from '../internal/lazy.js';
import type { LocalDate } from '../internal/time.js';
import type { Weekday } from './days.js';
import { isTimeZone } from './zone.js';

/** Sets one span of opening, by the office's own clocks. */
export interface OpeningHours {
  /** First minute, `HH:MM`, from `00:00`. */
  readonly from: string;
  /** End, `HH:MM`, to `24:00`; the office is closed at this minute. */
  readonly to: string;
}

/** Lists opening hours by weekday; a weekday left out is closed. */
export type WeekHours = { readonly [day in Weekday]?: readonly OpeningHours[] | undefined };

/** Sets other hours for a span of days, as Ramadan has; a weekday left out is closed in it. */
export interface Season {
  readonly name: string;
  /** First day, `YYYY-MM-DD`. */
  readonly from: LocalDate;
  /** Last day, `YYYY-MM-DD`. */
  readonly to: LocalDate;
  readonly hours: WeekHours;
  /** The decree or notice that sets them. */
  readonly source: string;
}

/** Tells kinds of closed day apart. */
export type HolidayKind = 'holiday' | 'joint-leave' | 'election' | 'local';

/** Names one day on which the office is closed. */
export interface Holiday {
  /** The day, `YYYY-MM-DD`. */
  readonly date: LocalDate;
  /** Its name, as citizens are told it. */
  readonly name: string;
  readonly kind: HolidayKind;
}

/** Holds all closed days of one year, and the decree that says so. */
export interface CalendarYear {
  readonly source: string;
  readonly holidays: readonly Holiday[];
}

/** Describes working time as data: hours, seasons, and the years whose holidays are known. */
export interface CalendarDefinition {
  /** Unique id, as in `id-35.07`. */
  readonly id: string;
  /** IANA name, as in `Asia/Jakarta`. */
  readonly timeZone: string;
  /** Ordinary hours; at least one weekday opens. */
  readonly hours: WeekHours;
  /** Spans of days with other hours; they do not overlap. */
  readonly seasons?: readonly Season[] | undefined;
  /** Years by their four digits. A year left out is unknown, never free of holidays. */
  readonly years: Readonly<Record<string, CalendarYear>>;
  /** Whether the office opens on joint leave. Default `closed`. */
  readonly jointLeave?: 'closed' | 'open' | undefined;
}

/** Parses a calendar definition. @internal */
export const calendarSchema = lazy((): z.ZodType<CalendarDefinition> => {
  const text = z.string().min(1, 'must not be empty');
  const localDate = z.iso.date('must be a real day as YYYY-MM-DD');

  const openingHours = z
    .strictObject({
      from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as HH:MM'),
      to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time as HH:MM, to 24:00'),
    })
    .refine((h) => h.from < h.to, 'must end after it starts');

  const dayHours = z.array(openingHours).superRefine((list, context) => {
    const sorted = [...list].sort((a, b) => (a.from < b.from ? -1 : 1));
    sorted.forEach((hours, i) => {
      const before = sorted[i - 1];
      if (before && hours.from < before.to) {
        context.addIssue({ code: 'custom', message: 'must not overlap', path: [list.indexOf(hours)] });
      }
    });
  });

  const weekHours = z
    .strictObject({
      mon: dayHours,
      tue: dayHours,
      wed: dayHours,
      thu: dayHours,
      fri: dayHours,
      sat: dayHours,
      sun: dayHours,
    })
    .partial();

  const season = z
    .strictObject({ name: text, from: localDate, to: localDate, hours: weekHours, source: text })
    .refine((s) => s.from <= s.to, 'must end on or after its first day');

  const seasons = z.array(season).superRefine((list, context) => {
    const sorted = [...list].sort((a, b) => (a.from < b.from ? -1 : 1));
    sorted.forEach((later, i) => {
      const before = sorted[i - 1];
      if (before && later.from <= before.to) {
        context.addIssue({
          code: 'custom',
          message: `must not overlap season '${before.name}'`,
          path: [list.indexOf(later)],
        });
      }
    });
  });

  const holiday = z.strictObject({
    date: localDate,
    name: text,
    kind: z.enum(
      ['holiday', 'joint-leave', 'election', 'local'],
      'must be holiday, joint-leave, election or local',
    ),
  });

  const years = z
    .record(
      z.string().regex(/^\d{4}$/, 'must be a year of four digits'),
      z.strictObject({ source: text, holidays: z.array(holiday) }),
    )
    .superRefine((byYear, context) => {
      for (const [year, { holidays }] of Object.entries(byYear)) {
        const seen = new Set<string>();
        holidays.forEach(({ date }, i) => {
          const path = [year, 'holidays', i, 'date'];
          if (!date.startsWith(`${year}-`)) {
            context.addIssue({ code: 'custom', message: `must lie in ${year}`, path });
          }
          if (seen.has(date)) context.addIssue({ code: 'custom', message: 'must be unique', path });
          seen.add(date);
        });
      }
    });

  return z.strictObject({
    id: text,
    timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone'),
    hours: weekHours.refine(
      (week) => Object.values(week).some((day) => day && day.length > 0),
      'must open on at least one weekday',
    ),
    seasons: seasons.optional(),
    years,
    jointLeave: z.enum(['closed', 'open'], 'must be closed or open').optional(),
  });
});
