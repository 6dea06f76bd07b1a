import { z } from 'zod';
import { LoketError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import { count, epochMs, idText, localDate } from '../internal/messages.js';
import { parseOrThrow } from '../internal/parse.js';
import { type DeskState, emptyDesk, evolveDesk } from './desk-state.js';

const first = lazy(() =>
  z.strictObject({
    v: z.literal(1),
    signatory: idText,
    papers: z.record(idText, z.strictObject({ kind: idText, since: epochMs })),
    signed: count,
  }),
);

const present = lazy(
  () =>
    z.strictObject({
      v: z.literal(2),
      signatory: idText,
      papers: z.record(
        idText,
        z.strictObject({
          kind: idText,
          since: epochMs,
          waitsSince: epochMs,
          promised: localDate.nullable(),
          batchId: idText.nullable(),
          reason: z.string().nullable(),
          place: z.enum(['waiting', 'batched', 'sent', 'missing', 'lost']),
        }),
      ),
      counts: z.strictObject({ waiting: count, batched: count, sent: count, missing: count, lost: count }),
      batches: z.record(
        idText,
        z.strictObject({
          batchId: idText,
          no: count,
          papers: z.array(idText),
          composedAt: epochMs,
          signer: idText.nullable(),
          sentAt: epochMs.nullable(),
          returnedAt: epochMs.nullable(),
          signed: count,
          state: z.enum(['composed', 'sent']),
        }),
      ),
      lastNo: count,
      absences: z.array(
        z.strictObject({
          absenceId: idText,
          from: epochMs,
          until: epochMs.nullable(),
          deputy: idText.nullable(),
          reason: z.string(),
          by: idText,
        }),
      ),
      lessons: z.array(z.strictObject({ signed: count, workMs: count })),
      signed: count,
    }) satisfies z.ZodType<DeskState>,
);

/**
 * Reads a stored wet desk, of this version or the first one, and checks every field of it. What it returns shares
 * nothing with what it was given.
 *
 * @throws {@link LoketError} with code `unknown-version` when a later loket wrote it, and `invalid-data` when a field
 * is not what was written
 *
 * @example
 * ```ts
 * import { readDesk } from 'loket/signing';
 *
 * const desk = readDesk({ v: 1, signatory: 'head', papers: { 'a-1': { kind: 'kk', since: 0 } }, signed: 7 });
 * [desk.v, desk.papers['a-1']?.place]; //=> [2, 'waiting']
 * ```
 */
export function readDesk(stored: unknown): DeskState {
  const { v } = parseOrThrow(z.looseObject({ v: count }), stored, 'stored wet desk', 'invalid-data');
  if (v === 2) return parseOrThrow<DeskState>(present(), stored, 'stored wet desk', 'invalid-data');
  if (v !== 1) {
    throw new LoketError('unknown-version', `a wet desk of version ${v} was stored by a later loket`, {
      issues: [{ field: 'v', rule: 'must be 1 or 2', value: v }],
    });
  }
  const { signatory, papers, signed } = parseOrThrow(first(), stored, 'stored wet desk', 'invalid-data');
  const desk = emptyDesk(signatory);
  for (const [applicationId, { kind, since }] of Object.entries(papers)) {
    evolveDesk(desk, { type: 'paper.received', at: since, applicationId, kind });
  }
  desk.signed = signed;
  return desk;
}
