import type { PrintOutcome } from '../driver.js';
import type { JobFacts, PrinterFacts } from './facts.js';
import { jobStates } from './operations.js';
import { hindrances, isJobReason, meaningOf, type ReasonMeaning } from './state-reasons.js';

/** What a job came to by the word of the device that did it; `working` while it has not ended. @internal */
export type Verdict = Exclude<PrintOutcome, { readonly outcome: 'accepted' | 'unavailable' }> | 'working';

/** How a device says in words what its keywords would say, and how loket says it; they follow `ippeveprinter` and drivers of card printers. */
const words: readonly (readonly [RegExp, ReasonMeaning, string])[] = [
  [/\bjam/i, 'spoils', 'a jam'],
  [/\b(ribbon|marker|toner|film|chip)\b/i, 'spoils', 'ribbon, film or chip'],
  [
    /\bmedia[- ](empty|needed)|\b(out of|no) (cards?|media|paper)\b|\b(feeder|hopper) (is )?empty\b/i,
    'empty',
    'no blank',
  ],
];

/**
 * Judges a job by what its device says. Only a counted impression proves a card; of an ended job that is not completed,
 * a blank is taken for whole only when the device never began, or an empty hopper is the one thing that went wrong.
 * @internal
 */
export function judge(
  job: JobFacts,
  printer: PrinterFacts | undefined,
  onJam: 'spoiled' | 'unknown',
): Verdict {
  switch (job.state) {
    case jobStates.completed:
      if (job.impressions === 0)
        return { outcome: 'unknown', reason: 'the device says completed and counted no impression' };
      return job.serial === undefined ? { outcome: 'printed' } : { outcome: 'printed', serial: job.serial };
    case jobStates.canceled:
    case jobStates.aborted: {
      const reason = reasonOf(job, printer);
      const nothingOut = (job.impressions ?? 0) === 0;
      if (nothingOut && (job.untouched || onlyEmpty(job, printer))) return { outcome: 'failed', reason };
      return { outcome: onJam, reason };
    }
    default:
      return 'working';
  }
}

function onlyEmpty(job: JobFacts, printer: PrinterFacts | undefined): boolean {
  const own = meaningsOf(job);
  // The printer's reasons may be left from an earlier job, so the job's own come first.
  const all = own.length > 0 ? own : (printer?.reasons ?? []).flatMap((reason) => meaningOf(reason) ?? []);
  return all.length > 0 && all.every((meaning) => meaning === 'empty');
}

function meaningsOf(job: JobFacts): ReasonMeaning[] {
  const said = words.filter(([pattern]) => pattern.test(job.message)).map(([, meaning]) => meaning);
  return [...job.reasons.flatMap((reason) => meaningOf(reason) ?? []), ...said];
}

/** Says why by keywords that loket knows: a device's own words may hold anything. */
function reasonOf(job: JobFacts, printer: PrinterFacts | undefined): string {
  const ended = job.state === jobStates.canceled ? 'canceled' : 'aborted';
  const why = [
    ...words.filter(([pattern]) => pattern.test(job.message)).map(([, , own]) => own),
    ...job.reasons.filter((reason) => isJobReason(reason) || meaningOf(reason) !== undefined),
    ...hindrances(printer?.reasons ?? []),
  ];
  return `${ended} by the device: ${[...new Set(why)].join('; ') || 'no reason given'}`;
}
