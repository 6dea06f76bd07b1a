/**
 * Signing server: a remote signing service for tests and demos, and the test PKI that it uses. It also runs as a program
 * of its own, `dist/testing/signing-server-program.js`. Needs the optional peers `@peculiar/asn1-*` and `@noble/curves`.
 *
 * @module testing/signing-server
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
} from '../../signing/pades/raw-signer.js';
export type { ContractCase } from '../contract-case.js';
export { type RawSignerRig, rawSignerContract } from '../raw-signer-contract.js';
export { type TestPki, type TestPkiOptions, testPki } from '../test-pki.js';
export type {
  ServerClient,
  ServerCredential,
  ServerTrouble,
  ServerUser,
  SigningServerOptions,
  TroubleKind,
} from './options.js';
export type { SignatureRecord } from './record-file.js';
export { type SigningServer, startSigningServer } from './server.js';
