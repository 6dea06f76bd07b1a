import { z } from 'zod';
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

const applicationId = idText;
const batchId = idText;
const signatory = idText;
const system = { audience: 'system' } as const;
const papers = () =>
  z.array(idText).min(1, 'must name a paper').max(1000, 'must be 1000 or fewer').describe('Applications.');

/** Schemas of every command that a wet desk takes. A wet desk holds one signatory's papers. */
export const deskCommands = /* @__PURE__ */ lazyMessages({
  'paper.receive': () =>
    message(
      'Puts a paper on the desk.',
      {
        signatory,
        applicationId,
        kind: idText,
        promised: localDate.optional().describe('The day that the applicant was promised.'),
      },
      system,
    ),
  'paper.withdraw': () =>
    message('Takes a paper off the desk unsigned.', { signatory, applicationId }, system),
  'desk.compose': () => message('Puts waiting papers into batches where it is time.', { signatory }, system),
  'paper.signed': () => message('Reports papers signed by hand.', { signatory, applicationIds: papers() }),
  'paper.scan': () =>
    message('Reports a paper that came back, by the code printed on the list.', {
      signatory,
      code: z
        .string('must be a text')
        .min(1, 'must not be empty')
        .max(500, 'must be 500 characters or fewer'),
      unsigned: reasonText.optional().describe('Why it came back unsigned; left out when it is signed.'),
    }),
  'paper.lost': () =>
    message('Reports that a paper cannot be found.', { signatory, applicationId, reason: reasonText }),
  'batch.compose': () =>
    message('Puts waiting papers into a batch.', {
      signatory,
      limit: countFromOne.optional().describe('At most so many papers.'),
      kinds: z
        .array(idText)
        .min(1, 'must name a kind')
        .optional()
        .describe('Document kinds; all when left out.'),
      order: z.enum(['oldest', 'promised'], 'must be oldest or promised').optional(),
    }),
  'batch.dissolve': () =>
    message('Puts the papers of a batch that was not sent back in the line.', {
      signatory,
      batchId,
      reason: reasonText,
    }),
  'batch.send': () =>
    message('Takes a batch to the signatory or a deputy.', {
      signatory,
      batchId,
      to: idText.optional().describe('Who signs; left out for whoever is there.'),
    }),
  'batch.return': () =>
    message('Reports papers of a batch that came back; the rest stays out.', {
      signatory,
      batchId,
      signed: z.array(idText).max(1000, 'must be 1000 or fewer').optional(),
      unsigned: z.array(idText).max(1000, 'must be 1000 or fewer').optional(),
      reason: reasonText.optional().describe('Why papers came back unsigned.'),
    }),
  'batch.close': () =>
    message('Ends a batch; papers that did not come back are missing.', { signatory, batchId }),
  'signatory.away': () =>
    message('Says that the signatory is away, and who signs meanwhile.', {
      signatory,
      from: epochMs.optional().describe('From when; from now on when left out.'),
      until: epochMs.optional().describe('When it ends by itself.'),
      deputy: idText.optional().describe('Who signs meanwhile; nobody when left out.'),
      reason: reasonText,
    }),
  'signatory.back': () => message('Says that the signatory is back.', { signatory }),
});

/** Schemas of every event of a wet desk. */
export const deskEvents = /* @__PURE__ */ lazyMessages({
  'paper.received': () =>
    message('A paper came to the desk.', { applicationId, kind: idText, promised: localDate.optional() }),
  'paper.withdrawn': () => message('A paper left the desk unsigned.', { applicationId }),
  'paper.signed': () => message('A paper was signed by hand.', { applicationId }),
  'paper.sentBack': () =>
    message('A paper came back unsigned and waits again.', { applicationId, reason: z.string() }),
  'paper.missed': () => message('A paper did not come back with its batch.', { applicationId }),
  'paper.lost': () =>
    message('A person could not find a paper.', { applicationId, reason: z.string(), by: idText }),
  'batch.composed': () =>
    message('Papers were put into a batch.', { batchId, no: countFromOne, applicationIds: z.array(idText) }),
  'batch.dissolved': () =>
    message('A batch was taken apart before it was sent.', { batchId, reason: z.string() }),
  'batch.sent': () => message('A batch was taken to who signs.', { batchId, to: idText, by: idText }),
  'batch.returned': () => message('Papers of a batch came back.', { batchId, papers: countFromOne }),
  'batch.closed': () =>
    message('No paper of a batch is out any more.', {
      batchId,
      missing: count,
      signed: count,
      workMs: count
        .nullable()
        .describe(
          'Opening hours in which somebody could sign, from sending to now; null if it was never sent.',
        ),
    }),
  'signatory.left': () =>
    message('The signatory is away for a time.', {
      absenceId: idText,
      from: epochMs,
      until: epochMs.nullable(),
      deputy: idText.nullable(),
      reason: z.string(),
      by: idText,
    }),
  'signatory.returned': () => message('The signatory is back.', { by: idText }),
});

/** Schemas of every effect that a wet desk asks for. */
export const deskEffects = /* @__PURE__ */ lazyMessages({
  'wetSignature.made': () => message('Tells the application that its paper was signed.', { applicationId }),
  'wetSignature.checked': () =>
    message('Tells the application that its signed paper was checked back.', { applicationId }),
  'papers.missing': () =>
    message('Tells the office that papers did not come back with their batch.', {
      signatory,
      batchId,
      signer: idText.describe('Who had the batch.'),
      applicationIds: z.array(idText),
    }),
  'desk.compose': () => message('Asks the desk to put papers into batches.', { signatory }),
  'timer.set': () =>
    message('Sets one of the desk’s timers, replacing it if set.', {
      signatory,
      timer: idText,
      dueAt: epochMs,
    }),
});

/** A command to a wet desk. */
export type DeskCommand = CommandsOf<typeof deskCommands>;
/** Something that happened at a wet desk. */
export type DeskEvent = EventsOf<typeof deskEvents>;
/** Something a wet desk asks for. */
export type DeskEffect = EffectsOf<typeof deskEffects>;
