import type { Actor } from '../internal/messages.js';
import type { EpochMs, LocalDate } from '../internal/time.js';
import {
  type Asker,
  type CalibrationScore,
  type ClosingOutlook,
  type ComeToday,
  defaultClasses,
  type ExpectedWait,
  type LaterForecast,
  type QueueBoard,
  type QueueCommand,
  type StartsBound,
  type TicketContext,
  type WaitForecast,
} from '../queue/index.js';
import type { OfficeEvent } from './aggregates.js';
import {
  type CommandOptions,
  type FacadeContext,
  give,
  type Instant,
  instant,
  notFound,
  read,
} from './facade.js';
import { dayOfTicket } from './routes.js';

/** Shows a ticket to a host. */
export interface TicketView {
  readonly ticketId: string;
  /** What the display shows, as `A-007`. */
  readonly number: string;
  /** `expected`, `waiting`, `called`, `serving`, `held`, `parked`, `finished`, `noShow`, `cancelled` or on its way. */
  readonly state: string;
  readonly service: string;
  readonly kind: string;
  /** The class of people that it belongs to. */
  readonly class: string;
  readonly applicationId: string;
  readonly counter: string | null;
  readonly issuedAt: EpochMs;
  readonly appointmentAt: EpochMs | null;
  readonly calledAt: EpochMs | null;
}

/** Tells whom a counter called, and why. */
export interface CalledTicket {
  readonly ticketId: string;
  readonly number: string;
  readonly applicationId: string;
  /** `due`: it is due first; `share`: its class's share was due; `appointment`: its slot has come; `manual`: chosen. */
  readonly reason: 'due' | 'share' | 'appointment' | 'manual';
  /** How many who have waited longer stay behind; `overtaken` names them. */
  readonly overtook: number;
  /** The bound that it was told for this pool of counters, and how many starts came before it; `null` when none. */
  readonly bound: { readonly starts: number; readonly used: number } | null;
}

/** Describes somebody who might come. */
export interface Visitor {
  /** Id of the document kind that they want. */
  readonly kind: string;
  /** A lawful reason to be called earlier, as `elderly`. */
  readonly priority?: { readonly reason: string };
  /** Their slot, where they booked one. */
  readonly appointment?: { readonly at: Instant };
}

/** Reads the queue. */
export interface QueueReads {
  /** Shows a ticket; throws a `LoketError` with code `refused` (`not-found`) when there is none. */
  get(ticketId: string): Promise<TicketView>;
  /** Finds a ticket; `undefined` when there is none. */
  find(ticketId: string): Promise<TicketView | undefined>;
  /** Counts exactly how many are due before a waiting ticket; `undefined` when it does not wait. */
  ahead(ticketId: string): Promise<number | undefined>;
  /**
   * Bounds how many service starts of a pool of counters can come before a waiting ticket's own, for each open pool
   * that can call it; `undefined` when it does not wait, or its slot is still to come.
   */
  bound(ticketId: string): Promise<readonly StartsBound[] | undefined>;
  /** Lists who waits at a called ticket's counters and has waited longer. */
  overtaken(ticketId: string): Promise<readonly TicketView[]>;
  /** Forecasts the wait of a waiting ticket from now on; `null` when it cannot be told. */
  forecast(ticketId: string): Promise<WaitForecast | null>;
  /** Forecasts the wait of somebody who would come now, or at a later time today; `null` when it cannot be told. */
  ifICame(who: Visitor & { readonly at?: Instant }): Promise<WaitForecast | LaterForecast | null>;
  /** Answers "should I come today?"; `null` when today's hours are not known. */
  comeToday(who: Visitor): Promise<ComeToday | null>;
  /** Forecasts who will still wait at closing, and until when numbers can be given; `null` when it cannot be told. */
  closing(): Promise<ClosingOutlook | null>;
  /** Tells how well the waits told have held so far. */
  calibration(): Promise<CalibrationScore>;
  /** Shows a day, today by default. */
  board(day?: LocalDate): Promise<QueueBoard>;
}

/** Says where a ticket waits: by the time it waited from, before everybody of its class, or as if it came now. */
export type TicketPlace = 'keep' | 'front' | 'back';

/** Says why something is done; it is recorded. */
export interface StatedReason {
  /** 1 to 500 characters. */
  readonly reason: string;
}

