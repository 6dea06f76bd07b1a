/**
 * Layout: documents from templates as data to PDF. A template is compiled once; then a document costs only its own
 * texts, QR code and signature dictionary. Needs the optional peers `@cantoo/pdf-lib` and `qr`.
 *
 * It does not sign, and does not print. Fonts are not embedded yet, so a file is not PDF/A and its characters are those
 * of Windows-1252.
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
  LayoutBox,
  LayoutElement,
  LayoutField,
  LayoutLine,
  LayoutMark,
  LayoutPage,
  LayoutPageSize,
  LayoutQr,
  LayoutSignature,
  LayoutTemplate,
  LayoutText,
  LayoutTextStyle,
} from '../layout-template.js';
export {
  type CompiledLayout,
  type CompileLayoutOptions,
  compileLayout,
  type RenderedDocument,
  type RenderOptions,
} from './compile-layout.js';
export type { PreparedPdf } from './prepared-pdf.js';
