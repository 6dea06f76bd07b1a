import type { EpochMs } from '../../internal/time.js';
import { stopIssuing } from './closing.js';
import type { ForecastConfig } from './forecast-config.js';
import { dayFor, type LaterForecast, waitAt } from './later-forecast.js';
import type { Learned } from './learned.js';
import { type LineAhead, modeOf, ordinaryMode } from './line.js';
import { projectDay } from './projection.js';
import { forecastWait, type WaitForecast } from './wait-forecast.js';

/** Says why an advice is given, as a code with what it rests on. */
export type AdviceReason =
  | { readonly code: 'no-counter'; readonly params: { readonly service: string } }
  | { readonly code: 'numbers-ended'; readonly params: { readonly at: EpochMs } }
  | {
      readonly code: 'closing-too-near';
      readonly params: { readonly p90Ms: number; readonly closesAt: EpochMs };
    }
  | { readonly code: 'short-now'; readonly params: { readonly p50Ms: number } }
  | { readonly code: 'no-shorter-later'; readonly params: { readonly p50Ms: number } }
  | { readonly code: 'shorter-later'; readonly params: { readonly nowMs: number; readonly laterMs: number } }
  | { readonly code: 'signing-slow'; readonly params: { readonly mode: string; readonly since: EpochMs } }
  | { readonly code: 'not-calibrated'; readonly params: Readonly<Record<string, never>> };

/** Answers "should I come today?". */
export interface ComeToday {
  readonly advice: 'now' | 'later' | 'anotherDay';
  readonly reasons: readonly AdviceReason[];
  /** The wait of one who comes now; `null` when no counter serves the service. */
  readonly now: WaitForecast | null;
  /** The time between which to come, for `later`. */
  readonly between: { readonly from: EpochMs; readonly until: EpochMs; readonly p50Ms: number } | null;
}

const shortMs = 900_000;
const gridMs = 900_000;

/**
 * Advises somebody who asks whether to come today: now, later between two times, or on another day; with reasons as
 * data, to be worded by the host.
 *
 * @param lastNumberAt when numbers end anyway; default: at closing
 * @example
 * ```ts
 * import { comeToday, createLearned, forecastConfig } from 'loket/queue';
 *
 * const line = {
 *   at: 0,
 *   service: 'permits',
 *   class: 'walkIn',
 *   key: 1_800_000,
 *   groups: [],
 *   pools: [{ services: ['permits'], open: [{ from: 0, counters: 2 }], serving: [] }],
 *   classes: [{ id: 'walkIn', targetMs: 1_800_000, share: 0.5 }],
 *   modes: {},
 *   closesAt: 25_200_000,
 * };
 * comeToday(line, createLearned(), forecastConfig({ services: { permits: 600_000 } })).advice; //=> 'now'
 * ```
 */
export function comeToday(
  line: LineAhead,
  learned: Learned,
  config: ForecastConfig,
  lastNumberAt: EpochMs = line.closesAt,
): ComeToday {
  const now = forecastWait(line, learned, config);
  const reasons: AdviceReason[] = [];
  const answer = (
    advice: ComeToday['advice'],
    reason: AdviceReason,
    between: ComeToday['between'] = null,
  ) => ({
    advice,
    reasons: [reason, ...reasons],
    now,
    between,
  });
  if (!now) return answer('anotherDay', { code: 'no-counter', params: { service: line.service } });
  const mode = line.modes[line.service];
  if (mode && modeOf(line, line.service) !== ordinaryMode) {
    reasons.push({ code: 'signing-slow', params: { mode: mode.mode, since: mode.since } });
  }
  if (!now.calibrated) reasons.push({ code: 'not-calibrated', params: {} });
  if (line.at >= lastNumberAt)
    return answer('anotherDay', { code: 'numbers-ended', params: { at: lastNumberAt } });
  const stop = stopIssuing(line, learned, config, lastNumberAt);
  const { p50Ms, p90Ms } = now;
  if (stop.late || line.at + p90Ms > line.closesAt) {
    return answer('anotherDay', { code: 'closing-too-near', params: { p90Ms, closesAt: line.closesAt } });
  }
  if (p50Ms <= shortMs) return answer('now', { code: 'short-now', params: { p50Ms } });
  const window = bestWindow(laterWaits(line, learned, config, stop.at ?? lastNumberAt), p50Ms);
  if (!window) return answer('now', { code: 'no-shorter-later', params: { p50Ms } });
  const params = { nowMs: p50Ms, laterMs: window.p50Ms };
  return answer('later', { code: 'shorter-later', params }, window);
}

function laterWaits(
  line: LineAhead,
  learned: Learned,
  config: ForecastConfig,
  until: EpochMs,
): LaterForecast[] {
  const day = dayFor(line, projectDay(line, learned, config, until, until));
  const waits: LaterForecast[] = [];
  if (!day) return waits;
  for (let at = line.at + gridMs; at <= until; at += gridMs) {
    const wait = waitAt(day, line, learned, config, at);
    if (wait && at + wait.p90Ms <= line.closesAt) waits.push(wait);
  }
  return waits;
}

/** The first stretch of times at which one waits clearly less than now: at most six tenths of it. */
function bestWindow(waits: readonly LaterForecast[], nowMs: number): ComeToday['between'] {
  const first = waits.findIndex((wait) => wait.p50Ms <= 0.6 * nowMs);
  const start = waits[first];
  if (!start) return null;
  let until = start.at;
  let most = start.p50Ms;
  for (const wait of waits.slice(first)) {
    if (wait.p50Ms > 0.6 * nowMs) break;
    until = wait.at;
    most = Math.max(most, wait.p50Ms);
  }
  return { from: start.at, until, p50Ms: most };
}