/** Works the queue as a person. */
export interface QueueDesk extends QueueReads {
  /** Issues a number for a document kind and opens its application. */
  issue(
    request: {
      readonly kind: string;
      readonly applicant: { readonly ref: string; readonly area?: string };
      /** A lawful reason to be called earlier, as `elderly`. */
      readonly priority?: { readonly reason: string; readonly note?: string };
      /** The slot that was booked; the holder checks in when there. */
      readonly appointment?: { readonly at: Instant };
      /** Whether the holder is not there yet and will check in. */
      readonly remote?: boolean;
    },
    options?: CommandOptions,
  ): Promise<{
    readonly ticketId: string;
    readonly number: string;
    readonly applicationId: string;
    /** The wait that can be told, where the hours of the day are known and the holder is in the hall. */
    readonly expected: ExpectedWait | null;
  }>;
  /** Lets a ticket count that a ticket printer has printed. */
  printed(ticketId: string, options?: CommandOptions): Promise<TicketView>;
  /** Voids a ticket that was not printed. */
  printFailed(ticketId: string, why: StatedReason, options?: CommandOptions): Promise<TicketView>;
  /** Lets the holder of a booked or moved ticket wait in the hall. */
  checkIn(ticketId: string, options?: CommandOptions): Promise<TicketView>;
  /** Calls the next waiting ticket to a counter; `null` when nobody waits. */
  callNext(at: { readonly counter: string }, options?: CommandOptions): Promise<CalledTicket | null>;
  /** Calls a chosen ticket out of turn; who chose it and why is recorded. */
  call(
    ticketId: string,
    how: { readonly counter: string; readonly reason: string },
    options?: CommandOptions,
  ): Promise<CalledTicket>;
  /** Calls a called ticket once more. */
  recall(ticketId: string, options?: CommandOptions): Promise<TicketView>;
  /** Reports that the holder of a called ticket is at the counter. */
  arrive(ticketId: string, options?: CommandOptions): Promise<TicketView>;
  /** Reports that nobody came; by default that ends the ticket and its application. */
  noShow(ticketId: string, options?: CommandOptions): Promise<TicketView>;
  /** Puts a ticket aside until the office can go on with it. */
  hold(ticketId: string, why: StatedReason, options?: CommandOptions): Promise<TicketView>;
  /** Lets the holder go and come back, as to fetch papers; `until` closes the ticket unless they came back. */
  park(
    ticketId: string,
    why: StatedReason & { readonly until?: Instant },
    options?: CommandOptions,
  ): Promise<TicketView>;
  /** Lets a ticket that was put aside wait again, by default by the time it waited from. */
  resume(
    ticketId: string,
    how?: { readonly place?: TicketPlace },
    options?: CommandOptions,
  ): Promise<TicketView>;
  /** Sends a ticket to another service, by default with the time it waited from. */
  transfer(
    ticketId: string,
    to: { readonly service: string; readonly place?: TicketPlace },
    options?: CommandOptions,
  ): Promise<TicketView>;
  /** Adds another request to the same visit and opens its application. */
  addService(
    ticketId: string,
    request: { readonly kind: string },
    options?: CommandOptions,
  ): Promise<{ readonly applicationId: string }>;
  /** Puts a ticket into the class of a lawful reason, which is recorded. */
  prioritise(
    ticketId: string,
    priority: { readonly reason: string; readonly note?: string },
    options?: CommandOptions,
  ): Promise<TicketView>;
  /** Ends the visit at the counter, or turns to the next request of the same visit. */
  finish(ticketId: string, options?: CommandOptions): Promise<TicketView>;
  /** Ends a ticket that is not at a counter, and its application. */
  cancel(ticketId: string, why: StatedReason, options?: CommandOptions): Promise<TicketView>;
  /** Moves a ticket to another day, with its rank or with a slot. */
  rebook(
    ticketId: string,
    to: { readonly day: LocalDate; readonly slot?: Instant; readonly reason: string },
    options?: CommandOptions,
  ): Promise<TicketView>;
  /** Opens a counter, with its own services or others. */
  openCounter(
    counter: string,
    how?: { readonly services?: readonly string[] },
    options?: CommandOptions,
  ): Promise<void>;
  /** Pauses a counter. */
  pauseCounter(counter: string, why: StatedReason, options?: CommandOptions): Promise<void>;
  /** Closes a counter. */
  closeCounter(counter: string, options?: CommandOptions): Promise<void>;
  /** Sets whether a counter calls the next ticket by itself as soon as it is free. */
  autoCall(counter: string, on: boolean, options?: CommandOptions): Promise<void>;
  /** Gives numbers again, and calls. */
  open(options?: CommandOptions): Promise<void>;
  /** Gives no more numbers today; who holds one is still served. */
  close(why: StatedReason, options?: CommandOptions): Promise<void>;
  /** Stops numbers and calls at once, as in an emergency, and tells everybody who waits. */
  halt(why: StatedReason, options?: CommandOptions): Promise<void>;
  /** Moves everybody who was not served to another day, with their rank; a day without `from` is today. */
  carryOver(
    move: { readonly to: LocalDate; readonly reason: string; readonly from?: LocalDate },
    options?: CommandOptions,
  ): Promise<void>;
}

