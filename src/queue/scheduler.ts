import { LoketError } from '../internal/errors.js';
import type { Outcome } from '../internal/outcome.js';
import type { EpochMs, LocalDate } from '../internal/time.js';
import { boardOf, type QueueBoard } from './board.js';
import type { DayPlan } from './day-plan.js';
import type { QueueFacts } from './decide-ticket.js';
import { type CalibrationScore, calibrationScore } from './forecast/calibration.js';
import { type BacklogForecast, forecastBacklog, type StopIssuing, stopIssuing } from './forecast/closing.js';
import { type ComeToday, comeToday } from './forecast/come-today.js';
import { forecastLater, type LaterForecast } from './forecast/later-forecast.js';
import type { LineAhead } from './forecast/line.js';
import { forecastWait, type WaitForecast } from './forecast/wait-forecast.js';
import { type Asker, lineAhead } from './line-ahead.js';
import { aheadOf, overtakenBy, type StartsBound, startsBefore } from './position.js';
import type { QueueCommand } from './queue-commands.js';
import type { QueueConfig } from './queue-config.js';
import type { QueueEffect } from './queue-effects.js';
import type { QueueEvent } from './queue-events.js';
import { type QueueState, type Ticket, ticketOf } from './queue-state.js';
import { readQueue } from './stored-queue.js';
import { type QueueRoom, queueRoom } from './ticket-queue.js';

/** Tells how a day will end. */
export interface ClosingOutlook {
  /** How many will still wait at closing. */
  readonly backlog: BacklogForecast;
  /** Until when numbers can be given so that all who hold one are served by closing, with nine chances in ten. */
  readonly stop: StopIssuing;
}

/** Runs the queue of a service point over a host's own storage: pure, without clock, store or promise. */
export interface Scheduler {
  /** Starts a day, with every counter open and nobody there. */
  open(day: LocalDate): QueueState;
  /** Answers a command without changing the state. */
  decide(queue: QueueState, command: QueueCommand, facts?: QueueFacts): Outcome<QueueEvent, QueueEffect>;
  /** Changes the state by an event that was kept, and returns it. */
  evolve(queue: QueueState, event: QueueEvent): QueueState;
  /**
   * Reads a stored state, of an older version too; it shares nothing with what it is given.
   *
   * @throws {@link LoketError} with code `unknown-version` or `invalid-data`
   */
  load(stored: unknown): QueueState;
  /** Finds a ticket; `undefined` when there is none. */
  ticket(queue: QueueState, ticketId: string): Ticket | undefined;
  /** Counts exactly how many are due before a waiting ticket; `undefined` when it does not wait. */
  ahead(queue: QueueState, ticketId: string): number | undefined;
  /**
   * Bounds, for each open pool that can call a waiting ticket, how many of the pool's service starts can come before
   * its own; `undefined` when it does not wait, or its slot is still to come.
   */
  bound(queue: QueueState, ticketId: string, at: EpochMs): readonly StartsBound[] | undefined;
  /** Lists who waits now for one of the services and has waited longer than a ticket, as when it was just called. */
  overtaken(queue: QueueState, ticketId: string, services: readonly string[]): readonly Ticket[];
  /**
   * Forecasts the wait of a waiting ticket, or of somebody who would come now; `null` when that cannot be told: the
   * ticket does not wait, no counter serves it today, or the day's hours are not known.
   */
  forecast(queue: QueueState, asker: Asker, at: EpochMs, plan?: DayPlan): WaitForecast | null;
  /** Forecasts the wait of somebody who would come later today; `null` when it cannot be told. */
  forecastLater(
    queue: QueueState,
    asker: Asker,
    at: EpochMs,
    comingAt: EpochMs,
    plan?: DayPlan,
  ): LaterForecast | null;
  /** Answers "should I come today?"; `null` when the day's hours are not known. */
  comeToday(queue: QueueState, asker: Asker, at: EpochMs, plan?: DayPlan): ComeToday | null;
  /** Forecasts who will still wait at closing, and until when numbers can be given; `null` when it cannot be told. */
  closing(queue: QueueState, at: EpochMs, plan?: DayPlan): ClosingOutlook | null;
  /** Tells how well the intervals told have held so far. */
  calibration(queue: QueueState): CalibrationScore;
  /** Describes the line in front of somebody: what a forecast rests on; `undefined` for a ticket that does not wait. */
  line(queue: QueueState, asker: Asker, at: EpochMs, plan: DayPlan): LineAhead | undefined;
  /** Shows what a display in the hall needs. */
  board(queue: QueueState): QueueBoard;
}

