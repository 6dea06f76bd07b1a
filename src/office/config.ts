import { z } from 'zod';
import type { Calendar } from '../calendar/index.js';
import type { DocumentKind } from '../documents/index.js';
import { dayCountSchema } from '../internal/day-count.js';
import { issuesError } from '../internal/errors.js';
import type { Issue } from '../internal/issue.js';
import { lazy } from '../internal/lazy.js';
import { idText } from '../internal/messages.js';
import { toIssues } from '../internal/parse.js';
import type { DayCount } from '../internal/time.js';
import { mainSite } from '../printing/blank-moves.js';
import { type Medium, mediumSchema, type PrinterConfig, type SiteConfig } from '../printing/index.js';
import { printerShape } from '../printing/printer-schema.js';
import type { Counter, QueueRules, Service } from '../queue/index.js';
import { classIssues, counterSchema, queueRulesShape, serviceSchema } from '../queue/queue-config.js';
import { type DeskRules, type SignerConfig, timestamperLane } from '../signing/index.js';

/** A signature provider as the pure core sees it: data only. */
export type SignatureConfig = Omit<SignerConfig, 'provider' | 'calendar' | 'wetPerDay' | 'kinds'> & {
  readonly id: string;
  /** Id of the official whose signature it makes. */
  readonly signatory: string;
};

/** A signatory's wet desk. */
export type WetDeskConfig = DeskRules;

/** Describes an office as data: what the pure core needs to decide. */
export interface CoreConfig {
  /** Id of the office; part of every stored key. Default `office`. */
  readonly id?: string | undefined;
  readonly calendar: Calendar;
  readonly kinds: readonly DocumentKind[];
  /** What documents are printed on. Default: each medium that a kind names, as paper. */
  readonly media?: readonly Medium[] | undefined;
  readonly counters?: readonly Counter[] | undefined;
  /** Services with their prefixes. Default: the kinds' services in order, with prefixes A, B, C and on. */
  readonly services?: readonly Service[] | undefined;
  /** How a day's queue is run: classes of people, appointments, no-shows. */
  readonly queue?: QueueRules | undefined;
  readonly signatures?: readonly SignatureConfig[] | undefined;
  readonly printers?: readonly PrinterConfig[] | undefined;
  /** Blanks and supplies in the warehouse of the site `main` when the office opens, by medium. */
  readonly stock?: Readonly<Record<string, number>> | undefined;
  /** Sites beside `main` that have printers or a stock of their own. */
  readonly sites?: readonly SiteConfig[] | undefined;
  /** Wet desks with a bound; a signatory without one has an unbounded desk. */
  readonly wetDesks?: readonly WetDeskConfig[] | undefined;
  readonly limits?: OfficeLimits | undefined;
}

/** Sets the numbers that an office's decisions use. */
export interface OfficeLimits {
  /** Print attempts before a person has to decide, 1 or more. Default 3. */
  readonly printAttempts?: number | undefined;
  /** Calendar days in which a returned request can be corrected, 1 or more. Default 30. */
  readonly correctionDays?: number | undefined;
  /** How long an application waits for its electronic signature before the pen takes over. Default 5 working days. */
  readonly maxHold?: DayCount | undefined;
  /** How long an application may take before it is put on a person's desk. Default 10 working days. */
  readonly attention?: DayCount | undefined;
  /** Applicants invited for one day when blanks arrive, 1 or more. Default 500. */
  readonly invitationsPerDay?: number | undefined;
  /** How often a called ticket can be called again. Default 3. */
  readonly maxRecalls?: number | undefined;
  /** How far a command may be dated before the last one of its aggregate, in milliseconds. Default 60 000. */
  readonly clockSkewMs?: number | undefined;
}

/** Holds a checked configuration with its defaults filled in. */
export interface FullCoreConfig {
  readonly id: string;
  readonly calendar: Calendar;
  readonly kinds: readonly DocumentKind[];
  readonly media: readonly Medium[];
  readonly counters: readonly Counter[];
  readonly services: readonly Service[];
  readonly queue: QueueRules;
  readonly signatures: readonly SignatureConfig[];
  readonly printers: readonly PrinterConfig[];
  readonly stock: Readonly<Record<string, number>>;
  readonly sites: readonly SiteConfig[];
  readonly wetDesks: readonly WetDeskConfig[];
  readonly limits: OfficeLimits;
}

