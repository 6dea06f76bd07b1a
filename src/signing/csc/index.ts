/**
 * CSC signer: signatures of a remote service that speaks the Cloud Signature Consortium's API v1.0.4.0. Needs the
 * optional peer `@peculiar/asn1-schema`.
 *
 * @module signing/csc
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
  RawDescribeCall,
  RawFailure,
  RawSignCall,
  RawSigner,
  SignatureHash,
  SigningIdentity,
} from '../pades/raw-signer.js';
export type { CscStep } from './csc-http.js';
export { type CscCall, type CscSignerOptions, cscSigner } from './csc-signer.js';
