import {
  createLearned,
  type ForecastConfig,
  forecastBacklog,
  forecastLater,
  type Learned,
  stopIssuing,
} from '../../src/queue/index.js';
import { configOf, daysOf } from './campaign.js';
import type { Day } from './generate-day.js';
import { RealHall } from './real-hall.js';
import { runDay, type Visit } from './run-day.js';
import { halls, hour, minute } from './scenarios.js';
import { Tally } from './tally.js';

/** How the forecasts did that are not about a ticket's own wait. */
export interface PlanningResult {
  /** The wait of somebody who comes 30, 60 or 120 minutes later, by that. */
  readonly later: ReadonlyMap<number, Tally>;
  /** People who still wait at closing, foretold at 12 and at 14; counted in people, not minutes. */
  readonly backlog: ReadonlyMap<number, Tally>;
  /** Days on which the rule stopped the numbers before their usual end, and those of them that ended in time. */
  readonly stopped: number;
  readonly inTime: number;
  /** Days on which it did not stop them, and those of them that ended in time. */
  readonly unstopped: number;
  readonly unstoppedInTime: number;
  /** The same days without the rule. */
  readonly inTimeWithout: number;
  readonly days: number;
}

const looksAt = [9, 10, 11, 12, 13].map((h) => h * hour);
const laterBy = [30, 60, 120];
const backlogAt = [12, 14];

/** Judges what is told for later times of the day, and what becomes of days on which numbers are stopped as told. */
export function judgePlanning(teaching: readonly number[], judged: readonly number[]): PlanningResult {
  const result = {
    later: new Map(laterBy.map((by) => [by, new Tally()])),
    backlog: new Map(backlogAt.map((at) => [at, new Tally()])),
    stopped: 0,
    inTime: 0,
    unstopped: 0,
    unstoppedInTime: 0,
    inTimeWithout: 0,
    days: 0,
  };
  for (const [h, hall] of halls.entries()) {
    const config = configOf(hall);
    const learned = createLearned();
    const mine = (seeds: readonly number[]) => seeds.filter((_, i) => i % halls.length === h);
    for (const day of daysOf(hall, mine(teaching))) runDay(day, new RealHall(hall, learned, config));
    for (const day of daysOf(hall, mine(judged))) {
      const morning = structuredClone(learned);
      const visits = lookAhead(day, learned, config, result);
      result.days += 1;
      if (endsInTime(day, visits)) result.inTimeWithout += 1;
      const { stopped, inTime } = runWithStop(day, morning, config);
      if (stopped) {
        result.stopped += 1;
        if (inTime) result.inTime += 1;
      } else {
        result.unstopped += 1;
        if (inTime) result.unstoppedInTime += 1;
      }
    }
  }
  return result;
}

function lookAhead(
  day: Day,
  learned: Learned,
  config: ForecastConfig,
  result: Pick<PlanningResult, 'later' | 'backlog'>,
): Visit[] {
  const { hall } = day;
  const driver = new RealHall(hall, learned, config);
  const service = hall.services[0]?.id ?? '';
  const asked: { by: number; at: number; told: ReturnType<typeof forecastLater> }[] = [];
  const backlogs: { at: number; told: ReturnType<typeof forecastBacklog> }[] = [];
  const visits = runDay(day, driver, {
    looks: [...looksAt, 14 * hour],
    look: (at) => {
      const line = driver.lineNow(at, 'walkIn', service);
      if (at < 13.5 * hour) {
        for (const by of laterBy) {
          const coming = at + by * minute;
          asked.push({ by, at: coming, told: forecastLater(line, learned, config, coming) });
        }
      }
      if (backlogAt.includes(at / hour)) {
        backlogs.push({ at: at / hour, told: forecastBacklog(line, learned, config, hall.lastNumberAt) });
      }
    },
  });
  for (const { by, at, told } of asked) {
    const next = visits.find(
      ({ person, calledAt }) =>
        person.class === 'walkIn' && person.service === service && person.at >= at && calledAt !== null,
    );
    if (!next || next.calledAt === null || next.person.at > at + 10 * minute || !told) continue;
    const { p10Ms: low, p50Ms: middle, p90Ms: high } = told;
    result.later.get(by)?.add({ low, middle, high }, next.calledAt - next.person.at);
  }
  const left = visits.filter(
    ({ person, calledAt, leftAt }) =>
      person.at <= hall.closesAt && (calledAt ?? leftAt ?? Number.POSITIVE_INFINITY) > hall.closesAt,
  ).length;
  for (const { at, told } of backlogs) {
    const people = { low: told.p10 * minute, middle: told.p50 * minute, high: told.p90 * minute };
    result.backlog.get(at)?.add(people, left * minute);
  }
  return visits;
}

function runWithStop(
  day: Day,
  learned: Learned,
  config: ForecastConfig,
): { stopped: boolean; inTime: boolean } {
  const { hall } = day;
  const driver = new RealHall(hall, learned, config);
  const service = hall.services[0]?.id ?? '';
  let stopped = false;
  const visits = runDay(day, driver, {
    stops: (at) => {
      if (stopped) return true;
      const stop = stopIssuing(driver.lineNow(at, 'walkIn', service), learned, config, hall.lastNumberAt);
      stopped = stop.late || (stop.at !== null && stop.at <= at);
      return stopped;
    },
  });
  return { stopped, inTime: endsInTime(day, visits) };
}

function endsInTime({ hall }: Day, visits: readonly Visit[]): boolean {
  return visits.every(({ endedAt }) => endedAt === null || endedAt <= hall.closesAt);
}
