import type { Calendar } from '../calendar/index.js';
import type { DayCount, EpochMs } from '../internal/time.js';
import type { ApplicationRules } from './application-schemas.js';
import { type DocumentKind, issuedOn, mediumOn } from './kind.js';
import type { RenewalRules } from './renewal.js';

/** What the documents room is told about the office around it. */
export interface DocumentsConfig {
  readonly calendar: Calendar;
  readonly kinds: readonly DocumentKind[];
  /** Whether a medium is a card, by its id; cards are inspected by default. */
  readonly isCard: (medium: string) => boolean;
  /** The signature provider that signs for a signatory; `null` where there is none. */
  readonly providerOf: (signatory: string) => string | null;
  /** Print attempts before a person has to decide. Default 3. */
  readonly printAttempts?: number | undefined;
  /** Calendar days in which a returned request can be corrected. Default 30. */
  readonly correctionDays?: number | undefined;
  /** How long an application waits for its electronic signature before the pen takes over. Default 5 working days. */
  readonly maxHold?: DayCount | undefined;
  /** How long an application may take before it is put on a person’s desk. Default 10 working days. */
  readonly attention?: DayCount | undefined;
  /** Applicants invited for one day when blanks arrive, at least 1. Default 500. */
  readonly invitationsPerDay?: number | undefined;
}

/** The numbers of a configuration, with their defaults. @internal */
export interface FullDocumentsConfig extends RenewalRules {
  readonly maxAttempts: number;
  readonly correction: DayCount;
  readonly maxHold: DayCount;
  readonly attention: DayCount;
}

/** @internal */
export function fullDocumentsConfig(config: DocumentsConfig): FullDocumentsConfig {
  return {
    calendar: config.calendar,
    maxAttempts: config.printAttempts ?? 3,
    correction: { days: config.correctionDays ?? 30, count: 'calendar' },
    maxHold: config.maxHold ?? { days: 5, count: 'working' },
    attention: config.attention ?? { days: 10, count: 'working' },
    invitationsPerDay: config.invitationsPerDay ?? 500,
  };
}

/** Why a kind has no rules on a day. @internal */
export interface NoRules {
  readonly code: 'unknown-kind' | 'kind-not-issued';
  readonly message: string;
}

/** What is kept without an end is looked at all the same, or it would be forgotten. */
const tenYears: DayCount = { days: 3650, count: 'calendar' };

/** Finds the rules of a kind as they are at a time: one object for all applications that share them. @internal */
export function rulesFinder(config: DocumentsConfig) {
  const { calendar } = config;
  const kinds = new Map(config.kinds.map((kind) => [kind.id, kind]));
  const cache = new Map<string, ApplicationRules>();

  function rulesOf(kind: DocumentKind, medium: string): ApplicationRules {
    const key = `${kind.id}\n${medium}`;
    const cached = cache.get(key);
    if (cached) return cached;
    const signatory = kind.signature?.by ?? null;
    const { temporary } = kind;
    const rules: ApplicationRules = {
      medium,
      provider: signatory === null ? null : config.providerOf(signatory),
      signatory,
      wetStage: kind.signature?.wetStage ?? 'after-print',
      needsRecord: kind.needsRecord,
      inspect: kind.inspect ?? config.isCard(medium),
      checkBack: kind.checkBack,
      standard: kind.serviceStandard,
      claim: kind.claim,
      retention: kind.retention ?? tenYears,
      handover: kind.handover,
      temporary: temporary ? { kind: temporary.kind, renewals: temporary.renewals } : null,
    };
    cache.set(key, rules);
    return rules;
  }

  return (kindId: string, at: EpochMs): ApplicationRules | NoRules => {
    const kind = kinds.get(kindId);
    if (!kind) return { code: 'unknown-kind', message: `no document kind is called '${kindId}'` };
    const day = calendar.dayOf(at);
    const medium = mediumOn(kind, day);
    if (medium === undefined || !issuedOn(kind, day)) {
      return { code: 'kind-not-issued', message: `'${kindId}' is not issued on ${day}` };
    }
    return rulesOf(kind, medium);
  };
}
