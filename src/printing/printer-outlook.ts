import type { Printer } from './centre-state.js';
import type { PrinterConfig } from './printer-config.js';

/** What is to be expected of a printer, learned from what it did. */
export interface PrinterOutlook {
  /** Cards that it makes on a day on which it always has work, more than 0. */
  readonly cardsPerDay: number;
  /** Whether that is its own pace; else it is its limit, or 250. */
  readonly learned: boolean;
  /** Share of its prints that spoil a blank, 0 to 1. */
  readonly spoilShare: number;
  /** Breakdowns that are to be expected on a day on which it prints. */
  readonly breakdownsPerDay: number;
  /** Days that a repair takes. */
  readonly repairDays: number;
}

/** Cards a day of a printer of which nothing is known: what offices report, a quarter of what brochures say. */
const usualCardsPerDay = 250;
/** Prints before its own pace is believed. */
const enough = 20;
const dayMs = 86_400_000;

/**
 * Tells what is to be expected of a printer. Its pace is its own after 20 prints, and its limit or 250 cards a day before.
 * Its troubles are counted on top of weak assumptions, which its own history soon outweighs: 1 print in 50 spoils a blank
 * (weighing as much as 50 prints), 1 day in 100 brings a breakdown (as much as 50 days), a repair takes two weeks (as much
 * as one repair).
 *
 * @example
 * ```ts
 * import { centreDecider, printerOutlook } from 'loket/printing';
 *
 * const printer = { id: 'P1', medium: 'card', blanks: 20 };
 * const { initial } = centreDecider({ printers: [printer], media: [{ id: 'card', form: 'card' }], stock: {} });
 * const { P1 } = initial('main').printers;
 * P1 && printerOutlook(P1, printer).cardsPerDay; //=> 250
 * ```
 */
export function printerOutlook(
  { meter }: Printer,
  { cardsPerDay = Number.POSITIVE_INFINITY }: Partial<PrinterConfig> = {},
  openMsPerDay = dayMs / 3,
): PrinterOutlook {
  const { printed, spoiled, msPerCard, breakdowns, days, repairs, repairMs } = meter;
  const prints = printed + spoiled;
  const learned = prints >= enough && msPerCard !== null && msPerCard > 0;
  const pace = learned ? openMsPerDay / msPerCard : Math.min(cardsPerDay, usualCardsPerDay);
  return {
    cardsPerDay: Math.min(cardsPerDay, pace),
    learned,
    spoilShare: (spoiled + 1) / (prints + 50),
    breakdownsPerDay: (breakdowns + 0.5) / (days + 50),
    repairDays: (repairMs / dayMs + 14) / (repairs + 1),
  };
}
