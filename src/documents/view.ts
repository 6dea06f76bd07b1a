import type { EpochMs, LocalDate } from '../internal/time.js';
import type { ApplicationState } from './application.js';
import { jobIdOf } from './application-context.js';
import type { ApplicationLinks, Commitment, Handover } from './application-schemas.js';

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
    /** Who took it, and what proved that this was the right one. */
    readonly collected:
      | { readonly [K in 'at' | 'collector' | 'relation' | 'proof']: NonNullable<Handover[K]> }
      | null;
  };
  /** How far the record has come that it waits for, or why that came to nothing; `null` where nobody said. */
  readonly record: string | null;
  /** Since when it has been on a person's desk because it took too long. */
  readonly escalatedAt: EpochMs | null;
  /** Wrong one-time codes given at the counter since the present code was made. */
  readonly wrongCodes: number;
  /** Other applications that it belongs to; `null` for one that stands alone. */
  readonly links: ApplicationLinks | null;
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
 * const view = viewApplication({ v: 2, state: 'new', context: initialApplication('a-1') });
 * view.milestones; //=> { signed: null, printed: null, readyForPickup: null, collected: null }
 * view.commitment; //=> null
 * ```
 */
export function viewApplication({ state, context }: ApplicationState): ApplicationView {
  const { mode, signedAt, printedAt, readyAt, commitment, claimBy, handover } = context;
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
      collected: handover === null ? null : collectedBy(handover),
    },
    record: context.record,
    escalatedAt: context.escalatedAt,
    wrongCodes: handover?.wrongTries ?? 0,
    links: context.links,
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

function collectedBy({ at, collector, relation, proof }: Handover) {
  if (at === null || collector === null || relation === null || proof === null) return null;
  return { at, collector, relation, proof };
}
