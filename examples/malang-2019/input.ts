import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LoketError } from 'loket';
import { dukcapilPriorityReasons } from 'loket/indonesia';
import { z } from 'zod';

/** One input: its value, and where it comes from. */
export interface Given<T> {
  readonly value: T;
  readonly source: 'article' | 'assumed';
  /** Number of the article's fact. */
  readonly fact?: number | undefined;
  readonly why: string;
}

const given = <S extends z.ZodType>(value: S) =>
  z
    .strictObject({
      value,
      source: z.enum(['article', 'assumed'], 'must be article or assumed'),
      fact: z.int('must be a whole number').min(1, 'must be 1 to 12').max(12, 'must be 1 to 12').optional(),
      why: z.string().min(1, 'must say why'),
    })
    .refine((input) => (input.source === 'article') === (input.fact !== undefined), {
      message: 'must be there for an article input, and only there',
      path: ['fact'],
    });

const whole = z.int('must be a whole number').min(0, 'must be 0 or more');
const positive = z.int('must be a whole number').min(1, 'must be 1 or more');
const share = z.number('must be a number').min(0, 'must be 0 to 1').max(1, 'must be 0 to 1');
const factor = z.number('must be a number').min(1, 'must be 1 or more').max(10, 'must be 10 or less');
const day = z.iso.date('must be a day as YYYY-MM-DD');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day as HH:MM');
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d\+07:00$/, 'must be as 2019-07-17T08:30+07:00');
const visitor = z.strictObject({
  perDay: whole,
  minutes: z.number().positive('must be more than 0').max(120, 'must be 120 or less'),
});

const shares = (names: readonly string[]) =>
  z.record(z.string(), share).refine((value) => Object.keys(value).every((name) => names.includes(name)), {
    message: `must name only ${names.join(', ')}`,
  });
const reasons = dukcapilPriorityReasons.map(({ reason }) => reason);
/** Services of the hall, by the letters of their numbers. */
export const prefixes = { families: 'F', 'civil-acts': 'A', moves: 'M', 'identity-cards': 'K' } as const;
type ServiceId = keyof typeof prefixes;
const quotas = z.strictObject(
  Object.fromEntries(Object.keys(prefixes).map((id) => [id, positive])) as Record<ServiceId, typeof positive>,
);

const kinds = ['kk', 'akta-lahir', 'akta-mati', 'skpwni', 'ktp-el', 'kia', 'suket'] as const;

const schema = z.strictObject({
  seed: given(z.int('must be a whole number')),
  firstDay: given(day),
  days: given(positive.max(5, 'must be 5 or less: the week has no weekend')),
  outageDays: given(whole),
  timestampsDownFrom: given(instant),
  timestampsDownUntil: given(instant),
  downFrom: given(time),
  downUntil: given(time),
  limpUntil: given(time),
  probesToClose: given(positive),
  wetAdvantageHours: given(whole),
  wetOrderAt: given(instant),
  wetOrderUntil: given(instant),
  wetDays: given(whole),
  wetCount: given(z.enum(['working', 'calendar'], 'must be working or calendar')),
  sheetsPerDay: given(positive),
  requests: given(whole),
  printReady: given(whole),
  reading: given(z.enum(['including', 'besides'], 'must be including or besides')),
  backlogSince: given(day),
  backlogRecordsPerDay: given(whole),
  cardBlanks: given(whole),
  cardBlanksPerDay: given(whole),
  deliveredBlanks: given(whole),
  deliveredAt: given(instant),
  invitationsPerDay: given(positive),
  cardPrinters: given(positive),
  cardsPerPrinterDay: given(positive),
  plannedPrinters: given(whole),
  spoilEvery: given(positive.min(2, 'must be 2 or more')),
  signedPaperPrinters: given(positive),
  suketPrinters: given(positive),
  sheetsPerPrinterDay: given(positive),
  paperBlanks: given(whole),
  documentCounters: given(positive),
  cardCounters: given(positive),
  lateCounters: given(whole),
  lateCountersAt: given(time),
  ticketQuota: given(quotas),
  visitMinutes: given(positive),
  numbersUntil: given(time),
  insertions: given(positive),
  visitors: given(z.strictObject(Object.fromEntries(kinds.map((kind) => [kind, visitor])) as VisitorShape)),
  growthPerDay: given(share),
  atDoor: given(share),
  slowWhileDown: given(factor),
  slowWhileWet: given(factor),
  comeBack: given(share),
  noShow: given(share),
  backAfterMiss: given(share),
  incomplete: given(share),
  fetches: given(share),
  fetchWithin: given(positive),
  priority: given(shares(reasons)),
  booked: given(share),
  remote: given(share),
  neverComes: given(share),
  alsoFamilyCard: given(share),
  takenIll: given(share),
  askSuket: given(share),
  recordSameDay: given(share),
  collectSameDay: given(share),
  collectCard: given(share),
  proxyShare: given(share),
  wrongCode: given(share),
  lostCode: given(share),
  defect: given(share),
  lostDocument: given(share),
  doubleRecord: given(share),
  realShare: given(share),
  followedAt: given(instant),
  followedArea: given(z.string().min(1, 'must not be empty')),
  followedKind: given(z.enum(kinds, `must be one of ${kinds.join(', ')}`)),
});

