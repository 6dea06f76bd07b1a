import { type ApplicationContext, jobIdOf, requestIdOf } from '../application-context.js';
import type { ApplicationEffect, ApplicationEvent } from '../messages.js';

/** The other rooms as the application left them: what its effects set in motion and events ended. @internal */
export interface Shadow {
  readonly request: 'none' | 'waiting' | 'inFlight' | 'unknown';
  readonly job: 'none' | 'queued' | 'running' | 'unknown';
  /** Whether its paper lies on the wet desk. */
  readonly paper: boolean;
  /** Whether a printed original exists. */
  readonly original: boolean;
  /** Whether an electronic signature is in force. */
  readonly electronic: boolean;
  /** Whether the sheet that was signed by hand still exists. */
  readonly sheet: boolean;
  /** Whether a signature may have been made that nobody accepted and nobody declared void. */
  readonly stray: boolean;
  /** Whether the document is with its owner. */
  readonly handedOver: boolean;
  /** The temporary document that stands in, if one does. */
  readonly temporary: string | null;
  readonly timers: Readonly<Record<Timer, boolean>>;
}

type Timer = Extract<ApplicationEffect, { type: 'timer.set' }>['timer'];
const noTimers: Shadow['timers'] = {
  commitment: false,
  claim: false,
  correction: false,
  hold: false,
  attention: false,
  retention: false,
};

/** The world before an application came to be. @internal */
export const emptyShadow: Shadow = {
  request: 'none',
  job: 'none',
  paper: false,
  original: false,
  electronic: false,
  sheet: false,
  stray: false,
  handedOver: false,
  temporary: null,
  timers: noTimers,
};

/** Whether the world can tell this at all: a desk without the paper reports no signature, a printer no other's job. @internal */
export function plausible(event: ApplicationEvent, shadow: Shadow, context: ApplicationContext): boolean {
  switch (event.type) {
    case 'signature.started':
    case 'signature.held':
    case 'signature.routedWet':
      return event.requestId !== requestIdOf(context) || shadow.request === 'waiting';
    case 'signature.made':
      // A success may come late, whatever the signer said meanwhile, but not before anything was asked for.
      return context.requests > 0;
    case 'signature.requeued':
    case 'signature.refused':
      return (
        event.requestId !== requestIdOf(context) ||
        shadow.request === 'inFlight' ||
        shadow.request === 'unknown'
      );
    case 'signature.unknown':
      return event.requestId !== requestIdOf(context) || shadow.request === 'inFlight';
    case 'print.assigned':
      return event.jobId !== jobIdOf(context) || shadow.job === 'queued';
    case 'print.requeued':
    case 'print.unknown':
      return event.jobId !== jobIdOf(context) || shadow.job === 'running';
    case 'print.completed':
    case 'print.failed':
    case 'print.spoiled':
      return event.jobId !== jobIdOf(context) || shadow.job === 'running' || shadow.job === 'unknown';
    case 'wetSignature.made':
      return shadow.paper;
    case 'commitment.breached':
      return shadow.timers.commitment;
    case 'claim.expired':
      return shadow.timers.claim;
    case 'hold.expired':
      return shadow.timers.hold && context.holdUntil !== null && event.at >= context.holdUntil;
    case 'application.escalated':
      return shadow.timers.attention;
    case 'retention.ended':
      return shadow.timers.retention;
    default:
      return true;
  }
}

/** Says which invariant is broken. @internal */
export class Broken extends Error {}

/** Breaks where an invariant does not hold. @internal */
export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Broken(what);
}

