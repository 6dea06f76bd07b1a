import type { ApplicationContext, ApplicationEvent } from '../src/documents/index.js';
import type { HandStep } from './handwritten/draft.js';
import { opened, queued, returned, verifying } from './handwritten/intake.js';
import { collected, printed, ready, unclaimed } from './handwritten/pickup.js';
import { blocked, inPrinter, printQueued, withoutRecord } from './handwritten/printing.js';
import { afterCall, beforeCall, signedElectronic, signedWet, wetSigning } from './handwritten/signing.js';

export type { HandStep } from './handwritten/draft.js';

/**
 * The whole application machine as a person would write it by hand for speed: a switch over states and events, one copy
 * of the context a step (the same copy as the table's), fields set in place, effects as literals. What it says is
 * proven equal to the table by tests/model/handwritten.test.ts over all that an application can become.
 */
export function handwritten(
  state: string,
  context: ApplicationContext,
  event: ApplicationEvent,
): HandStep | undefined {
  switch (state) {
    case 'new':
      return opened(context, event);
    case 'queued':
      return queued(context, event);
    case 'verifying':
      return verifying(context, event);
    case 'returned':
      return returned(context, event);
    case 'signing.waiting':
    case 'signing.held':
      return beforeCall(state, context, event);
    case 'signing.electronic':
    case 'signing.unknown':
      return afterCall(state, context, event);
    case 'signing.wet':
      return wetSigning(context, event);
    case 'signed.electronic':
      return signedElectronic(context, event);
    case 'signed.wet':
      return signedWet(context, event);
    case 'printing.awaitingRecord':
    case 'printing.recordFailed':
      return withoutRecord(state, context, event);
    case 'printing.queued':
      return printQueued(context, event);
    case 'printing.running':
    case 'printing.unknown':
      return inPrinter(state, context, event);
    case 'printing.blocked':
      return blocked(context, event);
    case 'printed':
      return printed(context, event);
    case 'readyForPickup':
      return ready(context, event);
    case 'unclaimed':
      return unclaimed(context, event);
    case 'collected':
      return collected(context, event);
    default:
      return undefined;
  }
}
