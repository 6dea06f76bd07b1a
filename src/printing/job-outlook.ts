import type { EpochMs } from '../internal/time.js';
import { type Explanation, say, type Words } from '../internal/words.js';
import { type CentreState, type PrintJob, stockOf } from './centre-state.js';
import { printerOutlook } from './printer-outlook.js';
import { printingWords } from './words-en.js';

/** Where a print job stands, and what it waits for. */
export interface JobOutlook {
  readonly jobId: string;
  readonly state: PrintJob['state'];
  /** Jobs of the medium that come before it; 0 once it is at a printer. */
  readonly ahead: number;
  /** Where it is, what it waits for and why, in words. */
  readonly why: readonly Explanation[];
  /** Days of printing until it is printed, if nothing changes; `null` where that cannot be told. */
  readonly days: number | null;
}

/**
 * Tells where a print job stands and why it waits: for its turn, for a blank, for a printer, or for a person who looks.
 *
 * @example
 * ```ts
 * import { centreDecider, jobOutlook } from 'loket/printing';
 *
 * const decider = centreDecider({ printers: [], media: [{ id: 'card', form: 'card' }], stock: {} });
 * let centre = decider.initial('main');
 * const asked = decider.decide(centre, {
 *   type: 'print.request', id: 'c-1', at: 0, by: { id: 'system', role: 'system' },
 *   jobId: 'j-1', applicationId: 'a-1', medium: 'card', kind: 'id', since: 0,
 * }, {});
 * if (asked.ok) for (const event of asked.events) centre = decider.evolve(centre, event);
 * jobOutlook(centre, 'j-1', 0)?.why.map(({ code }) => code); //=> ['print.waits', 'print.noPrinter']
 * ```
 */
export function jobOutlook(
  centre: CentreState,
  jobId: string,
  at: EpochMs,
  words: Words = printingWords,
): JobOutlook | undefined {
  const job = centre.jobs[jobId];
  if (!job) return undefined;
  const { state, medium } = job;
  const printerId = job.printerId ?? '';
  if (state !== 'queued')
    return {
      jobId,
      state,
      ahead: 0,
      why: [say(words, `print.${state}`, { printer: printerId })],
      days: null,
    };
  const ahead = centre.lines[medium]?.indexOf(jobId) ?? 0;
  const { blanks } = stockOf(centre, medium);
  const printers = Object.values(centre.printers).filter(({ context }) => context.medium === medium);
  const why = [say(words, 'print.waits', { ahead })];
  const inService = printers.filter(
    ({ state: how }) => !['stopped', 'inRepair', 'breaking', 'offline'].includes(how),
  );
  const pace = inService.reduce((sum, printer) => sum + printerOutlook(printer).cardsPerDay, 0);
  const short = ahead + 1 - blanks;
  if (printers.length === 0) why.push(say(words, 'print.noPrinter', { medium }));
  else if (short > 0) why.push(say(words, 'print.noBlank', { medium, blanks, short }));
  else if (inService.length === 0) why.push(say(words, 'print.noneInService', { printers: printers.length }));
  else {
    const paused = inService.filter(({ state: how }) => how !== 'idle' && how !== 'printing');
    why.push(say(words, 'print.turn', { printers: inService.length, paused: paused.length }));
    const cooled = Math.max(0, ...paused.map(({ context }) => (context.until ?? at) - at));
    if (paused.length === inService.length && cooled > 0)
      why.push(say(words, 'print.cooling', { minutes: Math.ceil(cooled / 60_000) }));
  }
  return { jobId, state, ahead, why, days: short > 0 || pace === 0 ? null : (ahead + 1) / pace };
}
