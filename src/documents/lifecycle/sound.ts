import type { Issue } from '../../internal/issue.js';
import type { ApplicationState } from '../application.js';

/**
 * Says what in a stored state contradicts itself, so that nothing wrong is done with it: a state in which nobody could
 * rest with such a past. It is what the invariants of the model checker say of state and context alone.
 * @internal
 */
export function contradictions({ state, context }: ApplicationState): Issue[] {
  const { rules, mode, signedAt, printedAt, commitment } = context;
  const found: Issue[] = [];
  const must = (holds: boolean, field: keyof typeof context, rule: string) => {
    if (!holds)
      found.push({ field: `context.${field}`, rule: `${rule} in '${state}'`, value: context[field] });
  };
  const under = (place: string) => state === place || state.startsWith(`${place}.`);
  const asks = ['waiting', 'held', 'electronic', 'unknown'].some((place) => state === `signing.${place}`);
  const kept = under('readyForPickup') || under('unclaimed') || under('collected');
  const before = under('queued') || under('verifying') || under('returned');
  const onSheet = mode === 'wet' && rules.wetStage === 'before-print';

  must((rules.signatory === null) === (mode === 'none') || mode === null, 'mode', 'must be as its rules say');
  must(mode !== 'electronic' || rules.provider !== null, 'mode', 'must be one that somebody signs by');
  must(
    signedAt === null || mode === 'electronic' || mode === 'wet',
    'signedAt',
    'must be null when unsigned',
  );
  must(rules.signatory !== null || signedAt === null, 'signedAt', 'must be null without a signatory');
  if (before) {
    must(signedAt === null, 'signedAt', 'must be null');
    must(printedAt === null, 'printedAt', 'must be null');
  }
  if (under('signing')) {
    must(rules.signatory !== null, 'rules', 'must name a signatory');
    must(signedAt === null, 'signedAt', 'must be null');
  }
  if (asks) {
    must(rules.provider !== null, 'rules', 'must name a provider');
    must(context.requests > 0, 'requests', 'must be 1 or more');
    must(printedAt === null, 'printedAt', 'must be null');
  }
  if (state === 'signing.wet') {
    must(mode === 'wet', 'mode', 'must be wet');
    must((printedAt === null) === onSheet, 'printedAt', 'must tell of a print where it is printed first');
  }
  if (under('signed')) {
    must(signedAt !== null, 'signedAt', 'must be a time');
    must(mode === (state === 'signed.wet' ? 'wet' : 'electronic'), 'mode', 'must be as it was signed');
  }
  if (under('printing') || under('printed') || kept) must(mode !== null, 'mode', 'must be known');
  if (under('printing') || under('printed')) {
    // A sheet that was signed first and then spoiled waits for a person, who has it signed anew.
    const spoiled = state === 'printing.blocked' && onSheet;
    const unsigned = mode === 'none' || (mode === 'wet' && rules.wetStage === 'after-print');
    must(unsigned || spoiled || signedAt !== null, 'signedAt', 'must be a time where it is signed first');
    must((printedAt !== null) === under('printed'), 'printedAt', 'must be as far as the print is');
  }
  if (state === 'printing.queued' || state === 'printing.running' || state === 'printing.unknown') {
    must(context.jobs > 0, 'jobs', 'must be 1 or more');
  }
  if (state === 'printing.awaitingRecord' || state === 'printing.recordFailed') {
    must(rules.needsRecord && !context.recordReady, 'recordReady', 'must be false, for a record is awaited');
  } else if (under('printing') || under('printed')) {
    must(!rules.needsRecord || context.recordReady, 'recordReady', 'must be true');
  }
  if (kept) {
    must(rules.signatory === null || signedAt !== null, 'signedAt', 'must be a time');
    must(printedAt !== null, 'printedAt', 'must be a time');
    must(context.readyAt !== null, 'readyAt', 'must be a time');
    must(context.claimBy !== null, 'claimBy', 'must be a day');
  }
  if (commitment !== null) {
    const open = commitment.pending !== null;
    must((commitment.readyBy === null) === open, 'commitment', 'must have a day, or why there is none');
    must((commitment.breachAt === null) === open, 'commitment', 'must say when its day ends');
  }
  return found;
}
