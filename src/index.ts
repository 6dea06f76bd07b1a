/**
 * The engine of a public-service office: from queue number to pickup.
 *
 * `createOffice` opens an office; `defineDocumentKind`, `defineCalendar` and `defineIdentityScheme` describe one. Each
 * room can be had alone from its own entry point.
 *
 * @module loket
 */
export { type Calendar, type CalendarDefinition, defineCalendar, extendCalendar } from './calendar/index.js';
export { createOffice } from './create-office.js';
export {
  type ApplicationView,
  type DocumentKind,
  type DocumentKindInput,
  defineDocumentKind,
  defineIdentityScheme,
  type IdentityScheme,
  type IdentitySchemeInput,
} from './documents/index.js';
export { isLoketError, LoketError, type LoketErrorCode, type LoketErrorDetails } from './internal/errors.js';
export type { Issue } from './internal/issue.js';
export type { Actor } from './internal/messages.js';
export { type Refusal, type RefusalCode, refusalCodes } from './internal/refusal.js';
export type { DayCount, EpochMs, LocalDate } from './internal/time.js';
export type { CommandOptions, Instant } from './office/facade.js';
export type { DocumentDesk, DocumentReads, ImportResult, ImportRow, Why } from './office/facade-documents.js';
export type {
  PrinterView,
  PrintingDesk,
  PrintingReads,
  WorkItem,
} from './office/facade-printing.js';
export type {
  CalledTicket,
  QueueDesk,
  QueueReads,
  StatedReason,
  TicketPlace,
  TicketView,
  Visitor,
} from './office/facade-queue.js';
export type { OrderOptions, SignerView, SigningDesk, SigningReads } from './office/facade-signing.js';
export type {
  StockDesk,
  StockDifference,
  StockPlace,
  StockQuantity,
  StockReads,
  StockView,
} from './office/facade-stock.js';
export type {
  AwayOptions,
  ComposeOptions,
  OfSignatory,
  PaperView,
  ReturnOptions,
  ScanResult,
  WetDeskReads,
  WetDeskView,
  WetDeskWork,
} from './office/facade-wet-desk.js';
export type {
  Announcement,
  Clock,
  EffectRecord,
  EffectStatus,
  Escalation,
  EventRecord,
  Explanation,
  HandoverCodes,
  Health,
  LowStock,
  MissingPapers,
  Notice,
  Notifier,
  OfficeEvent,
  OfficeStore,
  Policy,
  Span,
  TicketNotice,
  Tracer,
  Waiting,
  Words,
} from './office/index.js';
export type { Desk, ExplainQuery, Office, OfficeConfig } from './office/office.js';
export type { Medium, PrintCall, PrinterDriver, PrintOutcome } from './printing/index.js';
export type {
  CalibrationScore,
  ClosingOutlook,
  ComeToday,
  ExpectedWait,
  LaterForecast,
  QueueBoard,
  QueueRules,
  StartsBound,
  TicketClass,
  WaitForecast,
} from './queue/index.js';
export type {
  BatchContext,
  BatchSheet,
  BatchSheetOptions,
  DeskAbsence,
  DeskBatch,
  DeskForecast,
  DeskRules,
  PaperPlace,
  SheetRow,
  SignatureCall,
  SignatureOutcome,
  SignatureProvider,
} from './signing/index.js';
export { type MemoryStore, type MemoryStoreOptions, memoryStore } from './stores/memory.js';
