/**
 * Printing through a hot folder: a driver for programs that print what is put into a folder. Node only.
 *
 * @module printing/folder
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
export type { PrinterConfig } from '../printer-config.js';
export { folderPrinter } from './folder-printer.js';
export type { FolderAnswer, FolderPrinterOptions, FolderReason } from './options.js';
