import type { QueueCommand, QueueFacts } from '../../src/queue/index.js';
import type { QueueOracle } from './queue-oracle.js';
import { type Chance, days, kinds, reasons } from './queue-worlds.js';

type Type = QueueCommand['type'];
export type Payload = Omit<QueueCommand, 'id' | 'at' | 'by'> & { readonly type: Type };

const minute = 60_000;

/** How often each command is drawn; what effects ask for comes on top. */
const weights: Readonly<Record<Type, number>> = {
  'ticket.issue': 150,
  'ticket.printed': 25,
  'ticket.printFailed': 6,
  'ticket.checkIn': 40,
  'ticket.callNext': 100,
  'ticket.call': 24,
  'ticket.recall': 18,
  'ticket.arrive': 20,
  'ticket.noShow': 24,
  'ticket.hold': 12,
  'ticket.park': 12,
  'ticket.resume': 24,
  'ticket.transfer': 24,
  'ticket.addService': 20,
  'ticket.prioritise': 14,
  'ticket.finish': 60,
  'ticket.cancel': 14,
  'ticket.rebook': 10,
  'ticket.carryIn': 4,
  'ticket.carried': 4,
  'ticket.carryBack': 4,
  'park.expire': 6,
  'counter.open': 20,
  'counter.pause': 8,
  'counter.close': 8,
  'counter.autoCall': 10,
  'queue.open': 20,
  'queue.close': 3,
  'queue.halt': 3,
  'queue.carryOver': 2,
  'queue.tell': 2,
  'queue.rebook': 2,
  'queue.signing': 8,
};
const drawn = (Object.keys(weights) as Type[]).flatMap((type) => Array<Type>(weights[type]).fill(type));

/** States in which a command to a ticket is likely to be taken. */
const likely: Readonly<Partial<Record<Type, readonly string[]>>> = {
  'ticket.printed': ['unprinted'],
  'ticket.printFailed': ['unprinted'],
  'ticket.checkIn': ['expected'],
  'ticket.call': ['waiting', 'held', 'parked'],
  'ticket.recall': ['called'],
  'ticket.arrive': ['called'],
  'ticket.noShow': ['called'],
  'ticket.hold': ['waiting', 'called', 'serving'],
  'ticket.park': ['waiting', 'called', 'serving'],
  'ticket.resume': ['held', 'parked'],
  'ticket.transfer': ['waiting', 'called', 'serving', 'held', 'parked'],
  'ticket.addService': ['expected', 'waiting', 'called', 'serving'],
  'ticket.prioritise': ['expected', 'waiting'],
  'ticket.finish': ['called', 'serving'],
  'ticket.cancel': ['unprinted', 'expected', 'waiting', 'held', 'parked'],
  'ticket.rebook': ['expected', 'waiting', 'held', 'parked'],
  'ticket.carried': ['leaving', 'carried'],
  'ticket.carryBack': ['leaving'],
  'park.expire': ['parked'],
};

