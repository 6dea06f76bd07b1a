/**
 * Queue: who is called next and how long until then. Tickets, classes of people with their targets and shares, counters,
 * appointments, and the bound on how many can come before anybody. It does not verify anything; it tells the application
 * that its ticket was called.
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
export type { Explanation, Words } from '../internal/words.js';
export {
  type AnnouncedCall,
  type AnnouncementText,
  type AnnouncementWords,
  announcement,
} from './announcement.js';
export type { QueueBoard } from './board.js';
export { type CounterContext, type CounterEvent, counterMachine } from './counter-machine.js';
export { type DayContext, type DayEvent, dayMachine } from './day-machine.js';
export type { DayPlan, DayPlanner } from './day-plan.js';
export type { QueueFacts } from './decide-ticket.js';
export {
  erlangB,
  erlangC,
  type LineInput,
  type LineOutlook,
  lineOutlook,
  type OfferedLoad,
  type PatientLineOutlook,
} from './erlang.js';
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
export type { LineAhead, LineClass, LineGroup, LineMode, LinePool } from './forecast/line.js';
export { forecastWait, type ToldWait, type WaitForecast } from './forecast/wait-forecast.js';
export type { Asker } from './line-ahead.js';
export { observationOf } from './observation.js';
export type { StartsBound } from './position.js';
export { type QueueCommand, queueCommands } from './queue-commands.js';
export type {
  Counter,
  CounterAbsence,
  NoShowRule,
  QueueConfig,
  QueueRules,
  Service,
} from './queue-config.js';
export { type QueueEffect, queueEffects } from './queue-effects.js';
export { type QueueEvent, queueEvents, type TicketEvent } from './queue-events.js';
export type { CounterState, PoolState, QueueState, SigningMode, Ticket } from './queue-state.js';
export { type ClosingOutlook, createScheduler, type Scheduler } from './scheduler.js';
export { cardinal, spokenNumber } from './spoken-number.js';
export { defineSpokenWords, type NumberForm, type NumberRule, type SpokenWords } from './spoken-words.js';
export {
  type CountersInput,
  type CountersNeeded,
  countersFor,
  type ServiceTarget,
} from './staffing-counters.js';
export { erlangA, type ImpatientLineInput, type ImpatientLineOutlook } from './staffing-patience.js';
export {
  type CounterRange,
  planStaff,
  type StaffedSlot,
  type StaffInput,
  type StaffPlan,
  type StaffSlot,
} from './staffing-plan.js';
export type { Recovery } from './staffing-recovery.js';
export { defaultClasses, priorityReasons, type TicketClass } from './ticket-class.js';
export type { CallReason, ExpectedWait, TicketContext, ToldBound, VisitRequest } from './ticket-context.js';
export { ticketMachine } from './ticket-machine.js';
export { queueDecider } from './ticket-queue.js';
export { englishNumbers, queueWords } from './words-en.js';
