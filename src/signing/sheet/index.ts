/**
 * Sheet: the list that goes with a batch of papers to who signs them, as a PDF with a QR code for each paper and one
 * for the batch. Needs the optional peers `@cantoo/pdf-lib` and `qr`.
 *
 * It does not print, and keeps nothing. Its letters are those of Windows-1252.
 *
 * @module signing/sheet
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
export type { BatchSheet, SheetRow } from '../batch-sheet.js';
export { type RenderSheetOptions, renderSheet, type SheetWords } from './render-sheet.js';
