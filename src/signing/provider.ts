import type { EpochMs } from '../internal/time.js';
import type { SignerConfig } from './signer-config.js';

/** What one call to a provider is about. */
export interface SignatureCall {
  /** Names the request; the same for every attempt. */
  readonly requestId: string;
  readonly applicationId: string;
  /** Document kind. */
  readonly kind: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** The effect's id: the key under which an idempotent provider may remember the call. */
  readonly effectId: string;
  /** When the call is made, by the office's clock. */
  readonly at: EpochMs;
  /** Aborted at the deadline and when the office stops at once. */
  readonly signal: AbortSignal;
}

/** What a signing call came to. */
export type SignatureOutcome =
  /** Signed; `artifact` names the signed document for later. */
  | { readonly outcome: 'ok'; readonly artifact?: string }
  /** Refused for good: bad document, wrong passphrase, certificate revoked. Never opens the lane. */
  | { readonly outcome: 'rejected'; readonly reason: string }
  /** Surely not signed: nothing was sent, or the server said so. */
  | { readonly outcome: 'unavailable'; readonly reason: string }
  /** Sent, and no answer came. */
  | { readonly outcome: 'unknown'; readonly reason: string };

/**
 * Signs documents for one signatory: the port behind which every signing service stands. A call that throws counts as
 * of unknown outcome, because it may have reached the service.
 */
export interface SignatureProvider
  extends Pick<
    SignerConfig,
    | 'failureThreshold'
    | 'probesToClose'
    | 'probeEveryMs'
    | 'retryAfterMs'
    | 'lookUpEveryMs'
    | 'maxInFlight'
    | 'maxHoldMs'
  > {
  /** Unique id of the provider. */
  readonly id: string;
  /** Id of the official whose signature it makes; also the name of the wet desk that stands in. */
  readonly signatory: string;
  /** Signs the document of an application. */
  sign(call: SignatureCall): SignatureOutcome | Promise<SignatureOutcome>;
  /** Signs a synthetic document of a kind, to see whether the service is back. */
  probe(call: Pick<SignatureCall, 'kind' | 'at' | 'signal'>): boolean | Promise<boolean>;
  /** Tells what came of an earlier call; leave it out where the service cannot tell. */
  lookUp?(
    call: SignatureCall,
  ):
    | { readonly outcome: 'made' | 'notMade' | 'unknown'; readonly artifact?: string }
    | Promise<{ readonly outcome: 'made' | 'notMade' | 'unknown'; readonly artifact?: string }>;
}
