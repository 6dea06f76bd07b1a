// Paths as a conformance kit: a host's own back end, with columns instead of a state machine, is driven along every
// transition that the office's kinds can take, and must rest where the rules say.
import assert from 'node:assert/strict';
import { defineCalendar, defineDocumentKind } from 'loket';
import { type ApplicationCommand, createLifecycle } from 'loket/documents';

const day = [{ from: '08:00', to: '15:00' }];
const lifecycle = createLifecycle({
  calendar: defineCalendar({
    id: 'town',
    timeZone: 'Asia/Jakarta',
    hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
    years: { 2019: { source: 'made up', holidays: [] } },
  }),
  kinds: [defineDocumentKind({ id: 'library-card', service: 'library', medium: 'card', inspect: true })],
});

/** Where a card exists, so that ending its application destroys it. */
const made = new Set(['table', 'shelf', 'archive']);

/** The toy back end: a row with columns, and a screen that shows them. `careful` counts what was spoiled. */
function backEnd(careful: boolean) {
  const row = { called: false, passed: false, at: 'line', tries: 0, end: '' };
  const steps: {
    [T in ApplicationCommand['type']]?: (command: Extract<ApplicationCommand, { type: T }>) => void;
  } = {
    // What replaces a lost card is asked for at the counter, where its owner stands.
    'application.open': ({ replaces, temporaryFor }) =>
      Object.assign(row, { at: (replaces ?? temporaryFor) ? 'counter' : 'line' }),
    'application.call': () => Object.assign(row, { called: true, at: 'counter' }),
    'application.pass': () => Object.assign(row, { passed: true, at: 'tray', tries: 1 }),
    'application.return': () => Object.assign(row, { at: 'applicant' }),
    'application.resubmit': () => Object.assign(row, { at: 'counter' }),
    'application.reject': () => Object.assign(row, { end: 'rejected' }),
    'application.markDuplicate': () => Object.assign(row, { end: 'duplicate' }),
    'application.reissue': () => Object.assign(row, { end: 'superseded' }),
    'application.cancel': () => Object.assign(row, { end: made.has(row.at) ? 'destroyed' : 'cancelled' }),
    'print.assigned': () => Object.assign(row, { at: 'printer' }),
    'print.requeued': () => Object.assign(row, { at: 'tray' }),
    'print.unknown': () => Object.assign(row, { at: 'printer?' }),
    'print.completed': () => Object.assign(row, { at: 'table' }),
    'print.failed': again,
    'print.spoiled': again,
    'inspection.failed': again,
    'inspection.passed': () => Object.assign(row, { at: 'shelf' }),
    'print.retry': () => Object.assign(row, { at: 'tray', tries: 1 }),
    'defect.found': () => Object.assign(row, { at: 'tray', tries: 1 }),
    'pickup.collected': () => Object.assign(row, { end: 'collected' }),
    'claim.expire': () => Object.assign(row, { at: 'archive' }),
    'document.destroy': () => Object.assign(row, { end: 'destroyed' }),
  };
  function again(): void {
    const blocked = row.tries >= 3 && careful;
    Object.assign(row, blocked ? { at: 'desk' } : { at: 'tray', tries: row.tries + 1 });
  }
  const places: Record<string, string> = {
    line: 'queued',
    counter: 'verifying',
    applicant: 'returned',
    tray: 'printing.queued',
    printer: 'printing.running',
    'printer?': 'printing.unknown',
    desk: 'printing.blocked',
    table: 'printed',
    shelf: 'readyForPickup',
    archive: 'unclaimed',
  };
  return {
    // What is not named here changes nothing that is shown.
    submit: (command: ApplicationCommand) =>
      (steps[command.type] as ((command: ApplicationCommand) => void) | undefined)?.(command),
    shown: () => row.end || places[row.at],
  };
}

// This host takes nothing in that was under way, and none of its cards stands in for another.
const { paths, notCovered } = lifecycle.paths({
  coverage: 'transitions',
  leaveOut: ['application.import', 'application.supersede'],
});
const reasons = new Map<string, number>();
for (const { reason } of notCovered) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
console.log(
  `${paths.length} paths; not covered for this kind: ${JSON.stringify(Object.fromEntries(reasons))}`,
);
assert.ok(paths.length > 5);

function failures(careful: boolean): string[] {
  return paths.flatMap(({ id, steps }) => {
    const host = backEnd(careful);
    for (const { command, state } of steps) {
      host.submit(command);
      if (host.shown() !== state)
        return [`${id}: after ${command.type}, ${state} expected, ${host.shown()} shown`];
    }
    return [];
  });
}
assert.deepEqual(failures(true), []);
console.log('The back end keeps to every path.');

const found = failures(false);
assert.ok(found.length > 0);
console.log(`One that never stops trying is found out: ${found[0]}`);
