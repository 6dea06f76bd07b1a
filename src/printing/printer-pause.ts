import type { Calendar } from '../calendar/index.js';
import type { EpochMs } from '../internal/time.js';
import { movesOf } from './blank-moves.js';
import { type CentreState, type Printer, printerTable } from './centre-state.js';
import type { CentreEffect, CentreEvent } from './messages.js';
import type { PrinterConfig } from './printer-config.js';
import { heatAt, type MeterConfig, meterAfter } from './printer-meter.js';

/** What a printer is after some events, beside what its centre keeps. */
interface PrinterAfter extends Printer {
  readonly hopper: number;
  readonly effects: readonly CentreEffect[];
}

type Pause = Omit<Extract<CentreEvent, { type: 'printer.paused' }>, 'type' | 'at' | 'printerId'>;

/** States in which a printer lacks nothing but what a pause may end. */
const ready = new Set(['idle', 'outOfMedia', 'outOfRibbon', 'cooling', 'resting']);

/** Knows what keeps printers from printing. @internal */
export function printerPauses(
  printers: readonly PrinterConfig[],
  meterConfig: (printerId: string) => MeterConfig,
  calendar: Pick<Calendar, 'dayOf' | 'endOf'> | undefined,
) {
  const configs = new Map(printers.map((printer) => [printer.id, printer]));

  function after(
    centre: CentreState,
    printerId: string,
    events: readonly CentreEvent[],
  ): PrinterAfter | undefined {
    const printer = centre.printers[printerId];
    if (!printer) return undefined;
    let { state, context, meter } = printer;
    const effects: CentreEffect[] = [];
    let hopper = centre.ledger[context.site]?.[context.medium]?.hoppers[printerId] ?? 0;
    for (const event of events) {
      if (!concerns(event, printerId)) continue;
      const step = printerTable().step(state, context, event);
      if (step) {
        ({ state, context } = step);
        effects.push(...step.effects);
      }
      meter = meterAfter(meter, event, meterConfig(printerId));
      for (const move of movesOf(centre, event)) {
        if (move.printerId !== printerId || move.medium !== context.medium) continue;
        if (move.from === 'hopper') hopper -= move.quantity;
        if (move.to === 'hopper') hopper += move.quantity;
      }
    }
    return { state, context, meter, hopper, effects };
  }

  function pauseOf({ context, meter, hopper }: PrinterAfter, at: EpochMs): Pause | undefined {
    const config = configs.get(context.id);
    for (const supply of config?.supplies ?? []) {
      if ((meter.printsLeft[supply] ?? 0) < 1) return { why: 'ribbon', medium: supply };
    }
    if (hopper < 1) return { why: 'media', medium: context.medium };
    const { cardsPerDay, thermal } = config ?? {};
    const day = calendar?.dayOf(at);
    if (cardsPerDay !== undefined && calendar && day === meter.day && meter.today >= cardsPerDay) {
      return { why: 'duty', until: calendar.endOf(day) };
    }
    if (thermal === undefined) return undefined;
    const heat = heatAt(meter, thermal, at);
    // Once it must cool, it cools down wholly: a printer that starts again half warm stops again at once.
    const hot = context.until !== null && context.until > at && heat > 0 ? 0 : thermal.cards;
    if (heat <= hot - 1 || heat <= 0) return undefined;
    return { why: 'cooling', until: at + Math.ceil((heat * thermal.coolMs) / thermal.cards) };
  }

  /**
   * Follows a printer through events, and adds the event that says that it now lacks something, must cool or rest, or can
   * go on. Returns all events and what the printer asks for.
   */
  return function follow(
    centre: CentreState,
    printerId: string,
    events: readonly CentreEvent[],
    at: EpochMs,
  ): { readonly events: readonly CentreEvent[]; readonly effects: readonly CentreEffect[] } {
    const now = after(centre, printerId, events);
    if (!now || !ready.has(now.state)) return { events, effects: now?.effects ?? [] };
    const pause = pauseOf(now, at);
    const change = changeOf(now, pause);
    if (change === undefined) return { events, effects: now.effects };
    const event: CentreEvent =
      change === 'ready'
        ? { type: 'printer.ready', at, printerId }
        : { type: 'printer.paused', at, printerId, ...change };
    const step = printerTable().step(now.state, now.context, event);
    // A printer that came free and must pause at once asks for nothing but its timer.
    const kept =
      now.state === 'idle' ? now.effects.filter(({ type }) => type !== 'centre.dispatch') : now.effects;
    return { events: [...events, event], effects: [...kept, ...(step?.effects ?? [])] };
  };
}

const stateOf = { ribbon: 'outOfRibbon', media: 'outOfMedia', duty: 'resting', cooling: 'cooling' } as const;

function changeOf({ state, context }: Printer, pause: Pause | undefined): Pause | 'ready' | undefined {
  if (!pause) return state === 'idle' ? undefined : 'ready';
  if (state !== stateOf[pause.why]) return pause;
  // A pause that is known already is not told again, unless it ends at another time.
  return pause.until === undefined || pause.until === context.until ? undefined : pause;
}

function concerns(event: CentreEvent, printerId: string): boolean {
  if (event.type === 'stock.taken') return event.counts.some((one) => one.printerId === printerId);
  return 'printerId' in event && event.printerId === printerId;
}
