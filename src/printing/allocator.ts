import { z } from 'zod';
import { lazy } from '../internal/lazy.js';
import type { Outcome } from '../internal/outcome.js';
import { parseOrThrow } from '../internal/parse.js';
import type { EpochMs } from '../internal/time.js';
import { mainSite } from './blank-moves.js';
import type { CentreConfig } from './centre-config.js';
import type { CentreState } from './centre-state.js';
import { type JobOutlook, jobOutlook } from './job-outlook.js';
import { mediumSchema } from './medium.js';
import type { CentreCommand, CentreEffect, CentreEvent } from './messages.js';
import { centreDecider } from './print-centre.js';
import { type PrinterOutlook, printerOutlook } from './printer-outlook.js';
import { printerShape } from './printer-schema.js';
import { type StockBoard, type StockForecast, stockBoard, stockForecast } from './stock-outlook.js';
import { readCentre } from './stored-centre.js';

/** Allocates print jobs and blanks over a host's own storage: pure, without clock, store or promise. */
export interface Allocator {
  /** Starts with printers and stock as configured, and no job. */
  open(): CentreState;
  /** Answers a command without changing the state. */
  decide(centre: CentreState, command: CentreCommand): Outcome<CentreEvent, CentreEffect>;
  /** Changes the state by an event that was kept, and returns it. */
  evolve(centre: CentreState, event: CentreEvent): CentreState;
  /**
   * Reads a stored state, of an older version too; it shares nothing with what it is given.
   *
   * @throws {@link LoketError} with code `unknown-version` or `invalid-data`
   */
  load(stored: unknown): CentreState;
  /** Tells where a job stands and why it waits; `undefined` when there is none. */
  job(centre: CentreState, jobId: string, at: EpochMs): JobOutlook | undefined;
  /** Tells what is to be expected of a printer; `undefined` when there is none. */
  printer(centre: CentreState, printerId: string): PrinterOutlook | undefined;
  /** Forecasts how long the blanks of a medium last. */
  forecast(centre: CentreState, medium: string): StockForecast;
  /** Shows the stock as numbers only. */
  board(centre: CentreState): StockBoard;
}

const natural = z.int('must be a whole number').min(0, 'must be 0 or more');
const stock = () => z.record(z.string(), natural);

const schema = lazy(() =>
  z
    .looseObject({
      printers: z.array(z.strictObject(printerShape())),
      media: z.array(mediumSchema),
      stock: stock(),
      sites: z
        .array(z.strictObject({ id: z.string().min(1, 'must not be empty'), stock: stock().optional() }))
        .optional(),
      retryAfterMs: natural.optional(),
      lookEveryMs: natural.optional(),
      calendar: z.looseObject({ dayOf: z.function(), endOf: z.function() }).optional(),
    })
    .superRefine(({ printers, media, stock: opening, sites = [], calendar }, context) => {
      const known = new Map(media.map((medium) => [medium.id, medium]));
      const say = (path: (string | number)[], message: string) =>
        context.addIssue({ code: 'custom', path, message });
      const medium = (path: (string | number)[], id: string, supply: boolean) => {
        const found = known.get(id);
        if (!found || (found.form === 'supply') !== supply)
          say(path, `must be one of the ${supply ? 'supplies' : 'media'}`);
      };
      for (const [i, printer] of printers.entries()) {
        medium(['printers', i, 'medium'], printer.medium, false);
        for (const [j, id] of (printer.supplies ?? []).entries())
          medium(['printers', i, 'supplies', j], id, true);
        if (printer.cardsPerDay !== undefined && calendar === undefined)
          say(['printers', i, 'cardsPerDay'], 'must not be given without calendar');
        const { site } = printer;
        if (site !== undefined && site !== mainSite && !sites.some(({ id }) => id === site))
          say(['printers', i, 'site'], 'must be main or one of the sites');
      }
      unique(['printers'], printers);
      unique(['media'], media);
      unique(['sites'], [{ id: mainSite }, ...sites]);
      for (const id of Object.keys(opening))
        if (!known.has(id)) say(['stock', id], 'must be one of the media');
      for (const [i, site] of sites.entries())
        for (const id of Object.keys(site.stock ?? {}))
          if (!known.has(id)) say(['sites', i, 'stock', id], 'must be one of the media');

      function unique(path: string[], all: readonly { readonly id: string }[]): void {
        const twice = all.find(({ id }, i) => all.some((other, j) => other.id === id && j < i));
        if (twice) say(path, `must have unique ids; '${twice.id}' is there twice`);
      }
    }),
);

/**
 * Makes an allocator, usable without the other rooms: which printer gets which job on which blank, what keeps a printer
 * from printing, the books of blanks and supplies at every site, and what is to be expected.
 *
 * Its effects ask for what a host does: `print.send` and `print.look` call a printer's driver, whose answer comes back as
 * `job.report`; `timer.set` asks for `job.lookUp` (timer `look:JOB`), `printer.start` (`retry:PRINTER`) or `printer.check`
 * (`check:PRINTER`) at its time; `centre.dispatch` and `centre.invite` are commands to give at once; the others tell the
 * application of a job.
 *
 * @throws {@link LoketError} with code `invalid-config` when a field breaks a rule
 *
 * @example
 * ```ts
 * import { createAllocator } from 'loket/printing';
 *
 * const allocator = createAllocator({
 *   printers: [{ id: 'P1', medium: 'card', blanks: 1 }],
 *   media: [{ id: 'card', form: 'card' }],
 *   stock: { card: 0 },
 * });
 * let centre = allocator.open();
 * const by = { id: 'system', role: 'system' };
 * for (const n of [1, 2]) {
 *   const asked = allocator.decide(centre, {
 *     type: 'print.request', id: `c-${n}`, at: 0, by,
 *     jobId: `j-${n}`, applicationId: `a-${n}`, medium: 'card', kind: 'id', since: n,
 *   });
 *   if (asked.ok) for (const event of asked.events) centre = allocator.evolve(centre, event);
 * }
 * const given = allocator.decide(centre, { type: 'centre.dispatch', id: 'c-3', at: 0, by });
 * if (given.ok) for (const event of given.events) centre = allocator.evolve(centre, event);
 * allocator.job(centre, 'j-1', 0)?.why[0]?.text; //=> 'It was sent to printer P1.'
 * allocator.job(centre, 'j-2', 0)?.why[1]?.text; //=> 'Blanks of card are left: 0; its turn needs 1 more.'
 * ```
 */
export function createAllocator(config: CentreConfig): Allocator {
  parseOrThrow<unknown>(schema(), config, 'allocator');
  const { initial, decide, evolve } = centreDecider(config);
  const printers = new Map(config.printers.map((printer) => [printer.id, printer]));
  return {
    open: () => initial('main'),
    decide(centre, command) {
      const outcome = decide(centre, command, {});
      if (!outcome.ok) return outcome;
      const { events, effects } = outcome;
      return { ok: true, events, effects };
    },
    evolve,
    load: readCentre,
    job: jobOutlook,
    printer(centre, printerId) {
      const printer = centre.printers[printerId];
      return printer && printerOutlook(printer, printers.get(printerId));
    },
    forecast: stockForecast,
    board: stockBoard,
  };
}
