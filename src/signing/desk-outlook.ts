import type { Calendar } from '../calendar/index.js';
import type { EpochMs } from '../internal/time.js';
import { type DeskConfig, rulesOf, whoSigns } from './desk-config.js';
import type { BatchLesson, DeskAbsence, DeskState } from './desk-state.js';
import { signingHours } from './signing-hours.js';

/** Forecasts a wet desk: what a router or a promise needs to know of it. */
export interface DeskForecast {
  /** Whether somebody is there to sign now: the office is open, and the signatory or a deputy is there. */
  readonly available: boolean;
  /** Who signs now: the signatory or a deputy; `null` for nobody. Opening hours do not matter here. */
  readonly who: string | null;
  /** From when on somebody can sign, now included; `null` where nobody knows. */
  readonly nextFrom: EpochMs | null;
  /** Papers signed a day, learned or as configured; `null` where there is no bound. */
  readonly papersPerDay: number | null;
  /** Papers that still need a pen and are not missing. */
  readonly backlog: number;
  /**
   * Predicts when the n-th next paper, 1 or more, is back signed if nothing that lies on the desk is taken off;
   * `null` where nobody knows.
   */
  finishBy(n: number): EpochMs | null;
}

/**
 * Tells how fast a wet desk is, as plain JSON: what can be recorded with a decision, and what `deskFinish` predicts from.
 */
export interface DeskPace {
  readonly signatory: string;
  /** Absences as recorded when it was told. */
  readonly absences: readonly DeskAbsence[];
  /** From when on the next paper could be taken along. */
  readonly startsAt: EpochMs;
  /** Papers that still need a pen and are not missing. */
  readonly backlog: number;
  /** Papers that usually come back together, 1 or more. */
  readonly batch: number;
  /** Opening hours that one paper takes, in milliseconds; `null` where there is no bound. */
  readonly msPerPaper: number | null;
  /** Opening hours after which half of the batches were back, in milliseconds. */
  readonly turnaroundMs: number;
}

/** Lessons that the configured number of papers a day weighs as many as. */
const priorWeight = 3;

/**
 * Forecasts a wet desk from its rules, its own history, the calendar, absences and deputies. It reads no clock.
 *
 * A paper waits for its batch (`maxWaitMs` at most), is signed in its turn, and comes back with the whole batch, no
 * faster than batches came back before.
 *
 * @example
 * ```ts
 * import { defineCalendar } from 'loket/calendar';
 * import { deskDecider, deskOutlook } from 'loket/signing';
 *
 * const day = [{ from: '08:00', to: '14:00' }];
 * const calendar = defineCalendar({
 *   id: 'town-hall',
 *   timeZone: 'Asia/Jakarta',
 *   hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
 *   years: { 2026: { source: 'made up', holidays: [] } },
 * });
 * const config = { calendar, desks: [{ signatory: 'head', papersPerDay: 600 }] };
 * const desk = deskDecider(config).initial('head');
 * const outlook = deskOutlook(config, desk, Date.parse('2026-03-02T08:00+07:00'));
 * outlook.finishBy(900) === Date.parse('2026-03-03T11:00+07:00'); //=> true
 * ```
 */
export function deskOutlook(
  config: DeskConfig & { readonly calendar: Calendar },
  desk: DeskState,
  at: EpochMs,
): DeskForecast {
  const { calendar } = config;
  // Made now and asked later, when the desk that it was made of may have gone on.
  const pace = deskPace(config, desk, at);
  const [next] = signingHours(calendar, pace, at);
  const { backlog, msPerPaper } = pace;
  const dayMs = next === undefined ? 0 : openMs(calendar, next.from);
  return {
    available: next?.from === at,
    who: whoSigns(pace, at),
    nextFrom: next?.from ?? null,
    papersPerDay: msPerPaper === null ? null : Math.max(1, Math.round(dayMs / msPerPaper)),
    backlog,
    finishBy: (n) => deskFinish(calendar, pace, n),
  };
}

