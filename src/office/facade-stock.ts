import type { Actor } from '../internal/messages.js';
import {
  type BlankAccount,
  type BlankReservation,
  type BlankTransfer,
  freeBlanks,
  type SerialRange,
  type StockBoard,
  type StockForecast,
  stockBoard,
  stockForecast,
  unbookedSerials,
} from '../printing/index.js';
import type { CommandBody } from './aggregates.js';
import { type CommandOptions, type FacadeContext, give, read } from './facade.js';

/** Shows the books of a medium at a site. */
export interface StockView extends BlankAccount {
  readonly site: string;
  readonly medium: string;
  /** Blanks that can still be given to a job: hoppers, and the warehouse unless they are reserved. */
  readonly free: number;
  /** Jobs that wait for a blank, at whatever site. */
  readonly waiting: number;
}

/** Names a medium at a site, `main` if it is left out. */
export interface StockPlace {
  readonly medium: string;
  readonly site?: string | undefined;
}

/** Names blanks of a medium at a site. */
export interface StockQuantity extends StockPlace {
  /** 1 or more. */
  readonly quantity: number;
}

/** Tells what a stock take found. */
export interface StockDifference {
  /** Blanks that the books had, over all places that were counted. */
  readonly expected: number;
  readonly counted: number;
  /** Booked as missing; below 0 where more were found than the books had. */
  readonly missing: number;
}

/** Reads the stock. */
export interface StockReads {
  /** Shows the books of every medium at every site that has any of it. */
  stock(): Promise<readonly StockView[]>;
  /** Shows the stock as numbers only, fit for a public board. */
  board(): Promise<StockBoard>;
  /** Forecasts how long the blanks of a medium last, from the days on which printers printed. */
  forecast(medium: string): Promise<StockForecast>;
  /** Lists blanks on their way between sites. */
  transfers(): Promise<readonly BlankTransfer[]>;
  /** Lists what is kept for a purpose. */
  reservations(): Promise<readonly BlankReservation[]>;
  /** Lists delivered serial numbers that are booked on no card, as ranges. */
  unbookedSerials(medium: string): Promise<readonly SerialRange[]>;
}

/** Keeps the books of blanks and supplies as a person. */
export interface StockDesk extends StockReads {
  /** Books a delivery of blanks or supplies, with its serial numbers where they are known. */
  receive(
    delivery: StockQuantity & { readonly serials?: readonly SerialRange[] | undefined },
    options?: CommandOptions,
  ): Promise<void>;
  /** Moves blanks from the warehouse into a hopper, from a reservation if it is named. */
  load(
    move: {
      readonly printerId: string;
      readonly quantity: number;
      readonly reservationId?: string | undefined;
    },
    options?: CommandOptions,
  ): Promise<void>;
  /** Moves blanks from a hopper back into the warehouse. */
  unload(
    move: { readonly printerId: string; readonly quantity: number },
    options?: CommandOptions,
  ): Promise<void>;
  /** Sends blanks to another site; they are on the way until they arrive. */
  send(
    transfer: StockQuantity & { readonly transferId: string; readonly to: string },
    options?: CommandOptions,
  ): Promise<void>;
  /** Reports what arrived of a transfer; what did not is booked as missing there. */
  arrive(transferId: string, arrival: { readonly quantity: number }, options?: CommandOptions): Promise<void>;
  /** Gives blanks back to who delivered them. */
  giveBack(what: StockQuantity & { readonly reason: string }, options?: CommandOptions): Promise<void>;
  /** Books blanks that were spoiled without a print, in the warehouse or in a hopper. */
  spoil(
    what: StockQuantity & { readonly reason: string; readonly printerId?: string | undefined },
    options?: CommandOptions,
  ): Promise<void>;
  /** Keeps blanks of the warehouse for a purpose. */
  reserve(
    what: StockQuantity & { readonly reservationId: string; readonly reason: string },
    options?: CommandOptions,
  ): Promise<void>;
  /** Gives back what is left of a reservation. */
  release(reservationId: string, options?: CommandOptions): Promise<void>;
  /** Counts what lies at a site; the difference to the books is booked as missing. */
  takeStock(
    count: StockPlace & {
      /** Counted in the warehouse, reserved ones included. */
      readonly warehouse?: number | undefined;
      /** Counted in hoppers, by printer. */
      readonly hoppers?: Readonly<Record<string, number>> | undefined;
    },
    options?: CommandOptions,
  ): Promise<StockDifference>;
  /** Puts a new ribbon, film or other supply into a printer. */
  mount(
    what: { readonly printerId: string; readonly medium: string },
    options?: CommandOptions,
  ): Promise<void>;
}

/** @internal */
export function stockReads(context: FacadeContext): StockReads {
  const centre = async () => (await read(context, 'centre', 'main')).state;
  return {
    async stock() {
      const { ledger, lines } = await centre();
      return Object.entries(ledger).flatMap(([site, books]) =>
        Object.entries(books)
          .filter(([, account]) => site === 'main' || isUsed(account))
          .map(([medium, account]) => ({
            ...structuredClone(account),
            site,
            medium,
            free: freeBlanks(account),
            waiting: lines[medium]?.length ?? 0,
          })),
      );
    },
    board: async () => stockBoard(await centre()),
    forecast: async (medium) => stockForecast(await centre(), medium),
    transfers: async () => structuredClone(Object.values((await centre()).transfers)),
    reservations: async () => structuredClone(Object.values((await centre()).reservations)),
    unbookedSerials: async (medium) => unbookedSerials(await centre(), medium),
  };
}

function isUsed({ opening, received, transferredIn, missing }: BlankAccount): boolean {
  return opening + received + transferredIn > 0 || missing !== 0;
}

/** @internal */
export function stockDesk(context: FacadeContext, actor: Actor): StockDesk {
  const run = async (body: CommandBody, options?: CommandOptions): Promise<void> => {
    await give(context, actor, body, options);
  };
  return {
    ...stockReads(context),
    receive: ({ serials, ...what }, options) =>
      run({ ...what, type: 'blanks.receive', ...(serials && { serials: [...serials] }) }, options),
    load: (move, options) => run({ ...move, type: 'blanks.load' }, options),
    unload: (move, options) => run({ ...move, type: 'blanks.unload' }, options),
    send: (transfer, options) => run({ ...transfer, type: 'blanks.send' }, options),
    arrive: (transferId, { quantity }, options) =>
      run({ type: 'blanks.arrive', transferId, quantity }, options),
    giveBack: (what, options) => run({ ...what, type: 'blanks.return' }, options),
    spoil: (what, options) => run({ ...what, type: 'blanks.spoil' }, options),
    reserve: (what, options) => run({ ...what, type: 'blanks.reserve' }, options),
    release: (reservationId, options) => run({ type: 'blanks.release', reservationId }, options),
    async takeStock({ hoppers, ...count }, options) {
      const body = { ...count, type: 'stock.take', ...(hoppers && { hoppers: { ...hoppers } }) } as const;
      const events = await give(context, actor, body, options);
      const taken = events.find((event) => event.type === 'stock.taken');
      const counts = taken?.type === 'stock.taken' ? taken.counts : [];
      const sum = (of: 'expected' | 'counted') => counts.reduce((total, one) => total + one[of], 0);
      const [expected, counted] = [sum('expected'), sum('counted')];
      return { expected, counted, missing: expected - counted };
    },
    mount: (what, options) => run({ ...what, type: 'supply.mount' }, options),
  };
}
