/**
 * Queue: who is called next. Tickets and the ticket queue of one service point and day, first come first served for
 * now. It does not verify anything; it tells the application that its ticket was called.
 *
 * @module queue
 */
export { isLoketError, LoketError, type LoketErrorCode, type LoketErrorDetails } from '../internal/errors.js';
export type { Issue } from '../internal/issue.js';
export type { RoomMachine } from '../internal/machine.js';
export type { Actor, CommandHead, CommandsOf, EffectsOf, EventsOf } from '../internal/messages.js';
export type { Decider, Decision, Outcome } from '../internal/outcome.js';
export type { Refusal, RefusalCode } from '../internal/refusal.js';
export type { EpochMs, LocalDate } from '../internal/time.js';
export { type CalibrationScore, calibrationScore } from './forecast/calibration.js';
export { type BacklogForecast, forecastBacklog, type StopIssuing, stopIssuing } from './forecast/closing.js';
export { type AdviceReason, type ComeToday, comeToday } from './forecast/come-today.js';
export { type ForecastConfig, type ForecastConfigInput, forecastConfig } from './forecast/forecast-config.js';
export { forecastLater, type LaterForecast } from './forecast/later-forecast.js';
export { learn, type Observation } from './forecast/learn.js';
export {
  createLearned,
  type Learned,
  type LearnedArrivals,
  type LearnedBucket,
  type LearnedTimes,
} from './forecast/learned.js';
export type { LineAhead, LineClass, LineGroup, LineMode, LinePool } from './forecast/line-ahead.js';
export { forecastWait, type ToldWait, type WaitForecast } from './forecast/wait-forecast.js';
export {
  type QueueCommand,
  type QueueEffect,
  type QueueEvent,
  queueCommands,
  queueEffects,
  queueEvents,
} from './messages.js';
export { type TicketContext, ticketMachine } from './ticket-machine.js';
export {
  aheadOf,
  type Counter,
  type QueueConfig,
  type QueueFacts,
  type QueueState,
  queueDecider,
  type Service,
  type Ticket,
} from './ticket-queue.js';
