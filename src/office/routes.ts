import type { RefusalCode } from '../internal/refusal.js';
import type { EpochMs } from '../internal/time.js';
import type { AggregateRef, CommandBody, OfficeEffect } from './aggregates.js';

/** A call to a port. */
export interface PortCall {
  readonly port: 'signer' | 'printer' | 'notifier';
  /** What is called, as `signature.sign`. */
  readonly effect: OfficeEffect;
  /** Whether calling twice does no harm. A call that is not repeatable is never simply made again. */
  readonly repeatable: boolean;
  /** What stays open when nobody knows what came of the call; see `settledBy`. */
  readonly subject: string;
}

/** Where an effect goes: to an aggregate as a command, to a port as a call, or to a timer. */
export type Route =
  | { readonly to: AggregateRef; readonly command: CommandBody }
  | { readonly call: PortCall }
  | { readonly timer: string; readonly dueAt: EpochMs | null };

export const centre: AggregateRef = { kind: 'centre', id: 'main' };
const application = (id: string): AggregateRef => ({ kind: 'application', id });
const signer = (id: string): AggregateRef => ({ kind: 'signer', id });
const desk = (id: string): AggregateRef => ({ kind: 'desk', id });
const queue = (day: string): AggregateRef => ({ kind: 'queue', id: day });

/** Says where each effect goes: the whole traffic between the rooms. @internal */
export function route(effect: OfficeEffect, from: AggregateRef): Route {
  switch (effect.type) {
    // documents -> signing, printing
    case 'signature.cancel': {
      const { type, provider, requestId } = effect;
      return { to: signer(provider), command: { type, provider, requestId } };
    }
    case 'signature.request':
    case 'signature.void':
      return { to: signer(effect.provider), command: effect };
    case 'wetSignature.request':
      return { to: desk(effect.signatory), command: { ...effect, type: 'paper.receive' } };
    case 'wetSignature.cancel':
      return { to: desk(effect.signatory), command: { ...effect, type: 'paper.withdraw' } };
    case 'print.request':
      return { to: centre, command: effect };
    case 'print.cancel':
    case 'document.discard':
      return { to: centre, command: { type: effect.type, jobId: effect.jobId } };
    // queue, signing, printing -> documents
    case 'application.open':
    case 'application.supersede':
    case 'application.call':
    case 'application.cancel':
    case 'signature.started':
    case 'signature.held':
    case 'signature.requeued':
    case 'signature.routedWet':
    case 'signature.made':
    case 'signature.refused':
    case 'signature.unknown':
    case 'signature.upgraded':
    case 'wetSignature.made':
    case 'wetSignature.checked':
    case 'print.assigned':
    case 'print.requeued':
    case 'print.completed':
    case 'print.failed':
    case 'print.spoiled':
    case 'print.unknown':
    case 'print.foreseen':
      return { to: application(effect.applicationId), command: effect };
    // signing -> queue; the office finds the day
    case 'queue.signing':
      return { to: queue(''), command: effect };
    // from one day to another
    case 'ticket.carryIn':
      return { to: queue(effect.to), command: effect };
    case 'ticket.carried':
      return { to: queue(dayOfTicket(effect.ticketId)), command: effect };
    // to oneself
    case 'ticket.callNext':
    case 'desk.compose':
    case 'queue.carryOver':
    case 'queue.rebook':
    case 'queue.tell':
      return { to: from, command: effect };
    case 'signer.dispatch':
      return { to: signer(effect.provider), command: effect };
    case 'centre.dispatch':
    case 'centre.invite':
      return { to: centre, command: effect };
    // to the world
    case 'signature.sign':
      return call('signer', effect, false, effect.requestId);
    case 'signature.lookUp':
      return call('signer', effect, true, effect.requestId);
    case 'signature.probe':
      return call('signer', effect, true, effect.kind);
    // Adding a timestamp leaves the signature as it is, and the first to be kept stays.
    case 'signature.upgrade':
      return call('signer', effect, true, effect.requestId);
    case 'print.send':
      return call('printer', effect, false, effect.jobId);
    case 'print.look':
      return call('printer', effect, true, effect.jobId);
    case 'notice':
      // What many are told of at once, a person is told once.
      if (effect.cause !== null && from.kind !== 'person') {
        return { to: { kind: 'person', id: effect.person }, command: { ...effect, type: 'person.tell' } };
      }
      return call('notifier', effect, true, '');
    case 'escalation':
    case 'papers.missing':
    case 'stock.low':
    case 'announce':
    case 'ticket.notice':
      return call('notifier', effect, true, '');
    // later
    case 'timer.set':
      return { timer: timerKey(from, effect.timer), dueAt: effect.dueAt };
    case 'timer.clear':
      return { timer: timerKey(from, effect.timer), dueAt: null };
  }
}