type VisitorShape = Record<(typeof kinds)[number], typeof visitor>;

/** Everything that the demo's week is made of. */
export type Input = z.infer<typeof schema>;
/** A document that people come for in the demo. */
export type Kind = (typeof kinds)[number];
export const visitedKinds: readonly Kind[] = kinds;

/** Reads the inputs, refusing bad ones with field, rule and value. */
export function parseInput(raw: unknown): Input {
  const parsed = schema.safeParse(raw);
  const issues = parsed.success ? crossCheck(parsed.data) : issuesOf(parsed.error, raw);
  if (parsed.success && issues.length === 0) return parsed.data;
  const lines = issues.map((i) => `${i.field}: ${i.rule}, got ${JSON.stringify(i.value)}`);
  throw new LoketError('invalid-data', `input refused. ${lines.join('; ')}`, { issues });
}

/** Reads the inputs that lie beside this file, or another file. */
export function readInput(path = fileURLToPath(new URL('./input.json', import.meta.url))): Input {
  return parseInput(JSON.parse(readFileSync(path, 'utf8')));
}

/** The same week with a share of the people and counters, for a run on real parts. */
export function realPart(input: Input): Input {
  const { value: part } = input.realShare;
  const why = (one: Given<unknown>) => `${one.why} Here ${part} of it: see realShare.`;
  const fewer = (one: Input['documentCounters']) => ({
    ...one,
    value: Math.max(1, Math.round(one.value * part)),
    why: why(one),
  });
  const visitors = Object.entries(input.visitors.value).map(([kind, { perDay, minutes }]) => [
    kind,
    { perDay: Math.round(perDay * part), minutes },
  ]);
  const quotas = Object.entries(input.ticketQuota.value).map(([service, quota]) => [
    service,
    Math.max(1, Math.round(quota * part)),
  ]);
  return {
    ...input,
    ticketQuota: {
      ...input.ticketQuota,
      value: Object.fromEntries(quotas) as Input['ticketQuota']['value'],
      why: why(input.ticketQuota),
    },
    documentCounters: fewer(input.documentCounters),
    cardCounters: fewer(input.cardCounters),
    visitors: {
      ...input.visitors,
      value: Object.fromEntries(visitors) as Input['visitors']['value'],
      why: why(input.visitors),
    },
  };
}

function crossCheck(input: Input) {
  const rules: readonly (readonly [string, boolean, string, unknown])[] = [
    [
      'printReady',
      input.reading.value === 'besides' || input.printReady.value <= input.requests.value,
      'must not be more than requests when it is read as a part of them',
      input.printReady.value,
    ],
    [
      'downUntil',
      input.downFrom.value < input.downUntil.value,
      'must lie after downFrom',
      input.downUntil.value,
    ],
    [
      'limpUntil',
      input.downUntil.value <= input.limpUntil.value,
      'must not lie before downUntil',
      input.limpUntil.value,
    ],
    [
      'wetOrderUntil',
      Date.parse(input.wetOrderAt.value) < Date.parse(input.wetOrderUntil.value),
      'must lie after wetOrderAt',
      input.wetOrderUntil.value,
    ],
    [
      'timestampsDownUntil',
      Date.parse(input.timestampsDownFrom.value) < Date.parse(input.timestampsDownUntil.value),
      'must lie after timestampsDownFrom',
      input.timestampsDownUntil.value,
    ],
    [
      'outageDays',
      input.outageDays.value <= input.days.value,
      'must not be more than days',
      input.outageDays.value,
    ],
  ];
  return rules
    .filter(([, kept]) => !kept)
    .map(([name, , rule, value]) => ({ field: `${name}.value`, rule, value }));
}

function issuesOf(error: z.ZodError, raw: unknown) {
  return error.issues.map(({ path, message }) => ({
    field: path.join('.') || '(whole)',
    rule: message,
    value: path.reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? (value as Record<PropertyKey, unknown>)[key]
          : undefined,
      raw,
    ),
  }));
}
