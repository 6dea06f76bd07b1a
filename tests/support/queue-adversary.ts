import {
  createScheduler,
  type QueueCommand,
  type QueueState,
  type Scheduler,
} from '../../src/queue/index.js';
import { BoundWatch } from './bound-watch.js';
import type { Chance } from './chance.js';
import { Pile } from './pile.js';
import type { Ground } from './queue-ground.js';

const day = '2019-07-17';
const minute = 60_000;
const by = { id: 'ani', role: 'officer' };

/** One thing that an adversary lets happen; the numbers choose whom, where and how often. */
export interface Move {
  readonly do: (typeof moves)[number];
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export const moves = [
  'arrive',
  'serve',
  'serveLong',
  'book',
  'checkIn',
  'choose',
  'pushIn',
  'hold',
  'park',
  'resume',
  'transfer',
  'noShow',
  'prioritise',
  'pause',
  'openWith',
  'leave',
  'goAndStay',
  'takeIn',
  'another',
  'ask',
  'pass',
] as const;
// Most of a day is people who come and people who are served.
const weights = [24, 20, 6, 3, 4, 2, 3, 3, 2, 4, 3, 2, 3, 2, 2, 3, 1, 2, 2, 6, 4];

export function randomMove(random: Chance): Move {
  return {
    do: random.weighted(moves, weights),
    a: random.nat(1000),
    b: random.nat(1000),
    c: random.nat(1000),
  };
}

/** What became of a day. */
export interface Played {
  readonly watch: BoundWatch;
  readonly tickets: number;
  readonly starts: Readonly<Record<string, number>>;
}

/** Lets a day of an adversary happen, and holds every bound against it. */
export function play(
  { pools, config, reasons }: Ground,
  script: readonly Move[],
  scheduler: Scheduler = createScheduler(config),
  leastBound = 10,
): Played {
  const watch = new BoundWatch(scheduler, leastBound);
  const { counters } = config;
  const services = config.services.map(({ id }) => id);
  let queue: QueueState = scheduler.open(day);
  let at = 0;
  let commands = 0;
  let tickets = 0;
  const waiting = new Pile();
  const expected = new Pile();
  const aside = new Pile();
  const unprinted = new Pile();

  const give = (command: Record<string, unknown> & { type: QueueCommand['type'] }): boolean => {
    const outcome = scheduler.decide(queue, { id: `${++commands}`, at, by, ...command } as QueueCommand);
    if (!outcome.ok) return false;
    const renewed = new Set<string>();
    for (const event of outcome.events) {
      queue = scheduler.evolve(queue, event);
      watch.see(queue, event);
      if (event.type === 'bound.renewed') for (const pool of event.pools) renewed.add(pool);
      if (!('ticketId' in event)) continue;
      if (event.type === 'ticket.issued') tickets++;
      const state = scheduler.ticket(queue, event.ticketId)?.state;
      waiting.set(event.ticketId, state === 'waiting');
      expected.set(event.ticketId, state === 'expected');
      aside.set(event.ticketId, state === 'held' || state === 'parked');
      unprinted.set(event.ticketId, state === 'unprinted');
    }
    for (const pool of renewed) for (const id of waiting.all) watch.ask(queue, id, at, pool);
    return outcome.events.length > 0;
  };
  const counterOf = (n: number) => counters[n % counters.length]?.id ?? '';
  const serviceOf = (n: number) => services[n % services.length] ?? '';
  const priority = (n: number) => {
    const reason = reasons[(n % (reasons.length + 1)) - 1];
    return reason === undefined ? {} : { priority: { reason } };
  };
  const callTo = (counter: string) => give({ type: 'ticket.callNext', counter });
  const finish = (counter: string) => {
    const ticketId = queue.serving[counter];
    if (ticketId !== undefined) give({ type: 'ticket.finish', ticketId });
  };
  const issue = (a: number, b: number, more: object) => {
    give({
      type: 'ticket.issue',
      kind: serviceOf(b),
      applicant: { ref: `p${commands}` },
      ...priority(a),
      ...more,
    });
    // Now and then the printer takes its time, and the ticket comes in later with an earlier place.
    if (commands % 5 > 0) give({ type: 'ticket.printed', ticketId: unprinted.all.at(-1) ?? '' });
  };
  const places = ['keep', 'front', 'back'] as const;

  for (const { do: what, a, b, c } of script) {
    switch (what) {
      case 'arrive':
        for (let i = c % 12; i >= 0; i--) issue(a, b, {});
        break;
      case 'serve':
      case 'serveLong': {
        const counter = counterOf(a);
        for (let i = what === 'serve' ? c % 8 : 20 + (c % 60); i >= 0 && callTo(counter); i--)
          finish(counter);
        break;
      }
      case 'book':
        issue(a, b, c % 3 === 0 ? { remote: true } : { appointment: { at: at + ((c % 60) - 20) * minute } });
        break;
      case 'checkIn':
        give({ type: 'ticket.checkIn', ticketId: expected.pick(a) });
        give({ type: 'ticket.printed', ticketId: unprinted.pick(b) });
        break;
      case 'takeIn':
        give({
          type: 'ticket.carryIn',
          ticketId: `2019-07-16/o${commands}`,
          from: '2019-07-16',
          to: day,
          number: 'A-001/16',
          kind: serviceOf(b),
          service: serviceOf(b),
          class: 'k0',
          priority: priority(a).priority ?? null,
          applicant: `o${commands}`,
          applicationId: `o${commands}`,
          later: [],
          ready: at - (c % 90) * minute,
          appointmentAt: null,
          issuedAt: 0,
          cause: 'outage',
        });
        break;
      case 'another': {
        const counter = counterOf(a);
        if (callTo(counter)) {
          give({ type: 'ticket.addService', ticketId: queue.serving[counter], kind: serviceOf(b) });
          finish(counter);
          finish(counter);
        }
        break;
      }
      case 'choose': {
        const counter = counterOf(a);
        for (let i = c % 8; i >= 0; i--) {
          const ticketId = (c % 3 === 0 ? aside : waiting).pick(b);
          if (give({ type: 'ticket.call', ticketId, counter, reason: 'chosen' })) finish(counter);
        }
        break;
      }
      case 'pushIn':
        for (let i = c % 8; i >= 0; i--) {
          issue(a, b, {});
          const ticketId = waiting.all.at(-1) ?? '';
          give({ type: 'ticket.transfer', ticketId, service: serviceOf(b), place: 'front' });
          if (callTo(counterOf(c))) finish(counterOf(c));
        }
        break;
      case 'hold':
      case 'park': {
        const type = what === 'hold' ? 'ticket.hold' : 'ticket.park';
        const counter = counterOf(a);
        if (c % 2 === 0) give({ type, ticketId: waiting.pick(b), reason: 'aside' });
        else if (callTo(counter)) give({ type, ticketId: queue.serving[counter], reason: 'aside' });
        break;
      }
      case 'resume':
        give({ type: 'ticket.resume', ticketId: aside.pick(a), place: places[c % 3] });
        break;
      case 'transfer':
        give({
          type: 'ticket.transfer',
          ticketId: waiting.pick(a),
          service: serviceOf(b),
          place: places[c % 3],
        });
        break;
      case 'noShow':
        if (callTo(counterOf(a))) give({ type: 'ticket.noShow', ticketId: queue.serving[counterOf(a)] });
        finish(counterOf(a));
        break;
      case 'prioritise':
        give({
          type: 'ticket.prioritise',
          ticketId: (c % 4 === 0 ? expected : waiting).pick(a),
          priority: { reason: reasons[b % reasons.length] ?? 'none' },
        });
        break;
      case 'pause':
        if (c % 2 === 0) give({ type: 'counter.pause', counter: counterOf(a), reason: 'break' });
        else give({ type: 'counter.open', counter: counterOf(a) });
        break;
      case 'openWith': {
        const some = pools === 'one' ? services : services.filter((_, i) => (c >> i) % 2 === 1);
        if (some.length > 0) give({ type: 'counter.open', counter: counterOf(a), services: some });
        break;
      }
      case 'leave':
        for (let i = c % 5; i >= 0; i--) {
          give({ type: 'ticket.cancel', ticketId: waiting.pick(a + i), reason: 'left' });
        }
        break;
      case 'goAndStay': {
        const ticketId = waiting.pick(a);
        if (give({ type: 'ticket.rebook', ticketId, to: '2019-07-18', reason: 'r' })) {
          if (c % 2 === 0) issue(b, c, {});
          give({ type: 'ticket.carryBack', ticketId });
        }
        break;
      }
      case 'ask':
        watch.ask(queue, waiting.pick(a), at);
        break;
      case 'pass':
        at += [1, 1000, minute, 20 * minute][c % 4] ?? 0;
        break;
    }
  }
  watch.end(queue);
  const starts = Object.fromEntries(Object.entries(queue.pools).map(([name, pool]) => [name, pool.starts]));
  return { watch, tickets, starts };
}
