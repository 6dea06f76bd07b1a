import { type Calendar, defineCalendar } from './calendar.js';
import type { CalendarDefinition, Season } from './definition.js';

/** Names what is added to a calendar. */
export interface CalendarExtension {
  /** Years to add; one that is there already is replaced whole, as by an amended decree. */
  readonly years?: CalendarDefinition['years'] | undefined;
  /** Seasons to add to those there are. */
  readonly seasons?: readonly Season[] | undefined;
}

/**
 * Makes a calendar that knows further years or seasons; the given one stays as it is.
 *
 * @throws {@link LoketError} with code `invalid-config` when a field breaks a rule
 *
 * @example
 * ```ts
 * import { defineCalendar, extendCalendar } from 'loket/calendar';
 *
 * const base = defineCalendar({
 *   id: 'town-hall',
 *   timeZone: 'Asia/Jakarta',
 *   hours: { mon: [{ from: '08:00', to: '15:00' }] },
 *   years: {},
 * });
 * const calendar = extendCalendar(base, { years: { 2020: { source: 'Decree 2', holidays: [] } } });
 * calendar.years; //=> [2020]
 * base.knows(2020); //=> false
 * ```
 */
export function extendCalendar(calendar: Calendar, extension: CalendarExtension): Calendar {
  const { definition } = calendar;
  return defineCalendar({
    ...definition,
    years: { ...definition.years, ...extension.years },
    seasons: [...(definition.seasons ?? []), ...(extension.seasons ?? [])],
  });
}
