import { z } from 'zod';
import {
  type CommandsOf,
  countFromOne,
  type EffectsOf,
  type EventsOf,
  epochMs,
  idText,
  lazyMessages,
  localDate,
  message,
  reasonText,
} from '../internal/messages.js';

const requestId = idText;
const applicationId = idText;
const provider = idText;
const kinds = z.array(idText).min(1, 'must name a kind').nullable();
const optionalKinds = z
  .array(idText)
  .min(1, 'must name a kind')
  .optional()
  .describe('Document kinds it holds for; all when left out.');
const system = { audience: 'system' } as const;
const outcome = z.enum(['ok', 'rejected', 'unavailable', 'unknown']);

/** Schemas of every command that a signer takes. A signer keeps one provider's health, orders and waiting items. */
export const signerCommands = /* @__PURE__ */ lazyMessages({
  'signer.order': () =>
    message('Sets how documents are signed; a person’s order beats the detector.', {
      provider,
      mode: z.enum(['auto', 'electronic', 'wet'], 'must be auto, electronic or wet'),
      reason: reasonText,
      until: epochMs.optional().describe('When the order ends by itself.'),
      kinds: optionalKinds,
    }),
  'signer.planMaintenance': () =>
    message('Plans a time in which documents are signed by hand.', {
      provider,
      from: epochMs,
      until: epochMs,
      reason: reasonText,
      kinds: optionalKinds,
    }),
  'signature.resolve': () =>
    message('Settles by hand what came of a signing request of unknown outcome.', {
      provider,
      requestId,
      outcome: z.enum(['made', 'notMade'], 'must be made or notMade'),
      artifact: idText.optional(),
    }),
  'signature.request': () =>
    message(
      'Puts a document in the line to be signed.',
      { provider, requestId, applicationId, kind: idText, since: epochMs },
      system,
    ),
  'signature.cancel': () => message('Takes a waiting request back.', { provider, requestId }, system),
  'signature.void': () =>
    message(
      'Declares a signature void.',
      { provider, requestId, applicationId, artifact: idText.optional() },
      system,
    ),
  'signature.report': () =>
    message(
      'Reports what a signing call came to.',
      {
        provider,
        requestId,
        applicationId: applicationId.optional(),
        attempt: countFromOne,
        outcome,
        artifact: idText.optional(),
        reason: z.string().optional(),
      },
      system,
    ),
  'signature.lookedUp': () =>
    message(
      'Reports what a look-up of an unknown outcome came to.',
      {
        provider,
        requestId,
        attempt: countFromOne,
        outcome: z.enum(['made', 'notMade', 'unknown']),
        artifact: idText.optional(),
      },
      system,
    ),
  'signature.lookUp': () =>
    message('Asks for a look-up of an unknown outcome.', { provider, requestId }, system),
  'signer.dispatch': () =>
    message('Moves waiting requests as far as health and orders allow.', { provider }, system),
  'signer.probe': () =>
    message('Asks for a probe of a lane that is open.', { provider, kind: idText }, system),
  'signer.probed': () =>
    message('Reports what a probe came to.', { provider, kind: idText, ok: z.boolean() }, system),
});

