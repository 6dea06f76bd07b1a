import type { PrintCall } from '../driver.js';
import type { CardReason } from './card-reasons.js';

/** Where a card printer has a card. */
export type CardPosition =
  /** No card is in the machine. */
  | 'none'
  | 'feeding'
  /** At the station of a chip with contacts, or of one without. */
  | 'encoding'
  | 'printing'
  /** In the slot, waiting to be taken. */
  | 'ejected'
  | 'jammed'
  | 'unknown';

/** What a card printer says of itself. */
export interface CardMachineStatus {
  readonly position: CardPosition;
  readonly reasons: readonly CardReason[];
  /** Cards that it fed since it was built, if it counts: proves that a card was, or was not, fed. */
  readonly cardsFed?: number;
}

/** What a step came to. A step that throws has lost contact. */
export type CardStep =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: CardReason;
      /** Where the card is now: still in the feeder, in the machine, or nobody knows. */
      readonly card: 'in-feeder' | 'in-machine' | 'unknown';
    };

/** Names a job to a machine. */
export type CardJob = Pick<PrintCall, 'jobId' | 'attempt' | 'kind' | 'medium'>;

/** The chip of the card at the station. */
export interface CardChip {
  /** Reads the number by which the chip is known, in a form that never changes. */
  readSerial(): Promise<string>;
  /** Sends a command and answers the chip's response, as ISO/IEC 7816-4 frames both. */
  transmit(command: Uint8Array): Promise<Uint8Array>;
}

/**
 * Works a card printer through its maker's SDK, step by step: the port that a host fills for Evolis, Zebra, Fargo and
 * their like. One job at a time; the driver asks for the steps in order.
 */
export interface CardMachine {
  status(): Promise<CardMachineStatus>;
  /** Takes a card from the feeder, to the chip's station where the job needs it. */
  feed(job: CardJob): Promise<CardStep>;
  /** The chip of the card that was fed; left out by a machine without a station. */
  chip?(): Promise<CardChip>;
  /** Prints on the card that was fed; resolves when both sides are done. */
  print(job: CardJob, document: Uint8Array): Promise<CardStep>;
  /** Puts the card out as good. */
  eject(): Promise<CardStep>;
  /** Puts the card into the reject tray. */
  reject(): Promise<CardStep>;
  /** Tells what became of a job of an earlier process, where the machine keeps that. */
  find?(job: CardJob): Promise<'ejected' | 'rejected' | 'never-fed' | 'unknown'>;
}

/** What writing a chip came to. */
export type CardEncoded =
  /** `serial` is what the host books; the driver reads the chip once more and compares. */
  | { readonly outcome: 'encoded'; readonly serial: string }
  | { readonly outcome: 'failed'; readonly reason: 'chip-silent' | 'chip-refused' | 'chip-locked' };

/** Writes the chip at the station; what it needs was read before a card was fed. */
export type CardEncoding = (chip: CardChip) => Promise<CardEncoded>;
