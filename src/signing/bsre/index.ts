/**
 * BSrE Esign Client: documents signed by Indonesia's national certification body, through the client server that stands
 * at an agency. Experimental: built from public clients and reports of their users, never tried on a live service.
 *
 * @experimental
 * @module signing/bsre
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
  DocumentCall,
  DocumentOutcome,
  DocumentSigner,
  DocumentsFound,
} from '../document/document-signer.js';
export { type BsreAppearance, type BsreAttempt, type BsreSignerOptions, bsreSigner } from './bsre-signer.js';
