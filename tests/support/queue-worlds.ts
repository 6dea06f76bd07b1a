import {
  defaultClasses,
  priorityReasons,
  type QueueConfig,
  type TicketClass,
} from '../../src/queue/index.js';

/** A small generator of chance that a seed repeats (G. Marsaglia's xorshift, 2003). */
export function chance(seed: number) {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < 8; i++) next();
  const below = (n: number) => Math.floor(next() * n);
  return {
    below,
    often: (share: number) => next() < share,
    oneOf: <T>(list: readonly T[]): T => list[below(list.length)] as T,
  };
}
export type Chance = ReturnType<typeof chance>;

const minute = 60_000;
export const days = ['2019-07-17', '2019-07-18', '2019-07-19'] as const;
export const dayStart = Date.parse(`${days[0]}T01:00:00Z`);
export const reasons = [...priorityReasons.slice(0, 3), 'vip'];
export const kinds = ['a1', 'a2', 'b1', 'c1', 'c2', 'old', 'orphan', 'unheard'];
const serviceOfKind: Readonly<Record<string, string>> = {
  a1: 'a',
  a2: 'a',
  b1: 'b',
  c1: 'c',
  c2: 'c',
  old: 'b',
  orphan: 'z',
};

const byShares = (shares: readonly number[], targets: readonly number[]): TicketClass[] => [
  { id: 'one', targetMs: (targets[0] ?? 0) * minute, share: shares[0] ?? 0, reasons: ['elderly'] },
  { id: 'two', targetMs: (targets[1] ?? 0) * minute, share: shares[1] ?? 0, reasons: ['disability'] },
  { id: 'three', targetMs: (targets[2] ?? 0) * minute, share: shares[2] ?? 0, appointments: true },
  { id: 'four', targetMs: (targets[3] ?? 0) * minute, share: shares[3] ?? 0 },
];

const classSets: readonly (readonly TicketClass[])[] = [
  defaultClasses,
  byShares([0.25, 0.25, 0.25, 0.25], [0, 0, 0, 0]),
  byShares([1 / 3, 0.07, 0.29, 0.1], [0, 20, 5, 60]),
  [
    { id: 'all', targetMs: 10 * minute, share: 0.6 },
    { id: 'lawful', targetMs: 0, share: 0.4, reasons: ['elderly', 'pregnancy'] },
  ],
  [{ id: 'only', targetMs: 0, share: 1 }],
];

/** A queue's configuration, drawn so that each rule is met in some of its settings. */
export function drawConfig({ oneOf, often, below }: Chance): QueueConfig {
  return {
    classes: oneOf(classSets),
    counters: [
      { id: '1', services: ['a'] },
      { id: '2', services: ['a', 'b'] },
      { id: '3', services: ['c'] },
      // The same pool as that of counter 2.
      { id: '4', services: ['b', 'a'] },
    ],
    services: [
      { id: 'a', prefix: 'A' },
      { id: 'b', prefix: 'B' },
      { id: 'c', prefix: 'C', ticketQuota: 3 + below(20) },
      { id: 'z', prefix: 'Z' },
    ],
    serviceOf: (kind) => serviceOfKind[kind],
    isIssued: (kind, day) => kind !== 'old' || day === days[0],
    nextDay: (day) => days[days.indexOf(day as (typeof days)[0]) + 1],
    appointments: { earlyMs: 30 * minute, lateMs: oneOf([0, 15 * minute]), earlyWhenIdle: often(0.5) },
    noShow: {
      action: oneOf(['close', 'requeue', 'park'] as const),
      times: 1 + below(2),
      penaltyMs: oneOf([0, 10 * minute]),
    },
    maxRecalls: below(4),
    recallLockoutMs: oneOf([0, minute]),
    insertions: below(4),
    ticketPrinter: often(0.25),
    rebookOnOutage: often(0.5),
  };
}

/** Every refusal that each command can meet; signing, telling and moving those who booked are never refused. */
export const everyRefusal: Readonly<Record<string, readonly string[]>> = {
  'counter.autoCall': ['unknown-counter'],
  'counter.close': ['counter-busy', 'not-possible', 'unknown-counter'],
  'counter.open': ['unknown-counter', 'unknown-service'],
  'counter.pause': ['not-possible', 'unknown-counter'],
  'park.expire': ['not-found', 'not-possible'],
  'queue.carryOver': ['invalid-window'],
  'queue.close': ['not-possible'],
  'queue.halt': ['not-possible'],
  'queue.open': ['not-possible'],
  'ticket.addService': [
    'kind-not-issued',
    'no-counter-serves',
    'not-found',
    'not-possible',
    'ticket-active',
    'unknown-kind',
  ],
  'ticket.arrive': ['not-found', 'not-possible'],
  'ticket.call': [
    'counter-busy',
    'counter-not-open',
    'no-counter-serves',
    'not-found',
    'not-possible',
    'queue-halted',
    'unknown-counter',
  ],
  'ticket.callNext': ['counter-busy', 'counter-not-open', 'queue-halted', 'unknown-counter'],
  'ticket.cancel': ['not-found', 'not-possible'],
  'ticket.carried': ['not-found', 'not-possible'],
  'ticket.carryBack': ['not-found', 'not-possible'],
  'ticket.carryIn': ['already-exists', 'kind-not-issued', 'ticket-active'],
  'ticket.checkIn': ['not-found', 'not-possible', 'too-early'],
  'ticket.finish': ['not-found', 'not-possible'],
  'ticket.hold': ['not-found', 'not-possible'],
  'ticket.issue': [
    'kind-not-issued',
    'no-counter-serves',
    'queue-closed',
    'queue-halted',
    'quota-full',
    'ticket-active',
    'unknown-kind',
    'unknown-priority',
  ],
  'ticket.noShow': ['not-found', 'not-possible', 'visit-decided'],
  'ticket.park': ['invalid-window', 'not-found', 'not-possible'],
  'ticket.printFailed': ['not-found', 'not-possible'],
  'ticket.printed': ['not-found', 'not-possible'],
  'ticket.prioritise': ['not-found', 'not-possible', 'unknown-priority'],
  'ticket.rebook': ['invalid-window', 'not-found', 'not-possible'],
  'ticket.recall': ['not-found', 'not-possible', 'recall-too-soon', 'recalls-used-up'],
  'ticket.resume': ['not-found', 'not-possible'],
  'ticket.transfer': ['no-counter-serves', 'not-found', 'not-possible', 'ticket-active', 'unknown-service'],
};