/** Turns a timer that is due into the command it stands for. @internal */
export function fire(from: AggregateRef, timer: string): CommandBody {
  const colon = timer.indexOf(':');
  const name = colon < 0 ? timer : timer.slice(0, colon);
  const about = colon < 0 ? '' : timer.slice(colon + 1);
  switch (`${from.kind}.${name}`) {
    case 'application.commitment':
      return { type: 'commitment.breach', applicationId: from.id };
    case 'application.claim':
      return { type: 'claim.expire', applicationId: from.id };
    case 'application.correction':
      return { type: 'application.cancel', applicationId: from.id, reason: 'correction-expired' };
    case 'application.hold':
      return { type: 'hold.expire', applicationId: from.id };
    case 'application.attention':
      return { type: 'application.escalate', applicationId: from.id };
    case 'application.retention':
      return { type: 'retention.end', applicationId: from.id };
    case 'signer.probe':
      return { type: 'signer.probe', provider: from.id, kind: about };
    case 'signer.lookUp':
      return { type: 'signature.lookUp', provider: from.id, requestId: about };
    case 'signer.review':
      return { type: 'signer.dispatch', provider: from.id };
    case 'desk.compose':
      return { type: 'desk.compose', signatory: from.id };
    case 'queue.park':
      return { type: 'park.expire', ticketId: about };
    case 'queue.call':
      return { type: 'ticket.callNext', counter: about, day: from.id };
    case 'centre.look':
      return { type: 'job.lookUp', jobId: about };
    case 'centre.check':
      return { type: 'printer.check', printerId: about };
    default:
      return { type: 'printer.start', printerId: about };
  }
}

/**
 * Refusals of routed commands that need no repair, because the receiver is already where the sender wants it or never
 * knew the thing; every other refusal is a dead letter.
 * @internal
 */
export const harmless: Readonly<Record<string, readonly RefusalCode[]>> = {
  // The applicant withdrew while waiting; the number is called, and nobody comes.
  'application.call': ['not-possible'],
  'application.cancel': ['not-possible'],
  // An imported document was printed before this office kept its books.
  'document.discard': ['not-found'],
  'printer.start': ['not-possible'],
  'commitment.breach': ['not-possible'],
  'claim.expire': ['not-possible'],
  'hold.expire': ['not-possible'],
  'application.escalate': ['not-possible'],
  'retention.end': ['not-possible'],
  // A person checked it back by hand before.
  'wetSignature.checked': ['not-possible'],
  // A success that comes all the same is judged when it comes.
  'signature.cancel': ['not-possible', 'not-found'],
  // It was printed, or ended, before its turn to be told.
  'print.foreseen': ['not-possible', 'stale-job'],
  // It ended by itself meanwhile.
  'application.supersede': ['not-possible'],
  'signature.lookUp': ['not-found'],
  'job.lookUp': ['not-found'],
  // Another was called there meanwhile, or the counter was closed; whoever opens or frees it calls again.
  'ticket.callNext': ['counter-busy', 'counter-not-open', 'queue-halted', 'unknown-counter'],
  'park.expire': ['not-possible'],
  'ticket.carried': ['not-possible'],
};

/**
 * Says how a refused effect is made good, where letting it lie would leave something in force: a signature that no
 * application takes is declared void, and a ticket that another day does not take stays where it was.
 * @internal
 */
export function compensation(
  effect: OfficeEffect,
  from: AggregateRef,
): Extract<Route, { to: unknown }> | undefined {
  if (effect.type === 'ticket.carryIn') {
    return { to: from, command: { type: 'ticket.carryBack', ticketId: effect.ticketId } };
  }
  if (effect.type !== 'signature.made') return undefined;
  const { type: _, ...signature } = effect;
  return { to: from, command: { ...signature, type: 'signature.void', provider: from.id } };
}

/** Names what an event settles, where a call's outcome was unknown until then. @internal */
export function settledBy(event: { readonly type: string }): string | undefined {
  switch (event.type) {
    case 'request.made':
    case 'request.rejected':
    case 'request.failed':
      return (event as unknown as { requestId: string }).requestId;
    case 'job.printed':
    case 'job.spoiled':
    case 'job.failed':
      return (event as unknown as { jobId: string }).jobId;
    default:
      return undefined;
  }
}

/** A ticket's id starts with its day, so that it is found without asking for the day. @internal */
export function dayOfTicket(ticketId: string): string {
  return ticketId.slice(0, Math.max(0, ticketId.indexOf('/')));
}

function timerKey(from: AggregateRef, timer: string): string {
  return `${from.kind}/${from.id}#${timer}`;
}

function call(port: PortCall['port'], effect: OfficeEffect, repeatable: boolean, subject: string): Route {
  return { call: { port, effect, repeatable, subject } };
}
