import { z } from 'zod';
import { issuesError } from '../internal/errors.js';
import type { Issue } from '../internal/issue.js';
import { lazy } from '../internal/lazy.js';
import { idText } from '../internal/messages.js';
import { parseOrThrow } from '../internal/parse.js';
import type { LocalDate } from '../internal/time.js';
import type { DayPlanner } from './day-plan.js';
import { type ForecastConfig, type ForecastConfigInput, forecastConfig } from './forecast/forecast-config.js';
import { type Classes, classesOf, classSchema, defaultClasses, type TicketClass } from './ticket-class.js';

/** A counter and the services it offers. */
export interface Counter {
  readonly id: string;
  /** Ids of services, at least one. */
  readonly services: readonly string[];
}

/** A service that people take a number for. */
export interface Service {
  readonly id: string;
  /** Letters before the number, as in `A-007`. */
  readonly prefix: string;
  /** Numbers a day at most, 1 or more; left out for no limit. */
  readonly ticketQuota?: number | undefined;
  /** What one visit takes at the counter before anything was measured, in milliseconds, above 0. Default 10 minutes. */
  readonly priorServiceMs?: number | undefined;
}

/** Says what becomes of somebody who was called and did not come. */
export interface NoShowRule {
  /** `close` ends the ticket, `requeue` lets it wait anew, `park` puts it aside until the person asks. Default `close`. */
  readonly action: 'close' | 'requeue' | 'park';
  /** How often a ticket may be missed before it is closed all the same, 1 or more. Default 1. */
  readonly times?: number | undefined;
  /** How much later than now a requeued ticket waits from, in milliseconds. Default 10 minutes. */
  readonly penaltyMs?: number | undefined;
}

/** Says when a counter is away each day, in the office's own time. */
export interface CounterAbsence {
  readonly counter: string;
  /** As `12:00`. */
  readonly from: string;
  /** As `13:00`, after `from`. */
  readonly until: string;
}

/** Sets how a day's queue is run. */
export interface QueueRules {
  /** Classes of tickets. Default {@link defaultClasses}. */
  readonly classes?: readonly TicketClass[] | undefined;
  readonly appointments?:
    | {
        /** How early one may check in, in milliseconds. Default 30 minutes. */
        readonly earlyMs?: number | undefined;
        /** How late one may come and keep the slot, in milliseconds. Default 15 minutes. */
        readonly lateMs?: number | undefined;
        /** Whether an early one is called when nobody else waits. Default true. */
        readonly earlyWhenIdle?: boolean | undefined;
      }
    | undefined;
  readonly noShow?: NoShowRule | undefined;
  /** How often a called ticket can be called again. Default 3. */
  readonly maxRecalls?: number | undefined;
  /** Milliseconds between two calls of one ticket. Default 0. */
  readonly recallLockoutMs?: number | undefined;
  /** Calls out of turn and places ahead of others that each pool may give before the bounds are told anew. Default 3. */
  readonly insertions?: number | undefined;
  /** Whether a ticket counts only when a ticket printer has acknowledged it. Default false. */
  readonly ticketPrinter?: boolean | undefined;
  /** When counters are away each day, as for lunch, so that a forecast knows it. Default none. */
  readonly absences?: readonly CounterAbsence[] | undefined;
  /** What is believed of waits before any were seen. */
  readonly forecast?: Omit<ForecastConfigInput, 'services'> | undefined;
  /** Whether those who booked and are not there yet are moved to the next open day when signing turns wet. Default false. */
  readonly rebookOnOutage?: boolean | undefined;
}

/** What the queue room is told about the office around it. */
export interface QueueConfig extends QueueRules {
  readonly counters: readonly Counter[];
  readonly services: readonly Service[];
  /** The service whose counters take a document kind; `undefined` for an unknown kind. Default: a kind is a service. */
  readonly serviceOf?: ((kind: string) => string | undefined) | undefined;
  /** Whether a document kind is issued on a day; asked before a number is given. Default: always. */
  readonly isIssued?: ((kind: string, day: LocalDate) => boolean) | undefined;
  /** The next open day after a day, for those who are moved; `undefined` when none is known. Default: the next day. */
  readonly nextDay?: ((day: LocalDate) => LocalDate | undefined) | undefined;
  /** The hours of a day and who will be away; without it no wait is told with a number. */
  readonly planOf?: DayPlanner | undefined;
}

/** A checked configuration, as the deciders use it. @internal */
export interface FullQueueConfig {
  readonly classes: Classes;
  readonly counters: ReadonlyMap<string, Counter>;
  readonly services: ReadonlyMap<string, Service>;
  readonly offered: ReadonlySet<string>;
  readonly serviceOf: (kind: string) => string | undefined;
  readonly isIssued: (kind: string, day: LocalDate) => boolean;
  readonly nextDay: (day: LocalDate) => LocalDate | undefined;
  readonly planOf: DayPlanner;
  readonly forecast: ForecastConfig;
  readonly earlyMs: number;
  readonly lateMs: number;
  readonly earlyWhenIdle: boolean;
  readonly noShow: {
    readonly action: NoShowRule['action'];
    readonly times: number;
    readonly penaltyMs: number;
  };
  readonly maxRecalls: number;
  readonly recallLockoutMs: number;
  readonly insertions: number;
  readonly ticketPrinter: boolean;
  readonly rebookOnOutage: boolean;
}

const minute = 60_000;
const durationMs = () => z.int('must be whole milliseconds').min(0, 'must be 0 or more');
const positive = () => z.int('must be a whole number').min(1, 'must be 1 or more');

const timeOfDay = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as HH:MM');

