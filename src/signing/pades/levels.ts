import type { BlobStore } from '../../internal/blobs.js';
import type { SignatureCall, SignatureOutcome } from '../provider.js';
import { stampable } from './cms-timestamp.js';
import { embedSignature, type PreparedPdf } from './prepared-pdf.js';
import type { RawFailure } from './raw-signer.js';
import { embedStamped, readSignedPdf } from './signed-pdf.js';
import { askForTimestamp, type StampingConfig } from './stamping.js';

/** What levels are made with. */
export interface LevelsConfig {
  readonly stamping: StampingConfig | undefined;
  readonly blobs: BlobStore;
  readonly step: <T>(otherwise: RawFailure, work: () => T | Promise<T>) => Promise<T>;
  readonly bound: (requestId: string, what: 'signed' | 'upgraded') => Promise<string | undefined>;
  readonly nameOf: (requestId: string, what: 'upgraded') => string;
  readonly onError: ((error: unknown) => void) | undefined;
}

/** A signature that fits, and how long its signer took. */
export interface MadeSignature {
  readonly cms: Uint8Array;
  readonly tookMs: number;
}

/** What an outcome says of the level that was reached. */
export type Level = Pick<
  Extract<SignatureOutcome, { outcome: 'ok' }>,
  'level' | 'timestamp' | 'timestampReason' | 'tookMs'
>;

/** Makes documents of signatures: as B-B, as B-T, and as B-T later. */
export function levels({ stamping, blobs, step, bound, nameOf, onError }: LevelsConfig) {
  /** Makes the signed document, with a timestamp if there may be one and one comes. */
  async function finish(
    call: SignatureCall,
    prepared: PreparedPdf,
    { cms, tookMs }: MadeSignature,
  ): Promise<{ readonly bytes: Uint8Array; readonly told: Level }> {
    const lost = { outcome: 'unknown', reason: 'the signer failed without an answer' } as const;
    const bytes = await step(lost, () => embedSignature(prepared, cms));
    if (!stamping) return { bytes, told: { level: 'B-B' } };
    if (call.timestamp === false) return { bytes, told: { level: 'B-B', timestamp: 'skipped' } };
    // The office's own measure would count the timestamper as the signer's slowness.
    const measured = tookMs > 0 ? { tookMs } : {};
    const failed = (timestampReason: string) =>
      ({ bytes, told: { ...measured, level: 'B-B', timestamp: 'failed', timestampReason } }) as const;
    const made = stampable(cms);
    if (!made) return failed('the signature cannot be given a timestamp');
    const answer = await askForTimestamp(stamping, made.value, call);
    if (answer.outcome !== 'ok') return failed(answer.reason);
    const embedded = embedStamped(prepared, made.with(answer.token));
    if (!embedded.ok) return failed(embedded.reason);
    return { bytes: embedded.bytes, told: { ...measured, level: 'B-T', timestamp: 'made' } };
  }

  /** Tells the level of a document that was kept earlier. What cannot be read is not told. */
  async function levelOf(artifact: string): Promise<Level> {
    try {
      const kept = await blobs.get(artifact);
      const read = kept && readSignedPdf(kept);
      if (!read) return {};
      if (read.cms.stamped) return { level: 'B-T', timestamp: 'made' };
      if (!stamping) return { level: 'B-B' };
      return { level: 'B-B', timestamp: 'skipped', timestampReason: 'an earlier attempt made no timestamp' };
    } catch (error) {
      onError?.(error);
      return {};
    }
  }

  /** Adds the timestamp; repeated, it answers the same document. */
  async function upgrade(
    config: StampingConfig,
    call: SignatureCall & { readonly artifact: string },
  ): Promise<SignatureOutcome> {
    const { requestId, artifact } = call;
    const made = (ref: string) =>
      ({ outcome: 'ok', artifact: ref, level: 'B-T', timestamp: 'made' }) as const;
    const before = await bound(requestId, 'upgraded');
    if (before !== undefined) return made(before);
    if (artifact !== (await bound(requestId, 'signed')))
      return { outcome: 'rejected', reason: 'the artifact is not the signed document of this request' };
    const lost = { outcome: 'unavailable', reason: 'the signed document cannot be read' } as const;
    const bytes = await step(lost, () => blobs.get(artifact));
    if (!bytes) return lost;
    const read = readSignedPdf(bytes);
    if (!read) return { outcome: 'rejected', reason: 'the document cannot be given a timestamp' };
    if (read.cms.stamped) return made(artifact);
    const answer = await askForTimestamp(config, read.cms.value, call);
    // The document is not to blame for what a timestamper refuses, so it may be asked again.
    if (answer.outcome !== 'ok') return { outcome: 'unavailable', reason: answer.reason };
    const embedded = embedStamped(read.prepared, read.cms.with(answer.token));
    if (!embedded.ok) return { outcome: 'rejected', reason: embedded.reason };
    const kept = { outcome: 'unavailable', reason: 'the document could not be kept' } as const;
    return step(kept, async () => {
      const ref = await blobs.put(embedded.bytes);
      return made(await blobs.bind(nameOf(requestId, 'upgraded'), ref));
    });
  }

  return { finish, levelOf, upgrade };
}
