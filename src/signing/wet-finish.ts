import type { Calendar } from '../calendar/index.js';
import type { EpochMs } from '../internal/time.js';
import { type DeskPace, deskFinish } from './desk-outlook.js';

/**
 * Predicts when the next paper but `more` would be signed by hand. A desk that has brought no batch back yet is expected
 * to do so when the office closes: papers go to who signs once a day; and one of which nothing is known likewise.
 * @internal
 */
export function wetFinish(
  calendar: Calendar,
  pace: DeskPace | undefined,
  at: EpochMs,
  more: number,
): EpochMs | null {
  const by = pace ? deskFinish(calendar, pace, more + 1) : calendar.nextOpening(at);
  if (by === null || by === undefined) return null;
  if (pace && pace.turnaroundMs > 0) return by;
  return calendar.info(calendar.dayOf(by)).hours.at(-1)?.closesAt ?? by;
}
