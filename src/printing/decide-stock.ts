import type { CommandsOf, OfType } from '../internal/messages.js';
import type { Outcome } from '../internal/outcome.js';
import { type RefusalCode, refuse } from '../internal/refusal.js';
import { mainSite } from './blank-moves.js';
import type { CentreState } from './centre-state.js';
import { type BlankAccount, openAccount } from './ledger.js';
import type { Medium } from './medium.js';
import type { CentreCommand, CentreEffect, CentreEvent, centreCommands } from './messages.js';
import { inRange, rangeSize, rangesMeet } from './serial-range.js';

/** Commands that move, count or keep stock. @internal */
export type StockCommand = Extract<
  CommandsOf<typeof centreCommands>,
  { type: `blanks.${string}` | 'stock.take' | 'supply.mount' }
>;

/** What stands in the books, and nothing moved. */
const none: BlankAccount = openAccount(0, {});

/** Decides on the stock of a centre. @internal */
export function stockDecider(media: ReadonlyMap<string, Medium>, sites: ReadonlySet<string>) {
  return function decide(centre: CentreState, command: StockCommand): Outcome<CentreEvent, CentreEffect> {
    const { at } = command;
    const no = (code: RefusalCode, message: string) =>
      refuse(code, command.type, 'running', stockCommandTypes, message);
    const done = (event: CentreEvent, effects: readonly CentreEffect[] = []) =>
      ({ ok: true, events: [event], effects }) as const;
    const site = ('site' in command ? command.site : undefined) ?? mainSite;
    const short = (place: string, there: number, medium: string, quantity: number) =>
      there < quantity
        ? no('blanks-short', `${place} holds ${there} of '${medium}', not ${quantity}`)
        : undefined;
    if ('medium' in command && !media.has(command.medium))
      return no('unknown-medium', `no medium is called '${command.medium}'`);
    if (!sites.has(site)) return no('unknown-site', `no site is called '${site}'`);
    const accountOf = (medium: string, where = site) => centre.ledger[where]?.[medium] ?? none;
    const unkept = ({ warehouse, reserved }: BlankAccount) => warehouse - reserved;
    const warehouse = site === mainSite ? 'the warehouse' : `the warehouse of '${site}'`;

    switch (command.type) {
      case 'blanks.receive': {
        const { medium, quantity, serials } = command;
        const problem = serialsProblem(centre, command);
        if (problem) return no('wrong-serials', problem);
        const waiting = (centre.lines[medium]?.length ?? 0) > 0;
        const what = { ...(command.site !== undefined && { site }), ...(serials && { serials }) };
        return done(
          { type: 'blanks.received', at, medium, quantity, ...what },
          waiting ? [{ type: 'centre.invite', medium, cause: `stock:${command.id}` }] : [],
        );
      }
      case 'blanks.load':
      case 'blanks.unload':
        return moveHopper(command);
      case 'blanks.send': {
        const { transferId, medium, quantity, to } = command;
        if (!sites.has(to)) return no('unknown-site', `no site is called '${to}'`);
        if (to === site) return no('not-possible', `'${to}' is where they are`);
        if (centre.transfers[transferId])
          return no('already-exists', `transfer '${transferId}' is on its way already`);
        return (
          short(warehouse, unkept(accountOf(medium)), medium, quantity) ??
          done({ type: 'blanks.sent', at, transferId, site, to, medium, quantity })
        );
      }
      case 'blanks.arrive': {
        const { transferId, quantity } = command;
        const transfer = centre.transfers[transferId];
        if (!transfer) return no('not-found', `no transfer '${transferId}' is on its way`);
        const { to, medium } = transfer;
        const missing = transfer.quantity - quantity;
        const waiting = quantity > 0 && (centre.lines[medium]?.length ?? 0) > 0;
        return done(
          { type: 'blanks.arrived', at, transferId, site: to, medium, quantity, missing },
          waiting ? [{ type: 'centre.invite', medium, cause: `stock:${command.id}` }] : [],
        );
      }
      case 'blanks.return': {
        const { medium, quantity, reason } = command;
        return (
          short(warehouse, unkept(accountOf(medium)), medium, quantity) ??
          done({ type: 'blanks.returned', at, site, medium, quantity, reason })
        );
      }
      case 'blanks.spoil': {
        const { medium, quantity, reason, printerId } = command;
        if (printerId === undefined) {
          return (
            short(warehouse, unkept(accountOf(medium)), medium, quantity) ??
            done({ type: 'blanks.spoiled', at, site, medium, quantity, reason })
          );
        }
        const printer = centre.printers[printerId];
        if (!printer) return no('unknown-printer', `no printer is called '${printerId}'`);
        const where = printer.context.site;
        const there = accountOf(medium, where).hoppers[printerId] ?? 0;
        return (
          short(`the hopper of '${printerId}'`, there, medium, quantity) ??
          done({ type: 'blanks.spoiled', at, site: where, medium, quantity, reason, printerId })
        );
      }
      case 'blanks.reserve': {
        const { reservationId, medium, quantity, reason } = command;
        if (centre.reservations[reservationId])
          return no('already-exists', `reservation '${reservationId}' exists already`);
        return (
          short(warehouse, unkept(accountOf(medium)), medium, quantity) ??
          done({ type: 'blanks.reserved', at, reservationId, site, medium, quantity, reason })
        );
      }
      case 'blanks.release': {
        const { reservationId } = command;
        if (!centre.reservations[reservationId])
          return no('not-found', `no reservation is called '${reservationId}'`);
        return done({ type: 'blanks.released', at, reservationId });
      }
      case 'stock.take':
        return takeStock(command);
      case 'supply.mount': {
        const { printerId, medium } = command;
        const printer = centre.printers[printerId];
        if (!printer) return no('unknown-printer', `no printer is called '${printerId}'`);
        const prints = media.get(medium)?.prints;
        if (prints === undefined || printer.meter.printsLeft[medium] === undefined)
          return no('unknown-medium', `'${printerId}' takes no supply '${medium}'`);
        const account = accountOf(medium, printer.context.site);
        const from = `the warehouse of '${printer.context.site}'`;
        const replaced = account.hoppers[printerId] ?? 0;
        return (
          short(from, unkept(account), medium, 1) ??
          done({ type: 'supply.mounted', at, printerId, medium, prints, replaced })
        );
      }
    }

    function moveHopper({
      type,
      printerId,
      quantity,
      ...more
    }: OfType<StockCommand, 'blanks.load' | 'blanks.unload'>) {
      const printer = centre.printers[printerId];
      if (!printer) return no('unknown-printer', `no printer is called '${printerId}'`);
      const { medium, site: where } = printer.context;
      const account = accountOf(medium, where);
      if (type === 'blanks.unload') {
        const there = account.hoppers[printerId] ?? 0;
        return (
          short(`the hopper of '${printerId}'`, there, medium, quantity) ??
          done({ type: 'blanks.unloaded', at, printerId, medium, quantity })
        );
      }
      const reservationId = 'reservationId' in more ? more.reservationId : undefined;
      const from = where === mainSite ? 'the warehouse' : `the warehouse of '${where}'`;
      if (reservationId === undefined) {
        return (
          short(from, unkept(account), medium, quantity) ??
          done({ type: 'blanks.loaded', at, printerId, medium, quantity }, [{ type: 'centre.dispatch' }])
        );
      }
      const kept = centre.reservations[reservationId];
      if (!kept || kept.site !== where || kept.medium !== medium)
        return no('not-found', `no reservation of '${medium}' at '${where}' is called '${reservationId}'`);
      return (
        short(`reservation '${reservationId}'`, kept.quantity, medium, quantity) ??
        done({ type: 'blanks.loaded', at, printerId, medium, quantity, reservationId }, [
          { type: 'centre.dispatch' },
        ])
      );
    }

    function takeStock({ medium, warehouse: counted, hoppers = {} }: OfType<CentreCommand, 'stock.take'>) {
      const account = accountOf(medium);
      const counts: OfType<CentreEvent, 'stock.taken'>['counts'] = [];
      if (counted !== undefined) {
        if (counted < account.reserved)
          return no(
            'blanks-short',
            `${account.reserved} of '${medium}' are reserved; release what is not there`,
          );
        counts.push({ expected: account.warehouse, counted });
      }
      for (const [printerId, there] of Object.entries(hoppers)) {
        const printer = centre.printers[printerId];
        if (printer?.context.site !== site)
          return no('unknown-printer', `no printer at '${site}' is called '${printerId}'`);
        if (media.get(medium)?.form === 'supply' && there > 1)
          return no('not-possible', `'${printerId}' holds one '${medium}' at most`);
        if (printer.context.medium !== medium && printer.meter.printsLeft[medium] === undefined)
          return no('unknown-medium', `'${printerId}' takes no '${medium}'`);
        counts.push({ printerId, expected: account.hoppers[printerId] ?? 0, counted: there });
      }
      if (counts.length === 0) return no('not-possible', 'nothing was counted');
      return done({ type: 'stock.taken', at, site, medium, counts });
    }

    function serialsProblem(
      { serialRanges }: CentreState,
      { medium, quantity, serials = [] }: OfType<CentreCommand, 'blanks.receive'>,
    ): string | undefined {
      const size = serials.reduce((sum, range) => sum + rangeSize(range), 0);
      const needed = media.get(medium)?.knownSerials === true;
      if (serials.length === 0)
        return needed ? `a delivery of '${medium}' must name its serial numbers` : undefined;
      if (size !== quantity) return `the ranges hold ${size} serial numbers, not ${quantity}`;
      const known = serialRanges[medium] ?? [];
      for (const [i, range] of serials.entries()) {
        const twin = [...known, ...serials.slice(0, i)].find((other) => rangesMeet(range, other));
        if (twin) return `${range.from} to ${range.to} meets ${twin.from} to ${twin.to}`;
      }
      return undefined;
    }
  };
}

/** Tells whether a serial number was delivered. @internal */
export function wasDelivered(centre: CentreState, medium: string, serial: string): boolean {
  return (centre.serialRanges[medium] ?? []).some((range) => inRange(range, serial));
}

/** What is possible with stock. @internal */
export const stockCommandTypes: readonly StockCommand['type'][] = [
  'blanks.receive',
  'blanks.load',
  'blanks.unload',
  'blanks.send',
  'blanks.arrive',
  'blanks.return',
  'blanks.spoil',
  'blanks.reserve',
  'blanks.release',
  'stock.take',
  'supply.mount',
];
