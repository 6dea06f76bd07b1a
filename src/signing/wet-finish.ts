import type { Calendar } from '../calendar/index.js';
import type { EpochMs } from '../internal/time.js';

/** What a router needs to know of a signatory's wet desk. */
export interface DeskOutlook {
  /** Papers on it. */
  readonly waiting: number;
  /** Papers signed a day, as configured or learned; `null` where there is no bound. */
  readonly papersPerDay: number | null;
  /** From when somebody is there to sign: the signatory or a deputy; `null` where nobody knows. */
  readonly from: EpochMs | null;
}

const nobody: DeskOutlook = { waiting: 0, papersPerDay: null, from: 0 };

/**
 * Predicts when the next paper but `more` would be signed by hand: papers go to who signs once a day and are back when
 * the office closes. @internal
 */
export function wetFinish(
  { calendar, wetPerDay }: { readonly calendar: Calendar; readonly wetPerDay: number | null },
  { waiting, papersPerDay, from }: DeskOutlook = nobody,
  at: EpochMs,
  more: number,
): EpochMs | null {
  if (from === null) return null;
  const begins = calendar.nextOpening(Math.max(at, from));
  if (begins === undefined) return null;
  const capacity = papersPerDay ?? wetPerDay;
  const first = calendar.dayOf(begins);
  const days = capacity === null ? 0 : Math.floor((waiting + more) / Math.max(1, capacity));
  if (days === 0) return calendar.info(first).hours.at(-1)?.closesAt ?? null;
  const last = calendar.deadline(first, { days, count: 'working' });
  return last.ok ? (calendar.info(last.day).hours.at(-1)?.closesAt ?? null) : null;
}
