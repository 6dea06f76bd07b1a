/**
 * What a printer's state reason means for a print: `empty`: no blank is there to print on; `stops`: it prints nothing
 * until somebody helps; `spoils`: a card that is in the machine is lost when this strikes. Other reasons hinder nothing.
 */
export type ReasonMeaning = 'empty' | 'stops' | 'spoils';

/**
 * Keywords of RFC 8011 §5.4.12 and PWG 5100.9 §2.1; `offline` and `connecting-to-device` are of CUPS. The severity at
 * the end (`-report`, `-warning`, `-error`) is left out: printers choose it by their own state, not by what is wrong.
 */
const meanings: Readonly<Record<string, ReasonMeaning>> = {
  'media-empty': 'empty',
  'media-needed': 'empty',
  'input-tray-missing': 'empty',
  'input-media-supply-empty': 'empty',
  'media-jam': 'spoils',
  'marker-supply-empty': 'spoils',
  'marker-supply-missing': 'spoils',
  'toner-empty': 'spoils',
  'marker-failure': 'spoils',
  'cover-open': 'stops',
  'door-open': 'stops',
  'interlock-open': 'stops',
  'output-area-full': 'stops',
  'output-tray-missing': 'stops',
  'spool-area-full': 'stops',
  paused: 'stops',
  'moving-to-paused': 'stops',
  shutdown: 'stops',
  'timed-out': 'stops',
  offline: 'stops',
  'connecting-to-device': 'stops',
};

/**
 * Tells what a printer's state reason means for a print, `undefined` when it hinders none.
 *
 * @param reason - a keyword of `printer-state-reasons`, with or without its severity
 *
 * @example
 * ```ts
 * import { meaningOf } from 'loket/printing/ipp';
 *
 * meaningOf('media-empty-report'); //=> 'empty'
 * meaningOf('media-jam-error'); //=> 'spoils'
 * meaningOf('media-low-report'); //=> undefined
 * ```
 */
export function meaningOf(reason: string): ReasonMeaning | undefined {
  const bare = reason.replace(/-(report|warning|error)$/, '');
  return Object.hasOwn(meanings, bare) ? meanings[bare] : undefined;
}

/** Picks the reasons for which a printer prints nothing now. @internal */
export function hindrances(reasons: readonly string[]): string[] {
  return reasons.filter((reason) => meaningOf(reason) !== undefined);
}

/** Keywords of RFC 8011 §5.3.8 that say why a job ended or does not go on. */
const jobReasons: ReadonlySet<string> = new Set([
  'aborted-by-system',
  'compression-error',
  'document-access-error',
  'document-format-error',
  'job-canceled-at-device',
  'job-canceled-by-operator',
  'job-canceled-by-user',
  'job-completed-with-errors',
  'job-completed-with-warnings',
  'job-data-insufficient',
  'job-incoming',
  'printer-stopped',
  'printer-stopped-partly',
  'processing-to-stop-point',
  'resources-are-not-ready',
  'service-off-line',
  'submission-interrupted',
  'unsupported-compression',
  'unsupported-document-format',
]);

/** Tells whether a job's reason is one of those that may be repeated. @internal */
export function isJobReason(reason: string): boolean {
  return jobReasons.has(reason);
}
