import type { EpochMs, LocalDate } from '../internal/time.js';
import type { CentreEvent } from './messages.js';
import type { ThermalBudget } from './printer-config.js';

/** What a printer has done: the history from which its pace and its troubles are learned. */
export interface PrinterMeter {
  readonly printed: number;
  readonly spoiled: number;
  /** Prints that failed and used no blank. */
  readonly failed: number;
  /** Milliseconds a card from its assignment to its confirmation, the later ones weighing more; `null` before the first. */
  readonly msPerCard: number | null;
  /** Its present job. */
  readonly jobId: string | null;
  /** When its present job was assigned. */
  readonly startedAt: EpochMs | null;
  /** The last day on which it was given a job, and how many on that day. */
  readonly day: LocalDate | null;
  readonly today: number;
  /** Days on which it was given jobs. */
  readonly days: number;
  /** Cards of its thermal budget that were used up at `heatAt`. */
  readonly heat: number;
  readonly heatAt: EpochMs;
  readonly breakdowns: number;
  readonly brokenAt: EpochMs | null;
  /** Milliseconds in repair, of repairs that ended. */
  readonly repairMs: number;
  readonly repairs: number;
  /** Prints that are left, by supply. */
  readonly printsLeft: Readonly<Record<string, number>>;
}

/** What a meter needs to know of its printer. @internal */
export interface MeterConfig {
  readonly thermal: ThermalBudget | undefined;
  readonly dayOf: (at: EpochMs) => LocalDate;
}

/** A printer that has done nothing. @internal */
export function newMeter(printsLeft: Readonly<Record<string, number>>): PrinterMeter {
  return {
    printed: 0,
    spoiled: 0,
    failed: 0,
    msPerCard: null,
    jobId: null,
    startedAt: null,
    day: null,
    today: 0,
    days: 0,
    heat: 0,
    heatAt: 0,
    breakdowns: 0,
    brokenAt: null,
    repairMs: 0,
    repairs: 0,
    printsLeft,
  };
}

/** Cards of the thermal budget that are used up at a time: it cools evenly. @internal */
export function heatAt({ heat, heatAt: since }: PrinterMeter, budget: ThermalBudget, at: EpochMs): number {
  return Math.max(0, heat - (Math.max(0, at - since) * budget.cards) / budget.coolMs);
}

/** Cards over which an average of the pace reaches back. */
const memory = 20;

/** The meter after an event that concerns its printer. @internal */
export function meterAfter(meter: PrinterMeter, event: CentreEvent, config: MeterConfig): PrinterMeter {
  const { at } = event;
  switch (event.type) {
    case 'job.assigned': {
      const day = config.dayOf(at);
      const same = meter.day === day;
      return {
        ...meter,
        jobId: event.jobId,
        startedAt: at,
        day,
        today: same ? meter.today + 1 : 1,
        days: same ? meter.days : meter.days + 1,
      };
    }
    case 'job.printed':
      return { ...worked(meter, event, config.thermal), printed: meter.printed + 1 };
    case 'job.spoiled':
      return { ...worked(meter, event, config.thermal), spoiled: meter.spoiled + 1 };
    case 'job.failed':
      return { ...undone(meter, event), failed: meter.failed + 1 };
    case 'job.requeued':
      return undone(meter, event);
    case 'job.lost':
      // It may have printed, so the supply and the budget count as used; how long it took is not known.
      return { ...used(meter, at, config.thermal), jobId: null, startedAt: null };
    case 'supply.mounted':
      return { ...meter, printsLeft: { ...meter.printsLeft, [event.medium]: event.prints } };
    case 'printer.brokeDown':
      return { ...meter, breakdowns: meter.breakdowns + 1, brokenAt: at };
    case 'printer.repaired':
      if (meter.brokenAt === null) return meter;
      return {
        ...meter,
        brokenAt: null,
        repairs: meter.repairs + 1,
        repairMs: meter.repairMs + Math.max(0, at - meter.brokenAt),
      };
    default:
      return meter;
  }
}

type JobEvent = Extract<CentreEvent, { jobId: string }>;

/** What a finished print adds; one that was in doubt before is not the present job any more, and was counted then. */
function worked(
  meter: PrinterMeter,
  { jobId, at }: JobEvent,
  thermal: ThermalBudget | undefined,
): PrinterMeter {
  if (meter.jobId !== jobId || meter.startedAt === null) return meter;
  const took = Math.max(0, at - meter.startedAt);
  const done = Math.min(memory, meter.printed + meter.spoiled + 1);
  const msPerCard = meter.msPerCard === null ? took : meter.msPerCard + (took - meter.msPerCard) / done;
  return { ...used(meter, at, thermal), jobId: null, startedAt: null, msPerCard };
}

/** A job that made no card is none of the day's. */
function undone(meter: PrinterMeter, { jobId }: JobEvent): PrinterMeter {
  if (meter.jobId !== jobId) return meter;
  return { ...meter, jobId: null, startedAt: null, today: meter.today - 1 };
}

function used(meter: PrinterMeter, at: EpochMs, thermal: ThermalBudget | undefined): PrinterMeter {
  const printsLeft: Record<string, number> = {};
  for (const [supply, left] of Object.entries(meter.printsLeft)) printsLeft[supply] = Math.max(0, left - 1);
  const heat = thermal === undefined ? 0 : heatAt(meter, thermal, at) + 1;
  return { ...meter, printsLeft, heat, heatAt: at };
}
