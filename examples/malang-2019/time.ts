/** Times of the demo's place: Asia/Jakarta has had the one offset since 1964, so no table is needed. */
const offset = 7 * 3_600_000;

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Reads a time of day on a day, as `instantOf('2019-07-17', '08:00')`. */
export function instantOf(day: string, time: string): number {
  return Date.parse(`${day}T${time}:00+07:00`);
}

export function dayOf(at: number): string {
  return new Date(at + offset).toISOString().slice(0, 10);
}

/** Writes the time of day, as `08:30`. */
export function timeOf(at: number): string {
  return new Date(at + offset).toISOString().slice(11, 16);
}

/** Writes an instant in the office's own time, as `2019-07-17T08:30:00.000+07:00`. */
export function isoOf(at: number): string {
  return `${new Date(at + offset).toISOString().slice(0, -1)}+07:00`;
}

export function hourOf(at: number): number {
  return new Date(at + offset).getUTCHours();
}

export function addDays(day: string, days: number): string {
  return dayOf(instantOf(day, '12:00') + days * dayMs);
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
/** Writes a day for people, as `Wed 17 July`. */
export function dayName(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const month = date.toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' });
  return `${weekdays[date.getUTCDay()]} ${date.getUTCDate()} ${month}`;
}

/** Writes a length of time for people, as `2 h 05 min`. */
export function lengthText(ms: number): string {
  if (ms < 90_000) return `${Math.round(ms / 1000)} s`;
  const minutes = Math.round(ms / minuteMs);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
