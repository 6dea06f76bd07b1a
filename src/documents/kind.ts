import { z } from 'zod';
import { issuesError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import { parseOrThrow } from '../internal/parse.js';
import type { DayCount, LocalDate } from '../internal/time.js';

/** Names the medium of a document kind for a span of days; open where `from` or `until` is left out. */
export interface DatedMedium {
  readonly medium: string;
  /** First day, `YYYY-MM-DD`. */
  readonly from?: LocalDate | undefined;
  /** Last day, `YYYY-MM-DD`. */
  readonly until?: LocalDate | undefined;
}

/** Says who signs a document kind, and when a wet signature goes on the paper. */
export interface SignatureRule {
  /** Id of the signatory, the official whose signature it is. */
  readonly by: string;
  /** `after-print` (default): printed first, signed on paper; `before-print`: signed first, then printed. */
  readonly wetStage: 'after-print' | 'before-print';
}

/** Sets how long each way to a document takes, counted from the decision at the counter. */
export interface ServiceStandard {
  /** Signed electronically. Default: the same working day. */
  readonly electronic: DayCount;
  /** Signed by hand. Default: 5 working days. */
  readonly wet: DayCount;
  /** No signature. Default: the same working day. */
  readonly none: DayCount;
}

/** Describes a kind of document as data: who signs, on what it is printed, what it waits for. */
export interface DocumentKindInput {
  /** Unique id, as in `akta-lahir`. */
  readonly id: string;
  /** Id of the service whose counters verify it. */
  readonly service: string;
  /** Medium it is printed on, or media by date. */
  readonly medium: string | readonly DatedMedium[];
  /** Who signs; left out or `false` for a kind without a signature. */
  readonly signature?:
    | false
    | { readonly by: string; readonly wetStage?: 'after-print' | 'before-print' | undefined }
    | undefined;
  /** Whether printing waits for a record from elsewhere (a print-ready record). Default `false`. */
  readonly needsRecord?: boolean | undefined;
  /** Whether each print is inspected before it counts. Default: cards are, paper is not. */
  readonly inspect?: boolean | undefined;
  /** Whether a hand-signed paper is checked back before it counts. Default `false`. */
  readonly checkBack?: boolean | undefined;
  /** How long each way may take; parts left out keep their defaults. */
  readonly serviceStandard?: Partial<ServiceStandard> | undefined;
  /** How long a finished document is kept for pickup. Default: 90 calendar days. */
  readonly claim?: DayCount | undefined;
  /** Days on which the kind is issued; open where a bound is left out. */
  readonly issued?:
    | { readonly from?: LocalDate | undefined; readonly until?: LocalDate | undefined }
    | undefined;
  /** Names for people, by language code. */
  readonly title?: Readonly<Record<string, string>> | undefined;
}

/** Holds a validated document kind with its defaults filled in. */
export interface DocumentKind {
  readonly id: string;
  readonly service: string;
  readonly media: readonly DatedMedium[];
  readonly signature: SignatureRule | null;
  readonly needsRecord: boolean;
  /** `null`: by the form of the medium. */
  readonly inspect: boolean | null;
  readonly checkBack: boolean;
  readonly serviceStandard: ServiceStandard;
  readonly claim: DayCount;
  readonly issued: { readonly from?: LocalDate | undefined; readonly until?: LocalDate | undefined };
  readonly title: Readonly<Record<string, string>>;
  readonly retention: DayCount;
  readonly handover: { readonly code: 'none' | 'proxy' | 'always'; readonly maxTries: number };
  readonly temporary: { readonly kind: string; readonly renewals: number | null } | null;
}

const input = lazy(() => {
  const localDate = z.iso.date('must be a day as YYYY-MM-DD');
  const dayCount = z.strictObject({
    days: z.int('must be a whole number').min(0, 'must be 0 or more').max(3650, 'must be 3650 or less'),
    count: z.enum(['working', 'calendar'], 'must be working or calendar'),
  });
  const dated = z.strictObject({
    medium: z.string().min(1, 'must not be empty'),
    from: localDate.optional(),
    until: localDate.optional(),
  });
  return z.strictObject({
    id: z.string().min(1, 'must not be empty'),
    service: z.string().min(1, 'must not be empty'),
    medium: z.union([z.string().min(1, 'must not be empty'), z.array(dated).min(1, 'must name a medium')]),
    signature: z
      .union([
        z.literal(false),
        z.strictObject({
          by: z.string().min(1, 'must not be empty'),
          wetStage: z.enum(['after-print', 'before-print']).optional(),
        }),
      ])
      .optional(),
    needsRecord: z.boolean().optional(),
    inspect: z.boolean().optional(),
    checkBack: z.boolean().optional(),
    serviceStandard: z
      .strictObject({ electronic: dayCount, wet: dayCount, none: dayCount })
      .partial()
      .optional(),
    claim: dayCount.optional(),
    issued: z.strictObject({ from: localDate.optional(), until: localDate.optional() }).optional(),
    title: z.record(z.string(), z.string()).optional(),
  });
});

const sameDay: DayCount = { days: 0, count: 'working' };

/**
 * Defines a document kind, checking each field and filling in the defaults.
 *
 * @throws {@link LoketError} with code `invalid-config` when a field breaks a rule or two media overlap
 *
 * @example
 * ```ts
 * import { defineDocumentKind } from 'loket';
 *
 * const passport = defineDocumentKind({ id: 'passport', service: 'passports', medium: 'booklet' });
 * passport.signature; //=> null
 * ```
 */
export function defineDocumentKind(kind: DocumentKindInput): DocumentKind {
  const parsed = parseOrThrow(input(), kind, `document kind '${kind?.id}'`);
  const media = typeof parsed.medium === 'string' ? [{ medium: parsed.medium }] : parsed.medium;
  const byDate = [...media].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
  for (const [i, later] of byDate.entries()) {
    const earlier = byDate[i - 1];
    if (earlier && (later.from ?? '') <= (earlier.until ?? '9999-12-31')) {
      throw issuesError('invalid-config', `document kind '${parsed.id}'`, [
        { field: 'medium', rule: 'media must not overlap in time', value: [earlier, later] },
      ]);
    }
  }
  return {
    id: parsed.id,
    service: parsed.service,
    media: byDate,
    signature: parsed.signature
      ? { by: parsed.signature.by, wetStage: parsed.signature.wetStage ?? 'after-print' }
      : null,
    needsRecord: parsed.needsRecord ?? false,
    inspect: parsed.inspect ?? null,
    checkBack: parsed.checkBack ?? false,
    serviceStandard: {
      electronic: parsed.serviceStandard?.electronic ?? sameDay,
      wet: parsed.serviceStandard?.wet ?? { days: 5, count: 'working' },
      none: parsed.serviceStandard?.none ?? sameDay,
    },
    claim: parsed.claim ?? { days: 90, count: 'calendar' },
    issued: parsed.issued ?? {},
    title: parsed.title ?? {},
    retention: { days: 365, count: 'calendar' },
    handover: { code: 'none', maxTries: 5 },
    temporary: null,
  };
}

/** Finds the medium of a kind on a day; `undefined` when no medium is set for that day. */
export function mediumOn(kind: DocumentKind, day: LocalDate): string | undefined {
  return kind.media.find((m) => (m.from ?? '') <= day && day <= (m.until ?? '9999-12-31'))?.medium;
}

/** Tells whether a kind is issued on a day. */
export function issuedOn(kind: DocumentKind, day: LocalDate): boolean {
  return (kind.issued.from ?? '') <= day && day <= (kind.issued.until ?? '9999-12-31');
}
