import { createLearned, type ForecastConfig, forecastConfig, type Learned } from '../../src/queue/index.js';
import { bucketsOf } from './buckets.js';
import { aheadOf, type Estimate, Estimators, freeCounter } from './estimators.js';
import { type Day, generateDay } from './generate-day.js';
import { RealHall } from './real-hall.js';
import { runDay, type Visit } from './run-day.js';
import { dayKinds, type Hall, halls } from './scenarios.js';
import { Tallies } from './tally.js';

export interface CampaignResult {
  readonly estimators: Tallies;
  readonly buckets: Tallies;
  /** Issued between an outage's start and its detection. */
  readonly undetected: Tallies;
  readonly atOnce: number;
  readonly left: number;
  readonly issued: number;
}

export const ours = 'ours, calibrated';

/** Runs days of both halls, each hall with its own memory: first some that only teach, then those that are judged. */
export function campaign(teaching: readonly number[], judged: readonly number[]): CampaignResult {
  const result = {
    estimators: new Tallies(),
    buckets: new Tallies(),
    undetected: new Tallies(),
    atOnce: 0,
    left: 0,
    issued: 0,
  };
  for (const [h, hall] of halls.entries()) {
    const config = configOf(hall);
    const learned = createLearned();
    const estimators = new Estimators(config);
    const mine = (seeds: readonly number[]) => seeds.filter((_, i) => i % halls.length === h);
    for (const day of daysOf(hall, mine(teaching))) judgeDay(day, learned, config, estimators, null);
    for (const day of daysOf(hall, mine(judged))) judgeDay(day, learned, config, estimators, result);
  }
  return result;
}

/** What the office believes before its first day. */
export function configOf(hall: Hall): ForecastConfig {
  return forecastConfig({
    services: Object.fromEntries(hall.services.map(({ id, priorMs }) => [id, priorMs])),
  });
}

export function daysOf(hall: Hall, seeds: readonly number[]): Day[] {
  return seeds.map((seed, i) => {
    const kind = dayKinds[i % dayKinds.length];
    if (!kind) throw new Error('there are no kinds of days');
    return generateDay(hall, kind, seed);
  });
}

function judgeDay(
  day: Day,
  learned: Learned,
  config: ForecastConfig,
  others: Estimators,
  result: { -readonly [K in keyof CampaignResult]: CampaignResult[K] } | null,
): void {
  others.day();
  const told = new Map<string, Record<string, Estimate>>();
  const driver = new RealHall(day.hall, learned, config);
  const visits = runDay(day, driver, {
    left: (visit) => others.gone(visit.person.id),
    issued: (visit) => void told.set(visit.person.id, others.issue(visit, learned)),
    called: (visit, at) => {
      const scored = !freeCounter(visit.issued.line);
      const bootstrap = told.get(visit.person.id)?.['bootstrap of the last 30 waits, calibrated'];
      others.called(visit, at - visit.person.at, scored ? bootstrap : undefined);
    },
  });
  for (const visit of visits) {
    if (visit.servedMs > 0) others.served(visit.servedMs);
    if (result) score(day, visit, told.get(visit.person.id) ?? {}, result);
  }
}

function score(
  day: Day,
  visit: Visit,
  estimates: Record<string, Estimate>,
  result: { -readonly [K in keyof CampaignResult]: CampaignResult[K] },
): void {
  result.issued += 1;
  if (visit.calledAt === null) {
    result.left += 1;
    return;
  }
  const { line, told } = visit.issued;
  if (freeCounter(line)) {
    result.atOnce += 1;
    return;
  }
  if (!told) throw new Error('nothing was told');
  const { person } = visit;
  const waitedMs = visit.calledAt - person.at;
  const calibrated = { low: told.p10Ms, middle: told.p50Ms, high: told.p90Ms };
  if (visit.undetected) {
    result.undetected.of(ours).add(calibrated, waitedMs);
    return;
  }
  result.estimators.of(ours).add(calibrated, waitedMs);
  for (const [name, estimate] of Object.entries(estimates))
    result.estimators.of(name).add(estimate, waitedMs);
  const names = bucketsOf({
    hall: day.hall.id,
    kind: day.kind.id,
    class: person.class,
    service: person.service,
    mode: visit.mode,
    issuedAt: person.at,
    ahead: aheadOf(line),
  });
  for (const name of names) result.buckets.of(name).add(calibrated, waitedMs);
}
