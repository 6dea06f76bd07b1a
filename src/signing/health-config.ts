import { z } from 'zod';
import { lazy } from '../internal/lazy.js';
import { parseOrThrow } from '../internal/parse.js';

/** Sets how soon the health of a provider is doubted, and how carefully it is trusted again. */
export interface HealthConfig {
  /**
   * Failures in a row that open a lane, probes included, 1 or more. A call without any answer counts for more, and about
   * seven good calls outweigh one failure. Default 4.
   */
  readonly failureThreshold?: number | undefined;
  /** Good probes in a row before documents pass again, 1 or more; failed ones between need a few more. Default 2. */
  readonly probesToClose?: number | undefined;
  /** Longest time between two probes of an open lane, in milliseconds; early ones come sooner. Default 60 000. */
  readonly probeEveryMs?: number | undefined;
  /** Milliseconds before a lane under suspicion is probed, 1 or more. Default 1 000. */
  readonly suspectProbeMs?: number | undefined;
  /** Shortest time that a lane stays open, in milliseconds; doubled each time it opens again soon. Default 30 000. */
  readonly minOpenMs?: number | undefined;
  /** Longest time that flapping can make of `minOpenMs`, in milliseconds. Default 600 000. */
  readonly maxOpenMs?: number | undefined;
  /** A lane that opens within this time of its last outage flaps, in milliseconds. Default 600 000. */
  readonly flapMs?: number | undefined;
  /** How often a good call must be slower than usual to count as slow, above 1. Default 3. */
  readonly slowFactor?: number | undefined;
  /** Calls to the provider at once, per kind; a recovered lane is led up to it step by step. Default 4. */
  readonly maxInFlight?: number | undefined;
}

/** The numbers of a {@link HealthConfig}, all given. @internal */
export type FullHealthConfig = { readonly [K in keyof HealthConfig]-?: number };

const schema = lazy(() => {
  const positive = z.int('must be a whole number').min(1, 'must be 1 or more').optional();
  return z.looseObject({
    failureThreshold: positive,
    probesToClose: positive,
    probeEveryMs: positive,
    suspectProbeMs: positive,
    minOpenMs: positive,
    maxOpenMs: positive,
    flapMs: positive,
    slowFactor: z.number().gt(1, 'must be above 1').optional(),
    maxInFlight: positive,
  });
});

/** @internal */
export function checkHealthConfig(config: HealthConfig, what: string): FullHealthConfig {
  parseOrThrow<unknown>(schema(), config, what);
  return fullHealthConfig(config);
}

/** @internal */
export function fullHealthConfig(config: HealthConfig): FullHealthConfig {
  return {
    failureThreshold: config.failureThreshold ?? 4,
    probesToClose: config.probesToClose ?? 2,
    probeEveryMs: config.probeEveryMs ?? 60_000,
    suspectProbeMs: config.suspectProbeMs ?? 1_000,
    minOpenMs: config.minOpenMs ?? 30_000,
    maxOpenMs: config.maxOpenMs ?? 600_000,
    flapMs: config.flapMs ?? 600_000,
    slowFactor: config.slowFactor ?? 3,
    maxInFlight: config.maxInFlight ?? 4,
  };
}
