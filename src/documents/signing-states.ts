import { askPrint, ends, onTheWay, overdue } from './transitions.js';

const toDesk = { target: '#application.signing.wet' } as const;
const toPrinter = { target: '#application.printing.routing' } as const;
const takeUpPen = ['goWet', 'endHold', 'stopHold'] as const;
/** The wait was too long: the request is taken back, and a success that comes all the same is judged then. */
const giveUp = ['cancelSignature', ...takeUpPen] as const;
const signedElectronically = ['goElectronic', 'markSigned', 'keepArtifact'] as const;

/** What a signing request came to. */
const afterCall = {
  'signature.made': {
    guard: 'isCurrentRequest',
    target: '#application.signed.routing',
    actions: [...signedElectronically, 'endHold', 'stopHold'],
  },
  'signature.requeued': [
    { guard: 'isCurrentRequestHeldTooLongAndSignsFirst', ...toDesk, actions: [...giveUp] },
    { guard: 'isCurrentRequestHeldTooLong', ...toPrinter, actions: [...giveUp] },
    { guard: 'isCurrentRequest', target: '#application.signing.waiting' },
  ],
  'signature.refused': {
    guard: 'isCurrentRequest',
    target: '#application.verifying',
    actions: ['keepReason', 'stopCommitment', 'dropCommitment', 'endHold', 'stopHold'],
  },
} as const;
const afterCallEnds = ends('cancelled', 'cancelSignature', 'voidSignature', 'endHold', 'stopHold');
const beforeCallEnds = ends('cancelled', 'cancelSignature', 'endHold', 'stopHold');

const beforeCall = {
  'signature.started': { guard: 'isCurrentRequest', target: '#application.signing.electronic' },
  // The answer to an earlier call, given up for lost.
  'signature.made': {
    guard: 'isCurrentRequest',
    target: '#application.signed.routing',
    actions: ['cancelSignature', ...signedElectronically, 'endHold', 'stopHold'],
  },
  'signature.routedWet': [
    { guard: 'isCurrentRequestAndSignsFirst', ...toDesk, actions: [...takeUpPen] },
    { guard: 'isCurrentRequest', ...toPrinter, actions: [...takeUpPen] },
  ],
  'hold.expired': [
    { guard: 'signsFirst', ...toDesk, actions: [...giveUp] },
    { ...toPrinter, actions: [...giveUp] },
  ],
  'application.cancelled': beforeCallEnds.cancelled,
  'application.superseded': beforeCallEnds.superseded,
} as const;

const wetEnds = ends('cancelled', 'cancelWet');
const wetEndsPrinted = ends('destroyed', 'cancelWet', 'discard');

/** From the request for a signature to the signature. @internal */
export const signingStates = {
  initial: 'waiting',
  on: { ...onTheWay, ...overdue },
  states: {
    waiting: {
      on: {
        ...beforeCall,
        'signature.held': { guard: 'isCurrentRequest', target: 'held' },
      },
    },
    held: { on: beforeCall },
    electronic: {
      on: {
        ...afterCall,
        'signature.unknown': { guard: 'isCurrentRequest', target: 'unknown' },
        'application.cancelled': afterCallEnds.cancelled,
        'application.superseded': afterCallEnds.superseded,
      },
    },
    unknown: {
      on: {
        ...afterCall,
        'application.cancelled': afterCallEnds.cancelled,
        'application.superseded': afterCallEnds.superseded,
      },
    },
    wet: {
      entry: 'requestWet',
      on: {
        'wetSignature.made': { target: '#application.signed.wetRouting', actions: 'markSigned' },
        'signature.made': {
          guard: 'isLateBeforeAnyJob',
          target: '#application.signed.routing',
          actions: ['cancelWet', ...signedElectronically],
        },
        'application.cancelled': [{ guard: 'isPrinted', ...wetEndsPrinted.cancelled }, wetEnds.cancelled],
        'application.superseded': [{ guard: 'isPrinted', ...wetEndsPrinted.superseded }, wetEnds.superseded],
      },
    },
  },
} as const;

const electronicEnds = ends('cancelled', 'cancelPrint', 'voidSignature');
const signedWetEnds = ends('cancelled', 'cancelPrint');
const signedWetEndsPrinted = ends('destroyed', 'discard');

/** Signed, and on the way to a printer or to the counter. @internal */
export const signedStates = {
  initial: 'routing',
  on: { ...onTheWay, ...overdue },
  states: {
    routing: {
      tags: 'transient',
      always: [
        { guard: 'lacksRecord', target: '#application.printing.awaitingRecord' },
        { target: 'electronic', actions: [...askPrint] },
      ],
    },
    electronic: {
      on: {
        'print.assigned': { guard: 'isCurrentJob', target: '#application.printing.running' },
        'application.cancelled': electronicEnds.cancelled,
        'application.superseded': electronicEnds.superseded,
      },
    },
    wetRouting: {
      tags: 'transient',
      always: [
        {
          guard: 'isPrintedAndNotCheckedBack',
          target: '#application.readyForPickup',
        },
        { guard: 'isPrinted', target: 'wet' },
        { guard: 'lacksRecord', target: '#application.printing.awaitingRecord' },
        { target: 'wet', actions: [...askPrint] },
      ],
    },
    wet: {
      on: {
        'wetSignature.checked': { guard: 'isPrinted', target: '#application.readyForPickup' },
        'print.assigned': { guard: 'isCurrentJob', target: '#application.printing.running' },
        'application.cancelled': [
          { guard: 'isPrinted', ...signedWetEndsPrinted.cancelled },
          signedWetEnds.cancelled,
        ],
        'application.superseded': [
          { guard: 'isPrinted', ...signedWetEndsPrinted.superseded },
          signedWetEnds.superseded,
        ],
      },
    },
  },
} as const;
