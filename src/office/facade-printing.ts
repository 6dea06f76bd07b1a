import type { Actor } from '../internal/messages.js';
import type { EpochMs } from '../internal/time.js';
import { type PrinterOutlook, type PrintJob, printerOutlook } from '../printing/index.js';
import type { CommandBody } from './aggregates.js';
import { type CommandOptions, type FacadeContext, give, read } from './facade.js';
import { type StockDesk, type StockReads, stockDesk, stockReads } from './facade-stock.js';

/** Shows a printer. */
export interface PrinterView {
  readonly id: string;
  /** Where it stands. */
  readonly site: string;
  /**
   * `idle`, `printing`, `outOfMedia`, `outOfRibbon`, `cooling`, `resting` (its day's cards are made), `offline`,
   * `stopped`, `inRepair`; `finishing` and `breaking` while it still has a job.
   */
  readonly state: string;
  readonly medium: string;
  /** Blanks in its hopper. */
  readonly blanks: number;
  /** Prints that are left, by supply. */
  readonly printsLeft: Readonly<Record<string, number>>;
  readonly jobId: string | null;
  /** Why it is offline, stopped or in repair. */
  readonly reason: string | null;
  /** When a pause ends by itself. */
  readonly until: EpochMs | null;
  /** What is to be expected of it, learned from what it did. */
  readonly outlook: PrinterOutlook;
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
export interface PrintingReads extends StockReads {
  /** Shows every printer. */
  printers(): Promise<readonly PrinterView[]>;
  /** Lists jobs at a printer, those of one printer if it is named. */
  worklist(query?: { readonly printerId?: string }): Promise<readonly WorkItem[]>;
}

/** Works on printing as a person. */
export interface PrintingDesk extends PrintingReads, StockDesk {
  /** Confirms a print with the document in hand; media with serial numbers need the serial. */
  confirm(jobId: string, card?: { readonly serial?: string }, options?: CommandOptions): Promise<void>;
  /** Reports a print that spoiled its blank. */
  spoiled(
    jobId: string,
    why: { readonly reason: string; readonly serial?: string | undefined },
    options?: CommandOptions,
  ): Promise<void>;
  /** Reports a print that failed and used no blank. */
  failed(jobId: string, why: { readonly reason: string }, options?: CommandOptions): Promise<void>;
  /** Reports that nobody knows what came of a print. */
  unknown(jobId: string, why: { readonly reason: string }, options?: CommandOptions): Promise<void>;
  /** Takes a printer out of service after its present job. */
  stopPrinter(printerId: string, why: { readonly reason: string }, options?: CommandOptions): Promise<void>;
  /** Puts a printer back into service. */
  startPrinter(printerId: string, options?: CommandOptions): Promise<void>;
  /** Reports that a printer is broken; a job that it has must still be reported. */
  breakPrinter(printerId: string, why: { readonly reason: string }, options?: CommandOptions): Promise<void>;
  /** Reports that a printer is repaired. */
  repairPrinter(printerId: string, options?: CommandOptions): Promise<void>;
}

/** @internal */
export function printingReads(context: FacadeContext): PrintingReads {
  const centre = async () => (await read(context, 'centre', 'main')).state;
  const configs = new Map(context.core.config.printers.map((printer) => [printer.id, printer]));
  return {
    ...stockReads(context),
    async printers() {
      const { printers, ledger } = await centre();
      return Object.values(printers).map((printer) => {
        const { state, meter } = printer;
        const { id, site, medium, jobId, reason, until } = printer.context;
        return {
          id,
          site,
          state,
          medium,
          blanks: ledger[site]?.[medium]?.hoppers[id] ?? 0,
          printsLeft: { ...meter.printsLeft },
          jobId,
          reason,
          until,
          outlook: printerOutlook(printer, configs.get(id)),
        };
      });
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
    ...stockDesk(context, actor),
    confirm: (jobId, card = {}, options) =>
      run(
        { type: 'card.printed', jobId, ...(card.serial === undefined ? {} : { serial: card.serial }) },
        options,
      ),
    spoiled: (jobId, why, options) => run({ ...why, type: 'card.spoiled', jobId }, options),
    failed: (jobId, { reason }, options) => run({ type: 'card.failed', jobId, reason }, options),
    unknown: (jobId, { reason }, options) => run({ type: 'card.unknown', jobId, reason }, options),
    stopPrinter: (printerId, { reason }, options) =>
      run({ type: 'printer.stop', printerId, reason }, options),
    startPrinter: (printerId, options) => run({ type: 'printer.start', printerId }, options),
    breakPrinter: (printerId, { reason }, options) =>
      run({ type: 'printer.break', printerId, reason }, options),
    repairPrinter: (printerId, options) => run({ type: 'printer.repair', printerId }, options),
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
