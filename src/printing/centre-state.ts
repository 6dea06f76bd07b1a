import { compileMachine } from '../internal/compile-machine.js';
import { LoketError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import type { EpochMs } from '../internal/time.js';
import { type BlankAccount, book, freeBlanks } from './ledger.js';
import type { CentreEffect, CentreEvent } from './messages.js';
import { type PrinterContext, printerMachine } from './printer-machine.js';

/** A print job as stored. */
export interface PrintJob {
  readonly jobId: string;
  readonly applicationId: string;
  readonly medium: string;
  readonly kind: string;
  /** When the application came into the line; earlier ones are printed first. */
  readonly since: EpochMs;
  readonly sequence: number;
  /** `sent` until its printer's driver has answered, then `running`; `unknown` when nobody knows what came of it. */
  readonly state: 'queued' | 'sent' | 'running' | 'unknown' | 'printed';
  readonly printerId: string | null;
  /** How often it was given to a printer. */
  readonly attempt: number;
  /** Whether its applicant was told that a blank is there. */
  readonly foreseen?: boolean;
}

/** A printer as stored. */
export interface Printer {
  readonly state: string;
  readonly context: PrinterContext;
}

/** The stored state of a print centre: plain JSON. */
export interface CentreState {
  readonly v: 1;
  readonly printers: Record<string, Printer>;
  readonly jobs: Record<string, PrintJob>;
  /** Waiting job ids by medium, oldest first. */
  readonly lines: Record<string, string[]>;
  readonly ledger: Record<string, BlankAccount>;
  /** Job by serial number of its blank. */
  readonly serials: Record<string, string>;
  sequence: number;
}

/** @internal */
export const printerTable = lazy(() =>
  compileMachine<PrinterContext, CentreEvent, CentreEffect, { id: string; medium: string }>(printerMachine),
);

/** Returns the centre after an event; the given state is changed. @internal */
export function evolveCentre(centre: CentreState, event: CentreEvent): CentreState {
  if (event.type === 'job.queued') {
    const { type: _, at: __, ...job } = event;
    centre.jobs[job.jobId] = { ...job, state: 'queued', printerId: null, attempt: 0 };
    centre.sequence = job.sequence;
    joinLine(centre, job.jobId);
    return centre;
  }
  const job = 'jobId' in event ? centre.jobs[event.jobId] : undefined;
  const medium = job?.medium ?? ('medium' in event ? event.medium : '');
  const account = centre.ledger[medium];
  if (account) book(account, event);
  const printer = 'printerId' in event ? centre.printers[event.printerId] : undefined;
  const step = printer && printerTable().step(printer.state, printer.context, event);
  if (printer && step) centre.printers[printer.context.id] = { state: step.state, context: step.context };
  if (!('jobId' in event)) return centre;
  if (!job) {
    throw new LoketError('invalid-data', `event '${event.type}' names an unknown job`, {
      issues: [{ field: 'jobId', rule: 'must be a job of the centre', value: event.jobId }],
    });
  }
  evolveJob(centre, job, event);
  return centre;
}

function evolveJob(
  centre: CentreState,
  job: PrintJob,
  event: Exclude<Extract<CentreEvent, { jobId: string }>, { type: 'job.queued' }>,
): void {
  const { jobId } = job;
  switch (event.type) {
    case 'job.withdrawn':
      leaveLine(centre, job);
      delete centre.jobs[jobId];
      break;
    case 'job.assigned':
      leaveLine(centre, job);
      centre.jobs[jobId] = { ...job, state: 'sent', printerId: event.printerId, attempt: event.attempt };
      break;
    case 'job.foreseen':
      centre.jobs[jobId] = { ...job, foreseen: true };
      break;
    case 'job.accepted':
      centre.jobs[jobId] = { ...job, state: 'running' };
      break;
    case 'job.printed':
      centre.jobs[jobId] = { ...job, state: 'printed' };
      if (event.serial !== undefined) centre.serials[event.serial] = jobId;
      break;
    case 'job.lost':
      centre.jobs[jobId] = { ...job, state: 'unknown' };
      break;
    case 'job.requeued':
      centre.jobs[jobId] = { ...job, state: 'queued', printerId: null };
      joinLine(centre, jobId);
      break;
    case 'job.spoiled':
    case 'job.failed':
    case 'job.discarded':
      delete centre.jobs[jobId];
      break;
  }
}

/** Puts a job where its age belongs: most come last, an imported or returned one may come before others. */
function joinLine(centre: CentreState, jobId: string): void {
  const job = centre.jobs[jobId];
  if (!job) return;
  const line = centre.lines[job.medium] ?? [];
  centre.lines[job.medium] = line;
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(centre.jobs[line[middle] ?? ''], job)) low = middle + 1;
    else high = middle;
  }
  line.splice(low, 0, jobId);
}

function isBefore(a: PrintJob | undefined, b: PrintJob): boolean {
  if (!a) return true;
  return a.since < b.since || (a.since === b.since && a.sequence < b.sequence);
}

function leaveLine(centre: CentreState, job: PrintJob): void {
  const line = centre.lines[job.medium];
  const place = line?.indexOf(job.jobId) ?? -1;
  if (line && place >= 0) line.splice(place, 1);
}

/** Tells how many blanks of a medium are free and how many jobs wait for them. */
export function stockOf(centre: CentreState, medium: string): { blanks: number; ahead: number } {
  const account = centre.ledger[medium];
  return { blanks: account ? freeBlanks(account) : 0, ahead: centre.lines[medium]?.length ?? 0 };
}
