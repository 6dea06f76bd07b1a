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
export {
  erlangB,
  erlangC,
  type LineInput,
  type LineOutlook,
  lineOutlook,
  type OfferedLoad,
  type PatientLineOutlook,
} from './erlang.js';
export {
  type QueueCommand,
  type QueueEffect,
  type QueueEvent,
  queueCommands,
  queueEffects,
  queueEvents,
} from './messages.js';
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
