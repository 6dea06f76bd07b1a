import { z } from 'zod';
import { parseOrThrow } from '../internal/parse.js';
import type { EpochMs } from '../internal/time.js';
import type { PrintCall, PrinterDriver, PrintOutcome } from '../printing/index.js';

/** Sets how a virtual printer behaves. */
export interface VirtualPrinterOptions {
  readonly id: string;
  /** Id of the medium in its hopper. */
  readonly media: string;
  /** Blanks in its hopper when the office opens, 0 or more. */
  readonly blanks: number;
  /** Cards a day, more than 0, spread over `hoursPerDay`. Left out, it confirms at once. */
  readonly cardsPerDay?: number;
  /** Hours in which it makes them, more than 0. Default 8. */
  readonly hoursPerDay?: number;
  /** What becomes of a job, by its place among the printer's jobs, from 1. Default: every job is printed. */
  readonly script?: (
    nth: number,
    call: PrintCall,
  ) => 'printed' | 'spoiled' | 'failed' | 'unavailable' | 'unknown';
}

/** A printer that prints nothing real and remembers what it put out. */
export interface VirtualPrinter extends PrinterDriver {
  /** Job ids in the order in which they came out, each as often as it did. */
  readonly printed: readonly string[];
}

const options = z.strictObject({
  id: z.string().min(1, 'must not be empty'),
  media: z.string().min(1, 'must not be empty'),
  blanks: z.int('must be a whole number').min(0, 'must be 0 or more'),
  cardsPerDay: z.number().positive('must be more than 0').optional(),
  hoursPerDay: z.number().positive('must be more than 0').max(24, 'must be 24 or less').optional(),
  script: z.function().optional(),
});

/**
 * Makes a printer for tests and demos. Each print carries a serial number made of the printer's id and a count.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { isLoketError } from 'loket';
 * import { virtualPrinter } from 'loket/testing';
 *
 * let field = '';
 * try {
 *   virtualPrinter({ id: 'P1', media: 'card', blanks: 10, cardsPerDay: 0 });
 * } catch (error) {
 *   if (isLoketError(error, 'invalid-config')) field = error.issues[0]?.field ?? '';
 * }
 * field; //=> 'cardsPerDay'
 * ```
 */
export function virtualPrinter(config: VirtualPrinterOptions): VirtualPrinter {
  parseOrThrow<unknown>(options, config, `printer '${config?.id}'`);
  const { id, media, blanks, cardsPerDay, hoursPerDay = 8, script = () => 'printed' } = config;
  const cardMs = cardsPerDay === undefined ? 0 : Math.round((hoursPerDay * 3_600_000) / cardsPerDay);
  const printed: string[] = [];
  const ends = new Map<string, { readonly at: EpochMs; readonly outcome: PrintOutcome }>();
  let jobs = 0;
  let freeAt = 0;

  function outcomeOf(call: PrintCall): PrintOutcome {
    jobs++;
    const outcome = script(jobs, call);
    if (outcome === 'printed' || outcome === 'unknown') printed.push(call.jobId);
    if (outcome === 'printed') return { outcome, serial: `${id}-${String(printed.length).padStart(6, '0')}` };
    return { outcome, reason: `scripted: ${outcome}` };
  }

  return {
    id,
    medium: media,
    blanks,
    printed,
    send(call) {
      const outcome = outcomeOf(call);
      if (cardMs === 0 || outcome.outcome === 'unavailable') return outcome;
      freeAt = Math.max(freeAt, call.at) + cardMs;
      ends.set(`${call.jobId}#${call.attempt}`, { at: freeAt, outcome });
      return { outcome: 'accepted', lookAt: freeAt };
    },
    look(call) {
      const end = ends.get(`${call.jobId}#${call.attempt}`);
      // A printer that never heard of a job cannot say what came of it.
      if (!end) return { outcome: 'unknown', reason: 'the printer does not know this job' };
      return end.at <= call.at ? end.outcome : { outcome: 'accepted', lookAt: end.at };
    },
  };
}
