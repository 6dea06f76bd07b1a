import { z } from 'zod';
import type { BlobStore } from '../../internal/blobs.js';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import type { EpochMs } from '../../internal/time.js';
import type { SignatureCall, SignatureOutcome, SignatureProvider } from '../provider.js';
import { Ended, outcomeOf, step as runStep } from './call-step.js';
import { type KnownIdentity, knowIdentity } from './known-identity.js';
import { levels } from './levels.js';
import { type PreparePdfOptions, preparePdf } from './prepare-pdf.js';
import { documentDigest, locateSignature, type PreparedPdf } from './prepared-pdf.js';
import type { RawFailure, RawSigner, SignatureHash } from './raw-signer.js';
import { rawSigning } from './raw-signing.js';
import { askForTimestamp, randomNonce, type StampingConfig } from './stamping.js';
import type { Timestamper } from './timestamper.js';

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
  /**
   * How a PDF that is not prepared yet is prepared. Default: an invisible field `Signature` on the first page. With a
   * timestamper, `contentsBytes` is 16,384 if left out.
   */
  readonly appearance?: ((call: SignatureCall) => Omit<PreparePdfOptions, 'signedAt'>) | undefined;
  /** Milliseconds by the office's clock after which the certificate is asked for anew, 0 or more. Default 3,600,000. */
  readonly describeEveryMs?: number | undefined;
  /**
   * Makes the timestamp of a B-T signature. What goes wrong with it costs the level and never the signature: the outcome
   * is `ok` with level `B-B`, and `upgrade` may add it later. If left out, signatures are B-B.
   */
  readonly timestamper?: Timestamper | undefined;
  /** Milliseconds that a timestamp may take, 1 or more; well within the office's limit for a call. Default 10,000. */
  readonly timestampTimeoutMs?: number | undefined;
  /** Makes the nonce of a timestamp request: a positive INTEGER. Default: 16 bytes of `node:crypto`. */
  readonly nonce?: (() => Uint8Array) | undefined;
  /**
   * How `probe` sees whether the signer works. `signature`: it signs what is no document, over the same path as a
   * document; a service may charge for it. `certificate`: it tells its certificate, which proves less. Default:
   * `certificate` where the signer says that a person takes part in each signature, else `signature`.
   */
  readonly probeBy?: 'signature' | 'certificate' | undefined;
  /** Tells milliseconds, of which only differences count. Default: `performance.now`. */
  readonly stopwatch?: (() => number) | undefined;
  /** Told what `document`, `blobs`, the signer or the timestamper threw; reasons in outcomes never quote it. */
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
    timestamper: z.object({ stamp: z.function() }).optional(),
    timestampTimeoutMs: z.int('must be a whole number').min(1, 'must be 1 or more').optional(),
    nonce: z.function().optional(),
    probeBy: z.enum(['signature', 'certificate'], 'must be signature or certificate').optional(),
    stopwatch: z.function().optional(),
    onError: z.function().optional(),
  }),
);

