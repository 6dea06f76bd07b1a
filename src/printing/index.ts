/**
 * Printing: which card, where, on which blank. Printers, the line of print jobs and the blank ledger. A print counts
 * when the device or a person with the document in hand confirms it, never because a spooler said so.
 *
 * @module printing
 */
export { isLoketError, LoketError, type LoketErrorCode, type LoketErrorDetails } from '../internal/errors.js';
export type { Issue } from '../internal/issue.js';
export type { RoomMachine } from '../internal/machine.js';
export type { Actor, CommandHead, CommandsOf, EffectsOf, EventsOf } from '../internal/messages.js';
export type { Decider, Decision, Outcome } from '../internal/outcome.js';
export type { Refusal, RefusalCode } from '../internal/refusal.js';
export type { EpochMs, LocalDate } from '../internal/time.js';
export { type CentreState, type Printer, type PrintJob, stockOf } from './centre-state.js';
export type { PrintCall, PrinterDriver, PrintOutcome } from './driver.js';
export { type BlankAccount, freeBlanks, imbalance } from './ledger.js';
export { manualPrinter } from './manual-printer.js';
export { type Medium, mediumSchema } from './medium.js';
export {
  type CentreCommand,
  type CentreEffect,
  type CentreEvent,
  centreCommands,
  centreEffects,
  centreEvents,
} from './messages.js';
export { type CentreConfig, type CentreFacts, centreDecider, type PrinterConfig } from './print-centre.js';
export { type PrinterContext, printerMachine } from './printer-machine.js';
export { readSerial, type SerialRule, type SerialScan } from './serial-scan.js';
export {
  claimJob,
  nextWork,
  releaseJob,
  type WorkClaim,
  type WorkClaimOutcome,
  type WorkClaimRequest,
  type WorkClaims,
} from './work-claims.js';