const hasFunctions = (names: readonly string[]) => (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function');

/** What `createOffice` takes beside the core's data, and what a preset brings along; checked where it is used. */
const others = [
  'store',
  'clock',
  'newId',
  'policy',
  'notifier',
  'words',
  'callTimeoutMs',
  'maxInFlight',
  'maxWaiting',
  'leaseMs',
  'leaseClock',
  'tracer',
  'onError',
  'areas',
  'identity',
  'handover',
] as const;
const schema = lazy(() => {
  const natural = z.int('must be a whole number').min(0, 'must be 0 or more');
  const positive = z.int('must be a whole number').min(1, 'must be 1 or more');
  const passedOn = Object.fromEntries(others.map((key) => [key, z.unknown()])) as Record<
    (typeof others)[number],
    z.ZodUnknown
  >;

  return z.strictObject({
    ...z.object(passedOn).partial().shape,
    id: idText.optional(),
    calendar: z.custom<Calendar>(
      hasFunctions(['dayOf', 'deadline', 'endOf', 'knows']),
      'must be made by defineCalendar',
    ),
    kinds: z
      .array(
        z.custom<DocumentKind>(
          (v) => typeof v === 'object' && v !== null && Array.isArray((v as { media?: unknown }).media),
          'must be made by defineDocumentKind',
        ),
        'must be a list of document kinds',
      )
      .min(1, 'must name a document kind'),
    media: z.array(mediumSchema).optional(),
    counters: z.array(counterSchema()).optional(),
    services: z.array(serviceSchema()).optional(),
    queue: z.strictObject(queueRulesShape()).optional(),
    signatures: z
      .array(
        z.looseObject({
          id: idText,
          signatory: idText,
          failureThreshold: positive.optional(),
          probesToClose: positive.optional(),
          probeEveryMs: positive.optional(),
          retryAfterMs: positive.optional(),
          lookUpEveryMs: positive.optional(),
          maxInFlight: positive.optional(),
          maxHoldMs: positive.optional(),
          suspectProbeMs: positive.optional(),
          minOpenMs: positive.optional(),
          maxOpenMs: positive.optional(),
          flapMs: positive.optional(),
          slowFactor: z.number().gt(1, 'must be above 1').optional(),
          wetAdvantageMs: natural.optional(),
          upgradeAfterMs: positive.optional(),
        }),
      )
      .optional(),
    printers: z.array(z.looseObject({ ...printerShape(), id: idText, medium: idText })).optional(),
    stock: z.record(idText, natural).optional(),
    sites: z.array(z.strictObject({ id: idText, stock: z.record(idText, natural).optional() })).optional(),
    wetDesks: z
      .array(
        z.strictObject({
          signatory: idText,
          papersPerDay: positive.optional(),
          minBatch: positive.optional(),
          maxBatch: positive.max(1000, 'must be 1000 or fewer').optional(),
          maxWaitMs: positive.optional(),
          deputies: z.array(idText).optional(),
        }),
      )
      .optional(),
    limits: z
      .strictObject({
        printAttempts: positive.optional(),
        correctionDays: positive.optional(),
        maxHold: dayCountSchema().optional(),
        attention: dayCountSchema().optional(),
        invitationsPerDay: positive.optional(),
        maxRecalls: natural.optional(),
        clockSkewMs: natural.optional(),
      })
      .optional(),
  });
});

/**
 * Checks a configuration once and fills in its defaults.
 *
 * @throws LoketError with code `invalid-config`, naming field, rule and value of everything that is wrong
 * @internal
 */
export function checkConfig(config: CoreConfig): FullCoreConfig {
  const parsed = schema().safeParse(config);
  if (!parsed.success) {
    throw issuesError('invalid-config', 'office', toIssues(parsed.error, config), parsed.error);
  }
  const kinds = config.kinds;
  const media =
    config.media ??
    [...new Set(kinds.flatMap((kind) => kind.media.map((m) => m.medium)))].map((id) => ({
      id,
      form: 'paper' as const,
    }));
  const served = [...new Set(kinds.map((kind) => kind.service))];
  const full: FullCoreConfig = {
    id: config.id ?? 'office',
    calendar: config.calendar,
    kinds,
    media,
    counters: config.counters ?? [],
    services: config.services ?? served.map((id, i) => ({ id, prefix: letters(i) })),
    queue: config.queue ?? {},
    signatures: config.signatures ?? [],
    printers: config.printers ?? [],
    stock: config.stock ?? {},
    sites: config.sites ?? [],
    wetDesks: config.wetDesks ?? [],
    limits: config.limits ?? {},
  };
  const issues = crossCheck(full, served);
  if (issues.length > 0) throw issuesError('invalid-config', 'office', issues);
  return full;
}

function crossCheck(config: FullCoreConfig, served: readonly string[]): Issue[] {
  const issues: Issue[] = [];
  const media = new Set(config.media.map((m) => m.id));
  const services = new Set(config.services.map((s) => s.id));
  const isSupply = ({ form }: Medium) => form === 'supply';
  const blanks = new Set(ids(config.media.filter((medium) => !isSupply(medium))));
  const supplies = new Set(ids(config.media.filter(isSupply)));
  const sites = new Set([mainSite, ...ids(config.sites)]);
  const known = (set: ReadonlySet<string>) => `must be one of ${[...set].join(', ') || '(none)'}`;
  const unique = (field: string, key: string, values: readonly string[]) => {
    const seen = new Set<string>();
    for (const [i, value] of values.entries()) {
      if (seen.has(value)) issues.push({ field: `${field}[${i}].${key}`, rule: 'must be unique', value });
      seen.add(value);
    }
  };
  unique('kinds', 'id', ids(config.kinds));
  unique('media', 'id', ids(config.media));
  unique('counters', 'id', ids(config.counters));
  unique('services', 'id', ids(config.services));
  unique(
    'services',
    'prefix',
    config.services.map((s) => s.prefix),
  );
  for (const issue of classIssues(config.queue.classes)) {
    issues.push({ ...issue, field: `queue.${issue.field}` });
  }
  unique('signatures', 'id', ids(config.signatures));
  // Which of two providers signs for one official is the router's question, and it is not built yet.
  unique(
    'signatures',
    'signatory',
    config.signatures.map((s) => s.signatory),
  );
  unique('printers', 'id', ids(config.printers));
  unique(
    'wetDesks',
    'signatory',
    config.wetDesks.map((d) => d.signatory),
  );
  // One that had a temporary document of its own would open one after another.
  const bridges = new Set(ids(config.kinds.filter((kind) => !kind.temporary)));
  for (const [i, kind] of config.kinds.entries()) {
    const { temporary } = kind;
    if (temporary && !bridges.has(temporary.kind)) {
      issues.push({ field: `kinds[${i}].temporary.kind`, rule: known(bridges), value: temporary.kind });
    }
    if (kind.id === timestamperLane) {
      issues.push({ field: `kinds[${i}].id`, rule: `must not be ${timestamperLane}`, value: kind.id });
    }
    for (const { medium } of kind.media) {
      if (!blanks.has(medium))
        issues.push({ field: `kinds[${i}].medium`, rule: known(blanks), value: medium });
    }
    if (!services.has(kind.service)) {
      issues.push({ field: `kinds[${i}].service`, rule: known(services), value: kind.service });
    }
  }
  for (const [i, counter] of config.counters.entries()) {
    for (const [j, service] of counter.services.entries()) {
      if (!served.includes(service)) {
        issues.push({
          field: `counters[${i}].services[${j}]`,
          rule: `must be a service that a document kind names: ${served.join(', ')}`,
          value: service,
        });
      }
    }
  }
  for (const [i, printer] of config.printers.entries()) {
    if (!blanks.has(printer.medium)) {
      issues.push({ field: `printers[${i}].medium`, rule: known(blanks), value: printer.medium });
    }
    for (const [j, supply] of (printer.supplies ?? []).entries()) {
      if (!supplies.has(supply)) {
        issues.push({ field: `printers[${i}].supplies[${j}]`, rule: known(supplies), value: supply });
      }
    }
    const { site } = printer;
    if (site !== undefined && !sites.has(site)) {
      issues.push({ field: `printers[${i}].site`, rule: known(sites), value: site });
    }
  }
  unique('sites', 'id', ids(config.sites));
  for (const [field, stock] of [
    ['stock', config.stock] as const,
    ...config.sites.map(({ stock = {} }, i) => [`sites[${i}].stock`, stock] as const),
  ]) {
    for (const medium of Object.keys(stock)) {
      if (!media.has(medium)) issues.push({ field: `${field}.${medium}`, rule: known(media), value: medium });
    }
  }
  const signatories = new Set(config.kinds.flatMap((kind) => (kind.signature ? [kind.signature.by] : [])));
  for (const [i, desk] of config.wetDesks.entries()) {
    const { minBatch, maxBatch = 100, deputies = [] } = desk;
    if (minBatch !== undefined && minBatch > maxBatch) {
      issues.push({
        field: `wetDesks[${i}].minBatch`,
        rule: `must be maxBatch, ${maxBatch}, or fewer`,
        value: minBatch,
      });
    }
    if (deputies.includes(desk.signatory)) {
      issues.push({
        field: `wetDesks[${i}].deputies`,
        rule: 'must not name the signatory',
        value: desk.signatory,
      });
    }
    if (!signatories.has(desk.signatory)) {
      issues.push({ field: `wetDesks[${i}].signatory`, rule: known(signatories), value: desk.signatory });
    }
  }
  return issues;
}

function ids(list: readonly { readonly id: string }[]): string[] {
  return list.map((item) => item.id);
}

/** A, B, ... Z, AA, AB and on. */
function letters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letters(Math.floor(index / 26) - 1) + letter;
}
