import type { RoomMachine } from '../internal/machine.js';
import type { OfType } from '../internal/messages.js';
import { type ApplicationContext, initialApplication } from './application-context.js';
import { applicationSetup } from './application-setup.js';
import type { ApplicationEffect, ApplicationEvent } from './messages.js';

const imported = (state: string) => ({ type: 'importedAs' as const, params: { state } });
const tell = (code: OfType<ApplicationEffect, 'notice'>['code']) => ({
  type: 'tell' as const,
  params: { code },
});
const askPrint = ['newJob', 'requestPrint'] as const;
const finish = ['keepReason', 'stopCommitment'] as const;
const breach = {
  'commitment.breached': { guard: 'isPromised', actions: ['markBreached', tell('late')] },
} as const;
/** What a signing request came to. */
const afterSignature = {
  'signature.made': {
    guard: 'isCurrentRequest',
    target: '#application.signed.routing',
    actions: ['goElectronic', 'markSigned', 'keepArtifact'],
  },
  'signature.requeued': { guard: 'isCurrentRequest', target: '#application.signing.waiting' },
  'signature.refused': {
    guard: 'isCurrentRequest',
    target: '#application.verifying',
    actions: [...finish, 'dropCommitment'],
  },
} as const;
/** A print that came to nothing: again while attempts are left, else a person decides. */
const afterPrint = {
  'print.completed': { guard: 'isCurrentJob', target: '#application.printed', actions: 'markPrinted' },
  'print.failed': [
    {
      guard: 'isCurrentJobAndMayReprint',
      target: '#application.printing.queued',
      actions: ['keepReason', ...askPrint],
    },
    { guard: 'isCurrentJob', target: '#application.printing.blocked', actions: 'keepReason' },
  ],
  'print.spoiled': [
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
} as const;

const toWetDesk = { target: '#application.signing.wet' } as const;
const toPrinter = { target: '#application.printing.routing' } as const;
const wet = ['commit', 'goWet', 'timeCommitment'] as const;
/** Where the wet desk takes over; who was promised the same day already is not told again. */
const routedWet = [
  { guard: 'keepsPromiseAndSignsFirst', ...toWetDesk, actions: [...wet] },
  { guard: 'keepsPromise', ...toPrinter, actions: [...wet] },
  { guard: 'isCurrentRequestAndSignsFirst', ...toWetDesk, actions: [...wet, 'tellPromise'] },
  { guard: 'isCurrentRequest', ...toPrinter, actions: [...wet, 'tellPromise'] },
] as const;

/**
 * The lifecycle of an application, from queue number to pickup, as an XState machine.
 *
 * It is written once: the office runs it as a table compiled from it, and a host can run it as an ordinary actor.
 * It uses `assign` and `emit` only; what it emits are effects for the office to carry out.
 *
 * The drawing leaves out import and cancellation, which start nearly everywhere.
 *
 * ```statechart application
 * ```
 *
 * @example
 * ```ts
 * import { applicationMachine } from 'loket/documents';
 * import { createActor } from 'xstate';
 *
 * const actor = createActor(applicationMachine, { input: { id: 'a-1' } });
 * actor.start().getSnapshot().value; //=> 'new'
 * ```
 */
export const applicationMachine = applicationSetup.createMachine({
  id: 'application',
  context: ({ input }) => initialApplication(input.id),
  initial: 'new',
  states: {
    new: {
      on: {
        'application.opened': { target: 'queued', actions: 'open' },
        'application.imported': [
          { guard: imported('queued'), target: 'queued', actions: 'takeIn' },
          { guard: imported('verifying'), target: 'verifying', actions: 'takeIn' },
          { guard: imported('returned'), target: 'returned', actions: 'takeIn' },
          {
            guard: imported('signing.waiting'),
            target: 'signing.waiting',
            actions: ['takeIn', 'newRequest', 'requestSignature', 'timeCommitment'],
          },
          {
            guard: imported('signing.held'),
            target: 'signing.held',
            actions: ['takeIn', 'newRequest', 'requestSignature', 'timeCommitment'],
          },
          { guard: imported('signing.wet'), target: 'signing.wet', actions: ['takeIn', 'timeCommitment'] },
          {
            guard: imported('signed.electronic'),
            target: 'signed.electronic',
            actions: ['takeIn', ...askPrint, 'timeCommitment'],
          },
          {
            guard: imported('signed.wet'),
            target: 'signed.wetRouting',
            actions: ['takeIn', 'timeCommitment'],
          },
          {
            guard: imported('printing.awaitingRecord'),
            target: 'printing.awaitingRecord',
            actions: ['takeIn', 'timeCommitment'],
          },
          {
            guard: imported('printing.queued'),
            target: 'printing.queued',
            actions: ['takeIn', ...askPrint, 'timeCommitment'],
          },
          {
            guard: imported('printing.blocked'),
            target: 'printing.blocked',
            actions: ['takeIn', 'timeCommitment'],
          },
          { guard: imported('printed'), target: 'printed', actions: ['takeIn', 'timeCommitment'] },
          { guard: imported('readyForPickup'), target: 'readyForPickup', actions: 'takeIn' },
          { guard: imported('unclaimed'), target: 'unclaimed', actions: 'takeIn' },
          { guard: imported('collected'), target: 'collected', actions: 'takeIn' },
          { guard: imported('rejected'), target: 'rejected', actions: 'takeIn' },
          { guard: imported('cancelled'), target: 'cancelled', actions: 'takeIn' },
          { guard: imported('destroyed'), target: 'destroyed', actions: 'takeIn' },
        ],
      },
    },
    queued: {
      on: {
        'application.called': { target: 'verifying', actions: 'touch' },
        'application.cancelled': { target: 'cancelled', actions: 'keepReason' },
      },
    },
    verifying: {
      on: {
        'application.passed': [
          {
            guard: 'needsNoSignature',
            target: 'printing.routing',
            actions: ['touch', 'dropReason', 'commit', 'goUnsigned', 'timeCommitment', 'tellPromise'],
          },
          {
            guard: 'hasNoProviderAndSignsFirst',
            target: 'signing.wet',
            actions: ['touch', 'dropReason', 'commit', 'goWet', 'timeCommitment', 'tellPromise'],
          },
          {
            guard: 'hasNoProvider',
            target: 'printing.routing',
            actions: ['touch', 'dropReason', 'commit', 'goWet', 'timeCommitment', 'tellPromise'],
          },
          {
            target: 'signing.waiting',
            actions: [
              'touch',
              'dropReason',
              'commit',
              'newRequest',
              'requestSignature',
              'timeCommitment',
              'tellPromise',
            ],
          },
        ],
        'application.returned': { target: 'returned', actions: 'keepReason' },
        'application.rejected': { target: 'rejected', actions: [...finish, tell('rejected')] },
        'application.cancelled': { target: 'cancelled', actions: [...finish, tell('cancelled')] },
      },
    },
    returned: {
      entry: ['timeCorrection', tell('returned')],
      exit: 'stopCorrection',
      on: {
        'application.resubmitted': { target: 'verifying', actions: ['touch', 'dropReason'] },
        'application.cancelled': { target: 'cancelled', actions: ['keepReason', tell('cancelled')] },
      },
    },
    signing: {
      initial: 'waiting',
      on: breach,
      states: {
        waiting: {
          on: {
            'signature.started': {
              guard: 'isCurrentRequest',
              target: 'electronic',
              actions: ['commit', 'timeCommitment'],
            },
            'signature.held': [
              {
                guard: 'losesPromise',
                target: 'held',
                actions: ['commit', 'timeCommitment', tell('delayed')],
              },
              { guard: 'isCurrentRequest', target: 'held', actions: ['commit', 'timeCommitment'] },
            ],
            'signature.routedWet': routedWet,
            'application.cancelled': {
              target: '#application.cancelled',
              actions: [...finish, 'cancelSignature', tell('cancelled')],
            },
          },
        },
        held: {
          on: {
            'signature.held': { guard: 'isCurrentRequest', actions: ['commit', 'timeCommitment'] },
            'signature.started': {
              guard: 'isCurrentRequest',
              target: 'electronic',
              actions: ['commit', 'timeCommitment'],
            },
            'signature.routedWet': routedWet,
            'application.cancelled': {
              target: '#application.cancelled',
              actions: [...finish, 'cancelSignature', tell('cancelled')],
            },
          },
        },
        electronic: {
          on: {
            ...afterSignature,
            'signature.unknown': { guard: 'isCurrentRequest', target: 'unknown' },
          },
        },
        unknown: { on: afterSignature },
        wet: {
          entry: 'requestWet',
          on: {
            'wetSignature.made': { target: '#application.signed.wetRouting', actions: 'markSigned' },
            'application.cancelled': [
              {
                guard: 'isPrinted',
                target: '#application.destroyed',
                actions: [...finish, 'cancelWet', 'discard', tell('cancelled')],
              },
              {
                target: '#application.cancelled',
                actions: [...finish, 'cancelWet', tell('cancelled')],
              },
            ],
          },
        },
      },
    },
    signed: {
      initial: 'routing',
      on: breach,
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
            'print.assigned': {
              guard: 'isCurrentJob',
              target: '#application.printing.running',
              actions: ['commit', 'timeCommitment'],
            },
            'application.cancelled': {
              target: '#application.cancelled',
              actions: [...finish, 'cancelPrint', 'voidSignature', tell('cancelled')],
            },
          },
        },
        wetRouting: {
          tags: 'transient',
          always: [
            {
              guard: 'isPrintedAndNotCheckedBack',
              target: '#application.readyForPickup',
              actions: tell('ready'),
            },
            { guard: 'isPrinted', target: 'wet' },
            { guard: 'lacksRecord', target: '#application.printing.awaitingRecord' },
            { target: 'wet', actions: [...askPrint] },
          ],
        },
        wet: {
          on: {
            'wetSignature.checked': {
              guard: 'isPrinted',
              target: '#application.readyForPickup',
              actions: tell('ready'),
            },
            'print.assigned': {
              guard: 'isCurrentJob',
              target: '#application.printing.running',
              actions: ['commit', 'timeCommitment'],
            },
            'application.cancelled': [
              {
                guard: 'isPrinted',
                target: '#application.destroyed',
                actions: [...finish, 'discard', tell('cancelled')],
              },
              {
                target: '#application.cancelled',
                actions: [...finish, 'cancelPrint', tell('cancelled')],
              },
            ],
          },
        },
      },
    },
    printing: {
      initial: 'routing',
      on: breach,
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
            'record.ready': [
              {
                guard: 'isElectronic',
                target: '#application.signed.electronic',
                actions: ['markRecord', 'commit', 'timeCommitment', ...askPrint],
              },
              { target: 'queued', actions: ['markRecord', 'commit', 'timeCommitment', ...askPrint] },
            ],
            'application.cancelled': [
              {
                guard: 'isElectronic',
                target: '#application.cancelled',
                actions: [...finish, 'voidSignature', tell('cancelled')],
              },
              { target: '#application.cancelled', actions: [...finish, tell('cancelled')] },
            ],
          },
        },
        queued: {
          on: {
            'print.assigned': {
              guard: 'isCurrentJob',
              target: 'running',
              actions: ['commit', 'timeCommitment'],
            },
            'application.cancelled': [
              {
                guard: 'isElectronic',
                target: '#application.cancelled',
                actions: [...finish, 'cancelPrint', 'voidSignature', tell('cancelled')],
              },
              {
                target: '#application.cancelled',
                actions: [...finish, 'cancelPrint', tell('cancelled')],
              },
            ],
          },
        },
        running: {
          on: {
            ...afterPrint,
            'print.requeued': { guard: 'isCurrentJob', target: 'queued' },
            'print.unknown': { guard: 'isCurrentJob', target: 'unknown' },
          },
        },
        unknown: { on: afterPrint },
        blocked: {
          on: {
            'print.retried': [
              { guard: 'mustSignFirstAgain', target: '#application.signing.wet', actions: 'resetAttempts' },
              { target: 'queued', actions: ['resetAttempts', ...askPrint] },
            ],
            'application.cancelled': [
              {
                guard: 'isElectronic',
                target: '#application.cancelled',
                actions: [...finish, 'voidSignature', tell('cancelled')],
              },
              { target: '#application.cancelled', actions: [...finish, tell('cancelled')] },
            ],
          },
        },
      },
    },
    printed: {
      always: [
        { guard: 'isPaperToSign', target: 'signing.wet' },
        { guard: 'isPaper', target: 'readyForPickup', actions: tell('ready') },
      ],
      on: {
        ...breach,
        'inspection.passed': [
          { guard: 'needsWetSignature', target: 'signing.wet' },
          { target: 'readyForPickup', actions: tell('ready') },
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
      entry: ['markReady', 'stopCommitment', 'timeClaim'],
      exit: 'stopClaim',
      on: {
        'pickup.collected': { target: 'collected', actions: 'touch' },
        'claim.expired': { target: 'unclaimed', actions: ['touch', tell('unclaimed')] },
        'application.cancelled': [
          {
            guard: 'isElectronic',
            target: 'destroyed',
            actions: ['keepReason', 'discard', 'voidSignature', tell('cancelled')],
          },
          { target: 'destroyed', actions: ['keepReason', 'discard', tell('cancelled')] },
        ],
      },
    },
    unclaimed: {
      on: {
        'pickup.collected': { target: 'collected', actions: 'touch' },
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
    collected: { type: 'final' },
    rejected: { type: 'final' },
    cancelled: { type: 'final' },
    destroyed: { type: 'final' },
  },
}) as unknown as RoomMachine<ApplicationContext, ApplicationEvent, ApplicationEffect, { id: string }>;
