import type { ApplicationCommand, ApplicationRules } from './messages.js';

type ImportCommand = Extract<ApplicationCommand, { type: 'application.import' }>;

/**
 * Says why a row cannot be taken in as it is: a state that its kind never rests in, or a way that it leaves open.
 * @internal
 */
export function importProblem(row: ImportCommand, rules: ApplicationRules): string | undefined {
  const { state, mode } = row;
  const signed = rules.signatory !== null;
  if (!signed && (state.startsWith('signing.') || state.startsWith('signed.'))) {
    return `state: '${state}' needs a kind with a signature, got kind '${row.kind}'`;
  }
  if (!signed && mode !== undefined && mode !== 'none') {
    return `mode: must be none for a kind without a signature, got '${mode}'`;
  }
  if (signed && mode === 'none') return "mode: must be electronic or wet for a signed kind, got 'none'";
  if (mode === 'electronic' && rules.provider === null) {
    return "mode: nobody signs this kind electronically here, got 'electronic'";
  }
  if ((state === 'signing.wet' || state === 'signed.wet') && mode === 'electronic') {
    return `mode: must be wet in '${state}', got 'electronic'`;
  }
  if (state === 'signed.electronic' && mode === 'wet') {
    return "mode: must be electronic in 'signed.electronic', got 'wet'";
  }
  if (
    (state === 'signing.waiting' || state === 'signing.held' || state === 'signed.electronic') &&
    !rules.provider
  ) {
    return `state: '${state}' needs a signature provider, and '${row.kind}' has none`;
  }
  if (signed && mode === undefined && rules.provider !== null && leavesWayOpen(state)) {
    return `mode: must be electronic or wet in '${state}', got nothing`;
  }
  if (state === 'printing.awaitingRecord' && !rules.needsRecord) {
    return `state: '${row.kind}' does not wait for a record, got '${state}'`;
  }
  if (state === 'printed' && !rules.inspect) {
    return `state: '${row.kind}' is not inspected, so it never rests in '${state}'`;
  }
  if (state === 'signed.wet' && rules.wetStage === 'after-print' && !rules.checkBack) {
    return `state: '${row.kind}' is not checked back, so it never rests in '${state}'`;
  }
  if (row.readyBy !== undefined && (state === 'queued' || state === 'verifying' || state === 'returned')) {
    return `readyBy: a day is promised once the request was verified, got '${row.readyBy}' in '${state}'`;
  }
  if (row.since > row.at) return `since: must not lie after the command's time, got ${row.since}`;
  return undefined;
}

function leavesWayOpen(state: string): boolean {
  return (
    state.startsWith('printing.') ||
    state === 'printed' ||
    state === 'readyForPickup' ||
    state === 'unclaimed' ||
    state === 'collected'
  );
}
