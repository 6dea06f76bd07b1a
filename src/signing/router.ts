import { z } from 'zod';
import { lazy } from '../internal/lazy.js';
import { parseOrThrow } from '../internal/parse.js';
import type { EpochMs } from '../internal/time.js';
import type { SigningNow } from './signing-now.js';

/** Sets how a router weighs the pen against the provider. */
export interface RouterConfig {
  /** Longest wait for an electronic signature, in milliseconds; then a document goes to the pen. Default 24 hours. */
  readonly maxHoldMs?: number | undefined;
  /**
   * How much sooner the pen must be expected to finish, in milliseconds: paper costs walks and cannot be taken back.
   * Default 1 hour.
   */
  readonly wetAdvantageMs?: number | undefined;
}

/** Describes one document that waits to be signed, and the two ways it can go. */
export interface RoutingQuestion {
  readonly at: EpochMs;
  /** How its kind is signed now: health, and a person's order. */
  readonly now: SigningNow;
  /** Since when it waits for the provider. */
  readonly waitingSince: EpochMs;
  /** Documents before it in the provider's line, 0 or more. */
  readonly ahead: number;
  /** Documents that may be at the provider at once; 0 while it is down. */
  readonly limit: number;
  /** Milliseconds that a document usually takes there. */
  readonly usualMs: number;
  /** Documents at once after a recovery. */
  readonly fullLimit: number;
  /**
   * When the wet desk would have it signed, by its backlog, its capacity, and the calendar of who signs; `null` where
   * nobody can tell.
   */
  readonly wetBy: EpochMs | null;
  /** Whether the wet desk takes another paper today. */
  readonly wetRoom: boolean;
}

/** Tells which way a document goes, and why. */
export interface RoutingChoice {
  /** `wait` leaves it where it is. */
  readonly to: 'electronic' | 'wet' | 'wait';
  readonly why:
    | 'order'
    | 'maintenance'
    | 'healthy'
    | 'electronic-sooner'
    | 'wet-sooner'
    | 'held-too-long'
    | 'desk-full';
  /** When it is expected to be signed electronically; `null` where nobody can tell. */
  readonly electronicBy: EpochMs | null;
  /** When it is expected to be signed by hand; `null` where nobody can tell. */
  readonly wetBy: EpochMs | null;
}

/** Chooses for each document between the provider and the pen: pure. */
export interface SigningRouter {
  /** Chooses the way of one document that was sent neither way yet. */
  choose(question: RoutingQuestion): RoutingChoice;
}

const schema = lazy(() => {
  const natural = z.int('must be a whole number').min(0, 'must be 0 or more').optional();
  return z.looseObject({ maxHoldMs: natural, wetAdvantageMs: natural });
});

/**
 * Makes a router: for each document it predicts when it would be signed either way and sends it to the pen only where
 * that is sooner by a margin, where it waited too long, or where a person said so. What is already at the provider or
 * on the desk is never asked about again.
 *
 * @throws {@link LoketError} with code `invalid-config` when a number is out of its range
 *
 * @example
 * ```ts
 * import { createSigningRouter } from 'loket/signing';
 *
 * const router = createSigningRouter({ wetAdvantageMs: 3_600_000 });
 * const hour = 3_600_000;
 * const choice = router.choose({
 *   at: 12 * hour,
 *   now: {
 *     mode: 'held', why: 'signer-down', order: null, downSince: 8 * hour, recovery: { at: 16 * hour, basis: 'age' },
 *   },
 *   waitingSince: 9 * hour, ahead: 0, limit: 0, usualMs: 1_000, fullLimit: 4, wetBy: 14 * hour, wetRoom: true,
 * });
 * [choice.to, choice.why]; //=> ['wet', 'wet-sooner']
 * ```
 */
export function createSigningRouter(config: RouterConfig = {}): SigningRouter {
  parseOrThrow<unknown>(schema(), config, 'signing router');
  return routerOf(config);
}

/** Makes a router of a configuration that was checked elsewhere. @internal */
export function routerOf({
  maxHoldMs = 24 * 3_600_000,
  wetAdvantageMs = 3_600_000,
}: RouterConfig): SigningRouter {
  return {
    choose(question) {
      const { at, now, waitingSince, wetBy, wetRoom } = question;
      const electronicBy = finishOf(question);
      const told = { electronicBy, wetBy };
      if (now.mode === 'wet') {
        const why = now.why === 'maintenance' ? 'maintenance' : 'order';
        return wetRoom ? { to: 'wet', why, ...told } : { to: 'wait', why: 'desk-full', ...told };
      }
      if (now.order) return { to: 'electronic', why: 'order', ...told };
      const held = now.mode === 'held';
      const tooLong = held && waitingSince + maxHoldMs <= at;
      const sooner = wetBy !== null && electronicBy !== null && wetBy + wetAdvantageMs < electronicBy;
      if (tooLong || sooner) {
        if (wetRoom) return { to: 'wet', why: tooLong ? 'held-too-long' : 'wet-sooner', ...told };
        if (held) return { to: 'wait', why: 'desk-full', ...told };
      }
      if (held) return { to: 'wait', why: 'electronic-sooner', ...told };
      return { to: 'electronic', why: now.why === 'healthy' ? 'healthy' : 'electronic-sooner', ...told };
    },
  };
}

/** When a document would be signed electronically, as far as anybody can tell. */
function finishOf({ at, now, ahead, limit, usualMs, fullLimit }: RoutingQuestion): EpochMs | null {
  const from = now.mode === 'electronic' ? at : now.recovery?.at;
  if (from === undefined) return null;
  // After a recovery documents pass one by one, then two, four and on: as if a few more were ahead.
  const atOnce = now.mode === 'electronic' ? Math.max(1, limit) : fullLimit;
  const slowStart = now.mode === 'electronic' ? 0 : 2 * fullLimit;
  return Math.round(from + Math.ceil((ahead + slowStart + 1) / atOnce) * usualMs);
}
