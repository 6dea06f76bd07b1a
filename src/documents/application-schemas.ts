import { z } from 'zod';
import { count, countFromOne, epochMs, idText, localDate } from '../internal/messages.js';
import type { DayCount, EpochMs, LocalDate } from '../internal/time.js';

/** Holds the rules of its kind, as they were on the day it was opened. */
export interface ApplicationRules {
  readonly medium: string;
  /** Id of the signature provider; `null` where nobody signs electronically. */
  readonly provider: string | null;
  /** Id of the official who signs; `null` for a kind without a signature. */
  readonly signatory: string | null;
  readonly wetStage: 'after-print' | 'before-print';
  readonly needsRecord: boolean;
  readonly inspect: boolean;
  readonly checkBack: boolean;
  /** How long each way takes. */
  readonly standard: { readonly electronic: DayCount; readonly wet: DayCount; readonly none: DayCount };
  /** How long a finished document is kept. */
  readonly claim: DayCount;
  /** How long it is kept after that, before a person is asked to destroy it. */
  readonly retention: DayCount;
  /** Whether a one-time code is asked for at pickup, and how many wrong ones are taken. */
  readonly handover: { readonly code: 'none' | 'proxy' | 'always'; readonly maxTries: number };
  /** The kind that stands in while this one is made; `null` where there is none. `renewals` is `null` for any number. */
  readonly temporary: { readonly kind: string; readonly renewals: number | null } | null;
}

/** Tells a citizen the day on which it will be ready, or why that is still open. */
export interface Commitment {
  /** The day; `null` while `pending` says why it is open. */
  readonly readyBy: LocalDate | null;
  /** The way that it counts on. */
  readonly basis: SigningMode;
  readonly pending: PendingReason | null;
  /** When the promise is broken: the end of the day. */
  readonly breachAt: EpochMs | null;
}

/** Tells why no day can be promised yet. */
export type PendingReason = 'signer-down' | 'blanks-short' | 'record-awaited' | 'calendar-year-unknown';

/** Tells until when a finished document is kept. */
export interface Claim {
  /** Last day for pickup. */
  readonly claimBy: LocalDate;
  /** The end of that day. */
  readonly expiresAt: EpochMs;
}

/** Tells how a document is signed. */
export type SigningMode = 'electronic' | 'wet' | 'none';

/** Relates an application to others. */
export interface ApplicationLinks {
  /** The application whose document this one replaces. */
  readonly replaces: string | null;
  /** The application for which this one is the temporary document. */
  readonly temporaryFor: string | null;
  /** The application of the temporary document that stands in for this one. */
  readonly temporary: string | null;
  /** Temporary documents so far. */
  readonly temporaries: number;
  /** The application whose document took this one's place. */
  readonly supersededBy: string | null;
  /** The application that asks for the same. */
  readonly duplicateOf: string | null;
}

/** Records how a document is handed over. */
export interface Handover {
  /** One-time codes made so far; the current one has this number. */
  readonly codes: number;
  /** Wrong codes given since the current one was made. */
  readonly wrongTries: number;
  /** Who took the document; `null` until then. */
  readonly collector: string | null;
  readonly relation: 'self' | 'proxy' | null;
  /** What the collector proved to be the right one by. */
  readonly proof: 'code' | 'identity' | null;
  readonly at: EpochMs | null;
}

export const applicant = z.strictObject({ ref: idText, area: idText.optional() });
const dayCount = z.strictObject({ days: count, count: z.enum(['working', 'calendar']) });
export const rulesSchema = z.strictObject({
  medium: idText,
  provider: idText.nullable(),
  signatory: idText.nullable(),
  wetStage: z.enum(['after-print', 'before-print']),
  needsRecord: z.boolean(),
  inspect: z.boolean(),
  checkBack: z.boolean(),
  standard: z.strictObject({ electronic: dayCount, wet: dayCount, none: dayCount }),
  claim: dayCount,
  retention: dayCount,
  handover: z.strictObject({ code: z.enum(['none', 'proxy', 'always']), maxTries: countFromOne }),
  temporary: z.strictObject({ kind: idText, renewals: count.nullable() }).nullable(),
}) satisfies z.ZodType<ApplicationRules>;
export const mode = z.enum(['electronic', 'wet', 'none']) satisfies z.ZodType<SigningMode>;
export const pendingReason = z.enum([
  'signer-down',
  'blanks-short',
  'record-awaited',
  'calendar-year-unknown',
]) satisfies z.ZodType<PendingReason>;
export const commitmentSchema = z.strictObject({
  readyBy: localDate.nullable(),
  basis: mode,
  pending: pendingReason.nullable(),
  breachAt: epochMs.nullable(),
}) satisfies z.ZodType<Commitment>;
export const claimSchema = z.strictObject({
  claimBy: localDate,
  expiresAt: epochMs,
}) satisfies z.ZodType<Claim>;
export const relation = z.enum(['self', 'proxy'], 'must be self or proxy');
export const proof = z.enum(['code', 'identity'], 'must be code or identity');
const id = idText.nullable();
export const linksSchema = z.strictObject({
  replaces: id,
  temporaryFor: id,
  temporary: id,
  temporaries: count,
  supersededBy: id,
  duplicateOf: id,
}) satisfies z.ZodType<ApplicationLinks>;
export const handoverSchema = z.strictObject({
  codes: count,
  wrongTries: count,
  collector: id,
  relation: relation.nullable(),
  proof: proof.nullable(),
  at: epochMs.nullable(),
}) satisfies z.ZodType<Handover>;

/** How far a record has come, where a kind waits for one from elsewhere. */
export const recordStages = ['recorded', 'sent', 'received', 'adjudicated'] as const;
export const recordStage = z.enum(recordStages, `must be one of ${recordStages.join(', ')}`);
/** Why a record came to nothing. */
export const recordFailures = ['enrolment-failed', 'search-failed', 'duplicate-record'] as const;
export const recordFailure = z.enum(recordFailures, `must be one of ${recordFailures.join(', ')}`);

/** States in which an application can be taken in by `documents.import`: those where nothing is in flight. */
export const importableStates = [
  'queued',
  'verifying',
  'returned',
  'signing.waiting',
  'signing.held',
  'signing.wet',
  'signed.electronic',
  'signed.wet',
  'printing.awaitingRecord',
  'printing.recordFailed',
  'printing.queued',
  'printing.blocked',
  'printed',
  'readyForPickup',
  'unclaimed',
  'collected',
  'rejected',
  'duplicate',
  'cancelled',
  'superseded',
  'destroyed',
] as const;
export const importable = z.enum(importableStates, `must be one of ${importableStates.join(', ')}`);

/** How far a record has come. */
export type RecordStage = 'recorded' | 'sent' | 'received' | 'adjudicated';
/** Why a record came to nothing. */
export type RecordFailure = 'enrolment-failed' | 'search-failed' | 'duplicate-record';
