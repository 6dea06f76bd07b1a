import type { Calendar } from '../calendar/index.js';
import type { EpochMs } from '../internal/time.js';
import { whoSigns } from './desk-config.js';
import type { DeskState } from './desk-state.js';

type Absences = Pick<DeskState, 'signatory' | 'absences'>;

interface Span {
  readonly from: EpochMs;
  readonly until: EpochMs;
}

/** No promise looks further ahead; a signatory who is away for good must not keep a forecast running. */
const horizonDays = 1000;

/**
 * Lists the spans from an instant on in which the office is open and somebody is there to sign, in order of time, up
 * to the first day that the calendar does not know. @internal
 */
export function* signingHours(calendar: Calendar, desk: Absences, from: EpochMs): Generator<Span> {
  const edges = [...new Set(desk.absences.flatMap((a) => (a.until === null ? [a.from] : [a.from, a.until])))]
    .filter((edge) => edge > from)
    .sort((a, b) => a - b);
  let day = calendar.dayOf(from);
  for (let i = 0; i < horizonDays; i++) {
    const { known, hours } = calendar.info(day);
    if (!known) return;
    for (const { opensAt, closesAt } of hours) {
      let at = Math.max(from, opensAt);
      while (at < closesAt) {
        const until = Math.min(closesAt, edges.find((edge) => edge > at) ?? closesAt);
        if (whoSigns(desk, at) !== null) yield { from: at, until };
        at = until;
      }
    }
    day = calendar.dayOf(calendar.endOf(day));
  }
}

/**
 * Measures the opening hours between two instants in which somebody could sign, in milliseconds. Without a calendar all
 * time counts; days that the calendar does not know count for nothing. @internal
 */
export function workBetween(
  calendar: Calendar | undefined,
  desk: Absences,
  from: EpochMs,
  until: EpochMs,
): number {
  if (!calendar) return until - from;
  let work = 0;
  for (const span of signingHours(calendar, desk, from)) {
    if (span.from >= until) break;
    work += Math.min(span.until, until) - span.from;
  }
  return work;
}
