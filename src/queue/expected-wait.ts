import { forecastWait } from './forecast/wait-forecast.js';
import type { Hall } from './hall.js';
import { lineAhead } from './line-ahead.js';
import type { FullQueueConfig } from './queue-config.js';
import type { QueueState } from './queue-state.js';
import type { ExpectedWait } from './ticket-context.js';

/** Forecasts the wait of somebody who takes a place now; `null` where the day's hours are not known. @internal */
export function expectedWait(
  config: FullQueueConfig,
  hall: Hall,
  queue: QueueState,
  wish: {
    readonly service: string;
    readonly class: string;
    readonly slot?: number | null | undefined;
    readonly at: number;
  },
): ExpectedWait | null {
  const plan = config.planOf(queue.day);
  if (!plan || queue.doors.state === 'halted') return null;
  const { service, class: className, slot } = wish;
  const at = Math.max(wish.at, plan.opensAt ?? wish.at);
  const asker = { service, class: className, appointmentAt: slot ?? undefined };
  const line = lineAhead(config, hall, queue, asker, at, plan);
  const wait = line && forecastWait(line, queue.learned, queue.priors);
  if (!wait) return null;
  const { p10Ms, p50Ms, p90Ms, bucket, calibrated } = wait;
  // Who comes before the doors open waits for them too.
  const early = at - wish.at;
  return {
    at: wish.at,
    p10Ms: p10Ms + early,
    p50Ms: p50Ms + early,
    p90Ms: p90Ms + early,
    bucket,
    calibrated,
  };
}
