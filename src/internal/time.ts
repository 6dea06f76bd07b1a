/** Counts milliseconds since 1970-01-01T00:00Z, the form in which every `at` is kept. */
export type EpochMs = number;

/** Writes a day in the office's own time zone as `YYYY-MM-DD`. */
export type LocalDate = string;

/**
 * Counts days from an event to a deadline: `working` days skip closed days, `calendar` days do not.
 */
export interface DayCount {
  /** Whole days, 0 or more; 0 is the same day. */
  readonly days: number;
  readonly count: 'working' | 'calendar';
}
