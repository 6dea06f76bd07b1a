import type { CentreState } from './centre-state.js';
import type { CentreEvent } from './messages.js';

/** A place in the books of a site. */
export type BlankPlace =
  | 'received'
  | 'transferredIn'
  | 'warehouse'
  | 'hopper'
  | 'inProcess'
  | 'issued'
  | 'spoiled'
  | 'returned'
  | 'missing'
  | 'transferredOut';

/** A booking: blanks that go from one place of a site's books to another. */
export interface BlankMove {
  readonly site: string;
  readonly medium: string;
  readonly from: BlankPlace;
  readonly to: BlankPlace;
  /** Whose hopper it is, where a hopper is concerned; empty otherwise. */
  readonly printerId: string;
  /** Fewer than 0 for blanks that were found. */
  readonly quantity: number;
}

/** Where events that name no site happened. @internal */
export const mainSite = 'main';

/** Tells which bookings an event stands for; the state is that before the event. @internal */
export function movesOf(centre: CentreState, event: CentreEvent): readonly BlankMove[] {
  switch (event.type) {
    case 'blanks.received':
      return [move(event.site ?? mainSite, event.medium, 'received', 'warehouse', event.quantity)];
    case 'blanks.loaded':
    case 'blanks.unloaded': {
      const { printerId, medium, quantity } = event;
      const site = siteOf(centre, printerId);
      return event.type === 'blanks.loaded'
        ? [move(site, medium, 'warehouse', 'hopper', quantity, printerId)]
        : [move(site, medium, 'hopper', 'warehouse', quantity, printerId)];
    }
    case 'blanks.sent':
      return [move(event.site, event.medium, 'warehouse', 'transferredOut', event.quantity)];
    case 'blanks.arrived': {
      const { site, medium, quantity, missing } = event;
      return [
        move(site, medium, 'transferredIn', 'warehouse', quantity),
        move(site, medium, 'transferredIn', 'missing', missing),
      ];
    }
    case 'blanks.returned':
      return [move(event.site, event.medium, 'warehouse', 'returned', event.quantity)];
    case 'blanks.spoiled': {
      const { site, medium, quantity, printerId } = event;
      const from = printerId === undefined ? 'warehouse' : 'hopper';
      return [move(site, medium, from, 'spoiled', quantity, printerId)];
    }
    case 'stock.taken':
      return event.counts.map(({ printerId, expected, counted }) => {
        const from = printerId === undefined ? 'warehouse' : 'hopper';
        return move(event.site, event.medium, from, 'missing', expected - counted, printerId);
      });
    case 'supply.mounted': {
      const { printerId, medium, replaced } = event;
      const site = siteOf(centre, printerId);
      return [
        move(site, medium, 'hopper', 'issued', replaced, printerId),
        move(site, medium, 'warehouse', 'hopper', 1, printerId),
      ];
    }
    default:
      return jobMoves(centre, event);
  }
}

function jobMoves(centre: CentreState, event: CentreEvent): readonly BlankMove[] {
  const job = 'jobId' in event ? centre.jobs[event.jobId] : undefined;
  if (!job) return [];
  const printerId = ('printerId' in event ? event.printerId : job.printerId) ?? '';
  const site = siteOf(centre, printerId);
  const one = (from: BlankPlace, to: BlankPlace) => [move(site, job.medium, from, to, 1, printerId)];
  switch (event.type) {
    case 'job.assigned':
      return one('hopper', 'inProcess');
    case 'job.printed':
      return one('inProcess', 'issued');
    case 'job.spoiled':
      return one('inProcess', 'spoiled');
    case 'job.failed':
    case 'job.requeued':
      return one('inProcess', 'hopper');
    case 'job.discarded':
      return one('issued', 'spoiled');
    default:
      return [];
  }
}

function siteOf(centre: CentreState, printerId: string): string {
  return centre.printers[printerId]?.context.site ?? mainSite;
}

function move(
  site: string,
  medium: string,
  from: BlankPlace,
  to: BlankPlace,
  quantity: number,
  printerId = '',
): BlankMove {
  return { site, medium, from, to, printerId, quantity };
}
