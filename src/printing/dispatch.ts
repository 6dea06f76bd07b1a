import type { OfType } from '../internal/messages.js';
import type { Decision } from '../internal/outcome.js';
import type { EpochMs } from '../internal/time.js';
import { type CentreState, type Printer, stockOf } from './centre-state.js';
import type { CentreCommand, CentreEffect, CentreEvent } from './messages.js';

/** Jobs that one commit assigns at most. */
const assignmentsPerCommit = 100;
/** Jobs that one commit tells of a blank at most. */
const invitationsPerCommit = 100;

/** Tells whether a printer can take a job now. @internal */
export function isFree(centre: CentreState, { state, context }: Printer): boolean {
  const { id, medium, site } = context;
  return state === 'idle' && (centre.ledger[site]?.[medium]?.hoppers[id] ?? 0) > 0;
}

/**
 * Gives waiting jobs, oldest first, to free printers, the fastest first: with cards that are all alike, each card takes
 * the earliest completion that is left, which is what makes the last one earliest.
 * @internal
 */
export function dispatch(centre: CentreState, at: EpochMs): Decision<CentreEvent, CentreEffect> {
  const events: CentreEvent[] = [];
  const effects: CentreEffect[] = [];
  const taken = new Map<string, number>();
  let more = false;
  for (const { context } of freePrinters(centre)) {
    const { id: printerId, medium } = context;
    const next = taken.get(medium) ?? 0;
    const job = centre.jobs[centre.lines[medium]?.[next] ?? ''];
    if (!job) continue;
    if (events.length >= assignmentsPerCommit) {
      more = true;
      break;
    }
    taken.set(medium, next + 1);
    const { jobId, applicationId, kind } = job;
    const attempt = job.attempt + 1;
    events.push({ type: 'job.assigned', at, jobId, printerId, attempt });
    effects.push({ type: 'print.assigned', applicationId, jobId, printerId });
    effects.push({ type: 'print.send', printerId, jobId, applicationId, kind, medium, attempt });
  }
  if (more) effects.push({ type: 'centre.dispatch' });
  return { ok: true, events, effects };
}

/** Printers that can take a job, the fastest first; those whose pace is not known yet come last, as configured. */
function freePrinters(centre: CentreState): Printer[] {
  const pace = ({ meter }: Printer) => meter.msPerCard ?? Number.POSITIVE_INFINITY;
  const free = Object.values(centre.printers).filter((printer) => isFree(centre, printer));
  // Two paces that are not known differ by NaN, which must not count.
  return free.sort((a, b) => pace(a) - pace(b) || 0);
}

/** Tells the jobs that the blanks reach for, some at a time: never everybody at once. @internal */
export function invite(
  centre: CentreState,
  { at, medium, cause }: OfType<CentreCommand, 'centre.invite'>,
): Decision<CentreEvent, CentreEffect> {
  const events: CentreEvent[] = [];
  const effects: CentreEffect[] = [];
  const { blanks } = stockOf(centre, medium);
  const line = centre.lines[medium] ?? [];
  // Those who were invited before and still wait have the first turns, whatever delivery they owe that to.
  for (const [place, jobId] of line.slice(0, blanks).entries()) {
    const job = centre.jobs[jobId];
    if (!job || job.foreseen) continue;
    if (events.length >= invitationsPerCommit) {
      effects.push({ type: 'centre.invite', medium, cause });
      break;
    }
    const { applicationId } = job;
    effects.push({ type: 'print.foreseen', applicationId, jobId, place, cause });
    events.push({ type: 'job.foreseen', at, jobId });
  }
  return { ok: true, events, effects };
}
