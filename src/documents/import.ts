import type { Issue } from '../internal/issue.js';
import type { ApplicationRules } from './application-schemas.js';
import type { ApplicationCommand } from './messages.js';

type ImportCommand = Extract<ApplicationCommand, { type: 'application.import' }>;

/**
 * Says why a row cannot be taken in as it is: a state that its kind never rests in, or a way that it leaves open.
 * @internal
 */
export function importProblem(row: ImportCommand, rules: ApplicationRules): Issue | undefined {
  const { state, mode, kind } = row;
  const wrong = (field: 'state' | 'mode' | 'readyBy' | 'since', rule: string): Issue => ({
    field,
    rule,
    value: row[field],
  });
  const signed = rules.signatory !== null;
  if (!signed && (state.startsWith('signing.') || state.startsWith('signed.'))) {
    return wrong('state', `must be one without a signature for kind '${kind}'`);
  }
  if (!signed && mode !== undefined && mode !== 'none') {
    return wrong('mode', `must be none for kind '${kind}', which needs no signature`);
  }
  if (signed && mode === 'none')
    return wrong('mode', `must be electronic or wet for kind '${kind}', which is signed`);
  if (mode === 'electronic' && rules.provider === null) {
    return wrong('mode', `must be wet for kind '${kind}', which nobody signs electronically here`);
  }
  if ((state === 'signing.wet' || state === 'signed.wet') && mode === 'electronic') {
    return wrong('mode', `must be wet in '${state}'`);
  }
  if (state === 'signed.electronic' && mode === 'wet') {
    return wrong('mode', "must be electronic in 'signed.electronic'");
  }
  if (
    (state === 'signing.waiting' || state === 'signing.held' || state === 'signed.electronic') &&
    !rules.provider
  ) {
    return wrong('state', `must be one that kind '${kind}' reaches without a signature provider`);
  }
  if (signed && mode === undefined && rules.provider !== null && leavesWayOpen(state)) {
    return wrong('mode', `must be electronic or wet in '${state}'`);
  }
  if ((state === 'printing.awaitingRecord' || state === 'printing.recordFailed') && !rules.needsRecord) {
    return wrong('state', `must be another for kind '${kind}', which waits for no record`);
  }
  if (state === 'printed' && !rules.inspect) {
    return wrong('state', `must be another for kind '${kind}', which is not inspected`);
  }
  if (state === 'signed.wet' && rules.wetStage === 'after-print' && !rules.checkBack) {
    return wrong('state', `must be another for kind '${kind}', which is not checked back`);
  }
  if (row.readyBy !== undefined && (state === 'queued' || state === 'verifying' || state === 'returned')) {
    return wrong(
      'readyBy',
      `must be left out in '${state}': a day is promised once the request was verified`,
    );
  }
  if (row.since > row.at) return wrong('since', `must not lie after the command's time ${row.at}`);
  return undefined;
}

function leavesWayOpen(state: string): boolean {
  return (
    state.startsWith('printing.') ||
    state === 'printed' ||
    state === 'readyForPickup' ||
    state === 'unclaimed' ||
    state === 'collected' ||
    state === 'superseded'
  );
}
