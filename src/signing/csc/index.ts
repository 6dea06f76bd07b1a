/**
 * CSC: signatures of a remote service that speaks the Cloud Signature Consortium's API v1.0.4.0, one by one or in
 * batches, its access tokens and its timestamps. v2 is there as an experiment. Needs the optional peer
 * `@peculiar/asn1-schema`; timestamps need `@peculiar/asn1-cms`, `@peculiar/asn1-tsp` and `@peculiar/asn1-x509` as well.
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
export type { TimestampCall, Timestamper, TimestampOutcome } from '../pades/timestamper.js';
export type { CscCredential, CscInfo } from './csc-answers.js';
export { type CscAuthorizationUrlOptions, cscAuthorizationUrl } from './csc-authorization-url.js';
export {
  type CscAnswer,
  type CscAuthorizeRequest,
  type CscClient,
  type CscContext,
  type CscFailure,
  type CscSignRequest,
  cscClient,
} from './csc-client.js';
export type { CscStep } from './csc-http.js';
export type { CscAuthorization, CscCall, CscClientOptions, CscConnection } from './csc-options.js';
export { type CscBatch, type CscSigner, type CscSignerOptions, cscSigner } from './csc-signer.js';
export {
  type CscTimestamperOptions,
  cscTimestamper,
} from './csc-timestamper.js';
export {
  type CscClientGrant,
  type CscCodeGrant,
  type CscGrant,
  type CscLoginGrant,
  type CscOauthClient,
  type CscTokens,
  type CscTokensOptions,
  cscTokens,
} from './csc-tokens.js';
