import type { PrinterFacts } from './facts.js';
import { printerStates } from './operations.js';
import { hindrances } from './state-reasons.js';

/** Says why a printer takes no job now; `isDevice` when no other stands behind it, and `media` must be in its trays. @internal */
export function hindrance(
  printer: PrinterFacts,
  isDevice: boolean,
  media: string | undefined,
): string | undefined {
  // What a queue says of blanks is what its device said during the last job.
  const speaksForItself = isDevice && !printer.spooler;
  const stopping = speaksForItself ? hindrances(printer.reasons) : [];
  if (stopping.length > 0) return stopping.join(', ');
  if (media !== undefined && speaksForItself) {
    if (printer.mediaSupported.length > 0 && !printer.mediaSupported.includes(media))
      return `media-needed: the printer does not support '${media}'`;
    if (printer.mediaReady && !printer.mediaReady.includes(media))
      return `media-needed: '${media}' is in none of its trays`;
  }
  if (printer.state === printerStates.stopped)
    return ['the printer is stopped', ...hindrances(printer.reasons)].join(', ');
  return printer.accepting ? undefined : 'the printer accepts no jobs';
}
