import type { CentreEvent } from './messages.js';

/**
 * The books of one medium: what came in stands on the left, where it is now on the right, and both are always equal:
 * `opening + received + transferredIn = warehouse + hoppers + inProcess + issued + spoiled + returned + missing +
 * transferredOut`.
 */
export interface BlankAccount {
  readonly opening: number;
  received: number;
  transferredIn: number;
  warehouse: number;
  /** Blanks in each printer's hopper. */
  readonly hoppers: Record<string, number>;
  /** Blanks given to a job whose print is not confirmed yet. */
  inProcess: number;
  /** Blanks that became a good document. */
  issued: number;
  /** Blanks that were spoiled, or became a document that was destroyed. */
  spoiled: number;
  returned: number;
  missing: number;
  transferredOut: number;
}

/** Opens the books of a medium. @internal */
export function openAccount(warehouse: number, hoppers: Record<string, number>): BlankAccount {
  const loaded = Object.values(hoppers).reduce((sum, n) => sum + n, 0);
  return {
    opening: warehouse + loaded,
    received: 0,
    transferredIn: 0,
    warehouse,
    hoppers: { ...hoppers },
    inProcess: 0,
    issued: 0,
    spoiled: 0,
    returned: 0,
    missing: 0,
    transferredOut: 0,
  };
}

/**
 * Counts blanks that can still be given to a job: in the warehouse and in hoppers.
 *
 * @example
 * ```ts
 * import { centreDecider, freeBlanks } from 'loket/printing';
 *
 * const { initial } = centreDecider({
 *   printers: [{ id: 'P1', medium: 'card', blanks: 20 }],
 *   media: [{ id: 'card', form: 'card' }],
 *   stock: { card: 80 },
 * });
 * const books = initial('main').ledger.card;
 * books && freeBlanks(books); //=> 100
 * ```
 */
export function freeBlanks(account: BlankAccount): number {
  return account.warehouse + Object.values(account.hoppers).reduce((sum, n) => sum + n, 0);
}

/**
 * Tells by how much the two sides of the books differ: 0 always, or the books were changed from outside.
 *
 * @example
 * ```ts
 * import { centreDecider, imbalance } from 'loket/printing';
 *
 * const { initial } = centreDecider({ printers: [], media: [{ id: 'card', form: 'card' }], stock: { card: 80 } });
 * const books = initial('main').ledger.card;
 * books && imbalance(books); //=> 0
 * books && imbalance({ ...books, warehouse: 79 }); //=> 1
 * ```
 */
export function imbalance(account: BlankAccount): number {
  const came = account.opening + account.received + account.transferredIn;
  const { inProcess, issued, spoiled, returned, missing, transferredOut } = account;
  return came - (freeBlanks(account) + inProcess + issued + spoiled + returned + missing + transferredOut);
}

/** Books an event; every booking moves blanks from one account to another. @internal */
export function book(account: BlankAccount, event: CentreEvent): void {
  switch (event.type) {
    case 'blanks.received':
      account.received += event.quantity;
      account.warehouse += event.quantity;
      break;
    case 'blanks.loaded':
      account.warehouse -= event.quantity;
      toHopper(account, event.printerId, event.quantity);
      break;
    case 'blanks.unloaded':
      toHopper(account, event.printerId, -event.quantity);
      account.warehouse += event.quantity;
      break;
    case 'job.assigned':
      toHopper(account, event.printerId, -1);
      account.inProcess++;
      break;
    case 'job.printed':
      account.inProcess--;
      account.issued++;
      break;
    case 'job.spoiled':
      account.inProcess--;
      account.spoiled++;
      break;
    case 'job.failed':
    case 'job.requeued':
      account.inProcess--;
      toHopper(account, event.printerId, 1);
      break;
    case 'job.discarded':
      account.issued--;
      account.spoiled++;
      break;
    default:
      break;
  }
}

function toHopper(account: BlankAccount, printerId: string, quantity: number): void {
  account.hoppers[printerId] = (account.hoppers[printerId] ?? 0) + quantity;
}
