import { addMonths } from 'date-fns/addMonths';
import { getDaysInMonth } from 'date-fns/getDaysInMonth';
import type { Calendar } from '../calendar/calendar.js';
import { dayNumber, dayText } from '../calendar/days.js';
import { LoketError } from '../internal/errors.js';
import type { DayCount, LocalDate } from '../internal/time.js';

/** Says how long a paper is valid, counted from the day of its issue: months of the calendar, or days. */
export type Validity = DayCount | { readonly months: number };

/** Gives the last day on which a paper is valid, or the year whose holidays nobody has entered yet. */
export type ValidUntil =
  | { readonly ok: true; readonly day: LocalDate }
  | { readonly ok: false; readonly code: 'calendar-year-unknown'; readonly year: number };

/**
 * Counts to the last day on which a paper is valid. Months end on the same day of the month, or on the last day of a
 * month that is too short for it.
 *
 * @param from - day of issue
 * @param calendar - needed only where working days are counted
 * @throws {@link LoketError} with code `invalid-data` when the day is none, the end lies after the year 9999, or
 * working days are counted without a calendar
 *
 * @example
 * ```ts
 * import { validUntil } from 'loket/documents';
 *
 * validUntil('2019-07-17', { months: 6 }); //=> { ok: true, day: '2020-01-17' }
 * validUntil('2019-08-31', { months: 6 }); //=> { ok: true, day: '2020-02-29' }
 * validUntil('2019-07-17', { days: 14, count: 'calendar' }); //=> { ok: true, day: '2019-07-31' }
 * ```
 */
export function validUntil(from: LocalDate, validity: Validity, calendar?: Calendar): ValidUntil {
  const start = dayNumber(from);
  if ('months' in validity) return { ok: true, day: addMonthsTo(from, validity.months) };
  if (validity.count === 'calendar') return { ok: true, day: dayText(start + validity.days) };
  if (!calendar) throw new LoketError('invalid-data', 'working days cannot be counted without a calendar');
  const end = calendar.deadline(from, validity);
  return end.ok ? { ok: true, day: end.day } : end;
}

function addMonthsTo(from: LocalDate, months: number): LocalDate {
  // From noon on the first of the month, where neither a short month nor a change of the clocks can shift it.
  const month = addMonths(new Date(`${from.slice(0, 8)}01T12:00`), months);
  const day = Math.min(Number(from.slice(8)), getDaysInMonth(month));
  const year = String(month.getFullYear()).padStart(4, '0');
  return dayText(dayNumber(`${year}-${two(month.getMonth() + 1)}-${two(day)}`));
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
