import { compileMachine } from '../internal/compile-machine.js';
import { LoketError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import type { EpochMs } from '../internal/time.js';
import { movesOf } from './blank-moves.js';
import { accountOf, type BlankLedger, book, freeBlanks } from './ledger.js';
import type { CentreEffect, CentreEvent } from './messages.js';
import { type PrinterContext, type PrinterInput, printerMachine } from './printer-machine.js';
import { type MeterConfig, meterAfter, type PrinterMeter } from './printer-meter.js';
import type { SerialRange } from './serial-range.js';

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
  readonly meter: PrinterMeter;
}

/** Blanks on their way from one site to another. */
export interface BlankTransfer {
  readonly transferId: string;
  readonly medium: string;
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
  readonly sentAt: EpochMs;
}

/** Blanks of a warehouse that are kept for a purpose. */
export interface BlankReservation {
  readonly reservationId: string;
  readonly medium: string;
  readonly site: string;
  /** What is left of it. */
  readonly quantity: number;
  readonly reason: string;
}

/** The stored state of a print centre: plain JSON. */
export interface CentreState {
  readonly v: 2;
  readonly printers: Record<string, Printer>;
  readonly jobs: Record<string, PrintJob>;
  /** Waiting job ids by medium, oldest first. */
  readonly lines: Record<string, string[]>;
  /** Books by site and medium. */
  readonly ledger: BlankLedger;
  /** What is on its way between sites. */
  readonly transfers: Record<string, BlankTransfer>;
  readonly reservations: Record<string, BlankReservation>;
  /** Serial numbers that were delivered, by medium. */
  readonly serialRanges: Record<string, SerialRange[]>;
  /** Job by serial number of its blank. */
  readonly serials: Record<string, string>;
  /** Since when applications whose print spoiled or failed had been in the line: they keep their turn. */
  readonly turns: Record<string, EpochMs>;
  sequence: number;
}

/** @internal */
export const printerTable = lazy(() =>
  compileMachine<PrinterContext, CentreEvent, CentreEffect, PrinterInput>(printerMachine),
);

/** Returns the centre after an event; the given state is changed. @internal */
export function evolveCentre(
  centre: CentreState,
  event: CentreEvent,
  meterConfig: (printerId: string) => MeterConfig,
): CentreState {
  if (event.type === 'job.queued') {
    const { type: _, at: __, ...job } = event;
    centre.jobs[job.jobId] = { ...job, state: 'queued', printerId: null, attempt: 0 };
    centre.sequence = job.sequence;
    delete centre.turns[job.applicationId];
    joinLine(centre, job.jobId);
    return centre;
  }
  const job = 'jobId' in event ? centre.jobs[event.jobId] : undefined;
  for (const move of movesOf(centre, event)) if (move.quantity !== 0) book(centre.ledger, move);
  const printer = 'printerId' in event ? centre.printers[event.printerId ?? ''] : undefined;
  if (printer) {
    const { id } = printer.context;
    const { state, context } = printerTable().step(printer.state, printer.context, event) ?? printer;
    centre.printers[id] = { state, context, meter: meterAfter(printer.meter, event, meterConfig(id)) };
  }
  evolveStock(centre, event);
  if (!('jobId' in event)) return centre;
  if (!job) {
    throw new LoketError('invalid-data', `event '${event.type}' names an unknown job`, {
      issues: [{ field: 'jobId', rule: 'must be a job of the centre', value: event.jobId }],
    });
  }
  evolveJob(centre, job, event);
  return centre;
}

/** What the books know beside numbers: what is on its way, kept for a purpose, and which serial numbers came. */
function evolveStock(centre: CentreState, event: CentreEvent): void {
  switch (event.type) {
    case 'blanks.received':
      for (const range of event.serials ?? []) {
        centre.serialRanges[event.medium] = [...(centre.serialRanges[event.medium] ?? []), range];
      }
      break;
    case 'blanks.sent': {
      const { transferId, site: from, to, medium, quantity, at: sentAt } = event;
      centre.transfers[transferId] = { transferId, medium, from, to, quantity, sentAt };
      break;
    }
    case 'blanks.arrived':
      delete centre.transfers[event.transferId];
      break;
    case 'blanks.reserved': {
      const { reservationId, site, medium, quantity, reason } = event;
      centre.reservations[reservationId] = { reservationId, medium, site, quantity, reason };
      accountOf(centre.ledger, site, medium).reserved += quantity;
      break;
    }
    case 'blanks.released':
      draw(centre, event.reservationId, Number.POSITIVE_INFINITY);
      break;
    case 'blanks.loaded':
      if (event.reservationId !== undefined) draw(centre, event.reservationId, event.quantity);
      break;
    default:
      break;
  }
}

function draw(centre: CentreState, reservationId: string, quantity: number): void {
  const reservation = centre.reservations[reservationId];
  if (!reservation) return;
  const drawn = Math.min(quantity, reservation.quantity);
  accountOf(centre.ledger, reservation.site, reservation.medium).reserved -= drawn;
  if (drawn === reservation.quantity) delete centre.reservations[reservationId];
  else centre.reservations[reservationId] = { ...reservation, quantity: reservation.quantity - drawn };
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
      centre.turns[job.applicationId] = job.since;
      if (event.type === 'job.spoiled' && event.serial !== undefined) centre.serials[event.serial] = jobId;
      delete centre.jobs[jobId];
      break;
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

/**
 * Tells how many blanks of a medium are free and how many jobs wait for them. Blanks at a site count where one of its
 * printers takes the medium; in the warehouse of another site they print nothing.
 */
export function stockOf(centre: CentreState, medium: string): { blanks: number; ahead: number } {
  const sites = new Set<string>();
  for (const { context } of Object.values(centre.printers))
    if (context.medium === medium) sites.add(context.site);
  let blanks = 0;
  for (const site of sites.size > 0 ? sites : Object.keys(centre.ledger)) {
    const account = centre.ledger[site]?.[medium];
    if (account) blanks += freeBlanks(account);
  }
  return { blanks, ahead: centre.lines[medium]?.length ?? 0 };
}
