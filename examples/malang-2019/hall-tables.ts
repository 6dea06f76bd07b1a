import type { Facts } from './facts.js';
import { reasons } from './hall-facts.js';
import { instant, minutes, type Table } from './table.js';
import { firstCall } from './ticket-story.js';

/** The tables of the hall: waits by class, reasons of calls, numbers by day, and one row for each ticket and day. */
export function hallTables({ hall, tickets }: Facts): Table[] {
  return [
    {
      name: 'waits-by-class',
      head: ['class', 'called', 'mean_minutes', 'p95_minutes'],
      rows: hall.classes.map((one) => [one.class, one.called, minutes(one.meanMs), minutes(one.p95Ms)]),
    },
    {
      name: 'call-reasons',
      head: ['reason', 'calls'],
      rows: reasons.map((reason) => [reason, hall.calls[reason]]),
    },
    {
      name: 'numbers-by-day',
      head: [
        ...['day', 'walk_in', 'booked', 'remote', 'priority', 'from_earlier_days', 'finished', 'missed'],
        ...['never_came', 'carried_over', 'rebooked', 'all_given', 'closed', 'closed_because'],
      ],
      rows: hall.days.map((day) => [
        ...[
          day.day,
          day.walkIn,
          day.booked,
          day.remote,
          day.priority,
          day.cameOver,
          day.finished,
          day.missed,
        ],
        ...[day.neverCame, day.carriedOver, day.rebooked],
        day.ranOut.map(({ prefix }) => prefix).join(' '),
        instant(day.closed?.at ?? null),
        day.closed?.reason ?? null,
      ]),
    },
    {
      name: 'tickets',
      head: [
        ...['ticket', 'number', 'line', 'kind', 'class', 'priority', 'application', 'issued', 'booked_for'],
        ...[
          'waits_from',
          'called',
          'reason',
          'told_at_most',
          'used',
          'p10_minutes',
          'p90_minutes',
          'counter',
          'end',
          'ended',
        ],
      ],
      rows: tickets.map((t) => [
        ...[t.ticketId, t.number, t.line, t.kind, t.class, t.priority, t.applicationId],
        ...[instant(t.issuedAt), instant(t.appointmentAt), instant(t.waitsFrom), instant(firstCall(t))],
        t.calls[0]?.reason ?? null,
        t.calls[0]?.bound?.starts ?? null,
        t.calls[0]?.bound?.used ?? null,
        ...[minutes(t.expected?.p10Ms ?? null), minutes(t.expected?.p90Ms ?? null)],
        ...[t.counter, t.end, instant(t.endedAt)],
      ]),
    },
  ];
}
