import type { Calendar } from '../calendar/index.js';
import type { OfType } from '../internal/messages.js';
import type { EpochMs, LocalDate } from '../internal/time.js';
import type { ApplicationContext } from './application-context.js';
import type { Commitment } from './application-schemas.js';
import { type ApplicationFacts, type Known, promised, reckon } from './commitment.js';
import type { ApplicationCommand, ApplicationEvent } from './messages.js';

type Renewed = OfType<ApplicationEvent, 'commitment.renewed'>;

/** How a promise is made anew. @internal */
export interface RenewalRules {
  readonly calendar: Calendar;
  /** Applicants invited for one day when blanks arrive. */
  readonly invitationsPerDay: number;
}

/**
 * Says how a promise changes with what has just happened; `undefined` where what was told still stands. What a command
 * leads to is told by itself; this adds what it means for the day.
 * @internal
 */
export function renewal(
  rules: RenewalRules,
  before: ApplicationContext,
  after: ApplicationContext,
  command: ApplicationCommand,
  facts: ApplicationFacts,
): Renewed | undefined {
  const { calendar } = rules;
  const { at } = command;
  const old = before.commitment;
  const open = old === null || old.pending !== null;
  const anew = (known: Partial<Known> = {}, seen: ApplicationFacts = facts): Commitment =>
    reckon(calendar, after.rules, at, seen, { recordReady: after.recordReady, mode: after.mode, ...known })
      .commitment;
  const told = (
    next: Commitment,
    cause: string | null = null,
    code?: Renewed['notice'],
  ): Renewed | undefined => (isSame(old, next) ? undefined : renewed(at, old, next, cause, code));
  switch (command.type) {
    case 'signature.started':
      return open ? told(anew({ mode: 'electronic' }), command.cause ?? null) : undefined;
    case 'signature.held':
      return told(anew({}, { ...facts, signing: { mode: 'held' } }), command.cause ?? null);
    case 'signature.routedWet':
    case 'signature.requeued':
    case 'hold.expire':
      // A promise that was already made for this way stands.
      if (after.mode !== 'wet' || (!open && old.basis === 'wet')) return undefined;
      return told(anew(), command.type === 'signature.routedWet' ? (command.cause ?? null) : null);
    case 'record.ready':
      return open ? told(anew()) : undefined;
    case 'print.assigned':
      return open ? told(anew({ blankInHand: true })) : undefined;
    case 'print.failed':
    case 'print.spoiled':
    case 'inspection.failed': {
      // The blank is gone with the print; the day holds only if another one is there.
      if (open || after.signedAt !== before.signedAt || after.commitment === null) return undefined;
      const next = anew();
      return next.pending === null ? undefined : told(next);
    }
    case 'defect.found':
      return renewed(at, null, anew(), null, 'redone');
    case 'commitment.review':
    case 'commitment.breach':
      return reviewed(calendar, at, old, () => anew());
    default:
      return undefined;
  }
}

/** The promise that an invitation makes, when a blank is there for a job that waits. @internal */
export function invitation(
  { calendar, invitationsPerDay }: RenewalRules,
  context: ApplicationContext,
  command: OfType<ApplicationCommand, 'print.foreseen'>,
  facts: ApplicationFacts,
): Renewed | undefined {
  const { at, place, cause } = command;
  if (context.commitment !== null && context.commitment.pending === null) return undefined;
  const next = reckon(calendar, context.rules, at, facts, {
    recordReady: context.recordReady,
    mode: context.mode,
    turn: { place, perDay: invitationsPerDay },
  }).commitment;
  if (isSame(context.commitment, next)) return undefined;
  return renewed(at, context.commitment, next, cause, next.readyBy === null ? null : 'invited');
}

/** The promise that a person makes anew, or the day that is wrong with it. @internal */
export function promiseAnew(
  { calendar }: RenewalRules,
  context: ApplicationContext,
  at: EpochMs,
  day: LocalDate | undefined,
  facts: ApplicationFacts,
): Renewed | { readonly wrongDay: string } {
  const known = { recordReady: context.recordReady, mode: context.mode };
  const first = reckon(calendar, context.rules, at, facts, known).commitment;
  if (day === undefined) return renewed(at, context.commitment, first, null);
  if (day < calendar.dayOf(at)) return { wrongDay: 'must not lie in the past' };
  if (!calendar.info(day).working) return { wrongDay: 'must be a day on which the office is open' };
  return renewed(at, context.commitment, promised(calendar, day, first.basis), null);
}

/** A day that was declared a holiday after it was promised cannot be kept; one of a year now known can be made. */
function reviewed(
  calendar: Calendar,
  at: EpochMs,
  old: Commitment | null,
  anew: () => Commitment,
): Renewed | undefined {
  if (old === null) return undefined;
  const { readyBy } = old;
  if (readyBy === null) {
    if (old.pending !== 'calendar-year-unknown') return undefined;
    const next = anew();
    return isSame(old, next) ? undefined : renewed(at, old, next, null);
  }
  if (calendar.info(readyBy).working) return undefined;
  const today = calendar.dayOf(at);
  const from = [readyBy, today].sort()[1] ?? today;
  const open = calendar.deadline(from, { days: 0, count: 'working' });
  const next = open.ok ? promised(calendar, open.day, old.basis) : anew();
  return renewed(at, old, next, `calendar:${readyBy}`);
}

function isSame(a: Commitment | null, b: Commitment): boolean {
  return a !== null && a.readyBy === b.readyBy && a.basis === b.basis && a.pending === b.pending;
}

function renewed(
  at: EpochMs,
  old: Commitment | null,
  next: Commitment,
  cause: string | null,
  code: Renewed['notice'] = noticeOf(old?.readyBy ?? null, next.readyBy),
): Renewed {
  return { type: 'commitment.renewed', at, commitment: next, notice: code, cause };
}

function noticeOf(before: LocalDate | null, now: LocalDate | null): Renewed['notice'] {
  if (before === now) return null;
  if (now === null) return 'delayed';
  return before === null ? 'promised' : 'moved';
}
