/**
 * Virtual IPP printers: real IPP over HTTP on 127.0.0.1, cards that are lines of a record, and faults on order. As a
 * library, and as a program of its own that can be killed. Needs the optional peer `ipp-encoder`.
 *
 * @module testing/ipp-printer
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
export type {
  IppPrinterFault,
  IppPrinterFaultRule,
  IppPrinterSetup,
  IppPrintersOptions,
} from './options.js';
export type { PrinterRecordLine } from './record.js';
export { type IppPrinters, startIppPrinters } from './server.js';
