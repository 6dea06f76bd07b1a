/**
 * Document signers: services that take a PDF and give it back signed. `documentProvider` makes a signature provider of
 * one: the intent is kept before the call, nothing is sent twice in doubt, and an answer counts only after it is checked.
 * Needs the optional peers of `loket/signing/pades` for `receiptCheck`.
 *
 * @module signing/document
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
export type { ReceiptExpectation, SignerCertificate } from '../pades/receipt.js';
export type { SignatureCall, SignatureLookUp, SignatureOutcome, SignatureProvider } from '../provider.js';
export { type AnswerVerdict, type DocumentProviderOptions, documentProvider } from './document-provider.js';
export type { DocumentCall, DocumentOutcome, DocumentSigner, DocumentsFound } from './document-signer.js';
export { receiptCheck } from './receipt-check.js';
