import type { EpochMs } from '../internal/time.js';
import type { PrinterConfig } from './printer-config.js';

/** What one call to a printer's driver is about. */
export interface PrintCall {
  readonly printerId: string;
  /** Names the job; the driver hands it to the device, to find the job again. */
  readonly jobId: string;
  readonly applicationId: string;
  /** Document kind. */
  readonly kind: string;
  readonly medium: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** The effect's id. */
  readonly effectId: string;
  /** When the call is made, by the office's clock. */
  readonly at: EpochMs;
  /** Aborted at the deadline and when the office stops at once. */
  readonly signal: AbortSignal;
}

/** What a print came to, as far as the driver knows. */
export type PrintOutcome =
  /** The device, not a spooler, confirmed it. */
  | { readonly outcome: 'printed'; readonly serial?: string }
  /** A blank was spoiled. */
  | { readonly outcome: 'spoiled'; readonly reason: string }
  /** Nothing came out and no blank was used. */
  | { readonly outcome: 'failed'; readonly reason: string }
  /** The device works on it. `lookAt` says when to look again; without it a person confirms. */
  | { readonly outcome: 'accepted'; readonly lookAt?: EpochMs }
  /** Surely not sent. */
  | { readonly outcome: 'unavailable'; readonly reason: string }
  /** Sent, and nobody knows; left only by a person with the document in hand. */
  | { readonly outcome: 'unknown'; readonly reason: string };

/** Drives one printer: the port behind which every device stands. A call that throws counts as of unknown outcome. */
export interface PrinterDriver extends PrinterConfig {
  /** Hands a job to the device. */
  send(call: PrintCall): PrintOutcome | Promise<PrintOutcome>;
  /** Looks what came of an accepted job; leave it out where a person confirms. */
  look?(call: PrintCall): PrintOutcome | Promise<PrintOutcome>;
}
