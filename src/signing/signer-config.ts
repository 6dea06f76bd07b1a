import type { Calendar } from '../calendar/index.js';

/** What the signing room is told about one provider and its signatory. */
export interface SignerConfig {
  readonly provider: string;
  readonly calendar: Calendar;
  /** Document kinds whose mode the queue is told when it changes. Default none. */
  readonly kinds?: readonly string[] | undefined;
  /** Failures in a row that open a lane. Default 3. */
  readonly failureThreshold?: number | undefined;
  /** Good probes in a row that close it. Default 2. */
  readonly probesToClose?: number | undefined;
  /** Milliseconds between probes of an open lane. Default 60 000. */
  readonly probeEveryMs?: number | undefined;
  /** Milliseconds before a request that failed is tried again. Default 15 000. */
  readonly retryAfterMs?: number | undefined;
  /** Milliseconds between look-ups of an unknown outcome. Default 60 000. */
  readonly lookUpEveryMs?: number | undefined;
  /** Whether the provider can tell what came of a request. Default `false`. */
  readonly canLookUp?: boolean | undefined;
  /** Calls to the provider at once, per kind. Default 4. */
  readonly maxInFlight?: number | undefined;
  /** Longest wait in `auto`, in milliseconds; then a document goes to the wet desk. Default 24 hours. */
  readonly maxHoldMs?: number | undefined;
  /** Papers a day that the signatory's wet desk takes; `null` (default) for no bound. */
  readonly wetPerDay?: number | null | undefined;
}

/** @internal */
export function fullSignerConfig(config: SignerConfig) {
  return {
    provider: config.provider,
    calendar: config.calendar,
    kinds: config.kinds ?? [],
    failureThreshold: config.failureThreshold ?? 3,
    probesToClose: config.probesToClose ?? 2,
    probeEveryMs: config.probeEveryMs ?? 60_000,
    retryAfterMs: config.retryAfterMs ?? 15_000,
    lookUpEveryMs: config.lookUpEveryMs ?? 60_000,
    canLookUp: config.canLookUp ?? false,
    maxInFlight: config.maxInFlight ?? 4,
    maxHoldMs: config.maxHoldMs ?? 24 * 3_600_000,
    wetPerDay: config.wetPerDay ?? null,
  };
}
