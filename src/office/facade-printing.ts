import type { Actor } from '../internal/messages.js';
import type { EpochMs } from '../internal/time.js';
import { type BlankAccount, freeBlanks, type PrintJob } from '../printing/index.js';
import type { CommandBody } from './aggregates.js';
import { type CommandOptions, type FacadeContext, give, read } from './facade.js';

/** Shows a printer. */
export interface PrinterView {
  readonly id: string;
  /** `idle`, `printing`, `finishing`, `offline` or `stopped`. */
  readonly state: string;
  readonly medium: string;
  /** Blanks in its hopper. */
  readonly blanks: number;
  readonly jobId: string | null;
  /** Why it is offline or stopped. */
  readonly reason: string | null;
}

/** Shows the books of a medium. */
export interface StockView extends BlankAccount {
  readonly medium: string;
  /** Blanks that can still be given to a job: warehouse and hoppers. */
  readonly free: number;
  /** Jobs that wait for a blank. */
  readonly waiting: number;
}

/** Shows a job that a person may have to confirm. */
export interface WorkItem {
  readonly jobId: string;
  readonly applicationId: string;
  readonly kind: string;
  readonly medium: string;
  readonly printerId: string;
  /** `sent` until the driver has answered, `running`, or `unknown` when nobody knows what came of it. */
  readonly state: 'sent' | 'running' | 'unknown';
  readonly since: EpochMs;
}

/** Reads printers, stock and work. */
export interface PrintingReads {
  /** Shows every printer. */
  printers(): Promise<readonly PrinterView[]>;
  /** Shows the books of every medium. */
  stock(): Promise<readonly StockView[]>;
  /** Lists jobs at a printer, those of one printer if it is named. */
  worklist(query?: { readonly printerId?: string }): Promise<readonly WorkItem[]>;
}

/** Works on printing as a person. */
export interface PrintingDesk extends PrintingReads {
  /** Confirms a print with the document in hand; media with serial numbers need the serial. */
  confirm(jobId: string, card?: { readonly serial?: string }, options?: CommandOptions): Promise<void>;
  /** Reports a print that spoiled its blank. */
  spoiled(jobId: string, why: { readonly reason: string }, options?: CommandOptions): Promise<void>;
  /** Reports a print that failed and used no blank. */
  failed(jobId: string, why: { readonly reason: string }, options?: CommandOptions): Promise<void>;
  /** Reports that nobody knows what came of a print. */
  unknown(jobId: string, why: { readonly reason: string }, options?: CommandOptions): Promise<void>;
  /** Books a delivery of blanks into the warehouse. */
  receive(
    delivery: { readonly medium: string; readonly quantity: number },
    options?: CommandOptions,
  ): Promise<void>;
  /** Moves blanks from the warehouse into a hopper. */
  load(
    move: { readonly printerId: string; readonly quantity: number },
    options?: CommandOptions,
  ): Promise<void>;
  /** Moves blanks from a hopper back into the warehouse. */
  unload(
    move: { readonly printerId: string; readonly quantity: number },
    options?: CommandOptions,
  ): Promise<void>;
  /** Takes a printer out of service after its present job. */
  stopPrinter(printerId: string, why: { readonly reason: string }, options?: CommandOptions): Promise<void>;
  /** Puts a printer back into service. */
  startPrinter(printerId: string, options?: CommandOptions): Promise<void>;
}

/** @internal */
export function printingReads(context: FacadeContext): PrintingReads {
  const centre = async () => (await read(context, 'centre', 'main')).state;
  return {
    async printers() {
      const { printers, ledger } = await centre();
      return Object.values(printers).map(({ state, context: { id, medium, jobId, reason } }) => ({
        id,
        state,
        medium,
        blanks: ledger[medium]?.hoppers[id] ?? 0,
        jobId,
        reason,
      }));
    },
    async stock() {
      const { ledger, lines } = await centre();
      return Object.entries(ledger).map(([medium, account]) => ({
        ...structuredClone(account),
        medium,
        free: freeBlanks(account),
        waiting: lines[medium]?.length ?? 0,
      }));
    },
    async worklist({ printerId } = {}) {
      const { printers, jobs } = await centre();
      const unknown = Object.values(jobs).filter((job) => job.state === 'unknown');
      const running = Object.values(printers).flatMap((p) => jobs[p.context.jobId ?? ''] ?? []);
      return [...running, ...unknown]
        .filter((job) => printerId === undefined || job.printerId === printerId)
        .map(workItem);
    },
  };
}

/** @internal */
export function printingDesk(context: FacadeContext, actor: Actor): PrintingDesk {
  const run = async (body: CommandBody, options?: CommandOptions): Promise<void> => {
    await give(context, actor, body, options);
  };
  return {
    ...printingReads(context),
    confirm: (jobId, card = {}, options) =>
      run(
        { type: 'card.printed', jobId, ...(card.serial === undefined ? {} : { serial: card.serial }) },
        options,
      ),
    spoiled: (jobId, { reason }, options) => run({ type: 'card.spoiled', jobId, reason }, options),
    failed: (jobId, { reason }, options) => run({ type: 'card.failed', jobId, reason }, options),
    unknown: (jobId, { reason }, options) => run({ type: 'card.unknown', jobId, reason }, options),
    receive: ({ medium, quantity }, options) => run({ type: 'blanks.receive', medium, quantity }, options),
    load: ({ printerId, quantity }, options) => run({ type: 'blanks.load', printerId, quantity }, options),
    unload: ({ printerId, quantity }, options) =>
      run({ type: 'blanks.unload', printerId, quantity }, options),
    stopPrinter: (printerId, { reason }, options) =>
      run({ type: 'printer.stop', printerId, reason }, options),
    startPrinter: (printerId, options) => run({ type: 'printer.start', printerId }, options),
  };
}

function workItem(job: PrintJob): WorkItem {
  const { jobId, applicationId, kind, medium, printerId, state, since } = job;
  return {
    jobId,
    applicationId,
    kind,
    medium,
    printerId: printerId ?? '',
    state: state === 'unknown' || state === 'sent' ? state : 'running',
    since,
  };
}
