/**
 * Printing over IPP: a driver for printers on the network and behind CUPS. Needs the optional peer `ipp-encoder`.
 *
 * @module printing/ipp
 */
export type { BlobStore } from '../../internal/blobs.js';
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
export type { PrinterConfig } from '../printer-config.js';
export type { IppLogin } from './client.js';
export type { IppTls } from './connection.js';
export type { IppSupply } from './facts.js';
export {
  type IppControl,
  type IppControlOptions,
  type IppJobView,
  type IppPrinterView,
  type IppResult,
  ippControl,
} from './ipp-control.js';
export { ippPrinter } from './ipp-printer.js';
export type { IppEvent } from './notifications.js';
export type { IppConnection, IppPrinterOptions } from './options.js';
export { meaningOf, type ReasonMeaning } from './state-reasons.js';
