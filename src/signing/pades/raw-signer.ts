import type { EpochMs } from '../../internal/time.js';

/** A hash over which signatures are made. */
export type SignatureHash = 'sha256' | 'sha384' | 'sha512';

/** What came of a call to a raw signer that made no signature; the same outcomes as a provider's. */
export type RawFailure =
  /** Refused for good: wrong passphrase or PIN, credential disabled, unknown algorithm. */
  | { readonly outcome: 'rejected'; readonly reason: string }
  /** Surely not signed: nothing was sent, or the service said so. */
  | { readonly outcome: 'unavailable'; readonly reason: string }
  /** Sent, and no answer came that can be read. */
  | { readonly outcome: 'unknown'; readonly reason: string };

/** Names the certificate of a raw signer and those that lead from it towards a root. */
export interface SigningIdentity {
  /** The signer's X.509 certificate as DER. */
  readonly certificate: Uint8Array;
  /** Further certificates as DER, without the signer's; the root may be left out. */
  readonly chain: readonly Uint8Array[];
  /**
   * `rsa` signs with PKCS #1 v1.5 over SHA-256, `ec` with ECDSA over the hash that goes with the certificate's curve:
   * SHA-256 for P-256, SHA-384 for P-384, SHA-512 for P-521.
   */
  readonly keyType: 'rsa' | 'ec';
}

/** Says when a signer is asked and until when it may work. */
export interface RawDescribeCall {
  /** When the call is made, by the office's clock. */
  readonly at: EpochMs;
  /** Aborted at the deadline. */
  readonly signal: AbortSignal;
}

/** Asks for one signature. */
export interface RawSignCall extends RawDescribeCall {
  /** Names the request; the same for every attempt. */
  readonly requestId: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** Kind of the key, as `describe` told it. */
  readonly keyType: 'rsa' | 'ec';
  /** Hash over which to sign; it follows from the certificate. */
  readonly hash: SignatureHash;
  /** What is signed: the DER of the signed attributes, for keys that hash themselves. */
  readonly toBeSigned: Uint8Array;
  /** The hash of `toBeSigned`, for keys that take a digest. */
  readonly digest: Uint8Array;
}

/**
 * Signs digests with one key: the port behind which a key file, a token or a remote service stands. It knows nothing of
 * documents. Expected troubles are outcomes; a call that throws counts as of unknown outcome.
 */
export interface RawSigner {
  /** Whether a person takes part in each signature, as with one-time passwords. Such a signer is not probed by signing. */
  readonly signatureNeedsPerson?: boolean;
  /** Tells the certificate, reaching the key or the service to do so. */
  describe(call: RawDescribeCall): Promise<({ readonly outcome: 'ok' } & SigningIdentity) | RawFailure>;
  /** Signs; `signature` is PKCS #1 v1.5 for RSA and a DER ECDSA-Sig-Value for ECDSA. */
  sign(call: RawSignCall): Promise<{ readonly outcome: 'ok'; readonly signature: Uint8Array } | RawFailure>;
}
