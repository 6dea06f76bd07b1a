import type { EventRecord } from 'loket';

/** The books of the card blanks after an event. */
export interface BlankRow {
  readonly at: number;
  readonly what: string;
  readonly warehouse: number;
  readonly hoppers: number;
  readonly inProcess: number;
  readonly issued: number;
  readonly spoiled: number;
  readonly received: number;
}

/** Follows the blanks of one medium from its opening stock, booking by booking. */
export function blankRows(
  records: readonly EventRecord[],
  medium: string,
  opening: { readonly at: number; readonly quantity: number },
): BlankRow[] {
  let row: BlankRow = {
    at: opening.at,
    what: 'opening',
    warehouse: opening.quantity,
    hoppers: 0,
    inProcess: 0,
    issued: 0,
    spoiled: 0,
    received: 0,
  };
  const rows = [row];
  const jobs = new Set<string>();
  for (const { event } of records) {
    if (event.type === 'job.queued' && event.medium === medium) jobs.add(event.jobId);
    const mine = 'jobId' in event ? jobs.has(event.jobId) : 'medium' in event && event.medium === medium;
    if (!mine) continue;
    const next = booked(row, event);
    if (next === row) continue;
    row = { ...next, at: event.at, what: event.type };
    rows.push(row);
  }
  return rows;
}

function booked(row: BlankRow, event: EventRecord['event']): BlankRow {
  switch (event.type) {
    case 'blanks.received':
      return {
        ...row,
        warehouse: row.warehouse + event.quantity,
        received: row.received + event.quantity,
      };
    case 'blanks.loaded':
      return { ...row, warehouse: row.warehouse - event.quantity, hoppers: row.hoppers + event.quantity };
    case 'blanks.unloaded':
      return { ...row, warehouse: row.warehouse + event.quantity, hoppers: row.hoppers - event.quantity };
    case 'job.assigned':
      return { ...row, hoppers: row.hoppers - 1, inProcess: row.inProcess + 1 };
    case 'job.printed':
      return { ...row, inProcess: row.inProcess - 1, issued: row.issued + 1 };
    case 'job.spoiled':
      return { ...row, inProcess: row.inProcess - 1, spoiled: row.spoiled + 1 };
    case 'job.discarded':
      return { ...row, issued: row.issued - 1, spoiled: row.spoiled + 1 };
    case 'job.failed':
    case 'job.requeued':
      return { ...row, inProcess: row.inProcess - 1, hoppers: row.hoppers + 1 };
    default:
      return row;
  }
}

/** Blanks that can still become a card. */
export const left = ({ warehouse, hoppers, inProcess }: BlankRow): number => warehouse + hoppers + inProcess;
