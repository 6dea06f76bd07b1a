import type { Decider, Decision, Outcome } from '../internal/outcome.js';
import { type RefusalCode, refuse } from '../internal/refusal.js';
import { mainSite } from './blank-moves.js';
import type { CentreConfig } from './centre-config.js';
import { type CentreState, evolveCentre, stockOf } from './centre-state.js';
import { jobDecider } from './decide-job.js';
import { decidePrinter } from './decide-printer.js';
import { stockCommandTypes, stockDecider } from './decide-stock.js';
import { dispatch, invite, isFree } from './dispatch.js';
import { firstCentre } from './first-centre.js';
import type { CentreCommand, CentreEffect, CentreEvent } from './messages.js';
import type { MeterConfig } from './printer-meter.js';
import { printerPauses } from './printer-pause.js';

/** Facts that a decision on a print centre may rest on: none. */
export type CentreFacts = Record<never, never>;

const centreAllows = [
  ...stockCommandTypes,
  'printer.stop',
  'printer.start',
  'printer.break',
  'printer.repair',
];

/**
 * Makes the decider for a print centre: printers, the line of print jobs and the books of blanks, over a host's own
 * storage.
 *
 * `evolve` changes the state that it is given and returns it.
 *
 * @example
 * ```ts
 * import { centreDecider, stockOf } from 'loket/printing';
 *
 * const decider = centreDecider({
 *   printers: [{ id: 'P1', medium: 'card', blanks: 20 }],
 *   media: [{ id: 'card', form: 'card' }],
 *   stock: { card: 80 },
 * });
 * stockOf(decider.initial('main'), 'card'); //=> { blanks: 100, ahead: 0 }
 * ```
 */
