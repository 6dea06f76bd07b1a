import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { parseHiddenOrThrow, parseOrThrow } from '../../internal/parse.js';
import type { IppAnswer } from './client.js';
import { attribute, type IppAttribute, statusName } from './codec.js';
import { type Asking, deviceAt } from './device.js';
import type { IppSupply, JobFacts, PrinterFacts } from './facts.js';
import { type IppEvent, watchPrinter } from './notifications.js';
import { jobStates, type Operation, statuses } from './operations.js';
import { connectionShape, type IppConnection, loginRule, mayLogIn, meansTls, tlsRule } from './options.js';

/** What a request of a person's hand came to. */
export type IppResult<T> =
  | { readonly outcome: 'done'; readonly value: T }
  /** The printer said no, by a status of IPP. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** Surely not sent. */
  | { readonly outcome: 'unavailable'; readonly reason: string }
  /** Sent, and no answer came that can be read. */
  | { readonly outcome: 'unknown'; readonly reason: string };

/** Shows a printer, by its own word. */
export interface IppPrinterView {
  readonly state: 'idle' | 'processing' | 'stopped';
  /** Keywords, read with {@link meaningOf}. */
  readonly reasons: readonly string[];
  readonly message: string;
  readonly accepting: boolean;
  /** It is a queue: its word about the end of a job proves nothing. */
  readonly spooler: boolean;
  readonly mediaSupported: readonly string[];
  /** What its trays hold; `undefined` when it does not say. */
  readonly mediaReady: readonly string[] | undefined;
  readonly supplies: readonly IppSupply[];
  /** Jobs that it has not ended; `undefined` when it does not say. */
  readonly queued: number | undefined;
  /** Whether it keeps events for those who ask; else {@link IppControl.watch} looks at its jobs. */
  readonly notifies: boolean;
}

/** Shows a job at a printer, by the printer's word. */
export interface IppJobView {
  /** The printer's own number. */
  readonly id: number;
  /** `<jobId>#<attempt>` of a job that loket sent. */
  readonly name: string;
  readonly state: 'pending' | 'held' | 'processing' | 'stopped' | 'canceled' | 'aborted' | 'completed';
  readonly reasons: readonly string[];
  readonly message: string;
  /** `undefined` when the printer does not count. */
  readonly impressions: number | undefined;
}

/**
 * Works on a printer as a person would at its panel; the office learns by looking what came of it. A number that is none
 * of a job and a limit out of range are refused by a {@link LoketError} with code `invalid-data`.
 */
export interface IppControl {
  /** Reads state, media and supplies. */
  printer(signal?: AbortSignal): Promise<IppResult<IppPrinterView>>;
  /** Lists jobs, ended ones newest first; `limit` 1 to 10 000, default 100. */
  jobs(
    query?: { readonly which?: 'completed' | 'not-completed'; readonly limit?: number },
    signal?: AbortSignal,
  ): Promise<IppResult<readonly IppJobView[]>>;
  /** Finds the job that loket sent under a key; `undefined` when the printer lists none. */
  find(
    key: { readonly jobId: string; readonly attempt: number },
    signal?: AbortSignal,
  ): Promise<IppResult<IppJobView | undefined>>;
  /** Cancels a job by the printer's number; a card that was fed is lost, and one in the machine may still come out. */
  cancel(id: number, signal?: AbortSignal): Promise<IppResult<undefined>>;
  /** Holds a job that has not begun. `until` is a keyword of `job-hold-until`, default `indefinite`. */
  hold(id: number, until?: string, signal?: AbortSignal): Promise<IppResult<undefined>>;
  /** Lets a held job go. */
  release(id: number, signal?: AbortSignal): Promise<IppResult<undefined>>;
  /**
   * Follows what happens at the printer until `signal` ends it: by a subscription where the printer offers one, else by
   * looking. Events are hints to look, not proofs of a card; after a gap some may be missing.
   */
  watch(signal: AbortSignal): AsyncIterable<IppEvent>;
}

