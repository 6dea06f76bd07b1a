import type { EpochMs, LocalDate } from '../internal/time.js';
import type { ApplicationRules, Commitment, SigningMode } from './messages.js';

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
  /** Signing requests made so far; the current one has this number. */
  readonly requests: number;
  /** Print jobs made so far; the current one has this number. */
  readonly jobs: number;
  /** Print attempts since a person last asked for one. */
  readonly attempts: number;
  readonly commitment: Commitment | null;
  readonly claimBy: LocalDate | null;
  readonly breached: boolean;
  readonly signedAt: EpochMs | null;
  readonly printedAt: EpochMs | null;
  readonly readyAt: EpochMs | null;
  readonly serial: string | null;
  readonly artifact: string | null;
  readonly reason: string | null;
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
    requests: 0,
    jobs: 0,
    attempts: 0,
    commitment: null,
    claimBy: null,
    breached: false,
    signedAt: null,
    printedAt: null,
    readyAt: null,
    serial: null,
    artifact: null,
    reason: null,
    since: 0,
    updatedAt: 0,
  };
}
