import { type Line, lines, type TicketStory, waited } from './ticket-story.js';
import { hourOf, instantOf, minuteMs } from './time.js';

/** Waits in the hall until the first call, in milliseconds. */
export interface Waits {
  readonly called: number;
  readonly p50: number | null;
  readonly p90: number | null;
}

export interface WaitRow extends Waits {
  readonly day: string;
  readonly line: Line;
  /** Hour in which they began to wait; `null` for the whole day. */
  readonly hour: number | null;
  readonly issued: number;
  /** Who was not served and kept the rank for the next day. */
  readonly carriedOver: number;
}

/** Waits by day, and by the hour in which they began. */
export function waitsOf(tickets: readonly TicketStory[], days: readonly string[]): WaitRow[] {
  const rows: WaitRow[] = [];
  for (const line of lines) {
    for (const day of days) {
      const today = tickets.filter((ticket) => ticket.line === line && ticket.day === day);
      rows.push(waitRow(today, { line, day, hour: null }));
      const hours = today.flatMap(({ waitsFrom }) => (waitsFrom === null ? [] : [hourOf(waitsFrom)]));
      for (const hour of [...new Set(hours)].sort((a, b) => a - b)) {
        const then = today.filter(({ waitsFrom }) => waitsFrom !== null && hourOf(waitsFrom) === hour);
        rows.push(waitRow(then, { line, day, hour }));
      }
    }
  }
  return rows;
}

function waitRow(
  tickets: readonly TicketStory[],
  which: { readonly line: Line; readonly day: string; readonly hour: number | null },
): WaitRow {
  const carriedOver = tickets.filter((ticket) => ticket.end === 'carried').length;
  const issued = tickets.filter((ticket) => ticket.before === null).length;
  return { ...which, issued, carriedOver, ...waits(tickets) };
}

export function waits(tickets: readonly TicketStory[]): Waits {
  const lengths = tickets.flatMap((ticket) => waited(ticket) ?? []).sort((a, b) => a - b);
  return { called: lengths.length, p50: quantile(lengths, 0.5), p90: quantile(lengths, 0.9) };
}

/** The value below which a share of a sorted list lies; `null` of an empty one. */
export function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
}

/** How many wait in a line, every few minutes of a day. */
export interface QueueCurve {
  readonly day: string;
  readonly line: Line;
  readonly points: readonly { readonly at: number; readonly waiting: number }[];
}

const stepMs = 5 * minuteMs;

export function queueCurves(tickets: readonly TicketStory[], days: readonly string[]): QueueCurve[] {
  return lines.flatMap((line) =>
    days.map((day) => {
      const today = tickets.filter((ticket) => ticket.line === line && ticket.day === day);
      const from = instantOf(day, '07:30');
      const points = Array.from({ length: 93 }, (_, i) => from + i * stepMs).map((at) => ({
        at,
        waiting: today.filter((ticket) => stayAt(ticket, at) !== undefined).length,
      }));
      return { day, line, points };
    }),
  );
}

function stayAt({ stays }: TicketStory, at: number) {
  return stays.find(({ from, until }) => from <= at && at < (until ?? Number.POSITIVE_INFINITY));
}

/** Where one visitor stood at a time: how many of the same line were due before; 0 when not in the line. */
export function aheadAt(tickets: readonly TicketStory[], ticket: TicketStory, at: number): number {
  const own = stayAt(ticket, at);
  if (!own) return 0;
  return tickets.filter((other) => {
    if (other.line !== ticket.line || other.day !== ticket.day) return false;
    const stay = stayAt(other, at);
    if (!stay) return false;
    return stay.key < own.key || (stay.key === own.key && other.sequence < ticket.sequence);
  }).length;
}
