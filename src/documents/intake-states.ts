import { askPrint, ends, finish, overdue, tell } from './transitions.js';

const importedAs = <S extends string>(state: S) => ({ type: 'importedAs' as const, params: { state } });
const taken = <S extends string>(state: S, ...more: readonly Action[]) =>
  ({ guard: importedAs(state), target: state, actions: ['takeIn', ...more] }) as const;
type Action =
  | 'newRequest'
  | 'requestSignature'
  | 'newJob'
  | 'requestPrint'
  | 'timeHold'
  | 'timeCommitment'
  | 'timeAttention';
const followed = ['timeCommitment', 'timeAttention'] as const;
const waitsForSignature = ['newRequest', 'requestSignature', 'timeHold', ...followed] as const;
const waitsForPrint = [...askPrint, ...followed] as const;

/** From nothing to a request that is being checked. @internal */
export const intakeStates = {
  new: {
    on: {
      'application.opened': [
        { guard: 'opensAtCounter', target: 'verifying', actions: ['open', 'timeAttention'] },
        { target: 'queued', actions: ['open', 'timeAttention'] },
      ],
      'application.imported': [
        taken('queued', 'timeAttention'),
        taken('verifying', 'timeAttention'),
        taken('returned'),
        taken('signing.waiting', ...waitsForSignature),
        taken('signing.held', ...waitsForSignature),
        taken('signing.wet', ...followed),
        taken('signed.electronic', ...waitsForPrint),
        {
          guard: importedAs('signed.wet'),
          target: 'signed.wetRouting',
          actions: ['takeIn', ...followed],
        },
        taken('printing.awaitingRecord', ...followed),
        taken('printing.recordFailed', ...followed),
        taken('printing.queued', ...waitsForPrint),
        taken('printing.blocked', ...followed),
        taken('printed', ...followed),
        taken('readyForPickup'),
        taken('unclaimed'),
        taken('collected'),
        taken('rejected'),
        taken('duplicate'),
        taken('cancelled'),
        taken('superseded'),
        taken('destroyed'),
      ],
    },
  },
  queued: {
    on: {
      ...overdue,
      'application.called': { target: 'verifying', actions: 'touch' },
      // Who did not come, or went, need not be told.
      'application.cancelled': { target: 'cancelled', actions: ['keepReason', 'stopAttention'] },
      'application.superseded': ends('cancelled').superseded,
    },
  },
  verifying: {
    on: {
      ...overdue,
      'application.passed': [
        {
          guard: 'needsNoSignature',
          target: 'printing.routing',
          actions: ['touch', 'dropReason', 'commit', 'goUnsigned', ...followed, 'tellPromise'],
        },
        {
          guard: 'hasNoProviderAndSignsFirst',
          target: 'signing.wet',
          actions: ['touch', 'dropReason', 'commit', 'goWet', ...followed, 'tellPromise'],
        },
        {
          guard: 'hasNoProvider',
          target: 'printing.routing',
          actions: ['touch', 'dropReason', 'commit', 'goWet', ...followed, 'tellPromise'],
        },
        {
          target: 'signing.waiting',
          actions: ['touch', 'dropReason', 'commit', ...waitsForSignature, 'tellPromise'],
        },
      ],
      'application.returned': { target: 'returned', actions: ['keepReason', ...finish] },
      'application.rejected': { target: 'rejected', actions: ['keepReason', ...finish, tell('rejected')] },
      'application.foundDuplicate': {
        target: 'duplicate',
        actions: ['keepOriginal', ...finish, tell('duplicate')],
      },
      'application.cancelled': ends('cancelled').cancelled,
      'application.superseded': ends('cancelled').superseded,
    },
  },
  returned: {
    entry: ['timeCorrection', tell('returned')],
    exit: 'stopCorrection',
    on: {
      'application.resubmitted': { target: 'verifying', actions: ['touch', 'dropReason', 'timeAttention'] },
      'application.cancelled': { target: 'cancelled', actions: ['keepReason', tell('cancelled')] },
      'application.superseded': { target: 'superseded', actions: 'keepSuccessor' },
    },
  },
} as const;
