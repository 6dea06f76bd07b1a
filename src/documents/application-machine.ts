import type { RoomMachine } from '../internal/machine.js';
import { type ApplicationContext, initialApplication } from './application-context.js';
import { applicationSetup } from './application-setup.js';
import { intakeStates } from './intake-states.js';
import type { ApplicationEffect, ApplicationEvent } from './messages.js';
import { pickupStates } from './pickup-states.js';
import { printingStates } from './printing-states.js';
import { signedStates, signingStates } from './signing-states.js';

/**
 * The lifecycle of an application, from queue number to pickup, as an XState machine.
 *
 * It is written once: the office runs it as a table compiled from it, and a host can run it as an ordinary actor.
 * It uses `assign` and `emit` only; what it emits are effects for the office to carry out.
 *
 * The drawing leaves out what starts nearly everywhere: import, cancellation, a replacement, escalation, what becomes
 * of a promise, and temporary documents.
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
  on: {
    // A signature that comes when the pen has taken over, or a second one, is worth nothing.
    'signature.made': [
      { guard: 'isLate', actions: 'voidLateSignature' },
      { guard: 'isSecondSignature', actions: 'voidLateSignature' },
    ],
    // The same signature, with a timestamp: wherever the document is by then, its name changes.
    'signature.upgraded': { guard: 'isOwnSignature', actions: 'keepArtifact' },
  },
  states: {
    ...intakeStates,
    signing: signingStates,
    signed: signedStates,
    printing: printingStates,
    ...pickupStates,
    rejected: { type: 'final' },
    duplicate: { type: 'final' },
    cancelled: { type: 'final' },
    superseded: { type: 'final' },
    destroyed: { type: 'final' },
  },
}) as unknown as RoomMachine<ApplicationContext, ApplicationEvent, ApplicationEffect, { id: string }>;
