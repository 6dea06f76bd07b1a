import type { EventRecord } from 'loket';
import { type Input, prefixes } from './input.js';
import { quantile } from './ticket-facts.js';
import { type Call, type TicketStory, waited } from './ticket-story.js';

export const reasons = ['due', 'share', 'appointment', 'manual'] as const;

/** Waits of one class of people, in milliseconds. */
export interface ClassWaits {
  readonly class: string;
  readonly called: number;
  readonly meanMs: number;
  readonly p95Ms: number;
}

/** What became of the numbers of one day. */
export interface HallDay {
  readonly day: string;
  readonly walkIn: number;
  readonly booked: number;
  readonly remote: number;
  readonly priority: number;
  /** Numbers that came from an earlier day. */
  readonly cameOver: number;
  readonly finished: number;
  readonly missed: number;
  readonly neverCame: number;
  readonly carriedOver: number;
  readonly rebooked: number;
  /** Letters of the services whose numbers were all given, and when the last one was. */
  readonly ranOut: readonly { readonly prefix: string; readonly at: number }[];
  /** When numbers ended, and why. */
  readonly closed: { readonly at: number; readonly reason: string } | null;
}

/** What the journal says of the hall. */
export interface HallFacts {
  readonly classes: readonly ClassWaits[];
  readonly calls: Readonly<Record<(typeof reasons)[number], number>>;
  /** Calls that left somebody behind who had waited longer, and how many at most. */
  readonly overtaking: number;
  readonly mostOvertaken: number;
  readonly notes: readonly string[];
  readonly bound: {
    /** Calls of people whose bound still held. */
    readonly told: number;
    /** Calls of people who had been told a bound that was replaced since. */
    readonly replaced: number;
    readonly exceeded: number;
    /** The call that came nearest to its bound, by share used. */
    readonly worst: { readonly starts: number; readonly used: number } | null;
    readonly renewals: number;
  };
  /** Waits that were forecast at issue as an interval of four in five, and how many fell into it. */
  readonly forecast: { readonly told: number; readonly within: number; readonly shorter: number };
  readonly days: readonly HallDay[];
  readonly counts: Readonly<
    Record<
      'recalls' | 'secondCalls' | 'missed' | 'fetched' | 'fetchedBack' | 'notBack' | 'requests' | 'pauses',
      number
    >
  >;
  /** Numbers moved since the server failed, by how often. */
  readonly rebookedTimes: readonly number[];
  /** Numbers that went to another day and did not arrive there, and those that still wait at the end: none. */
  readonly lost: number;
  readonly halted: number;
  /** Numbers that went to the next day and wait from another time than before. */
  readonly rankChanged: number;
  readonly unlawful: number;
}

export function hallFacts(
  records: readonly EventRecord[],
  tickets: readonly TicketStory[],
  days: readonly string[],
  input: Input,
): HallFacts {
  const count = (type: string, also: (event: EventRecord['event']) => boolean = () => true) =>
    records.filter(({ event }) => event.type === type && also(event)).length;
  const calls = tickets.flatMap((ticket) => ticket.calls);
  const byReason = (reason: Call['reason']) => calls.filter((call) => call.reason === reason).length;
  const gone = notBack(records);
  const lawful = Object.keys(input.priority.value);
  return {
    classes: classWaits(tickets),
    calls: {
      due: byReason('due'),
      share: byReason('share'),
      appointment: byReason('appointment'),
      manual: byReason('manual'),
    },
    overtaking: calls.filter(({ overtook }) => overtook > 0).length,
    mostOvertaken: Math.max(0, ...calls.map(({ overtook }) => overtook)),
    notes: [...new Set(calls.flatMap(({ note }) => note ?? []))],
    bound: boundFacts(tickets, count('bound.renewed')),
    forecast: forecastFacts(tickets),
    days: days.map((day) => hallDay(day, tickets, records, input)),
    counts: {
      recalls: count('ticket.recalled'),
      secondCalls: count('ticket.requeued'),
      missed: tickets.filter(({ end }) => end === 'missed').length - gone,
      fetched: count('ticket.parked'),
      fetchedBack: count('ticket.resumed'),
      notBack: gone,
      requests: count('ticket.serviceAdded'),
      pauses: count('counter.paused'),
    },
    rebookedTimes: rebookedTimes(tickets),
    lost: lostOf(tickets, days),
    halted: count('queue.halted'),
    rankChanged: rankChanged(records),
    unlawful: tickets.filter(
      (ticket) =>
        (ticket.class === 'priority' && ticket.priority === null) ||
        (ticket.priority !== null && !lawful.includes(ticket.priority)),
    ).length,
  };
}

function classWaits(tickets: readonly TicketStory[]): ClassWaits[] {
  const byClass = new Map<string, number[]>();
  for (const ticket of tickets) {
    const wait = waited(ticket);
    const name = ticket.calls[0]?.class;
    if (wait === null || name === undefined) continue;
    byClass.set(name, [...(byClass.get(name) ?? []), wait]);
  }
  return [...byClass.entries()].sort().map(([name, list]) => ({
    class: name,
    called: list.length,
    meanMs: list.reduce((sum, wait) => sum + wait, 0) / list.length,
    p95Ms:
      quantile(
        list.sort((a, b) => a - b),
        0.95,
      ) ?? 0,
  }));
}