/** Moves the shadow on, and breaks where an effect asks another room for something that it cannot do. @internal */
export function follow(
  before: Shadow,
  was: ApplicationContext,
  event: ApplicationEvent,
  after: ApplicationContext,
  effects: readonly ApplicationEffect[],
): Shadow {
  let { request, job, paper, original, electronic, sheet, stray, handedOver, temporary } = before;
  const timers = { ...before.timers };
  switch (event.type) {
    case 'application.imported':
      original = after.printedAt !== null;
      electronic = after.mode === 'electronic' && after.signedAt !== null;
      sheet = after.mode === 'wet' && after.signedAt !== null;
      handedOver = event.state === 'collected' || event.state === 'superseded';
      break;
    case 'signature.started':
      request = 'inFlight';
      break;
    case 'signature.requeued':
      request = 'waiting';
      break;
    case 'signature.unknown':
      request = 'unknown';
      break;
    case 'signature.made':
      if (request === 'inFlight' || request === 'unknown') request = 'none';
      if (!electronic && after.mode === 'electronic' && after.artifact === event.artifact) electronic = true;
      else stray = true;
      break;
    case 'signature.refused':
    case 'signature.routedWet':
      request = 'none';
      break;
    case 'wetSignature.made':
      paper = false;
      sheet = true;
      break;
    case 'print.assigned':
      job = 'running';
      break;
    case 'print.requeued':
      job = 'queued';
      break;
    case 'print.unknown':
      job = 'unknown';
      break;
    case 'print.completed':
      job = 'none';
      original = true;
      break;
    case 'print.failed':
      job = 'none';
      break;
    case 'print.spoiled':
      job = 'none';
      sheet = false;
      break;
    case 'application.foundDuplicate':
      holds(after.links?.duplicateOf === event.of, 'nobody knows what it is a double of');
      break;
    case 'application.superseded':
    case 'application.reissued':
      holds(after.links?.supersededBy === event.replacement, 'nobody knows what took its place');
      break;
    case 'temporary.issued':
      holds(after.links?.temporary === event.temporary, 'nobody knows its temporary document');
      break;
    case 'pickup.codeRefused':
      holds(
        (after.handover?.wrongTries ?? 0) === (was.handover?.wrongTries ?? 0) + 1,
        'a wrong code was not counted',
      );
      break;
    case 'pickup.codeRenewed':
      holds(after.handover?.codes !== was.handover?.codes, 'the old code still opens the drawer');
      holds(after.handover?.wrongTries === 0, 'a new code is locked from the start');
      break;
    case 'pickup.collected':
      holds(after.handover?.collector === event.collector, 'nobody knows who took it');
      handedOver = true;
      break;
    case 'commitment.breached':
      timers.commitment = false;
      break;
    case 'claim.expired':
      timers.claim = false;
      break;
    case 'hold.expired':
      timers.hold = false;
      break;
    case 'application.escalated':
      timers.attention = false;
      break;
    case 'retention.ended':
      timers.retention = false;
      break;
    default:
      break;
  }
  // What ends because another document took its place needs no other reason.
  if ('reason' in event && (after.links?.supersededBy ?? null) === null) {
    holds(after.reason === event.reason, 'nobody knows why');
  }
  for (const effect of effects) {
    switch (effect.type) {
      case 'signature.request':
        holds(request === 'none', 'a signature is requested while a request is open');
        holds(!electronic, 'a signature is requested for a signed document');
        holds(effect.requestId === requestIdOf(after), 'a request is made that is not the current one');
        holds(effect.provider === after.rules.provider, 'a request goes to nobody');
        holds(after.requests > was.requests, 'a request has the id of an earlier one');
        request = 'waiting';
        break;
      case 'signature.cancel':
        holds(request !== 'none', 'a request is taken back that is not there');
        holds(effect.requestId === requestIdOf(after), 'a request is taken back that is not the current one');
        // What is being signed may be signed all the same.
        if (request !== 'waiting') stray = true;
        request = 'none';
        break;
      case 'signature.void':
        holds(electronic || stray, 'a signature is declared void that does not exist');
        holds(effect.requestId === requestIdOf(after), 'another request’s signature is declared void');
        if (event.type === 'signature.made' || !electronic) {
          holds(
            effect.artifact !== after.artifact || !electronic,
            'the signature that counts is declared void',
          );
          stray = false;
        } else electronic = false;
        break;
      case 'wetSignature.request':
        holds(!paper, 'a paper is put on the desk twice');
        holds(effect.signatory === after.rules.signatory, 'a paper goes to nobody');
        paper = true;
        break;
      case 'wetSignature.cancel':
        holds(paper, 'a paper is taken off the desk that is not on it');
        paper = false;
        break;
      case 'print.request':
        holds(job === 'none', 'a print is requested while a job is open');
        holds(!original, 'a print is requested while an original exists');
        holds(!after.rules.needsRecord || after.recordReady, 'a print is requested without the record');
        holds(
          after.mode === 'none' || after.signedAt !== null || canPrintUnsigned(after),
          'an unsigned document is printed that is signed before',
        );
        holds(effect.jobId === jobIdOf(after), 'a job is made that is not the current one');
        holds(after.jobs > was.jobs, 'a job has the id of an earlier one');
        job = 'queued';
        break;
      case 'print.cancel':
        holds(job === 'queued', 'a job is taken back that does not wait');
        holds(effect.jobId === jobIdOf(after), 'a job is taken back that is not the current one');
        job = 'none';
        break;
      case 'document.discard':
        holds(original, 'a document is destroyed that was not printed');
        holds(effect.jobId === jobIdOf(was), 'a document of another job is destroyed');
        original = false;
        sheet = false;
        break;
      case 'application.open':
        if (effect.temporaryFor !== undefined) {
          holds(temporary === null, 'two temporary documents stand in at once');
          temporary = effect.applicationId;
        } else holds(handedOver, 'a document is replaced that was never handed over');
        break;
      case 'application.supersede':
        holds(temporary === effect.applicationId, 'a temporary document is ended that does not stand in');
        temporary = null;
        break;
      case 'timer.set':
        holds(effect.dueAt > event.at, `timer '${effect.timer}' is set in the past`);
        timers[effect.timer] = true;
        break;
      case 'timer.clear':
        timers[effect.timer] = false;
        break;
      case 'notice':
        holds(!namesDay.has(effect.code) || effect.readyBy !== null, 'a day is promised without a day');
        break;
    }
  }
  return { request, job, paper, original, electronic, sheet, stray, handedOver, temporary, timers };
}

const namesDay = new Set(['promised', 'invited', 'moved']);

function canPrintUnsigned({ mode, rules }: ApplicationContext): boolean {
  return mode === 'wet' && rules.wetStage === 'after-print';
}
