import type { Calendar, DeadlineStep } from '../calendar/index.js';
import type { DayCount, EpochMs, LocalDate } from '../internal/time.js';
import type {
  ApplicationRules,
  Claim,
  Commitment,
  PendingReason,
  SigningMode,
} from './application-schemas.js';

/** Tells how the signer stands for a kind: the fact that a commitment rests on. */
export interface SigningOutlook {
  /** `held`: the signer is down and nobody ordered wet signatures. */
  readonly mode: 'electronic' | 'wet' | 'held';
}

/** Tells how many blanks of a medium are free and how many jobs wait for them. */
export interface StockOutlook {
  readonly blanks: number;
  readonly ahead: number;
}

/** Tells how many papers lie on the wet desk and how many are signed a day. */
export interface DeskOutlook {
  readonly waiting: number;
  /** `null` where the desk has no bound. */
  readonly papersPerDay: number | null;
}

/** Tells when a plan has the document printed. */
export interface PlanOutlook {
  readonly printedBy: LocalDate;
}

/** Facts that a decision on an application may rest on. */
export interface ApplicationFacts {
  readonly signing?: SigningOutlook | undefined;
  readonly stock?: StockOutlook | undefined;
  readonly desk?: DeskOutlook | undefined;
  readonly plan?: PlanOutlook | undefined;
}

/** Explains one step on the way to a commitment. */
export type CommitmentStep =
  | { readonly code: 'standard'; readonly basis: SigningMode; readonly days: number; readonly count: string }
  | ({ readonly code: 'day' } & Omit<DeadlineStep, 'code'> & { readonly why: DeadlineStep['code'] })
  | {
      readonly code: 'desk';
      readonly waiting: number;
      readonly papersPerDay: number;
      readonly day: LocalDate;
    }
  | { readonly code: 'plan'; readonly day: LocalDate }
  | { readonly code: 'stage'; readonly place: number; readonly perDay: number; readonly day: LocalDate }
  | { readonly code: 'moved-to-open-day'; readonly day: LocalDate }
  | { readonly code: 'promised'; readonly day: LocalDate }
  | { readonly code: 'pending'; readonly pending: PendingReason };

/** A commitment with the steps that led to it. */
export interface Reckoning {
  readonly commitment: Commitment;
  readonly steps: readonly CommitmentStep[];
}

/** What is known of the application itself. @internal */
export interface Known {
  readonly recordReady: boolean;
  /** The way, once it is chosen. */
  readonly mode: SigningMode | null;
  readonly blankInHand?: boolean | undefined;
  /** Invitations go out by turns: this one's place among those of the same stock. */
  readonly turn?: { readonly place: number; readonly perDay: number } | undefined;
}

/**
 * Makes the commitment for a document: the first open day on which it can be ready as things stand, else the reason
 * why that is open; and explains how it came to that.
 * @internal
 */
export function reckon(
  calendar: Calendar,
  rules: ApplicationRules,
  at: EpochMs,
  facts: ApplicationFacts,
  known: Known,
): Reckoning {
  const basis = basisOf(rules, facts, known);
  const steps: CommitmentStep[] = [];
  const open = (pending: PendingReason): Reckoning => ({
    commitment: sharedCommitment(null, basis, pending, null),
    steps: [...steps, { code: 'pending', pending }],
  });
  if (rules.needsRecord && !known.recordReady) return open('record-awaited');
  if (known.mode === null && facts.signing?.mode === 'held') return open('signer-down');
  if (!known.blankInHand && !known.turn && facts.stock && facts.stock.ahead >= facts.stock.blanks)
    return open('blanks-short');
  const today = calendar.dayOf(at);
  const standard = rules.standard[basis];
  const deadline = calendar.deadline(today, standard);
  if (!deadline.ok) return open('calendar-year-unknown');
  steps.push({ code: 'standard', basis, ...standard });
  for (const { code: why, ...step } of deadline.steps) steps.push({ code: 'day', why, ...step });
  let day = deadline.day;
  const later = (other: LocalDate): boolean => {
    if (other <= day) return false;
    day = other;
    return true;
  };
  const { desk, plan } = facts;
  if (basis === 'wet' && desk && desk.papersPerDay !== null) {
    const { waiting, papersPerDay } = desk;
    const free = calendar.deadline(today, {
      days: Math.min(3650, Math.floor(waiting / papersPerDay)),
      count: 'working',
    });
    if (!free.ok) return open('calendar-year-unknown');
    if (later(free.day)) steps.push({ code: 'desk', waiting, papersPerDay, day });
  }
  if (plan && later(plan.printedBy)) steps.push({ code: 'plan', day });
  if (known.turn) {
    const { place, perDay } = known.turn;
    const turn = calendar.deadline(today, {
      days: Math.min(3650, Math.floor(place / perDay)),
      count: 'working',
    });
    if (!turn.ok) return open('calendar-year-unknown');
    if (later(turn.day)) steps.push({ code: 'stage', place, perDay, day });
  }
  // A promise can only be kept on a day on which somebody is there to hand the document over.
  const kept = calendar.deadline(day, { days: 0, count: 'working' });
  if (!kept.ok) return open('calendar-year-unknown');
  if (later(kept.day)) steps.push({ code: 'moved-to-open-day', day });
  steps.push({ code: 'promised', day });
  return { commitment: promised(calendar, day, basis), steps };
}

/** The commitment to a day. @internal */
export function promised(calendar: Calendar, day: LocalDate, basis: SigningMode): Commitment {
  return sharedCommitment(day, basis, null, calendar.endOf(day));
}

const shared = new Map<string, Commitment>();
const sharedLimit = 4096;

/** One object for all who were told the same: of a hundred thousand applications, few differ in what was promised. */
function sharedCommitment(
  readyBy: LocalDate | null,
  basis: SigningMode,
  pending: PendingReason | null,
  breachAt: EpochMs | null,
): Commitment {
  const key = `${readyBy} ${basis} ${pending} ${breachAt}`;
  const known = shared.get(key);
  if (known) return known;
  if (shared.size >= sharedLimit) shared.clear();
  const commitment = Object.freeze({ readyBy, basis, pending, breachAt });
  shared.set(key, commitment);
  return commitment;
}

function basisOf(rules: ApplicationRules, facts: ApplicationFacts, { mode }: Known): SigningMode {
  if (rules.signatory === null) return 'none';
  if (mode !== null) return mode;
  if (rules.provider === null) return 'wet';
  return facts.signing?.mode === 'wet' ? 'wet' : 'electronic';
}

/** Tells until when a document that is ready now is kept. @internal */
export function claimFrom(calendar: Calendar, rules: ApplicationRules, at: EpochMs): Claim {
  const claimBy = lastDay(calendar, at, rules.claim);
  return { claimBy, expiresAt: calendar.endOf(claimBy) };
}

/** The end of a period that starts now. @internal */
export function endAfter(calendar: Calendar, at: EpochMs, period: DayCount): EpochMs {
  return calendar.endOf(lastDay(calendar, at, period));
}

/** Counts to the last day of a period; one in working days falls back to calendar days where a year has no data. */
function lastDay(calendar: Calendar, at: EpochMs, period: DayCount): LocalDate {
  const today = calendar.dayOf(at);
  const wanted = calendar.deadline(today, period);
  if (wanted.ok) return wanted.day;
  const every = calendar.deadline(today, { days: period.days, count: 'calendar' });
  return every.ok ? every.day : today;
}
