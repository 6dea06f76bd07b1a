import { createHash } from 'node:crypto';
import type { EpochMs } from '../../internal/time.js';
import { jobStates } from '../../printing/ipp/operations.js';
import type { IppPrinterFault, IppPrinterSetup } from './options.js';
import type { PrinterRecord, PrinterRecordLine } from './record.js';
import { type Subscriptions, subscriptions } from './subscriptions.js';
import { hasEnded, newJob, pagesOf, type VirtualJob } from './virtual-job.js';

/** The machine of one virtual printer: one card at a time, each counted. @internal */
export interface VirtualMachine {
  readonly setup: IppPrinterSetup;
  readonly jobs: ReadonlyMap<number, VirtualJob>;
  readonly levels: { readonly blanks: number; readonly ribbon: number };
  reasons(): string[];
  upTime(): number;
  /** The job in the machine, or the one that waits for its document. */
  current(): VirtualJob | undefined;
  /** Moves on to a time, ending what is due. */
  advance(now: EpochMs): void;
  /** `quietly` leaves it to the acceptance of its document to be recorded. */
  create(name: string, user: string, now: EpochMs, holdUntil?: string, quietly?: boolean): VirtualJob;
  /** Starts a job with its document; the fault is what its connection or power suffers. */
  start(job: VirtualJob, document: Buffer, twoSided: boolean, now: EpochMs): IppPrinterFault | undefined;
  /** Holds a job that has not begun, and lets it go. */
  hold(job: VirtualJob, until: string): void;
  release(job: VirtualJob, now: EpochMs): void;
  readonly events: Subscriptions;
  cancel(job: VirtualJob, now: EpochMs): void;
  load(put: { readonly blanks?: number; readonly ribbon?: number }, now: EpochMs): void;
  /** Takes out what jammed. */
  clear(): void;
  /** Makes a fault strike the next job. */
  arm(fault: IppPrinterFault): void;
}

/** Seconds in which a job's document must come, RFC 8011 §5.4.31. @internal */
export const documentTimeOut = 60;

/** Why an accepted job has no blank in the machine. */
const notFed = 'no blank is fed';