/** Schemas of every event of a signer. */
export const signerEvents = /* @__PURE__ */ lazyMessages({
  'signer.ordered': () =>
    message('A person set how documents are signed, or planned maintenance.', {
      orderId: idText,
      mode: z.enum(['auto', 'electronic', 'wet']),
      kinds,
      reason: z.string(),
      by: idText,
      from: epochMs,
      until: epochMs.nullable(),
      planned: z.boolean(),
    }),
  'request.accepted': () =>
    message('A document came into the line.', {
      requestId,
      applicationId,
      kind: idText,
      since: epochMs,
    }),
  'request.withdrawn': () => message('A waiting request was taken back.', { requestId }),
  'request.started': () => message('A signing call was made.', { requestId, attempt: countFromOne }),
  'request.announced': () =>
    message('The applicant is told that the request waits for the signer.', { requestId }),
  'request.routedWet': () => message('The document goes to the wet desk.', { requestId, day: localDate }),
  'request.made': () => message('The signature was made.', { requestId, artifact: idText.optional() }),
  'request.rejected': () => message('The signer refused the document.', { requestId, reason: z.string() }),
  'request.failed': () =>
    message('No signature was made; the request waits again.', {
      requestId,
      reason: z.string(),
      notBefore: epochMs,
    }),
  'request.lost': () =>
    message('Nobody knows whether the signature was made.', { requestId, reason: z.string() }),
  'signature.voided': () =>
    message('A signature was declared void.', { requestId, applicationId, artifact: idText.optional() }),
  'signature.late': () =>
    message('A signature was made for a request that is no longer in the line.', {
      requestId,
      applicationId,
      artifact: idText.optional(),
    }),
  'mode.told': () =>
    message('The queue was told how a document kind is signed from now on.', {
      kind: idText,
      mode: z.enum(['electronic', 'held', 'wet']),
    }),
  'lane.succeeded': () => message('A signing call of the kind went well.', { kind: idText }),
  'lane.failed': () =>
    message('A signing call of the kind failed.', {
      kind: idText,
      threshold: countFromOne.describe('Failures in a row that open the lane.'),
      probeAt: epochMs,
    }),
  'lane.probeSucceeded': () =>
    message('A probe went well.', {
      kind: idText,
      needed: countFromOne.describe('Good probes in a row that close the lane.'),
      probeAt: epochMs,
    }),
  'lane.probeFailed': () => message('A probe failed.', { kind: idText, probeAt: epochMs }),
});

const toApplication = { applicationId, requestId } as const;

/** Schemas of every effect that a signer asks for. */
export const signerEffects = /* @__PURE__ */ lazyMessages({
  'signature.sign': () =>
    message('Calls the provider to sign.', {
      provider,
      requestId,
      applicationId,
      kind: idText,
      attempt: countFromOne,
    }),
  'signature.lookUp': () =>
    message('Calls the provider to look up what came of a request.', {
      provider,
      requestId,
      applicationId,
      kind: idText,
      attempt: countFromOne,
    }),
  'signature.probe': () =>
    message('Calls the provider to sign a synthetic document.', { provider, kind: idText }),
  'signature.started': () =>
    message('Tells the application that its signature is being made.', toApplication),
  'signature.held': () =>
    message('Tells the application that the signer is down.', { ...toApplication, cause: idText }),
  'signature.requeued': () => message('Tells the application that its request waits again.', toApplication),
  'signature.routedWet': () =>
    message('Tells the application that it will be signed by hand.', toApplication),
  'signature.made': () =>
    message('Tells the application that it is signed.', {
      ...toApplication,
      artifact: idText.optional(),
    }),
  'signature.refused': () =>
    message('Tells the application that the signer refused it.', {
      ...toApplication,
      reason: z.string(),
    }),
  'signature.unknown': () => message('Tells the application that the outcome is unknown.', toApplication),
  'signer.dispatch': () => message('Asks the signer to move what can move.', { provider }),
  'queue.signing': () =>
    message('Tells the queue how a document kind is signed from now on.', {
      kind: idText,
      mode: z.enum(['electronic', 'held', 'wet']),
      until: epochMs.nullable().describe('When that ends, where it is known.'),
    }),
  'timer.set': () =>
    message('Sets one of the signer’s timers, replacing it if set.', {
      provider,
      timer: idText,
      dueAt: epochMs,
    }),
  'timer.clear': () => message('Clears one of the signer’s timers.', { provider, timer: idText }),
});

/** A command to a signer. */
export type SignerCommand = CommandsOf<typeof signerCommands>;
/** Something that happened at a signer. */
export type SignerEvent = EventsOf<typeof signerEvents>;
/** Something a signer asks for. */
export type SignerEffect = EffectsOf<typeof signerEffects>;

export {
  type DeskCommand,
  type DeskEffect,
  type DeskEvent,
  deskCommands,
  deskEffects,
  deskEvents,
} from './desk-messages.js';
