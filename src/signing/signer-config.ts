import type { Calendar } from '../calendar/index.js';
import { fullHealthConfig, type HealthConfig } from './health-config.js';
import type { RouterConfig } from './router.js';

/** What the signing room is told about one provider and its signatory. */
export interface SignerConfig extends HealthConfig, RouterConfig {
  readonly provider: string;
  readonly calendar: Calendar;
  /** Document kinds whose mode the queue is told when it changes. Default none. */
  readonly kinds?: readonly string[] | undefined;
  /** Milliseconds before a request that failed is tried again. Default 15 000. */
  readonly retryAfterMs?: number | undefined;
  /** Milliseconds between look-ups of an unknown outcome. Default 60 000. */
  readonly lookUpEveryMs?: number | undefined;
  /** Whether the provider can tell what came of a request. Default `false`. */
  readonly canLookUp?: boolean | undefined;
  /** Whether the provider can add a timestamp to a signed document later. Default `false`. */
  readonly canUpgrade?: boolean | undefined;
  /** Milliseconds before a document that lacks its timestamp is given one. Default 600 000. */
  readonly upgradeAfterMs?: number | undefined;
  /** Papers a day that the signatory's wet desk takes; `null` (default) for no bound. */
  readonly wetPerDay?: number | null | undefined;
}

/** @internal */
export function fullSignerConfig(config: SignerConfig) {
  return {
    ...fullHealthConfig(config),
    provider: config.provider,
    calendar: config.calendar,
    kinds: config.kinds ?? [],
    retryAfterMs: config.retryAfterMs ?? 15_000,
    lookUpEveryMs: config.lookUpEveryMs ?? 60_000,
    canLookUp: config.canLookUp ?? false,
    canUpgrade: config.canUpgrade ?? false,
    upgradeAfterMs: config.upgradeAfterMs ?? 600_000,
    maxHoldMs: config.maxHoldMs ?? 24 * 3_600_000,
    wetAdvantageMs: config.wetAdvantageMs ?? 3_600_000,
    wetPerDay: config.wetPerDay ?? null,
  };
}
