import type { Issue } from './issue.js';
import type { Refusal } from './refusal.js';

const BRAND = Symbol.for('loket.error');

/**
 * Lists the codes a {@link LoketError} can carry.
 *
 * - `invalid-config`: a configuration breaks a rule; `issues` names field, rule and value.
 * - `invalid-data`: data handed to a parser breaks a rule; `issues` names field, rule and value.
 * - `refused`: a command was refused; `refusal` says what was asked, in which state, what is possible now.
 * - `not-compilable`: a state machine uses a feature outside the subset that loket runs.
 * - `conflict`: another writer committed first, as often as the engine was willing to try again.
 * - `overloaded`: more commands wait than the engine was told to let wait; try again later.
 * - `stopped`: the office was stopped and takes no more commands.
 * - `store-mismatch`: a store belongs to another office, or a newer version wrote it.
 * - `store-damaged`: a store's file cannot be read.
 * - `store-unavailable`: a store could not write or read just now, as with a full disk; nothing of it was kept.
 * - `blob-damaged`: a kept file does not hold what its reference says.
 * - `unknown-version`: a stored state has a version that this loket cannot read.
 */
export type LoketErrorCode =
  | 'invalid-config'
  | 'invalid-data'
  | 'refused'
  | 'not-compilable'
  | 'conflict'
  | 'overloaded'
  | 'stopped'
  | 'store-mismatch'
  | 'store-damaged'
  | 'store-unavailable'
  | 'blob-damaged'
  | 'unknown-version';

/** Carries what an error knows beside its message. */
export interface LoketErrorDetails {
  readonly issues?: readonly Issue[];
  readonly refusal?: Refusal;
  readonly cause?: unknown;
}

/**
 * Reports everything that loket throws, told apart by `code`.
 *
 * `instanceof` works across the ESM and the CommonJS copy of the package, because it looks at a brand.
 *
 * @example
 * ```ts
 * import { isLoketError } from 'loket';
 * import { defineCalendar } from 'loket/calendar';
 *
 * let code = '';
 * try {
 *   defineCalendar({ id: 'c', timeZone: 'Nowhere/Nothing', hours: {}, years: {} });
 * } catch (error) {
 *   if (isLoketError(error, 'invalid-config')) code = error.issues[0]?.field ?? '';
 * }
 * code; //=> 'timeZone'
 * ```
 */
export class LoketError extends Error {
  /** Tells kinds of error apart; stable across versions. */
  readonly code: LoketErrorCode;
  /** Names the broken rules, empty unless the code is `invalid-config` or `invalid-data`. */
  readonly issues: readonly Issue[];
  /** Holds the refusal when the code is `refused`. */
  readonly refusal: Refusal | undefined;

  constructor(code: LoketErrorCode, message: string, details: LoketErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'LoketError';
    this.code = code;
    this.issues = details.issues ?? [];
    this.refusal = details.refusal;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Recognises errors of any copy of this package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false;
    // A subclass still answers for itself only.
    // biome-ignore lint/complexity/noThisInStatic: `this` is the class that was asked, base or derived
    if (this !== LoketError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return (value as Record<symbol, unknown>)[BRAND] === true;
  }
}

/**
 * Tells whether a value is a {@link LoketError}, of one code if a code is given.
 *
 * @param value - anything, typically what a `catch` received
 * @param code - the code to ask for; any code if left out
 *
 * @example
 * ```ts
 * import { isLoketError } from 'loket';
 *
 * isLoketError(new Error('other')); //=> false
 * ```
 */
export function isLoketError(value: unknown, code?: LoketErrorCode): value is LoketError {
  return value instanceof LoketError && (code === undefined || value.code === code);
}

/** Makes the error for broken rules, naming each as field, rule and value. @internal */
export function issuesError(
  code: 'invalid-config' | 'invalid-data',
  what: string,
  issues: readonly Issue[],
  cause?: unknown,
): LoketError {
  const lines = issues.map((i) => `${i.field}: ${i.rule}, got ${show(i.value)}`);
  return new LoketError(code, `${what} refused. ${lines.join('; ')}`, { issues, cause });
}

/** Prints a value for a message, shortened. @internal */
export function show(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    text = undefined;
  }
  text ??= String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
