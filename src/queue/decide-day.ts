import type { OfType } from '../internal/messages.js';
import type { Refusal } from '../internal/refusal.js';
import { type Case, type Made, made, no } from './case.js';
import type { DayEvent } from './day-machine.js';
import type { QueueCommand } from './queue-commands.js';
import { dayTable } from './queue-state.js';

/** A command to a day as a whole. @internal */
export type DayCommand = OfType<QueueCommand, 'queue.open' | 'queue.close' | 'queue.halt' | 'queue.signing'>;

/** @internal */
export function decideDay(one: Case, command: DayCommand): Made | Refusal {
  const { at } = command;
  switch (command.type) {
    case 'queue.open':
      return take(one, command, { type: 'queue.opened', at });
    case 'queue.close':
      return take(one, command, { type: 'queue.closed', at, reason: command.reason });
    case 'queue.halt': {
      const halted = take(one, command, { type: 'queue.halted', at, reason: command.reason });
      if (!halted.ok) return halted;
      const { day } = one.queue;
      return made(halted.events, [{ type: 'queue.tell', after: 0, cause: `halt/${day}/${at}`, day }]);
    }
    case 'queue.signing':
      return signing(one, command);
  }
}

function take({ queue }: Case, command: DayCommand, event: DayEvent): Made | Refusal {
  const { doors } = queue;
  if (dayTable().step(doors.state, doors.context, event)) return made([event]);
  const commands: Readonly<Record<string, string>> = {
    'queue.opened': 'queue.open',
    'queue.closed': 'queue.close',
    'queue.halted': 'queue.halt',
  };
  const allowed = dayTable()
    .takes(doors.state)
    .map((type) => commands[type] ?? type);
  const text = `'${command.type}' is not possible while the queue is ${doors.state}`;
  return no(queue, command, 'not-possible', text, doors.state, allowed);
}

/** Takes note of how a kind is signed, and moves those who need not come in vain. */
function signing({ config, queue }: Case, command: OfType<QueueCommand, 'queue.signing'>): Made {
  const { at, kind, mode, until } = command;
  const before = queue.signing[kind];
  if ((before?.mode ?? 'electronic') === mode && (before?.until ?? null) === until) return made([]);
  const changed = { type: 'queue.signingChanged' as const, at, kind, mode, until };
  const wasWell = (before?.mode ?? 'electronic') === 'electronic' && mode !== 'electronic';
  if (!wasWell || !config.rebookOnOutage) return made([changed]);
  const to = config.nextDay(queue.day);
  if (to === undefined) return made([changed]);
  const cause = `signing/${kind}/${at}`;
  return made([changed], [{ type: 'queue.rebook', kind, to, cause, after: 0, day: queue.day }]);
}
