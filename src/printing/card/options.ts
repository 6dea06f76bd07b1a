import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import type { EpochMs } from '../../internal/time.js';
import type { PrintCall } from '../driver.js';
import type { CardEncoding, CardMachine } from './card-machine.js';

/** Tells where the card of a job is. */
export interface CardEvent {
  readonly jobId: string;
  readonly attempt: number;
  readonly step: 'feeding' | 'encoding' | 'printing' | 'ejected' | 'rejected' | 'stuck' | 'lost';
  /** When the call was made that the card belongs to. */
  readonly at: EpochMs;
}

/** Sets up a card printer that is worked through its maker's SDK. */
export interface CardPrinterOptions {
  readonly id: string;
  /** Id of the medium in its feeder. */
  readonly medium: string;
  /** Blanks in its feeder when the office opens, 0 or more. */
  readonly blanks: number;
  readonly machine: CardMachine;
  /** Makes what is printed. When it throws, no card is fed and the job has failed. */
  readonly document: (call: PrintCall) => Uint8Array | Promise<Uint8Array>;
  /**
   * Reads what the chip is to hold and answers how to write it. Asked before a card is fed, so that missing data costs
   * no card: when it throws, the job has failed. Left out for cards without a chip.
   */
  readonly encoder?: (call: PrintCall) => CardEncoding | Promise<CardEncoding>;
  /** Told where cards are, as for a screen; what it throws is ignored. */
  readonly onEvent?: (event: CardEvent) => void;
  /** Milliseconds between looks at a card in the machine, more than 0. Default 1000. */
  readonly pollMs?: number;
  /** Milliseconds of the office's clock after which a machine that ends no step is given up. Default 300 000. */
  readonly giveUpAfterMs?: number;
}

const named = z.string().min(1, 'must not be empty');
const milliseconds = z.int('must be a whole number').positive('must be more than 0');
const aFunction = z.custom<never>((value) => typeof value === 'function', 'must be a function');
const steps = ['status', 'feed', 'print', 'eject', 'reject'] as const;

/** Accepts the options of a card printer. @internal */
export const cardPrinterOptions = lazy(() =>
  z
    .strictObject({
      id: named,
      medium: named,
      blanks: z.int('must be a whole number').min(0, 'must be 0 or more'),
      machine: z.custom<CardMachine>(
        (value) =>
          typeof value === 'object' &&
          value !== null &&
          steps.every((step) => step in value && typeof (value as CardMachine)[step] === 'function'),
        `must have ${steps.join(', ')}`,
      ),
      document: aFunction,
      encoder: aFunction.optional(),
      onEvent: aFunction.optional(),
      pollMs: milliseconds.optional(),
      giveUpAfterMs: milliseconds.optional(),
    })
    .refine(({ encoder, machine }) => encoder === undefined || typeof machine.chip === 'function', {
      path: ['encoder'],
      message: 'needs a machine with a chip station',
    }),
);
