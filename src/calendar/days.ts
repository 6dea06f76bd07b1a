import { issuesError } from '../internal/errors.js';
import type { LocalDate } from '../internal/time.js';

export const DAY_MS = 86_400_000;

/** Names the days of the week as the hours of a calendar do. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

// Day 0, 1970-01-01, was a Thursday.
const FROM_THURSDAY: readonly Weekday[] = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'];
const LAST_DAY = Date.parse('9999-12-31T00:00:00Z') / DAY_MS;
const FIRST_DAY = Date.parse('0001-01-01T00:00:00Z') / DAY_MS;

/**
 * Counts days since 1970-01-01. Days are whole numbers, not instants, so no time zone, and above all not the
 * process's own, can shift them.
 * @internal
 */
export function dayNumber(day: LocalDate): number {
  const number = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) / DAY_MS : Number.NaN;
  // `Date.parse` may turn 30 February into 1 or 2 March; what comes back is then another day.
  if (!(number >= FIRST_DAY) || dayText(number) !== day) {
    throw issuesError('invalid-data', 'day', [
      { field: 'day', rule: 'must be a real day as YYYY-MM-DD', value: day },
    ]);
  }
  return number;
}

/** Writes a day number as a day. @internal */
export function dayText(number: number): LocalDate {
  if (!(number >= FIRST_DAY && number <= LAST_DAY)) {
    throw issuesError('invalid-data', 'day', [
      { field: 'day', rule: 'must lie in the years 1 to 9999', value: number },
    ]);
  }
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** Tells the weekday of a day number. @internal */
export function weekdayOf(number: number): Weekday {
  return FROM_THURSDAY[((number % 7) + 7) % 7] as Weekday;
}