/** Builds the machine of a printer from what its record says. @internal */
export function virtualMachine(setup: IppPrinterSetup, record: PrinterRecord): VirtualMachine {
  const jobs = new Map<number, VirtualJob>();
  const levels = { blanks: 0, ribbon: 0 };
  const armed: IppPrinterFault[] = [];
  const boot = performance.now();
  const { cardsPerDay, hoursPerDay = 8 } = setup;
  const cardMs =
    setup.cardMs ?? (cardsPerDay === undefined ? 0 : Math.round((hoursPerDay * 3_600_000) / cardsPerDay));
  const slowMs = setup.slowMs ?? Math.max(500, cardMs * 10);
  let started = 0;
  let cards = 0;
  let jammed = false;
  let current: VirtualJob | undefined;

  const events = subscriptions();

  const upTime = () => 1 + Math.floor((performance.now() - boot) / 1000);

  function write(
    type: PrinterRecordLine['type'],
    at: EpochMs,
    job?: VirtualJob,
    more: Partial<PrinterRecordLine> = {},
  ) {
    const about = job && { job: job.id, name: job.name, sha256: job.sha256, sides: job.sides };
    record.add({ type, printer: setup.id, at, ...about, ...more, left: { ...levels } });
  }

  function tell(event: string, job?: VirtualJob) {
    events.tell({
      event,
      job: job && { id: job.id, state: job.state, reasons: job.reasons },
      printer: { state: current ? 4 : 3, reasons: reasons() },
    });
  }

  function reasons() {
    return [
      ...(levels.blanks < 1 && !current ? ['media-empty-error'] : []),
      ...(levels.ribbon < 1 ? ['marker-supply-empty-error'] : []),
      ...(jammed ? ['media-jam-error'] : []),
    ];
  }

  function end(
    job: VirtualJob,
    state: number,
    reasons: readonly string[],
    message: string,
    printerReasons: readonly string[] = [],
  ) {
    job.state = state;
    job.reasons = reasons;
    job.message = message;
    job.printerReasons = printerReasons;
    job.endedUp = upTime();
    job.kept = undefined;
    if (current === job) current = undefined;
    tell('job-completed', job);
    tell('printer-state-changed');
  }

  function spoil(job: VirtualJob, why: string, reason: string, now: EpochMs) {
    levels.ribbon = Math.max(0, levels.ribbon - 1);
    if (reason === 'marker-supply-empty') levels.ribbon = 0;
    if (reason === 'media-jam') jammed = setup.jamStays === true;
    write('spoiled', now, job, { reason: why });
    end(job, jobStates.aborted, ['aborted-by-system'], why, [`${reason}-error`]);
  }

  /** Ends the job in the machine as its fault says. */
  function finish(job: VirtualJob, now: EpochMs) {
    switch (job.fault) {
      case 'media-empty':
        write('aborted', now, job, { reason: 'media-empty' });
        return end(job, jobStates.aborted, ['aborted-by-system'], 'no card was fed', ['media-empty-error']);
      case 'jam':
        return spoil(job, 'the card jammed', 'media-jam', now);
      case 'ribbon-out':
        return spoil(job, 'the ribbon ended in the middle of a card', 'marker-supply-empty', now);
      case 'lie':
        write('lied', now, job);
        return end(job, jobStates.completed, ['job-completed-successfully'], '');
      default:
        cards++;
        levels.ribbon--;
        job.serial = `${setup.id}-${String(cards).padStart(6, '0')}`;
        job.impressions = job.sides;
        write('out', now, job, { serial: job.serial });
        return end(job, jobStates.completed, ['job-completed-successfully'], '');
    }
  }

  function advance(now: EpochMs) {
    const job = current ?? nextInLine(now);
    if (!job) return;
    if (job.doneAt !== undefined) {
      if (job.doneAt <= now) finish(job, job.doneAt);
    } else if (upTime() - job.createdUp > documentTimeOut) {
      write('aborted', now, job, { reason: 'no document came' });
      end(job, jobStates.aborted, ['aborted-by-system'], 'no document came');
    }
  }

  /** A job that was released takes its turn when the machine is free. */
  function nextInLine(now: EpochMs): VirtualJob | undefined {
    const next = [...jobs.values()].find(({ state, kept }) => state === jobStates.pending && kept);
    if (!next?.kept) return undefined;
    current = next;
    start(next, next.kept.document, next.kept.twoSided, now);
    return current;
  }

  function create(name: string, user: string, now: EpochMs, holdUntil?: string, quietly = false): VirtualJob {
    const job = newJob(jobs.size + 1, name, user, upTime());
    jobs.set(job.id, job);
    if (holdUntil === undefined || holdUntil === 'no-hold') current = job;
    else hold(job, holdUntil);
    if (!quietly) write('created', now, job);
    tell('job-created', job);
    return job;
  }

  function hold(job: VirtualJob, until: string) {
    job.holdUntil = until === 'no-hold' ? undefined : until;
    if (job.holdUntil === undefined) return;
    job.state = jobStates.held;
    job.reasons = ['job-hold-until-specified'];
    if (current === job) current = undefined;
    tell('job-state-changed', job);
  }

  function faultAt(now: EpochMs): IppPrinterFault | undefined {
    const next = armed.shift();
    if (next) return next;
    if (levels.blanks < 1) return 'media-empty';
    if (levels.ribbon < 1) return 'ribbon-out';
    return setup.faults?.find(
      ({ job, from = -Infinity, until = Infinity }) =>
        (job === undefined || job === started) && from <= now && now < until,
    )?.fault;
  }

  function start(job: VirtualJob, document: Buffer, twoSided: boolean, now: EpochMs) {
    if (job.state === jobStates.held) {
      job.kept = { document, twoSided };
      job.sha256 = createHash('sha256').update(document).digest('hex');
      job.bytes = document.length;
      return undefined;
    }
    job.kept = undefined;
    job.began = true;
    started++;
    job.fault = faultAt(now);
    job.sha256 = createHash('sha256').update(document).digest('hex');
    job.bytes = document.length;
    job.sides = twoSided || pagesOf(document) > 1 ? 2 : 1;
    job.state = jobStates.processing;
    job.reasons = ['job-printing'];
    job.doneAt = now + cardMs + (job.fault === 'slow' ? slowMs : 0);
    const fed = job.fault !== 'media-empty' && job.fault !== 'lie';
    // From now on the blank is in the machine, neither in the hopper nor out.
    if (fed) levels.blanks--;
    write('accepted', now, job, fed ? {} : { reason: notFed });
    tell('job-state-changed', job);
    // Whoever cuts the power after the card came out has waited for it.
    if (job.fault === 'crash-after-out') finish(job, now);
    else if (job.fault !== 'crash-before-out') advance(now);
    return job.fault;
  }

  function load({ blanks = 0, ribbon = 0 }: { blanks?: number; ribbon?: number }, now: EpochMs) {
    levels.blanks += blanks;
    levels.ribbon += ribbon;
    write('loaded', now, undefined, { blanks, ribbon });
  }

  function replay(line: PrinterRecordLine) {
    if (line.left) Object.assign(levels, line.left);
    if (line.job === undefined) return;
    const job = jobs.get(line.job) ?? newJob(line.job, line.name ?? '', '', 0);
    jobs.set(job.id, job);
    job.sha256 = line.sha256;
    job.sides = line.sides ?? 1;
    if (line.type === 'created' || line.type === 'accepted') current = job;
    if (line.type === 'accepted') {
      started++;
      job.began = true;
      job.state = jobStates.processing;
      job.message = line.reason ?? '';
      return;
    }
    if (line.type === 'created') return;
    if (line.type === 'out') {
      cards++;
      job.serial = line.serial;
      job.impressions = job.sides;
    }
    const done = line.type === 'out' || line.type === 'lied';
    const state = done ? jobStates.completed : jobStates.aborted;
    const reasons = line.reason === 'media-empty' ? ['media-empty-error'] : [];
    end(job, line.type === 'canceled' ? jobStates.canceled : state, [], line.reason ?? '', reasons);
    job.endedUp = 0;
  }

  const own = record.lines.filter((line) => line.printer === setup.id);
  for (const line of own) replay(line);
  if (own.length === 0) load({ blanks: setup.blanks, ribbon: setup.ribbon ?? 1_000_000 }, Date.now());
  for (const job of [...jobs.values()].filter((one) => !hasEnded(one))) {
    const why = 'the power failed in the middle of the job';
    const fed = job.state === jobStates.processing && job.message !== notFed;
    write(fed ? 'spoiled' : 'aborted', Date.now(), job, { reason: why });
    end(job, jobStates.aborted, ['aborted-by-system'], why);
  }

  return {
    setup,
    jobs,
    levels,
    upTime,
    advance,
    create,
    start,
    load,
    current: () => current,
    hold,
    release(job, now) {
      job.holdUntil = undefined;
      job.state = jobStates.pending;
      job.reasons = job.kept ? ['none'] : ['job-incoming'];
      tell('job-state-changed', job);
      if (job.kept) advance(now);
      else current ??= job;
    },
    events,
    cancel(job, now) {
      if (hasEnded(job)) return;
      const feeding = job.state === jobStates.processing;
      // A card that was fed cannot go back to the hopper.
      write(feeding ? 'spoiled' : 'canceled', now, job, { reason: 'canceled' });
      end(job, jobStates.canceled, ['job-canceled-by-user'], 'canceled');
    },
    clear: () => {
      jammed = false;
    },
    arm: (fault) => void armed.push(fault),
    reasons,
  };
}