function boundFacts(tickets: readonly TicketStory[], renewals: number): HallFacts['bound'] {
  let replaced = 0;
  const held: { starts: number; used: number }[] = [];
  for (const { told, stays, calls } of tickets) {
    for (const call of calls) {
      const stay = stays.findLast(({ from, until }) => from <= call.at && until === call.at);
      if (call.bound) held.push(call.bound);
      else if (told.some(({ at }) => at === stay?.from)) replaced++;
    }
  }
  const share = ({ starts, used }: { starts: number; used: number }) => used / Math.max(1, starts);
  return {
    told: held.length,
    replaced,
    exceeded: held.filter(({ starts, used }) => used > starts).length,
    worst: held.reduce<(typeof held)[number] | null>(
      (worst, one) => (worst === null || share(one) > share(worst) ? one : worst),
      null,
    ),
    renewals,
  };
}

function forecastFacts(tickets: readonly TicketStory[]): HallFacts['forecast'] {
  const told = tickets.flatMap(({ expected, issuedAt, calls }) => {
    const called = calls[0]?.at;
    return expected === null || called === undefined ? [] : [{ ...expected, wait: called - issuedAt }];
  });
  return {
    told: told.length,
    within: told.filter(({ p10Ms, p90Ms, wait }) => p10Ms <= wait && wait <= p90Ms).length,
    shorter: told.filter(({ p10Ms, wait }) => wait < p10Ms).length,
  };
}

function hallDay(
  day: string,
  tickets: readonly TicketStory[],
  records: readonly EventRecord[],
  { ticketQuota }: Input,
): HallDay {
  const today = tickets.filter((ticket) => ticket.day === day);
  const issued = today.filter((ticket) => ticket.before === null);
  const ended = (end: string) => today.filter((ticket) => ticket.end === end).length;
  const ranOut = Object.entries(prefixes).flatMap(([service, prefix]) => {
    const given = issued.filter(({ number }) => number.startsWith(`${prefix}-`));
    const full = given.length >= ticketQuota.value[service as keyof typeof prefixes];
    return full ? [{ prefix, at: given.at(-1)?.issuedAt ?? 0 }] : [];
  });
  const closed = records.find(
    ({ event, aggregate }) => event.type === 'queue.closed' && aggregate.id === day,
  )?.event;
  return {
    day,
    walkIn: issued.filter((ticket) => !ticket.fromAfar).length,
    booked: issued.filter((ticket) => ticket.appointmentAt !== null).length,
    remote: issued.filter((ticket) => ticket.fromAfar && ticket.appointmentAt === null).length,
    priority: issued.filter((ticket) => ticket.priority !== null).length,
    cameOver: today.length - issued.length,
    finished: ended('finished'),
    missed: ended('missed'),
    neverCame: ended('cancelled'),
    carriedOver: ended('carried'),
    rebooked: ended('rebooked'),
    ranOut,
    closed: closed?.type === 'queue.closed' ? { at: closed.at, reason: closed.reason } : null,
  };
}

/** How many were moved once, twice and so on because the server had failed. */
function rebookedTimes(tickets: readonly TicketStory[]): number[] {
  const times = new Map<string, number>();
  for (const { end, ticketId } of tickets) {
    const tail = ticketId.slice(11);
    if (end === 'rebooked') times.set(tail, (times.get(tail) ?? 0) + 1);
  }
  const most = Math.max(0, ...times.values());
  return Array.from({ length: most }, (_, i) => [...times.values()].filter((n) => n === i + 1).length);
}

function lostOf(tickets: readonly TicketStory[], days: readonly string[]): number {
  const arrived = new Set(tickets.flatMap(({ before }) => before?.ticketId ?? []));
  const open = tickets.filter(({ end, day }) => end === null && days.includes(day));
  const gone = tickets.filter(({ end }) => end === 'carried' || end === 'rebooked');
  return open.length + gone.filter(({ ticketId }) => !arrived.has(ticketId)).length;
}

/** Those who fetch a paper and whose number ended before they were back. */
function notBack(records: readonly EventRecord[]): number {
  const parked = new Set<string>();
  let total = 0;
  for (const { event } of records) {
    if (event.type === 'ticket.parked') parked.add(event.ticketId);
    else if (event.type === 'ticket.missed' && parked.has(event.ticketId)) total++;
    else if ('ticketId' in event && event.type !== 'ticket.missed') parked.delete(event.ticketId ?? '');
  }
  return total;
}

/** The time from which somebody waits, on the day left and on the day entered: the rank is that time. */
function rankChanged(records: readonly EventRecord[]): number {
  const ready = new Map<string, number>();
  let changed = 0;
  for (const { event } of records) {
    if (event.type === 'ticket.carriedIn') {
      const old = ready.get(`${event.from}/${event.ticketId.slice(11)}`);
      if (event.appointmentAt === null && old !== event.place.ready) changed++;
    }
    if ('place' in event && 'ticketId' in event) ready.set(event.ticketId, event.place.ready);
  }
  return changed;
}
