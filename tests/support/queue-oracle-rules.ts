import type { QueueConfig, TicketClass, TicketContext } from '../../src/queue/index.js';

/** A ticket as the oracle keeps it: what the room stores, in one flat object. */
export type OracleTicket = { -readonly [K in keyof TicketContext]: TicketContext[K] } & { state: string };

export interface OraclePool {
  services: readonly string[];
  starts: number;
  /** In millionths of a start. */
  credits: Map<string, bigint>;
  left: number;
  renewals: number;
}

export const away: readonly string[] = ['expected', 'held', 'parked'];
/** Who may come before others and does not wait: also those whom another day may send back. */
export const mayCome: readonly string[] = [...away, 'leaving'];
export const final: readonly string[] = ['finished', 'noShow', 'cancelled', 'carried'];
const million = 1_000_000n;

/** A share in millionths, from its decimal digits: what does not fit is cut off. */
export function millionths(share: number): bigint {
  const [whole = '0', digits = ''] = share.toString().split('.');
  return BigInt(whole) * million + BigInt(digits.slice(0, 6).padEnd(6, '0'));
}

/** The harmonic number of n, in millionths, rounded up. */
export function harmonic(n: number): bigint {
  let top = 0n;
  let bottom = 1n;
  for (let i = 1n; i <= BigInt(n); i++) {
    top = top * i + bottom;
    bottom *= i;
  }
  return (top * million + bottom - 1n) / bottom;
}

export function byPlace(a: OracleTicket, b: OracleTicket): number {
  return a.key - b.key || a.sequence - b.sequence;
}

export function isBefore(
  a: { key: number; sequence: number },
  b: { key: number; sequence: number },
): boolean {
  return a.key < b.key || (a.key === b.key && a.sequence < b.sequence);
}

export function hasWaitedLonger(a: OracleTicket, b: OracleTicket): boolean {
  return a.ready < b.ready || (a.ready === b.ready && a.sequence < b.sequence);
}

/** The class of an appointment or of a lawful reason, or that of everybody else. */
export function classFor(
  classes: readonly TicketClass[],
  booked: boolean,
  reason: string | undefined,
): TicketClass {
  const own = booked ? classes.find((one) => one.appointments) : undefined;
  const lawful = classes.find(({ reasons }) => reason !== undefined && reasons?.includes(reason));
  const plain = classes.find((one) => !one.appointments && !one.reasons);
  return (own ?? lawful ?? plain) as TicketClass;
}

export interface OracleChoice {
  readonly ticket: OracleTicket;
  readonly reason: 'due' | 'share' | 'appointment';
  readonly credits: Map<string, bigint>;
}

/**
 * Whom a pool calls: each class with somebody ready gains its share; the richest that has a whole start is served, else
 * who is due first; whoever is served pays a start. An appointment is not ready before its slot.
 */
export function chooseNaively(
  classes: readonly TicketClass[],
  pool: OraclePool,
  waiting: readonly OracleTicket[],
  at: number,
): { choice?: OracleChoice; early?: OracleTicket } {
  const here = waiting.filter(({ service }) => pool.services.includes(service)).sort(byPlace);
  const isEarly = (ticket: OracleTicket) =>
    ticket.ready > at && classes.find(({ id }) => id === ticket.class)?.appointments === true;
  const ready = here.filter((ticket) => !isEarly(ticket));
  const early = here.find(isEarly);
  const credits = new Map<string, bigint>();
  for (const { id, share } of classes) {
    if (ready.some((ticket) => ticket.class === id)) {
      credits.set(id, (pool.credits.get(id) ?? 0n) + millionths(share));
    }
  }
  const first = ready[0];
  // An early one keeps those behind it in its class from nothing.
  if (first === undefined) {
    return early === undefined ? {} : { early, choice: { ticket: early, reason: 'appointment', credits } };
  }
  let rich: string | undefined;
  for (const [id, credit] of credits) {
    if (credit >= million && (rich === undefined || credit > (credits.get(rich) ?? 0n))) rich = id;
  }
  const served = rich ?? first.class;
  const paid = (credits.get(served) ?? 0n) - million;
  credits.set(served, paid > 0n ? paid : 0n);
  const ticket = ready.find((one) => one.class === served) as OracleTicket;
  const booked = classes.find(({ id }) => id === served)?.appointments;
  return {
    choice: { ticket, reason: served === first.class ? (booked ? 'appointment' : 'due') : 'share', credits },
  };
}

/** (ahead in class + allowance left + harmonic number - what the class has saved) / share, rounded down. */
export function boundNaively(
  classes: readonly TicketClass[],
  pool: OraclePool,
  ahead: number,
  className: string,
): number {
  const share = millionths(classes.find(({ id }) => id === className)?.share ?? 0);
  const saved = pool.credits.get(className) ?? 0n;
  const work = BigInt(ahead + pool.left) * million + harmonic(classes.length) - saved;
  return work <= 0n ? 0 : Number(work / share);
}

/** What a configuration says, with the defaults that its documentation names. */
export function withDefaults(config: QueueConfig) {
  const minute = 60_000;
  return {
    ...config,
    classes: config.classes ?? [],
    earlyMs: config.appointments?.earlyMs ?? 30 * minute,
    lateMs: config.appointments?.lateMs ?? 15 * minute,
    earlyWhenIdle: config.appointments?.earlyWhenIdle ?? true,
    noShow: {
      action: config.noShow?.action ?? 'close',
      times: config.noShow?.times ?? 1,
      penaltyMs: config.noShow?.penaltyMs ?? 10 * minute,
    },
    maxRecalls: config.maxRecalls ?? 3,
    recallLockoutMs: config.recallLockoutMs ?? 0,
    insertions: config.insertions ?? 3,
    ticketPrinter: config.ticketPrinter ?? false,
    rebookOnOutage: config.rebookOnOutage ?? false,
    serviceOf: config.serviceOf ?? ((kind: string) => kind),
    isIssued: config.isIssued ?? (() => true),
    nextDay: config.nextDay ?? (() => undefined),
  };
}
