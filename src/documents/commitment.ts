import type { Calendar } from '../calendar/index.js';
import type { DayCount, EpochMs } from '../internal/time.js';
import type { ApplicationRules, Claim, Commitment } from './messages.js';

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

/** Facts that a decision on an application may rest on. */
export interface ApplicationFacts {
  readonly signing?: SigningOutlook | undefined;
  readonly stock?: StockOutlook | undefined;
}

/**
 * Makes the commitment for a document: a day if it can be kept as things stand, else the reason why it is open.
 * @internal
 */
export function commit(
  calendar: Calendar,
  rules: ApplicationRules,
  at: EpochMs,
  facts: ApplicationFacts,
  known: { readonly recordReady: boolean; readonly blankInHand?: boolean },
): Commitment {
  const basis = basisOf(rules, facts);
  const open = (pending: NonNullable<Commitment['pending']>): Commitment => ({
    readyBy: null,
    basis,
    pending,
    breachAt: null,
  });
  if (rules.needsRecord && !known.recordReady) return open('record-awaited');
  if (facts.signing?.mode === 'held') return open('signer-down');
  if (!known.blankInHand && facts.stock && facts.stock.ahead >= facts.stock.blanks)
    return open('blanks-short');
  const deadline = calendar.deadline(calendar.dayOf(at), rules.standard[basis]);
  if (!deadline.ok) return open('calendar-year-unknown');
  return { readyBy: deadline.day, basis, pending: null, breachAt: calendar.endOf(deadline.day) };
}

function basisOf(rules: ApplicationRules, facts: ApplicationFacts): Commitment['basis'] {
  if (rules.signatory === null) return 'none';
  if (rules.provider === null) return 'wet';
  return facts.signing?.mode === 'wet' ? 'wet' : 'electronic';
}

/** Tells until when a document that is ready now is kept. Claim periods in working days fall back to calendar
 * days where a year has no holiday data.
 * @internal */
export function claimFrom(calendar: Calendar, rules: ApplicationRules, at: EpochMs): Claim {
  const today = calendar.dayOf(at);
  const wanted = calendar.deadline(today, rules.claim);
  const claimBy = wanted.ok ? wanted.day : calendarDay(calendar, today, rules.claim.days);
  return { claimBy, expiresAt: calendar.endOf(claimBy) };
}

function calendarDay(calendar: Calendar, from: string, days: number): string {
  const count: DayCount = { days, count: 'calendar' };
  const deadline = calendar.deadline(from, count);
  return deadline.ok ? deadline.day : from;
}