/** @internal */
export const serviceSchema = () =>
  z.strictObject({
    id: idText,
    prefix: idText,
    ticketQuota: positive().optional(),
    priorServiceMs: z.number('must be milliseconds').gt(0, 'must be above 0').optional(),
  });

/** @internal */
export const counterSchema = () =>
  z.strictObject({ id: idText, services: z.array(idText).min(1, 'must name a service') });

/** @internal */
export const queueRulesShape = () => ({
  classes: z.array(classSchema()).min(1, 'must name a class').optional(),
  appointments: z
    .strictObject({
      earlyMs: durationMs().optional(),
      lateMs: durationMs().optional(),
      earlyWhenIdle: z.boolean().optional(),
    })
    .optional(),
  noShow: z
    .strictObject({
      action: z.enum(['close', 'requeue', 'park']),
      times: positive().optional(),
      penaltyMs: durationMs().optional(),
    })
    .optional(),
  maxRecalls: z.int('must be a whole number').min(0, 'must be 0 or more').optional(),
  recallLockoutMs: durationMs().optional(),
  insertions: z.int('must be a whole number').min(0, 'must be 0 or more').optional(),
  ticketPrinter: z.boolean().optional(),
  absences: z
    .array(
      z
        .strictObject({ counter: idText, from: timeOfDay(), until: timeOfDay() })
        .refine(({ from, until }) => from < until, 'must end after it starts'),
    )
    .optional(),
  forecast: z.looseObject({}).optional(),
  rebookOnOutage: z.boolean().optional(),
});

const schema = lazy(() =>
  z.looseObject({
    ...queueRulesShape(),
    counters: z.array(counterSchema()),
    services: z.array(serviceSchema()).min(1, 'must name a service'),
  }),
);

/** Finds what is wrong between the classes. @internal */
export function classIssues(classes: readonly TicketClass[] = defaultClasses): Issue[] {
  const issues: Issue[] = [];
  const sum = classes.reduce((total, { share }) => total + share, 0);
  if (sum > 1 + 1e-9) issues.push({ field: 'classes', rule: 'shares must add up to 1 or less', value: sum });
  const plain = classes.filter((one) => !one.appointments && !one.reasons);
  if (plain.length !== 1) {
    const rule = 'must have exactly one class without reasons and appointments';
    issues.push({ field: 'classes', rule, value: plain.map(({ id }) => id) });
  }
  if (classes.filter((one) => one.appointments).length > 1) {
    issues.push({ field: 'classes', rule: 'must have one class for appointments at most', value: 2 });
  }
  const seen = new Set<string>();
  for (const [i, { id }] of classes.entries()) {
    if (seen.has(id)) issues.push({ field: `classes[${i}].id`, rule: 'must be unique', value: id });
    seen.add(id);
  }
  const reasons = new Set<string>();
  for (const [i, one] of classes.entries()) {
    for (const reason of one.reasons ?? []) {
      if (reasons.has(reason)) {
        issues.push({ field: `classes[${i}].reasons`, rule: 'must name a reason once', value: reason });
      }
      reasons.add(reason);
    }
  }
  return issues;
}

/** Checks a room's configuration and fills in its defaults. @internal */
export function fullQueueConfig(config: QueueConfig): FullQueueConfig {
  parseOrThrow(schema(), config, 'queue');
  const list = config.classes ?? defaultClasses;
  const issues = classIssues(list);
  const services = new Map(config.services.map((service) => [service.id, service]));
  for (const [i, counter] of config.counters.entries()) {
    for (const [j, service] of counter.services.entries()) {
      if (services.has(service)) continue;
      const rule = `must be one of ${[...services.keys()].join(', ')}`;
      issues.push({ field: `counters[${i}].services[${j}]`, rule, value: service });
    }
  }
  const prefixes = new Set<string>();
  for (const [i, { prefix }] of config.services.entries()) {
    // Numbers and quotas are counted by prefix.
    if (prefixes.has(prefix)) {
      issues.push({ field: `services[${i}].prefix`, rule: 'must be unique', value: prefix });
    }
    prefixes.add(prefix);
  }
  if (issues.length > 0) throw issuesError('invalid-config', 'queue', issues);
  const { appointments, noShow } = config;
  return {
    classes: classesOf(list),
    counters: new Map(config.counters.map((counter) => [counter.id, counter])),
    services,
    offered: new Set(config.counters.flatMap((counter) => counter.services)),
    serviceOf: config.serviceOf ?? ((kind) => (services.has(kind) ? kind : undefined)),
    isIssued: config.isIssued ?? (() => true),
    nextDay: config.nextDay ?? dayAfter,
    planOf: config.planOf ?? (() => undefined),
    forecast: forecastConfig({
      ...config.forecast,
      services: Object.fromEntries(
        config.services.map(({ id, priorServiceMs }) => [id, priorServiceMs ?? 10 * minute]),
      ),
    }),
    earlyMs: appointments?.earlyMs ?? 30 * minute,
    lateMs: appointments?.lateMs ?? 15 * minute,
    earlyWhenIdle: appointments?.earlyWhenIdle ?? true,
    noShow: {
      action: noShow?.action ?? 'close',
      times: noShow?.times ?? 1,
      penaltyMs: noShow?.penaltyMs ?? 10 * minute,
    },
    maxRecalls: config.maxRecalls ?? 3,
    recallLockoutMs: config.recallLockoutMs ?? 0,
    insertions: config.insertions ?? 3,
    ticketPrinter: config.ticketPrinter ?? false,
    rebookOnOutage: config.rebookOnOutage ?? false,
  };
}

function dayAfter(day: LocalDate): LocalDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
