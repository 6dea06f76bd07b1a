import type { OfType } from '../internal/messages.js';
import type { Outcome } from '../internal/outcome.js';
import { type RefusalCode, refuse } from '../internal/refusal.js';
import { type CentreState, printerTable } from './centre-state.js';
import type { CentreCommand, CentreEffect, CentreEvent } from './messages.js';

/** Commands that a person gives to a printer. @internal */
export type PrinterCommand = OfType<
  CentreCommand,
  'printer.stop' | 'printer.start' | 'printer.break' | 'printer.repair'
>;

/** What is possible with a printer, by the event that stands for it. */
const byEvent = {
  'printer.stopped': 'printer.stop',
  'printer.started': 'printer.start',
  'printer.brokeDown': 'printer.break',
  'printer.repaired': 'printer.repair',
} as const;

/** Decides on a printer's service; what the printer asks for is added by the centre. @internal */
export function decidePrinter(
  centre: CentreState,
  command: PrinterCommand,
): Outcome<CentreEvent, CentreEffect> {
  const { at, printerId, type } = command;
  const no = (code: RefusalCode, state: string, allowed: readonly string[], message: string) =>
    refuse(code, type, state, allowed, message);
  const printer = centre.printers[printerId];
  if (!printer) {
    const all = Object.values(byEvent);
    return no('unknown-printer', 'running', all, `no printer is called '${printerId}'`);
  }
  const event = eventOf(command);
  if (printerTable().step(printer.state, printer.context, event))
    return { ok: true, events: [event], effects: [] };
  const takes = printerTable().takes(printer.state);
  const allowed = Object.entries(byEvent).flatMap(([event, one]) => (takes.includes(event) ? [one] : []));
  const text = `'${type}' is not possible while '${printerId}' is '${printer.state}'`;
  return no('not-possible', printer.state, allowed, text);

  function eventOf({ type: asked }: PrinterCommand): CentreEvent {
    switch (asked) {
      case 'printer.start':
        return { type: 'printer.started', at, printerId };
      case 'printer.repair':
        return { type: 'printer.repaired', at, printerId };
      default: {
        const reason = 'reason' in command ? command.reason : '';
        return asked === 'printer.stop'
          ? { type: 'printer.stopped', at, printerId, reason }
          : { type: 'printer.brokeDown', at, printerId, reason };
      }
    }
  }
}
