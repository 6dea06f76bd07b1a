import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { attributesOf, groupTags, type IppGroup, type IppMessage, tags } from './codec.js';
import { operations } from './operations.js';

/** What a device says of a job. @internal */
export interface JobFacts {
  readonly id: number;
  readonly name: string;
  readonly state: number;
  /** The job's own reasons and those of its printer at its end, if the device keeps them. */
  readonly reasons: readonly string[];
  readonly message: string;
  /** `undefined` when the device does not count. */
  readonly impressions: number | undefined;
  /** In seconds of the device's own clock; 0 or less when made before it was last switched on. */
  readonly createdAt: number | undefined;
  readonly serial: string | undefined;
  /** When the device will be done, in epoch milliseconds of the caller's clock. */
  readonly doneAt: number | undefined;
  /** The device says that it never began: no blank was fed. */
  readonly untouched: boolean;
  /** The device says that it began, at whatever time. */
  readonly begun: boolean;
}

/** What a device says of itself. @internal */
export interface PrinterFacts {
  readonly state: number;
  readonly reasons: readonly string[];
  readonly accepting: boolean;
  readonly upTime: number | undefined;
  /** It hands jobs on to another, so its word about their end proves nothing. */
  readonly spooler: boolean;
  readonly message: string;
  readonly operations: readonly number[];
  /** Empty when it does not say. */
  readonly mediaSupported: readonly string[];
  /** What its trays hold; `undefined` when it does not say. */
  readonly mediaReady: readonly string[] | undefined;
  readonly holds: readonly string[];
  readonly supplies: readonly IppSupply[];
  readonly queued: number | undefined;
  readonly notifies: boolean;
}

/** Shows a ribbon, a film or what else a printer uses up. */
export interface IppSupply {
  readonly name: string;
  /** IPP's keyword, as `ribbon-wax` or `toner`. */
  readonly type: string;
  /** In percent, 0 to 100; `undefined` when the printer does not know. */
  readonly level: number | undefined;
}

/** The first of an attribute's values, which are always a list. */
function one<T>(value: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .transform(([first]) => first)
    .pipe(value);
}
const whole = one(z.int());
const text = one(z.string());
const keywords = z.array(z.string()).default([]);

const job = lazy(() =>
  z
    .object({
      'job-id': whole,
      'job-name': text.default(''),
      'job-state': whole,
      'job-state-reasons': keywords,
      'job-printer-state-reasons': keywords,
      'job-state-message': text.default(''),
      'job-printer-state-message': text.default(''),
      'job-impressions-completed': whole.optional(),
      'time-at-creation': whole.optional(),
      'loket-card-serial': text.optional(),
      'time-at-processing': whole.optional().catch(undefined),
      'no-processing': z.boolean().default(false),
      // Milliseconds do not fit IPP's integer of 32 bits.
      'loket-done-at': one(z.string().regex(/^\d{1,15}$/))
        .transform(Number)
        .optional(),
    })
    .transform(
      (a): JobFacts => ({
        id: a['job-id'],
        name: a['job-name'],
        state: a['job-state'],
        reasons: [...a['job-state-reasons'], ...a['job-printer-state-reasons']],
        message: a['job-state-message'] || a['job-printer-state-message'],
        impressions: a['job-impressions-completed'],
        createdAt: a['time-at-creation'],
        serial: a['loket-card-serial'],
        doneAt: a['loket-done-at'],
        // A printer that was switched off since has forgotten when it began.
        untouched: a['no-processing'] && (a['time-at-creation'] ?? 0) > 0,
        begun: a['time-at-processing'] !== undefined,
      }),
    ),
);

const printer = lazy(() =>
  z
    .object({
      'printer-state': whole,
      'printer-state-reasons': keywords,
      'printer-is-accepting-jobs': one(z.boolean()).default(true),
      'printer-up-time': whole.optional(),
      'cups-version': text.optional(),
      'device-uri': text.optional(),
      'printer-state-message': text.default(''),
      'operations-supported': z.array(z.int()).default([]),
      'media-supported': keywords,
      'media-ready': z.array(z.string()).optional(),
      'job-hold-until-supported': keywords,
      'marker-names': keywords,
      'marker-types': keywords,
      'marker-levels': z.array(z.int()).default([]),
      'queued-job-count': whole.optional(),
      'notify-pull-method-supported': keywords,
    })
    .transform(
      (a): PrinterFacts => ({
        state: a['printer-state'],
        reasons: a['printer-state-reasons'].filter((reason) => reason !== 'none'),
        accepting: a['printer-is-accepting-jobs'],
        upTime: a['printer-up-time'],
        spooler: a['cups-version'] !== undefined || a['device-uri'] !== undefined,
        message: a['printer-state-message'],
        operations: a['operations-supported'],
        mediaSupported: a['media-supported'],
        mediaReady: a['media-ready'],
        holds: a['job-hold-until-supported'],
        supplies: a['marker-levels'].map((level, i) => ({
          name: a['marker-names'][i] ?? '',
          type: a['marker-types'][i] ?? '',
          // PWG 5100.9 §4.4 and RFC 3805: below 0 stands for unknown, or for some that are left.
          level: level >= 0 && level <= 100 ? level : undefined,
        })),
        queued: a['queued-job-count'],
        notifies:
          a['notify-pull-method-supported'].includes('ippget') &&
          a['operations-supported'].includes(operations['Create-Printer-Subscriptions']),
      }),
    ),
);

/** Asks for nothing more than these. @internal */
export const jobAttributes = [
  'job-id',
  'job-name',
  'job-state',
  'job-state-reasons',
  'job-printer-state-reasons',
  'job-state-message',
  'job-printer-state-message',
  'job-impressions-completed',
  'time-at-creation',
  'time-at-processing',
  'loket-card-serial',
  'loket-done-at',
] as const;

/** Asks for nothing more than these. @internal */
export const printerAttributes = [
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'printer-up-time',
  'cups-version',
  'device-uri',
  'printer-state-message',
  'operations-supported',
  'media-supported',
  'media-ready',
  'job-hold-until-supported',
  'marker-names',
  'marker-types',
  'marker-levels',
  'queued-job-count',
  'notify-pull-method-supported',
] as const;

/** Reads the jobs of an answer; one that cannot be read is no job of ours and left out. @internal */
export function readJobs(message: IppMessage): JobFacts[] {
  return message.groups
    .filter(({ tag }) => tag === groupTags.job)
    .flatMap(
      (group) => job().safeParse({ ...attributesOf(group), 'no-processing': neverBegan(group) }).data ?? [],
    );
}

/** RFC 8011 §5.3.14.2: a job that was never processed has `no-value` there; one that leaves it out says nothing. */
function neverBegan({ attributes }: IppGroup): boolean {
  return attributes.some(({ name, tag }) => name === 'time-at-processing' && tag === tags.noValue);
}

/** Reads what a printer says of itself, `undefined` when it cannot be read. @internal */
export function readPrinter(message: IppMessage): PrinterFacts | undefined {
  const group = message.groups.find(({ tag }) => tag === groupTags.printer);
  return printer().safeParse({ ...attributesOf(group) }).data;
}