/** @internal */
export function queueReads(context: FacadeContext): QueueReads {
  const { core, clock } = context;
  const today = async () => {
    const now = clock.now();
    const { state } = await read(context, 'queue', core.config.calendar.dayOf(now));
    return { state, now };
  };
  const askerOf = ({ kind, priority, appointment }: Visitor): Asker => {
    const service =
      core.config.kinds.find(({ id }) => id === kind)?.service ??
      notFound('queue.ifICame', `document kind '${kind}'`);
    const classes = core.config.queue.classes ?? defaultClasses;
    const booked = appointment && classes.find((one) => one.appointments);
    const preferred = priority && classes.find(({ reasons }) => reasons?.includes(priority.reason));
    const slot = appointment && instant('appointment.at', appointment.at);
    return { service, class: (booked ?? preferred)?.id, appointmentAt: booked ? slot : undefined };
  };
  const view = async (ticketId: string) => {
    const ticket = await find(context, ticketId);
    return ticket && shown(ticket);
  };
  return {
    find: view,
    get: async (ticketId) => (await view(ticketId)) ?? notFound('queue.get', `ticket '${ticketId}'`),
    async ahead(ticketId) {
      const { state } = await read(context, 'queue', dayOfTicket(ticketId));
      return core.scheduler.ahead(state, ticketId);
    },
    async bound(ticketId) {
      const { state } = await read(context, 'queue', dayOfTicket(ticketId));
      return core.scheduler.bound(state, ticketId, clock.now());
    },
    async overtaken(ticketId) {
      const { state } = await read(context, 'queue', dayOfTicket(ticketId));
      const ticket =
        core.scheduler.ticket(state, ticketId) ?? notFound('queue.overtaken', `ticket '${ticketId}'`);
      const services = state.counters[ticket.context.counter ?? '']?.context.services ?? [];
      return core.scheduler.overtaken(state, ticketId, services).map(shown);
    },
    async forecast(ticketId) {
      const { state } = await read(context, 'queue', dayOfTicket(ticketId));
      return core.scheduler.forecast(state, { ticketId }, clock.now());
    },
    async ifICame({ at, ...who }) {
      const { state, now } = await today();
      const asker = askerOf(who);
      if (at === undefined) return core.scheduler.forecast(state, asker, now);
      return core.scheduler.forecastLater(state, asker, now, instant('at', at));
    },
    async comeToday(who) {
      const { state, now } = await today();
      return core.scheduler.comeToday(state, askerOf(who), now);
    },
    async closing() {
      const { state, now } = await today();
      return core.scheduler.closing(state, now);
    },
    async calibration() {
      const { state } = await today();
      return core.scheduler.calibration(state);
    },
    async board(day) {
      const on = day ?? core.config.calendar.dayOf(clock.now());
      const { state } = await read(context, 'queue', on);
      return core.scheduler.board(state);
    },
  };
}

type Body<C = QueueCommand> = C extends QueueCommand ? Omit<C, 'id' | 'at' | 'by'> : never;

