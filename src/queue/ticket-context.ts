import type { EpochMs, LocalDate } from '../internal/time.js';

/** One request of a visit. */
export interface VisitRequest {
  readonly kind: string;
  readonly service: string;
  readonly applicationId: string;
}

/** A bound as it was told: so many service starts of a pool at most come before a ticket's own. */
export interface ToldBound {
  /** The pool, named by the services that its counters offer. */
  readonly pool: string;
  /** Service starts, 0 or more. */
  readonly starts: number;
  /** Service starts of the pool when it was told. */
  readonly since: number;
  /** How often the pool's bounds had been told anew; a told bound holds until the next time. */
  readonly renewals: number;
}

/** The wait that was told when the number was issued, or its holder checked in. */
export interface ExpectedWait {
  readonly at: EpochMs;
  /** Milliseconds, 0 or more: one in ten waits is shorter. */
  readonly p10Ms: number;
  /** Half of the waits are shorter. */
  readonly p50Ms: number;
  /** One in ten waits is longer. */
  readonly p90Ms: number;
  /** Waits that are calibrated together with this one. */
  readonly bucket: string;
  /** Whether such intervals have held as often as they should; say "not known yet" where this is false. */
  readonly calibrated: boolean;
}

/** Says why a ticket was called. */
export interface CallReason {
  readonly reason: 'due' | 'share' | 'appointment' | 'manual';
  /** How many who had waited longer stayed behind. */
  readonly overtook: number;
  /** Why it was chosen out of turn, and by whom. */
  readonly note: string | null;
  readonly by: string | null;
}

/** What a ticket knows, beside the state in which it is. */
export interface TicketContext {
  readonly id: string;
  /** What the display shows, as `A-007`. */
  readonly number: string;
  readonly sequence: number;
  /** The service of the present request. */
  readonly service: string;
  /** The document kind of the present request. */
  readonly kind: string;
  readonly applicant: string;
  readonly applicationId: string;
  /** Requests of the same visit that follow. */
  readonly later: readonly VisitRequest[];
  readonly class: string;
  /** The lawful reason for which it is called earlier. */
  readonly priority: { readonly reason: string; readonly note?: string | undefined } | null;
  readonly appointmentAt: EpochMs | null;
  readonly issuedAt: EpochMs;
  /** The time it waits from, or its slot. */
  readonly ready: EpochMs;
  /** When it is due; the smaller, the sooner it is called. */
  readonly key: number;
  readonly told: readonly ToldBound[];
  readonly expected: ExpectedWait | null;
  /** Why it was called, when it was last. */
  readonly why: CallReason | null;
  readonly calledAt: EpochMs | null;
  readonly arrivedAt: EpochMs | null;
  readonly counter: string | null;
  /** How often it was called again. */
  readonly recalls: number;
  readonly recalledAt: EpochMs | null;
  /** How often its holder did not come. */
  readonly misses: number;
  /** Why it was put aside. */
  readonly aside: string | null;
  /** The day it goes to or came from. */
  readonly otherDay: LocalDate | null;
  readonly endedAt: EpochMs | null;
}

const nobody: readonly never[] = Object.freeze([]);

/** The context of a ticket that was never issued. @internal */
export function initialTicket(id: string): TicketContext {
  return {
    id,
    number: '',
    sequence: 0,
    service: '',
    kind: '',
    applicant: '',
    applicationId: '',
    later: nobody,
    class: '',
    priority: null,
    appointmentAt: null,
    issuedAt: 0,
    ready: 0,
    key: 0,
    told: nobody,
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

/** Copies a context; a literal that names every field is far faster than a spread. @internal */
export function copyTicket(c: TicketContext): TicketContext {
  return {
    id: c.id,
    number: c.number,
    sequence: c.sequence,
    service: c.service,
    kind: c.kind,
    applicant: c.applicant,
    applicationId: c.applicationId,
    later: c.later,
    class: c.class,
    priority: c.priority,
    appointmentAt: c.appointmentAt,
    issuedAt: c.issuedAt,
    ready: c.ready,
    key: c.key,
    told: c.told,
    expected: c.expected,
    why: c.why,
    calledAt: c.calledAt,
    arrivedAt: c.arrivedAt,
    counter: c.counter,
    recalls: c.recalls,
    recalledAt: c.recalledAt,
    misses: c.misses,
    aside: c.aside,
    otherDay: c.otherDay,
    endedAt: c.endedAt,
  };
}
