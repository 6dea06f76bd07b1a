import { askPrint, ends, finish, onTheWay, overdue, tell } from './transitions.js';

/** A print that came to nothing: again while attempts are left, else a person decides. */
const afterPrint = {
  'print.completed': [
    {
      guard: 'isCurrentJobAndSupersededElectronic',
      target: '#application.superseded',
      actions: ['markPrinted', ...finish, 'discard', 'voidSignature'],
    },
    {
      guard: 'isCurrentJobAndSuperseded',
      target: '#application.superseded',
      actions: ['markPrinted', ...finish, 'discard'],
    },
    { guard: 'isCurrentJob', target: '#application.printed', actions: 'markPrinted' },
  ],
  'print.failed': [
    {
      guard: 'isCurrentJobAndSupersededElectronic',
      target: '#application.superseded',
      actions: [...finish, 'voidSignature'],
    },
    { guard: 'isCurrentJobAndSuperseded', target: '#application.superseded', actions: [...finish] },
    {
      guard: 'isCurrentJobAndMayReprint',
      target: '#application.printing.queued',
      actions: ['keepReason', ...askPrint],
    },
    { guard: 'isCurrentJob', target: '#application.printing.blocked', actions: 'keepReason' },
  ],
  'print.spoiled': [
    {
      guard: 'isCurrentJobAndSupersededElectronic',
      target: '#application.superseded',
      actions: [...finish, 'voidSignature'],
    },
    { guard: 'isCurrentJobAndSuperseded', target: '#application.superseded', actions: [...finish] },
    {
      guard: 'isCurrentJobAndSheetWasSigned',
      target: '#application.signing.wet',
      actions: ['keepReason', 'loseSignature'],
    },
    {
      guard: 'isCurrentJobAndMayReprint',
      target: '#application.printing.queued',
      actions: ['keepReason', ...askPrint],
    },
    {
      guard: 'isCurrentJob',
      target: '#application.printing.blocked',
      actions: ['keepReason', 'loseSheetSignature'],
    },
  ],
  // The sheet is in the machine: it ends when it comes out.
  'application.superseded': { actions: 'keepSuccessor' },
} as const;

const adopt = ['goElectronic', 'markSigned', 'keepArtifact'] as const;
const plainEnds = ends('cancelled');
const signedEnds = ends('cancelled', 'voidSignature');
const jobEnds = ends('cancelled', 'cancelPrint');
const signedJobEnds = ends('cancelled', 'cancelPrint', 'voidSignature');
/** Where no job is open. */
const early = {
  'application.cancelled': [{ guard: 'isElectronic', ...signedEnds.cancelled }, plainEnds.cancelled],
  'application.superseded': [{ guard: 'isElectronic', ...signedEnds.superseded }, plainEnds.superseded],
} as const;
const recordReady = [
  {
    guard: 'isElectronic',
    target: '#application.signed.electronic',
    actions: ['markRecord', ...askPrint],
  },
  { target: '#application.printing.queued', actions: ['markRecord', ...askPrint] },
] as const;

/** From the wait for a record and a printer to the print. @internal */
export const printingStates = {
  initial: 'routing',
  on: { ...onTheWay, ...overdue },
  states: {
    routing: {
      tags: 'transient',
      always: [
        { guard: 'lacksRecord', target: 'awaitingRecord' },
        { target: 'queued', actions: [...askPrint] },
      ],
    },
    awaitingRecord: {
      on: {
        ...early,
        'record.advanced': { actions: 'keepStage' },
        'record.ready': recordReady,
        'record.failed': {
          target: 'recordFailed',
          actions: ['keepReason', 'keepFailure', tell('recordFailed')],
        },
        'signature.made': { guard: 'isLateBeforeAnyJob', actions: [...adopt] },
      },
    },
    recordFailed: {
      on: {
        ...early,
        'record.restarted': {
          target: 'awaitingRecord',
          actions: ['forgetRecord', 'attend', 'timeAttention'],
        },
        // The failure was mended elsewhere, as by deleting the double of a record.
        'record.ready': recordReady,
        'application.foundDuplicate': [
          {
            guard: 'isElectronic',
            target: '#application.duplicate',
            actions: ['keepOriginal', ...finish, 'voidSignature', tell('duplicate')],
          },
          {
            target: '#application.duplicate',
            actions: ['keepOriginal', ...finish, tell('duplicate')],
          },
        ],
        'signature.made': { guard: 'isLateBeforeAnyJob', actions: [...adopt] },
      },
    },
    queued: {
      on: {
        'print.assigned': { guard: 'isCurrentJob', target: 'running' },
        'signature.made': {
          guard: 'isLateBeforeFirstPrint',
          target: '#application.signed.electronic',
          actions: [...adopt],
        },
        'application.cancelled': [{ guard: 'isElectronic', ...signedJobEnds.cancelled }, jobEnds.cancelled],
        'application.superseded': [
          { guard: 'isElectronic', ...signedJobEnds.superseded },
          jobEnds.superseded,
        ],
      },
    },
    running: {
      on: {
        ...afterPrint,
        'print.requeued': [
          {
            guard: 'isCurrentJobAndSupersededElectronic',
            target: '#application.superseded',
            actions: [...finish, 'cancelPrint', 'voidSignature'],
          },
          {
            guard: 'isCurrentJobAndSuperseded',
            target: '#application.superseded',
            actions: [...finish, 'cancelPrint'],
          },
          { guard: 'isCurrentJob', target: 'queued' },
        ],
        'print.unknown': { guard: 'isCurrentJob', target: 'unknown' },
      },
    },
    unknown: { on: afterPrint },
    blocked: {
      on: {
        ...early,
        'print.retried': [
          {
            guard: 'mustSignFirstAgain',
            target: '#application.signing.wet',
            actions: ['resetAttempts', 'attend', 'timeAttention'],
          },
          { target: 'queued', actions: ['resetAttempts', 'attend', ...askPrint, 'timeAttention'] },
        ],
      },
    },
  },
} as const;
