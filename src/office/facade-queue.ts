import type { Actor } from '../internal/messages.js';
import type { EpochMs, LocalDate } from '../internal/time.js';
import { aheadOf, type TicketContext } from '../queue/index.js';
import type { OfficeEvent } from './aggregates.js';
import { type CommandOptions, type FacadeContext, give, notFound, read } from './facade.js';

/** Shows a ticket to a host. */
export interface TicketView {
  readonly ticketId: string;
  /** What the display shows, as `A-007`. */
  readonly number: string;
  /** `waiting`, `called`, `finished`, `noShow` or `cancelled`. */
  readonly state: string;
  readonly service: string;
  readonly kind: string;
  readonly applicationId: string;
  readonly counter: string | null;
  readonly issuedAt: EpochMs;
  readonly calledAt: EpochMs | null;
}

/** Shows what a display in the hall needs. */
export interface QueueBoard {
  readonly day: LocalDate;
  /** Numbers being served, by counter. */
  readonly serving: readonly { readonly counter: string; readonly number: string }[];
  /** How many wait, by service. */
  readonly waiting: readonly { readonly service: string; readonly count: number }[];
}

/** Reads the queue. */
export interface QueueReads {
  /** Shows a ticket; throws a `LoketError` with code `refused` (`not-found`) when there is none. */
  get(ticketId: string): Promise<TicketView>;
  /** Finds a ticket; `undefined` when there is none. */
  find(ticketId: string): Promise<TicketView | undefined>;
  /** Counts how many are called before a waiting ticket; `undefined` when it does not wait. */
  ahead(ticketId: string): Promise<number | undefined>;
  /** Shows a day, today by default. */
  board(day?: LocalDate): Promise<QueueBoard>;
}

/** Works the queue as a person. */
export interface QueueDesk extends QueueReads {
  /** Issues a number for a document kind and opens its application. */
  issue(
    request: { readonly kind: string; readonly applicant: { readonly ref: string; readonly area?: string } },
    options?: CommandOptions,
  ): Promise<{ readonly ticketId: string; readonly number: string; readonly applicationId: string }>;
  /** Calls the next waiting ticket to a counter; `null` when nobody waits. */
  callNext(
    at: { readonly counter: string },
    options?: CommandOptions,
  ): Promise<{
    readonly ticketId: string;
    readonly number: string;
    readonly applicationId: string;
    /** Why this ticket. */
    readonly reason: string;
  } | null>;
  /** Calls a called ticket once more. */
  recall(ticketId: string, options?: CommandOptions): Promise<TicketView>;
  /** Ends a called ticket whose holder did not come, and its application. */
  noShow(ticketId: string, options?: CommandOptions): Promise<TicketView>;
  /** Ends the visit at the counter, which frees the counter. */
  finish(ticketId: string, options?: CommandOptions): Promise<TicketView>;
  /** Ends a waiting ticket, and its application. */
  cancel(ticketId: string, why: { readonly reason: string }, options?: CommandOptions): Promise<TicketView>;
}

/** @internal */
export function queueReads(context: FacadeContext): QueueReads {
  const view = async (ticketId: string) => {
    const ticket = await find(context, ticketId);
    return ticket && { ...shown(ticket.context), state: ticket.state };
  };
  return {
    find: view,
    get: async (ticketId) => (await view(ticketId)) ?? notFound('queue.get', `ticket '${ticketId}'`),
    async ahead(ticketId) {
      const { state } = await read(context, 'queue', dayOf(ticketId));
      return aheadOf(state, context.core.config.counters, ticketId);
    },
    async board(day) {
      const on = day ?? context.core.config.calendar.dayOf(context.clock.now());
      const { state } = await read(context, 'queue', on);
      return {
        day: on,
        serving: Object.entries(state.serving).map(([counter, id]) => ({
          counter,
          number: state.tickets[id]?.context.number ?? '',
        })),
        waiting: Object.entries(state.waiting).map(([service, line]) => ({ service, count: line.length })),
      };
    },
  };
}

/** @internal */
export function queueDesk(context: FacadeContext, actor: Actor): QueueDesk {
  const reads = queueReads(context);
  const change = async (
    body: { type: 'ticket.recall' | 'ticket.noShow' | 'ticket.finish'; ticketId: string },
    options?: CommandOptions,
  ) => {
    await give(context, actor, body, options);
    return reads.get(body.ticketId);
  };
  return {
    ...reads,
    async issue(request, options) {
      const events = await give(context, actor, { type: 'ticket.issue', ...request }, options);
      const { ticketId, number, applicationId } = one(events, 'ticket.issued');
      return { ticketId, number, applicationId };
    },
    async callNext({ counter }, options) {
      const events = await give(context, actor, { type: 'ticket.callNext', counter }, options);
      if (events.length === 0) return null;
      const { ticketId, reason } = one(events, 'ticket.called');
      const ticket = await find(context, ticketId);
      return {
        ticketId,
        number: ticket?.context.number ?? '',
        applicationId: ticket?.context.applicationId ?? '',
        reason,
      };
    },
    recall: (ticketId, options) => change({ type: 'ticket.recall', ticketId }, options),
    noShow: (ticketId, options) => change({ type: 'ticket.noShow', ticketId }, options),
    finish: (ticketId, options) => change({ type: 'ticket.finish', ticketId }, options),
    async cancel(ticketId, { reason }, options) {
      await give(context, actor, { type: 'ticket.cancel', ticketId, reason }, options);
      return reads.get(ticketId);
    },
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
  const { state } = await read(context, 'queue', dayOf(ticketId));
  return state.tickets[ticketId];
}

function dayOf(ticketId: string): string {
  return ticketId.slice(0, Math.max(0, ticketId.indexOf('/')));
}

function shown(context: TicketContext): Omit<TicketView, 'state'> {
  const { id, number, service, kind, applicationId, counter, issuedAt, calledAt } = context;
  return { ticketId: id, number, service, kind, applicationId, counter, issuedAt, calledAt };
}
