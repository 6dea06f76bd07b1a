/**
 * Words the calendar's codes in English, by `calendar.` and code; `{name}` and `{year}` stand for params.
 */
export const calendarWords: Readonly<Record<string, string>> = {
  'calendar.working': 'working day',
  'calendar.weekend': 'closed on this day of the week',
  'calendar.holiday': 'holiday: {name}',
  'calendar.joint-leave': 'joint leave: {name}',
  'calendar.election': 'election day: {name}',
  'calendar.local': 'local holiday: {name}',
  'calendar.unknown-year': 'the holidays of {year} are not known yet',
  'calendar.calendar-day': 'every day counts',
  'calendar.calendar-year-unknown': 'no date can be promised until the holidays of {year} are known',
};
