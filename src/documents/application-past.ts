import type { EpochMs } from '../internal/time.js';
import type { ApplicationContext } from './application-context.js';
import type { ApplicationRules, SigningMode } from './application-schemas.js';

const released = new Set(['readyForPickup', 'unclaimed', 'collected', 'superseded']);

/** Tells whether a document in this state was finished. @internal */
export function wasReleased(state: string): boolean {
  return released.has(state);
}

/** What must have happened to an application that is taken in at a state. @internal */
export function pastOf(
  state: string,
  mode: SigningMode,
  wetStage: ApplicationRules['wetStage'],
  since: EpochMs,
): Pick<ApplicationContext, 'mode' | 'signedAt' | 'printedAt' | 'readyAt'> {
  const finished = wasReleased(state);
  const printed =
    finished ||
    state === 'printed' ||
    (mode === 'wet' && wetStage === 'after-print' && (state === 'signing.wet' || state === 'signed.wet'));
  const inPrint = state.startsWith('printing.') || state === 'printed';
  const signed =
    mode !== 'none' &&
    (finished ||
      state.startsWith('signed.') ||
      (inPrint && (mode === 'electronic' || wetStage === 'before-print')));
  const chosen = inPrint || finished || state.startsWith('signed.') || state === 'signing.wet';
  return {
    mode: chosen ? mode : null,
    signedAt: signed ? since : null,
    printedAt: printed ? since : null,
    readyAt: finished ? since : null,
  };
}

const beforeRecord = new Set([
  'queued',
  'verifying',
  'returned',
  'signing.waiting',
  'signing.held',
  'printing.awaitingRecord',
  'printing.recordFailed',
]);

/** Tells whether the record was ready for an application that is taken in at a state. @internal */
export function hadRecord(state: string, wetStage: ApplicationRules['wetStage']): boolean {
  return !beforeRecord.has(state) && !(state === 'signing.wet' && wetStage === 'before-print');
}
