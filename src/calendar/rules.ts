import type { LocalDate } from '../internal/time.js';
import { dayText, weekdayOf } from './days.js';
import type { CalendarDefinition, HolidayKind, OpeningHours, WeekHours } from './definition.js';

/**
 * Tells why a day is open or closed. `weekend` is any weekday without hours; `unknown-year` says that nobody
 * has entered the year's holidays, so nothing is known of the day.
 */
export type DayCode = 'working' | 'weekend' | HolidayKind | 'unknown-year';

/** Says what the calendar's data make of a day, before any clock is asked. @internal */
export interface DayRule {
  readonly day: LocalDate;
  readonly code: DayCode;
  readonly name: string | undefined;
  readonly hours: readonly OpeningHours[];
}

const CLOSED: readonly OpeningHours[] = [];

/** Builds the lookup from day number to rule. @internal */
export function createRules(definition: CalendarDefinition): (day: number) => DayRule {
  const holidays = new Map(
    Object.values(definition.years).flatMap((year) => year.holidays.map((h) => [h.date, h] as const)),
  );
  const seasons = definition.seasons ?? [];
  const opensOnJointLeave = definition.jointLeave === 'open';

  return (number) => {
    const day = dayText(number);
    if (!Object.hasOwn(definition.years, day.slice(0, 4))) {
      return { day, code: 'unknown-year', name: undefined, hours: CLOSED };
    }
    const season = seasons.find((s) => s.from <= day && day <= s.to);
    const week: WeekHours = season?.hours ?? definition.hours;
    const hours = week[weekdayOf(number)] ?? CLOSED;
    const holiday = holidays.get(day);
    if (holiday && !(holiday.kind === 'joint-leave' && opensOnJointLeave)) {
      return { day, code: holiday.kind, name: holiday.name, hours: CLOSED };
    }
    return { day, code: hours.length > 0 ? 'working' : 'weekend', name: undefined, hours };
  };
}
