import { type CentreState, stockOf } from './centre-state.js';
import { freeBlanks } from './ledger.js';
import { openRanges, type SerialRange } from './serial-range.js';

/** How long the blanks of a medium will last. */
export interface StockForecast {
  readonly medium: string;
  /** Blanks that can still be given to a job. */
  readonly free: number;
  /** Jobs that wait for one. */
  readonly waiting: number;
  /** Blanks used on a day on which printers print, spoiled ones included; `null` before the first such day. */
  readonly perDay: number | null;
  /**
   * Days of printing until the last blank, at that pace: likely, and between which it lies with eight chances in ten;
   * `high` is `null` where the pace may be 0. `null` before the first day.
   */
  readonly daysLeft: { readonly low: number; readonly likely: number; readonly high: number | null } | null;
}

/** Numbers of one medium at one site, and nothing about anybody. */
export interface StockBoardLine {
  readonly site: string;
  readonly medium: string;
  readonly free: number;
  readonly reserved: number;
  readonly issued: number;
  readonly spoiled: number;
}

/** What may be shown to everybody: numbers only. */
export interface StockBoard {
  readonly stock: readonly StockBoardLine[];
  /** Jobs that wait for a blank, by medium. */
  readonly waiting: Readonly<Record<string, number>>;
  /** Blanks on their way between sites, by medium. */
  readonly onTheWay: Readonly<Record<string, number>>;
}

/** Standard deviations between which eight in ten lie. */
const eightInTen = 1.2816;

/**
 * Forecasts how long the blanks of a medium last, from how many its printers used on the days on which they printed. What
 * is used on a day is taken to scatter as a Poisson count does.
 *
 * @example
 * ```ts
 * import { centreDecider, stockForecast } from 'loket/printing';
 *
 * const { initial } = centreDecider({
 *   printers: [{ id: 'P1', medium: 'card', blanks: 20 }],
 *   media: [{ id: 'card', form: 'card' }],
 *   stock: { card: 80 },
 * });
 * stockForecast(initial('main'), 'card').free; //=> 100
 * ```
 */
export function stockForecast(centre: CentreState, medium: string): StockForecast {
  const { blanks: free, ahead: waiting } = stockOf(centre, medium);
  let perDay = 0;
  let variance = 0;
  for (const { context, meter } of Object.values(centre.printers)) {
    if (context.medium !== medium || meter.days === 0) continue;
    const pace = (meter.printed + meter.spoiled) / meter.days;
    perDay += pace;
    variance += pace / meter.days;
  }
  if (perDay === 0) return { medium, free, waiting, perDay: null, daysLeft: null };
  const off = eightInTen * Math.sqrt(variance);
  const slow = perDay - off;
  const daysLeft = {
    low: free / (perDay + off),
    likely: free / perDay,
    high: slow > 0 ? free / slow : null,
  };
  return { medium, free, waiting, perDay, daysLeft };
}

/**
 * Shows the stock as numbers only, fit for a public board.
 *
 * @example
 * ```ts
 * import { centreDecider, stockBoard } from 'loket/printing';
 *
 * const { initial } = centreDecider({ printers: [], media: [{ id: 'card', form: 'card' }], stock: { card: 400 } });
 * stockBoard(initial('main')).stock[0]?.free; //=> 400
 * ```
 */
export function stockBoard({ ledger, lines, transfers }: CentreState): StockBoard {
  const stock = Object.entries(ledger).flatMap(([site, books]) =>
    Object.entries(books).map(([medium, account]) => {
      const { reserved, issued, spoiled } = account;
      return { site, medium, free: freeBlanks(account), reserved, issued, spoiled };
    }),
  );
  const onTheWay: Record<string, number> = {};
  for (const { medium, quantity } of Object.values(transfers))
    onTheWay[medium] = (onTheWay[medium] ?? 0) + quantity;
  const waiting = Object.fromEntries(Object.entries(lines).map(([medium, line]) => [medium, line.length]));
  return { stock, waiting, onTheWay };
}

/**
 * Lists the serial numbers that were delivered and are booked on no card, as ranges: a stock take looks for these.
 *
 * @example
 * ```ts
 * import { centreDecider, unbookedSerials } from 'loket/printing';
 *
 * const decider = centreDecider({ printers: [], media: [{ id: 'card', form: 'card', serialNumbers: true }], stock: {} });
 * let centre = decider.initial('main');
 * const delivery = decider.decide(centre, {
 *   type: 'blanks.receive', id: 'd-1', at: 0, by: { id: 'rina', role: 'store' },
 *   medium: 'card', quantity: 500, serials: [{ from: 'KT000501', to: 'KT001000' }],
 * }, {});
 * if (delivery.ok) for (const event of delivery.events) centre = decider.evolve(centre, event);
 * unbookedSerials(centre, 'card'); //=> [{ from: 'KT000501', to: 'KT001000' }]
 * ```
 */
export function unbookedSerials(
  { serialRanges, serials }: CentreState,
  medium: string,
): readonly SerialRange[] {
  return (serialRanges[medium] ?? []).flatMap((range) =>
    openRanges(range, (serial) => serials[serial] !== undefined),
  );
}
