import type { Calendar } from '../calendar/index.js';
import type { EpochMs } from '../internal/time.js';
import type { CounterAbsence, DayPlanner } from '../queue/index.js';

/** Plans the days of a queue from the office's calendar and its counters' daily absences. @internal */
export function dayPlanner(
  calendar: Calendar,
  counters: readonly { readonly id: string }[],
  absences: readonly CounterAbsence[] = [],
): DayPlanner {
  return (day) => {
    const { known, hours } = calendar.info(day);
    const [first] = hours;
    const last = hours.at(-1);
    if (!known || !first || !last) return undefined;
    const start = calendar.startOf(day);
    const away = absences.map(({ counter, from, until }) => ({
      counter,
      from: timeOn(start, from),
      until: timeOn(start, until),
    }));
    // Where the office itself closes for a while, every counter does.
    for (const [i, { closesAt }] of hours.entries()) {
      const next = hours[i + 1];
      if (!next) continue;
      for (const { id } of counters) away.push({ counter: id, from: closesAt, until: next.opensAt });
    }
    return { opensAt: first.opensAt, closesAt: last.closesAt, away };
  };
}

/** On a day when the clocks change this may be an hour off; offices change them at night. */
function timeOn(start: EpochMs, time: string): EpochMs {
  const [hours, minutes] = time.split(':').map(Number);
  return start + ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}
