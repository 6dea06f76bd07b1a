import type { EpochMs, LocalDate } from '../internal/time.js';
import type {
  ApplicationLinks,
  ApplicationRules,
  Commitment,
  Handover,
  SigningMode,
} from './application-schemas.js';

/** What an application knows, beside the state in which it rests. */
export interface ApplicationContext {
  readonly id: string;
  readonly kind: string;
  /** Reference to the person; names and numbers stay with the host. */
  readonly applicant: string;
  readonly area: string | null;
  readonly ticketId: string | null;
  readonly rules: ApplicationRules;
  /** `null` until the way is known. */
  readonly mode: SigningMode | null;
  readonly recordReady: boolean;
  /** How far the record has come, or why it came to nothing; `null` where nobody said. */
  readonly record: string | null;
  /** Signing requests made so far; the current one has this number. */
  readonly requests: number;
  /** Until when it waits for an electronic signature before it goes to the pen; `null` when it does not wait. */
  readonly holdUntil: EpochMs | null;
  /** Print jobs made so far; the current one has this number. */
  readonly jobs: number;
  /** Print attempts since a person last asked for one. */
  readonly attempts: number;
  readonly commitment: Commitment | null;
  readonly claimBy: LocalDate | null;
  readonly breached: boolean;
  /** Since when it has been on a person's desk because it took too long; `null` if it is not. */
  readonly escalatedAt: EpochMs | null;
  readonly signedAt: EpochMs | null;
  readonly printedAt: EpochMs | null;
  readonly readyAt: EpochMs | null;
  readonly serial: string | null;
  readonly artifact: string | null;
  readonly reason: string | null;
  /** `null` for an application that stands alone, as most do. */
  readonly links: ApplicationLinks | null;
  /** `null` before it was first ready for pickup. */
  readonly handover: Handover | null;
  /** When it came into the state that decides its place in a queue. */
  readonly since: EpochMs;
  readonly updatedAt: EpochMs;
}

/** Names the current signing request of an application. */
export function requestIdOf(context: ApplicationContext): string {
  return `${context.id}/s${context.requests}`;
}

/** Names the current print job of an application. */
export function jobIdOf(context: ApplicationContext): string {
  return `${context.id}/p${context.jobs}`;
}

const noRules: ApplicationRules = {
  medium: '',
  provider: null,
  signatory: null,
  wetStage: 'after-print',
  needsRecord: false,
  inspect: false,
  checkBack: false,
  standard: {
    electronic: { days: 0, count: 'working' },
    wet: { days: 0, count: 'working' },
    none: { days: 0, count: 'working' },
  },
  claim: { days: 0, count: 'calendar' },
  retention: { days: 0, count: 'calendar' },
  handover: { code: 'none', maxTries: 1 },
  temporary: null,
};

/** The links of an application that stands alone. @internal */
export const noLinks: ApplicationLinks = {
  replaces: null,
  temporaryFor: null,
  temporary: null,
  temporaries: 0,
  supersededBy: null,
  duplicateOf: null,
};

/** The context of an application that was never opened. */
export function initialApplication(id: string): ApplicationContext {
  return {
    id,
    kind: '',
    applicant: '',
    area: null,
    ticketId: null,
    rules: noRules,
    mode: null,
    recordReady: false,
    record: null,
    requests: 0,
    holdUntil: null,
    jobs: 0,
    attempts: 0,
    commitment: null,
    claimBy: null,
    breached: false,
    escalatedAt: null,
    signedAt: null,
    printedAt: null,
    readyAt: null,
    serial: null,
    artifact: null,
    reason: null,
    links: null,
    handover: null,
    since: 0,
    updatedAt: 0,
  };
}

/**
 * Copies a context. Naming the fields, in the order of {@link initialApplication}, is many times faster than a spread,
 * for which the engine finds the shape anew each time. @internal
 */
export function copyApplication(c: ApplicationContext): ApplicationContext {
  return {
    id: c.id,
    kind: c.kind,
    applicant: c.applicant,
    area: c.area,
    ticketId: c.ticketId,
    rules: c.rules,
    mode: c.mode,
    recordReady: c.recordReady,
    record: c.record,
    requests: c.requests,
    holdUntil: c.holdUntil,
    jobs: c.jobs,
    attempts: c.attempts,
    commitment: c.commitment,
    claimBy: c.claimBy,
    breached: c.breached,
    escalatedAt: c.escalatedAt,
    signedAt: c.signedAt,
    printedAt: c.printedAt,
    readyAt: c.readyAt,
    serial: c.serial,
    artifact: c.artifact,
    reason: c.reason,
    links: c.links,
    handover: c.handover,
    since: c.since,
    updatedAt: c.updatedAt,
  };
}
