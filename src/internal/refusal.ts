import type { Issue } from './issue.js';

/**
 * Says no to a command: what was asked, in which state, and what is possible now. A refusal changes nothing.
 */
export interface Refusal {
  readonly ok: false;
  /** Why, as a stable code; the catalogue lists them all. */
  readonly code: RefusalCode;
  /** Why, in one English sentence. */
  readonly message: string;
  /** The command's type that was refused. */
  readonly command: string;
  /** The state in which it was refused, as `readyForPickup` or a short description. */
  readonly state: string;
  /** What is possible in that state, as command types. */
  readonly allowed: readonly string[];
  /** Broken rules of the payload, when the code is `invalid-command`. */
  readonly issues?: readonly Issue[];
}

/** Describes every refusal code in one sentence: the source of the type and of the catalogue. */
export const refusalCodes = {
  'unknown-command': 'No such command exists.',
  'invalid-command': 'The payload breaks a rule; issues name field, rule and value.',
  'command-id-reused': 'The id was used before with another payload.',
  'time-went-back': 'The command is dated too far before the last one of the same aggregate.',
  'not-permitted': 'The policy does not allow this to this actor.',
  'not-found': 'Nothing with this id exists.',
  'not-possible': 'The present state does not allow it.',
  'already-exists': 'Something with this id exists already.',
  'unknown-kind': 'No document kind has this id.',
  'kind-not-issued': 'The document kind is not issued on this day.',
  'no-counter-serves': 'No counter offers the service that this document kind needs.',
  'unknown-counter': 'No counter has this id.',
  'counter-busy': 'The counter still serves another ticket.',
  'ticket-active': 'The person already has an active ticket for this service.',
  'recalls-used-up': 'The ticket was recalled as often as the limit allows.',
  'recall-too-soon': 'The ticket was called a moment ago; wait before calling it again.',
  'quota-full': 'As many numbers were given for this service today as its quota allows.',
  'queue-closed': 'No more numbers are given on this day.',
  'queue-halted': 'Numbers and calls were stopped on this day.',
  'unknown-service': 'No service has this id.',
  'unknown-priority': 'No class of tickets has this reason.',
  'too-early': 'The slot is too far away to check in.',
  'counter-not-open': 'The counter is paused or closed.',
  'visit-decided': 'The visit has been decided at the counter, so it is no no-show.',
  'unknown-provider': 'No signature provider has this id.',
  'invalid-window': 'The end lies before the start or in the past.',
  'stale-request': 'The report belongs to a signing request that is not the current one.',
  'stale-job': 'The report belongs to a print job that is not the current one.',
  'unknown-printer': 'No printer has this id.',
  'unknown-medium': 'No medium has this id.',
  'blanks-short': 'Fewer blanks are there than the command moves.',
  'serial-required': 'Blanks of this medium carry serial numbers; the report must name one.',
  'serial-used': 'The serial number was booked on another card.',
  'serial-unknown': 'The serial number is none that was delivered.',
  'wrong-serials': 'The ranges of serial numbers are not as many as the blanks, or were delivered before.',
  'unknown-site': 'No site has this id.',
  'no-temporary': 'The document kind has no temporary document.',
  'renewals-used-up': 'The temporary document was renewed as often as the limit allows.',
  'code-required': 'The collector must give the one-time code.',
  'code-locked': 'Too many wrong one-time codes were given; make a new one.',
  'hook-refused': 'A hook of the host refused it.',
} as const;

/** Tells why a command was refused. */
export type RefusalCode = keyof typeof refusalCodes;

/** Builds a refusal. @internal */
export function refuse(
  code: RefusalCode,
  command: string,
  state: string,
  allowed: readonly string[],
  message: string,
  issues?: readonly Issue[],
): Refusal {
  const refusal: Refusal = { ok: false, code, message, command, state, allowed };
  return issues ? { ...refusal, issues } : refusal;
}
