/**
 * Fonts that go into the files of layouts. Needs the optional peer `fontkit`.
 *
 * @module printing/font
 */
export {
  isLoketError,
  LoketError,
  type LoketErrorCode,
  type LoketErrorDetails,
} from '../../internal/errors.js';
export type { Issue } from '../../internal/issue.js';
export type { Refusal, RefusalCode } from '../../internal/refusal.js';
export type { EmbeddedFont } from '../layout/embedded-font.js';
export { type EmbedFontOptions, embedFont } from './embed-font.js';
