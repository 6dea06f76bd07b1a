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
  /** Whether to ask the timestamper, default `true`; `false` while it is known to be down. */
  readonly timestamp?: boolean;
  /** Aborted at the deadline and when the office stops at once. */
  readonly signal: AbortSignal;
}

/** What a signing call came to. */
export type SignatureOutcome = {
  /**
   * Milliseconds that the service took; the office measures the call where it is left out. A detector of outages reads
   * it.
   */
  readonly tookMs?: number;
} & (
  | {
      /** Signed. */
      readonly outcome: 'ok';
      /** Names the signed document for later. */
      readonly artifact?: string;
      /** PAdES baseline level reached: `B-T` has a timestamp. */
      readonly level?: 'B-B' | 'B-T';
      /** Whether the timestamp was made; `skipped` when the office had said not to ask. */
      readonly timestamp?: 'made' | 'failed' | 'skipped';
      /** Why there is no timestamp. */
      readonly timestampReason?: string;
      /** Other signed documents that came to light for the same request, set aside. */
      readonly duplicates?: readonly string[];
    }
  | {
      /**
       * `rejected`: refused for good: bad document, wrong passphrase, certificate revoked; never opens the lane.
       * `unavailable`: surely not signed: nothing was sent, or the server said so. `unknown`: sent, and no answer came.
       */
      readonly outcome: 'rejected' | 'unavailable' | 'unknown';
      /** Why, in the provider's words. */
      readonly reason: string;
    }
);

/** What came of an earlier call, as far as the service can tell. */
export interface SignatureLookUp {
  readonly outcome: 'made' | 'notMade' | 'unknown';
  /** Names the signed document. */
  readonly artifact?: string;
  /** Other signed documents that came to light for the same request, set aside. */
  readonly duplicates?: readonly string[];
}

/**
 * Signs documents for one signatory: the port behind which every signing service stands. A call that throws counts as
 * of unknown outcome, because it may have reached the service.
 */
export interface SignatureProvider
  extends Omit<SignerConfig, 'provider' | 'calendar' | 'kinds' | 'wetPerDay' | 'canLookUp' | 'canUpgrade'> {
  /** Unique id of the provider. */
  readonly id: string;
  /** Id of the official whose signature it makes; also the name of the wet desk that stands in. */
  readonly signatory: string;
  /** Signs the document of an application. */
  sign(call: SignatureCall): SignatureOutcome | Promise<SignatureOutcome>;
  /** Signs a synthetic document of a kind, to see whether the service is back. */
  probe(call: Pick<SignatureCall, 'kind' | 'at' | 'signal'>): boolean | Promise<boolean>;
  /** Tells what came of an earlier call; leave it out where the service cannot tell. */
  lookUp?(call: SignatureCall): SignatureLookUp | Promise<SignatureLookUp>;
  /** Adds a timestamp to a signed document that lacks it, leaving the signature as it is; may be called again. */
  upgrade?(call: SignatureCall & { readonly artifact: string }): SignatureOutcome | Promise<SignatureOutcome>;
  /** Tells whether the timestamper is back. */
  probeTimestamper?(call: Pick<SignatureCall, 'at' | 'signal'>): boolean | Promise<boolean>;
}
