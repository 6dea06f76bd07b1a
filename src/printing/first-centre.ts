import { mainSite } from './blank-moves.js';
import type { CentreConfig } from './centre-config.js';
import { type CentreState, type Printer, printerTable } from './centre-state.js';
import { accountOf, type BlankLedger, openAccount } from './ledger.js';
import { newMeter } from './printer-meter.js';

/** The state of a centre that was never written: printers and stock as configured. @internal */
export function firstCentre({ printers: configured, media, stock, sites = [] }: CentreConfig): CentreState {
  const prints = new Map(media.map((medium) => [medium.id, medium.prints ?? 0]));
  const ledger: BlankLedger = {};
  for (const { id, stock: there = {} } of [{ id: mainSite, stock }, ...sites]) {
    const books: BlankLedger[string] = {};
    for (const medium of media) books[medium.id] = openAccount(there[medium.id] ?? 0, {});
    ledger[id] = books;
  }
  const printers: Record<string, Printer> = {};
  for (const { id, medium, site = mainSite, blanks, supplies = [] } of configured) {
    put(ledger, site, medium, id, blanks);
    for (const supply of supplies) put(ledger, site, supply, id, 1);
    const printsLeft = Object.fromEntries(supplies.map((supply) => [supply, prints.get(supply) ?? 0]));
    const { state, context } = printerTable().initial({ id, medium, site });
    printers[id] = emptyOf({ state, context, meter: newMeter(printsLeft) }, blanks);
  }
  return {
    v: 2,
    printers,
    jobs: {},
    lines: {},
    ledger,
    transfers: {},
    reservations: {},
    serialRanges: {},
    serials: {},
    turns: {},
    sequence: 0,
  };
}

/** A printer whose hopper is empty waits for blanks from the start. @internal */
export function emptyOf(printer: Printer, hopper: number): Printer {
  if (hopper > 0 || printer.state !== 'idle') return printer;
  const { id: printerId, medium } = printer.context;
  const event = { type: 'printer.paused', at: 0, printerId, why: 'media', medium } as const;
  const step = printerTable().step(printer.state, printer.context, event);
  return step ? { ...printer, state: step.state, context: step.context } : printer;
}

function put(ledger: BlankLedger, site: string, medium: string, printerId: string, quantity: number): void {
  const { opening, warehouse, hoppers } = accountOf(ledger, site, medium);
  const books = ledger[site];
  if (!books) return;
  const opened = openAccount(warehouse, { ...hoppers, [printerId]: quantity });
  books[medium] = { ...opened, opening: opening + quantity };
}