export function centreDecider(
  config: CentreConfig,
): Decider<CentreState, CentreCommand, CentreEvent, CentreEffect, CentreFacts> {
  const { calendar, printers, retryAfterMs = 60_000, lookEveryMs = 60_000 } = config;
  const media = new Map(config.media.map((medium) => [medium.id, medium]));
  const sites = new Set([
    mainSite,
    ...(config.sites ?? []).map(({ id }) => id),
    ...printers.flatMap(({ site }) => site ?? []),
  ]);
  const dayOf = calendar ? calendar.dayOf : (at: number) => new Date(at).toISOString().slice(0, 10);
  const meters = new Map<string, MeterConfig>(printers.map(({ id, thermal }) => [id, { thermal, dayOf }]));
  const meterConfig = (printerId: string) => meters.get(printerId) ?? { thermal: undefined, dayOf };
  const follow = printerPauses(printers, meterConfig, calendar);
  const decideJob = jobDecider({ media, retryAfterMs, lookEveryMs });
  const decideStock = stockDecider(media, sites);

  function decide(centre: CentreState, command: CentreCommand): Outcome<CentreEvent, CentreEffect> {
    const outcome = decideAlone(centre, command);
    return outcome.ok ? withStock(centre, withPrinters(centre, outcome, command), command) : outcome;
  }

  function decideAlone(centre: CentreState, command: CentreCommand): Outcome<CentreEvent, CentreEffect> {
    const no = (code: RefusalCode, message: string) =>
      refuse(code, command.type, 'running', centreAllows, message);
    switch (command.type) {
      case 'print.request': {
        const { type: _, id: __, by: ___, at, ...job } = command;
        if (centre.jobs[job.jobId]) return no('already-exists', `job '${job.jobId}' exists already`);
        if ((media.get(job.medium)?.form ?? 'supply') === 'supply')
          return no('unknown-medium', `no medium is called '${job.medium}'`);
        const since = Math.min(job.since, centre.turns[job.applicationId] ?? job.since);
        const free = Object.values(centre.printers).some(
          (printer) => printer.context.medium === job.medium && isFree(centre, printer),
        );
        return {
          ok: true,
          events: [{ type: 'job.queued', at, ...job, since, sequence: centre.sequence + 1 }],
          effects: free ? [{ type: 'centre.dispatch' }] : [],
        };
      }
      case 'centre.dispatch':
        return dispatch(centre, command.at);
      case 'centre.invite':
        return invite(centre, command);
      case 'printer.stop':
      case 'printer.start':
      case 'printer.break':
      case 'printer.repair':
        return decidePrinter(centre, command);
      case 'printer.check':
        if (!centre.printers[command.printerId])
          return no('unknown-printer', `no printer is called '${command.printerId}'`);
        return { ok: true, events: [], effects: [] };
      case 'print.cancel':
      case 'document.discard':
      case 'job.lookUp':
      case 'card.printed':
      case 'card.spoiled':
      case 'card.failed':
      case 'card.unknown':
      case 'job.report': {
        const job = centre.jobs[command.jobId];
        return job ? decideJob(centre, job, command) : no('not-found', `no job is called '${command.jobId}'`);
      }
      default:
        return decideStock(centre, command);
    }
  }

  /** Adds what the printers concerned ask for, after what the applications are told, and what now keeps them from printing. */
  function withPrinters(
    centre: CentreState,
    { events, effects }: Decision<CentreEvent, CentreEffect>,
    command: CentreCommand,
  ): Decision<CentreEvent, CentreEffect> {
    const concerned = new Set<string>();
    if (command.type === 'printer.check') concerned.add(command.printerId);
    for (const event of events) {
      if (event.type === 'stock.taken') {
        for (const { printerId } of event.counts) if (printerId !== undefined) concerned.add(printerId);
        // A printer that was given a job is at work, and nothing keeps it from that.
      } else if ('printerId' in event && event.printerId !== undefined && event.type !== 'job.assigned') {
        concerned.add(event.printerId);
      }
    }
    let all = events;
    const asked: CentreEffect[] = [];
    for (const printerId of concerned) {
      const followed = follow(centre, printerId, all, command.at);
      all = followed.events;
      asked.push(...followed.effects);
    }
    return { ok: true, events: all, effects: [...effects, ...asked.filter((one) => !isIn(effects, one))] };
  }

  /** Adds that blanks run low, when they have just come down to the mark of their medium. */
  function withStock(
    centre: CentreState,
    decision: Decision<CentreEvent, CentreEffect>,
    { at }: CentreCommand,
  ): Decision<CentreEvent, CentreEffect> {
    const taken = new Map<string, number>();
    for (const event of decision.events) {
      const used = usedBy(centre, event);
      if (used) taken.set(used.medium, (taken.get(used.medium) ?? 0) + used.quantity);
    }
    const events = [...decision.events];
    const effects = [...decision.effects];
    for (const [medium, quantity] of taken) {
      const mark = media.get(medium)?.lowAt;
      if (mark === undefined) continue;
      const before = stockOf(centre, medium).blanks;
      const free = before - quantity;
      if (before <= mark || free > mark) continue;
      events.push({ type: 'stock.ranLow', at, medium, free: Math.max(0, free), mark });
      effects.push({ type: 'stock.low', medium, free: Math.max(0, free), mark });
    }
    return events.length === decision.events.length ? decision : { ok: true, events, effects };
  }

  return {
    initial: () => firstCentre(config),
    decide,
    evolve: (centre, event) => evolveCentre(centre, event, meterConfig),
  };
}

/** What an event takes from the blanks that are free. */
function usedBy(
  centre: CentreState,
  event: CentreEvent,
): { readonly medium: string; readonly quantity: number } | undefined {
  switch (event.type) {
    case 'job.assigned': {
      const medium = centre.jobs[event.jobId]?.medium;
      return medium === undefined ? undefined : { medium, quantity: 1 };
    }
    case 'blanks.returned':
    case 'blanks.spoiled':
    case 'blanks.reserved':
    case 'blanks.sent':
      return { medium: event.medium, quantity: event.quantity };
    case 'stock.taken':
      return {
        medium: event.medium,
        quantity: event.counts.reduce((sum, { expected, counted }) => sum + expected - counted, 0),
      };
    default:
      return undefined;
  }
}

function isIn(effects: readonly CentreEffect[], { type }: CentreEffect): boolean {
  return type === 'centre.dispatch' && effects.some((one) => one.type === type);
}
