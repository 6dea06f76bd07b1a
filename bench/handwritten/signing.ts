import type { ApplicationContext, ApplicationEffect, ApplicationEvent } from '../../src/documents/index.js';
import {
  draftOf,
  type HandStep,
  isAdoptable,
  isCurrentRequest,
  none,
  signElectronically,
  touched,
  withReason,
  withSuccessor,
} from './draft.js';
import {
  cancelPen,
  cancelPrint,
  cancelSignature,
  clear,
  discard,
  jobAt,
  tell,
  voidSignature,
} from './effects.js';
import { afterElectronic, afterPen, onTheWay, toCounter, toPen, toPrinter } from './ways.js';

function takeUpPen(c: ApplicationContext, effects: ApplicationEffect[]): HandStep {
  const n = draftOf(c);
  n.mode = 'wet';
  n.holdUntil = null;
  effects.push(clear(c, 'hold'));
  return c.rules.wetStage === 'before-print' ? toPen(n, effects) : toPrinter(n, effects);
}

/** `signing.waiting` and `signing.held`. */
export function beforeCall(
  state: string,
  c: ApplicationContext,
  event: ApplicationEvent,
): HandStep | undefined {
  switch (event.type) {
    case 'signature.started':
      if (!isCurrentRequest(c, event)) return undefined;
      return { state: 'signing.electronic', context: c, effects: none };
    case 'signature.held':
      if (state !== 'signing.waiting' || !isCurrentRequest(c, event)) return undefined;
      return { state: 'signing.held', context: c, effects: none };
    case 'signature.made': {
      if (!isCurrentRequest(c, event)) return undefined;
      const n = draftOf(c);
      signElectronically(n, event);
      n.holdUntil = null;
      return afterElectronic(n, [cancelSignature(c), clear(c, 'hold')]);
    }
    case 'signature.routedWet':
      return isCurrentRequest(c, event) ? takeUpPen(c, []) : undefined;
    case 'hold.expired':
      return takeUpPen(c, [cancelSignature(c)]);
    case 'application.cancelled': {
      const n = withReason(c, event);
      n.holdUntil = null;
      const effects = [
        clear(c, 'commitment'),
        clear(c, 'attention'),
        cancelSignature(c),
        clear(c, 'hold'),
        tell(c, 'cancelled'),
      ];
      return { state: 'cancelled', context: n, effects };
    }
    case 'application.superseded': {
      const n = withSuccessor(c, event);
      n.holdUntil = null;
      const effects = [clear(c, 'commitment'), clear(c, 'attention'), cancelSignature(c), clear(c, 'hold')];
      return { state: 'superseded', context: n, effects };
    }
    default:
      return onTheWay(state, c, event);
  }
}

/** `signing.electronic` and `signing.unknown`. */
export function afterCall(
  state: string,
  c: ApplicationContext,
  event: ApplicationEvent,
): HandStep | undefined {
  switch (event.type) {
    case 'signature.made': {
      if (!isCurrentRequest(c, event)) return undefined;
      const n = draftOf(c);
      signElectronically(n, event);
      n.holdUntil = null;
      return afterElectronic(n, [clear(c, 'hold')]);
    }
    case 'signature.requeued':
      if (!isCurrentRequest(c, event)) return undefined;
      if (c.holdUntil !== null && event.at >= c.holdUntil) return takeUpPen(c, [cancelSignature(c)]);
      return { state: 'signing.waiting', context: c, effects: none };
    case 'signature.refused': {
      if (!isCurrentRequest(c, event)) return undefined;
      const n = withReason(c, event);
      n.commitment = null;
      n.breached = false;
      n.mode = null;
      n.holdUntil = null;
      return { state: 'verifying', context: n, effects: [clear(c, 'commitment'), clear(c, 'hold')] };
    }
    case 'signature.unknown':
      if (state !== 'signing.electronic' || !isCurrentRequest(c, event)) return undefined;
      return { state: 'signing.unknown', context: c, effects: none };
    case 'application.cancelled': {
      const n = withReason(c, event);
      n.holdUntil = null;
      const effects = [
        clear(c, 'commitment'),
        clear(c, 'attention'),
        cancelSignature(c),
        voidSignature(c),
        clear(c, 'hold'),
        tell(c, 'cancelled'),
      ];
      return { state: 'cancelled', context: n, effects };
    }
    case 'application.superseded': {
      const n = withSuccessor(c, event);
      n.holdUntil = null;
      const effects = [
        clear(c, 'commitment'),
        clear(c, 'attention'),
        cancelSignature(c),
        voidSignature(c),
        clear(c, 'hold'),
      ];
      return { state: 'superseded', context: n, effects };
    }
    default:
      return onTheWay(state, c, event);
  }
}

