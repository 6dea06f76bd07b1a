import { isLoketError } from '../../internal/errors.js';
import type { SignatureOutcome } from '../provider.js';
import type { RawFailure } from './raw-signer.js';

/** Ends a call early with an outcome; never leaves the provider. */
export class Ended extends Error {
  constructor(readonly told: RawFailure) {
    super(told.reason);
  }
}

/** Runs a step; what it throws becomes an outcome in our own words, for an error may quote the document. */
export async function step<T>(
  onError: ((error: unknown) => void) | undefined,
  otherwise: RawFailure,
  work: () => T | Promise<T>,
): Promise<T> {
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

/** Tells what ended a call early as its outcome. */
export async function outcomeOf(work: Promise<SignatureOutcome>): Promise<SignatureOutcome> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Ended) return error.told;
    throw error;
  }
}