/** Draws a command and the facts for it; what it names is mostly fitting, and sometimes nothing at all. */
export function drawMove(
  pick: Chance,
  oracle: QueueOracle,
  at: number,
  people: number,
): { readonly payload: Payload; readonly facts: QueueFacts } {
  const { often, oneOf, below } = pick;
  const type = oneOf(drawn);
  const ticketId = drawTicket(pick, oracle, likely[type] ?? []);
  const counter = often(0.96) ? oneOf([...oracle.counters.keys()]) : 'nowhere';
  const reason = oneOf(['papers', 'break', 'repair']);
  const place = oneOf(['keep', 'front', 'back', undefined] as const);
  const to = oneOf([days[0], days[1], days[1], days[2]]);
  const mode = oneOf(['electronic', 'held', 'wet'] as const);
  const kind = oneOf(kinds);
  const slot = at + (below(100) - 45) * minute;
  const priority = often(0.3) ? { reason: oneOf(reasons), note: 'seen' } : { reason: oneOf(reasons) };
  const payload = (fields: object): Payload => ({ type, ...fields }) as Payload;
  const some = (): Payload => {
    switch (type) {
      case 'ticket.issue':
        return payload({
          kind: often(0.9) ? oneOf(kinds.slice(0, 5)) : kind,
          applicant: often(0.2) ? { ref: `p${below(people)}`, area: 'x' } : { ref: `p${below(people)}` },
          ...(often(0.25) ? { priority } : {}),
          ...(often(0.3) ? { appointment: { at: Math.max(0, slot) } } : {}),
          ...(often(0.12) ? { remote: true } : {}),
        });
      case 'ticket.callNext':
        return payload({ counter });
      case 'ticket.call':
        return payload({ ticketId, counter: fittingCounter(pick, oracle, ticketId) ?? counter, reason });
      case 'ticket.park':
        return payload({ ticketId, reason, ...(often(0.5) ? { until: at + (below(40) - 4) * minute } : {}) });
      case 'ticket.resume':
        return payload({ ticketId, ...(place ? { place } : {}) });
      case 'ticket.transfer': {
        const service = often(0.9) ? oneOf(['a', 'b', 'c']) : oneOf(['z', 'nothing']);
        return payload({ ticketId, service, ...(place ? { place } : {}) });
      }
      case 'ticket.addService':
        return payload({ ticketId, kind });
      case 'ticket.prioritise':
        return payload({ ticketId, priority });
      case 'ticket.rebook':
        return payload({ ticketId, to, reason, ...(often(0.5) ? { slot } : {}) });
      case 'ticket.carried':
        return payload({ ticketId, to });
      case 'ticket.carryIn': {
        const of = oracle.day === days[0] ? '2019-07-16' : days[0];
        const service = oneOf(['a', 'b', 'c']);
        return payload({
          ticketId: often(0.7) ? `${of}/x${at}` : (oracle.tickets.at(-1)?.id ?? 'none/1'),
          to: oracle.day,
          from: of,
          number: 'A-099/16',
          kind: oneOf(['a1', 'b1', 'c1', 'old']),
          service,
          class: 'other',
          priority: often(0.3) ? { reason: oneOf(reasons) } : null,
          applicant: `p${below(people)}`,
          applicationId: `a-x${at}`,
          later: often(0.2) ? [{ kind: 'c2', service: 'c', applicationId: `a-y${at}` }] : [],
          ready: at - below(600) * minute,
          appointmentAt: often(0.3) ? Math.max(0, slot) : null,
          issuedAt: at - 600 * minute,
          cause: reason,
        });
      }
      case 'counter.open': {
        const fits = oneOf([['a'], ['b', 'a'], ['a', 'b', 'c'], ['c'], ['z', 'c'], ['a', 'nothing']]);
        return payload({ counter, ...(often(0.4) ? { services: fits } : {}) });
      }
      case 'counter.pause':
        return payload({ counter, reason });
      case 'counter.close':
        return payload({ counter });
      case 'counter.autoCall':
        return payload({ counter, on: often(0.5) });
      case 'queue.close':
      case 'queue.halt':
        return payload({ reason });
      case 'queue.carryOver':
        return payload({ to, reason });
      case 'queue.tell':
        return payload({ after: below(20), cause: reason });
      case 'queue.rebook':
        return payload({ kind, to: days[2], cause: reason });
      case 'queue.signing':
        return payload({ kind, mode, until: often(0.3) ? at + 3_600_000 : null });
      case 'queue.open':
        return payload({});
      case 'ticket.printFailed':
      case 'ticket.hold':
      case 'ticket.cancel':
        return payload({ ticketId, reason });
      default:
        return payload({ ticketId });
    }
  };
  const facts: QueueFacts = {
    ...(type === 'ticket.noShow' && often(0.15) ? { decided: true } : {}),
    ...(type === 'ticket.issue' && often(0.3) ? { signing: { mode: often(0.7) ? 'electronic' : mode } } : {}),
  };
  return { payload: some(), facts };
}

function drawTicket({ often, oneOf }: Chance, oracle: QueueOracle, states: readonly string[]): string {
  const fitting = often(0.85) ? oracle.in(...states) : oracle.tickets;
  if (fitting.length > 0) return oneOf(fitting).id;
  return oracle.tickets.length > 0 && often(0.8) ? oneOf(oracle.tickets).id : `${oracle.day}/nobody`;
}

function fittingCounter({ often, oneOf }: Chance, oracle: QueueOracle, ticketId: string): string | undefined {
  const service = oracle.find(ticketId)?.service ?? '';
  const free = [...oracle.counters.values()].filter(
    (one) => one.state === 'open' && one.services.includes(service) && !oracle.serves(one.id),
  );
  return free.length > 0 && often(0.8) ? oneOf(free).id : undefined;
}