/**
 * Makes the scheduler of a queue, usable without the other rooms: who is called next and why, who stands where, what can
 * be told to whom. Where there are no document kinds, a kind is a service.
 *
 * The rule is: a ticket is due at the time it waits from plus the target of its class, and whoever is due first is
 * called, except that each class is sure of its share of every pool's service starts. `docs/queue.md` has the proof that
 * nobody starves.
 *
 * @throws {@link LoketError} with code `invalid-config` when a field breaks a rule
 *
 * @example
 * ```ts
 * import { createScheduler } from 'loket/queue';
 *
 * const scheduler = createScheduler({
 *   counters: [{ id: '1', services: ['permits'] }],
 *   services: [{ id: 'permits', prefix: 'A' }],
 * });
 * let queue = scheduler.open('2026-03-02');
 * const by = { id: 'kiosk', role: 'kiosk' };
 * for (const ref of ['v-1', 'v-2']) {
 *   const issued = scheduler.decide(queue, {
 *     type: 'ticket.issue', id: ref, at: 0, by, kind: 'permits', applicant: { ref },
 *     ...(ref === 'v-2' ? { priority: { reason: 'elderly' } } : {}),
 *   });
 *   if (issued.ok) for (const event of issued.events) queue = scheduler.evolve(queue, event);
 * }
 * const call = scheduler.decide(queue, { type: 'ticket.callNext', id: 'c-1', at: 60_000, by, counter: '1' });
 * const [called] = call.ok ? call.events : [];
 * called?.type === 'ticket.called' ? [called.ticketId, called.reason, called.overtook] : []; //=> ['2026-03-02/v-2', 'due', 1]
 * scheduler.ahead(queue, '2026-03-02/v-1'); //=> 1
 * ```
 */
export function createScheduler(config: QueueConfig): Scheduler {
  return schedulerOf(queueRoom(config));
}

/** @internal */
export function schedulerOf({ config, hall, initial, decide, evolve }: QueueRoom): Scheduler {
  const lineOf = (queue: QueueState, asker: Asker, at: EpochMs, plan = config.planOf(queue.day)) =>
    plan && lineAhead(config, hall(queue), queue, asker, Math.max(at, plan.opensAt ?? at), plan);

  return {
    open: initial,
    decide: (queue, command, facts = {}) => decide(queue, command, facts),
    evolve,
    load: (stored) => readQueue(stored, config),
    ticket: ticketOf,
    ahead: (queue, ticketId) => aheadOf(config, hall(queue), queue, ticketId),
    bound: (queue, ticketId, at) =>
      startsBefore(config, hall(queue), queue, ticketId, at)?.map(({ pool, starts }) => ({ pool, starts })),
    overtaken(queue, ticketId, services) {
      const ticket = ticketOf(queue, ticketId);
      if (ticket) return overtakenBy(queue, ticket, services);
      throw new LoketError('invalid-data', `no ticket is called '${ticketId}'`, {
        issues: [{ field: 'ticketId', rule: 'must be a ticket of this queue', value: ticketId }],
      });
    },
    forecast(queue, asker, at, plan) {
      const line = lineOf(queue, asker, at, plan);
      return line ? forecastWait(line, queue.learned, queue.priors) : null;
    },
    forecastLater(queue, asker, at, comingAt, plan) {
      const line = lineOf(queue, asker, at, plan);
      return line ? forecastLater(line, queue.learned, queue.priors, comingAt) : null;
    },
    comeToday(queue, asker, at, plan) {
      const line = lineOf(queue, asker, at, plan);
      return line ? comeToday(line, queue.learned, queue.priors) : null;
    },
    closing(queue, at, plan) {
      const [service] = config.offered;
      const line = service === undefined ? undefined : lineOf(queue, { service }, at, plan);
      if (!line) return null;
      const { learned, priors } = queue;
      return { backlog: forecastBacklog(line, learned, priors), stop: stopIssuing(line, learned, priors) };
    },
    calibration: ({ learned }) => calibrationScore(learned),
    line: lineOf,
    board: (queue) => boardOf(config, hall(queue), queue),
  };
}
