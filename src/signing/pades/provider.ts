import { z } from 'zod';
import type { BlobStore } from '../../internal/blobs.js';
import { isLoketError } from '../../internal/errors.js';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import type { SignatureCall, SignatureOutcome, SignatureProvider } from '../provider.js';
import { sha256 } from './cms.js';
import { type KnownIdentity, knowIdentity } from './known-identity.js';
import { type PreparePdfOptions, preparePdf } from './prepare-pdf.js';
import { documentDigest, embedSignature, locateSignature, type PreparedPdf } from './prepared-pdf.js';
import type { RawFailure, RawSigner } from './raw-signer.js';

/** Sets up a provider that signs PDFs with a raw signer. */
export interface PadesProviderOptions
  extends Omit<
    SignatureProvider,
    'id' | 'signatory' | 'sign' | 'probe' | 'lookUp' | 'upgrade' | 'probeTimestamper'
  > {
  /** Unique id of the provider; part of the names under which documents are bound. */
  readonly id: string;
  /** Id of the official whose signature it makes. */
  readonly signatory: string;
  /** Signs the digests. */
  readonly signer: RawSigner;
  /**
   * Makes the document of a call: prepared by a renderer, or any PDF, which is then prepared here. Asked once for a
   * request, however often it is tried.
   */
  readonly document: (call: SignatureCall) => PreparedPdf | Uint8Array | Promise<PreparedPdf | Uint8Array>;
  /** Keeps prepared and signed documents. */
  readonly blobs: BlobStore;
  /** How a PDF that is not prepared yet is prepared. Default: an invisible field `Signature` on the first page. */
  readonly appearance?: ((call: SignatureCall) => Omit<PreparePdfOptions, 'signedAt'>) | undefined;
  /** Milliseconds by the office's clock after which the certificate is asked for anew, 0 or more. Default 3,600,000. */
  readonly describeEveryMs?: number | undefined;
  /** Told what `document`, `blobs` or the signer threw; reasons in outcomes never quote it. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

const options = lazy(() =>
  z.looseObject({
    id: z.string().min(1, 'must not be empty'),
    signatory: z.string().min(1, 'must not be empty'),
    signer: z.object({ describe: z.function(), sign: z.function() }),
    document: z.function(),
    blobs: z.object({ put: z.function(), get: z.function(), bind: z.function(), bound: z.function() }),
    appearance: z.function().optional(),
    describeEveryMs: z.number().min(0, 'must be 0 or more').optional(),
    onError: z.function().optional(),
  }),
);

/** Ends a call early with an outcome; never leaves this module. */
class Ended extends Error {
  constructor(readonly told: RawFailure) {
    super(told.reason);
  }
}

/**
 * Makes a signature provider that signs PDFs as PAdES baseline B-B (ETSI EN 319 142-1) with a raw signer, and keeps the
 * signed document as a blob whose ref is the `artifact`.
 *
 * The prepared document is kept and bound to the request **before** the signer is called, and the first binding wins.
 * So every attempt signs the same attributes: RSA gives the same signature again, ECDSA another one that is as good,
 * and only the first signed document that is bound is ever answered. That is why repeating a raw signature is safe, and
 * why `lookUp` may say `notMade` while the service may have signed: without a bound document, that signature is nowhere.
 * (A certificate renewed between two attempts gives other attributes, and still one document.)
 *
 * A signature is accepted only when it fits the certificate; a wrong one is `rejected`. Outside the certificate's time
 * of validity everything is `unavailable`. A call that ends after its deadline binds nothing. `probe` asks the signer for its
 * certificate: it proves that the service answers, knows the credential and has a certificate in force, not that it signs.
 *
 * Needs the optional peers `@peculiar/asn1-*`.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { padesProvider, pkcs12Signer } from 'loket/signing/pades';
 * import { memoryBlobs } from 'loket/testing';
 *
 * const provider = padesProvider({
 *   id: 'pades',
 *   signatory: 'head',
 *   signer: pkcs12Signer({ p12: () => new Uint8Array(), passphrase: () => 'secret' }),
 *   document: () => new Uint8Array(),
 *   blobs: memoryBlobs(),
 * });
 * provider.id; //=> 'pades'
 * ```
 */
export function padesProvider(config: PadesProviderOptions): SignatureProvider {
  parseOrThrow<unknown>(options(), config, `signature provider '${config?.id}'`);
  const { id, signatory, signer, document, blobs, describeEveryMs = 3_600_000, onError, ...rest } = config;
  const { appearance = () => ({ fieldName: 'Signature', page: 0 }), ...settings } = rest;
  const nameOf = (requestId: string, what: 'prepared' | 'signed') =>
    `signing/${encodeURIComponent(id)}/${encodeURIComponent(requestId)}/${what}`;
  let known: KnownIdentity | undefined;

  /** Runs a step; what it throws becomes an outcome in our own words, for an error may quote the document. */
  async function step<T>(otherwise: RawFailure, work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Ended) throw error;
      onError?.(error);
      if (isLoketError(error, 'invalid-data') || isLoketError(error, 'invalid-config')) {
        const rules = error.issues.map(({ field, rule }) => `${field} ${rule}`).join('; ');
        throw new Ended({ outcome: 'rejected', reason: rules === '' ? 'the document breaks a rule' : rules });
      }
      throw new Ended(otherwise);
    }
  }

  async function identify(at: EpochMs, signal: AbortSignal): Promise<KnownIdentity> {
    const lost = { outcome: 'unavailable', reason: 'the signer could not tell its certificate' } as const;
    return step(lost, async () => {
      const told = await signer.describe({ at, signal });
      if (told.outcome !== 'ok')
        throw new Ended(told.outcome === 'unknown' ? { ...told, outcome: 'unavailable' } : told);
      const same = known && Buffer.compare(known.certificate, told.certificate) === 0;
      known = known && same ? { ...known, at } : knowIdentity(told, at);
      return known;
    });
  }

  /** An expired certificate is no fault of the document: it waits, or goes another way, until there is a new one. */
  function inForce(identity: KnownIdentity, at: EpochMs): KnownIdentity {
    if (identity.inForce(at)) return identity;
    throw new Ended({ outcome: 'unavailable', reason: 'the certificate is not valid at this time' });
  }

  async function preparedFor(call: SignatureCall): Promise<PreparedPdf> {
    const name = nameOf(call.requestId, 'prepared');
    const lost = {
      outcome: 'unavailable',
      reason: 'the document could not be prepared, nothing was sent',
    } as const;
    return step(lost, async () => {
      let ref = await blobs.bound(name);
      if (ref === undefined) {
        const made = await document(call);
        const prepared =
          made instanceof Uint8Array
            ? await preparePdf(made, { ...appearance(call), signedAt: call.at })
            : // What the file itself says is what a verifier goes by.
              locateSignature(made.bytes);
        const put = await blobs.put(prepared.bytes);
        ref = await blobs.bind(name, put);
        if (ref === put) return prepared;
      }
      const bytes = await blobs.get(ref);
      if (!bytes) throw new Error(`blob ${ref} is bound and missing`);
      return locateSignature(bytes);
    });
  }

  async function finished(requestId: string): Promise<string | undefined> {
    const lost = {
      outcome: 'unavailable',
      reason: 'the blob store cannot be read, nothing was sent',
    } as const;
    return step(lost, () => blobs.bound(nameOf(requestId, 'signed')));
  }

  async function signWith(
    call: SignatureCall,
    prepared: PreparedPdf,
    identity: KnownIdentity,
  ): Promise<Uint8Array | undefined> {
    const digest = documentDigest(prepared);
    const toBeSigned = identity.template.attributes(digest);
    const { requestId, attempt, at, signal } = call;
    const { keyType } = identity;
    const lost = { outcome: 'unknown', reason: 'the signer failed without an answer' } as const;
    const raw = await step(lost, () =>
      signer.sign({ requestId, attempt, at, signal, keyType, toBeSigned, digest: sha256(toBeSigned) }),
    );
    if (raw.outcome !== 'ok') throw new Ended(raw);
    if (!identity.verifies(toBeSigned, raw.signature)) return undefined;
    const { signature } = raw;
    return step(lost, () => embedSignature(prepared, identity.template.cms(digest, signature)));
  }

  async function sign(call: SignatureCall): Promise<SignatureOutcome> {
    const { at, signal, requestId } = call;
    const done = await finished(requestId);
    if (done !== undefined) return { outcome: 'ok', artifact: done };
    const prepared = await preparedFor(call);
    let identity = known;
    const asked = !identity || at < identity.at || at - identity.at >= describeEveryMs;
    if (!identity || asked) identity = await identify(at, signal);
    let signed = await signWith(call, prepared, inForce(identity, at));
    if (!signed && !asked) {
      // The certificate may have been renewed since it was last asked for.
      const before = identity.certificate;
      identity = await identify(at, signal);
      if (identity.certificate !== before) signed = await signWith(call, prepared, inForce(identity, at));
    }
    if (!signed) return { outcome: 'rejected', reason: 'the signature does not fit the certificate' };
    const bytes = signed;
    const lost = { outcome: 'unknown', reason: 'signed, but the document could not be kept' } as const;
    const artifact = await step(lost, async () => {
      const ref = await blobs.put(bytes);
      // After the deadline the office may have gone another way: no document may appear behind its back.
      if (signal.aborted)
        throw new Ended({ outcome: 'unknown', reason: 'the answer came after the deadline' });
      return blobs.bind(nameOf(requestId, 'signed'), ref);
    });
    return { outcome: 'ok', artifact };
  }

  return {
    ...settings,
    id,
    signatory,
    async sign(call) {
      try {
        return await sign(call);
      } catch (error) {
        if (error instanceof Ended) return error.told;
        throw error;
      }
    },
    async probe({ at, signal }) {
      return identify(at, signal).then(
        (identity) => identity.inForce(at),
        () => false,
      );
    },
    async lookUp({ requestId }) {
      try {
        const artifact = await finished(requestId);
        return artifact === undefined ? { outcome: 'notMade' } : { outcome: 'made', artifact };
      } catch (error) {
        if (error instanceof Ended) return { outcome: 'unknown' };
        throw error;
      }
    },
  };
}
