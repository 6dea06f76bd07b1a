import type { OfType } from '../internal/messages.js';
import type { ApplicationEffect } from './messages.js';

/** Tells the applicant. @internal */
export const tell = <C extends OfType<ApplicationEffect, 'notice'>['code']>(code: C) => ({
  type: 'tell' as const,
  params: { code },
});
/** Tells the office. @internal */
export const escalate = <C extends OfType<ApplicationEffect, 'escalation'>['cause']>(cause: C) => ({
  type: 'escalate' as const,
  params: { cause },
});
/** A new job with its request. @internal */
export const askPrint = ['newJob', 'requestPrint'] as const;
/** What every end of an application that was under way stops. @internal */
export const finish = ['stopCommitment', 'stopAttention'] as const;

/**
 * The two ways in which an application can end early, where nothing physical is in flight: by a person's word, or
 * because another document took its place. What must be undone is the same.
 * @internal
 */
export const ends = <const A extends readonly string[]>(target: 'cancelled' | 'destroyed', ...undo: A) => ({
  cancelled: {
    target: `#application.${target}` as const,
    actions: ['keepReason', ...finish, ...undo, tell('cancelled')] as const,
  },
  superseded: {
    target: '#application.superseded' as const,
    actions: ['keepSuccessor', ...finish, ...undo] as const,
  },
});

/** What may happen to any verified application, wherever it is on its way. @internal */
export const onTheWay = {
  'commitment.breached': {
    guard: 'isPromised',
    actions: ['markBreached', 'markEscalated', tell('late'), escalate('late')],
  },
  'commitment.renewed': [
    { guard: 'isTold', actions: ['commit', 'timeCommitment', 'tellRenewed'] },
    { actions: ['commit', 'timeCommitment'] },
  ],
  'temporary.issued': [
    { guard: 'hasTemporary', actions: ['renewTemporary', 'keepTemporary', 'openTemporary'] },
    { actions: ['keepTemporary', 'openTemporary'] },
  ],
} as const;

/** A timer puts on a person's desk what took too long. @internal */
export const overdue = {
  'application.escalated': { actions: ['markEscalated', escalate('overdue')] },
} as const;
