import type { EventRecord } from 'loket';
import { dayOf, hourOf, instantOf, minuteMs } from './time.js';

/** The two lines of the hall. */
export type Line = 'documents' | 'cards';
export const lines: readonly Line[] = ['documents', 'cards'];

/** One ticket, as its events tell it. */
export interface TicketStory {
  readonly ticketId: string;
  readonly number: string;
  readonly line: Line;
  readonly kind: string;
  readonly applicant: string;
  readonly applicationId: string;
  readonly sequence: number;
  readonly issuedAt: number;
  calledAt: number | null;
  counter: string | null;
  /** `finished`, `noShow` or `cancelled`, and when. */
  end: string | null;
  endedAt: number | null;
}

/** Folds the journal into one story a ticket, in order of issue. */
export function ticketsOf(records: readonly EventRecord[]): readonly TicketStory[] {
  const tickets = new Map<string, TicketStory>();
  for (const { event } of records) {
    if (event.type === 'ticket.issued') {
      const { ticketId, number, kind, applicationId, sequence, service } = event;
      tickets.set(ticketId, {
        ticketId,
        number,
        kind,
        applicationId,
        sequence,
        applicant: event.applicant.ref,
        line: service === 'identity-cards' ? 'cards' : 'documents',
        issuedAt: event.at,
        calledAt: null,
        counter: null,
        end: null,
        endedAt: null,
      });
      continue;
    }
    const ticket = 'ticketId' in event ? tickets.get(event.ticketId ?? '') : undefined;
    if (!ticket) continue;
    if (event.type === 'ticket.called') {
      ticket.calledAt = event.at;
      ticket.counter = event.counter;
    } else if (
      event.type === 'ticket.finished' ||
      event.type === 'ticket.missed' ||
      event.type === 'ticket.cancelled'
    ) {
      ticket.end = event.type.slice('ticket.'.length);
      ticket.endedAt = event.at;
    }
  }
  return [...tickets.values()];
}

/** Waits from number to call, in milliseconds. */
export interface Waits {
  readonly called: number;
  readonly p50: number | null;
  readonly p90: number | null;
}

export interface WaitRow extends Waits {
  readonly day: string;
  readonly line: Line;
  /** Hour in which the number was taken; `null` for the whole day. */
  readonly hour: number | null;
  readonly issued: number;
  readonly sentHome: number;
}

/** Waits by day, and by the hour in which the number was taken. */
export function waitsOf(tickets: readonly TicketStory[], days: readonly string[]): WaitRow[] {
  const rows: WaitRow[] = [];
  for (const line of lines) {
    for (const day of days) {
      const today = tickets.filter((ticket) => ticket.line === line && dayOf(ticket.issuedAt) === day);
      rows.push(waitRow(today, { line, day, hour: null }));
      for (const hour of [...new Set(today.map((ticket) => hourOf(ticket.issuedAt)))].sort((a, b) => a - b)) {
        const then = today.filter((ticket) => hourOf(ticket.issuedAt) === hour);
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
  const sentHome = tickets.filter((ticket) => ticket.end === 'cancelled').length;
  return { ...which, issued: tickets.length, sentHome, ...waits(tickets) };
}

export function waits(tickets: readonly TicketStory[]): Waits {
  const lengths = tickets
    .flatMap(({ issuedAt, calledAt }) => (calledAt === null ? [] : [calledAt - issuedAt]))
    .sort((a, b) => a - b);
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
      const today = tickets.filter((ticket) => ticket.line === line && dayOf(ticket.issuedAt) === day);
      const from = instantOf(day, '07:30');
      const points = Array.from({ length: 93 }, (_, i) => from + i * stepMs).map((at) => ({
        at,
        waiting: today.filter((ticket) => ticket.issuedAt <= at && at < (leftAt(ticket) ?? at + 1)).length,
      }));
      return { day, line, points };
    }),
  );
}

/** When a ticket stopped waiting. */
function leftAt({ calledAt, endedAt }: TicketStory): number | null {
  return calledAt ?? endedAt;
}

/** Where one visitor stood at a time: how many of the same line with a smaller number still waited. */
export function aheadAt(tickets: readonly TicketStory[], ticket: TicketStory, at: number): number {
  const day = dayOf(ticket.issuedAt);
  return tickets.filter(
    (other) =>
      other.line === ticket.line &&
      dayOf(other.issuedAt) === day &&
      other.sequence < ticket.sequence &&
      (leftAt(other) ?? Number.POSITIVE_INFINITY) > at,
  ).length;
}
