/**
 * Layout: cards and papers from templates as data to PDF and SVG. A template is compiled once; then a document costs
 * only its own texts, codes, photos and signature dictionary. Needs the optional peers `@cantoo/pdf-lib` and `qr`.
 *
 * It does not sign, and does not print. Helvetica is not embedded; other fonts come from `loket/printing/font`, bar codes
 * from `loket/printing/barcode`.
 *
 * @module printing/layout
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
  LayoutBarcode,
  LayoutBlock,
  LayoutBox,
  LayoutElement,
  LayoutField,
  LayoutLetters,
  LayoutLine,
  LayoutMark,
  LayoutPage,
  LayoutPageSize,
  LayoutPhoto,
  LayoutQr,
  LayoutSignature,
  LayoutTemplate,
  LayoutText,
  LayoutTextStyle,
} from '../layout-template.js';
export type { BarcodeEncoder } from './barcode-encoder.js';
export {
  type BatchSheetOptions,
  type BatchSheetRow,
  type BatchSheetWords,
  type CardBatch,
  renderBatchSheet,
} from './batch-sheet.js';
export {
  type CompiledLayout,
  type CompileLayoutOptions,
  compileLayout,
  type PreviewOptions,
  type RenderedDocument,
  type RenderOptions,
} from './compile-layout.js';
export type { LayoutValues } from './document-values.js';
export type { EmbeddedFont } from './embedded-font.js';
export type { PreparedPdf } from './prepared-pdf.js';