/** Sets up the control of a printer. */
export interface IppControlOptions extends IppConnection {
  /** Milliseconds between looks where the printer offers no subscription or no interval, 100 or more. Default 2000. */
  readonly pollMs?: number;
  /** Seconds after which the printer forgets a subscription that nobody renews, 60 or more. Default 600. */
  readonly leaseSeconds?: number;
  /** Waits between looks. Default: real time. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const controlOptions = lazy(() =>
  z
    .strictObject({
      ...connectionShape(),
      pollMs: z.int('must be a whole number').min(100, 'must be 100 or more').optional(),
      leaseSeconds: z.int('must be a whole number').min(60, 'must be 60 or more').optional(),
      wait: z.function().optional(),
    })
    .refine(({ login, plainLogin, uri }) => !login || plainLogin === true || mayLogIn(uri), loginRule)
    .refine(({ tls, uri }) => tls === undefined || meansTls([uri]), tlsRule),
);

const jobNumber = lazy(() =>
  z
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(2 ** 31 - 1, 'must fit 32 bits'),
);
const listLimit = lazy(() =>
  z.int('must be a whole number').min(1, 'must be 1 or more').max(10_000, 'must be 10 000 or less'),
);
// A keyword or a name of RFC 8011 §5.1.
const untilText = lazy(() =>
  z.string('must be a text').min(1, 'must not be empty').max(255, 'must be 255 characters or fewer'),
);

const printerStates: Readonly<Record<number, IppPrinterView['state']>> = {
  3: 'idle',
  4: 'processing',
  5: 'stopped',
};
const jobStateNames = new Map<number, IppJobView['state']>([
  [jobStates.pending, 'pending'],
  [jobStates.held, 'held'],
  [jobStates.processing, 'processing'],
  [jobStates.stopped, 'stopped'],
  [jobStates.canceled, 'canceled'],
  [jobStates.aborted, 'aborted'],
  [jobStates.completed, 'completed'],
]);

/**
 * Makes the hand on a printer that speaks IPP: its state and supplies, its jobs, cancel, hold and release, and its
 * events. Nothing here tells the office anything: it looks at its jobs by the printer's driver.
 *
 * @throws {@link LoketError} with code `invalid-config` when an option breaks a rule
 *
 * @example
 * ```ts
 * import { ippControl } from 'loket/printing/ipp';
 * import { startIppPrinters } from 'loket/testing/ipp-printer';
 *
 * const printers = await startIppPrinters({ printers: [{ id: 'P1', blanks: 0 }] });
 * const control = ippControl({ uri: printers.uri('P1') });
 * const seen = await control.printer();
 * await printers.close();
 * seen.outcome === 'done' && seen.value.reasons; //=> ['media-empty-error']
 * ```
 */
export function ippControl(options: IppControlOptions): IppControl {
  parseHiddenOrThrow<unknown>(controlOptions(), options, 'IPP control');
  const { pollMs = 2000, leaseSeconds = 600, login } = options;
  const { wait = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }) } = options;
  const device = deviceAt({
    uri: options.uri,
    user: options.user ?? 'loket',
    tls: options.tls,
    timeoutMs: options.timeoutMs ?? 10_000,
    maxAnswerBytes: options.maxAnswerBytes ?? 4_194_304,
  });
  const asking = (signal = new AbortController().signal): Asking => ({ headers: undefined, login, signal });

  async function job(
    operation: Operation,
    id: number,
    more: readonly IppAttribute[],
    signal: AbortSignal | undefined,
  ): Promise<IppResult<undefined>> {
    parseOrThrow(jobNumber(), id, 'number of a job', 'invalid-data');
    const answer = await device.ask(operation, [attribute('integer', 'job-id', id), ...more], asking(signal));
    return resultOf(answer, undefined);
  }

  return {
    async printer(signal) {
      const printer = await device.printer(asking(signal));
      if ('silent' in printer) return { outcome: 'unavailable', reason: printer.silent };
      return { outcome: 'done', value: printerView(printer) };
    },
    async jobs({ which = 'not-completed', limit = 100 } = {}, signal) {
      parseOrThrow(listLimit(), limit, 'limit of a list of jobs', 'invalid-data');
      const listed = await device.jobs(which, limit, asking(signal));
      if ('silent' in listed) return { outcome: 'unavailable', reason: listed.silent };
      // A printer may pass over the limit.
      return { outcome: 'done', value: listed.jobs.slice(0, limit).flatMap((one) => jobView(one) ?? []) };
    },
    async find({ jobId, attempt }, signal) {
      const search = await device.find(`${jobId}#${attempt}`, undefined, asking(signal));
      if ('silent' in search) return { outcome: 'unavailable', reason: search.silent };
      return { outcome: 'done', value: search.found && jobView(search.found) };
    },
    cancel: (id, signal) => job('Cancel-Job', id, [], signal),
    async hold(id, until = 'indefinite', signal) {
      parseOrThrow(untilText(), until, 'time to hold a job until', 'invalid-data');
      return job('Hold-Job', id, [attribute('keyword', 'job-hold-until', until)], signal);
    },
    release: (id, signal) => job('Release-Job', id, [], signal),
    watch: (signal) => watchPrinter({ device, asking, pollMs, leaseSeconds, wait, signal }),
  };
}

function resultOf<T>(answer: IppAnswer, value: T): IppResult<T> {
  if (answer.kind === 'unreachable') return { outcome: 'unavailable', reason: answer.reason };
  if (answer.kind === 'silent') return { outcome: 'unknown', reason: answer.reason };
  const { code } = answer.message;
  return code < statuses.badRequest
    ? { outcome: 'done', value }
    : { outcome: 'refused', reason: statusName(code) };
}

function printerView(printer: PrinterFacts): IppPrinterView {
  const { reasons, message, accepting, spooler, mediaSupported, mediaReady } = printer;
  const { supplies, queued, notifies } = printer;
  return {
    state: printerStates[printer.state] ?? 'stopped',
    reasons,
    message,
    accepting,
    spooler,
    mediaSupported,
    mediaReady,
    supplies,
    queued,
    notifies,
  };
}

function jobView({ id, name, state, reasons, message, impressions }: JobFacts): IppJobView | undefined {
  const known = jobStateNames.get(state);
  return known && { id, name, state: known, reasons, message, impressions };
}
