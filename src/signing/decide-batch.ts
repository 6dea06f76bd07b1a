import type { OfType } from '../internal/messages.js';
import { type DeskConfig, rulesOf, whoSigns } from './desk-config.js';
import type { DeskCommand, DeskEffect, DeskEvent } from './desk-messages.js';
import { type DeskState, isIn } from './desk-state.js';
import {
  accept,
  batchesLeft,
  batchName,
  type DeskOutcome,
  lineGrew,
  refuser,
  waitingPapers,
} from './desk-steps.js';
import { workBetween } from './signing-hours.js';

type Command<T extends DeskCommand['type']> = OfType<DeskCommand, T>;
type OfBatch = Command<'batch.send' | 'batch.return' | 'batch.close' | 'batch.dissolve'>;

/** Puts waiting papers into batches where it is time. @internal */
export function composeDue(
  config: DeskConfig,
  desk: DeskState,
  command: Command<'desk.compose'>,
): DeskOutcome {
  const { at, signatory } = command;
  const { minBatch = Number.POSITIVE_INFINITY, maxBatch, maxWaitMs } = rulesOf(config, signatory);
  const patience = maxWaitMs ?? Number.POSITIVE_INFINITY;
  const events: DeskEvent[] = [];
  let rest = waitingPapers(desk);
  const oldest = () => Math.min(...rest.map(([, paper]) => paper.waitsSince));
  for (let no = desk.lastNo + 1; rest.length > 0; no++) {
    if (rest.length < minBatch && at < oldest() + patience) break;
    events.push(composed(at, signatory, no, rest.slice(0, maxBatch)));
    rest = rest.slice(maxBatch);
  }
  const effects: DeskEffect[] =
    rest.length > 0 && maxWaitMs !== undefined
      ? [{ type: 'timer.set', signatory, timer: 'compose', dueAt: oldest() + maxWaitMs }]
      : [];
  return accept(events, effects);
}

/** Puts waiting papers into a batch. @internal */
export function compose(config: DeskConfig, desk: DeskState, command: Command<'batch.compose'>): DeskOutcome {
  const { at, signatory, kinds, order } = command;
  const { no, broken } = refuser(desk, command.type);
  const { maxBatch } = rulesOf(config, signatory);
  const limit = command.limit ?? maxBatch;
  if (limit > maxBatch) return broken('limit', `must be ${maxBatch} or fewer`, limit);
  const papers = waitingPapers(desk, order)
    .filter(([, paper]) => kinds === undefined || kinds.includes(paper.kind))
    .slice(0, limit);
  if (papers.length === 0) {
    return no(
      'not-found',
      `no paper ${kinds === undefined ? '' : `of ${kinds.join(', ')} `}waits on the desk`,
    );
  }
  return accept([composed(at, signatory, desk.lastNo + 1, papers)]);
}

/** Takes a batch apart that was not sent. @internal */
export function dissolve(
  config: DeskConfig,
  desk: DeskState,
  command: Command<'batch.dissolve'>,
): DeskOutcome {
  const { at, batchId, reason } = command;
  const batch = desk.batches[batchId];
  if (batch?.state !== 'composed') return notThere(desk, command, 'composed');
  const papers = batch.papers.filter((id) => isIn(desk, batchId, id));
  return accept(
    [{ type: 'batch.dissolved', at, batchId, reason }],
    // They would otherwise come together again at once.
    lineGrew(config, desk, at, papers.length).filter(({ type }) => type !== 'desk.compose'),
  );
}

/** Takes a batch to who signs. @internal */
export function send(desk: DeskState, command: Command<'batch.send'>): DeskOutcome {
  const { at, batchId, by } = command;
  const { no, broken } = refuser(desk, command.type);
  if (desk.batches[batchId]?.state !== 'composed') return notThere(desk, command, 'composed');
  const who = whoSigns(desk, at);
  if (who === null) {
    return no('not-possible', `'${desk.signatory}' is away, and no deputy is named who signs meanwhile`);
  }
  const to = command.to ?? who;
  if (to !== who) return broken('to', `must be ${who}, who signs now`, to);
  return accept([{ type: 'batch.sent', at, batchId, to, by: by.id }]);
}

