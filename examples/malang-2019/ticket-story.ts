import type { EventRecord, OfficeEvent } from 'loket';

/** The two lines of the hall. */
export type Line = 'documents' | 'cards';
export const lines: readonly Line[] = ['documents', 'cards'];

/** A bound as a ticket was told one. */
export interface Told {
  readonly at: number;
  readonly pool: string;
  readonly starts: number;
  /** Starts of the pool by then. */
  readonly since: number;
}

/** One call of a ticket. */
export interface Call {
  readonly at: number;
  readonly reason: 'due' | 'share' | 'appointment' | 'manual';
  readonly overtook: number;
  readonly class: string;
  readonly note: string | null;
  /** The bound that it was told and how many starts came first; `null` where none was told, or it was told anew. */
  readonly bound: { readonly starts: number; readonly used: number } | null;
}

/** One ticket on one day, as its events tell it. */
export interface TicketStory {
  readonly ticketId: string;
  readonly day: string;
  readonly number: string;
  readonly line: Line;
  readonly kind: string;
  readonly applicant: string;
  readonly applicationId: string;
  readonly sequence: number;
  readonly issuedAt: number;
  readonly priority: string | null;
  readonly appointmentAt: number | null;
  /** Whether its holder was elsewhere when it was issued. */
  readonly fromAfar: boolean;
  /** The ticket of the day from which it was carried, and why. */
  readonly before: { readonly ticketId: string; readonly cause: string } | null;
  /** The wait that was told with the number, in milliseconds; `null` where the office could not tell one yet. */
  readonly expected: { readonly p10Ms: number; readonly p90Ms: number } | null;
  class: string;
  /** When its holder began to wait: in the hall, and not before the time that was booked. */
  waitsFrom: number | null;
  /** The stays in the line: `key` says who is due first. */
  readonly stays: { readonly from: number; until: number | null; readonly key: number }[];
  readonly told: Told[];
  readonly calls: Call[];
  counter: string | null;
  /** `finished`, `missed`, `cancelled`, `carried` or `rebooked`, and when. */
  end: string | null;
  endedAt: number | null;
}

/** When a ticket was first called. */
export const firstCall = ({ calls }: TicketStory): number | null => calls[0]?.at ?? null;

/** How long its holder waited for the first call. */
export function waited({ waitsFrom, calls }: TicketStory): number | null {
  const called = calls[0]?.at;
  return waitsFrom === null || called === undefined ? null : Math.max(0, called - waitsFrom);
}

/** Folds the journal into one story a ticket and day, in order of issue. */
export function ticketsOf(records: readonly EventRecord[]): readonly TicketStory[] {
  const tickets = new Map<string, TicketStory>();
  for (const { event } of records) {
    if (event.type === 'ticket.issued' || event.type === 'ticket.carriedIn') {
      tickets.set(event.ticketId, begin(event));
      continue;
    }
    const ticket = 'ticketId' in event ? tickets.get(event.ticketId ?? '') : undefined;
    if (ticket) advance(ticket, event);
  }
  return [...tickets.values()];
}

type Begins = Extract<OfficeEvent, { type: 'ticket.issued' | 'ticket.carriedIn' }>;

function begin(event: Begins): TicketStory {
  const { ticketId, number, kind, applicationId, sequence, service, at, priority, appointmentAt } = event;
  const carried = event.type === 'ticket.carriedIn';
  const story: TicketStory = {
    ticketId,
    day: ticketId.slice(0, 10),
    number,
    kind,
    applicationId,
    sequence,
    priority: priority?.reason ?? null,
    appointmentAt,
    applicant: carried ? event.applicant : event.applicant.ref,
    line: service === 'identity-cards' ? 'cards' : 'documents',
    issuedAt: carried ? event.issuedAt : at,
    fromAfar: !carried && event.rests === 'expected',
    before: carried
      ? { ticketId: `${event.from}/${ticketId.slice(ticketId.indexOf('/') + 1)}`, cause: event.cause }
      : null,
    expected: !carried && event.place.expected?.calibrated ? event.place.expected : null,
    class: event.place.class,
    waitsFrom: null,
    stays: [],
    told: [],
    calls: [],
    counter: null,
    end: null,
    endedAt: null,
  };
  if (!carried && event.rests === 'waiting') wait(story, event);
  return story;
}

function wait(ticket: TicketStory, { at, place }: { at: number; place: Begins['place'] }): void {
  ticket.class = place.class;
  ticket.waitsFrom ??= Math.max(at, ticket.appointmentAt ?? at);
  leave(ticket, at);
  ticket.stays.push({ from: at, until: null, key: place.key });
  for (const { pool, starts, since } of place.told) ticket.told.push({ at, pool, starts, since });
}

function leave(ticket: TicketStory, at: number): void {
  const stay = ticket.stays.at(-1);
  if (stay) stay.until ??= at;
}

function advance(ticket: TicketStory, event: OfficeEvent): void {
  const { at } = event;
  switch (event.type) {
    case 'ticket.checkedIn':
    case 'ticket.resumed':
    case 'ticket.requeued':
    case 'ticket.prioritised':
      wait(ticket, event);
      break;
    case 'ticket.called': {
      const { reason, overtook, note, told, counter } = event;
      ticket.calls.push({ at, reason, overtook, note, class: ticket.class, bound: told });
      ticket.counter = counter;
      leave(ticket, at);
      break;
    }
    case 'ticket.parked':
      leave(ticket, at);
      break;
    case 'ticket.finished':
    case 'ticket.missed':
    case 'ticket.cancelled':
      ticket.end = event.type.slice('ticket.'.length);
      ticket.endedAt = at;
      leave(ticket, at);
      break;
    case 'ticket.leaving':
      ticket.end = event.reason.startsWith('signing/') ? 'rebooked' : 'carried';
      ticket.endedAt = at;
      leave(ticket, at);
      break;
  }
}
