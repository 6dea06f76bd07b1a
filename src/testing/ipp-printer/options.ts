import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import type { EpochMs } from '../../internal/time.js';

/**
 * What goes wrong with a job.
 *
 * - `media-empty`: no blank is fed; the job is aborted and nothing used.
 * - `jam`: the card is lost in the machine; the job is aborted.
 * - `ribbon-out`: the same, and the ribbon is at its end until a new one is loaded.
 * - `crash-before-out`: the power goes while the card is in the machine, before the printer answers.
 * - `crash-after-out`: the power goes after the card came out, before the printer answers.
 * - `slow`: the job takes longer.
 * - `lie`: the job is called completed, and nothing came out.
 * - `drop`: the job is done, but the connection is cut instead of an answer.
 */
export type IppPrinterFault =
  | 'media-empty'
  | 'jam'
  | 'ribbon-out'
  | 'crash-before-out'
  | 'crash-after-out'
  | 'slow'
  | 'lie'
  | 'drop';

const faults: readonly IppPrinterFault[] = [
  'media-empty',
  'jam',
  'ribbon-out',
  'crash-before-out',
  'crash-after-out',
  'slow',
  'lie',
  'drop',
];

/** Says when a fault strikes. */
export interface IppPrinterFaultRule {
  readonly fault: IppPrinterFault;
  /** The printer's job that it hits, from 1 and counted over restarts. Default: all within the time. */
  readonly job?: number;
  /** Epoch milliseconds from which it strikes. */
  readonly from?: EpochMs;
  /** Epoch milliseconds before which it strikes. */
  readonly until?: EpochMs;
}

/** Sets up one virtual IPP printer. */
export interface IppPrinterSetup {
  /** Its path is `/ipp/print/<id>`: letters, digits, dots, dashes and underscores. */
  readonly id: string;
  /** Blanks in its hopper when its record begins, 0 or more. */
  readonly blanks: number;
  /** Cards that its ribbon is good for when its record begins, 0 or more. Default 1 000 000. */
  readonly ribbon?: number;
  /** Cards a day, more than 0, spread over `hoursPerDay`: the printer is busy with each for its share of the day. */
  readonly cardsPerDay?: number;
  /** Hours in which it makes them, more than 0. Default 8. */
  readonly hoursPerDay?: number;
  /** Milliseconds for a card, 0 or more, instead of `cardsPerDay`. Default 0: done before the printer answers. */
  readonly cardMs?: number;
  /** By how much a slow job is later, in milliseconds. Default: ten cards' time, 500 at least. */
  readonly slowMs?: number;
  readonly faults?: readonly IppPrinterFaultRule[];
  /** Stays stopped after a jam until somebody clears it. Default `false`. */
  readonly jamStays?: boolean;
  /** Behaves like a print queue: calls every job completed, whatever became of it. Default `false`. */
  readonly spooler?: boolean;
  /** IPP's keyword for its blanks. Default `custom_id-1_53.98x85.6mm`. */
  readonly media?: string;
  /** How many ended jobs it lists, 0 or more. Default 500. */
  readonly history?: number;
  /** Takes only what RFC 8011 asks of every printer: no Create-Job, no hold, no subscriptions. Default `false`. */
  readonly simple?: boolean;
  /** Keeps events for subscribers. Default `true`. */
  readonly notifies?: boolean;
  /** Seconds for which it wants to be left alone by subscribers, 1 or more. Default 1. */
  readonly notifyEverySeconds?: number;
}

/** Sets up virtual IPP printers behind one port of 127.0.0.1. */
export interface IppPrintersOptions {
  readonly printers: readonly IppPrinterSetup[];
  /** Default 0: any free port. */
  readonly port?: number;
  /** File that keeps what happened, one JSON object a line. Default: in memory. */
  readonly record?: string;
  /** What the control endpoint asks for. Default: a random one. */
  readonly token?: string;
  /** Key and certificate in PEM: the printers then speak `ipps` only. Default: without TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** User and password that every request must carry. Default: none. */
  readonly login?: { readonly user: string; readonly password: string };
}

const name = z.string().regex(/^[\w.-]{1,100}$/, 'must be letters, digits, dots, dashes and underscores');
const count = z.int('must be a whole number').min(0, 'must be 0 or more');
const positive = z.number().positive('must be more than 0');

/** Accepts a fault. @internal */
export const faultSchema = lazy(() => z.enum(faults, `must be one of ${faults.join(', ')}`));

/** Accepts what is told to a set of virtual printers. @internal */
export const ippPrintersOptions = lazy(() =>
  z.strictObject({
    printers: z.array(
      z.strictObject({
        id: name,
        blanks: count,
        ribbon: count.optional(),
        cardsPerDay: positive.optional(),
        hoursPerDay: positive.max(24, 'must be 24 or less').optional(),
        cardMs: count.optional(),
        slowMs: count.optional(),
        faults: z
          .array(
            z.strictObject({
              fault: faultSchema(),
              job: z.int().positive('must be more than 0').optional(),
              from: z.number().optional(),
              until: z.number().optional(),
            }),
          )
          .optional(),
        jamStays: z.boolean().optional(),
        spooler: z.boolean().optional(),
        media: z.string().min(1, 'must not be empty').optional(),
        history: count.optional(),
        simple: z.boolean().optional(),
        notifies: z.boolean().optional(),
        notifyEverySeconds: z.int().positive('must be more than 0').optional(),
      }),
    ),
    port: z.int().min(0).max(65_535, 'must be 65535 or less').optional(),
    record: z.string().min(1, 'must not be empty').optional(),
    token: z.string().min(1, 'must not be empty').optional(),
    tls: z.strictObject({ key: z.string(), cert: z.string() }).optional(),
    login: z.strictObject({ user: z.string(), password: z.string() }).optional(),
  }),
);
