import type { CalendarYear } from '../calendar/definition.js';
import { holidays2019 } from './holidays-2019.js';
import { holidays2026 } from './holidays-2026.js';

/**
 * Lists the national holidays and joint leave of 2019 and 2026 as decreed; other years are left unknown, not
 * free. Local holidays and local elections are not among them.
 */
export const indonesianHolidays: Readonly<Record<string, CalendarYear>> = {
  '2019': holidays2019,
  '2026': holidays2026,
};