/**
 * Makes a signature provider that signs PDFs as PAdES baseline B-B, or B-T with a timestamper (ETSI EN 319 142-1), with a
 * raw signer, and keeps the signed document as a blob whose ref is the `artifact`.
 *
 * The prepared document is kept and bound to the request **before** the signer is called, and the first binding wins.
 * So every attempt signs the same attributes: RSA gives the same signature again, ECDSA another one that is as good,
 * and only the first signed document that is bound is ever answered. That is why repeating a raw signature is safe, and
 * why `lookUp` may say `notMade` while the service may have signed: without a bound document, that signature is nowhere.
 * (A certificate renewed between two attempts gives other attributes, and still one document.)
 *
 * A signature is accepted only when it fits the certificate; a wrong one is `rejected`. Outside the certificate's time
 * of validity everything is `unavailable`. A call that ends after its deadline binds nothing. `probe` asks the signer for its
 * certificate and has it sign what is no document; a refusal by the signer counts as an answer, as it does for documents.
 *
 * A timestamp is asked for once the signature is made and fits. `upgrade` adds one to the B-B document: the signature and
 * all signed bytes stay, `/Contents` holds more, and the first upgraded document is the only one.
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
  const { timestamper, timestampTimeoutMs: timeoutMs = 10_000, nonce = randomNonce, ...others } = rest;
  const { appearance = () => ({ fieldName: 'Signature', page: 0 }), stopwatch, ...more } = others;
  const { probeBy = signer.signatureNeedsPerson ? 'certificate' : 'signature', ...settings } = more;
  const elapsed = stopwatch ?? (() => performance.now());
  const stamping: StampingConfig | undefined = timestamper && { timestamper, timeoutMs, nonce, onError };
  const contents = stamping ? { contentsBytes: 16_384 } : {};
  const nameOf = (requestId: string, what: 'prepared' | 'signed' | 'upgraded') =>
    `signing/${encodeURIComponent(id)}/${encodeURIComponent(requestId)}/${what}`;
  let known: KnownIdentity | undefined;
  const step = <T>(otherwise: RawFailure, work: () => T | Promise<T>) => runStep(onError, otherwise, work);
  const { signWith, signsSynthetic } = rawSigning({ signer, step, elapsed });
  const { finish, levelOf, upgrade } = levels({ stamping, blobs, step, bound, nameOf, onError });

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
            ? await preparePdf(made, { ...contents, ...appearance(call), signedAt: call.at })
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

  async function bound(requestId: string, what: 'signed' | 'upgraded'): Promise<string | undefined> {
    const lost = {
      outcome: 'unavailable',
      reason: 'the blob store cannot be read, nothing was sent',
    } as const;
    return step(lost, () => blobs.bound(nameOf(requestId, what)));
  }

  async function sign(call: SignatureCall): Promise<SignatureOutcome> {
    const { at, signal, requestId } = call;
    const done = await bound(requestId, 'signed');
    if (done !== undefined) return { outcome: 'ok', artifact: done, ...(await levelOf(done)) };
    const prepared = await preparedFor(call);
    let identity = known;
    const asked = !identity || at < identity.at || at - identity.at >= describeEveryMs;
    if (!identity || asked) identity = await identify(at, signal);
    const digestBy = (hash: SignatureHash) => documentDigest(prepared, hash);
    let signed = await signWith(call, digestBy, inForce(identity, at));
    if (!signed && !asked) {
      // The certificate may have been renewed since it was last asked for.
      const before = identity.certificate;
      identity = await identify(at, signal);
      if (identity.certificate !== before) signed = await signWith(call, digestBy, inForce(identity, at));
    }
    if (!signed) return { outcome: 'rejected', reason: 'the signature does not fit the certificate' };
    const { bytes, told } = await finish(call, prepared, signed);
    const lost = { outcome: 'unknown', reason: 'signed, but the document could not be kept' } as const;
    return step(lost, async () => {
      const ref = await blobs.put(bytes);
      // After the deadline the office may have gone another way: no document may appear behind its back.
      if (signal.aborted)
        throw new Ended({ outcome: 'unknown', reason: 'the answer came after the deadline' });
      const artifact = await blobs.bind(nameOf(requestId, 'signed'), ref);
      return { outcome: 'ok', artifact, ...(artifact === ref ? told : await levelOf(artifact)) };
    });
  }

  return {
    ...settings,
    id,
    signatory,
    sign: (call) => outcomeOf(sign(call)),
    ...(stamping && {
      upgrade: (call) => outcomeOf(upgrade(stamping, call)),
      probeTimestamper: async ({ at, signal }) =>
        (await askForTimestamp(stamping, nonce(), { at, signal })).outcome === 'ok',
    }),
    async probe({ at, signal }) {
      try {
        const identity = await identify(at, signal);
        if (!identity.inForce(at)) return false;
        return probeBy === 'certificate' || (await signsSynthetic({ at, signal }, identity));
      } catch {
        return false;
      }
    },
    async lookUp({ requestId }) {
      try {
        const artifact = await bound(requestId, 'signed');
        return artifact === undefined ? { outcome: 'notMade' } : { outcome: 'made', artifact };
      } catch (error) {
        if (error instanceof Ended) return { outcome: 'unknown' };
        throw error;
      }
    },
  };
}
