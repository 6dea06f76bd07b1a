/**
 * Office: the four rooms at work together. The pure core (`createCore`), the engine of one process over a store, and
 * the ports that a host or an adapter supplies. It holds no rule of any room; it joins them.
 *
 * @module office
 */
export type { BlobStore } from '../internal/blobs.js';
export { isLoketError, LoketError, type LoketErrorCode, type LoketErrorDetails } from '../internal/errors.js';
export type { Issue } from '../internal/issue.js';
export type { Actor, CommandHead } from '../internal/messages.js';
export type { Decision, Outcome } from '../internal/outcome.js';
export { type Refusal, type RefusalCode, refusalCodes } from '../internal/refusal.js';
export type { EpochMs, LocalDate } from '../internal/time.js';
export type { Explanation, Words } from '../internal/words.js';
export type { DeskRules } from '../signing/index.js';
export {
  type AggregateKind,
  type AggregateRef,
  type AggregateState,
  type CommandBody,
  type FactQuery,
  type Facts,
  keyOf,
  type OfficeCommand,
  type OfficeEffect,
  type OfficeEvent,
  refOf,
  type StateByKind,
} from './aggregates.js';
export { type CallAbout, type CallPort, type Ports, portCalls, reportOf } from './calls.js';
export type { CoreConfig, FullCoreConfig, OfficeLimits, SignatureConfig, WetDeskConfig } from './config.js';
export { createCore, type OfficeCore } from './core.js';
export {
  type Engine,
  type EngineTransaction,
  type Health,
  type LocalEngineOptions,
  localEngine,
  type Waiting,
} from './engine.js';
export { type Catalogue, type CatalogueEntry, catalogue, parseCommand } from './messages.js';
export {
  type Announcement,
  type Clock,
  type Escalation,
  type HandoverCodes,
  type LowStock,
  type MissingPapers,
  type Notice,
  type Notifier,
  type Policy,
  systemClock,
  type TicketNotice,
} from './ports.js';
export type { PortCall, Route } from './routes.js';
export type {
  Batch,
  CommandRecord,
  Commit,
  EffectChange,
  EffectRecord,
  EffectStatus,
  EventRecord,
  Lease,
  LoadedAggregate,
  MaybePromise,
  OfficeStore,
  TimerRecord,
  Written,
} from './store.js';
export type { Span, SpanAttributes, Tracer } from './telemetry.js';
export { englishWords } from './words-en.js';
export type { Sent } from './writer.js';
