import { randomBytes } from 'node:crypto';
import type { EpochMs } from '../../internal/time.js';
import { sha256 } from './cms.js';
import { tokenAnswers } from './timestamp-message.js';
import type { Timestamper, TimestampOutcome } from './timestamper.js';

/** How a provider asks for timestamps. */
export interface StampingConfig {
  readonly timestamper: Timestamper;
  readonly timeoutMs: number;
  readonly nonce: () => Uint8Array;
  readonly onError: ((error: unknown) => void) | undefined;
}

/** A positive INTEGER of 16 bytes that nobody can foresee. */
export function randomNonce(): Uint8Array {
  const nonce = Uint8Array.from(randomBytes(16));
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  return nonce;
}

/** Has a value stamped, whatever the timestamper does: it never throws and never takes longer than it may. */
export async function askForTimestamp(
  { timestamper, timeoutMs, nonce: newNonce, onError }: StampingConfig,
  stamped: Uint8Array,
  { at, signal }: { readonly at: EpochMs; readonly signal: AbortSignal },
): Promise<TimestampOutcome> {
  const over = new AbortController();
  // The deadline of the call and the limit of this step end it alike, and a timestamper that heeds neither is left.
  const either = AbortSignal.any([signal, over.signal]);
  const timer = setTimeout(() => over.abort(), timeoutMs);
  let leave = () => {};
  const late = new Promise<TimestampOutcome>((resolve) => {
    leave = () => resolve({ outcome: 'unknown', reason: 'no timestamp in time' });
  });
  either.addEventListener('abort', leave, { once: true });
  if (either.aborted) leave();
  try {
    const digest = sha256(stamped);
    const nonce = newNonce();
    const asked = async () => timestamper.stamp({ stamped, digest, nonce, at, signal: either });
    const told = await Promise.race([late, asked()]);
    if (told.outcome !== 'ok' || tokenAnswers(told.token, digest, nonce)) return told;
    return { outcome: 'rejected', reason: 'the token answers another request' };
  } catch (error) {
    onError?.(error);
    return { outcome: 'unknown', reason: 'the timestamper failed without an answer' };
  } finally {
    clearTimeout(timer);
    either.removeEventListener('abort', leave);
  }
}
