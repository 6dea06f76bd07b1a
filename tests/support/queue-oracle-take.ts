import type { QueueEvent } from '../../src/queue/index.js';
import type { QueueOracle } from './queue-oracle.js';
import type { OracleTicket } from './queue-oracle-rules.js';

type Place = Extract<QueueEvent, { readonly type: 'ticket.resumed' }>['place'];

/** Lets the oracle know what happened. */
export function take(oracle: QueueOracle, events: readonly QueueEvent[]): void {
  for (const event of events) takeOne(oracle, event);
}

function takeOne(oracle: QueueOracle, event: QueueEvent): void {
  switch (event.type) {
    case 'queue.opened':
      oracle.doors = { state: 'open', reason: null };
      return;
    case 'queue.closed':
      oracle.doors = { state: 'closed', reason: event.reason };
      return;
    case 'queue.halted':
      oracle.doors = { state: 'halted', reason: event.reason };
      return;
    case 'queue.signingChanged':
      oracle.signing.set(event.kind, event.mode);
      oracle.until.set(event.kind, event.until);
      return;
    case 'queue.began':
      oracle.began = true;
      return;
    case 'bound.renewed':
      for (const name of event.pools) {
        const pool = oracle.pool(name, []);
        pool.left = event.allowance;
        pool.renewals++;
      }
      return;
    case 'counter.opened':
    case 'counter.paused':
    case 'counter.closed':
    case 'counter.autoCallSet': {
      const counter = oracle.counters.get(event.counter);
      if (!counter) throw new Error(`no counter ${event.counter}`);
      if (event.type === 'counter.autoCallSet') {
        counter.autoCall = event.on;
        return;
      }
      counter.state =
        event.type === 'counter.opened' ? 'open' : event.type === 'counter.paused' ? 'paused' : 'closed';
      counter.reason = event.type === 'counter.paused' ? event.reason : null;
      if (event.type !== 'counter.opened') return;
      counter.services = event.services;
      counter.pool = event.pool;
      oracle.pool(event.pool, event.services);
      return;
    }
    case 'ticket.issued': {
      const ticket = newTicket(event, event.applicant.ref, event.at);
      ticket.state = event.rests;
      oracle.tickets.push(ticket);
      const prefix = event.number.slice(0, -4);
      oracle.numbers.set(prefix, (oracle.numbers.get(prefix) ?? 0) + 1);
      putAt(oracle, ticket, event.place);
      return;
    }
    case 'ticket.carriedIn': {
      const ticket = newTicket(event, event.applicant, event.issuedAt);
      ticket.state = 'expected';
      ticket.later = event.later;
      ticket.otherDay = event.from;
      oracle.tickets.push(ticket);
      putAt(oracle, ticket, event.place);
      return;
    }
    default: {
      const ticket = oracle.find(event.ticketId);
      if (!ticket) throw new Error(`no ticket ${event.ticketId}`);
      change(oracle, ticket, event);
      if ('place' in event) putAt(oracle, ticket, event.place);
    }
  }
}

function change(
  oracle: QueueOracle,
  ticket: OracleTicket,
  event: Exclude<
    Extract<QueueEvent, { readonly ticketId: string }>,
    { readonly type: 'ticket.issued' | 'ticket.carriedIn' }
  >,
): void {
  const rest = (state: string) => {
    ticket.state = state;
    ticket.counter = null;
  };
  const end = (state: string) => {
    ticket.state = state;
    ticket.endedAt = event.at;
  };
  const turn = () => {
    const [next, ...later] = ticket.later;
    Object.assign(ticket, { ...next, later });
  };
  switch (event.type) {
    case 'ticket.printed':
      ticket.state = event.rests;
      return;
    case 'ticket.checkedIn':
      ticket.state = 'waiting';
      return;
    case 'ticket.called': {
      const { at, counter, reason, overtook, note, by } = event;
      const called = { calledAt: at, arrivedAt: null, recalls: 0, recalledAt: null };
      Object.assign(ticket, {
        state: 'called',
        counter,
        why: { reason, overtook, note, by },
        aside: null,
        ...called,
      });
      const pool = oracle.pool(event.pool, []);
      pool.starts++;
      pool.left = event.left;
      pool.credits = new Map(Object.entries(event.credits).map(([id, credit]) => [id, BigInt(credit)]));
      return;
    }
    case 'ticket.recalled':
      ticket.recalls++;
      ticket.recalledAt = event.at;
      return;
    case 'ticket.arrived':
      ticket.state = 'serving';
      ticket.arrivedAt = event.at;
      return;
    case 'ticket.missed':
      ticket.misses++;
      end('noShow');
      return;
    case 'ticket.requeued':
      ticket.misses++;
      rest('waiting');
      return;
    case 'ticket.held':
      ticket.aside = event.reason;
      rest('held');
      return;
    case 'ticket.parked':
      ticket.aside = event.reason;
      if (event.missed) ticket.misses++;
      rest('parked');
      return;
    case 'ticket.resumed':
    case 'ticket.transferred':
      ticket.aside = null;
      rest('waiting');
      return;
    case 'ticket.serviceAdded':
      ticket.later = [...ticket.later, event.request];
      return;
    case 'ticket.turned':
      turn();
      ticket.state = 'serving';
      return;
    case 'ticket.continued':
      turn();
      rest('waiting');
      return;
    case 'ticket.prioritised':
      ticket.priority = event.priority;
      return;
    case 'ticket.finished':
      end('finished');
      return;
    case 'ticket.cancelled':
      end('cancelled');
      return;
    case 'ticket.leaving':
      ticket.state = 'leaving';
      ticket.otherDay = event.to;
      return;
    case 'ticket.carried':
      end('carried');
      return;
    case 'ticket.stayed':
      ticket.state = 'expected';
      ticket.otherDay = null;
      ticket.aside = null;
      return;
  }
}

function putAt(oracle: QueueOracle, ticket: OracleTicket, place: Place): void {
  const { service, class: className, ready, key, told } = place;
  Object.assign(ticket, { service, class: className, ready, key, told });
  for (const { pool, left } of place.spent) oracle.pool(pool, []).left = left;
}

function newTicket(
  event: Extract<QueueEvent, { readonly type: 'ticket.issued' | 'ticket.carriedIn' }>,
  applicant: string,
  issuedAt: number,
): OracleTicket {
  const { ticketId, number, sequence, service, kind, applicationId, priority, appointmentAt } = event;
  return {
    state: 'new',
    id: ticketId,
    number,
    sequence,
    service,
    kind,
    applicant,
    applicationId,
    later: [],
    class: '',
    priority,
    appointmentAt,
    issuedAt,
    ready: 0,
    key: 0,
    told: [],
    expected: null,
    why: null,
    calledAt: null,
    arrivedAt: null,
    counter: null,
    recalls: 0,
    recalledAt: null,
    misses: 0,
    aside: null,
    otherDay: null,
    endedAt: null,
  };
}