export function wetSigning(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  switch (event.type) {
    case 'wetSignature.made': {
      const n = touched(c, event.at);
      n.signedAt = event.at;
      return afterPen(n, event, []);
    }
    case 'signature.made': {
      if (!isAdoptable(c, event, 0)) return onTheWay('signing.wet', c, event);
      const n = draftOf(c);
      signElectronically(n, event);
      return afterElectronic(n, [cancelPen(c)]);
    }
    case 'application.cancelled': {
      const effects = [clear(c, 'commitment'), clear(c, 'attention'), cancelPen(c)];
      if (c.printedAt !== null) effects.push(discard(c));
      effects.push(tell(c, 'cancelled'));
      const state = c.printedAt === null ? 'cancelled' : 'destroyed';
      return { state, context: withReason(c, event), effects };
    }
    case 'application.superseded': {
      const effects = [clear(c, 'commitment'), clear(c, 'attention'), cancelPen(c)];
      if (c.printedAt !== null) effects.push(discard(c));
      return { state: 'superseded', context: withSuccessor(c, event), effects };
    }
    default:
      return onTheWay('signing.wet', c, event);
  }
}

export function signedElectronic(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  switch (event.type) {
    case 'print.assigned':
      if (event.jobId !== jobAt(c)) return undefined;
      return { state: 'printing.running', context: c, effects: none };
    case 'application.cancelled': {
      const effects = [
        clear(c, 'commitment'),
        clear(c, 'attention'),
        cancelPrint(c),
        voidSignature(c),
        tell(c, 'cancelled'),
      ];
      return { state: 'cancelled', context: withReason(c, event), effects };
    }
    case 'application.superseded': {
      const effects = [clear(c, 'commitment'), clear(c, 'attention'), cancelPrint(c), voidSignature(c)];
      return { state: 'superseded', context: withSuccessor(c, event), effects };
    }
    default:
      return onTheWay('signed.electronic', c, event);
  }
}

export function signedWet(c: ApplicationContext, event: ApplicationEvent): HandStep | undefined {
  switch (event.type) {
    case 'wetSignature.checked':
      return c.printedAt === null ? undefined : toCounter(draftOf(c), event, []);
    case 'print.assigned':
      if (event.jobId !== jobAt(c)) return undefined;
      return { state: 'printing.running', context: c, effects: none };
    case 'application.cancelled': {
      const printed = c.printedAt !== null;
      const undo = printed ? discard(c) : cancelPrint(c);
      const effects = [clear(c, 'commitment'), clear(c, 'attention'), undo, tell(c, 'cancelled')];
      return { state: printed ? 'destroyed' : 'cancelled', context: withReason(c, event), effects };
    }
    case 'application.superseded': {
      const undo = c.printedAt !== null ? discard(c) : cancelPrint(c);
      const effects = [clear(c, 'commitment'), clear(c, 'attention'), undo];
      return { state: 'superseded', context: withSuccessor(c, event), effects };
    }
    default:
      return onTheWay('signed.wet', c, event);
  }
}
