import type { EpochMs, LocalDate } from '../internal/time.js';
import type { ApplicationState } from './application.js';
import { jobIdOf } from './application-context.js';
import type { Commitment } from './application-schemas.js';

/** Shows an application to a host: where it is, what it has passed, what was promised. */
export interface ApplicationView {
  readonly id: string;
  readonly kind: string;
  /** Where it rests, as `signing.wet`. */
  readonly state: string;
  /** Reference to the person. */
  readonly applicant: string;
  readonly area: string | null;
  readonly ticketId: string | null;
  /** What it has passed, kept also where a state was passed at once; times in epoch milliseconds. */
  readonly milestones: {
    /** `artifact` names the signed document, where its provider named one. */
    readonly signed: {
      readonly mode: 'electronic' | 'wet';
      readonly at: EpochMs;
      readonly artifact: string | null;
    } | null;
    readonly printed: { readonly at: EpochMs; readonly serial: string | null } | null;
    readonly readyForPickup: { readonly at: EpochMs } | null;
  };
  /** What was told to the citizen; `null` before anything was. */
  readonly commitment:
    | (Pick<Commitment, 'basis' | 'pending'> & {
        /** Day on which it will be ready; `null` while that is open. */
        readonly readyBy: LocalDate | null;
        /** Last day for pickup; `null` before it is ready. */
        readonly claimBy: LocalDate | null;
        /** Whether the promised day has passed. */
        readonly breached: boolean;
      })
    | null;
  /** The current print job; `null` before any. */
  readonly jobId: string | null;
  /** Why it was returned, rejected, cancelled or printed again. */
  readonly reason: string | null;
  readonly updatedAt: EpochMs;
}

/**
 * Shows a stored application as `documents.get` of an office does.
 *
 * @example
 * ```ts
 * import { initialApplication, viewApplication } from 'loket/documents';
 *
 * const view = viewApplication({ v: 1, state: 'new', context: initialApplication('a-1') });
 * view.milestones; //=> { signed: null, printed: null, readyForPickup: null }
 * view.commitment; //=> null
 * ```
 */
export function viewApplication({ state, context }: ApplicationState): ApplicationView {
  const { mode, signedAt, printedAt, readyAt, commitment, claimBy } = context;
  return {
    id: context.id,
    kind: context.kind,
    state,
    applicant: context.applicant,
    area: context.area,
    ticketId: context.ticketId,
    milestones: {
      signed:
        signedAt !== null && (mode === 'electronic' || mode === 'wet')
          ? { mode, at: signedAt, artifact: mode === 'electronic' ? context.artifact : null }
          : null,
      printed: printedAt === null ? null : { at: printedAt, serial: context.serial },
      readyForPickup: readyAt === null ? null : { at: readyAt },
    },
    commitment:
      commitment === null && claimBy === null
        ? null
        : {
            readyBy: commitment?.readyBy ?? null,
            basis: commitment?.basis ?? mode ?? 'none',
            pending: commitment?.pending ?? null,
            claimBy,
            breached: context.breached,
          },
    jobId: context.jobs === 0 ? null : jobIdOf(context),
    reason: context.reason,
    updatedAt: context.updatedAt,
  };
}
