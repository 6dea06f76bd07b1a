import type { EpochMs } from '../../internal/time.js';
import { Ended } from './call-step.js';
import { hashOf } from './cms.js';
import type { KnownIdentity } from './known-identity.js';
import type { MadeSignature } from './levels.js';
import type { RawFailure, RawSignCall, RawSigner, SignatureHash } from './raw-signer.js';

/** What raw signatures are made with. */
export interface RawSigningConfig {
  readonly signer: RawSigner;
  readonly step: <T>(otherwise: RawFailure, work: () => T | Promise<T>) => Promise<T>;
  readonly elapsed: () => number;
}

/** What a raw signature is made for. */
export type RawSigningCall = Pick<RawSignCall, 'requestId' | 'attempt' | 'at' | 'signal'>;

/** What a probe signs, beside the attributes that every signature has: whoever sees it is told what it is worth. */
const synthetic = Buffer.from('loket: probe of a signing service. This is no document, and signs nothing.');

/** Makes signatures of digests, for documents and for probes. */
export function rawSigning({ signer, step, elapsed }: RawSigningConfig) {
  /** Signs; `undefined` for a signature that does not fit the certificate. */
  async function signWith(
    { requestId, attempt, at, signal }: RawSigningCall,
    digestBy: (hash: SignatureHash) => Uint8Array,
    identity: KnownIdentity,
  ): Promise<MadeSignature | undefined> {
    const { keyType, template } = identity;
    const { hash, attributes, cms } = template;
    const documentDigest = digestBy(hash);
    const toBeSigned = attributes(documentDigest);
    const digest = hashOf(hash, toBeSigned);
    const lost = { outcome: 'unknown', reason: 'the signer failed without an answer' } as const;
    const began = elapsed();
    const raw = await step(lost, () =>
      signer.sign({ requestId, attempt, at, signal, keyType, hash, toBeSigned, digest }),
    );
    const tookMs = elapsed() - began;
    if (raw.outcome !== 'ok') throw new Ended(raw);
    if (!identity.verifies(toBeSigned, raw.signature)) return undefined;
    const { signature } = raw;
    return step(lost, () => ({ cms: cms(documentDigest, signature), tookMs }));
  }

  /** Tells whether the signer signs what is no document. */
  async function signsSynthetic(
    call: { readonly at: EpochMs; readonly signal: AbortSignal },
    identity: KnownIdentity,
  ): Promise<boolean> {
    try {
      const about = { ...call, requestId: 'probe', attempt: 1 };
      return (await signWith(about, (hash) => hashOf(hash, synthetic), identity)) !== undefined;
    } catch (error) {
      // A refusal is an answer and no outage. A refused PIN above all must not be shown at each probe: services lock.
      return error instanceof Ended && error.told.outcome === 'rejected';
    }
  }

  return { signWith, signsSynthetic };
}
