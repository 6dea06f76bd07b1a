/**
 * An Esign Client for tests and demos: it really signs, keeps a record, and has every trouble that a real one has had.
 *
 * @module testing/bsre-server
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
export type { BsreServerOptions, BsreSignatory, BsreTrouble, BsreTroubleKind } from './options.js';
export { type BsreRecord, type BsreServer, startBsreServer } from './server.js';
