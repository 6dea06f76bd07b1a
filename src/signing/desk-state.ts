import { compileMachine } from '../internal/compile-machine.js';
import { LoketError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import type { EpochMs } from '../internal/time.js';
import { type BatchContext, type BatchInput, batchMachine } from './batch-machine.js';
import type { DeskEffect, DeskEvent } from './desk-messages.js';
import { initialPaper, type PaperContext, type PaperInput, paperMachine } from './paper-machine.js';

/** Where a paper of a wet desk is: the states of `paperMachine` but the last. */
export type PaperPlace = 'waiting' | 'batched' | 'sent' | 'missing' | 'lost';

/** A paper of a wet desk as stored. */
export interface Paper extends PaperContext {
  readonly place: PaperPlace;
}

/** A batch as stored, while it is composed or sent. */
export interface DeskBatch extends BatchContext {
  readonly state: string;
}

/** A time in which the signatory is away. */
export interface DeskAbsence {
  readonly absenceId: string;
  readonly from: EpochMs;
  /** When it ends by itself; `null` until somebody says that the signatory is back. */
  readonly until: EpochMs | null;
  /** Who signs meanwhile; `null` for nobody. */
  readonly deputy: string | null;
  readonly reason: string;
  /** Who recorded it. */
  readonly by: string;
}

/** What one closed batch taught. */
export interface BatchLesson {
  /** Papers of it that were signed. */
  readonly signed: number;
  /** Opening hours, in milliseconds, from sending to closing, in which somebody could sign. */
  readonly workMs: number;
}

/** The stored state of a signatory's wet desk: plain JSON. */
export interface DeskState {
  readonly v: 2;
  readonly signatory: string;
  /** Papers of the desk, by application. */
  readonly papers: Record<string, Paper>;
  /** How many papers are in each place. */
  readonly counts: Record<PaperPlace, number>;
  /** Batches that are composed or sent, by id. */
  readonly batches: Record<string, DeskBatch>;
  /** Batches composed so far. */
  lastNo: number;
  /** Absences in order of recording; ended ones are dropped. */
  absences: readonly DeskAbsence[];
  /** The last 20 batches that were closed, oldest first. */
  lessons: readonly BatchLesson[];
  /** Papers signed so far. */
  signed: number;
}

const remembered = 20;

/** @internal */
export const paperTable = lazy(() =>
  compileMachine<PaperContext, DeskEvent, DeskEffect, PaperInput>(paperMachine),
);
/** @internal */
export const batchTable = lazy(() =>
  compileMachine<BatchContext, DeskEvent, DeskEffect, BatchInput>(batchMachine),
);

/** The state of a desk that never had a paper. @internal */
export function emptyDesk(signatory: string): DeskState {
  return {
    v: 2,
    signatory,
    papers: {},
    counts: { waiting: 0, batched: 0, sent: 0, missing: 0, lost: 0 },
    batches: {},
    lastNo: 0,
    absences: [],
    lessons: [],
    signed: 0,
  };
}

/** Tells whether a paper is in a batch's hands: on its list, and neither back nor missing. @internal */
export function isIn(desk: DeskState, batchId: string, applicationId: string): boolean {
  const paper = desk.papers[applicationId];
  return paper?.batchId === batchId && (paper.place === 'batched' || paper.place === 'sent');
}

/** Returns the desk after an event; the given state is changed. @internal */
export function evolveDesk(desk: DeskState, event: DeskEvent): DeskState {
  switch (event.type) {
    case 'paper.received': {
      const { applicationId, kind, at, promised } = event;
      put(desk, applicationId, {
        ...initialPaper({ kind, since: at, promised: promised ?? null }),
        place: 'waiting',
      });
      return desk;
    }
    case 'paper.signed': {
      const batchId = desk.papers[event.applicationId]?.batchId;
      if (batchId && isIn(desk, batchId, event.applicationId)) stepBatch(desk, batchId, event);
      stepPaper(desk, event.applicationId, event);
      desk.signed++;
      return desk;
    }
    case 'paper.withdrawn':
    case 'paper.sentBack':
    case 'paper.missed':
    case 'paper.lost':
      stepPaper(desk, event.applicationId, event);
      return desk;
    case 'batch.composed': {
      const { batchId, no, applicationIds, at } = event;
      const { state, context } = batchTable().initial({
        batchId,
        no,
        papers: applicationIds,
        composedAt: at,
      });
      desk.batches[batchId] = { ...context, state };
      desk.lastNo = no;
      for (const id of applicationIds) stepPaper(desk, id, event);
      return desk;
    }
    case 'batch.sent':
    case 'batch.dissolved': {
      for (const id of desk.batches[event.batchId]?.papers ?? []) {
        if (isIn(desk, event.batchId, id)) stepPaper(desk, id, event);
      }
      stepBatch(desk, event.batchId, event);
      return desk;
    }
    case 'batch.returned':
      stepBatch(desk, event.batchId, event);
      return desk;
    case 'batch.closed': {
      const { signed, workMs } = event;
      if (workMs !== null && signed > 0) {
        desk.lessons = [...desk.lessons.slice(1 - remembered), { signed, workMs }];
      }
      stepBatch(desk, event.batchId, event);
      return desk;
    }
    case 'signatory.left': {
      const { type: _, at, ...absence } = event;
      desk.absences = [...desk.absences.filter((a) => a.until === null || a.until > at), absence];
      return desk;
    }
    case 'signatory.returned':
      // Absences that are still to come stay.
      desk.absences = desk.absences.filter((absence) => absence.from > event.at);
      return desk;
  }
}

function put(desk: DeskState, id: string, paper: Paper | undefined): void {
  const old = desk.papers[id];
  if (old) desk.counts[old.place]--;
  if (paper) {
    desk.counts[paper.place]++;
    desk.papers[id] = paper;
  } else delete desk.papers[id];
}

function stepPaper(desk: DeskState, id: string, event: DeskEvent): void {
  const paper = desk.papers[id];
  if (!paper) return;
  const { place, ...context } = paper;
  const step = paperTable().step(place, context, event);
  if (!step) throw impossible(`paper of '${id}'`, place, event);
  if (paperTable().isFinal(step.state)) put(desk, id, undefined);
  else put(desk, id, { ...step.context, place: step.state as PaperPlace });
}

function stepBatch(desk: DeskState, batchId: string, event: DeskEvent): void {
  const batch = desk.batches[batchId];
  if (!batch) return;
  const { state, ...context } = batch;
  const step = batchTable().step(state, context, event);
  if (!step) throw impossible(`batch '${batchId}'`, state, event);
  if (batchTable().isFinal(step.state)) delete desk.batches[batchId];
  else desk.batches[batchId] = { ...step.context, state: step.state };
}

/** A journal that the decider did not write. */
function impossible(what: string, state: string, event: DeskEvent): LoketError {
  return new LoketError('invalid-data', `the ${what} cannot take '${event.type}' in '${state}'`, {
    issues: [{ field: 'event.type', rule: `must be possible in '${state}'`, value: event.type }],
  });
}
