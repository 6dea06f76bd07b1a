import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseOrThrow } from '../../internal/parse.js';

/** Tells what an office believes of its waits before it has seen any. */
export interface ForecastConfigInput {
  /** Mean service time by service, in milliseconds, more than 0, with electronic signatures. */
  readonly services: Readonly<Record<string, number>>;
  /** Coefficient of variation of one service time, 0 to 5. Default 0.7. */
  readonly cv?: number | undefined;
  /** How much a day's service times differ from another's, as a standard deviation around 1; 0 to 1. Default 0.15. */
  readonly dayDrift?: number | undefined;
  /** How many times longer a service takes in another mode than electronic, 1 to 20. Default 2. */
  readonly slower?: number | undefined;
  /** Mean length of an outage of unknown end, in milliseconds, more than 0. Default 90 minutes. */
  readonly outageMs?: number | undefined;
  /** Part of called tickets whose holder does not come, 0 to 0.9. Default 0.1. */
  readonly noShow?: number | undefined;
  /** What such a call costs the counter, in milliseconds. Default two minutes. */
  readonly noShowMs?: number | undefined;
}

/** A checked forecast configuration with its defaults filled in. */
export interface ForecastConfig {
  readonly services: Readonly<Record<string, number>>;
  readonly cv: number;
  readonly dayDrift: number;
  readonly slower: number;
  readonly outageMs: number;
  readonly noShow: number;
  readonly noShowMs: number;
}

const schema = lazy(() =>
  z.strictObject({
    services: z.record(z.string().min(1), z.number().positive()),
    cv: z.number().min(0).max(5).default(0.7),
    dayDrift: z.number().min(0).max(1).default(0.15),
    slower: z.number().min(1).max(20).default(2),
    outageMs: z.number().positive().default(5_400_000),
    noShow: z.number().min(0).max(0.9).default(0.1),
    noShowMs: z.number().min(0).default(120_000),
  }),
);

/**
 * Checks what an office believes of its waits, and fills in the defaults.
 *
 * @throws {@link LoketError} with code `invalid-config` when a value is out of its range
 * @example
 * ```ts
 * import { forecastConfig } from 'loket/queue';
 *
 * forecastConfig({ services: { permits: 600_000 } }).slower; //=> 2
 * ```
 */
export function forecastConfig(input: ForecastConfigInput): ForecastConfig {
  return parseOrThrow(schema(), input, 'forecast configuration');
}
