import type { BlankMove } from './blank-moves.js';

/**
 * The books of one medium at one site: what came in stands on the left, where it is now on the right, and both are
 * always equal: `opening + received + transferredIn = warehouse + hoppers + inProcess + issued + spoiled + returned +
 * missing + transferredOut`. A supply, such as a ribbon, has the same books; there a hopper is the printer it is
 * mounted in, and `issued` is used up.
 */
export interface BlankAccount {
  readonly opening: number;
  /** Blanks that were delivered. */
  received: number;
  /** Blanks that came from other sites. */
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
  /** Blanks that went back to who delivered them. */
  returned: number;
  /** Blanks that stock takes did not find; below 0 where they found more than the books had. */
  missing: number;
  /** Blanks that went to other sites, arrived or still on the way. */
  transferredOut: number;
  /** Blanks of the warehouse that are kept for a purpose; they are part of `warehouse`. */
  reserved: number;
}

/** The books of a print centre, by site and medium. */
export type BlankLedger = Record<string, Record<string, BlankAccount>>;

/** Opens the books of a medium at a site. @internal */
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
    reserved: 0,
  };
}

/**
 * Counts blanks that can still be given to a job: in hoppers, and in the warehouse unless they are reserved.
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
 * const books = initial('main').ledger.main?.card;
 * books && freeBlanks(books); //=> 100
 * ```
 */
export function freeBlanks(account: BlankAccount): number {
  return account.warehouse - account.reserved + inHoppers(account);
}

function inHoppers({ hoppers }: BlankAccount): number {
  let sum = 0;
  for (const printerId in hoppers) sum += hoppers[printerId] ?? 0;
  return sum;
}

/**
 * Tells by how much the two sides of the books differ: 0 always, or the books were changed from outside.
 *
 * @example
 * ```ts
 * import { centreDecider, imbalance } from 'loket/printing';
 *
 * const { initial } = centreDecider({ printers: [], media: [{ id: 'card', form: 'card' }], stock: { card: 80 } });
 * const books = initial('main').ledger.main?.card;
 * books && imbalance(books); //=> 0
 * books && imbalance({ ...books, warehouse: 79 }); //=> 1
 * ```
 */
export function imbalance(account: BlankAccount): number {
  const came = account.opening + account.received + account.transferredIn;
  const { warehouse, inProcess, issued, spoiled, returned, missing, transferredOut } = account;
  const there = warehouse + inHoppers(account) + inProcess + issued + spoiled + returned + missing;
  return came - (there + transferredOut);
}

/** Books a move: what leaves one place comes to another. @internal */
export function book(ledger: BlankLedger, { site, medium, from, to, printerId, quantity }: BlankMove): void {
  const account = accountOf(ledger, site, medium);
  post(account, from, printerId, -quantity);
  post(account, to, printerId, quantity);
}

/** Finds the books of a medium at a site, opening empty ones where there are none. @internal */
export function accountOf(ledger: BlankLedger, site: string, medium: string): BlankAccount {
  const books = ledger[site] ?? {};
  ledger[site] = books;
  const account = books[medium] ?? openAccount(0, {});
  books[medium] = account;
  return account;
}

function post(account: BlankAccount, place: BlankMove['from'], printerId: string, by: number): void {
  switch (place) {
    // What comes in is on the left side of the books: it grows by what its place gives away.
    case 'received':
    case 'transferredIn':
      account[place] -= by;
      break;
    case 'hopper':
      account.hoppers[printerId] = (account.hoppers[printerId] ?? 0) + by;
      break;
    default:
      account[place] += by;
  }
}
