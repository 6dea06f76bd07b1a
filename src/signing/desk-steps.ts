import type { Issue } from '../internal/issue.js';
import type { Outcome } from '../internal/outcome.js';
import { type Refusal, type RefusalCode, refuse } from '../internal/refusal.js';
import type { EpochMs } from '../internal/time.js';
import { type DeskConfig, rulesOf } from './desk-config.js';
import type { DeskEffect, DeskEvent } from './desk-messages.js';
import { type DeskState, isIn, type Paper } from './desk-state.js';
import { workBetween } from './signing-hours.js';

/** What a wet desk answers. @internal */
export type DeskOutcome = Outcome<DeskEvent, DeskEffect, DeskState>;

/** Accepts. @internal */
export function accept(events: readonly DeskEvent[], effects: readonly DeskEffect[] = []): DeskOutcome {
  return { ok: true, events, effects };
}

/** What people can do at a desk, as command types. @internal */
function allowedAt(desk: DeskState): readonly string[] {
  const { waiting, batched, sent, missing, lost } = desk.counts;
  return [
    ...(waiting > 0 ? ['batch.compose'] : []),
    ...(batched > 0 ? ['batch.send', 'batch.dissolve'] : []),
    ...(sent > 0 ? ['batch.return', 'batch.close'] : []),
    ...(waiting + batched + sent + missing + lost > 0 ? ['paper.signed', 'paper.scan', 'paper.lost'] : []),
    'signatory.away',
    ...(desk.absences.length > 0 ? ['signatory.back'] : []),
  ];
}

/** Makes the refusals of one command. @internal */
export function refuser(desk: DeskState, type: string) {
  const no = (code: RefusalCode, message: string, issues?: readonly Issue[]): Refusal =>
    refuse(code, type, 'running', allowedAt(desk), message, issues);
  return {
    no,
    /** Refuses a field that breaks a rule which only the desk knows. */
    broken(field: string, rule: string, value: unknown): Refusal {
      return no('invalid-command', `${field}: ${rule}, got ${JSON.stringify(value) ?? 'nothing'}`, [
        { field, rule, value },
      ]);
    },
  };
}

/** What becomes of batches when papers leave them: papers came back, and none may be out any more. @internal */
export function batchesLeft(
  config: DeskConfig,
  desk: DeskState,
  at: EpochMs,
  left: ReadonlyMap<string, 'signed' | 'unsigned' | 'taken'>,
): DeskEvent[] {
  const touched = new Map<string, { signed: number; back: number }>();
  for (const [id, how] of left) {
    const batchId = desk.papers[id]?.batchId;
    if (!batchId || !isIn(desk, batchId, id)) continue;
    const tally = touched.get(batchId) ?? { signed: 0, back: 0 };
    if (how === 'signed') tally.signed++;
    if (how !== 'taken') tally.back++;
    touched.set(batchId, tally);
  }
  return [...touched].flatMap(([batchId, { signed, back }]): DeskEvent[] => {
    const batch = desk.batches[batchId];
    if (!batch) return [];
    const { sentAt } = batch;
    const returned: DeskEvent[] =
      sentAt !== null && back > 0 ? [{ type: 'batch.returned', at, batchId, papers: back }] : [];
    if (batch.papers.some((id) => isIn(desk, batchId, id) && !left.has(id))) return returned;
    // What was taken off last says nothing of when the others came back.
    const end = back > 0 ? at : (batch.returnedAt ?? at);
    const workMs = sentAt === null ? null : workBetween(config.calendar, desk, sentAt, end);
    const total = batch.signed + signed;
    return [...returned, { type: 'batch.closed', at, batchId, missing: 0, signed: total, workMs }];
  });
}

/** What is to be done when papers come into the line. @internal */
export function lineGrew(config: DeskConfig, desk: DeskState, at: EpochMs, papers: number): DeskEffect[] {
  if (papers === 0) return [];
  const { signatory, counts } = desk;
  const { minBatch, maxWaitMs } = rulesOf(config, signatory);
  const effects: DeskEffect[] = [];
  // Where others wait already, the timer is set for the oldest of them.
  if (maxWaitMs !== undefined && counts.waiting === 0) {
    effects.push({ type: 'timer.set', signatory, timer: 'compose', dueAt: at + maxWaitMs });
  }
  if (minBatch !== undefined && counts.waiting + papers >= minBatch) {
    effects.push({ type: 'desk.compose', signatory });
  }
  return effects;
}

type Waiting = readonly (readonly [string, Paper])[];

/** Lists the papers in the line, first one first. @internal */
export function waitingPapers(desk: DeskState, order: 'oldest' | 'promised' = 'oldest'): Waiting {
  // A paper without a promise comes after those with one.
  const promised = (paper: Paper) => paper.promised ?? '~';
  const text = (a: string, b: string) => (a < b ? -1 : Number(a > b));
  // Not by entries: a pair for each of thousands of papers that are out would cost most of it.
  return Object.keys(desk.papers)
    .flatMap((id): Waiting => {
      const paper = desk.papers[id];
      return paper?.place === 'waiting' ? [[id, paper]] : [];
    })
    .sort(
      ([idA, a], [idB, b]) =>
        (order === 'promised' ? text(promised(a), promised(b)) : 0) || a.since - b.since || text(idA, idB),
    );
}

/** Names the n-th batch of a desk. @internal */
export function batchName(signatory: string, no: number): string {
  return `${signatory.slice(0, 180)}-${no}`;
}
