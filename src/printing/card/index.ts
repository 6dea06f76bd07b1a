/**
 * Card printers through their makers' SDKs: a port of steps (feed, encode, print, eject, reject) that a host fills, and
 * the driver that says honestly what came of each card.
 *
 * @module printing/card
 */
export {
  isLoketError,
  LoketError,
  type LoketErrorCode,
  type LoketErrorDetails,
} from '../../internal/errors.js';
export type { Issue } from '../../internal/issue.js';
export type { Refusal, RefusalCode } from '../../internal/refusal.js';
export type { EpochMs } from '../../internal/time.js';
export type { PrintCall, PrinterDriver, PrintOutcome } from '../driver.js';
export type { PrinterConfig } from '../print-centre.js';
export type {
  CardChip,
  CardEncoded,
  CardEncoding,
  CardJob,
  CardMachine,
  CardMachineStatus,
  CardPosition,
  CardStep,
} from './card-machine.js';
export { cardPrinter } from './card-printer.js';
export { type CardDetail, type CardReason, type CardReasonKeyword, cardReasonOf } from './card-reasons.js';
export type { CardEvent, CardPrinterOptions } from './options.js';
