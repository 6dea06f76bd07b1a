import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { BlobStore } from '../../internal/blobs.js';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';
import type { SignatureCall, SignatureLookUp, SignatureOutcome, SignatureProvider } from '../provider.js';
import type { DocumentCall, DocumentSigner } from './document-signer.js';

/** What came of checking an answer. */
export type AnswerVerdict =
  | { readonly ok: true; readonly level?: 'B-B' | 'B-T' | undefined }
  | { readonly ok: false; readonly code: string; readonly reason: string };

/** Sets up a provider that has documents signed by a service. */
export interface DocumentProviderOptions
  extends Omit<
    SignatureProvider,
    'id' | 'signatory' | 'sign' | 'probe' | 'lookUp' | 'upgrade' | 'probeTimestamper'
  > {
  /** Unique id of the provider; part of the names under which documents are bound. */
  readonly id: string;
  /** Id of the official whose signature it makes. */
  readonly signatory: string;
  readonly signer: DocumentSigner;
  /** Makes the document of a call. Asked once for a request, however often it is tried. */
  readonly document: (call: SignatureCall) => Uint8Array | Promise<Uint8Array>;
  /** Keeps what is sent, what comes back, and the intent to send it. */
  readonly blobs: BlobStore;
  /** Checks an answer before anybody trusts it; see `checkReceipt`. */
  readonly check: (
    answer: Uint8Array,
    sent: Uint8Array,
    call: Pick<SignatureCall, 'requestId' | 'applicationId' | 'kind'> & {
      /** When the answer was asked for, by the office's clock. */
      readonly askedAt: number;
      readonly at: number;
    },
  ) => AnswerVerdict | Promise<AnswerVerdict>;
  /**
   * When a service that can tell is asked for further documents of a request that it signed: `in-doubt`, after an earlier
   * attempt of the same request, or `always`, which costs a request for each document. Default `in-doubt`.
   */
  readonly findDuplicates?: 'in-doubt' | 'always' | undefined;
  /** Told what `document`, `blobs`, `check` or the signer threw; reasons in outcomes never quote it. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

const options = lazy(() =>
  z.looseObject({
    id: z.string().min(1, 'must not be empty'),
    signatory: z.string().min(1, 'must not be empty'),
    signer: z.object({
      signDocument: z.function(),
      probe: z.function(),
      findSigned: z.function().optional(),
    }),
    document: z.function(),
    blobs: z.object({ put: z.function(), get: z.function(), bind: z.function(), bound: z.function() }),
    check: z.function(),
    findDuplicates: z.enum(['in-doubt', 'always'], 'must be in-doubt or always').optional(),
    onError: z.function().optional(),
  }),
);

/** What was to be sent, written down before it was. */
interface Intent {
  readonly requestId: string;
  readonly attempt: number;
  /** SHA-256 of the document, as hex. */
  readonly sha256: string;
  readonly at: number;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/**
 * Makes a signature provider of a service that signs whole documents.
 *
 * Nobody but the service knows what came of a call whose answer was lost, and a second call may make a second original.
 * So the document and the intent to send it are kept **before** the call; an attempt that was begun is never made again;
 * `lookUp` asks the service where it can tell; and only the office begins another attempt, after it knows that the one
 * before made nothing. An answer counts only when `check` accepts it: the first that does is the document, for ever. A
 * refused answer is kept aside and the outcome is `unknown`, for whoever answers wrongly may have signed all the same.
 * A second good document for a request is kept aside too, and reported in `duplicates`. An answer after the deadline is
 * kept and found by `lookUp`, so that the office decides what it is worth.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { documentProvider } from 'loket/signing/document';
 * import { memoryBlobs } from 'loket/testing';
 *
 * const provider = documentProvider({
 *   id: 'bsre',
 *   signatory: 'head',
 *   signer: {
 *     signDocument: async () => ({ outcome: 'unavailable', reason: 'not connected' }),
 *     probe: async () => false,
 *   },
 *   document: () => new TextEncoder().encode('%PDF-1.7'),
 *   blobs: memoryBlobs(),
 *   check: () => ({ ok: false, code: 'not-a-pdf', reason: 'the answer is no PDF' }),
 * });
 * const signal = new AbortController().signal;
 * const call = { requestId: 'a/s1', applicationId: 'a', kind: 'kk', attempt: 1, effectId: 'e', at: 0, signal };
 * (await provider.sign(call)).outcome; //=> 'unavailable'
 * ```
 */
export function documentProvider(config: DocumentProviderOptions): SignatureProvider {
  parseOrThrow<unknown>(options(), config, `signature provider '${config?.id}'`);
  const { id, signatory, signer, document, blobs, check, onError, findDuplicates, ...settings } = config;
  const nameOf = (requestId: string, what: string) =>
    `signing/${encodeURIComponent(id)}/${encodeURIComponent(requestId)}/${what}`;

  async function textBound(name: string): Promise<string | undefined> {
    const ref = await blobs.bound(name);
    const bytes = ref === undefined ? undefined : await blobs.get(ref);
    return bytes && new TextDecoder().decode(bytes);
  }
  /** Keeps bytes under a name; the first stays. */
  async function keep(name: string, bytes: Uint8Array): Promise<string> {
    return blobs.bind(name, await blobs.put(bytes));
  }

  async function sentFor(call: SignatureCall): Promise<Uint8Array> {
    const name = nameOf(call.requestId, 'sent');
    const known = await blobs.bound(name);
    const ref = known ?? (await keep(name, await document(call)));
    const bytes = await blobs.get(ref);
    if (!bytes) throw new Error(`blob ${ref} is bound and missing`);
    return bytes;
  }

  async function intentOf(requestId: string, attempt: number): Promise<Intent | undefined> {
    const text = await textBound(nameOf(requestId, `intent/${attempt}`));
    return text === undefined ? undefined : (JSON.parse(text) as Intent);
  }

  /** Names of the service from all answers so far, and when the first attempt was made. */
  async function historyOf({ requestId, attempt, at }: SignatureCall) {
    const documentIds: string[] = [];
    let askedAt = at;
    for (let n = 1; n <= attempt; n++) {
      const intent = await intentOf(requestId, n);
      if (intent) askedAt = Math.min(askedAt, intent.at);
      const documentId = await textBound(nameOf(requestId, `document/${n}`));
      if (documentId !== undefined) documentIds.push(documentId);
    }
    return { documentIds, askedAt };
  }

  /** Takes in signed documents: the first good one is the document, every other one is set aside. */
  async function takeIn(
    call: SignatureCall,
    sent: Uint8Array,
    answers: readonly Uint8Array[],
    askedAt: number,
  ): Promise<SignatureLookUp & { readonly level?: 'B-B' | 'B-T'; readonly refused?: string }> {
    const { requestId, applicationId, kind, at } = call;
    let artifact = await blobs.bound(nameOf(requestId, 'signed'));
    let level: 'B-B' | 'B-T' | undefined;
    let refused: string | undefined;
    const duplicates: string[] = [];
    for (const answer of answers) {
      const ref = await blobs.put(answer);
      if (ref === artifact) continue;
      const verdict = await check(answer, sent, { requestId, applicationId, kind, askedAt, at });
      if (!verdict.ok) {
        await blobs.bind(nameOf(requestId, `refused/${sha256(answer)}`), ref);
        refused = verdict.code;
        continue;
      }
      artifact = await blobs.bind(nameOf(requestId, 'signed'), ref);
      if (artifact === ref) level = verdict.level;
      else {
        await blobs.bind(nameOf(requestId, `duplicate/${sha256(answer)}`), ref);
        duplicates.push(ref);
      }
    }
    return {
      outcome: artifact === undefined ? 'unknown' : 'made',
      ...(artifact !== undefined && { artifact }),
      ...(level !== undefined && { level }),
      ...(refused !== undefined && { refused }),
      ...(duplicates.length > 0 && { duplicates }),
    };
  }

  /** Asks the service what it signed for a request. */
  async function find(call: SignatureCall, sent: Uint8Array): Promise<SignatureLookUp> {
    const done = await blobs.bound(nameOf(call.requestId, 'signed'));
    if (!signer.findSigned)
      return done === undefined ? { outcome: 'unknown' } : { outcome: 'made', artifact: done };
    const { documentIds, askedAt } = await historyOf(call);
    const { requestId, attempt, at, signal } = call;
    const found = await signer.findSigned({ requestId, attempt, pdf: sent, at, signal, documentIds });
    if (found.outcome === 'unknown') {
      return done === undefined ? { outcome: 'unknown' } : { outcome: 'made', artifact: done };
    }
    const answers = found.documents.map(({ pdf }) => pdf);
    const { refused, level: _, ...seen } = await takeIn(call, sent, answers, askedAt);
    // Nothing there, or nothing that counts: a refused document is no signature of ours, and still there for a person.
    if (seen.outcome === 'unknown' && answers.length === 0) return { outcome: 'notMade' };
    return refused !== undefined && seen.outcome !== 'made' ? { outcome: 'unknown' } : seen;
  }

  async function sign(call: SignatureCall): Promise<SignatureOutcome> {
    const { requestId, attempt, at, signal } = call;
    const done = await blobs.bound(nameOf(requestId, 'signed'));
    if (done !== undefined) return { outcome: 'ok', artifact: done };
    const sent = await sentFor(call);
    if (await intentOf(requestId, attempt)) {
      // This very attempt was begun before, perhaps by a process that died in it.
      const seen = await find(call, sent);
      if (seen.outcome === 'made') return okOf(seen);
      return { outcome: 'unknown', reason: 'the attempt was begun before, and nobody knows what came of it' };
    }
    const intent: Intent = { requestId, attempt, sha256: sha256(sent), at };
    const name = nameOf(requestId, `intent/${attempt}`);
    await keep(name, new TextEncoder().encode(JSON.stringify(intent)));
    let told: Awaited<ReturnType<DocumentSigner['signDocument']>>;
    try {
      const asked: DocumentCall = { requestId, attempt, pdf: sent, at, signal };
      told = await signer.signDocument(asked);
    } catch (error) {
      onError?.(error);
      return { outcome: 'unknown', reason: 'the signer failed without an answer' };
    }
    const took = told.tookMs === undefined ? {} : { tookMs: told.tookMs };
    if (told.documentId !== undefined) {
      await keep(nameOf(requestId, `document/${attempt}`), new TextEncoder().encode(told.documentId));
    }
    if (told.outcome !== 'ok') return { outcome: told.outcome, reason: told.reason, ...took };
    const { askedAt } = await historyOf(call);
    const seen = await takeIn(call, sent, [told.pdf], askedAt);
    if (seen.outcome !== 'made') {
      return {
        outcome: 'unknown',
        reason: `the answer was refused: ${seen.refused ?? 'no document'}`,
        ...took,
      };
    }
    // An earlier attempt of unknown outcome may have been signed as well.
    const asks = signer.findSigned && (attempt > 1 || findDuplicates === 'always');
    const more = asks ? await find(call, sent).catch(() => undefined) : undefined;
    const duplicates = [...new Set([...(seen.duplicates ?? []), ...(more?.duplicates ?? [])])];
    return { ...okOf({ ...seen, duplicates }), ...took };
  }

  return {
    ...settings,
    id,
    signatory,
    async sign(call) {
      let begun = false;
      try {
        begun = (await intentOf(call.requestId, call.attempt)) !== undefined;
        return await sign(call);
      } catch (error) {
        onError?.(error);
        // Whether the call went out shows in whether its intent was kept.
        const now = begun || (await intentOf(call.requestId, call.attempt).catch(() => ({}))) !== undefined;
        return now
          ? { outcome: 'unknown', reason: 'the answer could not be kept' }
          : { outcome: 'unavailable', reason: 'the document could not be made or kept, nothing was sent' };
      }
    },
    async probe({ at, signal }) {
      return signer.probe({ at, signal });
    },
    async lookUp(call) {
      try {
        return await find(call, await sentFor(call));
      } catch (error) {
        onError?.(error);
        return { outcome: 'unknown' };
      }
    },
  };
}

function okOf({
  artifact,
  duplicates = [],
  level,
}: SignatureLookUp & { readonly level?: 'B-B' | 'B-T' }): SignatureOutcome {
  return {
    outcome: 'ok',
    ...(artifact !== undefined && { artifact }),
    ...(level !== undefined && { level }),
    ...(duplicates.length > 0 && { duplicates }),
  };
}
