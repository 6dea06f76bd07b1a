import { askPrint, ends, escalate, finish, onTheWay, overdue, tell } from './transitions.js';

const printedEnds = ends('destroyed', 'discard');
const signedEnds = ends('destroyed', 'discard', 'voidSignature');
const endings = {
  'application.cancelled': [{ guard: 'isElectronic', ...signedEnds.cancelled }, printedEnds.cancelled],
  'application.superseded': [{ guard: 'isElectronic', ...signedEnds.superseded }, printedEnds.superseded],
} as const;

/** A finished document that turns out bad is made again, with whatever signature went with its paper. */
const again = ['keepReason', 'discard', 'losePrint', 'loseReady', 'resetAttempts', 'dropCommitment'] as const;
const attended = ['attend', 'timeAttention'] as const;
const atDesk = {
  'pickup.collected': [
    {
      guard: 'hasTemporary',
      target: '#application.collected',
      actions: ['touch', 'keepCollector', 'endTemporary'],
    },
    { target: '#application.collected', actions: ['touch', 'keepCollector'] },
  ],
  'pickup.codeRefused': { actions: 'countWrongTry' },
  'pickup.codeRenewed': { actions: ['newCode', tell('newCode')] },
  'defect.found': [
    {
      guard: 'isSignedOnSheet',
      target: '#application.signing.wet',
      actions: [...again, 'loseSignature', ...attended],
    },
    {
      guard: 'isElectronic',
      target: '#application.signed.electronic',
      actions: [...again, ...askPrint, ...attended],
    },
    {
      target: '#application.printing.queued',
      actions: [...again, 'losePenSignature', ...askPrint, ...attended],
    },
  ],
  ...endings,
} as const;

/** From the printed document to its owner. @internal */
export const pickupStates = {
  printed: {
    always: [
      { guard: 'isPaperToSign', target: 'signing.wet' },
      { guard: 'isPaper', target: 'readyForPickup' },
    ],
    on: {
      ...onTheWay,
      ...overdue,
      ...endings,
      'inspection.passed': [
        { guard: 'needsWetSignature', target: 'signing.wet' },
        { target: 'readyForPickup' },
      ],
      'inspection.failed': [
        {
          guard: 'sheetWasSigned',
          target: 'signing.wet',
          actions: ['keepReason', 'discard', 'losePrint', 'loseSignature'],
        },
        {
          guard: 'mayReprint',
          target: 'printing.queued',
          actions: ['keepReason', 'discard', 'losePrint', ...askPrint],
        },
        {
          target: 'printing.blocked',
          actions: ['keepReason', 'discard', 'losePrint', 'loseSheetSignature'],
        },
      ],
    },
  },
  readyForPickup: {
    entry: ['markReady', ...finish, 'timeClaim', tell('ready')],
    exit: 'stopClaim',
    on: {
      ...atDesk,
      'claim.expired': { target: 'unclaimed', actions: ['touch', tell('unclaimed')] },
    },
  },
  unclaimed: {
    entry: 'timeRetention',
    exit: 'stopRetention',
    on: {
      ...atDesk,
      'retention.ended': { actions: ['markEscalated', escalate('retention-ended')] },
      'document.destroyed': [
        {
          guard: 'isElectronic',
          target: 'destroyed',
          actions: ['keepReason', 'discard', 'voidSignature'],
        },
        { target: 'destroyed', actions: ['keepReason', 'discard'] },
      ],
    },
  },
  collected: {
    tags: 'closed',
    on: {
      'application.reissued': {
        target: 'superseded',
        actions: ['keepReason', 'keepSuccessor', 'openReplacement'],
      },
      'application.superseded': { target: 'superseded', actions: 'keepSuccessor' },
    },
  },
} as const;
