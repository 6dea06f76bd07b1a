import { dayCountSchema } from '../internal/day-count.js';
import { parseOrThrow } from '../internal/parse.js';
import type { DayCount, LocalDate } from '../internal/time.js';
import { dayNumber, dayText } from './days.js';
import type { DayCode, DayRule } from './rules.js';

/** Explains one day on the way to a deadline. */
export interface DeadlineStep {
  readonly day: LocalDate;
  /** Whether the day was counted; a deadline of n days has n counted steps. */
  readonly counted: boolean;
  /** Why: what the day is, or `calendar-day` where every day counts. */
  readonly code: DayCode | 'calendar-day';
  /** Name of the holiday, if it is one. */
  readonly name?: string;
}

/** Gives a deadline with its explanation, or the year whose holidays nobody has entered yet. */
export type Deadline =
  | { readonly ok: true; readonly day: LocalDate; readonly steps: readonly DeadlineStep[] }
  | { readonly ok: false; readonly code: 'calendar-year-unknown'; readonly year: number };

/** Counts to a deadline; the day from which it counts is not counted. @internal */
export function countDeadline(rule: (day: number) => DayRule, from: LocalDate, count: DayCount): Deadline {
  const { days, count: by } = parseOrThrow(dayCountSchema(), count, 'day count', 'invalid-data');
  const start = dayNumber(from);
  if (by === 'calendar') return calendarDeadline(start, days);

  const steps: DeadlineStep[] = [];
  let left = days;
  // With nothing to count, the first day itself may be the one.
  for (let number = days === 0 ? start : start + 1; ; number += 1) {
    const { day, code, name } = rule(number);
    if (code === 'unknown-year') {
      return { ok: false, code: 'calendar-year-unknown', year: Number(day.slice(0, 4)) };
    }
    const working = code === 'working';
    const counted = working && left > 0;
    if (counted) left -= 1;
    steps.push({ day, counted, code, ...(name === undefined ? {} : { name }) });
    if (working && left === 0) return { ok: true, day, steps };
  }
}

function calendarDeadline(start: number, days: number): Deadline {
  const steps = Array.from({ length: days }, (_, i): DeadlineStep => {
    return { day: dayText(start + i + 1), counted: true, code: 'calendar-day' };
  });
  return { ok: true, day: dayText(start + days), steps };
}
