import { z } from 'zod';
import { lazy } from '../internal/lazy.js';
import {
  type CommandsOf,
  count,
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
const evidence = lazy(() =>
  z.strictObject({
    errors: z.number().min(0),
    slowness: z.number().min(0),
    silent: z.boolean(),
    at: epochMs,
    usual: z.strictObject({ logMs: z.number(), variance: z.number().min(0), calls: count }),
  }),
);
const level = z.enum(['B-B', 'B-T']);
const routedWhy = [
  'order',
  'maintenance',
  'healthy',
  'electronic-sooner',
  'wet-sooner',
  'held-too-long',
  'desk-full',
] as const;
const tookMs = z.number().min(0).optional().describe('Milliseconds from call to answer.');
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
        tookMs,
        level: level.optional(),
        timestamp: z.enum(['made', 'failed', 'skipped']).optional(),
        duplicates: z
          .array(idText)
          .optional()
          .describe('Other signed documents that the call brought to light.'),
      },
      system,
    ),
  'upgrade.report': () =>
    message(
      'Reports what adding a timestamp came to.',
      {
        provider,
        requestId,
        attempt: countFromOne,
        outcome,
        artifact: idText.optional(),
        reason: z.string().optional(),
        tookMs,
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
        duplicates: z
          .array(idText)
          .optional()
          .describe('Other signed documents that the look-up brought to light.'),
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
    message('Reports what a probe came to.', { provider, kind: idText, ok: z.boolean(), tookMs }, system),
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
  'signer.orderEnded': () =>
    message('An order or a planned maintenance came to its end.', { orderId: idText }),
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
    message('The applicant is told that the request waits for the signer.', {
      requestId,
      cause: idText.optional().describe('The outage that it waits for.'),
    }),
  'request.routedWet': () =>
    message('The document goes to the wet desk.', {
      requestId,
      day: localDate,
      why: z.enum(routedWhy).optional(),
      electronicBy: epochMs.nullable().optional().describe('When it would have been signed electronically.'),
      wetBy: epochMs.nullable().optional().describe('When it is expected to be signed by hand.'),
    }),
  'request.made': () =>
    message('The signature was made.', {
      requestId,
      artifact: idText.optional(),
      level: level.optional(),
      upgradeAt: epochMs.optional().describe('When the timestamp that it lacks is asked for.'),
    }),
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
  'signature.duplicated': () =>
    message('The provider signed a document more than once; the others are set aside.', {
      requestId,
      applicationId,
      artifacts: z.array(idText).min(1),
    }),
  'upgrade.started': () =>
    message('A timestamp was asked for, for a document that lacks it.', { requestId, attempt: countFromOne }),
  'upgrade.failed': () =>
    message('No timestamp came; it is asked for again later.', {
      requestId,
      reason: z.string(),
      notBefore: epochMs,
    }),
  'upgrade.made': () => message('A signed document got its timestamp.', { requestId, artifact: idText }),
  'upgrade.abandoned': () =>
    message('A document stays without a timestamp.', { requestId, reason: z.string() }),
  'mode.told': () =>
    message('The queue was told how a document kind is signed from now on.', {
      kind: idText,
      mode: z.enum(['electronic', 'held', 'wet']),
    }),
  'lane.weighed': () =>
    message('A call was weighed, and the lane stays as it is.', {
      kind: idText,
      evidence: evidence(),
      good: count
        .optional()
        .describe('Good calls since a throttled lane’s limit was set, or since the last failure.'),
      misses: count.optional().describe('Failures in a row while it is throttled.'),
    }),
  'lane.suspected': () =>
    message('A call failed; the lane is probed at once, and one document passes at a time.', {
      kind: idText,
      evidence: evidence(),
      probeAt: epochMs,
    }),
  'lane.cleared': () =>
    message('A suspicion came to nothing; the lane is closed.', { kind: idText, evidence: evidence() }),
  'lane.opened': () =>
    message('An outage was detected; documents of the kind wait.', {
      kind: idText,
      evidence: evidence(),
      flaps: count.describe('How often in a row it opened soon after it had recovered.'),
      probeAt: epochMs,
      openUntil: epochMs.describe('It does not leave this state before.'),
    }),
  'lane.probed': () =>
    message('A probe was made, and the lane stays as it is.', {
      kind: idText,
      evidence: evidence(),
      successes: z
        .number()
        .min(0)
        .describe('Good probes, each that failed leaving a part of those before it.'),
      probeAt: epochMs,
    }),
  'lane.throttled': () =>
    message('A lane lets a limited number of documents pass: it is slow, or has just come back.', {
      kind: idText,
      evidence: evidence(),
      cause: z.enum(['slow', 'recovering', 'limping']),
      limit: countFromOne,
    }),
  'lane.closed': () =>
    message('An outage or a slow time is over; all documents pass.', {
      kind: idText,
      evidence: evidence(),
    }),
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
      timestamp: z.boolean().describe('Whether to ask the timestamper; not while it is known to be down.'),
    }),
  'signature.upgrade': () =>
    message('Calls the provider to add a timestamp to a signed document.', {
      provider,
      requestId,
      applicationId,
      kind: idText,
      artifact: idText,
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
    message('Tells the application that its signature is being made.', {
      ...toApplication,
      cause: idText.optional().describe('The outage that is over, where it waited for one.'),
    }),
  'signature.held': () =>
    message('Tells the application that the signer is down.', { ...toApplication, cause: idText }),
  'signature.requeued': () => message('Tells the application that its request waits again.', toApplication),
  'signature.routedWet': () =>
    message('Tells the application that it will be signed by hand.', {
      ...toApplication,
      cause: idText.optional().describe('The outage that it waited for, if any.'),
    }),
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
  'signature.upgraded': () =>
    message('Tells the application that its signed document got its timestamp.', {
      ...toApplication,
      artifact: idText,
    }),
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
