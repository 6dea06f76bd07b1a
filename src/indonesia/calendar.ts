import { z } from 'zod';
import { type Calendar, defineCalendar } from '../calendar/calendar.js';
import type { CalendarDefinition, OpeningHours, Season, WeekHours } from '../calendar/definition.js';
import { parseOrThrow } from '../internal/parse.js';
import { indonesianHolidays } from './holidays.js';
import { timeZoneOf } from './provinces.js';
import { regionCode } from './region-code.js';

/** Adapts the Indonesian calendar to an office. */
export interface IndonesianCalendarOptions {
  /** Code of a province or regency, as in `35.07`; part of the id, and its province sets the time zone. */
  readonly region?: string | undefined;
  /** IANA name. Default: that of the region's province, `Asia/Jakarta` without a region. */
  readonly timeZone?: string | undefined;
  /** Whether the office opens on joint leave. Default `closed`. */
  readonly jointLeave?: CalendarDefinition['jointLeave'];
}

const optionsSchema = z.strictObject({
  region: regionCode.optional(),
  timeZone: z.string().optional(),
  jointLeave: z.enum(['closed', 'open'], 'must be closed or open').optional(),
});

const around = (to: string, breakFrom: string, breakTo: string): readonly OpeningHours[] => [
  { from: '08:00', to: breakFrom },
  { from: breakTo, to },
];
const week = (usual: readonly OpeningHours[], friday: readonly OpeningHours[]): WeekHours => ({
  mon: usual,
  tue: usual,
  wed: usual,
  thu: usual,
  fri: friday,
});

const counterHours = week(around('15:00', '12:00', '13:00'), around('15:00', '11:30', '13:00'));
const ramadanHours = week(around('15:00', '12:00', '12:30'), around('15:30', '11:30', '12:30'));

// Ramadan ends on the day before Idul Fitri of the holiday decree; its first day is announced on the eve.
const seasons: readonly Season[] = [
  {
    name: 'Ramadan 1440 Hijriah',
    from: '2019-05-06',
    to: '2019-06-04',
    hours: ramadanHours,
    source: 'SE Menteri PANRB 394/2019, the hours as in 336/2018',
  },
  {
    name: 'Ramadan 1447 Hijriah',
    from: '2026-02-19',
    to: '2026-03-20',
    hours: ramadanHours,
    source: 'Perpres 21/2023; first day: sidang isbat Kementerian Agama, 2026-02-17',
  },
];

/**
 * Creates the calendar of an Indonesian government office: five days a week, national holidays, joint leave
 * and Ramadan of 2019 and 2026.
 *
 * The hours are an assumption: decrees set the hours of work, and counters close before those end. Assumed are
 * 08:00 to 15:00 with a break from 12:00 to 13:00, on Fridays from 11:30 to 13:00. In Ramadan they are the
 * hours of work that the decrees set.
 *
 * @throws {@link LoketError} with code `invalid-config` when the region is of no province or the
 * time zone is none
 *
 * @example
 * ```ts
 * import { indonesianCalendar } from 'loket/indonesia';
 *
 * const calendar = indonesianCalendar();
 * calendar.info('2019-06-05').reason; //=> { code: 'holiday', params: { name: 'Idul Fitri 1440 Hijriah' } }
 * calendar.info('2020-01-02').reason; //=> { code: 'unknown-year', params: { year: 2020 } }
 * ```
 */
export function indonesianCalendar(options: IndonesianCalendarOptions = {}): Calendar {
  const { region, timeZone, jointLeave } = parseOrThrow(optionsSchema, options, 'indonesianCalendar options');
  return defineCalendar({
    id: region === undefined ? 'id' : `id-${region}`,
    timeZone: timeZone ?? timeZoneOf(region?.slice(0, 2)),
    hours: counterHours,
    seasons,
    years: indonesianHolidays,
    jointLeave,
  });
}
