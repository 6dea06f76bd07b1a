/**
 * Keeps working time: opening hours with breaks, seasons with other hours, holidays by year, and deadlines
 * that explain themselves, in the office's own time zone.
 *
 * It does not know any holiday by itself, nor calculate one: each year is data, with the decree that sets it.
 * A year without data is unknown, never free of holidays: its days are not open, and a deadline that needs one
 * is refused as a value. It keeps no clock; every instant and day comes in.
 *
 * @module
 */
export { isLoketError, LoketError, type LoketErrorCode, type LoketErrorDetails } from '../internal/errors.js';
export type { Issue } from '../internal/issue.js';
export type { DayCount, EpochMs, LocalDate } from '../internal/time.js';
export { type Calendar, type DayInfo, defineCalendar, type OpenSpan } from './calendar.js';
export type { Weekday } from './days.js';
export type { Deadline, DeadlineStep } from './deadline.js';
export type {
  CalendarDefinition,
  CalendarYear,
  Holiday,
  HolidayKind,
  OpeningHours,
  Season,
  WeekHours,
} from './definition.js';
export { type CalendarExtension, extendCalendar } from './extend.js';
export type { DayCode } from './rules.js';
export { calendarWords } from './words-en.js';