/**
 * Measures how fast a wet desk is, from its rules and its own history. It reads no clock.
 *
 * @example
 * ```ts
 * import { defineCalendar } from 'loket/calendar';
 * import { deskDecider, deskFinish, deskPace } from 'loket/signing';
 *
 * const day = [{ from: '08:00', to: '14:00' }];
 * const calendar = defineCalendar({
 *   id: 'town-hall',
 *   timeZone: 'Asia/Jakarta',
 *   hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
 *   years: { 2026: { source: 'made up', holidays: [] } },
 * });
 * const config = { calendar, desks: [{ signatory: 'head', papersPerDay: 600 }] };
 * const pace = deskPace(config, deskDecider(config).initial('head'), Date.parse('2026-03-02T08:00+07:00'));
 * pace.msPerPaper; //=> 36_000
 * deskFinish(calendar, pace, 900) === Date.parse('2026-03-03T11:00+07:00'); //=> true
 * ```
 */
export function deskPace(
  config: DeskConfig & { readonly calendar: Calendar },
  desk: DeskState,
  at: EpochMs,
): DeskPace {
  const { calendar } = config;
  const { signatory, absences, lessons } = desk;
  const { minBatch, maxBatch, maxWaitMs = 0, papersPerDay } = rulesOf(config, signatory);
  const { waiting, batched, sent } = desk.counts;
  const [next] = signingHours(calendar, desk, at);
  const usual = median(lessons.map((lesson) => lesson.signed)) ?? minBatch ?? 1;
  // More papers may fill the batch sooner, but a promise cannot count on them.
  const fills = minBatch === undefined || waiting + 1 >= minBatch;
  return {
    signatory,
    absences,
    startsAt: at + (fills ? 0 : maxWaitMs),
    backlog: waiting + batched + sent,
    batch: Math.max(1, Math.min(Math.round(usual), maxBatch)),
    msPerPaper: learnedMsPerPaper(
      lessons,
      papersPerDay,
      next === undefined ? 0 : openMs(calendar, next.from),
    ),
    turnaroundMs: median(lessons.map((lesson) => lesson.workMs)) ?? 0,
  };
}

/**
 * Predicts when the n-th next paper, 1 or more, is back signed; `null` where nobody knows. See {@link deskPace}.
 *
 * @example
 * ```ts
 * import { defineCalendar } from 'loket/calendar';
 * import { deskFinish } from 'loket/signing';
 *
 * const hours = { mon: [{ from: '08:00', to: '14:00' }] };
 * // No year's holidays are entered, so nothing can be promised.
 * const calendar = defineCalendar({ id: 'c', timeZone: 'Asia/Jakarta', hours, years: {} });
 * const pace = {
 *   signatory: 'head', absences: [], startsAt: 0, backlog: 0, batch: 1, msPerPaper: null, turnaroundMs: 0,
 * };
 * deskFinish(calendar, pace, 1); //=> null
 * ```
 */
export function deskFinish(calendar: Calendar, pace: DeskPace, n: number): EpochMs | null {
  const { startsAt, backlog, batch, msPerPaper, turnaroundMs } = pace;
  const place = Math.ceil((backlog + n) / batch) * batch;
  let left = Math.max(turnaroundMs, msPerPaper === null ? 0 : Math.ceil(place * msPerPaper));
  for (const { from, until } of signingHours(calendar, pace, startsAt)) {
    if (left <= until - from) return from + left;
    left -= until - from;
  }
  return null;
}

function openMs(calendar: Calendar, at: EpochMs): number {
  return calendar
    .info(calendar.dayOf(at))
    .hours.reduce((sum, { opensAt, closesAt }) => sum + closesAt - opensAt, 0);
}

/**
 * How long one paper takes. A small batch says how long a turn takes, not how fast the pen is, so only the larger half
 * of the batches is asked; the configured number counts as some batches of its own.
 */
function learnedMsPerPaper(
  lessons: readonly BatchLesson[],
  papersPerDay: number | undefined,
  dayMs: number,
): number | null {
  const largest = Math.max(0, ...lessons.map((lesson) => lesson.signed));
  const measured = lessons
    .filter(({ signed, workMs }) => signed * 2 >= largest && workMs > 0)
    .map(({ signed, workMs }) => workMs / signed);
  const prior: number[] = papersPerDay === undefined ? [] : Array(priorWeight).fill(dayMs / papersPerDay);
  return median([...prior, ...measured]);
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
