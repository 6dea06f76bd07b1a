import type { ApplicationEffect } from '../documents/index.js';
import type { Actor } from '../internal/messages.js';
import type { EpochMs } from '../internal/time.js';
import type { CentreEffect } from '../printing/index.js';
import type { QueueEffect } from '../queue/index.js';
import type { DeskEffect } from '../signing/index.js';
import type { OfficeCommand } from './aggregates.js';
import type { MaybePromise } from './store.js';

/** Tells the time: the clock port. */
export interface Clock {
  /** The present, in epoch milliseconds. */
  now(): EpochMs;
  /**
   * Calls back once when a time has come; the returned function takes that back. A virtual clock calls back when it is
   * moved.
   */
  wake(at: EpochMs, callback: () => void): () => void;
}

/** Allows or forbids commands that people give: the policy port. Commands between rooms are not asked. */
export interface Policy {
  /** Answers `true`, or the reason why not. */
  allows(request: { readonly actor: Actor; readonly command: OfficeCommand }): MaybePromise<true | string>;
}

/** What a person is told. */
export type Notice = Omit<Extract<ApplicationEffect, { type: 'notice' }>, 'type'>;
/** What the office is told of an application that is on a person's desk. */
export type Escalation = Omit<Extract<ApplicationEffect, { type: 'escalation' }>, 'type'>;
/** What the office is told of papers that did not come back from who signs. */
export type MissingPapers = Omit<Extract<DeskEffect, { type: 'papers.missing' }>, 'type'>;
/** What the office is told of blanks that run low. */
export type LowStock = Omit<Extract<CentreEffect, { type: 'stock.low' }>, 'type'>;
/** What a display shows and a loudspeaker says. */
export type Announcement = Omit<Extract<QueueEffect, { type: 'announce' }>, 'type'>;
/** What the holder of a ticket is told. */
export type TicketNotice = Omit<Extract<QueueEffect, { type: 'ticket.notice' }>, 'type'>;

/** Carries messages to people: the notifier port. It must be idempotent by `effectId`; a failed call is repeated. */
export interface Notifier {
  /**
   * Tells a person something. Where a one-time code is asked for at pickup, `handoverCode` is that code; it is computed
   * for this call and stored nowhere.
   */
  notice?(
    notice: Notice,
    call: { readonly effectId: string; readonly at: EpochMs; readonly handoverCode?: string },
  ): MaybePromise<void>;
  /** Tells the office that an application took too long. */
  escalation?(
    escalation: Escalation,
    call: { readonly effectId: string; readonly at: EpochMs },
  ): MaybePromise<void>;
  /** Tells the office that papers did not come back with their batch. */
  papersMissing?(
    papers: MissingPapers,
    call: { readonly effectId: string; readonly at: EpochMs },
  ): MaybePromise<void>;
  /** Tells the office that the blanks of a medium have come down to their mark. */
  stockLow?(stock: LowStock, call: { readonly effectId: string; readonly at: EpochMs }): MaybePromise<void>;
  /** Tells displays and loudspeakers which number is called where. */
  announce?(
    announcement: Announcement,
    call: { readonly effectId: string; readonly at: EpochMs },
  ): MaybePromise<void>;
  /** Tells the holder of a ticket that the queue was halted, or that the ticket was moved to another day. */
  ticketNotice?(
    notice: TicketNotice,
    call: { readonly effectId: string; readonly at: EpochMs },
  ): MaybePromise<void>;
}

/** Sets how the one-time codes for pickup are made. */
export interface HandoverCodes {
  /** Known to this office only, at least 16 bytes; whoever knows it knows every code. */
  readonly secret: string | Uint8Array;
  /** Digits of a code, 4 to 9. Default 6. */
  readonly digits?: number | undefined;
}

/** Tells the time of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wake(at, callback) {
    // Longer waits than setTimeout can hold are cut; whoever is woken early looks at the clock and waits on.
    const timer = setTimeout(callback, Math.min(Math.max(0, at - Date.now()), 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};