/** @internal */
export function queueDesk(context: FacadeContext, actor: Actor): QueueDesk {
  const reads = queueReads(context);
  const change = async (body: Body & { readonly ticketId: string }, options?: CommandOptions) => {
    await give(context, actor, body, options);
    return reads.get(body.ticketId);
  };
  const order = async (body: Body, options?: CommandOptions) => {
    await give(context, actor, body, options);
  };
  const called = async (events: readonly OfficeEvent[]): Promise<CalledTicket> => {
    const { ticketId, reason, overtook, told } = one(events, 'ticket.called');
    const { number, applicationId } = await reads.get(ticketId);
    return { ticketId, number, applicationId, reason, overtook, bound: told };
  };
  const at = (field: string, value: Instant | undefined) =>
    value === undefined ? undefined : instant(field, value);
  return {
    ...reads,
    async issue({ appointment, ...request }, options) {
      const slot = appointment && { at: instant('appointment.at', appointment.at) };
      const body = { type: 'ticket.issue' as const, ...request, appointment: slot };
      const events = await give(context, actor, body, options);
      const { ticketId, number, applicationId, place } = one(events, 'ticket.issued');
      return { ticketId, number, applicationId, expected: place.expected };
    },
    printed: (ticketId, options) => change({ type: 'ticket.printed', ticketId }, options),
    printFailed: (ticketId, { reason }, options) =>
      change({ type: 'ticket.printFailed', ticketId, reason }, options),
    checkIn: (ticketId, options) => change({ type: 'ticket.checkIn', ticketId }, options),
    async callNext({ counter }, options) {
      const events = await give(context, actor, { type: 'ticket.callNext', counter }, options);
      return events.length === 0 ? null : called(events);
    },
    call: async (ticketId, { counter, reason }, options) =>
      called(await give(context, actor, { type: 'ticket.call', ticketId, counter, reason }, options)),
    recall: (ticketId, options) => change({ type: 'ticket.recall', ticketId }, options),
    arrive: (ticketId, options) => change({ type: 'ticket.arrive', ticketId }, options),
    noShow: (ticketId, options) => change({ type: 'ticket.noShow', ticketId }, options),
    hold: (ticketId, { reason }, options) => change({ type: 'ticket.hold', ticketId, reason }, options),
    park: (ticketId, { reason, until }, options) =>
      change({ type: 'ticket.park', ticketId, reason, until: at('until', until) }, options),
    resume: (ticketId, { place } = {}, options) =>
      change({ type: 'ticket.resume', ticketId, place }, options),
    transfer: (ticketId, { service, place }, options) =>
      change({ type: 'ticket.transfer', ticketId, service, place }, options),
    async addService(ticketId, { kind }, options) {
      const events = await give(context, actor, { type: 'ticket.addService', ticketId, kind }, options);
      return { applicationId: one(events, 'ticket.serviceAdded').request.applicationId };
    },
    prioritise: (ticketId, priority, options) =>
      change({ type: 'ticket.prioritise', ticketId, priority }, options),
    finish: (ticketId, options) => change({ type: 'ticket.finish', ticketId }, options),
    cancel: (ticketId, { reason }, options) => change({ type: 'ticket.cancel', ticketId, reason }, options),
    rebook: (ticketId, { day, slot, reason }, options) =>
      change({ type: 'ticket.rebook', ticketId, to: day, slot: at('slot', slot), reason }, options),
    openCounter: (counter, { services } = {}, options) =>
      order({ type: 'counter.open', counter, services: services && [...services] }, options),
    pauseCounter: (counter, { reason }, options) =>
      order({ type: 'counter.pause', counter, reason }, options),
    closeCounter: (counter, options) => order({ type: 'counter.close', counter }, options),
    autoCall: (counter, on, options) => order({ type: 'counter.autoCall', counter, on }, options),
    open: (options) => order({ type: 'queue.open' }, options),
    close: ({ reason }, options) => order({ type: 'queue.close', reason }, options),
    halt: ({ reason }, options) => order({ type: 'queue.halt', reason }, options),
    carryOver: ({ to, reason, from }, options) =>
      order({ type: 'queue.carryOver', to, reason, day: from }, options),
  };
}

/** Finds the one event of a type that an accepted command is known to have made. @internal */
export function one<T extends OfficeEvent['type']>(
  events: readonly OfficeEvent[],
  type: T,
): Extract<OfficeEvent, { type: T }> {
  return events.find((event) => event.type === type) as Extract<OfficeEvent, { type: T }>;
}

async function find(context: FacadeContext, ticketId: string) {
  const { state } = await read(context, 'queue', dayOfTicket(ticketId));
  return context.core.scheduler.ticket(state, ticketId);
}

function shown({ state, context }: { readonly state: string; readonly context: TicketContext }): TicketView {
  const { id, number, service, kind, applicationId, counter, issuedAt, appointmentAt, calledAt } = context;
  return {
    ticketId: id,
    number,
    state,
    service,
    kind,
    class: context.class,
    applicationId,
    counter,
    issuedAt,
    appointmentAt,
    calledAt,
  };
}
