import type { EpochMs } from '../internal/time.js';
import type { DeskState } from './desk-state.js';
import { batchCode, paperCode } from './paper-code.js';

/** One paper on a batch's list. */
export interface SheetRow {
  /** Counts from 1 in the order of the list; a paper keeps its number when others leave the batch. */
  readonly no: number;
  readonly applicationId: string;
  readonly kind: string;
  /** What the host says of it, as the applicant's name; empty when it says nothing. */
  readonly text: string;
  /** Text of its bar code. */
  readonly code: string;
}

/** The list that goes with a batch. */
export interface BatchSheet {
  readonly batchId: string;
  /** Counts the desk's batches from 1. */
  readonly no: number;
  /** Whose desk it is from. */
  readonly signatory: string;
  /** Who signs; `null` until it is sent. */
  readonly signer: string | null;
  readonly composedAt: EpochMs;
  /** Text of the batch's bar code. */
  readonly code: string;
  /** Papers that are in the batch and not back. */
  readonly rows: readonly SheetRow[];
}

/** Sets what a list says of its papers. */
export interface BatchSheetOptions {
  /** Says what helps a person to tell the paper, as a name. It is printed, and kept nowhere. */
  readonly describe?:
    | ((paper: { readonly applicationId: string; readonly kind: string }) => string)
    | undefined;
}

/**
 * Makes the list that goes with a batch: the papers that are in it now; `undefined` when no such batch is open.
 *
 * @example
 * ```ts
 * import { batchSheet, deskDecider } from 'loket/signing';
 *
 * batchSheet(deskDecider().initial('head'), 'head-1'); //=> undefined
 * ```
 */
export function batchSheet(
  desk: DeskState,
  batchId: string,
  { describe }: BatchSheetOptions = {},
): BatchSheet | undefined {
  const batch = desk.batches[batchId];
  if (!batch) return undefined;
  const { no, signer, composedAt } = batch;
  return {
    batchId,
    no,
    signatory: desk.signatory,
    signer,
    composedAt,
    code: batchCode(batchId),
    rows: batch.papers.flatMap((applicationId, i) => {
      const paper = desk.papers[applicationId];
      if (paper?.batchId !== batchId || (paper.place !== 'batched' && paper.place !== 'sent')) return [];
      const { kind } = paper;
      const text = describe?.({ applicationId, kind }) ?? '';
      return [{ no: i + 1, applicationId, kind, text, code: paperCode(applicationId) }];
    }),
  };
}
