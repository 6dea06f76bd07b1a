import { tzOffset } from '@date-fns/tz/tzOffset';
import { issuesError } from '../internal/errors.js';
import type { EpochMs, LocalDate } from '../internal/time.js';
import { DAY_MS, dayText } from './days.js';

/** Turns instants into days of one time zone and back. @internal */
export interface Zone {
  dayOf(at: EpochMs): LocalDate;
  /** The first instant at which the zone's clocks show this time of the day, or any later one. */
  instant(day: number, minutes: number): EpochMs;
}

interface Range {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly day: LocalDate;
}

// Some eleven years of days; beyond that an office has moved on, or a test roams.
const CACHE_LIMIT = 4096;

/** Tells whether a text names a zone of the IANA data base. @internal */
export function isTimeZone(name: string): boolean {
  // Newer runtimes also accept offsets like +07:00, which know no daylight saving.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Creates the zone arithmetic of one time zone. @internal */
export function createZone(timeZone: string): Zone {
  const offset = (at: EpochMs): number => tzOffset(timeZone, new Date(at)) * 60_000;

  // Not TZDate: of an hour that comes twice it picks one by the process's own time zone.
  function instant(day: number, minutes: number): EpochMs {
    const wall = day * DAY_MS + minutes * 60_000;
    const before = offset(wall - DAY_MS);
    const after = offset(wall + DAY_MS);
    // The earlier offset first: where the hour comes twice, its first coming counts.
    if (offset(wall - before) === before) return wall - before;
    if (offset(wall - after) === after) return wall - after;
    // The clocks jump over this time: the jump is the first instant that lies past it.
    let [early, late] = [wall - Math.max(before, after) - 1, wall - Math.min(before, after)];
    while (late - early > 1) {
      const middle = Math.floor((early + late) / 2);
      if (middle + offset(middle) >= wall) late = middle;
      else early = middle;
    }
    return late;
  }

  const ranges = new Map<number, Range[]>();
  let last: Range = { start: 0, end: 0, day: '' };

  function find(at: EpochMs): Range {
    if (!Number.isFinite(at)) {
      throw issuesError('invalid-data', 'instant', [
        { field: 'at', rule: 'must be epoch milliseconds', value: at },
      ]);
    }
    const utcDay = Math.floor(at / DAY_MS);
    const known = ranges.get(utcDay);
    const hit = known?.find((r) => r.start <= at && at < r.end);
    if (hit) return hit;
    // Ranges decide, not the clock's face: where clocks go back over midnight, the face shows a day twice.
    let day = Math.floor((at + offset(at)) / DAY_MS);
    while (instant(day, 0) > at) day -= 1;
    while (instant(day + 1, 0) <= at) day += 1;
    const range = { start: instant(day, 0), end: instant(day + 1, 0), day: dayText(day) };
    if (ranges.size >= CACHE_LIMIT) ranges.clear();
    const list = ranges.get(utcDay);
    if (list) list.push(range);
    else ranges.set(utcDay, [range]);
    return range;
  }

  return {
    dayOf(at) {
      if (!(at >= last.start && at < last.end)) last = find(at);
      return last.day;
    },
    instant,
  };
}
