import type { Calendar } from '../calendar/index.js';
import type { Medium } from './medium.js';
import type { PrinterConfig } from './printer-config.js';

/** A place with a stock of its own, beside `main`. */
export interface SiteConfig {
  readonly id: string;
  /** Blanks in its warehouse when the office opens, by medium. */
  readonly stock?: Readonly<Record<string, number>> | undefined;
}

/** What the printing room is told about the office around it. */
export interface CentreConfig {
  readonly printers: readonly PrinterConfig[];
  readonly media: readonly Medium[];
  /** Blanks in the warehouse of the site `main` when the office opens, by medium. */
  readonly stock: Readonly<Record<string, number>>;
  /** Sites beside `main` that have printers or a stock. */
  readonly sites?: readonly SiteConfig[] | undefined;
  /** Tells days; needed where a printer has a limit of cards a day. Left out, days are those of UTC. */
  readonly calendar?: Pick<Calendar, 'dayOf' | 'endOf'> | undefined;
  /** Milliseconds before a printer out of reach is tried again. Default 60 000. */
  readonly retryAfterMs?: number | undefined;
  /** Milliseconds between looks at an accepted job when its driver names no time. Default 60 000. */
  readonly lookEveryMs?: number | undefined;
}