/** Reports papers that came back. @internal */
export function takeBack(config: DeskConfig, desk: DeskState, command: Command<'batch.return'>): DeskOutcome {
  const { at, batchId, reason } = command;
  const { no, broken } = refuser(desk, command.type);
  const batch = desk.batches[batchId];
  if (batch?.state !== 'sent') return notThere(desk, command, 'sent');
  const named = command.signed !== undefined || command.unsigned !== undefined;
  const out = () => batch.papers.filter((id) => isIn(desk, batchId, id));
  const signed = [...new Set(named ? (command.signed ?? []) : out())];
  const unsigned = [...new Set(command.unsigned ?? [])];
  const all = [...signed, ...unsigned];
  if (all.length === 0) return broken('signed', 'must name a paper', []);
  const both = unsigned.find((id) => signed.includes(id));
  if (both !== undefined) return broken('unsigned', 'must not name a paper that is signed', both);
  const stranger = all.find((id) => !isIn(desk, batchId, id));
  if (stranger !== undefined) {
    return no('not-found', `no paper of '${stranger}' is out with batch '${batchId}'`);
  }
  if (unsigned.length > 0 && reason === undefined) {
    return broken('reason', 'must be given for papers that came back unsigned', reason);
  }
  const left = new Map<string, 'signed' | 'unsigned'>([
    ...signed.map((id) => [id, 'signed'] as const),
    ...unsigned.map((id) => [id, 'unsigned'] as const),
  ]);
  return accept(
    [
      ...signed.map((applicationId) => ({ type: 'paper.signed' as const, at, applicationId })),
      ...unsigned.map((applicationId) => ({
        type: 'paper.sentBack' as const,
        at,
        applicationId,
        reason: reason ?? '',
      })),
      ...batchesLeft(config, desk, at, left),
    ],
    [
      ...signed.map((applicationId) => ({ type: 'wetSignature.made' as const, applicationId })),
      ...lineGrew(config, desk, at, unsigned.length),
    ],
  );
}

/** Ends a batch; what did not come back is missing. @internal */
export function close(config: DeskConfig, desk: DeskState, command: Command<'batch.close'>): DeskOutcome {
  const { at, batchId, signatory } = command;
  const batch = desk.batches[batchId];
  if (batch?.state !== 'sent' || batch.sentAt === null) return notThere(desk, command, 'sent');
  const { sentAt, returnedAt, papers, signed } = batch;
  const missing = papers.filter((id) => isIn(desk, batchId, id));
  const workMs = workBetween(config.calendar, desk, sentAt, returnedAt ?? at);
  return accept(
    [
      ...missing.map((applicationId) => ({ type: 'paper.missed' as const, at, applicationId })),
      { type: 'batch.closed', at, batchId, missing: missing.length, signed, workMs },
    ],
    [
      {
        type: 'papers.missing',
        signatory,
        batchId,
        signer: batch.signer ?? signatory,
        applicationIds: missing,
      },
    ],
  );
}

function composed(
  at: number,
  signatory: string,
  no: number,
  papers: readonly (readonly [string, unknown])[],
): DeskEvent {
  const applicationIds = papers.map(([id]) => id);
  return { type: 'batch.composed', at, batchId: batchName(signatory, no), no, applicationIds };
}

function notThere(desk: DeskState, { type, batchId }: OfBatch, wanted: string): DeskOutcome {
  const { no } = refuser(desk, type);
  const batch = desk.batches[batchId];
  return batch
    ? no('not-possible', `batch '${batchId}' is ${batch.state}, and must be ${wanted} for '${type}'`)
    : no('not-found', `no open batch is called '${batchId}'`);
}
