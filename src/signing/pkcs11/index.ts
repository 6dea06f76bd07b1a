/**
 * PKCS #11 signer: signatures of a token or a hardware module. Needs the optional peers `pkcs11js` (native, built when
 * it is installed), `@peculiar/asn1-schema` and `@peculiar/asn1-x509`.
 *
 * @module signing/pkcs11
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
export type { Pkcs11Attribute, Pkcs11Handle, Pkcs11Library, Pkcs11Module } from './pkcs11-module.js';
export { type Pkcs11Signer, type Pkcs11SignerOptions, pkcs11Signer } from './pkcs11-signer.js';
