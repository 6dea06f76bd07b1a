import type { Calendar } from '../calendar/index.js';
import type { EpochMs } from '../internal/time.js';
import type { DeskAbsence, DeskState } from './desk-state.js';

/** Sets how one signatory's wet desk is run. */
export interface DeskRules {
  readonly signatory: string;
  /** Papers a day, at least 1; left out for no bound. What the desk learns replaces it. */
  readonly papersPerDay?: number | undefined;
  /** Waiting papers at which a batch composes itself, at least 1; left out for never. */
  readonly minBatch?: number | undefined;
  /** Papers in a batch, 1 to 1000. Default 100. */
  readonly maxBatch?: number | undefined;
  /** How long a paper waits at most, in milliseconds, before a batch composes itself; left out for no bound. */
  readonly maxWaitMs?: number | undefined;
  /** Who may be named to sign for the signatory; left out for anybody. */
  readonly deputies?: readonly string[] | undefined;
}

/** Sets how wet desks decide. */
export interface DeskConfig {
  /** Opening hours; without them every hour counts as one. */
  readonly calendar?: Calendar | undefined;
  /** Rules by signatory; a desk without any is unbounded and composes no batch by itself. */
  readonly desks?: readonly DeskRules[] | undefined;
  /** Document kinds whose signed papers are checked back. */
  readonly checkedBack?: readonly string[] | undefined;
}

const largestBatch = 100;

/** Finds the rules of a signatory. @internal */
export function rulesOf(config: DeskConfig, signatory: string): DeskRules & { readonly maxBatch: number } {
  const rules = config.desks?.find((desk) => desk.signatory === signatory) ?? { signatory };
  return { ...rules, maxBatch: rules.maxBatch ?? largestBatch };
}

/**
 * Finds who signs at an instant: the signatory, the deputy whom the absence that was recorded last names, or `null`
 * for nobody.
 *
 * @example
 * ```ts
 * import { deskDecider, whoSigns } from 'loket/signing';
 *
 * whoSigns(deskDecider().initial('head'), 0); //=> 'head'
 * ```
 */
export function whoSigns(desk: Pick<DeskState, 'signatory' | 'absences'>, at: EpochMs): string | null {
  const absence = absenceAt(desk.absences, at);
  return absence === undefined ? desk.signatory : absence.deputy;
}

/** Finds the absence that holds at an instant. @internal */
export function absenceAt(absences: readonly DeskAbsence[], at: EpochMs): DeskAbsence | undefined {
  return absences.findLast(({ from, until }) => from <= at && (until === null || at < until));
}
