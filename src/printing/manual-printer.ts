import { z } from 'zod';
import { lazy } from '../internal/lazy.js';
import { parseOrThrow } from '../internal/parse.js';
import type { PrinterDriver } from './driver.js';
import type { PrinterConfig } from './printer-config.js';
import { printerShape } from './printer-schema.js';

const options = /* @__PURE__ */ lazy((): z.ZodType<PrinterConfig> => z.strictObject(printerShape()));

/**
 * Makes a printer that a person works by hand: a job goes on the worklist, and the person confirms it with a serial
 * number, reports it spoiled or failed, or says that nobody knows.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { manualPrinter } from 'loket/printing';
 *
 * const printer = manualPrinter({ id: 'P1', medium: 'booklet', blanks: 20 });
 * printer.blanks; //=> 20
 * ```
 */
export function manualPrinter(config: PrinterConfig): PrinterDriver {
  return {
    ...parseOrThrow(options(), config, `printer '${config?.id}'`),
    send: () => ({ outcome: 'accepted' }),
  };
}
