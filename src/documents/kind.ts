import { issuesError } from '../internal/errors.js';
import { parseOrThrow } from '../internal/parse.js';
import type { DayCount, LocalDate } from '../internal/time.js';
import { byFirstDay, type Dated, isWithin } from './dated.js';
import { crossCheckKind, kindSchema } from './kind-schema.js';
import type { Requirement, RequirementInput } from './requirement.js';
import type { Validity } from './validity.js';

/** Names the medium of a document kind for a span of days. */
export interface DatedMedium extends Dated {
  readonly medium: string;
  /** Law or decree that the rule comes from. */
  readonly source?: string | undefined;
}

/** Spans the days on which a kind is issued. */
export interface IssuedSpan extends Dated {
  /** Law or decree that the rule comes from. */
  readonly source?: string | undefined;
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

/** Says whether a one-time code is asked for at pickup, and how often it may be wrong. */
export interface HandoverRule {
  /** `none` (default): never; `proxy`: of anybody but the applicant; `always`: of everybody. */
  readonly code: 'none' | 'proxy' | 'always';
  /** Tries before a person has to decide, 1 or more. Default 5. */
  readonly maxTries: number;
}

/** Names the kind that bridges the time until a document is ready, as a suket does for an identity card. */
export interface TemporaryRule {
  /** Id of the temporary document's kind. */
  readonly kind: string;
  /** How long one is valid, counted from its day of issue. */
  readonly validFor: Validity;
  /** How often it may be renewed, 0 or more; `null`: as often as needed. */
  readonly renewals: number | null;
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
  readonly inspect?: boolean | null | undefined;
  /** Whether a hand-signed paper is checked back before it counts. Default `false`. */
  readonly checkBack?: boolean | undefined;
  /** How long each way may take; parts left out keep their defaults. */
  readonly serviceStandard?: Partial<ServiceStandard> | undefined;
  /** How long a finished document is kept for pickup. Default: 90 calendar days. */
  readonly claim?: DayCount | undefined;
  /**
   * How long an unclaimed document is kept after that, before a person is asked to destroy it; `null`: ten
   * years. Default: 365 calendar days.
   */
  readonly retention?: DayCount | null | undefined;
  /** Whether a one-time code is asked for at pickup; parts left out keep their defaults. */
  readonly handover?: Partial<HandoverRule> | undefined;
  /** Tags of which each request has exactly one, as in `first`, `lost`, `damaged`. Default: none. */
  readonly cases?: readonly string[] | undefined;
  /** What an applicant brings. Default: nothing. */
  readonly requirements?: readonly RequirementInput[] | undefined;
  /** How its numbers are written, as in `{region}-{code}-{dd}{mm}{yyyy}-{serial:4}`. Default: it has none. */
  readonly numberTemplate?: string | null | undefined;
  /** What bridges the time until it is ready; `renewals` left out: as often as needed. Default: nothing. */
  readonly temporary?:
    | (Omit<TemporaryRule, 'renewals'> & { readonly renewals?: number | null | undefined })
    | null
    | undefined;
  /** Days on which the kind is issued. Default: every day. */
  readonly issued?: IssuedSpan | undefined;
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
  /** `null`: ten years. */
  readonly retention: DayCount | null;
  readonly handover: HandoverRule;
  /** Tags of which each request has exactly one; empty: no request needs any. */
  readonly cases: readonly string[];
  readonly requirements: readonly Requirement[];
  readonly numberTemplate: string | null;
  readonly temporary: TemporaryRule | null;
  readonly issued: IssuedSpan;
  readonly title: Readonly<Record<string, string>>;
}

/**
 * Defines a document kind, checking each field and filling in the defaults.
 *
 * @throws {@link LoketError} with code `invalid-config` when a field breaks a rule, two media or two rules about
 * one paper overlap in time, or papers share an id
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
  const what = `document kind '${kind?.id}'`;
  const { medium, ...rest } = parseOrThrow(kindSchema(), kind, what);
  const defined = { ...rest, media: byFirstDay<DatedMedium>(medium) };
  const issues = crossCheckKind(defined);
  if (issues.length > 0) throw issuesError('invalid-config', what, issues);
  return defined;
}

/** Finds the medium of a kind on a day; `undefined` when no medium is set for that day. */
export function mediumOn(kind: DocumentKind, day: LocalDate): string | undefined {
  return kind.media.find((dated) => isWithin(dated, day))?.medium;
}

/** Tells whether a kind is issued on a day. */
export function issuedOn(kind: DocumentKind, day: LocalDate): boolean {
  return isWithin(kind.issued, day);
}
